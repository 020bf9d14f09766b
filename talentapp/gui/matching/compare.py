"""Up to three pairings side by side: who and what, how the scores add up, what carries them and what is missing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from talentapp.domain.reasons import PARTS
from talentapp.gui.kit.bars import ContributionBars, Part
from talentapp.gui.kit.cautions import cautioned
from talentapp.gui.kit.chips import Chip, Chips, Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import Concepts, called, dotted, joined, named
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, card, label, rule, stacked
from talentapp.gui.pairings.reasons import candidate_terms, project_terms
from talentapp.gui.pairings.tiles import side_line
from talentapp.office.views.matching import SideBySide
from talentapp.office.views.records import CandidateCard, ProjectCard

if TYPE_CHECKING:
    from talentapp.office.records.look import Look

MOST = 3
_SHOWN = 8
_LEAST, _GAP = 288, 16  # the least width of a column, and between two: on a narrow page they are scrolled
_WELL = 0.6  # of the points that a part can have: with more nobody asks for the rest


class Beside(NamedTuple):
    """A pairing that is compared, with the records that it is about."""

    told: SideBySide
    candidate: CandidateCard
    university: ProjectCard
    firm: ProjectCard


def with_records(look: "Look", pairings: Sequence[SideBySide]) -> list[Beside]:
    """These pairings, with what they are about. Raises RECORD_GONE, NOT_ALLOWED. Not for the window's thread."""
    return [
        Beside(one, look.candidate(who), look.project(university), look.project(firm))
        for one in pairings
        for who, university, firm in (one.row.ids,)
    ]


class Comparison(QWidget):
    """The pairings that were picked, a column each."""

    dropped = Signal(object)  # a triple that is no longer to be compared

    def __init__(self, dress: Dress, concepts: Concepts) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._concepts = dress, concepts
        self._column = Column(margins=(0, 0, GUTTER, 24))
        self._column.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(stacked(self._column))

    def show_pairings(self, pairings: Sequence[Beside]) -> None:
        """Show these side by side, each line of one at the height of the same line of the others."""
        self._column.start_over()
        self._column.box.addWidget(label(self._dress.words("match-what-if"), "caption", wrap=True))
        lines = QGridLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(_GAP)
        if (inner := self._column.widget()) is not None:
            inner.setMinimumWidth(len(pairings) * (_LEAST + _GAP) - _GAP + GUTTER)
        lines.setVerticalSpacing(12)
        for column, parts in enumerate(self._parts(pairings)):
            lines.setColumnStretch(column, 1)
            ground = card()
            lines.addWidget(ground, 0, column, len(parts), 1)
            for at, part in enumerate(parts):
                edges = (16, 12 if at == 0 else 0, 16, 16 if at == len(parts) - 1 else 0)
                lines.addLayout(stacked(part, None, gap=0, margins=edges), at, column)
        self._column.box.addLayout(lines)
        self._column.box.addStretch(1)
        self._column.settle()

    def _parts(self, pairings: Sequence[Beside]) -> list[list[QWidget | QLayout]]:
        """What is said of each, in parts of the same number and order."""
        words, facts = self._dress.words, [self._facts(one) for one in pairings]
        names = list(dict.fromkeys(name for known in facts for name in known))
        found: list[list[QWidget | QLayout]] = []
        for one, known in zip(pairings, facts, strict=True):
            said: list[QWidget | QLayout] = []
            for heading in dict.fromkeys(heading for heading, _ in names):
                said.append(label(words(heading), "strong"))
                said += [
                    stacked(label(name, "caption"), label(known.get((of, name), words("value-none")), wrap=True), gap=0)
                    for of, name in names
                    if of == heading
                ]
            found.append([*self._one(one, pairings), *said])
        return found

    def _facts(self, one: Beside) -> dict[tuple[str, str], str]:
        """What the person offers and either project asks for, by the heading that says whose it is and by its name."""
        dress = self._dress
        told = (
            ("column-candidate", candidate_terms(dress, one.candidate)[:4]),
            ("side-university", project_terms(dress, one.university)[1:4]),
            ("side-firm", project_terms(dress, one.firm)[1:4]),
        )
        return {(heading, name): value for heading, facts in told for name, value in facts}

    def _one(self, one: Beside, every: Sequence[Beside]) -> list[QWidget | QLayout]:
        words, dress, told, person = self._dress.words, self._dress, one.told, one.candidate
        row = told.row
        drop = dress.say(button("icon"), name="match-drop", tip="match-drop", icon="close")
        drop.setProperty("triple", row.ids)
        drop.clicked.connect(self._drop)
        name, other = called(words, person.row.name, person.row.other_name)
        head = across(label(name, "section", wrap=True), drop, gap=8)
        head.setStretch(0, 1)
        who = label(dotted(other, person.row.employer), "caption", wrap=True)
        sides = [
            side_line(dress, icon, project.row.title, named(words, project.row.organisation))
            for icon, project in (("university", one.university), ("firm", one.firm))
        ]
        marks = Flow(gap=8)
        if row.score == max(other.told.row.score for other in every) and len(every) > 1 and row.caution is None:
            marks.addWidget(Chip(dress, words("match-best"), "green"))
        marks.addWidget(Chip(dress, words.code("form", told.form)))
        number = across(label(f"{row.score:.1f}", "score"), stacked(None, marks, None), gap=8)
        number.setStretch(1, 1)
        score = stacked(number, *([cautioned(dress, row.caution)] if row.caution else ()), gap=8)
        parts = [Part(words.code("part", name), row.parts.get(name, 0.0)) for name in PARTS]
        bars = ContributionBars(dress, parts, words("pairing-total"))
        shared = stacked(rule(), label(words("match-shared"), "strong"), self._chips(told.shared, "blue"), gap=12)
        lacks = self._chips(told.missing, "red") if told.missing else label(self._lacking(told), "secondary", wrap=True)
        missing = stacked(label(words("match-missing"), "strong"), lacks, gap=12)
        return [stacked(head, who, gap=4), *sides, score, bars, shared, missing, rule()]

    def _chips(self, codes: Sequence[str], tone: str) -> QWidget:
        words = self._dress.words
        if not codes:
            return label(words("match-nothing"), "secondary")
        return Chips(self._dress, [self._concepts(words, code) for code in codes], tone, limit=_SHOWN)

    def _lacking(self, one: SideBySide) -> str:
        """What keeps a pairing from more points, where nothing that is asked for by name is missing."""
        words, points = self._dress.words, one.row.parts
        low = [part for part in PARTS if points.get(part, 0.0) < _WELL * one.most[part]]
        if not low:
            return words("match-none-lacking")
        said = (f"{words.code('part', part)} {points.get(part, 0.0):.1f} / {one.most[part]:.0f}" for part in low)
        return words("match-lacking-unnamed", parts=joined(words, said))

    def _drop(self) -> None:
        self.dropped.emit(tuple(self.sender().property("triple")))
