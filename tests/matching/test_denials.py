"""What a text says it is not about is not read; what only sounds like it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.matching.denials import without_denials
from talentapp.matching.matcher import Matcher
from tests.matching.conftest import profile


def left(text: str) -> str:
    return without_denials(text).replace("\0", "").replace("\n", "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("we build simulators. i do not train models.", "we build simulators.."),
        ("experience in training clusters is nice, not required. we need rtl.", ",. we need rtl."),
        ("i picked up cuda, though performance tuning is not my trade.", "i picked up cuda, though."),
        ("研究存储控制器。推理服务框架不在本课题范围。", "研究存储控制器。。"),
        ("芯片前端设计经验,不作要求。做驱动", ",。做驱动"),
        ("与编译组共用实验室,但不涉及代码优化。", "与编译组共用实验室,。"),
    ],
)
def test_a_clause_that_rules_something_out_is_blanked(text: str, kept: str) -> None:
    assert left(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "transfers with no loss, not a single bit wrong",
        "it need not be read again",
        "无需人工标注的训练方法",
        "不停机升级,不丢数据",
        "i have never married and i write compilers",
    ],
)
def test_a_negation_that_is_the_topic_stays(text: str) -> None:
    assert without_denials(text) == text


@given(st.text(alphabet="ab 不在范围非必需,。.\nnot required", max_size=60))
def test_places_stay(text: str) -> None:
    blanked = without_denials(text)
    assert len(blanked) == len(text)
    assert all(new in (old, "\0", "\n") for old, new in zip(text, blanked, strict=True))


def test_what_is_ruled_out_brings_no_project_and_no_reason(matcher: Matcher) -> None:
    need = "研究先进封装的翘曲与热应力。"
    out = "大模型推理服务、连续批处理不在本课题范围。"
    server = profile("I build LLM serving engines with continuous batching and paged KV cache.")
    plain, ruled = (matcher.similarity([server], [profile(text)])[0, 0] for text in (need, need + out))
    assert ruled == plain
    assert matcher.similarity([server], [profile(need + out.replace("不在本课题范围", "是重点"))])[0, 0] > plain + 0.2
    spans = [s.text for shared in matcher.explain(server, profile(need + out)).shared for s in shared.right]
    assert not any("推理" in text for text in spans)
