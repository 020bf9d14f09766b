"""Up to three pairings side by side: who and what, how the scores add up, what carries them and what is missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from talentapp.domain.reasons import PARTS
from talentapp.gui.kit.bars import ContributionBars, Part
from talentapp.gui.kit.chips import Chip, Chips
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import Concepts, dotted, named
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, card, label, rule, stacked
from talentapp.gui.pairings.reasons import candidate_terms, project_terms
from talentapp.gui.pairings.tiles import side_line
from talentapp.office.views.matching import SideBySide

if TYPE_CHECKING:
    from talentapp.office.records.look import Look

MOST = 3
_SHOWN = 8


class Comparison(QWidget):
    """The pairings that were picked, a column each."""

    dropped = Signal(object)  # a triple that is no longer to be compared

    def __init__(self, dress: Dress, look: "Look", concepts: Concepts) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._look, self._concepts = dress, look, concepts
        self._column = Column(margins=(0, 0, GUTTER, 24))
        self.setLayout(stacked(self._column))

    def show_pairings(self, pairings: Sequence[SideBySide]) -> None:
        """Show these side by side."""
        self._column.start_over()
        line = across(gap=16)
        for one in pairings:
            line.addWidget(self._one(one, pairings), 1)
        self._column.box.addLayout(line)
        self._column.box.addStretch(1)
        self._column.settle()

    def _one(self, one: SideBySide, every: Sequence[SideBySide]) -> QFrame:
        words, row, dress = self._dress.words, one.row, self._dress
        person = self._look.candidate(row.candidate_id)
        university, firm = (self._look.project(key) for key in row.ids[1:])
        box = stacked(gap=12)
        drop = dress.say(button("icon"), name="match-drop", tip="match-drop", icon="close")
        drop.setProperty("triple", row.ids)
        drop.clicked.connect(self._drop)
        head = across(label(person.row.name, "section", wrap=True), drop, gap=8)
        head.setStretch(0, 1)
        box.addLayout(head)
        box.addWidget(label(dotted(person.row.other_name, person.row.employer), "caption", wrap=True))
        for icon, project in (("university", university), ("firm", firm)):
            box.addLayout(side_line(dress, icon, project.row.title, named(words, project.row.organisation)))
        best = max(other.row.score for other in every)
        score = across(label(f"{row.score:.1f}", "score"), gap=8)
        if row.score == best and len(every) > 1:
            score.addWidget(Chip(dress, words("match-best"), "green"))
        score.addWidget(Chip(dress, words.code("form", one.form)))
        score.addStretch(1)
        box.addLayout(score)
        parts = [Part(words.code("part", name), row.parts.get(name, 0.0)) for name in PARTS]
        box.addWidget(ContributionBars(dress, parts, words("pairing-total")))
        box.addWidget(rule())
        box.addWidget(label(words("match-shared"), "strong"))
        box.addWidget(self._chips(one.shared, "blue"))
        box.addWidget(label(words("match-missing"), "strong"))
        box.addWidget(self._chips(one.missing, "red"))
        box.addWidget(rule())
        for name, value in (*candidate_terms(dress, person)[:4], *project_terms(dress, university)[1:4]):
            box.addLayout(stacked(label(name, "caption"), label(value, wrap=True), gap=0))
        box.addStretch(1)
        return card(box)

    def _chips(self, codes: Sequence[str], tone: str) -> QWidget:
        words = self._dress.words
        if not codes:
            return label(words("match-nothing"), "secondary")
        return Chips(self._dress, [self._concepts(words, code) for code in codes], tone, limit=_SHOWN)

    def _drop(self) -> None:
        self.dropped.emit(tuple(self.sender().property("triple")))
