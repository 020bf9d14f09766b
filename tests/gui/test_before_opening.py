"""While the database is still being opened, or could not be, keys and Ctrl+K do what can be done without it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.gui.frame import databases
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.palette import Palette
from talentapp.gui.kit.jobs import InlineLane
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.saved_views import View
from tests.gui.conftest import Opener


class HeldLane(InlineLane):
    """A lane that can hold its work back."""

    def __init__(self, *, held: bool) -> None:
        self.held = held
        self._work: list[Callable[[], Any]] = []

    def submit(self, work: Callable[[], Any], /) -> Any:
        """Do it at once, or once it is let go."""
        return self._work.append(work) if self.held else super().submit(work)

    def let_go(self) -> None:
        """Do what was held back, and all else at once from now on."""
        self.held = False
        while self._work:
            self._work.pop(0)()


def at_the_start(qtbot: QtBot, open_window: Opener, lane: HeldLane, _folder: Path) -> MainWindow:
    lane.held = True
    return open_window(lane=lane, waits=False)


def after_a_backup(qtbot: QtBot, open_window: Opener, lane: HeldLane, _folder: Path) -> MainWindow:
    """As it is left by somebody who has kept a view, changed something, and gone to and fro."""
    window = open_window(lane=lane)
    window.kept_views.keep(View("candidates", "双聘一览", Asking()))
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    window.way.lead("settings")
    lane.held = True
    window.screen_of("settings").restored.emit("已恢复")  # type: ignore[attr-defined]
    return window


def refused(qtbot: QtBot, open_window: Opener, lane: HeldLane, folder: Path) -> MainWindow:
    other = folder / "other.db"
    other.write_text("this is no database")
    window = open_window(lane=lane, database=other, waits=False)
    qtbot.waitUntil(lambda: window.idle)
    return window


States = Callable[[QtBot, Opener, HeldLane, Path], MainWindow]
STATES: tuple[States, ...] = (at_the_start, after_a_backup, refused)


@pytest.fixture(params=STATES, ids=lambda one: one.__name__)
def closed(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> tuple[MainWindow, HeldLane]:
    """A window without an office, and its lane. Whoever is asked for a file thinks better of it."""
    monkeypatch.setattr(databases, "ask_file", lambda *_: None)
    monkeypatch.setattr(databases, "ask_place", lambda *_, **__: (None, ""))
    lane = HeldLane(held=False)
    window = request.param(qtbot, open_window, lane, tmp_path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert not window.is_ready
    return window, lane


def press(window: MainWindow, shortcut: QShortcut) -> None:
    pressed = shortcut.key()[0]  # type: ignore[index]
    QTest.keyClick(window.windowHandle(), pressed.key(), pressed.keyboardModifiers())


def opened(qtbot: QtBot, window: MainWindow, lane: HeldLane) -> None:
    """Let the office open, and see that nothing was wrong on the way."""
    lane.let_go()
    if not window._opening._refused:
        qtbot.waitUntil(lambda: window.is_ready and window.idle)
        assert window.page in window._pages.made
    assert window._fault.isHidden()
    assert not (settings.data_folder() / "logs" / "talentapp.log").exists()


def test_no_key_goes_wrong(qtbot: QtBot, closed: tuple[MainWindow, HeldLane]) -> None:
    window, lane = closed
    shortcuts = window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
    named = [one.key().toString() for one in shortcuts]
    assert {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+K", "F5", "?"} <= {*named}
    with qtbot.captureExceptions() as wrong:
        for one in shortcuts:
            if one.key().toString() != "Ctrl+Q":
                press(window, one)
                for _ in range(2):  # what has come up is put away, and there is nothing more to leave
                    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
        opened(qtbot, window, lane)
    assert wrong == []


def palette_of(window: MainWindow) -> Palette:
    window.keys.open_palette()
    palette: Palette = window.keys.palette
    return palette


def entries(palette: Palette) -> list[QListWidgetItem]:
    return [palette.list.item(row) for row in range(palette.list.count())]


def test_ctrl_k_leads_nowhere_wrong(qtbot: QtBot, closed: tuple[MainWindow, HeldLane]) -> None:
    window, lane = closed
    with qtbot.captureExceptions() as wrong:
        at = 0
        while at < len(found := entries(palette_of(window))) and not window.is_ready:
            window.keys.palette._pick(found[at])
            if window.keys.sheet is not None:
                window.keys.sheet.hide()
            at += 1
        assert at > 10, "pages and settings are led to, once they can be"
        window.go("candidates")
        opened(qtbot, window, lane)
    assert wrong == []


@pytest.mark.parametrize("closed", STATES[:2], indirect=True, ids=lambda one: one.__name__)
def test_ctrl_k_offers_what_can_be_done_and_then_more(qtbot: QtBot, closed: tuple[MainWindow, HeldLane]) -> None:
    window, lane = closed
    words, palette = window.words, palette_of(window)
    needs = {words(one) for one in ("filter-button", "action-recommend", "form-new-candidates", "settings-trail")}
    assert not needs & {one.text() for one in entries(palette)}
    language = words("settings-language")
    (one,) = [one for one in entries(palette) if one.text() == language]
    palette.list.setCurrentItem(one)
    lane.let_go()
    qtbot.waitUntil(lambda: window.is_ready and window.idle)
    assert palette.isVisible() and needs <= {one.text() for one in entries(palette)}
    assert palette.list.currentItem().text() == language
    palette.line.setText("张伟")
    assert palette.list.item(0).text().startswith("张伟")


def test_ctrl_k_finds_nobody_of_a_database_that_has_been_let_go(qtbot: QtBot, open_window: Opener) -> None:
    lane = HeldLane(held=False)
    window = open_window(lane=lane)
    settings_page: Any = window.screen_of("settings")
    palette = palette_of(window)
    palette.line.setText("张伟")
    assert palette.list.item(0).text().startswith("张伟")
    lane.held = True
    settings_page.restored.emit("已恢复")
    assert palette.isVisible() and not any("张伟" in one.text() for one in entries(palette))
    lane.let_go()
    qtbot.waitUntil(lambda: window.is_ready and palette.list.item(0).text().startswith("张伟"))


def test_a_kept_view_is_not_shown_before_its_list_is_there(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    lane = HeldLane(held=False)
    window = after_a_backup(qtbot, open_window, lane, tmp_path)
    with qtbot.captureExceptions() as wrong:
        window._navigation.view_wanted.emit(window.kept_views.all[0], False)
        opened(qtbot, window, lane)
    assert wrong == [] and window.page == "candidates"
