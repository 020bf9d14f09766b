"""Review: every word is appended, none is changed."""

import contextlib
from collections import Counter
from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.reasons import REASONS_FROM, USUAL
from talentapp.domain.roles import Actor
from talentapp.domain.states import TAKES_PLACE, Guard
from talentapp.domain.terms import Kind, Role, State, Verdict
from talentapp.office import Office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingCard, PairingQuery
from talentapp.office.views.records import ProjectQuery
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording


def waiting(office: Office) -> list[int]:
    return office.look.find_pairings(PairingQuery())


def card(office: Office, pairing_id: int) -> PairingCard:
    (row,) = office.look.pairing_rows([pairing_id])
    return office.look.pairing(row.recommendation_id)


def test_accept_then_retract_keeps_both_words(sample_office: Office) -> None:
    key = waiting(sample_office)[0]
    sample_office.review.decide(key, Verdict.ACCEPT, who="顾文汐")
    assert key not in waiting(sample_office)
    assert card(sample_office, key).verdicts == (Verdict.DECLINE, Verdict.RETRACT, Verdict.COMMENT)
    sample_office.review.decide(key, Verdict.RETRACT, "hasty", who="顾文汐")
    assert key in waiting(sample_office)
    history = card(sample_office, key).history
    assert [(d.verdict, d.retracted, d.reason) for d in history] == [
        (Verdict.ACCEPT, True, ""),
        (Verdict.RETRACT, False, "hasty"),
    ]
    assert [(d.before, d.after) for d in history] == [
        (State.RECOMMENDED, State.SHORTLISTED),
        (State.SHORTLISTED, State.RECOMMENDED),
    ]


@pytest.mark.parametrize("verdict", [Verdict.DECLINE, Verdict.ANOTHER, Verdict.COMMENT])
@pytest.mark.parametrize("reason", ["", "   "])
def test_turning_down_and_commenting_need_words(sample_office: Office, verdict: Verdict, reason: str) -> None:
    key = waiting(sample_office)[0]
    with pytest.raises(TalentError) as caught:
        sample_office.review.decide(key, verdict, reason)
    assert caught.value.code is Fault.REASON_NEEDED
    assert card(sample_office, key).history == ()


def test_what_the_state_does_not_allow_is_refused(sample_office: Office) -> None:
    key = waiting(sample_office)[0]
    sample_office.review.decide(key, Verdict.ACCEPT)
    for verdict in (Verdict.ACCEPT, Verdict.ANOTHER, Verdict.EXPIRE, Verdict.NOTIFY):
        with pytest.raises(TalentError) as caught:
            sample_office.review.decide(key, verdict, "why")
        assert caught.value.code is Fault.DECISION_NOT_ALLOWED
    with pytest.raises(TalentError) as gone:
        sample_office.review.decide(999_999, Verdict.ACCEPT)
    assert gone.value.code is Fault.RECORD_GONE


def test_asking_for_another_brings_the_next_best_person_for_the_project(sample_office: Office) -> None:
    for key in waiting(sample_office):
        before = card(sample_office, key).row
        result = sample_office.review.decide(key, Verdict.ANOTHER, "方向不合")
        assert result.state is State.DECLINED
        if result.next_pairing_id is not None:
            after = card(sample_office, result.next_pairing_id).row
            assert after.university_project_id == before.university_project_id
            assert after.candidate_id != before.candidate_id
            assert after.state is State.RECOMMENDED
            return
    pytest.fail("no project of the sample programme has another candidate in its list")


@pytest.mark.long
def test_nobody_comes_instead_who_could_not_be_accepted(sample_office: Office) -> None:
    look, decide = sample_office.look, sample_office.review.decide
    for key in waiting(sample_office)[::2]:
        with contextlib.suppress(TalentError):
            decide(key, Verdict.ACCEPT)
    placed = {row.candidate_id for row in look.pairing_rows(look.find_pairings(PairingQuery(states=TAKES_PLACE)))}
    came = [decide(key, Verdict.ANOTHER, "方向不合").next_pairing_id for key in waiting(sample_office)]
    (*following,) = filter(None, came)
    fits = [card(sample_office, key).explanations["university"].score for key in following]
    assert min(fits) >= REASONS_FROM, "of some use to the project that asks"
    assert following and look.without_place().isdisjoint(following)
    rows = look.pairing_rows(following)
    assert [row.candidate_id in placed for row in rows].count(False) > len(rows) / 2, "who takes a place comes last"


