"""The hands before a window: keys and clicks, each let come to rest and watched."""

import gc
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import NavigationItem
from tests.gui.watching import Watcher

LEFT = Qt.MouseButton.LeftButton
PLAIN, CTRL, SHIFT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("No", "Control", "Shift"))


class Day:
    """A window with a real lane, and the hands before it: each touch is let come to rest."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        window.resize(1440, 900)
        ahead = window.work_ahead()
        qtbot.waitUntil(lambda: ahead.is_done and window.idle, timeout=60_000)
        self._focus()
        qtbot.wait(100)
        gc.collect()
        gc.freeze()  # the tests before have left much that is not the window's
        self.watcher = Watcher()

    def do(self, what: str, call: Callable[..., object], *arguments: object, **named: object) -> None:
        """Do something, and wait until the window has come to rest."""
        with self.watcher.doing(what):
            call(*arguments, **named)
        for pause in (110, 30):  # a pane waits until its list has come to rest, and then has to be read
            self.qtbot.waitUntil(lambda: self.window.idle, timeout=60_000)
            self.qtbot.wait(pause)
        self.watcher.done()

    def key(self, what: str, key: Qt.Key, modifier: Any = PLAIN) -> None:
        """Press a key where the focus is."""
        self.do(what, self.qtbot.keyClick, self._focus(), key, modifier)

    def type(self, what: str, text: str) -> None:
        """Type where the focus is, a key at a time; Chinese comes from an input method."""
        for character in text:
            if character.isascii():
                self.do(what, self.qtbot.keyClicks, self._focus(), character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                self.do(what, QApplication.sendEvent, self._focus(), event)

    def _focus(self) -> QWidget:
        if not self.window.isActiveWindow():  # offscreen, nobody else brings a window to the front
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow, timeout=60_000)
        return QApplication.focusWidget() or self.window

    def click(self, what: str, target: QWidget, modifier: Any = PLAIN, at: QPoint | None = None) -> None:
        """Click."""
        self.do(what, self.qtbot.mouseClick, target, LEFT, modifier, *([] if at is None else [at]))

    def button(self, message: str, what: str = "") -> None:
        """Click the button that says this."""
        said = self.window.words(message)
        found = [one for one in self.window.findChildren(QPushButton) if one.text() == said and one.isVisible()]
        self.click(what or message, found[0])

    def row(self, what: str, table: QTableView, at: int, modifier: Any = PLAIN, column: int = 0) -> None:
        """Click a row."""
        self.click(what, table.viewport(), modifier, table.visualRect(table.model().index(at, column)).center())

    def page(self, page: str) -> None:
        """Click a page in the navigation."""
        (item,) = [one for one in self.window.findChildren(NavigationItem) if one.objectName() == page]
        self.click(f"page {page}", item)
        assert self.window.page == page
