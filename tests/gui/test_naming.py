"""Nobody decides under the name of a login: who has given no name is asked for it once, in place."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.masking import Reader
from talentapp.domain.terms import Mark, Role, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.settings.preferences import PreferencesScreen
from talentapp.office import open_office
from talentapp.office.views.edits import Edit
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Settings, account_name, database_url
from tests.gui.conftest import Opener
from tests.gui.test_deliberate import double_click
from tests.gui.test_plan import plan_of, press
from tests.gui.test_slice import review_of
from tests.gui.test_window import shown_texts
from tests.office.lives import copy
from tests.office.test_roster_return import FIRST, edit, exported


def keys(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    for key in typed:
        target = QApplication.focusWidget() or window
        if key == "\r":
            qtbot.keyClick(target, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(target, key)


def reviewing(qtbot: QtBot, window: MainWindow) -> ReviewScreen:
    window.go("review")
    screen = review_of(window)
    qtbot.waitUntil(lambda: screen.view.card is not None and window.idle, timeout=60_000)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen.focus_first()
    return screen


def test_the_first_decision_asks_who_decides_and_keeps_the_name(
    qtbot: QtBot, open_window: Opener, tmp_path, sample_database  # type: ignore[no-untyped-def]
) -> None:  # fmt: skip
    database = tmp_path / "own.db"
    copy(sample_database, database)
    office = open_office(Settings(database_url(database), "zh_CN"))
    university = next(row for row in office.look.organisations() if row.waiting > 1)
    office.close()
    window = open_window(
        database=database, lane=ThreadPoolExecutor(1), who="", role="liaison", organisation_id=university.id
    )
    screen = reviewing(qtbot, window)
    one = screen.queue.chosen_id or 0
    look = window.office.look  # type: ignore[union-attr]

    def said() -> list[tuple[Verdict, str]]:
        card = look.pairing(look.pairing_rows([one])[0].recommendation_id)
        return [(row.verdict, row.who) for row in card.history]

    keys(qtbot, window, "ajn\r")  # the letters after the decision are the name's
    qtbot.waitUntil(lambda: window.idle and not screen._keys._busy, timeout=60_000)
    assert said() == [(Verdict.ACCEPT, "jn")] and not screen.name.isVisible()
    row = look.pairing(look.pairing_rows([one])[0].recommendation_id).history[-1]
    assert (row.role, dict(row.organisation)) == (Role.LIAISON, dict(university.names))
    two = screen.queue.chosen_id
    keys(qtbot, window, "a")  # and it is not asked again
    qtbot.waitUntil(lambda: window.idle and not screen._keys._busy, timeout=60_000)
    assert two != one and look.pairing_rows([two or 0])[0].state is State.SHORTLISTED
    assert window.naming.name == "jn" != account_name()


def test_without_a_name_nothing_is_decided(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(lane=ThreadPoolExecutor(1), who="")
    screen = reviewing(qtbot, window)
    keys(qtbot, window, "rwhy not\r")
    assert screen.name.line.hasFocus() and screen.bar.reason.text() == "why not"
    keys(qtbot, window, " \r")
    assert screen.name.isVisible()
    qtbot.keyClick(screen.name.line, Qt.Key.Key_Escape)
    assert not screen.name.isVisible() and screen.bar.reason.isVisible()
    assert not window.office.look.counts().by_state.get(State.DECLINED)  # type: ignore[union-attr]
    keys(qtbot, window, "\rLi\r")  # the reason is still there
    qtbot.waitUntil(lambda: window.idle and not screen._keys._busy, timeout=60_000)
    assert window.office.look.counts().by_state[State.DECLINED] == 1  # type: ignore[union-attr]


def test_what_was_to_be_decided_is_forgotten_with_the_pairing(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(who="")
    screen = reviewing(qtbot, window)
    keys(qtbot, window, "a")
    assert screen.name.isVisible()
    screen.queue.step(1)
    qtbot.waitUntil(lambda: not screen.name.isVisible())
    assert not window.office.look.counts().by_state.get(State.SHORTLISTED)  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["a", "cgood\r"])
def test_while_it_is_asked_who_decides_the_answer_to_that_is_the_primary_button(
    qtbot: QtBot, open_window: Opener, typed: str
) -> None:
    window = open_window(who="")
    screen = reviewing(qtbot, window)

    def primary() -> list[str]:
        found = [one for one in screen.findChildren(QPushButton) if one.property("kind") == "primary"]
        return [one.text() for one in found if one.isVisible()]

    accept = primary()
    keys(qtbot, window, typed)
    assert screen.name.isVisible() and primary() == [window.words("who-confirm")]
    screen.name.hide()
    screen.bar.close_reason()
    assert primary() == accept


def test_the_name_is_changed_in_the_settings_in_every_role(open_window: Opener) -> None:
    """Each decides something: a manager approves what runs."""
    window = open_window()
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    for role in Role:
        screen.role._act_as(role, None)
        assert screen._who.isVisible() and screen._who.text() == window.naming.name
        screen._who.setText(f"name of {role}")
        assert window.naming.name == f"name of {role}"


def test_who_hands_a_roster_back_says_who_decides(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    """A decision in its cells without a name in its column is no login's."""
    window = open_window(who="")
    office = window.office
    assert office is not None
    path = exported(office, tmp_path, reader=Reader.OFFICE)
    edit(path, lambda sheet, at: sheet.cell(FIRST, at["state"], window.words.code("state", State.SHORTLISTED)))
    window.go("imports")
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    screen.add_files([str(path)])
    qtbot.waitUntil(lambda: screen.commit_button.isVisible() and screen.commit_button.isEnabled() and window.idle)
    screen.commit_button.click()
    assert screen.name.isVisible() and office.look.counts().by_state.get(State.SHORTLISTED, 0) == 0
    screen.name.line.setText("李老师")
    qtbot.keyClick(screen.name.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: office.look.counts().by_state.get(State.SHORTLISTED, 0) == 1 and window.idle)
    (row,) = office.look.pairing_rows(office.look.find_pairings(PairingQuery(states=(State.SHORTLISTED,))))
    assert office.look.pairing(row.recommendation_id).history[-1].who == "李老师"


