"""Paints the rows of a list, and its headings, in the window's colours.

A table paints itself as a whole, not cell by cell through a delegate: that asks for each of a hundred cells what all of
them share, which was half of what a keystroke in a search waited for. All that is written with one pen is written at
once, for the same reason.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from functools import cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from talentapp.gui.kit import icons
from talentapp.gui.kit.cell_layout import ICON, PAD, Box, Laid, Pen, Typesetter, face, width_of
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.focus import ringed
from talentapp.gui.kit.tables import RowTable
from talentapp.gui.kit.tokens import CAPTION, HEADER_HEIGHT
from talentapp.settings import Language


class _Sheet:
    """What stands on rows, gathered by what it is painted with."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._grounds: dict[tuple[str, float], list[tuple[int, int, int, int]]] = defaultdict(list)
        self._texts: dict[Pen, list[tuple[int, int, str]]] = defaultdict(list)
        self._icons: list[tuple[str, str, QRectF]] = []

    def put(self, laid: Laid, left: int, top: int) -> None:
        """Put a cell with its corner there."""
        for colour, radius, box in laid.grounds:
            self._grounds[colour, radius].append((left + box.left, top + box.top, box.width, box.height))
        for pen, start, base, text in laid.texts:
            self._texts[pen].append((left + start, top + base, text))
        for name, colour, start, above in laid.icons:
            self._icons.append((name, colour, QRectF(left + start, top + above, ICON, ICON)))

    def paint(self, painter: QPainter) -> None:
        """Paint the icons, the grounds, and what is written on them."""
        for icon in self._icons:
            icons.draw(painter, *icon)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for (colour, radius), boxes in self._grounds.items():
            painter.setBrush(_colour(colour))
            for box in boxes:
                painter.drawRoundedRect(*box, radius, radius)
        for (size, strong, colour), texts in self._texts.items():
            painter.setFont(face(self._language, size, strong).font)
            painter.setPen(_colour(colour))
            for text in texts:
                painter.drawText(*text)


