"""One window for a long time, at which roles, languages and sizes change: it must not go down (slow).

    python start.py test -m slow tests/gui/test_changing_hands.py

Qt crashes where it is handed what is gone, seldom, and far from the cause: chance finds more of that than a script.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Role
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.pairings.pairing_screen import TABS
from tests.gui.conftest import Opener

pytestmark = pytest.mark.slow

_KEYS = (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_J)
_ROUNDS = 12


def look_around(qtbot: QtBot, window: MainWindow, chance: random.Random) -> None:
    """Some pages, some keys on each, and now and then another size or language."""
    pages = [page for page in PAGES if window.may_go(page)]
    for page in chance.sample(pages, min(5, len(pages))):
        window.go(page)
        qtbot.wait(60)
        for _ in range(chance.randrange(4, 10)):
            QTest.keyClick(window.windowHandle(), chance.choice(_KEYS))
            qtbot.wait(5)
        if chance.random() < 0.3:
            window.resize(chance.choice((700, 900, 1100, 1440)), chance.choice((600, 800)))
    if chance.random() < 0.3:
        window.dress.set_language(chance.choice(("zh_CN", "zh_TW", "en")))
        qtbot.wait(100)


def read_cases(qtbot: QtBot, window: MainWindow, chance: random.Random) -> None:
    """Some pairings, each tab of them."""
    assert window.office is not None
    rows = window.office.look.recommended(30)
    for row in chance.sample(rows, 3):
        window.go("pairing", row.recommendation_id)
        qtbot.wait(60)
        screen: Any = window.screen_of("pairing")
        for tab in TABS:
            screen.turn_to(tab)
            qtbot.wait(25)
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_window_that_changes_hands_stays(qtbot: QtBot, open_window: Opener, seed: int) -> None:
    chance = random.Random(seed)
    window = open_window(lane=ThreadPoolExecutor(8))
    assert window.office is not None
    organisation = window.office.look.organisations()[0].id
    for _ in range(_ROUNDS):
        for role in (Role.HR_OFFICER, Role.LIAISON, Role.HR_OFFICER, Role.MANAGER):
            window.go("settings")
            qtbot.wait(20)
            window._act_as(role, organisation if role is Role.LIAISON else None)
            qtbot.wait(30)
            look_around(qtbot, window, chance)
            if role is Role.HR_OFFICER:
                read_cases(qtbot, window, chance)
    assert window.isVisible() and window.office is not None
