"""The pane at the right of a list: one record, read when it becomes current."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLayout, QStackedWidget, QVBoxLayout, QWidget

from talentapp.domain.errors import TalentError
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.widgets import Column, EmptyState, Title, label, stacked

_REST = 60  # milliseconds
_LOWER = 3  # the middle of a chip, below its top, is that of a title's line


def at_first_line(chip: QWidget | QLayout) -> QVBoxLayout:
    """What stands beside a name, at its first line where it takes several."""
    return stacked(chip, None, gap=0, margins=(0, _LOWER, 0, 0))


class DetailPane(QFrame):
    """Shows a record in `box`, made anew by `fill` for each one. Without a record it says so, where one
    can be chosen.

    With `jobs`, what there is to `read` of a record is read beside the window's thread; the record before stays until
    then.
    """

    lost_focus = Signal()  # what had the focus in it is gone: another record is shown, or this one as it is now

    def __init__(self, dress: Dress, icon: str, nothing: str, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.dress = dress
        self.record_id: int | None = None
        self._column = Column(gap=8)
        self._column.lost_focus.connect(self.lost_focus)
        self._pages = QStackedWidget()
        self._pages.setContentsMargins(1, 0, 0, 0)
        self._pages.addWidget(self._column)
        self._none = EmptyState(dress, icon, nothing, nothing + "-text")
        self._pages.addWidget(self._none)
        self._several = Column(gap=8)
        self._blank = QFrame()
        self._icon = icon
        self._foretold: EmptyState | None = None
        self._foretells = False
        self._something = True  # there is something to choose
        self._said = ""  # that several are selected, while they are
        self._pages.addWidget(self._several)
        self._pages.addWidget(self._blank)
        self.setLayout(stacked(self._pages))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self._reading: Reading | None = None
        if jobs is not None:
            self._reading = Reading(jobs, self)
            self._reading.done.connect(self._build)
            self._reading.failed.connect(self._refuse)
        dress.say(self, name="pane-detail")

    @property
    def box(self) -> QVBoxLayout:
        """Where `fill` puts its widgets."""
        return self._column.box

    def show_soon(self, record_id: int | None) -> None:
        """Show a record when the list has come to rest: typing and moving on are never held up by a card."""
        self.record_id = record_id
        self._soon.start(_REST)

    def show_several(self, said: str, who: Sequence[tuple[str, str]] = (), more: str = "") -> None:
        """Say that several records are selected and which, each in a line and one under it, rather than show one of
        them; with "" the current one is shown."""
        before, self._said = self._said, said
        self._several.start_over()
        if said:
            self._several.box.addWidget(Title(said))
            for name, under in who:
                lines = [label(name, "strong", wrap=True), *([label(under, "caption", wrap=True)] if under else ())]
                self._several.box.addLayout(stacked(*lines, gap=0))
            if more:
                self._several.box.addWidget(label(more, "caption"))
            self._several.box.addStretch(1)
            self._several.settle()
            self._show_page(2)
        elif before:
            self.show_id(self.record_id)

    def offer(self, something: bool) -> None:
        """Say whether the list has something to choose; where it has nothing, it says itself what to do."""
        self._something = something
        if self._pages.currentWidget() in (self._none, self._blank):
            self._show_page(1)

    def say_before(self, title: str, text: str) -> None:
        """Say what will be here, rather than nothing, while the list has nothing to choose; with "" nothing again."""
        if title and self._foretold is None:
            self._foretold = EmptyState(self.dress, self._icon, title, text)
            self._pages.addWidget(self._foretold)
        self._foretells = bool(title)
        if self._pages.currentWidget() in (self._blank, self._foretold):
            self._show_page(1)

    def show_id(self, record_id: int | None) -> None:
        """Show a record, or none."""
        self._soon.stop()
        self.record_id = record_id
        if self._reading is not None:
            self._reading.drop()
        if record_id is None:
            self._column.start_over()
            self._show_page(1)
        elif self._reading is not None:
            self._reading.ask(partial(self.read, record_id))
        else:
            self._build(record_id)

    def read(self, record_id: int) -> Any:
        """What `fill` needs of a record. Called beside the window's thread: touches no widget."""
        raise NotImplementedError

    def fill(self, found: Any) -> Iterable[object] | None:
        """Put the record's widgets into `box`, from what was read, or from its id where nothing is.

        May yield where the rest can wait for the next turn of the loop.
        """
        raise NotImplementedError

    def _show(self) -> None:
        self.show_id(self.record_id)

    def _build(self, found: Any) -> None:
        self._column.fill(self._parts(found))
        self._show_page(0)

    def _show_page(self, number: int) -> None:
        blank = 4 if self._foretells else 3
        self._pages.setCurrentIndex(2 if self._said else number if number != 1 or self._something else blank)

    def _parts(self, found: Any) -> Iterable[object]:
        try:
            yield from self.fill(found) or ()
        except TalentError as error:
            self.box.addWidget(label(self.dress.words.error(error), "secondary", wrap=True))
        self.box.addStretch(1)

    def _refuse(self, error: Exception) -> None:
        words = self.dress.words
        said = words.error(error) if isinstance(error, TalentError) else words("error-unexpected")
        self._column.start_over()
        self.box.addWidget(label(said, "secondary", wrap=True))
        self.box.addStretch(1)
        self._show_page(0)

    def heading(self, text: str) -> None:
        """A heading inside the pane."""
        self.box.addSpacing(8)
        self.box.addWidget(label(text, "section"))
