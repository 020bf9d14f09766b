"""The previewed files as they go in: one after another, each in a transaction of its own."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from talentapp.gui.imports import import_work
from talentapp.gui.kit.jobs import Jobs
from talentapp.office.views.imports import ImportResult, Preview

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake

Part = tuple[list[Preview], dict[str, dict[int, Any]], Mapping[str, Any] | None]
"""The previews of a file, what was decided of its rows, and what stands in the fields of a document, where it has been
typed since it was planned."""


class TakingIn(QObject):
    """Takes files in; one that cannot be does not stop those behind it, a cancel does."""

    took = Signal(object, object)  # the previews of a file that is in, and the ImportResult
    refused = Signal(str, object)  # the path of one that is not, and the exception
    cancelled = Signal(str)  # the path of the one that somebody stopped
    ended = Signal(int)  # how many are in

    def __init__(self, jobs: Jobs, intake: "Intake", part: Callable[[str], Part]) -> None:
        super().__init__()
        self._jobs, self._intake, self._part = jobs, intake, part
        self._waiting: list[str] = []
        self._path = ""  # of the file that goes in now
        self._taken = 0
        self._left: tuple[int, ...] = ()  # the fingerprint that the last of them has left

    @property
    def is_busy(self) -> bool:
        """Whether files are on their way in."""
        return bool(self._path)

    def begin(self, paths: Sequence[str]) -> None:
        """Take in the files of these paths, in this order; while others go in, nothing."""
        if self.is_busy:
            return
        self._waiting, self._left, self._taken = list(paths), (), 0
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._end()
            return
        self._path = self._waiting.pop(0)
        previews, decisions, typed = self._part(self._path)
        if not previews:  # it was left out meanwhile
            self._next()
            return
        work = import_work.committing(self._intake, previews, decisions, dict(typed) if typed else None, self._left)
        self._jobs.start("job-import", work, self._took, self._refused, self._stop)

    def _took(self, done: tuple[Sequence[Preview], ImportResult]) -> None:
        self._left, self._taken = done[1].fingerprint, self._taken + 1
        self.took.emit(*done)
        self._next()

    def _refused(self, error: Exception) -> None:
        self.refused.emit(self._path, error)
        self._next()

    def _stop(self) -> None:
        self._waiting = []
        self.cancelled.emit(self._path)
        self._end()

    def _end(self) -> None:
        self._path = ""
        self.ended.emit(self._taken)
