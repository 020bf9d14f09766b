"""Going back to a backup of the embedded database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.office.guarding import guarded
from talentapp.office.views import BackupRow
from talentapp.store.backups import backup
from talentapp.store.engine import Store


@guarded
class Backups:
    """The copies in the folder backups/ beside an SQLite file; a server has its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def path(self) -> Path | None:
        """The database file, or None on a server."""
        return self._store.path

    def list(self) -> list[BackupRow]:
        """The backups there are, newest first."""
        return sorted(self._found(), key=lambda row: row.name, reverse=True)

    def restore(self, name: str) -> None:
        """Go back to a backup; what is there now is backed up first. The office must be opened anew afterwards.

        Raises DATABASE_DAMAGED when the backup is, and nothing is changed.
        """
        path = self._file()
        source = path.parent / "backups" / name
        if not source.is_file() or source.parent != path.parent / "backups":
            raise TalentError(Fault.FILE_MISSING, path=str(source))
        try:
            with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as copy:
                if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    raise TalentError(Fault.DATABASE_DAMAGED, database=str(source))
                backup(path, "before-restore")
                self._store.close()
                with closing(sqlite3.connect(path)) as live:
                    copy.backup(live)
        except sqlite3.Error as error:
            raise TalentError(Fault.DATABASE_DAMAGED, database=str(source)) from error

    def _file(self) -> Path:
        path = self.path
        if path is None:
            raise TalentError(Fault.DATABASE_UNREACHABLE, database=self._store.url, detail="server")
        return path

    def _found(self) -> Iterator[BackupRow]:
        path = self.path
        folder = path.parent / "backups" if path is not None else None
        if path is None or folder is None or not folder.is_dir():
            return
        for file in folder.glob(f"?????-{path.stem}-*.db"):
            told = file.stat()
            why = file.stem.split(f"-{path.stem}-", 1)[1]
            yield BackupRow(file.name, why, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size)
