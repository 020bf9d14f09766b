"""How high a row is made for its texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.files.rosters.fitting import Face, height, lines, tall, unbroken


@pytest.mark.parametrize(
    ("text", "width", "most"),
    [
        ("示例浦江大学", 15, 1),
        ("示例临港理工大学附属研究院", 15, 2),
        ("Saimaa Rendering (sample)\nRay Tracing Architect", 30, 2),
        ("2.5D硅中介层封装（CoWoS-S）　72.8", 34.5, 1),
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
    of = height([10, 10], [Face()] * 2)
    assert of(["", None]) == of(["a", 1]) == tall(1)
    assert of(["a", "一二三四五六七八"]) == tall(2)
    assert of(["长" * 40_000, ""]) == 409


def test_a_bold_text_takes_more_room_and_arial_less() -> None:
    name = "Eleanor Whitcombe"  # 17.6 digits wide in the widest of the fonts, 19.7 in its bold, 15.6 in Arial
    assert lines(name, 18.6) == lines(name, 16.6, "Arial") == lines(name, 20.9, bold=True) == 1
    assert lines(name, 17.5) == lines(name, 16.0, "Arial") == lines(name, 20.0, bold=True) == 2
    assert height([17.6], [Face()])([name]) == tall(2) > height([17.6], [Face("Arial")])([name]) == tall(1)
    assert height([20.0], [Face(bold=True)])([name]) == tall(2)
    assert height([20.0], [Face(size=12)])([name]) > tall(2)


def test_quotation_marks_in_arial_are_as_narrow_and_as_low_as_its_letters() -> None:
    said = "Without “Tensor model parallelism”"
    assert lines(said, 34, "Arial") == 1
    assert height([34], [Face("Arial")])([said]) == height([34], [Face("Arial")])([said.replace("“", '"')])
    latin, chinese = "Marek Dvořák’s\nemployer", "陈立群\n首席工程师"
    assert height([16], [Face("Arial")])([latin]) < height([16], [Face("Arial")])([chinese]) == tall(2)


def test_what_a_no_break_space_joins_is_not_broken() -> None:
    assert unbroken("stress simulation 12.3") == unbroken("simulation")
    assert unbroken("stress simulation\u00a012.3") > unbroken("simulation") + unbroken("12.3") - 1


def test_capitals_and_digits_take_more_room_than_small_letters() -> None:
    assert lines("HBM3 PHY", 10.3) == 1
    assert lines("HBM3 PHY", 10.0) == 2
    assert lines("illicit", 6.0) == 1


def test_no_word_is_broken_in_a_column_made_for_it() -> None:
    for text in ("Dual appointment", "Available from", "双聘", "28_May_2028"):
        assert lines(text, unbroken(text)) <= text.count(" ") + 1 + (text == "双聘")
    assert unbroken("Dual appointment") == unbroken("appointment")


def test_latin_words_with_chinese_punctuation_between_them_stay_together() -> None:
    said = "high-bandwidth memory test；HBM2E/HBM3 bring-up；accelerator cards"
    assert lines(said, 40.5) == 3  # as LibreOffice breaks it
    assert lines("拓扑；集合通信；拓扑", 12.0) == 2
