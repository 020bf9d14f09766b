"""A fault, said where it happened."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtWidgets import QLabel, QSizePolicy

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.widgets import across, button, label


class ErrorBar(Interlude):
    """A fault shown where it happened, with its remedy; it goes when dismissed or mended."""

    def __init__(self, dress: Dress, *, stays: bool = False) -> None:
        super().__init__()
        self.setObjectName("error")
        self._dress, self._stays = dress, stays
        self._text = ""
        self._then: Callable[[], object] | None = None
        self.hide()

    @cached_property
    def _label(self) -> QLabel:
        """What says it. Made for the first fault: most pages never have one."""
        made = label(wrap=True, selectable=True)
        close = self._dress.say(button("icon"), name="action-dismiss", tip="action-dismiss", icon="close")
        close.clicked.connect(self.hide)
        close.setVisible(not self._stays)
        self._remedy = button()
        self._remedy.clicked.connect(self._mend)
        self.setLayout(across(made, self._remedy, close, gap=8, margins=(12, 4, 4, 4)))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return made

    def show_text(self, text: str, remedy: str = "", mend: Callable[[], object] | None = None) -> None:
        """Show a sentence, and beside it a button for what mends it, where one step does."""
        self._text = text
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))
        self._then = mend
        self.show()

    def hide_in_place(self) -> None:
        """Say it no more, and keep its room until it is hidden or shown again: nothing moves under who types."""
        self.hide()
        self._keep_room(True)

    def setVisible(self, visible: bool) -> None:
        self._keep_room(False)
        super().setVisible(visible)

    def _keep_room(self, keeps: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps)
        self.setSizePolicy(policy)

    def _mend(self) -> None:
        then = self._then
        self.hide()
        if then is not None:
            then()

    @property
    def text(self) -> str:
        """The sentence shown, or "" when there is none."""
        return "" if self.isHidden() else self._text
