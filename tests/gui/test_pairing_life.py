"""The whole life of three pairings through the real window: a dual appointment, a consulting contract, and one that is
declined and matched anew. Pictures of the stations are left in output/lives.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.agreement import BY_CODE, Trouble, renewed
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.gates import Answer, Gate, Standing, Status, runs_until
from talentapp.domain.roles import Actor
from talentapp.domain.spacing import spaced
from talentapp.domain.states import FINAL, Guard
from talentapp.domain.terms import Form, Party, Role, State, Verdict
from talentapp.domain.words import day
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.saying import dotted, joined
from talentapp.gui.overview.due import DueLine
from talentapp.gui.pairings.asking import NoticeLine
from talentapp.gui.pairings.gates import GateLine
from talentapp.gui.pairings.pairing_screen import TABS, PairingScreen
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.pairings.term_fields import shown
from talentapp.gui.pairings.words import keys_told, remarks_of, speaker_of
from talentapp.office import open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Settings
from tests.gui.conftest import Opener
from tests.gui.test_slice import key, press, review_of
from tests.office.lives import TERMS

PICTURES = Path(__file__).resolve().parents[2] / "output" / "lives"
TODAY = date.today()
DAYS = {
    "start": (TODAY + timedelta(20)).isoformat(),
    "end": (TODAY + timedelta(700)).isoformat(),
    "renewal_on": (TODAY + timedelta(640)).isoformat(),
}
OFFICER, HEAD = "王老师", "赵处长"


class Life:
    """The window, worked as an officer would."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path, name: str) -> None:
        self.qtbot, self.window, self.name, self._pictures = qtbot, window, name, 0
        self.paper = folder / "材料.pdf"
        self.paper.write_bytes(b"%PDF-1.7 a signed paper")
        window.resize(1440, 900)
        window.naming.keep(OFFICER)

    @property
    def page(self) -> PairingScreen:
        screen = self.window.screen_of("pairing")
        assert isinstance(screen, PairingScreen)
        return screen

    @property
    def state(self) -> State:
        assert self.page.dossier is not None
        return self.page.dossier.state

    def picture(self, what: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self._pictures += 1
        assert self.window.grab().save(str(PICTURES / f"{self.name}-{self._pictures:02d}-{what}.png"))

    def open(self, pairing_id: int) -> None:
        row = self.window.office.look.pairing_rows([pairing_id])[0]  # type: ignore[union-attr]
        self.window.go("pairing", row.recommendation_id)
        self.window.naming.keep(OFFICER)

    def press(self, verdict: Verdict) -> None:
        """Click the button of a verdict in the card of what comes next, and confirm what has no way back."""
        press(self.qtbot, self.window, self.window.words.code("verdict", verdict))
        if verdict in FINAL and self.page.next.asked is verdict:
            press(self.qtbot, self.window, self.window.words("action-confirm"))

    def in_menu(self) -> set[Verdict]:
        """What the menu beside the buttons offers."""
        menus = [one.menu() for one in self.page.findChildren(QPushButton) if one.menu() and one.isVisible()]
        return {Verdict(str(action.data())) for menu in menus for action in menu.actions()}

    def turn(self, tab: str) -> None:
        which = Qt.Key(Qt.Key.Key_1 + TABS.index(tab))
        key(self.qtbot, self.window, which, Qt.KeyboardModifier.AltModifier)
        assert self.page._pages.currentIndex() == TABS.index(tab)

    def line_of(self, hint: str) -> QLineEdit:
        text = self.window.words(hint)
        return next(
            one for one in self.page.findChildren(QLineEdit) if one.placeholderText() == text and one.isVisible()
        )

    def consent(self) -> None:
        self.turn("consent")
        for _ in range(3):
            press(self.qtbot, self.window, self.window.words("consent-give"))

    def withdraw(self) -> None:
        """Withdraw the consent to be considered, answering the question."""
        press(self.qtbot, self.window, self.window.words("consent-withdraw"))
        self.confirm_withdrawal()

    def confirm_withdrawal(self) -> None:
        text = self.window.words("consent-withdraw-confirm")
        yes = next(one for one in self.page.findChildren(QPushButton) if one.text() == text and one.isVisible())
        self.qtbot.waitUntil(yes.isEnabled)
        self.qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)

    def review_by_three(self) -> None:
        for party in (Party.UNIVERSITY, Party.FIRM, Party.OFFICE):
            self.press(Verdict.AGREE)
            self.page.next._party.choose(party)
            press(self.qtbot, self.window, self.window.words("action-confirm"))

    def meet_gates(self) -> None:
        self.turn("gates")
        assert self.page.dossier is not None
        gates, first = self.page.gates, self.page.gates._code
        gates.focus_first()
        for step in (Qt.Key.Key_Down, Qt.Key.Key_Up):  # the keys show a gate, they do not only pass over it
            self.qtbot.keyClick(self.window.focusWidget(), step)
            assert self.window.focusWidget().property("chosen") and (gates._code == first) is (step == Qt.Key.Key_Up)
        for card in self.page.dossier.gates:
            if card.standing is Standing.VALID:
                continue
            line = next(one for one in self.page.findChildren(GateLine) if one.code == card.gate.code)
            self.qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
            if card.gate.kind == "status":
                self.page.gates._status.choose(Status.NO)
            self.says_what_is_asked(card.gate)
            if card is self.page.dossier.gates[-1]:
                self.does_not_apply(card.gate)
                continue
            self.attaches()
            press(self.qtbot, self.window, self.window.words.code("answer", Answer.MET))
            assert not self.page.error.text, self.page.error.text

    def says_what_is_asked(self, gate: Gate) -> None:
        """Before it is answered: whether a file is needed, and the last day that an answer may hold to."""
        gates, words = self.page.gates, self.window.words
        assert gates._kept.text() == (words("gate-attach-needed") if gate.evidence_needed else "")
        latest = runs_until(gate, date.today(), None)
        if latest is None:
            return
        assert latest.isoformat() in gates._until.placeholderText()
        gates._until.insert((latest + timedelta(1)).isoformat())
        press(self.qtbot, self.window, words.code("answer", Answer.MET))  # not kept, and not cut to that day
        assert gates._wrong.text() == words("gate-until-too-late", day=day(words, latest)) and gates._until.hasFocus()
        self.qtbot.keyClick(gates._until, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(gates._until, Qt.Key.Key_Backspace)
        assert gates._wrong.isHidden()

    def does_not_apply(self, gate: Gate) -> None:
        """That needs a reason, which is asked for where it was answered; then the gate says so, and is met."""
        words, answer = self.window.words, self.window.words.code("answer", Answer.NOT_APPLICABLE)
        press(self.qtbot, self.window, answer)
        said = words("error-gate-answer-refused", objection=words("gate-objection-reason"))
        assert self.page.gates._wrong.text() == said and not self.page.error.text
        self.page.gates._note.insert("no such work")
        press(self.qtbot, self.window, answer)
        self.qtbot.waitUntil(lambda: any(one.text() == answer for one in self.line_of_gate(gate).findChildren(Chip)))

    def line_of_gate(self, gate: Gate) -> GateLine:
        return next(one for one in self.page.findChildren(GateLine) if one.code == gate.code)

    def attaches(self) -> None:
        """Another file by mistake, which is taken away again, and the right one."""
        wrong, gates = self.paper.with_name("别的材料.pdf"), self.page.gates
        gates.attach([wrong, self.paper])
        removes = self.window.words("gate-detach", file=wrong.name)
        chips = [one for one in gates.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == removes]
        (chip,) = chips
        self.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
        assert gates._files == [self.paper] and self.window.focusWidget() is gates._attach_button

    def agree_terms(self, form: Form, **changed: Any) -> None:
        self.turn("terms")
        self.page.terms.enter({**{name: str(value) for name, value in TERMS.items()}, **DAYS, **changed})
        self.page.terms._form.choose(form)
        press(self.qtbot, self.window, self.window.words("terms-save"))
        assert not self.page.error.text, self.page.error.text

    def sign(self, *parties: Party) -> None:
        for party in parties:
            self.press(Verdict.SIGN)
            self.page.next._party.choose(party)
            if party is Party.CANDIDATE:  # who signs for themselves is known
                assert self.line_of("case-signer").text() == self.page.card.row.candidate  # type: ignore[union-attr]
            else:
                self.qtbot.keyClick(self.line_of("case-signer"), Qt.Key.Key_Return)
                assert self.page.next._wrong.text() == self.window.words("case-signer-needed")
                self.line_of("case-signer").insert(f"签署人 {party.value}")
            self.qtbot.keyClick(self.line_of("case-signer"), Qt.Key.Key_Return)
            # Who signs next is asked by the button that has the focus now; approving is not where a key too many falls
            asks, focus = self.page.next.asks_again, self.window.focusWidget()
            assert focus is (asks or self.page._buttons[TABS[self.page._pages.currentIndex()]])

    def is_asked_what_it_approves(self) -> None:
        """By keyboard alone: what is pressed on from the button, or not answered, approves nothing."""
        card, words, dossier = self.page.next, self.window.words, self.page.dossier
        assert dossier is not None and dossier.told is not None
        activate = next(one for one in card._buttons if one.property("verdict") == "activate")
        activate.setFocus()
        for _ in range(2):
            self.qtbot.keyClick(self.window.focusWidget(), Qt.Key.Key_Space)
            assert (card.asked is None) is (self.window.focusWidget() is activate)
        self.qtbot.keyClick(activate, Qt.Key.Key_Space)
        told = "\n".join(one.text() for one in card._form.findChildren(QLabel) if one.isVisible())
        for code in ("start", "end", "effort_university", "effort_firm"):
            value = shown(words, BY_CODE[code], dossier.told.values[code])
            assert words("term-said", name=words.code("term", code), value=value) in told
        assert words("terms-number", number=dossier.told.number) in told and words("case-approve-final") in told
        chips = [one.text() for one in card._form.findChildren(Chip) if one.isVisible()]
        assert chips == remarks_of(words, dossier) and chips, "what only the terms say beside their fields"
        self.picture("asked-what-is-approved")
        self.qtbot.keyClick(self.window.focusWidget(), Qt.Key.Key_Escape)
        assert card.asked is None and self.state is State.SIGNING and self.window.focusWidget() is activate

    def is_asked_for_the_last_day(self) -> None:
        """The first that keeps the notice; it can be recorded once it has come, and an earlier one all the same."""
        card, words, dossier = self.page.next, self.window.words, self.page.dossier
        assert dossier is not None and dossier.in_force is not None
        first = TODAY + timedelta(int(dossier.in_force.values["notice_days"]))
        assert card._day.isVisible() and card._day.text() == first.isoformat()
        (notice,) = card.findChildren(NoticeLine)
        said = [one.text() for one in notice.findChildren(QLabel) if one.isVisible()]
        assert said == [words("case-notice", day=day(words, first))] and not notice.short.isVisible()
        self.qtbot.keyClick(card._reason, Qt.Key.Key_Return)
        ahead = TalentError(Fault.ENDED_AHEAD, on=first)
        assert self.state is State.ENDING and self.page.error.text == words.error(ahead)
        card._day.setText((TODAY - timedelta(3)).isoformat())
        assert notice.short.isVisible() and notice.short.text() == words("case-notice-short", day=day(words, first))
        self.picture("asked-for-the-last-day")

    def to_review(self, pairing_id: int) -> None:
        """From the shortlist to the review of the three parties."""
        self.open(pairing_id)
        self.press(Verdict.NOTIFY)
        self.consent()
        for verdict in (Verdict.CONSENT, Verdict.SUBMIT):
            self.press(verdict)

    def to_terms(self, pairing_id: int) -> None:
        self.to_review(pairing_id)
        self.review_by_three()
        self.press(Verdict.PASS)
        self.picture("gates-open")
        self.meet_gates()
        self.picture("gates-met")
        gates = self.page.gates
        last = next(one for one in gates._lines if one.code == gates._code)
        assert self.window.focusWidget() is last and not last.visibleRegion().isEmpty()
        met = self.window.words.code("answer", Answer.MET)
        given = [one for one in gates.findChildren(QPushButton) if one.isVisible() and one.text() == met]
        assert all(one.property("kind") != "primary" for one in given)
        self.press(Verdict.CLEAR)
        assert self.state is State.TERMS


def accepted(qtbot: QtBot, window: MainWindow) -> int:
    """Accept the pairing that waits first, in the review."""
    window.go("review")
    pairing_id = review_of(window).queue.chosen_id
    assert pairing_id is not None
    key(qtbot, window, Qt.Key.Key_A)
    return pairing_id


def waiting(qtbot: QtBot, window: MainWindow, folder: Path, name: str) -> Life:
    """A pairing that waits for review, on its page."""
    assert window.office is not None
    life = Life(qtbot, window, folder, name)
    life.open(window.office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))[0])
    return life


