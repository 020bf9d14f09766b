"""What is in the window before its database is open, and when it cannot be opened."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import step_back
from talentapp.gui.kit.tokens import PAGE_MARGIN
from talentapp.gui.kit.widgets import Button, across, button, label, plain, stacked

_WIDTH = 480  # of what says why


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
        self._refused: QWidget | None = None
        self._buttons: list[Button] = []
        self._box = stacked(self._opening, None, gap=12)
        self._box.setContentsMargins(PAGE_MARGIN, 20, PAGE_MARGIN, PAGE_MARGIN)
        self.setLayout(self._box)

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
        self._refuse(self._dress.words("window-opening-cancelled"))

    def show_error(self, error: Exception) -> None:
        """Say why it was not opened."""
        words, known = self._dress.words, isinstance(error, TalentError)
        said = words.error(error) if isinstance(error, TalentError) else words("error-unexpected")
        self._refuse(said, again=not (known and error.code is Fault.DATABASE_NEWER))  # type: ignore[attr-defined]

    def opened(self) -> None:
        """Forget what went wrong before."""
        if self._refused is not None:
            self._refused.hide()

    def _refuse(self, why: str, *, again: bool = True) -> None:
        """Say why, and offer to try `again` first, or where that leads nowhere another database."""
        if self._refused is None:  # made for the first fault: the window is painted without it
            self._refused = self._make_refused()
            self._box.insertWidget(1, self._refused, 100)
        self._opening.hide()
        self._why.setText(why)
        self._why.setAccessibleName(why)
        for one, leads in zip(self._buttons, (again, not again), strict=True):
            step_back(one, back=not leads)
        self._refused.show()

    def _make_refused(self) -> QWidget:
        """What is in the middle of the page: a picture, what has happened and why, and what can be done."""
        picture = QLabel()
        picture.setPixmap(icons.pixmap("warning", self._dress.tokens.negative, 32))
        title = self._dress.say(label(kind="section"), "window-not-open")
        self._why = label(kind="secondary", wrap=True, selectable=True)
        for one in (picture, title, self._why):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._why.setFixedWidth(_WIDTH)
        for kind, said, way in (("primary", "action-retry", self.again), ("", "database-open-dots", self.other)):
            self._buttons.append(self._dress.say(button(kind), said))
            self._buttons[-1].clicked.connect(way)
        lines = (picture, title, across(None, self._why, None), across(None, *self._buttons, None))
        return plain(stacked(None, *lines, None, gap=12))
