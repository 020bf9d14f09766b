"""From where one has come to the page in view: where Esc leads back to, and the pages behind and ahead."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow


class Way:
    """A pairing leads back to the page that it was opened from; what the overview led to, to the overview; and the
    settings to the pairing on which one was asked under which name one acts."""

    def __init__(self, window: "MainWindow", memory: QSettings) -> None:
        self._window, self._memory = window, memory
        self.pairing_from = "candidates"
        self._settles = False  # a pairing waits until the settings are as they should be
        self._led_from: QWidget | None = None  # what on the overview has led to the page in view
        self._pages: list[str] = []  # that have been in view, in turn
        self._at = 0  # which of them is in view
        self._stepping = False

    def leave(self, before: str, page: str) -> None:
        """Note that another page comes into view."""
        self._led_from = None
        self._settles = before == "pairing" and page == "settings"
        if page == "pairing" and before != "settings" and not self._stepping:
            self.pairing_from = before
        self._memory.setValue("window/page", self.pairing_from if page == "pairing" else page)  # it outlives a crash
        if self._stepping:
            return
        self._pages = [*(self._pages or [before])[: self._at + 1], page]
        self._at = len(self._pages) - 1

    def forget(self) -> None:
        """There are no pages behind and ahead any more, nor one to go back to: another acts, or in another database."""
        self._pages, self._at = [], 0
        self._settles, self._led_from = False, None

    def go_back(self) -> None:
        """Show the page that was in view before; there it is as it was left."""
        self._step(-1)

    def go_forward(self) -> None:
        """Show the page from which one went back."""
        self._step(1)

    def _step(self, by: int) -> None:
        at = self._at + by
        if 0 <= at < len(self._pages):
            self._at, self._stepping = at, True
            self._window.go(self._pages[at])
            self._stepping = False

    def call(self, page: str) -> None:
        """Show a page that is called by name: as one has left it oneself, whatever others have since shown in it."""
        self._window.on_page(page, lambda screen: screen.forget_lead())

    def lead(self, page: str, record: Any = None) -> None:
        """Go where the overview points."""
        led_from = self._window.focusWidget() or self._window
        self._window.go(page, record)
        self._led_from = led_from if self._window.page != "overview" else None

    def back(self) -> None:
        """Leave a pairing."""
        self._window.go(self.pairing_from)

    def escape(self) -> None:
        """What Esc does where nobody nearer to the focus had use for it."""
        from PySide6.QtWidgets import QLineEdit  # late: the window is painted without it

        window, led_from = self._window, self._led_from
        if window.page == "pairing":
            self.back()
        elif window.is_ready and isinstance(window.focusWidget(), QLineEdit):
            window.screen_of(window.page).focus_first()
        elif self._settles:
            window.go("pairing")
        elif led_from is not None:
            window.go("overview")
            if isValid(led_from) and led_from.isVisible():
                led_from.setFocus()
