"""The table of transitions."""

from talentapp.domain.states import TRANSITIONS, transition, verdicts
from talentapp.domain.terms import State, Verdict


def test_each_step_is_defined_once() -> None:
    steps = [(t.before, t.verdict) for t in TRANSITIONS]
    assert len(steps) == len(set(steps))


def test_people_are_offered_only_what_people_may_do() -> None:
    assert verdicts(State.RECOMMENDED) == (Verdict.ACCEPT, Verdict.DECLINE, Verdict.ANOTHER)
    assert verdicts(State.SHORTLISTED) == verdicts(State.DECLINED) == (Verdict.RETRACT,)
    assert verdicts(State.EXPIRED) == ()


def test_every_state_is_reached_from_the_first() -> None:
    reached = {State.RECOMMENDED}
    for _ in State:
        reached |= {t.after for t in TRANSITIONS if t.before in reached}
    assert reached == set(State)


def test_nothing_is_skipped() -> None:
    assert transition(State.DECLINED, Verdict.ACCEPT) is None
    assert transition(State.SHORTLISTED, Verdict.DECLINE) is None
