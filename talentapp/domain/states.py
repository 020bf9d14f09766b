"""How a pairing moves from state to state: one table, read by the office, the window and the documentation.

A row says who may make the move, from where to where, what has to be true for it (its guards) and what follows (its
effects). No state is skipped, and none is rewritten: each move appends who, when and why. What the guards look at is
in `domain.cases`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from talentapp.domain.terms import Role, State, Verdict


class Guard(StrEnum):
    """What has to be true for a move."""

    REASON = "reason"  # why is said
    NAMED = "named"  # who says it is said
    OPEN = "open"  # the person and both projects are open
    PLACE_LEFT = "place_left"  # both projects have a place left
    CONSIDERED = "considered"  # notice was given, and the person agrees to be considered
    SHOWN = "shown"  # the person agrees to be shown by name to both organisations
    OWN_WORD = "own_word"  # said for a party that has a word here and has not given it
    GIVEN_WORD = "given_word"  # said for a party that has given its word here
    ALL_AGREED = "all_agreed"  # university, firm and office have agreed
    GATES_VALID = "gates_valid"  # every gate of this form is met today
    TERMS_COMPLETE = "terms_complete"  # the terms say all that this form needs
    EFFORT_FITS = "effort_fits"  # no day over 100 %, nor over an organisation's cap
    PRIMARY_POST = "primary_post"  # the primary post, where one is recorded, has not ended
    ALL_SIGNED = "all_signed"  # candidate, university and firm have signed these very terms
    TERMS_STAND = "terms_stand"  # the newest terms are those that it last became active with
    NOT_PROPOSER = "not_proposer"  # somebody else than who proposed it
    GATE_REFUSED = "gate_refused"  # the gate that is named has been answered with no
    FIRST_TERM = "first_term"  # it has never been active
    LATER_TERM = "later_term"  # an earlier term is being renewed
    LAPSED_BY_RUN = "lapsed_by_run"  # a run, not a person, let it expire
    OWN_SIDE = "own_side"  # the word that is taken back is that of one's own organisation; the office may take any back


class Effect(StrEnum):
    """What follows from a move, beside the new state."""

    TAKES_PLACE = "takes_place"
    FREES_PLACE = "frees_place"
    NEXT_CANDIDATE = "next_candidate"  # the project's next best candidate is put forward
    WORDS_RESET = "words_reset"  # earlier agreements and signatures no longer count
    COMMITS_EFFORT = "commits_effort"
    FREES_EFFORT = "frees_effort"


OFFICE = frozenset({Role.HR_OFFICER})
REVIEWER = frozenset({Role.HR_OFFICER, Role.LIAISON})
APPROVER = frozenset({Role.HR_OFFICER, Role.MANAGER})
EVERYBODY = frozenset(Role)
PROGRAM: frozenset[Role] = frozenset()
"""No person: a recommendation run, or what follows by itself from a fact that a person has recorded."""


@dataclass(frozen=True)
class Transition:
    """A move that a verdict makes. `forward` marks the way from a recommendation to an archived agreement."""

    before: State
    verdict: Verdict
    after: State
    who: frozenset[Role] = OFFICE
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()
    forward: bool = False

    @property
    def needs_reason(self) -> bool:
        """Whether it must be said why."""
        return Guard.REASON in self.guards

    @property
    def by_program(self) -> bool:
        """Whether no person makes this move."""
        return not self.who


PREPARING = (State.NOTIFIED, State.CONSENTED, State.UNDER_REVIEW, State.GATES)
BEFORE_ACTIVE = (State.RECOMMENDED, State.SHORTLISTED, *PREPARING, State.TERMS, State.SIGNING)
"""The states from which a pairing may still be declined, blocked, expire or be withdrawn."""
RUNNING = (State.ACTIVE, State.SUSPENDED, State.REVIEW_DUE, State.RENEWED, State.ENDING)
WITH_GATES = (State.GATES, State.TERMS, State.SIGNING, *RUNNING)
"""The states in which it matters that the answer to a gate runs out."""
TAKES_PLACE = (State.SHORTLISTED, *PREPARING, State.TERMS, State.SIGNING, *RUNNING)
"""The states in which a pairing takes a place of both its projects."""
LIVE = (State.RECOMMENDED, *TAKES_PLACE)
"""The states in which a pairing still stands."""
TURNED_DOWN = (State.DECLINED, State.BLOCKED, State.WITHDRAWN)
STAGES: Mapping[str, tuple[State, ...]] = {
    "recommended": (State.RECOMMENDED,),
    "shortlisted": (State.SHORTLISTED,),
    "preparing": (*PREPARING, State.TERMS, State.SIGNING),
    "running": RUNNING,
    "over": (State.ENDED, State.ARCHIVED),
    "turned-down": (*TURNED_DOWN, State.EXPIRED),
}
"""The states by how far a pairing has come, for choices in which each alone would be too many."""


def _exits(before: State) -> tuple[Transition, ...]:
    """The ways out before a pairing has been active, nearly the same from everywhere."""
    guards = (Guard.FIRST_TERM,) if before in (State.TERMS, State.SIGNING) else ()
    frees = () if before is State.RECOMMENDED else (Effect.FREES_PLACE,)
    by_run = before is State.RECOMMENDED  # nobody has said anything of it yet
    return (
        Transition(before, Verdict.DECLINE, State.DECLINED, REVIEWER, (Guard.REASON, *guards), frees),
        Transition(before, Verdict.BLOCK, State.BLOCKED, OFFICE, (Guard.REASON, Guard.GATE_REFUSED, *guards), frees),
        Transition(
            before,
            Verdict.EXPIRE,
            State.EXPIRED,
            PROGRAM if by_run else OFFICE,
            guards if by_run else (Guard.REASON, *guards),
            frees,
        ),
        Transition(before, Verdict.WITHDRAW, State.WITHDRAWN, OFFICE, (Guard.REASON, *guards), frees),
    )


_READY = (Guard.NAMED, Guard.GATES_VALID, Guard.EFFORT_FITS, Guard.PRIMARY_POST, Guard.ALL_SIGNED, Guard.NOT_PROPOSER)

TRANSITIONS: tuple[Transition, ...] = (
    # The review of a recommendation
    Transition(
        State.RECOMMENDED, Verdict.ACCEPT, State.SHORTLISTED, REVIEWER,
        (Guard.OPEN, Guard.PLACE_LEFT), (Effect.TAKES_PLACE,), forward=True,
    ),
    Transition(
        State.RECOMMENDED, Verdict.ANOTHER, State.DECLINED, REVIEWER, (Guard.REASON,), (Effect.NEXT_CANDIDATE,)
    ),
    Transition(
        State.SHORTLISTED, Verdict.RETRACT, State.RECOMMENDED, REVIEWER, (Guard.OWN_SIDE,), (Effect.FREES_PLACE,)
    ),
    Transition(
        State.DECLINED, Verdict.RETRACT, State.RECOMMENDED, REVIEWER, (Guard.OWN_SIDE,), (Effect.WORDS_RESET,)
    ),
    Transition(State.RECOMMENDED, Verdict.PUT_FORWARD, State.RECOMMENDED),
    Transition(State.RECOMMENDED, Verdict.RENEW, State.RECOMMENDED, PROGRAM),  # takes back the keeping of what waited
    *(
        Transition(before, Verdict.PUT_FORWARD, State.RECOMMENDED, OFFICE, (), (Effect.WORDS_RESET,))
        for before in (State.EXPIRED, State.BLOCKED, State.WITHDRAWN)
    ),
    Transition(State.EXPIRED, Verdict.RENEW, State.RECOMMENDED, PROGRAM, (Guard.LAPSED_BY_RUN,)),
    # A word that decides nothing; what is archived is closed
    *(
        Transition(state, Verdict.COMMENT, state, EVERYBODY, (Guard.REASON,))
        for state in State if state is not State.ARCHIVED
    ),
    # From the shortlist to an agreement in force
    Transition(State.SHORTLISTED, Verdict.NOTIFY, State.NOTIFIED, OFFICE, (Guard.NAMED,), forward=True),
    Transition(
        State.NOTIFIED, Verdict.CONSENT, State.CONSENTED, OFFICE, (Guard.NAMED, Guard.CONSIDERED), forward=True
    ),
    Transition(
        State.CONSENTED, Verdict.SUBMIT, State.UNDER_REVIEW, OFFICE,
        (Guard.NAMED, Guard.SHOWN), (Effect.WORDS_RESET,), forward=True,
    ),
    Transition(State.UNDER_REVIEW, Verdict.AGREE, State.UNDER_REVIEW, REVIEWER, (Guard.NAMED, Guard.OWN_WORD)),
    Transition(
        State.UNDER_REVIEW, Verdict.PASS, State.GATES, OFFICE, (Guard.NAMED, Guard.ALL_AGREED), forward=True
    ),
    Transition(State.GATES, Verdict.CLEAR, State.TERMS, OFFICE, (Guard.NAMED, Guard.GATES_VALID), forward=True),
    Transition(
        State.TERMS, Verdict.OFFER, State.SIGNING, OFFICE,
        (Guard.NAMED, Guard.GATES_VALID, Guard.TERMS_COMPLETE, Guard.EFFORT_FITS), (Effect.WORDS_RESET,), forward=True,
    ),
    Transition(
        State.SIGNING, Verdict.REVISE, State.TERMS, APPROVER, (Guard.NAMED,), (Effect.WORDS_RESET,)
    ),
    Transition(
        State.SIGNING, Verdict.SIGN, State.SIGNING, REVIEWER,
        (Guard.NAMED, Guard.OWN_WORD, Guard.GATES_VALID, Guard.EFFORT_FITS),
    ),
    Transition(
        State.SIGNING, Verdict.ACTIVATE, State.ACTIVE, APPROVER, _READY, (Effect.COMMITS_EFFORT,), forward=True
    ),
    # While it runs
    Transition(State.ACTIVE, Verdict.SUSPEND, State.SUSPENDED, OFFICE, (Guard.REASON,)),
    Transition(State.SUSPENDED, Verdict.RESUME, State.ACTIVE, APPROVER, _READY, forward=True),
    Transition(State.ACTIVE, Verdict.FALL_DUE, State.REVIEW_DUE, forward=True),
    Transition(
        State.REVIEW_DUE, Verdict.PROLONG, State.RENEWED, APPROVER, (Guard.NAMED, Guard.CONSIDERED)
    ),
    Transition(
        State.RENEWED, Verdict.REDRAFT, State.TERMS, OFFICE, (Guard.NAMED,), (Effect.WORDS_RESET,), forward=True
    ),
    *(
        Transition(before, Verdict.END, State.ENDING, OFFICE, (Guard.REASON,), forward=before is State.REVIEW_DUE)
        for before in (State.ACTIVE, State.SUSPENDED, State.REVIEW_DUE, State.RENEWED)
    ),
    *(
        Transition(before, Verdict.END, State.ENDING, OFFICE, (Guard.REASON, Guard.LATER_TERM))
        for before in (State.TERMS, State.SIGNING)
    ),
    Transition(
        State.ENDING, Verdict.CLOSE, State.ENDED, OFFICE,
        (Guard.NAMED, Guard.REASON), (Effect.FREES_PLACE, Effect.FREES_EFFORT), forward=True,
    ),
    Transition(State.ENDING, Verdict.RESUME, State.ACTIVE, APPROVER, (Guard.REASON, Guard.TERMS_STAND, *_READY)),
    Transition(State.ENDED, Verdict.ARCHIVE, State.ARCHIVED, OFFICE, (Guard.NAMED,), forward=True),
    # What was recorded by mistake is taken back, never rewritten
    *(
        Transition(state, Verdict.UNSAY, state, REVIEWER, (Guard.NAMED, Guard.REASON, Guard.GIVEN_WORD))
        for state in (State.UNDER_REVIEW, State.SIGNING)
    ),
    *(
        Transition(before, Verdict.STEP_BACK, after, OFFICE, (Guard.NAMED, Guard.REASON, *guards))
        for before, after, *guards in (
            (State.NOTIFIED, State.SHORTLISTED),
            (State.CONSENTED, State.NOTIFIED),
            (State.UNDER_REVIEW, State.CONSENTED),
            (State.GATES, State.UNDER_REVIEW),
            (State.TERMS, State.GATES, Guard.FIRST_TERM),
            (State.REVIEW_DUE, State.ACTIVE, Guard.GATES_VALID, Guard.PRIMARY_POST),
            (State.RENEWED, State.REVIEW_DUE),
        )
    ),
    # The ways out before
    *(step for before in BEFORE_ACTIVE for step in _exits(before)),
)  # fmt: skip

_BY_STEP = {(t.before, t.verdict): t for t in TRANSITIONS}

CONSEQUENCES = frozenset({Verdict.SUSPEND, Verdict.FALL_DUE, Verdict.WITHDRAW, Verdict.END})
"""What also follows by itself: from a withdrawn consent, an ended primary post, a lapsed gate, a day that has come."""


CORRECTIONS = frozenset({Verdict.UNSAY, Verdict.STEP_BACK})
"""What takes back something that was recorded by mistake: it no longer counts, nor does what was built on it."""
GIVES_WORD = (Verdict.AGREE, Verdict.SIGN)
"""Moves that are made once for each party; they stand beside the way forward as long as a word is missing."""
HOLDS_UP = frozenset(
    {
        Verdict.REVISE,
        Verdict.SUSPEND,
        Verdict.END,
        Verdict.CLOSE,
        Verdict.DECLINE,
        Verdict.ANOTHER,
        Verdict.BLOCK,
        Verdict.WITHDRAW,
        Verdict.EXPIRE,
    }
)
"""After these a pairing does not go on as it did, and the first question is why."""
FINAL = frozenset({Verdict.ACTIVATE, Verdict.CLOSE, Verdict.ARCHIVE})
"""What binds: no move leads back from it, so it is asked about before it is made."""
DECIDES_NOTHING = CORRECTIONS | {Verdict.COMMENT}
"""What is no decision of its own."""


def transition(before: State, verdict: Verdict) -> Transition | None:
    """The move that `verdict` makes from `before`, or None where it may not be made."""
    return _BY_STEP.get((before, verdict))


def may_come_forward(state: State | None) -> bool:
    """Whether a pairing in this state, None for none yet, can be put forward for review from the lists."""
    return state is None or (state not in LIVE and transition(state, Verdict.PUT_FORWARD) is not None)


def steps(before: State) -> tuple[Transition, ...]:
    """The moves that people may make from a state, in the order of the table."""
    return tuple(t for t in TRANSITIONS if t.before is before and not t.by_program)


def decides(verdict: Verdict, before: State, after: State) -> bool:
    """Whether a person has judged the pairing by this: not by putting it forward, by taking back what was said, or by a
    comment."""
    step = transition(before, verdict)
    return verdict is not Verdict.COMMENT and after is not State.RECOMMENDED and not (step and step.by_program)


_REVIEW = (Verdict.ACCEPT, Verdict.DECLINE, Verdict.ANOTHER, Verdict.RETRACT)


def verdicts(before: State, role: Role = Role.HR_OFFICER) -> tuple[Verdict, ...]:
    """What the review of recommendations offers a role for a pairing in this state; the rest of its life is on its
    page. A comment, the last of them, decides nothing; but of whatever has been spoken of, no run lets go."""
    reviewed = before in (State.RECOMMENDED, State.SHORTLISTED, State.DECLINED)
    decisions = _REVIEW if reviewed else ()
    said = ((verdict, transition(before, verdict)) for verdict in (*decisions, Verdict.COMMENT))
    return tuple(verdict for verdict, step in said if step is not None and role in step.who)


def forward_step(before: State) -> Transition | None:
    """The move that takes a pairing on, or None where its way ends."""
    return next((t for t in TRANSITIONS if t.before is before and t.forward), None)


def takes_on(before: State, role: Role) -> bool:
    """Whether it is for this role to take a pairing in this state on: by a step forward, or by its side's word."""
    return any(role in t.who and (t.forward or t.verdict in GIVES_WORD) for t in steps(before))


def way(start: State = State.RECOMMENDED) -> tuple[State, ...]:
    """The states of the way forward in their order, as the table has them."""
    found = [start]
    while (step := forward_step(found[-1])) is not None and step.after not in found:
        found.append(step.after)
    return tuple(found)
