"""Where the focus is seen, and where it goes."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Role, Verdict
from talentapp.gui.frame.navigation import ViewItem, ViewMenu
from talentapp.gui.kit.bars import Funnel
from talentapp.gui.kit.focus import ringed
from talentapp.gui.kit.widgets import Column
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.saved_views import View
from talentapp.gui.overview.flows import FlowPicture
from talentapp.gui.overview.overview import OverviewScreen
from talentapp.gui.pairings.pairing_screen import PairingScreen
from tests.gui.conftest import Opener
from tests.gui.hands import PLAIN
from tests.gui.test_pairing_life import accepted, waiting
from tests.gui.test_slice import key

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def test_a_click_leaves_no_ring_and_a_key_does(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.activateWindow()
    window.go("candidates")
    item = window._navigation.items["projects"]
    place = item.mapTo(window, QPoint(20, 10))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: window.page == "projects" and window.idle)
    focus = QApplication.focusWidget()
    assert focus is not None and focus is window.screen_of("projects").listing.table  # type: ignore[attr-defined]
    assert focus is not None and not ringed(focus), "who clicks sees where"
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
    assert ringed(focus)
    qtbot.wait(150)  # the pane beside, where Tab leads, waits until the list has come to rest
    qtbot.waitUntil(lambda: window.idle)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    now = QApplication.focusWidget()
    assert now is not focus and ringed(now) and not ringed(focus)


def test_a_page_by_its_key_has_the_focus_in_what_it_shows(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.activateWindow()
    window.kept_views.keep(View("candidates", "双聘一览", Asking(facets=(("form", "dual_appointment"),))))
    views = window._navigation.findChildren(ViewItem)
    for start in ("candidates", "matching", "rosters", "settings"):
        window.go(start)
        qtbot.waitUntil(lambda: window.idle)
        (QApplication.focusWidget() or window).setFocus()
        views[-1].setFocus()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        screen: Any = window.screen_of("overview")
        for _ in range(5):
            qtbot.waitUntil(lambda: window.idle)
            QApplication.processEvents()
            focus = QApplication.focusWidget()
            assert window.page == "overview" and isinstance(screen, OverviewScreen)
            assert focus is not None and (focus is screen or screen.isAncestorOf(focus)), (start, focus)


def test_escape_leads_back_to_the_overview_that_led_there(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.activateWindow()
    window.go("overview")
    screen: Any = window.screen_of("overview")

    def funnel() -> Funnel | None:
        return next((one for one in screen.findChildren(Funnel) if one.isVisible()), None)

    qtbot.waitUntil(lambda: funnel() is not None and window.idle)
    picture = funnel()
    assert picture is not None
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page == "review" and window.idle)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.page == "overview")
    window.go("review")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert window.page == "review", "nothing has led here"


def test_keys_lead_to_the_pages_before_and_after(open_window: Opener) -> None:
    window = open_window()
    window.activateWindow()
    lists: Any = window.screen_of("candidates")
    assert window.office is not None
    (pairing,), record = window.office.look.recommended(1), 7
    window.go("candidates", record)
    window.go("pairing", pairing.recommendation_id)
    window.go("settings")

    def turn(arrow: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.AltModifier) -> str:
        QTest.keyClick(window.windowHandle(), arrow, modifier)
        QApplication.processEvents()
        return window.page

    assert turn(Qt.Key.Key_Right) == "settings", "nothing is ahead"
    assert [turn(Qt.Key.Key_Left) for _ in range(4)] == ["pairing", "candidates", "overview", "overview"]
    assert [turn(Qt.Key.Key_Right) for _ in range(2)] == ["candidates", "pairing"]
    assert lists.listing.table.chosen_id == record, "it is as it was left"
    assert turn(Qt.Key.Key_Escape, PLAIN) == "candidates", "a pairing still leads back to where it was opened"
    assert turn(Qt.Key.Key_Right) == "candidates", "what was ahead is no more, once one goes on from here"
    window._act_as(Role.MANAGER, None)
    assert turn(Qt.Key.Key_Left) == "candidates", "what another has seen is not behind"


def test_a_rail_leads_from_the_sample_to_ones_own_database(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(900, 700)
    mark = window._navigation._sample_short
    assert mark.isVisible() and not mark.isEnabled()  # among one's own there is nowhere to go
    window._navigation.show_sample(sample=True, own=False, apart=True)
    assert mark.toolTip() == window.words("sample-leave-short")
    with qtbot.waitSignal(window._navigation.own_wanted):
        qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)


def test_a_rail_lists_its_kept_views(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    view = View("candidates", "双聘一览", Asking(facets=(("form", "dual_appointment"),)))
    window.kept_views.keep(view)
    window.resize(940, 560)
    QApplication.processEvents()
    (menu,) = window._navigation.findChildren(ViewMenu)
    assert menu.isVisible() and view.name in menu.toolTip()
    assert not any(one.isVisible() for one in window._navigation.findChildren(ViewItem))
    menu.click()
    (shown,) = [one for one in menu.findChildren(QMenu) if one.isVisible()]
    shown.actions()[0].trigger()
    shown.close()
    assert window.page == "candidates"
    assert window.screen_of("candidates").listing.asking.facets == view.asking.facets  # type: ignore[attr-defined]
    window.resize(1440, 900)
    QApplication.processEvents()
    assert not menu.isVisible()


def test_tab_goes_on_as_the_page_is_read(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()

    def tab() -> QWidget:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        return window.focusWidget()

    # The overview begins with what comes next, and goes on below it, whatever was read and put there later
    key(qtbot, window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(Funnel) is not None)
    first = window.focusWidget()
    assert first.property("kind") == "primary" and first.text() == window.words("stage-review-action")  # type: ignore[attr-defined]
    stops = [first, *(tab() for _ in range(4))]
    assert [one.mapTo(window, QPoint()).y() for one in stops[1:3]] >= [first.mapTo(window, QPoint()).y()] * 2
    assert isinstance(stops[4], Funnel)
    table = stops[2]
    qtbot.keyClick(table, Qt.Key.Key_Down)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert window.focusWidget() is table  # an arrow is no Tab

    # On a pairing's page what comes next stands before the tabs, though it is made anew with each step; of the tabs
    # the one that holds is reached, and back again
    pairing_id = accepted(qtbot, window)
    row = window.office.look.pairing_rows([pairing_id])[0]  # type: ignore[union-attr]
    window.go("pairing", row.recommendation_id)
    page = window.screen_of("pairing")
    assert isinstance(page, PairingScreen)
    page.turn_to("terms")
    page.next.findChildren(QPushButton)[-1].setFocus()
    assert tab() is page._buttons["terms"]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert page.next.isAncestorOf(window.focusWidget())


def test_what_is_read_again_stays_where_one_was(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("overview")
    screen = window.screen_of("overview")
    assert isinstance(screen, OverviewScreen)
    qtbot.waitUntil(lambda: window.findChild(FlowPicture) is not None)
    bar = screen._column.verticalScrollBar()
    window.resize(1180, 560)
    qtbot.waitUntil(lambda: window.idle and bar.maximum() > 200)
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    assert place > 0
    screen.refresh()
    qtbot.waitUntil(lambda: window.idle and bar.value() == place)
    picture = window.findChild(FlowPicture)
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(2):
        qtbot.keyClick(picture, Qt.Key.Key_Right)
    band = picture.pointed
    assert band != picture._live[0]
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert window.page == "review"
    window.way.escape()
    assert window.page == "overview"
    if picture.hasFocus():  # it is the same picture, as nothing has changed
        assert picture.pointed == band


def test_the_settings_lead_back_to_the_pairing_that_asked_for_them(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    row = window.office.look.pairing_rows([accepted(qtbot, window)])[0]  # type: ignore[union-attr]
    window.go("pairing", row.recommendation_id)
    key(qtbot, window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    focus = window.focusWidget()
    assert isinstance(focus, QPushButton) and focus.isChecked() and ringed(focus)  # and none of it that shows no ring
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.page == "pairing" and window.screen_of("pairing")._id == row.recommendation_id  # type: ignore[attr-defined]
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.page == "review"


def test_home_and_end_go_to_the_ends_of_a_page(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1180, 560)
    key(qtbot, window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    bar = window.screen_of("settings").findChild(Column).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    key(qtbot, window, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    key(qtbot, window, Qt.Key.Key_Home)
    assert bar.value() == 0


@pytest.mark.parametrize("tab", [Qt.Key.Key_2, Qt.Key.Key_6])
def test_after_a_comment_from_another_tab_the_letters_of_the_page_are_heard(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, tab: Qt.Key
) -> None:
    """The reasons are made anew when one is back at them, and what of them had the focus goes."""
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page, alt = waiting(qtbot, window, tmp_path, "comment").page, Qt.KeyboardModifier.AltModifier

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(window.windowHandle(), key, modifier)
        qtbot.waitUntil(lambda: window.idle)
        qtbot.wait(20)  # the reasons are built over several turns of the loop
        focus = QApplication.focusWidget()
        assert focus is not None and (focus is page or page.isAncestorOf(focus)), (key, focus)

    press(Qt.Key.Key_1, alt)
    for step in (tab, Qt.Key.Key_1, tab):
        press(step, alt)
    for step in (Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_Return):
        press(step)
    press(Qt.Key.Key_1, alt)
    press(Qt.Key.Key_R)
    assert page.bar.asked is Verdict.DECLINE and page.bar.reason.hasFocus()


def test_what_goes_with_the_focus_leaves_it_on_its_page(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("pairing", window.office.look.recommended(1)[0].recommendation_id)  # type: ignore[union-attr]
    page: Any = window.screen_of("pairing")
    last = QPushButton()
    page.body.addWidget(last)
    for go in (last.hide, partial(last.setEnabled, False)):
        last.setEnabled(True)
        last.show()
        last.setFocus()
        assert QApplication.focusWidget() is last
        go()
        assert QApplication.focusWidget() is page
