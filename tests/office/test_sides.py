"""The arrays say of every pair what the domain says of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentapp.domain.conditions import Demand, Offer, pair_obstacles, project_obstacles
from talentapp.domain.terms import Form, Side
from talentapp.office.runs.sides import allowed_pairs, allowed_projects

DAYS = st.none() | st.integers(0, 4).map(lambda number: date(2027, 1, 1) + timedelta(days=number))
FORMS = st.frozensets(st.sampled_from(Form), max_size=2)
ORGANISATIONS = st.frozensets(st.integers(1, 4), max_size=2)
EFFORT = st.none() | st.sampled_from([10.0, 40.0, 60.0])
OFFERS = st.builds(
    Offer,
    forms=FORMS,
    effort=EFFORT,
    available_from=DAYS,
    as_of=DAYS,
    noncompete_until=DAYS,
    barred=ORGANISATIONS,
    bars_all_firms=st.booleans(),
    conflicts=ORGANISATIONS,
)


def demands(side: st.SearchStrategy[Side]) -> st.SearchStrategy[list[Demand]]:
    one = st.builds(
        Demand,
        organisation=st.integers(1, 4),
        side=side,
        forms=FORMS,
        effort_min=EFFORT,
        start=DAYS,
        end=DAYS,
        places_left=st.integers(0, 2),
    )
    return st.lists(one, max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.lists(OFFERS, max_size=4), demands(st.sampled_from(Side)))
def test_pairs(offers: list[Offer], wanted: list[Demand]) -> None:
    expected = [[not pair_obstacles(offer, demand) for demand in wanted] for offer in offers]
    assert allowed_pairs(offers, wanted).tolist() == expected


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(
    demands(st.just(Side.UNIVERSITY)),
    demands(st.just(Side.FIRM)),
    st.dictionaries(st.integers(1, 4), ORGANISATIONS),
)
def test_projects(university: list[Demand], firm: list[Demand], competitors: dict[int, frozenset[int]]) -> None:
    expected = [[not project_obstacles(u, f, competitors) for f in firm] for u in university]
    assert allowed_projects(university, firm, competitors).tolist() == expected
