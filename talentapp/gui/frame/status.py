"""The line at the foot of the window: the work that runs, with cancel; the database, and the latest run."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Job, Jobs
from talentapp.gui.kit.tokens import STATUS_HEIGHT
from talentapp.gui.kit.widgets import across, button, label

_NOTICE = 12_000  # milliseconds that a notice stays
_PATIENCE = 300  # milliseconds before short work is worth showing


class StatusLine(QFrame):
    """Shows the current job after a moment, what was done last, and facts at the right."""

    undo_wanted = Signal()

    def __init__(self, dress: Dress, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(STATUS_HEIGHT)
        self._dress, self._jobs = dress, jobs
        self._job: Job | None = None
        self._done, self._total = 0, 0
        self._text = label(kind="caption")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(176)
        self._bar.setTextVisible(False)
        dress.say(self._bar, name="status-progress")
        self.cancel = dress.say(button("quiet"), "action-cancel")
        self.cancel.setFixedHeight(26)
        self.cancel.clicked.connect(self._cancel)
        self._facts = label(kind="caption")
        self._notice = label(kind="caption")
        self.undo = dress.say(button("quiet"), "undo-button", tip="undo-tip")
        self.undo.setFixedHeight(26)
        self.undo.clicked.connect(self._undo)
        self.undo.hide()
        line = across(
            self._text, self._bar, self.cancel, self._notice, self.undo, None, self._facts,
            gap=12, margins=(24, 0, 24, 0),
        )  # fmt: skip
        self.setLayout(line)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.timeout.connect(self.forget)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._appear)
        jobs.changed.connect(self._follow)
        dress.changed.connect(self._say)
        self._vanish()

    def show_notice(self, text: str, undo: bool) -> None:
        """Say what has just been done, for a while, with a way back where there is one."""
        self._notice.setText(text)
        self.undo.setVisible(undo)
        self._fade.start(_NOTICE)

    def _undo(self) -> None:
        self.undo.hide()
        self.undo_wanted.emit()

    def forget(self) -> None:
        """Say no longer what was done."""
        self._notice.clear()
        self.undo.hide()

    def show_facts(self, text: str) -> None:
        """Show what the window is about, at the right."""
        self._facts.setText(text)

    def _follow(self) -> None:
        job = self._jobs.current
        if job is self._job:
            return
        self._job = job
        if job is None:
            self._wait.stop()
            self._vanish()
            return
        self._done, self._total = 0, 0
        self.cancel.setEnabled(True)
        job.progressed.connect(self._progressed)
        if not self._bar.isVisibleTo(self):
            self._wait.start(_PATIENCE)
        else:
            self._say()

    def _appear(self) -> None:
        if self._job is not None:
            for one in (self._text, self._bar, self.cancel):
                one.show()
            self._say()

    def _vanish(self) -> None:
        self._text.setText("")
        self._text.hide()
        self._bar.hide()
        self.cancel.hide()

    def _progressed(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        if self._bar.isVisibleTo(self):
            self._say()

    def _say(self) -> None:
        if self._job is None or not self._bar.isVisibleTo(self) or not self.cancel.isEnabled():
            return
        words = self._dress.words
        title = words(self._job.title)
        self._bar.setRange(0, self._total)  # 0 to 0 is Qt's "working"
        self._bar.setValue(self._done)
        known = words("status-of", title=title, done=f"{self._done:,}", total=f"{self._total:,}")
        self._text.setText(known if self._total else title)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self._text.setText(self._dress.words("status-cancelling"))
