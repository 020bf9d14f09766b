"""What was typed and not saved yet, kept on disk so that a crash loses nothing. One file a form, or for a
few files on their way in, for its owner only."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from talentapp.domain.terms import Kind
from talentapp.private import private_file, private_folder

_RECORDS = (Kind.CANDIDATES, Kind.ORGANISATIONS, Kind.PROJECTS, Kind.PAIRINGS)
"""What has forms and entries of its own."""


@dataclass(frozen=True)
class KeptDraft:
    """An unsaved form: the record it is of (None for a new one), its version, a title, and the texts by field."""

    record_id: int | None
    version: int | None
    title: str
    texts: Mapping[str, str]


class DraftStore:
    """What is unsaved in one window on one database. Those of windows that have gone are taken over, those of others
    that live are not seen: each window's folder has a lock beside it, which its process holds."""

    def __init__(self, folder: Path, database: str) -> None:
        from hashlib import sha256  # late, as the next: the window is painted without them
        from uuid import uuid4

        self._all = folder / sha256(database.encode()).hexdigest()[:12]
        self._folder = self._all / uuid4().hex[:12]
        self._lock: QLockFile | None = None  # taken with the first draft

    def keep(
        self, kind: Kind, record_id: int | None, version: int | None, title: str, texts: Mapping[str, str]
    ) -> None:
        """Keep what has been typed."""
        self.write(_name(kind, record_id), asdict(KeptDraft(record_id, version, title, dict(texts))))

    def read(self, kind: Kind, record_id: int | None) -> KeptDraft | None:
        """What was kept of this form, if anything."""
        try:
            return KeptDraft(**self.load(_name(kind, record_id)))
        except TypeError:
            return None

    def drop(self, kind: Kind, record_id: int | None) -> None:
        """Forget what was kept of this form."""
        self.forget(_name(kind, record_id))

    def kept(self, kind: Kind) -> list[KeptDraft]:
        """All that was kept of a kind, also by windows that have gone."""
        keys = [name.partition("-")[2] for name in self.names(f"{kind.value}-")]
        drafts = [self.read(kind, None if key == "new" else int(key)) for key in keys if key == "new" or key.isdigit()]
        return [draft for draft in drafts if draft is not None]

    def write(self, name: str, what: Mapping[str, Any]) -> None:
        """Keep what JSON can say under a name. A disk that takes nothing is no reason to stop working."""
        with suppress(OSError):
            self._settle()
            target = self._path(name)
            partial = target.with_suffix(".part")
            with private_file(partial).open("w", encoding="utf-8") as file:
                json.dump(what, file, ensure_ascii=False)
            partial.replace(target)

    def load(self, name: str) -> dict[str, Any]:
        """What was kept under a name; nothing where it cannot be read."""
        try:
            found = json.loads(self._path(name).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def forget(self, name: str) -> None:
        """Keep no more what was kept under a name."""
        with suppress(OSError):
            self._path(name).unlink()

    def names(self, beginning: str) -> list[str]:
        """The names that begin so under which something is kept, also by windows that have gone."""
        self._take_over()
        return [path.stem for path in sorted(self._folder.glob(f"{beginning}*.json"))]

    def records(self) -> dict[str, tuple[Kind, int]]:
        """The names under which something is kept of a record, and of which: `<kind>-<id>`, or more after it."""
        found = {}
        for name in self.names(""):
            kind, record_id = [*name.split("-", 2), ""][:2]
            if kind in _RECORDS and record_id.isdigit():
                found[name] = Kind(kind), int(record_id)
        return found

    def let_go(self) -> None:
        """Leave what was kept to the next window."""
        if self._lock is not None:
            self._lock.unlock()

    def _take_over(self) -> None:
        with suppress(OSError):
            self._adopt(self._all)
            for folder in [one for one in self._all.iterdir() if one.is_dir() and one != self._folder]:
                lock = _locked(folder)
                if lock.isLocked():
                    self._adopt(folder)
                    for path in folder.iterdir():
                        path.unlink()
                    folder.rmdir()
                    lock.unlock()

    def _adopt(self, folder: Path) -> None:
        for path in folder.glob("*.json"):
            self._settle()
            path.replace(self._folder / path.name)

    def _settle(self) -> None:
        private_folder(self._folder)
        if self._lock is None:
            self._lock = _locked(self._folder)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _name(kind: Kind, record_id: int | None) -> str:
    return f"{kind.value}-{'new' if record_id is None else record_id}"


def _locked(folder: Path) -> QLockFile:
    """The lock of a window's folder, held if nobody else who lives holds it."""
    lock = QLockFile(str(folder.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # however old: only a process that has gone gives it up
    lock.tryLock(0)
    return lock
