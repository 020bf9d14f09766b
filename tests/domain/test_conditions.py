"""Hard conditions: each excludes exactly when it should, and what is left open never excludes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.conditions import (
    Alone,
    Condition,
    Demand,
    Offer,
    common_forms,
    pair_obstacles,
    project_obstacles,
    triple_obstacles,
    why_alone,
)
from talentapp.domain.terms import Form, Side

FIRM = Demand(organisation=1, side=Side.FIRM, start=date(2027, 3, 1), end=date(2028, 2, 28))
SCHOOL = Demand(organisation=2, side=Side.UNIVERSITY, start=date(2027, 3, 1), end=date(2028, 2, 28))


def conditions(offer: Offer, demand: Demand) -> list[Condition]:
    return [obstacle.condition for obstacle in pair_obstacles(offer, demand)]


def test_nothing_said_excludes_nothing() -> None:
    assert conditions(Offer(), Demand(1, Side.FIRM)) == []


@pytest.mark.parametrize(
    ("until", "available", "bars"),
    [
        (date(2027, 2, 28), None, False),  # over the day before the project starts
        (date(2027, 3, 1), None, True),  # still runs on the first day
        (date(2027, 5, 1), date(2027, 6, 1), False),  # the person comes later than that
        (date(2027, 6, 1), date(2027, 6, 1), True),
        (None, None, True),  # no end known: it runs on
    ],
)
def test_noncompete_counts_on_the_day_work_would_begin(until: date | None, available: date | None, bars: bool) -> None:
    offer = Offer(noncompete_until=until, barred=frozenset({1}), available_from=available)
    assert (Condition.NONCOMPETE in conditions(offer, FIRM)) is bars


def test_noncompete_bars_firms_only() -> None:
    everyone = Offer(noncompete_until=date(2030, 1, 1), bars_all_firms=True)
    assert conditions(everyone, FIRM) == [Condition.NONCOMPETE]
    assert conditions(everyone, SCHOOL) == []


@pytest.mark.parametrize(
    ("one", "others", "why"),
    [
        ({"places_left": 0}, [{}], Alone.NO_PLACE),
        ({}, [], Alone.NO_PARTNER),
        ({}, [{"places_left": 0}], Alone.NO_PARTNER),
        ({"forms": frozenset({Form.DUAL_POST})}, [{"forms": frozenset({Form.TECHNICAL_CONSULTING})}],
         Alone.NO_COMMON_FORM),
        ({"effort_min": 60}, [{"effort_min": 50}], Alone.NO_FITTING_PARTNER),
        ({}, [{"organisation": 9}], Alone.NO_FITTING_PARTNER),  # they compete
        ({"effort_min": 60}, [{"effort_min": 50}, {}], Alone.NO_CANDIDATE),
    ],
)  # fmt: skip
@pytest.mark.parametrize("side", Side)
def test_why_nobody_is_recommended_for_a_project(
    one: dict[str, Any], others: list[dict[str, Any]], why: Alone, side: Side
) -> None:
    other = next(each for each in Side if each is not side)
    own = Demand(**({"organisation": 1, "side": side} | one))
    partners = [Demand(**({"organisation": 2, "side": other} | each)) for each in others]
    assert why_alone(own, partners, {1: frozenset({9}), 9: frozenset({1})}) is why


def test_each_pair_condition() -> None:
    assert conditions(Offer(), Demand(1, Side.FIRM, places_left=0)) == [Condition.NO_PLACE]
    assert conditions(Offer(conflicts=frozenset({1})), FIRM) == [Condition.CONFLICT]
    assert conditions(Offer(available_from=date(2028, 3, 1)), FIRM) == [Condition.DATES]
    assert conditions(Offer(effort=9.9), Demand(1, Side.FIRM, effort_min=10)) == [Condition.EFFORT]
    wanted = Offer(forms=frozenset({Form.DUAL_POST}))
    assert conditions(wanted, Demand(1, Side.FIRM, forms=frozenset({Form.TECHNICAL_CONSULTING}))) == [Condition.FORMS]


def test_what_only_shows_with_both_projects() -> None:
    two = Offer(effort=30)
    school = Demand(2, Side.UNIVERSITY, effort_min=20)
    firm = Demand(1, Side.FIRM, effort_min=20)
    assert [o.condition for o in triple_obstacles(two, school, firm, {})] == [Condition.EFFORT_TOGETHER]
    assert [o.condition for o in project_obstacles(school, firm, {2: {1}})] == [Condition.COMPETITORS]
    later = Demand(1, Side.FIRM, start=date(2029, 1, 1))
    assert [o.condition for o in project_obstacles(SCHOOL, later, {})] == [Condition.DATES_TOGETHER]


FORMS = st.frozensets(st.sampled_from(Form))


@given(FORMS, FORMS, FORMS)
def test_common_forms_are_those_that_nobody_refuses(a: frozenset[Form], b: frozenset[Form], c: frozenset[Form]) -> None:
    expected = {form for form in Form if all(form in some for some in (a, b, c) if some)}
    assert set(common_forms(a, b, c)) == expected
