"""Files that are dropped anywhere on the window."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from talentapp.gui.kit.dress import Dress

if TYPE_CHECKING:
    from talentapp.gui.kit.dropping import DropVeil


class TakesFiles(QWidget):
    """A widget on which files can be dropped, wherever no part of it has a use of its own for them."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setAcceptDrops(True)

    @property
    def is_ready(self) -> bool:
        """Whether files can be taken now."""
        raise NotImplementedError

    def take_files(self, files: list[Path]) -> None:
        """Do with files what is to be done with them."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from talentapp.gui.kit.dropping import accept_copy, files_of  # late, as below: the window is painted without it

        if self.is_ready and files_of(event):
            accept_copy(event)
            self._veil.rise()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        self._veil.hide()

    @cached_property
    def _veil(self) -> "DropVeil":
        from talentapp.gui.kit.dropping import DropVeil

        return DropVeil(self._dress, self)

    def dropEvent(self, event: QDropEvent) -> None:
        from talentapp.gui.kit.dropping import accept_copy, files_of

        self._veil.hide()
        if files := files_of(event):
            accept_copy(event)
            self.take_files(files)
