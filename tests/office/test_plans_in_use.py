"""A plan among other work: whom it leaves out for thin material, what no longer holds of it, what waits beside it."""

import pytest

from talentapp.domain.terms import ErasureReason, Kind, Mark, State, Verdict
from talentapp.office import Office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import PlanCard

from .test_plans import ids, made, sample_office, scorer  # noqa: F401 - fixtures

THIN = {"expertise": "Tensor compilers", "skills": [], "research_fields": [], "evidence": []}


def thinned(office: Office, plan: PlanCard) -> int:
    """Take nearly all material away from somebody of a plan whose place others would like, who stays first there."""
    person = next(one for one in plan.pairings if one.alternates).row.candidate_id
    office.editing.save(Kind.CANDIDATES, THIN, person)
    return person


@pytest.mark.long
def test_thin_material_takes_no_place_unless_it_is_asked_for(sample_office: Office) -> None:  # noqa: F811
    before = made(sample_office)
    person = thinned(sample_office, before)
    plan = made(sample_office)
    (out,) = [item for item in plan.unmatched if item.candidate_id == person]
    assert out.why == "thin" and out.score and out.university_project and not out.full
    assert person not in {one.row.candidate_id for one in plan.pairings}
    assert person not in {other.candidate_id for one in plan.pairings for other in one.alternates}
    assert plan.row.status == "optimal" and plan.considered < before.considered
    with_all = made(sample_office, thin=True)
    assert "thin" not in {item.why for item in with_all.unmatched}
    assert with_all.considered > plan.considered and with_all.row.total >= plan.row.total - 1e-6
    triple = person, out.university_project_id, out.firm_project_id
    assert None not in triple
    sample_office.planning.mark({triple: Mark.PIN}, "王老师")  # type: ignore[dict-item]
    pinned = made(sample_office)
    assert triple in map(ids, pinned.pairings)  # whom somebody has pinned is in
    again = made(sample_office, keep=True)
    assert again.row.status == "optimal" and triple in map(ids, again.pairings)


@pytest.mark.long
def test_a_plan_says_which_of_its_pairings_no_longer_hold(sample_office: Office) -> None:  # noqa: F811
    plan = made(sample_office)
    assert not any(one.gone for one in plan.pairings)
    declined, accepted, closed, *_ = [one for one in plan.pairings if one.row.state is State.RECOMMENDED]
    sample_office.review.decide(declined.row.pairing_id or 0, Verdict.DECLINE, "no")
    elsewhere = next(
        row
        for row in sample_office.look.pairing_rows(sample_office.look.find_pairings(PairingQuery()))
        if row.candidate_id == accepted.row.candidate_id and row.pairing_id != accepted.row.pairing_id
    )
    sample_office.review.decide(elsewhere.pairing_id or 0, Verdict.ACCEPT)
    sample_office.editing.change(Kind.CANDIDATES, [closed.row.candidate_id], BulkChange("status", "closed"))
    gone = {ids(one): one.gone for one in sample_office.planning.plan(plan.row.id).pairings if one.gone}
    wanted = {ids(declined): "declined", ids(accepted): "settled", ids(closed): "closed"}
    assert wanted.items() <= gone.items() and set(gone.values()) <= {*wanted.values(), "full"}


@pytest.mark.long
def test_what_waits_beside_a_plan_is_taken_off_the_queue_and_back(sample_office: Office) -> None:  # noqa: F811
    plan = made(sample_office)
    office, held = sample_office, {ids(one) for one in plan.pairings}

    def waiting() -> dict[int, tuple[int, int, int]]:
        rows = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
        return {row.pairing_id or 0: (row.candidate_id, row.university_project_id, row.firm_project_id) for row in rows}

    before = waiting()
    spoken = next(key for key, triple in before.items() if triple not in held)
    office.agreeing.move(spoken, Verdict.COMMENT, "李老师", "请再看看")
    done = office.planning.clear_beside(plan.row.id)
    assert len(done.edit.forwarded) == plan.waiting_beside - 1 > 0
    assert set(waiting().values()) == (set(before.values()) & held) | {before[spoken]}  # somebody has spoken of it
    assert office.planning.plan(plan.row.id).waiting_beside == 0
    back = office.take_back(done.edit)
    assert back.left == 0 and waiting() == before
    assert len(office.take_back(back.edit).edit.forwarded) == len(done.edit.forwarded)
    key = office.look.pairing(next(r.recommendation_id for r in office.look.recommended() if r.state is State.EXPIRED))
    assert key.history[-1].facts["cause"] == "beside_plan"
    assert office.recommending.run().repeated  # as long as nothing changes, a run brings none of them back


@pytest.mark.long
@pytest.mark.parametrize("name", ["秋季方案", "  秋季方案 ", "x" * 90])
def test_a_plan_is_named_and_goes_by_its_own_name_again(sample_office: Office, name: str) -> None:  # noqa: F811
    plan, planning = made(sample_office).row, sample_office.planning
    done = planning.rename(plan.id, name)
    assert planning.plans()[0].name == name.strip()[:60]
    assert planning.rename(plan.id, name).edit.is_nothing
    back = sample_office.take_back(done.edit)
    assert planning.plans()[0].name == "" and not back.left
    sample_office.take_back(back.edit)
    assert planning.plans()[0].name == name.strip()[:60]
    planning.rename(plan.id, "另一个")
    assert sample_office.take_back(done.edit).left == 1 and planning.plans()[0].name == "另一个"


@pytest.mark.long
def test_a_plan_counts_what_is_left_of_it_once_somebody_is_erased(sample_office: Office) -> None:  # noqa: F811
    plan = made(sample_office)
    assert plan.row.pairings == len(plan.pairings) and not plan.row.erased
    sample_office.privacy.erase([plan.pairings[0].row.candidate_id], ErasureReason.REQUEST)
    after = sample_office.planning.plan(plan.row.id)
    assert after.row.pairings == len(after.pairings) == plan.row.pairings - 1 and after.row.erased == 1
    (listed,) = [one for one in sample_office.planning.plans() if one.id == plan.row.id]
    assert (listed.pairings, listed.erased, listed.total) == (after.row.pairings, 1, plan.row.total)
