"""Where the settings keep what somebody has typed or written."""

from PySide6.QtCore import QSettings

from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role

_NAME = "review/who"


def place_of(place: str, actor: Actor) -> str:
    """Each role has places of its own, and each liaison's organisation: what one has named is not shown to another."""
    return place if actor.role is Role.HR_OFFICER else f"{place}-{actor.role.value}-{actor.organisation_id or 0}"


def name_of(memory: QSettings, actor: Actor) -> str:
    """Under which name somebody in this role decides; "" where none was typed."""
    return str(memory.value(place_of(_NAME, actor), ""))


def keep_name(memory: QSettings, actor: Actor, name: str) -> None:
    """Decide under this name in this role from now on."""
    memory.setValue(place_of(_NAME, actor), name)


def take_name_along(memory: QSettings, before: Actor, now: Actor) -> None:
    """A liaison who types a name and only then says for which organisation decides for that under this name."""
    chosen_first = before.organisation_id is None and now.organisation_id is not None
    if before.role is now.role is Role.LIAISON and chosen_first and not name_of(memory, now):
        keep_name(memory, now, name_of(memory, before))
        keep_name(memory, before, "")  # it goes to this organisation alone
