"""The roster: the pairings of a programme as a workbook for managers and partner organisations to read and print."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Sized
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from talentapp.domain.masking import Reader
from talentapp.domain.progress import Progress, silent
from talentapp.domain.rosters import CONTACT, EDITABLE, RosterChoice
from talentapp.domain.terms import State
from talentapp.domain.words import Says
from talentapp.files.rosters.fitting import height
from talentapp.files.rosters.rows import (
    AGREED,
    COLUMNS,
    DETAIL,
    DUE,
    NUMBER,
    Column,
    DueRow,
    RosterRow,
    Rows,
    Tally,
    detail_of,
    due_lines,
)
from talentapp.files.rosters.seal import MARK, SCHEMA, labels_of_states, seal_of
from talentapp.files.rosters.splice import Value
from talentapp.outfile import Aside

__all__ = ["Column", "DueRow", "Roster", "RosterChoice", "RosterRow", "Tally", "write"]

KEYS = (("key", 12.0, "hidden"), ("seal", 12.0, "hidden"))
_MASKED = {"phone": 14.5, "email": 20.0}  # the widths of columns of which a part is hidden


@dataclass(frozen=True)
class Roster:
    """All that a roster says. Times are shown in the zone that they are given in."""

    rows: Rows
    made_at: datetime
    model_version: str
    filters: tuple[tuple[str, str], ...] = ()  # what was chosen, in the recipient's words: (label, value)
    sample: str = ""  # whether "all" or "some" are the made-up people of the sample programme: said on every sheet
    choice: RosterChoice = field(default_factory=RosterChoice)
    of: int | None = None  # how many pairings there are, whatever was chosen; None: it is not told
    states: Collection[State] = ()  # those that were chosen; none: all
    tally: Tally | None = None  # None: the rows are gone through to count them
    active: Rows = ()
    due: Sequence[DueRow] = ()
    ended: Rows = ()

    @property
    def empty(self) -> tuple[str, ...]:
        """The sheets that were wanted and have nothing in them: they are left out."""
        rows: dict[str, Sized] = {"detail": self.rows, "active": self.active, "due": self.due, "ended": self.ended}
        return tuple(name for name, some in rows.items() if self.choice.has(name) and not len(some))

    @property
    def masked(self) -> bool:
        """Whether contact data are hidden."""
        return self.choice.reader is not Reader.OFFICE


def write(path: Path, roster: Roster, words: Says, progress: Progress = silent) -> None:
    """Write the roster as a workbook, whole or not at all.

    `words` says every label in the recipient's language (messages roster-…). The same roster gives the same bytes.
    Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL, and whatever `progress` raises; the file that was there is
    then still there, and nothing else.
    """
    from openpyxl.utils import get_column_letter, quote_sheetname  # late: the window is painted without it

    from talentapp.files.rosters import sheets
    from talentapp.files.rosters.splice import Body, save
    from talentapp.files.rosters.summary import summary

    choice = roster.choice
    columns = [_narrow(COLUMNS[code]) if roster.masked else COLUMNS[code] for code in choice.ordered]
    heads = [NUMBER, *((column.code, column.width, column.kind) for column in columns), *KEYS]
    agreed = [COLUMNS[code] for code in AGREED]
    agreed_heads = [NUMBER, *((column.code, column.width, column.kind) for column in agreed)]
    detailed = choice.has("detail") and len(roster.rows) > 0
    total = len(roster.rows) * (1 + detailed) + len(roster.active) + len(roster.ended)
    count = len(roster.rows)  # what is told, however many sheets have a line of a row
    done = 0

    def tick() -> None:
        nonlocal done
        if done % 100 == 0:
            progress(int(count * min(done / total, 1)), count)
        done += 1

    def body(heads: Sequence[tuple[str, float, str]], widths: Sequence[float], lines: Iterator[list[Value]]) -> Body:
        faces = [book.face(kind) for _, _, kind in heads]
        return Body(sheets.FIRST_ROW, len(heads), lines, height(widths, faces))

    def counted(lines: Iterator[list[Value]]) -> Iterator[list[Value]]:
        """Reports a pairing's first line only, so that the end is known: nobody has counted the reasons."""
        last: Value = None
        for line in lines:
            if line[0] != last:
                tick()
            last = line[0]
            yield line

    progress(0, count)
    book = sheets.Book(roster.made_at, words, SCHEMA)
    values: dict[str, Mapping[str, float]] = {}
    bodies: dict[str, Body] = {}
    if choice.has("summary"):
        first, last = sheets.FIRST_ROW, sheets.FIRST_ROW + max(len(roster.rows), 1) - 1
        sheet = quote_sheetname(words("roster-sheet-roster"))
        where = {
            code: f"{sheet}!${letter}${first}:${letter}${last}"
            for letter, (code, _, _) in zip(map(get_column_letter, range(1, 99)), heads, strict=False)
        }
        values[words("roster-sheet-summary")] = summary(book, roster, roster.tally or Tally.of(roster.rows), where)
    editable = EDITABLE if roster.masked else EDITABLE | CONTACT
    marks = _marks(columns, roster.masked, words, len(roster.rows))
    widths = sheets.table(book, roster, "roster", heads, len(roster.rows), editable, marks)
    # What takes longest is reading a pairing's reasons, and so it is done once: their sheet comes after this one.
    aside = Aside[list[Value]]() if detailed else None
    bodies[words("roster-sheet-roster")] = body(heads, widths, counted(_rows(roster.rows, columns, words, aside)))
    if aside is not None:
        widths = sheets.table(book, roster, "detail", DETAIL, None)
        bodies[words("roster-sheet-detail")] = body(DETAIL, widths, counted(iter(aside)))
    for name in ("active", "due", "ended"):
        if not choice.has(name) or name in roster.empty:
            continue
        if name == "due":
            widths = sheets.table(book, roster, "due", DUE, len(roster.due))
            lines = due_lines(roster.due, words, roster.made_at.date(), sheets.FIRST_ROW)
            bodies[words("roster-sheet-due")] = body(DUE, widths, lines)
        else:
            rows = roster.active if name == "active" else roster.ended
            widths = sheets.table(book, roster, name, agreed_heads, len(rows))
            bodies[words(f"roster-sheet-{name}")] = body(agreed_heads, widths, counted(_plain(rows, agreed, words)))
    sheets.codes(book, roster)
    if choice.has("notes"):
        sheets.notes(book, roster, columns, editable)
    with aside if aside is not None else nullcontext():
        save(book.workbook, path, roster.made_at, bodies, values, words("roster-cut"), lambda: progress(count, count))


def _narrow(column: Column) -> Column:
    return replace(column, width=_MASKED.get(column.code, column.width))


def _marks(columns: Sequence[Column], masked: bool, words: Says, rows: int) -> dict[str, str]:
    codes = [column.code for column in columns]
    return {code: code for code in codes} | {
        "number": labels_of_states(words, rows),
        "key": f"{MARK}/{SCHEMA}/{'masked' if masked else 'full'}",
        "seal": ",".join(codes),
    }


def _rows(
    rows: Rows, columns: Sequence[Column], words: Says, aside: Aside[list[Value]] | None
) -> Iterator[list[Value]]:
    for number, row in enumerate(rows, 1):
        if aside is not None:
            aside.add(detail_of(number, row, words))
        values = [column.value(row, words) for column in columns]
        yield [number, *values, row.key, seal_of(values)]


def _plain(rows: Rows, columns: Sequence[Column], words: Says) -> Iterator[list[Value]]:
    for number, row in enumerate(rows, 1):
        yield [number, *(column.value(row, words) for column in columns)]
