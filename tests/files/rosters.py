"""A small roster with everything that is awkward in it, and its wording."""

import json
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from talentapp.domain.rosters import Due, RosterChoice
from talentapp.domain.terms import Form, State
from talentapp.domain.words import Says
from talentapp.files.rosters.roster import Roster
from talentapp.files.rosters.rows import DueRow, ReasonLine, RosterRow


@cache
def _texts() -> dict[str, dict[str, Any]]:
    path = Path(__file__).parents[1] / "golden" / "roster_words.json"
    texts: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return texts


def words(language: str) -> Says:
    """The roster's wording as it was when the goldens were made: rewording the app changes no golden."""

    def say(code: str, /, **facts: object) -> str:
        text = _texts()[language][code]
        if isinstance(text, dict):
            text = text["one" if facts["n"] == 1 else "other"]
        return str(text).format_map(facts)

    return say


REASONS = (
    ReasonLine("university", "GPU 微架构", 22.13, ("warp scheduling",), ("线程束调度",)),
    ReasonLine("firm", "GPU 微架构", 18.3, ("GPU microarchitecture",), ("GPU 微架构",)),
    ReasonLine("synergy", "", 3.3, ("traces",), ("traces",)),
)


def row(number: int, **changed: Any) -> RosterRow:
    """A pairing."""
    values: dict[str, Any] = {
        "key": f"pairing-{number}",
        "name": "张伟",
        "other_name": "Wei Zhang",
        "employer": "Overbridge Software (sample)",
        "post": "首席编译器工程师",
        "phone": "138****5678",
        "email": "w***@example.com",
        "university": "示例浦江大学",
        "university_project": "面向大模型训练的高带宽内存系统与近存计算协同设计研究",
        "firm": "示例星衍芯片有限公司",
        "firm_project": "下一代训练 GPU 计算核心架构定义",
        "form": Form.DUAL_APPOINTMENT,
        "effort": 41.7,
        "available_from": date(2027, 3, 1),
        "field": "大模型",
        "score": 87.34,
        "reasons": REASONS,
        "missing": ("2.5D 封装", "信号完整性"),
        "state": State.RECOMMENDED,
    }
    return RosterRow(**{**values, **changed})


def sample_roster(count: int = 3) -> Roster:
    """Three pairings, or as many alike as wanted."""
    rows = [
        row(1),
        row(
            2,
            name="=cmd|' /C calc'!A0",
            other_name="",
            phone="+1 650****0101",
            email="@home\x07",
            form=Form.TECHNICAL_CONSULTING,
            effort=None,
            available_from=None,
            state=State.SHORTLISTED,
            decided_by="王芳",
            decided_on=date(2026, 11, 20),
            decision="-方向吻合",
        ),
        row(3, university='<b>"Lakeside" & Söhne</b>', firm_project="长" * 40_000, state=State.DECLINED, reasons=()),
    ]
    rows += [row(number) for number in range(4, count + 1)]
    made = datetime(2026, 11, 24, 20, 30, tzinfo=timezone(timedelta(hours=8)))
    lasting = {"start": date(2026, 1, 1), "end": date(2026, 12, 31)}
    due = [
        DueRow(
            "张伟",
            "示例浦江大学",
            "示例星衍芯片有限公司",
            Form.DUAL_POST,
            what,
            "工作许可",
            made.date() + timedelta(days),
        )
        for days, what in ((-3, Due.GATE), (30, Due.TERM_END), (61, Due.RENEWAL), (400, Due.GATE))
    ]
    return Roster(
        rows, made, "match-1.2.0", (("状态", "全部"), ("最低匹配分", "40")), sample="all",
        of=110, states=(State.RECOMMENDED, State.SHORTLISTED, State.DECLINED),
        active=[row(1, **lasting)], due=due, ended=[row(2, **lasting), row(3, name="李娜")],
        choice=RosterChoice(unit="上海市示例人才办公室"),
    )  # fmt: skip


def choice(**changed: Any) -> RosterChoice:
    """What is wanted in a roster, all of it but for what is changed."""
    return RosterChoice(**changed)
