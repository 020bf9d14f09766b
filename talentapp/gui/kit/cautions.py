"""What to bear in mind beside a score, said in a list and on a card."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout

from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tables import Cell
from talentapp.gui.kit.widgets import across, label
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.domain.profiles import Caution


def scored(words: Wording, score: float, caution: "Caution | None", weights: Mapping[str, float] | None = None) -> Cell:
    """The cell of a score; under it the caution, where there is one, or else that the weights were not the usual."""
    warned = words.code("caution", caution.code) if caution else words("weights-other") if weights else ""
    return Cell(score=score, under=warned)


def cautioned(dress: Dress, caution: "Caution") -> QLayout:
    """A caution on a card, with what it means."""
    said = dress.words.code("caution-said", caution.code, **caution.facts)
    return _noted(dress, dress.words.code("caution", caution.code), "amber", said)


def weighed(dress: Dress, weights: Mapping[str, float]) -> QLayout:
    """Which unusual weights a score on a card was made with."""
    return _noted(dress, dress.words("weights-other"), "blue", dress.words.shares(weights))


def _noted(dress: Dress, mark: str, tone: str, said: str) -> QLayout:
    line = across(Chip(dress, mark, tone), label(said, "secondary", wrap=True), gap=8)
    line.setStretch(1, 1)
    return line
