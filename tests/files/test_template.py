"""Templates: what an office has made of a workbook stays as it is; only the placeholders are filled, and rows grow."""

import shutil
import struct
import subprocess
import zipfile
import zlib
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.styles import Font

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.profiles import Caution
from talentapp.domain.rosters import COLUMNS, RosterChoice
from talentapp.files.rosters import returning, starter
from talentapp.files.rosters.headings import column_of
from talentapp.files.rosters.template import fill
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording
from tests.files.rosters import row, words
from tests.files.sound import faults
from tests.files.test_roster_round_trip import read

MADE = datetime(2026, 11, 24, 20, 30)
FACTS = {"title": "Roster", "unit": "A & B <office>", "date": "2026-11-24", "time": "", "filters": "", "reader": "",
         "model": "m-1"}  # fmt: skip
ROWS = [row(number, score=60.0 + number, effort=10.0 * number) for number in range(1, 5)]


def logo(path: Path) -> Path:
    """A picture, of one red point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_of_our_own_rosters_are_known(language: Language) -> None:
    say = Wording(language)
    assert [code for code in COLUMNS if column_of(say(f"roster-column-{code}")) != code] == []


def test_a_score_with_a_caution_bears_its_mark_in_ones_own_workbook_too(template: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    some = [row(1), row(2, caution=Caution("thin", {"size": 9})), row(3)]
    fill(template, out, some, FACTS, MADE, False, words("en"))
    sheet = load_workbook(out)["Our list"]
    cells = [sheet[f"C{at}"] for at in (4, 5, 6)]
    assert [cell.value for cell in cells] == [87.3] * 3
    assert [cell.number_format for cell in cells] == ["0.00", '0.0"*"', "0.00"]
    assert {(cell.font.bold, cell.font.color.rgb) for cell in cells} == {(True, "FFAA0000")}
    assert sheet["D5"].number_format == "0.00" and not faults(out)
    book = load_workbook(template)  # as openpyxl writes it, and without a style of its own
    book["Our list"]["C4"].style = "Normal"
    book.save(tmp_path / "plain.xlsx")
    fill(tmp_path / "plain.xlsx", out, some, FACTS, MADE, False, words("en"))
    cells = [load_workbook(out)["Our list"][f"C{at}"] for at in (4, 5)]
    assert [cell.number_format for cell in cells] == ["General", '0.0"*"'] and not faults(out)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """An office's own workbook: a logo, a chart, sums, a signature below, rules, names and a print set-up."""
    path = tmp_path / "ours.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Our list")
    bold = book.add_format({"bold": True, "font_color": "#AA0000", "num_format": "0.00"})
    dated = book.add_format({"num_format": "yyyy/mm/dd", "bg_color": "#FFFFCC"})
    sheet.insert_image("D1", logo(tmp_path / "logo.png"))
    sheet.write("A1", "{{title}} of {{unit}}, {{date}}: {{count}}")
    for place, text in enumerate(("No.", "Who", "Score", "Double", "From", "State", "Same")):
        sheet.write(2, place, text)
    sheet.write("A4", "{{number}}")
    sheet.write("B4", "{{name}} ({{employer}})")
    sheet.write("C4", "{{ score }}", bold)
    sheet.write_formula("D4", "=C4*2+LOG10(10)", bold)
    sheet.write("E4", "{{available-from}}", dated)
    sheet.write("F4", "{{state}}")
    sheet.write("G4", "for internal use")
    sheet.write_formula("C5", "=SUM(C4:C4)", bold)
    sheet.write("A7", "Signature")
    sheet.merge_range("A8:C8", "{{model}}")
    sheet.insert_image("A10", tmp_path / "logo.png")
    sheet.autofilter("A3:G4")
    sheet.conditional_format("C4", {"type": "cell", "criteria": ">", "value": 61, "format": bold})
    sheet.data_validation("F4", {"validate": "list", "source": ["a", "b"]})
    sheet.set_column("B:B", 44)
    sheet.repeat_rows(2)
    sheet.print_area("A1:G8")
    sheet.set_footer("&CPage &P of &N")
    other = book.add_worksheet("Facts")
    other.write_formula("A1", "='Our list'!C5")
    other.write_formula("A2", "=\"C5\"&COUNTA('Our list'!B4:B4)")
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='Our list'!$C$4:$C$4", "categories": "='Our list'!$B$4:$B$4"})
    other.insert_chart("A4", chart)
    book.close()
    return path


