"""Features and their places in the original text."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.matching.features import Words, folded_with_places, stem, tokens

WORDS = Words.of(["the", "of", "and", "的"], ["he", "woman", "South Korean", "韓國", "女", "先生", "岁"])


def features(text: str) -> list[str]:
    return [token.feature for token in tokens(text, WORDS)]


def test_words_are_stemmed_and_paired_across_silent_words_but_not_across_sentences() -> None:
    assert features("Closing of the timing. Routing") == ["close", "time", "close time", "rout"]


def test_words_are_stemmed_the_same_by_many_threads_at_once() -> None:
    """The window reads what skills mean while a run is at work."""
    starts = ("optim", "gener", "connect", "vector", "memor", "schedul")
    ends = ("isation", "ising", "ionally", "ivity", "edly", "erness", "ies", "ational", "ments")
    words, bare = [start + end for start in starts for end in ends], stem.__wrapped__
    alone = [bare(word) for word in words]

    def read(turn: int) -> list[str]:
        return [bare(word) for word in words[turn:] + words[:turn]]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(read, range(48)))
    finally:
        sys.setswitchinterval(before)
    for turn, stems in enumerate(found):
        assert stems == alone[turn:] + alone[:turn]


def test_a_numbered_name_is_also_its_family() -> None:
    assert set(features("HBM3E DDR5")) >= {"hbm3e", "hbm", "ddr5", "ddr"}


def test_scripts_and_widths_fold_to_the_same_features() -> None:
    assert features("記憶體控制器") == features("记忆体控制器")
    assert features("ＧＰＵ　ｃａｃｈｅ") == features("gpu cache")


def test_bare_numbers_and_ages_are_no_features() -> None:
    assert features("42 years") == features("67 years")
    assert features("三十四岁编译器") == features("61岁编译器") == features("编译器")


def test_protected_words_leave_nothing_behind() -> None:
    assert features("South Korean compilers") == features("woman compilers") == features("compilers")
    assert features("韩国女编译器") == features("编译器")


def test_latin_words_on_both_sides_of_han_are_no_pair() -> None:
    assert "uvm rtl" not in features("UVM验证RTL")


@pytest.mark.parametrize("text", ["ﬁnite ㎡ element", "e\u0301cole ½ ①", "㍿カﾞ設計", "ǅ İstanbul ß"])
def test_places_point_into_the_original(text: str) -> None:
    form, places = folded_with_places(text)
    assert len(places) == len(form) + 1
    for token in tokens(text, WORDS):
        assert text[token.start : token.end].strip()


@given(st.text(max_size=200))
def test_any_text_is_read_with_places_inside_it(text: str) -> None:
    form, places = folded_with_places(text)
    assert len(places) == len(form) + 1
    assert list(places) == sorted(places)
    for token in tokens(text, WORDS):
        assert 0 <= token.start < token.end <= len(text)
