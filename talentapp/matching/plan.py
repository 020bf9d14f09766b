"""The plan for everybody: which triples to choose under places, caps, minimums, quotas, pins and bans.

Found in four steps. Subgradient steps over short lists give good prices; at these, all triples that are worth more than
their prices become columns, and the relaxation over the columns gives better prices, until no triple anywhere is worth
more (`columns`). That proves the bound. The mixture is rounded to a first plan. Then every triple that can stand in a
better plan at all, given the gap that is left, goes into one last whole-number problem: solved, it proves the optimum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic

import numpy as np

from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress, silent
from talentapp.matching.columns import Array, Model, Prices, Rule
from talentapp.matching.reaching import Ints
from talentapp.matching.several import Several
from talentapp.matching.solving import Tick, relaxed, rounded, stepped, whole, worth_of
from talentapp.matching.triples import Found, Sides, Triple, Weights, best_of

__all__ = ["Needed", "Plan", "Rule", "Status", "make_plan"]

Key = tuple[int, int, int]
"""A triple as (candidate, university project, firm project)."""

_LISTS = 30  # triples a candidate with which prices are sought
_COLUMNS = 6  # triples a candidate that become columns at once
_STARTS = 8
_SLOW = 1e-3
_NEAR = 0.01
_ROUNDS = 60
_SETTLED = 1e-5
_CLOSE = 1e-7
_QUICK = 20_000  # columns of the first whole-number problem
_CORE = 400_000
_PARTS = (0.5, 0.25, 0.125, 0.0625)  # of the gap, within which columns are sought where there are too many in it
_STAGES = 4


class Status(StrEnum):
    """How a plan came about."""

    OPTIMAL = "optimal"
    WITHIN_GAP = "within_gap"
    TIME_LIMIT = "time_limit"
    CANCELLED = "cancelled"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True)
class Needed:
    """A minimum or a pin that the plan misses, and by how many pairings."""

    rule: Rule | Key
    missing: int


@dataclass(frozen=True)
class Plan:
    """A proposal. `total` is the sum of scores; no plan at all can be worth more than `bound`.

    `gap` is (bound - worth) / bound, where worth is the total, plus the loyalty of what was kept, less penalties.
    `missing` is empty unless the status says that the rules clash (or that time ran out first).
    """

    pairings: tuple[Triple, ...]
    total: float
    bound: float
    gap: float
    status: Status
    missing: tuple[Needed, ...] = ()
    columns: int = 0


Told = Callable[[Plan], None]
"""Told of every better plan, and of every lower bound, while the search goes on."""


def untold(plan: Plan) -> None:
    """Nobody wants to know."""


@dataclass
class _Search:
    """What is known so far."""

    model: Model
    tick: Tick
    end: float
    told: Told
    bound: float = np.inf
    prices: Prices = field(init=False)
    best: Array = field(default_factory=lambda: np.empty(0))
    worth: float = -np.inf
    chosen: Ints = field(default_factory=lambda: np.empty(0, np.intp))

    @property
    def left(self) -> float:
        return self.end - monotonic()

    @property
    def gap(self) -> float:
        return self.bound - self.worth

    @property
    def closed(self) -> bool:
        return np.isfinite(self.bound) and self.gap <= _CLOSE * max(1.0, abs(self.bound))

    @property
    def met(self) -> bool:
        return not worth_of(self.model, self.chosen)[1].any()

    def offer(self, chosen: Ints) -> None:
        """Keep a plan if it is the best so far."""
        worth, _ = worth_of(self.model, chosen)
        if worth > self.worth:
            self.worth, self.chosen = worth, chosen
            self.told(_plan(self, cancelled=False))

    def prove(self, prices: Prices, k: int) -> Found:
        """Price all triples: a bound, and those that are worth more than their prices."""
        bound, best, found = self.model.price(prices, k, self.tick)
        if bound < self.bound:
            self.bound, self.prices, self.best = bound, prices, best
            if self.chosen.size:
                self.told(_plan(self, cancelled=False))
        return found


def make_plan(
    sides: Sides,
    weights: Weights,
    rules: Sequence[Rule],
    *,
    pins: Sequence[Key] = (),
    bans: Sequence[Key] = (),
    kept: Sequence[Key] = (),
    loyalty: float = 0.0,
    several: Several | None = None,
    time_limit: float = 60.0,
    progress: Progress = silent,
    told: Told = untold,
) -> Plan:
    """The best plan under the rules that the time (seconds) reaches, each row of candidates in one triple at most.

    Minimums and pins that cannot all be met make the plan INFEASIBLE; it then says which are missed where as few as
    possible are. A cancel by `progress` gives the best plan so far. Progress counts stages.
    """
    model = Model(sides, weights, rules, pins, bans, kept, loyalty, several=several)
    return solved(model, time_limit, progress, told=told)


def solved(
    model: Model, time_limit: float, progress: Progress = silent, *, any_plan: bool = False, told: Told = untold
) -> Plan:
    """The plan for a model, which afterwards holds the columns that mattered. See `make_plan`.

    With `any_plan` the first that misses nothing will do.
    """
    end = monotonic() + time_limit
    while True:
        plan = _solved(model, end, progress, any_plan, told)
        # Scores are 0 or more, and so is what a plan is worth that misses nothing: a bound below 0 proves that there is
        # none. Above, meeting everything may only have been too dear, and missing it is made dearer.
        if plan.status is not Status.INFEASIBLE or plan.bound < 0:
            return plan
        model.penalty = 2.0 + plan.bound + model.penalty * sum(need.missing for need in plan.missing)


def _solved(model: Model, end: float, progress: Progress, any_plan: bool, told: Told) -> Plan:
    stage = 0

    def tick() -> None:
        progress(stage, _STAGES)

    search = _Search(model, tick, end, told)
    cancelled = False
    try:
        for stage, step in enumerate((_begin, _bring_columns, _round, _close)):
            tick()
            enough = search.closed or (any_plan and search.met)
            if stage == 0 or (search.left > 0 and not enough):
                step(search)
        progress(_STAGES, _STAGES)
    except Cancelled:
        cancelled = True
    return _plan(search, cancelled)


def _begin(search: _Search) -> None:
    """Prices from the best lists, a first bound, the first columns and a greedy plan."""
    model = search.model
    parts = []
    for hubs in model.view.batches(np.arange(model.n)):
        search.tick()
        parts.append(best_of(model.sides, model.weights, model.view, 0, hubs, _LISTS))
    lists = model.allowed(Found.joined(parts))
    first = Model(model.sides, model.weights, model.rules)
    first.add(lists)
    target, _ = worth_of(first, rounded(first, np.argsort(-first.worth, kind="stable")))
    prices = model.no_prices()
    for _ in range(_STARTS):
        before = search.bound
        prices = stepped(model, lists, prices, target, search.tick)
        lists = _united(lists, search.prove(prices, _COLUMNS))
        if search.bound > before - _SLOW * abs(before):
            break
    c, u, f = model.on_parts(search.prices)
    rest = lists.score - c[lists.candidate] - u[lists.university] - f[lists.firm]
    near = np.flatnonzero(rest >= search.best[lists.candidate] - _NEAR)
    if not model.add(lists[near] if near.size else lists):
        search.prove(model.no_prices(), _COLUMNS)
    search.offer(rounded(model, np.argsort(-model.reduced(search.prices), kind="stable")))


def _bring_columns(search: _Search) -> None:
    """Solve the relaxation and price, until no triple is missing."""
    for _ in range(_ROUNDS):
        mixture = relaxed(search.model, search.left, search.tick)
        if mixture is None:
            return
        # Half way between the best prices and these: the relaxation's own swing wildly as long as columns are missing.
        new = search.model.add(search.prove(search.prices.between(mixture.prices), _COLUMNS))
        if not new:
            new = search.model.add(search.prove(mixture.prices, _COLUMNS))
        if not new or search.bound - mixture.worth <= _SETTLED * search.bound or search.left <= 0:
            order = np.lexsort((-search.model.worth[: len(mixture.parts)], -np.round(mixture.parts, 3)))
            search.offer(rounded(search.model, order))
            return


def _round(search: _Search) -> None:
    """A whole-number problem over the columns that lie nearest to the bound."""
    reduced = search.model.reduced(search.prices) - search.best[search.model.pool.candidate]
    order = np.argsort(-reduced, kind="stable")[:_QUICK]
    order = order[reduced[order] >= -min(search.gap, 2e-3)]
    chosen, _ = whole(search.model, np.union1d(order, search.chosen), min(search.left, 10.0), search.tick)
    if chosen is not None:
        search.offer(chosen)
    if search.model.several.people:
        _round_single(search)


def _round_single(search: _Search) -> None:
    """The same with one triple a person, over more columns: a plan of its own, much easier, and several can only be
    better."""
    model = search.model
    for part in _PARTS:
        near = model.near(search.prices, search.best, search.gap * part, search.tick)
        if near is not None and len(near) <= _CORE:
            model.add(near)
            break
    reduced = model.reduced(search.prices) - search.best[model.pool.candidate]
    single = np.flatnonzero(~model.several.further(model.n)[model.pool.candidate])
    columns = single[np.argsort(-reduced[single], kind="stable")][:_QUICK]
    chosen, _ = whole(model, columns, min(search.left, 10.0), search.tick)
    if chosen is not None:
        search.offer(chosen)


def _close(search: _Search) -> None:
    """A whole-number problem over every triple that can stand in a better plan."""
    model, gap = search.model, search.gap
    core = model.near(search.prices, search.best, gap, search.tick)
    complete = core is not None and len(core) <= _CORE
    if core is not None and complete:
        model.add(core)
    reduced = model.reduced(search.prices) - search.best[model.pool.candidate]
    columns = np.union1d(np.flatnonzero(reduced >= -gap - _CLOSE), search.chosen)
    chosen, bound = whole(model, columns, search.left, search.tick)
    if chosen is not None:
        search.offer(chosen)
    if complete:
        search.bound = min(search.bound, max(bound, search.worth))


def _united(one: Found, other: Found) -> Found:
    """Each triple of either once, by candidate."""
    both = Found.joined([one, other])
    order = np.lexsort((both.firm, both.university, both.candidate))
    both = both[order]
    same = [part[1:] == part[:-1] for part in (both.candidate, both.university, both.firm)]
    return both[np.concatenate(([True], ~(same[0] & same[1] & same[2])))[: len(both)]]


def _plan(search: _Search, cancelled: bool) -> Plan:
    model, chosen = search.model, search.chosen
    found = model.pool[chosen[np.argsort(model.pool.candidate[chosen], kind="stable")]]
    columns = (found.candidate.tolist(), found.university.tolist(), found.firm.tolist(), found.score.tolist())
    worth, lacking = worth_of(model, chosen)
    needs: list[Rule | Key] = [*model.rules, *model.pin_keys]
    missing = tuple(Needed(needs[i], round(lacking[i])) for i in np.flatnonzero(lacking > 0).tolist())
    if search.closed:
        status = Status.INFEASIBLE if missing else Status.OPTIMAL
    elif cancelled:
        status = Status.CANCELLED
    else:
        status = Status.TIME_LIMIT if search.left <= 0 else Status.WITHIN_GAP
    gap = 0.0 if search.closed else (search.bound - worth) / max(abs(search.bound), _CLOSE)
    pairings = tuple(Triple(c, u, f, score, 1) for c, u, f, score in zip(*columns, strict=True))
    return Plan(pairings, float(found.score.sum()), search.bound, gap, status, missing, len(model.worth))