def test_a_firm_that_asks_for_another_is_shown_one_for_its_own_project(sample_office: Office) -> None:
    for key in waiting(sample_office):
        before = card(sample_office, key).row
        firm = sample_office.look.project_rows([before.firm_project_id])[0].organisation_id
        assert card(sample_office, key).asks_for == before.university_project  # for the office
        sample_office.act_as(Actor("x", Role.LIAISON, firm))
        assert card(sample_office, key).asks_for == before.firm_project
        following = sample_office.review.decide(key, Verdict.ANOTHER, "方向不合").next_pairing_id
        if following is not None:
            (after,) = sample_office.look.pairing_rows([following])  # which is the firm's to see
            assert after.firm_project_id == before.firm_project_id and after.candidate_id != before.candidate_id
            return
        sample_office.act_as(Actor())
    pytest.fail("no firm's project of the sample programme has another candidate in its list")


def test_a_comment_decides_nothing(sample_office: Office, tmp_path: Path) -> None:
    """It is kept in the history, moves nothing, is taken back by no retraction, and is no decision of the roster."""
    decide = sample_office.review.decide
    key = waiting(sample_office)[0]
    read = card(sample_office, key)
    assert decide(key, Verdict.COMMENT, "何时到岗？", "顾文汐").state is State.RECOMMENDED
    assert key in waiting(sample_office)
    decide(key, Verdict.ACCEPT, "可以", "李", read.version)  # what was read is still true
    decide(key, Verdict.COMMENT, "已电话确认", "顾文汐")
    assert sample_office.look.counts().by_state[State.SHORTLISTED] == 1
    decide(key, Verdict.RETRACT, who="李")
    said = [(one.verdict, one.reason, one.retracted) for one in card(sample_office, key).history]
    assert said == [
        (Verdict.COMMENT, "何时到岗？", False), (Verdict.ACCEPT, "可以", True),
        (Verdict.COMMENT, "已电话确认", False), (Verdict.RETRACT, "", False),
    ]  # fmt: skip


@pytest.mark.long
def test_whom_a_run_let_expire_comes_back_though_somebody_commented(few_office: Office) -> None:
    run = few_office.recommending.run
    before = set(waiting(few_office))
    run(weights=(1, 0, 0))
    gone = sorted(before - set(waiting(few_office)))
    few_office.agreeing.move(gone[0], Verdict.COMMENT, "顾文汐", "可惜")
    run(weights=USUAL)
    assert gone[0] in waiting(few_office)


@pytest.mark.long
def test_what_has_no_place_left_is_told_apart(sample_office: Office) -> None:
    look, decide = sample_office.look, sample_office.review.decide
    assert not look.without_place()
    for key in waiting(sample_office):
        with contextlib.suppress(TalentError):
            decide(key, Verdict.ACCEPT)
    left = waiting(sample_office)
    assert set(left) == look.without_place()  # what could be accepted was
    assert all(card(sample_office, key).full for key in left)
    (row,) = look.pairing_rows(left[:1])
    assert row.no_place and row in look.pairings_of_candidate(row.candidate_id)
    words = Wording("zh_CN")
    page = sample_office.publishing.profile(row.candidate_id, words)
    (listed,) = [one for one in page.sections if one.heading == words("handout-pairings")]
    assert f"{words('state-recommended')}\n{words('review-full-mark')}" in [line[-1] for line in listed.blocks[0].rows]
    assert not any(one.no_place for one in look.recommended() if one.pairing_id not in left)
    freed = look.find_pairings(PairingQuery(states=(State.SHORTLISTED,)))[0]
    decide(freed, Verdict.RETRACT)
    assert freed not in look.without_place() and not card(sample_office, freed).full


