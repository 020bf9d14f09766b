"""All work that the window starts, by message id, and what of it has to wait for what.

Reading and small changes go on while a run is computed. What waits is what would otherwise meet in one transaction, or
compute with records that are being taken away.
"""

from collections.abc import Mapping
from enum import Enum, auto


class Work(Enum):
    """What a piece of work does to the database."""

    READ = auto()  # looks, and at most notes in the audit trail that it did
    PREVIEW = auto()  # reads a file against the records there are
    COMPUTE = auto()  # scores and plans; keeps what it found at the end
    EDIT = auto()  # a small change, written at once
    IMPORT = auto()  # many records in one transaction
    REMOVE = auto()  # takes records away
    ALONE = auto()  # makes this another database


JOBS: Mapping[str, Work] = {
    "job-annotate": Work.READ,
    "job-backup": Work.READ,
    "job-catch-up": Work.EDIT,
    "job-compare": Work.COMPUTE,
    "job-decide": Work.EDIT,
    "job-document": Work.READ,
    "job-draw": Work.READ,
    "job-duplicates": Work.READ,
    "job-erase": Work.REMOVE,
    "job-export": Work.READ,
    "job-follow": Work.COMPUTE,
    "job-form": Work.EDIT,
    "job-forward": Work.COMPUTE,
    "job-import": Work.IMPORT,
    "job-look": Work.READ,
    "job-merge": Work.REMOVE,
    "job-open": Work.ALONE,
    "job-person": Work.READ,
    "job-plan": Work.COMPUTE,
    "job-preview": Work.PREVIEW,
    "job-read": Work.READ,
    "job-reasons": Work.COMPUTE,
    "job-recommend": Work.COMPUTE,
    "job-restore": Work.ALONE,
    "job-reveal": Work.EDIT,
    "job-delete": Work.EDIT,
    "job-save": Work.EDIT,
    "job-undo": Work.EDIT,
    "job-undo-import": Work.REMOVE,
    "job-verify": Work.READ,
}

_WAITS_FOR: Mapping[Work, frozenset[Work]] = {
    Work.READ: frozenset({Work.ALONE}),
    Work.PREVIEW: frozenset({Work.PREVIEW, Work.IMPORT, Work.REMOVE, Work.ALONE}),
    Work.COMPUTE: frozenset({Work.COMPUTE, Work.IMPORT, Work.REMOVE, Work.ALONE}),
    Work.EDIT: frozenset({Work.EDIT, Work.IMPORT, Work.REMOVE, Work.ALONE}),
    Work.IMPORT: frozenset(Work) - {Work.READ, Work.COMPUTE},
    Work.REMOVE: frozenset(Work) - {Work.READ, Work.PREVIEW},
    Work.ALONE: frozenset(Work),
}
_PASSES = frozenset({Work.EDIT, Work.PREVIEW})
"""What does not wait for what only waits itself: nobody's small change stands behind an erasure that a run holds up."""


def waits(later: str, earlier: str, *, begun: bool) -> bool:
    """Whether a job waits for one that was started before it, which has begun or waits itself."""
    mine, other = JOBS[later], JOBS[earlier]
    if later == earlier:
        return True
    waited_for = begun or mine is other or other is Work.ALONE or mine not in _PASSES
    return waited_for and other in _WAITS_FOR[mine]
