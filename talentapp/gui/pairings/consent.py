"""Consent: what the person agrees to, for each recipient, and what withdrawing would do."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from talentapp.domain.states import Guard
from talentapp.domain.terms import Party, Role, Verdict
from talentapp.domain.words import day, moment
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted, joined, named
from talentapp.gui.kit.tokens import CONTROL_HEIGHT, GUTTER
from talentapp.gui.kit.widgets import Column, across, button, card, label, ring, rule, stacked
from talentapp.gui.pairings.entered import Entered
from talentapp.office.views.cases import Dossier
from talentapp.office.views.pairings import PairingRow
from talentapp.wording import Wording

_DELIBERATE = 800  # milliseconds that a question stands before it can be answered with yes: no double-click does


class ConsentLine(QFrame):
    """One consent; it has the focus after it was spoken of, and shows it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ring(self, QPainter(self))


class ConsentPage(Column):
    """The person's word for being considered, and for being shown by name to each organisation."""

    said = Signal(bool, object, str)  # given, the organisation's id or None, a note
    doubted = Signal(object)  # whether to withdraw it: the organisation's id or None

    def __init__(self, dress: Dress, drafts: DraftStore) -> None:
        super().__init__(margins=(0, 0, GUTTER, 24))
        self._dress, self._entered = dress, Entered(drafts, self)
        self._shown: tuple[Dossier, PairingRow, Role] | None = None
        self._doubt: tuple[int | None, Sequence[PairingRow]] | None = None
        self._lines: dict[int | None, QWidget] = {}
        self._spoken: int | None = None  # whose consent was spoken of last
        self._is_next = False  # whether the line that is being made is the one to be entered next
        self._note = QLineEdit()
        self.told = ""  # what a withdrawal has ended
        self._basis = ""  # what the consent that was recorded last rests on: the next often rests on the same

    def show_dossier(self, dossier: Dossier, row: PairingRow, role: Role) -> None:
        """Show what the person of a case agrees to."""
        self._entered.keep()
        before = self._shown[0] if self._shown is not None else None
        if before is None or before.pairing_id != dossier.pairing_id:
            self.told = self._basis = ""
        self._shown, self._doubt = (dossier, row, role), None
        self._fill()

    def ask(self, organisation: int | None, ends: Sequence[PairingRow]) -> None:
        """Ask whether a consent is to be withdrawn, and say which pairings end by it."""
        self._doubt = organisation, ends
        self._fill()
        self.ensureWidgetVisible(self._keep)
        self._keep.setFocus()

    def tell(self, ended: Sequence[PairingRow]) -> None:
        """Say which pairings a withdrawal has ended, until the next consent or case."""
        words = self._dress.words
        said = joined(words, [_pairing_said(words, row) for row in ended])
        self.told = words("consent-ended", n=len(ended), pairings=said) if ended else words("consent-ended-none")

    def _note_edited(self) -> None:
        self._basis = ""  # what is written now counts, or that nothing is
        self._entered.typed()

    def recorded(self) -> None:
        """Hear that the word that the note was about has been recorded."""
        self._entered.recorded()

    def _read(self) -> dict[str, str]:
        return {"note": self._note.text()}

    def hideEvent(self, event: QHideEvent) -> None:
        self._entered.keep()
        super().hideEvent(event)

    def focus_first(self) -> None:
        """Give the focus to the consent that was spoken of last."""
        self._lines.get(self._spoken, self._lines[None]).setFocus()

    def _fill(self) -> None:
        assert self._shown is not None  # noqa: S101 - filled once there is a case
        dossier, row, role = self._shown
        kept = self._entered.begin(dossier.pairing_id, "consent", self._read)
        self.start_over()
        self._lines = {}
        words, consents = self._dress.words, dossier.consents
        if self.told:
            self.box.addWidget(label(self.told, "positive", wrap=True, selectable=True))
        box = stacked(gap=10)
        box.addWidget(label(words("consent-intro"), "secondary", wrap=True))
        complete = consents.considered and {Party.UNIVERSITY, Party.FIRM} <= set(consents.agreed_to)
        note = QLineEdit(str(kept.get("note", "")) or ("" if complete else self._basis))
        self._note = self._dress.say(note, hint="consent-note-hint", name="consent-note-hint")
        self._note.textEdited.connect(self._note_edited)
        if role is Role.HR_OFFICER:
            box.addWidget(self._note)  # before what it is recorded with
        lines: list[tuple[int | None, str, str, bool]] = [
            (None, words("consent-considered"), _needed(words, Verdict.CONSENT), consents.considered)
        ]
        for party, side in ((Party.UNIVERSITY, row.university), (Party.FIRM, row.firm)):
            title = words("consent-named", name=named(words, side))
            text = words("consent-named-text", needed=_needed(words, Verdict.SUBMIT))
            if party in consents.agreed_to and not consents.considered:
                text = words("consent-pending-text", needed=words("consent-considered"))
            lines.append((consents.organisations[party], title, text, party in consents.agreed_to))
        waits = any(one.guard in (Guard.CONSIDERED, Guard.SHOWN) for one in dossier.waiting)
        for organisation, title, text, given in lines:
            box.addWidget(rule())
            self._is_next = waits and not given  # one is waited for: of those that lack, the first
            waits = waits and given
            self._lines[organisation] = line = self._line(organisation, title, text, given, role)
            box.addWidget(line)
        self.box.addWidget(card(box))
        if consents.history:
            self.box.addWidget(self._history(dossier))
        self.box.addStretch(1)
        self.settle()

    def _line(self, organisation: int | None, title: str, text: str, given: bool, role: Role) -> QWidget:
        words = self._dress.words
        assert self._shown is not None  # noqa: S101 - lines are of a case
        counts = given and self._shown[0].consents.considered  # to be named rests on being considered
        state = words("consent-given" if counts else "consent-pending" if given else "consent-missing")
        chip = Chip(self._dress, state, "green" if counts else "amber" if given else "grey")
        said = stacked(label(title, "strong", wrap=True), label(text, "caption", wrap=True), gap=2)
        line = across(said, chip, gap=12)
        line.setStretch(0, 1)
        holder = ConsentLine()
        holder.setAccessibleName(dotted(title, state))
        whole = stacked(line, gap=8, margins=(8, 6, 8, 6))  # within the ring
        holder.setLayout(whole)
        if role is not Role.HR_OFFICER:
            return holder
        if self._doubt is not None and self._doubt[0] == organisation and given:
            whole.addWidget(self._question(self._doubt[1]))
            return holder
        one = button("quiet" if given else "primary" if self._is_next else "")
        one.setText(words("consent-withdraw" if given else "consent-give"))
        one.setAccessibleName(dotted(one.text(), title))
        one.setProperty("organisation", organisation if organisation is not None else 0)
        if given:  # under the words, away from where consent was given with a click
            one.clicked.connect(self._withdrawing)
            one.setStyleSheet("padding-left: 0;")  # its words begin where those above do
            said.addLayout(across(one, None))
        else:
            one.clicked.connect(self._given)
            line.addWidget(one)
            said.addSpacing(CONTROL_HEIGHT + said.spacing())  # for the way back: what is below stays
        return holder

    def _question(self, ends: Sequence[PairingRow]) -> QWidget:
        words = self._dress.words
        box = stacked(gap=8)
        box.addWidget(label(words("consent-withdraw-ends", n=len(ends)) if ends
                            else words("consent-withdraw-ends-none"), "strong", wrap=True))  # fmt: skip
        for row in ends:
            box.addWidget(label(dotted(_pairing_said(words, row), words.code("state", row.state or "")), wrap=True))
        self._keep, withdrawn, mistaken = button(), button(), button()
        answers = Flow(gap=8)
        for one, said, slot in (
            (self._keep, "consent-withdraw-keep", self._kept),
            (withdrawn, "consent-withdraw-confirm", self._withdrawn),
            (mistaken, "consent-withdraw-mistake", self._mistaken),
        ):
            one.setText(words(said))
            one.setAccessibleName(one.text())
            one.clicked.connect(slot)
            answers.addWidget(one)
        for one in (withdrawn, mistaken):
            one.setEnabled(False)
            patience = QTimer(one)
            patience.setSingleShot(True)
            patience.timeout.connect(partial(one.setEnabled, True))
            patience.start(_DELIBERATE)
        box.addLayout(answers)
        return card(box)

    def _given(self) -> None:
        self._spoken, self.told = int(self.sender().property("organisation")) or None, ""
        self._basis = self._note.text().strip()
        self.said.emit(True, self._spoken, self._basis)

    def _withdrawing(self) -> None:
        self._spoken, self.told, self._basis = int(self.sender().property("organisation")) or None, "", ""
        self.doubted.emit(self._spoken)

    def _kept(self) -> None:
        self._doubt = None
        self._fill()
        self.focus_first()

    def _withdrawn(self) -> None:
        self.said.emit(False, self._spoken, self._note.text().strip())

    def _mistaken(self) -> None:
        """Consent was recorded that was not given: it ends what rests on it as a withdrawal does, and is called so."""
        said = self._dress.words("consent-mistake")
        self.said.emit(False, self._spoken, dotted(said, self._note.text().strip()))

    def _history(self, dossier: Dossier) -> QWidget:
        words = self._dress.words
        box = stacked(label(words("consent-history"), "section"), gap=8)
        for one in reversed(dossier.consents.history):
            name = named(words, one.organisation) if one.organisation else ""
            what = words("consent-named", name=name) if name else words("consent-considered")
            chip = Chip(
                self._dress,
                words("consent-given" if one.given else "consent-withdrawn"),
                "green" if one.given else "amber",
            )
            said_on: date = one.said_on
            who = label(dotted(day(words, said_on), one.who, moment(words, one.at), one.note), "caption", wrap=True)
            line = across(chip, stacked(label(what, wrap=True), who, gap=0), gap=12)
            line.setStretch(1, 1)
            box.addLayout(line)
        return card(box)


def _needed(words: Wording, step: Verdict) -> str:
    """For which step a consent is needed."""
    return words("case-needed", step=words.code("verdict", step))


def _pairing_said(words: Wording, row: PairingRow) -> str:
    """A person's pairing, by its organisations and their projects, of which one may have several."""
    sides = ((row.university, row.university_project), (row.firm, row.firm_project))
    return " × ".join(words("pairing-side", organisation=named(words, one), project=title) for one, title in sides)
