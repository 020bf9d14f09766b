"""A previewed sheet as it stands in its file: its columns and rows, problems marked at their cells, each cell to be
typed anew."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QWidget

from talentapp.domain.intake import Problem
from talentapp.gui.imports.sheet_cells import SheetCells
from talentapp.gui.imports.sheet_view import SheetView
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import Elided, across, button, stacked

if TYPE_CHECKING:
    from talentapp.office.imports.grid import Grid

_ROW, _HEADER = 32, 52
_LEAST = 4  # rows that are seen, and a bar to scroll by: else the page is scrolled
_NARROWEST, _WIDEST = 88, 240
_NAMES = 160  # width of the rows' numbers and names
_CHARACTER = 8  # pixels of a Latin letter, about; a Chinese character takes two
_QUOTED = 12  # characters of a cell's text that a line quotes


class SheetGrid(QFrame):
    """The cells, a choice of the sheet where there are several, and a line on the problem that one is at."""

    chosen = Signal(object)  # the number of the planned row that is current, or None
    asked = Signal()  # what a column means is asked for
    typed = Signal(object)  # the Retyped of one step: somebody typed cells anew

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("tableCard")
        self._dress = dress
        self._grids: Sequence[Grid] = ()
        self._cells = SheetCells(dress, self)
        self.table = SheetView(dress, self._cells)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setMinimumHeight(_HEADER + _LEAST * _ROW)
        rows, heads = self.table.verticalHeader(), self.table.horizontalHeader()
        rows.setDefaultSectionSize(_ROW)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setFixedWidth(_NAMES)
        heads.setFixedHeight(_HEADER)
        heads.sectionClicked.connect(self.asked)
        dress.say(self.table, name="import-view-sheet")
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(self._say)
        self.table.editing.connect(self._say_typing)
        self._sheets = Choice(dress)
        dress.say(self._sheets, name="import-sheet")
        self._sheets.activated.connect(lambda _at: self._show(self._sheets.value))
        # queued: the sheet is read again while the view still closes its editor
        self._cells.typed.connect(self.typed, Qt.ConnectionType.QueuedConnection)
        self._line = Elided()
        self._back = dress.say(button("quiet"), "grid-take-back", icon="undo")
        self._back.clicked.connect(self._take_back)
        self._alike = button("quiet")
        self._alike.clicked.connect(self._put_alike)
        for one in (self._back, self._alike):
            one.hide()
        foot = QWidget()
        foot.setObjectName("plain")
        foot.setLayout(across(self._line, self._alike, self._back, self._sheets, gap=12, margins=(12, 6, 8, 6)))
        foot.layout().setStretch(0, 1)  # type: ignore[union-attr]
        whole = stacked(self.table, foot, gap=0, margins=(1, 1, 1, 1))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_grids(self, grids: "Sequence[Grid]") -> None:
        """Show the tables of a file, the first of them in view; read anew, they are shown where they were left."""
        again = [grid.name for grid in grids] == [grid.name for grid in self._grids]
        now, area, bars = (
            self.table.currentIndex(),
            self.table.area,
            (self.table.verticalScrollBar(), self.table.horizontalScrollBar()),
        )
        places = [bar.value() for bar in bars]
        self._grids = grids
        self._sheets.offer([(grid.name, at) for at, grid in enumerate(grids)])
        self._sheets.setVisible(len(grids) > 1)
        self._show(self._sheets.value if again and grids else 0)
        if again and now.isValid():
            self.table.setCurrentIndex(self._cells.index(now.row(), now.column()))
            if area is not None:
                self.table.select_area(area)
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
        """The line below: what is wrong where one is, or how many problems there are and how to reach them; beside it
        what can be done at once."""
        grid, words, now = self._cells.grid, self._dress.words, self.table.currentIndex()
        if grid is None:
            return
        here = (*grid.problems(now.row(), now.column()), *grid.problems(now.row())) if now.isValid() else ()
        cell = grid.retyped(now.row(), now.column()) if now.isValid() else None
        others = self._cells.others(now.row(), now.column()) if cell or here else ()
        self._back.setVisible(cell is not None)
        self._alike.setVisible(bool(cell and others))
        if cell is not None and others:
            self._alike.setText(words("grid-alike", n=len(others)))
            self._alike.setToolTip(words("grid-alike-tip", text=_quoted(cell.was)))
        top, left, bottom, right = self.table.area or (0, 0, 0, 0)
        if (selected := (bottom - top + 1) * (right - left + 1)) > 1:
            self._line.setText(words("grid-selected", n=selected))
        elif here:
            more = words("grid-correct-alike", n=len(others) + 1) if others else words("grid-correct")
            self._line.setText(dotted(words.problem(here[0]), "" if cell else more))
        elif cell is not None:
            self._line.setText(words.problem(cell.remark))
        elif grid.troubled:
            self._line.setText(words("grid-problems", n=len(grid.troubled)))
        else:
            self._line.setText(words("grid-no-problems" if grid.records else "grid-name-it"))

    def _say_typing(self, index: QModelIndex | None) -> None:
        """While a cell is being typed, how to correct those too that say the same."""
        if index is None:
            self._say()
        elif others := self._cells.others(index.row(), index.column()):
            grid = self._cells.grid
            cell = grid.retyped(index.row(), index.column()) if grid else None
            was = cell.was if cell else self._cells.said(index.row(), index.column())
            self._line.setText(self._dress.words("grid-typing-alike", n=len(others) + 1, text=_quoted(was)))

    def _put_alike(self) -> None:
        self.table.put_alike()
        self.table.setFocus()

    def _take_back(self) -> None:
        now, grid = self.table.currentIndex(), self._cells.grid
        if grid is not None and (cell := grid.retyped(now.row(), now.column())) is not None:
            self.typed.emit((replace(cell, text=cell.was),))
            self.table.setFocus()


def _quoted(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _QUOTED else f"{said[:_QUOTED]}…"


def _measure(text: str) -> int:
    return sum(2 if ord(ch) > 0x2E80 else 1 for ch in text[:40])
