"""What the frame says of the whole: who acts on which database, how fresh its recommendations are, how much waits."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from talentapp import settings
from talentapp.domain.terms import State
from talentapp.gui.frame.navigation import Navigation
from talentapp.gui.frame.status import StatusLine
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office import Office


def titled(words: Wording, database: str) -> str:
    """What a window is called in the list of windows: first by what tells it from another, its database."""
    sample = database == settings.sample_database()
    name = words("sample-name") if sample else settings.database_named(database)[0]
    return words("window-title", database=name, app=words("app-name"))


class Facts(QObject):
    """Reads the facts beside the window's thread, and shows them in the navigation and at the foot of the window."""

    failed = Signal(object)  # the exception

    def __init__(self, dress: Dress, jobs: Jobs, navigation: Navigation, status: StatusLine) -> None:
        super().__init__()
        self._dress, self._jobs, self._navigation, self._status = dress, jobs, navigation, status
        self._office: Office | None = None
        self._database, self._apart = "", False

    def show(self, office: "Office", database: str, *, apart: bool) -> None:
        """Show those of this office, whose database is called so; `apart` is whether it is the sample programme's."""
        self._office, self._database, self._apart = office, database, apart
        self._jobs.aside(office.look.counts, self._say, self._fail)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _say(self, counts: Any) -> None:
        from talentapp.domain.words import moment  # late, as the next: the window is painted without them
        from talentapp.gui.kit.saying import dotted
        from talentapp.gui.settings.role import acting_as

        if not isValid(self._navigation):  # the window has gone while it was read
            return
        words = self._dress.words
        mine = self._office is not None and self._office.review.allowed  # to who may not review nothing is to do
        self._navigation.show_waiting(counts.by_state.get(State.RECOMMENDED, 0) if mine else 0)
        self._navigation.show_sample(counts.sample, counts.own, apart=self._apart)
        run = counts.latest_run
        said = words("status-run", at=moment(words, run.at)) if run else words("status-no-run")
        stale = words("status-stale") if run and counts.stale else ""
        self._status.show_facts(dotted(acting_as(words, self._office), self._database, said, stale))
