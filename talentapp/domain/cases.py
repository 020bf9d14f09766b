"""A pairing's case: the facts its guards look at, on one day. Pure: the office reads them, this module judges.

`missing` is the one judge: the office refuses a move by it, and the window shows by it what is missing and who acts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from talentapp.domain.agreement import Objection
from talentapp.domain.folding import folded
from talentapp.domain.gates import Gate, Standing
from talentapp.domain.ledger import Conflict
from talentapp.domain.roles import Actor
from talentapp.domain.states import DECIDES_NOTHING, Guard, Transition, forward_step
from talentapp.domain.terms import REVIEWERS, SIGNERS, Party, Role, State, Verdict

if TYPE_CHECKING:
    from talentapp.domain.records import Decision


WORDS_OF: Mapping[State, tuple[Party, ...]] = {State.UNDER_REVIEW: REVIEWERS, State.SIGNING: SIGNERS}
"""The states that ask for each party's word, and whose."""


@dataclass(frozen=True)
class GateFact:
    """How one gate of the case stands."""

    gate: Gate
    standing: Standing


@dataclass(frozen=True)
class Case:
    """All that the guards of a pairing look at."""

    state: State
    today: date
    gates: Sequence[GateFact] = ()
    considered: bool = False
    shown_to: frozenset[Party] = frozenset()  # organisations that may see the name
    agreed: frozenset[Party] = frozenset()
    signed: frozenset[Party] = frozenset()  # of the terms as they are now
    proposers: frozenset[str] = frozenset()  # the names of who put it forward, accepted it, or offered its terms
    term_objections: Sequence[Objection] = ()
    has_terms: bool = False
    conflicts: Sequence[Conflict] = ()  # of effort, with these terms
    not_open: str = ""  # what is paused or closed: "candidate", "university" or "firm" for its project
    full_projects: Sequence[tuple[str, int]] = ()  # projects without a place left: title, and how many it has
    primary_ended: bool = False
    was_active: bool = False
    terms_stand: bool = False  # the newest terms are those that it last became active with
    lapsed_by_run: bool = False
    said_last: tuple[Role | None, int | None] = (None, None)  # the last decision: in which role, for which organisation

    @property
    def words(self) -> tuple[tuple[Party, ...], frozenset[Party]]:
        """Whose word is asked for in this state, and who has given it: an agreement, or a signature."""
        return WORDS_OF.get(self.state, REVIEWERS), self.signed if self.state is State.SIGNING else self.agreed


@dataclass(frozen=True)
class Saying:
    """What somebody wants to say of a pairing. `party` is whose word it is; `gate` the one that blocks; `speaker` in
    which role and for which organisation it is said, None where the program says it."""

    verdict: Verdict
    who: str = ""
    reason: str = ""
    party: Party | None = None
    gate: str = ""
    speaker: Actor | None = None


@dataclass(frozen=True)
class Missing:
    """Something that is not yet so, who has to act, and what it is about (gate codes, fields, parties, projects)."""

    guard: Guard
    acts: Party
    about: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    others: tuple[Party, ...] = ()  # who have to act as well

    @property
    def waits_for(self) -> tuple[Party, ...]:
        """All who have to act, in any order."""
        return (self.acts, *self.others)


def corrected(said: Sequence["Decision"]) -> set[int | None]:
    """The decisions, by id, that a correction has taken back: a word alone, a step with all that had followed it."""
    gone: set[int | None] = set()
    for at, one in enumerate(said):
        if one.verdict is Verdict.UNSAY:
            gone.add(one.retracts_id)
        elif one.verdict is Verdict.STEP_BACK and (first := one.retracts_id) is not None:
            later = (other for other in said[:at] if other.id is not None and other.id >= first)
            gone.update(other.id for other in later if other.verdict not in DECIDES_NOTHING)
    return gone


def voided(said: Sequence["Decision"]) -> set[int | None]:
    """The signatures, by id, of terms that were sent back since: they have to be given anew."""
    gone: set[int | None] = set()
    signed: set[int | None] = set()
    for one in said:
        if one.verdict is Verdict.OFFER:
            signed = set()
        elif one.verdict is Verdict.SIGN:
            signed.add(one.id)
        elif one.verdict is Verdict.REVISE:
            gone |= signed
    return gone - corrected(said)


