"""From the characters of a PDF page to lines in reading order: rows, columns and side bars, and where text goes on."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from talentapp.domain.folding import compatible
from talentapp.domain.papers import Line
from talentapp.files.papers.page_tables import Grid, grids
from talentapp.files.papers.paper_child import Char, Rule
from talentapp.files.words.headings import section_of
from talentapp.files.words.marks import (
    BODY,
    BODY_AT_END,
    DEGREE,
    DUTY,
    POST,
    POST_AT_END,
    SCHOOL,
    SHORT_LABELS,
)  # fmt: skip
from talentapp.files.words.periods import periods

_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
BULLET = re.compile(
    r"^\s*(?:[•●○■□◆◇▪▫▸►▶➢➤✓√‣⁃∙·‧・\uf0b7\uf0a7\uf0d8\uf06c\uf06e\uf076*]|[-–—](?=\s)|[oO](?=\s[A-Z])|"
    r"[(（]?\d{1,2}[)）.．、](?!\d)|[①-⑳])\s*"
)
FRESH = re.compile(
    r"(?:19|20)\d\d\s?(?:[年./:：-]|\s?[-–—~至]\s?(?:19|20|present|now|至今|迄今|今))|"
    r"\S+@\S+\.\w{2}|[^\s:：]{1,14}\s?[:：](?!//)|[A-Z][A-Za-z ]{1,20}:\s",
    re.I,
)
"""The beginning of a line that goes on with nothing: a time, a label, or an address."""
_TAB, _UNSPACED, _SPACE, _SPACE_WIDE, _SPACE_CLOSE = 1.5, 0.9, 0.14, 0.55, 0.22  # gaps in sizes of the type
_ALIGNED, _ALIGNED_ROWS = 0.75, 4  # a lesser gap is a tab where so many rows go on at the same place
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|第|p\.)?\s*\d{1,3}\s*(?:页|頁)?\s*(?:(?:of|/|von|共|，共|,共)\s*\d{1,3}\s*(?:页|頁)?)?", re.I
)


@dataclass
class Segment:
    """Characters of a row without a wide gap: one cell."""

    text: str
    edges: list[float]
    base: float
    top: float
    size: float
    bold: bool

    @property
    def left(self) -> float:
        """The left edge."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.edges[-1]


@dataclass
class Row:
    """Segments on one baseline."""

    segments: list[Segment] = field(default_factory=list)

    @property
    def base(self) -> float:
        """The baseline."""
        return self.segments[0].base

    @property
    def right(self) -> float:
        """The right edge of its last segment."""
        return self.segments[-1].right

    @property
    def left(self) -> float:
        """The left edge of its first segment."""
        return self.segments[0].left

    @cached_property
    def size(self) -> float:
        """The largest type in it."""
        return max(segment.size for segment in self.segments)


def lines(pages: Iterable[tuple[float, float, Sequence[Char], Sequence[Rule]]]) -> list[Line]:
    """All lines of all pages, in reading order; page numbers and repeated heads and feet are left out."""
    found: list[Line] = []
    block = 0
    for number, kept, rules in _without_edges(pages):
        at = 0
        for rows in _around_tables(kept, grids(rules)):
            block += 1
            for place, row in enumerate(rows):
                at += 1
                after = rows[place + 1] if place + 1 < len(rows) else None
                joins = after is not None and _joins(row, after, rows)
                found.append(_line(row, number, at, block, joins))
    return found


def _without_edges(
    pages: Iterable[tuple[float, float, Sequence[Char], Sequence[Rule]]],
) -> Iterator[tuple[int, list[Segment], Sequence[Rule]]]:
    """The pages by number, with their cells but for page numbers and for heads and feet that stand on several pages;
    the first page keeps its head, which may be all that names the person."""
    divided: list[tuple[list[tuple[Segment, tuple[str, int] | None]], Sequence[Rule]]] = []
    times = Counter[tuple[str, int]]()
    for _width, height, characters, rules in pages:
        upright = [rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]
        kept: list[tuple[Segment, tuple[str, int] | None]] = []
        for segment in _segments(characters, upright):
            text = " ".join(segment.text.split())
            head, foot = segment.base < height * 0.09, segment.base > height * 0.88
            if (head or foot) and _PAGE_NUMBER.fullmatch(text):
                continue
            key = (re.sub(r"\d+", "#", text), round(segment.base / 6)) if head or foot else None
            if key:
                times[key] += 1
            kept.append((segment, None if head and not divided else key))
        divided.append((kept, rules))
    for number, (cells, rules) in enumerate(divided, 1):
        yield number, [segment for segment, key in cells if key is None or times[key] == 1], rules


