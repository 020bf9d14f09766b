"""What all screens share: a heading with actions, a place for faults, and refreshing when a kind has changed."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.error_bar import ErrorBar
from talentapp.gui.kit.folding import Folding
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.tokens import (
    CONTROL_HEIGHT,
    DETAIL_WIDTH,
    FOLD_BELOW,
    GUTTER,
    LOW_BELOW,
    NARROW_BELOW,
    NARROW_DETAIL_WIDTH,
    PAGE_MARGIN,
    TIGHT_BELOW,
)
from talentapp.gui.kit.waiting import WaitBar
from talentapp.gui.kit.widgets import Actions, Elided, across, label, plain, stacked
from talentapp.wording import Wording

_COUNT_WIDTH = 108  # of what is said beside the title: a number and what it is of


def off_gutter(*parts: QWidget) -> QVBoxLayout:
    """What is no column, in a body that reaches into the margin at the right."""
    return stacked(*parts, gap=12, margins=(0, 0, GUTTER, 0))


class _Count(Elided):
    """What is said beside the title. Where room is short, buttons give up their words before it is cut."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setMinimumWidth(min(self.fontMetrics().horizontalAdvance(text) + 2, _COUNT_WIDTH))


class Screen(QWidget):
    """A page of the window. Subclasses fill `body`, and read their data in `refresh`."""

    changed = Signal(object)  # frozenset[Kind]: what a use case has changed
    wanted = Signal(str, object)  # another page, and the id to show there or None
    edited = Signal(object)  # EditResult: what was done by hand, which Ctrl+Z takes back
    said = Signal(str, bool)  # what has just been done, and whether Ctrl+Z takes it back: for the foot of the window
    stepped = Signal(str, bool, bool)  # the same of a step of the page's own, and whether Ctrl+Shift+Z does it again
    wrote = Signal(str)  # the path of what has just been written: for the foot of the window, too
    cares_for: ClassVar[frozenset[Kind]] = frozenset()
    home = ""  # the page of the navigation that it belongs to, where it has none of its own

    def __init__(self, dress: Dress, jobs: Jobs, title: str, bottom: int = PAGE_MARGIN) -> None:
        super().__init__()
        self.dress = dress
        self.jobs = jobs
        self._stale = True
        self._narrow = self._low = False
        self._refuses = False  # whether what stands in the bar of faults is a refusal
        self.heading = dress.say(label(kind="title"), title)
        self.subheading = _Count(kind="secondary")
        self.at_right = Actions()
        self.head = across(self.heading, self.subheading, self.at_right, gap=12, margins=(0, 0, GUTTER, 0))
        self.head.setStretch(1, 1)
        self.heading.setMinimumHeight(CONTROL_HEIGHT)  # with buttons beside it or without
        self.error = ErrorBar(dress)
        self.waiting = WaitBar(dress, jobs)
        self._bottom = bottom
        self.body = stacked(gap=12, margins=(0, 0, GUTTER, 0))
        told = stacked(self.error, self.waiting, gap=12, margins=(0, 0, GUTTER, 0))
        self._outer = stacked(self.head, told, self.body, gap=12)
        self._outer.setStretch(2, 1)
        self._surround(tight=False)
        self.fold = Folding(dress, plain(self._outer), FOLD_BELOW)
        self.fold.turned.connect(self._refit)
        self.setLayout(stacked(self.fold))
        dress.changed.connect(self._redressed)

    def _surround(self, *, tight: bool) -> None:
        """Put the usual margins around the page; or `tight` ones, where every line of it counts."""
        top, bottom = (12, min(self._bottom, 12)) if tight else (20, self._bottom)
        self._outer.setContentsMargins(PAGE_MARGIN, top, PAGE_MARGIN - GUTTER, bottom)

    def use_gutter(self) -> None:
        """Let the body reach into the margin at the right: for bodies that are a column, whose scroll bar lies there.

        What is no column keeps out of it by a margin of `GUTTER` of its own (`off_gutter`).
        """
        self.body.setContentsMargins(0, 0, 0, 0)

    def split(self, main: QWidget, detail: QWidget) -> None:
        """Fill the page, and put a pane beside it that reaches from the top to the bottom of the window."""
        self.body.addWidget(main)
        self.put_beside(detail)

    def put_beside(self, pane: QWidget) -> None:
        """Put a pane at the right of the page, which grows narrow with it, and folds over it where it is too narrow."""
        self.fold.add(pane)
        if self.at_right.indexOf(self.fold.opener) < 0:
            self.at_right.insertWidget(0, self.fold.opener)
        self.fit(narrow=self._narrow)

    def beside(
        self, main: QWidget, detail: QWidget, opens: str = "pane-detail", below: int = FOLD_BELOW - 2 * PAGE_MARGIN
    ) -> Folding:
        """A list of its own width and what is read of it, which has the rest, for the body of the page. The heading
        stays over both, and where they fold, the way there and back is in it."""
        made = Folding(self.dress, main, below, gap=16, shares=(0, 1), opens=opens)
        made.add(detail)
        back, before, after = made.leading
        self.head.insertWidget(0, back)
        self.at_right.insertWidget(0, after)
        self.at_right.insertWidget(0, before)
        self.at_right.insertWidget(0, made.opener)
        made.turned.connect(self._refit)
        return made

    def turn_back(self) -> None:
        """Show what the page is worked from, where something was read in its place."""
        for one in self.findChildren(Folding):
            one.leave()

    def fit(self, narrow: bool) -> None:
        """Take the widths for a narrow page, or the usual ones."""
        self.fold.widen(NARROW_DETAIL_WIDTH if narrow else DETAIL_WIDTH)

    def fit_height(self, low: bool) -> None:
        """Take the heights for a low page, or the usual ones."""

    @property
    def words(self) -> Wording:
        """The wording in the language of the moment."""
        return self.dress.words

    def refresh(self) -> None:
        """Read the data again and show them."""

    def show_record(self, record_id: Any) -> None:
        """Show one record, asked for by another screen."""

    def forget_lead(self) -> None:
        """Show what somebody has chosen here, where another screen has since asked for something else."""

    def take_back(self) -> bool:
        """Take back what was done last on this page, where that is the page's own affair and no change of records;
        False where there is no such thing."""
        return False

    def do_again(self) -> bool:
        """Do again what was taken back last on this page; False where nothing was done here that is its own affair."""
        return False

    def search(self) -> None:
        """Put the cursor into the search, where there is one."""

    def focus_first(self) -> None:
        """Give the focus to the widget that the screen is worked from."""

    def note(self, kinds: frozenset[Kind], done: bool = True) -> None:  # noqa: ARG002
        """Hear that data have changed; read again now if visible, else when next shown. `done` is whether somebody has
        done something here: else they are only read again."""
        if kinds & self.cares_for:
            self._stale = True
            if self.isVisible():
                self._catch_up()

    def fail(self, error: Exception) -> None:
        """Show a fault in place. An unexpected one was logged where it was caught, and is not explained here."""
        if not isinstance(error, TalentError):
            self.error.show_text(self.words("error-unexpected"))
        elif error.code is Fault.NOTHING_TO_RECOMMEND:
            to_import = partial(self.wanted.emit, "imports", None)
            self.error.show_text(self.words.error(error), self.words("nav-imports"), to_import)
        elif error.code in (Fault.RECORD_STALE, Fault.RECORD_GONE):
            self.error.show_text(self.words.error(error), self.words("keys-reload"), self.refresh)
        else:
            self.error.show_text(self.words.error(error))

    def refuse(self, text: str, remedy: str, mend: Callable[[], object]) -> None:
        """Say for as long as the page is in view why something cannot be done in this role, and offer what helps."""
        self._refuses = True
        self.error.show_text(text, remedy, mend)

    def forget_fault(self) -> None:
        """Tell no more what could not be done, but for what cannot be in this role."""
        if not self._refuses:
            self.error.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._refuses:
            self._refuses = False
            self.error.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.dress.catch_up(self)
        if self._stale:
            self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self.fit(narrow)
        height = self._in_view(event.size().height())
        self._surround(tight=height < TIGHT_BELOW)
        low = height < LOW_BELOW
        if low != self._low:
            self._low = low
            self.fit_height(low)

    def _in_view(self, height: int) -> int:
        """How much of its height is in view: a page that needs more than the window has is scrolled."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return height if around is None else min(height, around.viewport().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(one.takes(event) for one in self.findChildren(Folding)):
            super().keyPressEvent(event)

    def _refit(self) -> None:
        self.fit(self._narrow)

    def _catch_up(self) -> None:
        self._stale = False
        try:
            self.refresh()
        except TalentError as error:
            self.fail(error)

    def _redressed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._catch_up()
