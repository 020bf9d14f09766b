"""What the review says before anything has been recommended."""

from PySide6.QtCore import Signal

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.widgets import EmptyState, button

_NONE, _NONE_TEXT, _READING = "empty-review-no-run-title", "empty-review-no-run-text", "empty-review-no-run-reading"
_GOING = ("stage-recommend-going", "empty-review-going-text")


class NoRun(EmptyState):
    """That nothing has been recommended yet, with the button that begins it; while a run is under way, that it is."""

    wanted = Signal()  # a run

    def __init__(self, dress: Dress, jobs: Jobs, *, may_recommend: bool) -> None:
        begin = dress.say(button("primary"), "action-recommend")
        super().__init__(dress, "recommend", _NONE, _NONE_TEXT, begin)
        self._jobs, self._begin = jobs, begin
        self._rests = _NONE, _NONE_TEXT if may_recommend else _READING
        begin.clicked.connect(self.wanted)
        if not may_recommend:
            self.leave_to(_READING)
        jobs.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        going = self._jobs.has("job-recommend")
        self._begin.setEnabled(not going)
        self.retitle(*(_GOING if going else self._rests))
