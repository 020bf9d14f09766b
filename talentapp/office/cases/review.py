"""Review: what people say of pairings. Every word is appended, none is changed; a retraction is a further word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from talentapp.domain.cases import Saying, decided
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Catalogue
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import REASONS_FROM
from talentapp.domain.records import Candidate, Decision, Pairing, Project, Recommendation, id_of
from talentapp.domain.roles import Act, Actor
from talentapp.domain.states import TAKES_PLACE, verdicts
from talentapp.domain.terms import Kind, Role, State, Verdict
from talentapp.office.cases.facts import lapsed
from talentapp.office.cases.moves import BY_PROGRAM, move
from talentapp.office.guarding import Own, guarded
from talentapp.office.records.rows import candidate_name, full_of, not_open, triple_of
from talentapp.office.views.edits import Edit, EditResult, Forwarded
from talentapp.office.views.pairings import DecisionResult
from talentapp.store import case_queries, queries, writes
from talentapp.store.engine import Store

_TOGETHER = 500  # pairings that are written between two reports of progress
_BESIDE_PLAN = "beside_plan"
_NO_GATES = Catalogue("")
"""No move of the review looks at a gate."""
CHANGED = frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})
"""What a decision changes."""
_FORWARDING = frozenset({Kind.PAIRINGS, Kind.PLANS, Kind.ORGANISATIONS})


@guarded
class Review:
    """Decisions on pairings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def allowed(self) -> bool:
        """Whether the person before the screen may decide on pairings."""
        return self._store.actor.may(Act.REVIEW)

    def decide(
        self, pairing_id: int, verdict: Verdict, reason: str = "", who: str = "", version: int | None = None
    ) -> DecisionResult:
        """Append a decision and move the pairing. ANOTHER also puts the next best candidate forward for the project of
        who asks, which for the office is the university's; its RETRACT takes that back too, unless somebody has spoken
        of it. COMMENT moves nothing.

        `version` is that of the card that was read. Raises RECORD_GONE, RECORD_STALE when the pairing is no longer what
        was read, DECISION_NOT_ALLOWED in this state, NOT_ALLOWED, REASON_NEEDED, NO_PLACE_LEFT.
        """
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            own, actor = Own(session, self._store.actor), self._store.actor
            by = replace(actor, who=who)
            own.check(own.pairing(pairing_id), Act.SEE_PAIRINGS)
            if version is not None and pairing.version != version:
                raise TalentError(Fault.RECORD_STALE, found=pairing.version, expected=version)
            following = _next_for_project(session, pairing, by) if verdict is Verdict.ANOTHER else None
            facts = {"next": following} if following is not None else None
            decision = say(session, pairing, Saying(verdict, who, reason, speaker=actor), actor.role, facts)
            taken_back = _take_next_back(session, decision, by) if verdict is Verdict.RETRACT else None
            session.flush()
            return DecisionResult(id_of(decision), pairing.state, following, CHANGED, pairing.version, taken_back)

    def put_forward(self, recommendation_id: int, who: str = "") -> tuple[int, EditResult]:
        """Put a recommendation that waits in the lists forward for review. Returns the id of its pairing, and what
        can be taken back.

        Raises RECORD_GONE, and DECISION_NOT_ALLOWED where somebody has decided on it already.
        """
        with self._store.writing() as session:
            item = writes.get(session, Recommendation, recommendation_id)
            pairing, done = put_forward(session, item, replace(self._store.actor, who=who))
            title = candidate_name(writes.get(session, Candidate, item.candidate_id))
            return id_of(pairing), forwarding(title, done)

    def undo(self, edit: Edit, progress: Progress = silent) -> EditResult:
        """Let what was put forward wait no longer, or again, and what waited already be kept no longer, or again;
        `left` counts what somebody has spoken of since."""
        done: list[Forwarded] = []
        with self._store.writing(progress) as session:
            for at, one in enumerate(edit.forwarded):
                progress(at, len(edit.forwarded))
                pairing = session.get(Pairing, one.pairing_id)
                if pairing is None or _last_said(session, one.pairing_id) != one.decision_id:
                    continue
                actor = self._store.actor
                if one.kept:
                    said = _kept_or_not(session, pairing, actor)
                elif pairing.state is State.RECOMMENDED:
                    cause = _BESIDE_PLAN if edit.what == "clear" else "forward_retracted"
                    said = _asked_for(session, pairing, Verdict.EXPIRE, actor, cause)
                elif edit.what == "clear":
                    said = _asked_for(session, pairing, Verdict.RENEW, actor, "clear_undone")
                else:
                    said = _put_forward(session, pairing, actor, kept=False)
                done.append(replace(one, decision_id=id_of(said)))
        return EditResult(replace(edit, forwarded=tuple(done)), len(edit.forwarded) - len(done), CHANGED)


