"""Long work off the GUI thread: what may go on side by side does, progress at most twenty times a second, cancel, and a
clean end."""

import time
from collections.abc import Callable
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from talentapp import settings
from talentapp.domain.errors import Cancelled, TalentError
from talentapp.domain.progress import Progress
from talentapp.gui.kit.work import JOBS, Work, waits

if TYPE_CHECKING:
    from concurrent.futures import Future

_PACE = 0.05  # seconds between two reports of progress
_SIDE_BY_SIDE = 8  # more than can ever go on at once by `work.waits`, so that no small change waits for a thread


class Lane(Protocol):
    """Where work runs: a pool of threads, or the caller's own thread in tests."""

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
        self.since = time.monotonic()
        self.begun = False
        self.reached: tuple[int, int] = 0, 0  # what was reported last: done, total
        self._work = work
        self._stop = Event()
        self._detached = False
        self._reported = 0.0
        self.progressed.connect(self._reach)

    @property
    def share(self) -> float | None:
        """How much of it is done, 0 to 1; None where that is not known."""
        done, total = self.reached
        return done / total if total else None

    @property
    def is_cancelled(self) -> bool:
        """Whether it has been asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress; what has not begun does not begin."""
        self._stop.set()
        if not self.begun:
            self.cancelled.emit()
            self.ended.emit(self)

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

    def _reach(self, done: int, total: int) -> None:
        self.reached = done, total


class Jobs(QObject):
    """The window's work. What would meet in one transaction is done one after another, by the table of `work`."""

    changed = Signal()  # a job has begun, ended, or come to wait

    def __init__(self, lane: Lane | None = None) -> None:
        super().__init__()
        self._given = lane
        self._asides: set[Job] = set()
        self._jobs: list[Job] = []
        self._closed = False
        self.bound: Callable[[Callable[..., Any]], Callable[..., Any]] = _as_it_is
        """Ties work that is begun to who begins it, whoever sits there when it is done."""

    @cached_property
    def _lane(self) -> Lane:
        return self._given or _pool("talentapp", _SIDE_BY_SIDE)

    @cached_property
    def _reader(self) -> Lane:
        return self._given or _pool("reader", 1)

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits, what is read aside included."""
        return not self._jobs and not self._asides

    @property
    def running(self) -> list[Job]:
        """The jobs that have begun, the oldest first."""
        return [job for job in self._jobs if job.begun]

    @property
    def waiting(self) -> list[tuple[Job, Job]]:
        """The jobs that wait, each with the one it waits for."""
        return [(job, other) for at, job in enumerate(self._jobs) if (other := self._before(at, job)) is not None]

    @property
    def edits(self) -> list[Job]:
        """The changes of records that are at work, and the small ones that wait."""
        return [
            job for job in self._jobs if JOBS[job.title] is Work.EDIT or (job.begun and JOBS[job.title] is Work.REMOVE)
        ]

    def has(self, title: str) -> bool:
        """Whether there is a job of this title, at work or waiting."""
        return any(job.title == title for job in self._jobs)

    def follow(self, ended: Callable[..., None], failed: Callable[..., None]) -> None:
        """Tell how what changes records and is at work or waits will end, to more than those who began it."""
        for job in self._jobs:
            if JOBS[job.title] not in (Work.READ, Work.PREVIEW):
                job.failed.connect(failed)
                job.ended.connect(ended)

    def start(
        self,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[..., None] | None = None,
        failed: Callable[..., None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Do `work` as soon as nothing is in its way; `title` is one of `work.JOBS`.

        The callbacks are bound methods of QObjects and are called on the GUI thread.
        """
        job = Job(title, self.bound(work), self)
        if self._closed:
            return job
        for signal, callback in ((job.done, done), (job.failed, failed), (job.cancelled, cancelled)):
            if callback is not None:
                signal.connect(callback)
        job.ended.connect(self._leave)
        self._jobs.append(job)
        self._begin()
        return job

    def aside(self, work: Callable[[], Any], done: Callable[..., None], failed: Callable[..., None]) -> None:
        """Read beside the lane what a screen can be shown without: it is announced nowhere, and waits for no job."""
        if self._closed:
            return

        def reading(_progress: Progress) -> Any:
            return work()

        job = Job("job-read", reading, self)
        job.done.connect(done)
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

    def _begin(self) -> None:
        """Let all begin that need not wait."""
        ready = [job for at, job in enumerate(self._jobs) if not job.begun and self._before(at, job) is None]
        for job in ready:
            job.begun = True
        self.changed.emit()
        for job in ready:
            self._lane.submit(job.run)

    def _before(self, at: int, job: Job) -> Job | None:
        """The first of the earlier jobs that one has to wait for, if it has not begun."""
        if job.begun:
            return None
        return next((one for one in self._jobs[:at] if waits(job.title, one.title, begun=one.begun)), None)

    def _forget(self, job: Job) -> None:
        self._asides.discard(job)
        job.deleteLater()

    def _leave(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            job.deleteLater()
            self._begin()


def _as_it_is(work: Callable[..., Any]) -> Callable[..., Any]:
    return work


def _pool(name: str, threads: int) -> Lane:
    from concurrent.futures import ThreadPoolExecutor  # late: the window is painted without it

    return ThreadPoolExecutor(threads, thread_name_prefix=name)


class Reading(QObject):
    """What a screen shows next, read beside the window's thread. Only the answer to the last question is shown."""

    done = Signal(object)  # what was read
    failed = Signal(object)  # the exception

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._number = self._answered = 0

    @property
    def is_due(self) -> bool:
        """Whether an answer is still to come."""
        return self._answered != self._number

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
        self._answered = self._number

    def _done(self, answer: tuple[int, Any, Exception | None]) -> None:
        number, found, error = answer
        if number == self._number:
            self._answered = number
            if error is None:
                self.done.emit(found)
            else:
                self.failed.emit(error)

    def _unexpected(self, error: Exception) -> None:
        self._answered = self._number
        self.failed.emit(error)
