"""What belongs to one organisation: its projects, the pairings put forward for them, and the candidates in those."""

from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import Session, col

from talentapp.domain.records import Pairing, Project


def own_projects(organisation_id: int) -> Select[Any]:
    """The ids of an organisation's projects."""
    return select(col(Project.id)).where(col(Project.organisation_id) == organisation_id)


def own_pairings(organisation_id: int) -> Select[Any]:
    """The ids of the pairings in which an organisation takes part."""
    return select(col(Pairing.id)).where(_takes_part(organisation_id))


def own_candidates(organisation_id: int) -> Select[Any]:
    """The ids of the candidates in those pairings."""
    return select(col(Pairing.candidate_id)).where(_takes_part(organisation_id))


def among(session: Session, own: Select[Any]) -> frozenset[int]:
    """The ids that one of these selects finds."""
    return frozenset(session.scalars(own))


def _takes_part(organisation_id: int) -> Any:
    mine = own_projects(organisation_id)
    return or_(col(Pairing.university_project_id).in_(mine), col(Pairing.firm_project_id).in_(mine))