@pytest.mark.parametrize("spoken", [False, True])
def test_retracting_takes_the_other_candidate_back_unless_somebody_spoke(sample_office: Office, spoken: bool) -> None:
    decide = sample_office.review.decide
    for key in waiting(sample_office):
        following = decide(key, Verdict.ANOTHER, "方向不合").next_pairing_id
        if following is not None:
            break
    assert following is not None
    if spoken:
        decide(following, Verdict.ACCEPT)
        decide(following, Verdict.RETRACT)
    result = decide(key, Verdict.RETRACT)
    assert result.taken_back == (None if spoken else following)
    assert key in waiting(sample_office)
    assert (following in waiting(sample_office)) is spoken
    if not spoken:
        assert card(sample_office, following).history[-1].facts["cause"] == "another_retracted"
        assert decide(key, Verdict.ANOTHER, "方向不合").next_pairing_id == following  # asked for again, the same comes


def test_a_recommendation_can_be_put_forward_by_hand(sample_office: Office) -> None:
    spare = next(row for row in sample_office.look.recommended() if row.pairing_id is None)
    key, done = sample_office.review.put_forward(spare.recommendation_id)
    again, nothing = sample_office.review.put_forward(spare.recommendation_id)
    assert again == key and nothing.edit.is_nothing
    assert key in waiting(sample_office)
    sample_office.take_back(done.edit)
    assert key not in waiting(sample_office)


def test_the_queue_of_one_organisation(sample_office: Office) -> None:
    for organisation in sample_office.look.organisations():
        keys = sample_office.look.find_pairings(PairingQuery(organisation_id=organisation.id))
        assert len(keys) == organisation.waiting


@pytest.mark.long
def test_what_a_person_put_forward_outlives_a_run(few_office: Office) -> None:
    spare = [row for row in few_office.look.recommended() if row.pairing_id is None][-1]
    key, _ = few_office.review.put_forward(spare.recommendation_id, who="HR")
    few_office.recommending.run(weights=(0.4, 0.4, 0.0))
    assert key in waiting(few_office)
    assert card(few_office, key).history[0].who == "HR"


@pytest.mark.long
def test_a_card_that_is_no_longer_true_cannot_be_decided_on(few_office: Office) -> None:
    key = waiting(few_office)[0]
    read = card(few_office, key)
    few_office.recommending.run(weights=(0.4, 0.4, 0.25))
    with pytest.raises(TalentError) as caught:
        few_office.review.decide(key, Verdict.ACCEPT, version=read.version)
    assert caught.value.code is Fault.RECORD_STALE
    assert card(few_office, key).history == ()


@pytest.mark.long
def test_a_full_project_accepts_nobody_more(sample_office: Office) -> None:
    for key in waiting(sample_office):
        with contextlib.suppress(TalentError):
            sample_office.review.decide(key, Verdict.ACCEPT)
    look = sample_office.look
    taken = Counter[int]()
    for row in look.pairing_rows(look.find_pairings(PairingQuery(states=(State.SHORTLISTED,)))):
        taken.update((row.university_project_id, row.firm_project_id))
    rows = look.project_rows(look.find_projects(ProjectQuery()))
    assert taken and all(taken[row.id] <= row.places for row in rows)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_can_be_put_into_a_roster(few_office: Office, tmp_path: Path, language: Language) -> None:
    accepted, declined, another, *_ = waiting(few_office)
    few_office.review.decide(accepted, Verdict.ACCEPT)
    few_office.review.decide(declined, Verdict.DECLINE, "no")
    few_office.review.decide(another, Verdict.ANOTHER, "no")
    few_office.review.decide(another, Verdict.RETRACT)
    for weights in ((1, 0, 0), USUAL):
        few_office.recommending.run(weights=weights)
    done = few_office.publishing.export_roster(tmp_path / "r.xlsx", Wording(language))
    assert done.rows == len(few_office.look.find_pairings(PairingQuery(states=())))


