"""A roster that comes back: which of its cells have been edited, and what they say now.

The hidden row above the header says which column is which, whatever has been moved or renamed; the seal of each row
says which cells have been touched. What may be edited is taken as it is now; what may not is reported and left.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.folding import squeezed
from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble, letter
from talentapp.domain.rosters import COLUMNS, CONTACT, EDITABLE
from talentapp.domain.terms import Kind, State
from talentapp.files.rosters.seal import MARK, SCHEMA, canonical, digest, digests, rows_written, states_of_labels
from talentapp.files.tables.body import is_aside
from talentapp.files.tables.opening import Sheet
from talentapp.files.values import dates
from talentapp.files.values.cells import Cell, Unclear

_SEARCHED = 12  # rows from the top in which the marks may stand
_MARK = re.compile(rf"{MARK}/(\d+)/(masked|full)")


@dataclass(frozen=True)
class _Place:
    """Where the marks of a roster stand: the row of codes, and the columns by code."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    key: int
    seal: int
    sealed: tuple[str, ...]  # the columns that each seal covers, in its order
    masked: bool


def roster(path: str, sheets: Sequence[Sheet]) -> Reading | None:
    """What has been edited in a roster of ours, or None where the workbook is none.

    Every pairing is a row, and so is a line without a key that is no total or signature. Its values are those of the
    edited cells, by column code, with "key" and, from the file, "labels": the state that each label of the workbook's
    language stands for. Raises TalentError ROSTER_TOO_NEW for
    one that a later version of the app has written, ROSTER_BROKEN where the hidden columns were damaged.
    """
    found = next((place for sheet in sheets if (place := _place(path, sheet)) is not None), None)
    if found is None:
        return None
    labels = _labels(sheets)
    rows: list[ReadRow] = []
    problems: list[Problem] = []
    for number in range(found.row + 2, len(found.sheet.rows)):
        cells = [_text(cell) for cell in found.sheet.rows[number] if cell is not None]
        if cells and (found.sheet.cell(number, found.key) is not None or not is_aside(cells)):
            row, doubts = _read(found, number, labels)
            rows.append(row)
            problems += doubts
    written = max((rows_written(cell) for row in _top(found.sheet) for cell in row if isinstance(cell, str)), default=0)
    if (gone := written - len(rows)) > 0:
        problems.append(Problem(Trouble.ROWS_GONE, found.sheet.name, found.row + 2, facts={"rows": gone}))
    names = {code: _heading(found, at) for code, at in found.columns.items()}
    return Reading(Kind.PAIRINGS, tuple(rows), tuple(problems), names, (found.sheet.name,))


def is_roster(sheets: Sequence[Sheet]) -> bool:
    """Whether the workbook bears the mark of a roster of ours."""
    return any(
        isinstance(cell, str) and _MARK.fullmatch(cell) for sheet in sheets for row in _top(sheet) for cell in row
    )


def _place(path: str, sheet: Sheet) -> _Place | None:
    for number, cells in enumerate(_top(sheet)):
        for at, cell in enumerate(cells):
            if isinstance(cell, str) and (mark := _MARK.fullmatch(cell)):
                if int(mark[1]) > SCHEMA:
                    raise TalentError(Fault.ROSTER_TOO_NEW, path=path)
                codes = {place: _text(code) for place, code in enumerate(cells) if code is not None}
                seal = _seal(codes, at)
                if seal is None:
                    raise TalentError(Fault.ROSTER_BROKEN, path=path, sheet=sheet.name)
                columns = {code: place for place, code in codes.items() if code in COLUMNS and place != seal}
                sealed = tuple(codes[seal].split(","))
                return _Place(sheet, number, columns, at, seal, sealed, mark[2] == "masked")
    return None


def _seal(codes: Mapping[int, str], key: int) -> int | None:
    """Where the seals stand: under the codes of all the columns that they cover, wherever columns have been moved to;
    of a single column, right of the keys."""
    several = (place for place, text in codes.items() if "," in text and text.split(",")[0] in COLUMNS)
    return next(several, next((place for place, text in codes.items() if place > key and text in COLUMNS), None))