def _segments(characters: Sequence[Char], upright: Sequence[Rule]) -> Iterator[Segment]:
    rows: list[list[Char]] = []
    for char in sorted(characters, key=lambda char: char[3]):
        row = next((r for r in reversed(rows[-3:]) if abs(r[0][3] - char[3]) <= 0.3 * min(r[0][5], char[5])), None)
        if row is None:
            rows.append([char])
        else:
            row.append(char)
    for row in rows:
        row.sort(key=lambda char: char[1])
    spaced = sum(char[7] for char in characters) > 0.04 * len(characters)  # gaps without a space are another cell
    edges = _edges(rows)
    for row in rows:
        run: list[Char] = []
        for char in row:
            if run and char[0] == run[-1][0] and char[1] - run[-1][1] < 0.25 * max(run[-1][2] - run[-1][1], 0.1):
                continue  # drawn twice, to look bold
            if run:
                gap, size = char[1] - run[-1][2], max(min(char[5], run[-1][5]), 4)
                wide = _UNSPACED if spaced and not char[7] else _TAB
                if gap > _ALIGNED * size and round(char[1]) in edges:
                    wide = _ALIGNED
                if gap > wide * size:
                    wide += 2 * _letter_gap(row)
                if gap > wide * size or (gap > 1 and _ruled(upright, run[-1][2], char[1], char[3])):
                    yield from _segment(run)
                    run = []
            run.append(char)
        if run:
            yield from _segment(run)


def _edges(rows: Sequence[Sequence[Char]]) -> set[int]:
    """Where text begins again behind a gap in several rows: the left edge of a narrow column's neighbour."""
    begins: Counter[int] = Counter()
    for row in rows:
        least = _ALIGNED + 2 * _letter_gap(row)
        for before, char in pairwise(row):
            if char[1] - before[2] > least * max(min(char[5], before[5]), 4):
                begins[round(char[1])] += 1
    return {near for x, times in begins.items() if times >= _ALIGNED_ROWS for near in (x - 1, x, x + 1)}


def _ruled(upright: Sequence[Rule], left: float, right: float, base: float) -> bool:
    """Whether a line is drawn between two letters: they stand in two cells."""
    return any(left - 0.5 <= rule[0] <= right + 0.5 and rule[1] <= base <= rule[3] + 2 for rule in upright)


def _segment(run: list[Char]) -> Iterator[Segment]:
    text: list[str] = []
    edges: list[float] = []
    wider = _letter_spacing(run)
    between = _SPACE_CLOSE if _close(run) else _SPACE_WIDE
    for place, char in enumerate(run):
        if place:
            before = run[place - 1]
            gap = (char[1] - before[2]) / max(min(char[5], before[5]), 1)
            wide = bool(_WIDE.match(char[0])) + bool(_WIDE.match(before[0]))  # of 1, a program may set them apart
            apart = gap > (_SPACE, 0.35, between)[wide] or (char[7] and gap > 0.02)
            if wider is not None:
                apart = gap > wider
            if apart:
                text.append(" ")
                edges.append(before[2])
        piece = compatible(char[0]) if _COMPATIBLE.match(char[0]) else char[0]
        for number, letter in enumerate(piece):
            text.append(letter)
            edges.append(char[1] + (char[2] - char[1]) * number / len(piece))
    edges.append(run[-1][2])
    written = "".join(text)
    if written.strip():
        visible = [char for char in run if char[0].strip()]
        yield Segment(
            written,
            edges,
            median(char[3] for char in run),
            min(char[4] for char in run),
            median(char[5] for char in run),
            all(char[6] for char in visible),
        )


def _close(run: Sequence[Char]) -> bool:
    """Whether the wide characters of a run stand as close as they can, so that a lesser gap tells two words apart."""
    gaps = [
        (char[1] - before[2]) / max(min(char[5], before[5]), 1)
        for before, char in pairwise(run)
        if _WIDE.match(before[0]) and _WIDE.match(char[0])
    ]
    return len(gaps) > 3 and sum(gap < 0.05 for gap in gaps) >= 0.7 * len(gaps)


