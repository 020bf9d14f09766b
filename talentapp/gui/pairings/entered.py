"""What is entered on the tabs of a case and not recorded yet: kept on disk, whatever becomes of the window."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from talentapp.domain.terms import Kind
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.pairings.unsaid import Keeping


class Entered(Keeping):
    """One form at a time, by its pairing and by what it is."""

    def __init__(self, drafts: DraftStore, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._name = ""
        self._read: Callable[[], Mapping[str, Any]] = dict

    def begin(self, pairing_id: int, what: str, read: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
        """What was entered so far; from now on `read` tells what is."""
        self.keep()
        self._name, self._read = f"{Kind.PAIRINGS.value}-{pairing_id}-{what}", read
        return self._drafts.load(self._name)

    def _write(self) -> None:
        entered = self._read()
        if self._name and any(entered.values()):
            self._drafts.write(self._name, entered)
        elif self._name:
            self._drafts.forget(self._name)

    def recorded(self) -> None:
        """Keep no more what was entered: it has been recorded."""
        self._later.stop()
        self._typed = False
        if self._name:
            self._drafts.forget(self._name)
