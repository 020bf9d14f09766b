"""Opening a database: durable settings, a backup before a migration, a clear refusal of what is not ours.

Only this module opens it. Alembic (0.2 s of imports) is loaded only when a migration is due.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from talentapp import settings
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.roles import Actor
from talentapp.private import private_file, private_folder
from talentapp.store import index
from talentapp.store.backups import backup
from talentapp.store.trail import Anchor, Seal, note
from talentapp.store.watching import begin_notes, watch_postgresql

KNOWN = tuple(f"{number:04}" for number in range(1, 23))
"""The migrations, oldest first. A test holds them against the migrations folder and the records."""

SCHEMA = KNOWN[-1]
_BUSY_SECONDS = 5.0
_TURN = 0.05  # seconds between two reports of who waits to write
_ACTING: ContextVar[Actor | None] = ContextVar("acting", default=None)
_WRITER_LOCK = 7461  # any number, the same for all who write to a PostgreSQL database of ours


class Store:
    """An open database. Sessions never cross threads; each use case opens its own.

    `actor` is whom the audit trail names; the office sets it. `anchor` keeps the trail's end outside the database.
    `path` is the file of an SQLite database.
    """

    def __init__(self, engine: Engine, url: str) -> None:
        self._engine = engine
        self.url = url
        self.path = _path(url)
        self._actor = Actor(settings.account_name())
        self.anchor = Anchor(_anchor_path(url))
        self._written = 0
        self._turn = Lock()
        self._watch: sqlite3.Connection | None = None
        self._watching = Lock()

    def holds(self, path: Path) -> bool:
        """Whether it is one of this database's own files, under whatever name. It is not opened for that: closing it
        would give up the locks that SQLite holds on it."""
        own = [Path(f"{self.path}{suffix}") for suffix in ("", "-wal", "-shm", "-journal")] if self.path else []
        return path.exists() and any(one.exists() and one.samefile(path) for one in own)

    @property
    def actor(self) -> Actor:
        """Who acts: whom the office has named, or inside `acting` who began the work."""
        return _ACTING.get() or self._actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[None]:
        """On this thread it is `actor` who acts, whoever the office names meanwhile."""
        token = _ACTING.set(actor)
        try:
            yield
        finally:
            _ACTING.reset(token)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading: one consistent snapshot, nothing is written."""
        with _faults(self.url), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self, progress: Progress = silent) -> Iterator[Session]:
        """A session for one transaction: committed at the end, rolled back by any exception.

        The write lock is taken at the start, so that what is read inside is still true when it is written. Who writes
        on another thread of this program is waited for; another program for some seconds (DATABASE_BUSY). `progress` is
        told while one waits, and while what was written is indexed. What was done goes into the audit trail with it.
        """
        while not self._turn.acquire(timeout=_TURN):
            progress(0, None)
        try:
            seal = Seal(self.actor, self.anchor)
            engine = self._engine.execution_options(writes=True, seal=seal)
            with _faults(self.url), Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
                index.catch_up(session, progress)
            seal.anchor()
            self._written += 1
        finally:
            self._turn.release()

    def mark(self) -> tuple[int, ...]:
        """A mark that differs once anything has been committed, by whomever. Costs some microseconds with SQLite."""
        if self._engine.dialect.name == "sqlite":
            with self._watching:  # what one connection says can be compared with nothing but what it said before
                if self._watch is None:
                    self._watch = sqlite3.connect(make_url(self.url).database or "", **SQLITE_ARGUMENTS)
                return tuple(self._watch.execute("PRAGMA data_version").fetchone())
        with self.reading() as session:  # committed transactions of this database, others' among them
            (number,) = session.execute(text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")).one()
        return (self._written, int(number))

    def write_anew(self, tables: Iterable[str]) -> None:
        """With a server: write these tables anew, so that nothing deleted is left in their files."""
        with _faults(self.url), self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in tables:
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')

    def close(self) -> None:
        """Let go of the database; with SQLite the write-ahead log is folded in."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()


def open_store(url: str, progress: Progress = silent) -> Store:
    """The database at `url`, created if it is missing and brought to the newest schema.

    An SQLite file is backed up beside itself before a migration; a migration that is cancelled leaves the file as it
    was. Raises TalentError: DATABASE_NEWER (written by a newer version), DATABASE_FOREIGN (not this app's),
    DATABASE_DAMAGED (not a database), DATABASE_UNREACHABLE, DATABASE_BUSY, FOLDER_NOT_WRITABLE.
    """
    try:
        if (path := _path(url)) and not path.exists():
            private_file((path.parent if path.parent.exists() else private_folder(path.parent)) / path.name)
        # Parameters are personal data: they stay out of messages and logs.
        engine = create_engine(url, hide_parameters=True, **({"connect_args": SQLITE_ARGUMENTS} if path else {}))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        raise TalentError(Fault.DATABASE_UNREACHABLE, database=_shown(url), detail=type(error).__name__) from error
    except OSError as error:
        raise TalentError(Fault.FOLDER_NOT_WRITABLE, path=str(path and path.parent)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    elif engine.dialect.name == "postgresql":
        event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "commit", _seal)
    store = Store(engine, url)
    try:
        with _faults(url):
            _migrate(store, engine, path, progress)
            if path:
                _close_to_others(path)
            _index(engine, store, progress)
    except BaseException:
        engine.dispose()
        raise
    return store


def _close_to_others(path: Path) -> None:
    """Also what was made in our folder before there were private files. What somebody has put elsewhere keeps the
    rights that it was given there; what SQLite makes beside its file has that file's."""
    if path.parent != settings.data_folder():
        return
    for beside in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", ".audit"))):
        if beside.exists():
            private_file(beside)
    private_folder(path.parent)


def _path(url: str) -> Path | None:
    """The file of an SQLite database; None for a server, or a database in memory."""
    parsed = make_url(url)
    return Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None


def _index(engine: Engine, store: Store, progress: Progress) -> None:
    """See that texts are indexed from now on, and index what a migration or another program has left due."""
    with engine.connect() as connection:
        installed = index.is_installed(connection)
    if not installed:
        with engine.execution_options(writes=True).begin() as connection:
            index.install(connection)
    with store.reading() as session:
        due = index.is_due(session)
    if due:
        with store.writing(progress):
            pass  # the end of every transaction brings the index level


SQLITE_ARGUMENTS: dict[str, Any] = {"timeout": _BUSY_SECONDS, "check_same_thread": False}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions commit before DDL; without them a killed migration leaves the old schema whole.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # NORMAL lost acknowledged commits in simulated power cuts
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA temp_store=MEMORY")  # the notes of the audit trail
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("seal"):
        begin_notes(connection)  # before the transaction, so that no rollback takes the triggers back
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    """The same promises as with SQLite: a reader sees one snapshot, writers come one after the other."""
    options = connection.get_execution_options()
    if options.get("writes"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS:g}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
        begin_notes(connection)  # a migration's writes are noted, too, and would be refused otherwise
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _seal(connection: Connection) -> None:
    """The last thing before a commit: what the transaction did goes into the trail."""
    seal = connection.get_execution_options().get("seal")
    if seal is not None:
        seal.close(connection)


def _anchor_path(url: str) -> Path | None:
    """Where the end of the audit trail is kept: beside an SQLite file; for a server, in the user's own data folder."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        server = hashlib.sha256(f"{parsed.host}:{parsed.port}/{parsed.database}".encode()).hexdigest()[:12]
        return settings.data_folder() / f"server-{server}.audit"
    return Path(f"{parsed.database}.audit") if parsed.database and parsed.database != ":memory:" else None


def _migrate(store: Store, engine: Engine, path: Path | None, progress: Progress) -> None:
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        found = None
        if {"alembic_version", "candidate"} <= tables:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        elif tables:
            raise TalentError(Fault.DATABASE_FOREIGN, database=_shown(str(engine.url)))
    if found == SCHEMA:
        if engine.dialect.name == "postgresql":
            with engine.execution_options(writes=True).begin() as connection:
                watch_postgresql(connection)
        return
    if found is not None and found not in KNOWN:
        raise TalentError(Fault.DATABASE_NEWER, database=_shown(str(engine.url)), found=found, known=SCHEMA)
    if path and found is not None:
        try:
            backup(path, f"before-{SCHEMA}", progress=progress)
        except (OSError, sqlite3.Error) as error:
            raise TalentError(Fault.FOLDER_NOT_WRITABLE, path=str(path.parent)) from error

    from alembic import command  # late: only when a migration is due
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes.update(connection=connection, step=_step(progress, found))
        command.upgrade(config, "head")
        if engine.dialect.name == "postgresql":
            watch_postgresql(connection)
    with store.writing() as session:
        note(session, "migrate", "alembic_version", [int(SCHEMA)], (), "")


def _step(progress: Progress, found: str | None) -> Callable[..., None]:
    """What hears of each migration that has been done; what it raises takes all of them back."""
    done = KNOWN.index(found) if found else -1

    def step(**_told: object) -> None:
        nonlocal done
        done += 1
        progress(done, len(KNOWN))

    return step


def _shown(url: str) -> str:
    """A database as a user may see it: a path, or a URL without its password."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return url.split("@")[-1]
    return parsed.database or url if parsed.get_backend_name() == "sqlite" else parsed.render_as_string()


_CODES = (  # of SQLite, and SQLSTATEs: lock timeout, serialisation, deadlock; disk full; read-only; damaged
    (("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01", "57014"), Fault.DATABASE_BUSY),
    (("SQLITE_FULL", "53100"), Fault.DISK_FULL),
    (("SQLITE_READONLY", "25006"), Fault.FOLDER_NOT_WRITABLE),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002"), Fault.DATABASE_DAMAGED),
)


def fault_of(error: BaseException | None) -> Fault | None:
    """What a driver's error comes to, told by its code; None for what no user can mend, such as a broken rule."""
    name = str(getattr(error, "sqlite_errorname", "") or getattr(error, "sqlstate", ""))
    return next((code for begins, code in _CODES if name.startswith(begins)), None)


@contextmanager
def _faults(url: str) -> Iterator[None]:
    """Turn what a driver says into a fault that a user can mend."""
    try:
        yield
    except StaleDataError as error:
        raise TalentError(Fault.RECORD_STALE) from error
    except DBAPIError as error:
        code = fault_of(error.orig)
        if code is None and not isinstance(error, OperationalError):
            raise
        shown, detail = _shown(url), type(error.orig).__name__
        raise TalentError(code or Fault.DATABASE_UNREACHABLE, database=shown, path=shown, detail=detail) from error
