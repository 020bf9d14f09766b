"""What is missing, who acts, and the moves that may be made from here, with what each has to be told."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QMenu, QPushButton, QWidget

from talentapp.domain.cases import same_name
from talentapp.domain.gates import Standing
from talentapp.domain.states import CORRECTIONS, FINAL, GIVES_WORD, Guard, Transition
from talentapp.domain.terms import REVIEWERS, SIGNERS, Party, Role, State, Verdict
from talentapp.domain.words import day, read_day
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.controls import Choice, once
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.saying import STATE_TONES, dotted, joined
from talentapp.gui.kit.widgets import across, button, empty, label, settle, stacked
from talentapp.gui.pairings.asking import NoticeLine, approved, last_day, leaving, title_of, way_back
from talentapp.gui.pairings.unsaid import Unsaid, Writing
from talentapp.gui.pairings.words import lacking, move_said, reason_of, speaker_of
from talentapp.office.views.cases import Dossier, StepOffer

_DELIBERATE = 600  # milliseconds after which a key is meant for what has come into view
_DATED = {Verdict.SIGN: "case-signed-on", Verdict.CLOSE: "case-last-day"}
BY_TERMS = (Verdict.OFFER, Verdict.SIGN, Verdict.ACTIVATE)
"""Moves that are about the terms as they stand."""
_FOR_A_PARTY = (*GIVES_WORD, Verdict.UNSAY)
"""Moves of which it is asked for whom."""
_ABREAST = 520  # the least width for what the case waits for and what can be done, on one line
_SAID = frozenset({Guard.NAMED, Guard.REASON})
"""What is said with the step itself."""
_HINTS = {
    Verdict.DECLINE: "reason-hint", Verdict.CLOSE: "case-close-reason", Verdict.COMMENT: "reason-hint-comment",
}  # fmt: skip
"""What is asked for where a move needs words, if not just its reason."""
_WHERE = {
    Guard.CONSIDERED: "consent",
    Guard.SHOWN: "consent",
    Guard.GATES_VALID: "gates",
    Guard.EFFORT_FITS: "effort",
    Guard.TERMS_COMPLETE: "terms",
}
"""On which tab that is entered which a guard asks for."""


@dataclass(frozen=True)
class Said:
    """What the user wants to say."""

    verdict: Verdict
    reason: str = ""
    party: Party | None = None
    gate: str = ""
    signed_by: str = ""
    on: date | None = None  # of signing, or the last day of what ends


class NextCard(QFrame):
    """The case in one card: its state, what it waits for, and what can be done."""

    said = Signal(object)  # Said
    tab_wanted = Signal(str)  # the tab where what is missing is entered

    def __init__(self, dress: Dress, unsaid: Unsaid, who: Callable[[], str]) -> None:
        """`who` is under which name its reader decides, at the moment."""
        super().__init__()
        self.setObjectName("card")
        self._dress, self._writing = dress, Writing(unsaid, self)
        self._dossier: Dossier | None = None
        self._role = Role.HR_OFFICER
        self._asked: Transition | None = None
        self._since = QElapsedTimer()  # since something is asked
        self._who, self._person = who, ""  # who reads it, and whose it is
        self._elsewhere: frozenset[Verdict] = frozenset()
        self._buttons: list[QPushButton] = []
        self.menu: QPushButton | None = None  # what can be done, where the page has it beside moves of its own
        self._box = stacked(gap=8)
        self._box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(self._box)

    def fit_height(self, low: bool) -> None:
        """Take little height, or the usual one."""
        self._box.setContentsMargins(16, 8 if low else 12, 16, 8 if low else 12)

    def show_dossier(self, dossier: Dossier, role: Role, person: str = "", elsewhere: Collection[Verdict] = ()) -> None:
        """Show a case as its reader may move it; `person` is whose it is, who signs for themselves. Where there are
        moves that have their place `elsewhere`, only the others are offered, in `menu`, and the card is there for what
        they ask. What is being asked is asked on where the case is where it was."""
        self._writing.keep()
        before, asked = self._dossier, self._asked if self.form_first is not None else None
        same = before is not None and _where(before, asked) == _where(dossier, asked)
        self._dossier, self._role, self._asked, self._person = dossier, role, None, person
        self._elsewhere = frozenset(elsewhere)
        empty(self._box)
        self._buttons, self.menu = [], None
        if self._elsewhere:
            main, more = self._sorted(dossier)
            self.menu = self._menu([*main, *more]) if main or more else None
        else:
            self._box.addLayout(self._stands(dossier))
        self._form = QWidget()
        self._form.setObjectName("plain")
        self._form.hide()
        self._box.addWidget(self._form)
        here = before is not None and before.pairing_id == dossier.pairing_id
        if asked is not None and here and asked.verdict not in self._elsewhere:
            offered = (offer.step for offer in dossier.offers if not offer.missing)
            step = next((one for one in offered if one.verdict is asked.verdict), None)
            if step is not None and (same or step.verdict is Verdict.COMMENT):  # which can be made in every state
                self._ask_on(step)
        settle(self)

    @property
    def _proposed(self) -> bool:
        """Whether the reader has proposed it."""
        proposers = self._dossier.proposers if self._dossier else ()
        return same_name(self._who()) in map(same_name, proposers)

    def _stands(self, dossier: Dossier) -> QLayout:
        """How the case stands, and what can be done."""
        words, said = self._dress.words, stacked(gap=4)
        title = across(
            Chip(self._dress, words.code("state", dossier.state), STATE_TONES[dossier.state]),
            label(self._acts(dossier), "strong", wrap=True),
            gap=8,
        )
        title.setStretch(1, 1)
        for one in dossier.waiting:
            line = across(gap=8)
            line.addWidget(label("•", "secondary"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(lacking(words, one, dossier), wrap=True), 1)
            said.addLayout(line)
        if why := self._why(dossier):
            said.addWidget(label(why, wrap=True))
        if runs := self._runs(dossier):
            said.addWidget(label(runs, "secondary", wrap=True))
        elif not why and (nothing := self._nothing_missing(dossier)):
            said.addWidget(label(nothing, "secondary", wrap=True))
        if end := leaving(words, dossier):
            said.addWidget(label(end, "secondary", wrap=True))
        buttons = across(gap=8)
        if tab := next((_WHERE[one.guard] for one in dossier.waiting if one.guard in _WHERE), ""):
            self._buttons.append(self._way_to(tab))
        main, more = self._sorted(dossier)
        if not main and dossier.state is not State.ACTIVE and (by := self._by_whom(dossier)):
            said.addWidget(label(by, "secondary", wrap=True))
        for at, offer in enumerate(main):
            self._buttons.append(self._button(offer, primary=at == 0))
        if more:
            self._buttons.append(self._menu(more))
        for made in self._buttons:
            buttons.addWidget(made)
        head = Abreast(_ABREAST, gap=8)
        head.addLayout(title, 1)
        head.addLayout(across(buttons, None))
        return stacked(head, said, gap=4)  # what is missing has the whole width, whatever can be done

    def _way_to(self, tab: str) -> QPushButton:
        words, one = self._dress.words, button("quiet")
        one.setText(words("case-tab-go", tab=words(f"case-tab-{tab}")))
        one.setAccessibleName(one.text())
        one.clicked.connect(partial(self.tab_wanted.emit, tab))
        return one

    @property
    def asks_again(self) -> QPushButton | None:
        """The button that asks for the next party's word, as long as one is missing."""
        return next((one for one in self._buttons if one.property("verdict") in GIVES_WORD and one.isEnabled()), None)

    @property
    def form_first(self) -> QWidget | None:
        """What is written in first, while something is being asked."""
        return self._first if self.asked is not None else None

    @property
    def asked(self) -> Verdict | None:
        """With which verdict something is being asked."""
        return self._asked.verdict if self._asked is not None and not self._form.isHidden() else None

    def hideEvent(self, event: QHideEvent) -> None:
        self._writing.keep()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a choice confirms what is asked, as in a line; not what is held or pressed on from the button."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        asks = self.form_first is not None and (self._party.hasFocus() or self._gate.hasFocus())
        if enter and asks and self._since.elapsed() > _DELIBERATE:
            self._confirm()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where it is there for what is asked alone, it goes with that."""
        if self._elsewhere and watched is self._form and event.type() is QEvent.Type.HideToParent:
            self.hide()
        return False

    def said_so(self, pairing_id: int, text: str) -> None:
        """Hear that this has been said: it is kept no more, and nothing is asked any more."""
        self._writing.said(pairing_id, text)
        self._asked = None

    def press(self, verdict: Verdict) -> bool:
        """Do what the button or the entry of this verdict does, if it is offered; else False."""
        for offer in self._dossier.offers if self._dossier else ():
            if offer.step.verdict is verdict and self._role in offer.step.who and not offer.missing:
                self._begin(offer.step)
                return True
        return False

    def _acts(self, dossier: Dossier) -> str:
        words = self._dress.words
        if dossier.waiting:
            parties = dict.fromkeys(words.code("party", who) for one in dossier.waiting for who in one.waits_for)
            return words("case-acts", party=words("list-separator").join(parties))
        if dossier.forward is None:
            return ""
        if dossier.state is State.ACTIVE:
            start = dossier.runs[1].get("start")
            begun = start is None or start <= dossier.today
            return words("case-under-way") if begun else words("case-to-begin", day=day(words, start))
        if dossier.approval:
            yours = "_you" if self._role in dossier.forward.step.who and not self._proposed else ""
            return words.code("case", f"{dossier.approval}{yours}", names=dotted(*dossier.proposers))
        mine = [offer for offer in dossier.offers if self._role in offer.step.who]
        step, *others = (move_said(words, offer.step.verdict) for offer in _ahead(mine) or _ahead(dossier.offers))
        return words("case-next-either", step=step, other=others[0]) if others else words("case-next", step=step)

    def _runs(self, dossier: Dossier) -> str:
        """From when until when the agreement runs that is in force, if there is one."""
        words, (code, days) = self._dress.words, dossier.runs
        return words.code("case", code, **{name: day(words, one) for name, one in days.items()}) if code else ""

    def _why(self, dossier: Dossier) -> str:
        """Why it does not go on, and who says so: in their words, or what it follows from."""
        words, last = self._dress.words, dossier.held_up_by
        if last is None or not (why := reason_of(words, last)):
            return ""
        message = "case-sent-back" if last.verdict is Verdict.REVISE else "case-why"
        verdict = words.code("verdict-done", last.verdict)
        return words(message, who=speaker_of(words, last), verdict=verdict, reason=why)

    def _nothing_missing(self, dossier: Dossier) -> str:
        """That all is there which the next step needs, where it needs anything; or that there is no next step."""
        words, step = self._dress.words, dossier.forward.step if dossier.forward else None
        if dossier.waiting or (step is not None and not set(step.guards) - _SAID):
            return ""
        return words("case-over" if step is None else "case-nothing-missing")

    def _by_whom(self, dossier: Dossier) -> str:
        """Who makes the next move, or can take the case up again; "" where nobody does."""
        words = self._dress.words
        moves = [offer.step for offer in dossier.offers if offer.step.verdict is not Verdict.COMMENT]
        step = dossier.forward.step if dossier.forward else moves[0] if moves else None
        lacks_words = any(one.guard in (Guard.ALL_AGREED, Guard.ALL_SIGNED) for one in dossier.waiting)
        word = next((one for one in moves if lacks_words and one.verdict in GIVES_WORD), None)  # first, by whose it is
        if (step := word or step) is None:
            return ""
        asked = {party for one in dossier.waiting for party in one.waits_for} if word else set()
        sides = [party for party in (Party.UNIVERSITY, Party.FIRM) if party in asked]  # may say it themselves
        roles = [role for role in Role if role in step.who and (sides or not asked or role is not Role.LIAISON)]
        liaison = words.code("liaison", sides[0]) if len(sides) == 1 else words.code("role", Role.LIAISON)
        who = joined(words, [liaison if role is Role.LIAISON else words.code("role", role) for role in roles])
        verdict = move_said(words, step.verdict)
        return words("case-by", who=who) if step.forward or word else words("case-reopen", who=who, step=verdict)

    def _sorted(self, dossier: Dossier) -> tuple[list[StepOffer], list[StepOffer]]:
        mine = [
            offer
            for offer in dossier.offers
            if self._role in offer.step.who
            and offer.step.verdict not in self._elsewhere
            and (offer.step.verdict not in _FOR_A_PARTY or self._parties(offer.step.verdict))
        ]
        forward = _ahead(mine)
        words = [offer for offer in mine if offer.step.verdict in GIVES_WORD]
        wanted = words and any(offer.missing for offer in forward)
        main = [*words, *forward] if wanted else [*forward, *words]
        rest = [offer for offer in mine if offer not in main]
        return main, sorted(rest, key=_in_menu)

    def _parties(self, verdict: Verdict) -> list[Party]:
        """Whose word may be recorded, or taken back; first one's own, where others' are recorded as well."""
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        signing = self._dossier.state is State.SIGNING
        everybody, given = (SIGNERS, self._dossier.signed) if signing else (REVIEWERS, self._dossier.agreed)
        mine = [party for party in everybody if party in self._dossier.speaks_for]
        found = [party for party in mine if (party in given) is (verdict is Verdict.UNSAY)]
        return sorted(found, key=lambda party: party is not Party.OFFICE)

    def _for_others(self, verdict: Verdict) -> bool:
        """Whether whoever has said their own word in the review could only say that of others, who may say it."""
        dossier = self._dossier
        own = dossier is not None and Party.OFFICE in dossier.speaks_for and dossier.state is not State.SIGNING
        return own and verdict in GIVES_WORD and Party.OFFICE not in self._parties(verdict)

    def _button(self, offer: StepOffer, primary: bool) -> QPushButton:
        words = self._dress.words
        refused = self._proposed and Guard.NOT_PROPOSER in offer.step.guards  # pressed, it says who may
        leads = primary and not offer.missing and not refused and not self._for_others(offer.step.verdict)
        one = once(button("primary" if leads else ""))
        one.setText(words.code("verdict", offer.step.verdict))
        one.setAccessibleName(one.text())
        one.setEnabled(not offer.missing)
        one.setProperty("verdict", offer.step.verdict.value)
        one.setToolTip("\n".join(words.code("guard", guard) for guard in offer.step.guards))
        one.clicked.connect(self._clicked)
        return one

    def _menu(self, offers: list[StepOffer]) -> QPushButton:
        words = self._dress.words
        one = button()
        one.setText(words("case-more"))
        one.setAccessibleName(one.text())
        menu = QMenu(one)
        for offer in offers:
            action = menu.addAction(words.code("verdict", offer.step.verdict))
            action.setData(offer.step.verdict.value)
            action.setEnabled(not offer.missing)
        menu.triggered.connect(self._chosen)
        one.setMenu(menu)
        return one

    def _clicked(self) -> None:
        self.press(Verdict(str(self.sender().property("verdict"))))

    def _chosen(self, action: object) -> None:
        self.press(Verdict(str(action.data())))  # type: ignore[attr-defined]

    # What a move has to be told

    def _begin(self, step: Transition) -> None:
        refused = Guard.NOT_PROPOSER in step.guards and self._proposed  # it is said who may, and nothing asked
        if not (_takes_reason(step) or step.verdict in _FOR_A_PARTY or (step.verdict in FINAL and not refused)):
            self.said.emit(Said(step.verdict))
            return
        self._ask(step)
        if step.verdict is Verdict.SIGN:
            self._signer.selectAll()  # a name that is known is typed over
        self._first.setFocus()  # never the button: a space that was meant for elsewhere would record somebody's word

    def _ask(self, step: Transition) -> None:
        """Ask what the move has to be told; what was written of it before is there again."""
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        self._writing.keep()
        self._asked = step
        words, say = self._dress.words, self._dress.say
        self._form.deleteLater()
        self._form = Interlude()
        self._form.installEventFilter(self)
        self._form.setObjectName("plain")
        line = across(gap=8)
        self._party, self._gate, self._reason = Choice(self._dress), Choice(self._dress), QLineEdit()
        self._signer, self._day = QLineEdit(), QLineEdit(self._dossier.today.isoformat())
        self._wrong = label(kind="wrong", wrap=True)
        self._wrong.hide()
        if step.verdict in _FOR_A_PARTY:
            say(self._party, name="case-party")
            self._party.offer([(words.code("party", one), one) for one in self._parties(step.verdict)])
            line.addWidget(self._party)
        if step.verdict is Verdict.SIGN:
            line.addWidget(say(self._signer, hint="case-signer"), 1)
            self._party.currentIndexChanged.connect(self._sign_for)
            self._sign_for()
        if step.verdict is Verdict.CLOSE:
            line.addWidget(say(label(kind="caption"), "case-last-day"))
            self._day.setText(last_day(self._dossier).isoformat())
        if step.verdict in _DATED:
            self._day.setFixedWidth(120)
            line.addWidget(say(self._day, name=_DATED[step.verdict], tip=_DATED[step.verdict]))
        if step.verdict is Verdict.BLOCK:
            refused = [card.gate for card in self._dossier.gates if card.standing is Standing.REFUSED]
            say(self._gate, name="case-gate")
            self._gate.offer([(gate.title[words.language], gate.code) for gate in refused])
            line.addWidget(self._gate)
        if _takes_reason(step):
            line.addWidget(say(self._reason, hint=_HINTS.get(step.verdict, "case-reason")), 1)
        confirm = say(once(button("primary")), "action-confirm")
        confirm.clicked.connect(self._confirm)
        cancel = say(button("quiet"), "action-cancel")
        cancel.clicked.connect(self._form.hide)
        self._reason.textEdited.connect(self._writing.typed)
        for entry in (self._reason, self._signer, self._day):
            entry.returnPressed.connect(self._confirm)
            entry.textChanged.connect(self._wrong.hide)
        line.addWidget(confirm)
        line.addWidget(cancel)
        if step.verdict not in (Verdict.SIGN,) and not _takes_reason(step):
            line.addStretch(1)
        form = stacked(label(title_of(words, step, self._dossier), "strong", wrap=True), gap=8, margins=(0, 8, 0, 0))
        if step.verdict is Verdict.ACTIVATE:
            form.addLayout(approved(self._dress, self._dossier))
        form.addLayout(line)
        form.addWidget(self._wrong)
        if step.verdict is Verdict.CLOSE:
            form.addWidget(NoticeLine(self._dress, self._dossier, self._day))
        if back := way_back(words, step, self._dossier):
            form.addWidget(label(back, "caption", wrap=True))
        self._form.setLayout(form)
        self._box.addWidget(self._form)
        self._form.show()
        self.show()
        self._since.start()
        self._first: QWidget = self._signer if step.verdict is Verdict.SIGN else self._party
        if step.verdict in FINAL:
            self._first = cancel
        if _takes_reason(step):
            self._first = self._reason
            self._writing.begin(self._reason, self._dossier.pairing_id, step.verdict)

    def _ask_on(self, step: Transition) -> None:
        """Ask as before the case was read anew: of the same party and gate, with what was written. Where that party has
        its word no more, or the gate is no longer refused, nothing is asked."""
        party, gate = self._party.value, self._gate.value
        signer, day_ = self._signer.text(), self._day.text()
        self._ask(step)
        if party not in (None, *self._party.values) or gate not in (None, *self._gate.values):
            self._form.hide()
            return
        for choice, value in ((self._party, party), (self._gate, gate)):
            if value is not None:
                choice.choose(value)
        self._signer.setText(signer)
        self._day.setText(day_)

    def _sign_for(self) -> None:
        """The person signs with their own name, which is known; whoever signs for the others is not."""
        text = self._signer.text()
        if self._party.value is Party.CANDIDATE and not text:
            self._signer.setText(self._person)
        elif self._party.value is not Party.CANDIDATE and text == self._person:
            self._signer.clear()

    def _complain(self, message: str) -> None:
        """Say what is still to be said, where it is asked."""
        self._wrong.setText(self._dress.words(message))
        self._wrong.show()

    def _confirm(self) -> None:
        step = self._asked
        if step is None:
            return
        if _takes_reason(step) and not self._reason.text().strip():
            self._complain("comment-needed" if step.verdict is Verdict.COMMENT else "reason-needed")
            self._reason.setFocus()
            return
        on = None
        if step.verdict in _DATED:
            try:
                on = read_day(self._day.text())
            except ValueError:
                self._complain("case-day-unreadable")
                self._day.setFocus()
                return
        if step.verdict is Verdict.SIGN and not self._signer.text().strip():
            self._complain("case-signer-needed")
            self._signer.setFocus()
            return
        self.said.emit(
            Said(
                step.verdict,
                self._reason.text().strip(),
                self._party.value,
                self._gate.value or "",
                self._signer.text().strip(),
                on,
            )
        )


def _where(dossier: Dossier, asked: Transition | None) -> tuple[object, ...]:
    """Where a case is, for what is asked: who is asked for a signature has read these terms."""
    terms = len(dossier.terms) if asked is not None and asked.verdict in BY_TERMS else None
    return dossier.pairing_id, dossier.state, terms


def _takes_reason(step: Transition) -> bool:
    """Whether it is asked why: where the move needs a reason, and where who may approve sends back."""
    return step.needs_reason or step.verdict is Verdict.REVISE


def _ahead(offers: Iterable[StepOffer]) -> list[StepOffer]:
    """The steps that lead on; where a term runs out, going on with it comes before ending it. What a day brings by
    itself is none: it is rarely wanted before."""
    ahead = [offer for offer in offers if offer.step.forward or offer.step.verdict is Verdict.PROLONG]
    return [offer for offer in ahead if offer.step.verdict is not Verdict.FALL_DUE]


def _in_menu(offer: StepOffer) -> int:
    """What mends comes first, then what decides, then what only says something."""
    return 0 if offer.step.verdict in CORRECTIONS else 2 if offer.step.verdict is Verdict.COMMENT else 1
