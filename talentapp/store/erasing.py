"""Erasing people so that no byte is left: in backups and logs first, then in the database with its free pages and log.

The order matters. As long as the person is in the database, an erasure that was broken off can be done again; the
database comes last. Its deletion is committed with an entry in the audit trail; the entry "scrub" says that free pages
and write-ahead log were cleaned, too. Where that entry is missing after an erasure, `scrub_due` finds it, and the next
opening finishes the work: cleaning needs to know nothing of the person.
"""

import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from talentapp.domain.errors import Fault
from talentapp.domain.records import AuditEntry
from talentapp.outfile import whole_file
from talentapp.store import index, subject
from talentapp.store.engine import Store, fault_of
from talentapp.store.watching import watched

_PATIENCE = 5.0  # seconds
_LONGEST = 1 << 28  # bytes of a file that is searched


@dataclass(frozen=True)
class Identity:
    """A candidate of this database, known again in its backups: ids alone are used anew."""

    id: int
    created_at: str  # as the database keeps it


def identities(session: Session, ids: Iterable[int]) -> list[Identity]:
    """The identities of these candidates."""
    marks = ", ".join(str(int(key)) for key in ids)
    if not marks:
        return []
    rows = session.connection().execute(
        text(f"SELECT id, CAST(created_at AS TEXT) FROM candidate WHERE id IN ({marks})")  # noqa: S608
    )
    return [Identity(*row) for row in rows]


def backups_of(store: Store) -> list[Path]:
    """The backups beside an SQLite database, oldest first; half-written ones, too."""
    if store.path is None:
        return []
    folder = store.path.parent / "backups"
    return sorted(found for found in folder.glob(f"*-{store.path.stem}-*") if found.is_file())


@dataclass(frozen=True)
class BackupsErased:
    """How many backups were rewritten, how many damaged ones deleted, and which ones still hold what they held: another
    program has them open, the disk is full, they cannot be read or written now."""

    rewritten: int
    deleted: int
    held: tuple[Path, ...]


def erase_from_backups(
    store: Store, people: Sequence[Identity], names: Sequence[str], words: Sequence[str]
) -> BackupsErased:
    """Take these people out of every backup, with the names of files that are called by them, and the names of plans
    that hold one of the words. A damaged one, which nobody could go back to, is deleted; one that cannot be rewritten
    now is kept, to be tried again. All keep the times at which they were made."""
    rewritten = deleted = 0
    held: list[Path] = []
    for path in backups_of(store):
        if not path.exists():  # a log, gone with the opening of the backup that it belonged to
            continue
        made = path.stat()
        try:
            rewritten += _erase_from_file(path, people, names, words)
        except (DBAPIError, sqlite3.Error, OSError) as error:
            if fault_of(getattr(error, "orig", error)) is Fault.DATABASE_DAMAGED:
                for left in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
                    left.unlink(missing_ok=True)
                deleted += 1
            else:
                held.append(path)
        if path.exists():  # it is listed by its time, and is still of the day on which it was made
            with suppress(OSError):
                os.utime(path, ns=(made.st_atime_ns, made.st_mtime_ns))
    return BackupsErased(rewritten, deleted, tuple(held))


_UNCLEAN = 1  # in a backup's header while its free pages hold what was deleted: it may be left so, and tried again


def _erase_from_file(path: Path, people: Sequence[Identity], names: Sequence[str], words: Sequence[str]) -> bool:
    """Take people out of one backup; whether it was rewritten. Raises what SQLite says where it could not be."""
    arguments = {"timeout": _PATIENCE}
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True, connect_args=arguments)
    try:
        with engine.begin() as connection:
            if subject.ROOT not in inspect(connection).get_table_names():  # a backup that had only begun
                return False
            wanted = [
                person.id
                for person in people
                if connection.execute(
                    text("SELECT 1 FROM candidate WHERE id = :id AND CAST(created_at AS TEXT) = :created_at"),
                    {"id": person.id, "created_at": person.created_at},
                ).first()
            ]
            rows = subject.rows_of(connection, wanted)
            files = subject.files_naming(connection, wanted, names)
            subject.blank_file_names(connection, files)
            subject.delete_rows(connection, rows)
            named = subject.blank_plan_names(connection, words)
            if rows or files or named:
                connection.exec_driver_sql(f"PRAGMA user_version={_UNCLEAN}")
            if rows and "searchdue" in inspect(connection).get_table_names():
                with Session(connection) as session:
                    index.catch_up(session)
                    session.flush()
            unclean = connection.exec_driver_sql("PRAGMA user_version").scalar() == _UNCLEAN
    finally:
        engine.dispose()
    if unclean:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)) as plain:
            _clean(plain)
            plain.execute("PRAGMA user_version=0")
    return unclean


