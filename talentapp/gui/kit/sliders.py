"""Sliders for what counts how much, each with its number; the list beside them follows while they are moved."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSlider

from talentapp.domain.reasons import PARTS, USUAL, Shares, rounded_parts
from talentapp.gui.kit.controls import steady
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.numbers import Number
from talentapp.gui.kit.widgets import button, label

_WHOLE = 100
_NUMBER = 72


class WeightSliders(QFrame):
    """The share of each part of a score, in per cent: always a hundred together.

    Where one handle is moved or a number typed, the others give way or close up in proportion, before one's eyes: a
    number and its handle never disagree.
    """

    moved = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setObjectName("plain")
        self.sliders: list[QSlider] = []
        self.numbers: list[Number] = []
        self._base: Shares = USUAL
        self._shares = _per_cent(USUAL)  # to the fraction, so that proportions last
        self._before = dict(self._shares)  # in which proportion those come back that have given all their room
        rows = self._rows = QGridLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(4)
        rows.setColumnStretch(1, 1)
        for at, part in enumerate(PARTS):
            slider = steady(QSlider(Qt.Orientation.Horizontal))
            slider.setRange(0, _WHOLE)
            slider.setPageStep(10)
            slider.setProperty("part", part)
            dress.say(slider, name=f"part-{part}", tip="match-slider-tip")
            number = steady(Number())
            number.setRange(0, _WHOLE)
            number.setSuffix(" %")
            number.setKeyboardTracking(False)
            number.setFixedWidth(_NUMBER)
            number.lineEdit().setTextMargins(8, 0, 0, 0)
            number.setProperty("part", part)
            dress.say(number, name=f"part-{part}", tip="match-slider-tip")
            for one in (slider, number):
                one.valueChanged.connect(self._move)
            rows.addWidget(dress.say(label(), f"part-{part}"), at, 0)
            rows.addWidget(slider, at, 1)
            rows.addWidget(number, at, 2)
            self.sliders.append(slider)
            self.numbers.append(number)
        self.usual = dress.say(button("icon"), name="match-usual", tip="match-usual", icon="undo")
        self.usual.clicked.connect(self.reset)
        rows.addWidget(self.usual, 0, 3)
        self.setLayout(rows)
        self._show()

    @property
    def weights(self) -> Shares:
        """What university fit, firm fit and the two projects together count; one in all."""
        university, firm, synergy = (slider.value() / _WHOLE for slider in self.sliders)
        return university, firm, synergy

    def fit(self, narrow: bool) -> None:
        """Take less room on a narrow page."""
        self._rows.setHorizontalSpacing(8 if narrow else 16)

    def stand_on(self, base: Shares) -> None:
        """These are the weights to come back to from now on; handles that stood on those before move with them."""
        stood, self._base = whole(self.weights) == whole(self._base), base
        if stood and whole(base) != whole(self.weights):
            self.reset()
        self._show()

    def reset(self) -> None:
        """Back to the weights that are stood on."""
        self.show_weights(self._base)

    def show_weights(self, weights: Shares) -> None:
        """Move all handles to these weights."""
        self._shares = _per_cent(weights)
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
        _, shown = rounded_parts(self._shares, digits=0)
        for at, part in enumerate(PARTS):
            for one in (self.sliders[at], self.numbers[at]):
                with QSignalBlocker(one):
                    one.setValue(int(shown[part]))
        self.usual.setEnabled(whole(self.weights) != whole(self._base))


def whole(weights: Shares) -> tuple[int, ...]:
    """Weights in whole per cents, as they are shown: a hundred together."""
    return tuple(int(value) for value in rounded_parts(_per_cent(weights), digits=0)[1].values())


def _per_cent(weights: Shares) -> dict[str, float]:
    total = sum(weights)
    return {part: _WHOLE * share / total for part, share in zip(PARTS, weights, strict=True)}
