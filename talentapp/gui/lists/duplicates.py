"""Duplicates: pairs of records that look like one, or that somebody has chosen, side by side; merged field by field, or
told apart."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
)

from talentapp.domain.merging import says_the_same, united
from talentapp.domain.progress import Progress
from talentapp.domain.terms import LISTED, Kind
from talentapp.gui.kit.controls import Segments, Toggle
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import joined, named, share
from talentapp.gui.kit.screen import Screen, off_gutter
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, EmptyState, across, button, label, plain, stacked
from talentapp.gui.lists.origins import said_origin
from talentapp.gui.lists.record_fields import GROUPS, Field, written
from talentapp.office.views.edits import DuplicatePair, Editable, MergeResult

if TYPE_CHECKING:
    from talentapp.office.records.duplicates import Duplicates
    from talentapp.office.records.editing import Editing
    from talentapp.office.records.look import Look

_RADIO = 16  # as wide as Fusion draws one
_AT_ONCE = 300  # pairs put into the list in one turn of the loop
_PAIR = int(Qt.ItemDataRole.UserRole)
_FIRST, _SECOND, _BOTH = 0, 1, 2
_LIST_WIDTH = 280


@dataclass(frozen=True)
class _Found:
    """The pairs of a kind: those that look like one, or those that were told apart, and how many were; and the two
    that somebody has chosen."""

    kind: Kind
    told: bool
    apart: int
    pairs: list[DuplicatePair]
    wanted: tuple[int, ...]
    chosen: DuplicatePair | None


class DuplicatesScreen(Screen):
    """The pairs of one kind at the left, and the one in view side by side."""

    cares_for = frozenset(LISTED)

    def __init__(self, dress: Dress, jobs: Jobs, duplicates: "Duplicates", editing: "Editing", look: "Look") -> None:
        super().__init__(dress, jobs, "duplicates-title")
        self._duplicates, self._editing, self._look = duplicates, editing, look
        self._kind, self.home = Kind.CANDIDATES, Kind.CANDIDATES.value
        self._wanted: tuple[int, ...] = ()  # the two that somebody has chosen in the list, by id
        self._names: dict[str, str] = {}  # of the organisations, by id
        self._groups: dict[str, QButtonGroup] = {}
        self._both: tuple[Editable, Editable] | None = None
        self.kinds = Segments(dress, [(f"nav-{kind.value}", kind) for kind in LISTED], "duplicates-kind")
        self.kinds.chosen.connect(self._choose)
        self._counting = 0  # of the count of all kinds, so that a late one is known
        self._news, self.merged = "", label(kind="positive", wrap=True, selectable=True)  # what a merge has done
        self.merged.hide()
        self._told = dress.say(Toggle(dress), "duplicates-told", tip="duplicates-told-tip", n=0)
        self._told.hide()
        self._told.clicked.connect(self.refresh)
        self._unlisted: list[DuplicatePair] = []
        self._next_some = QTimer(self)
        self._next_some.setSingleShot(True)
        self._next_some.timeout.connect(self._list_some)
        self.list = dress.say(QListWidget(), name="duplicates-list")
        self.list.setObjectName("pairs")
        self.list.setWordWrap(True)  # two long names stand below each other, rather than out of the list
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.currentItemChanged.connect(self._show_current)
        frame = QFrame()
        frame.setObjectName("tableCard")
        frame.setLayout(stacked(self.list, margins=(4, 4, 4, 4)))
        self._column = Column(margins=(0, 0, GUTTER, 24), gap=12)
        self._column.lost_focus.connect(self.focus_first)
        self._merge = dress.say(button("primary"), "duplicates-merge", tip="duplicates-merge-tip", key="M")
        self._apart = dress.say(button(), "duplicates-apart", tip="duplicates-apart-tip", key="X")
        self._shows_told = False  # whether those that were told apart are in view
        self._merge.clicked.connect(self.merge)
        self._apart.clicked.connect(self.tell_apart)
        bar = across(self._merge, self._apart, None, gap=8, margins=(0, 0, GUTTER, 0))
        for key, message, slot in (
            ("1", "duplicates-take-first", self._take_first), ("2", "duplicates-take-second", self._take_second),
        ):  # fmt: skip
            take = dress.say(button("quiet"), message, tip=f"{message}-tip", key=key)
            take.clicked.connect(slot)
            bar.addWidget(take)
        self._left = plain(stacked(frame))
        self._page = page = self.beside(self._left, plain(stacked(bar, self._column, gap=12)))
        page.widen(_LIST_WIDTH)
        self.list.itemActivated.connect(page.read)
        back = dress.say(button("icon"), name="duplicates-back", tip="duplicates-back", icon="back")
        self._onward = onward = dress.say(button("primary"), "duplicates-back")
        for one in (back, onward):
            one.clicked.connect(self._leave)
        self.head.insertWidget(0, back)
        self._nothing = EmptyState(dress, "duplicates", "duplicates-none-title", "duplicates-none-text", onward)
        self.use_gutter()
        self.body.addLayout(across(self.kinds, None, self._told, margins=(0, 0, GUTTER, 0)))
        self.body.addLayout(off_gutter(self.merged))
        self.body.addWidget(page, 1)
        self.body.addWidget(self._nothing, 1)
        for key, slot in (
            ("M", self.merge), ("X", self.tell_apart), ("J", self._next), ("K", self._previous),
            ("1", self._take_first), ("2", self._take_second),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def fit(self, narrow: bool) -> None:
        super().fit(narrow)
        self._left.setContentsMargins(0, 0, GUTTER if self._page.folded else 0, 0)

    def refresh(self) -> None:
        find, told_apart, kind = self._duplicates.find, self._duplicates.told_apart, self._kind
        told, wanted, beside = self._told.isChecked(), self._wanted, self._duplicates.beside
        self.kinds.choose(kind)
        self._names = {str(key): named(self.words, names) for key, names in self._look.organisation_names().items()}

        def work(progress: Progress) -> _Found:
            apart = told_apart(kind)
            chosen = beside(kind, *wanted) if wanted and not told else None
            return _Found(kind, told, len(apart), apart if told else find(kind, progress), wanted, chosen)

        self.jobs.start("job-duplicates", work, self._found, self.fail)

    def _count(self, known: dict[Kind, int]) -> None:
        """Say beside each kind how many pairs it has: what is found of another is not missed."""
        self._counting += 1
        number, count = self._counting, self._duplicates.number
        for kind, n in known.items():
            self._tell(kind, n)

        def work(progress: Progress) -> dict[Kind, int]:
            rest = [kind for kind in LISTED if kind not in known]
            return {kind: count(kind, progress) for kind in rest if number == self._counting}

        def tell(found: dict[Kind, int]) -> None:
            for kind, n in found.items() if number == self._counting else ():
                self._tell(kind, n)

        self.jobs.start("job-duplicates", work, tell, self.fail)

    def _tell(self, kind: Kind, n: int) -> None:
        words = self.words
        self.kinds.tell(kind, words("duplicates-tab", kind=words(f"nav-{kind.value}"), n=f"{n:,}"))

    def show_record(self, record_id: Any) -> None:
        """Show the pairs of this kind of record; before them two of it, where their ids are given after the kind."""
        kind, *wanted = record_id if isinstance(record_id, tuple) else (record_id,)
        if wanted or self._wanted or kind is not self._kind:
            self._kind, self.home, self._wanted = kind, kind.value, tuple(wanted)
            self._told.setChecked(False)
            self.list.setCurrentRow(0)
            self.refresh()

    def _choose(self, kind: Kind) -> None:
        self.wanted.emit("duplicates", kind)

    def _leave(self) -> None:
        self.wanted.emit(self._kind.value, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._page.leave():
            self._leave()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        (self._onward if self._page.isHidden() else self._page.front(self.list)).setFocus()

    def merge(self) -> None:
        """Merge the two in view, as chosen."""
        if self._both is None:
            return
        one, other = self._both
        values = dict(one.values)
        for name, group in self._groups.items():
            if group.checkedId() == _SECOND:
                values[name] = other.values[name]
            elif group.checkedId() == _BOTH:
                values[name] = united(name, one.values[name], other.values[name])
        versions = {one.record_id: one.version, other.record_id: other.version}
        merge, kind = self._duplicates.merge, self._kind

        def work(_progress: Progress) -> Any:
            return merge(kind, values, versions)

        self.jobs.start("job-merge", work, self._merged, self.fail)

    def _merged(self, done: MergeResult) -> None:
        """Say what went where, and let it be taken back."""
        words, edit = self.words, done.result.edit
        numbers: Counter[str] = Counter()
        for one in edit.moved:
            numbers[one.table] += len(one.ids)
        moved = joined(words, [f"{words.code_or_itself('table', table)} {n}" for table, n in numbers.items() if n])
        said = "duplicates-merged-removed" if done.removed else "duplicates-merged-closed"
        self._news = words(said, kept=edit.title, moved=moved) if moved else words(f"{said}-alone", kept=edit.title)
        self._done(done.result)

    def tell_apart(self) -> None:
        """Remember that the two in view are two; or, of two that were told apart, that they may be one after all."""
        if self._both is None:
            return
        kind, (one, other) = self._kind, self._both
        apart = self._duplicates.doubt if self._shows_told else self._duplicates.tell_apart
        if {one.record_id, other.record_id} == set(self._wanted):
            self._wanted = ()

        def work(_progress: Progress) -> Any:
            return apart(kind, one.record_id, other.record_id)

        self.jobs.start("job-save", work, self._done, self.fail)

    def _done(self, result: Any) -> None:
        self.error.hide()
        self.edited.emit(result)

    def _found(self, found: "_Found") -> None:
        now = self._kind, self._told.isChecked(), self._wanted
        if (found.kind, found.told, found.wanted) != now:  # another has been chosen since
            return
        ids = found.chosen and (found.chosen.one_id, found.chosen.other_id)
        pairs = [one for one in found.pairs if (one.one_id, one.other_id) != ids]
        if found.chosen is not None:
            pairs.insert(0, found.chosen)
        words, act = self.words, "doubt" if found.told else "apart"
        self._shows_told = found.told
        self.dress.say(self._told, "duplicates-told", tip="duplicates-told-tip", n=found.apart)
        self.dress.say(self._apart, f"duplicates-{act}", tip=f"duplicates-{act}-tip", key="X")
        self._told.setVisible(found.apart > 0)
        if found.told and not pairs:  # the last has gone: back to those that wait
            self._told.setChecked(False)
            self.refresh()
            return
        news, self._news = self._news, ""
        self.merged.setText(news)
        self.merged.setVisible(bool(news))  # until the next change, which may be that it is taken back
        at = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        self._unlisted = pairs
        self._list_some()
        self.list.blockSignals(False)
        focus = QApplication.focusWidget()
        worked = focus is not None and self.isAncestorOf(focus)
        self._page.setVisible(bool(pairs))
        self._page.offer(bool(pairs))
        self._nothing.setVisible(not pairs)
        if worked and not (focus is not None and focus.isVisible()):  # keys go on where the hands were
            self.focus_first()
        if found.wanted and found.chosen is None and not (found.told or news):
            self.subheading.setText(words("duplicates-not-two"))
        else:
            said = words("duplicates-count", n=len(found.pairs)) if found.pairs and not found.told else ""
            self.subheading.setText(said)
        self._count({} if found.told else {found.kind: len(found.pairs)})
        self._both = None
        if pairs:
            self.list.setCurrentRow(min(at, self.list.count() - 1))
            self._show_current(self.list.currentItem())

    def _list_some(self) -> None:
        """Put the next pairs into the list; the rest waits for a later turn of the loop."""
        words = self.words
        some, self._unlisted = self._unlisted[:_AT_ONCE], self._unlisted[_AT_ONCE:]
        for pair in some:
            why = joined(words, [words.code("likeness", alike.likeness) for alike in pair.reasons])
            why = why or words("duplicates-chosen")
            names = pair.one if pair.one == pair.other else words("duplicates-both", one=pair.one, other=pair.other)
            item = QListWidgetItem(f"{names}\n{why}")
            item.setData(_PAIR, pair)
            self.list.addItem(item)
        if self._unlisted:
            self._next_some.start()

    def _show_current(self, item: QListWidgetItem | None, _before: Any = None) -> None:
        if item is None:
            return
        pair: DuplicatePair = item.data(_PAIR)
        self._both = self._editing.read(pair.kind, pair.one_id), self._editing.read(pair.kind, pair.other_id)
        self._column.start_over()
        self._groups.clear()
        table = QFrame()
        table.setObjectName("card")
        grid = QGridLayout()
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        words = self.words
        one, other = self._both
        for column, (record, text) in enumerate(((one, "duplicates-first"), (other, "duplicates-second")), 1):
            came = label(self._came(pair.kind, record.record_id), "caption", wrap=True)
            heading = stacked(label(words(text), "strong"), came, None, gap=0, margins=(_RADIO + 8, 0, 0, 4))
            grid.addLayout(heading, 0, column)
        at = 1
        for _, fields in GROUPS[pair.kind]:
            for field in fields:
                texts = (written(field, one.values[field.name]), written(field, other.values[field.name]))
                if any(texts):
                    at = self._choice(grid, at, field, texts, (one.values[field.name], other.values[field.name]))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        table.setLayout(grid)
        self._column.box.addWidget(table)
        self._column.box.addStretch(1)
        self._column.settle()

    def _came(self, kind: Kind, record_id: int) -> str:
        """Where a record comes from, by which one tells the two apart."""
        look = self._look
        origin = (
            look.organisation_origin(record_id) if kind is Kind.ORGANISATIONS
            else (look.candidate(record_id) if kind is Kind.CANDIDATES else look.project(record_id)).origin
        )  # fmt: skip
        return said_origin(self.words, kind, origin) if origin is not None else self.words("origin-by-hand")

    def _choice(self, grid: QGridLayout, at: int, field: Field, texts: tuple[str, str], values: tuple[Any, Any]) -> int:
        """What the two say of a field, to choose from where it is not the same; the row after it.

        Of lists both can be kept, and are unless somebody chooses.
        """
        name = self.words(f"field-{field.message}")
        said = label(name, "caption", wrap=True)
        said.setFixedWidth(104)
        said.setContentsMargins(0, 3, 0, 0)  # its line stands on that of the larger words beside it
        grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
        if says_the_same(field.name, *values):
            same = label(self._shown(field, texts[0]), "secondary", wrap=True)
            same.setContentsMargins(_RADIO + 8, 0, 0, 0)
            grid.addWidget(same, at, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
            return at + 1
        group = QButtonGroup(self)
        self._groups[field.name] = group
        for side, text in enumerate(texts):
            grid.addLayout(self._radio(group, side, name, self._shown(field, text)), at, 1 + side)
        group.button(_FIRST if texts[0] else _SECOND).setChecked(True)
        if field.shape not in ("list", "lines") or not all(texts):
            return at + 1
        together = self._shown(field, written(field, united(field.name, *values)))
        both = self.words("duplicates-keep-both", together=together)
        grid.addLayout(self._radio(group, _BOTH, name, both), at + 1, 1, 1, 2)
        group.button(_BOTH).setChecked(True)
        return at + 2

    def _radio(self, group: QButtonGroup, side: int, name: str, text: str) -> Any:
        radio = QRadioButton()
        said = text or self.words("form-empty")
        radio.setAccessibleName(self.words("facet-chip", facet=name, value=said))
        group.addButton(radio, side)
        body = label(said, "" if text else "secondary", wrap=True)
        body.setBuddy(radio)
        body.installEventFilter(self)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        radio.setFixedSize(_RADIO, 20)
        line = across(radio, body, gap=8)
        for part in (radio, body):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on what a record says chooses it, as one on the circle before it does."""
        if isinstance(watched, QLabel) and event.type() is QEvent.Type.MouseButtonRelease:
            radio = watched.buddy()
            if isinstance(radio, QRadioButton):
                radio.click()
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        self._take(_FIRST)

    def _take_second(self) -> None:
        self._take(_SECOND)

    def _take(self, side: int) -> None:
        """Choose one side in every field."""
        for group in self._groups.values():
            group.button(side).setChecked(True)

    def _shown(self, field: Field, text: str) -> str:
        words = self.words
        if field.shape == "forms":
            return joined(words, [words.code("form", code) for code in text.split()])
        if field.shape == "list":
            return joined(words, text.split("、"))
        if field.shape == "organisation":
            return self._names.get(text, text)
        if field.name.startswith("effort_"):
            return share(words, float(text) if text else None)
        group = {"status": "status", "kind": "organisation-kind", "basis": "basis"}.get(field.shape)
        return words.code(group, text) if group and text else text

    def _next(self) -> None:
        self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _previous(self) -> None:
        self.list.setCurrentRow(max(self.list.currentRow() - 1, 0))