def test_a_template_is_filled_and_all_else_stays(template: Path, tmp_path: Path) -> None:
    out = tmp_path / "filled.xlsx"
    fill(template, out, ROWS, FACTS, MADE, True, words("en"))
    book = load_workbook(out)
    sheet, other = book.worksheets
    assert sheet["A1"].value == "Roster of A & B <office>, 2026-11-24: 4"
    assert [sheet.cell(line, 1).value for line in range(4, 8)] == [1, 2, 3, 4]
    assert sheet["B5"].value == "张伟 Wei Zhang (Overbridge Software (sample) 首席编译器工程师)"
    assert [sheet.cell(line, 3).value for line in (4, 7)] == [61, 64]
    assert [sheet.cell(line, 4).value for line in (4, 7)] == ["=C4*2+LOG10(10)", "=C7*2+LOG10(10)"]
    assert sheet["E7"].value == datetime(2027, 3, 1)
    assert (sheet["E7"].number_format, sheet["C7"].font.b, sheet["C7"].font.color.rgb) == (
        "yyyy/mm/dd",
        True,
        "FFAA0000",
    )
    assert (sheet["F6"].value, sheet["G6"].value) == ("To review", "for internal use")
    assert (sheet["C8"].value, sheet["A10"].value, sheet["A11"].value) == ("=SUM(C4:C7)", "Signature", "m-1")
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A11:C11"]
    assert sheet.auto_filter.ref == "A3:G7"
    assert [str(ranges.sqref) for ranges in sheet.conditional_formatting] == ["C4:C7"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["F4:F7"]
    assert (sheet.print_area, sheet.print_title_rows) == ("'Our list'!$A$1:$G$11", "$3:$3")
    assert sheet.oddFooter.center.text == "Page &[Page] of &N" or "&P" in str(sheet.oddFooter.center.text)
    assert (other["A1"].value, other["A2"].value) == ("='Our list'!C8", "=\"C5\"&COUNTA('Our list'!B4:B7)")
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(out) as after:
        assert after.testzip() is None
        assert set(before.namelist()) - set(after.namelist()) <= {"xl/calcChain.xml"}
        assert "'Our list'!$C$4:$C$7" in after.read("xl/charts/chart1.xml").decode()
        drawing = after.read("xl/drawings/drawing1.xml").decode()
        for same in ("xl/styles.xml", "xl/theme/theme1.xml", "xl/media/image1.png"):
            assert before.read(same) == after.read(same)
    assert "<xdr:row>0</xdr:row>" in drawing and "<xdr:row>12</xdr:row>" in drawing


def test_who_cancels_at_the_last_report_has_no_file(template: Path, tmp_path: Path) -> None:
    def cancel(done: int, total: int | None) -> None:
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        fill(template, tmp_path / "out.xlsx", ROWS, FACTS, MADE, True, words("en"), cancel)
    assert list(tmp_path.glob("*out.xlsx*")) == []


def test_none_and_one_row(template: Path, tmp_path: Path) -> None:
    for rows in ([], ROWS[:1]):
        fill(template, tmp_path / "out.xlsx", rows, FACTS, MADE, True, words("en"))
        sheet = load_workbook(tmp_path / "out.xlsx").worksheets[0]
        assert (sheet["C5"].value, sheet["A7"].value) == ("=SUM(C4:C4)", "Signature")


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_the_starter_is_filled_and_comes_back_untouched(tmp_path: Path, language: str) -> None:
    made, out = tmp_path / "starter.xlsx", tmp_path / "out.xlsx"
    starter.write(made, RosterChoice(columns=("name", "state", "email", "decided-on")), words(language), MADE)
    fill(made, out, [row(1), row(2, decided_on=date(2026, 1, 2), name="=1+1")], FACTS, MADE, True, words(language))
    reading = returning.roster(str(out), read(out))
    assert reading is not None
    assert [line.values["edited"] for line in reading.rows] == [{}, {}]
    assert [line.values["key"] for line in reading.rows] == ["pairing-1", "pairing-2"]
    assert not reading.problems


def test_larger_letters_make_higher_rows_and_what_an_office_adds_below_is_no_row(tmp_path: Path) -> None:
    made, larger, out = (tmp_path / f"{name}.xlsx" for name in ("starter", "larger", "out"))
    starter.write(made, RosterChoice(columns=("name", "employer", "score")), words("en"), MADE)
    heights = []
    for size in (10, 16):
        book = load_workbook(made)
        sheet = book.worksheets[0]
        for cell in sheet[5]:
            cell.font = Font(name="Georgia", size=size)
        sheet.row_dimensions[5].height = 12
        sheet["A6"], sheet["A7"], sheet["B7"] = "Checked by:", "=COUNTA(B5:B5)", "合计"
        book.save(larger)
        fill(larger, out, ROWS, FACTS, MADE, True, words("en"))
        sheet = load_workbook(out).worksheets[0]
        heights.append(sheet.row_dimensions[6].height)
        assert (sheet["A2"].value or "").split("    ")[2] == "4 rows"
        assert (sheet["C6"].font.name, sheet["C6"].font.sz, sheet["A9"].value) == ("Georgia", size, "Checked by:")
        reading = returning.roster(str(out), read(out))
        assert reading is not None and len(reading.rows) == len(ROWS) and not reading.problems
    assert heights[1] >= heights[0] * 1.6
    sheet["B12"], sheet["C12"] = "Somebody New", "A new employer"
    sheet.parent.save(out)
    reading = returning.roster(str(out), read(out))
    assert reading is not None and len(reading.rows) == len(ROWS) + 1  # told, not passed over


def test_what_cannot_be_filled_says_why(tmp_path: Path) -> None:
    def book(text: str) -> Path:
        made = xlsxwriter.Workbook(tmp_path / "one.xlsx")
        made.add_worksheet().write("A1", text)
        made.close()
        return tmp_path / "one.xlsx"

    (tmp_path / "text.xlsx").write_text("no workbook", "utf-8")
    for path, fault in (
        (book("{{unit}}"), Fault.TEMPLATE_WITHOUT_ROW),
        (tmp_path / "nowhere.xlsx", Fault.FILE_MISSING),
        (tmp_path / "text.xlsx", Fault.FILE_UNREADABLE),
    ):
        with pytest.raises(TalentError) as caught:
            fill(path, tmp_path / "out.xlsx", ROWS, FACTS, MADE, True, words("en"))
        assert caught.value.code is fault
    with pytest.raises(TalentError) as caught:
        fill(book("{{name}} {{nmae}}"), tmp_path / "out.xlsx", ROWS, FACTS, MADE, True, words("en"))
    assert (caught.value.code, caught.value.facts["placeholder"]) == (Fault.TEMPLATE_PLACEHOLDER, "{{nmae}}")
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_template_made_by_libreoffice(template: Path, tmp_path: Path) -> None:
    """LibreOffice writes a template in its own way, and calculates what was filled as it should be."""
    home = f"-env:UserInstallation=file://{tmp_path}/office"

    def converted(path: Path, ending: str) -> Path:
        command = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "lo"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return tmp_path / "lo" / f"{path.stem}.xlsx"

    theirs, out = converted(template, "xlsx:Calc MS Excel 2007 XML"), tmp_path / "filled.xlsx"
    fill(theirs, out, ROWS, FACTS, MADE, True, words("en"))
    assert faults(out) == []
    book = load_workbook(out)
    sheet, other = book.worksheets
    assert (sheet["C7"].font.color.rgb, sheet["E7"].number_format) == ("FFAA0000", "yyyy/mm/dd")
    assert [str(ranges.sqref) for ranges in sheet.conditional_formatting] == ["C4:C7"]
    assert (sheet.print_title_rows, other["A1"].value) == ("$3:$3", "='Our list'!C8")
    done = load_workbook(converted(out, "xlsx:Calc MS Excel 2007 XML"), data_only=True)
    assert done.worksheets[0]["C8"].value == sum(one.score for one in ROWS)
    assert [done.worksheets[0].cell(line, 4).value for line in range(4, 8)] == [2 * one.score + 1 for one in ROWS]
    assert done.worksheets[1]["A1"].value == sum(one.score for one in ROWS)


@pytest.mark.parametrize("empty_row", [True, False])
def test_an_offices_list_with_headings_alone_is_filled(tmp_path: Path, empty_row: bool) -> None:
    """Its logo, fonts, rules and own columns stay; of the columns for which a roster has nothing it is told."""
    path, out = tmp_path / "office.xlsx", tmp_path / "filled.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("雙聘名冊")
    head = book.add_format({"bold": True, "bg_color": "#F4DCD6", "border": 1})
    scored = book.add_format({"num_format": "0.0", "font_name": "Noto Serif CJK SC"})
    hot = book.add_format({"font_color": "#0B6E3B"})
    sheet.insert_image("A1", logo(tmp_path / "logo.png"))
    sheet.merge_range("B1:F1", "浦江市 GPU 高階人才雙聘工作小組", head)
    for place, text in enumerate(("序號", "人才", "擬聘高校", "擬聘企業", "媒合分數", "科室意見")):
        sheet.write(2, place, text, head)
    if empty_row:
        for place in range(6):
            sheet.write_blank(3, place, None, scored)
    sheet.write("A7", "承辦人：")
    sheet.conditional_format("E4", {"type": "cell", "criteria": ">=", "value": 62, "format": hot})
    book.close()
    assert fill(path, out, ROWS, FACTS, MADE, True, words("zh_TW")) == ("科室意見",)
    filled = load_workbook(out).worksheets[0]
    assert [[cell.value for cell in line] for line in filled["A4:F5"]] == [
        [1, "张伟\nWei Zhang", "示例浦江大学", "示例星衍芯片有限公司", 61, None],
        [2, "张伟\nWei Zhang", "示例浦江大学", "示例星衍芯片有限公司", 62, None],
    ]
    assert filled["A10"].value == "承辦人：" and filled["B1"].value.startswith("浦江市")
    with zipfile.ZipFile(out) as package:
        assert "xl/media/image1.png" in package.namelist()
    assert filled["A3"].fill.start_color.rgb == "FFF4DCD6"
    assert [str(ranges.sqref) for ranges in filled.conditional_formatting] == ["E4:E7"]
    if empty_row:
        assert (filled["E7"].number_format, filled["E7"].font.name) == ("0.0", "Noto Serif CJK SC")
    assert not faults(out)


def test_headings_above_somebodys_own_rows_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("姓名", "高校", "企业"))
    sheet.write_row(1, 0, ("李四", "某大学", "某公司"))
    book.close()
    with pytest.raises(TalentError) as caught:
        fill(path, tmp_path / "out.xlsx", ROWS, FACTS, MADE, True, words("zh_CN"))
    assert caught.value.code is Fault.TEMPLATE_WITHOUT_ROW


def test_the_own_columns_of_a_template_that_stay_empty_are_told(tmp_path: Path) -> None:
    path = tmp_path / "office.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("人才", "评分", "意见"))
    sheet.write_row(1, 0, ("{{name}}", "{{score}}"))
    book.close()
    assert fill(path, tmp_path / "out.xlsx", ROWS, FACTS, MADE, True, words("zh_CN")) == ("意见",)