def scrub(store: Store) -> Fault | None:
    """Clean free pages and write-ahead log of what was deleted; what is in the way, or None once all is clean.

    With PostgreSQL the tables are written anew; what its own log and the server's backups keep is the server's.
    """
    if store.path is None:
        with store.reading() as session:
            tables = sorted(watched(session.connection()))
        store.write_anew(tables)
        return None
    with closing(sqlite3.connect(store.path, isolation_level=None, timeout=_PATIENCE)) as connection:
        try:
            _clean(connection)
        except sqlite3.Error as error:
            return fault_of(error) or Fault.DATABASE_UNREACHABLE
    return None


def _clean(connection: sqlite3.Connection) -> None:
    """Leave nothing of what was deleted. Raises sqlite3.Error."""
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")  # what VACUUM writes on the way stays out of the file system
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        error = sqlite3.OperationalError("somebody reads what the write-ahead log still has")
        error.sqlite_errorname = "SQLITE_BUSY"
        raise error


def scrub_due(session: Session) -> bool:
    """Whether an erasure was committed whose cleaning is not in the trail."""
    found = select(AuditEntry.action).where(AuditEntry.action.in_(("erase", "scrub")))  # type: ignore[attr-defined]
    return session.scalars(found.order_by(AuditEntry.id.desc()).limit(1)).first() == "erase"  # type: ignore[union-attr]


def forms_of(words: Iterable[str]) -> dict[str, list[bytes]]:
    """Each word in the bytes in which a file may hold it: UTF-8, escaped JSON, also within the settings of a window,
    UTF-16 and the Chinese encodings."""
    made: dict[str, list[bytes]] = {}
    for word in words:
        escaped = json.dumps(word)[1:-1]
        forms = {word.encode(), word.encode("utf-16-le"), escaped.encode(), escaped.replace("\\", "\\\\").encode()}
        for one in ("\\x{:x}", "&#{};"):  # as the settings of a window, or a part of a workbook, may have it
            forms.add("".join(ch if ch.isascii() else one.format(ord(ch)) for ch in word).encode())
        forms |= {word.encode(encoding) for encoding in ("gb18030", "big5") if _fits(word, encoding)}
        made[word] = sorted(form for form in forms if len(form) >= 4)
    return made


def _fits(word: str, encoding: str) -> bool:
    try:
        word.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def redact(path: Path, words: Iterable[str]) -> bool:
    """Take these words out of a text file, such as a log; whether any was in it."""
    content = kept = path.read_bytes()
    for forms in forms_of(words).values():
        for form in forms:
            kept = kept.replace(form, b"[erased]")
    if kept != content:
        with whole_file(path, private=True) as partial:
            partial.write_bytes(kept)
    return kept != content


_PACKED = (".xlsx", ".xlsm", ".docx")
_SHUT = (OSError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)  # RuntimeError: locked, or packed otherwise


@dataclass(frozen=True)
class Search:
    """What a search of files came to."""

    found: tuple[tuple[Path, str], ...]  # each file that holds a word, with the word
    unread: tuple[Path, ...]  # too large, locked with a password, damaged, or not for us to read
    files: int  # that there were


_left_open: dict[tuple[int, int], int] = {}


def _content(path: Path) -> bytes:
    """The bytes of a file. Those of a database in use are read through a file that is never closed: with POSIX, closing
    it would give up all locks that this process holds on it, SQLite's too."""
    if os.name == "nt" or not path.with_name(f"{path.name.removesuffix('-wal').removesuffix('-shm')}-shm").exists():
        return path.read_bytes()
    known = path.stat()
    number = _left_open.get((known.st_dev, known.st_ino))
    if number is None:
        number = _left_open[known.st_dev, known.st_ino] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    with open(number, "rb", closefd=False) as file:
        file.seek(0)
        return file.read()


def _unpacked(path: Path) -> bytes:
    """The bytes of a file, and of the parts of one that is packed. Raises one of `_SHUT`."""
    content = _content(path)
    if path.suffix.lower() not in _PACKED:
        return content
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > _LONGEST:
            raise zipfile.BadZipFile("larger than is searched")
        return b"\0".join([content, *map(packed.read, parts)])


def searched(folders: Iterable[Path], words: Iterable[str]) -> Search:
    """Search all files below these folders for the words.

    A search of bytes, not a query; workbooks and Word files are unpacked. What a PDF compresses is not seen.
    """
    forms = forms_of(words)
    files = {one for folder in folders for one in folder.rglob("*") if one.is_file()}
    found: list[tuple[Path, str]] = []
    unread: list[Path] = []
    for path in sorted(files):
        try:
            content = _unpacked(path) if path.stat().st_size <= _LONGEST else None
        except _SHUT:
            content = None
        if content is None:
            unread.append(path)
        else:
            found += [(path, word) for word, some in forms.items() if any(form in content for form in some)]
    return Search(tuple(found), tuple(unread), len(files))
