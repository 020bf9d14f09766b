"""What was recorded by mistake: a party's word or a whole step is taken back, and the history tells of both."""

from datetime import date
from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.roles import Actor
from talentapp.domain.states import Guard
from talentapp.domain.terms import REVIEWERS, Party, Role, State, Verdict
from talentapp.office import Office
from talentapp.office.views.cases import Dossier
from tests.office.lives import HEAD, HR, TERMS, TODAY, activate, consent, later, put_forward, reach_signing, sign


def to_review(office: Office) -> int:
    """A pairing in the review of the three parties."""
    key = put_forward(office)
    office.review.decide(key, Verdict.ACCEPT, who=HR)
    office.agreeing.move(key, Verdict.NOTIFY, HR, today=TODAY)
    consent(office, key)
    for verdict in (Verdict.CONSENT, Verdict.SUBMIT):
        office.agreeing.move(key, verdict, HR, today=TODAY)
    return key


def back(office: Office, key: int, verdict: Verdict = Verdict.STEP_BACK, party: Party | None = None,
         today: date = TODAY) -> Dossier:  # fmt: skip
    office.agreeing.move(key, verdict, HR, "recorded by mistake", party=party, today=today)
    return office.dossiers.dossier(key, today)


def refused(office: Office, *arguments: object, **options: object) -> TalentError:
    with pytest.raises(TalentError) as caught:
        office.agreeing.move(*arguments, today=TODAY, **options)  # type: ignore[arg-type]
    return caught.value


def offered(card: Dossier) -> set[Verdict]:
    return {offer.step.verdict for offer in card.offers}


def retracted(card: Dossier) -> list[Verdict]:
    return [row.verdict for row in card.history if row.retracted]


def test_a_partys_agreement_is_taken_back_and_given_again(life: Office) -> None:
    key, move = to_review(life), life.agreeing.move
    assert Verdict.UNSAY not in offered(life.dossiers.dossier(key, TODAY)), "nobody has said anything yet"
    for party in REVIEWERS:
        move(key, Verdict.AGREE, HR, party=party, today=TODAY)
    assert refused(life, key, Verdict.UNSAY, HR, party=Party.FIRM).code is Fault.REASON_NEEDED
    card = back(life, key, Verdict.UNSAY, Party.FIRM)
    assert card.agreed == {Party.UNIVERSITY, Party.OFFICE}
    assert [row.facts["party"] for row in card.history if row.retracted] == ["firm"]
    assert refused(life, key, Verdict.PASS, HR).facts["about"] == ("firm",)
    again = refused(life, key, Verdict.UNSAY, HR, "twice", party=Party.FIRM)
    assert again.facts["guard"] is Guard.GIVEN_WORD
    move(key, Verdict.AGREE, HR, party=Party.FIRM, today=TODAY)
    move(key, Verdict.PASS, HR, today=TODAY)


def test_a_signature_is_taken_back_alone(life: Office, tmp_path: Path) -> None:
    key = put_forward(life)
    reach_signing(life, key, tmp_path)
    sign(life, key)
    card = back(life, key, Verdict.UNSAY, Party.CANDIDATE)
    assert card.signed == {Party.UNIVERSITY, Party.FIRM} and card.agreed == set(REVIEWERS)
    assert refused(life, key, Verdict.ACTIVATE, HEAD).facts["about"] == ("candidate",)


def test_every_step_before_signing_goes_back_one_at_a_time(life: Office, tmp_path: Path) -> None:
    key = put_forward(life)
    reach_signing(life, key, tmp_path)
    life.agreeing.move(key, Verdict.REVISE, HR, today=TODAY)
    card = back(life, key)
    assert card.state is State.GATES and retracted(card) == [Verdict.CLEAR, Verdict.OFFER, Verdict.REVISE]
    card = back(life, key)
    assert card.state is State.UNDER_REVIEW
    assert card.agreed == set(REVIEWERS), "the words stand; only that the review was passed does not"
    card = back(life, key)
    assert card.state is State.CONSENTED and not card.agreed
    assert [back(life, key).state for _ in range(2)] == [State.NOTIFIED, State.SHORTLISTED]
    assert refused(life, key, Verdict.STEP_BACK, HR, "why").code is Fault.DECISION_NOT_ALLOWED
    life.agreeing.move(key, Verdict.NOTIFY, HR, today=TODAY)
    for verdict in (Verdict.CONSENT, Verdict.SUBMIT):
        life.agreeing.move(key, verdict, HR, today=TODAY)
    assert refused(life, key, Verdict.PASS, HR).facts["about"] == tuple(party.value for party in REVIEWERS)


