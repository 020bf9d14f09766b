"""Words on soft grounds, and the layout in which they break into lines."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tokens import CAPTION, PILL_HEIGHT
from talentapp.gui.kit.widgets import label
from talentapp.gui.kit.worded import Worded


class Chip(QLabel):
    """A word on a soft ground: a concept, a skill, or with a tone a state."""

    def __init__(self, dress: Dress, text: str, tone: str = "grey", widest: int = 248) -> None:
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


def removable(dress: Dress, text: str, tip: str) -> QPushButton:
    """A chip with a cross, which takes off what it says when it is pressed; the tip says so."""
    chip = Worded()
    chip.setText(f"{text}\u00a0")  # a little room before the cross
    chip.setProperty("kind", "chip")
    chip.setToolTip(tip)
    chip.setAccessibleName(tip)
    dress.picture(chip, "close", "accent_ink", 12)
    chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return chip


class Flow(QLayout):
    """Lays its widgets out like words, line after line."""

    def __init__(self, gap: int = 6) -> None:
        super().__init__()
        self._gap = gap
        self.keeps_last = False  # whether the last one never stands alone on a line
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
        least = (item.minimumSize() if item.hasHeightForWidth() else item.sizeHint() for item in self._items)
        return QSize(max((size.width() for size in least), default=0), PILL_HEIGHT)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, move: bool) -> int:
        left, top, line = rect.left(), rect.top(), list[tuple[QLayoutItem, QRect]]()
        for at, item in enumerate(self._items):
            size = item.sizeHint()
            if item.hasHeightForWidth() and size.width() > rect.width():  # a text that breaks
                size = QSize(rect.width(), item.heightForWidth(rect.width()))
            last = self._items[at + 1] if at == len(self._items) - 2 else None
            tail = last.sizeHint().width() + self._gap if last is not None and self.keeps_last else 0
            if left > rect.left() and left + size.width() + tail > rect.right() + 1:
                left, top = rect.left(), top + self._place(line, move) + self._gap
                line.clear()
            line.append((item, QRect(QPoint(left, top), size)))
            left += size.width() + self._gap if not item.isEmpty() else 0
        return top + self._place(line, move) - rect.top()

    def _place(self, line: Sequence[tuple[QLayoutItem, QRect]], move: bool) -> int:
        """The height of a line. Its widgets are moved there, each in the middle of it."""
        height = max((place.height() for _, place in line), default=0)
        for item, place in line if move else ():
            item.setGeometry(place.translated(0, (height - place.height()) // 2))
        return height


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
            flow.keeps_last = True
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
