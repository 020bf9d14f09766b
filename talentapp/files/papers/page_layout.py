"""From the characters of a PDF page to lines in reading order: columns, side bars and tables."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from talentapp.domain.papers import Line
from talentapp.files.papers.line_ends import BULLET, FRESH, joins_on
from talentapp.files.papers.page_rows import WIDE, Row, Segment, cells_of, rows_of
from talentapp.files.papers.page_tables import Grid, grids
from talentapp.files.papers.paper_child import Char, Rule
from talentapp.files.words.headings import section_of
from talentapp.files.words.periods import periods

_PAGE_NUMBER = re.compile(
    r"(?:page|seite|第|p\.)?\s*\d{1,3}\s*(?:页|頁)?\s*(?:(?:of|/|von|共|，共|,共)\s*\d{1,3}\s*(?:页|頁)?)?", re.I
)


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
                joins = after is not None and joins_on(row, after, rows)
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
        for segment in cells_of(characters, upright):
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
        inside = [(column, rows_of(cells[(band, column)])) for b, column in sorted(cells) if b == band]
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
        wide = WIDE.match(segment.text) and WIDE.search(text[-1])
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
        yield rows_of(segments)
        return
    x, top, bottom = cut
    inside = [s for s in segments if top <= s.base <= bottom]
    yield from _ordered([s for s in segments if s.base < top], depth + 1)
    yield from _ordered([s for s in inside if s.left < x], depth + 1)
    yield from _ordered([s for s in inside if s.left >= x], depth + 1)
    yield from _ordered([s for s in segments if s.base > bottom], depth + 1)


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
    heads_left = sum(section_of(s.text) is not None for s in left)
    heads_right = sum(section_of(s.text) is not None for s in right)
    if few is left and aligned > 0.9 and min(heads_left, heads_right) < 2:
        return 0.0  # labels of what stands beside them
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