def test_back_on_the_shortlist_the_acceptance_is_the_last_word_again(life: Office) -> None:
    """Whose it is may take it back, and the roster names it."""
    key = put_forward(life)
    university = life.dossiers.dossier(key, TODAY).consents.organisations[Party.UNIVERSITY]
    officer, liaison = life.store.actor, Actor("刘老师", Role.LIAISON, university)
    life.act_as(liaison)
    life.review.decide(key, Verdict.ACCEPT, who="刘老师")
    life.act_as(officer)
    life.agreeing.move(key, Verdict.NOTIFY, HR, today=TODAY)
    back(life, key)
    recommendation = life.look.pairing_rows([key])[0].recommendation_id
    life.act_as(liaison)
    assert Verdict.RETRACT in life.look.pairing(recommendation).verdicts
    life.review.decide(key, Verdict.RETRACT, who="刘老师")
    said = life.look.pairing(recommendation).history
    assert [row.verdict for row in said if row.retracted] == [Verdict.ACCEPT, Verdict.NOTIFY]


def test_a_liaison_takes_back_the_own_sides_word_only(life: Office) -> None:
    key = to_review(life)
    for party in REVIEWERS:
        life.agreeing.move(key, Verdict.AGREE, HR, party=party, today=TODAY)
    firm = life.dossiers.dossier(key, TODAY).consents.organisations[Party.FIRM]
    life.act_as(Actor("x", Role.LIAISON, firm))
    assert refused(life, key, Verdict.UNSAY, "x", "why", party=Party.UNIVERSITY).code is Fault.NOT_ALLOWED
    assert refused(life, key, Verdict.STEP_BACK, "x", "why").code is Fault.NOT_ALLOWED
    assert life.dossiers.spoken()[State.UNDER_REVIEW] == {key}, "nothing waits for the firm any more"
    life.agreeing.move(key, Verdict.UNSAY, "x", "why", party=Party.FIRM, today=TODAY)
    assert life.dossiers.spoken()[State.UNDER_REVIEW] == set()
    assert life.dossiers.dossier(key, TODAY).agreed == {Party.UNIVERSITY, Party.OFFICE}


def test_a_review_and_a_renewal_begun_by_mistake_go_back(life: Office, tmp_path: Path) -> None:
    key, move = put_forward(life), life.agreeing.move
    activate(life, key, tmp_path, start=TODAY.isoformat(), renewal_on=later(40).isoformat())
    move(key, Verdict.FALL_DUE, HR, today=TODAY)
    move(key, Verdict.PROLONG, HEAD, today=TODAY)
    assert [back(life, key).state for _ in range(2)] == [State.REVIEW_DUE, State.ACTIVE]
    assert life.agreeing.catch_up(later(40)) == (key,), "what the day brings comes all the same"


def test_an_end_begun_by_mistake_is_resumed_by_somebody_else_with_all_in_place(life: Office, tmp_path: Path) -> None:
    key, move = put_forward(life), life.agreeing.move
    activate(life, key, tmp_path, start=TODAY.isoformat())
    move(key, Verdict.END, HR, "the wrong pairing", today=TODAY)
    assert refused(life, key, Verdict.RESUME, HR, "by mistake").facts["guard"] is Guard.NOT_PROPOSER
    assert refused(life, key, Verdict.RESUME, HEAD).code is Fault.REASON_NEEDED
    move(key, Verdict.RESUME, HEAD, "the wrong pairing", today=TODAY)
    assert life.dossiers.dossier(key, TODAY).state is State.ACTIVE
    card = life.dossiers.dossier(key, TODAY)
    life.agreeing.record_consent(card.candidate_id, False, HR, today=TODAY)
    assert refused(life, key, Verdict.RESUME, HEAD, "no").facts["guard"] is Guard.GATES_VALID


def test_an_end_begun_while_the_next_term_is_signed_is_not_resumed(life: Office, tmp_path: Path) -> None:
    """The newest terms were never in force, and those that were may be over."""
    key, move = put_forward(life), life.agreeing.move
    activate(life, key, tmp_path, start=TODAY.isoformat(), end=later(100).isoformat(), renewal_on=later(40).isoformat())
    for verdict, who in ((Verdict.FALL_DUE, HR), (Verdict.PROLONG, HEAD), (Verdict.REDRAFT, HR)):
        move(key, verdict, who, today=TODAY)
    dates = {"start": later(101).isoformat(), "end": later(300).isoformat(), "renewal_on": later(200).isoformat()}
    life.agreeing.save_terms(key, {**TERMS, **dates}, HR, today=TODAY)
    move(key, Verdict.OFFER, HR, today=TODAY)
    sign(life, key)
    move(key, Verdict.END, HR, "moves away", today=TODAY)
    assert Verdict.RESUME not in offered(life.dossiers.dossier(key, TODAY))
    assert refused(life, key, Verdict.RESUME, HEAD, "after all").facts["guard"] is Guard.TERMS_STAND
