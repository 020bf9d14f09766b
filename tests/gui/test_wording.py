"""The catalogues are complete: same messages, same facts, none missing in the code, none left over."""

import ast
import json
import re

import pytest

from talentapp import assets
from talentapp.domain import agreement
from talentapp.domain.agreement import FIELDS
from talentapp.domain.conditions import Condition
from talentapp.domain.errors import Fault
from talentapp.domain.gates import Answer, Objection, Standing
from talentapp.domain.gates import Status as GateStatus
from talentapp.domain.intake import Trouble
from talentapp.domain.ledger import Change, CommitmentKind
from talentapp.domain.reasons import PARTS
from talentapp.domain.roles import Act, Scope
from talentapp.domain.spacing import spaced
from talentapp.domain.states import Effect, Guard
from talentapp.domain.terms import (
    ErasureReason,
    Export,
    Form,
    Kind,
    LegalBasis,
    OrganisationKind,
    Party,
    RevealReason,
    Role,
    Side,
    State,
    Status,
    Verdict,
)
from talentapp.gui.imports.meanings import target_label
from talentapp.office.imports.intake import Intake
from talentapp.settings import LANGUAGES, THEMES, Language
from talentapp.wording import Wording
from tests.house.sources import PACKAGE, tree, trees

START = PACKAGE.parent / "start.py"
CATALOGUES = {one: json.loads(assets.path(f"resources/i18n/{one}.json").read_text("utf-8")) for one in LANGUAGES}
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-zA-Z0-9]+)+")
ICONS = {path.stem for path in assets.path("resources/icons").glob("*.svg")}
# Made of a group and a code by `Wording.code`; enum codes are checked one by one below.
GROUPS = re.compile(r"\.code\(\s*f?\"([a-z{}._-]+)\"")


def forms_of(text: object) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [str(text)]


def facts_in(text: object) -> set[str]:
    return {name for form in forms_of(text) for name in re.findall(r"{(\w+)", form)}


def literals() -> tuple[set[str], set[str]]:
    """All string literals of the package, and its f-strings as patterns."""
    plain: set[str] = set()
    patterns: set[str] = set()
    for whole in (*trees().values(), tree(START)):
        for node in ast.walk(whole):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(v.value) if isinstance(v, ast.Constant) else "[a-zA-Z0-9-]+" for v in node.values]
                if "-" in "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant)):
                    patterns.add("".join(parts))
    return plain, patterns


def test_all_languages_have_the_same_messages() -> None:
    keys = [set(CATALOGUES[one]) for one in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_sorted_and_says_something_everywhere(language: Language) -> None:
    text = assets.path(f"resources/i18n/{language}.json").read_text("utf-8")
    keys = re.findall(r'^  "([^"]+)":', text, flags=re.MULTILINE)
    assert keys == sorted(CATALOGUES[language])
    assert all(form.strip() for text in CATALOGUES[language].values() for form in forms_of(text))


@pytest.mark.parametrize("message", sorted(CATALOGUES["en"]))
def test_all_languages_use_the_same_facts(message: str) -> None:
    if message.startswith("format-day"):
        return  # the order and the way of writing a date is the language's own
    facts = [facts_in(CATALOGUES[one][message]) for one in LANGUAGES]
    assert facts[0] == facts[1] == facts[2]


def test_every_id_in_the_window_is_a_message() -> None:
    wanted: set[str] = set()
    for whole in (*trees("gui").values(), tree(PACKAGE / "app.py")):
        for node in ast.walk(whole):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value):
                wanted.add(node.value)
    unknown = wanted - set(CATALOGUES["en"]) - ICONS
    groups = {f"{key.rsplit('-', 1)[0]}" for key in CATALOGUES["en"]}
    assert {one for one in unknown if one not in groups and not one.startswith("libx")} == {"utf-8"}


def test_no_message_is_left_over() -> None:
    plain, patterns = literals()
    code = "\n".join(path.read_text("utf-8") for path in (*trees(), START))
    groups = {re.sub(r"{[^}]*}", "[a-z]+", group) for group in GROUPS.findall(code)}
    patterns |= {f"{group}-[a-zA-Z0-9-]+" for group in groups}
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    left = {key for key in CATALOGUES["en"] if key not in plain and not whole.fullmatch(key)}
    assert {key for key in left if not key.startswith(("role-", "act-", "table-", "export-"))} == set()


@pytest.mark.parametrize(("language", "most"), [("zh_CN", 25), ("zh_TW", 25), ("en", 60)])
def test_that_nothing_can_be_undone_is_said_within_the_line_at_the_foot(language: Language, most: int) -> None:
    words = Wording(language)
    said = [words(f"undo-{what}") for what in ("nothing", "fixed", "fixed-import", "fixed-erased")]
    assert [one for one in said if len(one) > most] == []


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("basis", LegalBasis), ("reveal", RevealReason), ("erasure", ErasureReason), ("rights", Scope),
        ("export", Export), ("held-for", Export),
        ("error", Fault), ("trouble", Trouble), ("act", Act), ("condition", Condition), ("form", Form), ("kind", Kind),
        ("organisation-kind", OrganisationKind), ("role", Role), ("side", Side), ("state", State), ("status", Status),
        ("verdict-done", Verdict), ("part", PARTS), ("theme", THEMES), ("guard", Guard), ("effect", Effect),
        ("party", Party),
        ("standing", Standing), ("answer", Answer), ("gate-status", GateStatus), ("gate-objection", Objection),
        ("term", [field.code for field in FIELDS]), ("term-trouble", agreement.Trouble), ("payer", agreement.Payer),
        ("owner", agreement.Owner), ("employer", agreement.Employer), ("effort-kind", CommitmentKind),
        ("effort-change", Change), ("roster-state", State),
        ("language", LANGUAGES), ("action", ("create", "update", "unchanged", "duplicate", "blocked", "skip")),
    ],
)  # fmt: skip
def test_every_code_has_its_message(group: str, codes: list[str]) -> None:
    words = Wording("zh_CN")
    assert [code for code in codes if not words.has(f"{group}-{str(code).replace('_', '-')}")] == []


