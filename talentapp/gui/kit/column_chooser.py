"""The columns of a list: which are shown, and in which order. By mouse, or by Space and Alt with the arrows."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from talentapp.gui.kit.controls import tick_by_click
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Popup
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.tables import Column
from talentapp.gui.kit.widgets import across, button, label, stacked

_COLUMN = int(Qt.ItemDataRole.UserRole)


class ColumnList(QListWidget):
    """Ticked columns are shown; dragging, or Alt with an arrow, moves one. A `steady` one leaves the wheel to the page
    around it, until it has been clicked or reached by keyboard."""

    def __init__(self, *, steady: bool = False) -> None:
        super().__init__()
        self._steady = steady
        tick_by_click(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scheduleDelayedItemsLayout()  # rows that were laid out before their style was known were too low

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._steady and not self.hasFocus():
            event.ignore()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        at = self.currentRow()
        if 1 <= at + step < self.count() and at >= 1:  # the first column stays the first
            target = at + step + (1 if step > 0 else 0)
            self.model().moveRow(QModelIndex(), at, QModelIndex(), target)
            self.setCurrentRow(at + step)


class ColumnChooser(Popup):
    """A small panel beside the list; what it changes is seen at once and remembered."""

    def __init__(self, dress: Dress, table: RecordTable, parent: QWidget) -> None:
        super().__init__(parent, QSize(280, 400))
        self._dress, self._table = dress, table
        self.list = dress.say(ColumnList(), name="columns-title")
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        hint = dress.say(label(kind="caption", wrap=True), "columns-hint")
        reset = dress.say(button("quiet"), "columns-reset")
        reset.clicked.connect(self._reset)
        title = dress.say(label(kind="strong"), "columns-title")
        self.setLayout(stacked(across(title, None, reset), self.list, hint, gap=8, margins=(12, 8, 12, 12)))
        self.list.itemChanged.connect(self._apply)
        self.list.model().rowsMoved.connect(self._apply)

    def open_at(self, asked: QWidget) -> None:
        """Show the panel."""
        self._fill()
        self.open_below(asked)
        self.list.setFocus()

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for at, (column, wanted) in enumerate(self._table.columns_in_order()):
            item = QListWidgetItem(self._dress.words(column.heading))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if at:
                flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled
            item.setFlags(flags)
            item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
            item.setData(_COLUMN, column)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(1)

    def _apply(self) -> None:
        items = [self.list.item(at) for at in range(self.list.count())]
        columns: list[tuple[Column, bool]] = [
            (item.data(_COLUMN), item.checkState() is Qt.CheckState.Checked) for item in items
        ]
        columns.sort(key=lambda one: one[0] is not self._first())  # nothing goes before the name
        self._table.arrange(columns)

    def _first(self) -> Column:
        return self._table.columns_in_order()[0][0]

    def _reset(self) -> None:
        self._table.reset_columns()
        self._fill()
