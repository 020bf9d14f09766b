"""The pages of the window: each is made when it is first shown or ahead of that, kept, and let go of."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from talentapp.domain.terms import Kind
from talentapp.gui.kit.leaves import Leaves

if TYPE_CHECKING:  # what screens are made of is imported once the window has been painted
    from talentapp.gui.kit.screen import Screen


class Pages(Leaves):
    """The screens that have been made, by the names of their pages.

    A page that has just come into view takes no second half of a double click: the first one has opened it, and what
    comes to lie under the mouse is not meant.
    """

    def __init__(self, before: QWidget, make: Callable[[str], "Screen"]) -> None:
        """`before` is shown until there is a page; `make` makes the screen of one."""
        super().__init__()
        self._make = make
        self._made: dict[str, Screen] = {}
        self.addWidget(before)
        self.currentChanged.connect(self._came)

    @property
    def made(self) -> Mapping[str, "Screen"]:
        """The screens that there are."""
        return self._made

    def heightForWidth(self, width: int) -> int:
        """The least that the page in view needs: an area that scrolls it asks for that."""
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        least = self.minimumSizeHint().height()
        return least if layout is None else max(least, layout.totalMinimumHeightForWidth(width))

    def screen_of(self, page: str) -> "Screen":
        """The screen of a page, made now if it has not been shown yet."""
        if page not in self._made:
            self._made[page] = self._make(page)
            self.addWidget(self._made[page])
        return self._made[page]

    def turn_to(self, screen: "Screen") -> bool:
        """Show a screen; whether another one was in view."""
        another = self.currentWidget() is not screen
        self.setCurrentWidget(screen)
        return another

    def note(self, kinds: frozenset[Kind], done: bool = True) -> None:
        """Tell all screens that data have changed, and whether somebody has done it here."""
        for screen in self._made.values():
            screen.note(kinds, done)

    def _came(self, _at: int) -> None:
        from talentapp.gui.kit.first_half import FirstHalf  # late: the window is painted before a page comes

        FirstHalf(self)

    def let_go(self, but: str = "") -> None:
        """Forget all screens but one: pages that are shown again are made anew."""
        for page in [page for page in self._made if page != but]:
            gone = self._made.pop(page)
            self.removeWidget(gone)
            gone.deleteLater()
