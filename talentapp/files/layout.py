"""Where in a sheet the table is: its header row or rows, what each column means, and which rows hold records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.terms import Kind
from talentapp.files.cells import Cell, shown
from talentapp.files.headers import REQUIRED, Heading, heading
from talentapp.files.opening import Sheet

_LOOK = 60  # rows in which a header is looked for
KINDS = (Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS)


@dataclass(frozen=True)
class Column:
    """A column that was understood."""

    place: int  # from 0
    heading: Heading
    written: str


@dataclass
class Table:
    """A table found in a sheet."""

    sheet: Sheet
    kind: Kind
    columns: list[Column]
    first: int  # the first row below the header
    last: int  # the row behind the last
    score: float
    unread: list[str] = field(default_factory=list)  # headings that mean nothing to us

    def has(self, *targets: str) -> bool:
        """Whether one of these targets has a column."""
        return any(column.heading.target in targets for column in self.columns)

    @property
    def complete(self) -> bool:
        """Whether the columns without which no record can be made are there."""
        return self.has(*REQUIRED[self.kind])


def tables(sheet: Sheet) -> list[Table]:
    """Every table of the sheet, for each kind that its header may be of. Tables may stand below each other."""
    over = _covering(sheet)
    starts = _starts(sheet)
    found = []
    for start, stop in zip(starts, [*starts[1:], len(sheet.rows)], strict=True):
        found += [table for kind in KINDS if (table := _find(sheet, kind, over, start, stop))]
    return found


def _starts(sheet: Sheet) -> list[int]:
    """The first row, and each further row that is the header of another table than the one above."""
    starts, above = [0], frozenset[str]()
    previous = -9
    for row, cells in enumerate(sheet.rows):
        texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
        if len(texts) < 3 or any(len(text) > 24 for text in texts) or _numbers(cells):
            continue
        for kind in KINDS:
            known = [found.target for text in texts if (found := heading(text, kind)) and found.surety >= 0.9]
            if len(set(known)) >= 3 and len(known) * 5 >= len(texts) * 4 and set(known) & set(REQUIRED[kind]):
                if above and frozenset(texts) != above and row - previous > 2:
                    starts.append(row)
                above, previous = frozenset(texts), row
                break
    return starts


def _numbers(cells: list[Cell]) -> bool:
    return any(isinstance(cell, (int, float, date)) for cell in cells)


def _covering(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell under a merge that a header may have, the cell whose value it shows."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in sheet.merged
        for row in range(top, min(bottom, top + 3) + 1)
        for column in range(left, min(right, left + 200) + 1)
        if (row, column) != (top, left)
    }


def _find(
    sheet: Sheet, kind: Kind, over: dict[tuple[int, int], tuple[int, int]], start: int, stop: int
) -> Table | None:
    """The best table of this kind whose header is among the first rows from `start`, or None."""
    best: Table | None = None
    for row in range(start, min(stop, start + _LOOK)):
        for deep in (1, 2):
            if row + deep > stop:
                continue
            labels = _labels(sheet, over, row, deep)
            if sum(bool(label) for label in labels) < 2:
                continue
            table = _table(sheet, kind, labels, row + deep, stop)
            if deep == 2:
                table.score -= 0.6  # a second row must bring something
            if len({column.heading.target for column in table.columns}) < 2 or table.score < 1.6:
                continue
            if best is None or table.score > best.score + 0.01:
                best = table
    return best


def _labels(sheet: Sheet, over: dict[tuple[int, int], tuple[int, int]], row: int, deep: int) -> list[tuple[str, ...]]:
    """For each column the heading's texts, from above to below, without repeats."""
    width = max(len(cells) for cells in sheet.rows[row : row + deep])
    labels: list[tuple[str, ...]] = []
    for column in range(width):
        texts: list[str] = []
        for line in range(row, row + deep):
            place = over.get((line, column), (line, column))
            value = sheet.cell(*place) if place[0] < len(sheet.rows) else None
            written = shown(value).strip() if isinstance(value, str) else ""
            if written and written not in texts:
                texts.append(written)
        labels.append(tuple(texts))
    return labels


def _table(sheet: Sheet, kind: Kind, labels: list[tuple[str, ...]], first: int, last: int) -> Table:
    found: list[Column] = []
    unread: list[str] = []
    for place, texts in enumerate(labels):
        known = _meaning(texts, kind)
        written = " ".join(texts[-1].split()) if texts else ""
        if known:
            found.append(Column(place, known, written))
        elif written:
            unread.append(written)
    # a heading read by likeness gives way to one that names its field exactly
    sure = {column.heading.target for column in found if column.heading.surety >= 0.8}
    kept = [c for c in found if c.heading.surety >= 0.8 or c.heading.target not in sure]
    unread += [column.written for column in found if column not in kept]
    best: dict[str, float] = {}
    for column in kept:
        if column.heading.target not in ("row_number", "notes"):
            best[column.heading.target] = max(best.get(column.heading.target, 0.0), column.heading.surety)
    score = sum(best.values()) - 0.15 * len(unread)
    table = Table(sheet, kind, kept, first, last, score, unread)
    if table.complete:
        table.score += 1.0
    return table


