"""What becomes of things side by side on a narrow page. A list and what is read of it fold: the list, and over it what
Enter opens and Esc closes, as in the mail of a telephone. What is of one kind stands one under the other."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QWidget

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.laid_out import items_of
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.widgets import Column, across, button, rule, stacked

_ANY_WIDTH = 16_777_215  # Qt's own: no limit
_SCROLLS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_End: 1000, Qt.Key.Key_Home: -1000}
_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class Folding(QWidget):
    """A list, and at its side panes of which one is in view at most. Narrower than `below` it is folded: the list
    alone, or while somebody is `reading` the pane alone, under a bar that leads back."""

    turned = Signal()  # it is folded now or no longer, or something else is in view

    def __init__(
        self, dress: Dress, main: QWidget, below: int, *, gap: int = 0, shares: tuple[int, int] = (1, 0),
        at_left: bool = True, opens: str = "pane-detail",
    ) -> None:  # fmt: skip
        """The list, `main`, is `at_left` or at the right. `shares` of the room that is over go to it and to its side;
        what has none is as wide as `widen` says. `opens` is what the button says that turns to what is read; whoever
        makes a folding puts it where it is to stand."""
        super().__init__()
        self.setObjectName("plain")
        self.folded = self.reading = False
        self._something = True  # there is something to be read
        self._main, self._below, self._shares, self._width = main, below, shares, 0
        self._panes: list[QWidget] = []
        self._tables: dict[RecordTable, Callable[[int], object] | None] = {}
        self._lands: Callable[[], QWidget] | None = None
        say = dress.say
        self.opener = say(button(), opens, tip="fold-open-tip", icon="chevron-right")
        self.opener.setProperty("keeps", True)
        self.back = say(button("quiet"), "action-back", tip="fold-back-tip", icon="back")
        self._before = say(button("icon"), name="fold-before", tip="fold-before", icon="chevron-up")
        self._next = say(button("icon"), name="fold-next", tip="fold-next", icon="chevron-down")
        self.leading = (self.back, self._before, self._next)
        self.opener.clicked.connect(self.read)
        self.back.clicked.connect(self.leave)
        self._before.clicked.connect(self._to_before)
        self._next.clicked.connect(self._to_next)
        self._bar = QFrame()
        self._bar.setObjectName("foldbar")
        self._bar.setLayout(stacked(across(self.back, None, self._before, self._next, margins=(16, 6, 16, 6)), rule()))
        self._side = QWidget()
        self._side.setObjectName("plain")
        self._parts = stacked(self._bar, gap=0)
        self._side.setLayout(self._parts)
        for one in (self.opener, *self.leading, self._bar, self._side):
            one.hide()
        parts = ((main, shares[0]), (self._side, shares[1]))
        line = across(gap=gap)
        for part, share in parts if at_left else reversed(parts):
            line.addWidget(part, share)
        self.setLayout(line)

    def add(self, pane: QWidget) -> None:
        """Put a pane at the side of the list."""
        self._panes.append(pane)
        self._parts.addWidget(pane)
        self._side.setVisible(not self.folded)
        self._fit()

    def widen(self, width: int) -> None:
        """Give the part that does not grow this width, where it is not alone."""
        self._width = width
        self._fit()

    def offer(self, something: bool) -> None:
        """Say whether there is something to be read: what is empty leads nowhere."""
        self._something = something
        self.opener.setVisible(self._opens())

    def follow(self, table: RecordTable, opened: Callable[[int], object] | None = None) -> None:
        """Read what is current in a table of the list: where the two are folded, Enter or a double click turns to it,
        else it is `opened`. J and K go to the next and the one before while one is read. Of several the one in view."""
        self._tables[table] = opened
        table.opened.connect(self._open)

    def land_on(self, one: Callable[[], QWidget]) -> None:
        """What gets the focus when something is read, where it is not what leads back."""
        self._lands = one

    def read(self) -> bool:
        """Turn from the list to what is read of it. False where there is no need to."""
        if not self.folded or self.reading or not self._panes:
            return False
        self._turn(reading=True, focus=self.back)
        self.front(self.back).setFocus()
        return True

    def leave(self) -> bool:
        """Turn back to the list. False where it is in view."""
        if not self.reading:
            return False
        self._turn(reading=False, focus=self._table)
        return True

    def front(self, one: QWidget) -> QWidget:
        """Something of the list, or where that is folded away, what leads back to it: what can have the focus."""
        return one if not self.reading else self._lands() if self._lands is not None else self.back

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key that nobody nearer to the focus had use for is one for whoever reads, which it does then: Esc
        leads back, J and K to the next and the one before, and what is longer than the page is scrolled."""
        if not (self.reading and self.isVisible()) or event.modifiers():
            return False
        key = Qt.Key(event.key())
        if key in _STEPS and (table := self._table) is not None:
            table.step(_STEPS[key])
        elif key in _SCROLLS:
            self._scroll(_SCROLLS[key])
        else:
            return key == Qt.Key.Key_Escape and self.leave()
        return True

    # How it is done

    def minimumSizeHint(self) -> QSize:
        """Of the larger part: before there is no room for both, it is folded; then as high as the one in view."""
        main, side = self._main.minimumSizeHint(), self._side.minimumSizeHint()
        whole = main.expandedTo(side)
        return QSize(whole.width(), (side if self.reading else main).height()) if self.folded else whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = event.size().width() < self._below
        if folded != self.folded:
            focus = QApplication.focusWidget()
            self.folded = folded
            self._fit()
            inside = focus is not None and self._side.isAncestorOf(focus)
            self._turn(reading=folded and inside, focus=None)

    @property
    def _table(self) -> RecordTable | None:
        return next((one for one in self._tables if one.isVisibleTo(self._main)), None)

    def _open(self, record_id: int) -> None:
        opened = self._tables[self.sender()]  # type: ignore[index]
        if not self.read() and opened is not None:
            opened(record_id)

    def _to_before(self) -> None:
        if (table := self._table) is not None:
            table.step(-1)

    def _to_next(self) -> None:
        if (table := self._table) is not None:
            table.step(1)

    def _scroll(self, pages: int) -> None:
        column = next((one for one in self._side.findChildren(Column) if one.isVisible()), None)
        if column is not None:
            bar = column.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())

    def _turn(self, *, reading: bool, focus: QWidget | None) -> None:
        self.reading = reading
        both = not self.folded and bool(self._panes)
        self._bar.setVisible(reading and self._bar.isAncestorOf(self.back))
        for one in self.leading:
            one.setVisible(reading and (one is self.back or bool(self._tables)))
        self.opener.setVisible(self._opens())
        stays, goes = (self._side, self._main) if reading else (self._main, self._side)
        stays.show()
        if focus is not None:
            focus.setFocus()  # before what has it goes
        goes.setVisible(both)
        self.turned.emit()

    def _opens(self) -> bool:
        return self.folded and not self.reading and bool(self._panes) and self._something

    def _fit(self) -> None:
        """What does not grow has its width beside the other, and what room there is alone."""
        fixed = [self._main] if not self._shares[0] else self._panes if not self._shares[1] else []
        for one in fixed if self._width else ():
            one.setMinimumWidth(0 if self.folded else self._width)
            one.setMaximumWidth(_ANY_WIDTH if self.folded else self._width)


