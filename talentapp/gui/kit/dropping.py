"""Files that are dropped on the window."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, label, stacked

_ABOVE_FOOT = 56
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
SUFFIXES = (*WORKBOOKS, ".csv", ".tsv", ".txt", ".pdf", ".docx", ".md", ".json", ".bib")


class DropZone(QFrame):
    """Where files are dropped, or chosen by its button."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, dress: Dress, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        said = dress.say(label(kind="section"), title), dress.say(label(kind="secondary", wrap=True), text)
        for one in said:
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = stacked(*said, across(None, *buttons, None), gap=12, margins=(24, 32, 24, 32))
        self.setLayout(inner)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event):
            accept_copy(event)
            self._heat(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        self._heat(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._heat(False)
        if files := files_of(event):
            accept_copy(event)
            self.dropped.emit(files)

    def _heat(self, hot: bool) -> None:
        self.setProperty("hot", hot)
        self.style().unpolish(self)
        self.style().polish(self)


class DropVeil(QFrame):
    """What a window says as long as files are held over it: that they will be taken. It is in nobody's way."""

    def __init__(self, dress: Dress, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drop")
        self.setProperty("hot", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        said = dress.say(label(kind="section"), "drop-here")
        self.setLayout(stacked(said, margins=(32, 20, 32, 20)))
        self.hide()

    def rise(self) -> None:
        """Show it at the foot of the window."""
        window, size = self.window(), self.sizeHint()
        self.setGeometry((window.width() - size.width()) // 2, window.height() - size.height() - _ABOVE_FOOT,
                         size.width(), size.height())  # fmt: skip
        self.raise_()
        self.show()


def accept_copy(event: QDropEvent) -> None:
    """Take what is dragged as a copy, whatever is proposed: after a move, the program it comes from may delete it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def files_of(event: QDropEvent) -> list[Path]:
    """The workbooks that are being dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUFFIXES]
