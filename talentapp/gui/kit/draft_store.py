"""What was typed and not saved yet, kept on disk so that a crash loses nothing. One file a form, for its owner only."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from talentapp.domain.terms import Kind


@dataclass(frozen=True)
class KeptDraft:
    """An unsaved form: the record it is of (None for a new one), its version, a title, and the texts by field."""

    record_id: int | None
    version: int | None
    title: str
    texts: Mapping[str, str]


class DraftStore:
    """The unsaved forms of one user, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(
        self, kind: Kind, record_id: int | None, version: int | None, title: str, texts: Mapping[str, str]
    ) -> None:
        """Keep what has been typed. A disk that takes nothing is no reason to stop typing."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            target = self._path(kind, record_id)
            partial = target.with_suffix(".part")
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(asdict(KeptDraft(record_id, version, title, dict(texts))), file, ensure_ascii=False)
            partial.replace(target)

    def read(self, kind: Kind, record_id: int | None) -> KeptDraft | None:
        """What was kept of this form, if anything."""
        try:
            return KeptDraft(**json.loads(self._path(kind, record_id).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def drop(self, kind: Kind, record_id: int | None) -> None:
        """Forget what was kept of this form."""
        with suppress(OSError):
            self._path(kind, record_id).unlink()

    def kept(self, kind: Kind) -> list[KeptDraft]:
        """All that was kept of a kind."""
        found = [path.stem.partition("-")[2] for path in sorted(self._folder.glob(f"{kind.value}-*.json"))]
        drafts = [self.read(kind, None if key == "new" else int(key)) for key in found if key == "new" or key.isdigit()]
        return [draft for draft in drafts if draft is not None]

    def _path(self, kind: Kind, record_id: int | None) -> Path:
        return self._folder / f"{kind.value}-{'new' if record_id is None else record_id}.json"
