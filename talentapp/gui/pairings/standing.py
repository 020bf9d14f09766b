"""Where a candidate stands among all for a project by topic, and what would change it."""

from PySide6.QtWidgets import QVBoxLayout

from talentapp.domain.reasons import Explanation
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import Concepts
from talentapp.gui.kit.widgets import across, label, stacked


def standing(dress: Dress, concepts: Concepts, explanation: Explanation) -> QVBoxLayout:
    """The candidate's place in a line, and a line for each change that would move it."""
    words = dress.words
    box = stacked(label(words("standing-now", rank=explanation.rank, of=explanation.of), "strong"), gap=4)
    for change in explanation.changes:
        rises = change.shown
        said = words("standing-rise" if rises else "standing-fall", concept=concepts(words, change.concept))
        chip = Chip(dress, words("standing-place", rank=change.rank), "green" if rises else "amber")
        line = across(chip, label(said, wrap=True), gap=8)
        line.setStretch(1, 1)
        box.addLayout(line)
    return box
