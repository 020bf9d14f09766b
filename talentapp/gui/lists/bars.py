"""The bars over a list: a form that was left unsaved, and the name of a view that is to be kept."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from talentapp.domain.terms import Kind
from talentapp.domain.tidying import one_line
from talentapp.gui.kit.draft_store import DraftStore, KeptDraft
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.undoing import Own
from talentapp.gui.kit.widgets import across, button, label


class UnsavedBar(Interlude):
    """Says that something was left unsaved, and offers to go on with it."""

    resumed = Signal(object)  # KeptDraft, or whatever was offered
    dropped = Signal(object)

    def __init__(self, dress: Dress, go_on: str = "form-resume") -> None:
        super().__init__()
        self.setObjectName("hint")
        self._dress = dress
        self._draft: Any = None
        self._passes = False  # whether it is offered back only until something else is done
        self._text = label(wrap=True)
        resume = dress.say(button(), go_on)
        drop = dress.say(button("quiet"), "form-drop")
        resume.clicked.connect(self._resume)
        drop.clicked.connect(self._drop)
        line = across(self._text, resume, drop, gap=8, margins=(12, 6, 8, 6))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_draft(self, draft: Any) -> None:
        """Offer this draft, which was left unsaved."""
        self.offer(draft, self._dress.words("form-unsaved", title=draft.title))

    def show_discarded(self, draft: Any) -> None:
        """Offer back what was just given up, until `pass_on`."""
        self.offer(draft, self._dress.words("form-discarded", title=draft.title))
        self._passes = True

    def pass_on(self, *_to: object) -> None:
        """Something else is being done, or looked at: what was given up stays given up."""
        if self._passes:
            self.hide()

    def offer(self, draft: Any, text: str) -> None:
        """Offer what was left, in these words."""
        self._draft, self._passes = draft, False
        self._text.setText(text)
        self.show()

    def _resume(self) -> None:
        self.resumed.emit(self._draft)

    def _drop(self) -> None:
        self.dropped.emit(self._draft)


def given_up(drafts: DraftStore, kind: Kind, draft: KeptDraft, offer: Callable[[], None]) -> Own:
    """Keep a draft no more; what was done, with the ways back and on. `offer` shows anew what is left unsaved."""

    def back() -> None:
        drafts.keep(kind, draft.record_id, draft.version, draft.title, draft.texts)
        offer()

    def on() -> None:
        drafts.drop(kind, draft.record_id)
        offer()

    on()
    return Own("edit-draft-drop", draft.title, back, on)


class NameLine(Interlude):
    """Asks for the name of a view, in place. Esc asks no more."""

    named = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._text = dress.say(QLineEdit(), hint="view-name", name="view-name")
        keep = dress.say(button("primary"), "view-save")
        cancel = dress.say(button("quiet"), "action-cancel")
        say = dress.say(label(kind="secondary"), "view-name")
        line = across(say, self._text, keep, cancel, gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._text.returnPressed.connect(self._done)
        keep.clicked.connect(self._done)
        cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self, proposed: str) -> None:
        """Ask, with a proposal."""
        self.show()
        self._text.setText(proposed)
        self._text.selectAll()
        self._text.setFocus()

    def _done(self) -> None:
        if name := one_line(self._text.text()):
            self.hide()
            self.named.emit(name)
