"""The fields of an agreement's terms, one group at a time, and under each what is wrong with it as it stands."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPlainTextEdit, QWidget

from talentapp.domain.agreement import FIELDS, Field, Trouble
from talentapp.domain.terms import Form
from talentapp.gui.kit.controls import Choice, Line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import label, mark_wrong, stacked
from talentapp.office.cases.drafting import said_value
from talentapp.wording import Wording

_LINES_HEIGHT = 62


def shown(words: Wording, field: Field, value: Any) -> str:
    """A value of the terms, said."""
    return said_value(words, field, value) or words("term-unsaid")


class TermCell(QWidget):
    """A field: its name, what is wrong with it, and below the place to fill it in, or its value for one who reads."""

    edited = Signal()

    def __init__(self, dress: Dress, field: Field, text: str, needed: bool, editable: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.code, words = field.code, dress.words
        name = words.code("term", field.code)
        unit = {"percent": "%", "days": words("term-days-hint")}.get(field.kind, "")
        title = label(dotted(name if needed else words("term-optional", name=name), unit), "caption")
        self._wrong = label(kind="wrong")
        self._words = words
        self.box: Any
        if editable:
            self.box = _box(dress, field, text)
            given = self.box.currentIndexChanged if field.kind == "choice" else self.box.textChanged
            given.connect(self.edited)
        else:
            self.box = label(shown(words, field, text), wrap=True, selectable=True)
        self.box.setAccessibleName(name)
        head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setHorizontalSpacing(8)
        head.addWidget(title, 0, 0)
        head.addWidget(self._wrong, 0, 1)
        head.setColumnStretch(1, 1)
        self.setLayout(stacked(head, self.box, None, gap=2))

    @property
    def text(self) -> str:
        """What is in the field."""
        if isinstance(self.box, Choice):
            return str(self.box.value or "")
        return str(self.box.toPlainText() if isinstance(self.box, QPlainTextEdit) else self.box.text())

    def say_wrong(self, trouble: Trouble | None) -> None:
        """Say what is wrong with it, or nothing."""
        text = self._words.code("term-trouble", trouble) if trouble is not None else ""
        if text == self._wrong.text():
            return
        self._wrong.setText(text)
        mark_wrong(self.box, text)


class TermFields(QFrame):
    """The fields of one group on a card, in two columns."""

    edited = Signal()
    left = Signal()  # a line has been filled in

    def __init__(self, dress: Dress, group: str, texts: Mapping[str, str], form: Form, editable: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._cells: dict[str, TermCell] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        at = 0
        for field in (one for one in FIELDS if one.group == group):
            cell = TermCell(dress, field, texts.get(field.code, ""), form in field.needed, editable)
            cell.edited.connect(self.edited)
            if isinstance(cell.box, Line):
                cell.box.editingFinished.connect(self.left)
            self._cells[field.code] = cell
            if field.kind == "lines":
                at += at % 2
                grid.addWidget(cell, at // 2, 0, 1, 2)
                at += 2
            else:
                grid.addWidget(cell, at // 2, at % 2)
                at += 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setContentsMargins(16, 12, 16, 12)
        self.setLayout(grid)

    @property
    def texts(self) -> dict[str, str]:
        """What is in the fields, by their codes."""
        return {code: cell.text for code, cell in self._cells.items()}

    def mark(self, wrong: Mapping[str, Trouble], *, missing: bool) -> None:
        """Say at each field what is wrong with it: `missing` ones too, or only what has been filled in. Of the field
        that is being typed in, only that it is right again."""
        for code, cell in self._cells.items():
            trouble = wrong.get(code)
            if trouble is None or not cell.box.hasFocus():
                cell.say_wrong(trouble if missing or trouble is not Trouble.MISSING else None)

    def focus(self, *codes: str) -> None:
        """Give the focus to the first of these fields that is here, else to the first of all."""
        found = next((code for code in codes if code in self._cells), next(iter(self._cells)))
        self._cells[found].box.setFocus()


def _box(dress: Dress, field: Field, text: str) -> Any:
    words = dress.words
    if field.kind == "choice":
        chosen = Choice(dress)
        chosen.offer([(words("term-unsaid"), ""), *((shown(words, field, one), one) for one in field.choices)])
        chosen.choose(text)
        return chosen
    if field.kind == "lines":
        lines = QPlainTextEdit(text)
        lines.setFixedHeight(_LINES_HEIGHT)
        lines.setTabChangesFocus(True)
        return lines
    line = Line()
    line.setText(text)
    hints = {"percent": "%", "day": words("form-date-hint"), "days": words("term-days-hint")}
    line.setPlaceholderText(hints.get(field.kind, ""))
    return line
