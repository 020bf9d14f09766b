"""Files that are dropped anywhere on the window."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class TakesFiles(QWidget):
    """A widget on which files can be dropped, wherever no part of it has a use of its own for them."""

    def __init__(self) -> None:
        super().__init__()
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

    def dropEvent(self, event: QDropEvent) -> None:
        from talentapp.gui.kit.dropping import accept_copy, files_of

        if files := files_of(event):
            accept_copy(event)
            self.take_files(files)
