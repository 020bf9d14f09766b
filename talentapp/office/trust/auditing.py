"""The audit trail, as it is read and checked. It is written by the store, with every commit."""

from datetime import datetime

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import AuditEntry, id_of
from talentapp.domain.terms import Role
from talentapp.office.guarding import guarded
from talentapp.office.views.audit import TrailCheck, TrailFinding, TrailRow
from talentapp.store import trail
from talentapp.store.engine import Store


@guarded
class Audit:
    """Reading and checking the audit trail."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify(self, witness: str = "", progress: Progress = silent) -> TrailCheck:
        """Check every entry and the anchor; and `witness`, a head ("number:digest") that was noted earlier.

        Raises WITNESS_UNREADABLE where `witness` is no head.
        """
        noted = _head(witness) if witness else None
        with self._store.reading() as session:
            found = trail.verify(session, self._store.anchor, noted, progress)
        return TrailCheck(
            entries=found.entries,
            head=f"{found.head.entry}:{found.head.digest}",
            ahead=found.ahead,
            anchored_anew=found.anchored_anew,
            restored=found.restored,
            findings=tuple(TrailFinding(finding.code, finding.entry) for finding in found.findings),
        )

    def newest(self, limit: int = 100) -> list[TrailRow]:
        """The latest entries, newest first."""
        with self._store.reading() as session:
            return [trail_row(entry) for entry in trail.newest(session, limit)]

    def about_candidate(self, candidate_id: int) -> list[TrailRow]:
        """All that was done to a candidate's record, shown of it or handed out with it, oldest first."""
        with self._store.reading() as session:
            return [trail_row(entry) for entry in trail.entries_about(session, "candidate", [candidate_id])]


def _head(text: str) -> trail.Head:
    number, _, digest = "".join(text.split()).partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise TalentError(Fault.WITNESS_UNREADABLE, given=text[:80])
    return trail.Head(int(number), digest.lower())


def trail_row(entry: AuditEntry) -> TrailRow:
    """An entry as it is shown."""
    return TrailRow(
        id=id_of(entry),
        at=datetime.fromisoformat(entry.at),
        who=entry.who,
        role=Role(entry.role),
        action=entry.action,
        subject=entry.subject,
        keys=entry.keys,
        fields=tuple(filter(None, entry.fields.split(","))),
        purpose=entry.purpose,
    )
