"""What the faces are shown of people's data: how long they are kept, what is held of one person, what erasing does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from talentapp.domain.errors import Fault
from talentapp.domain.terms import Kind, LegalBasis
from talentapp.office.views.audit import TrailRow


@dataclass(frozen=True)
class PrivacyFacts:
    """On what grounds a person's data are held, and until when."""

    legal_basis: LegalBasis | None
    purpose: str
    notice_version: str
    noticed_on: date | None
    retain_until: date | None


@dataclass(frozen=True)
class RetentionRow:
    """A person whose time is over, and how many of their pairings still stand: those speak against erasing."""

    candidate_id: int
    name: str
    retain_until: date
    standing: int


@dataclass(frozen=True)
class Retention:
    """Whose data are due for erasure, and how many people have no date at all."""

    due: tuple[RetentionRow, ...]
    without_date: int


@dataclass(frozen=True)
class BackupRow:
    """A backup beside the database: why it was made ("daily", "manual", or before what), and when."""

    path: str
    why: str
    at: datetime
    size: int  # bytes


@dataclass(frozen=True)
class ErasurePreview:
    """What erasing these people would do.

    `rows` counts what goes, by table. `exports` are entries of the trail that handed their data out: those files are
    not within reach. `mentions` are rows about others that name them, by table: a person has to look at those.
    `running` counts agreements in force, of which nothing would be kept.
    """

    people: Mapping[int, str]
    rows: Mapping[str, int]
    running: int
    backups: int
    exports: tuple[TrailRow, ...]
    mentions: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class ErasureResult:
    """What erasing did. `logs_redacted` counts logs, settings and unsaved forms that a word was taken out of; `left`
    names files beside the database that still hold a word of theirs, with the word, `unread` those that nobody could
    look into: locked, damaged or too large."""

    rows: Mapping[str, int]
    backups_rewritten: int
    backups_deleted: int
    logs_redacted: int
    unclean: Fault | None  # what keeps the free pages from being cleaned: the next opening tries again
    files_searched: int
    left: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]
    changed: frozenset[Kind]
