"""Fair plans lift the worst served as far as it goes; standings and differences tell what a plan means."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentapp.domain.errors import Cancelled
from talentapp.matching.comparing import LeftOut, left_out, standings
from talentapp.matching.plan import Rule, Status, make_plan
from talentapp.matching.sharing import Fairness, Share, fair_plan
from talentapp.matching.triples import Sides, Weights

from .test_plan import checked, counted, oracle
from .test_triples import brute, programme


def office(seed: int, sizes: tuple[int, int, int]) -> tuple[Sides, list[Rule], list[Share]]:
    rng = np.random.default_rng(seed)
    sides = programme(seed, sizes, barred=0.1)
    places = [rng.integers(1, 3, size) for size in sizes[1:]]
    rules = [Rule("places", f"u{i}", universities=[i], most=int(most)) for i, most in enumerate(places[0])]
    rules += [Rule("places", f"f{i}", firms=[i], most=int(most)) for i, most in enumerate(places[1])]
    shares = []
    for kind, some in zip(("universities", "firms"), places, strict=True):
        owned = [own for own in np.array_split(np.arange(len(some)), 2) if own.size]
        shares += [Share(f"{kind} {own[0]}", **{kind: own.tolist()}, full=int(some[own].sum())) for own in owned]
    return sides, rules, shares


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.tuples(st.integers(0, 7), st.integers(1, 4), st.integers(1, 4)))
def test_the_worst_served_is_lifted_as_far_as_it_goes(seed: int, sizes: Any) -> None:
    sides, rules, shares = office(seed, sizes)
    fair = fair_plan(sides, Weights(), rules, shares, Fairness.WORST)
    helped = [share for share in shares if share.subject not in fair.beyond_help]
    for share in shares:
        touched = any(u in share.universities or f in share.firms for _, _, u, f in brute(sides, Weights()))
        assert touched == (share in helped)
    levels = sorted({n / share.full for share in helped for n in range(share.full + 1)})
    reachable = [
        level
        for level in levels
        if oracle(sides, Weights(), [*rules, *(share.at_least(level) for share in helped)]) is not None
    ]
    assert fair.proven and fair.reachable == max(reachable, default=0.0)
    assert fair.level >= fair.reachable - 1e-9
    best = oracle(sides, Weights(), [*rules, *(share.at_least(fair.reachable) for share in helped)])
    assert fair.plan.total == pytest.approx(best, abs=1e-6)


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), sizes=st.tuples(st.integers(1, 7), st.integers(1, 4), st.integers(1, 4)))
def test_where_the_rules_clash_nothing_is_said_to_be_reachable_and_fairness_still_counts(seed: int, sizes: Any) -> None:
    sides, rules, shares = office(seed, sizes)
    minimum = Rule("minimum", "f0", firms=[0], least=3)  # no firm has as many places
    alone = make_plan(sides, Weights(), [*rules, minimum])
    (need,) = alone.missing
    fair = fair_plan(sides, Weights(), [*rules, minimum], shares, Fairness.WORST)
    eased = replace(minimum, least=minimum.least - need.missing)
    out = fair_plan(sides, Weights(), [*rules, eased], shares, Fairness.WORST)
    assert alone.status is fair.plan.status is Status.INFEASIBLE
    assert fair.reachable is None and out.reachable is not None
    assert fair.plan.missing == alone.missing
    assert fair.level >= out.reachable - 1e-9
    assert fair.plan.total == pytest.approx(out.plan.total, abs=1e-6)


def test_fairness_trades_the_total_for_the_worst_served() -> None:
    sides, rules, shares = office(3, (14, 8, 8))
    plans = [fair_plan(sides, Weights(), rules, shares, fairness) for fairness in Fairness]
    assert all(plan.plan.status is Status.OPTIMAL for plan in plans)
    assert all(one.plan.total >= other.plan.total - 1e-9 for one, other in pairwise(plans))
    assert plans[2].level >= plans[1].level - 1e-9 and plans[0].reachable is None


def test_cancelling_the_search_for_the_level_leaves_a_plan() -> None:
    sides, rules, shares = office(4, (14, 8, 8))
    calls = 0

    def stop(done: int, total: int | None) -> None:
        nonlocal calls
        calls += 1
        if calls > 6:
            raise Cancelled

    fair = fair_plan(sides, Weights(), rules, shares, Fairness.WORST, progress=stop)
    assert fair.plan.status is Status.CANCELLED and not fair.proven
    checked(fair.plan, sides, rules)


def test_standings_say_what_a_plan_costs_each_side_and_who_could_step_in() -> None:
    sides, rules, _ = office(5, (20, 5, 5))
    plan = make_plan(sides, Weights(), rules)
    every = brute(sides, Weights())
    busy = {pairing.candidate for pairing in plan.pairings}
    told = standings(sides, Weights(), plan, alternates=2)
    assert [standing.pairing for standing in told] == list(plan.pairings)
    for standing in told:
        rows = (standing.pairing.candidate, standing.pairing.university, standing.pairing.firm)
        best = [max(item[0] for item in every if item[part + 1] == row) for part, row in enumerate(rows)]
        assert standing.forgone == pytest.approx([value - standing.pairing.score for value in best])
        others = [item for item in every if item[2:] == rows[1:] and item[1] not in busy]
        assert [(t.score, t.candidate) for t in standing.alternates] == [item[:2] for item in others[:2]]
    first = next(standing for standing in told if standing.alternates)
    ban = (first.alternates[0].candidate, first.pairing.university, first.pairing.firm)
    again = standings(sides, Weights(), plan, bans=[ban], alternates=2)[told.index(first)]
    assert ban[0] not in {alternate.candidate for alternate in again.alternates}
    reasons = left_out(sides, Weights(), plan, rules)
    able = {item[1]: item for item in reversed(every)}
    assert reasons.keys() == set(range(20)) - busy
    for c, missed in reasons.items():
        if c in able:
            assert missed.best is not None and missed.best.score == able[c][0]
            assert missed.why is (LeftOut.FULL if missed.full else LeftOut.OUTBID)
            for rule in missed.full:
                assert sum(counted(rule, (p.candidate, p.university, p.firm)) for p in plan.pairings) == rule.most
                assert counted(rule, (c, missed.best.university, missed.best.firm))
        else:
            assert missed.best is None and missed.why in (LeftOut.NO_UNIVERSITY, LeftOut.NO_FIRM, LeftOut.NO_PAIR)
