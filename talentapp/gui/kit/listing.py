"""A table over ids that keeps its current record and its selection, and remembers the columns one has chosen."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSettings,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from talentapp.gui.kit.cell_editor import CellEditor
from talentapp.gui.kit.cell_layout import LINE, room_for
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.row_painter import Heading, RowPainter
from talentapp.gui.kit.tables import Column, RowTable
from talentapp.gui.kit.tokens import HEADER_HEIGHT, ROW_HEIGHT

_HIGHEST_FIRST = (
    "best_score",
    "newest",
    "projects",
    "waiting",
    "experience",
    "effort",
    "places",
    "pairings",
)  # at the first click
_AS_LITTLE = QAbstractItemView.ScrollHint.EnsureVisible
_KEPT_SELECTED = 2000  # rows that stay selected when the list is read again


class RecordTable(QTableView):
    """Rows of records. One is current; it is known by its id, and stays current when the list changes around it."""

    chosen = Signal(object)  # the current id, or None
    opened = Signal(int)  # Enter or double click
    led = Signal(str, object)  # a double click on a cell that leads to a page: the page, and the id
    menu_wanted = Signal(QPoint)  # what can be done with what is selected, at this place of the screen
    heading_menu_wanted = Signal(QPoint)  # the right button on a heading, at this place of the screen
    resort = Signal(str, bool)  # an order, and whether it descends
    selected = Signal(int)  # how many rows are selected

    def __init__(
        self, dress: Dress, table: RowTable, name: str, memory: QSettings | None = None, several: bool = False
    ) -> None:
        super().__init__()
        self._dress, self._table = dress, table
        self._memory, self._place = memory, f"lists/{name}"
        self._fitting = False
        self._hidden: set[str] = {column.heading for column in table.columns if not column.shown}
        self._asked_for: set[str] = set()
        self._widths: dict[str, int] = {}
        self._stretches: Mapping[str, int] = {}
        self._chosen: int | None = None
        self._clicked: tuple[int, int] | None = None  # the cell that was clicked last
        self._pointed = -1  # the row under the pointer: Qt itself only knows the cell
        self._rows = RowPainter(dress, self, table)
        self.setItemDelegate(CellEditor(dress, self))
        heading = self._heading = Heading(dress, self)
        self.setHorizontalHeader(heading)
        heading.setSectionsClickable(True)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        heading.sectionClicked.connect(self._sort_by)
        heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heading.customContextMenuRequested.connect(self._ask_heading_menu)
        self.setModel(table)
        table.headerDataChanged.connect(self._said_otherwise)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        dress.say(self, name=name)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(self._open)
        if memory is not None:
            heading.setSectionsMovable(True)
            self._recall()
            heading.sectionMoved.connect(self._remember)
            heading.sectionResized.connect(self._resized)

    @property
    def chosen_id(self) -> int | None:
        """The id of the current row."""
        return self._chosen

    def minimumSizeHint(self) -> QSize:
        return QSize(280, HEADER_HEIGHT + ROW_HEIGHT + ROW_HEIGHT // 2)  # and it is seen that it goes on

    def show_ids(self, ids: list[int], from_top: bool = False) -> None:
        """Show other ids. The current record stays current if it is among them, else the next in its place is, or
        `from_top` the first.

        Where they are the same ids, only their rows are read again: what is selected or being typed stays as it is.
        """
        if ids and ids == self._table.ids and self._chosen is not None:
            self._table.forget()
            self.selected.emit(self.selected_count)
            return
        before, place = self._chosen, 0 if from_top else max(self.currentIndex().row(), 0)
        marked = self.selected_ids if 1 < self.selected_count <= _KEPT_SELECTED else []
        self._table.show_ids(ids)
        at = self._table.row_of(before) if before is not None else None
        if at is None and ids:
            at = min(place, len(ids) - 1) if before is not None else 0
        if at is None:
            self._announce(None)
            self.selected.emit(0)
            return
        self._chosen = None if ids[at] != before else before
        self._go_to(at)
        if at or not self.isVisible():  # it scrolls to the first by itself
            self._bring(at, QAbstractItemView.ScrollHint.EnsureVisible)
        if marked:
            self._mark(marked)

    @property
    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(bottom + 1 - top for top, bottom in self._spans())

    @property
    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in their order."""
        return list(self._selected())

    def first_selected(self, most: int) -> list[int]:
        """The ids of the first rows that are selected, in their order."""
        return list(islice(self._selected(), most))

    def _selected(self) -> Iterator[int]:
        return (one for top, bottom in self._spans() for one in self._table.ids[top : bottom + 1])

    def _spans(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        spans = [selection.at(number) for number in range(selection.size())]
        return sorted((span.top(), span.bottom()) for span in spans)

    def choose(self, record_id: int) -> bool:
        """Make a record current. False where it is not in the list."""
        at = self._table.row_of(record_id)
        if at is None:
            return False
        self._go_to(at)
        self._bring(at, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def _bring(self, at: int, hint: QAbstractItemView.ScrollHint) -> None:
        """Scroll to a row, with no half of another under the heading; the columns stay where they are."""
        aside = self.horizontalScrollBar().value()
        self.scrollTo(self._table.index(at, 0), hint)
        self.horizontalScrollBar().setValue(aside)
        bar, height = self.verticalScrollBar(), max(self.rowHeight(at), 1)
        bar.setValue(-(-bar.value() // height) * height)

    def step(self, by: int) -> None:
        """Move the current row."""
        at = self.currentIndex().row() + by
        if 0 <= at < self._table.rowCount():
            self._go_to(at)

    def _go_to(self, at: int) -> None:
        """Make a row the current one, and the only one selected, whichever keys are held down; the columns stay."""
        flags, aside = QItemSelectionModel.SelectionFlag, self.horizontalScrollBar().value()
        self.selectionModel().setCurrentIndex(self._table.index(at, 0), flags.ClearAndSelect | flags.Rows)
        self.horizontalScrollBar().setValue(aside)

    def show_order(self, order: str, descending: bool) -> None:
        """Mark the column that the ids are sorted by."""
        self._table.show_order(order, descending)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() is self.State.EditingState:  # a line lets go of Enter, which is meant for it alone
            super().keyPressEvent(event)
            return
        if key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier):
            place = self.visualRect(self.currentIndex()).bottomLeft()
            self._ask_menu(QPoint(max(place.x(), 0), place.y()))
            return
        if key == Qt.Key.Key_F2:
            if not self._edit_cell() and self._chosen is not None:
                self.opened.emit(self._chosen)
            return
        if key in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            self.step(1 if key == Qt.Key.Key_J else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self.opened.emit(self._chosen)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters are shortcuts of the screen, not a search in the current page
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row, not to the ends of this one."""
        ends = {self.CursorAction.MoveHome: 0, self.CursorAction.MoveEnd: self._table.rowCount() - 1}
        if action not in ends:
            return super().moveCursor(action, modifiers)
        return self._table.index(ends[action], max(self.currentIndex().column(), 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """For the rows that are selected; a row that is not becomes the only one."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            at = self.rowAt(event.pos().y())
            if at < 0:
                return
            if not self.selectionModel().isRowSelected(at, QModelIndex()):
                self._go_to(at)
            self._ask_menu(event.pos())

    def _ask_menu(self, place: QPoint) -> None:
        if self.selected_count:
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def _ask_heading_menu(self, place: QPoint) -> None:
        self.heading_menu_wanted.emit(self.horizontalHeader().mapToGlobal(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click below the rows lets nothing go: what is shown beside the list stays what is chosen in it."""
        at = self.indexAt(event.position().toPoint())
        if at.isValid():
            self._clicked = at.row(), at.column()
            super().mousePressEvent(event)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._rows.paint(painter, event.rect(), self._spans(), self._pointed, self.frozen())
        painter.end()

    def frozen(self) -> tuple[int, int]:
        """The first column, and how much room it keeps while the list is scrolled aside: none where it is not."""
        section = self.horizontalHeader().logicalIndex(0)
        width = self.columnWidth(section) if self.horizontalScrollBar().value() else 0
        return section, width if 2 * width < self.viewport().width() else 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self._heading.viewport().update()
            self.viewport().update()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """What is seen there."""
        section, width = self.frozen()
        return self._table.index(self.rowAt(pos.y()), section) if pos.x() < width else super().indexAt(pos)

    def scrollTo(
        self, index: QModelIndex | QPersistentModelIndex, hint: QAbstractItemView.ScrollHint = _AS_LITTLE
    ) -> None:
        """As little as shows it, beside the column that stays."""
        super().scrollTo(index, hint)
        section, width = self.frozen()
        if index.isValid() and index.column() != section and (hidden := width - self.visualRect(index).left()) > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Columns

    def columns_in_order(self) -> list[tuple[Column, bool]]:
        """All columns in the order of the moment, and whether each is wanted."""
        heading = self.horizontalHeader()
        order = [self._table.columns[heading.logicalIndex(at)] for at in range(len(self._table.columns))]
        return [(column, column.heading not in self._hidden) for column in order]

    def arrange(self, columns: list[tuple[Column, bool]], *, bring: bool = True) -> None:
        """Show these columns in this order; the first one always stays. `bring` what was not shown into view."""
        heading, before = self.horizontalHeader(), self._hidden
        for at, (column, _) in enumerate(columns):
            heading.moveSection(heading.visualIndex(self._table.columns.index(column)), at)
        self._hidden = {column.heading for column, wanted in columns[1:] if not wanted}
        self._asked_for = {column.heading for column, wanted in columns if wanted and not column.shown}
        self._fit()
        self._remember()
        if bring and (new := [column for column, _ in columns if column.heading in before - self._hidden]):
            self._bring_in(self._table.columns.index(new[-1]))

    def _bring_in(self, section: int) -> None:
        """Scroll sideways, as little as shows a column whole."""
        self.updateGeometries()  # the bar learns of new widths only when Qt next idles
        heading, bar = self.horizontalHeader(), self.horizontalScrollBar()
        left, width = heading.sectionPosition(section), heading.sectionSize(section)
        bar.setValue(min(max(bar.value(), left + width - self.viewport().width()), left))
        bar.setValue(min(bar.value(), left - self.frozen()[1]))

    def reset_columns(self) -> None:
        """Columns as they were made: order, choice and widths."""
        self._widths.clear()
        self.arrange([(column, column.shown) for column in self._table.columns])

    def _recall(self) -> None:
        try:
            kept = json.loads(str(self._memory.value(self._place, "{}")))  # type: ignore[union-attr]
            order, wanted, widths = kept["order"], set(kept["wanted"]), dict(kept["widths"])
        except (ValueError, KeyError, TypeError):
            return
        by_name = {column.heading: column for column in self._table.columns}
        columns = [by_name[name] for name in order if name in by_name]
        columns += [column for column in self._table.columns if column not in columns]
        self._widths = {name: int(width) for name, width in widths.items() if name in by_name}
        chosen = [(column, column.heading in wanted or column.heading not in order) for column in columns]
        self.arrange(chosen, bring=False)

    def _remember(self, *_moved: int) -> None:
        if self._memory is None or self._fitting:
            return
        columns = self.columns_in_order()
        kept = {
            "order": [column.heading for column, _ in columns],
            "wanted": [column.heading for column, wanted in columns if wanted],
            "widths": self._widths,
        }
        self._memory.setValue(self._place, json.dumps(kept))

    def _resized(self, section: int, _before: int, now: int) -> None:
        if not self._fitting and now:
            self._widths[self._table.columns[section].heading] = now
            self._remember()

    def _fit(self) -> None:
        """Hide what there is no room for, and give what is left over to the columns that stretch.

        Columns that somebody has asked for stay, as wide as they need: then the list scrolls sideways.
        """
        room, heading = self.viewport().width(), self.horizontalHeader()
        self._fitting = True
        shown = []
        for at in range(len(self._table.columns)):
            section = heading.logicalIndex(at)
            column = self._table.columns[section]
            hidden = column.heading in self._hidden or (column.needs > room and column.heading not in self._asked_for)
            self.setColumnHidden(section, hidden)
            if not hidden:
                shown.append((section, column))
        least = {section: self._least(section, column) for section, column in shown}
        stretch = {
            section: 0 if column.heading in self._widths else self._stretches.get(column.heading, column.stretch)
            for section, column in shown
        }
        spare = room - sum(least.values())
        parts = sum(stretch.values()) or 1
        used = 0
        for at, (section, column) in enumerate(shown):
            floor = least[section] if self._asked_for else 72 if column.stretch else 40
            width = max(least[section] + spare * stretch[section] // parts, floor)
            if at == len(shown) - 1:
                width = max(room - used, floor if self._asked_for else 40)
            self.setColumnWidth(section, width)
            used += width
        self._fitting = False

    def _least(self, section: int, column: Column) -> int:
        """The width that somebody has given a column, or what its heading and its widest cells need."""
        if column.heading in self._widths:
            return self._widths[column.heading]
        cells = (room_for(self._dress.language, cell) for cell in column.widest())
        return max(column.width, self._heading.room_for(section), *cells)

    def refit(self, stretches: Mapping[str, int]) -> None:
        """Share the room anew, some columns by other parts than usual."""
        self._stretches = stretches
        self._fit()

    def _said_otherwise(self, *_headings: Any) -> None:
        self._fit()

    # Editing in the cell

    def _edit_cell(self) -> bool:
        """Edit the cell that is marked, or where none is the first of the row that can be edited. What a cell does not
        take is edited in the record's form; so is what names it, where one has clicked on that."""
        row = self.currentIndex().row()
        named = self._clicked == (row, 0) == (row, self.currentIndex().column())
        if named and not self._table.columns[0].edit:
            return False
        marked = self.currentIndex().column()
        for column in [marked] if marked > 0 else range(len(self._table.columns)):
            if self._table.columns[column].edit and not self.isColumnHidden(column):
                self.setCurrentIndex(self._table.index(row, column))
                self._edit(self._table.index(row, column))
                return True
        return False

    def _edit(self, index: QModelIndex) -> None:
        """Where it is: a cell of the column that stays in view is scrolled aside itself."""
        if index.column() == self.frozen()[0]:
            self.horizontalScrollBar().setValue(0)
        self.scrollTo(index)
        self.edit(index)

    def edit_beside(self, step: int) -> None:
        """Edit the next cell of the current row (1) that can be edited, or the one before (-1); none where it ends."""
        heading, at = self.horizontalHeader(), self.currentIndex()
        places = range(heading.visualIndex(at.column()) + step, heading.count() if step > 0 else -1, step)
        for column in map(heading.logicalIndex, places):
            if self._table.columns[column].edit and not self.isColumnHidden(column):
                there = self._table.index(at.row(), column)
                self.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.NoUpdate)
                self._edit(there)
                return

    def _mark(self, ids: list[int]) -> None:
        places = {one: at for at, one in enumerate(self._table.ids)}
        selection = QItemSelection()
        for at in (places[one] for one in ids if one in places):
            selection.select(self._table.index(at, 0), self._table.index(at, len(self._table.columns) - 1))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)

    def _selection_changed(self, *_changes: Any) -> None:
        self.selected.emit(self.selected_count)

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: ARG002
        if current.isValid():
            self._announce(self._table.ids[current.row()])

    def _announce(self, record_id: int | None) -> None:
        if record_id != self._chosen or record_id is None:
            self._chosen = record_id
            self.chosen.emit(record_id)

    def set_lines(self, lines: int) -> None:
        """Make the rows as high as cells of so many lines are."""
        height = ROW_HEIGHT + (lines - 2) * LINE
        if height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)

    def _open(self, index: QModelIndex) -> None:
        column, record_id = self._table.columns[index.column()], self._table.ids[index.row()]
        if column.edit:
            self._edit(index)
        elif column.leads:
            self.led.emit(column.leads, record_id)
        else:
            self.opened.emit(record_id)

    def order_by(self, section: int) -> tuple[str, bool]:
        """The order of a column, and whether it descends: the usual way round, or turned where it is in it already.
        Without an order it is called ""."""
        order = self._table.columns[section].order
        column, descending = self._table.sorted_by or (None, False)
        return order, not descending if column == section else order in _HIGHEST_FIRST

    def _sort_by(self, section: int) -> None:
        order, descending = self.order_by(section)
        if order:
            self.resort.emit(order, descending)