def _labels(sheets: Sequence[Sheet]) -> dict[str, State]:
    """The states by the labels that the workbook gives them: beside its marks, and in its list of codes."""
    found: dict[str, State] = {}
    codes = {state.value: state for state in State}
    for sheet in sheets:
        for text in (cell for row in _top(sheet) for cell in row if isinstance(cell, str)):
            found |= states_of_labels(text)
        if not any({"list", "code", "label"} <= {cell for cell in row if isinstance(cell, str)} for row in _top(sheet)):
            continue
        for row in sheet.rows:
            for cell, following in pairwise(row):
                if isinstance(cell, str) and cell in codes and isinstance(following, str):
                    found.setdefault(canonical(following), codes[cell])
    return found


def _heading(place: _Place, at: int) -> str:
    return _text(place.sheet.cell(place.row + 1, at)).replace("\n", " ")


def _top(sheet: Sheet) -> Sequence[Sequence[Cell]]:
    return sheet.rows[:_SEARCHED]


def _read(place: _Place, number: int, labels: Mapping[str, State]) -> tuple[ReadRow, list[Problem]]:
    sheet = place.sheet
    key = _text(sheet.cell(number, place.key))
    before = dict(zip(place.sealed, digests(_text(sheet.cell(number, place.seal))), strict=False))
    name = _text(sheet.cell(number, place.columns["name"])) if "name" in place.columns else ""
    values: dict[str, Any] = {"key": key, "name": name, "before": before, "labels": labels}
    values |= {code: _text(sheet.cell(number, place.columns[code])) for code in ("university", "firm")
               if code in place.columns}  # fmt: skip
    problems: list[Problem] = []

    def trouble(code: str, what: Trouble, *, blocking: bool = False) -> None:
        at = place.columns[code]
        heading = _heading(place, at)
        value = _text(sheet.cell(number, at))[:80]
        problems.append(Problem(what, sheet.name, number + 1, letter(at), heading, value, blocking))

    edited: dict[str, Any] = {}
    editable = EDITABLE if place.masked else EDITABLE | CONTACT
    for code, cell in _edited(place, number, before):
        if code not in editable:
            trouble(code, Trouble.LOCKED_CELL)
        elif code == "state":
            state = _state(canonical(cell), labels)
            if state is None:
                trouble(code, Trouble.STATE_UNKNOWN, blocking=True)
            else:
                edited[code] = state
        elif code == "decided-on":
            day = _day(cell)
            if day is None and cell is not None:
                trouble(code, Trouble.DATE_UNCLEAR)
            else:
                edited[code] = day
        else:
            edited[code] = _text(cell).strip()
    letters = {code: letter(at) for code, at in place.columns.items()}
    return ReadRow(sheet.name, number + 1, {**values, "edited": edited}, letters=letters), problems


def _edited(place: _Place, number: int, before: Mapping[str, str]) -> Iterator[tuple[str, Cell]]:
    for code, at in place.columns.items():
        cell = place.sheet.cell(number, at)
        if code in before and digest(cell) != before[code]:
            yield code, cell


def _state(text: str, labels: Mapping[str, State]) -> State | None:
    """The state that a text names: by its label, in either script, or by its code; a decision names the
    state that it leads to."""
    if (state := labels.get(text)) is not None:
        return state
    if re.search(r"[?？]", text):  # who asks has not decided
        return None
    if (state := _VERDICTS.get(squeezed(text.rstrip("….")))) is not None:
        return state
    alike = (state for said, state in labels.items() if squeezed(said) == squeezed(text))
    return State(text) if text in set(State) else next(alike, None)


_VERDICTS = {
    **dict.fromkeys(("接受", "同意", "accept", "accepted", "agree", "agreed"), State.SHORTLISTED),
    **dict.fromkeys(("婉拒", "拒绝", "不同意", "不接受", "decline", "declined", "reject", "rejected"), State.DECLINED),
}
"""What the app's own buttons and reviewers call the two decisions, by the states that these lead to; squeezed, in every
language."""


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return dates.day(cell)
    except Unclear:
        return None


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else canonical(cell)
