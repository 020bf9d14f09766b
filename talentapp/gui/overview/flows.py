"""A picture of which universities and firms the current pairings bring together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.picture import Picture
from talentapp.gui.kit.tokens import CAPTION
from talentapp.office.views.overview import Flow

_NODE, _GAP, _LEAST = 8, 16, 2
_MOST = 8  # organisations a side by name: the biggest; all others are one remainder

End = int | None
"""Where a band ends: at an organisation, by id, or at those that are not named."""


@dataclass(frozen=True)
class Band:
    """How many pairings bring two ends together."""

    left: End
    right: End
    count: int
    row: int  # the first of the flows that it counts

    @property
    def is_one_pair(self) -> bool:
        """Whether it is one university and one firm, whose pairings are a list; else it is made of several flows."""
        return self.left is not None and self.right is not None


@dataclass(frozen=True)
class _Side:
    """The ends of one side from the top down: what each is called, and all the pairings that it has."""

    names: Mapping[End, str]
    totals: Mapping[End, int]

    def end(self, organisation: int) -> End:
        return organisation if organisation in self.totals else None

    def label(self, end: End) -> str:
        return f"{self.names[end]}  {self.totals[end]:,}"


class FlowPicture(Picture):
    """Universities at the left, firms at the right, a band for each pair: its parts, as `bands`. Of a side with many
    the biggest are named, and all others are one remainder: what stands at a name is always all that it has."""

    def __init__(self, dress: Dress, flows: Sequence[Flow], names: Mapping[int, str]) -> None:
        """`flows` in the order in which keys go through them; those of remainders come last."""
        words = dress.words
        self._left = _side(dress, [(one.left, one.count) for one in flows], names, "flow-other-universities")
        self._right = _side(dress, [(one.right, one.count) for one in flows], names, "flow-other-firms")
        self.bands = _bands(flows, self._left, self._right)
        tips, said = [], []
        for band in self.bands:
            one, other = self._left.names[band.left], self._right.names[band.right]
            between = words("flow-between", one=one, other=other)
            tips.append(words("picture-part" if band.is_one_pair else "picture-part-table", what=between, n=band.count))
            said.append(f"{one} – {other} {band.count}")
        super().__init__(dress, tips)
        self._paths: list[QPainterPath] = []  # of the bands; placed when painted
        self._boxes: list[tuple[_Side, End, QRectF]] = []
        self.setMinimumHeight(max(len(self._left.totals), len(self._right.totals)) * 34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(words("list-separator").join(said[:20]))

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        self._arrange(QFontMetrics(font))
        tokens = self._dress.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        pointed = None if self.pointed is None else self.bands[self.pointed]
        for band, path in zip(self.bands, self._paths, strict=True):
            colour = QColor(tokens.accent if band.is_one_pair else tokens.secondary)
            colour.setAlphaF(0.6 if band is pointed else 0.16 if pointed else 0.26)
            painter.setBrush(colour)
            painter.drawPath(path)
        for side, end, box in self._boxes:
            at_left = side is self._left
            lit = pointed is None or end == (pointed.left if at_left else pointed.right)
            painter.fillRect(box, QColor(tokens.accent if at_left and end is not None else tokens.secondary))
            painter.setPen(QColor(tokens.text if lit else tokens.muted))
            room = box.left() - 12 if at_left else self.width() - box.right() - 12
            text = QFontMetrics(font).elidedText(side.label(end), Qt.TextElideMode.ElideMiddle, int(room))
            top = min(max(box.center().y() - 10, 0.0), self.height() - 20.0)
            where = QRectF(0 if at_left else box.right() + 8, top, room + 4, 20)
            align = Qt.AlignmentFlag.AlignRight if at_left else Qt.AlignmentFlag.AlignLeft
            painter.drawText(where, align | Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(Qt.PenStyle.NoPen)
        self.mark(painter)

    def areas(self) -> list[QPainterPath]:
        return self._paths

    def _arrange(self, metrics: QFontMetrics) -> None:
        """Place nodes and bands for the size of the moment."""
        widest, other = (max((metrics.horizontalAdvance(side.label(end)) for end in side.totals), default=0)
                         for side in (self._left, self._right))  # fmt: skip
        left = min(widest + _NODE + 16, self.width() * 0.34)
        right = self.width() - min(other + _NODE + 16, self.width() * 0.34)
        total = sum(band.count for band in self.bands) or 1
        gaps = max(len(self._left.totals), len(self._right.totals), 1) - 1
        scale = max(self.height() - gaps * _GAP, 20) / total
        self._boxes, free = [], []  # where the next band of each end begins
        for side, edge in ((self._left, left - _NODE), (self._right, right)):
            tops = self._column(side.totals, scale)
            free.append(tops)
            self._boxes += [(side, end, QRectF(edge, tops[end], _NODE, n * scale)) for end, n in side.totals.items()]
        tops_left, tops_right = free
        order = {end: at for at, end in enumerate(self._right.totals)}
        placed = {}
        for band in sorted(self.bands, key=lambda band: order[band.right]):
            height = max(band.count * scale, _LEAST)
            placed[band] = _path(left, tops_left[band.left], right, tops_right[band.right], height)
            tops_left[band.left] += band.count * scale
            tops_right[band.right] += band.count * scale
        self._paths = [placed[band] for band in self.bands]

    def _column(self, counts: Mapping[End, int], scale: float) -> dict[End, float]:
        free = self.height() - sum(counts.values()) * scale
        gap = free / (len(counts) - 1) if len(counts) > 1 else 0.0
        tops, at = {}, 0.0
        for end, count in counts.items():
            tops[end] = at
            at += count * scale + gap
        return tops


def _side(dress: Dress, counts: Sequence[tuple[int, int]], names: Mapping[int, str], others: str) -> _Side:
    """The biggest by name, and the others as one; a single other is named as well."""
    totals: Counter[int] = Counter()
    for organisation, n in counts:
        totals[organisation] += n
    biggest = sorted(totals, key=lambda one: (-totals[one], one))
    shown = biggest if len(biggest) <= _MOST + 1 else biggest[:_MOST]
    called: dict[End, str] = {one: names[one] for one in shown}
    have: dict[End, int] = {one: totals[one] for one in shown}
    if rest := biggest[len(shown) :]:
        called[None] = dress.words(others, n=len(rest))
        have[None] = sum(totals[one] for one in rest)
    return _Side(called, have)


def _bands(flows: Sequence[Flow], left: _Side, right: _Side) -> tuple[Band, ...]:
    counts: Counter[tuple[End, End]] = Counter()
    rows: dict[tuple[End, End], int] = {}
    for row, flow in enumerate(flows):
        ends = left.end(flow.left), right.end(flow.right)
        counts[ends] += flow.count
        rows.setdefault(ends, row)
    bands = [Band(*ends, n, rows[ends]) for ends, n in counts.items()]
    return tuple(sorted(bands, key=lambda band: not band.is_one_pair))


def _path(left: float, left_top: float, right: float, right_top: float, height: float) -> QPainterPath:
    middle = (left + right) / 2
    path = QPainterPath(QPointF(left, left_top))
    path.cubicTo(middle, left_top, middle, right_top, right, right_top)
    path.lineTo(right, right_top + height)
    path.cubicTo(middle, right_top + height, middle, left_top + height, left, left_top + height)
    path.closeSubpath()
    return path
