"""The plan for everybody on the sample programme: it keeps the rules, says how good it is, is saved, and can be laid
down, changed, compared and put forward."""

from collections import Counter
from dataclasses import replace

import pytest

from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.reasons import PARTS
from talentapp.domain.records import Candidate
from talentapp.domain.terms import Mark, State, Status, Verdict
from talentapp.office import Office
from talentapp.office.plans.planning import Planning
from talentapp.office.runs.recommending import Recommending
from talentapp.office.runs.scored import Scorer
from talentapp.office.views.pairings import PairingQuery, PairingRow
from talentapp.office.views.plans import PlanCard, PlannedRow, PlanRequest, Quota, Sofar
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.store import queries
from talentapp.wording import Wording

Ids = tuple[int, int, int]
STAGES = 4  # of a search for a plan


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    """Keeps the scores of the sample from one test to the next."""
    return Scorer()


@pytest.fixture
def sample_office(sample_office: Office, scorer: Scorer) -> Office:
    """An office on a copy of the prepared sample programme."""
    parts = {
        "planning": Planning(sample_office.store, scorer),
        "recommending": Recommending(sample_office.store, scorer),
    }
    return replace(sample_office, **parts)  # type: ignore[arg-type]


def made(office: Office, **asked: object) -> PlanCard:
    return office.planning.plan(office.planning.run(PlanRequest(**asked), "王老师").plan.id)  # type: ignore[arg-type]


def ids(planned: PlannedRow) -> Ids:
    row = planned.row
    return row.candidate_id, row.university_project_id, row.firm_project_id


def keeps_the_rules(office: Office, plan: PlanCard) -> None:
    rows = {row.id: row for row in office.look.project_rows(office.look.find_projects(ProjectQuery()))}
    used = Counter(key for planned in plan.pairings for key in ids(planned)[1:])
    assert all(number <= rows[key].places_left for key, number in used.items())
    taken = Counter[int]()
    for key, number in used.items():
        taken[rows[key].organisation_id] += number
    for organisation in office.look.organisations():
        assert organisation.places_cap is None or taken[organisation.id] <= organisation.places_cap


@pytest.mark.long
def test_the_plan_keeps_places_and_caps_and_takes_nobody_twice(sample_office: Office) -> None:
    plan = made(sample_office)
    assert plan.row.status == "optimal" and plan.row.gap == 0 and plan.pairings
    assert plan.row.total == pytest.approx(plan.row.bound, abs=1e-3)
    people = [planned.row.candidate_id for planned in plan.pairings]
    assert len(people) == len(set(people))
    assert set(people).isdisjoint(item.candidate_id for item in plan.unmatched)
    assert len(people) + len(plan.unmatched) == sample_office.look.counts().candidates
    keeps_the_rules(sample_office, plan)
    for item in plan.unmatched:
        assert item.candidate and item.why and (item.score is None) == (item.university_project == "")
        assert item.why != "full" or item.full


@pytest.mark.long
def test_its_pairings_have_the_reasons_of_a_run(sample_office: Office) -> None:
    plan = made(sample_office)
    known = {
        (row.candidate_id, row.university_project_id, row.firm_project_id): row
        for row in sample_office.look.recommended()
    }
    shared = [planned for planned in plan.pairings if ids(planned) in known]
    assert shared
    for planned in shared:
        mine, theirs = (sample_office.look.pairing(one.recommendation_id) for one in (planned.row, known[ids(planned)]))
        assert mine.explanations == theirs.explanations and mine.row.parts == theirs.row.parts
        assert set(mine.row.parts) == set(PARTS)


@pytest.mark.long
def test_it_is_saved_and_found_again_and_not_made_twice(sample_office: Office) -> None:
    run_before = sample_office.look.counts().latest_run
    first = sample_office.planning.run(PlanRequest(), "王老师")
    again = sample_office.planning.run(PlanRequest(time_limit=30), "王老师")
    assert not first.repeated and again.repeated and again.plan == first.plan
    other = sample_office.planning.run(PlanRequest(fairness="worst"), "李老师")
    assert [row.id for row in sample_office.planning.plans()] == [other.plan.id, first.plan.id]
    assert other.plan.who == "李老师" and other.plan.request.fairness == "worst"
    assert sample_office.look.counts().latest_run == run_before  # lists still show recommendations


