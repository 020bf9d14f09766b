"""A table found in a sheet, or a form that is filled in: which cells it has, and what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from talentapp.domain.intake import FirstRow
from talentapp.domain.terms import Kind
from talentapp.files.tables.headers import REQUIRED, Heading
from talentapp.files.tables.opening import Sheet
from talentapp.files.values.cells import Cell

Corrections = Mapping[str, Mapping[str, str]]
"""What people said of columns: shape of a header -> heading -> target, or "" for a column to leave alone; of a table
without headings, what is kept of its sheet in this file -> letter -> target. Beside these, `FIRST_ROW` and `KIND`."""


@dataclass(frozen=True)
class Column:
    """A column that was understood."""

    place: int  # from 0
    heading: Heading
    written: str
    row: int | None = None  # where the value stands, in a form that is filled in; a table has one a record
    part: tuple[int, int] | None = None  # of the cell's text, where a form has label and value in one cell

    def value(self, cell: Cell) -> Cell:
        """What a cell says under this heading: all of it, or the part behind the label."""
        return str(cell)[slice(*self.part)].strip(" \t\n,，;；|、") if self.part else cell


@dataclass
class Table:
    """A table found in a sheet."""

    sheet: Sheet
    kind: Kind
    columns: list[Column]
    first: int  # the first row below the header
    last: int  # the row behind the last
    score: float
    unread: list[tuple[int, str]] = field(default_factory=list)  # columns that mean nothing to us, with their headings
    headings: frozenset[str] = frozenset()  # all that stands in its header, row by row
    shape: str = ""  # the same for all files with these headings in this order; "" for a form
    first_row: FirstRow | None = None  # what the row is that no heading was recognised in

    def has(self, *targets: str) -> bool:
        """Whether one of these targets has a column."""
        return any(column.heading.target in targets for column in self.columns)

    @property
    def lettered(self) -> bool:
        """Whether it has no row of headings: its columns are called by their letters."""
        return self.first_row is FirstRow.DATA

    @property
    def complete(self) -> bool:
        """Whether the columns without which no record can be made are there."""
        return self.has(*REQUIRED[self.kind]) and not self._counts()

    def _counts(self) -> bool:
        """Whether all that it has for names are numbers: how many candidates there are of a kind."""
        named = [column.place for column in self.columns if column.heading.target in REQUIRED[self.kind]]
        cells = [self.sheet.cell(row, place) for row in range(self.first, self.last) for place in named]
        filled = [cell for cell in cells if cell is not None and str(cell).strip()]
        return bool(filled) and all(isinstance(cell, (int, float)) for cell in filled)


def has_numbers(cells: list[Cell]) -> bool:
    """Whether a row has a number or a date in it, as headers do not."""
    return any(isinstance(cell, (int, float, date)) for cell in cells)
