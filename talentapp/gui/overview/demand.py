"""A picture of what is asked for beside what is on offer: for each skill two bars, one above the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.picture import Picture, area
from talentapp.gui.kit.tokens import BODY, CAPTION

_LINE, _BAR, _LEGEND = 34, 10, 28
_MARK = 12  # of the legend


@dataclass(frozen=True)
class Demand:
    """A skill: how many projects ask for it, and how many people have it."""

    name: str
    asked: int
    offered: int


class DemandBars(Picture):
    """Each skill on a line: above, filled, how many projects ask for it; below, hatched, how many people have it.

    Its parts are the bars, two of each skill: what is asked for at 2 n, what is on offer at 2 n + 1.
    """

    def __init__(self, dress: Dress, skills: Sequence[Demand], asked: str, offered: str) -> None:
        tips = []
        for skill in skills:
            for what, n in ((asked, skill.asked), (offered, skill.offered)):
                named = dress.words("facet-chip", facet=skill.name, value=what)
                tips.append(dress.words("picture-part", what=named, n=n) if n else "")
        super().__init__(dress, tips)
        self._skills, self._asked, self._offered = tuple(skills), asked, offered
        self._left = 0  # where the bars begin; placed when painted
        self.setFixedHeight(_LEGEND + _LINE * len(self._skills))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = (f"{one.name} {asked} {one.asked} {offered} {one.offered}" for one in skills)
        self.setAccessibleName(dress.words("list-separator").join(said))

    def sizeHint(self) -> QSize:
        return QSize(420, self.height())

    def areas(self) -> list[QPainterPath]:
        tops = [_LEGEND + at * _LINE + half for at in range(len(self._skills)) for half in (1, 2 + _BAR)]
        return [area(QRectF(self._left, top, self.width() - self._left, _BAR + 3)) for top in tops]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, painter = self._dress.tokens, QPainter(self)
        name_font, font = QFont(self.font()), QFont(self.font())
        name_font.setPixelSize(BODY - 1)
        font.setPixelSize(CAPTION)
        names, metrics = QFontMetrics(name_font), QFontMetrics(font)
        widest = max((names.horizontalAdvance(one.name) for one in self._skills), default=0)
        left = min(widest + 16, int(self.width() * 0.45))
        self._left = left
        whole = widest + 16 <= left  # what fits is not measured again: Han and Latin in one line are a pixel wider
        most = max((max(one.asked, one.offered) for one in self._skills), default=1) or 1
        scale = max(self.width() - left - metrics.horizontalAdvance(f"{most:,}") - 12, 40) / most
        painter.setFont(font)
        self._legend(painter, metrics)
        for at, one in enumerate(self._skills):
            top = _LEGEND + at * _LINE
            painter.setFont(name_font)
            painter.setPen(QColor(tokens.text))
            text = one.name if whole else names.elidedText(one.name, Qt.TextElideMode.ElideRight, left - 12)
            painter.drawText(QRectF(0, top, left, _LINE - 4), Qt.AlignmentFlag.AlignVCenter, text)
            painter.setFont(font)
            for count, hatched, line in ((one.asked, False, top + 3), (one.offered, True, top + 3 + _BAR + 2)):
                bar = QRectF(left, line, count * scale, _BAR)
                if count:
                    self._bar(painter, bar, hatched)
                painter.setPen(QColor(tokens.secondary))
                said = QRectF(bar.right() + 6, line - 3, self.width() - bar.right(), _BAR + 6)
                painter.drawText(said, Qt.AlignmentFlag.AlignVCenter, f"{count:,}")
        self.mark(painter)

    def _legend(self, painter: QPainter, metrics: QFontMetrics) -> None:
        left = 0.0
        for text, hatched in ((self._asked, False), (self._offered, True)):
            self._bar(painter, QRectF(left, 4, _MARK, _MARK), hatched)
            painter.setPen(QColor(self._dress.tokens.secondary))
            width = metrics.horizontalAdvance(text)
            painter.drawText(QRectF(left + _MARK + 6, 0, width + 4, 20), Qt.AlignmentFlag.AlignVCenter, text)
            left += _MARK + width + 26

    def _bar(self, painter: QPainter, box: QRectF, hatched: bool) -> None:
        """Not by colour alone: what is on offer is hatched."""
        tokens = self._dress.tokens
        if not hatched:
            painter.fillRect(box, QColor(tokens.accent))
            return
        painter.fillRect(box, QColor(tokens.green.ground))
        painter.fillRect(box, QBrush(QColor(tokens.positive), Qt.BrushStyle.BDiagPattern))
