"""Sliders for what counts how much; the list beside them follows while they are moved."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSlider

from talentapp.domain.reasons import PARTS, rounded_parts
from talentapp.gui.kit.controls import steady
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Elided, across, button, card, label, stacked

USUAL = (40, 40, 20)
_WHOLE = 100


class WeightSliders(QFrame):
    """The share of each part of a score, in per cent: always a hundred together.

    Where one handle is moved, the others give way or close up in proportion, before one's eyes: a number and its handle
    never disagree.
    """

    moved = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setObjectName("plain")
        self.sliders: list[QSlider] = []
        self._said: list[QLabel] = []
        self._shares = dict(zip(PARTS, map(float, USUAL), strict=True))  # to the fraction, so that proportions last
        self._before = dict(self._shares)  # in which proportion those come back that have given all their room
        line = self._line = across(gap=20)
        for part in PARTS:
            slider = steady(QSlider(Qt.Orientation.Horizontal))
            slider.setRange(0, _WHOLE)
            slider.setPageStep(10)
            slider.setProperty("part", part)
            dress.say(slider, name=f"part-{part}", tip="match-slider-tip")
            slider.valueChanged.connect(self._move)
            share = label(kind="strong")
            line.addLayout(stacked(dress.say(Elided(), f"part-{part}"), share, slider, gap=2), 1)
            self.sliders.append(slider)
            self._said.append(share)
        self.usual = dress.say(button("icon"), name="match-usual", tip="match-usual", icon="undo")
        self.usual.clicked.connect(self.reset)
        line.addWidget(self.usual)
        self.setLayout(stacked(card(line)))
        self._show()

    @property
    def weights(self) -> tuple[float, float, float]:
        """What university fit, firm fit and the two projects together count; one in all."""
        university, firm, synergy = (slider.value() / _WHOLE for slider in self.sliders)
        return university, firm, synergy

    def fit(self, narrow: bool) -> None:
        """Take less room on a narrow page."""
        self._line.setSpacing(8 if narrow else 20)
        side = 8 if narrow else 16
        self._line.setContentsMargins(side, 12, side, 12)

    def reset(self) -> None:
        """Back to what runs count."""
        self._shares = dict(zip(PARTS, map(float, USUAL), strict=True))
        self._before = dict(self._shares)
        self._show()
        self.moved.emit()

    def _move(self, share: int) -> None:
        """One handle is here now: the others share what is left as they did before."""
        moved = str(self.sender().property("part"))
        others = {part: value for part, value in self._shares.items() if part != moved}
        if not any(others.values()):
            others = {part: self._before[part] or 1.0 for part in others}
        total = sum(others.values())
        self._shares = {part: value * (_WHOLE - share) / total for part, value in others.items()} | {moved: share}
        self._before |= {part: value for part, value in self._shares.items() if value}
        self._show()
        self.moved.emit()

    def _show(self) -> None:
        _, whole = rounded_parts(self._shares, digits=0)
        for part, slider, said in zip(PARTS, self.sliders, self._said, strict=True):
            with QSignalBlocker(slider):
                slider.setValue(int(whole[part]))
            said.setText(f"{whole[part]:.0f}%")
        self.usual.setEnabled(tuple(slider.value() for slider in self.sliders) != USUAL)
