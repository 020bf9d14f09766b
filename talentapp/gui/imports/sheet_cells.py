"""The Qt model over a previewed sheet: its cells with their problems marked, and what is typed into them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon

from talentapp.domain.intake import Problem, Retyped
from talentapp.gui.imports.meanings import target_label
from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress

if TYPE_CHECKING:
    from talentapp.office.imports.grid import Grid

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]
"""A row and a column, both from 0."""


class SheetCells(QAbstractTableModel):
    """The Qt model over a `Grid`; nothing is copied. What is typed shows at once, until the plan has followed."""

    typed = Signal(object)  # the Retyped of one step

    def __init__(self, dress: Dress, parent: QObject) -> None:
        super().__init__(parent)
        self._dress = dress
        self._signs: dict[bool, QIcon] = {}
        self._pending: dict[Place, str] = {}
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
            said = self.said(at, column)
            return said if role == Qt.ItemDataRole.EditRole else " ".join(said.split())
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
        return role == Qt.ItemDataRole.EditRole and self.put({(index.row(), index.column()): str(value)})

    def said(self, at: int, column: int) -> str:
        """What a cell says, as it was typed last."""
        assert self.grid is not None  # noqa: S101 - there are cells of a grid only
        pending = self._pending.get((at, column))
        return self.grid.written(at, column) if pending is None else pending

    def put(self, texts: Mapping[Place, str]) -> bool:
        """Type texts into cells, in one step; what lies outside the sheet is left out. Whether a cell says something
        else than before."""
        rows, columns, grid = self.rowCount(), self.columnCount(), self.grid
        new = {
            (at, column): text
            for (at, column), text in texts.items()
            if at < rows and column < columns and text.strip() != self.said(at, column).strip()
        }
        if not new or grid is None or not grid.records:
            return False
        self._pending |= new
        ats, ones = zip(*new, strict=True)
        self.dataChanged.emit(self.index(min(ats), min(ones)), self.index(max(ats), max(ones)))
        self.typed.emit(tuple(grid.cell(at, column, text) for (at, column), text in new.items()))
        return True

    def others(self, at: int, column: int) -> Sequence[int]:
        """The rows where the column says what this cell says in the file, and nobody has typed anything else."""
        alike = self.grid.alike(at, column) if self.grid else ()
        return [row for row in alike if row != at and (row, column) not in self._pending]

    def put_alike(self, at: int, column: int, text: str) -> bool:
        """Type a text into a cell and into all that say what it says in the file."""
        return self.put(dict.fromkeys(((row, column) for row in (at, *self.others(at, column))), text))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.grid is None:
            return None
        words = self._dress.words
        if orientation is Qt.Orientation.Vertical:
            row, problems = self.grid.planned(section), self.grid.problems(section)
            if role == Qt.ItemDataRole.DisplayRole:  # of whom, however far to the right one has gone
                return f"{self.grid.line(section)}  {row.title if row else ''}".rstrip()
            if role == Qt.ItemDataRole.ToolTipRole:
                said = row.title if row else words("grid-aside")
                return "\n".join(filter(None, (said, self._marked(problems, role))))
            return self._marked(problems, role) if problems else None
        column = self.grid.columns[section]
        meaning = target_label(words, self.grid.kind, column.target) if column.target else words("meanings-none")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            letter = column.letter if self.grid.name and column.heading else ""  # a text table has none
            return words("grid-heading", letter=letter, heading=column.called, meaning=meaning).lstrip()
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
