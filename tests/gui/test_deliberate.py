"""What ends something is done on purpose only: withdrawals are asked about, Ctrl+Z takes back the last thing or
nothing, and the focus stays where the work is.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.gates import Answer
from talentapp.domain.states import TRANSITIONS
from talentapp.domain.terms import REVIEWERS, SIGNERS, Kind, Party, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.stack import Pages
from talentapp.gui.kit.first_half import FirstHalf
from talentapp.gui.pairings.asking import way_back
from talentapp.gui.pairings.gates import GateLine
from talentapp.office import open_office
from talentapp.office.views.cases import Dossier
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Settings, database_url
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of
from tests.gui.test_pairing_life import Life, accepted
from tests.gui.test_slice import key
from tests.office import lives


def buttons(life: Life, message: str) -> list[QPushButton]:
    text = life.window.words(message)
    return [one for one in life.page.findChildren(QPushButton) if one.text() == text and one.isVisible()]


def texts(life: Life) -> str:
    return "\n".join(one.text() for one in life.page.consent.findChildren(QLabel) if one.isVisible())


def click_at(qtbot: QtBot, life: Life, place: QPoint) -> None:
    """Click whatever is at a place of the window."""
    under = life.window.childAt(place)
    assert under is not None
    qtbot.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(life.window, place))


def dossier_of(window: MainWindow) -> Dossier:
    """Of the pairing that waits first."""
    assert window.office is not None
    return window.office.dossiers.dossier(window.office.look.find_pairings(PairingQuery())[0])


def at_consent(qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str) -> Life:
    """A case whose person has been told of it, at what they agree to."""
    life = Life(qtbot, window, tmp_path, name)
    life.open(accepted(qtbot, window))
    life.press(Verdict.NOTIFY)
    life.turn("consent")
    return life


def test_clicks_in_one_spot_record_a_consent_and_withdraw_nothing(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = at_consent(qtbot, window, tmp_path, "deliberate")
    give = buttons(life, "consent-give")[0]
    place = give.mapTo(window, give.rect().center())
    for _ in range(4):
        click_at(qtbot, life, place)
    assert life.page.dossier is not None
    assert [one.given for one in life.page.dossier.consents.history] == [True]

    # The question: it names what ends, and the same spot does not answer it, nor does a double-click
    withdraw = buttons(life, "consent-withdraw")[0]
    place = withdraw.mapTo(window, withdraw.rect().center())
    click_at(qtbot, life, place)
    life.picture("question")
    yes = buttons(life, "consent-withdraw-confirm")[0]
    assert not yes.isEnabled()
    assert not yes.rect().contains(yes.mapFrom(window, place))
    ends = window.office.agreeing.resting_on(life.page.dossier.candidate_id)  # type: ignore[union-attr]
    assert life.page.dossier.pairing_id in ends
    rows = window.office.look.pairing_rows(ends)  # type: ignore[union-attr]
    for row in rows:
        assert row.university[window.words.language] in texts(life) and row.firm[window.words.language] in texts(life)
    click_at(qtbot, life, place)
    key(qtbot, window, Qt.Key.Key_Space)  # the focus is on keeping it
    assert not buttons(life, "consent-withdraw-confirm")
    assert life.state is State.NOTIFIED

    life.withdraw()
    assert life.state is State.WITHDRAWN  # type: ignore[comparison-overlap]
    assert rows[0].university[window.words.language] in life.page.consent.told
    assert life.page.consent.told in texts(life)
    life.picture("withdrawn")
    assert {row.pairing_id for row in rows} == set(ends)


def test_a_consent_recorded_by_mistake_is_called_so(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = at_consent(qtbot, window, tmp_path, "mistaken")
    click_at(qtbot, life, (give := buttons(life, "consent-give")[0]).mapTo(window, give.rect().center()))
    click_at(qtbot, life, (back := buttons(life, "consent-withdraw")[0]).mapTo(window, back.rect().center()))
    wrong = buttons(life, "consent-withdraw-mistake")[0]
    assert not wrong.isEnabled()
    qtbot.waitUntil(wrong.isEnabled)
    qtbot.mouseClick(wrong, Qt.MouseButton.LeftButton)
    assert life.page.dossier is not None
    given, mistaken = life.page.dossier.consents.history
    assert given.given and not mistaken.given and mistaken.note == window.words("consent-mistake")
    assert not life.page.dossier.consents.considered


def test_a_consent_to_be_named_before_the_first_one_is_on_record_and_can_be_withdrawn(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    words, life = window.words, at_consent(qtbot, window, tmp_path, "early")
    assert life.page.dossier is not None
    firm = life.page.dossier.consents.organisations[Party.FIRM]

    def state() -> str:
        return life.page.consent._lines[firm].accessibleName()

    buttons(life, "consent-give")[2].click()
    qtbot.waitUntil(lambda: window.idle)
    assert life.page.dossier.consents.shown_to == frozenset()  # nobody is told who it is by that
    assert state().endswith(words("consent-pending"))
    assert words("consent-pending-text", needed=words("consent-considered")) in texts(life)
    life.picture("on-record")
    assert len(buttons(life, "consent-give")) == 2  # nothing to press a second time
    (back,) = buttons(life, "consent-withdraw")
    back.click()
    (wrong,) = buttons(life, "consent-withdraw-mistake")
    qtbot.waitUntil(wrong.isEnabled)
    wrong.click()
    assert state().endswith(words("consent-missing"))
    assert life.state is State.NOTIFIED

    buttons(life, "consent-give")[2].click()
    buttons(life, "consent-give")[0].click()
    assert state().endswith(words("consent-given"))
    assert words("consent-pending") not in texts(life)
    assert life.page.dossier.consents.shown_to == {Party.FIRM}
    assert [one.given for one in life.page.dossier.consents.history] == [True, False, True, True]


def test_a_double_click_records_one_consent(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(lane=ThreadPoolExecutor(1))
    life = Life(qtbot, window, tmp_path, "double")
    look = window.office.look  # type: ignore[union-attr]
    (row,) = look.pairing_rows(look.find_pairings(PairingQuery())[:1])
    window.go("pairing", row.recommendation_id)
    qtbot.waitUntil(lambda: life.page.dossier is not None and window.idle)
    life.page.turn_to("consent")
    give = buttons(life, "consent-give")[0]
    give.click()
    give.click()
    qtbot.waitUntil(lambda: bool(life.page.dossier and life.page.dossier.consents.history) and window.idle)
    assert life.page.dossier is not None and len(life.page.dossier.consents.history) == 1


def double_click(window: QWidget, on: QWidget) -> None:
    """As a desktop tells of one: to the window, which looks for what lies under the mouse at each half."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseClick(handle, Qt.MouseButton.RightButton, pos=QPoint(0, 0))  # it is no third one
    QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, pos=on.mapTo(window, on.rect().center()))


