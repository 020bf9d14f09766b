"""Backups of the embedded database: made, listed, and gone back to."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.office.guarding import guarded
from talentapp.office.views.privacy import BackupRow
from talentapp.store import backups, trail
from talentapp.store.engine import Store


@guarded
class Backups:
    """The copies in the folder backups/ beside an SQLite file; a server has its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> list[BackupRow]:
        """The backups there are, newest first."""
        if self._store.path is None:
            return []
        return [_row(one) for one in reversed(backups.backups(self._store.path))]

    def make(self, progress: Progress = silent) -> None:
        """Make a backup because somebody wants one now. Raises FOLDER_NOT_WRITABLE, DATABASE_DAMAGED."""
        self._made(lambda path: backups.backup(path, backups.MANUAL, progress=progress))

    def make_daily(self, progress: Progress = silent) -> None:
        """Make the backup of the day, if there is none yet. Raises FOLDER_NOT_WRITABLE, DATABASE_DAMAGED."""
        self._made(lambda path: backups.daily_backup(path, progress=progress))

    def restore(self, path: str, progress: Progress = silent) -> None:
        """Go back to a backup; what is there now is backed up first. The office must be opened anew afterwards.

        Cancelled, the database stays as it is. Raises FILE_MISSING, and DATABASE_DAMAGED when the backup is damaged;
        nothing is changed then.
        """
        database = self._store.path
        if database is None:
            raise TalentError(Fault.DATABASE_UNREACHABLE, database=self._store.url, detail="server")
        source = Path(path)
        if source not in {one.path for one in backups.backups(database)}:
            raise TalentError(Fault.FILE_MISSING, path=path)
        try:
            with closing(sqlite3.connect(f"{source.as_uri()}?immutable=1", uri=True)) as copy:  # else files beside it
                if not backups.sound(copy, "integrity_check", progress):
                    raise TalentError(Fault.DATABASE_DAMAGED, database=path)
                backups.backup(database, "before-restore", progress=progress)
                with self._store.reading() as session:
                    whole = trail.is_whole(session, self._store.anchor)  # else what shows that stays
                if whole:
                    self._store.anchor.go_back(trail.end_of(copy))
                self._store.close()
                try:
                    with closing(sqlite3.connect(database)) as live:
                        backups.copied(copy, live, progress)
                except BaseException:
                    self._store.anchor.stay()
                    raise
        except sqlite3.Error as error:
            raise TalentError(Fault.DATABASE_DAMAGED, database=path) from error

    def _made(self, make: Callable[[Path], object]) -> None:
        if self._store.path is None:
            return
        try:
            make(self._store.path)
        except (OSError, sqlite3.Error) as error:
            raise TalentError(Fault.FOLDER_NOT_WRITABLE, path=str(self._store.path.parent)) from error


def _row(one: backups.Backup) -> BackupRow:
    told = one.path.stat()
    return BackupRow(str(one.path), one.why, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size)
