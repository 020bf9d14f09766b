"""What is entered on the tabs of a case and not recorded yet: kept on disk, whatever becomes of the window."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.pairings.unsaid import KEPT_AFTER

_BEGINNING = "case-"


class Entered(QObject):
    """One form at a time, by its pairing and by what it is."""

    def __init__(self, drafts: DraftStore, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._name = ""
        self._read: Callable[[], Mapping[str, Any]] = dict
        self._typed = False  # since it was kept last
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEPT_AFTER)
        self._later.timeout.connect(self.keep)

    def begin(self, pairing_id: int, what: str, read: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
        """What was entered so far; from now on `read` tells what is."""
        self.keep()
        self._name, self._read = f"{_BEGINNING}{pairing_id}-{what}", read
        return self._drafts.load(self._name)

    def typed(self) -> None:
        """Hear that something was entered."""
        self._typed = True
        self._later.start()

    def keep(self) -> None:
        """Keep what was entered since it was kept last; where that is nothing, nothing is kept."""
        self._later.stop()
        if not self._typed or not self._name:
            return
        self._typed = False
        entered = self._read()
        if any(entered.values()):
            self._drafts.write(self._name, entered)
        else:
            self._drafts.forget(self._name)

    def recorded(self) -> None:
        """Keep no more what was entered: it has been recorded."""
        self._later.stop()
        self._typed = False
        if self._name:
            self._drafts.forget(self._name)


def pairings(drafts: DraftStore) -> set[int]:
    """The pairings of which something is kept, also by windows that have gone."""
    keys = (name.removeprefix(_BEGINNING).partition("-")[0] for name in drafts.names(_BEGINNING))
    return {int(key) for key in keys if key.isdigit()}


def forget(drafts: DraftStore, pairing_id: int) -> None:
    """Keep nothing more of a pairing."""
    for name in drafts.names(f"{_BEGINNING}{pairing_id}-"):
        drafts.forget(name)
