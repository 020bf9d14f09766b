"""What a reader is told of work that goes on: a line for each job with cancel, and a bar on the page for what waits."""

import time
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Passing
from talentapp.gui.kit.jobs import Job, Jobs
from talentapp.gui.kit.widgets import Elided, across, button, label
from talentapp.wording import Wording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QProgressBar

PATIENCE = 300  # milliseconds before work is worth telling of
_AGAIN = 250  # milliseconds between two looks at how far something is


class JobLine(Passing):
    """A job that runs: what it does, how far it is, and cancel."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self.job: Job | None = None
        self.hide()

    # Its parts are made for the first job: the window is painted without them.

    @cached_property
    def text(self) -> QLabel:
        """What is done."""
        return label(kind="caption")

    @cached_property
    def bar(self) -> "QProgressBar":
        """How far it is."""
        from PySide6.QtWidgets import QProgressBar

        made = self._dress.say(QProgressBar(), name="status-progress")
        made.setFixedWidth(144)
        made.setTextVisible(False)
        return made

    @cached_property
    def cancel(self) -> QPushButton:
        """Ends it."""
        made = self._dress.say(button("quiet"), "action-cancel")
        made.setFixedHeight(26)
        made.clicked.connect(self._cancel)
        return made

    def follow(self, job: Job | None) -> None:
        """Tell of this job from now on, or of none."""
        if job is self.job:
            return
        if self.job is not None:
            self.job.progressed.disconnect(self.say)
        self.job = job
        if job is not None:
            if self.layout() is None:
                self.setLayout(across(self.text, self.bar, self.cancel, gap=12))
            job.progressed.connect(self.say)
            self.cancel.setEnabled(True)
            self.say()
        self.setVisible(job is not None)

    def say(self) -> None:
        """Tell how far it is now."""
        if self.job is None or not self.cancel.isEnabled():
            return
        done, total = self.job.reached
        words = self._dress.words
        title = words(self.job.title)
        self.bar.setRange(0, total)  # 0 to 0 is Qt's "working"
        self.bar.setValue(done)
        counted = next(one for one in (f"{self.job.title}-of", "status-of") if words.has(one))
        facts = {"done": f"{done:,}", "total": f"{total:,}", "share": round(100 * (self.job.share or 0))}
        self.text.setText(words(counted, title=title, **facts) if total else title)

    def _cancel(self) -> None:
        if self.job is not None:
            self.cancel.setEnabled(False)
            self.text.setText(self._dress.words("status-cancelling"))
            self.job.cancel()


class WaitBar(Passing):
    """Says on the page what is waited for, and what comes then. It can be cancelled."""

    def __init__(self, dress: Dress, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("hint")
        self._dress, self._jobs = dress, jobs
        self.job: Job | None = None
        self.text = Elided(kind="")
        self.cancel = dress.say(button("quiet"), "action-cancel")
        self.cancel.clicked.connect(self._cancel)
        line = across(self.text, self.cancel, gap=8, margins=(12, 4, 8, 4))
        line.setStretch(0, 1)
        self.setLayout(line)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN)
        self._again.timeout.connect(self.look)
        jobs.changed.connect(self._changed)
        self.hide()

    def look(self) -> None:
        """Say what waits now, once it has waited for a moment."""
        found = [(job, other) for job, other in self._jobs.waiting if job.title != other.title]
        if not found:
            self._again.stop()
        due = [one for one in found if time.monotonic() - one[0].since >= PATIENCE / 1000]
        self.job = due[0][0] if due else None
        if due:
            words = self._dress.words
            (job, other), share = due[0], due[0][1].share
            facts = {"work": _called(words, job), "other": _called(words, other)}
            if share is None:
                self.text.setText(words("job-waits", **facts))
            else:
                self.text.setText(words("job-waits-share", **facts, share=f"{share:.0%}"))
        self.setVisible(bool(due))

    def _changed(self) -> None:
        if self._jobs.waiting or self.job is not None:
            self.look()
            self._again.start()

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()


def _called(words: Wording, job: Job) -> str:
    """A job as it is called inside a sentence."""
    return words.code("work", job.title.removeprefix("job-"))
