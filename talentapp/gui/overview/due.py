"""What falls due: which gate or day of an agreement, of whom, and when, the most urgent first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from talentapp.domain.words import day, due_said
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted, named
from talentapp.gui.kit.widgets import ClickableCard, across, card, label, stacked
from talentapp.office.views.cases import DueRow

_SHOWN = 6
_TONES = {0: "red", 30: "amber", 60: "blue", 90: "grey"}


class DueLine(ClickableCard):
    """One thing that falls due; opens its pairing."""

    opened = Signal(int)  # the recommendation's id

    def __init__(self, dress: Dress, row: DueRow) -> None:
        self._id = row.recommendation_id
        words = dress.words
        said = words("due-within", n=row.ahead) if row.ahead else words("due-over")
        where = dotted(row.candidate, *(named(words, one) for one in row.organisations))
        what = due_said(words, row.what, row.gate)
        text = stacked(label(what, wrap=True), label(where, "caption", wrap=True), gap=0)
        until = label(words("due-on", day=day(words, row.on)), "secondary")
        line = across(Chip(dress, said, _TONES[row.ahead]), text, until, gap=12)
        line.setStretch(1, 1)
        super().__init__(line)
        line.setContentsMargins(8, 6, 8, 6)
        self.setObjectName("line")
        self.setAccessibleName(dotted(what, row.candidate, said))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.opened.emit(self._id)


def due_card(dress: Dress, rows: Sequence[DueRow]) -> QFrame:
    """A card with the most urgent of these."""
    words = dress.words
    head = across(
        label(words("overview-due"), "section"), label(words("overview-due-text"), "caption", wrap=True), gap=12
    )
    head.setStretch(1, 1)
    box = stacked(head, gap=4)
    for row in rows[:_SHOWN]:
        box.addWidget(DueLine(dress, row))
    if len(rows) > _SHOWN:
        box.addWidget(label(words("overview-more-due", n=len(rows) - _SHOWN), "caption"))
    return card(box)