@pytest.mark.long
def test_fairness_never_serves_the_worst_less_and_never_wins_points(sample_office: Office) -> None:
    total, blend, worst = (made(sample_office, fairness=fairness) for fairness in ("total", "blend", "worst"))
    assert worst.row.level >= blend.row.level - 1e-9 and worst.row.level >= total.row.level
    assert worst.row.total <= blend.row.total + 1e-6 <= total.row.total + 2e-6


@pytest.mark.long
def test_what_people_decided_stands(sample_office: Office) -> None:
    first, second, *_ = sample_office.look.pairing_rows(sample_office.look.find_pairings(PairingQuery()))
    sample_office.review.decide(first.pairing_id or 0, Verdict.ACCEPT)
    sample_office.review.decide(second.pairing_id or 0, Verdict.DECLINE, "no")
    plan = made(sample_office)
    assert plan.settled == 1
    assert first.candidate_id not in {planned.row.candidate_id for planned in plan.pairings}
    assert first.candidate_id not in {item.candidate_id for item in plan.unmatched}
    declined = (second.candidate_id, second.university_project_id, second.firm_project_id)
    assert declined not in map(ids, plan.pairings)


@pytest.mark.long
def test_pins_and_bans_survive_a_new_plan_which_changes_as_little_as_it_must(sample_office: Office) -> None:
    plan = made(sample_office)
    held = next(planned for planned in plan.pairings if planned.alternates)
    other = held.alternates[0]
    sample_office.planning.swap(ids(held), other.candidate_id, "王老师")
    assert {(mark.candidate, mark.mark) for mark in sample_office.planning.marks()} == {
        (held.row.candidate, Mark.FORBID),
        (other.candidate, Mark.PIN),
    }
    after = made(sample_office, keep=True)
    swapped = (other.candidate_id, *ids(held)[1:])
    chosen = set(map(ids, after.pairings))
    assert swapped in chosen and ids(held) not in chosen and after.row.based_on_id == plan.row.id
    assert next(planned for planned in after.pairings if ids(planned) == swapped).pinned
    assert len(chosen & set(map(ids, plan.pairings))) == len(plan.pairings) - 1  # nothing else had to give way
    assert after.row.gap is not None and after.row.bound is not None and after.row.bound >= after.row.total - 1e-6
    told = sample_office.planning.compare(plan.row.id, after.row.id)
    reasons = {change.candidate: change.why for change in told.changes}
    assert reasons[other.candidate] == "pinned" and reasons[held.row.candidate] == "forbidden"
    assert told.same == len(plan.pairings) - 1
    assert sum(change.points for change in told.changes) == pytest.approx(after.row.total - plan.row.total, abs=0.5)
    pinned = next(ids(planned) for planned in after.pairings if ids(planned) not in (swapped, ids(held)))
    sample_office.planning.mark({pinned: Mark.PIN}, "王老师")
    sample_office.planning.mark({ids(held): Mark.RELEASE}, "王老师")  # and with it the one who stepped in
    assert [mark.candidate_id for mark in sample_office.planning.marks()] == [pinned[0]]
    sample_office.planning.mark({pinned: Mark.RELEASE}, "王老师")
    assert sample_office.planning.marks() == []
    assert set(map(ids, made(sample_office).pairings)) == set(map(ids, plan.pairings))


def test_who_is_accepted_meanwhile_is_no_loss_of_the_next_plan(sample_office: Office) -> None:
    plan = made(sample_office)
    sample_office.planning.put_forward(plan.row.id, "王老师")
    one = plan.pairings[0]
    (key,) = [row.pairing_id for row in sample_office.look.pairings_of_candidate(ids(one)[0]) if _same(row, one)]
    assert key is not None
    sample_office.review.decide(key, Verdict.ACCEPT, who="王老师")
    after = made(sample_office)
    told = sample_office.planning.compare(plan.row.id, after.row.id)
    (change,) = [change for change in told.changes if change.candidate_id == ids(one)[0]]
    assert (change.kind, change.why, change.points) == ("accepted", "accepted", 0.0)
    sides = {row.organisation_id: row.points for row in told.organisations}
    owner = sample_office.look.project_rows([ids(one)[1]])[0].organisation_id
    moved = sum(abs(other.points) for other in told.changes)
    assert abs(sides.get(owner, 0.0)) <= moved + 0.05  # what it lost is not what it has won
    said = Wording("zh_CN").plan_changes(told)
    assert said.endswith("另有 1 人已入围，不再列入。")


