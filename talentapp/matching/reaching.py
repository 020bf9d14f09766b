"""How far hubs can reach over their rows and columns: what `bounds` works with, for a batch of hubs at a time.

A triple scores x[hub, row] + y[hub, column] + z[row, column]; see `bounds`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentapp.matching.largest import largest

Ints = NDArray[np.intp]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

SLACK = np.float32(2e-6)  # similarities lie in -1..1 and weights sum to 1: many times the rounding of a float32 sum
BARRED = np.float32(-1e30)
LEAST_WEIGHT = 1e-20  # a weight of nought must not bring barred pairs back; this changes no score visibly
_DEPTH = 64  # the columns of a row that are among its peaks
_SHALLOW = 16  # those of them that mostly suffice
_PLACES = 1 << 17  # pairs at once: a millisecond or two
_ROWS = 64  # whose peaks are sought at once


@dataclass(frozen=True)
class Side:
    """What hubs have with one kind of partner: similarities (hubs, partners), what is allowed, and the weight."""

    similarity: Floats
    allowed: Bools
    weight: float

    def of(self, hubs: Ints) -> tuple[Floats, Bools]:
        """The weighted similarities of some hubs, nought where not allowed, and what is allowed."""
        allowed = np.ascontiguousarray(self.allowed[hubs])
        values = np.multiply(self.similarity[hubs], allowed, dtype=np.float32, order="C")
        values *= np.float32(max(self.weight, LEAST_WEIGHT))
        return values, allowed


class Reach:
    """The sides of a batch of hubs, less floors (rows,) and (columns,), and the bounds of all rows and columns."""

    def __init__(
        self,
        hubs: Ints,
        sides: tuple[Side, Side],
        best: tuple[Floats, Floats],
        row_floor: Floats | None,
        column_floor: Floats | None,
    ) -> None:
        self.hubs = hubs
        (self.x, self.x_allowed), (self.y, self.y_allowed) = (side.of(hubs) for side in sides)
        most = 1.0
        for values, floor in ((self.x, row_floor), (self.y, column_floor)):
            if floor is not None:
                values -= floor
                most += float(np.abs(floor).max(initial=0))
        self.slack = SLACK * np.float32(most)  # floors may be larger than scores, and rounding with them
        self.row_bound = self.x + best[0]
        self.column_bound = self.y + best[1]
        self.x_best: Floats = self.x.max(axis=1, initial=BARRED)
        self.y_best: Floats = self.y.max(axis=1, initial=BARRED)


class Near:
    """The rows and the columns with which hubs can reach a floor, hub by hub: their numbers, values and bounds."""

    def __init__(
        self,
        reach: Reach,
        rows: tuple[Ints, Ints, Floats, Floats],
        columns: tuple[Ints, Ints, Floats, Floats],
    ) -> None:
        self.reach = reach
        self.row_hub, self.row, self.x, self.row_bound = rows
        self.column_hub, self.column, self.y, self.column_bound = columns

    @classmethod
    def of(cls, reach: Reach, floor: Floats) -> "Near":
        """All that can reach a floor (hubs,)."""
        return cls(
            reach,
            _reaching(reach.row_bound, floor - reach.y_best, reach.x_allowed, reach.x),
            _reaching(reach.column_bound, floor - reach.x_best, reach.y_allowed, reach.y),
        )

    def reaching(self, floor: Floats) -> "Near":
        """Those that can reach a higher floor (hubs,)."""
        of_rows, of_columns = floor - self.reach.y_best, floor - self.reach.x_best
        rows = np.flatnonzero(self.row_bound >= of_rows[self.row_hub])
        columns = np.flatnonzero(self.column_bound >= of_columns[self.column_hub])
        return Near(
            self.reach,
            (self.row_hub[rows], self.row[rows], self.x[rows], self.row_bound[rows]),
            (self.column_hub[columns], self.column[columns], self.y[columns], self.column_bound[columns]),
        )

    @property
    def pairs(self) -> NDArray[np.float64]:
        """About how many pairs of each hub reach its floor: (hubs,)."""
        hubs = len(self.reach.hubs)
        rows, columns = (np.bincount(some, minlength=hubs) for some in (self.row_hub, self.column_hub))
        return np.asarray(rows * columns / 2, np.float64)

    @property
    def top(self) -> Floats:
        """What no triple of a hub can beat: (hubs,)."""
        top = np.full(len(self.reach.hubs), BARRED)
        np.maximum.at(top, self.row_hub, self.row_bound)
        return top + self.reach.y_best

    def stairs(self, hub: Ints, least: Floats) -> tuple["Runs", Ints, Floats]:
        """For rows of these hubs (rows,) the columns whose y is at least `least` (rows,), and some that just miss it.

        They are runs of places among the columns (second) and their y (third) by hub, best y first.
        """
        hubs = np.zeros(len(self.reach.hubs), np.bool_)
        hubs[hub] = True
        some = slice(None) if hubs.all() else np.flatnonzero(hubs[self.column_hub])
        column_hub, column, y = self.column_hub[some], self.column[some], self.y[some]
        apart = 4.0 * (1.0 + float(np.abs(y).max(initial=0)))  # one sort, by a key that keeps the hubs apart
        key = column_hub * apart - y
        order = np.argsort(key)
        key, column, y = key[order], column[order], y[order]
        first = np.searchsorted(key, np.arange(len(hubs)) * apart - apart / 2)
        end = hub * apart - np.clip(least, -apart / 2, apart / 2) + self.reach.slack
        count = np.searchsorted(key, end, side="right") - first[hub]
        return Runs(first[hub], np.maximum(count, 0)), column, y


@dataclass(frozen=True)
class Runs:
    """Runs of places that follow each other, (runs,) each: where they begin, and how long they are."""

    first: Ints
    count: Ints

    def places(self) -> Iterator[tuple[int, Ints, Ints]]:
        """All places, some runs at a time: the number of the first run, how long each is, and their places."""
        ends = np.cumsum(self.count)
        begin, done = 0, 0
        while begin < len(ends) and done < ends[-1]:
            end = max(begin + 1, int(np.searchsorted(ends, done + _PLACES, side="right")))
            count = self.count[begin:end]
            place = np.repeat(self.first[begin:end] - (ends[begin:end] - count - done), count)
            place += np.arange(len(place))
            yield begin, count, place
            begin, done = end, int(ends[end - 1])


@dataclass(frozen=True)
class Peaks:
    """The best columns of each row by z, side by side: columns and values, (rows, depth) each."""

    column: Ints
    value: Floats

    @classmethod
    def of(cls, grid: Floats) -> "Peaks | None":
        """The peaks of z (rows, columns); None where there are few columns more."""
        rows, columns = grid.shape
        if columns < 2 * _DEPTH:
            return None
        parts = [largest(grid[begin : begin + _ROWS], _DEPTH) for begin in range(0, rows, _ROWS)]
        return cls(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))

    def hold(self, row: Ints, least: Floats) -> Bools:
        """Whether all columns of a row whose z is at least so much are among its peaks."""
        return np.asarray(self.value[row, -1] < least)

    def over(self, row: Ints, least: Floats) -> Iterator[tuple[Ints, Ints, Floats]]:
        """The columns and z of rows, (some rows, columns) each, with all that are at least `least`; some at a time.

        First comes the number of each of the rows.
        """
        deep = self.value[row, _SHALLOW - 1] >= least
        for wanted, depth in ((~deep, _SHALLOW), (deep, _DEPTH)):
            numbers = np.flatnonzero(wanted)
            for begin in range(0, len(numbers), _PLACES // depth):
                some = numbers[begin : begin + _PLACES // depth]
                yield some, self.column[row[some], :depth], self.value[row[some], :depth]


def _reaching(bound: Floats, least: Floats, allowed: Bools, values: Floats) -> tuple[Ints, Ints, Floats, Floats]:
    at = np.flatnonzero(bound >= least[:, None])
    at = at[allowed.ravel()[at]]
    hub, place = np.divmod(at, max(1, bound.shape[1]))
    return hub, place, values.ravel()[at], bound.ravel()[at]
