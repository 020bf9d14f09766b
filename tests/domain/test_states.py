"""The table of transitions."""

from talentapp.domain.cases import Case, Saying, missing
from talentapp.domain.states import (
    BEFORE_ACTIVE,
    CORRECTIONS,
    FINAL,
    LIVE,
    TAKES_PLACE,
    TRANSITIONS,
    Guard,
    steps,
    transition,
    verdicts,
    way,
)
from talentapp.domain.terms import Role, State, Verdict
from tests.office.lives import TODAY


def test_each_step_is_defined_once() -> None:
    moves = [(t.before, t.verdict) for t in TRANSITIONS]
    assert len(moves) == len(set(moves))


def test_the_review_offers_only_what_belongs_to_it() -> None:
    assert verdicts(State.RECOMMENDED) == (Verdict.ACCEPT, Verdict.DECLINE, Verdict.ANOTHER, Verdict.COMMENT)
    assert verdicts(State.SHORTLISTED) == (Verdict.DECLINE, Verdict.RETRACT, Verdict.COMMENT)
    assert verdicts(State.DECLINED) == (Verdict.RETRACT, Verdict.COMMENT)
    assert verdicts(State.EXPIRED) == verdicts(State.SIGNING) == verdicts(State.ACTIVE) == (Verdict.COMMENT,)
    assert verdicts(State.ARCHIVED) == ()


def test_every_state_is_reached_from_the_first_and_only_the_archive_is_final() -> None:
    reached = {State.RECOMMENDED}
    for _ in State:
        reached |= {t.after for t in TRANSITIONS if t.before in reached}
    assert reached == set(State)
    assert [state for state in State if not any(t.before is state for t in TRANSITIONS)] == [State.ARCHIVED]


def test_the_way_forward_skips_nothing() -> None:
    assert way() == (
        State.RECOMMENDED, State.SHORTLISTED, State.NOTIFIED, State.CONSENTED, State.UNDER_REVIEW, State.GATES,
        State.TERMS, State.SIGNING, State.ACTIVE, State.REVIEW_DUE, State.ENDING, State.ENDED, State.ARCHIVED,
    )  # fmt: skip
    entries = {t.after: {s.before for s in TRANSITIONS if s.after is t.after and s.before is not s.after
                         and s.verdict not in CORRECTIONS}
               for t in TRANSITIONS if t.verdict not in CORRECTIONS}  # fmt: skip
    assert entries[State.ACTIVE] == {State.SIGNING, State.SUSPENDED, State.ENDING}
    assert entries[State.SIGNING] == {State.TERMS}
    assert entries[State.TERMS] == {State.GATES, State.SIGNING, State.RENEWED}
    assert entries[State.ARCHIVED] == {State.ENDED}


def test_from_every_state_before_active_there_are_four_ways_out() -> None:
    for before in BEFORE_ACTIVE:
        found = {t.after for t in TRANSITIONS if t.before is before}
        assert {State.DECLINED, State.BLOCKED, State.EXPIRED, State.WITHDRAWN} <= found
        decline = transition(before, Verdict.DECLINE)
        assert decline is not None and decline.needs_reason
        block = transition(before, Verdict.BLOCK)
        assert block is not None and Guard.GATE_REFUSED in block.guards


def test_what_was_recorded_by_mistake_has_a_way_back() -> None:
    """Of every step on the way that a person records, but for what binds: an agreement in force, its end, the archive.
    Those are suspended, resumed, or told to be final."""
    for step in TRANSITIONS:
        if step.by_program or not step.forward:
            continue
        back = [one for one in TRANSITIONS if one.before is step.after and one.after is step.before]
        over = [one for one in TRANSITIONS if one.before is step.after and one.verdict is Verdict.RESUME]
        # A draft binds nobody, and what begins to end is told how it is resumed
        assert bool(back or over) is (step.verdict not in FINAL) or step.verdict is Verdict.REDRAFT, step
    for state, verdict in ((State.UNDER_REVIEW, Verdict.AGREE), (State.SIGNING, Verdict.SIGN)):
        assert transition(state, verdict) and transition(state, Verdict.UNSAY)
    assert all(Guard.REASON in step.guards for step in TRANSITIONS if step.verdict in CORRECTIONS)


def test_people_are_offered_only_what_people_may_do() -> None:
    assert all(step.who for state in State for step in steps(state))
    assert {role for step in TRANSITIONS for role in step.who} == set(Role)


def test_every_guard_is_judged_and_used() -> None:
    used = {guard for step in TRANSITIONS for guard in step.guards}
    assert used == set(Guard)
    for step in TRANSITIONS:
        missing(Case(step.before, TODAY), step, Saying(step.verdict))


def test_a_place_is_taken_by_what_stands_and_is_past_the_review() -> None:
    assert set(LIVE) - set(TAKES_PLACE) == {State.RECOMMENDED}
    assert not {State.DECLINED, State.BLOCKED, State.EXPIRED, State.WITHDRAWN, State.ENDED, State.ARCHIVED} & set(LIVE)