def _letter_spacing(run: list[Char]) -> float | None:
    """The gap that parts words, in sizes, where all letters of a run stand apart (E X P E R I E N C E)."""
    return _letter_gap(run) * 1.7 or None


def _letter_gap(run: Sequence[Char]) -> float:
    """The gap between the letters of a run, in sizes, where they are set apart; else 0."""
    if len(run) < 4 or any(_WIDE.match(char[0]) for char in run):
        return 0.0
    usual = median((b[1] - a[2]) / max(min(a[5], b[5]), 1) for a, b in pairwise(run))
    return usual if usual > 0.12 else 0.0


def _around_tables(segments: list[Segment], tables: Sequence[Grid]) -> Iterator[list[Row]]:
    """The blocks of a page; a table with drawn lines is read cell by cell, whatever stands beside or around it."""
    if not tables:
        yield from _ordered(segments, 0)
        return
    table = tables[0]
    cells: dict[tuple[int, int], list[Segment]] = {}
    above: list[Segment] = []
    below: list[Segment] = []
    for segment in segments:
        place = table.cell((segment.left + segment.right) / 2, segment.base - 0.3 * segment.size)
        if place is not None:
            cells.setdefault(place, []).append(segment)
        else:
            (above if segment.base < (table.top + table.bottom) / 2 else below).append(segment)
    if len(cells) < 4:
        yield from _around_tables(segments, tables[1:])
        return
    yield from _around_tables(above, tables[1:])
    for band in sorted({row for row, _ in cells}):
        inside = [(column, _rows(cells[(band, column)])) for b, column in sorted(cells) if b == band]
        if any(_long(rows) for _, rows in inside):
            for _, rows in inside:
                yield from _ordered([s for row in rows for s in row.segments], 5)
        else:
            yield [Row([_merged(rows) for _, rows in inside])]
    yield from _around_tables(below, tables[1:])


def _long(rows: Sequence[Row]) -> bool:
    """Whether a cell holds a text of its own, not a name or a date that had to break."""
    text = sum(len(segment.text) for row in rows for segment in row.segments)
    starts = any(
        (FRESH.match(after) or BULLET.match(after)) and not re.search(r"[-–—~～至]$", before)
        for before, after in pairwise(row.segments[0].text for row in rows)
    )
    return len(rows) > 1 and (starts or text > 90 or any(len(row.segments) > 1 for row in rows))


def _merged(rows: Sequence[Row]) -> Segment:
    """The lines of a narrow cell as one segment."""
    first = rows[0].segments[0]
    text, edges = first.text, list(first.edges)
    for segment in [s for row in rows for s in row.segments][1:]:
        wide = _WIDE.match(segment.text) and _WIDE.search(text[-1])
        address = re.search(r"\S*@\S*$", text) and not re.search(r"@\S+\.[a-z]{2,}$", text)
        local = re.fullmatch(r"[a-z0-9._+-]{4,}", text) and re.match(r"[a-z0-9._+-]*@", segment.text)
        rest = re.search(r"@\S+$", text) and re.fullmatch(r"(?!or|and|tel|fax|mob|qq)[a-z]{1,5}", segment.text)
        broken = re.search(r"[\d-]{6,}$", text) and segment.text[:1].isdigit()
        if not (wide or address or local or rest or broken or text.endswith("-")):
            text += " "
            edges.append(edges[-1])
        text += segment.text
        edges[-1:] = [edges[-1]] * len(segment.text) + [edges[-1]]
    return Segment(text, edges, first.base, first.top, first.size, first.bold)


def _ordered(segments: list[Segment], depth: int) -> Iterator[list[Row]]:
    """The blocks of a region, each as rows from top to bottom."""
    if not segments:
        return
    cut = _column_cut(segments) if depth < 6 else None
    if cut is None:
        yield _rows(segments)
        return
    x, top, bottom = cut
    inside = [s for s in segments if top <= s.base <= bottom]
    yield from _ordered([s for s in segments if s.base < top], depth + 1)
    yield from _ordered([s for s in inside if s.left < x], depth + 1)
    yield from _ordered([s for s in inside if s.left >= x], depth + 1)
    yield from _ordered([s for s in segments if s.base > bottom], depth + 1)


