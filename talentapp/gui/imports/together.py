"""Files that hang together: the projects of one know of the organisations that come with another, or no more do."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from talentapp.gui.imports import import_work
from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.kit.jobs import Jobs
from talentapp.office.views.imports import Preview

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake


class Together(QObject):
    """Plans the files anew as they will go in one after another, and puts what they say then into the `Arrivals`."""

    planned = Signal()  # some of them say something else now
    failed = Signal(object)  # the exception

    def __init__(self, jobs: Jobs, intake: "Intake", arrivals: Callable[[], Arrivals]) -> None:
        super().__init__()
        self._jobs, self._intake, self._arrivals = jobs, intake, arrivals

    def plan(self) -> None:
        """Plan them anew, off the window's thread, where there is anything to plan."""
        arrivals = self._arrivals()
        if arrivals.hang_together:
            decisions = {key: dict(decided) for key, decided in arrivals.decisions.items()}
            work = import_work.planning_together(self._intake, arrivals.previews, decisions)
            self._jobs.start("job-preview", work, self._planned, self.failed.emit)

    def _planned(self, planned: list[tuple[Preview, Preview]]) -> None:
        arrivals = self._arrivals()
        for before, now in planned:
            if any(one is before for one in arrivals.previews):  # else it has gone in, or been read anew
                arrivals.replace(now)
        if planned:
            self.planned.emit()
