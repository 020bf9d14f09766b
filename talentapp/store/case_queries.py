"""Reading the papers of pairings: consents, gates' answers, evidence, terms, commitments."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, case, func, or_, select
from sqlmodel import Session, SQLModel, col

from talentapp.domain.case_records import Consent, Effort, Evidence, GateAnswer, TermsVersion
from talentapp.domain.consents import NOBODY_ASKED, Consents, Word, holding
from talentapp.domain.records import Candidate, Decision, Pairing, Project, Recommendation
from talentapp.domain.states import LIVE, RUNNING, TAKES_PLACE, WITH_GATES
from talentapp.domain.terms import State, Status, Verdict

Record = TypeVar("Record", bound=SQLModel)

_CHUNK = 500
COMMITTED = (*RUNNING, State.TERMS, State.SIGNING)
"""Where a pairing may have terms in force: those being renewed still run on their earlier ones."""


def consents_of(session: Session, candidate_ids: Iterable[int]) -> dict[int, Consents]:
    """What each of these people has agreed to; who has said nothing stands for it too."""
    wanted = list(dict.fromkeys(candidate_ids))
    words: dict[int, list[Word]] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(Consent).where(col(Consent.candidate_id).in_(wanted[start : start + _CHUNK]))
        for consent in session.scalars(query.order_by(col(Consent.id))):
            words.setdefault(consent.candidate_id, []).append(Word(consent.organisation_id, consent.given))
    return {key: holding(words[key]) if key in words else NOBODY_ASKED for key in wanted}


def withdrawn(session: Session) -> set[int]:
    """The people who do not want to be considered any more."""
    asked = session.scalars(select(col(Consent.candidate_id)).where(col(Consent.given).is_(False)).distinct())
    return {key for key, consents in consents_of(session, asked).items() if consents.withdrawn}


def waiting_not_open(session: Session, among: Select[Any] | None = None) -> set[int]:
    """The pairings that wait for review of a person, or for a project, that is paused or closed: of all, or of those
    whose ids a select finds."""
    people, projects = (
        set(session.scalars(select(col(table.id)).where(col(table.status) != Status.OPEN)))
        for table in (Candidate, Project)
    )
    columns = (Pairing.id, Pairing.candidate_id, Pairing.university_project_id, Pairing.firm_project_id)
    query = select(*map(col, columns)).where(col(Pairing.state) == State.RECOMMENDED)
    if among is not None:
        query = query.where(col(Pairing.id).in_(among))
    return {key for key, person, *both in session.execute(query) if person in people or not projects.isdisjoint(both)}


def under_way(
    session: Session, *, candidate_id: int | None = None, project_id: int | None = None
) -> list[Recommendation]:
    """What was recommended of the pairings that take a place, of a candidate or for a project, best first."""
    query = select(Recommendation).join(Pairing, col(Pairing.recommendation_id) == col(Recommendation.id))
    query = query.where(col(Pairing.state).in_(TAKES_PLACE))
    if candidate_id is not None:
        query = query.where(col(Pairing.candidate_id) == candidate_id)
    if project_id is not None:
        projects = (Pairing.university_project_id, Pairing.firm_project_id)
        query = query.where(or_(*(col(one) == project_id for one in projects)))
    return list(session.scalars(query.order_by(col(Recommendation.score).desc(), col(Recommendation.id))))


def put_forward(session: Session, candidate_ids: Collection[int]) -> list[Recommendation]:
    """What was recommended of the pairings of these candidates that have been put forward: what still stands before
    what is over or turned down, each best first."""
    stands = case((col(Pairing.state).in_(LIVE), 0), else_=1)
    query = select(Recommendation).join(Pairing, col(Pairing.recommendation_id) == col(Recommendation.id))
    query = query.where(col(Pairing.candidate_id).in_(candidate_ids))
    return list(session.scalars(query.order_by(stands, col(Recommendation.score).desc(), col(Recommendation.id))))


def renewing(session: Session, among: Select[Any] | None = None) -> dict[State, int]:
    """By state: how many pairings whose terms are drafted or signed have been active before."""
    active = select(col(Decision.pairing_id)).where(col(Decision.verdict) == Verdict.ACTIVATE)
    query = select(col(Pairing.state), func.count()).where(
        col(Pairing.state).in_((State.TERMS, State.SIGNING)), col(Pairing.id).in_(active)
    )
    if among is not None:
        query = query.where(col(Pairing.id).in_(among))
    return {row[0]: row[1] for row in session.execute(query.group_by(col(Pairing.state)))}


def sent_back(session: Session, among: Select[Any] | None = None) -> int:
    """How many pairings whose terms are drafted have had them sent back, with a reason, and not offered since."""
    said = col(Decision.verdict).in_((Verdict.REVISE, Verdict.CLEAR, Verdict.REDRAFT, Verdict.OFFER))
    last = select(func.max(col(Decision.id))).where(said).group_by(col(Decision.pairing_id))
    back = select(col(Decision.pairing_id)).where(
        col(Decision.id).in_(last), col(Decision.verdict) == Verdict.REVISE, col(Decision.reason) != ""
    )
    query = select(func.count()).where(col(Pairing.state) == State.TERMS, col(Pairing.id).in_(back))
    if among is not None:
        query = query.where(col(Pairing.id).in_(among))
    return session.scalar(query) or 0


def accepted_by_others(session: Session, organisation_id: int, among: Select[Any]) -> frozenset[int]:
    """The shortlisted pairings of an organisation that somebody has accepted who does not speak for it."""
    last = select(func.max(col(Decision.id))).where(col(Decision.verdict) == Verdict.ACCEPT)
    theirs = or_(col(Decision.organisation_id).is_(None), col(Decision.organisation_id) != organisation_id)
    accepted = select(col(Decision.pairing_id)).where(
        col(Decision.id).in_(last.group_by(col(Decision.pairing_id))), theirs
    )
    query = select(col(Pairing.id)).where(
        col(Pairing.state) == State.SHORTLISTED, col(Pairing.id).in_(accepted), col(Pairing.id).in_(among)
    )
    return frozenset(session.scalars(query))


def expiring(session: Session, until: date) -> Sequence[Pairing]:
    """The pairings with gates of people who have an answer to one that runs out by then, whether or not a later one
    has taken its place."""
    people = select(col(GateAnswer.candidate_id)).where(col(GateAnswer.valid_until) <= until)
    query = select(Pairing).where(col(Pairing.state).in_(WITH_GATES), col(Pairing.candidate_id).in_(people))
    return session.scalars(query.order_by(col(Pairing.id))).all()


def consent_history(session: Session, candidate_id: int) -> Sequence[Consent]:
    """All that a person has said about their data, oldest first."""
    query = select(Consent).where(col(Consent.candidate_id) == candidate_id)
    return session.scalars(query.order_by(col(Consent.id))).all()


def answers(session: Session, candidate_id: int, pairing_id: int) -> Sequence[GateAnswer]:
    """The answers to the gates of a pairing and to those of its person, oldest first."""
    query = select(GateAnswer).where(
        col(GateAnswer.candidate_id) == candidate_id,
        or_(col(GateAnswer.pairing_id) == pairing_id, col(GateAnswer.pairing_id).is_(None)),
    )
    return session.scalars(query.order_by(col(GateAnswer.id))).all()


def evidence_of(session: Session, candidate_id: int) -> dict[int, Evidence]:
    """The evidence kept for a person, by id."""
    query = select(Evidence).where(col(Evidence.candidate_id) == candidate_id)
    return {item.id or 0: item for item in session.scalars(query)}


def terms(session: Session, pairing_id: int) -> Sequence[TermsVersion]:
    """The versions of a pairing's terms, oldest first."""
    query = select(TermsVersion).where(col(TermsVersion.pairing_id) == pairing_id)
    return session.scalars(query.order_by(col(TermsVersion.number))).all()


def terms_of(session: Session, pairing_ids: Sequence[int]) -> dict[int, list[TermsVersion]]:
    """The versions of the terms of each of these pairings, the newest last, where it has any."""
    found: dict[int, list[TermsVersion]] = {}
    for start in range(0, len(pairing_ids), 500):
        some = col(TermsVersion.pairing_id).in_(pairing_ids[start : start + 500])
        for version in session.scalars(select(TermsVersion).where(some).order_by(col(TermsVersion.number))):
            found.setdefault(version.pairing_id, []).append(version)
    return found


def commitments(session: Session, candidate_id: int) -> Sequence[Effort]:
    """What a person's time is given to outside this programme's pairings, by its first day."""
    query = select(Effort).where(col(Effort.candidate_id) == candidate_id)
    return session.scalars(query.order_by(col(Effort.start), col(Effort.id))).all()


def pairings_in(session: Session, states: Sequence[State], candidate_id: int | None = None) -> Sequence[Pairing]:
    """The pairings in these states, of one person where one is named."""
    query = select(Pairing).where(col(Pairing.state).in_(states))
    if candidate_id is not None:
        query = query.where(col(Pairing.candidate_id) == candidate_id)
    return session.scalars(query.order_by(col(Pairing.id))).all()
