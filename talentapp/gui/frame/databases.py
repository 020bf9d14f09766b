"""Another database in the same window: one that there is, a new one, or one that was open before."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from talentapp import settings
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress
from talentapp.gui.kit.file_dialogs import ask_file, ask_place
from talentapp.gui.kit.jobs import Jobs
from talentapp.settings import Settings

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow
    from talentapp.gui.settings.database import DatabaseCard
    from talentapp.office import Office

Opening = Callable[[Settings, Progress], "Office"]

_ENDINGS = "*.db *.sqlite *.sqlite3"
_AGAIN = 300  # milliseconds between two looks whether the one before is still needed


class Databases(QObject):
    """Opens the other database beside the one that is open: where that fails, or is given up, nothing has changed."""

    opened = Signal(object, object)  # the Office, and the Settings that it was opened with
    failed = Signal(object)  # the exception
    said = Signal(str)  # why nothing is to be done

    def __init__(self, window: "MainWindow", jobs: Jobs, opening: Opening) -> None:
        super().__init__(window)
        self._window, self._jobs, self._opening = window, jobs, opening
        self._wanted: Settings | None = None  # what is being opened
        self._former: list[Office] = []  # still worked in by what was begun before
        self._soon = QTimer(self)
        self._soon.setInterval(_AGAIN)
        self._soon.timeout.connect(self._close_former)

    def ask_open(self) -> None:
        """Ask for the file of a database, and open it."""
        words = self._window.words
        kinds = f"{words('database-files')} ({_ENDINGS});;{words('files-all')} (*)"
        if path := ask_file(self._window, "database", words("database-open"), kinds):
            self.open(settings.database_url(path))

    def ask_new(self) -> None:
        """Ask where a new database is to be, and make it. What is there already is never written over."""
        words = self._window.words
        kinds = f"{words('database-files')} ({_ENDINGS})"
        name = words("database-new-name")
        path, _ = ask_place(self._window, "database", words("database-new"), name, kinds, replaces=False)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".db")
        if path.exists():
            open_it = partial(self.open, settings.database_url(path))
            self._ask(words("database-exists", path=str(path)), words("database-open-it"), open_it)
        else:
            self.open(settings.database_url(path), new=True)

    def open(self, url: str, *, new: bool = False) -> None:
        """Open the database at `url`, once what goes on has ended. What is unsaved waits in its own."""
        words = self._window.words
        chosen = self._window.chosen
        if self._jobs.has("job-open"):
            return
        if url == chosen.database and self._window.office is not None:
            self.said.emit(words("database-is-open", name=settings.database_named(url)[0]))
        else:
            self._wanted = settings.elsewhere(chosen, url)
            self._jobs.start("job-open", _opening_it(self._opening, self._wanted, new), self._done, self._fail)

    def open_sample(self) -> None:
        """Open the sample programme in its own database; in that one, take it in if it is not."""
        own = settings.sample_database()
        if self._window.chosen.database == own:
            self._window.take_sample_in(run=True)
        else:
            self.open(own, new=True)

    def open_own(self) -> None:
        """Open one's own database again: the one of late, or else the one that is always there."""
        sample = settings.sample_database()
        self.open(next((url for url in settings.late_databases() if url != sample), settings.own_database()))

    def _ask(self, text: str, answer: str, then: Callable[[], object]) -> None:
        """Ask on the page in view; who does not answer changes nothing."""
        self._window.screen_of(self._window.page).error.show_text(text, answer, then)

    def serve(self, card: "DatabaseCard") -> None:
        """Do what is asked for on the settings' card."""
        card.open_wanted.connect(self.ask_open)
        card.new_wanted.connect(self.ask_new)
        card.wanted.connect(self.open)

    def let_go(self, office: "Office | None") -> None:
        """Close an office, if there was one, as soon as nothing works in it any more."""
        if office is not None:
            self._former.append(office)
            self._soon.start()

    def close(self) -> None:
        """Close what is still open, now."""
        self._soon.stop()
        while self._former:
            self._former.pop().close()

    def _close_former(self) -> None:
        if self._jobs.is_idle:
            self.close()

    def _done(self, office: "Office") -> None:
        assert self._wanted is not None  # noqa: S101 - it has been opened
        settings.keep_database(self._window.chosen.database, self._wanted.database)
        self.opened.emit(office, self._wanted)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)


def _opening_it(opening: Opening, wanted: Settings, new: bool) -> "Callable[[Progress], Office]":
    """Open the office on a database, which is made only where that is wanted, or where it is one's own."""

    def work(progress: Progress) -> "Office":
        file = settings.database_file(wanted.database)
        makes = new or wanted.database == settings.own_database()
        if file is not None and not makes and not file.exists():
            raise TalentError(Fault.FILE_MISSING, path=str(file))
        return opening(wanted, progress)

    return work
