"""A picture of what is asked for beside what is on offer: for each skill two bars, one above the other."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.picture import Picture, area
from talentapp.gui.kit.saying import named
from talentapp.gui.kit.tokens import BODY, CAPTION
from talentapp.gui.overview.pictures import PictureTable
from talentapp.office.views.overview import SkillDemand

_LINE, _BAR, _LEGEND = 34, 10, 22
_MARK, _GAP = 12, 26  # of the legend
_ASKED, _OFFERED, _CLOSE = range(3)
KINDS = 3
"""The parts of each skill: the projects that ask for it, the people who have it, the others with something close."""


class DemandBars(Picture):
    """Each skill on a line: above, filled, how many projects ask for it; below, hatched, how many people have it, and
    after them, light, how many others have something close.

    Its parts are the bars, `KINDS` of each skill, in this order.
    """

    def __init__(self, dress: Dress, skills: Sequence[SkillDemand]) -> None:
        words = dress.words
        self._legends = words("picture-asked"), words("picture-offered"), words("picture-close")
        self._names = [named(words, one.names) for one in skills]
        self._counts = [(one.projects, one.people, one.close) for one in skills]
        tips, said = [], []
        for name, counts, one in zip(self._names, self._counts, skills, strict=True):
            near = words("list-separator").join(named(words, some) for some in one.near)
            for kind, (legend, n) in enumerate(zip(self._legends, counts, strict=True)):
                what = words("facet-chip", facet=name, value=legend)
                told = words("picture-close-part", what=what, n=n, skills=near)
                tips.append("" if not n else told if kind == _CLOSE else words("picture-part", what=what, n=n))
            said.append(" ".join((name, *(f"{legend} {n}" for legend, n in zip(self._legends, counts, strict=True)))))
        super().__init__(dress, tips)
        self._left = self._scale = 0.0  # where the bars begin, and how long one is; placed when painted
        self._rows = 1  # of the legend
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._head + _LINE * len(self._counts))
        self.setAccessibleName(words("list-separator").join(said))

    @property
    def _head(self) -> int:
        return _LEGEND * self._rows + 6

    def figures(self) -> PictureTable:
        """The same as a table: its columns after the first are the parts."""
        words = self._dress.words
        headings = words("column-skills"), words("nav-projects"), words("nav-candidates"), words("column-close")
        return PictureTable(headings, tuple((name, *n) for name, n in zip(self._names, self._counts, strict=True)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rows = 1 + max(row for row, *_ in self._places())
        self.setFixedHeight(self._head + _LINE * len(self._counts))

    def sizeHint(self) -> QSize:
        return QSize(420, self.height())

    def areas(self) -> list[QPainterPath]:
        found, high = [], _BAR + 3
        for at, (_, offered, close) in enumerate(self._counts):
            top = self._head + at * _LINE
            middle = self._left + offered * self._scale if close else self.width()
            for left, right, half in (
                (self._left, self.width(), 1), (self._left, middle, 2 + _BAR), (middle, self.width(), 2 + _BAR)
            ):  # fmt: skip
                found.append(area(QRectF(left, top + half, right - left, high)))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, painter = self._dress.tokens, QPainter(self)
        name_font, font = QFont(self.font()), QFont(self.font())
        name_font.setPixelSize(BODY - 1)
        font.setPixelSize(CAPTION)
        names, metrics = QFontMetrics(name_font), QFontMetrics(font)
        widest = max((names.horizontalAdvance(name) for name in self._names), default=0)
        left = min(widest + 16, int(self.width() * 0.45))
        whole = widest + 16 <= left  # what fits is not measured again: Han and Latin in one line are a pixel wider
        most = max((max(asked, offered + close) for asked, offered, close in self._counts), default=1) or 1
        longest = max((metrics.horizontalAdvance(_figures(*counts)[1]) for counts in self._counts), default=0)
        self._left, self._scale = left, max(self.width() - left - longest - 12, 40) / most
        painter.setFont(font)
        for kind, (row, x, text) in enumerate(self._places()):
            y = row * _LEGEND
            self._bar(painter, QRectF(x, y + 4, _MARK, _MARK), kind)
            painter.setPen(QColor(tokens.secondary))
            room = QRectF(x + _MARK + 6, y, metrics.horizontalAdvance(text) + 4, 20)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        for at, (name, counts) in enumerate(zip(self._names, self._counts, strict=True)):
            top = self._head + at * _LINE
            painter.setFont(name_font)
            painter.setPen(QColor(tokens.text))
            text = name if whole else names.elidedText(name, Qt.TextElideMode.ElideRight, left - 12)
            painter.drawText(QRectF(0, top, left, _LINE - 4), Qt.AlignmentFlag.AlignVCenter, text)
            painter.setFont(font)
            said = _figures(*counts)
            for half, kinds in enumerate(((_ASKED,), (_OFFERED, _CLOSE))):
                line, end = top + 3 + half * (_BAR + 2), float(left)
                for kind in kinds:
                    if counts[kind]:
                        self._bar(painter, QRectF(end, line, counts[kind] * self._scale, _BAR), kind)
                        end += counts[kind] * self._scale
                painter.setPen(QColor(tokens.secondary))
                room = QRectF(end + 6, line - 3, self.width() - end, _BAR + 6)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said[half])
        self.mark(painter)

    def _places(self) -> list[tuple[int, float, str]]:
        """Of each part of the legend: in which row it stands, from where, and what it says."""
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        metrics, found, row, left = QFontMetrics(font), [], 0, 0.0
        for text in self._legends:
            width = _MARK + 6 + metrics.horizontalAdvance(text)
            if left and left + width > self.width():
                row, left = row + 1, 0.0
            found.append((row, left, text))
            left += width + _GAP - 6
        return found

    def _bar(self, painter: QPainter, box: QRectF, kind: int) -> None:
        """Not by colour alone: what is on offer is hatched, and what is close to it has but an edge."""
        tokens = self._dress.tokens
        if kind == _ASKED:
            painter.fillRect(box, QColor(tokens.accent))
            return
        painter.fillRect(box, QColor(tokens.green.ground))
        if kind == _OFFERED:
            painter.fillRect(box, QBrush(QColor(tokens.positive), Qt.BrushStyle.BDiagPattern))
            return
        painter.setPen(QPen(QColor(tokens.positive), 1, Qt.PenStyle.DotLine))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


def _figures(asked: int, offered: int, close: int) -> tuple[str, str]:
    """What stands behind the two bars of a skill."""
    return f"{asked:,}", f"{offered:,} + {close:,}" if close else f"{offered:,}"