class RowPainter:
    """Paints the rows of a table. The current row carries an accent edge, and a ring while the table has the focus."""

    def __init__(self, dress: Dress, view: QTableView, table: RowTable) -> None:
        self._dress, self._view, self._table = dress, view, table
        self._setter = Typesetter(dress.language, dress.tokens)

    def paint(
        self, painter: QPainter, dirty: QRect, spans: Iterable[tuple[int, int]], pointed: int, frozen: tuple[int, int]
    ) -> None:
        """Paint the rows that touch `dirty`: those in spans, first and last, as selected, `pointed` as pointed at; over
        what is scrolled aside the column that is `frozen`, which one and how wide."""
        view, table, tokens = self._view, self._table, self._dress.tokens
        first, columns = view.rowAt(dirty.top()), self._columns(dirty)
        if first < 0 or not columns:
            return
        if self._setter.worn != (self._dress.language, tokens):
            self._setter = Typesetter(self._dress.language, tokens)
        top, height = view.rowViewportPosition(first), view.rowHeight(first)
        end = min(first + (dirty.bottom() - top) // height + 1, table.rowCount())
        rows = range(first, end)
        chosen = {at for begin, last in spans for at in range(max(begin, first), min(last + 1, end))}
        self._rows(painter, rows, columns, chosen, pointed)
        section, width = frozen
        if dirty.left() < width:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            whole = QRect(0, top, width, len(rows) * height)
            painter.fillRect(whole, _colour(tokens.surface))
            self._rows(painter, rows, [(section, 0, width)], chosen, pointed)
            painter.fillRect(width - 1, top, 1, whole.height(), _colour(tokens.divider))

    def _rows(
        self, painter: QPainter, rows: range, columns: list[tuple[int, int, int]], chosen: Container[int], pointed: int
    ) -> None:
        view, table, tokens = self._view, self._table, self._dress.tokens
        lay, sheet = self._setter.lay, _Sheet(self._dress.language)
        ring, current = ringed(view), view.currentIndex()
        marked = (current.row(), current.column()) if ring and current.column() else None
        left, right = columns[0][1], columns[-1][1] + columns[-1][2]
        top, height = view.rowViewportPosition(rows[0]), view.rowHeight(rows[0])
        divider = _colour(tokens.divider)
        for at in rows:
            is_chosen, record = at in chosen, table.row(at)
            if is_chosen or at == pointed:
                ground = tokens.accent_soft if is_chosen else tokens.hover
                painter.fillRect(left, top, right - left, height, _colour(ground))
            painter.fillRect(left, top + height - 1, right - left, 1, divider)
            if is_chosen:
                self._edge(painter, Box(left, top, right - left, height), ring)
            for section, start, width in columns:
                if marked == (at, section):
                    edited = table.columns[section].edit  # by F2: else one moves about unseen
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(_colour(tokens.accent if edited else tokens.muted))
                    painter.drawRect(start + 3, top + 5, width - 7, height - 11)
                cell = table.columns[section].cell_of(record)
                sheet.put(lay(cell, width, height, is_chosen), start, top)
            top += height
        sheet.paint(painter)

    def _columns(self, dirty: QRect) -> list[tuple[int, int, int]]:
        """The columns that touch it, as they stand: which, from where, and how wide."""
        view, heading = self._view, self._view.horizontalHeader()
        sections = map(heading.logicalIndex, range(heading.count()))
        places = [(one, view.columnViewportPosition(one), view.columnWidth(one)) for one in sections]
        begin, end = dirty.left(), dirty.right()
        return [(one, left, width) for one, left, width in places if width and left <= end and left + width > begin]

    def _edge(self, painter: QPainter, row: Box, ring: bool) -> None:
        accent = _colour(self._dress.tokens.accent)
        if row.left <= 1:  # the first column is in view
            painter.fillRect(row.left, row.top, 3, row.height, accent)
        if ring:
            painter.fillRect(row.left, row.top, row.width, 2, accent)
            painter.fillRect(row.left, row.top + row.height - 2, row.width, 2, accent)
            if row.right >= self._view.viewport().width() - 1:
                painter.fillRect(row.right - 2, row.top, 2, row.height, accent)


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
        return width_of(self._dress.language, CAPTION, marked, text) + PAD + 5 + (18 if marked else 0)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803
        """Asked for with every list that is shown; Qt's own asks the model five times a section."""
        return QSize(self.room_for(logicalIndex), HEADER_HEIGHT)

    def _frozen(self) -> tuple[int, int]:
        """The section that the table keeps in view, over those that are scrolled aside, and how wide; or no width."""
        return self.parent().frozen()  # type: ignore[union-attr, no-any-return]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        section, width = self._frozen()
        if width:
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, width, self.height()), section)
            painter.fillRect(width - 1, 0, 1, self.height(), _colour(self._dress.tokens.divider))
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is pressed is what is seen: the section that is kept in view, not the one below it."""
        section, width = self._frozen()
        if event.position().x() >= width:
            super().mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.sectionClicked.emit(section)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self._frozen()[1]:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() or event.position().x() >= self._frozen()[1]:
            super().mouseMoveEvent(event)
        else:  # no edge of a section that is not seen
            self.unsetCursor()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = self._dress.tokens
        painter.save()
        painter.fillRect(rect, _colour(tokens.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour(tokens.divider))
        column, descending = self.model().sorted_by or (-1, False)  # type: ignore[attr-defined]
        sorted_by = column == logicalIndex
        written = face(self._dress.language, CAPTION, sorted_by)
        painter.setFont(written.font)
        painter.setPen(_colour(tokens.text if sorted_by else tokens.muted))
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        box = Box(rect.left() + PAD, rect.top(), rect.width() - PAD - 4, rect.height() - 1)
        room = box.width - (18 if sorted_by else 0)
        fitted = written.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box.left, written.baseline(box), fitted)
        if sorted_by:
            name = "chevron-down" if descending else "chevron-up"
            left = box.left + written.metrics.horizontalAdvance(fitted) + 4
            icons.draw(painter, name, tokens.text, QRectF(left, rect.center().y() - 6.5, 14, 14))
        painter.restore()


@cache
def _colour(name: str) -> QColor:
    """A colour by its name, read once: a list asks for a thousand a paint."""
    return QColor(name)
