"""The line at the foot of the window: the work that runs, with cancel; the database, and the latest run."""

import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Job, Jobs
from talentapp.gui.kit.tokens import STATUS_HEIGHT
from talentapp.gui.kit.waiting import PATIENCE, JobLine
from talentapp.gui.kit.widgets import Elided, across, button, label

_NOTICE = 12_000  # milliseconds that a notice stays
_PLACE_WIDTH = 320  # of the folder of a file that has been written
_ROOM_FOR_TWO = 1200
_LASTING = frozenset({"job-recommend", "job-plan", "job-import", "job-export"})
LONG = 5.0  # seconds after which such work is not given up by closing the window without a word


class StatusLine(QFrame):
    """Shows the jobs that run after a moment, what was done last, and facts at the right."""

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, dress: Dress, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(STATUS_HEIGHT)
        self._dress, self._jobs = dress, jobs
        self.lines = [JobLine(dress), JobLine(dress)]
        self._more = label(kind="caption")
        self._more.hide()
        self._facts = Elided()
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._notice = label(kind="caption")
        self.undo = dress.say(button("quiet"), "undo-button", tip="undo-tip")
        self.redo = dress.say(button("quiet"), "redo-button", tip="redo-tip")
        for one, wanted in ((self.undo, self.undo_wanted), (self.redo, self.redo_wanted)):
            one.setFixedHeight(26)
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes when it is pressed: the list keeps the focus
            one.clicked.connect(one.hide)
            one.clicked.connect(wanted)
            one.hide()
        self._warned: Job | None = None  # of what has been said that it would be given up
        self._written = Path()
        self.open_file = dress.say(button("quiet"), "action-open-file")  # without pictures: they would be drawn at the
        self.open_folder = dress.say(button("quiet"), "action-open-folder")  # start
        for one in (self.open_file, self.open_folder):
            one.setFixedHeight(26)
            one.clicked.connect(self._open_written)
            one.hide()
        line = across(
            self._notice,  # first: it stays where it is while jobs come and go
            self.undo,
            self.redo,
            self.open_file,
            self.open_folder,
            *self.lines,
            self._more,
            self._facts,
            gap=12,
            margins=(24, 0, 24, 0),
        )
        line.setStretchFactor(self._facts, 1)
        self.setLayout(line)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self.forget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow)
        jobs.changed.connect(self._follow)
        dress.changed.connect(self._say)
        dress.changed.connect(self.forget)  # it was said in the language of before

    def show_notice(self, text: str, undo: bool, redo: bool = False) -> None:
        """Say what has just been done, for a while, with a way back, or on again, where there is one."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # late: the window is painted without them

        self._notice.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._notice, text))
        self.undo.setVisible(undo)
        self.redo.setVisible(redo)
        self.open_file.hide()
        self.open_folder.hide()
        self._notice.setToolTip("")
        self._fade.start(_NOTICE)

    def show_fact(self, text: str) -> None:
        """Say for a while what has just been done, which has no way back."""
        self.show_notice(text, undo=False)

    def show_written(self, path: str) -> None:
        """Say for a while that a file has been written, and where; with the ways to it and to its folder."""
        self._written = Path(path)
        folder = self.fontMetrics().elidedText(str(self._written.parent), Qt.TextElideMode.ElideMiddle, _PLACE_WIDTH)
        said = self._dress.words("file-saved-in", name=self._written.name, folder=folder)
        self.show_notice(said, undo=False)
        self._notice.setToolTip(path)
        self.open_file.show()
        self.open_folder.show()

    def _open_written(self) -> None:
        from PySide6.QtCore import QUrl  # late, as the next: the window is painted without them
        from PySide6.QtGui import QDesktopServices

        wanted = self._written if self.sender() is self.open_file else self._written.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(wanted)))

    def forget(self) -> None:
        """Say no longer what was done."""
        self._notice.clear()
        self.undo.hide()
        self.redo.hide()
        self.open_file.hide()
        self.open_folder.hide()

    def show_facts(self, text: str) -> None:
        """Show what the window is about, at the right."""
        self._facts.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        """Tell of the jobs that have run for a moment, as many as there is room for; the others are counted."""
        now, running = time.monotonic(), self._jobs.running
        if any(job.title in _LASTING for job in running):
            self.window().installEventFilter(self)
        else:
            self.window().removeEventFilter(self)
        due = [job for job in running if now - job.since >= PATIENCE / 1000]
        if len(due) < len(running):
            self._soon.start(PATIENCE)
        lines = self.lines if self.width() >= _ROOM_FOR_TWO else self.lines[:1]
        for at, line in enumerate(self.lines):
            line.follow(due[at] if line in lines and at < len(due) else None)
        more = len(due) - len(lines)
        self._more.setText(self._dress.words("status-more", n=more))
        self._more.setVisible(more > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Who closes the window while long work goes on is told that it would be lost; to close again gives it up."""
        if event.type() != QEvent.Type.Close or QGuiApplication.instance().isSavingSession():  # type: ignore[union-attr]
            return super().eventFilter(watched, event)
        long = [job for job in self._jobs.running if job.title in _LASTING and time.monotonic() - job.since >= LONG]
        if not long or long[0] is self._warned:
            return False
        self._warned = long[0]
        self.show_notice(self._dress.words("close-gives-up", work=self._dress.words(long[0].title)), undo=False)
        event.ignore()
        return True

    def _say(self) -> None:
        for line in self.lines:
            line.say()
        self._follow()
