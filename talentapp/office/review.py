"""Review: what people say of pairings. Every word is appended, none is changed; a retraction is a further word."""

from collections.abc import Sequence

from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.records import Decision, Pairing, Recommendation, id_of
from talentapp.domain.states import transition
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.office.rows import triple_of
from talentapp.office.views import DecisionResult
from talentapp.store import queries, writes
from talentapp.store.engine import Store

BY_RUN = "talentapp"
"""Who is named where a run, not a person, moved a pairing."""

_CHANGED = frozenset({Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})


class Review:
    """Decisions on pairings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(self, pairing_id: int, verdict: Verdict, reason: str = "", who: str = "") -> DecisionResult:
        """Append a decision and move the pairing. ANOTHER also puts the project's next best candidate forward.

        Raises RECORD_GONE, DECISION_NOT_ALLOWED in this state, REASON_NEEDED, RECORD_STALE when somebody was faster.
        """
        with self._store.writing() as session:
            pairing = writes.get(session, Pairing, pairing_id)
            retracts = _last_said(session, pairing_id) if verdict is Verdict.RETRACT else None
            decision = _move(session, pairing, verdict, who, reason, retracts)
            following = _next_for_project(session, pairing) if verdict is Verdict.ANOTHER else None
            return DecisionResult(id_of(decision), pairing.state, following, _CHANGED)

    def put_forward(self, recommendation_id: int) -> int:
        """Put a recommendation that waits in the lists forward for review. Returns the id of its pairing."""
        with self._store.writing() as session:
            recommendation = writes.get(session, Recommendation, recommendation_id)
            return id_of(_pairing_of(session, recommendation))


def _last_said(session: Session, pairing_id: int) -> int | None:
    said = queries.decisions(session, pairing_id)
    return said[-1].id if said else None


def _next_for_project(session: Session, pairing: Pairing) -> int | None:
    """Put forward the best recommendation of the pairing's university project whose candidate it has not seen."""
    run = queries.latest_run(session)
    if run is None:
        return None
    project_id = pairing.university_project_id
    ranked = queries.recommendations(session, id_of(run), project_id=project_id)
    seen = queries.candidates_paired_with(session, project_id)
    for recommendation in ranked:
        if recommendation.candidate_id not in seen:
            return _pairing_of(session, recommendation).id
    return None


def _pairing_of(session: Session, recommendation: Recommendation) -> Pairing:
    """The pairing of a recommendation, made if there is none, brought back if it had expired."""
    pairing = queries.pairings_of(session, [triple_of(recommendation)]).get(triple_of(recommendation))
    if pairing is None:
        candidate, university, firm = triple_of(recommendation)
        pairing = Pairing(
            candidate_id=candidate,
            university_project_id=university,
            firm_project_id=firm,
            recommendation_id=id_of(recommendation),
        )
        session.add(pairing)
    elif pairing.state in (State.RECOMMENDED, State.EXPIRED):
        pairing.recommendation_id = id_of(recommendation)
        if pairing.state is State.EXPIRED:
            _move(session, pairing, Verdict.RENEW, BY_RUN)
    session.flush()
    return pairing


def bring_in_line(session: Session, forward: Sequence[Recommendation]) -> tuple[int, int]:
    """Bring the pairings in line with a new run: put these forward, and let what nobody spoke of expire.

    Returns how many pairings now wait for review, and how many expired.
    """
    for recommendation in forward:
        _pairing_of(session, recommendation)
    current = {triple_of(item) for item in forward}
    waiting = queries.by_ids(session, Pairing, queries.pairing_ids(session, states=(State.RECOMMENDED,)))
    spoken_of = queries.last_decisions(session, waiting)
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
