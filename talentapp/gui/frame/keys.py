"""The keys that work on every page, and what they open over it: the palette, and the sheet of all keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from talentapp.gui.frame.navigation import KEYS, LISTS

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow


class Keys(QObject):
    """The keys of a window. Those that need an open office rest while there is none; what leads to a page leads there
    as soon as there is one."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.palette: Any = None  # Palette, once it has been opened
        self.sheet: Any = None  # ShortcutSheet, likewise
        self._all: list[tuple[QShortcut, Callable[[], object]]] = []
        for page, key in (*KEYS.items(), ("rosters", "Ctrl+E")):
            self._add(key, self._jump).setObjectName(page)
        at_any_time = (
            ("Ctrl+F", self.find), ("Ctrl+I", self.bring_in), ("Ctrl+K", self.open_palette), ("F1", self.open_sheet),
            ("?", self.open_sheet), ("Ctrl+Q", window.close),
        )  # fmt: skip
        in_the_office = (
            ("Ctrl+R", window.recommend), ("F5", self.read_again), ("Ctrl+Z", window.undo),
            ("Ctrl+Shift+Z", window.redo), ("Ctrl+Y", window.redo),
            (QKeySequence.StandardKey.Back, window.way.go_back),
            (QKeySequence.StandardKey.Forward, window.way.go_forward),
        )  # fmt: skip
        for keys, slot in at_any_time:
            self._add(keys, slot)
        self._resting = [self._add(keys, slot) for keys, slot in in_the_office]
        window.opened.connect(self.follow)
        self.follow()

    def _add(self, keys: str | QKeySequence.StandardKey, slot: Callable[[], object]) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        shortcut.activated.connect(slot)
        self._all.append((shortcut, slot))
        return shortcut

    def follow(self) -> None:
        """Go by whether the office is open: with it there is more that can be done, and more to be found."""
        for one in self._resting:
            one.setEnabled(self._window.is_ready)
        if self.palette is not None:
            self.palette.read_again()

    def has(self, keys: QKeySequence) -> bool:
        """Whether a key is one of the window's: the others are the page's."""
        return any(one.key() == keys for one, _ in self._all)

    def _put_away(self) -> None:
        """Whoever presses another key of the window has no more use for the palette."""
        if self.palette is not None and self.palette.isVisible():
            self.palette.shut()

    def open_palette(self) -> None:
        """Offer every page, action and record by name."""
        from talentapp.gui.frame.palette import Palette

        if self.palette is None:
            self.palette = Palette(self._window.dress, self._window)
            for shortcut, slot in self._all:  # each puts it away first; only now, as it takes its time
                shortcut.activated.disconnect(slot)
                shortcut.activated.connect(self._put_away)
                shortcut.activated.connect(slot)
        self.palette.open()

    def open_sheet(self) -> None:
        """Show all keys."""
        from talentapp.gui.frame.shortcut_sheet import ShortcutSheet

        if self.sheet is None:
            self.sheet = ShortcutSheet(self._window.dress, self._window)
        self.sheet.open_over()

    def read_again(self) -> None:
        """Read everything again; what could not be done before is told no more."""
        self._window.screen_of(self._window.page).forget_fault()
        self._window.reload()

    def find(self) -> None:
        """Search in the list in view, or in the candidates."""
        if self._window.page not in LISTS:
            self._window.go("candidates")
        if self._window.is_ready:
            self._window.screen_of(self._window.page).search()

    def bring_in(self) -> None:
        """Go to where files come in; there already, choose them."""
        window = self._window
        if window.page == "imports" and window.is_ready:
            screen: Any = window.screen_of("imports")
            screen.choose()
        else:
            window.way.call("imports")

    def _jump(self) -> None:
        self._window.way.call(self.sender().objectName())
