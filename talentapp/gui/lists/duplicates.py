"""Duplicates: pairs of candidates that look like one person, side by side; merged field by field, or told apart."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QListWidget, QListWidgetItem, QRadioButton, QWidget

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import joined
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, EmptyState, across, button, label, stacked
from talentapp.gui.lists.record_fields import GROUPS, Field, written
from talentapp.office.views.edits import DuplicatePair, Editable

if TYPE_CHECKING:
    from talentapp.office.records.duplicates import Duplicates
    from talentapp.office.records.editing import Editing

_RADIO = 16  # as wide as Fusion draws one
_PAIR = int(Qt.ItemDataRole.UserRole)
_FIELDS = [field for _, fields in GROUPS[Kind.CANDIDATES] for field in fields]


class DuplicatesScreen(Screen):
    """The pairs at the left, and the one in view side by side."""

    cares_for = frozenset({Kind.CANDIDATES})
    edited = Signal(object)  # EditResult

    def __init__(self, dress: Dress, jobs: Jobs, duplicates: "Duplicates", editing: "Editing") -> None:
        super().__init__(dress, jobs, "duplicates-title")
        self._duplicates, self._editing = duplicates, editing
        self._groups: dict[str, QButtonGroup] = {}
        self._both: tuple[Editable, Editable] | None = None
        self.list = dress.say(QListWidget(), name="duplicates-list")
        self.list.currentItemChanged.connect(self._show_current)
        frame = QFrame()
        frame.setObjectName("tableCard")
        frame.setFixedWidth(280)
        frame.setLayout(stacked(self.list, margins=(4, 4, 4, 4)))
        self._column = Column(margins=(0, 0, GUTTER, 24), gap=12)
        self._column.lost_focus.connect(self.focus_first)
        self._merge = dress.say(button("primary"), "duplicates-merge", tip="duplicates-merge-tip", key="M")
        self._apart = dress.say(button(), "duplicates-apart", tip="duplicates-apart-tip", key="X")
        self._merge.clicked.connect(self.merge)
        self._apart.clicked.connect(self.tell_apart)
        right = stacked(across(self._merge, self._apart, None, gap=8), self._column, gap=12)
        right.setStretch(1, 1)
        page = QWidget()
        page.setObjectName("plain")
        line = across(frame, right, gap=16)
        line.setStretch(1, 1)
        page.setLayout(line)
        self._page = page
        back = dress.say(button("icon"), name="duplicates-to-candidates", tip="duplicates-to-candidates", icon="back")
        onward = dress.say(button("primary"), "duplicates-to-candidates")
        for one in (back, onward):
            one.clicked.connect(self._leave)
        self.head.insertWidget(0, back)
        self._nothing = EmptyState(dress, "duplicates", "duplicates-none-title", "duplicates-none-text", onward)
        self.use_gutter()
        self.body.addWidget(page)
        self.body.addWidget(self._nothing)
        for key, slot in (("M", self.merge), ("X", self.tell_apart), ("J", self._next), ("K", self._previous)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def refresh(self) -> None:
        find = self._duplicates.find

        def work(progress: Progress) -> list[DuplicatePair]:
            return find(progress)

        self.jobs.start("job-duplicates", work, self._found, self.fail)

    def _leave(self) -> None:
        self.wanted.emit("candidates", None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        self.list.setFocus()

    def merge(self) -> None:
        """Merge the two in view, as chosen."""
        if self._both is None:
            return
        one, other = self._both
        values = dict(one.values)
        for field in _FIELDS:
            group = self._groups.get(field.name)
            if group is not None and group.checkedId() == 1:
                values[field.name] = other.values[field.name]
        values["aliases"] = self._all_names(values)
        versions = {one.record_id: one.version, other.record_id: other.version}
        merge = self._duplicates.merge

        def work(_progress: Progress) -> Any:
            return merge(one.record_id, other.record_id, values, versions)

        self.jobs.start("job-merge", work, self._merged, self.fail)

    def tell_apart(self) -> None:
        """Remember that the two in view are two people."""
        if self._both is None:
            return
        apart, (one, other) = self._duplicates.tell_apart, self._both

        def work(_progress: Progress) -> None:
            apart(one.record_id, other.record_id)

        self.jobs.start("job-save", work, self._told_apart, self.fail)

    def _found(self, pairs: list[DuplicatePair]) -> None:
        self.error.hide()
        words = self.words
        at = max(self.list.currentRow(), 0)
        self.list.blockSignals(True)
        self.list.clear()
        for pair in pairs:
            why = joined(words, [words.code("likeness", alike.likeness) for alike in pair.reasons])
            names = pair.one if pair.one == pair.other else words("duplicates-both", one=pair.one, other=pair.other)
            item = QListWidgetItem(f"{names}\n{why}")
            item.setData(_PAIR, pair)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._page.setVisible(bool(pairs))
        self._nothing.setVisible(not pairs)
        self.subheading.setText(words("duplicates-count", n=len(pairs)) if pairs else "")
        self._both = None
        if pairs:
            self.list.setCurrentRow(min(at, len(pairs) - 1))
            self._show_current(self.list.currentItem())

    def _show_current(self, item: QListWidgetItem | None, _before: Any = None) -> None:
        if item is None:
            return
        pair = item.data(_PAIR)
        self._both = (
            self._editing.read(Kind.CANDIDATES, pair.one_id), self._editing.read(Kind.CANDIDATES, pair.other_id),
        )  # fmt: skip
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
        for column, text in enumerate(("", words("duplicates-first"), words("duplicates-second"))):
            heading = label(text, "strong")
            heading.setContentsMargins(_RADIO + 8 if column else 0, 0, 0, 4)
            grid.addWidget(heading, 0, column)
        at = 1
        for field in _FIELDS:
            texts = (written(field, one.values[field.name]), written(field, other.values[field.name]))
            if not any(texts):
                continue
            self._choice(grid, at, field, texts)
            at += 1
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        table.setLayout(grid)
        self._column.box.addWidget(table)
        self._column.box.addStretch(1)
        self._column.settle()

    def _choice(self, grid: QGridLayout, at: int, field: Field, texts: tuple[str, str]) -> None:
        name = self.words(f"field-{field.message}")
        said = label(name, "caption")
        said.setFixedWidth(104)
        said.setContentsMargins(0, 3, 0, 0)  # its line stands on that of the larger words beside it
        grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
        if texts[0] == texts[1]:
            same = label(self._shown(field, texts[0]), "secondary", wrap=True)
            same.setContentsMargins(_RADIO + 8, 0, 0, 0)
            grid.addWidget(same, at, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
            return
        group = QButtonGroup(self)
        for side, text in enumerate(texts):
            radio = QRadioButton()
            radio.setAccessibleName(f"{name}: {text}")
            group.addButton(radio, side)
            body = label(self._shown(field, text) or self.words("form-empty"), wrap=True)
            body.setBuddy(radio)
            body.setAlignment(Qt.AlignmentFlag.AlignTop)
            radio.setFixedSize(_RADIO, 20)
            line = across(radio, body, gap=8)
            for part in (radio, body):
                line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            grid.addLayout(line, at, 1 + side)
        group.button(0 if texts[0] else 1).setChecked(True)
        self._groups[field.name] = group

    def _shown(self, field: Field, text: str) -> str:
        words = self.words
        if field.shape == "forms":
            return joined(words, [words.code("form", code) for code in text.split()])
        return words.code("status", text) if field.shape == "status" and text else text

    def _all_names(self, values: dict[str, Any]) -> list[str]:
        """No name is lost: what is not chosen becomes an alias."""
        assert self._both is not None  # noqa: S101 - called while two are in view
        every = [name for one in self._both for name in (one.values["name_zh"], one.values["name_en"])]
        every += [name for one in self._both for name in one.values["aliases"]]
        kept = (values["name_zh"], values["name_en"], "")
        return list(dict.fromkeys(name for name in every if name not in kept))

    def _merged(self, result: Any) -> None:
        self.edited.emit(result.result)

    def _told_apart(self, _nothing: Any) -> None:
        self.refresh()

    def _next(self) -> None:
        self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _previous(self) -> None:
        self.list.setCurrentRow(max(self.list.currentRow() - 1, 0))
