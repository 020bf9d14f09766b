"""While Ctrl+K's window is open, the page behind hears no keys; those of the window go on working."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.palette import Palette
from talentapp.gui.pairings.pairing_screen import PairingScreen
from talentapp.gui.pairings.tabs import TABS
from tests.gui.conftest import Opener
from tests.gui.hands import CTRL, PLAIN
from tests.gui.test_lists import list_of
from tests.gui.test_pairing_life import accepted

ALT = Qt.KeyboardModifier.AltModifier


def opened_over(qtbot: QtBot, window: MainWindow) -> Palette:
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.idle)
    window.keys.open_palette()
    palette: Palette = window.keys.palette
    assert palette.line.hasFocus()
    return palette


def press(window: MainWindow, key: Qt.Key, modifier: Any = PLAIN) -> None:
    """As a window hears it: shortcuts first."""
    QTest.keyClick(window.windowHandle(), key, modifier)


@pytest.fixture
def pairing(qtbot: QtBot, open_window: Opener) -> tuple[MainWindow, PairingScreen]:
    window = open_window()
    assert window.office is not None
    (row,) = window.office.look.pairing_rows([accepted(qtbot, window)])
    window.go("pairing", row.recommendation_id)
    page = window.screen_of("pairing")
    assert isinstance(page, PairingScreen)
    qtbot.waitUntil(lambda: page.dossier is not None and window.idle)
    return window, page


def test_no_tab_is_turned_to_behind_it(qtbot: QtBot, pairing: tuple[MainWindow, PairingScreen]) -> None:
    window, page = pairing
    palette = opened_over(qtbot, window)
    before = page._pages.currentIndex()
    for at in range(1, len(TABS) + 1):
        press(window, getattr(Qt.Key, f"Key_{at}"), ALT)
    for letter in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_U):
        press(window, letter)
        assert page._asks is None and page.name.isHidden()
    assert page._pages.currentIndex() == before and palette.isVisible() and palette.line.text() == "aru"
    palette.line.clear()
    press(window, Qt.Key.Key_PageDown)
    assert palette.list.currentRow() > 1, "it is its own list that is turned"
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_6, ALT)
    assert not palette.isVisible() and page._pages.currentIndex() == 5


def test_no_form_is_saved_behind_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window, "organisations")
    screen.edit_record()
    qtbot.waitUntil(lambda: screen.form.isVisible() and window.idle)
    box = screen.form._rows["city"].box
    box.setText("某市")
    opened_over(qtbot, window)
    press(window, Qt.Key.Key_S, CTRL)
    assert screen.form.isVisible() and window.changes.last is None
    press(window, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: window.changes.last is not None)
    assert window.changes.last.touched[0].kind is Kind.ORGANISATIONS


def test_the_keys_of_the_window_put_it_away(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    palette = opened_over(qtbot, window)
    press(window, Qt.Key.Key_3, CTRL)
    assert window.page == "projects" and not palette.isVisible()


def test_what_other_kinds_leave_is_filled(qtbot: QtBot, open_window: Opener) -> None:
    """An organisation's projects are all there where nobody is called so."""
    window = open_window()
    palette = opened_over(qtbot, window)
    palette.line.setText("浦江")
    pages = [palette.list.item(at).data(Qt.ItemDataRole.UserRole).page for at in range(palette.list.count())]
    assert pages.count("projects") == 8
