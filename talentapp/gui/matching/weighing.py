"""What the parts count: sliders for the list in view, and the way to make the recommendations count the same."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from talentapp.domain.reasons import PARTS, USUAL, Shares, unusual
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.sliders import WeightSliders, whole
from talentapp.gui.kit.widgets import across, button, card, label, stacked


class Weighing(QFrame):
    """The sliders; and under them what the recommendations count, with what can be done about a difference."""

    moved = Signal()
    wanted = Signal(object)  # to recommend with: Shares

    def __init__(self, dress: Dress, *, may_recommend: bool) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._may = dress, may_recommend
        self._counted: Shares | None = None
        self._known = False  # what the latest run counts; until then nothing is said of it
        self._narrow = False
        self.sliders = WeightSliders(dress)
        self.sliders.moved.connect(self._moved)
        self._said = label(kind="caption", wrap=True)
        self.again = dress.say(button(), "match-recommend-so", tip="match-recommend-so-tip", icon="recommend")
        self.again.clicked.connect(self._recommend)
        self.usually = dress.say(button("quiet"), "match-recommend-usual", tip="match-recommend-usual-tip")
        self.usually.clicked.connect(self._recommend_usually)
        foot = across(self._said, self.usually, self.again, gap=8)
        foot.setStretch(0, 1)
        self._box = stacked(self.sliders, foot, gap=8)
        self.setLayout(stacked(card(self._box)))
        dress.changed.connect(self._say)
        self._say()

    @property
    def weights(self) -> Shares:
        """What the list in view counts."""
        return self.sliders.weights

    def show_counted(self, counted: Shares | None) -> None:
        """Say what the latest run counts, None before the first; sliders that stood on what runs count follow it."""
        self._counted, self._known = counted, True
        self.sliders.stand_on(counted or USUAL)
        self._say()

    def fit(self, narrow: bool) -> None:
        """Take less room on a narrow page."""
        self.sliders.fit(narrow)
        self._narrow = narrow
        self._say()
        side = 8 if narrow else 16
        self._box.setContentsMargins(side, 8, side, 8)

    def _moved(self) -> None:
        self._say()
        self.moved.emit()

    def _say(self) -> None:
        words, counted = self._dress.words, self._counted
        weights = dict(zip(PARTS, counted or USUAL, strict=True))
        other = unusual(weights) is not None
        if counted is None:
            said = words("match-counted-none")
        else:
            said = words("match-counted-other" if other else "match-counted", weights=words.shares(weights))
        self._said.setText(words("weights-other") if self._narrow else said)
        self._said.setToolTip(said)
        self._said.setVisible(self._known and (other or not self._narrow))
        moved = whole(self.weights) != whole(counted or USUAL)
        self.again.setVisible(self._may and (moved or not other))
        self.again.setEnabled(moved)
        self.usually.setVisible(self._may and other)

    def _recommend(self) -> None:
        self.wanted.emit(self.weights)

    def _recommend_usually(self) -> None:
        self.sliders.show_weights(USUAL)
        self.wanted.emit(USUAL)