def _same(row: PairingRow, planned: PlannedRow) -> bool:
    return (row.candidate_id, row.university_project_id, row.firm_project_id) == ids(planned)


def test_what_a_plan_put_forward_is_taken_back_as_one(sample_office: Office) -> None:
    plan = made(sample_office)
    one, two = plan.pairings[0], plan.pairings[1]
    sample_office.planning.mark({(ids(one)[0], *ids(two)[1:]): Mark.PIN}, "王老师")  # which no run has put forward
    plan = made(sample_office)
    done = sample_office.planning.put_forward(plan.row.id, "王老师")
    kept = [one for one in done.result.edit.forwarded if one.kept]
    assert len(done.result.edit.forwarded) - len(kept) == done.put_forward > 0 and len(kept) == done.waited > 0
    first = sample_office.look.pairing_rows([done.result.edit.forwarded[0].pairing_id])[0]
    assert done.result.edit.title == first.candidate
    back = sample_office.take_back(done.result.edit)
    assert back.left == 0 and len(back.edit.forwarded) == len(done.result.edit.forwarded)
    again = sample_office.take_back(back.edit)
    assert sample_office.planning.put_forward(plan.row.id, "王老师").result.edit.is_nothing, "all are kept again"
    sample_office.take_back(again.edit)
    assert sample_office.planning.put_forward(plan.row.id, "王老师").put_forward == done.put_forward


def test_what_waited_already_is_kept_by_a_plan_until_that_is_taken_back(sample_office: Office) -> None:
    plan = made(sample_office)
    done = sample_office.planning.put_forward(plan.row.id, "王老师")
    (kept, *_) = (one.pairing_id for one in done.result.edit.forwarded if one.kept)

    def history() -> list[tuple[Verdict, bool, bool]]:
        (row,) = sample_office.look.pairing_rows([kept])
        said = sample_office.look.pairing(row.recommendation_id).history
        return [(one.verdict, bool(one.facts.get("kept")), one.retracted) for one in said]

    def is_spoken_of() -> bool:
        with sample_office.store.reading() as session:
            return kept in queries.spoken_of(session, [kept])

    assert history() == [(Verdict.PUT_FORWARD, True, False)] and is_spoken_of()
    back = sample_office.take_back(done.result.edit)
    assert history() == [(Verdict.PUT_FORWARD, True, True), (Verdict.RENEW, False, False)] and not is_spoken_of()
    assert sample_office.look.pairing_rows([kept])[0].state is State.RECOMMENDED, "as before the plan"
    sample_office.take_back(back.edit)
    assert history()[2:] == [(Verdict.PUT_FORWARD, True, False)] and is_spoken_of()


def test_what_somebody_has_laid_down_since_is_not_taken_back(sample_office: Office) -> None:
    plan = made(sample_office)
    one, two, *_ = map(ids, plan.pairings)
    done = sample_office.planning.mark({one: Mark.PIN, two: Mark.FORBID}, "王老师")
    sample_office.planning.mark({one: Mark.FORBID}, "李老师")
    result = sample_office.take_back(done.edit)
    assert result.left == 1 and [laid.ids for laid in result.edit.laid] == [two]
    assert [(mark.candidate_id, mark.mark) for mark in sample_office.planning.marks()] == [(one[0], Mark.FORBID)]


