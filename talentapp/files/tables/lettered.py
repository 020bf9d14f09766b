"""Tables without a row of headings: their columns are called by their letters, and a person says what they mean."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from talentapp.domain.intake import FIRST_ROW, FirstRow, letter
from talentapp.domain.terms import Kind
from talentapp.files.tables.headers import Heading, heading
from talentapp.files.tables.opening import Sheet
from talentapp.files.tables.table import Column, Corrections, Table, has_numbers
from talentapp.files.values.cells import Cell, shown

_VALUE = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}|\+?[\d(][\d\s().-]{5,}\d|\d{4}[-/.年]\d{1,2}.*|https?://.*", re.I)
_LOOK = 60  # rows in which the first one is looked for


def own_names(path: Path, sheets: Sequence[Sheet]) -> None:
    """Give each sheet a name that no sheet of another file has: what is said of one without headings is kept under it,
    for a digest of what stands there would be one of somebody's data."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    for sheet in sheets:
        sheet.own = hashlib.sha256(f"{digest}|{sheet.name}".encode()).hexdigest()


def first_row_said(sheet: Sheet, corrections: Corrections) -> FirstRow | None:
    """What a person said that the first row of a sheet is."""
    said = corrections.get(sheet.own, {}).get(FIRST_ROW)
    return FirstRow(said) if said else None


def lettered(sheet: Sheet, kind: Kind, said: Mapping[str, str]) -> Table | None:
    """The table of a sheet without headings, its columns as they were `said` to be by their letters; None where
    nothing stands in it."""
    filled = [sum(1 for cell in cells if _text(cell)) for cells in sheet.rows]
    least = min(2, max(filled, default=0))  # a title stands alone in its row
    if not least:
        return None
    first = next(row for row, n in enumerate(filled) if n >= least)
    width = max(map(len, sheet.rows))
    places = [place for place in range(width) if any(_text(sheet.cell(row, place)) for row in range(len(sheet.rows)))]
    columns, unread = [], []
    for place in places:
        if target := said.get(letter(place)):
            columns.append(Column(place, Heading(target, 1.0), letter(place)))
        else:
            unread.append((place, letter(place)))
    table = Table(sheet, kind, columns, first, len(sheet.rows), float(len(columns)), unread, shape=sheet.own)
    table.first_row = FirstRow.DATA
    return table


def holds_values(cells: Sequence[Cell]) -> bool:
    """Whether a row has what no row of headings has: an address, a number, a day."""
    return has_numbers(list(cells)) or any(_VALUE.fullmatch(_text(cell)) for cell in cells)


def names_nothing(cells: Sequence[Cell], kinds: Sequence[Kind]) -> bool:
    """Whether no cell of a row is known as a heading."""
    return not any(heading(text, kind) for cell in cells if (text := _text(cell)) for kind in kinds)


def _text(cell: Cell) -> str:
    return shown(cell).strip() if cell is not None else ""
