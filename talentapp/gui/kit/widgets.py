"""The small widgets that the screens are made of. Each is given the `Dress` and speaks through it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.laid_out import items_of
from talentapp.gui.kit.tokens import SCROLL_WIDTH
from talentapp.gui.kit.worded import Worded

Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
_ICON_BUTTON, _CONTROL, _READ = 40, 112, 56  # least widths: of a button without words, another control, elided words
_Box = TypeVar("_Box", bound=QBoxLayout)
_WORD = 24  # characters after which a word may be broken
_END = object()


def label(text: str = "", kind: str = "", wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of one of the style sheet's kinds: title, section, strong, score, secondary, caption."""
    made = QLabel(_breakable(text) if wrap and not selectable else text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _breakable(text: str) -> str:
    """A text in which a word longer than a column is wide can be broken; the breaks are not for copying."""
    if len(text) < _WORD and "@" not in text:
        return text
    text = re.sub(r"(?<=[!-~])@(?=[!-~])", "\u200b@", text)  # an address, best before its host
    return re.sub(rf"[!-\u2e7f]{{{_WORD}}}(?=[!-\u2e7f]{{8}})", "\\g<0>\u200b", text)


class Title(QLabel):
    """A name over a card: on one line where there is room, on several where there is none."""

    def __init__(self, text: str, kind: str = "title") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.heightForWidth(width))


class Button(Worded):
    """A push button, pressed by Enter as well as by Space. One that `shrinks` gives up its words before its icon where
    there is no room."""

    shrinks = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif Qt.Key.Key_Left <= event.key() <= Qt.Key.Key_Down and self.group() is None:
            event.ignore()  # they scroll the page: Qt would take them for Tab
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(_ICON_BUTTON, whole.height()) if self.shrinks and not self.icon().isNull() else whole

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.shrinks or self.width() >= self.sizeHint().width():
            super().paintEvent(event)
            return
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # late, as below: 4 ms of a start

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # a screen reader still has the words
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.width() < self.sizeHint().width():
            from PySide6.QtWidgets import QToolTip

            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self.text(), self)
            return True
        return super().event(event)