def say(
    session: Session, pairing: Pairing, saying: Saying, role: Role, facts: Mapping[str, Any] | None = None,
    batch_id: int | None = None,
) -> Decision:  # fmt: skip
    """Append a reviewer's decision, of an import where it came in one, in an open transaction. Raises what
    `Review.decide` raises but for RECORD_STALE."""
    if saying.verdict not in verdicts(pairing.state):
        raise TalentError(Fault.DECISION_NOT_ALLOWED, verdict=saying.verdict.value, state=pairing.state.value)
    return move(session, pairing, saying, role, date.today(), _NO_GATES, facts=facts, batch_id=batch_id)


def put_forward(
    session: Session, recommendation: Recommendation, by: Actor
) -> tuple[Pairing, tuple[Forwarded, ...] | None]:
    """Put a recommendation forward for review, in an open transaction.

    What a person puts forward stays until somebody decides on it: their word keeps it from expiring. Returns its
    pairing, and what `Review.undo` can take back of it: nothing where it had been decided, None where nothing was done,
    as it waits already and a person has spoken of it.
    """
    pairing = queries.pairings_of(session, [triple_of(recommendation)]).get(triple_of(recommendation))
    before = pairing.state if pairing is not None else None
    if pairing is None:
        pairing = _new(session, recommendation)
        session.flush()
    elif before is State.RECOMMENDED and queries.spoken_of(session, [id_of(pairing)]):
        return pairing, None
    kept = before is State.RECOMMENDED
    said = _put_forward(session, pairing, by, kept=kept)
    pairing.recommendation_id = id_of(recommendation)
    session.flush()
    ended = before is not None and before not in (State.RECOMMENDED, State.EXPIRED)
    return pairing, () if ended else (Forwarded(id_of(pairing), id_of(said), kept),)


def forwarding(title: str, done: tuple[Forwarded, ...] | None) -> EditResult:
    """What was put forward, the first of it of the person called so, as a change that can be named and taken back; it
    has changed no kinds where nothing was done."""
    changed: frozenset[Kind] = frozenset() if done is None else _FORWARDING
    return EditResult(Edit("forward", title, "", (), forwarded=done or ()), 0, changed)


def cleared(session: Session, pairings: Sequence[Pairing], by: Actor, progress: Progress = silent) -> EditResult:
    """Let these, which wait for review beside a plan, wait no longer, in an open transaction, as somebody asks."""
    done = let_expire(session, pairings, by, _BESIDE_PLAN, progress)
    title = candidate_name(writes.get(session, Candidate, pairings[0].candidate_id)) if pairings else ""
    return EditResult(Edit("clear", title, "", (), forwarded=done), 0, _FORWARDING)


def let_expire(
    session: Session, pairings: Sequence[Pairing], by: Actor, cause: str, progress: Progress = silent
) -> tuple[Forwarded, ...]:
    """Let these, which wait for review, wait no longer by what somebody does, in an open transaction: they can be let
    wait again."""
    done = []
    for at, pairing in enumerate(pairings):
        progress(at, len(pairings))
        said = _asked_for(session, pairing, Verdict.EXPIRE, by, cause)
        done.append(Forwarded(id_of(pairing), id_of(said)))
    return tuple(done)


def let_wait(session: Session, expired: Sequence[Forwarded], by: Actor, cause: str) -> int:
    """Let what has expired so wait again, in an open transaction; the number of those of which more has been said
    since, which stay as they are."""
    left = 0
    for one in expired:
        pairing = session.get(Pairing, one.pairing_id)
        if pairing is None or _last_said(session, one.pairing_id) != one.decision_id:
            left += 1
        else:
            _asked_for(session, pairing, Verdict.RENEW, by, cause)
    return left


def _put_forward(session: Session, pairing: Pairing, by: Actor, *, kept: bool) -> Decision:
    saying, facts = Saying(Verdict.PUT_FORWARD, by.who, speaker=by), {"kept": True} if kept else None
    return move(session, pairing, saying, Role.HR_OFFICER, date.today(), _NO_GATES, facts=facts)


def _kept_or_not(session: Session, pairing: Pairing, by: Actor) -> Decision:
    """Keep what waits for review no longer from expiring, where that was said last; else keep it again."""
    if decided(queries.decisions(session, id_of(pairing)))[-1].verdict is Verdict.PUT_FORWARD:
        return _asked_for(session, pairing, Verdict.RENEW, by, "keeping_retracted")
    return _put_forward(session, pairing, by, kept=True)


def _last_said(session: Session, pairing_id: int) -> int | None:
    said = decided(queries.decisions(session, pairing_id))
    return said[-1].id if said else None


