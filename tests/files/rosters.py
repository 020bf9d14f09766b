"""A small roster with everything that is awkward in it, and its wording."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from talentapp.domain.terms import Form, State
from talentapp.files.roster import ReasonLine, Roster, RosterRow, Words


@cache
def _texts() -> dict[str, dict[str, str]]:
    path = Path(__file__).parents[1] / "golden" / "roster_words.json"
    texts: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return texts


def words(language: str) -> Words:
    """The roster's wording as it was when the goldens were made: rewording the app changes no golden."""

    def say(code: str, /, **facts: object) -> str:
        return _texts()[language][code].format_map(facts)

    return say


REASONS = (
    ReasonLine("university", "GPU 微架构", 22.13, "warp scheduling", "线程束调度"),
    ReasonLine("firm", "GPU 微架构", 18.3, "GPU microarchitecture", "GPU 微架构"),
    ReasonLine("synergy", "", 3.3, "traces", "traces"),
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
            decided_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
            decision="-方向吻合",
        ),
        row(3, university='<b>"Lakeside" & Söhne</b>', firm_project="长" * 40_000, state=State.DECLINED, reasons=()),
    ]
    rows += [row(number) for number in range(4, count + 1)]
    made = datetime(2026, 11, 24, 20, 30, tzinfo=timezone(timedelta(hours=8)))
    return Roster(
        rows, made, "match-1.2.0", "上海市示例人才办公室", (("状态", "全部"), ("最低匹配分", "40")), True, True
    )