class Deliberate(Button):
    """A button that a double click presses once; not at all where the first click fell on what was there before."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class Actions(QHBoxLayout):
    """What can be done on a page, at the right of its heading. Where room is short, buttons give up their words one
    after another, the primary one last."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(8)

    def setGeometry(self, rect: QRect) -> None:
        QLayout.setGeometry(self, rect)
        items = self._shown()
        widths = [item.sizeHint().width() for item in items]
        over = sum(widths) + self.spacing() * (len(items) - 1) - rect.width()
        for at in sorted(range(len(items)), key=lambda at: _gives_way(items[at].widget())):
            if over > 0:
                least = self._least(items[at])
                narrower = least if isinstance(items[at].widget(), Button) else max(least, widths[at] - over)
                over -= widths[at] - narrower
                widths[at] = narrower
        right = rect.right() + 1
        for item, width in zip(reversed(items), reversed(widths), strict=True):
            height = min(item.sizeHint().height(), rect.height())
            item.setGeometry(QRect(right - width, rect.top() + (rect.height() - height) // 2, width, height))
            right -= width + self.spacing()

    def minimumSize(self) -> QSize:
        items = self._shown()
        width = sum(map(self._least, items)) + self.spacing() * max(len(items) - 1, 0)
        return QSize(width, super().minimumSize().height())

    def _shown(self) -> list[QWidgetItem]:
        return [item for item in items_of(self) if isinstance(item, QWidgetItem) and not item.isEmpty()]

    def _least(self, item: QWidgetItem) -> int:
        widget, width = item.widget(), item.sizeHint().width()
        if isinstance(widget, QLabel):
            return 0 if isinstance(widget, Elided) else width
        return widget.minimumSizeHint().width() if isinstance(widget, Button) else min(width, _CONTROL)

    def addWidget(self, widget: QWidget, *place: Any) -> None:
        """Put a widget at the end."""
        self.insertWidget(self.count(), widget, *place)

    def insertWidget(self, at: int, widget: QWidget, *place: Any) -> None:
        """Put a widget before others."""
        if isinstance(widget, Button):
            widget.shrinks = True
        super().insertWidget(at, widget, *place)


def _gives_way(one: QWidget | None) -> int:
    """In which order: what is no button first, last the primary button and what `keeps` its words."""
    kept = one is not None and (one.property("kind") == "primary" or one.property("keeps"))
    return 2 if kept else 1 if isinstance(one, Button) else 0


def button(kind: str = "", *, deliberate: bool = False) -> Button:
    """A push button: "", primary, danger, quiet or icon."""
    made = Deliberate() if deliberate else Button()
    if kind:
        made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def stacked(*items: QWidget | QLayout | None, gap: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """A column of widgets; None is a stretch."""
    return _filled(QVBoxLayout(), items, gap, margins)


def across(*items: QWidget | QLayout | None, gap: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """A line of widgets; None is a stretch."""
    return _filled(QHBoxLayout(), items, gap, margins)


def _filled(box: _Box, items: Iterable[Any], gap: int, margins: Margins) -> _Box:
    box.setContentsMargins(*margins)
    box.setSpacing(gap)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


def plain(layout: QLayout) -> QWidget:
    """A layout as a widget without a ground of its own."""
    made = QWidget()
    made.setObjectName("plain")
    made.setLayout(layout)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, and delete it when Qt next idles."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
            inner.deleteLater()


def rule() -> QFrame:
    """A line one pixel thin between two parts."""
    made = QFrame()
    made.setObjectName("rule")
    made.setFixedHeight(1)
    return made


def card(layout: QLayout | None = None) -> QFrame:
    """A bordered surface with the usual padding."""
    made = QFrame()
    made.setObjectName("card")
    if layout is not None:
        layout.setContentsMargins(16, 12, 16, 12)
        made.setLayout(layout)
    return made


class ClickableCard(QAbstractButton):
    """A card that opens something, by mouse, Enter or Space; a screen reader takes it for the button that it is."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("card")
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # a button's own never shrinks
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def choose(self, chosen: bool) -> None:
        """Mark the card as the one in view."""
        self.setProperty("chosen", chosen)
        self.style().unpolish(self)
        self.style().polish(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        from PySide6.QtWidgets import QStyle, QStyleOption

        option, painter = QStyleOption(), QPainter(self)
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        ring(self, painter)


def ring(widget: QWidget, painter: QPainter) -> None:
    """Draw a ring around a widget where it has the focus by the keys."""
    from talentapp.gui.kit.focus import ringed

    if ringed(widget):
        pen = painter.pen()
        pen.setColor(widget.palette().accent().color())
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Elided(QLabel):
    """A label of one line with dots at its end or in its middle where there is no room, and all of it in its tip."""

    def __init__(
        self, text: str = "", kind: str = "caption", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight
    ) -> None:
        super().__init__()
        self._mode = mode
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def text(self) -> str:
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitted = re.sub(r"[\s•·,，、]+…$", "…", self.fontMetrics().elidedText(self._whole, self._mode, self.width()))
        super().setText(fitted if fitted == self._whole or self.width() >= _READ else "")  # a sliver tells nothing


class EmptyState(QWidget):
    """What to do where there is nothing to show yet."""

    def __init__(self, dress: Dress, icon: str, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading = dress.say(label(kind="section"), title)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = label(kind="secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMaximumWidth(420)
        self.tell(text)
        line = across(None, self._words, None)
        line.setStretch(1, 100)  # as wide as there is room for, up to its most
        inner = stacked(self._picture, self._heading, line, gap=8)
        self._buttons = buttons
        if buttons:
            inner.addSpacing(8)
            inner.addLayout(across(None, *buttons, None))
        self.setLayout(stacked(None, inner, None, margins=(24, 24, 24, 24)))
        dress.changed.connect(self._redraw)
        self._redraw()

    def tell(self, text: str, **facts: Any) -> None:
        """Say another message below the title."""
        self._dress.say(self._words, text, **facts)

    def retitle(self, title: str, text: str) -> None:
        """Say another title, and another message below it."""
        self._dress.say(self._heading, title)
        self.tell(text)

    @property
    def first_offered(self) -> QPushButton | None:
        """The first of the buttons, where any is offered."""
        return next((one for one in self._buttons if not one.isHidden()), None)

    def leave_to(self, text: str) -> None:
        """Offer nothing, and say instead who does it: for a role that may only look."""
        self.tell(text)
        for one in self._buttons:
            one.hide()

    @property
    def text(self) -> str:
        """What is said below the title."""
        return self._words.text()

    def _redraw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._dress.tokens.muted, 32))


def mark_wrong(box: QWidget, text: str) -> None:
    """Mark what is typed in as wrong, and tell a screen reader why; or with "" as right again."""
    box.setProperty("wrong", bool(text))
    box.style().unpolish(box)
    box.style().polish(box)
    box.setAccessibleDescription(text)


def settle(holder: QWidget) -> None:
    """Lay out what has been put into a widget, now. Qt alone takes several rounds and paints squeezed cards between."""
    for one in holder.findChildren(QWidget):
        if not one.isWindow() and not one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            one.show()  # a layout would do it later
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


class _Inner(QWidget):
    """What a column scrolls. The least height of a layout with texts that break is that of them at their narrowest:
    far too high. What they need at their width is asked for besides. No word is so long that what stands beside it is
    pushed out of the column."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0 if self.hasHeightForWidth() else super().minimumSizeHint().height())


class Column(QScrollArea):
    """A scrolling column of cards and texts. Its scroll bar lies in the margin at the right: nothing moves for it."""

    lost_focus = Signal()  # what had the focus is gone, as the column is made anew

    def __init__(self, margins: Margins = (24, 20, 24, 24), gap: int = 12) -> None:
        super().__init__()
        self._margins = margins
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = _Inner()
        inner.setObjectName("plain")
        self.box = stacked(gap=gap, margins=margins)
        inner.setLayout(self.box)
        self.setWidget(inner)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)
        self._room: QSpacerItem | None = None  # below what there is so far, while more is to come
        self._parts: Iterator[object] = iter(())
        self._stood = 0  # where it stood before it was filled anew, until there is as much again
        self.verticalScrollBar().actionTriggered.connect(self._let_go)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._go_on)

    def _make_room(self, _least: int, most: int) -> None:
        left, top, right, bottom = self._margins
        self.box.setContentsMargins(left, top, max(right - SCROLL_WIDTH, 0) if most else right, bottom)

    def turn_page(self, pages: int) -> None:
        """Scroll so many pages down, or up."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}  # as PgUp and PgDn, which Qt knows
        if event.key() in ends and not event.modifiers():
            bar.setValue(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def start_over(self) -> None:
        """Empty the column and scroll to its top."""
        self._next.stop()
        focus = QApplication.focusWidget()
        lost = focus is not None and self.isAncestorOf(focus)
        self._room = None
        empty(self.box)
        self._stood = 0
        self.verticalScrollBar().setValue(0)
        if lost:
            self.lost_focus.emit()

    def fill(self, parts: Iterable[object], *, stays: bool = False) -> None:
        """Show anew what `parts` puts into `box`, laid out after each of its yields; from its top, or where it `stays`
        what it was, from where one was reading.

        What comes after a yield waits for a later turn of the loop, so that no long card holds the window up.
        """
        place = (self._stood or self.verticalScrollBar().value()) if stays else 0
        self.start_over()
        self._stood = place
        self._parts = iter(parts)
        self._go_on()

    def _go_on(self) -> None:
        if self._room is not None:
            self.box.removeItem(self._room)
            self._room = None
        more = next(self._parts, _END) is not _END
        if more:  # what is there so far is not stretched to the height of what is to come
            self._room = QSpacerItem(0, 0)
            self.box.addItem(self._room)
            self.box.setStretch(self.box.count() - 1, 1)
        self.settle()
        if more:
            self._next.start(0)

    def settle(self) -> None:
        """Lay out what has been put in, now."""
        settle(self)
        if self._stood:
            bar = self.verticalScrollBar()
            bar.setValue(self._stood)
            if bar.value() == self._stood:
                self._stood = 0

    def _let_go(self) -> None:
        """Somebody scrolls: where it stood before is of no matter any more."""
        self._stood = 0
