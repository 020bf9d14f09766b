"""What stands around a cell and decides what it says: its column, the rows above it."""

import re
from typing import TypeGuard

from talentapp.domain.folding import folded
from talentapp.files.tables.headers import REQUIRED
from talentapp.files.tables.table import Table
from talentapp.files.tables.tongues import writes_day_first
from talentapp.files.values import dates
from talentapp.files.values.cells import Cell

_FEW = 10  # a column with a number beyond this counts per cents, one with numbers below 1 shares
_LOOK = 1_000  # rows of a sheet in which another table may show how its dates are written
_SAYS_ORDER = re.compile(r"(?P<d>dd?[./-]mm?)|mm?[./-]dd?")
_UNIT = re.compile(r"[%％月周週天年]|month|mo\b|week|day|fte|percent|time", re.I)
_MONTHS = re.compile(r"月|month|mo\b", re.I)
DAYS = ("available_from", "noncompete_until", "start", "end")


def fractions_of(table: Table) -> frozenset[int]:
    """The columns of effort whose numbers are shares of one, all or most of them."""
    found = set()
    for column in table.columns:
        if column.row is None and column.heading.target in ("effort", "effort_percent"):
            numbers = [
                cell
                for row in range(table.first, table.last)
                if _is_number(cell := table.sheet.cell(row, column.place))
            ]
            if any(0 < number < 1 for number in numbers) and max(numbers) <= _FEW:
                found.add(column.place)
    return frozenset(found)


def monthly_of(table: Table) -> frozenset[int]:
    """The columns of effort whose cells count months wherever they say what they count: the bare numbers among them do
    so too."""
    found = set()
    for column in table.columns:
        if column.row is None and column.heading.target == "effort" and not column.heading.unit:
            said = [
                cell
                for row in range(table.first, table.last)
                if isinstance(cell := table.sheet.cell(row, column.place), str) and _UNIT.search(cell)
            ]
            if len(said) > 1 and all(_MONTHS.search(cell) for cell in said):
                found.add(column.place)
    return frozenset(found)


def orders_of(table: Table) -> dict[int, str]:
    """Whether the day or the month comes first in the columns of dates, by those that show it."""
    found = {}
    for column in table.columns:
        if column.row is None and column.heading.target in DAYS:
            cells_of = (table.sheet.cell(row, column.place) for row in range(table.first, table.last))
            said = _SAYS_ORDER.search(folded(column.written))
            found[column.place] = ("day" if said["d"] else "month") if said else dates.order(cells_of)
    shown = set(filter(None, found.values()))
    if found and not shown:  # another table of the sheet may show it
        shown = set(filter(None, (dates.order(cell for row in table.sheet.rows[:_LOOK] for cell in row),)))
    if not shown and sum(writes_day_first(column.written) for column in table.columns) > 1:
        shown = {"day"}
    return {place: order or (min(shown) if len(shown) == 1 else "") for place, order in found.items()}


def _is_number(cell: Cell) -> TypeGuard[float]:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def down(table: Table) -> dict[tuple[int, int], int]:
    """For each cell below the top of a vertical merge, the row of its value."""
    return {
        (row, column): top
        for top, left, bottom, right in table.sheet.merged
        if bottom >= table.first and left == right
        for row in range(max(top, table.first) + 1, min(bottom + 1, len(table.sheet.rows)))
        for column in (left,)
    }


def continues(table: Table, row: int, merged: dict[tuple[int, int], int]) -> bool:
    """Whether a row goes on with the record above: the cell that names or counts the record is merged over both."""
    named = [column.place for column in table.columns if column.heading.target in REQUIRED[table.kind]]
    if _adds_only(table, row, named):
        return True
    counted = [column.place for column in table.columns if column.heading.target == "row_number"]
    below = [place for place in counted if (row, place) in merged]  # one number over a row in each of two languages
    return bool(named) and (bool(below) or all((row, place) in merged for place in named))


def _adds_only(table: Table, row: int, named: list[int]) -> bool:
    """Whether a row has neither number nor name nor address, in a table that numbers its records: it adds to the one
    above (further degrees, the rest of a text)."""
    counted = [column.place for column in table.columns if column.heading.target == "row_number"]
    own = [
        column.place for column in table.columns if column.heading.target in ("email", "phone", "contact_way", "orcid")
    ]
    cell = table.sheet.cell
    numbered = counted and any(cell(at, counted[0]) is not None for at in range(table.first, row))
    return bool(numbered) and all(cell(row, place) is None for place in (*counted, *named, *own))
