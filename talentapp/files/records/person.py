"""All that is held of one person, as a workbook for them to read: a sheet a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from talentapp.domain.intake import letter
from talentapp.files.rosters.fitting import lines, tall
from talentapp.files.rosters.splice import LIMIT, clean, risky
from talentapp.outfile import whole_file

_LABELS, _VALUES, _NARROW, _WIDE = 24, 90, 12, 44
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class HeldSheet:
    """A table in words: rows below a header, or without one labels with their values."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def write(path: Path, sheets: Iterable[HeldSheet]) -> None:
    """Write the sheets, whole or not at all. Raises FOLDER_NOT_WRITABLE, DISK_FULL.

    Text stays text whatever it begins with; what is longer than a cell holds goes on in the cells to its right.
    """
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    with whole_file(path) as partial:
        book.save(partial)


def _write(book: Workbook, held: HeldSheet) -> None:
    sheet = book.create_sheet(held.title.translate(_FORBIDDEN)[:31].strip("'"))
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths = [_wide(place, held) for place in range(len(held.head))] if held.head else [_LABELS, _VALUES]
    for place, width in enumerate(widths):
        sheet.column_dimensions[letter(place)].width = width
    if held.head:
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, text, bold=True) for text in held.head])
    for number, row in enumerate(held.rows, 2 if held.head else 1):
        high = max((lines(value, width) for value, width in zip(row, widths, strict=False) if isinstance(value, str)
                    and width > _NARROW), default=1)  # fmt: skip
        sheet.row_dimensions[number].height = tall(high)
        rest = [piece for value in row if isinstance(value, str) for piece in _pieces(value)[1:]]
        values = [_pieces(value)[0] if isinstance(value, str) else value for value in [*row, *rest]]
        sheet.append([_cell(sheet, value, bold=not held.head and not at) for at, value in enumerate(values)])


def _wide(place: int, held: HeldSheet) -> int:
    """The width of a column: texts of a line get room, longer ones wrap, and what is only there to be whole is cut."""
    texts = [str(row[place]) for row in held.rows if row[place] is not None]
    if any(text.startswith(("{", "[")) for text in texts):
        return _NARROW
    return max(_NARROW, min(_WIDE, max(map(len, texts), default=0) + 2))


def _pieces(text: str) -> Sequence[str]:
    size = LIMIT // 2  # characters beyond the basic plane count twice
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def _cell(sheet: Any, value: Any, bold: bool = False) -> Any:
    made = WriteOnlyCell(sheet, clean(value) if isinstance(value, str) else value)
    made.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    if isinstance(value, str):
        made.data_type = "s"
        made.quotePrefix = risky(value)
    if bold:
        made.font = Font(bold=True)
        made.fill = PatternFill("solid", start_color="EEF2F7")
    return made
