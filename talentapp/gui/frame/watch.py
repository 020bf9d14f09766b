"""What another program has written, such as a consent that is withdrawn, reaches the pages of who may see less."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from talentapp.domain.terms import Role

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow

_EVERY = 2_000  # milliseconds


class Watch(QObject):
    """Says so when the database has moved on, for a liaison and a manager. An officer's pages wait until they are asked
    (F5): they may be typed into, and an officer sees everybody anyway."""

    moved = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._mark: tuple[int, ...] = ()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        self._clock.start(_EVERY)

    def _look(self) -> None:
        office = self._window.office
        if office is None or office.actor.role is Role.HR_OFFICER or not self._window.idle:
            return
        mark = office.mark()
        if mark != self._mark:
            self._mark = mark
            self.moved.emit()
