"""Opens a text table (CSV, TSV) for its cells and nothing else: its encoding, its delimiter, its rows.

Run as a script it does so in a process of its own, as a file of fifty megabytes may be one line, one quote or a million
columns.
"""

import csv
import io
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.files.containing import MAX_CELLS, MAX_ROWS, answer
from talentapp.files.decoding import decoded

MAX_CELL = 32_767  # characters, as many as a workbook's cell holds: with more, a quote has swallowed the rows after it
_LONGEST = 50 * 2**20  # a long line is one field to the delimiters that it is not made with


def read(path: Path) -> list[list[str | None]]:
    """The cells by row, an empty one None. Raises FILE_NOT_WORKBOOK, FILE_TOO_LARGE, FILE_UNREADABLE, FILE_EMPTY."""
    written = decoded(path.read_bytes())
    if written is None:
        raise TalentError(Fault.FILE_NOT_WORKBOOK, path=str(path))
    csv.field_size_limit(_LONGEST)
    delimiter = _delimiter(written)
    rows: list[list[str | None]] = []
    widest = filled = 0
    try:
        # lines as files have them: within its cells a database keeps other signs that Python would break lines at
        for row in csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=False):
            rows.append([cell.replace("\v", "\n") if cell.strip() else None for cell in row])
            widest, filled = max(widest, len(row)), filled + any(rows[-1])
            if len(rows) * widest > MAX_CELLS or filled > MAX_ROWS:
                raise TalentError(Fault.FILE_TOO_LARGE, path=str(path))
            if any(len(cell) > MAX_CELL for cell in row):
                raise TalentError(Fault.FILE_QUOTE_OPEN, path=str(path), row=len(rows))
    except csv.Error:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path)) from None
    if not any(cell is not None for row in rows for cell in row):
        raise TalentError(Fault.FILE_EMPTY, path=str(path))
    return rows


def _delimiter(written: str) -> str:
    """The delimiter that cuts most lines into the same number of cells, of at least two; a banner above the table and
    notes below it are not cut."""
    lines = [line for line in islice(io.StringIO(written, newline=None), 60) if line.strip()]

    def evenness(delimiter: str) -> int:
        widths = [len(row) for row in csv.reader(_balanced(lines), delimiter=delimiter)]
        return max((widths.count(width) * min(width, 50) for width in set(widths) if width > 1), default=0)

    return max(",\t;|", key=evenness)


def _balanced(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.count('"') % 2 == 0]


if __name__ == "__main__":
    answer(read)
