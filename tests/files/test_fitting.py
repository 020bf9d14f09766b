"""How high a row is made for its texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.files.rosters.fitting import height, lines, tall


@pytest.mark.parametrize(
    ("text", "width", "most"),
    [
        ("示例浦江大学", 15, 1),
        ("示例临港理工大学附属研究院", 15, 2),
        ("Saimaa Rendering (sample)\nRay Tracing Architect", 30, 2),
        ("2.5D硅中介层封装（CoWoS-S）　72.8", 34, 1),
        ("面向大模型训练的高带宽内存系统与近存计算协同设计研究", 21.5, 3),
        ("dataflow mapping; on-chip SRAM planning; analytical models in Python", 33, 3),
    ],
)
def test_as_many_lines_as_a_typesetter_needs(text: str, width: float, most: int) -> None:
    assert lines(text, width) == most


def test_a_mark_never_begins_a_line_and_a_bracket_never_ends_one() -> None:
    assert lines("加速器操作系统设备、抢占与隔离", 20) == lines("加速器操作系统设备抢占与隔离", 20) == 2
    assert lines("一二三四、", 8.5) == 2  # four fit, and the mark takes the fourth along
    assert lines("一二三四", 8.5) == 1


@given(st.text(max_size=200), st.floats(3, 80), st.floats(0, 40))
def test_more_room_never_takes_more_lines(text: str, width: float, more: float) -> None:
    assert 1 <= lines(text, width + more) <= lines(text, width)
    assert lines(text, 10_000) == 1 + text.count("\n")


def test_a_row_is_as_high_as_its_highest_text_and_no_spreadsheet_refuses_it() -> None:
    of = height([10, 10])
    assert of(["", None]) == of(["a", 1]) == tall(1)
    assert of(["a", "一二三四五六七八"]) == tall(2)
    assert of(["长" * 40_000, ""]) == 409
