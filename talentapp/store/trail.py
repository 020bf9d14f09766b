"""The audit trail: every write, reveal and export, in a chain of hashes whose end is also kept outside the database.

Nobody has to remember to write it. While a transaction of the app is open, the database itself notes which rows of
which table were inserted, changed (and in which columns) or deleted, by triggers: in SQLite temporary ones that each
writing connection makes for itself, in PostgreSQL ones that stay and refuse a writer that brings no place for notes.
Just before the commit the notes become entries: keys and field names, never values. An entry's digest covers all of it
and the digest of the one before.

A chain cannot show that its tail was cut, so the last entry's number and digest also go into a small file, the anchor,
after the commit. A crash between the two leaves the anchor behind the chain, which loses nothing: the next commit moves
it on. It is moved forward along the chain alone: where the anchored entry is not in the chain, the anchor stays as it
is, and so does the evidence. Where the anchor is gone, the next commit makes a new one and says so in the chain. Going
back to a backup is noted in the anchor beforehand, with the end of the backup's chain: where the database's then ends
so, the next commit says up to which entry it had been, and the anchor goes on from there.
Whoever can rewrite both the whole chain and the anchor is seen only by a head that was noted elsewhere.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlmodel import Session, select

from talentapp.domain.errors import TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import AuditEntry, Candidate, Project
from talentapp.domain.roles import Actor
from talentapp.outfile import whole_file
from talentapp.private import private_folder
from talentapp.store.watching import ENTRIES

_START = "0" * 64
_LATE = 500  # entries that are looked at for what has changed of late
_FIELDS = ("id", "at", "who", "role", "action", "subject", "keys", "fields", "purpose", "previous", "digest")
_INSERT = f"INSERT INTO {ENTRIES} ({', '.join(_FIELDS)}) VALUES ({', '.join(':' + name for name in _FIELDS)})"  # noqa: S608


@dataclass(frozen=True)
class Head:
    """The end of a chain: the number of its last entry, and that entry's digest."""

    entry: int
    digest: str


