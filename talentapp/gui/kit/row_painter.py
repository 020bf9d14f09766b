"""Paints the rows of a list: a line and those under it, chips with "+n", a pill, a score with its bar; in the
window's colours.

A table paints itself as a whole, not cell by cell through a delegate: that asks for each of a hundred cells what all of
them share, which was half of what a keystroke in a search waited for.
"""

from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.focus import ringed
from talentapp.gui.kit.fonts import body_font, in_two
from talentapp.gui.kit.tables import Cell, RowTable
from talentapp.gui.kit.tokens import BODY, CAPTION, HEADER_HEIGHT, PILL_HEIGHT, Tone
from talentapp.settings import Language

_PAD = 12
LINE = 20
_BAR_WIDTH = 40
_CHIP_PAD, _CHIP_GAP = 6, 4
_MEASURED = 4096  # texts whose widths are remembered: skills and employers come again and again


class _Box(NamedTuple):
    """Where something is painted. A QRect is asked through the binding for each of these."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first place beside it."""
        return self.left + self.width

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.top + (self.height - 1) // 2


class _Face(NamedTuple):
    """A font with its measures."""

    font: QFont
    metrics: QFontMetrics
    height: int
    ascent: int

    def baseline(self, box: _Box) -> int:
        """Where a line stands that is centred in a box."""
        return box.top + (box.height - self.height) // 2 + self.ascent