def decided(said: Sequence["Decision"]) -> list["Decision"]:
    """What was said of a pairing and still counts: without comments, which decide nothing, and without what was
    recorded by mistake and its correction. A retraction is a word of its own."""
    gone = corrected(said)
    return [one for one in said if one.verdict not in DECIDES_NOTHING and one.id not in gone]


def taken_back(said: Sequence["Decision"], step: Transition, party: Party | None) -> int | None:
    """The id of the decision that this move takes back, None where it takes none back."""
    stands = decided(said)
    if step.verdict is Verdict.STEP_BACK:
        stands = [one for one in stands if (one.state_before, one.state_after) == (step.after, step.before)]
    elif step.verdict is Verdict.UNSAY:
        stands = [one for one in stands if one.state_before is step.before and one.facts.get("party") == party]
    elif step.verdict is not Verdict.RETRACT and (step.verdict is not Verdict.RENEW or step.before is not step.after):
        return None
    return stands[-1].id if stands else None


def may_take_back(speaker: Actor | None, role: Role | None, organisation_id: int | None) -> bool:
    """Whether somebody may take back what was said in a role for an organisation: the office anything, a liaison what
    her own organisation said, and what was said before roles were kept."""
    if speaker is None or speaker.role is not Role.LIAISON or role is None:
        return True
    return role is Role.LIAISON and speaker.speaks_for(organisation_id)


def same_name(name: str) -> str:
    """A name as it is compared: case, width, script and spaces aside."""
    return folded(name)


def _reason(_case: Case, saying: Saying) -> Missing | None:
    return None if saying.reason.strip() else Missing(Guard.REASON, Party.OFFICE)


def _named(_case: Case, saying: Saying) -> Missing | None:
    return None if saying.who.strip() else Missing(Guard.NAMED, Party.OFFICE)


def _open(case: Case, _saying: Saying) -> Missing | None:
    return Missing(Guard.OPEN, Party.OFFICE, (case.not_open,)) if case.not_open else None


def _place(case: Case, _saying: Saying) -> Missing | None:
    if not case.full_projects:
        return None
    titles = tuple(title for title, _ in case.full_projects)
    return Missing(Guard.PLACE_LEFT, Party.OFFICE, titles, {"places": case.full_projects[0][1]})


def _considered(case: Case, _saying: Saying) -> Missing | None:
    return None if case.considered else Missing(Guard.CONSIDERED, Party.CANDIDATE)


def _shown(case: Case, _saying: Saying) -> Missing | None:
    lacking = tuple(one.value for one in (Party.UNIVERSITY, Party.FIRM) if one not in case.shown_to)
    return Missing(Guard.SHOWN, Party.CANDIDATE, lacking) if lacking else None


def _own_word(case: Case, saying: Saying) -> Missing | None:
    who, given = case.words
    if saying.party in who and saying.party not in given:
        return None
    lacking = tuple(one.value for one in who if one not in given)
    return Missing(Guard.OWN_WORD, saying.party or Party.OFFICE, lacking)


def _given_word(case: Case, saying: Saying) -> Missing | None:
    _who, given = case.words
    if saying.party in given:
        return None
    return Missing(Guard.GIVEN_WORD, saying.party or Party.OFFICE, tuple(one.value for one in given))


def _agreed(case: Case, _saying: Saying) -> Missing | None:
    return _parties(Guard.ALL_AGREED, [one for one in REVIEWERS if one not in case.agreed])


def _signed(case: Case, _saying: Saying) -> Missing | None:
    return _parties(Guard.ALL_SIGNED, [one for one in SIGNERS if one not in case.signed])


def _parties(guard: Guard, lacking: Sequence[Party]) -> Missing | None:
    if not lacking:
        return None
    return Missing(guard, lacking[0], tuple(one.value for one in lacking), others=tuple(lacking[1:]))


def _gates(case: Case, _saying: Saying) -> Missing | None:
    waiting = [fact for fact in case.gates if fact.standing is not Standing.VALID]
    if not waiting and case.gates:
        return None
    first, *others = dict.fromkeys(fact.gate.acts for fact in waiting) or (Party.OFFICE,)
    return Missing(Guard.GATES_VALID, first, tuple(fact.gate.code for fact in waiting), others=tuple(others))