@dataclass(frozen=True)
class Anchor:
    """The file outside the database that holds the head."""

    path: Path | None  # None: a database in memory has nothing beside it

    def read(self) -> Head | None:
        """The head that was anchored, or None where there is no readable anchor."""
        return self._read(lambda kept: kept)

    def read_backup(self) -> Head | None:
        """The end of the backup that the database is being taken back to, or None where it is not."""
        return self._read(lambda kept: kept["backup"])

    def go_back(self, backup: Head) -> None:
        """Note that a backup which ends so takes the place of the database, before it does. Raises FOLDER_NOT_WRITABLE
        or OSError where that cannot be noted."""
        if (kept := self.read()) is not None:
            self._write({**asdict(kept), "backup": asdict(backup)})

    def stay(self) -> None:
        """Note that it does not."""
        if (kept := self.read()) is not None:
            self._write(asdict(kept))

    def move(self, head: Head) -> None:
        """Keep another head; what the system refuses is left for the next time.

        Writers of one program come one after the other. Two programs that have committed at the same moment may leave
        the earlier of their heads here, as a crash between commit and anchor would: the next commit moves it on.
        """
        kept = self.read()
        if kept is None or kept.entry < head.entry or self.read_backup():  # else another program has been faster
            with suppress(TalentError, OSError):
                self._write(asdict(head))

    def _read(self, part: Callable[[Any], Any]) -> Head | None:
        try:
            kept = part(json.loads(self.path.read_text("utf-8"))) if self.path else {}
            return Head(int(kept["entry"]), str(kept["digest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, kept: dict[str, Any]) -> None:
        if self.path is None:
            return
        if not self.path.parent.exists():
            private_folder(self.path.parent)
        with whole_file(self.path, private=True) as partial:
            partial.write_text(json.dumps(kept), "utf-8")


class Seal:
    """Closes one transaction: its notes become entries before the commit, its head is anchored after it."""

    def __init__(self, actor: Actor, anchor: Anchor) -> None:
        self._actor, self._anchor = actor, anchor
        self._head: Head | None = None

    def close(self, connection: Connection) -> None:
        """Append what this transaction did to the chain; called just before its commit."""
        said = connection.execute(text("SELECT action, subject, fields, purpose, record FROM audit_note ORDER BY id"))
        groups: dict[tuple[str, str, str, str], list[int]] = {}
        alike: dict[tuple[str, str, str, str], list[int]] = {}
        for action, subject, names, purpose, record in said:
            if (records := alike.get(told := (action, subject, names, purpose))) is None:
                group = (action, subject, ",".join(sorted(filter(None, names.split(",")))), purpose)
                records = alike[told] = groups.setdefault(group, [])
            records.append(record)
        if not groups:
            return
        connection.execute(text("DELETE FROM audit_note"))
        head, kept = _head(connection), self._anchor.read()
        known = kept is None or _holds(connection, kept)
        if kept is None and head.entry and self._anchor.path is not None:
            groups = {("anchor", ENTRIES, "", ""): [head.entry], **groups}
        elif kept is not None and not known and self._anchor.read_backup() == head:
            groups = {("restore", ENTRIES, "", ""): [kept.entry], **groups}
            known = True
        entries = []
        for (action, subject, names, purpose), records in groups.items():
            entry = {
                "id": head.entry + 1,
                "at": datetime.now(UTC).isoformat(timespec="microseconds"),
                "who": self._actor.who,
                "role": self._actor.role.value,
                "action": action,
                "subject": subject,
                "keys": as_ranges(records),
                "fields": names,
                "purpose": purpose,
                "previous": head.digest,
            }
            entry["digest"] = digest_of(entry)
            entries.append(entry)
            head = Head(head.entry + 1, str(entry["digest"]))
        connection.execute(text(_INSERT), entries)
        self._head = head if known else None

    def anchor(self) -> None:
        """Keep the new head outside the database; called once the commit is done."""
        if self._head is not None:
            self._anchor.move(self._head)


def note(session: Session, action: str, subject: str, keys: Iterable[int], names: Sequence[str], purpose: str) -> None:
    """Note what is no write: a reveal or an export of these fields of these records. Needs a writing session."""
    rows = [
        {"action": action, "subject": subject, "record": key, "fields": ",".join(names), "purpose": purpose}
        for key in keys
    ]
    if rows:
        session.connection().execute(
            text(
                "INSERT INTO audit_note (action, subject, record, fields, purpose)"
                " VALUES (:action, :subject, :record, :fields, :purpose)"
            ),
            rows,
        )


def digest_of(entry: Any) -> str:
    """The digest of an entry: SHA-256 of its fields as one line of JSON, in the order of `_FIELDS`."""
    line = json.dumps([entry[name] for name in _FIELDS[:-1]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def as_ranges(keys: Iterable[int]) -> str:
    """Keys in order as "1-3,7"; each once."""
    spans: list[list[int]] = []
    for key in sorted(set(keys)):
        if spans and key == spans[-1][1] + 1:
            spans[-1][1] = key
        else:
            spans.append([key, key])
    return ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in spans)


def in_ranges(key: int, ranges: str) -> bool:
    """Whether a key is among those that `as_ranges` wrote."""
    for span in filter(None, ranges.split(",")):
        first, _, last = span.partition("-")
        if int(first) <= key <= int(last or first):
            return True
    return False


def is_whole(session: Session, anchor: Anchor) -> bool:
    """Whether the anchored entry is in the chain; False where there is no anchor."""
    kept = anchor.read()
    return kept is not None and _holds(session.connection(), kept)


def end_of(backup: sqlite3.Connection) -> Head:
    """The end of the chain in a backup, which may be from before there was one."""
    try:
        row = backup.execute(f"SELECT id, digest FROM {ENTRIES} ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608
    except sqlite3.OperationalError:
        row = None
    return Head(*row) if row else Head(0, _START)


def _head(connection: Connection) -> Head:
    row = connection.execute(text(f"SELECT id, digest FROM {ENTRIES} ORDER BY id DESC LIMIT 1")).first()  # noqa: S608
    return Head(row[0], row[1]) if row else Head(0, _START)


def _holds(connection: Connection, head: Head) -> bool:
    found = connection.execute(text(f"SELECT digest FROM {ENTRIES} WHERE id = :id"), {"id": head.entry})  # noqa: S608
    return found.scalar() == head.digest


# Checking


@dataclass(frozen=True)
class Finding:
    """Something wrong with the chain: a code, and the entry at which it shows."""

    code: str
    entry: int


@dataclass(frozen=True)
class Verification:
    """What checking the chain found. `ahead` counts entries newer than the anchor, as a crash leaves them."""

    entries: int
    head: Head
    anchored: Head | None
    ahead: int
    anchored_anew: tuple[int, ...]  # entries at which a new anchor had to be made
    restored: tuple[tuple[int, int], ...]  # entries at which a backup took the place, and where the chain had ended
    findings: tuple[Finding, ...]


_SHOWN = 20
_TOGETHER = 1_000  # entries between two reports of progress


def verify(session: Session, anchor: Anchor, witness: Head | None = None, progress: Progress = silent) -> Verification:
    """Check every entry, the links between them, and the anchor; and a head that was noted elsewhere, if one is given.
    Progress counts entries.

    The first twenty findings are kept: "edited" (an entry's content is not what its digest covers), "missing" (numbers
    are left out before it), "moved" (it does not follow the entry before it), "cut" (the anchored entry is not there
    any more), "replaced" (it is there with another digest), "no_anchor".
    """
    findings: list[Finding] = []
    before, anew, restored, wanted = Head(0, _START), [], [], {}
    kept = anchor.read()
    marks = {head.entry: head.digest for head in (kept, witness) if head}
    total = session.connection().execute(text(f"SELECT max(id) FROM {ENTRIES}")).scalar()  # noqa: S608
    for entry in _entries(session):
        if entry["id"] % _TOGETHER == 1:
            progress(entry["id"], total)
        if entry["id"] != before.entry + 1:
            findings.append(Finding("missing", entry["id"]))
        elif entry["previous"] != before.digest:
            findings.append(Finding("moved", entry["id"]))
        if entry["digest"] != digest_of(entry):
            findings.append(Finding("edited", entry["id"]))
        if entry["action"] == "anchor":
            anew.append(entry["id"])
        if entry["action"] == "restore":
            restored.append((entry["id"], int(entry["keys"])))
        if entry["id"] in marks:
            wanted[entry["id"]] = entry["digest"]
        before = Head(entry["id"], entry["digest"])
    if kept is not None and wanted.get(kept.entry) != kept.digest and anchor.read_backup() == before:
        restored.append((before.entry, kept.entry))  # and nothing has been committed since
        marks.pop(kept.entry)
    for number, digest in marks.items():
        if number not in wanted:
            findings.append(Finding("cut", number))
        elif wanted[number] != digest:
            findings.append(Finding("replaced", number))
    if kept is None and before.entry and anchor.path is not None:
        findings.append(Finding("no_anchor", before.entry))
    return Verification(
        entries=before.entry,
        head=before,
        anchored=kept,
        ahead=max(0, before.entry - kept.entry) if kept else 0,
        anchored_anew=tuple(anew),
        restored=tuple(restored),
        findings=tuple(findings[:_SHOWN]),
    )


def _entries(session: Session) -> Iterator[dict[str, Any]]:
    rows = session.connection().execute(text(f"SELECT {', '.join(_FIELDS)} FROM {ENTRIES} ORDER BY id"))  # noqa: S608
    for row in rows:
        yield dict(zip(_FIELDS, row, strict=True))


def entries_about(session: Session, subject: str, keys: Iterable[int]) -> list[AuditEntry]:
    """The entries that name one of these records, oldest first. A number may have been another record's before that
    one was taken out: what was done with that one is not told."""
    rows = session.scalars(select(AuditEntry).where(AuditEntry.subject == subject).order_by(AuditEntry.id))  # type: ignore[arg-type]
    entries, found = rows.all(), dict[int, AuditEntry]()
    for key in keys:
        named = [entry for entry in entries if in_ranges(key, entry.keys)]
        table = _MADE.get(subject)
        made = session.scalar(select(table.created_at).where(table.id == key)) if table else None
        if made is not None:
            ends = [at for at, one in enumerate(named, 1) if one.action == "delete" and _at(one) < made]
            named = named[max(ends, default=0) :]
        found |= {entry.id: entry for entry in named}  # type: ignore[misc]
    return [found[key] for key in sorted(found)]


_MADE: dict[str, Any] = {"candidate": Candidate, "project": Project}


def _at(entry: AuditEntry) -> datetime:
    return datetime.fromisoformat(entry.at)


def newest(session: Session, limit: int) -> list[AuditEntry]:
    """The latest entries, newest first."""
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)))  # type: ignore[union-attr]


def idle_changes(session: Session, since: datetime, fields: frozenset[str]) -> dict[str, int]:
    """By table: how many times records were changed since then in nothing but these fields, as the audit trail has it
    of late; what lies further back is not counted."""
    found: dict[str, int] = {}
    for entry in newest(session, _LATE):
        if _at(entry) < since:
            break
        if entry.action == "update" and set(entry.fields.split(",")) <= fields:
            spans = (span.partition("-") for span in entry.keys.split(","))
            number = sum(int(last or first) - int(first) + 1 for first, _, last in spans)
            found[entry.subject] = found.get(entry.subject, 0) + number
    return found
