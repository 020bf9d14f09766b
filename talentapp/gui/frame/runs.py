"""The recommendation run, and the sample programme that comes in before the first one.

Both are the window's own work: they go on, and are told, whatever page is in view and whoever sits there meanwhile.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind
from talentapp.gui.kit.jobs import Job, Jobs

if TYPE_CHECKING:
    from talentapp.domain.reasons import Shares
    from talentapp.office import Office
    from talentapp.office.views.pairings import RunResult
    from talentapp.wording import Wording


class Runs(QObject):
    """Starts runs for a window, and tells how they ended."""

    done = Signal(object)  # RunResult
    taken_in = Signal(object)  # frozenset[Kind]: the sample programme is in, and what that has changed
    failed = Signal(object)  # the exception

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._run: Job | None = None  # at work, or waiting
        self._missed = False  # the sample programme did not come in

    def start(self, office: "Office", weights: "Shares | None" = None) -> None:
        """Recommend, as soon as nothing is in the way; once at a time. `weights` are as in `Recommending.run`."""
        if self._jobs.has("job-recommend"):
            return
        run = office.recommending.run

        def work(progress: Progress) -> Any:
            return run(progress, weights)

        self._run = self._jobs.start("job-recommend", work, self._done, self._failed)
        self._run.ended.connect(self._ended)

    def take_sample_in(self, office: "Office", *, run: bool = False) -> None:
        """Take the sample programme in, and recommend after it where that is wanted.

        The run is begun with the import, behind which it waits: so it is done by who began both, in whatever role
        somebody sits there when its turn comes.
        """
        intake = office.intake

        def work(progress: Progress) -> frozenset[Kind]:
            return frozenset().union(*(result.changed for _, result in intake.take_sample_in(progress)))

        self._missed = False
        self._jobs.start("job-import", work, self._came_in, self._refused, self._stayed_out)
        if run and not self._missed:
            self.start(office)

    def _done(self, result: Any) -> None:
        self.done.emit(result)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _ended(self, _job: Job) -> None:
        self._run = None

    def _came_in(self, kinds: frozenset[Kind]) -> None:
        self.taken_in.emit(kinds)

    def _refused(self, error: Exception) -> None:
        self._stayed_out()
        self.failed.emit(error)

    def _stayed_out(self) -> None:
        """There is nothing to recommend: the run that waits is not begun."""
        self._missed = True
        if self._run is not None and not self._run.begun:
            self._run.cancel()


def told(words: "Wording", result: "RunResult") -> str:
    """What a run has done, and what it counted where that is not usual."""
    from talentapp.domain.reasons import unusual  # late: the window is painted without them
    from talentapp.gui.kit.saying import dotted

    n, other = result.run.recommendations, unusual(result.run.weights)
    fact = (
        words("stage-recommend-fact", n=n)
        if result.repeated
        else words("stage-recommend-forward", n=n, forward=result.put_forward)
    )
    return dotted(fact, words("weights-said", weights=words.shares(other)) if other else "")