def test_what_is_not_open_cannot_be_accepted(sample_office: Office) -> None:
    key = waiting(sample_office)[0]
    row = card(sample_office, key).row
    for kind, record, which in (
        (Kind.PROJECTS, row.firm_project_id, "firm"),
        (Kind.PROJECTS, row.university_project_id, "university"),
        (Kind.CANDIDATES, row.candidate_id, "candidate"),
    ):
        sample_office.editing.change(kind, [record], BulkChange("status", "paused"))
        assert card(sample_office, key).row.not_open == which and key in sample_office.look.not_open()
        with pytest.raises(TalentError) as caught:
            sample_office.review.decide(key, Verdict.ACCEPT)
        assert caught.value.code is Fault.NOT_ALLOWED_YET and caught.value.facts["about"] == (which,)
    for kind, record in ((Kind.PROJECTS, row.university_project_id), (Kind.CANDIDATES, row.candidate_id)):
        sample_office.editing.change(kind, [record], BulkChange("status", "open"))
    sample_office.editing.change(Kind.PROJECTS, [row.firm_project_id], BulkChange("status", "open"))
    assert key not in sample_office.look.not_open()
    sample_office.review.decide(key, Verdict.ACCEPT)


def test_a_liaison_takes_back_only_what_the_own_side_said(sample_office: Office) -> None:
    office = sample_office
    key = waiting(office)[0]
    row = card(office, key).row
    university, firm = (
        office.look.project_rows([one])[0].organisation_id for one in (row.university_project_id, row.firm_project_id)
    )
    office.act_as(Actor("陈怡君", Role.LIAISON, university))
    office.review.decide(key, Verdict.ACCEPT, who="陈怡君")
    assert Verdict.RETRACT in card(office, key).verdicts
    office.act_as(Actor("李工", Role.LIAISON, firm))
    assert Verdict.RETRACT not in card(office, key).verdicts
    with pytest.raises(TalentError) as caught:
        office.review.decide(key, Verdict.RETRACT, who="李工")
    assert caught.value.facts["guard"] is Guard.OWN_SIDE
    office.review.decide(key, Verdict.DECLINE, "no budget", who="李工")
    office.act_as(Actor("陈怡君", Role.LIAISON, university))
    with pytest.raises(TalentError):
        office.review.decide(key, Verdict.RETRACT, who="陈怡君")  # a firm's word is not the university's to take back
    office.act_as(Actor("王老师", Role.HR_OFFICER))
    office.review.decide(key, Verdict.RETRACT, who="王老师")
    assert key in waiting(office)


def test_who_is_placed_already_and_a_full_organisation_are_told_on_the_card(life: Office) -> None:
    """Neither stops an acceptance: a person may decide so, but not without knowing."""
    rows = life.look.recommended()
    first = next(row for row in rows)
    twin = next(
        row
        for row in rows
        if (row.candidate_id, row.firm_project_id) == (first.candidate_id, first.firm_project_id)
        and row.university_project_id != first.university_project_id
    )
    one, two = (life.review.put_forward(row.recommendation_id, "何")[0] for row in (first, twin))
    assert life.look.pairing(twin.recommendation_id).placed == ()
    life.review.decide(one, Verdict.ACCEPT, who="何")
    card = life.look.pairing(twin.recommendation_id)
    assert [(row.pairing_id, row.state) for row in card.placed] == [(one, State.SHORTLISTED)] and card.capped == ()
    firm = next(row for row in life.look.organisations() if dict(row.names) == dict(twin.firm))
    university = next(row for row in life.look.organisations() if dict(row.names) == dict(twin.university))
    life.editing.save(Kind.ORGANISATIONS, {"places_cap": 1}, firm.id)
    assert life.look.pairing(twin.recommendation_id).capped == ((twin.firm, 1, 1),)
    life.act_as(Actor("x", Role.LIAISON, firm.id))
    assert [row.pairing_id for row in life.look.pairing(twin.recommendation_id).placed] == [one]
    life.act_as(Actor("x", Role.LIAISON, university.id))
    card = life.look.pairing(twin.recommendation_id)
    assert card.placed == () == card.capped, "what is another's is not told"
    life.act_as(Actor("何"))
    life.review.decide(two, Verdict.ACCEPT, who="何")