class Abreast(QBoxLayout):
    """Parts of one width side by side; narrower than `below` one under the other."""

    def __init__(self, below: int, gap: int = 16) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)
        self._below = below

    def setGeometry(self, rect: QRect) -> None:
        self._turn(rect.width())
        super().setGeometry(rect)

    def heightForWidth(self, width: int) -> int:
        """Also for a width that it is asked about and does not get. It turns with the width that it gets alone: to turn
        is to ask for a new layout, which asks again, without end where one is narrow and the other wide."""
        if self._way(width) is self.direction() or not self.hasHeightForWidth():
            return super().heightForWidth(width)
        items = [item for item in items_of(self) if not item.isEmpty()]
        under = self._way(width) is QBoxLayout.Direction.TopToBottom
        gaps = self.spacing() * max(len(items) - 1, 0)
        each = width if under or not items else (width - gaps) // len(items)
        heights = [
            item.heightForWidth(each) if item.hasHeightForWidth() else item.sizeHint().height() for item in items
        ]
        return sum(heights) + gaps if under else max(heights, default=0)

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in items_of(self)), default=0)
        return QSize(widest, super().minimumSize().height())

    def _way(self, width: int) -> QBoxLayout.Direction:
        return QBoxLayout.Direction.TopToBottom if width < self._below else QBoxLayout.Direction.LeftToRight

    def _turn(self, width: int) -> None:
        if self._way(width) is not self.direction():
            self.setDirection(self._way(width))
