"""A previewed sheet as it stands in its file: its columns and rows, problems marked at their cells, each cell to be
typed anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from talentapp.domain.intake import Problem, Retyped
from talentapp.gui.imports.meanings import target_label
from talentapp.gui.kit import icons
from talentapp.gui.kit.cells import cells_view
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import Elided, across, button, stacked

if TYPE_CHECKING:
    from talentapp.office.imports.grid import Grid

_ROW, _HEADER = 32, 52
_NARROWEST, _WIDEST = 88, 240
_NAMES = 160  # width of the rows' numbers and names
_CHARACTER = 8  # pixels of a Latin letter, about; a Chinese character takes two
Index = QModelIndex | QPersistentModelIndex


class _Cells(QAbstractTableModel):
    """The Qt model over a `Grid`; nothing is copied. What is typed shows at once, until the plan has followed."""

    typed = Signal(object)  # a Retyped

    def __init__(self, dress: Dress, parent: QObject) -> None:
        super().__init__(parent)
        self._dress = dress
        self._signs: dict[bool, QIcon] = {}
        self._pending: dict[tuple[int, int], str] = {}
        self.grid: Grid | None = None

    def show_grid(self, grid: "Grid | None") -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.grid = grid
        self._pending.clear()
        tokens = self._dress.tokens
        self._signs = {
            True: icons.icon("forbid", tokens.red.ink, size=16),
            False: icons.icon("warning", tokens.amber.ink, size=16),
        }
        self._pencil = icons.icon("edit", tokens.blue.ink, size=16)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.grid is None else len(self.grid)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.grid is None else len(self.grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self.grid is None:
            return None
        at, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            read = self.grid.text if role == Qt.ItemDataRole.DisplayRole else self.grid.written
            return self._pending[at, column] if (at, column) in self._pending else read(at, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            aside = self.grid.planned(at) is None or not self.grid.columns[column].target
            return QBrush(QColor(self._dress.tokens.muted)) if aside else None
        problems, retyped = self.grid.problems(at, column), self.grid.retyped(at, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            remarks = (*problems, retyped.remark) if retyped else problems
            return self._dress.words("list-separator").join(
                [self.grid.text(at, column), *map(self._dress.words.problem, remarks)]
            )
        if problems:
            return self._marked(problems, role)
        return self._by_hand(retyped, role) if retyped else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = self.grid is not None and self.grid.records and index.isValid()
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self.grid is None or role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        at, column = index.row(), index.column()
        self._pending[at, column] = value
        self.dataChanged.emit(index, index)
        self.typed.emit(self.grid.cell(at, column, value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.grid is None:
            return None
        words = self._dress.words
        if orientation is Qt.Orientation.Vertical:
            row = self.grid.planned(section)
            if role == Qt.ItemDataRole.DisplayRole:  # of whom, however far to the right one has gone
                return f"{self.grid.line(section)}  {row.title if row else ''}".rstrip()
            problems = self.grid.problems(section)
            if role == Qt.ItemDataRole.ToolTipRole and row is None:
                return words("grid-aside")
            return self._marked(problems, role) if problems else None
        column = self.grid.columns[section]
        meaning = target_label(words, self.grid.kind, column.target) if column.target else words("meanings-none")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            letter = column.letter if self.grid.name else ""  # a text table has none
            return words("grid-heading", letter=letter, heading=column.heading, meaning=meaning).lstrip()
        return None

    def _by_hand(self, cell: Retyped, role: int) -> Any:
        """How a cell shows that a person typed anew."""
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(QColor(self._dress.tokens.blue.ground))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pencil
        return self._dress.words.problem(cell.remark) if role == Qt.ItemDataRole.ToolTipRole else None

    def _marked(self, problems: Sequence[Problem], role: int) -> Any:
        """How a problem shows: a tint, a sign of its own for what keeps the row out, and the sentence as a tip."""
        blocking = any(problem.blocking for problem in problems)
        if role == Qt.ItemDataRole.BackgroundRole:
            tone = self._dress.tokens.red if blocking else self._dress.tokens.amber
            return QBrush(QColor(tone.ground))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._signs[blocking]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(dict.fromkeys(map(self._dress.words.problem, problems)))
        return None


class SheetGrid(QFrame):
    """The cells, a choice of the sheet where there are several, and a line on the problem that one is at."""

    chosen = Signal(object)  # the number of the planned row that is current, or None
    asked = Signal()  # what a column means is asked for
    typed = Signal(object)  # a Retyped: somebody typed a cell anew

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("tableCard")
        self._dress = dress
        self._grids: Sequence[Grid] = ()
        self._cells = _Cells(dress, self)
        self.table = cells_view(self._cells)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        rows, heads = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.setDefaultSectionSize(_ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setHighlightSections(False)
        rows.setFixedWidth(_NAMES)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        heads.setFixedHeight(_HEADER)
        heads.setHighlightSections(False)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.sectionClicked.connect(self.asked)
        dress.say(self.table, name="import-view-sheet")
        self.table.selectionModel().currentChanged.connect(self._moved)
        self._sheets = Choice(dress)
        dress.say(self._sheets, name="import-sheet")
        self._sheets.activated.connect(lambda _at: self._show(self._sheets.value))
        # queued: the sheet is read again while the view still closes its editor
        self._cells.typed.connect(self.typed, Qt.ConnectionType.QueuedConnection)
        triggers = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self._line = Elided()
        self._back = dress.say(button("quiet"), "grid-take-back", icon="undo")
        self._back.clicked.connect(self._take_back)
        self._back.hide()
        foot = QWidget()
        foot.setObjectName("plain")
        foot.setLayout(across(self._line, self._back, self._sheets, gap=12, margins=(12, 6, 8, 6)))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        whole = stacked(self.table, foot, gap=0, margins=(1, 1, 1, 1))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_grids(self, grids: "Sequence[Grid]") -> None:
        """Show the tables of a file, the first of them in view; read anew, they are shown where they were left."""
        again = [grid.name for grid in grids] == [grid.name for grid in self._grids]
        now, bars = self.table.currentIndex(), (self.table.verticalScrollBar(), self.table.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self._grids = grids
        self._sheets.offer([(grid.name, at) for at, grid in enumerate(grids)])
        self._sheets.setVisible(len(grids) > 1)
        self._show(self._sheets.value if again and grids else 0)
        if again and now.isValid():
            self.table.setCurrentIndex(self._cells.index(now.row(), now.column()))
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)

    def _show(self, at: int) -> None:
        grid = self._grids[at] if at < len(self._grids) else None
        self._cells.show_grid(grid)
        for place, column in enumerate(grid.columns if grid else ()):
            head = str(self._cells.headerData(place, Qt.Orientation.Horizontal)).split("\n")
            longest = max(map(_measure, (*head, *column.sample)))
            self.table.setColumnWidth(place, min(max(longest * _CHARACTER + 40, _NARROWEST), _WIDEST))
        self._say()

    def choose(self, number: int) -> None:
        """Make the row of this number of the preview current, in whichever sheet it stands."""
        for place, grid in enumerate(self._grids):
            if (at := grid.at(number)) is not None:
                if grid is not self._cells.grid:
                    self._sheets.choose(place)
                    self._show(place)
                if self.table.currentIndex().row() != at:
                    self._go(at, max(self.table.currentIndex().column(), 0))
                return

    def edit(self, problem: Problem) -> None:
        """Open the cell of a problem to be typed anew."""
        for at, grid in enumerate(self._grids):
            if grid.name == problem.sheet and (place := grid.place(problem.row, problem.column)) is not None:
                if grid is not self._cells.grid:
                    self._sheets.choose(at)
                    self._show(at)
                self._go(*place)
                self.table.setFocus()
                self.table.edit(self.table.currentIndex())
                return

    def step(self, by: int) -> bool:
        """Go to the next problem (1) or the one before (-1), round the end. False where there is none."""
        places = self._cells.grid.troubled if self._cells.grid else ()
        if not places:
            return False
        now = self.table.currentIndex()
        here = (now.row(), now.column()) if now.isValid() else (-1, -1)
        whole = [(at, max(column, 0)) for at, column in places]
        ahead = [place for place in whole if (place > here if by > 0 else place < here)]
        self._go(*(ahead or whole)[0 if by > 0 else -1])
        self.table.setFocus()
        return True

    def _go(self, at: int, column: int) -> None:
        index = self._cells.index(at, column)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _moved(self, current: QModelIndex, before: QModelIndex) -> None:
        self._say()
        if self._cells.grid is not None and current.row() != before.row():
            row = self._cells.grid.planned(current.row()) if current.isValid() else None
            self.chosen.emit(None if row is None else row.number)

    def _say(self) -> None:
        """The line below: what is wrong where one is, or how many problems there are and how to reach them."""
        grid, words, now = self._cells.grid, self._dress.words, self.table.currentIndex()
        if grid is None:
            return
        here = (*grid.problems(now.row(), now.column()), *grid.problems(now.row())) if now.isValid() else ()
        cell = grid.retyped(now.row(), now.column()) if now.isValid() else None
        self._back.setVisible(cell is not None)
        if here:
            self._line.setText(dotted(words.problem(here[0]), "" if cell else words("grid-correct")))
        elif cell is not None:
            self._line.setText(words.problem(cell.remark))
        elif grid.troubled:
            self._line.setText(words("grid-problems", n=len(grid.troubled)))
        else:
            self._line.setText(words("grid-no-problems" if grid.records else "grid-name-it"))

    def _take_back(self) -> None:
        now, grid = self.table.currentIndex(), self._cells.grid
        if grid is not None and (cell := grid.retyped(now.row(), now.column())) is not None:
            self.typed.emit(replace(cell, text=cell.was))
            self.table.setFocus()


def _measure(text: str) -> int:
    return sum(2 if ord(ch) > 0x2E80 else 1 for ch in text[:40])
