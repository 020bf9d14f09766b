"""The fields of a form, each with its label above and what is to be said of it below."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from talentapp.domain.countries import country_said
from talentapp.domain.terms import Form, Kind
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.controls import Choice, Line, Toggle
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, label, mark_wrong, stacked
from talentapp.gui.lists.record_fields import REQUIRED, Field, UnreadableError, as_shown, read, said_wrong


def message_of(dress: Dress, kind: Kind, field: Field) -> str:
    """The message id of a field's label: organisations have names of their own kind."""
    own = f"field-{kind.value}-{field.message}"
    return own if dress.words.has(own) else f"field-{field.message}"


class FieldRow(QWidget):
    """A field with its label above and, where something is wrong, a sentence below."""

    edited = Signal()

    def __init__(self, dress: Dress, kind: Kind, field: Field, choices: list[tuple[str, object]]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.field = field
        self._dress = dress
        self._kept = "", ""  # a country as the window calls it, and as it is kept
        name = dress.words(message_of(dress, kind, field))
        self._label = label(name + (" *" if field.name in REQUIRED[kind] else ""), "caption")
        self._wrong = label(kind="wrong", wrap=True)
        self._wrong.hide()
        self._note, self._hint = label(kind="caption", wrap=True), ""
        self._note.hide()
        self.box: Any
        if field.shape in ("long", "lines"):
            self.box = QPlainTextEdit()
            self.box.setTabChangesFocus(True)
            self.box.setFixedHeight(112 if field.shape == "long" else 84)
            self.box.textChanged.connect(self.edited)
        elif field.shape == "forms":
            self.box = FormToggles(dress)
            self.box.edited.connect(self.edited)
        elif field.shape in ("status", "organisation", "kind", "basis"):
            self.box = Choice(dress)
            self.box.narrow(16)
            self.box.offer(choices)
            self.box.currentIndexChanged.connect(self.edited)
        else:
            self.box = Line()
            if field.shape == "date":
                self.box.setPlaceholderText(dress.words("form-date-hint"))
            elif field.shape == "list":
                self.box.setPlaceholderText(dress.words("form-list-hint"))
            self.box.textChanged.connect(self.edited)
            self.box.editingFinished.connect(self._left)
        self.box.setAccessibleName(name)
        self._label.setBuddy(self.box)
        self.edited.connect(self._mended)
        self._whole = stacked(self._label, self.box, self._wrong, self._note, gap=4)
        self.setLayout(self._whole)

    @property
    def text(self) -> str:
        """What is in the field, as it shows it; a country as it is kept, until another is typed."""
        if isinstance(self.box, QPlainTextEdit):
            return self.box.toPlainText()
        if isinstance(self.box, Choice):
            return "" if self.box.value is None else str(getattr(self.box.value, "value", self.box.value))
        said, kept = self._kept
        text = as_shown(self.field, self.box.text())
        return kept if self.field.shape == "country" and text == said else text

    def show_text(self, text: str) -> None:
        """Put a text into the field, without a signal."""
        self.blockSignals(True)
        if isinstance(self.box, QPlainTextEdit):
            self.box.setPlainText(text)
        elif isinstance(self.box, Choice):
            for value in self.box.values:
                if str(getattr(value, "value", value)) == text:
                    self.box.choose(value)
        elif self.field.shape == "country":
            self._kept = country_said(text, self._dress.language), text
            self.box.setText(self._kept[0])
        else:
            self.box.setText(text)
        self.blockSignals(False)

    def _left(self) -> None:
        """What cannot be read is told as soon as one leaves it."""
        try:
            read(self.field, self.text)
        except UnreadableError as error:
            self.say_wrong(said_wrong(self._dress.words, str(error)))

    def _mended(self) -> None:
        """What was wrong is being changed: whether it is right now is said when it is left, or saved. Till then the
        room for it stays: nothing moves under who types."""
        if not self._wrong.isHidden():
            said = self._wrong.text()
            self.say_wrong("")
            if not self._hint:  # else that stands there now
                self._wrong.setText(said)
                _keep_room(self._wrong, True)

    def put_below(self, widget: QWidget) -> None:
        """Put what belongs to the field below it, no wider than it has to be."""
        self._whole.addLayout(across(widget, None))

    def keep_room_for_note(self, hint: str) -> None:
        """Leave room for a note, so that nothing moves under the mouse when it comes; a hint stands there till then."""
        self._hint = hint
        _keep_room(self._note, True)
        self.say_note("")

    def say_note(self, text: str) -> None:
        """Say something about it that need not be mended, or nothing."""
        self._note.setText(text or self._hint)
        self._note.setVisible(bool(self._note.text()) and self._wrong.isHidden())

    def say_wrong(self, text: str) -> None:
        """Say what is wrong with it, or nothing."""
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        _keep_room(self._wrong, False)
        _keep_room(self._note, bool(self._hint) and not text)  # what is wrong stands there then
        self._note.setVisible(bool(self._note.text()) and not text)  # what must be mended goes before what need not
        mark_wrong(self.box, text)


def _keep_room(said: QWidget, keeps: bool) -> None:
    policy = said.sizePolicy()
    policy.setRetainSizeWhenHidden(keeps)
    said.setSizePolicy(policy)


class FormToggles(QWidget):
    """The forms of taking part, each on or off."""

    edited = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        flow = Flow(gap=8)
        self.setLayout(flow)
        self._toggles: dict[str, Toggle] = {}
        for form in Form:
            one = Toggle(dress)
            one.setText(dress.words.code("form", form))
            one.toggled.connect(self.edited)
            flow.addWidget(one)
            self._toggles[form.value] = one

    def text(self) -> str:
        """The codes of those that are on."""
        return " ".join(code for code, one in self._toggles.items() if one.isChecked())

    def setText(self, text: str) -> None:
        """Switch on those of these codes."""
        for code, one in self._toggles.items():
            one.setChecked(code in text.split())
