"""From a path to sheets of cells: what kind of file it is, its encoding, and the guarded reading of workbooks."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress
from talentapp.files.containing import contained, size_of
from talentapp.files.tables import child, text_child
from talentapp.files.values.cells import Cell

SQLITE = b"SQLite format 3\0"
MAX_BYTES = 200 * 2**20
MAX_TEXT_BYTES = 50 * 2**20


@dataclass
class Sheet:
    """A sheet's cells, from its first row and column; an empty cell is None. Rows and columns count from 0."""

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    unvalued: frozenset[tuple[int, int]] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    of_1904: bool = False  # whether numbers in cells of days count from 1904
    turned: bool = False  # rows and columns have changed places: the records stood beside each other
    own: str = ""  # tells it from all sheets of other files
    half: int = 0  # where records had two rows each: the column from which the second row's cells stand

    def cell(self, row: int, column: int) -> Cell:
        """The cell, or None beyond the edge."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else None

    def part(self, left: int, right: int) -> "Sheet":
        """The sheet with the columns from `left` to before `right` only; all stay in their places."""
        rows = [[None] * left + cells[left:right] for cells in self.rows]
        merged = [each for each in self.merged if left <= each[1] < right]
        return replace(self, rows=rows, merged=merged)

    def turn(self) -> "Sheet":
        """The sheet with rows and columns in each other's place."""
        width = max(map(len, self.rows), default=0)
        return replace(
            self,
            rows=[[cells[place] if place < len(cells) else None for cells in self.rows] for place in range(width)],
            merged=[(left, top, right, bottom) for top, left, bottom, right in self.merged],
            hidden_rows=frozenset(),
            unvalued=frozenset((column, row) for row, column in self.unvalued),
            errors={(column, row): value for (row, column), value in self.errors.items()},
            turned=True,
        )

    def paired(self, header: int, last: int) -> "Sheet":
        """The sheet with every second row from `header` to before `last` behind the row above it."""
        width = max(map(len, self.rows), default=0)
        lower = range(header + 1, last, 2)
        rows = list(self.rows)
        for row in lower:
            above = rows[row - 1]
            rows[row - 1], rows[row] = [*above, *[None] * (width - len(above)), *rows[row]], []

        def moved(place: tuple[int, int]) -> tuple[int, int]:
            return (place[0] - 1, place[1] + width) if place[0] in lower else place

        return replace(
            self,
            rows=rows,
            merged=[each for each in self.merged if each[2] < header or each[0] >= last],
            unvalued=frozenset(map(moved, self.unvalued)),
            errors={moved(place): value for place, value in self.errors.items()},
            half=width,
        )

    def place_in_file(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in the file."""
        if self.turned:
            return column, row
        return (row + 1, column - self.half) if self.half and column >= self.half else (row, column)


def sheets(path: Path, progress: Progress) -> list[Sheet]:
    """All the sheets of a workbook, or the one of a text file. Raises TalentError for a file that cannot be read."""
    size = size_of(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path), reason=error.strerror or "") from None
    if not size or not head.strip(b"\0 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise TalentError(Fault.FILE_EMPTY, path=str(path))
    zipped, compound = head.startswith(b"PK"), head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    if head.startswith(SQLITE):
        raise TalentError(Fault.FILE_IS_DATABASE, path=str(path))
    if size > (MAX_BYTES if zipped or compound else MAX_TEXT_BYTES):
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path), megabytes=size // 2**20)
    if zipped:
        return _workbook(path, progress)
    if compound:
        if mentions(path, "EncryptedPackage".encode("utf-16-le")):
            raise TalentError(Fault.FILE_ENCRYPTED, path=str(path))
        return _workbook(path, progress)
    if head.lstrip().startswith(
        (b"%PDF", b"{\\rtf", b"<?xml", b"<html", b"<!DOCTYPE", b"<!doctype", b"\x89PNG", b"\xff\xd8")
    ):
        raise TalentError(Fault.FILE_NOT_WORKBOOK, path=str(path))
    return [_text_table(path, progress)]


def mentions(path: Path, needle: bytes) -> bool:
    """Whether these bytes stand anywhere in a file, such as a name in the directory of a packed one."""
    with path.open("rb") as stream:
        kept = b""
        while piece := stream.read(2**20):
            if needle in kept + piece:
                return True
            kept = piece[-len(needle) :]
    return False


def _workbook(path: Path, progress: Progress) -> list[Sheet]:
    return [_sheet(each) for each in contained(path, child.__file__, progress=progress)]


def _sheet(raw: child.RawSheet) -> Sheet:
    return Sheet(
        name=raw["name"],
        rows=raw["rows"],
        visible=raw["visible"],
        merged=raw["merged"],
        hidden_rows=frozenset(raw["hidden_rows"]),
        unvalued=frozenset(raw["unvalued"]),
        errors={(row, column): value for row, column, value in raw["errors"]},
        of_1904=raw["of_1904"],
    )


def _text_table(path: Path, progress: Progress) -> Sheet:
    return Sheet(name="", rows=contained(path, text_child.__file__, progress=progress))