def test_a_name_is_seen_to_be_kept_and_the_settings_begin_at_their_top_again(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(who="")
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    kept, place = screen._who_kept, screen._who.geometry()
    assert not kept.isVisible()
    qtbot.keyClicks(screen._who, "Ho")
    assert not kept.isVisible()  # while one types
    qtbot.waitUntil(kept.isVisible)
    assert window.naming.name == "Ho" and screen._who.geometry() == place
    bar = screen._column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    window.go("candidates")
    window.go("settings")
    assert bar.value() == 0 and not kept.isVisible()


def test_whoever_changes_the_reason_while_asked_for_a_name_has_not_said_the_former_one(
    qtbot: QtBot, open_window: Opener, tmp_path, sample_database  # type: ignore[no-untyped-def]
) -> None:  # fmt: skip
    database = tmp_path / "own.db"
    copy(sample_database, database)
    window = open_window(database=database, lane=ThreadPoolExecutor(1), who="", role="liaison", organisation_id=1)
    screen = reviewing(qtbot, window)
    one, look = screen.queue.chosen_id or 0, window.office.look  # type: ignore[union-attr]
    keys(qtbot, window, "rfirst\r")
    qtbot.waitUntil(lambda: screen.name.isVisible())
    screen.bar.reason.setFocus()
    assert not screen.name.isVisible(), "what was asked about is not what is written now"
    keys(qtbot, window, " second\r")
    qtbot.waitUntil(lambda: screen.name.isVisible())
    keys(qtbot, window, "jn\r")
    qtbot.waitUntil(lambda: window.idle and not screen._keys._busy, timeout=60_000)
    (row,) = look.pairing(look.pairing_rows([one])[0].recommendation_id).history
    assert (row.verdict, row.reason, row.who) == (Verdict.DECLINE, "first second", "jn")


def test_pages_of_another_role_hear_of_no_name_any_more(qtbot: QtBot, open_window: Opener) -> None:
    """They are gone: a decision after a change of role is made, and nothing is said to have failed."""
    window = open_window(who="")
    office = window.office
    assert office is not None
    (row,) = office.look.pairing_rows(office.look.find_pairings(PairingQuery())[:1])
    window.go("pairing", row.recommendation_id)
    qtbot.waitUntil(lambda: window.idle)
    firm = office.look.project(row.firm_project_id).row.organisation_id
    window._act_as(Role.LIAISON, firm)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.naming.keep("王工")  # what goes wrong in a slot fails the test
    window.go("pairing", row.recommendation_id)
    qtbot.waitUntil(lambda: window.idle)
    page = window.screen_of("pairing")
    window.naming.keep("李工")
    qtbot.waitUntil(lambda: page._shown and page._shown[-1] == "李工")  # the page in view does


@pytest.mark.usefixtures("scores_are_kept")
def test_what_asked_for_the_name_first_is_done_and_what_came_after_is_asked_for_again(
    qtbot: QtBot, open_window: Opener
) -> None:
    """A swap was gone without a word once the plan was to be put forward before the name had been given."""
    window = open_window(who="")
    screen = plan_of(window)
    screen.run()
    assert screen.card is not None and screen.name.isHidden()
    screen.pairings.table.choose(next(at for at, one in enumerate(screen.card.pairings) if one.alternates))
    QApplication.processEvents()

    def told() -> bool:
        return window.words("who-asked-first") in shown_texts(screen.name)

    press(screen, "action-swap")
    assert screen.name.isVisible() and not told()
    screen.put_forward()
    assert told()
    screen.name.line.setText("李老师")
    assert not told()
    qtbot.keyClick(screen.name.line, Qt.Key.Key_Return)
    assert {row.mark for row in screen.marks.rows} == {Mark.PIN, Mark.FORBID}
    assert isinstance(window.changes.last, Edit) and not window.changes.last.forwarded
    screen.put_forward()
    assert isinstance(window.changes.last, Edit) and window.changes.last.forwarded


@pytest.mark.parametrize("page", ["review", "pairing"])
@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.DECLINE, Verdict.COMMENT])
@pytest.mark.parametrize("way", ["click", "double", "key"])
def test_the_cursor_is_where_the_first_decision_asks(
    qtbot: QtBot, open_window: Opener, page: str, verdict: Verdict, way: str
) -> None:
    """Whether its button is clicked once or twice, or its key pressed; again where it is asked already."""
    window = open_window(lane=ThreadPoolExecutor(1), who="")
    screen: Any = reviewing(qtbot, window)
    if page == "pairing":
        window.go("pairing", screen.view.card.row.recommendation_id)
        screen = window.screen_of("pairing")
        qtbot.waitUntil(lambda: screen.card is not None and window.idle)
    words = verdict is not Verdict.ACCEPT
    line = screen.bar.reason if words else screen.name.line

    def decide() -> None:
        if way == "key":
            letter = {Verdict.ACCEPT: Qt.Key.Key_A, Verdict.DECLINE: Qt.Key.Key_R, Verdict.COMMENT: Qt.Key.Key_C}
            QTest.keyClick(window.windowHandle(), letter[verdict])
        elif way == "double":
            double_click(window, screen.bar._buttons[verdict])
        else:
            on = screen.bar._buttons[verdict]
            place = on.mapTo(window, on.rect().center())
            QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)

    decide()
    assert line.hasFocus()
    if way == "double":
        decide()
        assert line.hasFocus()
    keys(qtbot, window, "jn")
    assert line.text() == "jn"
    if words:
        keys(qtbot, window, "\r")
        assert screen.name.line.hasFocus()
        keys(qtbot, window, "li")
    keys(qtbot, window, "\r")
    qtbot.waitUntil(lambda: window.idle and not screen.name.isVisible(), timeout=60_000)
    assert window.naming.name == ("li" if words else "jn")
