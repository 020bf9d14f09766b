"""A list as all screens show it: a table over ids that keeps its selection, and the search and filters above it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStackedLayout, QTableView, QWidget

from talentapp.gui.controls import SearchField
from talentapp.gui.delegates import CellDelegate, Heading
from talentapp.gui.dress import Dress
from talentapp.gui.tables import Column, RowTable
from talentapp.gui.tokens import ROW_HEIGHT
from talentapp.gui.widgets import EmptyState, across, stacked


class RecordTable(QTableView):
    """Rows of records. One is current; it is known by its id, and stays current when the list changes around it."""

    chosen = Signal(object)  # the current id, or None
    opened = Signal(int)  # Enter or double click
    resort = Signal(str, bool)  # an order, and whether it descends

    def __init__(self, dress: Dress, table: RowTable, name: str) -> None:
        super().__init__()
        self._table = table
        self._chosen: int | None = None
        self.pointed_row = -1  # the row under the pointer: Qt itself only knows the cell
        self.setItemDelegate(CellDelegate(dress, self))
        heading = Heading(dress, self)
        self.setHorizontalHeader(heading)
        heading.setSectionsClickable(True)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        heading.set_sortable(frozenset(i for i, column in enumerate(table.columns) if column.order))
        heading.sectionClicked.connect(self._sort_by)
        self.setModel(table)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        dress.say(self, name=name)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(self._open)

    @property
    def chosen_id(self) -> int | None:
        """The id of the current row."""
        return self._chosen

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 160)

    def show_ids(self, ids: list[int]) -> None:
        """Show other ids. The current record stays current if it is among them, else the next in its place is."""
        before, place = self._chosen, max(self.currentIndex().row(), 0)
        self._table.show_ids(ids)
        at = self._table.row_of(before) if before is not None else None
        if at is None and ids:
            at = min(place, len(ids) - 1) if before is not None else 0
        if at is None:
            self._announce(None)
        else:
            self._chosen = None if ids[at] != before else before
            self.setCurrentIndex(self._table.index(at, 0))
            self.scrollTo(self._table.index(at, 0))

    def choose(self, record_id: int) -> bool:
        """Make a record current. False where it is not in the list."""
        at = self._table.row_of(record_id)
        if at is None:
            return False
        self.setCurrentIndex(self._table.index(at, 0))
        self.scrollTo(self._table.index(at, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def step(self, by: int) -> None:
        """Move the current row."""
        at = self.currentIndex().row() + by
        if 0 <= at < self._table.rowCount():
            self.setCurrentIndex(self._table.index(at, 0))

    def show_order(self, order: str, descending: bool) -> None:
        """Mark the column that the ids are sorted by."""
        heading = self.horizontalHeader()
        for section, column in enumerate(self._table.columns):
            if column.order == order:
                heading.setSortIndicatorShown(True)
                direction = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                heading.setSortIndicator(section, direction)
                return
        heading.setSortIndicatorShown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            self.step(1 if key == Qt.Key.Key_J else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self._chosen)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters are shortcuts of the screen, not a search in the current page
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point_at(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide what there is no room for, and give what is left over to the columns that stretch."""
        room = self.viewport().width()
        shown = []
        for section, column in enumerate(self._table.columns):
            hidden = column.needs > room
            self.setColumnHidden(section, hidden)
            if not hidden:
                shown.append((section, column))
        spare = room - sum(column.width for _, column in shown)
        parts = sum(column.stretch for _, column in shown) or 1
        used = 0
        for at, (section, column) in enumerate(shown):
            width = max(column.width + spare * column.stretch // parts, 72 if column.stretch else 40)
            if at == len(shown) - 1:
                width = max(room - used, 40)
            self.setColumnWidth(section, width)
            used += width

    def _point_at(self, row: int) -> None:
        if row != self.pointed_row:
            self.pointed_row = row
            self.viewport().update()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: ARG002
        if current.isValid():
            self._announce(self._table.ids[current.row()])

    def _announce(self, record_id: int | None) -> None:
        if record_id != self._chosen or record_id is None:
            self._chosen = record_id
            self.chosen.emit(record_id)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._table.ids[index.row()])

    def _sort_by(self, section: int) -> None:
        order = self._table.columns[section].order
        if not order:
            return
        heading = self.horizontalHeader()
        same = heading.isSortIndicatorShown() and heading.sortIndicatorSection() == section
        descending = heading.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        self.resort.emit(order, not descending if same else order in ("best_score", "newest"))


class Listing(QWidget):
    """Search, filters and table, with an empty state for each way of being empty."""

    def __init__(
        self,
        dress: Dress,
        columns: Sequence[Column],
        find: Callable[[str, str, bool], list[int]],
        fetch: Callable[[list[int]], Sequence[Any]],
        *,
        hint: str,
        name: str,
        order: str,
        filters: Sequence[QWidget] = (),
        nothing: EmptyState,
        descending: bool = True,
    ) -> None:
        super().__init__()
        self._find = find
        self._order, self._descending = order, descending
        self.search = SearchField(dress, hint)
        self.search.setMinimumWidth(144)
        self.model = RowTable(dress, columns, fetch, self)
        self.table = RecordTable(dress, self.model, name)
        self.table.show_order(order, descending)
        frame = QFrame()
        frame.setObjectName("tableCard")
        self._pages = QStackedLayout()
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.table)
        self._pages.addWidget(nothing)
        self._pages.addWidget(EmptyState(dress, "search", "empty-search-title", "empty-search-text"))
        frame.setLayout(self._pages)
        bar = across(self.search, *filters, gap=8)
        bar.setStretch(0, 1)
        self.setLayout(stacked(bar, frame, gap=12))
        self.search.textChanged.connect(self.find_again)
        self.search.left.connect(self.table.setFocus)
        self.table.resort.connect(self._resort)
        self.filtered = False

    def find_again(self) -> None:
        """Ask for the ids that the search, the filters and the order give now."""
        ids = self._find(self.search.text(), self._order, self._descending)
        self.table.show_ids(ids)
        searching = bool(self.search.text()) or self.filtered
        self._pages.setCurrentIndex(0 if ids else 2 if searching else 1)

    def _resort(self, order: str, descending: bool) -> None:
        self._order, self._descending = order, descending
        self.table.show_order(order, descending)
        self.find_again()


def chosen_facets(**values: object) -> tuple[tuple[str, str], ...]:
    """The facets that a value is chosen for."""
    return tuple((name, str(value)) for name, value in values.items() if value is not None)
