"""Makes the pages that have not been shown yet, one at a time while nobody waits: a first visit is like any other."""

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.frame.pages import maker
from talentapp.gui.kit.jobs import Jobs

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow

_PAUSE = 150  # milliseconds between two pages: keys and clicks come first
_EVERY = (*PAGES, "pairing", "duplicates")


class Ahead(QObject):
    """Works from when it is made until every page that the role may see is there."""

    def __init__(self, window: "MainWindow", jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
        self._waiting = list(_EVERY)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._import)
        self._soon.start()

    @property
    def is_done(self) -> bool:
        """Whether all are there."""
        return not self._waiting

    def _import(self) -> None:
        """Modules are imported beside the window's thread; widgets can only be made on it."""
        self._jobs.aside(partial(maker, self._waiting[0]), self._make, self._pass_over)

    def _make(self, _maker: object) -> None:
        page = self._waiting.pop(0)
        if self._window.office is not None and self._window.may_go(page):
            self._window.screen_of(page)
        self._go_on()

    def _pass_over(self, _error: Exception) -> None:
        """What is wrong with a page is told to whoever opens it."""
        self._waiting.pop(0)
        self._go_on()

    def _go_on(self) -> None:
        if self._waiting:
            self._soon.start()
        else:
            gc.freeze()  # what is there now stays: the collector need not stop the window to look at it again
