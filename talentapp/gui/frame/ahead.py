"""Makes the pages that have not been shown yet, one at a time while nobody waits: a first visit is like any other."""

import gc
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from talentapp.gui.frame.modules import Modules, modules_of
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.kit.jobs import Jobs

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow

_PAUSE = 150  # milliseconds between two pages: keys and clicks come first
_BREATH = 15  # milliseconds between two modules, each of which takes a few
_EVERY = (*PAGES, "pairing", "duplicates")


class Ahead(QObject):
    """Works from when it is made until every page that the role may see is there."""

    def __init__(self, window: "MainWindow", jobs: Jobs) -> None:
        super().__init__(window)
        self._window, self._jobs = window, jobs
        self._modules: list[str] = []  # still to import
        self._waiting = list(_EVERY)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)
        self._soon.start(_PAUSE)

    @property
    def is_done(self) -> bool:
        """Whether all are there."""
        return not self._waiting

    def _begin(self) -> None:
        self._soon.timeout.disconnect(self._begin)
        self._soon.timeout.connect(self._go_on)
        self._jobs.aside(_read, self._import, self._pass_over)

    def _import(self, modules: Modules) -> None:
        self._modules = list(modules.here)
        self._soon.start(_BREATH)

    def _pass_over(self, _error: Exception) -> None:
        """What is wrong with a module is told to whoever opens its page, which imports it."""
        self._soon.start(_PAUSE)

    def _go_on(self) -> None:
        """The next module, or the next page: widgets can only be made on the window's thread, too."""
        while self._modules and self._modules[0] in sys.modules:
            self._modules.pop(0)
        if self._modules:
            with suppress(Exception):  # as in `_pass_over`
                import_module(self._modules.pop(0))
            self._soon.start(_BREATH)
            return
        page = self._waiting.pop(0)
        if self._window.office is not None and self._window.may_go(page):
            self._window.screen_of(page)
        if self._waiting:
            self._soon.start(_PAUSE)
        else:
            gc.freeze()  # what is there now stays: the collector need not stop the window to look at it again


def _read() -> Modules:
    """The modules of all pages. Those that use no Qt, and all that is large is among them, are imported already."""
    modules = modules_of("talentapp.gui.frame.pages")
    for name in modules.beside:
        import_module(name)
    return modules
