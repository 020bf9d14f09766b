"""Cells that a person typed anew while a file was previewed: the file is read as if it said so, and stays as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Retyped, place_of
from talentapp.files.tables.opening import Sheet
from talentapp.files.values.cells import shown


def retype(path: Path, sheets: Sequence[Sheet], cells: Iterable[Retyped]) -> tuple[Retyped, ...]:
    """Put what was typed into the sheets; of one cell the last holds. The sheet need not be named where it is alone.

    Returns the cells that say something else than the file does, with what it says there. Raises CELL_MISSING for one
    that lies outside the sheets.
    """
    named = {sheet.name: sheet for sheet in sheets}
    alone = sheets[0].name if len(sheets) == 1 else ""
    meant = (cell if cell.sheet else replace(cell, sheet=alone) for cell in cells)
    changed = []
    for cell in {(one.sheet, one.row, one.column): one for one in meant}.values():
        row, column, sheet = cell.row - 1, place_of(cell.column), named.get(cell.sheet)
        if sheet is None or not 0 <= row < len(sheet.rows) or column >= max(map(len, sheet.rows)):
            raise TalentError(Fault.CELL_MISSING, path=str(path), cell=cell.place)
        was = sheet.errors.get((row, column)) or shown(sheet.cell(row, column))
        if cell.text.strip() != was.strip():
            _put(sheet, row, column, cell.text.strip())
            changed.append(replace(cell, was=was))
    return tuple(changed)


def _put(sheet: Sheet, row: int, column: int, text: str) -> None:
    """Let one cell say this. A merge that it lay under is taken apart: each of its cells says what all of them said."""
    for area in [each for each in sheet.merged if _covers(each, row, column)]:
        top, left, bottom, right = area
        if left == right:
            for below in range(top + 1, min(bottom + 1, len(sheet.rows))):
                _set(sheet, below, left, sheet.cell(top, left))
        sheet.merged = [each for each in sheet.merged if each != area]
    _set(sheet, row, column, text or None)
    sheet.errors.pop((row, column), None)
    sheet.unvalued -= {(row, column)}


def _covers(area: tuple[int, int, int, int], row: int, column: int) -> bool:
    top, left, bottom, right = area
    return top <= row <= bottom and left <= column <= right and (row, column) != (top, left)


def _set(sheet: Sheet, row: int, column: int, value: object) -> None:
    cells = sheet.rows[row]
    cells += [None] * (column + 1 - len(cells))
    cells[column] = value  # type: ignore[call-overload]
