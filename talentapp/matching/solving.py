"""Solving a plan's model: prices by subgradient steps, the relaxation and whole plans by HiGHS, rounding by greed.

HiGHS runs on a thread of its own, so that whoever waits can report progress and stop waiting: it lets go of the
interpreter while it works, and ends by its own time limit if nobody waits any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from talentapp.matching.columns import Array, Model, Prices
from talentapp.matching.reaching import Ints
from talentapp.matching.triples import Found

_STEPS = 150
_PATIENCE = 8
_POLL = 0.02  # seconds
_WHOLE = 0.5

Tick = Callable[[], None]


@dataclass(frozen=True)
class Program:
    """A model's rules over some of its columns, as rows: low <= rows @ variables <= high.

    Variables: the columns, what is missing of each minimum and of each pin.
    """

    columns: Ints
    cost: Array
    rows: Any
    low: Array
    high: Array
    upper: Array

    @classmethod
    def of(cls, model: Model, columns: Ints) -> "Program":
        """The rows are: each candidate once, the rules, the pins, and what limits people with several rows."""
        m, rules, pins = len(columns), len(model.rules), len(model.pins)
        uses = model.uses[columns].T
        each = sp.csr_array((np.ones(m), (model.pool.candidate[columns], np.arange(m))), shape=(model.n, m))
        short = np.flatnonzero(model.least > 0)
        missing = sp.csr_array((np.ones(len(short)), (short, np.arange(len(short)))), shape=(rules, len(short)))
        personal, limits = model.several.rows(model.pool[columns])
        blocks = [[each, None, None], [uses, missing, None]]
        blocks += [[model.pinned[columns].T, None, sp.eye_array(pins)]] if pins else []
        blocks += [[personal, None, None]] if len(limits) else []
        rows = sp.block_array(blocks if pins else [row[:2] for row in blocks], format="csr")
        low = np.where(model.least > 0, model.least, -np.inf)
        return cls(
            columns,
            np.concatenate((-model.worth[columns], np.full(len(short) + pins, model.penalty))),
            rows,
            np.concatenate((np.full(model.n, -np.inf), low, np.ones(pins), np.full(len(limits), -np.inf))),
            np.concatenate((np.ones(model.n), model.most, np.full(pins, np.inf), limits)),
            np.concatenate((np.ones(m), np.full(len(short) + pins, np.inf))),
        )


@dataclass(frozen=True)
class Mixture:
    """The best mixture of columns (columns,), each 0..1, what it is worth, and the prices at which it is best."""

    parts: Array
    worth: float
    prices: Prices


def relaxed(model: Model, seconds: float, tick: Tick) -> Mixture | None:
    """The best mixture of the columns written down; None: not found in time."""
    program = Program.of(model, np.arange(len(model.worth)))
    above, below = np.isfinite(program.high), np.isfinite(program.low)
    rows = sp.vstack([program.rows[above], -program.rows[below]], format="csr")
    limits = np.concatenate((program.high[above], -program.low[below]))
    bounds = np.column_stack((np.zeros(len(program.upper)), program.upper))
    bounds[: len(program.columns), 1] = np.inf  # once a candidate says as much
    options = {"time_limit": max(0.1, seconds)}
    result = watched(
        lambda: linprog(program.cost, A_ub=rows, b_ub=limits, bounds=bounds, method="highs-ds", options=options), tick
    )
    if result.status != 0:
        return None
    most, least = np.zeros(len(program.high)), np.zeros(len(program.high))
    duals = np.maximum(-result.ineqlin.marginals, 0.0)
    most[above], least[below] = duals[: above.sum()], np.minimum(duals[above.sum() :], model.penalty)
    n, rules, pins = model.n, len(model.rules), len(model.pins)
    prices = Prices(most[n : n + rules], least[n : n + rules], least[n + rules : n + rules + pins])
    return Mixture(result.x[: len(model.worth)], -float(result.fun), prices)


def whole(model: Model, columns: Ints, seconds: float, tick: Tick) -> tuple[Ints | None, float]:
    """The best plan made of some columns, as far as the time reaches, and the proven bound on all such plans."""
    program = Program.of(model, columns)
    integral = np.zeros(len(program.cost))
    integral[: len(columns)] = 1
    result = watched(
        lambda: milp(
            program.cost,
            constraints=LinearConstraint(program.rows, program.low, program.high),
            integrality=integral,
            bounds=Bounds(0, program.upper),
            options={"time_limit": max(0.1, seconds), "mip_rel_gap": 0.0},
        ),
        tick,
    )
    bound = np.inf if result.mip_dual_bound is None else -float(result.mip_dual_bound)
    chosen = None if result.x is None else columns[result.x[: len(columns)] > _WHOLE]
    return chosen, bound


def worth_of(model: Model, chosen: Ints) -> tuple[float, Array]:
    """What a plan is worth in all, and what it lacks of each minimum and pin (rules + pins,)."""
    counts = model.uses[chosen].sum(axis=0)
    pinned = model.pinned[chosen].sum(axis=0)
    lacking = np.concatenate((np.maximum(model.least - counts, 0), np.maximum(1 - pinned, 0)))
    return float(model.worth[chosen].sum() - model.penalty * lacking.sum()), lacking


def rounded(model: Model, order: Ints) -> Ints:
    """The plan that takes columns in order wherever no limit stands against it."""
    left, free = model.most.copy(), np.ones(model.n, np.bool_)
    keeper = model.several.keeper(model.pool)
    starts, rules = model.uses.indptr, model.uses.indices
    candidates, chosen = model.pool.candidate, []
    for column in order.tolist():
        used = rules[starts[column] : starts[column + 1]]
        if free[candidates[column]] and (left[used] >= 1).all() and keeper.take(column):
            free[candidates[column]] = False
            np.subtract.at(left, used, 1)
            chosen.append(column)
    return np.array(chosen, np.intp)


def stepped(model: Model, lists: Found, prices: Prices, target: float, tick: Tick) -> Prices:
    """Better prices, by subgradient steps over given lists, sorted by candidate: near the best, for a fraction of the
    time. `target` is what a plan is known to reach."""
    best_prices = prices
    starts = np.flatnonzero(np.diff(lists.candidate, prepend=-1))
    limited, wanted = np.isfinite(model.most), model.least > 0
    most = np.where(limited, model.most, 0.0)
    lowest, pace, idle = np.inf, 1.0, 0
    for _ in range(_STEPS if len(starts) else 0):
        tick()
        c, u, f = model.on_parts(prices)
        rest = lists.score - c[lists.candidate] - u[lists.university] - f[lists.firm]
        best = np.maximum.reduceat(rest, starts)
        there = np.repeat(best, np.diff(np.r_[starts, len(rest)]))
        picks = np.flatnonzero((rest == there) & (rest > 0))
        picks = picks[np.unique(lists.candidate[picks], return_index=True)[1]]
        parts = zip(model.counts, (lists.candidate, lists.university, lists.firm), model.sides.shape, strict=True)
        counts = sum(count.T @ np.bincount(rows[picks], minlength=size) for count, rows, size in parts)
        bound = np.maximum(best, 0).sum() + prices.most @ most - prices.least @ model.least
        idle = 0 if bound < lowest - 1e-6 * abs(lowest) else idle + 1
        if bound < lowest:
            lowest, best_prices = bound, prices
        if idle == _PATIENCE:
            pace, idle = pace / 2, 0
        over = np.where(limited, counts - most, 0.0)
        under = np.where(wanted, model.least - counts, 0.0)
        over[(over < 0) & (prices.most <= 0)] = 0
        under[(under < 0) & (prices.least <= 0)] = 0
        length = over @ over + under @ under
        if length == 0 or bound <= target:
            break
        step = pace * (bound - target) / length
        prices = Prices(
            np.maximum(prices.most + step * over, 0),
            np.clip(prices.least + step * under, 0, model.penalty),
            prices.pins,
        )
    return best_prices


def watched(work: Callable[[], Any], tick: Tick) -> Any:
    """The result of work on another thread. `tick` is called while it lasts and may raise to stop waiting."""
    results: list[Any] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as fault:  # raised again where it is waited for
            faults.append(fault)

    thread = Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_POLL)
        tick()
    if faults:
        raise faults[0]
    return results[0]
