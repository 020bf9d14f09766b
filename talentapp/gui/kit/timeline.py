"""The picture of a person's time: commitments as bars over the months, and below them what they add up to. What runs is
filled, what is yet to come is an outline, what is over is hatched; a legend says so."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from talentapp.domain.ledger import Commitment, Segment
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.tokens import CAPTION
from talentapp.gui.kit.widgets import across, label, plain
from talentapp.office.views.cases import LedgerCard

_ROW, _AXIS, _SUM, _LABELS = 30, 24, 84, 220
_MONTH = 56  # pixels that the name of a month needs
_MOST_DAYS = 366 * 4
_FILLED = {
    "running": Qt.BrushStyle.SolidPattern,
    "coming": Qt.BrushStyle.NoBrush,
    "over": Qt.BrushStyle.BDiagPattern,
}


def phase(one: Commitment, today: date) -> str:
    """How a commitment stands on a day: "running", "coming" or "over"."""
    return "running" if one.on(today) else "coming" if one.start > today else "over"


def _draw_bar(painter: QPainter, box: QRectF, colour: str, how: str) -> None:
    painter.setPen(QPen(QColor(colour), 1.5))
    painter.setBrush(QBrush(QColor(colour), _FILLED[how]))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)


class TimeLine(QWidget):
    """Bars for commitments, those of this pairing in the accent and with bold names; a step line of the sum against 100
    per cent."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._ledger: LedgerCard | None = None
        self._names: Mapping[str, str] = {}
        self._today = date.today()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_AXIS + _SUM)

    def show_ledger(self, ledger: LedgerCard, names: Mapping[str, str], today: date) -> None:
        """Show a time line; `names` says each commitment by its key."""
        self._ledger, self._names, self._today = ledger, names, today
        self.setFixedHeight(_AXIS + _ROW * max(1, len(ledger.commitments)) + _SUM)
        words = self._dress.words
        said = [
            dotted(
                f"{names[one.key]} {one.percent:g}% {one.start}–{one.end or ''}",
                words.code("effort-phase", phase(one, today)),
            )
            for one in ledger.commitments
        ]
        self.setAccessibleName("; ".join(said) or words("effort-none"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def _span(self, items: tuple[Commitment, ...]) -> tuple[date, date]:
        first = min([self._today, *(one.start for one in items)])
        ends = [one.end for one in items if one.end is not None] or [self._today + timedelta(365)]
        last = max(*ends, self._today + timedelta(90))
        first = max(first, last - timedelta(_MOST_DAYS))
        return date(first.year, first.month, 1), last + timedelta(30)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._ledger is None:
            return
        tokens, ledger = self._dress.tokens, self._ledger
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        first, last = self._span(ledger.commitments)
        width = max(self.width() - _LABELS - 8, 80)
        scale = width / max((last - first).days, 1)

        def x(day: date) -> float:
            return _LABELS + min(max((day - first).days, 0), (last - first).days) * scale

        self._axis(painter, first, last, x)
        for at, one in enumerate(ledger.commitments):
            self._bar(painter, font, _AXIS + at * _ROW, one, x(one.start), x((one.end or last) + timedelta(1)))
        self._sum(painter, ledger.segments, _AXIS + _ROW * max(1, len(ledger.commitments)), x, last)
        painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x(self._today), _AXIS - 4), QPointF(x(self._today), self.height() - 4))

    def _axis(self, painter: QPainter, first: date, last: date, x) -> None:  # type: ignore[no-untyped-def]
        tokens = self._dress.tokens
        months = (last - first).days / 30
        room = self.width() - _LABELS
        step = next((step for step in (1, 3, 6) if room * step >= months * _MONTH), 12)
        day = first
        while day <= last:
            if (day.month - 1) % step == 0:
                painter.setPen(QColor(tokens.divider))
                painter.drawLine(QPointF(x(day), _AXIS - 4), QPointF(x(day), self.height()))
                painter.setPen(QColor(tokens.muted))
                if x(day) + 56 < self.width():
                    painter.drawText(
                        QRectF(x(day) + 3, 0, 70, _AXIS - 6), Qt.AlignmentFlag.AlignVCenter, f"{day:%Y-%m}"
                    )
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)

    def _bar(self, painter: QPainter, font: QFont, top: int, one: Commitment, left: float, right: float) -> None:
        assert self._ledger is not None  # noqa: S101 - only painted while one is shown
        tokens, new, how = self._dress.tokens, one.key in self._ledger.new, phase(one, self._today)
        painter.setPen(QColor(tokens.text if new else tokens.secondary))
        named = QFont(font)
        named.setBold(new)
        painter.setFont(named)
        name = QFontMetrics(named).elidedText(self._names[one.key], Qt.TextElideMode.ElideRight, _LABELS - 16)
        painter.drawText(QRectF(0, top, _LABELS - 12, _ROW), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font)
        box = QRectF(left, top + 6, max(right - left, 3), _ROW - 12)
        _draw_bar(painter, box, tokens.accent if new else tokens.control_border, how)
        text = f"{one.percent:g}%"
        room = QFontMetrics(font).horizontalAdvance(text) + 12
        if room < box.width():
            if how == "over":  # no letters on hatching
                painter.fillRect(QRectF(left + 2, top + 8, room, _ROW - 16), QColor(tokens.surface))
            painter.setPen(QColor(tokens.text if how != "running" else tokens.on_accent if new else tokens.surface))
            painter.drawText(box.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _sum(self, painter: QPainter, segments: tuple[Segment, ...], top: int, x, last: date) -> None:  # type: ignore[no-untyped-def]
        tokens, words = self._dress.tokens, self._dress.words
        height = _SUM - 20
        most = max([120.0, *(one.total for one in segments)])

        def y(percent: float) -> float:
            return top + 12 + height * (1 - percent / most)

        painter.setPen(QColor(tokens.secondary))
        painter.drawText(QRectF(0, top + 4, _LABELS - 12, 20), Qt.AlignmentFlag.AlignVCenter, words("effort-sum"))
        for one in segments:
            over = one.total > 100
            left, right = x(one.start), x((one.end or last) + timedelta(1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.red.ground if over else tokens.accent_soft))
            painter.drawRect(QRectF(left, y(one.total), right - left, y(0) - y(one.total)))
            painter.setPen(QPen(QColor(tokens.negative if over else tokens.accent), 2))
            painter.drawLine(QPointF(left, y(one.total)), QPointF(right, y(one.total)))
            if right - left > 44:
                painter.setPen(QColor(tokens.red.ink if over else tokens.accent_ink))
                box = QRectF(left + 5, y(one.total) + 2, 60, 16)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, f"{one.total:g}%")
        painter.setPen(QPen(QColor(tokens.control_border), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(_LABELS, y(100)), QPointF(self.width(), y(100)))
        painter.setPen(QColor(tokens.muted))
        box = QRectF(0, y(100) - 8, _LABELS - 6, 16)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "100%")


