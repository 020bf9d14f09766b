"""What to bear in mind beside a score, said in a list and on a card."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout

from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tables import Cell
from talentapp.gui.kit.widgets import across, label
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.domain.profiles import Caution


def scored(words: Wording, score: float, caution: "Caution | None") -> Cell:
    """The cell of a score; with the caution under it, where there is one."""
    return Cell(score=score, under=words.code("caution", caution.code) if caution else "")


def cautioned(dress: Dress, caution: "Caution") -> QLayout:
    """A caution on a card, with what it means."""
    chip = Chip(dress, dress.words.code("caution", caution.code), "amber")
    said = label(dress.words.code("caution-said", caution.code, **caution.facts), "secondary", wrap=True)
    line = across(chip, said, gap=8)
    line.setStretch(1, 1)
    return line
