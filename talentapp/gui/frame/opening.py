"""What is in the window before its database is open, and when it cannot be opened."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import step_back
from talentapp.gui.kit.tokens import PAGE_MARGIN
from talentapp.gui.kit.widgets import Button, ErrorBar, across, button, label, stacked


class OpeningPage(QWidget):
    """Says that the database is being opened, or why it was not, with a way to try again."""

    again = Signal()
    other = Signal()  # another database is to be opened
    painted = Signal()  # for the first time, and with it the window around it

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._was_painted = False
        self._opening = dress.say(label(kind="secondary"), "window-opening")
        self._error = ErrorBar(dress, stays=True)
        self._ways = across(None)
        self._buttons: list[Button] = []
        box = stacked(self._opening, self._error, self._ways, None, gap=12)
        box.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, 0)
        self.setLayout(box)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def begin(self) -> None:
        """Say that it is being opened."""
        self.opened()
        self._opening.show()

    def show_cancelled(self) -> None:
        """Say that somebody has cancelled it: the database is as it was."""
        self._opening.hide()
        self._error.show_text(self._dress.words("window-opening-cancelled"))
        self._offer(True)

    def show_error(self, error: Exception) -> None:
        """Say why it was not opened."""
        words = self._dress.words
        self._opening.hide()
        self._error.show_text(words.error(error) if isinstance(error, TalentError) else words("error-unexpected"))
        self._offer(True, again=not (isinstance(error, TalentError) and error.code is Fault.DATABASE_NEWER))

    def opened(self) -> None:
        """Forget what went wrong before."""
        self._error.hide()
        self._offer(False)

    def _offer(self, ways: bool, *, again: bool = True) -> None:
        """Offer to try `again` first, or where that leads nowhere another database."""
        if ways and not self._buttons:  # made for the first fault: the window is painted without them
            for at, (kind, said, way) in enumerate(
                (("primary", "action-retry", self.again), ("", "database-open-dots", self.other))
            ):
                one = self._dress.say(button(kind), said)
                one.clicked.connect(way)
                self._ways.insertWidget(at, one)
                self._buttons.append(one)
        for one, leads in zip(self._buttons, (again, not again), strict=False):
            step_back(one, back=not leads)
            one.setVisible(ways)