def _rows(segments: list[Segment]) -> list[Row]:
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: s.base):
        if rows and abs(rows[-1].base - segment.base) <= 0.3 * min(rows[-1].segments[0].size, segment.size):
            rows[-1].segments.append(segment)
        else:
            rows.append(Row([segment]))
    for row in rows:
        row.segments.sort(key=lambda s: s.left)
        _mend_labels(row)
    return rows


def _mend_labels(row: Row) -> None:
    """A label that was spread over its cell (姓    名) is one word."""
    merged: list[Segment] = []
    for segment in row.segments:
        last = merged[-1] if merged else None
        if last and len(last.text) == 1 and _WIDE.match(last.text) and last.text + segment.text[:1] in SHORT_LABELS:
            last.text += segment.text
            last.edges = last.edges[:-1] + segment.edges
        else:
            merged.append(segment)
    row.segments = merged


def _column_cut(segments: list[Segment]) -> tuple[float, float, float] | None:
    """Where a region falls into two columns: x of the gutter, and the first and last baseline of the stretch."""
    by_base = sorted(segments, key=lambda s: s.base)
    lefts = sorted({round(s.left) for s in segments})
    span = max(s.right for s in segments) - min(s.left for s in segments)
    origin = min(s.left for s in segments)
    best: tuple[float, tuple[float, float, float]] | None = None
    for left in lefts:
        x = left - 2.0
        if not 0.12 * span < x - origin < 0.92 * span:
            continue
        if sum(abs(s.left - left) <= 1.5 for s in segments) < 3:
            continue
        run: list[Segment] = []
        across = [s.base for s in by_base if s.left < x - 1 and s.right > x - 4]
        for segment in [*by_base, None]:
            if segment is not None and not _beside(segment, across):
                run.append(segment)
                continue
            if run and (value := _column_value(run, x)) and (best is None or value > best[0]):
                best = value, (x, run[0].base, run[-1].base)
            run = []
    return best[1] if best else None


def _beside(segment: Segment, bases: Sequence[float]) -> bool:
    """Whether a segment stands on one of some baselines, which are given from top to bottom."""
    at = bisect_left(bases, segment.base - 0.3 * segment.size)
    return at < len(bases) and bases[at] < segment.base + 0.3 * segment.size


def _column_value(run: list[Segment], x: float) -> float:
    """How much a stretch without anything across x looks like two columns; 0 where it does not."""
    left = [s for s in run if s.left < x]
    right = [s for s in run if s.left >= x]
    if len(left) < 3 or len(right) < 3:
        return 0.0
    gutter = min(s.left for s in right) - max(s.right for s in left)
    if gutter < 6 or run[-1].base - run[0].base < 40:
        return 0.0
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    aligned = sum(any(abs(s.base - o.base) < 0.35 * s.size for o in many) for s in few) / len(few)
    if _times(left) > 0.4:
        return 0.0  # a history with its times at the left
    if few is left and aligned > 0.9:
        return 0.0  # labels of what stands beside them
    heads_left = sum(section_of(s.text) is not None for s in left)
    heads_right = sum(section_of(s.text) is not None for s in right)
    if not (heads_left and heads_right):
        if aligned > 0.6:
            return 0.0
        if heads_left and not heads_right and aligned > 0.4:
            return 0.0
    return min(sum(len(s.text) for s in left), sum(len(s.text) for s in right)) + 40.0 * bool(
        heads_left and heads_right
    )


def _times(segments: Sequence[Segment]) -> float:
    """The part of some cells that is times, but for headings."""
    cells = [segment.text for segment in segments if section_of(segment.text) is None]
    times = sum(
        bool(hits) and hits[0].span[1] - hits[0].span[0] > 0.6 * len(cell) for cell in cells for hits in [periods(cell)]
    )
    return times / max(len(cells), 1)


