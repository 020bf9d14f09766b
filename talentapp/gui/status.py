"""The line at the foot of the window: the work that runs, with cancel; the database, and the latest run."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar

from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Job, Jobs
from talentapp.gui.tokens import STATUS_HEIGHT
from talentapp.gui.widgets import across, button, label

_PATIENCE = 300  # milliseconds before short work is worth showing


class StatusLine(QFrame):
    """Shows the current job after a moment, and facts at the right."""

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
        line = across(self._text, self._bar, self.cancel, None, self._facts, gap=12, margins=(24, 0, 24, 0))
        self.setLayout(line)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._appear)
        jobs.changed.connect(self._follow)
        dress.changed.connect(self._say)
        self._vanish()

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
            self._bar.show()
            self.cancel.show()
            self._say()

    def _vanish(self) -> None:
        self._text.setText("")
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