def _next_for_project(session: Session, pairing: Pairing, by: Actor) -> int | None:
    """Put forward the best recommendation of the pairing's university project, or for a firm that asks of its own,
    whose candidate that has not seen; whom a run let expire, or a retraction, nobody has spoken of. The best is whoever
    fits this project best, whatever the other one; who fits it too little to give a reason is none. Nobody is put
    forward who could not be accepted, and who takes a place elsewhere only where there is nobody else."""
    run = queries.latest_run(session)
    if run is None:
        return None
    at_firm = by.speaks_for(writes.get(session, Project, pairing.firm_project_id).organisation_id)
    project_id = pairing.firm_project_id if at_firm else pairing.university_project_id
    side = "firm" if at_firm else "university"
    found = queries.recommendations(session, id_of(run), project_id=project_id)
    paired = queries.pairings_with(session, project_id)
    seen = {item.candidate_id for item in paired if item.state is not State.EXPIRED or not _lapsed(session, item)}
    fits = (one for one in found if one.reasons["parts"][side]["score"] >= REASONS_FROM)
    ranked = sorted(fits, key=lambda one: -one.parts[side])  # of equals the one of the better score
    unseen = (one for one in ranked if one.candidate_id not in seen and _can_be_accepted(session, one))
    placed: list[Recommendation] = []
    for recommendation in unseen:
        if not case_queries.pairings_in(session, TAKES_PLACE, recommendation.candidate_id):
            return put_forward(session, recommendation, by)[0].id
        placed.append(recommendation)
    return put_forward(session, placed[0], by)[0].id if placed else None


def _can_be_accepted(session: Session, one: Recommendation) -> bool:
    """Whether its projects have places, and nothing of it is paused or closed."""
    candidate, *both = triple_of(one)
    university, firm = (writes.get(session, Project, key) for key in both)
    return not full_of(session, one) and not not_open(writes.get(session, Candidate, candidate), university, firm)


def _take_next_back(session: Session, retraction: Decision, by: Actor) -> int | None:
    """Let the pairing expire that was put forward in place of one that is back; None where somebody spoke of it."""
    asking = session.get(Decision, retraction.retracts_id)
    following = session.get(Pairing, asking.facts.get("next")) if asking is not None and asking.facts else None
    if asking is None or following is None or following.state is not State.RECOMMENDED:
        return None
    if id_of(queries.decisions(session, id_of(following))[-1]) > id_of(asking):
        return None
    _asked_for(session, following, Verdict.EXPIRE, by, "another_retracted")
    return id_of(following)


def _new(session: Session, recommendation: Recommendation) -> Pairing:
    candidate, university, firm = triple_of(recommendation)
    pairing = Pairing(
        candidate_id=candidate,
        university_project_id=university,
        firm_project_id=firm,
        recommendation_id=id_of(recommendation),
    )
    session.add(pairing)
    return pairing


def bring_in_line(
    session: Session,
    forward: Sequence[Recommendation],
    why_left: Callable[[tuple[int, int, int]], str],
    progress: Progress = silent,
) -> tuple[int, int]:
    """Bring the pairings in line with a new run: put these forward, and let what no person spoke of expire, for the
    cause that `why_left` gives.

    Returns how many pairings now wait for review, and how many expired. Progress counts what is put forward.
    """
    existing = queries.pairings_of(session, map(triple_of, forward))
    for at, recommendation in enumerate(forward):
        if at % _TOGETHER == 0:
            session.flush()
            progress(at, len(forward))
        pairing = existing.get(triple_of(recommendation))
        if pairing is None:
            _new(session, recommendation)
        elif pairing.state in (State.RECOMMENDED, State.EXPIRED):
            pairing.recommendation_id = id_of(recommendation)
            if pairing.state is State.EXPIRED and _lapsed(session, pairing):
                _by_program(session, pairing, Verdict.RENEW, {"cause": "run_recommends"})
    session.flush()
    current = {triple_of(item) for item in forward}
    waiting: dict[int, Pairing] = {}
    recommended = queries.pairing_ids(session, states=(State.RECOMMENDED,))
    for start in range(0, len(recommended), _TOGETHER):
        progress(len(forward), len(forward))
        waiting |= queries.by_ids(session, Pairing, recommended[start : start + _TOGETHER])
    spoken_of = queries.spoken_of(session, waiting)
    left = [item for key, item in waiting.items() if triple_of(item) not in current and key not in spoken_of]
    for pairing in left:
        progress(len(forward), len(forward))
        _by_program(session, pairing, Verdict.EXPIRE, {"cause": why_left(triple_of(pairing))})
    return len(waiting) - len(left), len(left)


def _by_program(
    session: Session, pairing: Pairing, verdict: Verdict, facts: Mapping[str, Any] | None = None
) -> Decision:
    return move(session, pairing, Saying(verdict, BY_PROGRAM), None, date.today(), _NO_GATES, facts=facts)


def _asked_for(session: Session, pairing: Pairing, verdict: Verdict, by: Actor, cause: str) -> Decision:
    """The same move, where it follows from what somebody does: it is theirs, but no word on this pairing, so that runs
    may go on with it."""
    saying = Saying(verdict, by.who, speaker=by)
    return move(session, pairing, saying, None, date.today(), _NO_GATES, facts={"cause": cause})


def _lapsed(session: Session, pairing: Pairing) -> bool:
    return lapsed(queries.decisions(session, id_of(pairing)))