def _joins(row: Row, after: Row, rows: Sequence[Row]) -> bool:
    """Whether the text of a row goes on in the next: its first word would not have fitted here."""
    last, first, right = row.segments[-1], after.segments[0], max(one.right for one in rows)
    if len(after.segments) > 1 or abs(last.size - first.size) > 0.12 * last.size or last.bold != first.bold:
        return False
    if after.base - row.base > 2.0 * max(row.size, after.size):
        return False
    if BULLET.match(first.text) or FRESH.match(first.text) or section_of(first.text) is not None:
        return False
    if re.search(r"[a-zà-ÿ]-$", last.text) and first.text[:1].islower():
        return True
    if _OF_WHERE.search(last.text) and _KIND_OF_SCHOOL.match(first.text):
        return True
    if _other_line(last.text, first.text) or entry_each(last.text, first.text):
        return False
    if len(row.segments) > 1:
        if abs(first.left - last.left) > 3:
            full = last.right + first.edges[min(len(first.text.split(" ", 1)[0]), len(first.edges) - 1)] - first.left
            return abs(first.left - row.left) < 3 and full > right - 1.0 and _in_the_middle(last.text, first.text)
        if first.text[:1].isupper() and not _OPEN_END.search(last.text):
            return False  # a further line of the cell, such as what was done in a post
    word = 1 if _WIDE.match(first.text) else len(first.text.split(" ", 1)[0])
    needed = first.edges[min(word, len(first.edges) - 1)] - first.left
    space = 0.0 if _WIDE.match(first.text) else 0.25 * last.size
    if first.text[:1].islower() and len(last.text) > 30 and re.search(r"[\w,]$", last.text):
        return True
    alone = sum(one.right > 0.94 * right and abs(one.size - row.size) < 0.1 * row.size for one in rows) < 2
    return last.right + space + needed > right - 1.0 and not (alone and first.text[:1].isupper())


def _in_the_middle(text: str, after: str) -> bool:
    """Whether a row that breaks at the margin does so within a number, behind a label or behind a word like "of"."""
    number = re.search(r"\d[\d-]*$", text) and re.fullmatch(r"[\d\s-]{3,}", after)
    return bool(number or text.endswith((":", "：")) or _OPEN_END.search(text))


def entry_each(text: str, after: str) -> bool:
    """Whether two lines are an entry each: a degree, or a time from until, in both."""
    if not re.search(r"[\d)）]$", text) or after[:1].islower():
        return False
    return all(DEGREE.search(one) for one in (text, after)) or all(
        any(time.is_range for time in periods(one)) for one in (text, after)
    )


def _other_line(text: str, after: str) -> bool:
    """Whether a line is of something else than the next: a short one names a degree or a post, and the next, as short,
    the school or the firm; one says when who was what, and the next what was done."""
    if DUTY.match(after) and (POST_AT_END.search(text) or BODY_AT_END.search(text)):
        return True
    if max(len(text), len(after)) > 60 or not after[:1].isupper() or re.search(r"(?:[,&-]|\b[a-z]{1,4})$", text):
        return False
    return (DEGREE.search(text) is not None and not SCHOOL.search(text) and SCHOOL.search(after) is not None) or (
        POST.search(text) is not None and not BODY.search(text) and BODY.search(after) is not None
    )


_OF_WHERE = re.compile(
    r"(?:^|[,(]\s*|\b(?:at|from|the)\s+)(?:[A-Z]\w+(?:ian|ish|ese|ean)|American|Catalan|Dutch|German|Swiss|Royal|National|Federal|Technical|Imperial|Catholic|"
    r"Swiss Federal|State)$"
)
"""An end of a line that can only be the first word of a name."""
_OPEN_END = re.compile(r"(?:[,;&-]|\b(?:für|der|des|von|of|and|the|in|for|at|de|du|TU|Universität|Institut))$")
"""An end of a line in a cell that the next goes on with, whatever its first letter."""
_KIND_OF_SCHOOL = re.compile(r"(?:University|Institute|College|Academy|School|Technical University|Polytechnic)\b")


def _line(row: Row, page: int, number: int, block: int, joins: bool) -> Line:
    text = ""
    edges: list[float] = []
    for segment in row.segments:
        if text:
            text += "\t"
            edges.append(edges.pop())
        text += segment.text
        if edges:
            edges[-1:] = [edges[-1], *segment.edges]
        else:
            edges = list(segment.edges)
    top = min(segment.top for segment in row.segments)
    bottom = max(max(segment.base + 0.25 * segment.size for segment in row.segments), top + 4)
    return Line(
        text=text,
        page=page,
        number=number,
        block=block,
        box=(edges[0], top, edges[-1], bottom),
        edges=tuple(round(edge, 1) for edge in edges),
        size=round(row.size, 1),
        bold=all(segment.bold for segment in row.segments),
        joins=joins,
    )