class RowPainter:
    """Paints the rows of a table. The current row carries an accent edge, and a ring while the table has the focus."""

    def __init__(self, dress: Dress, view: QTableView, table: RowTable) -> None:
        self._dress, self._view, self._table = dress, view, table

    def paint(self, painter: QPainter, dirty: QRect, spans: Iterable[tuple[int, int]], pointed: int) -> None:
        """Paint the rows that touch `dirty`: those in spans, first and last, as selected, `pointed` as pointed at."""
        view, table, tokens = self._view, self._table, self._dress.tokens
        first, columns = view.rowAt(dirty.top()), self._columns(dirty)
        if first < 0 or not columns:
            return
        ring, current = ringed(view), view.currentIndex()
        marked = (current.row(), current.column()) if ring and current.column() else None
        left, right = columns[0][1], columns[-1][1] + columns[-1][2]
        top, height = view.rowViewportPosition(first), view.rowHeight(first)
        end = min(first + (dirty.bottom() - top) // height + 1, table.rowCount())
        chosen = {at for begin, last in spans for at in range(max(begin, first), min(last + 1, end))}
        divider = _colour(tokens.divider)
        for at in range(first, end):
            row, is_chosen, record = _Box(left, top, right - left, height), at in chosen, table.row(at)
            if is_chosen or at == pointed:
                painter.fillRect(*row, _colour(tokens.accent_soft if is_chosen else tokens.hover))
            painter.fillRect(left, top + height - 1, right - left, 1, divider)
            if is_chosen:
                self._edge(painter, row, ring)
            for section, start, width in columns:
                if marked == (at, section):
                    edited = table.columns[section].edit  # by F2: else one moves about unseen
                    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # a sharp line
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(_colour(tokens.accent if edited else tokens.muted))
                    painter.drawRect(start + 3, top + 5, width - 7, height - 11)
                box = _Box(start + _PAD, top, width - _PAD - _PAD // 2, height - 1)
                self._cell(painter, box, table.columns[section].cell_of(record), is_chosen)
            top += height

    def _columns(self, dirty: QRect) -> list[tuple[int, int, int]]:
        """The columns that touch it, as they stand: which, from where, and how wide."""
        view, heading = self._view, self._view.horizontalHeader()
        sections = map(heading.logicalIndex, range(heading.count()))
        places = [(one, view.columnViewportPosition(one), view.columnWidth(one)) for one in sections]
        begin, end = dirty.left(), dirty.right()
        return [(one, left, width) for one, left, width in places if width and left <= end and left + width > begin]

    def _edge(self, painter: QPainter, row: _Box, ring: bool) -> None:
        accent = _colour(self._dress.tokens.accent)
        if row.left <= 1:  # the first column is in view
            painter.fillRect(row.left, row.top, 3, row.height, accent)
        if ring:
            painter.fillRect(row.left, row.top, row.width, 2, accent)
            painter.fillRect(row.left, row.top + row.height - 2, row.width, 2, accent)
            if row.right >= self._view.viewport().width() - 1:
                painter.fillRect(row.right - 2, row.top, 2, row.height, accent)

    def _cell(self, painter: QPainter, box: _Box, cell: Cell, selected: bool) -> None:
        tokens = self._dress.tokens
        if cell.icon:
            icons.draw(painter, cell.icon, tokens.muted, QRectF(box.left, box.middle - 8.5, 18, 18))
            box = _Box(box.left + 26, box.top, box.width - 26, box.height)
        if cell.chips:
            self._chips(painter, box, cell.chips, selected)
        elif cell.pill and not cell.text:
            self._pill(painter, box, cell, selected)
        elif cell.score is not None and not cell.text:
            number = _Box(box.left, box.middle - LINE + 1, box.width, LINE) if cell.under else box
            self._score(painter, number, cell.score)
            if cell.under:
                under = _Box(box.left, number.top + LINE, box.width, LINE - 1)
                self._line(painter, under, cell.under, CAPTION, False, tokens.amber.ink)
        else:
            self._lines(painter, box, cell, selected)

    def _lines(self, painter: QPainter, box: _Box, cell: Cell, selected: bool) -> None:
        """A text and those under it. What is too long for one line takes two as long as the row has height for it,
        the text before those under it."""
        tokens = self._dress.tokens
        unders = cell.under.split("\n") if cell.under else []
        spare = box.height // LINE - 1 - len(unders)
        scored = cell.score is not None  # at the right of the first line, its caution of the next
        titles = [cell.text]
        if spare > 0 and not scored and not _surely_fits(cell.text, BODY, box.width):
            titles = in_two(cell.text, self._face(BODY, cell.strong).metrics, box.width, anywhere=True)
        if unders and spare + 1 - len(titles) > 0:
            unders = _broken(unders, self._face(CAPTION, False).metrics, box.width, spare + 1 - len(titles))
        if len(titles) + len(unders) == 1 and not scored:
            self._line(painter, box, cell.text, BODY, cell.strong, tokens.text)
            return
        top = box.middle - LINE * (len(titles) + len(unders)) // 2 + 1
        for at, line in enumerate(titles):
            place = _Box(box.left, top + at * LINE, box.width, LINE)
            if scored:
                place = self._at_right(painter, place, f"{cell.score:.1f}", BODY, True, tokens.text)
            self._line(painter, place, line, BODY, cell.strong, tokens.text)
        for at, line in enumerate(unders, len(titles)):
            place = _Box(box.left, top + at * LINE, box.width, LINE - 1)
            if scored and at == 1:
                place = self._at_right(painter, place, cell.pill, CAPTION, False, tokens.amber.ink)
            self._line(painter, place, line, CAPTION, False, tokens.secondary if selected else tokens.muted)

    def _line(self, painter: QPainter, box: _Box, text: str, size: int, strong: bool, colour: str) -> None:
        """Paint a text in the middle of a box, from its left, cut where it has no room."""
        if not text:
            return
        face = self._face(size, strong)
        painter.setFont(face.font)
        painter.setPen(_colour(colour))
        painter.drawText(box.left, face.baseline(box), self._fitted(text, size, strong, box.width))

    def _fitted(self, text: str, size: int, strong: bool, room: int) -> str:
        if _surely_fits(text, size, room) or self._width(text, size, strong) <= room:
            return text
        return self._face(size, strong).metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _at_right(self, painter: QPainter, box: _Box, text: str, size: int, strong: bool, colour: str) -> _Box:
        """Paint a text at the right end of a line; returns what is left of the line for what stands before it."""
        if not text:
            return box
        width = self._width(text, size, strong) + 1
        self._line(painter, _Box(box.right - width, box.top, width, box.height), text, size, strong, colour)
        return _Box(box.left, box.top, box.width - width - _PAD, box.height)

    def _face(self, size: int, strong: bool) -> _Face:
        return _face(self._dress.language, size, strong)

    def _width(self, text: str, size: int, strong: bool) -> int:
        return _width(self._dress.language, size, strong, text)

    def _chips(self, painter: QPainter, box: _Box, chips: tuple[str, ...], selected: bool) -> None:
        """As many whole chips as there is room for, then how many more there are."""
        tokens = self._dress.tokens
        left, shown = box.left, 0
        more_width = self._width("+99", CAPTION, False)
        for at, text in enumerate(chips):
            room = box.right - left - (more_width + _CHIP_GAP if at < len(chips) - 1 else 0)
            width = self._width(text, CAPTION, False) + 2 * _CHIP_PAD
            if width > room:
                if at or room < 48:
                    break
                text = self._fitted(text, CAPTION, False, room - 2 * _CHIP_PAD)
                width = self._width(text, CAPTION, False) + 2 * _CHIP_PAD
            chip = _Box(left, box.middle - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
            ground = tokens.surface if selected else tokens.grey.ground
            self._on_ground(painter, chip, text, _CHIP_PAD, ground, tokens.text if selected else tokens.grey.ink)
            left += width + _CHIP_GAP
            shown += 1
        if shown < len(chips):
            rest = _Box(left + 2, box.top, more_width, box.height)
            self._line(painter, rest, f"+{len(chips) - shown}", CAPTION, False, tokens.muted)

    def _pill(self, painter: QPainter, box: _Box, cell: Cell, selected: bool) -> None:
        tone: Tone = getattr(self._dress.tokens, cell.tone)
        text = self._fitted(cell.pill, CAPTION, False, box.width - 12)
        width = min(self._width(text, CAPTION, False) + 16, box.width)
        pill = _Box(box.left, box.middle - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
        lost = selected and cell.tone in ("blue", "grey")  # on the ground of the current row
        ground = self._dress.tokens.surface if lost else tone.ground
        self._on_ground(painter, pill, text, (width - self._width(text, CAPTION, False)) // 2, ground, tone.ink)

    def _on_ground(self, painter: QPainter, box: _Box, text: str, pad: int, ground: str, ink: str) -> None:
        """A small text on a rounded ground."""
        _rounded(painter, box, ground)
        inside = _Box(box.left + pad, box.top, box.width - pad, box.height)
        self._line(painter, inside, text, CAPTION, False, ink)

    def _score(self, painter: QPainter, box: _Box, score: float) -> None:
        tokens = self._dress.tokens
        number, said = _Box(box.left, box.top, 38, box.height), f"{score:.1f}"
        at_right = number.right - self._width(said, BODY, True)
        self._line(painter, number._replace(left=at_right), said, BODY, True, tokens.text)
        room = min(_BAR_WIDTH, box.right - number.right - 8)
        if room >= 16:
            track = _Box(number.right + 9, box.middle - 2, room, 6)
            _rounded(painter, track, tokens.track, 3)
            _rounded(painter, track._replace(width=max(6, round(room * min(score, 100) / 100))), tokens.accent, 3)


def room_for(language: Language, cell: Cell) -> int:
    """How wide a column has to be for a cell of words or with a pill."""
    small = partial(_width, language, CAPTION, False)
    lines = [_width(language, BODY, cell.strong, cell.text), *map(small, cell.under.split("\n"))]
    return max(*lines, small(cell.pill) + 16 if cell.pill else 0) + _PAD + _PAD // 2 + 1


def _broken(lines: list[str], metrics: QFontMetrics, room: int, spare: int) -> list[str]:
    """These lines; of those that are too long the first `spare` as two."""
    broken: list[str] = []
    for line in lines:
        parts = in_two(line, metrics, room) if spare > 0 else [line]
        spare -= len(parts) - 1
        broken += parts
    return broken


class Heading(QHeaderView):
    """The header of a list: words aligned with the cells, and a chevron on the column that it is sorted by."""

    def __init__(self, dress: Dress, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._dress = dress
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)

    def room_for(self, section: int) -> int:
        """How wide a column has to be for its heading."""
        column, _ = self.model().sorted_by or (-1, False)  # type: ignore[attr-defined]
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        marked = column == section
        return _width(self._dress.language, CAPTION, marked, text) + _PAD + 5 + (18 if marked else 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = self._dress.tokens
        painter.save()
        painter.fillRect(rect, _colour(tokens.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour(tokens.divider))
        column, descending = self.model().sorted_by or (-1, False)  # type: ignore[attr-defined]
        sorted_by = column == logicalIndex
        face = _face(self._dress.language, CAPTION, sorted_by)
        painter.setFont(face.font)
        painter.setPen(_colour(tokens.text if sorted_by else tokens.muted))
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        box = _Box(rect.left() + _PAD, rect.top(), rect.width() - _PAD - 4, rect.height() - 1)
        room = box.width - (18 if sorted_by else 0)
        fitted = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.left, face.baseline(box), fitted)
        if sorted_by:
            name = "chevron-down" if descending else "chevron-up"
            left = box.left + face.metrics.horizontalAdvance(fitted) + 4
            icons.draw(painter, name, tokens.text, QRectF(left, rect.center().y() - 6.5, 14, 14))
        painter.restore()


@cache
def _colour(name: str) -> QColor:
    """A colour by its name, read once: a list asks for a thousand a paint."""
    return QColor(name)


@cache
def _face(language: Language, size: int, strong: bool) -> _Face:
    """The font of a language in a size: made once, for a paint asks for it a hundred times."""
    font = body_font(language)
    font.setPixelSize(size)
    font.setBold(strong)
    metrics = QFontMetrics(font)
    return _Face(font, metrics, metrics.height(), metrics.ascent())


@lru_cache(_MEASURED)
def _width(language: Language, size: int, strong: bool, text: str) -> int:
    return _face(language, size, strong).metrics.horizontalAdvance(text)


def _surely_fits(text: str, size: int, room: int) -> bool:
    """Whether a text is so short that it need not be measured: no character of a text is wider than the font is high,
    on average."""
    return len(text) * size <= room


def _rounded(painter: QPainter, box: _Box, colour: str, radius: float = 4) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(colour))
    painter.drawRoundedRect(QRectF(*box), radius, radius)
