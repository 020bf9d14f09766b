"""All that is held of one person, as a workbook for them: a sheet a table, each with a header row."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from talentapp.files.rosters.splice import LIMIT, clean, risky
from talentapp.outfile import whole_file

_WIDTH = 24


def write(path: Path, document: Mapping[str, Any]) -> None:
    """Write what `office.trust.privacy` says of a person, whole or not at all. Raises FOLDER_NOT_WRITABLE, DISK_FULL.

    Text stays text whatever it begins with; what is longer than a cell holds goes on in the cells to its right.
    """
    book = Workbook(write_only=True)
    for name, rows in {**document["tables"], "trail": document["trail"]}.items():
        _sheet(book, name, rows)
    with whole_file(path) as partial:
        book.save(partial)


def _sheet(book: Workbook, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    columns = list(dict.fromkeys(column for row in rows for column in row))
    for place in range(len(columns)):
        sheet.column_dimensions[_letter(place)].width = _WIDTH
    sheet.append([_cell(sheet, column, bold=True) for column in columns])
    for row in rows:
        values = [_plain(row.get(column)) for column in columns]
        rest = [piece for value in values if isinstance(value, str) for piece in _pieces(value)[1:]]
        sheet.append([_cell(sheet, _pieces(v)[0] if isinstance(v, str) else v) for v in [*values, *rest]])


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float)) else json.dumps(value, ensure_ascii=False)


def _pieces(text: str) -> list[str]:
    size = LIMIT // 2  # characters beyond the basic plane count twice
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def _cell(sheet: Any, value: Any, bold: bool = False) -> Any:
    made = WriteOnlyCell(sheet, clean(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        made.data_type = "s"
        made.quotePrefix = risky(value)
    if bold:
        made.font = Font(bold=True)
    return made


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
