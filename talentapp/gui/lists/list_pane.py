"""A list as its screen shows it: search as one types, filters with counts, columns to choose, and the table.

The first rows that fit are painted with the keystroke; where finding all takes longer, the rest is found beside the
window's thread and added below, and nothing on the screen moves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from talentapp.domain.lists import CLOSE, FIELD, SKILL, Facets, Found
from talentapp.gui.kit.column_chooser import ColumnChooser
from talentapp.gui.kit.controls import SearchField
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.tables import Column, RowTable
from talentapp.gui.kit.widgets import Actions, EmptyState, across, button, stacked
from talentapp.gui.lists.facets import FacetChips, FacetCounts, FacetPanel, Labels

if TYPE_CHECKING:
    from talentapp.office.records.look import Look

FIRST = 64  # rows that are found at once: more than any screen shows
_REST = 60  # milliseconds of quiet before all are found


@dataclass(frozen=True)
class Asking:
    """What a list is asked for."""

    text: str = ""
    order: str = ""
    descending: bool = False
    facets: Facets = ()


class Source:
    """Where a list's ids, rows and counts come from, in the order that the reader's language has."""

    def __init__(self, look: "Look", dress: Dress) -> None:
        self._look, self._dress = look, dress

    def begin(self, asking: Asking, first: int | None) -> Found:
        """The ids that fit; the first ones will do."""
        raise NotImplementedError

    def rows(self, ids: list[int]) -> Sequence[Any]:
        """The rows of these ids."""
        raise NotImplementedError

    def count(self, asking: Asking) -> FacetCounts:
        """By facet and value: how many would be left."""
        raise NotImplementedError

    def count_by_meaning(self, asking: Asking) -> FacetCounts:  # noqa: ARG002
        """The same by what people say in their own words. Too slow for the window's thread."""
        return {}

    def spelled(self, facet: str, value: str) -> Sequence[str]:
        """All spellings of what a value means, as far as that is known."""
        return self._look.spelled(facet, value)

    def sorts_at_once(self, asking: Asking) -> bool:  # noqa: ARG002
        """Whether `begin` keeps no window waiting for the order."""
        return True

    def waits(self, asking: Asking) -> bool:
        """Whether `prepare` has to be called first, beside the window's thread."""
        return self._waits_for_meanings(asking) or not self.sorts_at_once(asking)

    def prepare(self, asking: Asking) -> None:
        """Read what a filter by people's own words needs, and the order."""
        if self._waits_for_meanings(asking):
            self._look.read_meanings(asking.facets)
        if not self.sorts_at_once(asking):
            self.begin(asking, None)

    def _waits_for_meanings(self, asking: Asking) -> bool:
        facets = asking.facets
        return any(name in (SKILL, FIELD, CLOSE) for name, _ in facets) and not self._look.knows_meanings(facets)


