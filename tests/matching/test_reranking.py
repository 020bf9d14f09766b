"""Learning from decisions: monotone, calibrated, deterministic, and used only where it is surely better."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.utils.estimator_checks import parametrize_with_checks

from talentapp.domain.reasons import PARTS
from talentapp.matching.reranking import (
    Decisions,
    MonotoneLogistic,
    decisions_of,
    evidence,
    learned,
    likelihoods,
)


def office(seed: int, weights: tuple[float, float, float], people: int = 60, each: int = 4) -> Decisions:
    """Decisions of an office that weighs the parts in its own way, with some noise."""
    random = np.random.default_rng(seed)
    parts = random.uniform(0, 1, (people * each, 3)) * [0.4, 0.4, 0.2]
    wanted = parts @ np.array(weights) + random.normal(0, 0.15, len(parts))
    return Decisions(parts, wanted > np.median(wanted), np.repeat(np.arange(people), each))


@parametrize_with_checks([MonotoneLogistic()])
def test_the_step_is_an_estimator_like_any_other(estimator: MonotoneLogistic, check: object) -> None:
    check(estimator)  # type: ignore[operator]


def test_an_office_that_weighs_otherwise_is_learned_from() -> None:
    found = evidence(office(1, (0.2, 3.0, 0.1)))
    assert found.better and found.base is not None and found.learned is not None and found.low is not None
    assert found.learned > found.base + found.low > found.base
    model = learned(office(1, (0.2, 3.0, 0.1)))
    assert model.coef_[1] == max(model.coef_)


@pytest.mark.long
def test_an_office_that_weighs_as_the_score_does_is_left_with_the_score() -> None:
    used = [evidence(office(seed, (1.0, 1.0, 1.0))).better for seed in range(10)]
    assert sum(used) <= 1  # ten such offices; one in forty may be fooled


@pytest.mark.long
def test_decisions_by_chance_teach_nothing() -> None:
    random = np.random.default_rng(3)
    used = 0
    for seed in range(10):
        real = office(seed, (1.0, 1.0, 1.0))
        used += evidence(Decisions(real.parts, random.permutation(real.accepted), real.candidates)).better
    assert used <= 1


@pytest.mark.parametrize("people", [2, 5, 14])
def test_few_decisions_are_not_enough(people: int) -> None:
    found = evidence(office(1, (0.2, 3.0, 0.1), people))
    assert not found.enough and not found.better and found.learned is None


def test_none_at_all_are_not_enough() -> None:
    assert not evidence(decisions_of([], [], [])).enough


def test_all_of_one_kind_are_not_enough() -> None:
    some = office(1, (1.0, 1.0, 1.0))
    assert not evidence(Decisions(some.parts, np.ones(len(some.accepted), bool), some.candidates)).enough


def test_the_same_decisions_give_the_same_evidence_and_the_same_model() -> None:
    one, two = office(5, (0.5, 2.0, 0.5)), office(5, (0.5, 2.0, 0.5))
    assert evidence(one) == evidence(two)
    assert learned(one).coef_.tolist() == learned(two).coef_.tolist()


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 1000),
    weights=st.tuples(*[st.floats(-2, 2)] * 3),
    points=st.lists(st.floats(0, 40), min_size=3, max_size=3),
    part=st.sampled_from(PARTS),
    more=st.floats(0.01, 40),
)
def test_more_of_a_part_never_makes_a_pairing_less_likely(
    seed: int, weights: tuple[float, float, float], points: list[float], part: str, more: float
) -> None:
    """Even where the office prefers less of it."""
    model = learned(office(seed, weights, people=20))
    before = dict(zip(PARTS, points, strict=True))
    low, high = likelihoods(model, [before, {**before, part: before[part] + more}])
    assert 0 <= low <= high <= 1


def test_its_probabilities_are_calibrated() -> None:
    """Of unseen pairings that are said to be accepted in so many of a hundred cases, about so many are."""
    known, unseen = office(1, (0.5, 2.0, 0.5), 300), office(2, (0.5, 2.0, 0.5), 300)
    forecast = learned(known).predict_proba(unseen.parts)[:, 1]
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        some = (forecast >= low) & (forecast < low + 0.2)
        assert abs(forecast[some].mean() - unseen.accepted[some].mean()) < 0.1


def test_only_the_parts_of_the_score_are_read() -> None:
    parts = [{"university": 30.0, "firm": 20.0, "synergy": 5.0, "nationality": 9.0}]
    assert decisions_of(parts, [True], [1]).parts.tolist() == [[0.3, 0.2, 0.05]]