def test_a_pin_of_somebody_shortlisted_lapses_and_is_said(sample_office: Office) -> None:
    plan = made(sample_office)
    one, two = plan.pairings[0], plan.pairings[1]
    sample_office.planning.mark({(ids(one)[0], *ids(two)[1:]): Mark.PIN}, "王老师")
    forward = sample_office.planning.put_forward(plan.row.id, "王老师", [one.row.recommendation_id])
    assert forward.put_forward + forward.waited == 1
    (row,) = [r for r in sample_office.planning.plan(plan.row.id).pairings if ids(r) == ids(one)]
    sample_office.review.decide(row.row.pairing_id or 0, Verdict.ACCEPT, "", "李老师")
    after = made(sample_office)
    assert [(item.candidate, item.why) for item in after.lapsed] == [(one.row.candidate, "settled")]


def test_a_plan_is_put_forward_like_any_recommendation(sample_office: Office) -> None:
    plan = made(sample_office)
    waiting = sum(planned.row.state is State.RECOMMENDED for planned in plan.pairings)
    done = sample_office.planning.put_forward(plan.row.id, "王老师")
    assert (done.put_forward, done.waited, done.passed_over) == (len(plan.pairings) - waiting, waiting, 0)
    again = sample_office.planning.put_forward(plan.row.id, "王老师")
    assert (again.put_forward, again.waited, again.forbidden) == (0, len(plan.pairings), 0)
    left_out = ids(plan.pairings[1])
    sample_office.planning.mark({left_out: Mark.FORBID}, "王老师")
    assert sample_office.planning.put_forward(plan.row.id, "王老师").forbidden == 1
    sample_office.planning.mark({left_out: Mark.RELEASE}, "王老师")
    after = sample_office.planning.plan(plan.row.id)
    assert {planned.row.state for planned in after.pairings} == {State.RECOMMENDED}
    card = sample_office.look.pairing(after.pairings[0].row.recommendation_id)
    assert card.history[-1].who == "王老师" and Verdict.ACCEPT in card.verdicts
    sample_office.recommending.run()  # a new run must not let them expire
    assert sample_office.planning.plan(plan.row.id).pairings[0].row.state is State.RECOMMENDED
    sample_office.review.decide(after.pairings[0].row.pairing_id or 0, Verdict.DECLINE, "方向不符", "李老师")
    assert sample_office.planning.put_forward(plan.row.id, "王老师").passed_over == 1


@pytest.mark.long
def test_several_appointments_are_given_within_effort(sample_office: Office) -> None:
    keep = {planned.row.candidate_id for planned in made(sample_office).pairings[:8]}
    with sample_office.store.writing() as session:
        for record in queries.all_of(session, Candidate):
            record.status = record.status if record.id in keep else Status.CLOSED
    one, several = made(sample_office), made(sample_office, appointments=2)
    people = Counter(planned.row.candidate_id for planned in several.pairings)
    assert max(people.values()) == 2 and several.row.total > one.row.total and several.row.status == "optimal"
    keeps_the_rules(sample_office, several)
    for person in (key for key, number in people.items() if number > 1):
        mine = [planned for planned in several.pairings if planned.row.candidate_id == person]
        (offered,) = sample_office.look.candidate_rows([person])
        rows = sample_office.look.project_rows([key for planned in mine for key in ids(planned)[1:]])
        assert sum(row.effort_min or 0 for row in rows) <= min(offered.effort or 100, 100)
        assert len({row.id for row in rows}) == len(rows)
    forth = sample_office.planning.compare(one.row.id, several.row.id)
    back = sample_office.planning.compare(several.row.id, one.row.id)
    for told, earlier, later in ((forth, one, several), (back, several, one)):
        for change in told.changes:
            mine = [{ids(item) for item in plan.pairings if item.row.candidate_id == change.candidate_id}
                    for plan in (earlier, later)]  # fmt: skip
            gone, come, stays = mine[0] - mine[1], mine[1] - mine[0], mine[0] & mine[1]
            listed = [{(row.candidate_id, row.university_project_id, row.firm_project_id) for row in rows}
                      for rows in (change.before, change.after, change.stays)]  # fmt: skip
            assert listed == [gone, come, stays], "what differs, and what stays beside it"
            assert (change.kind == "gained") == bool(come and stays and not gone)
            assert (change.kind == "lost") == bool(gone and stays and not come)
            assert change.kind == change.why or change.kind not in ("gained", "lost")
    assert {"gained"} <= {change.kind for change in forth.changes}
    assert {"lost"} <= {change.kind for change in back.changes}
    say = Wording("zh_CN")
    assert say("plan-changed-gained", said="", n=1)[1:] in say.plan_changes(forth)


