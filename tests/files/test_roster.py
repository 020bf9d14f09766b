"""The roster: whole or not at all, text stays text, and what it says can be read back."""

import errno
import os
import re
import time
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from talentapp import outfile
from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.profiles import Caution
from talentapp.domain.rosters import COLUMNS, MAIN_SHEETS, Paper
from talentapp.domain.terms import Kind, State
from talentapp.files.rosters import rows, splice
from talentapp.files.rosters.fitting import unbroken, whole
from talentapp.files.rosters.looking import views
from talentapp.files.rosters.roster import Roster, write
from talentapp.files.rosters.rows import ReasonLine
from talentapp.files.rosters.splice import LIMIT, clean
from tests.files.reading import read
from tests.files.rosters import choice, row, sample_roster, words


def test_values_have_their_types_and_nothing_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    write(path, sample_roster(), words("zh_CN"))
    sheet = load_workbook(path)["花名册"]
    place = {code: number for number, code in enumerate((*COLUMNS, "key"), 2)}

    def at(line: int, code: str) -> object:
        return sheet.cell(4 + line, place[code]).value

    assert at(1, "available-from") == datetime(2027, 3, 1)
    assert at(2, "decided-on") == datetime(2026, 11, 20)
    assert (at(1, "effort"), at(1, "score"), at(2, "effort")) == (0.417, 87.3, None)
    assert at(2, "name") == "=cmd|' /C calc'!A0"
    assert sheet.cell(6, place["name"]).data_type == "s"
    assert sheet.cell(6, place["name"]).quotePrefix
    assert not sheet.cell(5, place["name"]).quotePrefix
    assert (at(2, "phone"), at(2, "email")) == ("+1 650****0101", "@home")
    assert at(3, "university") == '<b>"Lakeside" & Söhne</b>'
    long = str(at(3, "firm-project"))
    assert len(long) == LIMIT and long.endswith("已截断］")
    assert [at(line, "key") for line in (1, 2, 3)] == ["pairing-1", "pairing-2", "pairing-3"]