def _terms(case: Case, _saying: Saying) -> Missing | None:
    if case.has_terms and not case.term_objections:
        return None
    return Missing(Guard.TERMS_COMPLETE, Party.OFFICE, tuple(one.field for one in case.term_objections))


def _effort(case: Case, _saying: Saying) -> Missing | None:
    if not case.conflicts:
        return None
    first = case.conflicts[0]
    facts = {"on": first.start, "total": first.total, "cap": first.limit.cap, "organisation": first.limit.organisation}
    return Missing(Guard.EFFORT_FITS, Party.OFFICE, facts=facts)


def _primary_post(case: Case, _saying: Saying) -> Missing | None:
    return Missing(Guard.PRIMARY_POST, Party.CANDIDATE) if case.primary_ended else None


def _not_proposer(case: Case, saying: Saying) -> Missing | None:
    # Without a proposer's name nobody can be told apart from the proposer.
    name = same_name(saying.who) if saying.who.strip() and case.proposers else ""
    ok = bool(name) and name not in map(same_name, case.proposers)
    return None if ok else Missing(Guard.NOT_PROPOSER, Party.OFFICE, tuple(sorted(case.proposers)))


def _refused(case: Case, saying: Saying) -> Missing | None:
    refused = {fact.gate.code for fact in case.gates if fact.standing is Standing.REFUSED}
    return None if saying.gate in refused else Missing(Guard.GATE_REFUSED, Party.OFFICE, tuple(sorted(refused)))


def _first_term(case: Case, _saying: Saying) -> Missing | None:
    return Missing(Guard.FIRST_TERM, Party.OFFICE) if case.was_active else None


def _later_term(case: Case, _saying: Saying) -> Missing | None:
    return None if case.was_active else Missing(Guard.LATER_TERM, Party.OFFICE)


def _terms_stand(case: Case, _saying: Saying) -> Missing | None:
    return None if case.terms_stand else Missing(Guard.TERMS_STAND, Party.OFFICE)


def _lapsed(case: Case, _saying: Saying) -> Missing | None:
    return None if case.lapsed_by_run else Missing(Guard.LAPSED_BY_RUN, Party.OFFICE)


def _own_side(case: Case, saying: Saying) -> Missing | None:
    return None if may_take_back(saying.speaker, *case.said_last) else Missing(Guard.OWN_SIDE, Party.OFFICE)


_JUDGES: Mapping[Guard, Callable[[Case, Saying], Missing | None]] = {
    Guard.REASON: _reason,
    Guard.NAMED: _named,
    Guard.OPEN: _open,
    Guard.PLACE_LEFT: _place,
    Guard.CONSIDERED: _considered,
    Guard.SHOWN: _shown,
    Guard.OWN_WORD: _own_word,
    Guard.GIVEN_WORD: _given_word,
    Guard.ALL_AGREED: _agreed,
    Guard.GATES_VALID: _gates,
    Guard.TERMS_COMPLETE: _terms,
    Guard.EFFORT_FITS: _effort,
    Guard.PRIMARY_POST: _primary_post,
    Guard.ALL_SIGNED: _signed,
    Guard.NOT_PROPOSER: _not_proposer,
    Guard.GATE_REFUSED: _refused,
    Guard.FIRST_TERM: _first_term,
    Guard.LATER_TERM: _later_term,
    Guard.TERMS_STAND: _terms_stand,
    Guard.LAPSED_BY_RUN: _lapsed,
    Guard.OWN_SIDE: _own_side,
}


def missing(case: Case, step: Transition, saying: Saying) -> tuple[Missing, ...]:
    """What is missing for a move, in the order of its guards; empty where it may be made."""
    return tuple(found for guard in step.guards if (found := _JUDGES[guard](case, saying)) is not None)


_OF_THE_SPEAKER = (Guard.REASON, Guard.NAMED, Guard.OWN_WORD, Guard.GIVEN_WORD, Guard.NOT_PROPOSER)


def waiting_for(case: Case) -> tuple[Missing, ...]:
    """What the case itself lacks before it can go on, whoever says so; empty where only the word is missing."""
    step = forward_step(case.state)
    if step is None:
        return ()
    found = missing(case, step, Saying(step.verdict))
    return tuple(one for one in found if one.guard not in _OF_THE_SPEAKER)
