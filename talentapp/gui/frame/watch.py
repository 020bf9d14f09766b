"""What another program has written, such as a consent that is withdrawn, reaches the pages of who may see less."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from talentapp.domain.terms import Role

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow
    from talentapp.office import Office

_EVERY = 2_000  # milliseconds
_SHARED = ("overview", "review", "pairing")  # where what others do is waited for


class Watch(QObject):
    """Says so when the database has moved on, for a liaison and a manager; for an officer on the pages where what
    others do is waited for, while nothing is typed or open there. An officer's lists are read again when they are asked
    (F5), or turned to.
    """

    moved = Signal()
    noticed = Signal()  # it has, but the page in view stays as it is

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._mark: tuple[int, ...] = ()
        self._noticed: tuple[int, ...] = ()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        self._clock.start(_EVERY)

    def begin(self, office: "Office") -> None:
        """Hear that pages are going to be read: what they say is as new as this."""
        self._mark = self._noticed = office.mark()

    def turn(self) -> None:
        """Hear that another page has come into view: at once it says what is so by now, whoever has written it."""
        office = self._window.office
        if office is not None and (mark := office.mark()) != self._mark:
            self._mark = self._noticed = mark
            self.moved.emit()

    def _look(self) -> None:
        office = self._window.office
        if office is None or not self._window.idle:
            return
        mark, stays = office.mark(), office.actor.role is Role.HR_OFFICER and self._is_at_work()
        if not stays and mark != self._mark:
            self._mark = self._noticed = mark
            self.moved.emit()
        elif mark != self._noticed:
            self._noticed = mark
            self.noticed.emit()

    def _is_at_work(self) -> bool:
        """Whether the page in view is an officer's own, or about to be written on."""
        writes = isinstance(self._window.focusWidget(), (QLineEdit, QPlainTextEdit))
        opened = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        return self._window.page not in _SHARED or writes or opened is not None
