"""What is read from the database about plans."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlmodel import Session, col

from talentapp.domain.plan_records import PlanMark, PlanName, PlannedPairing, SavedPlan, Unmatched
from talentapp.domain.records import Organisation, Project, Recommendation
from talentapp.domain.terms import Mark, Side


def latest_plan(session: Session) -> SavedPlan | None:
    """The newest plan."""
    return session.scalars(select(SavedPlan).order_by(col(SavedPlan.id).desc()).limit(1)).first()


def plans(session: Session, limit: int) -> Sequence[SavedPlan]:
    """The newest plans, newest first."""
    return session.scalars(select(SavedPlan).order_by(col(SavedPlan.id).desc()).limit(limit)).all()


def planned(session: Session, plan_id: int) -> list[tuple[PlannedPairing, Recommendation]]:
    """The pairings of a plan, best first."""
    query = (
        select(PlannedPairing, Recommendation)
        .join(Recommendation, col(Recommendation.id) == col(PlannedPairing.recommendation_id))
        .where(col(PlannedPairing.plan_id) == plan_id)
        .order_by(col(Recommendation.score).desc(), col(Recommendation.id))
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def unmatched(session: Session, plan_id: int) -> Sequence[Unmatched]:
    """Those whom a plan leaves out: who comes nearest first."""
    query = select(Unmatched).where(col(Unmatched.plan_id) == plan_id)
    return session.scalars(query.order_by(func.coalesce(col(Unmatched.score), -1).desc(), col(Unmatched.id))).all()


def unmatched_counts(session: Session, plan_ids: Sequence[int]) -> dict[int, int]:
    """How many people each of these plans leaves out."""
    return _counts(session, Unmatched, plan_ids)


def planned_counts(session: Session, plan_ids: Sequence[int]) -> dict[int, int]:
    """How many pairings each of these plans has, but for those that went with somebody who was erased."""
    return _counts(session, PlannedPairing, plan_ids)


def _counts(session: Session, table: type[PlannedPairing | Unmatched], plan_ids: Sequence[int]) -> dict[int, int]:
    query = select(col(table.plan_id), func.count()).where(col(table.plan_id).in_(plan_ids))
    return {row[0]: row[1] for row in session.execute(query.group_by(col(table.plan_id)))}


def names(session: Session, plan_ids: Sequence[int]) -> dict[int, str]:
    """What these plans have been called, those that have been."""
    query = select(PlanName).where(col(PlanName.plan_id).in_(plan_ids)).order_by(col(PlanName.id))
    return {one.plan_id: one.name for one in session.scalars(query)}


def sides_of(session: Session, project_ids: Sequence[int]) -> list[Side | None]:
    """The side each of these projects is on; None where there is no such project."""
    query = select(col(Project.id), col(Organisation.kind)).join(
        Organisation, col(Organisation.id) == col(Project.organisation_id)
    )
    found = {row[0]: row[1].side for row in session.execute(query.where(col(Project.id).in_(project_ids)))}
    return [found.get(key) for key in project_ids]


def marks(session: Session) -> list[PlanMark]:
    """The pairings that are pinned or forbidden now: the latest word on each, oldest first."""
    latest: dict[tuple[int, int, int], PlanMark] = {}
    for mark in session.scalars(select(PlanMark).order_by(col(PlanMark.id))):
        key = (mark.candidate_id, mark.university_project_id, mark.firm_project_id)
        latest.pop(key, None)
        if mark.mark is not Mark.RELEASE:
            latest[key] = mark
    return list(latest.values())


def halves(marks: Iterable[PlanMark]) -> list[tuple[PlanMark, PlanMark]]:
    """The swaps among these marks: a pairing forbidden, and one of the same projects pinned by the same word."""
    words: dict[tuple[object, ...], dict[Mark, PlanMark]] = {}
    for mark in marks:
        word = mark.at, mark.university_project_id, mark.firm_project_id
        words.setdefault(word, {})[mark.mark] = mark
    return [(word[Mark.FORBID], word[Mark.PIN]) for word in words.values() if {Mark.FORBID, Mark.PIN} <= word.keys()]
