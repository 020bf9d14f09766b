"""Opens a workbook for its cells and nothing else. Run as a script it does so in a process of its own.

calamine reads the cells, since it is eight times as quick as openpyxl; what it does not tell (hidden rows, formulas
that were saved without a value, error cells; of ods also merged cells) is taken from the sheet's XML.
"""

import re
import zipfile
import zlib
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.files.containing import MAX_CELLS, MAX_ROWS, answer
from talentapp.files.tables.open_document import Peculiar, peculiar

MAX_ENTRIES = 5_000
MAX_UNPACKED = 700 * 2**20
MAX_RATIO = 250  # ordinary sheets pack 5 to 30 times; a bomb a thousand
MAX_TEXT_SCAN = 120 * 2**20
ROSTER_MARK = "talentapp-roster/"  # what a cell above the keys of a roster of ours begins with


class RawSheet(Peculiar):
    """A sheet: its cells by row from the first, and what is peculiar about some of them (rows and columns from 0)."""

    name: str
    visible: bool
    rows: list[list[Any]]  # an empty cell is None
    of_1904: bool  # the workbook counts days from 1904


def guard(path: Path) -> None:
    """Refuse a zip whose directory promises more than any office's workbook needs; nothing is unpacked for it.

    Raises FILE_UNREADABLE, FILE_ENCRYPTED, FILE_NOT_WORKBOOK, FILE_TOO_LARGE.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path)) from None
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise TalentError(Fault.FILE_ENCRYPTED, path=str(path))
    if "mimetype" not in names and not any(re.fullmatch(r"/?xl/workbook\.(?:xml|bin)", name, re.I) for name in names):
        raise TalentError(Fault.FILE_NOT_WORKBOOK, path=str(path))
    unpacked = sum(entry.file_size for entry in entries)
    ratio_suspect = any(
        entry.file_size > 20 * 2**20 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > MAX_ENTRIES or len(names) != len(entries) or unpacked > MAX_UNPACKED or ratio_suspect:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))


_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]*?r="(\d{1,7})"')
# columns in use at most, by the first pattern that is not found in the sheet
_WIDTHS = ((26, rb'r="[A-Z]{2,3}\d'), (52, rb'r="(?:[B-Z][A-Z]|[A-Z]{3})\d'), (702, rb'r="[A-Z]{3}\d'))
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row (?=[^>]*\br=\"(\d+)\")[^>]*hidden=\"(?:1|true)\"")
_FORMULA = re.compile(
    rb"<c (?=[^>]*\br=\"([A-Z]{1,3})(\d+)\")(?![^>]*\bt=\"str\")[^>/]*>"  # str: its value is ""
    rb"\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_ERROR = re.compile(
    rb"<c (?=[^>]*\br=\"([A-Z]{1,3})(\d+)\")(?=[^>]*\bt=\"e\")[^>/]*>(?:(?!</c>).)*?<v>([^<]*)</v>", re.S
)


_OF_1904 = re.compile(rb"<(?:\w+:)?workbookPr\s[^>]*date1904=\"(?:1|true|on)\"")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts of the archive that hold the sheets, by the sheets' places."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", relations):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        target = attributes.get("Target", "")
        targets[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for place, tag in enumerate(re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book)):
        identity = re.search(r'\b\w+:id="([^"]*)"', tag)
        parts[str(place)] = targets.get(identity[1] if identity else "", "")
    return parts


def _once(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows with None for what is empty, and each text and date in memory once: that is quick to pickle."""
    shared: dict[Any, Any] = {"": None}
    first = shared.setdefault
    return [[first(cell, cell) if type(cell) in _REPEATED else cell for cell in row] for row in rows]


_REPEATED = frozenset((str, date, datetime))


def _peculiar(data: bytes) -> Peculiar:
    """What a sheet of an xlsx tells in its XML; the merged cells are calamine's to tell."""
    found = Peculiar(merged=[], hidden_rows=[], unvalued=[], errors=[])
    if b'hidden="' in data:
        found["hidden_rows"] = [int(row) - 1 for row in _HIDDEN_ROW.findall(data)]
    if b"<f" in data:
        found["unvalued"] = [(int(row) - 1, _column(letters)) for letters, row in _FORMULA.findall(data)]
    if b't="e"' in data:
        found["errors"] = [
            (int(row) - 1, _column(letters), value.decode("utf-8", "replace"))
            for letters, row, value in _ERROR.findall(data)
        ]
    return found


