"""The linear model behind a plan: triples are its columns, and prices on its rules say which columns are missing.

Every rule counts parts: a triple counts once for each of its three parts that the rule names. So a price on a rule is a
price on candidates, on university projects and on firm projects, and the triple that is worth most at given prices is
found by the same bounds as the best triples, among all of them. Hence the bound on any plan holds over all triples,
whichever have been written down.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from talentapp.matching.reaching import Ints
from talentapp.matching.several import Several
from talentapp.matching.triples import Found, Sides, Weights, exact

PENALTY = 16.0  # what a missing unit of a minimum or a pin costs: more than the few pairings that meeting it displaces
_TOLERANCE = 1e-7
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Rule:
    """At least `least` and at most `most` (None: no limit) of what the chosen triples count under this rule.

    A triple counts one for each of its parts that is named by row number: so a rule that names the projects of a
    university counts that university's pairings. `code` says what kind of rule it is ("places", "cap", "minimum",
    "quota", …) and `subject` whose it is; neither is looked at here, both come back in an explanation.
    """

    code: str
    subject: str | int
    candidates: Sequence[int] = ()
    universities: Sequence[int] = ()
    firms: Sequence[int] = ()
    least: int = 0
    most: int | None = None

    def __post_init__(self) -> None:
        for name in ("candidates", "universities", "firms"):
            object.__setattr__(self, name, tuple(int(row) for row in getattr(self, name)))


@dataclass(frozen=True)
class Prices:
    """What a unit of each limit is worth: `most` and `least` (rules,), `pins` (pins,); all 0 or more."""

    most: Array
    least: Array
    pins: Array

    def between(self, other: "Prices") -> "Prices":
        """Half way to other prices."""
        return Prices((self.most + other.most) / 2, (self.least + other.least) / 2, (self.pins + other.pins) / 2)


class Model:
    """The columns written down so far, and all the rules.

    `pins` are triples that must be chosen, `bans` triples that may not be. What was `kept` from an earlier plan is
    worth `loyalty` more than its score. Minimums and pins may go unmet at a `penalty`, so that there is always a plan.
    A row of `sides` is in one triple at most; `several` limits the candidates who have several rows.
    """

    def __init__(
        self,
        sides: Sides,
        weights: Weights,
        rules: Sequence[Rule],
        pins: Sequence[tuple[int, int, int]] = (),
        bans: Sequence[tuple[int, int, int]] = (),
        kept: Sequence[tuple[int, int, int]] = (),
        loyalty: float = 0.0,
        penalty: float = PENALTY,
        several: Several | None = None,
    ) -> None:
        self.sides, self.weights = sides, weights
        self.several = several or Several(sides)
        self.rules = tuple(rules)
        self.view = sides.view(weights, 0)
        self.n = sides.shape[0]
        self.penalty = penalty
        named = (
            [rule.candidates for rule in self.rules],
            [r.universities for r in self.rules],
            [r.firms for r in self.rules],
        )
        self.counts = tuple(_counting(rows, size) for rows, size in zip(named, sides.shape, strict=True))
        self.most = np.array([np.inf if rule.most is None else rule.most for rule in self.rules])
        self.least = np.array([float(rule.least) for rule in self.rules])
        self._banned = self.keys(*_parts(bans))
        self._most_bans = max(np.bincount(_parts(bans)[0]), default=0) if len(bans) else 0
        self.pin_keys = tuple(pins)
        self.pins = self.keys(*_parts(pins))
        self._kept, self._loyalty = self.keys(*_parts(kept)), loyalty
        self.pool = Found.joined([])
        self.worth: Array = np.empty(0)
        self.uses: Any = sp.csr_array((0, len(self.rules)))
        if len(pins) or len(kept):
            c, u, f = _parts([*pins, *kept])
            self.add(exact(sides, weights, 0, c, u, f))

    def keys(self, c: Ints, u: Ints, f: Ints) -> Ints:
        """One number for each triple."""
        return np.asarray((c * self.sides.shape[1] + u) * self.sides.shape[2] + f, np.intp)

    def add(self, found: Found) -> int:
        """Write down columns that are neither there yet nor banned; how many."""
        keys = self.keys(found.candidate, found.university, found.firm)
        keys, first = np.unique(keys, return_index=True)
        here = self.keys(self.pool.candidate, self.pool.university, self.pool.firm)
        new = first[~np.isin(keys, here) & ~np.isin(keys, self._banned)]
        if new.size:
            more = found[np.sort(new)]
            self.pool = Found.joined([self.pool, more])
            keys = self.keys(self.pool.candidate, self.pool.university, self.pool.firm)
            self.worth = self.pool.score + self._loyalty * np.isin(keys, self._kept)
            parts = zip(self.counts, (more.candidate, more.university, more.firm), strict=True)
            self.uses = sp.vstack([self.uses, sum(count[rows] for count, rows in parts)], format="csr")
        return len(new)

    @property
    def pinned(self) -> Any:
        """(columns, pins): 1 where a column is the pinned triple."""
        keys = self.keys(self.pool.candidate, self.pool.university, self.pool.firm)
        column, pin = np.nonzero(keys[:, None] == self.pins) if self.pins.size else (np.empty(0, int),) * 2
        return sp.csr_array((np.ones(len(column)), (column, pin)), shape=(len(keys), len(self.pins)))

    def no_prices(self) -> Prices:
        """Nothing costs anything."""
        return Prices(np.zeros(len(self.rules)), np.zeros(len(self.rules)), np.zeros(len(self.pins)))

    def on_parts(self, prices: Prices) -> tuple[Array, Array, Array]:
        """The prices of candidates (n,), university projects (U,) and firm projects (F,) that prices on rules make."""
        c, u, f = (np.asarray(count @ (prices.most - prices.least)) for count in self.counts)
        return c, u, f

    def reduced(self, prices: Prices) -> Array:
        """What each written column is worth beyond its prices."""
        c, u, f = self.on_parts(prices)
        pool = self.pool
        rest = self.worth - c[pool.candidate] - u[pool.university] - f[pool.firm]
        return np.asarray(rest + self.pinned @ prices.pins)

    def price(self, prices: Prices, k: int, tick: Callable[[], None]) -> tuple[float, Array, Found]:
        """A bound on every plan that these prices prove, each candidate's best worth beyond prices (n,), 0 at least,
        and for each candidate up to `k` or more of its best triples at these prices, where they are worth it."""
        of_c, of_u, of_f = self.on_parts(prices)
        best = np.zeros(self.n)
        if len(self.worth):
            np.maximum.at(best, self.pool.candidate, self.reduced(prices))
        found = []
        for hubs in self.view.batches(np.arange(self.n)):
            tick()
            some = self.view.best(
                hubs,
                k + self._most_bans,
                least=of_c[hubs].astype(np.float32),
                row_floor=of_u.astype(np.float32),
                column_floor=of_f.astype(np.float32),
            )
            here = self.allowed(exact(self.sides, self.weights, 0, some.hubs, some.rows, some.columns))
            found.append(Found.joined([here, *(self._dense(int(hub), of_u, of_f, k) for hub in some.crowded)]))
        every = Found.joined(found)
        rest = every.score - of_c[every.candidate] - of_u[every.university] - of_f[every.firm]
        every, rest = every[rest > _TOLERANCE], rest[rest > _TOLERANCE]
        np.maximum.at(best, every.candidate, rest)
        order = np.lexsort((-rest, every.candidate))
        rank = np.arange(len(order)) - np.searchsorted(every.candidate[order], every.candidate[order])
        limited = np.isfinite(self.most)
        bound = best.sum() + (prices.most[limited] @ self.most[limited]) - prices.least @ self.least - prices.pins.sum()
        return float(bound), best, every[order[rank < k]]

    def near(self, prices: Prices, best: Array, gap: float, tick: Callable[[], None]) -> Found | None:
        """All triples that can stand in a plan within `gap` of the bound these prices prove; None: far too many."""
        of_c, of_u, of_f = (part.astype(np.float32) for part in self.on_parts(prices))
        found, total = [], 0
        for hubs in self.view.batches(np.arange(self.n)):
            tick()
            floor = (of_c[hubs] + best[hubs] - gap).astype(np.float32)
            some = self.view.above(hubs, floor, of_u, of_f)
            total += len(some.rows)
            if some.crowded.size or total > 1_000_000:
                return None
            found.append(exact(self.sides, self.weights, 0, some.hubs, some.rows, some.columns))
        return Found.joined(found)

    def allowed(self, found: Found) -> Found:
        """Those that are not banned."""
        if not self._banned.size:
            return found
        return found[~np.isin(self.keys(found.candidate, found.university, found.firm), self._banned)]

    def _dense(self, hub: int, of_u: Array, of_f: Array, k: int) -> Found:
        u, f = (axis.ravel() for axis in np.indices(self.sides.shape[1:]))
        found = self.allowed(exact(self.sides, self.weights, 0, np.full_like(u, hub), u, f))
        rest = found.score - of_u[found.university] - of_f[found.firm]
        return found[np.argsort(-rest, kind="stable")[:k]]


def _counting(named: Sequence[Sequence[int]], size: int) -> Any:
    """(size, rules): 1 where a rule names a row."""
    rule = np.repeat(np.arange(len(named)), [len(rows) for rows in named])
    row = np.array([row for rows in named for row in rows], np.intp)
    return sp.csr_array((np.ones(len(row)), (row, rule)), shape=(size, len(named)))


def _parts(triples: Sequence[tuple[int, int, int]]) -> tuple[Ints, Ints, Ints]:
    c, u, f = np.array(triples, np.intp).reshape(-1, 3).T
    return c, u, f
