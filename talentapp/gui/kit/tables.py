"""One read-only table for every list: ids first, rows in cached pages, selection kept on ids."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from talentapp.gui.kit.dress import Dress

PAGE = 16  # what a window shows at once, and a little more
_PAGES_KEPT = 160
Index = QModelIndex | QPersistentModelIndex
_SHOWN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable


class Cell(NamedTuple):
    """What is painted: a line and those under it, with a score at its right end and the caution of a pill under
    that; or chips, a pill, or a score with a caution under it. A tuple: a list makes a hundred with each keystroke."""

    text: str = ""
    under: str = ""
    chips: tuple[str, ...] = ()
    pill: str = ""
    tone: Literal["grey", "blue", "green", "amber", "red"] = "grey"
    score: float | None = None
    strong: bool = False
    icon: str = ""

    @property
    def spoken(self) -> str:
        """The cell in words, for a screen reader and for copying."""
        shown = "" if self.score is None else f"{self.score:.1f}"
        return ", ".join(part for part in (self.text, *self.under.split("\n"), *self.chips, self.pill, shown) if part)


@dataclass(frozen=True)
class Column:
    """A column: its heading's message, how to make a cell of a row, its width, and the order it sorts by.

    `widest` makes the widest cells that it usually has, in the language of the moment: it is no narrower than those,
    nor than its heading. `edit` names the field that is edited in the cell itself, `leads` the page that a double click
    on it shows. A column that is not `shown` waits in the chooser.
    """

    heading: str
    cell: Callable[[Any], Cell]
    width: int
    stretch: int = 0
    order: str = ""
    needs: int = 0  # hidden while the table is narrower than this, unless somebody asked for it
    edit: str = ""
    leads: str = ""
    shown: bool = True
    edited: str = ""  # the row's own name for what is edited, where it has another
    widest: Callable[[], Iterable[Cell]] = tuple
    form: str = ""  # the form's field of it, where it is not edited in the cell

    def cell_of(self, row: Any) -> Cell:
        """The cell of a row; an empty one for a row that is gone."""
        return Cell() if row is None else self.cell(row)


def pills(dress: Dress, group: str, codes: Iterable[str]) -> list[Cell]:
    """A cell with a pill for each code of a group, as it is said now: the widest that a column of them has."""
    return [Cell(pill=dress.words.code(group, code)) for code in codes]


def _nothing(_field: str, _text: str) -> str:
    return ""


class RowTable(QAbstractTableModel):
    """A Qt model over a list of ids. `fetch` gives the rows of some ids, in their order."""

    edited = Signal(int, str, str)  # a record, a field, and what was put into it
    refused = Signal(str, str)  # what was put into a field that cannot stay, and why

    def __init__(
        self,
        dress: Dress,
        columns: Sequence[Column],
        fetch: Callable[[list[int]], Sequence[Any]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dress = dress
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: list[int] = []
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._sorted_by: tuple[int, bool] | None = None
        self.wrong: Callable[[str, str], str] = _nothing
        """What is wrong with a text as a value of a field, in a sentence, or ""; for who may edit to say."""
        dress.changed.connect(self._said_again)

    @property
    def ids(self) -> list[int]:
        """The ids shown, in order."""
        return self._ids

    @property
    def sorted_by(self) -> tuple[int, bool] | None:
        """The column that the ids are sorted by, and whether they descend. Qt's own indicator turns with every click,
        also on columns that nothing can be sorted by, before anybody hears of the click."""
        return self._sorted_by

    def field_at(self, index: QModelIndex) -> str:
        """The form's field of a cell; "" where it has none of its own."""
        column = self.columns[index.column()] if index.isValid() else None
        return column.edit or column.form if column is not None else ""

    def show_order(self, order: str, descending: bool) -> None:
        """Mark the column of this order as the one that the ids are sorted by; its heading says so, too."""
        section = next((at for at, column in enumerate(self.columns) if column.order == order), None)
        self._sorted_by = None if section is None else (section, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def show_ids(self, ids: list[int]) -> None:
        """Show other ids; pages are read when they are first painted."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def complete(self, ids: list[int]) -> None:
        """Show the whole list of which the beginning is shown already: nothing moves, nothing is read again."""
        shown = len(self._ids)
        if not shown or ids[:shown] != self._ids:
            self.show_ids(ids)
        elif len(ids) > shown:
            self.beginInsertRows(QModelIndex(), shown, len(ids) - 1)
            self._ids = ids
            self._pages.pop(shown // PAGE, None)  # it may have been read in part
            self.endInsertRows()

    def forget(self) -> None:
        """Read the rows again, of the same ids: something about them has changed."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def row_of(self, record_id: int) -> int | None:
        """Where a record stands, or None."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def row(self, at: int) -> Any:
        """The row at a place, read with its page."""
        number = at // PAGE
        page = self._pages.get(number)
        if page is None:
            page = self._fetch(self._ids[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        inside = at % PAGE
        return page[inside] if inside < len(page) else None

    def cell(self, at: int, column: int) -> Cell:
        """What is painted at a place."""
        return self.columns[column].cell_of(self.row(at))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self.cell(index.row(), index.column()).spoken

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITED if self.columns[index.column()].edit else _SHOWN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        called = self._dress.words(self.columns[section].heading)
        column, descending = self._sorted_by or (-1, False)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == column:
            return self._dress.words("sorted-down" if descending else "sorted-up", column=called)
        return called

    def _said_again(self) -> None:
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))
