"""A copy of a file with its problems in it: what did not go in comes back to who sent it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.files.containing import contained
from talentapp.files.tables import annotating, opening
from talentapp.files.tables.opening import Sheet
from talentapp.outfile import whole_file

Tone = Literal["bad", "look", "retyped"]  # it keeps its row out; it is worth a look; a person typed it anew
_LOOKS = (".xlsx", ".xlsm")  # of these the copy keeps the looks; of the others it has the cells


@dataclass(frozen=True)
class Mark:
    """A sentence about a row, or about the cell of it in the column of these letters."""

    sheet: str
    row: int
    column: str
    sentence: str
    tone: Tone = "look"
    text: str | None = None  # what the cell is to say, where the file says something else


def annotated(
    source: Path,
    target: Path,
    marks: Sequence[Mark],
    headers: Mapping[str, int],
    heading: str,
    progress: Progress = silent,
) -> None:
    """Write a copy of the workbook or text table `source` to `target` (xlsx) with a column of problems, headed
    `heading` in the row that `headers` gives for a sheet (0 for none), with comments at the cells, and with the text of
    those marks that have one.

    Raises what reading a file raises, DISK_FULL and FOLDER_NOT_WRITABLE.
    """
    found = opening.sheets(source, progress)
    stem = source.stem[:31] or "Sheet1"
    plan: list[dict[str, Any]] = []
    for sheet in found:
        own = [mark for mark in marks if mark.sheet == sheet.name]
        if own:
            rows = [[mark.row, mark.column, mark.sentence, mark.tone, mark.text] for mark in own]
            row = headers.get(sheet.name, max(min(mark.row for mark in own) - 1, 1))
            plan.append(
                {"name": sheet.name or stem, "column": _width(sheet) + 1, "row": row, "heading": heading, "marks": rows}
            )
    with whole_file(target) as partial:
        if source.suffix.lower() not in _LOOKS or not _with_looks(source, partial, plan, progress):
            _with_cells(found, stem, partial, plan)


def _width(sheet: Sheet) -> int:
    return max((place + 1 for cells in sheet.rows for place, cell in enumerate(cells) if cell is not None), default=0)


def _with_looks(source: Path, target: Path, plan: Sequence[Mapping[str, Any]], progress: Progress) -> bool:
    """The workbook as it is with the marks in it; False where the library that keeps its looks cannot read it."""
    named = target.with_name(f"{target.name}.xlsx")  # the library looks at the ending
    try:
        contained(source, annotating.__file__, (str(named),), progress, json.dumps(plan))
        named.replace(target)
    except TalentError:
        return False
    finally:
        named.unlink(missing_ok=True)
    return True


def _with_cells(found: Sequence[Sheet], stem: str, target: Path, plan: Sequence[Mapping[str, Any]]) -> None:
    """The cells of the file in a new workbook with the marks in it. Text stays text whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in found:
        copy = book.create_sheet(sheet.name or stem)
        for row, cells in enumerate(sheet.rows, 1):
            for column, value in enumerate(cells, 1):
                if value is None:
                    continue
                cell = copy.cell(row, column)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
    annotating.mark(book, plan)
    try:
        book.save(target)
    except ValueError as error:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(target)) from error