def _of_open_document(archive: zipfile.ZipFile, path: Path) -> list[Peculiar]:
    content = archive.NameToInfo.get("content.xml")
    if content is None or content.file_size > MAX_TEXT_SCAN:
        return []
    with suppress(zipfile.BadZipFile, zlib.error, OSError), archive.open(content) as stream:
        if b"<!DOCTYPE" in stream.read(2000):
            raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
    return peculiar(archive)


def _too_wide(data: bytes) -> bool:
    """Whether a few cells in the far corner would make a table of millions of empty ones."""
    last = max((int(row) for row in _ROW.findall(data[-(2**20) :])), default=0)
    columns = next((width for width, pattern in _WIDTHS if not re.search(pattern, data)), 16_384)
    if last * columns <= MAX_CELLS:
        return False
    rows = columns = 0
    for letters, row, closed in (found.groups() for found in _CELL.finditer(data)):
        if not closed:  # else it has a format and no value, and takes no room
            rows, columns = max(rows, int(row)), max(columns, _column(letters) + 1)
    return rows * columns > MAX_CELLS


def read(path: Path) -> list[RawSheet]:
    """All the sheets of a workbook (xlsx, xlsm, xlsb, xls or ods).

    Raises FILE_UNREADABLE, FILE_ENCRYPTED, FILE_NOT_WORKBOOK, FILE_TOO_LARGE, and KIND_UNKNOWN for a roster of ours
    without its keys.
    """
    import python_calamine as calamine

    with path.open("rb") as stream:
        zipped = stream.read(2) == b"PK"
    sheets: list[RawSheet] = []
    archive = None
    ours = False
    parts: dict[str, str] = {}
    of_1904 = False
    own: list[Peculiar] = []
    if zipped:
        guard(path)
    try:
        if zipped:
            archive = zipfile.ZipFile(path)
            custom = archive.NameToInfo.get("docProps/custom.xml")
            ours = bool(custom and custom.file_size < 2**20 and b"TalentAppRosterSchema" in archive.read(custom))
            own = _of_open_document(archive, path)
            with suppress(KeyError):
                parts = sheet_parts(archive)
                of_1904 = _OF_1904.search(archive.read("xl/workbook.xml")) is not None
        with path.open("rb") as stream, calamine.CalamineWorkbook.from_filelike(stream) as book:
            for place, meta in enumerate(book.sheets_metadata):
                if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                data = b""
                part = parts.get(str(place), "")
                if archive and part in archive.NameToInfo and archive.getinfo(part).file_size <= MAX_TEXT_SCAN:
                    data = archive.read(part)
                    if b"<!DOCTYPE" in data[:2000] or _too_wide(data):
                        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
                sheet = book.get_sheet_by_index(place)
                end = sheet.end or (0, 0)
                if (end[0] + 1) * (end[1] + 1) > MAX_CELLS:
                    raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
                known = own[place] if place < len(own) else _peculiar(data)
                if sheet.merged_cell_ranges:
                    known["merged"] = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges]
                raw = RawSheet(
                    name=meta.name,
                    visible=meta.visible == calamine.SheetVisibleEnum.Visible,
                    rows=_once(sheet.to_python(skip_empty_area=False)),
                    of_1904=of_1904,
                    **known,
                )
                if sum(any(cell is not None for cell in cells) for cells in raw["rows"]) > MAX_ROWS:
                    raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
                sheets.append(raw)
    except calamine.PasswordError:
        raise TalentError(Fault.FILE_ENCRYPTED, path=str(path)) from None
    except (calamine.CalamineError, zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError):
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path)) from None
    if ours and not any(map(_marked, sheets)):  # without its keys; its masked people are no candidates
        raise TalentError(Fault.KIND_UNKNOWN, path=str(path))
    return sheets


def _marked(sheet: RawSheet) -> bool:
    return any(isinstance(cell, str) and cell.startswith(ROSTER_MARK) for row in sheet["rows"][:12] for cell in row)


if __name__ == "__main__":
    answer(read)
