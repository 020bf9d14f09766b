"""Plans are optimal, proven so, and keep every rule: against SciPy's MILP over all triples of small programmes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from talentapp.domain.errors import Cancelled
from talentapp.matching.plan import Key, Plan, Rule, Status, make_plan
from talentapp.matching.solving import watched
from talentapp.matching.triples import Sides, Weights

from .counting import compared
from .test_triples import WEIGHTS, brute, programme


def counted(rule: Rule, key: Key) -> int:
    return (key[0] in rule.candidates) + (key[1] in rule.universities) + (key[2] in rule.firms)


def oracle(
    sides: Sides, weights: Weights, rules: Sequence[Rule], pins: Sequence[Key] = (), bans: Sequence[Key] = ()
) -> float | None:
    """The best total of any plan, None where there is none, by enumerating every triple."""
    every = [(score, (c, u, f)) for score, c, u, f in brute(sides, weights) if (c, u, f) not in bans]
    keys = [key for _, key in every]
    if any(pin not in keys for pin in pins):
        return None
    if not keys:
        return None if any(rule.least > 0 for rule in rules) else 0.0
    rows = [[float(key[0] == c) for key in keys] for c in range(sides.shape[0])]
    low, high = [-np.inf] * len(rows), [1.0] * len(rows)
    for rule in rules:
        rows.append([float(counted(rule, key)) for key in keys])
        low.append(rule.least)
        high.append(np.inf if rule.most is None else rule.most)
    result = milp(
        [-score for score, _ in every],
        constraints=LinearConstraint(np.array(rows), low, high),
        integrality=np.ones(len(keys)),
        bounds=Bounds([float(key in pins) for key in keys], 1),
        options={"mip_rel_gap": 0.0},
    )
    return None if result.x is None else -float(result.fun)


def some_rules(rng: np.random.Generator, sizes: tuple[int, int, int], demanding: bool) -> list[Rule]:
    rules = [Rule("places", f"u{u}", universities=[u], most=int(rng.integers(0, 3))) for u in range(sizes[1])]
    rules += [Rule("places", f"f{f}", firms=[f], most=int(rng.integers(0, 3))) for f in range(sizes[2])]
    for kind, size in (("universities", sizes[1]), ("firms", sizes[2])):
        half = np.flatnonzero(rng.random(size) < 0.5).tolist()
        least = int(rng.integers(0, 3)) if demanding else 0
        rules.append(Rule("cap", kind, **{kind: half}, least=least, most=int(rng.integers(least, 6))))
    if demanding:
        some = np.flatnonzero(rng.random(sizes[0]) < 0.4).tolist()
        rules.append(Rule("quota", "language", candidates=some, least=int(rng.integers(0, 2)), most=3))
    return rules


def checked(plan: Plan, sides: Sides, rules: Sequence[Rule], bans: Sequence[Key] = ()) -> list[Key]:
    keys = [(pairing.candidate, pairing.university, pairing.firm) for pairing in plan.pairings]
    assert len({key[0] for key in keys}) == len(keys)
    assert not set(keys) & set(bans)
    for key in keys:
        assert sides.possible(*(np.array([row]) for row in key)).all()
    for rule in rules:
        assert rule.most is None or sum(counted(rule, key) for key in keys) <= rule.most
    return keys


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.tuples(st.integers(0, 8), st.integers(0, 6), st.integers(0, 6)),
    values=st.sampled_from(["random", "ties", "equal", "nought"]),
    weights=st.sampled_from(WEIGHTS),
    demanding=st.booleans(),
    pinned=st.integers(0, 2),
    banned=st.integers(0, 5),
)
def test_plans_are_optimal_or_proven_impossible(
    seed: int, sizes: Any, values: str, weights: Any, demanding: bool, pinned: int, banned: int
) -> None:
    rng = np.random.default_rng(seed)
    sides, w = programme(seed, sizes, values, barred=0.1), Weights(*weights)
    rules = some_rules(rng, sizes, demanding)
    keys = [key[1:] for key in brute(sides, w)]
    pins = [keys[i] for i in rng.choice(len(keys), min(pinned, len(keys)), replace=False)]
    bans = [
        key
        for key in (keys[i] for i in rng.choice(len(keys), min(banned, len(keys)), replace=False))
        if key not in pins
    ]
    plan = make_plan(sides, w, rules, pins=pins, bans=bans)
    best = oracle(sides, w, rules, pins, bans)
    compared("plans compared with the optimum over every triple")
    chosen = checked(plan, sides, rules, bans)
    if best is None:
        assert plan.status is Status.INFEASIBLE and plan.missing
    else:
        assert plan.status is Status.OPTIMAL and not plan.missing
        assert plan.total == pytest.approx(best, abs=1e-6)
        assert plan.bound >= best - 1e-6 and plan.gap <= 1e-6
        assert set(pins) <= set(chosen)
        for rule in rules:
            assert sum(counted(rule, key) for key in chosen) >= rule.least


@pytest.mark.parametrize("seed", range(3))
def test_a_programme_of_some_size_is_proven_optimal(seed: int) -> None:
    sizes = (60, 25, 25)
    sides, w = programme(seed, sizes), Weights()
    rules = some_rules(np.random.default_rng(seed), sizes, demanding=False)
    plan = make_plan(sides, w, rules)
    checked(plan, sides, rules)
    assert plan.status is Status.OPTIMAL
    best = oracle(sides, w, rules)
    assert best is not None and plan.total == pytest.approx(best, abs=1e-6)


def test_the_bound_holds_even_without_time() -> None:
    hasty_ones = 0
    for seed in range(6):
        sides, w = programme(seed, (40, 15, 15)), Weights()
        rules = some_rules(np.random.default_rng(seed), (40, 15, 15), demanding=False)
        hasty = make_plan(sides, w, rules, time_limit=0.0)
        best = make_plan(sides, w, rules)
        hasty_ones += hasty.status is Status.TIME_LIMIT
        checked(hasty, sides, rules)
        assert hasty.total <= best.total + 1e-9 and hasty.bound >= best.total - 1e-6
        assert hasty.gap == pytest.approx((hasty.bound - hasty.total) / hasty.bound)
    assert hasty_ones


def test_a_cancelled_plan_is_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    sides, w = programme(4, (40, 15, 15)), Weights()
    rules = some_rules(np.random.default_rng(4), (40, 15, 15), demanding=False)
    begun: list[int] = []

    def stop(done: int, total: int | None) -> None:
        if done == 1:
            begun.append(done)
            raise Cancelled

    plan = make_plan(sides, w, rules, progress=stop)
    assert plan.status is Status.CANCELLED and plan.pairings and begun
    checked(plan, sides, rules)

    def at_once(done: int, total: int | None) -> None:
        raise Cancelled

    nothing = make_plan(sides, w, rules, progress=at_once)
    assert nothing.status is Status.CANCELLED and not nothing.pairings


def test_loyalty_keeps_an_earlier_plan_where_little_is_lost() -> None:
    sizes = (50, 20, 20)
    sides, w = programme(5, sizes), Weights()
    rules = some_rules(np.random.default_rng(5), sizes, demanding=False)
    before = make_plan(sides, w, rules)
    kept = checked(before, sides, rules)
    fewer = [*rules, Rule("cap", "all", candidates=range(50), most=len(kept) - 2)]
    free = checked(make_plan(sides, w, fewer), sides, fewer)
    loyal = checked(make_plan(sides, w, fewer, kept=kept, loyalty=0.5), sides, fewer)
    assert len(set(loyal) - set(kept)) == 0
    assert len(set(loyal) & set(kept)) >= len(set(free) & set(kept))


def test_a_fault_on_the_solver_thread_is_raised_where_it_is_waited_for() -> None:
    def broken() -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        watched(broken, lambda: None)


def test_minimums_are_met_however_dear() -> None:
    """Everybody fits one project fully and the next one not at all; the minimums want everybody in the next one."""
    n = 40
    first, second = np.eye(n, n + 1, dtype=np.bool_), np.eye(n, n + 1, 1, dtype=np.bool_)
    sides = replace(
        programme(1, (n, n + 1, 1), "nought", barred=0.0),
        candidate_university=first.astype(np.float32),
        allowed_university=first | second,
        forms=np.zeros(n, np.uint8),
        forms_university=np.zeros(n + 1, np.uint8),
        forms_firm=np.zeros(1, np.uint8),
        effort=np.full(n, np.inf),
    )
    rules = [Rule("minimum", u, universities=[u], least=1, most=1) for u in range(1, n + 1)]
    plan = make_plan(sides, Weights(1, 0, 0), rules)
    assert plan.status is Status.OPTIMAL and not plan.missing
    assert [pairing.university for pairing in plan.pairings] == list(range(1, n + 1))
