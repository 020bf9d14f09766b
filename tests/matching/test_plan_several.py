"""People with room for several appointments: optimal within their effort, against SciPy's MILP over all triples."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from talentapp.matching.clashes import explain_clash
from talentapp.matching.plan import Rule, Status, make_plan
from talentapp.matching.several import Person, Several, taken
from talentapp.matching.triples import Weights

from .counting import compared
from .test_triples import brute, programme


def oracle(sides: Any, rules: list[Rule], most: int, efforts: Any, apart: Any) -> float:
    """The best total where each candidate has up to `most` triples within its effort, by enumerating every triple."""
    every = brute(sides, Weights())
    if not every:
        return 0.0
    rows, high = [], []

    def limit(counts: list[float], at_most: float) -> None:
        rows.append(counts)
        high.append(at_most)

    for person in range(sides.shape[0]):
        mine = [float(c == person) for _, c, _, _ in every]
        limit(mine, most)
        loads = [sides.effort_university[u] + sides.effort_firm[f] for _, _, u, f in every]
        limit([m * load for m, load in zip(mine, loads, strict=True)], efforts[person])
        for u in range(sides.shape[1]):
            limit([m * (t[2] == u) for m, t in zip(mine, every, strict=True)], 1)
        for f in range(sides.shape[2]):
            limit([m * (t[3] == f) for m, t in zip(mine, every, strict=True)], 1)
        for us, fs in apart:
            limit([m * (t[2] in us or t[3] in fs) for m, t in zip(mine, every, strict=True)], 1)
    for rule in rules:
        limit([float((t[2] in rule.universities) + (t[3] in rule.firms)) for t in every], float(rule.most or 0))
    result = milp(
        [-t[0] for t in every],
        constraints=LinearConstraint(np.array(rows), -np.inf, high),
        integrality=np.ones(len(every)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    return -float(result.fun)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(1, 4)),
    most=st.integers(1, 3),
    rivals=st.booleans(),
)
def test_several_appointments_are_optimal_within_effort(seed: int, sizes: Any, most: int, rivals: bool) -> None:
    rng = np.random.default_rng(seed)
    sides = programme(seed, sizes, barred=0.1)
    rules = [Rule("places", u, universities=[u], most=int(rng.integers(0, 3))) for u in range(sizes[1])]
    rules += [Rule("places", f, firms=[f], most=int(rng.integers(0, 3))) for f in range(sizes[2])]
    efforts = np.minimum(sides.effort, 100.0)
    apart = [((), tuple(range(0, sizes[2], 2)))] if rivals else []
    rows = np.repeat(np.arange(sizes[0]), most)
    wide = taken(sides, rows)
    people = [Person(np.flatnonzero(rows == c).tolist(), efforts[c]) for c in range(sizes[0])]
    plan = make_plan(wide, Weights(), rules, several=Several(wide, people, apart))
    assert plan.status is Status.OPTIMAL
    assert plan.total == pytest.approx(oracle(sides, rules, most, efforts, apart), abs=1e-6)
    compared("plans with several appointments compared with the optimum over every triple")
    served = [(int(rows[p.candidate]), p.university) for p in plan.pairings]
    assert len(served) == len(set(served))


def test_a_pin_beyond_the_effort_clashes() -> None:
    sides = programme(1, (1, 2, 2), barred=0.0)
    sides.forms[:] = 0
    sides.forms_university[:] = sides.forms_firm[:] = 0
    sides.effort[:] = 60.0
    sides.effort_university[:] = 20.0
    sides.effort_firm[:] = 20.0
    wide = taken(sides, np.array([0, 0]))
    several = Several(wide, [Person([0, 1], 60.0)])
    pins = [(0, 0, 0), (1, 1, 1)]
    assert make_plan(wide, Weights(), [], pins=pins, several=several).status is Status.INFEASIBLE
    clash = explain_clash(wide, Weights(), [], pins=pins, several=several)
    assert clash is not None and set(clash.terms) == set(pins) and len(clash.relaxation) == 1


@pytest.mark.long
def test_who_may_take_two_makes_no_plan_worse() -> None:
    """Where nobody has the effort for a second one, prices promise far too much: the plan of one each is found."""
    sides = programme(1, (40, 60, 60), barred=0.05)
    sides.forms[:] = sides.forms_university[:] = sides.forms_firm[:] = 0
    sides.effort[:], sides.effort_university[:], sides.effort_firm[:] = 70.0, 20.0, 20.0
    rules = [Rule("places", one, universities=[one], most=1) for one in range(60)]
    rules += [Rule("places", one, firms=[one], most=1) for one in range(60)]
    rows = np.repeat(np.arange(40), 2)
    wide = taken(sides, rows)
    people = [Person([2 * c, 2 * c + 1], 70.0) for c in range(40)]
    single = make_plan(sides, Weights(), rules, time_limit=20.0)
    double = make_plan(wide, Weights(), rules, several=Several(wide, people), time_limit=20.0)
    assert double.total >= single.total - 1e-6
