"""The roster before it is written: the sheets as whoever opens the workbook will see them, in the reader's language."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from talentapp.domain.rosters import SheetView
from talentapp.gui.kit.cells import CellsView
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.widgets import EmptyState, across, button, label, stacked
from talentapp.office.views.handouts import RosterPreview as Preview

_LETTER, _ROOM, _WIDEST = 9.0, 18, 400  # pixels of a letter, beside the letters, and of a column at most
_POINT, _HIGHEST = 1.6, 150  # pixels of a point, and of a row at most
_SHORT = 12  # characters of a text that is not broken anywhere
_FONT = Qt.ItemDataRole.FontRole
_SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_NOTHING = SheetView("", (), (), (), (), (), False, 0)
_Index = QModelIndex | QPersistentModelIndex


class _Cells(QAbstractTableModel):
    """The cells of one sheet."""

    def __init__(self, dress: Dress, parent: QWidget) -> None:
        super().__init__(parent)
        self._dress = dress
        self.sheet = _NOTHING

    def show_sheet(self, sheet: SheetView) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet = sheet
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.cells)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.widths)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.sheet.cells[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _SIDES[cell.side] | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and cell.bold:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and cell.filled:
            return QColor(self._dress.tokens.navigation)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Nothing: the sheet has a header of its own."""


