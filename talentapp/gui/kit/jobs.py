"""Long work off the GUI thread: one lane, progress at most twenty times a second, cancel, and a clean end."""

import time
from collections.abc import Callable
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from talentapp import settings
from talentapp.domain.errors import Cancelled, TalentError
from talentapp.domain.progress import Progress

if TYPE_CHECKING:
    from concurrent.futures import Future

_PACE = 0.05  # seconds between two reports of progress


class Lane(Protocol):
    """Where work runs: a pool of one thread, or the caller's own thread in tests."""

    def submit(self, work: Callable[[], Any], /) -> object:
        """Run `work`, now or later."""
        ...

    def shutdown(self, wait: bool = True) -> None:
        """Take no more work, and wait for what runs."""
        ...


class InlineLane:
    """Runs work at once on the caller's thread."""

    def submit(self, work: Callable[[], Any], /) -> "Future[Any]":
        """Run `work` before returning."""
        from concurrent.futures import Future

        future: Future[Any] = Future()
        future.set_result(work())
        return future

    def shutdown(self, wait: bool = True) -> None:
        """Nothing to wait for."""


class Job(QObject):
    """One piece of work. Its signals arrive on the GUI thread: one of done, failed and cancelled, then `ended`."""

    progressed = Signal(int, int)  # done, total; a total of 0 is unknown
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)  # the job

    def __init__(self, title: str, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.title = title  # a message id
        self._work = work
        self._stop = Event()
        self._detached = False
        self._reported = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()

    def detach(self) -> None:
        """Cancel, and send no more signals: nobody is there to hear them."""
        self._detached = True
        self._stop.set()

    def run(self) -> None:
        """Do the work; called on the lane."""
        try:
            if self._stop.is_set():
                raise Cancelled
            outcome, signal = (self._work(self._progress),), self.done
        except Cancelled:
            outcome, signal = (), self.cancelled  # type: ignore[assignment]
        except Exception as error:
            if not isinstance(error, TalentError):
                settings.log_unexpected()
            outcome, signal = (error,), self.failed
        if not self._detached:
            signal.emit(*outcome)
            self.ended.emit(self)

    def _progress(self, done: int, total: int | None) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _PACE and not self._detached:
            self._reported = now
            self.progressed.emit(done, total or 0)


class Jobs(QObject):
    """The window's lane. Writes go through it one after another, so that none waits for another's transaction."""

    changed = Signal()  # `current` is another job, or none

    def __init__(self, lane: Lane | None = None) -> None:
        super().__init__()
        self._given = lane
        self._asides: set[Job] = set()
        self._jobs: list[Job] = []
        self._closed = False

    @cached_property
    def _lane(self) -> Lane:
        return self._given or _pool("talentapp")

    @cached_property
    def _reader(self) -> Lane:
        return self._given or _pool("reader")

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits, what is read aside included."""
        return not self._jobs and not self._asides

    @property
    def current(self) -> Job | None:
        """The job that runs, or the first that waits."""
        return self._jobs[0] if self._jobs else None

    def start(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[..., None] | None = None,
        failed: Callable[..., None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Queue `work`. The callbacks are bound methods of QObjects and are called on the GUI thread."""
        job = Job(title, work, self)
        if self._closed:
            return job
        for signal, callback in ((job.done, done), (job.failed, failed), (job.cancelled, cancelled)):
            if callback is not None:
                signal.connect(callback)
        job.ended.connect(self._leave)
        self._jobs.append(job)
        self.changed.emit()
        self._lane.submit(job.run)
        return job

    def aside(
        self, work: Callable[[], Any], done: Callable[..., None], failed: Callable[..., None] | None = None
    ) -> None:
        """Read beside the lane what a screen can be shown without: it is announced nowhere, and waits for no job."""
        if self._closed:
            return

        def reading(_progress: Progress) -> Any:
            return work()

        job = Job("job-read", reading, self)
        job.done.connect(done)
        if failed is not None:
            job.failed.connect(failed)
        job.ended.connect(self._forget)
        self._asides.add(job)
        self._reader.submit(job.run)

    def close(self) -> None:
        """Cancel everything and wait until the lane is quiet."""
        self._closed = True
        for job in (*self._jobs, *self._asides):
            job.detach()
        self._lane.shutdown(wait=True)
        self._reader.shutdown(wait=True)
        self._jobs.clear()
        self._asides.clear()

    def _forget(self, job: Job) -> None:
        self._asides.discard(job)
        job.deleteLater()

    def _leave(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            job.deleteLater()
            self.changed.emit()


def _pool(name: str) -> Lane:
    from concurrent.futures import ThreadPoolExecutor  # late: the window is painted without it

    return ThreadPoolExecutor(1, thread_name_prefix=name)


class Reading(QObject):
    """What a screen shows next, read beside the window's thread. Only the answer to the last question is shown."""

    done = Signal(object)  # what was read
    failed = Signal(object)  # the exception

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._number = 0

    def ask(self, work: Callable[[], Any]) -> None:
        """Read this; what was asked for before and has not come yet is not read, or not shown."""
        self._number += 1
        number = self._number

        def latest() -> tuple[int, Any, Exception | None]:
            try:
                return number, work() if number == self._number else None, None
            except TalentError as error:
                return number, None, error

        self._jobs.aside(latest, self._done, self._unexpected)

    def drop(self) -> None:
        """Show no answer that has not come yet."""
        self._number += 1

    def _done(self, answer: tuple[int, Any, Exception | None]) -> None:
        number, found, error = answer
        if number == self._number:
            if error is None:
                self.done.emit(found)
            else:
                self.failed.emit(error)

    def _unexpected(self, error: Exception) -> None:
        self.failed.emit(error)