def test_other_readers_agree_and_formulas_carry_their_results(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    write(path, sample_roster(), words("en"))
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_name("Roster").to_python()
    assert rows[4][1] == "张伟\nWei Zhang"
    assert rows[4][9] == date(2027, 3, 1)
    summary = book.get_sheet_by_name("Summary").to_python()
    by_label = {row[0]: row[1] for row in summary if row[0]}
    assert (by_label["Pairings in all"], by_label["In this roster"]) == (110, 3)
    assert (by_label["To review"], by_label["Shortlisted"]) == (1, 1)
    assert (by_label["Sum"], by_label["大模型"]) == (3, 3)
    detail = book.get_sheet_by_name("Details").to_python()
    assert [line[2:] for line in detail[4:6]] == [
        ["GPU 微架构", 22.1, 18.3, "", 40.4, "warp scheduling; GPU microarchitecture", "线程束调度; GPU 微架构"],
        ["All others", "", "", 3.3, 3.3, "", ""],
    ]
    assert len(detail) == 4 + 4
    assert [len(book.get_sheet_by_name(name).to_python()) for name in ("Active", "Due", "Ended")] == [5, 8, 6]
    due = book.get_sheet_by_name("Due").to_python()
    assert [line[5:] for line in due[4:7]] == [
        ["Gate: 工作许可", date(2026, 11, 21), -3, "overdue"],
        ["The term ends", date(2026, 12, 24), 30, "30 days"],
        ["Decide on renewal", date(2027, 1, 24), 61, "90 days"],
    ]


def test_the_same_roster_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    write(one, sample_roster(), words("zh_TW"))
    time.sleep(1.1)  # times in a workbook are whole seconds
    write(other, sample_roster(), words("zh_TW"))
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("paper", [Paper.FIRST, Paper.A4])
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_no_page_is_left_with_a_column_or_two_and_no_word_of_a_heading_is_broken(
    tmp_path: Path, language: str, paper: Paper
) -> None:
    write(tmp_path / "roster.xlsx", replace(sample_roster(), choice=choice(paper=paper)), words(language))
    book = load_workbook(tmp_path / "roster.xlsx")
    areas = {sheet.title: str(sheet.print_area).split(",") for sheet in book if sheet.print_area}
    assert max(map(len, areas.values())) == (2 if paper is Paper.A4 else 1)  # the roster itself, with all its columns
    for blocks in areas.values():
        across = [range_boundaries(block.rpartition("!")[2]) for block in blocks]
        assert all(right - left >= 5 for left, _, right, _ in across)
    for sheet in book:
        for cell in sheet[4] if sheet.print_area else ():
            width = sheet.column_dimensions[cell.column_letter].width
            hidden = sheet.column_dimensions[cell.column_letter].hidden
            assert hidden or width >= unbroken(str(cell.value), cell.font.name, bold=True) - 0.01


def test_every_bar_of_the_charts_is_named(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    write(path, sample_roster(), words("zh_CN"))
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert charts and all('tickLblSkip val="1"' in chart for chart in charts)


def test_a_roster_without_pairings_opens(tmp_path: Path) -> None:
    made = sample_roster()
    write(tmp_path / "none.xlsx", Roster([], made.made_at, "m"), words("en"))
    book = load_workbook(tmp_path / "none.xlsx")
    assert book["Roster"].max_row == 4
    assert book.sheetnames == ["Summary", "Roster", "Codes", "Notes"]  # what has nothing in it would print empty pages
    told = {row[0].value: row[1].value for row in book["Summary"].iter_rows(max_col=2)}
    assert told["Left out, as empty"] == "Details, Active, Due, Ended"


def test_what_is_decided_is_printed_beside_whom_it_is_about(tmp_path: Path) -> None:
    for language in ("zh_CN", "zh_TW", "en"):
        write(tmp_path / "roster.xlsx", sample_roster(), words(language))
        sheet = load_workbook(tmp_path / "roster.xlsx").worksheets[1]
        _, _, right, _ = range_boundaries(sheet.print_area.rpartition("!")[2])
        printed = [cell.value for cell in sheet[3][:right]]
        assert {"name", "state", "decided-on", "decision"} <= set(printed), language


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_what_is_not_printed_makes_no_row_higher(tmp_path: Path, language: str) -> None:
    many = tuple(ReasonLine("firm", f"GPU compiler back end {number}", 9.0, (), ()) for number in range(9))
    long = row(1, reasons=many, missing=("instruction scheduling",) * 4)
    heights = {}
    for paper in Paper:
        for name, one in (("short", row(1, reasons=(), missing=())), ("long", long)):
            made = replace(sample_roster(), rows=[one], choice=choice(paper=paper))
            write(tmp_path / "roster.xlsx", made, words(language))
            heights[paper, name] = load_workbook(tmp_path / "roster.xlsx").worksheets[1].row_dimensions[5].height
    assert heights[Paper.FIRST, "long"] == heights[Paper.FIRST, "short"] == heights[Paper.A4, "short"]
    assert heights[Paper.A3, "long"] > heights[Paper.A3, "short"]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_a_caution_is_printed_with_the_score_which_stays_a_number(tmp_path: Path, language: str) -> None:
    say, path = words(language), tmp_path / "roster.xlsx"
    made = replace(sample_roster(), rows=[row(1), row(2, caution=Caution("thin", {"size": 9}))])
    for paper in Paper:
        write(path, replace(made, choice=choice(paper=paper, sheets=MAIN_SHEETS)), say)
        sheet = load_workbook(path).worksheets[1]
        (column,) = (cell.column for cell in sheet[3] if cell.value == "score")
        plain, marked = sheet.cell(5, column), sheet.cell(6, column)
        assert plain.value == marked.value == 87.3
        assert (plain.number_format, marked.number_format) == ("0.0", '0.0"*"')
        assert str(sheet.cell(4, column).value).endswith(f"\n*{say('caution-thin')}")
        assert plain.fill.fill_type is None and marked.fill.fill_type == "solid"
    shown = next(view for view in views(path) if view.name == say("roster-sheet-roster"))
    assert {"87.3", "87.3*"} <= {cell.text for line in shown.cells for cell in line}
    back = read(path)
    assert [one.values["edited"] for one in back.rows] == [{}, {}] and not back.problems


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_what_is_not_included_is_said_in_full_and_has_no_bar(tmp_path: Path, language: str) -> None:
    say, path = words(language), tmp_path / "roster.xlsx"
    made = replace(sample_roster(), rows=[row(1, state=State.SHORTLISTED)], states=(State.SHORTLISTED,))
    write(path, made, say)
    sheet = load_workbook(path).worksheets[0]
    said = [cell for cell in sheet["B"] if say("roster-without") in cell.number_format]
    room = whole(say("roster-without"), said[0].font.name)
    assert len(said) == 3 and sheet.column_dimensions["B"].width > room
    (bars,) = re.findall(r"\$B\$(\d+)(?::\$B\$(\d+))?", sheet._charts[0].series[0].val.numRef.f)
    first, last = int(bars[0]), int(bars[1] or bars[0])
    assert sheet.cell(first, 1).value == say("roster-state-shortlisted")
    assert last == first and last < min(cell.row for cell in said)


def test_on_a3_more_columns_stand_beside_each_other(tmp_path: Path) -> None:
    across = {}
    for paper in (Paper.A4, Paper.A3):
        made = replace(sample_roster(), choice=choice(paper=paper))
        write(tmp_path / "roster.xlsx", made, words("zh_CN"))
        sheet = load_workbook(tmp_path / "roster.xlsx").worksheets[1]
        blocks = [range_boundaries(one.rpartition("!")[2]) for one in sheet.print_area.split(",")]
        across[paper] = blocks[0][2]
        assert (sheet.page_setup.paperSize, blocks[-1][2]) == (8 if paper is Paper.A3 else 9, len(COLUMNS) + 1)
    assert across[Paper.A3] > across[Paper.A4]


def test_the_title_is_seen_whole_over_few_columns_and_stands_on_one_line_over_many(tmp_path: Path) -> None:
    for columns, high in ((("name",), 3), (("name", "score"), 2), (COLUMNS, 1)):
        path = tmp_path / f"{high}.xlsx"
        write(path, replace(sample_roster(), choice=choice(columns=columns)), words("en"))
        sheet = load_workbook(path)[words("en")("roster-sheet-roster")]
        wraps = bool(sheet["A1"].alignment.wrap_text)
        assert (wraps, sheet.row_dimensions[1].height) == (high > 1, 30 if high == 1 else 22 * high + 8), columns


def test_the_codes_are_hidden_where_nobody_wants_to_see_them(tmp_path: Path) -> None:
    write(tmp_path / "roster.xlsx", replace(sample_roster(), choice=choice(sheets=("summary",))), words("en"))
    book = load_workbook(tmp_path / "roster.xlsx")
    assert book.sheetnames == ["Summary", "Roster", "Codes"] and book["Codes"].sheet_state == "hidden"
    back = read(tmp_path / "roster.xlsx")
    assert [one.values["key"] for one in back.rows] == ["pairing-1", "pairing-2", "pairing-3"]


def test_a_form_that_nobody_has_agreed_to_is_said_to_be_proposed_and_counted(tmp_path: Path) -> None:
    made = replace(sample_roster(), rows=[row(1), row(2, proposed=True)])
    write(tmp_path / "roster.xlsx", made, words("zh_CN"))
    book = CalamineWorkbook.from_path(tmp_path / "roster.xlsx")
    assert [line[7] for line in book.get_sheet_by_name("花名册").to_python()[4:]] == ["双聘", "拟双聘"]
    counted = {line[0]: line[1] for line in book.get_sheet_by_name("汇总").to_python()}
    assert counted["双聘"] == 2
    formula = next(
        line[1].value for line in load_workbook(tmp_path / "roster.xlsx")["汇总"].iter_rows() if line[0].value == "双聘"
    )
    assert str(formula).endswith('"拟双聘")')


def test_single_words_are_quoted_only_where_there_are_no_terms() -> None:
    def quoted(*texts: str) -> list[str]:
        return rows._telling(texts)

    assert quoted("medical", "CT reconstruction", "talking") == ["CT reconstruction"]
    assert quoted("三家厂商", "显存管理", "数据") == ["显存管理"]
    assert quoted("pruning", "pruning", "data") == ["pruning", "data"]


@pytest.mark.parametrize("at", [300, 1000])
def test_the_old_file_is_kept_when_cancelled_and_nothing_is_left(tmp_path: Path, at: int) -> None:
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"the old one")

    def cancel(done: int, total: int | None) -> None:
        if done >= at:
            raise Cancelled

    with pytest.raises(Cancelled):
        write(path, sample_roster(1000), words("en"), cancel)
    assert path.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_program_left_goes_with_the_next_file(tmp_path: Path) -> None:
    abandoned, going_on, foreign = (
        tmp_path / name for name in (".last week.xlsx.0123abcd.part", ".other.xlsx.4567abcd.part", ".notes.part")
    )
    for path in (abandoned, going_on, foreign):
        path.write_bytes(b"half")
    for path in (abandoned, foreign):
        os.utime(path, (time.time() - 7_200,) * 2)
    write(tmp_path / "roster.xlsx", sample_roster(), words("en"))
    assert {path.name for path in tmp_path.iterdir()} == {going_on.name, foreign.name, "roster.xlsx"}


def test_a_roster_is_not_taken_for_a_list_of_candidates(tmp_path: Path) -> None:
    write(tmp_path / "roster.xlsx", sample_roster(), words("zh_CN"))
    with pytest.raises(TalentError) as caught:
        read(tmp_path / "roster.xlsx", Kind.CANDIDATES)
    assert caught.value.code is Fault.KIND_UNKNOWN


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(TalentError) as caught:
        write(tmp_path / "nowhere" / "roster.xlsx", sample_roster(), words("en"))
    assert caught.value.code is Fault.FOLDER_NOT_WRITABLE
    assert caught.value.facts["path"] == str(tmp_path / "nowhere" / "roster.xlsx")


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(outfile.os, "fsync", full)
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"the old one")
    with pytest.raises(TalentError) as caught:
        write(path, sample_roster(), words("en"))
    assert caught.value.code is Fault.DISK_FULL
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"the old one", [path])