class _Sample(QWidget):
    """A small bar as the picture has them, a dot in the colour of some of them, or the line of today."""

    def __init__(self, dress: Dress, what: str) -> None:
        super().__init__()
        self._dress, self._what = dress, what
        self.setFixedSize(22, 14)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = self._dress.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._what == "today":
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(11, 0), QPointF(11, 14))
        elif self._what in _FILLED:
            _draw_bar(painter, QRectF(0, 1, 22, 12), tokens.control_border, self._what)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent if self._what == "this" else tokens.control_border))
            painter.drawEllipse(QRectF(6, 2, 10, 10))


def legend(dress: Dress, ledger: LedgerCard, today: date) -> QWidget:
    """What the bars of this picture mean; what does not occur in it is not explained."""
    words = dress.words
    phases = {phase(one, today) for one in ledger.commitments}
    whose = {"this" if one.key in ledger.new else "others" for one in ledger.commitments}
    said = {one: words.code("effort-phase", one) for one in _FILLED if one in phases}
    said |= {one: words(f"effort-{one}") for one in ("this", "others") if one in whose}
    line = Flow(gap=16)
    for what, meaning in (said | {"today": words("effort-today")}).items():
        line.addWidget(plain(across(_Sample(dress, what), label(meaning, "caption"), gap=6)))
    return plain(line)