def _meaning(texts: tuple[str, ...], kind: Kind) -> Heading | None:
    if not texts:
        return None
    known = heading(texts[-1], kind)
    if len(texts) == 1 or (known and known.surety >= 0.8 and known.target not in ("contact", "name")):
        return known
    return heading("".join(texts), kind) or known or heading(texts[0], kind)


_TOTAL = re.compile(
    r"^(?:合计|总计|小计|共计|总人数|汇总|本页|total|subtotal|sum|grand ?total|count)(?:\b|[:：\s(人项共\d]|$)", re.I
)
_FOOT = re.compile(
    r"^(?:注|备注|说明|附注|填表说明|填报说明|制表|填表|审核|经办|负责人签|签字|签章|盖章|日期|联系人|数据来源|资料来源|来源|"
    r"单位盖章|单位[(]盖章[)]|第.{1,4}页|以上|以下空白|note|notes|source|signature|signed|prepared by|approved by|"
    r"checked by|date|remark|remarks|\*|※|—+以下)\s*(?:[\d一二三]*\s*[:：、.．)]|人|表|$|[(]|\s)",
    re.I,
)
_EXAMPLE = re.compile(
    r"^(?:示例|范例|样例|例|例如|填写示例|举例|example|e\.g\.|sample)(?:\b|[:：\s\d(]|$|行|数据)", re.I
)


_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第.{1,3}[批组类部]|[ivxIVX]+\.|[A-Z][.、]"
)


_TO_DELETE = re.compile(
    r"[示样范]例行|填写[示样范]例|此行.{0,6}(?:示例|删除)|example row|sample row|delete this row", re.I
)
_NOTES_BEGIN = re.compile(
    r"^(?:注|备注|说明|附注|填表说明|填报说明|填写说明|填表须知|注意事项|notes?|remarks?|instructions)\s*[:：.]?", re.I
)


@dataclass(frozen=True)
class BodyRow:
    """A row below the header that holds a record, and the section that it stands in."""

    row: int
    section: str


def body(table: Table) -> Iterator[BodyRow]:
    """The rows that hold records: no sections, totals, examples, repeated headers, signatures or notes."""
    sheet = table.sheet
    section = ""
    noting = False  # below the heading of the notes, lines of a single text are notes too
    places = [column.place for column in table.columns if column.heading.target != "row_number"]
    for row in range(table.first, table.last):
        cells = sheet.rows[row]
        filled = [shown(cell).strip() for cell in cells if cell is not None and shown(cell).strip()]
        if not filled:
            continue
        single = len(set(filled)) == 1
        noting = noting or (single and _NOTES_BEGIN.match(folded(filled[0])) is not None)
        if _aside(filled) or _repeats_header(table, cells) or (single and noting):
            continue
        if all(_empty(sheet, row, place) for place in places):
            section = filled[0] if single else section
        elif single and len(places) > 2 and _is_section(table, row, filled[0]):
            section = filled[0]
        else:
            yield BodyRow(row, section)


def _empty(sheet: Sheet, row: int, place: int) -> bool:
    cell = sheet.cell(row, place)
    if cell is None and ((row, place) in sheet.unvalued or (row, place) in sheet.errors):
        return False
    return cell is None or not shown(cell).strip()


def _aside(filled: list[str]) -> bool:
    """Whether a row is a total, an example, a signature or a note."""
    first, second = folded(filled[0]), folded(filled[1]) if len(filled) > 1 else ""
    if _TOTAL.match(first) or (_TOTAL.match(second) and len(filled) <= 6):
        return True
    if _EXAMPLE.match(first) or _EXAMPLE.match(second) or _TO_DELETE.search("\n".join(filled)):
        return True
    if not _FOOT.match(first):
        return False
    return len(filled) <= 4 or sum(bool(_FOOT.match(folded(cell))) for cell in filled) >= 2


def _repeats_header(table: Table, cells: list[Cell]) -> bool:
    """A row of which most cells are headings: the header again on a new page, or in a second language."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    named = [column.place for column in table.columns if column.heading.target in REQUIRED[table.kind]]
    if _numbers(cells) or any(len(cell) > 60 for cell in texts):
        return False
    at = next((cells[place] for place in named if place < len(cells) and isinstance(cells[place], str)), None)
    if at is None or not (known_at := heading(str(at), table.kind)) or known_at.target not in REQUIRED[table.kind]:
        return False  # asked first, since it is asked of every row
    known = [heading(cell, table.kind) for cell in texts]
    sure = sum(1 for each in known if each and each.surety >= 0.9)
    return sure >= 2 and (sure == len(texts) or (sure >= 3 and sure * 5 >= len(texts) * 3))


def _is_section(table: Table, row: int, written: str) -> bool:
    """A row with one text: a section if it is merged across, counted as one, or stands where no record would."""
    sheet = table.sheet
    if any(top <= row <= bottom and right - left >= 2 for top, left, bottom, right in sheet.merged if top <= row):
        return True
    required = [c.place for c in table.columns if c.heading.target in REQUIRED[table.kind]]
    place = next(i for i, cell in enumerate(sheet.rows[row]) if cell is not None and shown(cell).strip())
    numbered = _NUMBERED.match(written)
    if numbered or (place not in required and place == 0):
        return True
    if place not in required:
        return False
    long = len(squeezed(written)) > 14 and re.search(r"[，。；：]|\s\w+\s\w+\s\w+\s", written)
    return bool(long)
