"""The values of one row of an import: what will be written, old and new together, and which fields are taken over."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from talentapp.domain.identity import Compared
from talentapp.domain.intake import Retyped
from talentapp.domain.terms import Kind
from talentapp.domain.words import day
from talentapp.gui.imports.meanings import target_label
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import empty, label, stacked
from talentapp.gui.lists.record_fields import GROUPS
from talentapp.office.views.imports import Merge, PlannedRow

_CAPTION, _UNDER_BOX = 88, 28  # pixels: of a field's name, and before what stands under the words of a check box
_CODES = {"forms": "form", "kind": "organisation-kind", "state": "state", "status": "status", "legal_basis": "basis"}
_PERCENT = ("effort_percent", "effort_min", "effort_max")
_HEADINGS = {"create": "import-will-write", "update": "import-stays"}


class RowValues(QWidget):
    """All that a row says, in the order of the form. Of an update what changes stands first, each with a box."""

    merged = Signal(object)  # the names of the fields that are to be taken over

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
        changes = {name: (old, new) for name, old, new in row.changes} if action == "update" else {}
        if changes:
            self._show_changes(kind, row, changes, merge)
        words = self._dress.words
        given = {} if row.of_roster else {**row.values, "organisation_id": row.organisation}
        rest = [name for name in _in_order(kind, given) if name not in changes and given[name] not in ("", None, [])]
        if rest:
            self._box.addSpacing(8)
            self._box.addWidget(label(words(_HEADINGS.get(action, "import-file-says")), "section"))
            by_hand = {name for name, at in row.letters.items() for cell in retyped if _is_at(cell, row, at)}
            told = {target_label(self._dress.words, kind, name): self._said(name, given[name]) for name in rest}
            marked = {target_label(self._dress.words, kind, name) for name in by_hand}
            self._box.addLayout(self._table({name: (text, name in marked) for name, text in told.items()}))

    def _show_changes(
        self, kind: Kind, row: PlannedRow, changes: Mapping[str, tuple[str, str]], merge: Merge | None
    ) -> None:
        words = self._dress.words
        self._box.addSpacing(8)
        self._box.addWidget(label(words("import-changes"), "section"))
        if len(changes) > 1 and not row.of_roster:
            self._box.addWidget(label(words("import-merge-hint"), "caption", wrap=True))
        boxes: dict[str, QCheckBox] = {}
        for name, (old, new) in changes.items():
            taken = boxes[name] = QCheckBox(target_label(words, kind, name))
            taken.setChecked(merge is None or name in merge.fields)
            taken.setEnabled(not row.of_roster)
            taken.clicked.connect(lambda: self.merged.emit({one for one, box in boxes.items() if box.isChecked()}))
            like = row.values.get(name)
            was, will = self._said(name, old, like), self._said(name, new, like)
            said = label(words("import-change", old=was, new=will), wrap=True, selectable=True)
            said.setContentsMargins(_UNDER_BOX, 0, 0, 0)
            self._box.addLayout(stacked(taken, said, gap=2))

    def _table(self, told: Mapping[str, tuple[str, bool]]) -> QGridLayout:
        grid = two_columns()
        for name, (text, by_hand) in told.items():
            value: QLabel | QWidget = label(text, wrap=True, selectable=True)
            add_line(grid, name, value)
            if by_hand:
                grid.addWidget(label(self._dress.words("import-by-hand"), "caption"), grid.rowCount(), 1)
        return grid

    def _said(self, name: str, value: Any, like: Any = None) -> str:
        """A value as it is read: codes by their labels, days as the language writes them. `like` is one of its type,
        where the value is a text made of it."""
        words = self._dress.words
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
        items = [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value or "")]
        if name in _CODES:
            items = [words.code_or_itself(_CODES[name], one) if one else "" for one in items]
        return ("\n" if name == "evidence" else words("list-separator")).join(filter(None, items)) or words(
            "value-none"
        )


class Likeness(QWidget):
    """What speaks for two people being one, and what against it: each field that both have, as either writes it."""

    def __init__(self, dress: Dress, alike: Sequence[Compared]) -> None:
        super().__init__()
        self.setObjectName("plain")
        words = dress.words
        grid = two_columns()
        for one in alike:
            message = "import-agrees" if one.same else "import-differs"
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


def _in_order(kind: Kind, given: Mapping[str, Any]) -> list[str]:
    """The fields of a row in the order of the form; what the form has not comes last."""
    order = {field.name: at for at, field in enumerate(field for _, group in GROUPS.get(kind, ()) for field in group)}
    return sorted(given, key=lambda name: order.get(name, len(order)))


def _is_at(cell: Retyped, row: PlannedRow, letters: str) -> bool:
    return (cell.sheet, cell.row, cell.column) == (row.sheet, row.row, letters)
