"""The roster before it is written: the cells of its sheets as they will stand there, in the recipient's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QFrame, QPushButton, QStackedLayout, QTableView, QWidget

from talentapp.domain.rosters import RosterChoice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tables import RowTable
from talentapp.gui.kit.widgets import Elided, EmptyState, across, button, empty, stacked
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.handouts.publishing import Publishing

_ROW, _LETTER, _NARROWEST, _WIDEST = 48, 8.6, 64, 264
PREVIEWED = ("roster", "active", "ended")
"""The sheets with a row for each pairing."""


class _Cells(RowTable):
    """A table of texts whose columns change with what is chosen."""

    def __init__(self, dress: Dress, parent: QWidget) -> None:
        super().__init__(dress, (), self._read, parent)
        self.headings: tuple[str, ...] = ()
        self.centred: frozenset[int] = frozenset()
        self._source: Callable[[list[int]], Sequence[tuple[str, ...]]] = lambda _ids: ()

    def _read(self, ids: list[int]) -> Sequence[tuple[str, ...]]:
        return self._source(ids)

    def show_sheet(
        self,
        ids: list[int],
        headings: tuple[str, ...],
        centred: frozenset[int],
        source: Callable[[list[int]], Sequence[tuple[str, ...]]],
    ) -> None:
        """Show these pairings as `source` says them; rows are read when they are first painted."""
        self.headings, self.centred, self._source = headings, centred, source
        self.show_ids(ids)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            flag = Qt.AlignmentFlag.AlignHCenter if index.column() in self.centred else Qt.AlignmentFlag.AlignLeft
            return flag | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        return row[index.column()] if row else ""

    def _said_again(self) -> None:
        """Nothing: whoever fills it does so again in another language."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:  # noqa: ARG002
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section] if 0 <= section < len(self.headings) else None
        return None


class RosterPreview(QFrame):
    """The sheets as tabs, and the cells of the one in view."""

    opened = Signal(int)  # a pairing

    def __init__(self, dress: Dress, publishing: "Publishing", to_review: QPushButton) -> None:
        super().__init__()
        self.setObjectName("tableCard")
        self._dress, self._publishing = dress, publishing
        self._sheet = "roster"
        self._ids: Mapping[str, list[int]] = {}
        self._choice, self._words = RosterChoice(), dress.words
        self._for: int | None = None
        self.cells = _Cells(dress, self)
        self.table = QTableView()
        self.table.setObjectName("cells")
        self.table.setModel(self.cells)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.activated.connect(self._open)
        dress.say(self.table, name="roster-preview")
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.table)
        self._pages.addWidget(EmptyState(dress, "rosters", "empty-roster-title", "empty-roster-text", to_review))
        self._tabs = across(gap=4, margins=(8, 6, 8, 6))
        whole = stacked(self._pages, self._tabs, gap=0, margins=(1, 1, 1, 1))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def show_roster(
        self, ids: Mapping[str, list[int]], choice: RosterChoice, words: Wording, organisation_id: int | None
    ) -> None:
        """Show the pairings of each sheet as they would be written, for this organisation if one is named."""
        self._ids, self._choice, self._words, self._for = ids, choice, words, organisation_id
        if self._sheet not in PREVIEWED or not choice.has(self._sheet):
            self._sheet = "roster"
        self._show_tabs()
        self._show()

    def _show_tabs(self) -> None:
        empty(self._tabs)
        group = QButtonGroup(self)
        for sheet in PREVIEWED:
            if self._choice.has(sheet):
                one = button("quiet")
                count = len(self._ids.get(sheet, ()))
                one.setText(self._dress.words("count-sheet", sheet=self._words(f"roster-sheet-{sheet}"), n=count))
                one.setCheckable(True)
                one.setChecked(sheet == self._sheet)
                one.setProperty("sheet", sheet)
                group.addButton(one)
                self._tabs.addWidget(one)
        group.buttonClicked.connect(self._choose)
        others = [self._words(f"roster-sheet-{sheet}") for sheet in self._choice.sheets if sheet not in PREVIEWED]
        line = Elided()
        joined = self._dress.words("list-separator").join(others)
        line.setText(self._dress.words("roster-more-sheets", sheets=joined) if others else "")
        self._tabs.addWidget(line, 1)

    def _choose(self, one: QWidget) -> None:
        self._sheet = one.property("sheet")
        self._show()

    def _show(self) -> None:
        sheet, choice, words, publishing = self._sheet, self._choice, self._words, self._publishing
        recipient = self._for
        headings, widths, centred = publishing.headings(words, choice, sheet)

        def source(ids: list[int]) -> Sequence[tuple[str, ...]]:
            return publishing.preview_rows(ids, words, choice, sheet, recipient)

        ids = self._ids.get(sheet, [])
        self.cells.show_sheet(ids, headings, centred, source)
        for at, width in enumerate(widths):
            self.table.setColumnWidth(at, int(min(max(width * _LETTER, _NARROWEST), _WIDEST)))
        self._pages.setCurrentIndex(0 if self._ids.get("roster") else 1)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.cells.ids[index.row()])