def in_review(qtbot: QtBot, window: MainWindow, folder: Path, name: str) -> Life:
    """A pairing that waits for the words of the three parties, on its page."""
    life = Life(qtbot, window, folder, name)
    life.to_review(accepted(qtbot, window))
    return life


@pytest.mark.long
def test_a_dual_appointment_from_the_queue_to_the_archive(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "dual")
    pairing_id = accepted(qtbot, window)
    life.open(pairing_id)
    life.picture("shortlisted")
    life.to_terms(pairing_id)

    # The new terms do not fit beside another post; the page says from when, and the smallest change
    life.turn("effort")
    until = (TODAY + timedelta(60)).isoformat()
    entries = {"place": "某研究所", "share": "3 个月", "from": TODAY.isoformat(), "to": until}
    for hint, text in ((f"effort-{name}-hint", text) for name, text in entries.items()):
        life.line_of(hint).insert(text)  # QTest types no Chinese
    press(qtbot, window, window.words("effort-add"))
    life.agree_terms(Form.DUAL_APPOINTMENT)
    life.turn("effort")
    life.picture("effort-over")
    dossier = life.page.dossier
    assert dossier is not None and dossier.ledger.conflicts[0].total == 125.0
    offer = next(one for one in life.page.findChildren(QPushButton) if one.property("verdict") == "offer")
    assert not offer.isEnabled()
    life.agree_terms(Form.DUAL_APPOINTMENT, start=(TODAY + timedelta(61)).isoformat())
    life.page.terms.turn_to("compare")
    life.picture("terms-compared")

    draft = tmp_path / "draft.docx"
    life.page.write_draft(draft, "zh_CN")
    assert any("三方合作协议" in paragraph.text for paragraph in Document(str(draft)).paragraphs)
    life.press(Verdict.OFFER)
    life.sign(Party.CANDIDATE, Party.UNIVERSITY)
    life.picture("signed-by-two")
    life.agree_terms(Form.DUAL_APPOINTMENT, start=(TODAY + timedelta(61)).isoformat(), notice_days="90")
    assert life.page.dossier is not None and not life.page.dossier.signed and life.state is State.TERMS
    life.press(Verdict.OFFER)
    life.sign(Party.CANDIDATE, Party.UNIVERSITY, Party.FIRM)

    def says(part: str) -> list[str]:
        return [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible() and part in one.text()]

    other = open_office(Settings(window._chosen.database, "zh_CN"))  # who may approve sends them back, and says why
    other.act_as(Actor(HEAD, Role.MANAGER))
    other.agreeing.move(life.page.dossier.pairing_id, Verdict.REVISE, HEAD, "离任期太短")
    other.close()
    window.reload()
    qtbot.waitUntil(lambda: life.state is State.TERMS and window.idle)
    back = says("离任期太短")
    assert len(back) == 1 and HEAD in back[0] and window.words.code("role", Role.MANAGER) in back[0]
    life.press(Verdict.OFFER)
    assert not says("离任期太短")
    life.sign(Party.CANDIDATE, Party.UNIVERSITY, Party.FIRM)
    activate = next(one for one in life.page.findChildren(QPushButton) if one.property("verdict") == "activate")
    assert activate.property("kind") != "primary"  # not by who has proposed it
    life.press(Verdict.ACTIVATE)
    refusal = window.words("case-own-proposal", names=OFFICER)
    assert life.state is State.SIGNING and life.page.error.text == refusal
    assert window.words("case-approver", names=OFFICER) in says(OFFICER)
    life.window.naming.keep(HEAD)
    window.reload()
    qtbot.waitUntil(lambda: bool(says(window.words("case-approver-you"))) and window.idle)
    life.is_asked_what_it_approves()
    life.press(Verdict.ACTIVATE)
    assert life.state is State.ACTIVE  # type: ignore[comparison-overlap]
    life.turn("history")
    life.picture("active")

    # What runs out is announced on the overview, and opens the pairing
    window.go("overview")
    life.picture("overview")
    assert any(one.isVisible() for one in window.findChildren(DueLine))
    qtbot.mouseClick(next(one for one in window.findChildren(DueLine) if one.isVisible()), Qt.MouseButton.LeftButton)
    assert window.page == "pairing" and life.state is State.ACTIVE

    # What runs says until when. The day brings the review by itself: that is no step to make now, by mouse or by Enter
    renews, ends = (date.fromisoformat(DAYS[name]) for name in ("renewal_on", "end"))
    begins = TODAY + timedelta(61)
    said = {"start": day(window.words, begins), "end": day(window.words, ends), "due": day(window.words, renews)}
    texts = [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]
    assert window.words("case-runs-on", **said) in texts
    assert window.words("case-to-begin", day=said["start"]) in texts, "it is not yet under way"
    assert not [
        one for one in life.page.next.findChildren(QPushButton) if one.isVisible() and one.property("kind") == "primary"
    ]
    life.page.next.press(Verdict.FALL_DUE)
    prolong, end = (window.words.code("verdict", verdict) for verdict in (Verdict.PROLONG, Verdict.END))
    shown = [one for one in life.page.next.findChildren(QPushButton) if one.isVisible() and one.text()]
    assert [one.text() for one in shown[:2]] == [prolong, end] and shown[0].property("kind") == "primary"
    life.press(Verdict.PROLONG)
    life.press(Verdict.REDRAFT)
    assert life.page.dossier is not None and not life.page.dossier.signed  # by nobody: it is another agreement
    assert life.page.next.asks_again is None
    assert [one.about for one in life.page.dossier.waiting] == [("end", "renewal_on")]
    about = joined(window.words, [window.words.code("term", code) for code in ("end", "renewal_on")])
    texts = [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]
    assert window.words("lacking-terms-unsaved", about=about) in texts
    meanwhile = {"start": day(window.words, begins), "end": day(window.words, ends)}
    texts = [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]
    assert window.words("case-runs-meanwhile", **meanwhile) in texts
    life.turn("terms")
    terms = life.page.terms
    last = life.page.dossier.terms[-1].values
    follows = renewed(last)
    assert follows["start"] == (ends + timedelta(1)).isoformat()
    assert not terms._wrong and {code: terms._texts[code] for code in follows} == follows
    assert terms._follows.isVisible() and terms._save.isEnabled() and not terms.keep_now()  # nobody has typed it
    terms.enter({code: last[code] for code in ("start", "end", "renewal_on")})
    assert terms._wrong == {"end": Trouble.NOT_LATER, "renewal_on": Trouble.NOT_LATER}
    terms._discard()
    assert {code: terms._texts[code] for code in follows} == follows
    chips = [one.text() for one in life.page.terms.findChildren(Chip) if one.isVisible()]
    in_force = life.page.dossier.in_force
    remarks = remarks_of(window.words, life.page.dossier)
    assert in_force and chips == [window.words("terms-in-force", number=in_force.number), *remarks]
    assert len(life.page.dossier.beyond) == 2  # the person offers half of what it takes
    life.picture("renewed")
    later = {name: (date.fromisoformat(day) + timedelta(700)).isoformat() for name, day in DAYS.items()}
    life.agree_terms(Form.DUAL_APPOINTMENT, **later)
    life.window.naming.keep(OFFICER)
    life.press(Verdict.OFFER)
    life.sign(Party.CANDIDATE, Party.UNIVERSITY, Party.FIRM)
    life.window.naming.keep(HEAD)
    life.press(Verdict.ACTIVATE)
    for verdict, reason in ((Verdict.END, "本人返回原单位"), (Verdict.CLOSE, "代码与数据已移交")):
        life.page.next.press(verdict)
        told = [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]
        duties = window.words("term-said", name=window.words.code("term", "exit_duties"), value=TERMS["exit_duties"])
        closing = verdict is Verdict.CLOSE  # what was agreed for the end is told, and that there is no way back
        assert any(duties in one for one in told) is closing
        assert (window.words("case-no-way-back") in told) is closing
        life.page.next._reason.insert(reason)
        if closing:
            life.is_asked_for_the_last_day()
        qtbot.keyClick(life.page.next._reason, Qt.Key.Key_Return)
    assert life.page.dossier is not None and life.page.dossier.closed_on == TODAY - timedelta(3)
    life.press(Verdict.ARCHIVE)
    assert life.state is State.ARCHIVED
    life.turn("history")
    told = [one.text() for one in life.page.findChildren(QLabel) if one.isVisible()]
    assert window.words("case-by-run") in told, "how it began is told where nobody has put it forward by hand"
    life.picture("archived")


