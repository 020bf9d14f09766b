"""Review: what people say of pairings. Every word is appended, none is changed; a retraction is a further word."""

from collections.abc import Sequence

from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.records import Decision, Pairing, Project, Recommendation, id_of
from talentapp.domain.roles import Act
from talentapp.domain.states import transition
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.office.guarding import Own, guarded
from talentapp.office.rows import triple_of
from talentapp.office.views import DecisionResult
from talentapp.store import queries, writes
from talentapp.store.engine import Store

BY_RUN = "talentapp"
"""Who is named where a run, not a person, moved a pairing."""

_CHANGED = frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})


@guarded
class Review:
    """Decisions on pairings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(
        self, pairing_id: int, verdict: Verdict, reason: str = "", who: str = "", version: int | None = None
    ) -> DecisionResult:
        """Append a decision and move the pairing. ANOTHER also puts the project's next best candidate forward.

        `version` is that of the card that was read. Raises RECORD_GONE, RECORD_STALE when the pairing is no longer what
        was read, DECISION_NOT_ALLOWED in this state, REASON_NEEDED, NO_PLACE_LEFT.
        """
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            own = Own(session, self._store.actor)
            own.check(own.pairing(pairing_id), Act.REVIEW)
            if version is not None and pairing.version != version:
                raise TalentError(Fault.RECORD_STALE, found=pairing.version, expected=version)
            if verdict is Verdict.ACCEPT and pairing.state is State.RECOMMENDED:
                _check_places(session, pairing)
            retracts = _last_said(session, pairing_id) if verdict is Verdict.RETRACT else None
            decision = _move(session, pairing, verdict, who, reason, retracts)
            following = _next_for_project(session, pairing, who) if verdict is Verdict.ANOTHER else None
            return DecisionResult(id_of(decision), pairing.state, following, _CHANGED)

    def put_forward(self, recommendation_id: int, who: str = "") -> int:
        """Put a recommendation that waits in the lists forward for review. Returns the id of its pairing.

        Raises RECORD_GONE, and DECISION_NOT_ALLOWED where somebody has decided on it already.
        """
        with self._store.writing() as session:
            return id_of(put_forward(session, writes.get(session, Recommendation, recommendation_id), who))


def _check_places(session: Session, pairing: Pairing) -> None:
    """Refuse to accept somebody for a project that is full."""
    for project_id in (pairing.university_project_id, pairing.firm_project_id):
        project = writes.get(session, Project, project_id)
        if queries.taken(session, project_id) >= project.places:
            raise TalentError(Fault.NO_PLACE_LEFT, project=project.title, places=project.places)


def put_forward(session: Session, recommendation: Recommendation, who: str) -> Pairing:
    """Put a recommendation forward for review, in an open transaction.

    What a person puts forward stays until somebody decides on it: their word keeps it from expiring.
    """
    pairing = queries.pairings_of(session, [triple_of(recommendation)]).get(triple_of(recommendation))
    if pairing is None:
        pairing = _new(session, recommendation)
    elif pairing.state is State.RECOMMENDED and queries.spoken_of(session, [id_of(pairing)]):
        return pairing
    _move(session, pairing, Verdict.PUT_FORWARD, who)
    pairing.recommendation_id = id_of(recommendation)
    session.flush()
    return pairing


def _last_said(session: Session, pairing_id: int) -> int | None:
    said = queries.decisions(session, pairing_id)
    return said[-1].id if said else None


def _next_for_project(session: Session, pairing: Pairing, who: str) -> int | None:
    """Put forward the best recommendation of the pairing's university project whose candidate it has not seen."""
    run = queries.latest_run(session)
    if run is None:
        return None
    project_id = pairing.university_project_id
    ranked = queries.recommendations(session, id_of(run), project_id=project_id)
    seen = queries.candidates_paired_with(session, project_id)
    for recommendation in ranked:
        if recommendation.candidate_id not in seen:
            return put_forward(session, recommendation, who).id
    return None


def _new(session: Session, recommendation: Recommendation) -> Pairing:
    candidate, university, firm = triple_of(recommendation)
    pairing = Pairing(
        candidate_id=candidate,
        university_project_id=university,
        firm_project_id=firm,
        recommendation_id=id_of(recommendation),
    )
    session.add(pairing)
    session.flush()
    return pairing


def bring_in_line(session: Session, forward: Sequence[Recommendation]) -> tuple[int, int]:
    """Bring the pairings in line with a new run: put these forward, and let what no person spoke of expire.

    Returns how many pairings now wait for review, and how many expired.
    """
    existing = queries.pairings_of(session, map(triple_of, forward))
    for recommendation in forward:
        pairing = existing.get(triple_of(recommendation))
        if pairing is None:
            _new(session, recommendation)
        elif pairing.state in (State.RECOMMENDED, State.EXPIRED):
            pairing.recommendation_id = id_of(recommendation)
            if pairing.state is State.EXPIRED:
                _move(session, pairing, Verdict.RENEW, BY_RUN)
    session.flush()
    current = {triple_of(item) for item in forward}
    waiting = queries.by_ids(session, Pairing, queries.pairing_ids(session, states=(State.RECOMMENDED,)))
    spoken_of = queries.spoken_of(session, waiting)
    left = [item for key, item in waiting.items() if triple_of(item) not in current and key not in spoken_of]
    for pairing in left:
        _move(session, pairing, Verdict.EXPIRE, BY_RUN)
    return len(waiting) - len(left), len(left)


def _move(
    session: Session, pairing: Pairing, verdict: Verdict, who: str, reason: str = "", retracts: int | None = None
) -> Decision:
    """Make the move of a verdict and append the decision that says so. Raises DECISION_NOT_ALLOWED, REASON_NEEDED."""
    step = transition(pairing.state, verdict)
    if step is None:
        raise TalentError(Fault.DECISION_NOT_ALLOWED, verdict=verdict.value, state=pairing.state.value)
    if step.needs_reason and not reason.strip():
        raise TalentError(Fault.REASON_NEEDED, verdict=verdict.value)
    decision = Decision(
        pairing_id=id_of(pairing),
        who=who,
        verdict=verdict,
        reason=reason.strip(),
        state_before=step.before,
        state_after=step.after,
        recommendation_id=pairing.recommendation_id,
        retracts_id=retracts,
    )
    pairing.state = step.after
    session.add(decision)
    session.flush()
    return decision