@pytest.mark.long
def test_quotas_hold(sample_office: Office) -> None:
    rows = sample_office.look.project_rows(sample_office.look.find_projects(ProjectQuery()))
    field = Counter(row.field for row in rows if row.field).most_common(1)[0][0]
    mine = {row.id for row in rows if field in row.field}
    plan = made(sample_office, quotas=(Quota("field", field, most=1), Quota("language", "英语", least=1)))
    assert plan.row.status == "optimal"
    assert sum(key in mine for planned in plan.pairings for key in ids(planned)[1:]) <= 1
    impossible = made(sample_office, quotas=(Quota("language", "克林贡语", least=1),))
    assert impossible.row.status == "infeasible"
    assert [(rule.code, rule.name["en"]) for rule in impossible.clash] == [("quota", "克林贡语")]


def test_a_quota_is_of_what_is_meant_in_whichever_language_it_is_written(sample_office: Office) -> None:
    look = sample_office.look
    people = [look.candidate(key) for key in look.find_candidates(CandidateQuery())]
    german = {one.row.id for one in people if {"German", "德语", "德語", "Deutsch"} & {*one.languages}}
    rows = look.project_rows(look.find_projects(ProjectQuery()))
    rendering = {row.id for row in rows if row.field in ("图形渲染", "圖形渲染", "graphics rendering")}
    assert len(german) > 2 and len(rendering) > 2
    plan = made(
        sample_office,
        quotas=(Quota("language", "德语", least=3), Quota("field", "graphics rendering", most=1)),
    )
    assert plan.row.status == "optimal"
    assert sum(planned.row.candidate_id in german for planned in plan.pairings) >= 3
    assert sum(key in rendering for planned in plan.pairings for key in ids(planned)[1:]) <= 1


@pytest.mark.long
def test_rules_that_clash_are_named_with_the_way_out(sample_office: Office) -> None:
    plan = made(sample_office, least=9)
    assert plan.row.status == "infeasible" and plan.row.bound is None
    assert {rule.code for rule in plan.clash} == {"cap", "minimum"}
    assert len({rule.name["zh_CN"] for rule in plan.clash}) == 1
    assert plan.relaxation and all(rule.by > 0 and rule.limit for rule in plan.relaxation)


@pytest.mark.long
def test_a_cancel_keeps_the_best_so_far_and_tells_of_it(sample_office: Office) -> None:
    told: list[Sofar] = []

    def stop(done: int, total: int | None) -> None:
        if total == STAGES and done >= 1:
            raise Cancelled

    result = sample_office.planning.run(PlanRequest(fairness="worst"), "", stop, told.append)
    assert result.plan.status == "cancelled" and result.plan.pairings == len(told[-1].pairings) > 0
    assert told[-1].bound >= told[-1].total - 1e-6  # two sums of the same scores round apart
    assert result.plan.gap is not None
    with pytest.raises(Cancelled):
        sample_office.planning.run(PlanRequest(least=1), "", lambda done, total: (_ for _ in ()).throw(Cancelled()))
    assert len(sample_office.planning.plans()) == 1


@pytest.mark.long
def test_while_a_plan_is_kept_the_bound_told_is_one_of_scores(sample_office: Office) -> None:
    made(sample_office)
    told: list[Sofar] = []
    result = sample_office.planning.run(PlanRequest(keep=True, fairness="worst"), "", sofar=told.append)
    assert told and result.plan.bound is not None
    assert told[-1].total - 1e-6 <= told[-1].bound <= result.plan.bound + 100  # not a hundred for each that stays


def test_there_is_no_plan_without_records(office: Office) -> None:
    with pytest.raises(TalentError) as caught:
        office.planning.run()
    assert caught.value.code is Fault.NOTHING_TO_RECOMMEND
    assert office.planning.plans() == [] and office.planning.marks() == []
