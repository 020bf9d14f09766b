"""Finding the few triples that can still matter, by bounds instead of enumeration.

Triples are looked at from one of their three parts, the *hub*: a candidate, a university project or a firm project.
The other two parts are the *rows* and the *columns*, and a triple scores x[hub, row] + y[hub, column] + z[row, column].
With the best z of every row and of every column in hand, no triple of a row can beat x + best z + best y, and none of a
column y + best z + best x. For a batch of hubs at a time:

1. The most promising rows times the most promising columns are scored. The k-th best of them is the *floor*: what is
   below it cannot be among the k best.
2. Rows and columns whose bound is below the floor fall away. Columns are sorted by y; each row that is left needs only
   those columns with which it can still reach the floor, and these *stairs* of pairs, some dozens of a million, are
   scored.
3. Where the floor leaves *wide* stairs, a higher *level* is guessed that leaves about as many pairs as are cheap to
   score. If k triples reach it, they are the k best; if not, the level is lowered. Here a row's best columns by z serve
   as well, which lie side by side in memory: a table of them is made as soon as so many hubs were wide that it pays.

All of this runs in float32 and keeps what is within `SLACK` of the floor, so that rounding never loses a triple;
whoever asked scores the survivors exactly. A hub with too many survivors (everything ties, or hardly anything is
possible) is reported as crowded instead.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from math import ceil, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talentapp.matching.reaching import BARRED, LEAST_WEIGHT, Bools, Floats, Ints, Near, Peaks, Reach, Side

_HOPELESS = -1e8
_SEEDS = 20, 64  # rows and columns that set the floor, and those that set it where much survives the first
_MANY = 3000  # pairs of a hub that are many, and that a level is guessed to leave
_FEW = 8192  # about so many pairs of a hub, and a better floor is worth its price
_EARLY = 8  # peaks are looked for once hubs with many pairs are more than one in so many rows
_CROWD = 1 << 17  # pairs of a hub that are too many
_GROUPS = 128
_BATCH = 1 << 19  # values per array operation: a millisecond or two, so that other threads get their turn


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
    sure: Bools  # which of them reach the floor whatever the rounding
    crowded: Ints

    def of(self, wanted: Bools) -> "Survivors":
        """Some of the triples."""
        arrays = (self.hubs[wanted], self.rows[wanted], self.columns[wanted], self.sure[wanted])
        return Survivors(*arrays, self.crowded)

    @staticmethod
    def joined(parts: "Sequence[Survivors]") -> "Survivors":
        """One after the other."""
        arrays = ((some.hubs, some.rows, some.columns, some.sure, some.crowded) for some in parts)
        return Survivors(*(np.concatenate(each) for each in zip(*arrays, strict=True)))


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
        self._peaks: Peaks | None = None
        self._wide = 0  # hubs seen that had wide stairs
        self._weigh()

    def _weigh(self) -> None:
        self._weight = np.float32(max(self.z.weight, LEAST_WEIGHT))
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
        self._peaks, self._wide = None, 0
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
        row_floor: Floats | None = None,
        column_floor: Floats | None = None,
    ) -> Survivors:
        """What may be among the k best of each of a batch of hubs; with `per_row`, among its k best rows.

        With floors (rows,) and (columns,), triples compete by their score less these; what is below `least` (hubs,)
        then may be left out. Hubs ascend.
        """
        reach = self._reach(hubs, row_floor, column_floor)
        fewest = k + k // 2 if per_row else ceil(sqrt(2 * k))
        floor = self._floor(reach, k, max(_SEEDS[0], fewest), per_row)
        floor = floor if least is None else np.maximum(floor, least - reach.slack)
        near = Near.of(reach, floor)
        pairs = near.pairs
        if np.median(pairs) > _MANY:
            return self._guessed(near, floor, k, per_row)
        wide = np.flatnonzero(pairs > _FEW)
        if wide.size:
            reach = self._reach(hubs[wide], row_floor, column_floor)
            better = self._floor(reach, k, max(_SEEDS[1], 2 * fewest), per_row)
            floor[wide] = np.maximum(floor[wide], better)
            near = near.reaching(floor)
        return self._above(near, floor)

    def above(self, hubs: Ints, floor: Floats, row_floor: Floats | None, column_floor: Floats | None) -> Survivors:
        """What may score floor[hub] + row_floor[row] + column_floor[column] or more: (hubs,), (rows,), (columns,)."""
        reach = self._reach(hubs, row_floor, column_floor)
        floor = floor - reach.slack
        return self._above(Near.of(reach, floor), floor)

    def _guessed(self, near: Near, floor: Floats, k: int, per_row: bool) -> Survivors:
        """What may be among the k best, by levels above the floor."""
        hubs, top = near.reach.hubs, near.top
        self._wide += len(hubs)
        if self._peaks is None and self._wide * _EARLY > self.rows:
            self._peaks = Peaks.of(self._grid.reshape(self.rows, self.columns))
        lowest = np.where(np.isfinite(floor), floor, top - 1)
        depth = (top - lowest) * np.sqrt(np.minimum(1, _MANY / np.maximum(near.pairs, 1))).astype(np.float32)
        parts, short = [], np.ones(len(hubs), np.bool_)
        while short.any():
            level = np.where(top - depth > lowest, top - depth, floor)
            some = self._above(near.reaching(np.where(short, level, np.float32(np.inf))), level, self._peaks)
            number = np.searchsorted(hubs, some.hubs)
            found = self._counted(some, number, len(hubs), per_row)
            short = short & (found < k) & (level > floor)
            short[np.searchsorted(hubs, some.crowded)] = False
            parts.append(some.of(~short[number]))
            # The number of triples above a level grows about as the cube of its depth.
            depth *= np.clip((1.3 * k / np.maximum(found, 0.5)) ** (1 / 3), 1.4, 2).astype(np.float32)
        return Survivors.joined(parts)

    def _counted(self, some: Survivors, number: Ints, hubs: int, per_row: bool) -> Ints:
        """How many of them each hub is sure of; with `per_row`, in how many rows."""
        at = np.flatnonzero(some.sure)
        at = at[self.needs.met(some.hubs[at], some.rows[at], some.columns[at])]
        if per_row:
            at = at[np.unique(number[at] * self.rows + some.rows[at], return_index=True)[1]]
        return np.bincount(number[at], minlength=hubs)

    def _floor(self, reach: Reach, k: int, seeds: int, per_row: bool) -> Floats:
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

    def _reach(self, hubs: Ints, row_floor: Floats | None, column_floor: Floats | None) -> Reach:
        return Reach(hubs, (self.x, self.y), (self.best_of_row, self.best_of_column), row_floor, column_floor)

    def _above(self, near: Near, floor: Floats, peaks: Peaks | None = None) -> Survivors:
        """What reaches a floor (hubs,), of the rows and columns that can."""
        reach, hub, row = near.reach, near.row_hub, near.row
        need = floor[hub] - near.x
        if peaks is None:
            at, columns, over, crowded = self._over_stairs(near, hub, row, need)
        else:
            least = (need - reach.y_best[hub] - reach.slack) / self._weight
            held = peaks.hold(row, least)
            rest = np.flatnonzero(~held)
            at, columns, over, crowded = self._over_stairs(near, hub[rest], row[rest], need[rest])
            some = np.flatnonzero(held & ~crowded[hub])
            more = self._over_peaks(reach, peaks, hub[some], row[some], need[some], least[some])
            at = np.concatenate((rest[at], some[more[0]]))
            columns, over = np.concatenate((columns, more[1])), np.concatenate((over, more[2]))
        return Survivors(reach.hubs[hub[at]], row[at], columns, over >= reach.slack, reach.hubs[crowded])

    def _over_stairs(self, near: Near, hub: Ints, row: Ints, need: Floats) -> tuple[Ints, Ints, Floats, Bools]:
        """What reaches the need of its row: the row's place, the column, by how much; and which hubs are crowded."""
        runs, column, y = near.stairs(hub, need - self.best_of_row[row])
        crowded = np.bincount(hub, runs.count, minlength=len(near.reach.hubs)) > _CROWD
        runs.count[crowded[hub]] = 0
        found = [(hub[:0], hub[:0], need[:0])]
        for begin, count, place in runs.places():
            some = slice(begin, begin + len(count))
            columns = column[place]
            value = self._grid.take(np.repeat(row[some] * self.columns, count) + columns)
            value *= self._weight
            value += y[place]
            value -= np.repeat(need[some], count)
            kept = np.flatnonzero(value >= 0)
            at = begin + np.searchsorted(np.cumsum(count), kept, side="right")
            found.append((at, columns[kept], value[kept]))
        at, columns, over = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
        return at, columns, over, crowded

    def _over_peaks(
        self, reach: Reach, peaks: Peaks, hub: Ints, row: Ints, need: Floats, least: Floats
    ) -> tuple[Ints, Ints, Floats]:
        """What reaches the need of its row among the row's peaks: the row's place, the column, and by how much."""
        y, allowed = reach.y.ravel(), reach.y_allowed.ravel()
        found = [(hub[:0], hub[:0], need[:0])]
        for at, columns, value in peaks.over(row, least):
            places = columns + (hub[at] * self.columns)[:, None]
            value *= self._weight
            value += y.take(places)
            value -= need[at][:, None]
            kept = np.flatnonzero(value >= 0)
            kept = kept[allowed[places.ravel()[kept]]]
            found.append((at[kept // columns.shape[1]], columns.ravel()[kept], value.ravel()[kept]))
        at, columns, over = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
        return at, columns, over


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
