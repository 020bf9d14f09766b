"""The bar over a list while several records are selected: one thing done to all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from talentapp.domain.terms import Status
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.controls import Deeds, Entry
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Passing
from talentapp.gui.kit.widgets import across, button, label
from talentapp.office.views.edits import BulkChange

_ENTRY = 160


class BulkBar(Passing):
    """Says how many are selected, and sets their status, tags or owner; Esc lets go of the selection."""

    wanted = Signal(object)  # BulkChange
    delete_wanted = Signal()
    compare_wanted = Signal()
    cleared = Signal()

    def __init__(self, dress: Dress, statuses: Sequence[Status], deletes: bool) -> None:
        super().__init__()
        self.setObjectName("bulk")
        self._dress, self._statuses = dress, statuses
        self._count = label(kind="strong")
        self._status = Deeds(dress)
        self._tag = dress.say(Entry(), hint="bulk-tag", name="bulk-tag")
        self._take_off = Deeds(dress)
        self._take_off.narrow(8)
        self._owner = dress.say(Entry(), hint="bulk-owner", name="bulk-owner")
        dress.say(self._status, name="bulk-status")
        dress.say(self._take_off, name="bulk-take-off")
        clear = dress.say(button("icon"), name="bulk-clear", tip="bulk-clear", icon="close")
        clear.clicked.connect(self.cleared)
        for entry in (self._tag, self._owner):
            entry.setFixedWidth(_ENTRY)
        line = Flow(gap=8)
        delete = dress.say(button(), "action-delete", tip="action-delete-tip", key="Delete")
        delete.clicked.connect(self.delete_wanted)
        self._compare = dress.say(button(), "bulk-compare", tip="bulk-compare-tip", key="D")
        self._compare.clicked.connect(self.compare_wanted)
        for control in (self._status, self._tag, self._take_off, self._owner, self._compare, delete):
            line.addWidget(control)
        whole = across(self._count, line, clear, gap=12, margins=(12, 8, 8, 8))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._status.setVisible(bool(statuses))
        delete.setVisible(deletes)
        self._status.wanted.connect(self._set_status)
        self._take_off.wanted.connect(self.wanted)
        self._tag.given.connect(self._add_tag)
        self._owner.given.connect(self._set_owner)
        dress.changed.connect(self._say)
        self._tags: Sequence[str] = ()
        self._owned = False
        self._say()
        self.hide()

    def show_count(self, said: str, tags: Sequence[str], owned: bool, *, two: bool) -> None:
        """Show the bar, which says how many are selected that have these tags and perhaps an owner; with "" it goes.
        Only `two` can be compared."""
        self._compare.setVisible(two)
        self.setVisible(bool(said))
        if said:
            self._count.setText(said)
            self._tags, self._owned = tags, owned
            self._say()

    def focus_first(self) -> None:
        """Put the focus on what is set first."""
        (self._status if self._statuses else self._tag).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        words = self._dress.words
        self._status.show_deeds(words("bulk-status"), [(words.code("status", one), one) for one in self._statuses])
        off: list[tuple[str, object]] = [
            (words("facet-chip", facet=words("facet-tag"), value=tag), BulkChange("untag", tag)) for tag in self._tags
        ]
        if self._owned:
            off.append((words("facet-owner"), BulkChange("owner", "")))
        self._take_off.show_deeds(words("bulk-take-off"), off)
        # What has the focus keeps it when the last has been taken off: keys go on where the hands are.
        self._take_off.setEnabled(bool(off) or self._take_off.hasFocus())

    def _set_status(self, status: Status) -> None:
        self.wanted.emit(BulkChange("status", status.value))

    def _add_tag(self, tag: str) -> None:
        self.wanted.emit(BulkChange("tag", tag))

    def _set_owner(self, owner: str) -> None:
        self.wanted.emit(BulkChange("owner", owner))
