"""Where in a sheet the table is: its header row or rows, what each column means, and which rows hold records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
    score: float
    unread: list[str] = field(default_factory=list)  # headings that mean nothing to us

    def has(self, *targets: str) -> bool:
        """Whether one of these targets has a column."""
        return any(column.heading.target in targets for column in self.columns)

    @property
    def complete(self) -> bool:
        """Whether the columns without which no record can be made are there."""
        return self.has(*REQUIRED[self.kind])


def find(sheet: Sheet, kind: Kind | None = None) -> Table | None:
    """The best table of the sheet, of this kind or of any; None where no row looks like a header."""
    over = _covering(sheet)
    best: Table | None = None
    for row in range(min(len(sheet.rows), _LOOK)):
        for deep in (1, 2):
            if row + deep > len(sheet.rows):
                continue
            labels = _labels(sheet, over, row, deep)
            if sum(bool(label) for label in labels) < 2:
                continue
            for each in KINDS if kind is None else (kind,):
                table = _table(sheet, each, labels, row + deep)
                if deep == 2:
                    table.score -= 0.6  # a second row must bring something
                if len({column.heading.target for column in table.columns}) < 2 or table.score < 1.6:
                    continue
                if best is None or table.score > best.score + 0.01:
                    best = table
    return best


def _covering(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell under a merge among the first rows, the cell whose value it shows."""
    return {
        (row, column): (top, left)
        for top, left, bottom, right in sheet.merged
        if top < _LOOK
        for row in range(top, min(bottom, _LOOK) + 1)
        for column in range(left, min(right, left + 200) + 1)
        if (row, column) != (top, left)
    }


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


def _table(sheet: Sheet, kind: Kind, labels: list[tuple[str, ...]], first: int) -> Table:
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
    table = Table(sheet, kind, kept, first, score, unread)
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


@dataclass(frozen=True)
class BodyRow:
    """A row below the header that holds a record, and the section that it stands in."""

    row: int
    section: str


def body(table: Table) -> Iterator[BodyRow]:
    """The rows that hold records: no sections, totals, examples, repeated headers, signatures or notes."""
    sheet = table.sheet
    section = ""
    places = [column.place for column in table.columns if column.heading.target != "row_number"]
    for row in range(table.first, len(sheet.rows)):
        cells = sheet.rows[row]
        filled = [shown(cell).strip() for cell in cells if cell is not None and shown(cell).strip()]
        if not filled or all(_empty(sheet, row, place) for place in places):
            if filled and len(filled) == 1 and not _aside(filled):
                section = filled[0]
            continue
        if _aside(filled) or _repeats_header(table, cells):
            continue
        if len(set(filled)) == 1 and len(places) > 2 and _is_section(table, row, filled[0]):
            section = filled[0]
            continue
        yield BodyRow(row, section)


def _empty(sheet: Sheet, row: int, place: int) -> bool:
    cell = sheet.cell(row, place)
    if cell is None and ((row, place) in sheet.unvalued or (row, place) in sheet.errors):
        return False
    return cell is None or not shown(cell).strip()


def _aside(filled: list[str]) -> bool:
    first = folded(filled[0])
    second = folded(filled[1]) if len(filled) > 1 else ""
    if _TOTAL.match(first) or (_TOTAL.match(second) and len(filled) <= 6):
        return True
    if _EXAMPLE.match(first) or _EXAMPLE.match(second):
        return True
    return bool(_FOOT.match(first)) and len(filled) <= 4


def _repeats_header(table: Table, cells: list[Cell]) -> bool:
    """A row of which most cells are headings: the header again on a new page, or in a second language."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    known = [heading(cell, table.kind) for cell in texts if len(cell) < 40]
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
