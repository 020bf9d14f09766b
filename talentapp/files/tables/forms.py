"""Forms about one record each: every value to the right of its label, or behind it in the same cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.terms import Kind
from talentapp.files.tables.headers import NEVER, REQUIRED, Heading, foreign, heading
from talentapp.files.tables.opening import Sheet
from talentapp.files.tables.table import Column, Table
from talentapp.files.values.cells import Cell

LEAST = 4
"""As many labels tell a form, or a table that lies on its side, from a few words that happen to be headings."""
_ROWS = 3  # in which they stand: those of a table stand beside each other in one or two
_SURE = 0.9
_LONGEST = 40  # characters of a label
_SHORT = 8  # of one that nothing else can be told by
_LOOK = 60  # rows in which the first form is looked for
_MOST_ROWS = 2_000
_MOST_COLUMNS = 40
_MOST_TEXT = 2_000  # characters of a cell that is looked into for labels
_LABEL = re.compile(  # before a colon inside a cell: 邮箱, 姓 名, current employer
    r"(?:[\u3400-\u9fff](?:\s+[\u3400-\u9fff])+|[^\s,，;；|、a-zA-Z]+|[a-zA-Z-]+(?: [a-zA-Z-]+){0,3})\s*$"
)


_SENDER = re.compile(r"[填申]报单位\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s*([^:：()（）\s]+)")
_OFFICE = re.compile(r"(?:局|厅|廳|委|委员会|办公室|政府|处)$")
"""Who collects what others need: an office of the administration has no projects of its own."""


@dataclass(frozen=True)
class _Filled:
    """A label that was found, with its value."""

    row: int
    place: int  # of the label
    label: str
    known: Heading
    column: Column  # of the value


def label(cell: Cell, kind: Kind) -> Heading | None:
    """What a cell means that can only be a heading of this kind."""
    known = heading(cell, kind) if isinstance(cell, str) and len(cell) < _LONGEST else None
    return known if known and known.surety >= _SURE else None


def label_of_any_kind(cell: Cell) -> bool:
    """Whether a cell can only be a heading, be it one of which nothing is taken in (性别)."""
    if not isinstance(cell, str) or len(cell) >= _LONGEST:
        return False
    return any(label(cell, kind) for kind in REQUIRED) or (
        len(cell) < _SHORT and NEVER.search(folded(cell)) is not None
    )


def forms(sheet: Sheet, kind: Kind) -> list[Table]:
    """The forms of this kind that a sheet has: one, or as many as name a record anew, beside or below each other."""
    filled = list(_filled(sheet, kind, _LOOK))
    if not _form(sheet, kind, filled, filled):
        return []
    filled = list(_filled(sheet, kind, _MOST_ROWS))
    named = [each for each in filled if each.known.target in REQUIRED[kind]]
    again = [each for each in named if squeezed(each.label) == squeezed(named[0].label)]
    lefts = sorted({each.place for each in again})
    tops = [_top(sheet, row, {each.row for each in again}) for row in sorted({each.row for each in again})]
    if len(again) > 1 and len(again) <= len(lefts) * len(tops):
        parts = [
            [each for each in filled if top <= each.row < bottom and left <= each.place < right]
            for top, bottom in pairwise([*tops, len(sheet.rows)])
            for left, right in pairwise([*lefts, _MOST_COLUMNS])
        ]
        found = [_form(sheet, kind, part, filled) for part in parts if part]
        if len(found) > 1 and all(found):
            return [form for form in found if form]
    whole = _form(sheet, kind, filled, filled)
    return [whole] if whole else []


def _top(sheet: Sheet, row: int, named: set[int]) -> int:
    """The first row of the form whose record is named in this row: the one below an empty row."""
    top = row
    while top > 0 and top - 1 not in named and any(cell is not None for cell in sheet.rows[top - 1]):
        top -= 1
    return top if top == 0 or top - 1 not in named else row


def _filled(sheet: Sheet, kind: Kind, most: int) -> Iterator[_Filled]:
    """The labels with a value in the first rows, row by row."""
    ends = {(top, left): right for top, left, _, right in sheet.merged}
    for row, cells in enumerate(sheet.rows[:most]):
        if _heads(sheet, row, kind):
            continue
        for place, cell in enumerate(cells[:_MOST_COLUMNS]):
            if not isinstance(cell, str):
                continue
            beside = ends.get((row, place), place) + 1
            if known := label(cell, kind):
                if beside < len(cells) and cells[beside] is not None and not label_of_any_kind(cells[beside]):
                    yield _Filled(row, place, cell.strip(), known, Column(beside, known, cell.strip(), row))
            else:
                yield from _inside(cell, row, place, kind)


def banner_organisation(table: Table) -> str:
    """The organisation that a line above the table names (填报单位：…), or ""."""
    for row, cells in enumerate(table.sheet.rows[: table.first]):
        for place, cell in enumerate(cells):
            if not isinstance(cell, str):
                continue
            if (said := _SENDER.match(cell.strip())) and not _OFFICE.search(said[1]):
                return said[1].strip()
            for each in _inside(cell, row, place, Kind.PROJECTS):
                if each.known.target == "organisation":
                    return re.sub(r"\s*[(（][^()（）]*[)）]$", "", str(each.column.value(cell)))
    return ""


def _inside(cell: str, row: int, place: int, kind: Kind) -> Iterator[_Filled]:
    """The labels within a cell, each with what follows it: 姓名：张伟  电话：138…"""
    if len(cell) > _MOST_TEXT or not re.search("[:：]", cell):
        return
    found: list[tuple[int, int, str, Heading]] = []
    for colon in re.finditer("[:：]", cell):
        begin = found[-1][1] if found else 0
        if not (before := _LABEL.search(cell[begin : colon.start()])):
            continue
        words = [before.start(), *(before.start() + gap.end() for gap in re.finditer(r"\s+", before[0].rstrip()))]
        for at in words:
            written = cell[begin + at : colon.start()].strip()
            if known := label(written, kind):
                found.append((begin + at, colon.end(), written, known))
                break
    ends = [*(each[0] for each in found[1:]), len(cell)]
    for (_, begin, written, known), end in zip(found, ends, strict=False):
        column = Column(place, known, written, row, (begin, end))
        if column.value(cell):
            yield _Filled(row, place, written, known, column)


def _form(sheet: Sheet, kind: Kind, part: list[_Filled], every: list[_Filled]) -> Table | None:
    """The form that these labels make, or None. What stands where labels stand and is none that we know is not lost:
    it is read by likeness, or named among what was not understood."""
    columns: dict[str, Column] = {}
    for each in part:
        columns.setdefault(each.known.target, each.column)
    columns.pop("row_number", None)
    rows = {each.row for each in part}
    if len(columns) < LEAST or (len(rows) < _ROWS and not _told_in_cells(sheet, part)):
        return None
    taken = {(each.row, each.column.place) for each in every}
    unread: list[tuple[int, str]] = []
    for row in range(min(rows), max(rows) + 1):
        for place in sorted({each.place for each in part if each.column.part is None}):
            cell, beside = sheet.cell(row, place), sheet.cell(row, place + 1)
            if (row, place) in taken or not isinstance(cell, str) or beside is None or label(cell, kind):
                continue
            known = heading(cell, kind) if len(cell) < _LONGEST else None
            if known and known.target not in columns and not foreign(cell):
                columns[known.target] = Column(place + 1, known, cell.strip(), row)
            elif len(cell) < _LONGEST:
                unread.append((place, cell.strip()))
    first = next((each.row for each in part if each.known.target in REQUIRED[kind]), 0)
    form = Table(replace(sheet), kind, list(columns.values()), first, first + 1, float(len(columns)), unread)
    return form if form.complete else None


def _heads(sheet: Sheet, row: int, kind: Kind) -> bool:
    """Whether a row is the header of a table: several headings, by likeness at least, each right beside the next."""
    cells = sheet.rows[row][:_MOST_COLUMNS]
    known = [
        isinstance(cell, str) and len(cell) < _LONGEST and not cell[:1].isdigit() and heading(cell, kind) is not None
        for cell in cells
    ]
    return sum(one and other for one, other in pairwise(known)) >= _ROWS


def _told_in_cells(sheet: Sheet, part: list[_Filled]) -> bool:
    """Whether cells with labels in them are most of what stands in their rows: a mere note may name an address."""
    cells = {(each.row, each.place) for each in part if each.column.part}
    every = sum(cell is not None for row in {row for row, _ in cells} for cell in sheet.rows[row])
    return len(cells) * 2 > every
