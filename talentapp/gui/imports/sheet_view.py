"""The cells of a previewed sheet worked as in a spreadsheet: ranges selected, copied, pasted, emptied, and what is
typed into one cell put into all that say the same."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from talentapp.gui.imports.sheet_cells import Place, SheetCells
from talentapp.gui.kit.cells import CellsView, Headings
from talentapp.gui.kit.dress import Dress

Area = tuple[int, int, int, int]
"""A rectangle of cells: its first row and column, its last row and column."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CTRL = Qt.KeyboardModifier.ControlModifier


class SheetView(CellsView):
    """Ctrl+C copies what is selected and Ctrl+V pastes, both as other programs do; Del empties. Ctrl+Enter puts what is
    being typed, or has been, into every cell of the column that says what the cell said."""

    editing = Signal(object)  # the QModelIndex whose editor is open, or None

    def __init__(self, dress: Dress, cells: SheetCells) -> None:
        super().__init__(cells)
        self._dress, self._cells = dress, cells
        self.setVerticalHeader(Headings(Qt.Orientation.Vertical, self))
        self.setHorizontalHeader(Headings(Qt.Orientation.Horizontal, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        typing = _Typing(cells, self)
        typing.opened.connect(self.editing)
        typing.closeEditor.connect(lambda *_: self.editing.emit(None))
        self.setItemDelegate(typing)

    @property
    def area(self) -> Area | None:
        """What is selected; None where nothing is."""
        selected = self.selectionModel().selection()
        if selected.isEmpty():
            return None
        one = selected.first()  # they are one range, in this mode
        return one.top(), one.left(), one.bottom(), one.right()

    def select_area(self, area: Area) -> None:
        """Select a rectangle, as far as the sheet reaches; the current cell stays the one it is."""
        (top, left, bottom, right), cells = area, self._cells
        bottom, right = min(bottom, cells.rowCount() - 1), min(right, cells.columnCount() - 1)
        if top <= bottom and left <= right:
            found = QItemSelection(cells.index(top, left), cells.index(bottom, right))
            self.selectionModel().select(found, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        if (area := self.area) is not None:
            top, left, bottom, right = area
            said = [[self._cells.said(at, one) for one in range(left, right + 1)] for at in range(top, bottom + 1)]
            QGuiApplication.clipboard().setText(tab_text(said))

    def paste(self) -> None:
        """Put what is on the clipboard into the cells from the first that is selected on, as far as the sheet reaches;
        one value into all that are selected."""
        if (area := self.area) is not None:
            self._cells.put(_pasted(cells_of(QGuiApplication.clipboard().text()), area))

    def clear(self) -> None:
        """Empty what is selected."""
        if (area := self.area) is not None:
            self._cells.put(_pasted([[""]], area))

    def put_alike(self) -> None:
        """Put what was typed into the current cell into those that say what it said; open it where nothing was."""
        now = self.currentIndex()
        if now.isValid() and not self._cells.put_alike(*(at := (now.row(), now.column())), self._cells.said(*at)):
            self.edit(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Copy):
            self.copy()
        elif event.matches(keys.Paste):
            self.paste()
        elif event.matches(keys.Delete):
            self.clear()
        elif event.key() in _ENTER and event.modifiers() & _CTRL:
            self.put_alike()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        words, menu, now = self._dress.words, QMenu(self), self.currentIndex()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"{words('cells-copy')}\tCtrl+C", self.copy)
        menu.addAction(f"{words('cells-paste')}\tCtrl+V", self.paste)
        menu.addAction(f"{words('cells-clear')}\tDel", self.clear)
        menu.addSeparator()
        menu.addAction(f"{words('problem-correct')}\tF2", lambda: self.edit(self.currentIndex()))
        if now.isValid() and (others := self._cells.others(now.row(), now.column())):
            menu.addAction(f"{words('grid-alike', n=len(others))}\tCtrl+Enter", self.put_alike)
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        menu.popup(event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(now).bottomLeft()))


class _Typing(QStyledItemDelegate):
    """Opens an editor at a cell. Ctrl+Enter closes it as Enter does, for all the cells that say the same. A text that
    has no room in its cell is in its tool tip."""

    opened = Signal(object)

    def __init__(self, cells: SheetCells, parent: QObject) -> None:
        super().__init__(parent)
        self._cells = cells
        self._everywhere = False

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        self._everywhere = False
        self.opened.emit(index)
        return super().createEditor(parent, option, index)

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self._everywhere and isinstance(editor, QLineEdit):
            self._cells.put_alike(index.row(), index.column(), editor.text())
        else:
            super().setModelData(editor, model, index)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        cut = index.isValid() and self.sizeHint(option, index).width() > view.visualRect(index).width()
        if event.type() is not QEvent.Type.ToolTip or index.data(Qt.ItemDataRole.ToolTipRole) or not cut:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self._cells.said(index.row(), index.column()), view)
        return True

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if not pressed or not event.modifiers() & _CTRL or not isinstance(editor, QWidget):  # type: ignore[attr-defined]
            return super().eventFilter(editor, event)
        self._everywhere = True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
        return True


def _pasted(rows: Sequence[Sequence[str]], area: Area) -> Mapping[Place, str]:
    """Where the cells of a text go, by the rectangle that is selected."""
    top, left, bottom, right = area
    if len(rows) == len(rows[0]) == 1:
        return {(at, one): rows[0][0] for at in range(top, bottom + 1) for one in range(left, right + 1)}
    return {(at, one): said for at, row in enumerate(rows, top) for one, said in enumerate(row, left)}


def tab_text(rows: Sequence[Sequence[str]]) -> str:
    """Cells as one text, as spreadsheets exchange them: tabs between columns, a line a row, quotes around a cell that
    has any of these."""
    if len(rows) == len(rows[0]) == 1:
        return rows[0][0]
    out = StringIO()
    csv.writer(out, csv.excel_tab, lineterminator="\n").writerows(rows)
    return out.getvalue()


def cells_of(text: str) -> list[list[str]]:
    """The cells of such a text, row by row. A text that other programs have made has quotes of its own, too: where they
    are no pairs, lines and tabs alone count."""
    text = text.replace("\r\n", "\n").removesuffix("\n")
    if text.count('"') % 2:
        return [line.split("\t") for line in text.split("\n")]
    return [row or [""] for row in csv.reader(StringIO(text, newline=""), csv.excel_tab)] or [[""]]
