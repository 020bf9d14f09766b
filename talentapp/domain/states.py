"""How a pairing moves from state to state: one table, read by the office and by the documentation."""

from dataclasses import dataclass
from typing import Literal

from talentapp.domain.terms import State, Verdict


@dataclass(frozen=True)
class Transition:
    """A move that a verdict makes, who makes it, and whether it needs a reason."""

    before: State
    verdict: Verdict
    after: State
    needs_reason: bool = False
    by: Literal["reviewer", "officer", "run"] = "reviewer"


TRANSITIONS: tuple[Transition, ...] = (
    Transition(State.RECOMMENDED, Verdict.ACCEPT, State.SHORTLISTED),
    Transition(State.RECOMMENDED, Verdict.DECLINE, State.DECLINED, needs_reason=True),
    Transition(State.RECOMMENDED, Verdict.ANOTHER, State.DECLINED),
    Transition(State.SHORTLISTED, Verdict.RETRACT, State.RECOMMENDED),
    Transition(State.DECLINED, Verdict.RETRACT, State.RECOMMENDED),
    Transition(State.RECOMMENDED, Verdict.PUT_FORWARD, State.RECOMMENDED, by="officer"),
    Transition(State.EXPIRED, Verdict.PUT_FORWARD, State.RECOMMENDED, by="officer"),
    Transition(State.RECOMMENDED, Verdict.EXPIRE, State.EXPIRED, by="run"),
    Transition(State.EXPIRED, Verdict.RENEW, State.RECOMMENDED, by="run"),
)

_BY_STEP = {(t.before, t.verdict): t for t in TRANSITIONS}


def transition(before: State, verdict: Verdict) -> Transition | None:
    """The move that `verdict` makes from `before`, or None where it may not be made."""
    return _BY_STEP.get((before, verdict))


def verdicts(before: State) -> tuple[Verdict, ...]:
    """What a reviewer may say of a pairing in this state, in the order of the table."""
    return tuple(t.verdict for t in TRANSITIONS if t.before is before and t.by == "reviewer")
