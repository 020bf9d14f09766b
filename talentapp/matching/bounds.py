"""Finding the few triples that can still matter, by bounds instead of enumeration.

Triples are looked at from one of their three parts, the *hub*: a candidate, a university project or a firm project.
The other two parts are the *rows* and the *columns*, and a triple scores x[hub, row] + y[hub, column] + z[row, column].
With the best z of every row and of every column in hand, no triple of a row can beat x + best z + best y, and none of a
column y + best z + best x. Two steps follow for a batch of hubs at a time:

1. The most promising rows times the most promising columns are scored. The k-th best of them is the *floor*: what is
   below it cannot be among the k best.
2. Rows and columns whose bound is below the floor fall away. Columns are sorted by y; each row that is left needs only
   those columns with which it can still reach the floor, and these *stairs* of pairs, some dozens of a million, are
   scored.

All of this runs in float32 and keeps what is within `SLACK` of the floor, so that rounding never loses a triple;
whoever asked scores the survivors exactly. A hub with too many survivors (everything ties, or hardly anything is
possible) is reported as crowded instead.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

SLACK = np.float32(2e-6)  # similarities lie in -1..1 and weights sum to 1: many times the rounding of a float32 sum
BARRED = np.float32(-1e30)
_HOPELESS = -1e8
_LEAST_WEIGHT = 1e-20  # a weight of nought must not bring barred pairs back; this changes no score visibly
_SEEDS = 20, 64  # rows and columns that set the floor, and those that set it where much survives the first
_MANY = 4096  # pairs of a hub for which a better floor is worth its price
_CROWD = 1 << 17  # pairs of a hub that are too many
_GROUPS = 128
_BATCH = 1 << 19  # values per array operation: a millisecond or two, so that other threads get their turn


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
        values *= np.float32(max(self.weight, _LEAST_WEIGHT))
        return values, allowed


@dataclass(frozen=True)
class Needs:
    """The conditions on the three parts together: a form in common (bit sets, never 0) and effort.

    Efforts are what candidates offer, and what projects need at least. Each triple holds hubs, rows, columns in order.
    """

    forms: tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]
    effort: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]
    hubs_are_candidates: bool  # otherwise the rows are

    def met(self, hubs: Ints, rows: Ints, columns: Ints) -> Bools:
        """Whether triples meet the conditions; the index arrays broadcast."""
        return self._met(hubs, rows, self.forms[2][columns], self.effort[2][columns])

    def might(self, hubs: Ints, rows: Ints, columns: Ints) -> Bools:
        """Whether hubs and rows, which broadcast, have at least something in common with `columns` taken together."""
        return self._met(hubs, rows, np.bitwise_or.reduce(self.forms[2][columns]), self.effort[2][columns].min())

    def _met(self, hubs: Ints, rows: Ints, forms: Any, effort: Any) -> Bools:
        of_hub, of_row = self.effort[0][hubs], self.effort[1][rows]
        offered, needed = (of_hub, of_row) if self.hubs_are_candidates else (of_row, of_hub)
        common = (self.forms[0][hubs] & self.forms[1][rows]) & forms
        return np.asarray((common != 0) & (needed + effort <= offered))


@dataclass(frozen=True)
class Survivors:
    """All triples that may reach the floor, and some that do not; and the hubs that were left out as crowded."""

    hubs: Ints
    rows: Ints
    columns: Ints
    crowded: Ints


class View:
    """All triples as seen from one kind of part. Copies `z` only where it bars pairs."""

    def __init__(self, x: Side, y: Side, z: Side, needs: Needs) -> None:
        self.x, self.y, self.z, self.needs = x, y, z, needs
        self.hubs, self.rows = x.similarity.shape
        self.columns = y.similarity.shape[1]
        values = np.ascontiguousarray(z.similarity, dtype=np.float32)
        grid = values if z.allowed.all() else np.where(z.allowed, values, BARRED)
        self._grid = grid.reshape(-1)
        self.peak_of_row: Floats = grid.max(axis=1, initial=BARRED)
        self.peak_of_column: Floats = grid.max(axis=0, initial=BARRED)
        self._weigh()

    def _weigh(self) -> None:
        self._weight = np.float32(max(self.z.weight, _LEAST_WEIGHT))
        self.best_of_row: Floats = self.peak_of_row * self._weight
        self.best_of_column: Floats = self.peak_of_column * self._weight

    def reweighed(self, x: float, y: float, z: float) -> "View":
        """The same triples at other weights, without going through them again. Shares everything with this view."""
        other = copy(self)
        other.x, other.y, other.z = (
            replace(side, weight=weight) for side, weight in ((self.x, x), (self.y, y), (self.z, z))
        )
        other._weigh()
        return other

    def batches(self, hubs: Ints) -> Iterator[Ints]:
        """The hubs in batches that keep every array operation short."""
        size = max(4, min(512, _BATCH // max(1, self.rows + self.columns)))
        for begin in range(0, len(hubs), size):
            yield hubs[begin : begin + size]

    def renew(self, row: int | None = None, column: int | None = None) -> None:
        """Take over what changed in a row or a column of `z`. Bounds across it only rise: they stay true, if looser."""
        if np.may_share_memory(self._grid, self.z.similarity):
            self._grid = self._grid.copy()
        grid = self._grid.reshape(self.rows, self.columns)
        at = np.s_[row, :] if column is None else np.s_[:, column]
        values = np.where(self.z.allowed[at], self.z.similarity[at], BARRED)
        grid[at] = values
        if column is None:
            self.peak_of_row[row] = values.max(initial=BARRED)
            np.maximum(self.peak_of_column, values, out=self.peak_of_column)
        else:
            self.peak_of_column[column] = values.max(initial=BARRED)
            np.maximum(self.peak_of_row, values, out=self.peak_of_row)
        self._weigh()

    def best(
        self,
        hubs: Ints,
        k: int,
        *,
        per_row: bool = False,
        least: Floats | None = None,
        row_floor: Floats | float = 0.0,
        column_floor: Floats | float = 0.0,
    ) -> Survivors:
        """What may be among the k best of each of a batch of hubs; with `per_row`, among its k best rows.

        With floors (rows,) and (columns,), triples compete by their score less these; what is below `least` (hubs,)
        then may be left out.
        """
        reach = _Reach(self, hubs, row_floor, column_floor)
        fewest = k + k // 2 if per_row else ceil(sqrt(2 * k))
        floor = self._floor(reach, k, max(_SEEDS[0], fewest), per_row)
        floor = floor if least is None else np.maximum(floor, least - reach.slack)
        first = self._above(reach, floor, _MANY)
        if not first.crowded.size:
            return first
        again = np.isin(hubs, first.crowded)
        reach = _Reach(self, first.crowded, row_floor, column_floor)
        floor = np.maximum(floor[again], self._floor(reach, k, max(_SEEDS[1], 2 * fewest), per_row))
        more = self._above(reach, floor, _CROWD)
        return Survivors(
            np.concatenate((first.hubs, more.hubs)),
            np.concatenate((first.rows, more.rows)),
            np.concatenate((first.columns, more.columns)),
            more.crowded,
        )

    def above(self, hubs: Ints, floor: Floats, row_floor: Floats | float, column_floor: Floats | float) -> Survivors:
        """What may score floor[hub] + row_floor[row] + column_floor[column] or more: (hubs,), (rows,), (columns,)."""
        reach = _Reach(self, hubs, row_floor, column_floor)
        return self._above(reach, floor - reach.slack, _CROWD)

    def _floor(self, reach: "_Reach", k: int, seeds: int, per_row: bool) -> Floats:
        n_rows, n_columns = min(seeds, self.rows), min(seeds, self.columns)
        if not (n_rows and n_columns) or (n_rows if per_row else n_rows * n_columns) < k:
            return np.full(len(reach.hubs), -np.inf, np.float32)
        at = np.arange(len(reach.hubs))[:, None]
        rows, columns = _promising(reach.row_bound, n_rows), _promising(reach.column_bound, n_columns)
        x = np.where(reach.x_allowed[at, rows], reach.x[at, rows], BARRED)
        y = np.where(reach.y_allowed[at, columns], reach.y[at, columns], BARRED)
        score = self._grid.take((rows * self.columns)[:, :, None] + columns[:, None, :])
        score *= self._weight
        score += x[:, :, None]
        score += y[:, None, :]
        met = self.needs.met(reach.hubs[:, None, None], rows[:, :, None], columns[:, None, :])
        score[~met] = BARRED
        values = score.max(axis=2) if per_row else score.reshape(len(rows), -1)
        kth = np.partition(values, values.shape[1] - k, axis=1)[:, values.shape[1] - k]
        return np.where(kth > _HOPELESS, kth - reach.slack, np.float32(-np.inf))

    def _above(self, reach: "_Reach", floor: Floats, most: int) -> Survivors:
        row_at = np.flatnonzero(reach.row_bound >= (floor - reach.y.max(axis=1, initial=BARRED))[:, None])
        row_at = row_at[reach.x_allowed.ravel()[row_at]]
        column_at = np.flatnonzero(reach.column_bound >= (floor - reach.x.max(axis=1, initial=BARRED))[:, None])
        column_at = column_at[reach.y_allowed.ravel()[column_at]]
        hub, row = np.divmod(row_at, max(1, self.rows))

        # Columns by hub, best y first: one sort by a key that keeps the hubs apart.
        y = reach.y.ravel()[column_at]
        column_hub, column = np.divmod(column_at, max(1, self.columns))
        apart = 4.0 * (1.0 + float(np.abs(y).max(initial=0)))
        key = column_hub * apart - y
        order = np.argsort(key)
        key, column, y = key[order], column[order], y[order]
        first = np.searchsorted(key, np.arange(len(floor)) * apart - apart / 2)
        wanted = np.clip(floor[hub] - reach.row_bound.ravel()[row_at], -apart / 2, apart / 2)
        stairs = np.searchsorted(key, hub * apart - wanted + reach.slack, side="right") - first[hub]

        crowded = np.bincount(hub, stairs, minlength=len(floor)) > most
        stairs[crowded[hub]] = 0
        need = floor[hub] - reach.x.ravel()[row_at]
        owners, chosen = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
        ends = np.cumsum(stairs)
        begin, done = 0, 0
        while done < stairs.sum():
            end = max(begin + 1, int(np.searchsorted(ends, done + _BATCH, side="right")))
            count = stairs[begin:end]
            place = np.repeat(first[hub[begin:end]] - (ends[begin:end] - count - done), count)
            place += np.arange(len(place))
            value = self._grid.take(np.repeat(row[begin:end] * self.columns, count) + column[place])
            value *= self._weight
            value += y[place]
            kept = np.flatnonzero(value >= np.repeat(need[begin:end], count))
            owners.append(begin + np.searchsorted(ends[begin:end] - done, kept, side="right"))
            chosen.append(column[place[kept]])
            begin, done = end, int(ends[end - 1])
        owner = np.concatenate(owners)
        return Survivors(reach.hubs[hub[owner]], row[owner], np.concatenate(chosen), reach.hubs[crowded])


class _Reach:
    """How far a batch of hubs can reach: its sides, less the floors, and the bounds of rows and of columns."""

    def __init__(self, view: View, hubs: Ints, row_floor: Floats | float, column_floor: Floats | float) -> None:
        self.hubs = hubs
        self.x, self.x_allowed = view.x.of(hubs)
        self.y, self.y_allowed = view.y.of(hubs)
        if np.any(row_floor):
            self.x -= row_floor
        if np.any(column_floor):
            self.y -= column_floor
        # Floors may be larger than scores, and rounding with them.
        self.slack = SLACK * np.float32(
            1 + np.max(np.abs(row_floor), initial=0) + np.max(np.abs(column_floor), initial=0)
        )
        self.row_bound = self.x + view.best_of_row
        self.column_bound = self.y + view.best_of_column


def _promising(bound: Floats, k: int) -> Ints:
    """The places (hubs, k) of about the k largest in each row of `bound` (hubs, n): groups compete by their best."""
    n = bound.shape[1]
    group = max(1, n // max(_GROUPS, 4 * k))
    groups = n // group
    best = bound[:, : group * groups].reshape(len(bound), group, groups)
    chosen = np.argpartition(best.max(axis=1), groups - k, axis=1)[:, groups - k :]
    places = np.arange(group) * groups + chosen[:, :, None]
    within = np.take_along_axis(bound, places.reshape(len(bound), -1), axis=1).reshape(places.shape)
    return np.asarray(chosen + within.argmax(axis=2) * groups)
