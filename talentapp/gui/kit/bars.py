"""Painted pictures of numbers: contributions that add up to a score, and how many pairings stand where."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.picture import Picture, area
from talentapp.gui.kit.tokens import BODY

_LINE = 24


@dataclass(frozen=True)
class Part:
    """One contribution to a score, in points; negative ones point to the left of the base line."""

    label: str
    points: float


class ContributionBars(QWidget):
    """Parts of a score, each beginning where the one before ended, on a line of 100 points: one sees them add up."""

    def __init__(self, dress: Dress, parts: Sequence[Part], total: str, base: float = 0.0) -> None:
        super().__init__()
        self._dress = dress
        self._parts = tuple(parts)
        self._total = total
        self._base = base
        self.setFixedHeight(_LINE * (len(self._parts) + 1))
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
        return QSize(320, _LINE * (len(self._parts) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = self._dress.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(BODY - 1)
        bold = QFont(font)
        bold.setBold(True)
        metrics = QFontMetrics(font)
        names = [*(part.label for part in self._parts), self._total]
        labels = min(max(map(metrics.horizontalAdvance, names)) + 16, self.width() // 2)
        numbers = QFontMetrics(bold).horizontalAdvance("+100.0") + 8
        scale = max(self.width() - labels - numbers, 40) / 100
        at = self._base
        for line, part in enumerate(self._parts):
            ink = tokens.positive if part.points >= 0 else tokens.negative
            begin, end = sorted((at, at + part.points))
            self._bar(painter, line, labels + begin * scale, (end - begin) * scale, ink)
            joint = labels + (at + part.points) * scale
            painter.fillRect(QRectF(joint - 1, line * _LINE + 18, 1, _LINE - 10), QColor(tokens.control_border))
            self._words(painter, line, part.label, f"{part.points:+.1f}", ink, (font, bold), numbers)
            at += part.points
        last = len(self._parts)
        self._bar(painter, last, labels, at * scale, tokens.accent)
        self._words(painter, last, self._total, f"{at:.1f}", tokens.text, (font, bold), numbers)
        painter.fillRect(QRectF(labels - 1, 0, 1, self.height()), QColor(tokens.control_border))

    def _bar(self, painter: QPainter, line: int, left: float, width: float, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(left, line * _LINE + 8, max(width, 2), 10), 2, 2)

    def _words(
        self, painter: QPainter, line: int, name: str, number: str, ink: str, fonts: tuple[QFont, QFont], room: int
    ) -> None:
        top, tokens = line * _LINE, self._dress.tokens
        painter.setFont(fonts[0])
        painter.setPen(QColor(tokens.secondary))
        painter.drawText(QRectF(0, top, self.width() / 2, _LINE), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(fonts[1])
        painter.setPen(QColor(ink))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(self.width() - room, top, room, _LINE), flags, number.replace("-", "−"))


@dataclass(frozen=True)
class Step:
    """One line of a funnel."""

    label: str
    count: int
    over: bool  # it leads no further


class Funnel(Picture):
    """Counts by state as bars one under another, each with its word and number."""

    _STEP, _INSET = 36, 8  # of a line: its height, and the room at both ends in which the frame around it stands

    def __init__(self, dress: Dress, steps: Sequence[Step]) -> None:
        words = dress.words
        super().__init__(
            dress, [words("picture-part", what=one.label, n=one.count) if one.count else "" for one in steps]
        )
        self._steps = tuple(steps)
        self.setFixedHeight(self._STEP * len(self._steps))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(dress.words("list-separator").join(f"{step.label} {step.count}" for step in self._steps))

    def areas(self) -> list[QPainterPath]:
        return [area(QRectF(0, at * self._STEP, self.width(), self._STEP)) for at in range(len(self._steps))]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = self._dress.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        metrics = QFontMetrics(font)
        labels = max((metrics.horizontalAdvance(step.label) for step in self._steps), default=0) + 24
        numbers, left = 48, self._INSET
        room = max(self.width() - labels - numbers - 2 * self._INSET, 40)
        most = max([step.count for step in self._steps] or [1]) or 1
        for at, step in enumerate(self._steps):
            top = at * self._STEP
            painter.setFont(font)
            painter.setPen(QColor(tokens.text))
            painter.drawText(QRectF(left, top, labels, self._STEP), Qt.AlignmentFlag.AlignVCenter, step.label)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(QRectF(left + labels, top + 12, room, 12), 3, 3)
            if step.count:
                painter.setBrush(QColor(tokens.control_border if step.over else tokens.accent))
                share = max(room * step.count / most, 6)
                painter.drawRoundedRect(QRectF(left + labels, top + 12, share, 12), 3, 3)
            bold = QFont(font)
            bold.setBold(True)
            painter.setFont(bold)
            painter.setPen(QColor(tokens.text))
            box = QRectF(self.width() - self._INSET - numbers, top, numbers, self._STEP)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{step.count:,}")
        self.mark(painter)
