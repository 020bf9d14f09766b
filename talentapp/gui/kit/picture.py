"""A picture whose parts can be pointed at: each says what it counts, and opens the list behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QAbstractButton

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.focus import ringed

_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip
_PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Picture(QAbstractButton):
    """A painted picture of parts. A click on a part picks it; with the focus, arrows go from part to part, and Enter
    picks; a screen reader takes it for a button, and hears the part. Subclasses say where the parts are in `areas`, and
    draw `mark` at the end of their painting."""

    picked = Signal(int)  # the number of a part

    def __init__(self, dress: Dress, tips: Sequence[str]) -> None:
        """`tips` says of each part what it is; one with "" counts nothing, and cannot be picked."""
        super().__init__()
        self._dress, self._tips = dress, tuple(tips)
        self._live = [at for at, tip in enumerate(self._tips) if tip]
        self.pointed: int | None = None  # by the mouse or the keys
        self._last: int | None = None  # picked: there the keys go on, for whoever comes back
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._live else Qt.FocusPolicy.NoFocus)

    def areas(self) -> Sequence[QPainterPath]:
        """Where each part is now, in the order of the tips."""
        raise NotImplementedError

    def mark(self, painter: QPainter) -> None:
        """Draw a ring around the part that the keys have come to."""
        if self.pointed is None or not ringed(self):
            return
        pen = painter.pen()
        pen.setColor(QColor(self._dress.tokens.accent))
        pen.setWidth(2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        around = self.areas()[self.pointed].boundingRect().adjusted(-2, -2, 2, 2)
        painter.drawRoundedRect(around.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)), 4, 4)

    def part_at(self, point: QPointF) -> int | None:
        """The part under a point, if it can be picked."""
        areas = self.areas()
        return next((at for at in reversed(self._live) if at < len(areas) and areas[at].contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.part_at(event.position())
        if at is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pick(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason and self.pointed is None and self._live:
            self._point(self._last if self._last in self._live else self._live[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._live:
            at = self._live.index(self.pointed) + _STEPS[key] if self.pointed in self._live else 0
            self._point(self._live[min(max(at, 0), len(self._live) - 1)])
        elif key in _PICK and self.pointed is not None:
            self._pick(self.pointed)
        else:
            super().keyPressEvent(event)

    def _pick(self, at: int) -> None:
        self._last = at
        self.picked.emit(at)

    def _point(self, at: int | None) -> None:
        if at != self.pointed:
            self.pointed = at
            said = "" if at is None else self._tips[at]
            self.setToolTip(said)
            self.setAccessibleDescription(said)
            self.setCursor(Qt.CursorShape.ArrowCursor if at is None else Qt.CursorShape.PointingHandCursor)
            self.update()


def area(box: QRectF) -> QPainterPath:
    """The area of a part that is a box."""
    path = QPainterPath()
    path.addRect(box)
    return path
