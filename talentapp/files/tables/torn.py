"""Cells whose lines lie in several rows, as a table taken out of a PDF has them: put together again."""

from collections.abc import Iterator
from dataclasses import replace

from talentapp.files.tables.table import Column, Table
from talentapp.files.values import cells, dates
from talentapp.files.values.cells import Cell, Unclear

_TELLING = {"email": cells.email, "available_from": dates.day, "start": dates.day, "end": dates.day}
_MOST = 4  # rows that the lines of one cell lie in


def whole(table: Table) -> Table:
    """The table with the lines of each cell in the row of its record; as it is, unless something proves it torn: an
    address or a day that can be read only with the cell below it, in a row without a number of its own."""
    counted = [column.place for column in table.columns if column.heading.target == "row_number"]
    merged = any(table.first <= bottom and top < bottom for top, _, bottom, _ in table.sheet.merged)
    if not counted or merged or any(column.row is not None for column in table.columns):
        return table
    groups = list(_groups(table, counted[0]))
    telling = [column for column in table.columns if column.heading.target in _TELLING]
    if not any(_proves(table, column, group) for group in groups for column in telling):
        return table
    rows = list(table.sheet.rows)
    for group in groups:
        width = max(len(rows[row]) for row in group)
        tight = {column.place for column in telling}
        rows[group[0]] = [
            _joined([table.sheet.cell(row, place) for row in group], place in tight) for place in range(width)
        ]
        for row in group[1:]:
            rows[row] = []
    return replace(table, sheet=replace(table.sheet, rows=rows))


def _groups(table: Table, counted: int) -> Iterator[list[int]]:
    """Each row with a number and the rows without one that follow it, up to the next empty row."""
    group: list[int] = []
    for row in range(table.first, table.last):
        filled = [cell for cell in table.sheet.rows[row] if cell is not None and str(cell).strip()]
        if table.sheet.cell(row, counted) is not None or not filled:
            if len(group) > 1:
                yield group
            group = [row] if filled else []
        elif group and len(filled) > 1 and len(group) < _MOST:
            group.append(row)
        else:
            group = []
    if len(group) > 1:
        yield group


def _proves(table: Table, column: Column, group: list[int]) -> bool:
    reader = _TELLING[column.heading.target]
    parts = [table.sheet.cell(row, column.place) for row in group]
    if not all(isinstance(part, str) and part.strip() for part in parts[:2]):
        return False
    return not any(_reads(reader, part) for part in parts[:2]) and _reads(reader, _joined(parts, True))


def _reads(reader: object, cell: Cell) -> bool:
    try:
        return bool(reader(cell))  # type: ignore[operator]
    except Unclear:
        return False


def _joined(parts: list[Cell], tight: bool) -> Cell:
    """The lines of one cell as one text; between Latin words stands a space, unless the cell has none (`tight`)."""
    filled = [part for part in parts if part is not None and str(part).strip()]
    if len(filled) < 2 or not all(isinstance(part, str) for part in filled):
        return filled[0] if filled else None
    text = str(filled[0]).strip()
    for part in (str(part).strip() for part in filled[1:]):
        apart = not tight and ((text[-1].isascii() and part[0].isascii()) or part[0] in "(（")
        text += f" {part}" if apart else part
    return text