class Listing(QWidget):
    """Search, filters and table, with an empty state for each way of being empty."""

    found = Signal(object)  # how many fit, or None while they are being counted
    failed = Signal(object)  # the exception
    keep_wanted = Signal()
    sorted = Signal(int, bool)  # by which column, and whether it descends: not by a click on its heading

    def __init__(
        self,
        dress: Dress,
        jobs: Jobs,
        memory: QSettings,
        source: Source,
        columns: Sequence[Column],
        labels: Labels,
        *,
        hint: str,
        name: str,
        asking: Asking,
        nothing: EmptyState,
        unfound: str = "empty-search-text",
        headings: Mapping[str, str],
    ) -> None:
        super().__init__()
        self._jobs, self._source = jobs, source
        self._first_asking, self._asking = asking, asking
        self._number = 0  # of the question, so that a late answer is known
        self.number: int | None = None  # how many fit, where that is known
        self._whole = False  # whether all that fit are in the table, not the first ones alone
        self._sought: int | None = None  # the record to be made current once they are
        self.search = SearchField(dress, hint)
        self.search.setMinimumWidth(248)
        self.filters = dress.say(button(), "filter-button", tip="filter-button-tip", icon="filter")
        self.choose_columns = dress.say(button(), "columns-button", tip="columns-button-tip", icon="columns")
        self.model = RowTable(dress, columns, source.rows, self)
        self.table = RecordTable(dress, self.model, name, memory, several=True)
        self.panel = FacetPanel(
            dress, jobs, labels, self._counts, self._counts_by_meaning, source.spelled, self, headings
        )
        self.chips = FacetChips(dress, labels, headings)
        self.chooser = ColumnChooser(dress, self.table, self)
        frame = QFrame()
        frame.setObjectName("tableCard")
        self._pages = Leaves()
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.table)
        self._nothing = nothing
        self._pages.addWidget(nothing)
        self._pages.addWidget(EmptyState(dress, "search", "empty-search-title", unfound))
        frame.setLayout(stacked(self._pages))
        self.keep = dress.say(button(), "view-keep", tip="view-keep-tip", icon="view")
        self._actions = Actions()
        for one in (self.filters, self.choose_columns, self.keep):
            one.setProperty("keeps", one is not self.keep)  # its words, where room is short
            self._actions.addWidget(one)
        bar = across(self.search, self._actions, gap=8)
        bar.setStretch(0, 1)
        self.between = stacked(self.chips, gap=8)
        self.below = stacked(gap=8)
        whole = stacked(bar, self.between, frame, self.below, gap=12)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._preparing = Reading(jobs, self)
        self._preparing.done.connect(self._prepared)
        self._preparing.failed.connect(self.failed)
        self._from_top = False  # whether what is found once that is read is shown from the top
        self._to_first = False  # and whether the first of it becomes current
        self.panel.failed.connect(self.failed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._find_rest)
        self.search.textChanged.connect(self._searched)
        self.search.left.connect(self.table.setFocus)
        self.filters.clicked.connect(self.open_filters)
        self.choose_columns.clicked.connect(self.open_columns)
        self.panel.changed.connect(self.filter)
        self.chips.changed.connect(self.filter)
        self.keep.clicked.connect(self.keep_wanted)
        self.chips.all_dropped.connect(self.clear)
        self.table.resort.connect(self._resort)
        self.table.show_order(asking.order, asking.descending)

    @property
    def asking(self) -> Asking:
        """What the list is asked for now."""
        return self._asking

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter hides what does not fit it."""
        return bool(self._asking.text.strip() or self._asking.facets)

    def ask(self, asking: Asking) -> None:
        """Ask for something else altogether: a saved view, or what another screen wants shown."""
        order = asking.order or self._first_asking.order
        descending = asking.descending if asking.order else self._first_asking.descending
        self._asking = Asking(asking.text, order, descending, asking.facets)
        self.search.setText(asking.text)
        self.table.show_order(order, descending)
        self._find(from_top=True)

    def clear(self) -> None:
        """Show everything."""
        self.ask(Asking(order=self._asking.order, descending=self._asking.descending))

    def filter(self, facets: Facets) -> None:
        """Show only what fits these facets."""
        self._sought = None
        self._asking = Asking(self._asking.text, self._asking.order, self._asking.descending, facets)
        self._find(from_top=True)

    def find_again(self) -> None:
        """Ask for the ids that the search, the filters and the order give now."""
        self._find(from_top=False)

    def _find(self, *, from_top: bool) -> None:
        self._number += 1
        self._rest.stop()
        asking = self._asking
        self._from_top |= from_top
        if self._source.waits(asking):
            self._whole = False
            self._tell(None)
            self._preparing.ask(partial(self._source.prepare, asking))
            return
        from_top, self._from_top = self._from_top, False
        to_first, self._to_first = self._to_first, False
        beginning = self._source.begin(asking, FIRST)
        self.table.show_ids(beginning.ids, from_top)
        if to_first:
            self.table.step(-self.table.currentIndex().row())
        self._pages.setCurrentIndex(0 if beginning.ids else 2 if self.is_narrowed else 1)
        self.chips.show_facets(asking.facets)
        self._tell(len(beginning.ids) if beginning.whole else beginning.total)
        self._whole = beginning.whole
        if not self._whole:
            self._rest.start()
        if self._sought is not None:
            self.choose(self._sought)

    def _prepared(self, _read: None) -> None:
        self._find(from_top=False)

    @property
    def landing(self) -> QWidget:
        """What the list is worked from: its rows, or where there are none, what is offered instead, or the search."""
        if self._pages.currentIndex() == 0:
            return self.table
        return self._nothing.first_offered or self.search if self._pages.currentIndex() == 1 else self.search

    def choose(self, record_id: int) -> None:
        """Make a record current, and clear what hides it; in a long list, once it has been found beside the thread."""
        self._sought = None
        if self.table.choose(record_id):
            return
        if self._whole:  # else somebody else has made it since
            (self.clear if self.is_narrowed else self.find_again)()
            if self.table.choose(record_id):
                return
        if not self._whole:
            self._sought = record_id
            if not self._source.waits(self._asking):  # else it is found once the order is known
                self._rest.stop()
                self._find_rest()

    def rows_of(self, ids: list[int]) -> Sequence[Any]:
        """The rows of these ids."""
        return self._source.rows(ids)

    def first_selected(self, most: int) -> list[tuple[str, str]]:
        """What the first of the selected rows are called here, and what stands under it."""
        cells = [self.model.columns[0].cell(row) for row in self.rows_of(self.table.first_selected(most))]
        return [(cell.text, cell.under) for cell in cells]

    def show_view(self, name: str) -> None:
        """Say which kept view this is, or with "" offer to keep what is shown as one, where it is not everything."""
        self.chips.show_view(name)
        self.keep.setEnabled(self.is_narrowed and not name)

    def open_filters(self) -> None:
        """Show the filters."""
        self.panel.open_at(self.filters, self._asking.facets)

    def open_columns(self) -> None:
        """Show the columns to choose from."""
        self.chooser.open_at(self.choose_columns)

    def _find_rest(self) -> None:
        number, asking, source = self._number, self._asking, self._source

        def work() -> tuple[int, list[int]]:
            ids = source.begin(asking, None).ids
            source.count(asking)  # so that the filters open at once
            return number, ids

        self._jobs.aside(work, self._show_whole, self.failed.emit)

    def _show_whole(self, answer: tuple[int, list[int]]) -> None:
        number, ids = answer
        if number == self._number:
            self._rest.stop()
            self._whole = True
            self.model.complete(ids)
            self._tell(len(ids))
            if self._sought is not None:
                self.choose(self._sought)

    def _tell(self, number: int | None) -> None:
        self.number = number
        self.found.emit(number)

    def _counts(self) -> FacetCounts:
        return self._source.count(self._asking)

    def _counts_by_meaning(self) -> FacetCounts:
        return self._source.count_by_meaning(self._asking)

    def _searched(self, text: str) -> None:
        if text == self._asking.text:  # asked for otherwise
            return
        self._sought = None
        self._asking = Asking(text, self._asking.order, self._asking.descending, self._asking.facets)
        self._find(from_top=True)

    def sort(self, order: str, descending: bool) -> None:
        """Sort as by a click on a heading, and say so: the heading may be out of view, and an eye elsewhere."""
        self._resort(order, descending)
        if (now := self.model.sorted_by) is not None:
            self.sorted.emit(*now)

    def _resort(self, order: str, descending: bool) -> None:
        """The current record stays current; but where that is the first of the list, the first in the new order is."""
        self._sought = None
        self._to_first = self.table.currentIndex().row() <= 0
        self._asking = Asking(self._asking.text, order, descending, self._asking.facets)
        self.table.show_order(order, descending)
        self._find(from_top=True)
