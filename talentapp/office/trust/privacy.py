"""People's data: shown in full with a reason, handed out to the person, kept until a date, erased without a trace."""

import json
import shutil
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from talentapp import settings
from talentapp.domain.case_records import Evidence
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent, undisturbed
from talentapp.domain.records import Candidate, CandidateDraft, now
from talentapp.domain.states import LIVE, RUNNING
from talentapp.domain.terms import ErasureReason, Export, Kind, RevealReason
from talentapp.domain.words import Words
from talentapp.office.guarding import guarded
from talentapp.office.records.rows import candidate_name
from talentapp.office.runs import snapshots
from talentapp.office.trust import held
from talentapp.office.trust.auditing import trail_row
from talentapp.office.views.audit import TrailRow
from talentapp.office.views.privacy import ErasurePreview, ErasureResult, Retention, RetentionRow
from talentapp.office.views.records import Contact
from talentapp.outfile import whole_file
from talentapp.store import erasing, evidence, queries, subject, trail, writes
from talentapp.store.engine import Store

_STEPS = 5  # of an erasure
_SHORTEST = 2  # characters of a word that is worth searching for


@guarded
class Privacy:
    """Reveals, a person's own data, retention and erasure."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder

    def reveal(self, candidate_id: int, reason: RevealReason) -> Contact:
        """A candidate's contact data in full; that they were shown, and why, is in the trail. Raises RECORD_GONE."""
        with self._store.writing() as session:
            candidate = writes.get(session, Candidate, candidate_id)
            trail.note(session, "reveal", "candidate", [candidate_id], ("email", "phone"), reason.value)
            return Contact(candidate.email, candidate.phone)

    def person(self, candidate_id: int) -> dict[str, Any]:
        """All that is held of a person, as plain data: every row about them by table, and what was done with them.

        Raises RECORD_GONE.
        """
        with self._store.writing() as session:
            writes.get(session, Candidate, candidate_id)
            files = set(subject.files_naming(session.connection(), [candidate_id]))
            fields = tuple(CandidateDraft.model_fields)
            trail.note(session, "export", "candidate", [candidate_id], fields, Export.PERSON)
        with self._store.reading() as session:
            connection = session.connection()
            rows = subject.rows_of(connection, [candidate_id])
            tables = {
                table: [_plain(row) for row in subject.values_of(connection, table, rows[table])]
                for table in reversed(rows)
            }
            came_in = files | {row["import_batch_id"] for row in tables["candidate"]} - {None}
            if came_in:  # the file is often named after its person
                tables["importbatch"] = subject.values_of(connection, "importbatch", sorted(came_in))
            document = {
                "candidate": candidate_id,
                "made_at": now().isoformat(timespec="seconds"),
                "tables": tables,
                "trail": [
                    {**vars(trail_row(entry)), "at": entry.at}
                    for entry in trail.entries_about(session, "candidate", [candidate_id])
                ],
            }
        return dict(json.loads(json.dumps(document, default=str)))

    def export_person(self, candidate_id: int, folder: Path, words: Words) -> tuple[Path, Path]:
        """Write `person` into the folder as JSON and, in words, as a workbook, with the evidence kept of them.

        Returns both paths. The names hold the number of the record, not the person's name. Raises RECORD_GONE,
        FOLDER_NOT_WRITABLE, DISK_FULL, EVIDENCE_DAMAGED.
        """
        from talentapp.files.records import person  # late: the window is painted without it

        document = self.person(candidate_id)
        plain, book = (folder / f"person-{candidate_id}.{ending}" for ending in ("json", "xlsx"))
        with whole_file(plain) as partial:
            folder.mkdir(parents=True, exist_ok=True)
            partial.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
        with self._store.reading() as session:
            person.write(book, held.sheets(session, document, words), words("roster-font"))
        for row in document["tables"].get("evidence", ()):
            kept = evidence.Kept(row["file_name"], row["sha256"], row["media_type"], row["size"])
            copy = evidence.opened_copy(self._folder, kept)
            shutil.copyfile(copy, folder / f"person-{candidate_id}-evidence-{row['id']}{copy.suffix}")
        return plain, book

    def retention(self, today: date | None = None) -> Retention:
        """Whose data are kept longer than was said, as of `today`."""
        today = today or date.today()
        with self._store.reading() as session:
            over = col(Candidate.retain_until) < today
            due = session.scalars(select(Candidate).where(over).order_by(col(Candidate.retain_until))).all()
            standing = queries.pairing_counts(session, "candidate_id", LIVE, [item.id or 0 for item in due])
            return Retention(
                due=tuple(
                    RetentionRow(item.id or 0, candidate_name(item), item.retain_until, standing.get(item.id or 0, 0))
                    for item in due
                    if item.retain_until
                ),
                without_date=queries.count(session, Candidate, col(Candidate.retain_until).is_(None)),
            )

    def preview_erasure(self, ids: Iterable[int], progress: Progress = silent) -> ErasurePreview:
        """What erasing these candidates would do; nothing is changed."""
        progress(0, None)
        with self._store.reading() as session:
            people = queries.by_ids(session, Candidate, ids)
            connection = session.connection()
            rows = subject.rows_of(connection, people)
            words = _words(people.values())
            mentions = subject.mentions(connection, words, rows)
            named = mentions.pop("planname", [])  # they go, too, as names of files do
            files = subject.files_naming(connection, people)
            mentions["importbatch"] = [key for key in mentions.pop("importbatch", []) if key not in files]
            exports = [
                trail_row(entry)
                for entry in trail.entries_about(session, "candidate", people)
                if entry.action == "export"
            ]
            return ErasurePreview(
                people={key: candidate_name(item) for key, item in people.items()},
                rows=_numbers(rows, named),
                running=sum(queries.pairing_counts(session, "candidate_id", RUNNING, [*people]).values()),
                backups=len(erasing.backups_of(self._store)),
                exports=tuple(exports),
                mentions={table: tuple(keys) for table, keys in mentions.items() if keys},
            )

    def erase(self, ids: Sequence[int], reason: ErasureReason, progress: Progress = silent) -> ErasureResult:
        """Erase these candidates and all that is about them, so that no byte of it is left beside the database.

        Backups, logs, and what the window keeps of what was typed go first, then the database with its free pages and
        its log; then every file in the database's and the app's own folder is searched for their names and addresses,
        and what is found is told. The audit trail
        keeps the numbers of the records. Files that were handed out earlier are not within reach. Once it has begun to
        change anything it cannot be cancelled. Raises BACKUP_HELD, with everybody still in the database, where a backup
        cannot be rewritten now: they are to be erased again once it can. Raises DATABASE_BUSY, DISK_FULL.
        """
        progress(0, _STEPS)
        tell = undisturbed(progress)
        with self._store.reading() as session:
            people = queries.by_ids(session, Candidate, ids)
            words, names = _words(people.values()), [name for item in people.values() for name in _names(item)]
            identities = erasing.identities(session, people)
        tell(1, _STEPS)
        backups = erasing.erase_from_backups(self._store, identities, names, words)
        if backups.held:
            raise TalentError(Fault.BACKUP_HELD, path=str(backups.held[0]), n=len(backups.held))
        typed, theirs = settings.typed(people)
        for draft in theirs:
            draft.unlink(missing_ok=True)
        logs = sum(erasing.redact(path, words) for path in (*settings.logs(), *typed) if path.exists())
        tell(2, _STEPS)
        with self._store.writing(tell) as session:
            connection = session.connection()
            rows = subject.rows_of(connection, people)
            subject.blank_file_names(connection, subject.files_naming(connection, people))
            snapshots.forget(session, rows.get("keptinput", ()))
            subject.delete_rows(connection, rows)
            named = subject.blank_plan_names(connection, words)
            trail.note(session, "erase", "candidate", people, (), reason.value)
            if gone_through := backups.rewritten + backups.deleted:
                trail.note(session, "erase", "backup", range(1, gone_through + 1), (), reason.value)
        tell(3, _STEPS)
        unclean = self.finish_erasing()
        tell(4, _STEPS)
        folders = [settings.data_folder(), *([self._store.path.parent] if self._store.path else [])]
        search = erasing.searched(folders, words)
        return ErasureResult(
            rows=_numbers(rows, named),
            backups_rewritten=backups.rewritten,
            backups_deleted=backups.deleted,
            logs_redacted=logs,
            unclean=unclean,
            files_searched=search.files - len(search.unread),
            left=tuple((str(path), word) for path, word in search.found),
            unread=tuple(map(str, search.unread)),
            changed=frozenset(Kind),
        )

    def finish_erasing(self) -> Fault | None:
        """Finish an erasure: kept files that nobody's record needs, free pages, the log. What is in the way of that, or
        None once all is clean."""
        with self._store.reading() as session:
            if not erasing.scrub_due(session):
                return None
            kept = set(session.scalars(select(col(Evidence.sha256))))
        evidence.sweep(self._folder, kept)
        if unclean := erasing.scrub(self._store):
            return unclean
        with self._store.writing() as session:
            trail.note(session, "scrub", "candidate", [0], (), "")
        return None

    def handed_out(self, candidate_id: int) -> list[TrailRow]:
        """The exports that a candidate was in, oldest first."""
        with self._store.reading() as session:
            entries = trail.entries_about(session, "candidate", [candidate_id])
            return [trail_row(entry) for entry in entries if entry.action == "export"]


def _numbers(rows: Mapping[str, Sequence[int]], named: Sequence[int]) -> dict[str, int]:
    """How many rows of each table go, and how many plans lose their names."""
    return {table: len(keys) for table, keys in (*rows.items(), ("planname", named)) if keys}


def _words(people: Iterable[Candidate]) -> list[str]:
    """The words that a person is found by: names, addresses and numbers, and the first words of longer texts."""
    words: dict[str, None] = {}
    for item in people:
        short = (*_names(item), item.email, item.phone, item.orcid)
        long = (item.expertise, item.notes, *item.evidence)
        words |= dict.fromkeys(word for word in short if len(word) >= _SHORTEST)
        words |= dict.fromkeys(text[:60] for text in long if len(text) >= 20)
    return list(words)


def _names(person: Candidate) -> list[str]:
    return [name for name in (person.name_zh, person.name_en, *person.aliases) if name]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it is kept; what is packed is unpacked."""
    return {
        name: json.loads(zlib.decompress(value)) if isinstance(value, bytes) else value
        for name, value in row.items()
        if name not in ("search_text", "sort_key", "letters_key")
    }
