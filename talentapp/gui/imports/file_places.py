"""Where imported files lay of which rows were left out: read again from there, the file shows those rows."""

import json
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSettings

_KEPT, _MOST = "imports/places", 50


class FilePlaces:
    """The paths, by the import; kept in the window's memory, where there is one."""

    def __init__(self, memory: QSettings | None) -> None:
        self._memory = memory
        self._paths = self._read()

    def keep(self, batch_id: int, path: str) -> None:
        """Keep the path of an import; of many, those of late."""
        self._paths = dict([*self._paths.items(), (str(batch_id), path)][-_MOST:])
        if self._memory is not None:
            self._memory.setValue(_KEPT, json.dumps(self._paths))

    def path(self, batch_id: int, file_name: str, shipped: Iterable[Path]) -> Path | None:
        """Where the file of this import is, if it is still there under its name, or is one of those shipped."""
        kept = Path(self._paths.get(str(batch_id), ""))
        return next((one for one in (kept, *shipped) if one.name == file_name and one.is_file()), None)

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(str(self._memory.value(_KEPT, "{}"))) if self._memory is not None else {}
            return {str(batch_id): str(path) for batch_id, path in kept.items()}
        except (ValueError, AttributeError):
            return {}
