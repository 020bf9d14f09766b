"""The values of one row of an import: what will be written, old and new together, and which fields are taken over."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from talentapp.domain.countries import country_in_language
from talentapp.domain.degrees import level_of
from talentapp.domain.folding import squeezed
from talentapp.domain.identity import Compared
from talentapp.domain.intake import Retyped
from talentapp.domain.merging import not_said
from talentapp.domain.terms import Kind
from talentapp.domain.words import day
from talentapp.gui.imports.meanings import target_label
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import empty, label, stacked
from talentapp.gui.lists.record_fields import GROUPS
from talentapp.office.views.imports import Merge, PlannedRow
from talentapp.wording import Wording

_CAPTION, _UNDER_BOX = 88, 28  # pixels: of a field's name, and before what stands under the words of a check box
_CODES = {"forms": "form", "kind": "organisation-kind", "state": "state", "status": "status", "legal_basis": "basis"}
_LONG_WORD = re.compile(r"[!-\u2e7f]{25}")  # as an address, which is wider than the panel
_PERCENT = ("effort_percent", "effort_min", "effort_max")
_HEADINGS = {"create": "import-will-write", "update": "import-stays"}


class Changes(QWidget):
    """What an update changes, old and new, a box for each field: only what is ticked is taken over. What would take
    something away stands below it, and is not ticked until somebody does."""

    merged = Signal(object)  # a Merge: what is ticked

    def __init__(self, dress: Dress, kind: Kind, row: PlannedRow, merge: Merge | None) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._words, self._kind, self._row = dress.words, kind, row
        self._box = stacked(gap=8)
        self._fields: dict[str, QCheckBox] = {}
        self._whole: dict[str, QCheckBox] = {}
        words, lists = dress.words, {name for name, _, _ in row.held if isinstance(row.values.get(name), list)}
        if row.changes:
            self._head("import-changes", "import-merge-hint" if len(row.changes) > 1 and not row.of_roster else "")
        for name, old, new in row.changes:
            ticked = merge is None or name in merge.fields
            self._add(self._fields, name, _change(words, name, old, new, row.values.get(name)), ticked)
        if row.held:
            self._head("import-held", "import-held-hint")
        for name, old, new in row.held:
            if name in lists:
                ticked = merge is not None and name in merge.whole
                self._add(self._whole, name, _goes(words, name, old, new), ticked)
            else:
                ticked = merge is not None and name in merge.fields
                said = words("import-change", old=_said(words, name, old), new=_said(words, name, new))
                self._add(self._fields, name, said, ticked)
        self.setLayout(self._box)

    def _head(self, heading: str, hint: str) -> None:
        self._box.addSpacing(8 if self._box.count() else 0)
        self._box.addWidget(label(self._words(heading), "section"))
        if hint:
            self._box.addWidget(label(self._words(hint), "caption", wrap=True))

    def _add(self, boxes: dict[str, QCheckBox], name: str, said: str, ticked: bool) -> None:
        taken = boxes[name] = QCheckBox(target_label(self._words, self._kind, name))
        taken.setChecked(ticked)
        taken.setEnabled(not self._row.of_roster)
        taken.clicked.connect(self._tell)
        under = readable(said)
        under.setContentsMargins(_UNDER_BOX, 0, 0, 0)
        self._box.addLayout(stacked(taken, under, gap=2))

    def _tell(self) -> None:
        fields, whole = (
            frozenset(name for name, box in boxes.items() if box.isChecked()) for boxes in (self._fields, self._whole)
        )
        self.merged.emit(Merge(fields, whole))


class RowValues(QWidget):
    """All that a row says, in the order of the form. Of an update what changes stands first."""

    merged = Signal(object)  # a Merge: what is to be taken over

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._box = stacked(gap=8)
        self.setLayout(self._box)

    def show_row(
        self, kind: Kind, row: PlannedRow, action: str, merge: Merge | None, retyped: Sequence[Retyped]
    ) -> None:
        """Show a row with which this will be done."""
        empty(self._box)
        words = self._dress.words
        changed: set[str] = set()
        if (row.changes or row.held) and action in ("update", "unchanged"):
            changed = {name for name, _, _ in (*row.changes, *row.held)}
            changes = Changes(self._dress, kind, row, merge)
            changes.merged.connect(self.merged)
            self._box.addSpacing(8)
            self._box.addWidget(changes)
        given = {} if row.of_roster else {**row.values, "organisation_id": row.organisation}
        rest = [name for name in _in_order(kind, given) if name not in changed and given[name] not in ("", None, [])]
        if not rest:
            return
        self._box.addSpacing(8)
        self._box.addWidget(label(words(_HEADINGS.get(action, "import-file-says")), "section"))
        grid = two_columns()
        for name in rest:
            add_line(grid, target_label(words, kind, name), readable(_said(words, name, given[name])))
            if any(_is_at(cell, row, row.letters.get(name, "")) for cell in retyped):
                grid.addWidget(label(words("import-by-hand"), "caption"), grid.rowCount(), 1)
        self._box.addLayout(grid)


class Likeness(QWidget):
    """What speaks for two people being one, and what against it: each field that both have, as either writes it."""

    def __init__(self, dress: Dress, alike: Sequence[Compared]) -> None:
        super().__init__()
        self.setObjectName("plain")
        words = dress.words
        grid = two_columns()
        for one in alike:
            message = "import-sounds-alike" if one.sounds else "import-agrees" if one.same else "import-differs"
            plainly = one.same and one.one == one.other
            said = (
                words("import-agrees-plainly", value=one.one)
                if plainly
                else words(message, one=one.one, other=one.other)
            )
            add_line(
                grid,
                words("import-name") if one.field == "name" else words.code("field", one.field),
                label(said, wrap=True),
            )
        self.setLayout(grid)


def readable(text: str, kind: str = "") -> QLabel:
    """What a file says, whole within the panel, and to be copied unless a word of it must be broken for that."""
    return label(text, kind, wrap=True, selectable=_LONG_WORD.search(text) is None)


def two_columns() -> QGridLayout:
    """A layout for names of fields and what they say."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, _CAPTION)
    grid.setColumnStretch(1, 1)
    return grid


