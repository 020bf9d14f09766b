"""Painted pictures of numbers: contributions that add up to a score, and how many pairings stand where."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from talentapp.gui.dress import Dress
from talentapp.gui.tokens import BODY

_LINE = 26


@dataclass(frozen=True)
class Part:
    """One contribution to a score, in points; negative ones point to the left of the base line."""

    label: str
    points: float


class ContributionBars(QWidget):
    """Parts as bars around a base line, each with its sign and number. base + parts = score, and the widget says so."""

    def __init__(self, dress: Dress, parts: Sequence[Part], base: float = 0.0) -> None:
        super().__init__()
        self._dress = dress
        self._parts = tuple(parts)
        self._base = base
        self.setFixedHeight(_LINE * len(self._parts))
        self.setMinimumWidth(220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.sum_in_words())

    def sum_in_words(self) -> str:
        """The sum as it is read: "+31.2 +28.0 +9.8 = 69.0"."""
        numbers = [f"{self._base:.1f}"] if self._base else []
        numbers += [f"{part.label} {part.points:+.1f}" for part in self._parts]
        total = self._base + sum(part.points for part in self._parts)
        return f"{', '.join(numbers)} = {total:.1f}"

    def sizeHint(self) -> QSize:
        return QSize(320, _LINE * len(self._parts))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._dress.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(BODY - 1)
        bold = QFont(font)
        bold.setBold(True)
        metrics = QFontMetrics(font)
        labels = max((metrics.horizontalAdvance(part.label) for part in self._parts), default=0) + 16
        labels = min(labels, self.width() // 2)
        numbers = QFontMetrics(bold).horizontalAdvance("+100.0") + 8
        room = max(self.width() - labels - numbers, 40)
        low = min(0.0, *(part.points for part in self._parts)) if self._parts else 0.0
        high = max(1.0, *(part.points for part in self._parts)) if self._parts else 1.0
        scale = room / (high - low)
        zero = labels - low * scale
        painter.fillRect(QRectF(zero, 0, 1, self.height()), QColor(tokens.control_border))
        for at, part in enumerate(self._parts):
            top = at * _LINE
            painter.setFont(font)
            painter.setPen(QColor(tokens.secondary))
            words = metrics.elidedText(part.label, Qt.TextElideMode.ElideRight, labels - 12)
            painter.drawText(QRectF(0, top, labels, _LINE), Qt.AlignmentFlag.AlignVCenter, words)
            colour = QColor(tokens.positive if part.points >= 0 else tokens.negative)
            width = abs(part.points) * scale
            left = zero + 1 if part.points >= 0 else zero - width
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(left, top + 8, max(width - 1, 2), 10), 2, 2)
            painter.setFont(bold)
            painter.setPen(colour)
            right = QRectF(self.width() - numbers, top, numbers, _LINE)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(right, flags, f"{part.points:+.1f}".replace("-", "−"))  # noqa: RUF001


@dataclass(frozen=True)
class Step:
    """One line of a funnel."""

    label: str
    count: int
    tone: str


class Funnel(QWidget):
    """Counts by state as bars one under another, each with its word and number."""

    _STEP = 36

    def __init__(self, dress: Dress, steps: Sequence[Step]) -> None:
        super().__init__()
        self._dress = dress
        self._steps = tuple(steps)
        self.setFixedHeight(self._STEP * len(self._steps))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(f"{step.label} {step.count}" for step in self._steps))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._dress.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        metrics = QFontMetrics(font)
        labels = max((metrics.horizontalAdvance(step.label) for step in self._steps), default=0) + 24
        numbers = 64
        room = max(self.width() - labels - numbers, 40)
        most = max([step.count for step in self._steps] or [1]) or 1
        for at, step in enumerate(self._steps):
            top = at * self._STEP
            painter.setFont(font)
            painter.setPen(QColor(tokens.text))
            painter.drawText(QRectF(0, top, labels, self._STEP), Qt.AlignmentFlag.AlignVCenter, step.label)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(QRectF(labels, top + 12, room, 12), 3, 3)
            if step.count:
                colour = tokens.accent if step.tone == "blue" else getattr(tokens, step.tone).ink
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(labels, top + 12, max(room * step.count / most, 6), 12), 3, 3)
            bold = QFont(font)
            bold.setBold(True)
            painter.setFont(bold)
            painter.setPen(QColor(tokens.text))
            box = QRectF(self.width() - numbers, top, numbers, self._STEP)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{step.count:,}")