def test_the_keys_of_the_queue_decide_on_the_page_of_a_pairing_too(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = waiting(qtbot, window, tmp_path, "keys")
    life.page.focus_first()
    key(qtbot, window, Qt.Key.Key_R)
    assert life.page.bar.reason.isVisible() and life.page.bar.reason.hasFocus()
    qtbot.keyClicks(life.page.bar.reason, "a n r")  # is written, and decides nothing
    assert (life.page.bar.reason.text(), life.state) == ("a n r", State.RECOMMENDED)
    key(qtbot, window, Qt.Key.Key_Escape)
    life.page.focus_first()
    key(qtbot, window, Qt.Key.Key_A)
    assert life.state is State.SHORTLISTED
    key(qtbot, window, Qt.Key.Key_N)  # there is nothing more to decide here
    assert life.state is State.SHORTLISTED


def test_who_steps_back_before_the_review_is_withdrawn_and_the_page_says_why(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    """What the bar of the review has not stands beside it, and nothing twice."""
    window = open_window()
    life = waiting(qtbot, window, tmp_path, "withdrawn")
    qtbot.waitUntil(life.page.bar.isVisible)
    qtbot.waitUntil(lambda: life.in_menu() == {Verdict.WITHDRAW})
    assert not life.page.next.isVisible()
    life.page.next.press(Verdict.WITHDRAW)
    assert life.page.next.isVisible()
    qtbot.keyClick(life.page.next._reason, Qt.Key.Key_Escape)
    assert not life.page.next.isVisible() and life.state is State.RECOMMENDED
    life.page.next.press(Verdict.WITHDRAW)
    life.page.next._reason.insert("本人已另有安排")
    qtbot.keyClick(life.page.next._reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: life.state is State.WITHDRAWN)
    why = window.words(
        "case-why",
        who=speaker_of(window.words, life.page.dossier.history[-1]),  # type: ignore[union-attr]
        verdict=window.words("verdict-done-withdraw"),
        reason="本人已另有安排",
    )
    assert why in [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]


def test_a_letter_in_a_drop_down_looks_for_an_entry_and_decides_nothing(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(language="en")
    life = in_review(qtbot, window, tmp_path, "letter")
    life.press(Verdict.AGREE)
    party = life.page.next._party
    party.setFocus()
    qtbot.waitUntil(party.hasFocus)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_R)  # as a window hears it: shortcuts first
    assert party.view().isVisible() and life.page.next._asked is not None
    assert life.page.next._asked.verdict is Verdict.AGREE
    party.hidePopup()


@pytest.mark.long
def test_who_has_said_the_offices_word_is_not_led_to_say_that_of_others(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "own-word")

    def leads() -> bool:
        agree = [one for one in life.page.next._buttons if one.property("verdict") == Verdict.AGREE]
        return [one.property("kind") for one in agree] == ["primary"]

    assert leads()
    life.press(Verdict.AGREE)
    life.page.next._party.choose(Party.OFFICE)
    press(qtbot, window, window.words("action-confirm"))
    qtbot.waitUntil(lambda: life.page.dossier.agreed == {Party.OFFICE} and window.idle)  # type: ignore[union-attr]
    assert not leads()  # they may say it themselves; that of others can still be recorded
    life.press(Verdict.AGREE)
    assert life.page.next.asked is Verdict.AGREE


def test_the_ring_goes_with_the_tab_that_a_key_turns_to(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.activateWindow()
    life = in_review(qtbot, window, tmp_path, "ring")
    life.page._buttons["reasons"].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: life.page._buttons["history"].isChecked())
    assert window.focusWidget() is life.page._buttons["history"]


def test_what_is_put_forward_from_its_own_page_is_taken_back(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "forward")
    assert window.office is not None
    row = next(one for one in window.office.look.recommended() if one.pairing_id is None)
    window.go("pairing", row.recommendation_id)
    press(qtbot, window, window.words("action-put-forward"))
    assert life.state is State.RECOMMENDED
    said = window.words("edit-forward-one", title=row.candidate)
    assert window._status._notice.text() == said
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._status._notice.text() == window.words("undo-done", what=said)
    assert life.page.dossier is None or life.state is State.EXPIRED
    key(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert life.state is State.RECOMMENDED


def test_what_a_consent_rests_on_is_asked_before_it_is_recorded(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "note")
    life.open(accepted(qtbot, window))
    life.turn("consent")
    page = life.page.consent
    assert page._note.mapTo(page, QPoint()).y() < page._lines[None].mapTo(page, QPoint()).y()

    def places() -> list[int]:
        return [one.mapTo(page._note.window(), QPoint()).y() for one in page._lines.values()]

    before = places()
    press(qtbot, window, window.words("consent-give"))
    QApplication.processEvents()
    assert places() == before  # the next one's button is where it was


@pytest.mark.long
def test_a_consulting_contract_asks_for_less(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(language="zh_TW", theme="dark")
    life = Life(qtbot, window, tmp_path, "consulting")
    pairing_id = accepted(qtbot, window)
    life.to_terms(pairing_id)
    consulting = {
        "effort_university": "5", "effort_firm": "15", "pays_salary": "", "social_insurance": "",
        "injury_insurance": "", "tenure_university": "", "tenure_firm": "", "title_university": "", "title_firm": "",
        "secondary_employer": "", "primary_employer": "home",
    }  # fmt: skip
    life.agree_terms(Form.DUAL_APPOINTMENT, **consulting)
    assert life.page.dossier is not None and life.page.dossier.objections
    life.agree_terms(Form.TECHNICAL_CONSULTING, **consulting)
    assert not life.page.dossier.objections
    life.picture("terms")
    life.press(Verdict.OFFER)
    life.sign(Party.FIRM, Party.UNIVERSITY, Party.CANDIDATE)
    life.window.naming.keep(HEAD)
    life.press(Verdict.ACTIVATE)
    assert life.state is State.ACTIVE
    life.turn("effort")
    life.picture("active")

    # The person withdraws: it begins to end at once
    life.turn("consent")
    life.picture("consent")
    life.withdraw()
    assert life.state is State.ENDING  # type: ignore[comparison-overlap]
    life.turn("history")
    life.picture("withdrawn")
    window.go("review", Queue(states=(State.ENDING,)))  # which tells no key that does nothing with it
    assert review_of(window)._told_keys.text() == keys_told(window.words, [Verdict.COMMENT])


@pytest.mark.long
def test_one_is_declined_and_matched_anew(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(language="en")
    look = window.office.look  # type: ignore[union-attr]
    life = Life(qtbot, window, tmp_path, "anew")
    pairing_id = accepted(qtbot, window)
    life.to_review(pairing_id)
    life.page.next.press(Verdict.DECLINE)
    qtbot.keyClicks(life.page.next._reason, "the firm has filled the post")
    life.picture("declining")
    qtbot.keyClick(life.page.next._reason, Qt.Key.Key_Return)
    assert life.state is State.DECLINED
    life.turn("history")
    life.picture("declined")
    person = look.pairing_rows([pairing_id])[0].candidate_id
    window.recommend()  # a new run: the declined pairing is left out, the person is matched anew
    waiting = look.pairing_rows(look.find_pairings(PairingQuery()))
    again = next(row for row in waiting if row.candidate_id == person)
    assert again.pairing_id not in (None, pairing_id)
    life.open(again.pairing_id)  # type: ignore[arg-type]
    press(qtbot, window, window.words("verdict-accept"))
    assert life.state is State.SHORTLISTED  # type: ignore[comparison-overlap]
    life.press(Verdict.NOTIFY)
    life.press(Verdict.CONSENT)  # the consent to be considered still holds
    life.turn("consent")
    life.picture("matched-anew")
    assert life.page.dossier is not None and life.page.dossier.waiting  # being shown by name is asked for anew


def test_the_keys_turn_the_tabs(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "keys")
    life.open(accepted(qtbot, window))
    for tab in (*TABS[1:], *TABS):
        life.turn(tab)


@pytest.mark.long
def test_what_somebody_else_has_done_is_read_again_where_it_is_in_the_way(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    """A party's word that another window has just recorded: refused, and the page says what is so by now."""
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "elsewhere")
    window._watch._clock.stop()
    life.press(Verdict.AGREE)
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    pairing_id = life.page.dossier.pairing_id  # type: ignore[union-attr]
    other.agreeing.move(pairing_id, Verdict.AGREE, OFFICER, party=Party.UNIVERSITY)
    other.close()
    assert not life.page.dossier.agreed  # type: ignore[union-attr]
    life.page.next._party.choose(Party.UNIVERSITY)
    press(qtbot, window, window.words("action-confirm"))
    qtbot.waitUntil(lambda: life.page.dossier.agreed == {Party.UNIVERSITY} and window.idle)  # type: ignore[union-attr]
    assert life.page.error.isVisible() and life.page.error.text
    window.reload()  # by the watch or after a job: told on
    assert life.page.error.isVisible()
    window.keys.read_again()  # F5
    qtbot.waitUntil(lambda: not life.page.error.isVisible() and window.idle)
    life.page.fail(TalentError(Fault.NOT_ALLOWED_YET, guard=Guard.NAMED, acts=Party.OFFICE, about=()))
    qtbot.waitUntil(lambda: life.page.error.isVisible() and window.idle)
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    other.agreeing.move(pairing_id, Verdict.AGREE, OFFICER, party=Party.FIRM)
    other.close()
    window.reload()  # the case has moved on: what was wrong with it is told no more
    qtbot.waitUntil(lambda: not life.page.error.isVisible() and window.idle)


@pytest.mark.long
def test_what_others_do_reaches_an_officers_page_but_not_under_what_is_typed(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "watched")
    window._watch._clock.setInterval(20)
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    pairing_id = life.page.dossier.pairing_id  # type: ignore[union-attr]

    def says(party: Party) -> None:
        other.agreeing.move(pairing_id, Verdict.AGREE, OFFICER, party=party)

    says(Party.FIRM)
    qtbot.waitUntil(lambda: life.page.dossier.agreed == {Party.FIRM} and window.idle)  # type: ignore[union-attr]
    life.press(Verdict.AGREE)  # asked of the others, with the focus in the choice: what comes in meanwhile is shown
    assert list(life.page.next._party.values) == [Party.OFFICE, Party.UNIVERSITY]
    life.page.next._party.choose(Party.OFFICE)
    other.agreeing.move(pairing_id, Verdict.COMMENT, OFFICER, "read")
    qtbot.waitUntil(lambda: any(one.reason == "read" for one in life.page.dossier.history) and window.idle)  # type: ignore[union-attr]
    assert life.page.next.form_first is not None and life.page.next._party.value is Party.OFFICE
    life.page.next.press(Verdict.DECLINE)
    reason = life.page.next._reason
    reason.setFocus()
    qtbot.keyClicks(reason, "the post is")
    says(Party.UNIVERSITY)
    qtbot.wait(200)
    assert life.page.dossier.agreed == {Party.FIRM} and reason.hasFocus()  # type: ignore[union-attr]
    qtbot.keyClick(reason, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: Party.UNIVERSITY in life.page.dossier.agreed and window.idle)  # type: ignore[union-attr]
    life.press(Verdict.AGREE)
    says(Party.OFFICE)
    qtbot.waitUntil(lambda: Party.OFFICE in life.page.dossier.agreed and window.idle)  # type: ignore[union-attr]
    who = speaker_of(window.words, life.page.dossier.history[-1])  # type: ignore[union-attr]
    verdict = dotted(window.words.code("verdict-done", Verdict.AGREE), window.words.code("party", Party.OFFICE))
    told = spaced(window.words("review-moved-on", verdict=verdict, who=who))
    assert life.page.next.form_first is None and life.page.error.text == told, "why what was asked is asked no more"
    other.close()


def of_liaison(qtbot: QtBot, open_window: Opener, folder: Path, name: str) -> tuple[Life, int]:
    """The page of the pairing that a liaison reviews first, and its id."""
    window = open_window(role="liaison", organisation_id=1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("review")
    pairing_id = review_of(window).queue.chosen_id or 0
    life = Life(qtbot, window, folder, name)
    life.open(pairing_id)
    return life, pairing_id


def test_a_comment_goes_on_being_written_whatever_somebody_else_does(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    life, pairing_id = of_liaison(qtbot, open_window, tmp_path, "comment")
    window = life.window
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    other.review.decide(pairing_id, Verdict.ACCEPT, who=OFFICER)
    window.reload()
    qtbot.waitUntil(lambda: life.state is State.SHORTLISTED and window.idle)
    life.page.next.press(Verdict.COMMENT)
    QTest.keyClicks(window.focusWidget(), "when could")
    other.agreeing.move(pairing_id, Verdict.NOTIFY, OFFICER)
    window.reload()
    qtbot.waitUntil(lambda: life.state is State.NOTIFIED and window.idle)
    assert life.page.next._reason.isVisible() and life.page.next._reason.text() == "when could"
    QTest.keyClicks(window.focusWidget(), " we meet?")
    assert life.page.next._reason.text() == "when could we meet?" and not life.page.error.isVisible()
    other.close()


@pytest.mark.long
def test_nobody_signs_terms_that_have_become_others_meanwhile(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "other-terms")
    life.to_terms(accepted(qtbot, window))
    life.turn("terms")
    life.agree_terms(Form.DUAL_APPOINTMENT, **DAYS)
    life.press(Verdict.OFFER)
    life.press(Verdict.SIGN)
    assert life.page.next.form_first is not None
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    pairing_id = life.page.dossier.pairing_id  # type: ignore[union-attr]
    other.agreeing.save_terms(pairing_id, {**TERMS, **DAYS, "notice_days": 91}, OFFICER)
    other.agreeing.move(pairing_id, Verdict.OFFER, OFFICER)
    other.close()
    window.reload()
    qtbot.waitUntil(lambda: len(life.page.dossier.terms) == 2 and window.idle)  # type: ignore[union-attr]
    assert life.state is State.SIGNING and life.page.next.form_first is None and life.page.error.isVisible()


def test_whose_word_is_asked_for_stays_asked_while_somebody_saves_the_terms(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    """The step is possible as before; where it is not any more, that is said."""
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "terms-beside")
    life.press(Verdict.AGREE)
    assert life.page.next.form_first is not None
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    pairing_id = life.page.dossier.pairing_id  # type: ignore[union-attr]
    other.agreeing.save_terms(pairing_id, {**TERMS, **DAYS}, OFFICER)
    window.reload()
    qtbot.waitUntil(lambda: len(life.page.dossier.terms) == 1 and window.idle)  # type: ignore[union-attr]
    assert life.page.next.asked is Verdict.AGREE and not life.page.error.isVisible()
    press(qtbot, window, window.words("action-confirm"))
    assert life.page.dossier.agreed == {Party.OFFICE}  # type: ignore[union-attr]
    life.press(Verdict.AGREE)
    other.agreeing.move(pairing_id, Verdict.AGREE, OFFICER, party=life.page.next._party.value)
    window.reload()
    qtbot.waitUntil(lambda: len(life.page.dossier.agreed) == 2 and window.idle)  # type: ignore[union-attr]
    assert life.page.next.asked is None and life.page.error.isVisible()
    other.close()


@pytest.mark.long
def test_enter_confirms_for_whom_a_word_is_given_but_not_by_one_press_too_many(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    life = in_review(qtbot, window, tmp_path, "enter")
    life.page.next.press(Verdict.AGREE)
    party = life.page.next._party
    assert party.hasFocus()
    qtbot.keyClick(party, Qt.Key.Key_Return)  # pressed on from the button
    assert not life.page.dossier.agreed  # type: ignore[union-attr]
    qtbot.wait(700)
    qtbot.keyClick(party, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: life.page.dossier.agreed == {Party.OFFICE} and window.idle)  # type: ignore[union-attr]


def test_enter_confirms_by_which_gate_a_pairing_is_blocked(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    life, pairing_id = Life(qtbot, window, tmp_path, "gate"), accepted(qtbot, window)
    window.office.agreeing.answer_gate(pairing_id, "noncompete", Answer.NOT_MET, OFFICER, note="x")  # type: ignore[union-attr]
    life.open(pairing_id)
    life.page.next.press(Verdict.BLOCK)
    life.page.next._reason.setText("runs until 2030")
    life.page.next._gate.setFocus()
    qtbot.wait(700)
    qtbot.keyClick(life.page.next._gate, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: life.state is State.BLOCKED and window.idle)


def test_ones_own_act_is_told_as_nobody_elses(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "own")
    life.press(Verdict.AGREE)
    assert life.page.next.form_first is not None
    life.turn("consent")
    life.withdraw()
    qtbot.waitUntil(lambda: life.state is State.WITHDRAWN and window.idle)
    assert life.page.next.form_first is None and not life.page.error.isVisible()


@pytest.mark.long
def test_terms_that_are_not_saved_are_not_sent_without_them(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "unsaved")
    life.to_terms(accepted(qtbot, window))
    life.turn("terms")
    life.agree_terms(Form.DUAL_APPOINTMENT, **DAYS)
    terms = life.page.terms
    terms.turn_to("posts")
    title = terms._fields._cells["title_firm"].box  # type: ignore[union-attr]
    title.setFocus()
    QTest.keyClicks(title, "!")
    life.turn("reasons")
    life.page.next.press(Verdict.OFFER)
    qtbot.waitUntil(lambda: window.idle)
    told = window.words("case-terms-unsaved", step=window.words.code("verdict", Verdict.OFFER))
    assert life.state is State.TERMS and life.page.error.text == told and terms.isVisible()
    press(qtbot, window, window.words("terms-save"))
    qtbot.waitUntil(lambda: window.idle and not terms._unsaved.isVisible())
    life.press(Verdict.OFFER)
    qtbot.waitUntil(lambda: life.state is State.SIGNING)


@pytest.mark.long
@pytest.mark.parametrize("verdict", [Verdict.RETRACT, Verdict.ACCEPT, Verdict.DECLINE])
def test_what_is_typed_on_once_its_line_has_gone_is_no_key(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, verdict: Verdict
) -> None:
    """A liaison's page follows what others do at once, also under what is being typed."""
    life, pairing_id = of_liaison(qtbot, open_window, tmp_path, "typed-on")
    window = life.window
    assert window.office is not None

    def typed(text: str) -> None:
        for letter in text:
            QTest.keyClicks(window.focusWidget(), letter)

    other = open_office(Settings(window._chosen.database, "zh_CN"))
    if verdict is Verdict.RETRACT:
        other.review.decide(pairing_id, Verdict.ACCEPT, who=OFFICER)
        window.reload()
        qtbot.waitUntil(lambda: life.state is State.SHORTLISTED and window.idle)
    life.page.focus_first()
    typed("r")
    assert isinstance(window.focusWidget(), QLineEdit)
    typed("an ")
    other.review.decide(pairing_id, verdict, "no time" if verdict is Verdict.DECLINE else "", OFFICER)
    said = len(window.office.look.pairing(life.page._id).history)
    window.reload()
    qtbot.waitUntil(lambda: life.page.card is not None and len(life.page.card.history) == said and window.idle)
    typed("a current candidate in us")
    qtbot.wait(100)
    qtbot.waitUntil(lambda: window.idle)
    assert len(window.office.look.pairing(life.page._id).history) == said, "nothing was decided by it"
    assert life.page.error.isVisible() and life.page.error.text
    other.close()


@pytest.mark.long
def test_what_was_recorded_by_mistake_is_taken_back_on_its_page(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    """A party's word from the menu, with the reason beside it; then the step, which says where it leads."""
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "corrected")
    assert Verdict.UNSAY not in life.in_menu()
    life.press(Verdict.AGREE)
    life.page.next._party.choose(Party.FIRM)
    press(qtbot, window, window.words("action-confirm"))
    assert {Verdict.UNSAY, Verdict.STEP_BACK} <= life.in_menu()

    life.page.next.press(Verdict.UNSAY)
    assert list(life.page.next._party.values) == [Party.FIRM], "nobody else has spoken"
    life.picture("word-asked")
    press(qtbot, window, window.words("action-confirm"))
    assert life.page.next._wrong.text() == window.words("reason-needed") and life.page.next._wrong.isVisible()
    life.page._office.agreeing.move(life.page.dossier.pairing_id, Verdict.COMMENT, OFFICER, "x")  # type: ignore[union-attr]
    life.press(Verdict.AGREE)
    life.page.next._party.choose(Party.OFFICE)
    life.page.refresh()  # what is asked is asked on, of the same party
    assert life.page.next._party.value is Party.OFFICE
    life.page.next.press(Verdict.UNSAY)
    life.line_of("case-reason").insert("误登")
    qtbot.keyClick(life.line_of("case-reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: life.page.dossier is not None and not life.page.dossier.agreed)
    assert Verdict.UNSAY not in life.in_menu()

    life.page.next.press(Verdict.STEP_BACK)
    told = window.words("case-step-back", state=window.words.code("state", State.CONSENTED))
    assert told in [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]
    life.picture("step-asked")
    life.line_of("case-reason").insert("送错了")
    qtbot.keyClick(life.line_of("case-reason"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: life.state is State.CONSENTED)
    life.turn("history")
    marked = [one for one in life.page.history.findChildren(QLabel) if window.words("decision-retracted") in one.text()]
    assert len(marked) == 2, "the firm's word, and the sending to review"
    life.picture("taken-back")


@pytest.mark.long
def test_a_comment_is_asked_for_as_a_comment(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = in_review(qtbot, window, tmp_path, "comment")
    life.page.next.press(Verdict.COMMENT)
    line = life.page.next._reason
    assert line.isVisible() and line.placeholderText() == window.words("reason-hint-comment")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert life.page.next._wrong.text() == window.words("comment-needed")


@pytest.mark.long
def test_what_is_half_written_of_a_case_waits(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    """The reason of a step and the answer to a gate are there again: on the page, and in the next window."""
    window = open_window()
    life = Life(qtbot, window, tmp_path, "half")
    pairing_id = accepted(qtbot, window)
    life.open(pairing_id)
    life.press(Verdict.NOTIFY)
    life.page.next.press(Verdict.DECLINE)
    qtbot.keyClicks(life.page.next._reason, "the post is filled by")
    life.turn("gates")
    gates = life.page.gates
    line = next(one for one in gates.findChildren(GateLine) if one.code == "home_employer")
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(gates._note, "letter of")
    gates.attach([life.paper])
    life.turn("consent")
    qtbot.keyClicks(life.page.consent._note, "e-mail of")
    life.turn("effort")
    qtbot.keyClicks(life.page.effort._place, "Example Lab")
    qtbot.keyClicks(life.page.effort._share, "20%")
    life.page.refresh()  # somebody else did something
    assert life.page.next.form_first is life.page.next._reason and gates._note.text() == "letter of"
    assert life.page.effort._place.text() == "Example Lab"

    window.go("candidates")
    life.open(pairing_id)
    life.page.next.press(Verdict.DECLINE)
    assert life.page.next._reason.text() == "the post is filled by"
    window.close()
    again = Life(qtbot, open_window(database=tmp_path / "0.db"), tmp_path, "half")
    again.open(pairing_id)
    again.turn("consent")
    assert again.page.consent._note.text() == "e-mail of"
    for left in ("e-mail of", "e-mail of", ""):  # offered again, until all three have been given
        press(qtbot, again.window, again.window.words("consent-give"))
        assert again.page.consent._note.text() == left
    assert {one.note for one in again.page.dossier.consents.history} == {"e-mail of"}  # type: ignore[union-attr]
    again.turn("effort")
    effort = again.page.effort
    assert (effort._place.text(), effort._share.text(), effort._from.text()) == ("Example Lab", "20%", "")
    qtbot.keyClicks(effort._from, "2027-03-01")
    press(qtbot, again.window, again.window.words("effort-add"))
    assert effort._place.text() == effort._share.text() == ""
    again.turn("gates")
    gates = again.page.gates
    gates.choose("home_employer")
    assert (gates._note.text(), gates._files) == ("letter of", [again.paper])
    press(qtbot, again.window, again.window.words.code("answer", Answer.MET))
    gates.choose("home_employer")
    assert not gates._note.text() and not gates._files, "it has been given"
    assert all("-said-" in name for name in again.page._drafts.names("pairings-"))

    again.page.next.press(Verdict.DECLINE)
    assert again.page.next._reason.text() == "the post is filled by"
    qtbot.keyClicks(again.page.next._reason, " another")
    qtbot.keyClick(again.page.next._reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.state is State.DECLINED)
    assert not again.page._drafts.names("pairings-")


def test_the_review_keys_work_on_the_page_and_say_what_they_did(qtbot: QtBot, open_window: Opener) -> None:
    """A, C and U as in the queue, from whichever tab; a later step has its comment too."""
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    look = window.office.look  # type: ignore[union-attr]
    (row,) = look.pairing_rows(look.find_pairings(PairingQuery())[:1])
    window.go("pairing", row.recommendation_id)
    page = window.screen_of("pairing")
    assert isinstance(page, PairingScreen)
    page.focus_first()

    def state() -> State | None:
        return look.pairing_rows([row.pairing_id or 0])[0].state

    for which, after in ((Qt.Key.Key_A, State.SHORTLISTED), (Qt.Key.Key_U, State.RECOMMENDED)):
        key(qtbot, window, which)
        qtbot.waitUntil(lambda after=after: state() is after and window.idle)
        verdict = Verdict.ACCEPT if after is State.SHORTLISTED else Verdict.RETRACT
        assert window._status._notice.text() == window.words(
            "case-done", what=window.words.code("verdict-done", verdict)
        )
    key(qtbot, window, Qt.Key.Key_C)
    assert page.bar.reason.hasFocus() and page.bar._asked is Verdict.COMMENT
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Escape)
    key(qtbot, window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: state() is State.SHORTLISTED and window.idle)
    for letter in "no budget":  # of who is shortlisted no other may be asked for, and U would retract it
        qtbot.keyClicks(window.focusWidget(), letter)
    assert state() is State.SHORTLISTED and page.next.form_first is None
    page._letters._deaf_until = 0.0
    key(qtbot, window, Qt.Key.Key_R)  # but declined they may be
    qtbot.keyClicks(window.focusWidget(), "budget u")
    assert page.next.form_first is page.next._reason and page.next._reason.text() == "budget u"
    assert state() is State.SHORTLISTED


def test_a_liaison_is_not_offered_what_is_not_theirs_to_take_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    (row,) = office.look.pairing_rows(office.look.find_pairings(PairingQuery())[:1])
    office.review.decide(row.pairing_id or 0, Verdict.ACCEPT, who=OFFICER)
    office.act_as(Actor("x", Role.LIAISON, _owner(window, row.university_project_id)))
    card = office.dossiers.dossier(row.pairing_id or 0)
    assert Verdict.RETRACT not in {offer.step.verdict for offer in card.offers}
    assert card.speaks_for == {Party.UNIVERSITY}


def _owner(window: MainWindow, project_id: int) -> int:
    assert window.office is not None
    (row,) = window.office.look.project_rows([project_id])
    return row.organisation_id
