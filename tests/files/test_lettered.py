"""Sheets without a row of headings, and of what kind the records of a sheet are."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import FIRST_ROW, KIND, FirstRow
from talentapp.domain.terms import Kind
from talentapp.files.tables.workbook import read_all, sketch


def workbook(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


@pytest.mark.parametrize(
    ("rows", "first", "header"),
    [
        ([("王小明", "x@example.com"), ("刘大海", "d@example.com")], FirstRow.DATA, 0),  # an address
        ([("王小明", 31), ("刘大海", 32)], FirstRow.DATA, 0),  # a number, in every row
        ([("王小明", "Foo Corp"), ("刘大海", "Bar Corp")], FirstRow.DATA, 0),  # nothing that is known as a heading
        ([("本年名单", None), ("王小明", "Foo Corp"), ("刘大海", "Bar Corp")], FirstRow.DATA, 1),  # below a title
        ([("谁", "干啥"), ("阮青", "CXL")], FirstRow.HEADINGS, 1),
        ([("称谓乙", "邮箱", "在哪工作"), ("阮青", "r@example.com", "某所")], FirstRow.HEADINGS, 1),
    ],
)
def test_what_the_first_row_is_taken_for(
    tmp_path: Path, rows: list[tuple[object, ...]], first: FirstRow, header: int
) -> None:
    (table,) = sketch(workbook(tmp_path, *rows)).tables
    assert (table.first_row, table.header) == (first, header)
    assert [column.heading for column in table.columns] == (
        ["", ""] if first is FirstRow.DATA else [text for text in rows[0] if text]
    )
    with pytest.raises(TalentError):  # without a word by a person nothing of it is read
        read_all(tmp_path / "a.xlsx")


def test_rows_of_a_sheet_without_headings_are_those_of_the_file(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("本年名单",), ("王小明", "x@example.com"), ("合计", "1人"), ("刘大海", "坏地址"))
    (table,) = sketch(path).tables
    said = {table.own: {FIRST_ROW: "data", KIND: "candidates", "A": "name", "B": "email"}}
    (reading,) = read_all(path, corrections=said)
    assert [(row.row, row.values["name_zh"]) for row in reading.rows] == [(2, "王小明"), (4, "刘大海")]
    assert [(one.row, one.column, one.header) for one in reading.problems] == [(4, "B", "")]
    assert reading.tables[0].shape == table.own
    other = workbook(tmp_path, ("王小明", "x@example.com"), ("刘大海", "d@example.com"))
    with pytest.raises(TalentError):  # what was said of one file is not said of another
        read_all(other, corrections=said)


def test_skills_and_addresses_are_those_of_people(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("邮箱", "单位", "技能"), ("a@example.com", "某某大学", "GPU"))
    with pytest.raises(TalentError) as refused:
        read_all(path)
    assert (refused.value.code, refused.value.facts["kind"]) == (Fault.REQUIRED_COLUMN_MISSING, Kind.CANDIDATES)
    assert sketch(path).kind is Kind.CANDIDATES
    (reading,) = read_all(path, Kind.ORGANISATIONS)  # unless somebody says otherwise
    assert reading.kind is Kind.ORGANISATIONS
    (reading,) = read_all(workbook(tmp_path, ("单位", "邮箱", "城市"), ("某某大学", "a@example.com", "北京")))
    assert reading.kind is Kind.ORGANISATIONS


def test_expertise_that_is_told_in_sentences_is_no_list_of_fields(tmp_path: Path) -> None:
    head = ("姓名", "技能", "专长")
    told = (("冯唐", "CUDA", "GPU 内核优化专家，负责算子库"), ("冯唐二", "HBM", "HBM PHY 设计"))
    (reading,) = read_all(workbook(tmp_path, head, *told))
    assert [row.values["expertise"] for row in reading.rows] == ["GPU 内核优化专家，负责算子库", "HBM PHY 设计"]
    (reading,) = read_all(workbook(tmp_path, head, ("冯唐", "CUDA", "芯片设计，存算一体")))
    assert reading.rows[0].values["research_fields"] == ["芯片设计", "存算一体"]
