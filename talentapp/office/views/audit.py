"""What the faces are shown of the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from talentapp.domain.terms import Role


@dataclass(frozen=True)
class TrailRow:
    """One entry: who did what, when, to which records of which table; never with values."""

    id: int
    at: datetime
    who: str
    role: Role
    action: str  # insert, update, delete, reveal, export, erase, migrate, anchor, restore
    subject: str  # the table
    keys: str  # "1-3,7"
    fields: tuple[str, ...]
    purpose: str


@dataclass(frozen=True)
class TrailFinding:
    """Something wrong with the trail, and the number of the entry at which it shows."""

    code: str  # edited, missing, moved, cut, replaced, no_anchor
    entry: int


@dataclass(frozen=True)
class TrailCheck:
    """What checking the whole trail found; `sound` is whether it found nothing.

    `head` is "number:digest" of the last entry: noted elsewhere, it proves later that nothing before it was changed.
    """

    entries: int
    head: str
    ahead: int  # entries newer than the anchor: a crash leaves some
    anchored_anew: tuple[int, ...]  # entries from which on a new anchor holds, the old one having been lost
    restored: tuple[tuple[int, int], ...]  # entries at which a backup was gone back to, and where the trail had ended
    findings: tuple[TrailFinding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings
