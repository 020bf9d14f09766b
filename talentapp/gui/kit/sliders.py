"""Sliders for what counts how much; the list beside them follows while they are moved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSlider

from talentapp.domain.reasons import PARTS
from talentapp.gui.kit.controls import steady
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Elided, across, button, card, label, stacked

USUAL = (40, 40, 20)
_WHOLE = 100


class WeightSliders(QFrame):
    """How much each part of a score counts. Only the proportion matters, and is what is shown."""

    moved = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setObjectName("plain")
        self.sliders: list[QSlider] = []
        self._shares: list[QLabel] = []
        line = self._line = across(gap=20)
        for part, usual in zip(PARTS, USUAL, strict=True):
            slider = steady(QSlider(Qt.Orientation.Horizontal))
            slider.setRange(0, _WHOLE)
            slider.setPageStep(10)
            slider.setValue(usual)
            dress.say(slider, name=f"part-{part}", tip="match-slider-tip")
            slider.valueChanged.connect(self._moved)
            share = label(kind="strong")
            line.addLayout(stacked(dress.say(Elided(), f"part-{part}"), share, slider, gap=2), 1)
            self.sliders.append(slider)
            self._shares.append(share)
        self.usual = dress.say(button("icon"), name="match-usual", tip="match-usual", icon="undo")
        self.usual.clicked.connect(self.reset)
        line.addWidget(self.usual)
        self.setLayout(stacked(card(line)))
        self._show()

    @property
    def weights(self) -> tuple[float, float, float]:
        """What university fit, firm fit and the two projects together count."""
        university, firm, synergy = (slider.value() / _WHOLE for slider in self.sliders)
        return university, firm, synergy

    def fit(self, narrow: bool) -> None:
        """Take less room on a narrow page."""
        self._line.setSpacing(8 if narrow else 20)
        side = 8 if narrow else 16
        self._line.setContentsMargins(side, 12, side, 12)

    def reset(self) -> None:
        """Back to what runs count."""
        for slider, usual in zip(self.sliders, USUAL, strict=True):
            slider.setValue(usual)

    def _moved(self) -> None:
        self._show()
        self.moved.emit()

    def _show(self) -> None:
        total = sum(slider.value() for slider in self.sliders)
        for slider, share in zip(self.sliders, self._shares, strict=True):
            share.setText(f"{100 * slider.value() / total:.0f}%" if total else "0%")
        self.usual.setEnabled(tuple(slider.value() for slider in self.sliders) != USUAL)
