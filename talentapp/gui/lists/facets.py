"""Filters: a panel with every facet's values and how many records each would leave, and chips to take them off."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from talentapp.domain.folding import folded
from talentapp.domain.identity import heard_at, syllables
from talentapp.domain.lists import FIELD, SKILL, Facets
from talentapp.gui.kit.chips import Flow, removable
from talentapp.gui.kit.controls import tick, tick_by_click
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Popup
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.saying import joined
from talentapp.gui.kit.widgets import across, button, empty, label, stacked
from talentapp.wording import Wording

Labels = Mapping[str, Callable[[str], str]]
"""The facets of a list in their order, and how each one's values are called."""
FacetCounts = dict[str, dict[str, int]]

_VALUE = int(Qt.ItemDataRole.UserRole)
_SHOWN = 200  # values of a facet; more are reached by typing
_MOST = {SKILL: 12, FIELD: 12}  # of people's own words only those that most records have, until one types


def _heading(words: Wording, headings: Mapping[str, str], name: str) -> str:
    return words(headings[name]) if name in headings else words.code("facet", name)


class FacetPanel(Popup):
    """All facets with their values, each with a box to tick and the number of records it would leave."""

    changed = Signal(object)  # Facets
    failed = Signal(object)  # the exception

    def __init__(
        self,
        dress: Dress,
        jobs: Jobs,
        labels: Labels,
        count: Callable[[], FacetCounts],
        count_by_meaning: Callable[[], FacetCounts],
        spelled: Callable[[str, str], Sequence[str]],
        parent: QWidget,
        headings: Mapping[str, str],
    ) -> None:
        """`count_by_meaning` counts the facets of people's own words, beside the window's thread; `spelled` gives all
        spellings by which a value is found; `headings` names facets that this list calls otherwise."""
        super().__init__(parent, QSize(320, 440))
        self._dress, self._labels, self._count, self._spelled = dress, labels, count, spelled
        self._count_by_meaning, self._headings = count_by_meaning, headings
        self._facets: Facets = ()
        self._counts: FacetCounts = {}
        self._by_meaning: FacetCounts | None = None  # None until they have been counted for the first time
        self._hears = False  # whether pinyin is understood: its dictionary is loaded with the first count
        self._opening = False  # whether what is counted next was asked for on opening
        self._reading = Reading(jobs, self)
        self._reading.done.connect(self._counted)
        self._reading.failed.connect(self.failed)
        self.search = dress.say(QLineEdit(), hint="facet-search")
        self.tree = dress.say(QTreeWidget(), name="filter-panel")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, self.tree.header().ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, self.tree.header().ResizeMode.ResizeToContents)
        self.tree.itemChanged.connect(self._ticked)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._take)
        tick_by_click(self.tree)
        self.search.installEventFilter(self)
        self.tree.installEventFilter(self)
        self.setLayout(stacked(self.search, self.tree, gap=8, margins=(12, 12, 12, 12)))

    def open_at(self, asked: QWidget, facets: Facets) -> None:
        """Show the panel with these filters ticked."""
        self._facets = facets
        self._counts = self._count()
        self._opening = True
        self._reading.ask(self._count_and_listen)
        self.search.clear()
        self._fill()
        self.open_below(asked)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search into the values, Up from the first of them back; Enter ticks as Space does."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, item = event.key(), self.tree.currentItem()
            if watched is self.search and key == Qt.Key.Key_Down:
                self._enter()
                return True
            if watched is self.tree and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                tick(self.tree, self.tree.indexFromItem(item))
                return True
            if watched is self.tree and key == Qt.Key.Key_Up and item is self._first():
                self.search.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _first(self) -> QTreeWidgetItem | None:
        top = self.tree.topLevelItem(0)
        return top.child(0) if top is not None else None

    def _take(self) -> None:
        """Enter after a word ticks the only value that is found by it; among several one chooses."""
        first, tops = self._first(), [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        if first is not None and self.search.text().strip() and [one.childCount() for one in tops if one] == [1]:
            tick(self.tree, self.tree.indexFromItem(first))
        else:
            self._enter()

    def _enter(self) -> None:
        if (first := self._first()) is not None:
            self.tree.setCurrentItem(first)
            self.tree.setFocus()

    def _fill(self) -> None:
        words = self._dress.words
        wanted, every = folded(self.search.text()), {**self._counts, **(self._by_meaning or {})}
        self.tree.blockSignals(True)
        self.tree.clear()
        for name, called in self._labels.items():
            waiting = name in _MOST and self._by_meaning is None
            counts = dict(every.get(name, {}))
            for facet, value in self._facets:
                if facet == name:
                    counts.setdefault(value, 0)  # what is ticked can be unticked
            values = [(called(value), value, number) for value, number in counts.items()]
            if wanted:
                values = [one for one in values if self._fits(name, one[1], one[0], wanted)]
            if not values and not waiting:
                continue
            head = QTreeWidgetItem([_heading(words, self._headings, name), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            self.tree.addTopLevelItem(head)
            shown = _SHOWN if wanted else _MOST.get(name, _SHOWN)
            values.sort(key=lambda one: ((name, one[1]) not in self._facets if shown < _SHOWN else 0, -one[2], one[0]))
            for text, value, number in values[:shown]:
                item = QTreeWidgetItem(head, [text, f"{number:,}"])
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                )
                ticked = (name, value) in self._facets
                item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
                item.setData(0, _VALUE, (name, value))
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(0, self._in_full(name, value, text))
            more = len(values) - shown
            if waiting or more > 0:
                self._note(head, words("count-soon") if waiting else words("facet-more", n=f"{more:,}"))
            for _ in range(shown if waiting and not wanted else 0):
                self._note(head, "")  # their room is kept: what stands below is not pushed from under a click
            head.setExpanded(True)
        if (first := self._first()) is not None:
            self.tree.setCurrentItem(first)
        else:
            self._note(self.tree.invisibleRootItem(), words("facet-none"))
        self.tree.blockSignals(False)

    def _in_full(self, facet: str, value: str, text: str) -> str:
        """A value that there may be no room for, and in people's own words what is counted as one with it."""
        spellings = [one for one in self._spelled(facet, value) if one != text] if facet in _MOST else ()
        if not spellings:
            return text
        words = self._dress.words
        return words("facet-spellings", value=text, spellings=joined(words, spellings))

    def _note(self, under: QTreeWidgetItem, text: str) -> None:
        """A line that is no value, and is passed over by the keys."""
        note = QTreeWidgetItem(under, [text, ""])
        note.setFlags(Qt.ItemFlag.NoItemFlags)
        note.setToolTip(0, text)

    def _fits(self, facet: str, value: str, text: str, wanted: str) -> bool:
        """Whether a value is called so, or written so by anybody."""
        spelled = (text, *self._spelled(facet, value))
        heard = self._hears and wanted.isascii() and heard_at(text, "".join(wanted.split())) is not None
        return heard or any(wanted in folded(one) for one in spelled)

    def _count_and_listen(self) -> FacetCounts:
        """Count, and learn how the values sound: beside the window's thread, for the dictionary takes its time."""
        counts = self._count_by_meaning()
        for value in (value for values in counts.values() for value in values):
            syllables(value)
        syllables("\u4e2d")
        return counts

    def _ticked(self, item: QTreeWidgetItem) -> None:
        facet = tuple(item.data(0, _VALUE))
        others = tuple(one for one in self._facets if one != facet)
        self._facets = (*others, facet) if item.checkState(0) is Qt.CheckState.Checked else others
        self.changed.emit(self._facets)
        self._count_again()

    def _count_again(self) -> None:
        """Say beside each value what it would leave now; the values stay where they are."""
        self._counts = self._count()
        self._tell(self._counts)
        self._reading.ask(self._count_by_meaning)

    def _counted(self, counts: FacetCounts) -> None:
        """People's own words have been counted: on opening the list of them is made, later only its numbers change."""
        opening, self._opening = self._opening, False
        self._by_meaning, self._hears = counts, True
        if not opening:
            self._tell(counts)
            return
        item, at = self.tree.currentItem(), self.tree.verticalScrollBar().value()
        chosen = item.data(0, _VALUE) if item is not None else None
        self._fill()
        if (again := next((one for one in self._items() if one.data(0, _VALUE) == chosen), None)) is not None:
            self.tree.setCurrentItem(again)
        self.tree.verticalScrollBar().setValue(at)

    def _tell(self, counts: FacetCounts) -> None:
        self.tree.blockSignals(True)
        for item in self._items():
            name, value = item.data(0, _VALUE)
            if name in counts:
                item.setText(1, f"{counts[name].get(value, 0):,}")
        self.tree.blockSignals(False)

    def _items(self) -> Iterator[QTreeWidgetItem]:
        """Every value in the tree."""
        for at in range(self.tree.topLevelItemCount()):
            head: Any = self.tree.topLevelItem(at)
            yield from (item for item in map(head.child, range(head.childCount())) if item.data(0, _VALUE))


class FacetChips(QWidget):
    """The filters that hold, each as a chip that takes it off, and one button for all. It is in view with them, or with
    the name of a kept view: while one types a search nothing moves."""

    changed = Signal(object)  # Facets
    all_dropped = Signal()  # the search, too

    def __init__(self, dress: Dress, labels: Labels, headings: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._labels, self._headings = dress, labels, headings
        self._facets: Facets = ()
        self._flow = Flow(gap=8)
        chips = QWidget()
        chips.setObjectName("plain")
        chips.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        chips.setSizePolicy(policy)
        self._view = ""
        self._kept = label(kind="caption")
        self._kept.hide()
        clear = dress.say(button("quiet"), "filter-clear")
        clear.clicked.connect(self.all_dropped)
        line = across(stacked(chips, margins=(0, 3, 0, 3)), self._kept, clear, gap=8)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_facets(self, facets: Facets) -> None:
        """Show these filters."""
        if not facets and not self._facets:  # while one types there are none, mostly
            return
        self._facets = facets
        empty(self._flow)
        words = self._dress.words
        for facet in facets:
            name, value = facet
            text = words("facet-chip", facet=_heading(words, self._headings, name), value=self._labels[name](value))
            chip = removable(self._dress, text, words("filter-remove", what=text))
            chip.setProperty("facet", facet)
            chip.clicked.connect(self._remove)
            self._flow.addWidget(chip)
        self.setVisible(bool(facets or self._view))

    def show_view(self, name: str) -> None:
        """Say which kept view the list shows; "" none."""
        self._kept.setText(self._dress.words("view-shown", name=name) if name else "")
        if name != self._view:
            self._view = name
            self._kept.setVisible(bool(name))
            self.setVisible(bool(self._facets or name))

    def _remove(self) -> None:
        gone = tuple(self.sender().property("facet"))
        self.changed.emit(tuple(one for one in self._facets if one != gone))
