"""A picture of which universities and firms the current pairings bring together."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.picture import Picture
from talentapp.gui.kit.tokens import CAPTION
from talentapp.office.views.overview import Flow

_NODE, _GAP, _LEAST = 8, 16, 2
_MOST = 8  # organisations a side; the picture is of the biggest


class FlowPicture(Picture):
    """Universities at the left, firms at the right, a band for each pair: its parts, in the order of `flows`."""

    def __init__(self, dress: Dress, flows: Sequence[Flow], names: Mapping[int, str]) -> None:
        """`flows` in the order in which keys go through them; what the picture has no room for is left out."""
        lefts, rights = _biggest(flows, "left"), _biggest(flows, "right")
        self.flows = tuple(flow for flow in flows if flow.left in lefts and flow.right in rights)
        between = [dress.words("flow-between", one=names[one.left], other=names[one.right]) for one in self.flows]
        counts = [one.count for one in self.flows]
        parts = zip(between, counts, strict=True)
        super().__init__(dress, [dress.words("picture-part", what=what, n=n) for what, n in parts])
        self._names = names
        self._lefts = {one: sum(f.count for f in self.flows if f.left == one) for one in lefts}
        self._rights = {one: sum(f.count for f in self.flows if f.right == one) for one in rights}
        self._paths: dict[Flow, QPainterPath] = {}  # placed when painted
        self._boxes: list[tuple[int, QRectF]] = []
        self.setMinimumHeight(max(len(lefts), len(rights)) * 34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        said = [f"{names[f.left]} – {names[f.right]} {f.count}" for f in self.flows]
        self.setAccessibleName(dress.words("list-separator").join(said[:20]))

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
        pointed = None if self.pointed is None else self.flows[self.pointed]
        for flow, path in self._paths.items():
            colour = QColor(tokens.accent)
            colour.setAlphaF(0.6 if flow == pointed else 0.16 if pointed else 0.26)
            painter.setBrush(colour)
            painter.drawPath(path)
        for organisation, box in self._boxes:
            at_left = organisation in self._lefts
            lit = pointed is None or organisation in (pointed.left, pointed.right)
            painter.fillRect(box, QColor(tokens.accent if at_left else tokens.secondary))
            painter.setPen(QColor(tokens.text if lit else tokens.muted))
            count = self._lefts[organisation] if at_left else self._rights[organisation]
            text = f"{self._names[organisation]}  {count}"
            room = box.left() - 12 if at_left else self.width() - box.right() - 12
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, int(room))
            top = min(max(box.center().y() - 10, 0.0), self.height() - 20.0)
            where = QRectF(0 if at_left else box.right() + 8, top, room + 4, 20)
            side = Qt.AlignmentFlag.AlignRight if at_left else Qt.AlignmentFlag.AlignLeft
            painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, text)
            painter.setPen(Qt.PenStyle.NoPen)

    def areas(self) -> list[QPainterPath]:
        return [self._paths[flow] for flow in self.flows if flow in self._paths]

    def _arrange(self, metrics: QFontMetrics) -> None:
        """Place nodes and bands for the size of the moment."""
        widest = max((metrics.horizontalAdvance(f"{self._names[o]}  000") for o in self._lefts), default=0)
        other = max((metrics.horizontalAdvance(f"{self._names[o]}  000") for o in self._rights), default=0)
        left = min(widest + 16, self.width() * 0.34)
        right = self.width() - min(other + 16, self.width() * 0.34)
        total = sum(flow.count for flow in self.flows) or 1
        gaps = max(len(self._lefts), len(self._rights), 1) - 1
        scale = max(self.height() - gaps * _GAP, 20) / total
        tops_left, tops_right = self._column(self._lefts, scale), self._column(self._rights, scale)
        self._boxes = [
            (o, QRectF(left - _NODE, top, _NODE, n * scale)) for (o, top), n in _with(tops_left, self._lefts)
        ]
        self._boxes += [(o, QRectF(right, top, _NODE, n * scale)) for (o, top), n in _with(tops_right, self._rights)]
        self._paths = {}
        order = {one: at for at, one in enumerate(self._rights)}
        for flow in sorted(self.flows, key=lambda flow: order[flow.right]):
            height = max(flow.count * scale, _LEAST)
            path = _band(left, tops_left[flow.left], right, tops_right[flow.right], height)
            tops_left[flow.left] += flow.count * scale
            tops_right[flow.right] += flow.count * scale
            self._paths[flow] = path

    def _column(self, counts: Mapping[int, int], scale: float) -> dict[int, float]:
        free = self.height() - sum(counts.values()) * scale
        gap = free / (len(counts) - 1) if len(counts) > 1 else 0.0
        tops, at = {}, 0.0
        for organisation, count in counts.items():
            tops[organisation] = at
            at += count * scale + gap
        return tops


def _biggest(flows: Sequence[Flow], side: str) -> list[int]:
    totals: dict[int, int] = {}
    for flow in flows:
        one = getattr(flow, side)
        totals[one] = totals.get(one, 0) + flow.count
    return sorted(totals, key=lambda one: (-totals[one], one))[:_MOST]


def _with(tops: Mapping[int, float], counts: Mapping[int, int]) -> list[tuple[tuple[int, float], int]]:
    return [((one, top), counts[one]) for one, top in tops.items()]


def _band(left: float, left_top: float, right: float, right_top: float, height: float) -> QPainterPath:
    middle = (left + right) / 2
    path = QPainterPath(QPointF(left, left_top))
    path.cubicTo(middle, left_top, middle, right_top, right, right_top)
    path.lineTo(right, right_top + height)
    path.cubicTo(middle, right_top + height, middle, left_top + height, left, left_top + height)
    path.closeSubpath()
    return path