class _InView(QStyledItemDelegate):
    """Writes what stands in a row of merged cells within what is in view of them, on more lines where it has to, and
    with dots where these are too many: a sheet is wider than the page, and such a text begins at its left."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        begins = option.rect.left() + self._table.horizontalScrollBar().value()  # where it is before one scrolls
        room = self._table.viewport().width() - begins
        if 0 < room < option.rect.width() and self._table.columnSpan(index.row(), index.column()) > 1:
            whole = QStyleOptionViewItem(option)
            self.initStyleOption(whole, index)
            whole.text = ""
            self._table.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, whole, painter, self._table)
            option.rect.setWidth(room)
        super().paint(painter, option, index)


class RosterPreview(QFrame):
    """The sheets as tabs, and the beginning of the one in view."""

    opened = Signal(int)  # a pairing

    def __init__(self, dress: Dress, to_review: QPushButton, widen: QPushButton, again: QPushButton) -> None:
        super().__init__()
        self.setObjectName("tableCard")
        self._dress = dress
        self._chosen = 0
        self._told: Preview | None = None
        self.cells = _Cells(dress, self)
        self.table = CellsView(self.cells)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.activated.connect(self._open)
        self._in_view = _InView(self.table)
        dress.say(self.table, name="roster-preview")
        self._beside = self._frozen()
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages = Leaves()
        self._pages.addWidget(self.table)
        self.empty = EmptyState(dress, "rosters", "empty-roster-title", "empty-roster-text", to_review, widen)
        self._to_review, self._widen = to_review, widen
        self._pages.addWidget(self.empty)
        cancelled = "empty-roster-cancelled-title", "empty-roster-cancelled"
        self._pages.addWidget(EmptyState(dress, "rosters", *cancelled, again))
        self._pages.addWidget(EmptyState(dress, "rosters", "empty-roster-making-title", "empty-roster-making"))
        self._pages.addWidget(EmptyState(dress, "organisations", "empty-roster-partner-title", "empty-roster-partner"))
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        self._remark = label(kind="caption", wrap=True)
        self._tabs = Flow(gap=4)
        foot = across(self._tabs, self._remark, gap=8, margins=(8, 6, 8, 6))
        foot.setStretch(0, 3)
        foot.setStretch(1, 1)
        whole = stacked(self._pages, foot, gap=0, margins=(1, 1, 1, 1))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _frozen(self) -> QTableView:
        """The columns that stay in view while one looks to the right: a view of them over the left of the table."""
        made = self._dress.say(CellsView(self.cells), name="roster-preview")
        made.setParent(self.table)
        for header in (made.verticalHeader(), made.horizontalHeader()):
            header.hide()
        for bar in (made.setVerticalScrollBarPolicy, made.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # its rows are those below it
        made.setSelectionModel(self.table.selectionModel())
        made.setProperty("kind", "frozen")
        made.hide()
        down, across_ = self.table.verticalScrollBar(), self.table.horizontalScrollBar()
        down.valueChanged.connect(made.verticalScrollBar().setValue)
        for changed in (across_.valueChanged, across_.rangeChanged, down.rangeChanged):
            changed.connect(self._place_beside)
        across_.rangeChanged.connect(self._fit_rows)  # there is more room now, or less
        return made

    def _place_beside(self, *_change: object) -> None:
        frozen, view = self.cells.sheet.frozen, self.table.viewport()
        width = sum(self.table.columnWidth(at) for at in range(frozen))
        scrolled = self.table.horizontalScrollBar().value() > 0
        self._beside.setVisible(bool(scrolled and frozen and width < view.width() / 2))
        self._beside.setGeometry(0, 0, width, view.height())
        self._beside.verticalScrollBar().setValue(self.table.verticalScrollBar().value())

    def show_preview(self, told: Preview | None, narrowing: str) -> None:
        """Show a roster as it would be written, at the sheet that was in view; None: nothing to write.

        Where there is nothing, it is said to be for `narrowing`, unless that is "".
        """
        self._to_review.setVisible(not narrowing)
        self._widen.setVisible(bool(narrowing))
        self.empty.tell("empty-roster-narrowed" if narrowing else "empty-roster-text", filters=narrowing)
        self._told = told if told and told.rows else None
        self._pages.setCurrentIndex(0 if self._told else 1)
        sheets = self._told.sheets if self._told else ()
        if self._chosen >= len(sheets):
            self._chosen = 0
        self._show_tabs()
        self._show()

    def show_nothing(self) -> None:
        """Show that the preview was cancelled, and how it is made all the same."""
        self._turn_to(2)

    def show_making(self) -> None:
        """Show that a preview is being made, where none is there yet; else the former one stays meanwhile."""
        if self._told is None:
            self._turn_to(3)

    def ask_partner(self) -> None:
        """Show that the partner has to be chosen first."""
        self._turn_to(4)

    def _turn_to(self, page: int) -> None:
        self._told = None
        self._show_tabs()
        self._show()
        self._pages.setCurrentIndex(page)

    def _show_tabs(self) -> None:
        """A button for each sheet; those that are there stay, and with them the focus."""
        sheets, words = self._told.sheets if self._told else (), self._dress.words
        for at in range(len(sheets), len(self._group.buttons())):
            one = self._group.button(at)
            self._group.removeButton(one)
            one.deleteLater()
        for at, sheet in enumerate(sheets):
            one = self._group.button(at) or self._tab(at)
            count = self._told.counts.get(sheet.name) if self._told else None
            one.setText(sheet.name if count is None else words("count-sheet", sheet=sheet.name, n=count))
            one.setChecked(at == self._chosen)
        self._remark.setVisible(bool(sheets))

    def _tab(self, at: int) -> QAbstractButton:
        one = button("quiet")
        one.setCheckable(True)
        self._group.addButton(one, at)
        self._tabs.addWidget(one)
        return one

    def _choose(self, at: int) -> None:
        self._chosen = at
        self._show()
        for bar in (self.table.horizontalScrollBar(), self.table.verticalScrollBar()):
            bar.setValue(0)  # another sheet is read from its beginning

    def _show(self) -> None:
        sheet = self._told.sheets[self._chosen] if self._told else _NOTHING
        self.cells.show_sheet(sheet)
        for table in (self.table, self._beside):
            table.clearSpans()
            for at, width in enumerate(sheet.widths):
                table.setColumnWidth(at, int(min(width * _LETTER + _ROOM, _WIDEST)))
                table.setColumnHidden(at, table is self._beside and at >= sheet.frozen)
            for row in range(len(sheet.cells)):
                table.setItemDelegateForRow(row, None)  # type: ignore[arg-type]
            for row, column, down, across_ in sheet.spans:
                if down * across_ > 1:
                    table.setSpan(row, column, down, across_)
                if table is self.table and across_ > 1 and sheet.cells[row][column].side == "left":
                    table.setItemDelegateForRow(row, self._in_view)
        self._fit_rows()
        self._place_beside()
        if self._told:
            words = self._dress.words
            remarks = [words("roster-goes-on")] if sheet.more else []
            remarks += [words("roster-drawings", n=sheet.drawings)] if sheet.drawings else []
            self._remark.setText("    ".join(remarks))

    def _fit_rows(self, *_change: object) -> None:
        """Rows as high as the file says, and as what stands in less room here than there asks for."""
        sheet, heights = self.cells.sheet, [height * _POINT for height in self.cells.sheet.heights]
        for row, cells in enumerate(sheet.cells):
            for column, cell in enumerate(cells):
                room = self._room_of(row, column) if len(cell.text) > _SHORT else 0
                if room > 0:
                    metrics = QFontMetrics(self.cells.data(self.cells.index(row, column), _FONT) or self.table.font())
                    said = metrics.boundingRect(0, 0, room - _ROOM, _HIGHEST, Qt.TextFlag.TextWordWrap, cell.text)
                    heights[row] = max(heights[row], said.height() + _ROOM / 2)
        for table in (self.table, self._beside):
            for row, height in enumerate(heights):
                table.setRowHeight(row, int(min(height, _HIGHEST)))

    def _room_of(self, row: int, column: int) -> int:
        """How wide a cell is in view, where that may be less than in the file; else 0."""
        across_ = self.table.columnSpan(row, column)
        if across_ == 1:
            return _WIDEST if self.table.columnWidth(column) == _WIDEST else 0
        begins = sum(map(self.table.columnWidth, range(column)))
        whole = sum(map(self.table.columnWidth, range(column, column + across_)))
        return min(whole, self.table.viewport().width() - begins)

    def _open(self, index: QModelIndex) -> None:
        key = self.cells.sheet.keys[index.row()]
        if key is not None:
            self.opened.emit(key)
