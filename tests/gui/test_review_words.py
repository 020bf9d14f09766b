"""What is written in a review, and whose word it is: nothing typed is lost, and nothing typed is a command."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.records import now
from talentapp.domain.roles import Actor
from talentapp.domain.spacing import spaced
from talentapp.domain.terms import Kind, Role, State, Status, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.pairings.last_word import moved_on
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.pairings.sides import sides, word_of
from talentapp.gui.pairings.words import keys_told, speaker_of
from talentapp.office import Office, open_office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import DecisionRow, PairingQuery
from talentapp.settings import Settings, database_url
from tests.gui.conftest import Opener
from tests.gui.test_slice import review_of
from tests.office.lives import consent


def shown(qtbot: QtBot, window: MainWindow) -> ReviewScreen:
    window.go("review")
    screen = review_of(window)
    qtbot.waitUntil(lambda: screen.view.card is not None and window.idle, timeout=20_000)
    return screen


def typed(qtbot: QtBot, text: str) -> None:
    for letter in text:
        qtbot.keyClicks(QApplication.focusWidget(), letter)


def state_of(window: MainWindow, pairing_id: int) -> State | None:
    assert window.office is not None
    return window.office.look.pairing_rows([pairing_id])[0].state


@pytest.mark.parametrize(("taken", "message"), [(6, "sides-capped"), (9, "sides-over-cap")])
def test_a_limit_that_is_exceeded_is_not_said_to_be_met_only(
    qtbot: QtBot, dress: Dress, sample_office: Office, taken: int, message: str
) -> None:
    row = sample_office.look.recommended(1)[0]
    card = sample_office.look.pairing(row.recommendation_id)
    face = sides(dress, replace(card, capped=((row.firm, 6, taken),)))
    qtbot.addWidget(face)
    told = dress.words(message, name=row.firm["zh_CN"], cap=6, n=taken)
    assert told in [one.text() for one in face.findChildren(QLabel)]


@pytest.mark.parametrize(("key", "verdict"), [("c", Verdict.COMMENT), ("r", Verdict.DECLINE), ("n", Verdict.ANOTHER)])
def test_where_the_list_stands_alone_a_comment_is_typed_into_its_line(
    qtbot: QtBot, open_window: Opener, key: str, verdict: Verdict
) -> None:
    window = open_window(role="liaison", organisation_id=1)
    window.resize(760, 700)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen = shown(qtbot, window)
    qtbot.waitUntil(lambda: screen._fold.folded and not screen._fold.reading)
    screen.focus_first()
    one = screen.queue.chosen_id or 0
    before = {id_: state_of(window, id_) for id_ in screen._ids}
    typed(qtbot, f"{key}please arrange a call")
    assert screen.bar.reason.hasFocus() and screen.bar.reason.text() == "please arrange a call"
    assert screen.bar._asked is verdict and screen.queue.chosen_id == one
    assert {id_: state_of(window, id_) for id_ in before} == before


def test_what_is_typed_after_what_may_not_be_said_decides_nothing(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    one = window.office.look.find_pairings(PairingQuery())[0]
    window.office.review.decide(one, Verdict.ACCEPT, who="王老师")
    screen = shown(qtbot, window)
    screen.show_record(Queue(states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: screen._ids == [one] and screen.view.card is not None and window.idle)
    screen.focus_first()
    typed(qtbot, "nu, another")  # of who is shortlisted no other may be asked for, and U would retract it
    assert state_of(window, one) is State.SHORTLISTED and not screen.bar.reason.isVisible()


def test_half_a_comment_outlives_the_window(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    one, two = screen._ids[:2]
    screen._ask(Verdict.COMMENT)
    qtbot.keyClicks(screen.bar.reason, "when could he begin")
    screen.queue.choose(two)
    qtbot.waitUntil(lambda: screen.view.card is not None and screen.view.card.row.pairing_id == two)
    screen._ask(Verdict.COMMENT)
    assert screen.bar.reason.text() == ""
    qtbot.keyClicks(screen.bar.reason, "second")
    window.close()
    again = open_window(database=tmp_path / "0.db")
    screen = shown(qtbot, again)
    mark = again.words("review-unsaid-mark")
    assert [mark in screen._rows.who(row).under for row in screen._fetch(screen._ids[:3])] == [True, True, False]
    for pairing, text in ((one, "when could he begin"), (two, "second")):
        screen.queue.choose(pairing)
        qtbot.waitUntil(lambda pairing=pairing: _reads(screen, pairing))
        screen._ask(Verdict.COMMENT)
        assert screen.bar.reason.text() == text
    screen.bar.reason.returnPressed.emit()  # said, it is kept no more
    qtbot.waitUntil(lambda: again.idle)
    screen.queue.choose(two)
    qtbot.waitUntil(lambda: _reads(screen, two))
    screen._ask(Verdict.COMMENT)
    assert screen.bar.reason.text() == "" and screen._unsaid.pairings() == [one]
    again._act_as(Role.LIAISON, 1)  # what one has typed is not shown to another
    assert shown(qtbot, again)._unsaid.pairings() == []


def _reads(screen: ReviewScreen, pairing_id: int) -> bool:
    return screen.view.card is not None and screen.view.card.row.pairing_id == pairing_id


@pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED])
def test_who_is_not_open_comes_last_and_cannot_be_accepted(qtbot: QtBot, open_window: Opener, status: Status) -> None:
    window = open_window()
    assert window.office is not None
    screen = shown(qtbot, window)
    one = screen._ids[0]
    who = window.office.look.pairing_rows([one])[0].candidate_id
    window.office.editing.change(Kind.CANDIDATES, [who], BulkChange("status", status.value))
    screen.refresh()
    qtbot.waitUntil(lambda: window.idle and one in screen._rows.shut)
    ordered = screen._rows.in_order(screen._ids, screen._model.ids)
    assert ordered.index(one) > max(
        ordered.index(key) for key in ordered if key not in screen._rows.shut | screen._rows.full
    )
    screen.queue.choose(one)
    qtbot.waitUntil(lambda: _reads(screen, one))
    assert window.words("review-shut-candidate-mark") in screen._rows.who(screen._fetch([one])[0]).under
    assert window.words("count-review-shut", n=len(screen._rows.shut)) in screen.subheading.text()
    assert screen.bar.full.isVisible() and screen.bar.full.text() == window.words("review-shut-candidate")
    qtbot.keyClick(screen, Qt.Key.Key_A)
    assert not screen.bar.give(Verdict.ACCEPT) and state_of(window, one) is State.RECOMMENDED
    assert screen.bar.give(Verdict.DECLINE)


def test_the_other_sides_word_is_not_taken_back_by_u(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    office = window.office
    one = office.look.find_pairings(PairingQuery())[0]
    row = office.look.pairing_rows([one])[0]
    owners = [
        office.look.project_rows([key])[0].organisation_id for key in (row.university_project_id, row.firm_project_id)
    ]
    office.act_as(Actor("陈怡君", Role.LIAISON, owners[0]))
    office.review.decide(one, Verdict.ACCEPT, who="陈怡君")
    window._act_as(Role.LIAISON, owners[1])
    window.naming.keep("李工")
    screen = shown(qtbot, window)
    screen.show_record(Queue(owners[1], states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: _reads(screen, one) and window.idle)
    screen._retract()
    assert state_of(window, one) is State.SHORTLISTED
    said = window.words("review-not-yours", verdict=window.words("verdict-done-accept"), who="陈怡君")
    assert screen.last.text == said
    window._act_as(Role.HR_OFFICER, None)
    screen = shown(qtbot, window)
    screen.show_record(Queue(states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: _reads(screen, one) and window.idle)
    screen._retract()
    qtbot.waitUntil(lambda: window.idle)
    assert state_of(window, one) is State.RECOMMENDED and "陈怡君" in screen.last.text


def test_the_way_back_goes_when_the_pairing_goes_on(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    screen.bar.give(Verdict.ACCEPT)
    qtbot.waitUntil(lambda: window.idle and state_of(window, one) is State.SHORTLISTED)
    assert screen.last._back.isVisible()
    window.office.agreeing.move(one, Verdict.NOTIFY, "王老师")
    screen.fail(RuntimeError())  # told before
    screen.refresh()
    qtbot.waitUntil(lambda: window.idle and not screen.last._back.isVisible())
    assert not screen.error.isVisible()
    screen._retract()
    assert screen.last.text.endswith(window.words("review-nothing-back"))


def test_the_head_of_the_queue_counts_one_set(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    screen = shown(qtbot, window)
    for _ in range(3):
        screen.bar.give(Verdict.ACCEPT)
        qtbot.waitUntil(lambda: window.idle)
    assert screen._rows.full
    some = window.office.look.pairing_rows(screen._ids)[-1]
    owner = window.office.look.project_rows([some.university_project_id])[0].organisation_id
    screen.show_record(Queue(owner, states=(State.SHORTLISTED, State.RECOMMENDED)))
    qtbot.waitUntil(lambda: window.idle)
    words, waiting = window.words, window.office.look.find_pairings(PairingQuery(organisation_id=owner))
    full = screen._rows.full.intersection(waiting)
    told = [words("count-waiting-review", n=len(waiting)), *([words("count-review-full", n=len(full))] if full else [])]
    assert screen.subheading.text() == dotted(words("count-listed", n=len(screen._ids)), *told), "of this organisation"
    screen.show_record(Queue(owner, states=(State.RECOMMENDED,)))
    qtbot.waitUntil(lambda: window.idle)
    assert screen.subheading.text().startswith(words("count-waiting-review", n=len(screen._ids)))


def test_another_list_begins_with_its_first(qtbot: QtBot, open_window: Opener) -> None:
    """Whoever goes on from the middle passes over the best; what was being read stays where it is listed, too."""
    window = open_window()
    assert window.office is not None
    screen, look = shown(qtbot, window), window.office.look
    for _ in range(9):
        screen._next()
    qtbot.waitUntil(lambda: window.idle)
    read = look.pairing_rows([screen.queue.chosen_id])[0]
    universities = {
        one: look.project_rows([one])[0].organisation_id
        for one in (row.university_project_id for row in look.pairing_rows(screen._ids))
    }
    own = universities[read.university_project_id]
    other = next(one for one in universities.values() if one != own)
    screen.show_record(Queue(own, states=(State.RECOMMENDED,)))
    qtbot.waitUntil(lambda: window.idle)
    assert screen.queue.chosen_id == read.pairing_id
    screen.show_record(Queue(states=(State.RECOMMENDED,)))
    qtbot.waitUntil(lambda: window.idle)
    assert screen.queue.currentIndex().row() == 9
    screen.show_record(Queue(other, states=(State.RECOMMENDED,)))
    qtbot.waitUntil(lambda: window.idle)
    assert len(screen._ids) > 1 and screen.queue.chosen_id == screen._ids[0]


def test_an_acceptance_that_was_declined_since_is_no_word_any_more(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    one, review, look = window.office.look.find_pairings(PairingQuery())[0], window.office.review, window.office.look
    for verdict in (Verdict.ACCEPT, Verdict.DECLINE):
        review.decide(one, verdict, "no budget", who="王老师")
        card = look.pairing(look.pairing_rows([one])[0].recommendation_id)
        word = word_of(card.history, {})
        assert word is not None and word.verdict is verdict
    review.decide(one, Verdict.RETRACT, who="王老师")
    assert word_of(look.pairing(card.row.recommendation_id).history, {}) is None


@pytest.mark.long
@pytest.mark.parametrize(("verdict", "state"), [(Verdict.ACCEPT, State.SHORTLISTED), (Verdict.DECLINE, State.DECLINED)])
def test_what_is_decided_elsewhere_goes_from_under_nobodys_hands(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, verdict: Verdict, state: State
) -> None:
    """The pairing that is read stays, says what was done, and no letter of a sentence becomes a decision."""
    window = open_window()
    screen = shown(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    one, following = screen._ids[:2]
    screen._ask(Verdict.DECLINE)
    qtbot.keyClicks(screen.bar.reason, "not now as")
    other = open_office(Settings(database_url(tmp_path / "0.db"), "zh_CN"))
    other.review.decide(one, verdict, "no time", who="刘老师")
    other.close()
    window.reload()
    qtbot.waitUntil(lambda: one not in screen._ids and window.idle)
    typed(qtbot, " an expert a r n")
    assert screen.queue.chosen_id == one and screen.view.card is not None and screen.view.card.row.state is state
    who = speaker_of(window.words, screen.view.card.history[-1])
    told = spaced(window.words("review-moved-on", verdict=window.words.code("verdict-done", verdict), who=who))
    assert told in screen.last.text.split("\n")
    assert screen._rows.who(screen._fetch([one])[0]).under.count(window.words.code("state", state)) == 1
    assert state_of(window, one) is state and state_of(window, following) is State.RECOMMENDED
    if verdict is Verdict.ACCEPT:  # it can still be declined: the line goes on, at the same sentence
        assert screen.bar.reason.isVisible() and screen.bar.reason.text() == "not now as an expert a r n"
    qtbot.wait(600)  # the keys that were given up are over
    screen.focus_first()
    typed(qtbot, "j")
    qtbot.waitUntil(lambda: screen.queue.chosen_id == following and window.idle)
    qtbot.waitUntil(lambda: told not in screen.last.text.split("\n"))  # it was of another pairing
    window.reload()
    qtbot.waitUntil(lambda: one not in screen._model.ids)


def test_the_way_back_is_called_by_u_only_where_u_takes_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, words = shown(qtbot, window), window.words
    assert window.office is not None
    one, other = screen._ids[:2]
    window.office.review.decide(other, Verdict.ACCEPT, who="刘老师")
    window.reload()
    qtbot.waitUntil(lambda: other not in screen._ids and screen.view.card is not None and window.idle)
    screen._ask(Verdict.DECLINE)
    screen.bar.reason.setText("no time")
    qtbot.keyClick(screen.bar.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state_of(window, one) is State.DECLINED and window.idle)
    assert screen.last._back.text() == words("review-back")
    screen.show_record(Queue(states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: screen.view.card is not None and screen.view.card.row.pairing_id == other and window.idle)
    assert screen.last._back.text() == words("review-back-that", whose=screen.last._told.name)  # type: ignore[union-attr]
    screen.last._back.click()
    qtbot.waitUntil(lambda: state_of(window, one) is State.RECOMMENDED and window.idle)
    assert state_of(window, other) is State.SHORTLISTED


def test_what_was_done_last_is_told_no_more_once_its_pairing_has_gone_on(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    for letter, state in (("a", State.SHORTLISTED), ("u", State.RECOMMENDED)):
        typed(qtbot, letter)
        qtbot.waitUntil(lambda state=state: state_of(window, one) is state and window.idle)
    qtbot.waitUntil(lambda: screen.queue.chosen_id == one and bool(screen.last.text))
    assert window.office is not None
    window.office.review.decide(one, Verdict.ACCEPT, who="刘老师")
    screen.show_record(Queue(states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: screen.view.card is not None and screen.view.card.row.pairing_id == one and window.idle)
    qtbot.waitUntil(lambda: screen.view.card.row.state is State.SHORTLISTED)  # type: ignore[union-attr]
    assert not screen.last._said.isVisible() and not screen.last._back.isVisible()


@pytest.mark.long
def test_u_takes_back_one_decision_after_another(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    decided = []
    for _ in range(3):
        one = screen.queue.chosen_id or 0
        decided.append(one)
        typed(qtbot, "a")
        qtbot.waitUntil(lambda one=one: state_of(window, one) is State.SHORTLISTED and window.idle)
        qtbot.waitUntil(lambda one=one: screen.queue.chosen_id not in (None, one) and window.idle)
        qtbot.wait(600)
    assert window.office is not None
    last, middle, first = reversed(decided)
    window.office.agreeing.move(middle, Verdict.NOTIFY, "王老师")  # has gone on since: stays
    window.reload()
    qtbot.waitUntil(lambda: window.idle)
    for one in (last, first):
        typed(qtbot, "u")
        qtbot.waitUntil(lambda one=one: state_of(window, one) is State.RECOMMENDED and window.idle)
        qtbot.waitUntil(lambda one=one: screen.queue.chosen_id == one and window.idle)
        qtbot.wait(600)
    typed(qtbot, "u")
    qtbot.waitUntil(lambda: window.idle)
    assert screen.last.text.endswith(window.words("review-nothing-back"))
    assert state_of(window, middle) is State.NOTIFIED


@pytest.mark.parametrize("seen", [False, True])
def test_u_takes_back_ones_own_decision_and_nobody_elses_since(qtbot: QtBot, open_window: Opener, seen: bool) -> None:
    window = open_window()
    window._watch._clock.stop()
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    typed(qtbot, "a")
    qtbot.waitUntil(lambda: state_of(window, one) is State.SHORTLISTED and window.idle)
    assert screen.last._open.isVisible() and screen.last._back.isVisible()
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    other.review.decide(one, Verdict.DECLINE, "not us", "陶齐业")
    other.close()
    if seen:
        window.reload()
        qtbot.waitUntil(lambda: window.idle and not screen.last._back.isVisible())
        assert not screen.last._said.isVisible()
    screen._retract_last()
    qtbot.waitUntil(lambda: window.idle)
    assert state_of(window, one) is State.DECLINED, "the other's word stands"


def test_the_card_says_that_there_are_earlier_comments(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    assert window.office is not None
    for text in ("first", "second", "third"):
        window.office.review.decide(one, Verdict.COMMENT, text, "刘老师")
    window.reload()
    more = window.words("sides-more-comments", n=2)
    qtbot.waitUntil(lambda: more in [said.text() for said in screen.view.findChildren(QLabel) if said.isVisible()])


def test_who_cannot_take_it_on_is_not_sent_to_its_page(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(role="liaison", organisation_id=1)
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    typed(qtbot, "a")
    qtbot.waitUntil(lambda: state_of(window, one) is State.SHORTLISTED and window.idle)
    screen.show_record(Queue(states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: screen.view.card is not None and screen.view.card.row.pairing_id == one and window.idle)
    assert not screen.bar._onward.isVisible() and screen._open.isVisible()


def test_a_word_that_is_taken_back_elsewhere_is_told_as_well(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    before = shown(qtbot, window).view.card
    assert before is not None
    last = DecisionRow(10_000, now(), "刘老师", Verdict.UNSAY, "误登", State.UNDER_REVIEW, State.UNDER_REVIEW, False)
    for verdict, told in ((Verdict.UNSAY, True), (Verdict.STEP_BACK, True), (Verdict.COMMENT, False)):
        card = replace(before, history=(*before.history, replace(last, verdict=verdict)))
        said = moved_on(window.words, before.history, card.history, None)
        assert (window.words.code("verdict-done", verdict) in said) is told and bool(said) is told
        assert moved_on(window.words, before.history, card.history, last.id) == "", "one's own"


def test_what_was_accepted_by_the_other_side_says_which_keys_do_something_and_why_others_do_not(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    assert window.office is not None
    office, words = window.office, window.words
    one = office.look.find_pairings(PairingQuery())[0]
    row = office.look.pairing_rows([one])[0]
    university, firm = (
        office.look.project_rows([key])[0].organisation_id for key in (row.university_project_id, row.firm_project_id)
    )
    office.act_as(Actor("陈怡君", Role.LIAISON, university))
    office.review.decide(one, Verdict.ACCEPT, who="陈怡君")
    window._act_as(Role.LIAISON, firm)
    window.naming.keep("李工")
    screen = shown(qtbot, window)
    screen.show_record(Queue(firm, states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: _reads(screen, one) and window.idle)
    assert screen._told_keys.text() == keys_told(words, [Verdict.DECLINE, Verdict.COMMENT])
    assert words("review-key-accept") not in screen._told_keys.text()
    state = words("state-shortlisted")
    for letter, verdict in (("a", "accept"), ("n", "another")):
        typed(qtbot, letter)
        told = words("review-not-now-shortlisted", verdict=words(f"verdict-{verdict}").rstrip("…"), state=state)
        assert screen.last.text == told
        qtbot.wait(600)
    typed(qtbot, "r")
    assert screen.bar.reason.isVisible()


def test_the_review_that_is_called_by_its_key_is_ones_own(qtbot: QtBot, open_window: Opener) -> None:
    """What another page has led to is left by the page's key and by its name; by the way back it is found again."""
    window = open_window()
    assert window.office is not None
    screen = shown(qtbot, window)
    one = screen._ids[0]
    window.office.review.decide(one, Verdict.DECLINE, "no", who="王老师")
    screen.choice.states.choose((State.SHORTLISTED,))
    screen.choice.states.activated.emit(1)  # by hand
    window.go("overview")
    window.go("review", Queue(states=(State.DECLINED,)))
    qtbot.waitUntil(lambda: _reads(screen, one) and window.idle)
    at = screen.choice.states.values.index((State.DECLINED,))
    assert screen.choice.states.values[:2] == ((State.RECOMMENDED,), (State.SHORTLISTED,)) and at > 1
    window.go("candidates")
    window.way.go_back()
    qtbot.waitUntil(lambda: window.idle)
    assert screen.choice.queue.states == (State.DECLINED,)
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.idle and screen.choice.queue.states == (State.SHORTLISTED,))
    window.go("review", Queue(states=(State.DECLINED, State.EXPIRED)))
    assert screen.choice.states.values[0] == (State.RECOMMENDED,)  # those that are always there stay where they are


