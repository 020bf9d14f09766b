"""What did not go in comes back in a copy of the file, with its problems in it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from talentapp.office import Office
from talentapp.wording import Wording
from tests.office.test_intake import actions, people, workbook

SAY = Wording("en").problem


def test_the_copy_keeps_the_looks_and_tells_each_problem_at_its_cell(office: Office, tmp_path: Path) -> None:
    path = people(
        tmp_path / "a.xlsx",
        ("李雷", "", "not an address", "", "", "随时"),
        ("韩梅", "", "h@example.com", "", "", None),
        (None, "", "x@example.com", "", "", None),
    )
    book = load_workbook(path)
    assert book.active is not None
    book.active["A1"].font = Font(bold=True, color="FF0000")
    book.active.merge_cells("E2:E3")
    book.active.row_dimensions[2].height = 18
    book.active["F1"].font = Font(bold=True, color="0000FF")
    book.save(path)
    previews = office.intake.previews(path)
    out = tmp_path / "copy.xlsx"
    assert office.intake.annotate(previews, out, SAY, "Import problems") == 3
    sheet = load_workbook(out).active
    assert sheet is not None
    assert sheet["A1"].font.color.rgb == "00FF0000"
    assert [sheet.cell(row, 7).value is not None for row in range(1, 5)] == [True, True, False, True]
    assert (sheet["G1"].value, sheet["G1"].font.color.rgb) == ("Import problems", "000000FF")  # as the header beside it
    assert sheet.row_dimensions[2].height > 60  # two problems, each of more than a line, in a row of one
    assert "C2:" in sheet["G2"].value and "F2:" in sheet["G2"].value
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} == {"C2", "F2", "A4"}
    again = office.intake.previews(out)[0]
    assert actions(again) == actions(previews[0]) == ["create", "create", "blocked"]
    assert again.rows[0].values == previews[0].rows[0].values


def test_a_text_table_comes_back_as_a_workbook_whose_text_stays_text(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("姓名,邮箱,备注\n李雷,l@@example.com,=1+1\n", "gb18030")
    out = tmp_path / "copy.xlsx"
    office.intake.annotate(office.intake.previews(path), out, SAY, "导入问题")
    sheet = load_workbook(out).active
    assert sheet is not None
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].comment is not None and sheet["D1"].value == "导入问题"


def test_what_the_library_cannot_read_comes_back_with_its_cells(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from talentapp.files.tables import annotating

    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)", "utf-8")
    path = workbook(tmp_path / "a.xlsx", ("姓名", "邮箱"), ("李雷", "x"))
    previews = office.intake.previews(path)
    monkeypatch.setattr(annotating, "__file__", str(broken))
    office.intake.annotate(previews, tmp_path / "copy.xlsx", SAY, "导入问题")
    sheet = load_workbook(tmp_path / "copy.xlsx").active
    assert sheet is not None and (sheet["A2"].value, sheet["C1"].value) == ("李雷", "导入问题")
    assert [each.name for each in tmp_path.iterdir() if ".part" in each.name] == []