def test_progress_reaches_its_total(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    write(tmp_path / "roster.xlsx", sample_roster(150), words("en"), lambda done, total: seen.append((done, total)))
    assert seen[0][0] == 0 and seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_text_becomes_xml_that_holds_it(text: str) -> None:
    from xml.etree import ElementTree

    made = splice.cell_xml("A1", "", text, "…")
    ElementTree.fromstring(made)
    assert splice._FORBIDDEN.search(clean(text)) is None


@given(st.text(min_size=1, max_size=9), st.integers(3_000, 40_000))
def test_long_text_is_cut_with_a_mark(text: str, times: int) -> None:
    made = clean(text * times, "[cut]")
    units = len(made.encode("utf-16-le")) // 2
    assert units <= LIMIT
    assert made.endswith("[cut]") == (units > LIMIT - 3) or made == clean(text) * times


@pytest.mark.slow
def test_many_rows_in_little_memory(tmp_path: Path) -> None:
    import resource  # not on Windows

    made = sample_roster()
    three = [row(number, reasons=()) for number in range(3)]

    class Many(list):  # type: ignore[type-arg]
        def __iter__(self):  # type: ignore[no-untyped-def]
            return (three[number % 3] for number in range(100_000))

        def __len__(self) -> int:
            return 100_000

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    write(tmp_path / "many.xlsx", Roster(Many(), made.made_at, "m"), words("en"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024
    with zipfile.ZipFile(tmp_path / "many.xlsx") as archive:
        assert archive.testzip() is None


def test_own_people_are_not_said_to_be_made_up(tmp_path: Path) -> None:
    say = words("zh_CN")
    told = {}
    for sample in ("all", "some", ""):
        write(tmp_path / "roster.xlsx", replace(sample_roster(), sample=sample), say)
        told[sample] = load_workbook(tmp_path / "roster.xlsx").worksheets[0]["A2"].value
    assert told["all"].endswith(say("roster-sample-all")) and told["some"].endswith(say("roster-sample-some"))
    assert told[""] in told["all"] and say("roster-sample-all") not in told["some"]
