"""The plan for everybody on the sample programme: it keeps the rules, and says how good it is or what clashes."""

from collections import Counter

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Verdict
from talentapp.office import Office
from talentapp.office.views import PairingQuery, PlanCard, ProjectQuery


def projects_of(plan: PlanCard) -> Counter[int]:
    return Counter(key for p in plan.pairings for key in (p.university_project_id, p.firm_project_id))


def test_the_plan_keeps_places_and_caps_and_takes_nobody_twice(sample_office: Office) -> None:
    plan = sample_office.recommending.plan()
    assert plan.status == "optimal" and plan.gap == 0 and plan.pairings
    assert plan.total == pytest.approx(plan.bound, abs=1e-3)
    people = [pairing.candidate_id for pairing in plan.pairings]
    assert len(people) == len(set(people))
    assert set(people).isdisjoint(plan.unmatched)
    assert len(people) + len(plan.unmatched) == sample_office.look.counts().candidates
    rows = {row.id: row for row in sample_office.look.project_rows(sample_office.look.find_projects(ProjectQuery()))}
    used = projects_of(plan)
    assert all(number <= rows[key].places_left for key, number in used.items())
    taken = Counter[int]()
    for key, number in used.items():
        taken[rows[key].organisation_id] += number
    for organisation in sample_office.look.organisations():
        assert organisation.places_cap is None or taken[organisation.id] <= organisation.places_cap


def test_fairness_never_serves_the_worst_less_and_never_wins_points(sample_office: Office) -> None:
    total, worst = (sample_office.recommending.plan(fairness) for fairness in ("total", "worst"))
    assert worst.level >= total.level
    assert worst.total <= total.total + 1e-6


def test_what_people_decided_stands(sample_office: Office) -> None:
    first, second, *_ = sample_office.look.pairing_rows(sample_office.look.find_pairings(PairingQuery()))
    sample_office.review.decide(first.pairing_id or 0, Verdict.ACCEPT)
    sample_office.review.decide(second.pairing_id or 0, Verdict.DECLINE, "no")
    plan = sample_office.recommending.plan()
    assert plan.settled == 1
    assert first.candidate_id not in {p.candidate_id for p in plan.pairings} | set(plan.unmatched)
    declined = (second.candidate_id, second.university_project_id, second.firm_project_id)
    proposed = {(p.candidate_id, p.university_project_id, p.firm_project_id) for p in plan.pairings}
    assert declined not in proposed


def test_rules_that_clash_are_named_with_the_way_out(sample_office: Office) -> None:
    plan = sample_office.recommending.plan(least=9)
    assert plan.status == "infeasible" and plan.bound is None
    assert {rule.code for rule in plan.clash} == {"cap", "minimum"}
    assert len({rule.subject for rule in plan.clash}) == 1
    assert plan.relaxation and all(rule.by > 0 for rule in plan.relaxation)


def test_there_is_no_plan_without_records(office: Office) -> None:
    with pytest.raises(TalentError) as caught:
        office.recommending.plan()
    assert caught.value.code is Fault.NOTHING_TO_RECOMMEND
