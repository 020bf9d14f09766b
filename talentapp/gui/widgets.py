"""The small widgets that the screens are made of. Each is given the `Dress` and speaks through it."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from talentapp.gui import icons
from talentapp.gui.dress import Dress
from talentapp.gui.tokens import CAPTION, PILL_HEIGHT

Margins = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)
_Box = TypeVar("_Box", bound=QBoxLayout)


def label(text: str = "", kind: str = "", wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of one of the style sheet's kinds: title, section, strong, score, secondary, caption."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if kind:
        made.setProperty("kind", kind)
    if wrap:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(kind: str = "") -> QPushButton:
    """A push button: "", primary, quiet or icon."""
    made = QPushButton()
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


class ClickableCard(QFrame):
    """A card that opens something, by mouse, Enter or Space."""

    clicked = Signal()

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("card")
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def choose(self, chosen: bool) -> None:
        """Mark the card as the one in view."""
        self.setProperty("chosen", chosen)
        self.style().unpolish(self)
        self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            pen = painter.pen()
            pen.setColor(self.palette().accent().color())
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class Chip(QLabel):
    """A word on a soft ground: a concept, a skill, or with a tone a state."""

    def __init__(self, dress: Dress, text: str, tone: str = "grey", widest: int = 260) -> None:
        super().__init__()
        self._dress = dress
        self._tone = tone
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        self.setFont(font)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, widest - 16)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(shown)
        if shown != text:
            self.setToolTip(text)
        self.setAccessibleName(text)
        self.setFixedSize(metrics.horizontalAdvance(shown) + 17, PILL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tone = getattr(self._dress.tokens, self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setPen(QColor(tone.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Elided(QLabel):
    """A caption of one line that ends in dots where there is no room, with all of it in its tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "caption")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def show_text(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class Flow(QLayout):
    """Lays its widgets out like words, line after line."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._items)
        return QSize(min(width, 320), self.heightForWidth(min(max(width, 1), 320)))

    def minimumSize(self) -> QSize:
        return QSize(max((item.sizeHint().width() for item in self._items), default=0), PILL_HEIGHT)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, move: bool) -> int:
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            size = item.sizeHint()
            if left > rect.left() and left + size.width() > rect.right() + 1:
                left, top, line = rect.left(), top + line + self._gap, 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self._gap
            line = max(line, size.height())
        return top + line - rect.top()


class Chips(QWidget):
    """A run of chips that breaks into lines."""

    def __init__(self, dress: Dress, texts: Sequence[str], tone: str = "grey", limit: int = 0) -> None:
        super().__init__()
        self.setObjectName("plain")
        flow = Flow()
        self.setLayout(flow)
        shown = texts[:limit] if limit else texts
        for text in shown:
            flow.addWidget(Chip(dress, text, tone))
        if len(shown) < len(texts):
            more = label(f"+{len(texts) - len(shown)}", "caption")
            more.setFixedHeight(PILL_HEIGHT)
            more.setToolTip("\n".join(texts[len(shown) :]))
            flow.addWidget(more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class Choice(QComboBox):
    """A drop-down whose chevron is drawn with the window's own stroke. Its values stay Python objects."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._values: list[Any] = []
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one ignores the style sheet
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    @property
    def value(self) -> Any:
        """The value of the chosen entry, or None."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def offer(self, entries: Sequence[tuple[str, object]]) -> None:
        """Replace the entries (label, value), keeping the chosen value where it is still offered."""
        chosen = self.value
        self.blockSignals(True)
        self.clear()
        self._values = [value for _, value in entries]
        self.addItems([text for text, _ in entries])
        self.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0 if entries else -1)
        self.blockSignals(False)

    def narrow(self, characters: int) -> None:
        """Keep to a width that long entries do not decide; the opened list is as wide as they are."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(characters)
        self.view().setMinimumWidth(320)

    def choose(self, value: object) -> None:
        """Choose the entry of this value."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = self._dress.tokens.secondary if self.isEnabled() else self._dress.tokens.disabled
        box = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        icons.draw(QPainter(self), "chevron-down", colour, box)


class SearchField(QLineEdit):
    """A line for searching, with a magnifier in it; Esc empties it."""

    def __init__(self, dress: Dress, hint: str) -> None:
        super().__init__()
        self._dress = dress
        self.setProperty("kind", "search")
        self.setClearButtonEnabled(False)
        dress.say(self, hint=hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = QRectF(9, (self.height() - 16) / 2, 16, 16)
        icons.draw(QPainter(self), "search", self._dress.tokens.muted, box)


class Toggle(QPushButton):
    """A button that is on or off, and shows a tick while it is on: never by colour alone."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setStyleSheet("QPushButton { padding-left: 28px; }")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, painter = self._dress.tokens, QPainter(self)
        box = QRectF(9, (self.height() - 16) / 2, 16, 16)
        if self.isChecked():
            icons.draw(painter, "check", tokens.accent_ink, box)
        else:
            painter.setPen(QColor(tokens.control_border))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)


class Segments(QWidget):
    """A few choices of which one holds, side by side."""

    chosen = Signal(object)

    def __init__(self, dress: Dress, entries: Sequence[tuple[str, object]], name: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        line = across(gap=4)
        self.setLayout(line)
        for message, value in entries:
            one = dress.say(button(), message)
            one.setCheckable(True)
            self._group.addButton(one, len(self._values))
            self._values.append(value)
            line.addWidget(one)
        line.addStretch(1)
        self._group.idClicked.connect(self._clicked)
        dress.say(self, name=name)

    def choose(self, value: object) -> None:
        """Show this value as the one that holds, without a signal."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def enable(self, values: Iterable[object]) -> None:
        """Let only these be chosen."""
        allowed = set(values)
        for at, value in enumerate(self._values):
            self._group.button(at).setEnabled(value in allowed)

    def _clicked(self, at: int) -> None:
        self.chosen.emit(self._values[at])


class EmptyState(QWidget):
    """What to do where there is nothing to show yet."""

    def __init__(self, dress: Dress, icon: str, title: str, text: str, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = dress.say(label(kind="section"), title)
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words = dress.say(label(kind="secondary", wrap=True), text)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMinimumWidth(320)
        words.setMaximumWidth(420)
        line = across(None, words, None)
        inner = stacked(self._picture, heading, line, gap=8)
        if buttons:
            inner.addSpacing(8)
            inner.addLayout(across(None, *buttons, None))
        self.setLayout(stacked(None, inner, None, margins=(24, 24, 24, 24)))
        dress.changed.connect(self._redraw)
        self._redraw()

    def _redraw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, self._dress.tokens.muted, 32))


class ErrorBar(QFrame):
    """A fault shown where it happened, with its remedy; it goes when dismissed or mended."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("error")
        self._text = label(wrap=True, selectable=True)
        close = dress.say(button("icon"), name="action-dismiss", tip="action-dismiss", icon="close")
        close.clicked.connect(self.hide)
        self.setLayout(across(self._text, close, gap=8, margins=(12, 4, 4, 4)))
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_text(self, text: str) -> None:
        """Show a sentence."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.show()

    @property
    def text(self) -> str:
        """The sentence shown, or "" when there is none."""
        return self._text.text() if not self.isHidden() else ""


class Column(QScrollArea):
    """A scrolling column of cards and texts."""

    def __init__(self, margins: Margins = (24, 20, 24, 24), gap: int = 12) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("plain")
        self.box = stacked(gap=gap, margins=margins)
        inner.setLayout(self.box)
        self.setWidget(inner)

    def start_over(self) -> None:
        """Empty the column and scroll to its top."""
        empty(self.box)
        self.verticalScrollBar().setValue(0)
