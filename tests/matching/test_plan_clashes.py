"""Clashes are real and irreducible, and their relaxations make a plan possible."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from talentapp.domain.errors import Cancelled
from talentapp.matching.clashes import Clash, Eased, Term, explain_clash
from talentapp.matching.plan import Key, Rule
from talentapp.matching.triples import Sides, Weights

from .test_plan import oracle, some_rules
from .test_triples import brute, programme


def possible(sides: Sides, terms: Sequence[Term]) -> bool:
    rules = [term for term in terms if isinstance(term, Rule)]
    pins = [term for term in terms if not isinstance(term, Rule)]
    return oracle(sides, Weights(), rules, pins) is not None


def eased(terms: Sequence[Term], steps: Sequence[Eased]) -> list[Term]:
    left = list(terms)
    for step in steps:
        at = left.index(step.term) if step.term in left else None
        if at is None:  # the same rule eased twice
            at = next(i for i, t in enumerate(left) if isinstance(t, Rule) and t.subject == step.term.subject)  # type: ignore[union-attr]
        term = left[at]
        if step.limit == "pin" or not isinstance(term, Rule):
            del left[at]
        elif step.limit == "most":
            left[at] = replace(term, most=(term.most or 0) + step.by)
        else:
            left[at] = replace(term, least=term.least - step.by)
    return left


def explained(sides: Sides, rules: Sequence[Rule], pins: Sequence[Key] = ()) -> Clash:
    clash = explain_clash(sides, Weights(), rules, pins=pins)
    assert clash is not None
    return clash


def all_allowed(sizes: tuple[int, int, int]) -> Sides:
    sides = programme(1, sizes, barred=0.0)
    free = {name: np.zeros_like(getattr(sides, name)) for name in vars(sides) if name.startswith(("forms", "effort_"))}
    return replace(sides, effort=np.full(sizes[0], np.inf), **free)


def test_a_minimum_above_the_places_is_named_with_them() -> None:
    places = [Rule("places", f"u{u}", universities=[u], most=1) for u in range(4)]
    minimum = Rule("minimum", "org", universities=[2], least=2)
    clash = explained(all_allowed((6, 4, 4)), [*places, minimum])
    assert set(clash.terms) == {places[2], minimum} and clash.proven
    assert [(step.term in (places[2], minimum), step.by) for step in clash.relaxation] == [(True, 1)]


def test_a_pin_that_a_hard_condition_rules_out_stands_alone() -> None:
    sides = all_allowed((6, 4, 4))
    sides.allowed_university[1, 1] = False
    clash = explained(sides, [Rule("places", "u0", universities=[0], most=1)], pins=[(1, 1, 0), (2, 0, 0)])
    assert clash.terms == ((1, 1, 0),)
    assert clash.relaxation == (Eased((1, 1, 0), "pin", 1),)


def test_two_pins_for_one_candidate_clash() -> None:
    clash = explained(all_allowed((6, 4, 4)), [], pins=[(1, 1, 0), (1, 2, 3), (2, 2, 2)])
    assert set(clash.terms) == {(1, 1, 0), (1, 2, 3)}
    assert len(clash.relaxation) == 1 and clash.relaxation[0].limit == "pin"


def test_possible_rules_have_nothing_to_explain() -> None:
    assert explain_clash(all_allowed((6, 4, 4)), Weights(), [Rule("quota", "q", candidates=[1], least=1)]) is None


def test_explaining_can_be_cancelled() -> None:
    def stop(done: int, total: int | None) -> None:
        if done > 1:
            raise Cancelled

    rules = [Rule("places", "u", universities=[0], most=1), Rule("minimum", "u", universities=[0], least=2)]
    with pytest.raises(Cancelled):
        explain_clash(all_allowed((6, 4, 4)), Weights(), rules, progress=stop)


@pytest.mark.long
@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    sizes=st.tuples(st.integers(1, 6), st.integers(1, 4), st.integers(1, 4)),
    pinned=st.integers(0, 2),
)
def test_clashes_are_irreducible_and_relaxations_work(seed: int, sizes: Any, pinned: int) -> None:
    rng = np.random.default_rng(seed)
    sides = programme(seed, sizes, barred=0.1)
    rules = some_rules(rng, sizes, demanding=True)
    keys = [key[1:] for key in brute(sides, Weights())]
    pins = [keys[i] for i in rng.choice(len(keys), min(pinned, len(keys)), replace=False)]
    every: list[Term] = [*rules, *pins]
    assume(not possible(sides, every))
    clash = explained(sides, rules, pins)
    assert clash.proven
    assert not possible(sides, clash.terms)
    for term in clash.terms:
        assert possible(sides, [other for other in clash.terms if other is not term])
    assert clash.relaxation
    assert possible(sides, eased(every, clash.relaxation))
    for step in clash.relaxation:
        assert not possible(sides, eased(every, [other for other in clash.relaxation if other is not step]))