def test_whatever_leaves_is_noted_as_something_that_has_a_name() -> None:
    noted = [
        (name, node.lineno, ast.unparse(node.args[-1]))
        for name, whole in trees().items()
        for node in ast.walk(whole)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("note")
        if len(node.args) == 6 and ast.unparse(node.args[1]) == "'export'"
    ]
    assert len(noted) > 10
    assert [one for one in noted if not one[2].startswith("Export") and one[2] != "what"] == []  # `what` is an Export


def test_the_notes_of_a_roster_tell_of_what_is_offered_from_what_was_agreed() -> None:
    for language, agreed in (("zh_CN", "约定"), ("zh_TW", "約定"), ("en", "agreed")):
        assert all(agreed in Wording(language)(f"roster-about-{code}") for code in ("form", "effort", "start", "end"))


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_chinese_is_written_as_chinese_is(language: Language) -> None:
    """Full-width punctuation after Chinese characters, and a space between Chinese and Latin letters or digits."""
    for message, form in every_text(language):
        assert not re.search(r"[\u4e00-\u9fff][,;:!?(]|[)][\u4e00-\u9fff]|[\u4e00-\u9fff]\\.", form), (message, form)
        assert spaced(form) == form, (message, form)
        marks = "“”" if language == "zh_TW" else "「」"
        assert not any(mark in form for mark in (*marks, '"', "'")), (message, form)


def test_labels_of_concepts_are_spaced_where_scripts_meet() -> None:
    assert spaced("AI集群与HBM3e堆叠（TSV类）、40%以上") == "AI 集群与 HBM3e 堆叠（TSV 类）、40% 以上"
    assert spaced("無 Latin，PCIe 5.0") == "無 Latin，PCIe 5.0"


MAINLAND = """
    導入 導出 設置 默認 文件夾 數據 軟件 硬件 程序 搜索 打開 已保存 保存為 屏幕 用戶 界面 信息 鏈接 視頻
    網絡 質量 支持 反饋 登錄 賬 郵箱 身份 聯繫人 聯系 單元格 工作簿 模板 字段 刷新 撤銷 快捷鍵 鼠標 點擊
    剪貼板 打印 在線 服務器 日誌 智能 芯片 回車 粘貼 激活 字節 緩存 優化 列表 缺省 標籤頁 崗位 到崗 合同
    台賬 花名册 簡歷 手工 當前 視圖 批註 隊列
"""
"""Words that a mainland program would use, converted to Traditional characters."""

ONE_TERM = {
    "zh_CN": {
        "遮蔽": "脱敏", "样例": "示例", "审计日志": "审计记录", "合作方式": "合作形式", "隐名": "匿名", "……": "…",
        "院所": "研究机构", "经办人": "人事专员",
    },
    "zh_TW": {
        "紀錄": "記錄", "遮罩": "遮蔽", "匹配": "媒合", "專案": "項目", "查看": "檢視", "無法識別": "無法辨識",
        "稽核日誌": "稽核軌跡", "合作方式": "合作形式", "到任": "到職", "人選編號": "候選人編號", "……": "…",
        "院所": "研究機構", "承辦人": "人事專員",
    },
}  # fmt: skip
"""By language: a word that would be a second name for what has one already, and the one."""


def every_text(language: Language) -> list[tuple[str, str]]:
    """All that the app says in a language: the catalogue, and the gates'."""
    said = [(message, form) for message, text in CATALOGUES[language].items() for form in forms_of(text)]
    gates = assets.path("resources/gates/catalogue.json").read_text("utf-8")
    return said + [("gates", json.loads(text)) for text in re.findall(f'"{language}": ("[^"]*")', gates)]


def test_traditional_is_taiwan_usage() -> None:
    for message, form in every_text("zh_TW"):
        if not message.startswith("language-"):
            assert not [word for word in MAINLAND.split() if word in form], (message, form)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_each_thing_has_one_name(language: Language) -> None:
    for message, form in every_text(language):
        assert not [(word, one) for word, one in ONE_TERM[language].items() if word in form], (message, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_step_within_a_sentence_is_quoted(language: Language) -> None:
    said = Wording(language)("case-reopen", who="?", step="!")
    assert "“!”" in said or "「!」" in said


@pytest.mark.parametrize("kind", [Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS])
def test_whatever_a_column_may_mean_has_a_label(kind: Kind) -> None:
    for language in LANGUAGES:
        words = Wording(language)
        assert all(target_label(words, kind, target) for target in Intake.targets(kind))


_NUMBERED = re.compile(r"\{(\w+)\} (\w+)(?: (\w+))?")


def counted(text: str, fact: str = r"\w+") -> set[str]:
    """The plural words after a number, or after the word that follows it."""
    words = {word for name, *rest in _NUMBERED.findall(text) if re.fullmatch(fact, name) for word in rest}
    return {word for word in words if word == "people" or (word.endswith("s") and word not in {"is", "was", "has"})}


def test_english_counts_one_as_one() -> None:
    """One row, two rows: a message with {n} and a plural has both forms, and that for one has no plural in it."""
    for message, text in CATALOGUES["en"].items():
        if isinstance(text, dict):
            assert not counted(text["other"]) & counted(text["one"]), message
        else:
            assert not counted(text, "n"), message
    assert counted("{n} people left out") == {"people"} and counted("1 of {n} new rows") == {"rows"}
