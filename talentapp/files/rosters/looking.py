"""A roster as whoever opens the workbook sees it: the first rows of each sheet, as texts and how they stand.

Run as a script it looks in a process of its own: what was filled from a template has in it what somebody else made.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from talentapp.domain.progress import Progress, silent
from talentapp.domain.rosters import SheetView, ViewCell
from talentapp.files.containing import answer, contained
from talentapp.files.rosters.seal import MARK, SCHEMA

_ROWS, _COLUMNS = 60, 40  # of a sheet that are looked at
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - as English spreadsheets show them
_ASIDE = re.compile(r'\[[^\]]*\]|[\\"]')  # in a number format: a language, and marks of what stands as it is


def look(path: Path, progress: Progress = silent) -> tuple[SheetView, ...]:
    """The sheets of a workbook that was made here or filled from a template, cut to their first rows and columns.

    What is hidden is not there. A formula whose result is not in the file stands as it is. Raises FILE_UNREADABLE,
    FILE_TOO_LARGE.
    """
    seen: tuple[SheetView, ...] = contained(path, __file__, progress=progress)
    return seen


def views(path: Path) -> tuple[SheetView, ...]:
    """What `look` answers, read in this process."""
    from openpyxl import load_workbook  # late: the window is painted without it

    results, book = load_workbook(path, data_only=True), load_workbook(path)
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return tuple(_view(sheet, results[sheet.title]) for sheet in seen)


def _view(sheet: Any, results: Any) -> SheetView:
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(at) for at in range(1, min(sheet.max_column, _COLUMNS) + 1)]
    widths = _widths(sheet)
    columns = [at for at, letter in enumerate(letters, 1) if widths.get(letter, 8.43) > 0]
    rows = [at for at in range(1, min(sheet.max_row, _ROWS) + 1) if not sheet.row_dimensions[at].hidden]
    spans = []
    for merged in sheet.merged_cells.ranges:
        across = [columns.index(at) for at in range(merged.min_col, merged.max_col + 1) if at in columns]
        down = [rows.index(at) for at in range(merged.min_row, merged.max_row + 1) if at in rows]
        if across and down:
            spans.append((down[0], across[0], len(down), len(across)))
    return SheetView(
        name=sheet.title,
        cells=tuple(tuple(_cell(sheet.cell(row, at), results.cell(row, at).value) for at in columns) for row in rows),
        widths=tuple(widths.get(letters[at - 1], 8.43) for at in columns),
        heights=tuple(sheet.row_dimensions[row].height or 15.0 for row in rows),
        spans=tuple(spans),
        keys=tuple(_keys(sheet, rows)),
        more=sheet.max_row > _ROWS,
        drawings=len(sheet._charts) + len(sheet._images),
        frozen=sum(at < _frozen(sheet) for at in columns),
    )


def _frozen(sheet: Any) -> int:
    """The first column that does not stay in view."""
    from openpyxl.utils.cell import coordinate_to_tuple

    return coordinate_to_tuple(sheet.freeze_panes)[1] if sheet.freeze_panes else 1


def _widths(sheet: Any) -> dict[str, float]:
    """The widths that are said of columns; 0 of hidden ones. One entry may stand for several columns."""
    from openpyxl.utils import get_column_letter

    found = {}
    for one in sheet.column_dimensions.values():
        for at in range(one.min or 0, min(one.max or 0, _COLUMNS) + 1):
            if at:
                found[get_column_letter(at)] = 0.0 if one.hidden else one.width
    return found


def _keys(sheet: Any, rows: list[int]) -> Iterator[int | None]:
    """The pairing of each row, where the sheet has the hidden column of keys."""
    marks = (f"{MARK}/{SCHEMA}/masked", f"{MARK}/{SCHEMA}/full")
    at = next((cell.column for line in sheet.iter_rows(max_row=12) for cell in line if cell.value in marks), None)
    for row in rows:
        key = str(sheet.cell(row, at).value) if at else ""
        yield int(key[8:]) if key.startswith("pairing:") and key[8:].isdecimal() else None


def _cell(cell: Any, result: Any) -> ViewCell:
    value = cell.value if result is None else result
    filled = cell.fill.patternType == "solid" and cell.fill.start_color.rgb not in ("00000000", "FFFFFFFF")
    side = cell.alignment.horizontal
    if side not in ("left", "center", "right"):
        side = "right" if isinstance(value, (int, float, date)) else "left"
    return ViewCell(said(value, cell.number_format), side, bool(cell.font.b), filled)


def said(value: object, form: str) -> str:
    """A value as a spreadsheet shows it in this number format; of the formats, those that rosters use."""
    if value is None:
        return ""
    if isinstance(value, (date, datetime)):
        return _dated(value, form if "y" in form.lower() else "yyyy-mm-dd")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    if not value and form.count(";") == 2:  # what is said instead of nought
        return form.rpartition(";")[2].strip('"')
    form, _, mark = form.partition(";")[0].rstrip('"').partition('"')
    digits = len(form.partition(".")[2].rstrip("%_) ")) if "." in form else 0
    if "%" in form:
        return f"{_rounded(value, digits + 2):.{digits}%}{mark}"
    return f"{value:g}" if form == "General" else f"{_rounded(value, digits):.{digits}f}{mark}"


def _rounded(value: float, digits: int) -> Decimal:
    """As a spreadsheet rounds: half away from nought, of the fifteen digits that it keeps."""
    return Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _dated(value: date, form: str) -> str:
    tokens = {
        "yyyy": f"{value.year:04}", "yy": f"{value.year % 100:02}", "mmm": _MONTHS[value.month - 1],
        "mm": f"{value.month:02}", "m": f"{value.month}", "dd": f"{value.day:02}", "d": f"{value.day}",
    }  # fmt: skip
    plain = _ASIDE.sub("", form.split(";")[0].lower())
    return re.sub("yyyy|yy|mmm|mm|m|dd|d", lambda hit: tokens[hit[0]], plain)


if __name__ == "__main__":
    answer(views)
