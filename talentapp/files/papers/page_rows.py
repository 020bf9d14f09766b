"""From the characters of a page to cells, and from cells to rows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from talentapp.domain.folding import compatible
from talentapp.files.papers.paper_child import Char, Rule
from talentapp.files.words.marks import SHORT_LABELS

WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef]")
"""A character as wide as it is high."""
_COMPATIBLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_TAB, _UNSPACED, _SPACE, _SPACE_WIDE, _SPACE_CLOSE = 1.5, 0.9, 0.14, 0.55, 0.22  # gaps in sizes of the type
_FEW = 8  # characters of a cell that tell too little of how close they stand
_ALIGNED, _ALIGNED_ROWS = 0.75, 4  # a lesser gap is a tab where so many rows go on at the same place


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


def cells_of(characters: Sequence[Char], upright: Sequence[Rule]) -> Iterator[Segment]:
    """The cells of a page: characters that stand together on a baseline. A line drawn upright ends a cell."""
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
    edges, close = _edges(rows), _close(rows)
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
                    yield from _segment(run, close)
                    run = []
            run.append(char)
        if run:
            yield from _segment(run, close)


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


def _segment(run: list[Char], close: bool) -> Iterator[Segment]:
    """A cell; `close` says how characters stand on its page, for a cell of few."""
    text: list[str] = []
    edges: list[float] = []
    wider = _letter_spacing(run)
    few = len(run) <= _FEW
    closely = _SPACE_CLOSE if _close([run]) or (few and close) else _SPACE_WIDE
    for place, char in enumerate(run):
        between = _SPACE_WIDE if few and not 1 < place < len(run) - 1 else closely  # one character is set apart (姓 名)
        if place:
            before = run[place - 1]
            gap = (char[1] - before[2]) / max(min(char[5], before[5]), 1)
            wide = bool(WIDE.match(char[0])) + bool(WIDE.match(before[0]))  # of 1, a program may set them apart
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


def _close(runs: Iterable[Sequence[Char]]) -> bool:
    """Whether wide characters stand as close as they can, so that a lesser gap tells two words apart."""
    gaps = [
        (char[1] - before[2]) / max(min(char[5], before[5]), 1)
        for run in runs
        for before, char in pairwise(run)
        if WIDE.match(before[0]) and WIDE.match(char[0])
    ]
    return len(gaps) > 3 and sum(gap < 0.05 for gap in gaps) >= 0.7 * len(gaps)


def _letter_spacing(run: list[Char]) -> float | None:
    """The gap that parts words, in sizes, where all letters of a run stand apart (E X P E R I E N C E)."""
    return _letter_gap(run) * 1.7 or None


def _letter_gap(run: Sequence[Char]) -> float:
    """The gap between the letters of a run, in sizes, where they are set apart; else 0."""
    if len(run) < 4 or any(WIDE.match(char[0]) for char in run):
        return 0.0
    usual = median((b[1] - a[2]) / max(min(a[5], b[5]), 1) for a, b in pairwise(run))
    return usual if usual > 0.12 else 0.0


def rows_of(cells: Sequence[Segment]) -> list[Row]:
    """Cells by their baselines, from top to bottom."""
    rows: list[Row] = []
    for segment in sorted(cells, key=lambda s: s.base):
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
        if last and len(last.text) == 1 and WIDE.match(last.text) and last.text + segment.text[:1] in SHORT_LABELS:
            last.text += segment.text
            last.edges = last.edges[:-1] + segment.edges
        else:
            merged.append(segment)
    row.segments = merged
