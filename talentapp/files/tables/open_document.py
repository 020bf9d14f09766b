"""What is peculiar about the cells of an OpenDocument spreadsheet, taken from its XML as calamine does not tell it."""

import zipfile
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALCEXT: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MOST = 20_000  # repeated rows or columns beyond this are the empty rest of the sheet


@dataclass
class Peculiar:
    """Of one sheet, rows and columns from 0: merged areas (top, left, bottom, right, inclusive), hidden rows, formulas
    without a value, error cells with what they show."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)


def peculiar(archive: zipfile.ZipFile) -> list[Peculiar]:
    """One for each sheet in the order of the file; of a damaged file, those up to the damage."""
    found: list[Peculiar] = []
    row = 0
    with archive.open("content.xml") as stream:
        try:
            for event, element in iterparse(stream, ("start", "end")):
                if event == "start":
                    if element.tag == f"{_TABLE}table":
                        found.append(Peculiar())
                        row = 0
                elif element.tag == f"{_TABLE}table-row" and found:
                    row = _take(found[-1], element, row)
                    element.clear()
        except ParseError:
            pass
    return found


def _take(sheet: Peculiar, element: Element, row: int) -> int:
    """Take in a row; the number of the next."""
    times = _count(element, "number-rows-repeated")
    if element.get(f"{_TABLE}visibility") in ("collapse", "filter") and times <= _MOST:
        sheet.hidden_rows += range(row, row + times)
    column = 0
    for cell in element:
        if cell.tag not in _CELLS:
            continue
        right, below = (
            _count(cell, f"number-{which}-spanned") for which in ("columns", "rows")
        )  # a covered cell has neither
        if (right > 1 or below > 1) and max(right, below) <= _MOST:
            sheet.merged.append((row, column, row + below - 1, column + right - 1))
        if cell.get(f"{_TABLE}formula") is not None and times == 1:
            shown = "".join(next(cell.iter(f"{_TEXT}p"), Element("p")).itertext())
            if cell.get(f"{_CALCEXT}value-type") == "error":
                sheet.errors.append((row, column, shown))
            elif cell.get(f"{_OFFICE}value-type") is None:
                sheet.unvalued.append((row, column))
        column += _count(cell, "number-columns-repeated")
    return row + times


def _count(element: Element, name: str) -> int:
    written = element.get(f"{_TABLE}{name}", "1")
    return max(int(written), 1) if written.isdecimal() and len(written) < 8 else 1
