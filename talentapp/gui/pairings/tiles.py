"""A recommended pairing as a card: who or what is on the other side, the score and its parts, shared and missing."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from talentapp.domain.reasons import PARTS, USUAL
from talentapp.domain.words import not_now
from talentapp.gui.kit import icons
from talentapp.gui.kit.bars import ContributionBars, Part
from talentapp.gui.kit.chips import Chip, Chips
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import STATE_TONES, Concepts, called, dotted, joined, named
from talentapp.gui.kit.widgets import ClickableCard, across, label, rule, stacked
from talentapp.office.views.pairings import PairingRow
from talentapp.wording import Wording

_FORM = 84  # the widest that a form of appointment is on one line

SeenFrom = Literal["candidate", "university", "firm"]


def parts_of(words: Wording, row: PairingRow) -> list[Part]:
    """The parts of a pairing's score with their labels, in the order in which they are always shown."""
    return [Part(words.code("part", name), row.parts.get(name, 0.0)) for name in PARTS]


def side_line(dress: Dress, icon: str, title: str, under: str, wrap: bool = True) -> QHBoxLayout:
    """An icon, and beside it a title over a caption."""
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, dress.tokens.muted, 18))
    picture.setFixedSize(QSize(18, 20))
    words = stacked(label(title, "strong", wrap=wrap), label(under, "caption", wrap=wrap), None, gap=0)
    line = across(picture, words, gap=8)
    line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    return line


class PairingTile(ClickableCard):
    """A pairing seen from its candidate or from one of its projects. Clicking opens it."""

    opened = Signal(int)  # the recommendation's id

    def __init__(
        self, dress: Dress, concepts: Concepts, row: PairingRow, seen_from: SeenFrom, expanded: bool = False
    ) -> None:
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        super().__init__(self._box)
        self._id = row.recommendation_id
        words = dress.words
        self._box.addLayout(self._head(dress, row, seen_from))
        if expanded:
            self._box.addWidget(rule())
            self._box.addWidget(ContributionBars(dress, parts_of(words, row), words("pairing-total")))
        elif seen_from != "candidate":  # those of a project stand by all three parts: what is of it is said of each
            own, weights = row.parts.get(seen_from, 0.0), row.weights or dict(zip(PARTS, USUAL, strict=True))
            part, most = words.code("part", seen_from), f"{100 * weights[seen_from]:.0f}"
            worth = words("tile-own-part", part=part, points=f"{own:.1f}", most=most)
            self._box.addWidget(label(worth, "caption", wrap=True))
        shared = [concepts(words, code) for code in row.top_concepts]
        if shared:
            self._box.addWidget(Chips(dress, shared, "blue", limit=5 if expanded else 3))
        missing = [concepts(words, code) for code in row.missing_concepts]
        if missing:
            text = words("pairing-missing", concepts=joined(words, missing[:4]))
            self._box.addWidget(label(text, "caption", wrap=True))
        if why := not_now(words, row.not_open, no_place=row.no_place):
            self._box.addWidget(label(why, "wrong", wrap=True))
        said = f"{row.candidate}, {row.university_project}, {row.firm_project}, {row.score:.1f}"
        self.setAccessibleName(said)
        self.clicked.connect(self._open)

    def _head(self, dress: Dress, row: PairingRow, seen_from: SeenFrom) -> QHBoxLayout:
        words = dress.words
        lines: list[QHBoxLayout | QWidget] = []
        if seen_from != "candidate":
            name, other = called(words, row.candidate, row.candidate_other_name)
            lines.append(side_line(dress, "candidates", name, dotted(other, row.employer)))
        if seen_from != "university":
            lines.append(side_line(dress, "university", row.university_project, named(words, row.university)))
        if seen_from != "firm":
            lines.append(side_line(dress, "firm", row.firm_project, named(words, row.firm)))
        score = label(f"{row.score:.1f}", "score")
        score.setAlignment(Qt.AlignmentFlag.AlignRight)
        under = across(None, gap=4)
        if row.state is not None:
            under.addWidget(Chip(dress, words.code("state", row.state), STATE_TONES[row.state]))
        form = label(dotted(words.code("form", row.form), words("weights-other") if row.weights else ""), "caption")
        form.setAlignment(Qt.AlignmentFlag.AlignRight)
        form.ensurePolished()  # as wide as it will be painted
        if form.sizeHint().width() > _FORM:  # titles need the room more
            form.setWordWrap(True)
            form.setFixedWidth(_FORM)
        right = stacked(score, under, form, None, gap=4)
        head = across(stacked(*lines, gap=8), right, gap=12)
        head.setStretch(0, 1)
        return head

    def _open(self) -> None:
        self.opened.emit(self._id)
