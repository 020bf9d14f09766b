"""The tabs of a pairing's page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, button

TABS = ("reasons", "gates", "consent", "effort", "terms", "history")


class CaseTabs(QWidget):
    """A button for each of `TABS`, one of them pressed."""

    chosen = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        line = across(gap=4)
        for at, tab in enumerate(TABS, 1):
            one = dress.say(button(), f"case-tab-{tab}", tip="case-tab-tip", key=f"Alt+{at}")
            one.setCheckable(True)
            one.setChecked(tab == TABS[0])
            one.setProperty("tab", tab)
            group.addButton(one)
            self.buttons[tab] = one
            line.addWidget(one)
        line.addStretch(1)
        group.buttonClicked.connect(self._clicked)
        self.setLayout(line)

    def _clicked(self, one: QPushButton) -> None:
        self.chosen.emit(str(one.property("tab")))
