"""A table of a previewed file as it stands there, with what each row would do and each problem at its cell."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from talentapp.domain.intake import Problem, ReadColumn, ReadTable, Retyped, place_of
from talentapp.domain.terms import Kind
from talentapp.office.views.imports import PlannedRow, Preview


class Grid:
    """The rows below a table's header, places from 0; they are looked up when they are shown."""

    def __init__(self, preview: Preview, table: ReadTable) -> None:
        self._preview, self._table = preview, table
        self._columns = {column.letter: place for place, column in enumerate(table.columns)}
        self._places = [place_of(column.letter) for column in table.columns]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The number in the preview of each row of the sheet that holds a record."""
        table = self._table
        return {
            row.row: row.number
            for row in self._preview.rows
            if row.sheet == table.sheet and table.header < row.row <= table.last
        }

    @cached_property
    def _retyped(self) -> dict[tuple[int, str], Retyped]:
        cells = self._preview.reading.retyped
        return {(cell.row, cell.column): cell for cell in cells if cell.sheet == self.name}

    @property
    def kind(self) -> Kind:
        """What its records are."""
        return self._preview.kind

    @property
    def name(self) -> str:
        """The sheet's name; "" of a text table."""
        return self._table.sheet

    @property
    def columns(self) -> Sequence[ReadColumn]:
        """The columns that have a heading."""
        return self._table.columns

    @property
    def records(self) -> int:
        """How many of the rows hold a record."""
        return len(self._numbers)

    def __len__(self) -> int:
        return max(self._table.last - self._table.header, 0)

    def line(self, at: int) -> int:
        """The row of the sheet, from 1."""
        return self._table.header + 1 + at

    def written(self, at: int, column: int) -> str:
        """What a cell says, as it is read: by the file, or as a person typed it."""
        from talentapp.files.values.cells import shown  # late, as the readers are

        cells, place = self._table.rows[self.line(at) - 1], self._places[column]
        return shown(cells[place]) if place < len(cells) else ""

    def text(self, at: int, column: int) -> str:
        """What a cell shows, on one line."""
        return " ".join(self.written(at, column).split())

    def cell(self, at: int, column: int, text: str) -> Retyped:
        """A cell as a person types it."""
        return Retyped(self.name, self.line(at), self.columns[column].letter, text)

    def retyped(self, at: int, column: int) -> Retyped | None:
        """What a person typed into a cell and what the file says there; None for one that nobody has touched."""
        return self._retyped.get((self.line(at), self.columns[column].letter))

    def alike(self, at: int, column: int) -> Sequence[int]:
        """The records' rows whose cell in this column says what this one says in the file; none for an empty one."""
        from talentapp.files.values.cells import shown  # late, as the readers are

        cell = self.retyped(at, column)
        was = (cell.was if cell else self.written(at, column)).strip()
        if not was:
            return ()
        place, rows, same = self._places[column], self._table.rows, dict[tuple[type, Any], bool]()
        found = []
        for line in self._numbers:
            cells = rows[line - 1]
            value = cells[place] if place < len(cells) else None
            key = (type(value), value)
            if (told := same.get(key)) is None:
                told = same[key] = shown(value).strip() == was
            if told:
                found.append(line - self._table.header - 1)
        return found

    def place(self, row: int, letters: str) -> tuple[int, int] | None:
        """Where the cell of this row of the sheet and these letters stands, if it is in this table."""
        column = self._columns.get(letters)
        return (
            None
            if column is None or not self._table.header < row <= self._table.last
            else (row - self._table.header - 1, column)
        )

    def planned(self, at: int) -> PlannedRow | None:
        """What would be done with a row; None for one that holds no record (a section, a total, a note)."""
        number = self._numbers.get(self.line(at))
        return None if number is None else self._preview.rows[number]

    def at(self, number: int) -> int | None:
        """Where the row of this number in the preview stands, if it is in this table."""
        row = self._preview.rows[number]
        inside = row.sheet == self._table.sheet and row.row in self._numbers
        return row.row - self._table.header - 1 if inside else None

    def problems(self, at: int, column: int = -1) -> tuple[Problem, ...]:
        """The problems of a cell; without a column, those of the row that stand at no cell of it."""
        row = self.planned(at)
        if row is None:
            return ()
        return tuple(each for each in row.problems if self._columns.get(each.column, -1) == column)

    @cached_property
    def troubled(self) -> Sequence[tuple[int, int]]:
        """The places (row, column) of all problems in the order of reading; column -1 where the whole row is meant."""
        rows = (self._preview.rows[number] for number in self._numbers.values())
        found = {
            (row.row - self._table.header - 1, self._columns.get(each.column, -1))
            for row in rows
            for each in row.problems
        }
        return sorted(found)
