"""A roster is read back as it was written, whatever its texts are, in any language, with any columns."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import load_workbook as calamine

from talentapp.domain.intake import Trouble
from talentapp.domain.masking import Reader
from talentapp.domain.rosters import COLUMNS, EDITABLE, RosterChoice
from talentapp.domain.terms import Form, Kind, State
from talentapp.files.rosters import returning
from talentapp.files.rosters.roster import Roster, write
from talentapp.files.rosters.seal import canonical, digest
from talentapp.files.tables.opening import Sheet
from tests.files.rosters import row, words

AWKWARD = (
    "=1+1", "+49 170", "-", "@home", "'quoted", "_x0041_", "_x000D_", "a\rb", "a\r\nb", "tab\there", "007", "1e5",
    "2026-11-20",     "TRUE", "#N/A",
    "{{name}}", "talentapp-roster/2/masked", "𠮷野家", "é", "é", "﻿bom", "zero​width", "　",
    "  edges  ", "<b>&amp;</b>", "\x00\x07", "\ud800",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=30))
DAYS = st.none() | st.dates(date(1901, 1, 1), date(2200, 1, 1))
ROWS = st.builds(
    row,
    st.integers(1, 9),
    name=TEXTS, other_name=TEXTS, employer=TEXTS, post=TEXTS, phone=TEXTS, email=TEXTS, university=TEXTS,
    university_project=TEXTS, firm=TEXTS, firm_project=TEXTS, form=st.sampled_from(Form), field=TEXTS,
    effort=st.none() | st.floats(0.01, 100), available_from=DAYS, score=st.floats(0, 100), state=st.sampled_from(State),
    missing=st.lists(TEXTS, max_size=3).map(tuple), decided_by=TEXTS, decided_on=DAYS, decision=TEXTS,
)  # fmt: skip


def read(path: Path) -> list[Sheet]:
    """The sheets as the reading child gives them, in this process."""
    book = calamine(path)
    return [
        Sheet(name, [[None if cell == "" else cell for cell in line] for line in
                     book.get_sheet_by_name(name).to_python(skip_empty_area=False)])
        for name in book.sheet_names
    ]  # fmt: skip


@pytest.mark.long
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(ROWS, min_size=1, max_size=4),
    st.permutations(COLUMNS),
    st.integers(1, len(COLUMNS)),
    st.sampled_from(("zh_CN", "zh_TW", "en")),
    st.sampled_from(list(Reader)[:3]),
)
def test_whatever_is_written_comes_back_without_a_difference(
    rows: list, columns: list[str], count: int, language: str, reader: Reader
) -> None:
    choice = RosterChoice(("roster",), tuple(columns[:count]), reader)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        write(path, Roster(rows, datetime(2026, 11, 1), "m", choice=choice), words(language))
        reading = returning.roster(str(path), read(path))
        assert reading is not None and reading.kind is Kind.PAIRINGS
        assert [line.values["key"] for line in reading.rows] == [line.key for line in rows]
        assert [line.values["edited"] for line in reading.rows] == [{}] * len(rows)
        assert not reading.problems
        load_workbook(path)  # the other reader takes it too


@pytest.mark.long
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.sampled_from(COLUMNS), TEXTS)
def test_an_edit_of_any_cell_is_seen(line, column: str, text: str) -> None:  # type: ignore[no-untyped-def]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        choice = RosterChoice(("roster",), COLUMNS)
        write(path, Roster([line], datetime(2026, 11, 1), "m", choice=choice), words("en"))
        sheets = read(path)
        place = 1 + COLUMNS.index(column)
        before = sheets[0].rows[4][place]
        sheets[0].rows[4][place] = text or None
        reading = returning.roster(str(path), sheets)
    assert reading is not None
    (found,) = reading.rows
    seen = set(found.values["edited"]) | {COLUMNS[ord(one.column) - ord("B")] for one in reading.problems}
    same = canonical(before) == canonical(text) or digest(before) == digest(text)
    assert seen == (set() if same else {column})
    if column not in EDITABLE and not same:
        assert reading.problems[0].trouble is Trouble.LOCKED_CELL