def add_line(grid: QGridLayout, name: str, value: QWidget) -> None:
    """Add a field to such a layout."""
    caption = label(name, "caption", wrap=True)
    caption.setFixedWidth(_CAPTION)
    caption.setContentsMargins(0, 2, 0, 0)  # its smaller words on the line of the value
    at = grid.rowCount()
    grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(value, at, 1)


def _said(words: Wording, name: str, value: Any, like: Any = None) -> str:
    """A value as it is read: codes by their labels, days as the language writes them. `like` is one of its type,
    where the value is a text made of it."""
    if isinstance(value, str) and value and isinstance(like, date):
        value = date.fromisoformat(value)
    if isinstance(value, str) and value and isinstance(like, float):
        value = float(value)
    if isinstance(value, date):
        return day(words, value)
    if isinstance(value, float):
        return f"{value:g}%" if name in _PERCENT else f"{value:g}"
    if isinstance(value, str) and isinstance(like, list):
        value = [part for part in value.split("; ") if part]
    if isinstance(value, str) and (meant := in_language(words, name, value)):
        return dotted(value, meant)
    items = [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value or "")]
    if name in _CODES:
        items = [words.code_or_itself(_CODES[name], one) if one else "" for one in items]
    return ("\n" if name == "evidence" else words("list-separator")).join(filter(None, items)) or words("value-none")


def in_language(words: Wording, name: str, written: str) -> str:
    """What lists and filters take a country, a place or a degree for that is written otherwise; "" for all else."""
    if name in ("country", "nationality"):
        meant = country_in_language(written, words.language)
    elif name == "highest_degree" and (level := level_of(written)):
        meant = words.code("degree", level)
    else:
        return ""
    return "" if squeezed(meant) in squeezed(written) else meant


def _change(words: Wording, name: str, old: str, new: str, like: Any) -> str:
    """What becomes of a value: of a list what is added and what goes, of anything else its old and new text."""
    if isinstance(like, list):
        before, after = old.split("; ") if old else [], new.split("; ") if new else []
        added, gone = [one for one in after if one not in before], [one for one in before if one not in after]
        stays, more, less = len(before) - len(gone), _said(words, name, added), _said(words, name, gone)
        if stays and added and gone:
            return words("import-adds-and-removes", added=more, removed=less)
        if stays and (added or gone):
            return words("import-adds" if added else "import-removes", items=more if added else less, n=stays)
    return words("import-change", old=_said(words, name, old, like), new=_said(words, name, new, like))


def _goes(words: Wording, name: str, old: str, new: str) -> str:
    """What a list loses if only what a row says of it stays."""
    gone = not_said(name, old.split("; "), new.split("; "))
    return words("import-removes", items=_said(words, name, gone), n=len(old.split("; ")) - len(gone))


def _in_order(kind: Kind, given: Mapping[str, Any]) -> list[str]:
    """The fields of a row in the order of the form; what the form has not comes last."""
    order = {field.name: at for at, field in enumerate(field for _, group in GROUPS.get(kind, ()) for field in group)}
    return sorted(given, key=lambda name: order.get(name, len(order)))


def _is_at(cell: Retyped, row: PlannedRow, letters: str) -> bool:
    return (cell.sheet, cell.row, cell.column) == (row.sheet, row.row, letters)
