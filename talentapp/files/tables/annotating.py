"""Marks a workbook: a column of problems beside its tables, comments and colour at the cells. Run as a script it does
so in a process of its own, since the library that keeps a workbook's looks can be made to hang by a hostile file."""

import json
import sys
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from talentapp.files.containing import answer

_FILLS = {
    tone: PatternFill("solid", start_color=colour)
    for tone, colour in (("bad", "FAE1DE"), ("look", "FCF0D4"), ("retyped", "DCE8F9"))
}
_WIDTH = 48
_LINE, _HIGHEST = 16.0, 409.0  # points, of a line and of a row
_CUT = 30_000  # characters: a cell holds 32,767


def mark(book: Workbook, sheets: Sequence[Mapping[str, Any]]) -> None:
    """Write into each sheet (its name, the column for problems from 1, its heading, and the row of that or 0) what its
    marks say.

    A mark is a row, the letters of a column or "", a sentence, its tone, and the text that the cell gets, or None.
    """
    for said in sheets:
        sheet = book[said["name"]]
        column = said["column"]
        if said["row"]:
            _head(sheet, said["row"], column, said["heading"])
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
        rows: dict[int, list[str]] = {}
        for row, letters, sentence, tone, text in said["marks"]:
            rows.setdefault(row, []).append(f"{letters}{row}: {sentence}" if letters else sentence)
            if letters:
                _at(sheet, row, column_index_from_string(letters), sentence, _FILLS[tone], text)
        for row, sentences in rows.items():
            cell = sheet.cell(row, column)
            cell.value = "\n".join(dict.fromkeys(sentences))[:_CUT]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            line = sheet.row_dimensions[row]  # fixed by them, or by the whole sheet: the sentences would be cut
            line.height = min(max(line.height or _LINE, _lines(cell.value) * _LINE), _HIGHEST)


def _head(sheet: Worksheet, row: int, column: int, heading: str) -> None:
    """Head the column of problems as the others of their table are."""
    head, beside = sheet.cell(row, column, heading), sheet.cell(row, max(column - 1, 1))
    if beside.has_style:  # it is one more column of their table
        for look in ("font", "fill", "border", "alignment"):
            setattr(head, look, copy(getattr(beside, look)))
    else:
        head.font, head.alignment = Font(bold=True), Alignment(vertical="center")


def _lines(text: str) -> int:
    """How many lines a text takes in the column of problems: a Chinese character is as wide as two letters."""
    return sum(-(-len(line.encode("gb18030", "replace")) // (_WIDTH - 2)) for line in text.split("\n"))


def _at(sheet: Worksheet, row: int, column: int, sentence: str, fill: PatternFill, text: str | None) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        inside = (area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        area = next(inside, None)
        if area is None:
            return
        cell = sheet.cell(area.min_row, area.min_col)
    cell.fill = fill
    if text is not None:
        cell.value = text
        cell.data_type = "s"
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(f"{before}{sentence}"[:_CUT], "TalentApp", height=90, width=320)


def main(source: Path, target: str) -> None:
    """Mark the workbook at `source` as standard input says, into `target`."""
    book = load_workbook(source)
    mark(book, json.load(sys.stdin))
    book.save(target)


if __name__ == "__main__":
    answer(main)
