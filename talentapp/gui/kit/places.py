"""Where the settings keep what somebody has typed or written."""

from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role


def place_of(place: str, actor: Actor) -> str:
    """Each role has places of its own, and each liaison's organisation: what one has named is not shown to another."""
    return place if actor.role is Role.HR_OFFICER else f"{place}-{actor.role.value}-{actor.organisation_id or 0}"
