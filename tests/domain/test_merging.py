"""What two records say together."""

from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.languages import code_of_language
from talentapp.domain.merging import says_the_same, united

ITEMS = st.lists(st.sampled_from(["中文", "Chinese", "英语", "英語", "English", "ENGLISH ", "German", "English (C1)"]))


def test_a_language_is_one_in_whichever_language_it_is_named() -> None:
    assert says_the_same("languages", ["中文", "英語"], ["english", "Mandarin"])
    assert united("languages", ["中文", "英语"], ["English", "German", "german"]) == ["中文", "英语", "German"]
    assert not says_the_same("languages", ["英语"], ["English (C1)"])  # a level is not dropped unasked
    assert united("skills", ["CUDA", "编译器"], ["cuda", "compilers"]) == ["CUDA", "编译器", "compilers"]
    assert says_the_same("country", "Singapore", "新加坡") and not says_the_same("employer", "A", "a")
    assert code_of_language("義大利語") == code_of_language("Italian") == "it"


@given(ITEMS, ITEMS)
def test_nothing_is_lost_and_nothing_comes_twice(one: list[str], other: list[str]) -> None:
    both = united("languages", one, other)
    assert says_the_same("languages", both, [*one, *other])
    assert set(one) <= set(both)
    assert says_the_same("languages", united("languages", other, one), both)
    assert says_the_same("languages", one, other) <= (set(both) == set(one))
