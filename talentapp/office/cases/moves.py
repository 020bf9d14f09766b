"""The one way in which a pairing moves: by the table of `domain.states`, its guards judged on the records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from talentapp.domain.cases import Missing, Saying, missing, taken_back
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Catalogue
from talentapp.domain.records import Decision, Pairing, id_of
from talentapp.domain.states import CONSEQUENCES, CORRECTIONS, Guard, Transition, transition
from talentapp.domain.terms import Role, Verdict
from talentapp.office.cases.facts import case_of
from talentapp.store import case_queries, queries

BY_PROGRAM = "talentapp"
"""Who is named where no person moved a pairing."""
_BACK = CORRECTIONS | {Verdict.RETRACT, Verdict.RENEW}
"""Moves that may take something back, and keep what."""


def move(
    session: Session,
    pairing: Pairing,
    saying: Saying,
    role: Role | None,
    today: date,
    catalogue: Catalogue,
    *,
    facts: Mapping[str, Any] | None = None,
    batch_id: int | None = None,
) -> Decision:
    """Make the move of a saying and append the decision that says so. `role` is None where the program moves;
    `batch_id` is that of the import in which the saying came.

    Raises DECISION_NOT_ALLOWED where the table has no such move from this state, NOT_ALLOWED where it is not this
    role's, and for a guard that does not hold REASON_NEEDED, NO_PLACE_LEFT or NOT_ALLOWED_YET with the guard and what
    it is about.
    """
    step = transition(pairing.state, saying.verdict)
    if step is None or not _may_be_made(step, role):
        raise TalentError(Fault.DECISION_NOT_ALLOWED, verdict=saying.verdict.value, state=pairing.state.value)
    if role is not None and role not in step.who:
        raise TalentError(Fault.NOT_ALLOWED, role=role, act=saying.verdict)
    case = case_of(session, pairing, today, catalogue, step.guards)
    if lacking := missing(case, step, saying):
        raise _refusal(lacking[0], saying.verdict)
    said = queries.decisions(session, id_of(pairing)) if step.verdict in _BACK else ()
    decision = Decision(
        pairing_id=id_of(pairing),
        who=saying.who.strip(),
        verdict=saying.verdict,
        reason=saying.reason.strip(),
        state_before=step.before,
        state_after=step.after,
        recommendation_id=pairing.recommendation_id,
        retracts_id=taken_back(said, step, saying.party),
        role=saying.speaker.role if saying.speaker else None,
        organisation_id=saying.speaker.organisation_id if saying.speaker else None,
        facts=_facts(session, pairing, saying, facts or {}),
        import_batch_id=batch_id,
    )
    pairing.state = step.after
    session.add(decision)
    session.flush()
    return decision


def _may_be_made(step: Transition, role: Role | None) -> bool:
    if role is None:
        return step.by_program or step.verdict in CONSEQUENCES
    return not step.by_program


def _facts(session: Session, pairing: Pairing, saying: Saying, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept beside the words: whose word, which gate, and the number of the terms that it is about."""
    found = dict(given)
    if saying.party is not None:
        found["party"] = saying.party.value
    if saying.gate:
        found["gate"] = saying.gate
    if saying.verdict in (Verdict.OFFER, Verdict.SIGN, Verdict.ACTIVATE):
        found["terms"] = case_queries.terms(session, id_of(pairing))[-1].number
    return found


def _refusal(lacking: Missing, verdict: Verdict) -> TalentError:
    if lacking.guard is Guard.REASON:
        return TalentError(Fault.REASON_NEEDED, verdict=verdict.value)
    if lacking.guard is Guard.PLACE_LEFT:
        return TalentError(Fault.NO_PLACE_LEFT, project=lacking.about[0], **lacking.facts)
    facts = dict(lacking.facts)
    return TalentError(Fault.NOT_ALLOWED_YET, guard=lacking.guard, acts=lacking.acts, about=lacking.about, **facts)
