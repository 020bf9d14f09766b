"""What is peculiar about the cells of an OpenDocument spreadsheet, taken from its XML as calamine does not tell it."""

import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypedDict

if TYPE_CHECKING:
    from lxml import etree

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALCEXT: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST = 20_000  # repeated rows or columns beyond this are the empty rest of the sheet


class Peculiar(TypedDict):
    """What is peculiar about some cells of a sheet, rows and columns from 0."""

    merged: list[tuple[int, int, int, int]]  # top, left, bottom, right, inclusive
    hidden_rows: list[int]
    unvalued: list[tuple[int, int]]  # formulas without a value
    errors: list[tuple[int, int, str]]  # with what they show


def peculiar(archive: zipfile.ZipFile) -> list[Peculiar]:
    """One for each sheet in the order of the file; of a damaged file, those up to the damage."""
    from lxml import etree

    found: list[Peculiar] = []
    damage = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, OSError, EOFError)
    row = 0
    with archive.open("content.xml") as stream, suppress(*damage):
        tags = (f"{_TABLE}table", f"{_TABLE}table-row")
        for event, element in etree.iterparse(stream, ("start", "end"), tag=tags, resolve_entities=False):
            if event == "start" and element.tag == tags[0]:
                found.append(Peculiar(merged=[], hidden_rows=[], unvalued=[], errors=[]))
                row = 0
            elif event == "end" and element.tag == tags[1] and found:
                row = _take(found[-1], element, row)
                element.clear()
    return found


def _take(sheet: Peculiar, element: "etree._Element", row: int) -> int:
    """Take in a row; the number of the next."""
    times = _count(element, "number-rows-repeated")
    if element.get(f"{_TABLE}visibility") in ("collapse", "filter") and times <= _MOST:
        sheet["hidden_rows"] += range(row, row + times)
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        right, below = (
            _count(cell, f"number-{which}-spanned") for which in ("columns", "rows")
        )  # a covered cell has neither
        if (right > 1 or below > 1) and max(right, below) <= _MOST:
            sheet["merged"].append((row, column, row + below - 1, column + right - 1))
        if cell.get(f"{_TABLE}formula") is not None and times == 1:
            shown = "".join(text for paragraph in cell.iter(f"{_TEXT}p") for text in paragraph.itertext())
            if cell.get(f"{_CALCEXT}value-type") == "error":
                sheet["errors"].append((row, column, shown))
            elif cell.get(f"{_OFFICE}value-type") is None:
                sheet["unvalued"].append((row, column))
        column += _count(cell, "number-columns-repeated")
    return row + times


def _count(element: "etree._Element", name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return max(int(written), 1) if written.isdecimal() and len(written) < 8 else 1
