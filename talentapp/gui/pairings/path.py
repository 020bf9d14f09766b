"""The picture of a pairing's way, drawn from the table of moves: what lies behind, where it stands, what may follow."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from talentapp.domain.states import way
from talentapp.domain.terms import State
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.fonts import in_two
from talentapp.gui.kit.saying import STATE_TONES
from talentapp.gui.kit.tokens import CAPTION

_HEIGHT, _LINE, _ASIDE = 62, 15, 26
_TOP = 22
_LOW_HEIGHT, _LOW_TOP = 40, 10
_DOT = 7.0
_APART = 2  # between the words of two steps


class WayPicture(QWidget):
    """The states of the way from left to right, those filled that it has been in; a state beside the way is drawn below
    where it left. Where there is little height, only the state that it is in is named below its step."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._state: State | None = None
        self._passed: tuple[State, ...] = ()
        self._low = False
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: State, passed: tuple[State, ...]) -> None:
        """Show where a pairing stands, and the states it has been in."""
        self._state, self._passed = state, passed
        words = self._dress.words
        self._fit()
        self.setAccessibleName(words("way-name", state=words.code("state", state)))
        self.update()

    def fit_height(self, low: bool) -> None:
        """Take little height, or the usual one."""
        self._low = low
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words under the steps need: on a narrow page some take two lines."""
        if self._low:
            self.setFixedHeight(_LOW_HEIGHT)
            self.setToolTip(" → ".join(self._dress.words.code("state", state) for state in way()))
            return
        self.setToolTip("")
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        font.setBold(True)
        room = self.width() / len(way()) - _APART
        words = (self._dress.words.code("state", state) for state in way())
        second = any(len(_broken(word, QFontMetrics(font), room)) > 1 for word in words)
        aside = self._state is not None and self._state not in way()
        self.setFixedHeight(_HEIGHT + (_LINE if second else 0) + (_ASIDE if aside else 0))

    def sizeHint(self) -> QSize:
        return QSize(720, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._state is None:
            return
        tokens, words, steps = self._dress.tokens, self._dress.words, way()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        bold = QFont(font)
        bold.setBold(True)
        room, top = self.width() / len(steps), _LOW_TOP if self._low else _TOP
        here = self._state if self._state in steps else self._left_from(steps)
        at = steps.index(here)
        for number, state in enumerate(steps):
            x = room * (number + 0.5)
            behind = state in self._passed and (number < at or (number == at and self._state not in steps))
            if number + 1 < len(steps):
                colour = tokens.accent if number < at else tokens.divider
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawLine(QPointF(x + _DOT + 3, top), QPointF(x + room - _DOT - 3, top))
            now = state is self._state
            painter.setPen(QPen(QColor(tokens.accent if behind or now else tokens.control_border), 2))
            painter.setBrush(QColor(tokens.accent if behind else tokens.accent_soft if now else tokens.surface))
            painter.drawEllipse(QPointF(x, top), _DOT, _DOT)
            if now:
                painter.setBrush(QColor(tokens.accent))
                painter.drawEllipse(QPointF(x, top), 3, 3)
            if now and self._low:
                self._below(painter, bold, words.code("state", state), x)
            elif not self._low:
                self._word(painter, bold if now else font, words.code("state", state), x, room, now or behind)
        if self._state not in steps:
            self._aside(painter, bold, room * (at + 0.5))

    def _word(self, painter: QPainter, font: QFont, text: str, x: float, room: float, strong: bool) -> None:
        painter.setFont(font)
        painter.setPen(QColor(self._dress.tokens.text if strong else self._dress.tokens.muted))
        lines = _broken(text, QFontMetrics(font), room - _APART)
        for number, line in enumerate(lines):
            box = QRectF(x - room / 2, _TOP + 13 + number * _LINE, room, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line)

    def _below(self, painter: QPainter, font: QFont, text: str, x: float) -> None:
        """The state alone on its line, as wide as it is, within the picture."""
        width = QFontMetrics(font).horizontalAdvance(text) + 4
        painter.setFont(font)
        painter.setPen(QColor(self._dress.tokens.text))
        box = QRectF(min(max(x - width / 2, 0), self.width() - width), _LOW_TOP + 11, width, 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _left_from(self, steps: tuple[State, ...]) -> State:
        return next((state for state in reversed(self._passed) if state in steps), steps[0])

    def _aside(self, painter: QPainter, font: QFont, x: float) -> None:
        """The state beside the way, as a pill below the step that it was left from."""
        assert self._state is not None  # noqa: S101 - only called while one is shown
        tone = getattr(self._dress.tokens, STATE_TONES[self._state])
        text = self._dress.words.code("state", self._state)
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(text) + 20
        left = min(max(x - width / 2, 0), self.width() - width)
        painter.setPen(QPen(QColor(self._dress.tokens.control_border), 1))
        if not self._low:
            painter.drawLine(QPointF(x, _TOP + 34), QPointF(x, self.height() - 22))
        box = QRectF(left, self.height() - 22, width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tone.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _broken(text: str, metrics: QFontMetrics, room: float) -> list[str]:
    """A label in at most two lines; one that will not fit ends in dots."""
    lines = in_two(text, metrics, room)
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(room)) for line in lines]
