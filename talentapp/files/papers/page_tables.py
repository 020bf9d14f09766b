"""Tables on a page, found by the lines that are drawn around their cells."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from talentapp.files.papers.paper_child import Rule

_NEAR = 3.0  # points between two lines that count as one


@dataclass(frozen=True)
class Grid:
    """A table: its horizontal and vertical lines, each (position, from, to)."""

    across: tuple[tuple[float, float, float], ...]
    down: tuple[tuple[float, float, float], ...]
    top: float
    bottom: float

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Band and column of a point, or None outside the table; a merged cell has the column of its left edge."""
        ys = sorted({position for position, _, _ in self.across})
        band = bisect_right(ys, y)
        if band == 0 or band == len(ys):
            return None
        xs = sorted({position for position, begin, end in self.down if begin - _NEAR <= y <= end + _NEAR})
        column = bisect_right(xs, x)
        if column == 0 or column == len(xs):
            return None
        # a line that does not reach over this column does not end its cells
        while band > 1 and not self._ruled(ys[band - 1], x):
            band -= 1
        return band, column

    def _ruled(self, y: float, x: float) -> bool:
        return any(
            abs(position - y) < 0.01 and begin - _NEAR <= x <= end + _NEAR for position, begin, end in self.across
        )


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of a page, from top to bottom: lines that touch, at least three across and two down."""
    groups: list[list[Rule]] = []
    for rule in rules[:3000]:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule]
        for group in touching:
            merged += group
            groups.remove(group)
        groups.append(merged)
    made = []
    for group in groups:
        across = _positions([(r[1], r[0], r[2]) for r in group if r[2] - r[0] > r[3] - r[1]])
        down = _positions([(r[0], r[1], r[3]) for r in group if r[3] - r[1] >= r[2] - r[0]])
        ys, xs = {p for p, _, _ in across}, {p for p, _, _ in down}
        if len(ys) >= 3 and len(xs) >= 3:
            made.append(Grid(tuple(across), tuple(down), min(ys), max(ys)))
    return sorted(made, key=lambda grid: grid.top)


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one[0] <= other[2] + _NEAR
        and other[0] <= one[2] + _NEAR
        and one[1] <= other[3] + _NEAR
        and other[1] <= one[3] + _NEAR
    )


def _positions(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at almost the same position, at the same."""
    made: list[tuple[float, float, float]] = []
    at = -1e9
    for position, begin, end in sorted(lines):
        if position - at > _NEAR:
            at = position
        made.append((at, begin, end))
    return made
