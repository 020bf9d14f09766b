"""Pictures of the real window, drawn without a display: for the demo, the gallery, and whoever judges the looks."""

import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QSettings, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from talentapp.domain.progress import Progress
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import InlineLane, Jobs
from talentapp.office import Office, open_office
from talentapp.settings import Language, Settings, Theme

_BAR = 32  # height of a dialog's title
_REST, _LONGEST = 0.3, 10.0  # seconds


class Gallery:
    """A window that is only ever drawn. It keeps no settings of its own."""

    def __init__(self, app: QApplication, chosen: Settings) -> None:
        self._app = app
        self._folder = tempfile.TemporaryDirectory(prefix="talentapp-")
        memory = QSettings(str(Path(self._folder.name) / "window.ini"), QSettings.Format.IniFormat)
        self.office = open_office(chosen)
        self._dress = Dress(app, chosen.language, chosen.theme)
        self.window = MainWindow(self._dress, Jobs(InlineLane()), chosen, self._opened, memory)
        self.window.show()
        self.window.begin()

    def _opened(self, _chosen: Settings, _progress: Progress) -> Office:
        return self.office

    def wear(self, language: Language, theme: Theme) -> None:
        """Change the language and the appearance, as a user would while the window is open."""
        self._dress.set_language(language)
        self._dress.set_theme(theme)
        self.settle()

    def draw(self, out_png: Path, size: tuple[int, int] = (1440, 900)) -> None:
        """Draw the window as it stands, and what is open above it, into a PNG file."""
        self.window.resize(*size)
        self.settle()
        picture = self.window.grab()
        self._add_popups(picture)
        out_png.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(out_png), "PNG"):
            raise OSError(f"cannot write {out_png}")

    def _add_popups(self, picture: QPixmap) -> None:
        """What is open above the window is a window of its own, and not in its picture."""
        painter = QPainter(picture)
        for one in self._app.topLevelWidgets():
            owner = one.parentWidget()
            if one.isVisible() and owner is not None and owner.window() is self.window:
                place = self.window.mapFromGlobal(one.pos())
                painter.drawPixmap(place, one.grab())
                if one.windowType() is Qt.WindowType.Dialog:
                    self._frame(painter, QRect(place, one.size()), one.windowTitle())
        painter.end()

    def _frame(self, painter: QPainter, box: QRect, title: str) -> None:
        """A title and an edge: a desktop draws them around dialogs."""
        tokens, bar = self._dress.tokens, QRect(box.left(), box.top() - _BAR, box.width(), _BAR)
        painter.fillRect(bar, QColor(tokens.navigation))
        painter.setPen(QColor(tokens.text))
        painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, title)
        painter.setPen(QColor(tokens.control_border))
        painter.drawRect(bar.united(box).adjusted(0, 0, -1, -1))

    def close(self) -> None:
        """Let go of the window and the database."""
        self.window.close()
        self.window.deleteLater()
        self.settle()
        self._folder.cleanup()

    def settle(self) -> None:
        """Let layouts, deletions and repaints that were put off happen now, and what is shown be read to its end."""
        begun = time.monotonic()
        while time.monotonic() < begun + (_LONGEST if self._puts_off() else _REST):
            self._app.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _puts_off(self) -> bool:
        """Whether something is about to happen: a card waits until its list has come to rest, and comes in parts."""
        if not isValid(self.window):
            return False
        timers = (one for one in self.window.findChildren(QTimer) if one.isActive() and one.isSingleShot())
        return not self.window.idle or any(one.interval() < _REST * 1000 for one in timers)