def test_what_is_listed_is_said_in_full_before_the_keys_are(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    screen = shown(qtbot, window)
    for width in (1440, 1024, 800, 1440):
        window.resize(width, 700)
        qtbot.waitUntil(lambda: window.idle)
        QApplication.processEvents()
        metrics = screen.subheading.fontMetrics()
        if screen._told_keys.isVisible():
            assert screen.subheading.width() >= metrics.horizontalAdvance(screen.subheading.text())
    assert screen._told_keys.isVisible()


def test_a_language_leaves_no_sentence_of_the_last_decision(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    typed(qtbot, "a")
    qtbot.waitUntil(lambda: state_of(window, one) is State.SHORTLISTED and window.idle and bool(screen.last.text))
    window.dress.set_language("en")
    qtbot.waitUntil(lambda: window.idle)
    assert not screen.last.text
    qtbot.wait(600)
    typed(qtbot, "u")
    qtbot.waitUntil(lambda: state_of(window, one) is State.RECOMMENDED and window.idle)


def test_others_that_have_been_found_are_no_reason_to_ask_for_another(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    words = window.words
    for verdict, offered in ((Verdict.ANOTHER, False), (Verdict.DECLINE, True)):
        screen._ask(verdict)
        said = {one.text() for one in screen.bar._usual.findChildren(QPushButton) if one.isVisible()}
        assert words("reason-field") in said and (words("reason-places") in said) is offered


@pytest.mark.long
def test_ctrl_z_takes_nothing_back_after_a_retraction_and_ctrl_shift_z_says_it_again(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    screen, words = shown(qtbot, window), window.words
    first = screen.queue.chosen_id or 0
    typed(qtbot, "a")
    qtbot.waitUntil(lambda: state_of(window, first) is State.SHORTLISTED and window.idle)
    qtbot.waitUntil(lambda: screen.queue.chosen_id not in (None, first) and window.idle)
    qtbot.wait(600)
    second, name = screen.queue.chosen_id or 0, screen.last.decided.name  # type: ignore[union-attr]
    screen._ask(Verdict.DECLINE)
    screen.bar.reason.setText("no time")
    qtbot.keyClick(screen.bar.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state_of(window, second) is State.DECLINED and window.idle)
    qtbot.wait(600)
    for _ in range(2):
        typed(qtbot, "u")
        qtbot.waitUntil(lambda: state_of(window, second) is State.RECOMMENDED and window.idle)
        qtbot.wait(600)
        window.undo()
        qtbot.waitUntil(lambda: window.idle)
        assert screen.last.text.endswith(words("review-retracted-before", name=name))
        assert state_of(window, first) is State.SHORTLISTED
        window.redo()
        qtbot.waitUntil(lambda: state_of(window, second) is State.DECLINED and window.idle)
        qtbot.wait(600)
    card = window.office.look.pairing(window.office.look.pairing_rows([second])[0].recommendation_id)  # type: ignore
    assert [one.reason for one in card.history if one.verdict is Verdict.DECLINE] == ["no time"] * 3


def test_somebody_elses_decision_that_was_retracted_is_not_said_again_in_ones_own_name(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    screen, words = shown(qtbot, window), window.words
    one = screen.queue.chosen_id or 0
    assert window.office is not None
    window.office.review.decide(one, Verdict.ACCEPT, "", "周老师")
    window.reload()
    screen.show_record(Queue(states=(State.SHORTLISTED,)))
    qtbot.waitUntil(lambda: screen.view.card is not None and screen.view.card.row.pairing_id == one and window.idle)
    typed(qtbot, "u")
    qtbot.waitUntil(lambda: state_of(window, one) is State.RECOMMENDED and window.idle)
    told = words("review-retracted-others", who="周老师", verdict=words.code("verdict-done", Verdict.ACCEPT))
    for press in (window.undo, window.redo, window.redo):
        press()
        qtbot.waitUntil(lambda: window.idle)
        assert screen.last.text.endswith(told) and state_of(window, one) is State.RECOMMENDED


def test_what_was_decided_here_is_told_no_more_once_a_restore_has_taken_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = shown(qtbot, window)
    one = screen.queue.chosen_id or 0
    assert window.office is not None
    (before,) = window.office.look.pairing_rows([one])
    typed(qtbot, "a")
    qtbot.waitUntil(lambda: state_of(window, one) is State.SHORTLISTED and window.idle)
    assert screen.last.decided is not None and screen.last.text
    screen.last.settle({one: before})
    assert screen.last.decided is None and not screen.last.text


def test_a_row_that_stays_under_the_eyes_has_room_for_what_it_says(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = shown(qtbot, window), window.office
    one = screen.queue.chosen_id or 0
    assert office is not None
    office.review.decide(one, Verdict.ACCEPT, "", "刘老师")
    office.agreeing.move(one, Verdict.NOTIFY, "刘老师")
    consent(office, one, date.today())
    for verdict in (Verdict.CONSENT, Verdict.SUBMIT):
        office.agreeing.move(one, verdict, "刘老师")
    window.reload()
    qtbot.waitUntil(lambda: screen._rows.gone == one and window.idle)
    (row,) = office.look.pairing_rows([one])
    said = screen._rows.who(row)
    words = window.words
    assert dotted(words.code("state", State.UNDER_REVIEW), words("queue-lacks-word")) in said.under
    assert 1 + said.under.count("\n") + 1 <= screen._rows.lines(screen.font(), screen._left.width())
