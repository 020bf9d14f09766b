"""Review by quick hands: what is pressed before the last step has come to its end is done after it, in its order."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.saying import called
from talentapp.gui.pairings.review import GLANCE, ReviewScreen
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener
from tests.gui.test_slice import review_of

Hands = tuple[MainWindow, ReviewScreen, Callable[[str], None], Callable[[], None]]
_ENTER = "\r"


@pytest.fixture
def hands(qtbot: QtBot, open_window: Opener, slow_reader: None) -> Hands:
    """A window on Review with a real lane, what presses keys without a pause, and what waits for it to come to rest."""
    window = open_window(lane=ThreadPoolExecutor(1))
    window.go("review")
    screen = review_of(window)

    def rest() -> None:
        """Wait until nothing goes on any more, and what is shown can have been read."""

        def calm() -> bool:
            return window.idle and not screen._keys._busy and not screen._keys._held and screen.view.in_view > GLANCE

        qtbot.waitUntil(calm, timeout=60_000)

    def press(keys: str) -> None:
        for before, key in pairwise(f" {keys}"):
            if key == before:
                time.sleep(0.03)  # no hand lets go of a key and presses it again sooner
            target = QApplication.focusWidget() or window
            if key == _ENTER:
                qtbot.keyClick(target, Qt.Key.Key_Return)
            else:
                qtbot.keyClicks(target, key)

    qtbot.waitUntil(lambda: screen.view.card is not None, timeout=60_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.focus_first()
    rest()
    return window, screen, press, rest


def states_of(window: MainWindow, ids: list[int]) -> list[State | None]:
    rows = window.office.look.pairing_rows(ids)  # type: ignore[union-attr]
    by_id = {row.pairing_id: row.state for row in rows}
    return [by_id[key] for key in ids]


def name_of(window: MainWindow, pairing_id: int) -> str:
    row = window.office.look.pairing_rows([pairing_id])[0]  # type: ignore[union-attr]
    return called(window.words, row.candidate, row.candidate_other_name)[0]


def history_of(window: MainWindow, pairing_id: int) -> list[tuple[Verdict, str]]:
    look = window.office.look  # type: ignore[union-attr]
    card = look.pairing(look.pairing_rows([pairing_id])[0].recommendation_id)
    return [(one.verdict, one.reason) for one in card.history]


@pytest.mark.long
def test_a_reason_typed_at_once_after_an_acceptance_is_the_next_ones(hands: Hands) -> None:
    window, screen, press, rest = hands
    one = screen.queue.chosen_id or 0
    press("arnot our field, on")  # the reason would open, ask for another and comment, were it commands
    rest()
    two = screen.queue.chosen_id or 0
    assert window.page == "review" and two != one
    assert screen.bar.reason.hasFocus() and screen.bar.reason.text() == "not our field, on"
    assert states_of(window, [one, two]) == [State.SHORTLISTED, State.RECOMMENDED]
    press(_ENTER)
    rest()
    press("a")  # and the next one is accepted
    rest()
    assert history_of(window, two) == [(Verdict.DECLINE, "not our field, on")]
    counts = window.office.look.counts().by_state  # type: ignore[union-attr]
    assert (counts[State.SHORTLISTED], counts[State.DECLINED]) == (2, 1)


def test_a_double_press_accepts_one(hands: Hands) -> None:
    window, screen, press, rest = hands
    ids = screen._model.ids
    press("aa")
    rest()
    assert states_of(window, ids[:2]) == [State.SHORTLISTED, State.RECOMMENDED]
    assert screen.last.text.endswith(window.words("review-not-read", verdict="接受", name=name_of(window, ids[1])))
    press("a")  # seen now
    rest()
    assert states_of(window, ids[:2]) == [State.SHORTLISTED, State.SHORTLISTED]


def test_a_double_click_accepts_one(qtbot: QtBot, hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    window, screen, _press, rest = hands

    def accepted(glance: float) -> int:
        """How many are accepted once the button has been clicked by somebody who needs so long to read."""
        monkeypatch.setattr("talentapp.gui.pairings.review.GLANCE", glance)
        qtbot.mouseClick(screen.bar._buttons[Verdict.ACCEPT], Qt.MouseButton.LeftButton)
        rest()
        return window.office.look.counts().by_state.get(State.SHORTLISTED, 0)  # type: ignore[union-attr]

    qtbot.mouseClick(screen.bar._buttons[Verdict.ACCEPT], Qt.MouseButton.LeftButton)
    assert accepted(3600) == 1
    assert accepted(3600) == 1
    assert accepted(0) == 2


def test_what_follows_on_a_decision_that_came_too_soon_does_nothing(hands: Hands) -> None:
    window, screen, press, rest = hands
    ids = screen._model.ids
    press("aarnot our field, one")  # the second was meant for one that had not been seen, the reason for the third
    rest()
    assert window.page == "review" and not screen.bar.reason.isVisible() and screen.queue.chosen_id == ids[1]
    assert states_of(window, ids[:3]) == [State.SHORTLISTED, State.RECOMMENDED, State.RECOMMENDED]


def test_a_move_goes_on_at_once_but_a_decision_waits_until_it_is_seen(hands: Hands) -> None:
    window, screen, press, rest = hands
    ids = screen._model.ids
    first, second, third = ids[:3]
    press("ja")
    rest()
    assert states_of(window, [first, second]) == [State.RECOMMENDED, State.RECOMMENDED]
    assert screen.queue.chosen_id == second and name_of(window, second) in screen.last.text
    press("a")
    rest()
    assert states_of(window, [first, second]) == [State.RECOMMENDED, State.SHORTLISTED]
    press("u")
    rest()
    assert screen.queue.chosen_id == second
    press("jrwhy not")
    rest()
    assert screen.queue.chosen_id == third and screen.bar.reason.text() == "why not"
    assert states_of(window, [second, third]) == [State.RECOMMENDED, State.RECOMMENDED]


def test_keys_between_parts_are_taken_each(hands: Hands) -> None:
    _window, screen, press, rest = hands
    press("jtt")
    rest()
    assert screen.view._part == "synergy"


def test_who_comes_instead_is_named_and_shown(qtbot: QtBot, hands: Hands) -> None:
    window, screen, press, rest = hands
    one = screen.queue.chosen_id or 0
    press("nnot ours" + _ENTER)
    rest()
    found = history_of(window, one)
    assert found[-1] == (Verdict.ANOTHER, "not ours")
    screen.last._to_instead.click()
    rest()
    card = screen.view.card
    assert card is not None and card.row.pairing_id != one
    assert called(window.words, card.row.candidate, card.row.candidate_other_name)[0] in screen.last.text
    assert window.words("review-instead-mark") in screen._rows.who(card.row).under
    screen.last._back.click()
    rest()
    assert states_of(window, [one]) == [State.RECOMMENDED] and screen.queue.chosen_id == one


def test_what_follows_on_a_refused_decision_is_not_done(hands: Hands) -> None:
    window, screen, press, rest = hands
    office = window.office
    assert office is not None
    one = screen.queue.chosen_id or 0
    window._watch._clock.stop()  # which would tell of it first
    office.review.decide(one, Verdict.ACCEPT)  # by somebody else meanwhile
    press("aron")
    rest()
    assert screen.error.text and window.page == "review"
    assert not screen.bar.reason.isVisible()
    assert office.look.counts().by_state[State.SHORTLISTED] == 1
    assert not office.look.counts().by_state.get(State.DECLINED)


def test_ctrl_z_takes_back_a_decision_as_u_does(qtbot: QtBot, hands: Hands) -> None:
    window, screen, press, rest = hands
    one = screen.queue.chosen_id or 0
    press("a")
    qtbot.keyClick(screen.queue, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest()
    assert [verdict for verdict, _ in history_of(window, one)] == [Verdict.ACCEPT, Verdict.RETRACT]
    assert screen.queue.chosen_id == one


def test_u_after_a_comment_says_first_what_it_takes_back(hands: Hands) -> None:
    window, screen, press, rest = hands
    one, words = screen.queue.chosen_id or 0, window.words
    name = name_of(window, one)
    press("a")
    rest()
    press("csince when?" + _ENTER + "u")
    rest()
    assert states_of(window, [one]) == [State.SHORTLISTED]
    assert screen.last.text.endswith(words("review-comment-before", name=name))
    press("u")
    rest()
    assert states_of(window, [one]) == [State.RECOMMENDED]
    assert screen.last.text == words("decided-retract", name=name)


def test_an_acceptance_says_how_many_have_no_place_left_by_it(hands: Hands) -> None:
    window, screen, press, rest = hands
    look, words = window.office.look, window.words  # type: ignore[union-attr]
    rows = look.pairing_rows(look.find_pairings(PairingQuery()))
    at = next(
        at for at, row in enumerate(rows)
        if any(row.firm_project_id == other.firm_project_id for other in rows[:at])
        and look.project(row.firm_project_id).row.places == 1
    )  # fmt: skip
    one = rows[at]
    screen.queue.choose(one.pairing_id or 0)
    rest()
    press("a")
    rest()
    full = look.without_place()
    assert full
    accepted = words("decided-accept", name=name_of(window, one.pairing_id or 0))
    assert screen.last.text == words("decided-filled", told=accepted, n=len(full))
    assert words("count-review-full", n=len(full)) in screen.subheading.text()
    following = next(row.pairing_id for row in rows[at + 1 :] if row.pairing_id not in full)
    assert screen.queue.chosen_id == following  # though those above it that are full have gone to the end


def test_a_key_that_is_held_down_decides_once(hands: Hands) -> None:
    """What it repeats goes to whatever is shown next."""
    window, screen, _press, _rest = hands
    repeated = {one.key().toString() for one in screen.findChildren(QShortcut) if one.autoRepeat()}
    assert {"J", "K"} <= repeated and not {"A", "R", "N", "C", "U", "O"} & repeated
    window.go("pairing")
    keys = [
        one for one in window.screen_of("pairing").findChildren(QShortcut) if one.key().toString() in ("A", "R", "U")
    ]
    assert len(keys) == 3 and not any(one.autoRepeat() for one in keys)


def test_a_desktop_that_tells_of_a_held_key_as_of_many_presses_decides_once(hands: Hands) -> None:
    window, screen, press, rest = hands
    office = window.office
    assert office is not None
    waiting = screen._ids
    press("a")
    rest()  # the next has been in view for longer than a glance
    for _ in range(5):
        QTest.keyRelease(window.focusWidget(), Qt.Key.Key_A)
        QTest.keyPress(window.focusWidget(), Qt.Key.Key_A)
    QTest.keyRelease(window.focusWidget(), Qt.Key.Key_A)
    rest()
    assert len(waiting) - len(screen._ids) == 1
