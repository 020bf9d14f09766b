"""Thin material: little text beside the title, in any script, however it is spread; more text is never thinner."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.profiles import THIN, Passage, Profile, Section, thin


def profile(*passages: tuple[Section, str]) -> Profile:
    return Profile("x", tuple(Passage(section, text) for section, text in passages))


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ([("text", "HBM PHY engineer at Foo Memory")], 12),
        ([("skills", "RDMA; 网络拓扑")], 6),
        ([("title", "A title of a great many words " * 9), ("text", "GPU")], 2),
        ([], 0),
    ],
)
def test_one_line_is_thin_and_says_how_little(said: list[tuple[Section, str]], size: int) -> None:
    found = thin(profile(*said))
    assert found is not None and (found.code, found.facts) == ("thin", {"size": size})


@given(st.lists(st.sampled_from(["芯片", "HBM", "验证 timing", "，。"]), max_size=40))
def test_it_is_thin_below_the_mark_and_text_of_any_section_counts(parts: list[str]) -> None:
    size = sum({"芯片": 2, "HBM": 2, "验证 timing": 4, "，。": 0}[part] for part in parts)
    sections: list[Section] = ["skills", "fields", "text", "evidence"]
    found = thin(profile(*((sections[at % 4], part) for at, part in enumerate(parts))))
    assert (found is not None) == (size < THIN)
