"""The bar of the review's verdicts, and below it a line for what is said with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from talentapp.domain.terms import State, Verdict
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.controls import once
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import across, button, empty, label, stacked
from talentapp.gui.pairings.unsaid import Unsaid, Writing
from talentapp.office.views.pairings import PairingCard

_VERDICTS = (
    (Verdict.ACCEPT, "check", "A"),
    (Verdict.DECLINE, "decline", "R"),
    (Verdict.ANOTHER, "another", "N"),
    (Verdict.RETRACT, "undo", "U"),
    (Verdict.COMMENT, "comment", "C"),
)
_ABREAST = 560  # the least width for what is written and what can be done with it, on one line
_OTHERS = "reason-places"  # others have been found: no reason to ask for another
_USUAL = ("reason-field", "reason-time", _OTHERS, "reason-conflict")


@dataclass(frozen=True)
class _Asking:
    """How the line asks: its hint, what its button says, and what is said when nothing was written."""

    hint: str
    confirm: str
    needed: str


_ASKED = {
    Verdict.DECLINE: _Asking("reason-hint", "reason-confirm", "reason-needed"),
    Verdict.ANOTHER: _Asking("reason-hint-another", "reason-confirm-another", "reason-needed"),
    Verdict.COMMENT: _Asking("reason-hint-comment", "reason-confirm-comment", "comment-needed"),
}
"""The verdicts with which something is said."""


class DecisionBar(QWidget):
    """The verdicts that may be given now, and a line for a reason or a comment. Until a pairing is shown, none may."""

    decided = Signal(object, str)  # the verdict and what is said with it
    onward = Signal()  # to the page of a pairing that the review is over with

    def __init__(self, dress: Dress, unsaid: Unsaid) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._writing = dress, Writing(unsaid, self)
        self._asked = Verdict.DECLINE  # what the line is about
        self._stuck = False  # it cannot be accepted: no place is left, or something of it is paused or closed
        self._accepted = False  # it has been
        self._hopeless = ""  # the project for which another is sought, where it is one of them
        self._of: int | None = None  # the pairing
        self._buttons: dict[Verdict, QPushButton] = {}
        line = across(gap=8)
        for verdict, icon, key in _VERDICTS:
            kind = "primary" if verdict is Verdict.ACCEPT else ""
            one = once(button(kind))
            tint = "on_accent" if kind else "text"
            dress.say(
                one, f"verdict-{verdict.value}", tip=f"verdict-{verdict.value}-tip", icon=icon, tint=tint, key=key
            )
            one.setEnabled(False)
            one.clicked.connect(self._clicked)
            self._buttons[verdict] = one
            line.addWidget(one)
        self._buttons[Verdict.RETRACT].hide()
        self.full = label(kind="wrong", wrap=True)
        self.full.hide()
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._confirm)
        self.needed, self._vain = label(kind="wrong"), label(kind="wrong", wrap=True)
        self.reason.textChanged.connect(self.needed.hide)
        self.reason.textEdited.connect(self._writing.typed)
        self._sure = button("primary")
        self._sure.clicked.connect(self._confirm)
        self._accept = dress.say(button(), "reason-confirm-accept")
        self._accept.clicked.connect(self._accept_with)
        cancel = dress.say(button("quiet"), "action-cancel")
        cancel.clicked.connect(self.close_reason)
        usual = Flow(gap=8)
        for message in _USUAL:
            one = dress.say(button(), message)
            one.clicked.connect(self._take_usual)
            one.setProperty("others", message == _OTHERS)
            usual.addWidget(one)
        self._usual = QWidget()
        self._usual.setObjectName("plain")
        self._usual.setLayout(usual)
        self._reason_box = Interlude()
        self._reason_box.setObjectName("card")
        entry = Abreast(_ABREAST, gap=8)
        entry.addWidget(self.reason, 1)
        entry.addLayout(across(self._sure, self._accept, cancel, None, gap=8))
        self._reason_box.setLayout(
            stacked(self._vain, self._usual, entry, self.needed, gap=8, margins=(12, 12, 12, 12))
        )
        self._reason_box.hide()
        self._onward = dress.say(button("primary"), "review-go-on", tip="review-open-tip", key="O")
        self._onward.clicked.connect(self.onward)
        self._onward.hide()
        self._beside = across()
        line.insertWidget(0, self._onward)
        line.addLayout(self._beside)
        line.addStretch(1)
        self.setLayout(stacked(line, self.full, self._reason_box, gap=8, margins=(0, 0, GUTTER, 0)))

    def stand_beside(self, more: QPushButton | None) -> None:
        """Have what else can be done of the pairing after the verdicts."""
        empty(self._beside)
        if more is not None:
            self._beside.addWidget(more)

    def offer(self, verdicts: Sequence[Verdict], card: PairingCard | None = None, keep: bool = False) -> None:
        """Let these verdicts be given on a pairing. Where a project has no place left, or something of it is paused or
        closed, it cannot be accepted, and that is said. What is being written stays if it is to be kept and may still
        be given."""
        full = card.full if card is not None else ()
        self._onward.setVisible(card is not None and card.takes_on)
        self._hopeless = next((title for title, _ in full if card and title == card.asks_for), "")
        self._of = card.row.pairing_id if card is not None else None
        shut = card.row.not_open if card is not None else ""
        self._stuck = bool(full or shut)
        self._accepted = card is not None and card.row.state is State.SHORTLISTED
        for verdict, one in self._buttons.items():
            one.setEnabled(verdict is not Verdict.ACCEPT or not self._stuck)
            one.setVisible(verdict in verdicts)
        if shut:
            self.full.setText(self._dress.words(f"review-shut-{shut}"))
        elif full:
            project, places = full[0]
            self.full.setText(self._dress.words("review-full", project=project, n=places))
        self.full.setVisible(self._stuck and Verdict.ACCEPT in verdicts)
        if not keep or self._asked not in verdicts:
            self.close_reason()
        self._tell_what_it_does()
        self._offer_accepting()

    @property
    def asked(self) -> Verdict | None:
        """With which verdict words are asked for now."""
        return None if self._reason_box.isHidden() else self._asked

    def ask(self, verdict: Verdict) -> None:
        """Ask what is to be said with a verdict, and wait for the answer."""
        asking, words = _ASKED[verdict], self._dress.say
        self._asked = verdict
        words(self.reason, hint=asking.hint)
        words(self._sure, asking.confirm)
        words(self.needed, asking.needed)
        self._usual.setVisible(verdict is not Verdict.COMMENT)
        for one in self._usual.findChildren(QPushButton):
            one.setVisible(not (verdict is Verdict.ANOTHER and one.property("others")))
        self._tell_what_it_does()
        self._offer_accepting()
        given_up = self._writing.begin(self.reason, self._of, verdict)
        self._reason_box.show()
        self.needed.hide()
        self.reason.setFocus()
        if given_up:  # just now: it is typed over
            self.reason.selectAll()

    def _tell_what_it_does(self) -> None:
        """Say what a verdict does that is not plain: as the pairing stands now."""
        hopeless = self._asked is Verdict.ANOTHER and bool(self._hopeless)
        undone = self._asked is Verdict.DECLINE and self._accepted
        told = "reason-another-full" if hopeless else "reason-decline-accepted" if undone else ""
        self._vain.setText(self._dress.words(told, project=self._hopeless) if told else "")
        self._vain.setVisible(bool(told))

    def _offer_accepting(self) -> None:
        """Offer to accept with the comment, where it may be accepted."""
        self._accept.setVisible(self._asked is Verdict.COMMENT and self._may(Verdict.ACCEPT) and not self._stuck)

    def close_reason(self) -> None:
        """Ask no more. What was written waits for when it is asked again."""
        self._writing.keep()
        self._reason_box.hide()

    def said(self, pairing_id: int, text: str) -> None:
        """Ask no more: this has been said."""
        self.close_reason()
        self._writing.said(pairing_id, text)

    def hideEvent(self, event: QHideEvent) -> None:
        self._writing.keep()
        self.needed.hide()
        super().hideEvent(event)

    def give(self, verdict: Verdict, said: str = "") -> bool:
        """Give a verdict as if its button had been pressed; say in place why it may not. False where it may not be."""
        if not self._may(verdict):
            return False
        if verdict in _ASKED:
            self.ask(verdict)
        else:
            self.decided.emit(verdict, said)
        return True

    def _may(self, verdict: Verdict) -> bool:
        return self._buttons[verdict].isVisibleTo(self) and self._buttons[verdict].isEnabled()

    def _clicked(self) -> None:
        pressed = self.sender()
        self.give(next(verdict for verdict, one in self._buttons.items() if one is pressed))

    def _take_usual(self) -> None:
        self.reason.setText(self.sender().text())  # type: ignore[attr-defined]
        self._writing.typed()
        self.reason.setFocus()

    def _written(self) -> str:
        """What was written; where it is nothing, that is said."""
        text = self.reason.text().strip()
        if not text:
            self.needed.show()
            self.reason.setFocus()
        return text

    def _confirm(self) -> None:
        if text := self._written():
            self.decided.emit(self._asked, text)

    def _accept_with(self) -> None:
        if text := self._written():
            self.give(Verdict.ACCEPT, text)
