"""What is previewed is what is written: every cell, in every sheet, language and for every reader."""

import re
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from talentapp.domain.masking import Reader
from talentapp.domain.rosters import COLUMNS, RosterChoice
from talentapp.domain.terms import State, Verdict
from talentapp.domain.words import day
from talentapp.files.rosters.looking import said
from talentapp.office import Office
from talentapp.office.views.handouts import RosterPreview
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording

_CLOCK = re.compile(r"\d\d:\d\d")
_MASK = re.compile(r"\*{3}|·{4}")  # what hides a part of an address or of a number
_FIRST = 60  # rows of a sheet that are looked at


def written(path: Path, words: Wording) -> dict[str, list[list[str]]]:
    """The cells that are to be seen, by sheet, as another program reads them; numbers as their formats say."""
    styled, values = load_workbook(path), CalamineWorkbook.from_path(path)
    found: dict[str, list[list[str]]] = {}
    for sheet in styled.worksheets:
        rows = values.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)[:_FIRST]
        hidden = {one.min - 1 for one in sheet.column_dimensions.values() if one.hidden}
        found[sheet.title] = [
            [shown(cell, sheet.cell(at, place + 1).number_format, words) for place, cell in enumerate(row)
             if place not in hidden]
            for at, row in enumerate(rows, 1)
            if not sheet.row_dimensions[at].hidden
        ]  # fmt: skip
    return found


def shown(value: object, form: str, words: Wording) -> str:
    if isinstance(value, date):
        return day(words, value.date() if isinstance(value, datetime) else value)
    if isinstance(value, float):
        places = 2 if form.endswith("%") else 1 if form == "0.0" else 0
        rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)  # as office programs do
        return f"{rounded:.0%}" if form.endswith("%") else f"{rounded}"
    return str(value)


@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (0.125, "0%", "13%"), (0.135, "0%", "14%"), (-0.125, "0%", "-13%"), (2.5, "0", "3"), (0.25, "0.0", "0.3"),
        (1.005, "0.00", "1.01"), (0.285, "0.0%", "28.5%"), (84 / 96, "0%", "88%"), (0.124, "0%", "12%"), (3, "0", "3"),
    ],
)  # fmt: skip
def test_half_is_rounded_as_the_workbook_is_seen(value: float, form: str, seen: str) -> None:
    assert said(value, form) == seen


def previewed(told: RosterPreview) -> dict[str, list[list[str]]]:
    """The cells of a preview; what stands below the rows that it reads is left."""
    return {sheet.name: [[cell.text for cell in row] for row in sheet.cells] for sheet in told.sheets}


def same(seen: list[list[str]], file: list[list[str]]) -> int:
    """Compares cell by cell, but for the minute of making; returns how many cells were not empty."""
    count = 0
    for row, line in zip(seen, file, strict=False):
        padded = [*line, *[""] * (len(row) - len(line))]
        assert [_CLOCK.sub("", text) for text in row] == [_CLOCK.sub("", text) for text in padded[: len(row)]]
        assert not any(padded[len(row) :])
        count += sum(map(bool, row))
    return count


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", [Reader.MANAGER, Reader.OFFICE, Reader.PARTNER])
def test_every_cell_that_is_previewed_is_in_the_file(
    sample_office: Office, tmp_path: Path, language: Language, reader: Reader
) -> None:
    office, words, path = sample_office, Wording(language), tmp_path / "roster.xlsx"
    keys = office.look.find_pairings(PairingQuery())
    office.review.decide(keys[0], Verdict.ACCEPT, who="顾文汐")
    office.review.decide(keys[3], Verdict.DECLINE, "=研究方向不符", "王芳")
    columns = COLUMNS if reader is Reader.MANAGER else ("state", "name", "phone", "email", "available-from", "effort")
    partner = office.look.flows()[0].left if reader is Reader.PARTNER else None
    query = PairingQuery(states=tuple(State), organisation_id=partner, min_score=20.0)
    choice = RosterChoice(columns=columns, reader=reader, unit="人才办 & Co")
    told = previewed(office.publishing.preview(words, query, choice))
    office.publishing.export_roster(path, words, query, choice=choice)
    file = written(path, words)
    assert list(told) == list(file)
    if reader is Reader.OFFICE:  # whose contact data the preview keeps masked: all else it says as the file will
        roster = words("roster-sheet-roster")
        contact = [told[roster][2].index(words(f"roster-column-{code}")) for code in ("phone", "email")]
        masked = [[row.pop(at) for at in reversed(contact)] for row in told[roster][3:]]
        full = [[row.pop(at) for at in reversed(contact)] for row in file[roster][3:]]
        assert all(_MASK.search(text) for row in masked for text in row if text)
        assert not any(_MASK.search(text) for row in full for text in row)
    counts = {name: same(told[name], file[name]) for name in told}
    assert counts[words("roster-sheet-roster")] > (40 if partner is None else 10) * (len(columns) - 4)
    assert counts[words("roster-sheet-detail")] > 100 and counts[words("roster-sheet-summary")] > 60


def test_a_template_is_previewed_as_it_is_filled(sample_office: Office, tmp_path: Path) -> None:
    own, words = Workbook(), Wording("en")
    sheet = own.worksheets[0]
    sheet.append(["{{title}}, {{count}} of {{unit}}"])
    sheet.append(["{{number}}", "{{name}} at {{employer}}", "{{score}}", "{{available-from}}", "{{state}}"])
    sheet["C2"].number_format, sheet["D2"].number_format = "0.0", "[$-809]d mmm yyyy"
    own.save(tmp_path / "own.xlsx")
    query, choice = PairingQuery(states=()), RosterChoice(unit="Office")
    told = previewed(sample_office.publishing.preview(words, query, choice, tmp_path / "own.xlsx"))
    sample_office.publishing.fill_roster(tmp_path / "out.xlsx", tmp_path / "own.xlsx", words, query, choice=choice)
    file = written(tmp_path / "out.xlsx", words)
    assert {name: same(rows, file[name]) > 150 for name, rows in told.items()} == {"Sheet": True}


def test_the_summary_tells_of_all_and_of_what_was_left_out(sample_office: Office) -> None:
    office, words = sample_office, Wording("zh_CN")
    keys = office.look.find_pairings(PairingQuery())
    office.review.decide(keys[0], Verdict.ACCEPT, who="顾文汐")
    office.review.decide(keys[1], Verdict.DECLINE, "研究方向不符", "顾文汐")
    partner = office.look.flows()[0].left

    def summary(reader: Reader, query: PairingQuery) -> dict[str, str]:
        sheet = office.publishing.preview(words, query, RosterChoice(reader=reader)).sheets[0]
        return {row[0].text: row[1].text for row in sheet.cells}

    told = summary(Reader.MANAGER, PairingQuery(states=(State.SHORTLISTED,)))
    assert (told["配对总数"], told["本表收录"], told["已入围"]) == (str(len(keys)), "1", "1")
    assert told["待评审"] == told["已婉拒"] == "未包含"
    theirs = PairingQuery(states=(), organisation_id=partner)
    told = summary(Reader.PARTNER, replace(theirs, states=(State.EXPIRED,)))
    assert told["配对总数"] == str(len(office.look.find_pairings(theirs))) != str(len(keys))
    assert (told["本表收录"], told["已失效"]) == ("0", "0")
