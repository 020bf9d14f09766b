"""All that is held of one person, as a workbook for them to read: a sheet a table."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties

from talentapp.domain.intake import letter
from talentapp.files.rosters.fitting import INDENT, lines, tall
from talentapp.files.rosters.splice import LIMIT, clean, risky
from talentapp.outfile import whole_file

_LABELS, _VALUES, _NARROW, _WIDE = 24, 90, 9, 44
_ROOM = 190  # the widths that a page holds without letters too small to read
_LONG = 400  # characters: such a text gets twice the width of others
_THIN = Side(style="thin", color="C9D0DA")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class HeldSheet:
    """A table in words: rows below a header, or without one labels with their values."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def write(path: Path, sheets: Iterable[HeldSheet], font: str) -> None:
    """Write the sheets, whole or not at all. Raises FOLDER_NOT_WRITABLE, DISK_FULL.

    Text stays text whatever it begins with; what is longer than a cell holds goes on in the cells to its right.
    """
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet, font)
    with whole_file(path) as partial:
        book.save(partial)


def _write(book: Workbook, held: HeldSheet, font: str) -> None:
    sheet = book.create_sheet(held.title.translate(_FORBIDDEN)[:31].strip("'"))
    raw = {place for place in range(len(held.head)) if any(_raw(row[place]) for row in held.rows)}
    widths = _widths(held, raw) if held.head else [_LABELS, _VALUES]
    for place, width in enumerate(widths):
        sheet.column_dimensions[letter(place)].width = width
    _print(sheet, len(widths) - (len(widths) - 1 in raw), len(held.rows), bool(held.head))
    if held.head:
        sheet.freeze_panes = "A2"
        sheet.row_dimensions[1].height = tall(
            max(lines(text, width - INDENT, font, True) for text, width in zip(held.head, widths, strict=True))
        )
        sheet.append([_cell(sheet, text, font, bold=True) for text in held.head])
    for number, row in enumerate(held.rows, 2 if held.head else 1):
        texts = [(value, width - INDENT) for place, (value, width) in enumerate(zip(row, widths, strict=False))
                 if isinstance(value, str) and place not in raw]  # fmt: skip
        high = max((lines(value, width, font) for value, width in texts), default=1)
        sheet.row_dimensions[number].height = tall(high)
        rest = [piece for value in row if isinstance(value, str) for piece in _pieces(value)[1:]]
        values = [_pieces(value)[0] if isinstance(value, str) else value for value in [*row, *rest]]
        sheet.append(
            [_cell(sheet, value, font, not held.head and not at, at in raw) for at, value in enumerate(values)]
        )


def _print(sheet: Any, columns: int, rows: int, headed: bool) -> None:
    """A4 across, as wide as the columns that are words, with the head and the number on each page."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.4, 0.4, 0.5, 0.6
    margins.header, margins.footer = 0.25, 0.3
    sheet.print_area = f"A1:{letter(columns - 1)}{rows + headed}"
    if headed:
        sheet.print_title_rows = "1:1"
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"


def _raw(value: Any) -> bool:
    """Whether a text is what a program keeps rather than what a person reads."""
    return isinstance(value, str) and value.startswith(("{", "["))


def _widths(held: HeldSheet, raw: Collection[int]) -> list[int]:
    """The widths of the columns: texts of a line get room, as far as a page has it, longer ones wrap, and what is only
    there to be whole is cut."""
    texts = [[str(row[place]) for row in held.rows if row[place] is not None] for place in range(len(held.head))]
    lengths = [max((len(line.encode("gb18030", "replace")) for text in some for line in text.split("\n")), default=0)
               for some in texts]  # fmt: skip
    share = [2 if any(len(text) > _LONG for text in some) else 1 for some in texts]
    widths: list[int] = []
    for most in range(_WIDE, _NARROW, -1):
        widths = [_NARROW if place in raw else max(_NARROW, min(most * share[place], lengths[place] + 2))
                  for place in range(len(held.head))]  # fmt: skip
        if sum(widths) - _NARROW * (len(widths) - 1 in raw) <= _ROOM:
            break
    return widths


def _pieces(text: str) -> Sequence[str]:
    size = LIMIT // 2  # characters beyond the basic plane count twice
    return [text[start : start + size] for start in range(0, len(text), size)] or [""]


def _cell(sheet: Any, value: Any, font: str, bold: bool = False, cut: bool = False) -> Any:
    made = WriteOnlyCell(sheet, clean(value) if isinstance(value, str) else value)
    made.alignment = Alignment(
        horizontal="fill" if cut else "left", vertical="top", wrap_text=not cut, indent=0 if cut else 1
    )
    made.font, made.border = Font(name=font, size=10, bold=bold), Border(bottom=_THIN)
    if isinstance(value, str):
        made.data_type = "s"
        made.quotePrefix = risky(value)
    if bold:
        made.fill = PatternFill("solid", start_color="EEF2F7")
    return made