def test_the_second_half_of_a_double_click_on_save_opens_no_pairing(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("candidates")
    screen = list_of(window)
    qtbot.waitUntil(lambda: screen.listing.table.chosen_id is not None and window.idle)
    screen.edit_record()
    qtbot.waitUntil(lambda: screen.form.isVisible() and window.idle)
    screen.form._rows["employer"].box.setText("另一单位")
    double_click(window, screen.form.save)
    qtbot.waitUntil(lambda: not screen.form.isVisible() and window.idle)
    assert window.page == "candidates" and any(isinstance(one, FirstHalf) for one in screen.children())
    assert window._status._notice.text()


def test_a_page_takes_no_second_half_of_the_double_click_that_opened_it(qtbot: QtBot) -> None:
    pages = Pages(opens := QPushButton(), lambda _page: None)  # type: ignore[arg-type, return-value]
    qtbot.addWidget(pages)
    pages.addWidget(writes := QPushButton())
    opens.clicked.connect(lambda: pages.setCurrentWidget(writes))
    pressed: list[object] = []
    writes.pressed.connect(lambda: pressed.append(writes))
    with qtbot.waitExposed(pages):
        pages.show()
    double_click(pages, opens)
    assert pages.currentWidget() is writes and not pressed
    qtbot.mouseClick(writes, Qt.MouseButton.LeftButton)
    assert len(pressed) == 1
    qtbot.waitUntil(lambda: pages.findChild(FirstHalf) is None)
    double_click(pages, writes)
    assert len(pressed) == 3


@pytest.mark.parametrize("aside", [False, True])
def test_a_double_click_does_one_step(qtbot: QtBot, open_window: Opener, tmp_path: Path, aside: bool) -> None:
    """Whether it is done before the second half comes, or after it."""
    window = open_window(lane=ThreadPoolExecutor(1) if aside else None)
    life = Life(qtbot, window, tmp_path, "twice")
    assert window.office is not None
    pairing = window.office.look.find_pairings(PairingQuery())[0]
    window.office.review.decide(pairing, Verdict.ACCEPT, "", "x")
    life.open(pairing)
    qtbot.waitUntil(lambda: life.page.dossier is not None and window.idle)
    (notify,) = buttons(life, f"verdict-{Verdict.NOTIFY.value}")
    double_click(window, notify)
    qtbot.waitUntil(lambda: life.state is State.NOTIFIED and window.idle)
    assert not life.page.error.isVisible()
    assert [one.verdict for one in life.page.dossier.history].count(Verdict.NOTIFY) == 1  # type: ignore[union-attr]


def test_the_focus_stays_where_the_work_is(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    life = at_consent(qtbot, window, tmp_path, "focus")
    buttons(life, "consent-give")[0].setFocus()
    for _ in range(3):
        key(qtbot, window, Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert focus is not None and life.page.consent.isAncestorOf(focus)
    assert life.state is State.NOTIFIED
    life.picture("focus")
    life.turn("gates")
    line = next(one for one in life.page.findChildren(GateLine) if one.code not in ("considered", "named"))
    for one in life.page.findChildren(GateLine):
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
        if found := [each for each in life.page.findChildren(QPushButton)
                     if each.text() == window.words.code("answer", Answer.NOT_MET) and each.isVisible()]:  # fmt: skip
            line = one
            break
    code = line.code
    found[0].setFocus()
    key(qtbot, window, Qt.Key.Key_Space)
    focus = QApplication.focusWidget()
    assert isinstance(focus, GateLine) and focus.code == code
    key(qtbot, window, Qt.Key.Key_Space)
    assert life.state is State.NOTIFIED


@pytest.mark.long
def test_ctrl_z_takes_back_the_last_thing_or_nothing(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    life = Life(qtbot, window, tmp_path, "undo")
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._status._notice.text() == window.words("undo-nothing")
    pairing_id = accepted(qtbot, window)
    person = office.look.pairing_rows([pairing_id])[0].candidate_id

    def tagged() -> bool:
        return "甲" in office.editing.read(Kind.CANDIDATES, person).values["tags"]

    window.changes.add(office.editing.change(Kind.CANDIDATES, [person], BulkChange("tag", "甲")))
    life.open(pairing_id)
    life.press(Verdict.NOTIFY)
    assert not window._status.undo.isVisible()
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tagged() and window._status._notice.text() == window.words("undo-fixed")
    window.changes.add(office.editing.change(Kind.CANDIDATES, [person], BulkChange("untag", "甲")))
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tagged() and window._status._notice.text().startswith(window.words("undo-done", what=""))
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._status._notice.text() == window.words("undo-fixed"), "before that one came the step"
    window.changes.add(office.editing.change(Kind.CANDIDATES, [person], BulkChange("untag", "甲")))
    window._acted(frozenset({Kind.PLANS, Kind.RUNS}))  # a plan was made: it changes no record
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tagged(), "and is in no change's way"


def test_what_comes_next_is_named_and_a_consent_says_for_what(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    life = Life(qtbot, window, tmp_path, "next")
    life.open(accepted(qtbot, window))
    said = [one.text() for one in life.page.next.findChildren(QLabel) if one.isVisible()]
    assert window.words("case-next", step=window.words.code("verdict", Verdict.NOTIFY)) in said
    life.turn("consent")
    for step in (Verdict.CONSENT, Verdict.SUBMIT):
        assert window.words("case-needed", step=window.words.code("verdict", step)) in texts(life)
    life.turn("gates")
    said = [one.text() for one in life.page.gates.findChildren(QLabel) if one.isVisible()]
    assert window.words("case-needed", step=window.words.code("verdict", Verdict.CLEAR)) in said


def test_ctrl_z_retracts_what_was_decided_also_once_the_pages_have_been_read_again(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window(role="liaison", organisation_id=1)
    assert window.office is not None
    counts = window.office.look.counts
    window.go("review")
    key(qtbot, window, Qt.Key.Key_A)
    assert counts().by_state[State.SHORTLISTED] == 1
    window.reload()  # as the window does by itself for a liaison, when anything has been written
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not counts().by_state.get(State.SHORTLISTED)
    window.go("projects")
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._status._notice.text() == window.words("undo-fixed")


@pytest.mark.parametrize("signed", [0, 1, 3])
def test_who_sends_terms_back_is_told_first_that_signatures_lapse(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, signed: int
) -> None:
    """Only where there are any."""
    lives.make(tmp_path / "small.db")
    today = date.today()
    with closing(open_office(Settings(database_url(tmp_path / "small.db"), "zh_CN"))) as office:
        pairing = lives.put_forward(office)
        lives.reach_signing(office, pairing, tmp_path, today)
        for party in SIGNERS[:signed]:
            office.agreeing.move(pairing, Verdict.SIGN, lives.HR, party=party, signed_by="x", today=today)
    window = open_window(role="manager", source=tmp_path / "small.db")
    life = Life(qtbot, window, tmp_path, "sent-back")
    life.open(pairing)
    assert life.page.next.press(Verdict.REVISE)
    told = [one.text() for one in life.page.next._form.findChildren(QLabel) if one.isVisible()]
    assert (window.words("case-revise-unsigns", n=signed) in told) is (signed > 0)
    assert window.office is not None and life.state is State.SIGNING, "nothing is done before it is confirmed"


def test_what_is_missing_leads_to_where_it_is_entered(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    words, life = window.words, Life(qtbot, window, tmp_path, "missing")
    life.open(accepted(qtbot, window))
    life.press(Verdict.NOTIFY)
    go = words("case-tab-go", tab=words("case-tab-consent"))
    (way,) = [one for one in life.page.next.findChildren(QPushButton) if one.text() == go]
    way.click()
    primary = [one for one in life.page.findChildren(QPushButton) if one.isVisible()]
    assert [one.text() for one in primary if one.property("kind") == "primary"] == [words("consent-give")]
    life.consent()
    life.press(Verdict.CONSENT)
    life.press(Verdict.SUBMIT)
    said = {one.text() for one in life.page.next.findChildren(QLabel)}
    party = words("list-separator").join(words.code("party", one) for one in REVIEWERS)
    assert words("case-acts", party=party) in said


def test_a_late_decline_says_what_taking_it_back_will_not_bring_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    words, dossier = window.words, dossier_of(window)
    declines = [step for step in TRANSITIONS if step.verdict is Verdict.DECLINE]
    assert {step.before for step in declines} > {State.RECOMMENDED}
    for step in declines:
        assert way_back(words, step, dossier) == (
            words("case-decline-back") if step.before is not State.RECOMMENDED else ""
        )
