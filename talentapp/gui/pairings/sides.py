"""Who a pairing brings together: the person, both projects, what places they have left, and whose word was given."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout

from talentapp.domain.states import PREPARING
from talentapp.domain.terms import State, Verdict
from talentapp.domain.words import day
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import called, dotted, named
from talentapp.gui.kit.widgets import across, card, label, stacked
from talentapp.gui.pairings.tiles import side_line
from talentapp.office.views.pairings import DecisionRow, PairingCard
from talentapp.office.views.records import ProjectRow

_EARLY = (State.RECOMMENDED, State.DECLINED, State.SHORTLISTED, *PREPARING[:2])
"""Before all three are asked for their word."""


def sides(dress: Dress, shown: PairingCard) -> QFrame:
    """The person and both sides; while one side's word decides, which of them has spoken."""
    words, row = dress.words, shown.row
    who = shown.candidate.row
    name, other = called(words, row.candidate, who.other_name)
    person = who.degree if row.masked else dotted(other, who.employer, who.post)
    columns = across(stacked(side_line(dress, "candidates", name, person), None, gap=0), gap=24)
    for icon, names, project in (
        ("university", row.university, shown.university_project.row),
        ("firm", row.firm, shown.firm_project.row),
    ):
        column = stacked(side_line(dress, icon, project.title, dotted(named(words, names), project.field)), gap=4)
        under = Flow(gap=8)
        if row.state is State.RECOMMENDED:
            under.addWidget(_places(dress, project))
        if row.state in _EARLY:
            under.addWidget(label(_said(dress, word_of(shown.history, names)), "caption"))
        line = across(gap=0, margins=(26, 0, 0, 0))  # below the words, not the picture
        line.addLayout(under, 1)
        column.addLayout(line)
        column.addStretch(1)
        columns.addLayout(column)
    for at in range(3):
        columns.setStretch(at, 1)
    box: QVBoxLayout = stacked(columns, gap=8)
    if row.state in _EARLY:
        box.addWidget(label(words("sides-rule"), "caption", wrap=True))
    return card(box)


def word_of(history: tuple[DecisionRow, ...], names: Mapping[str, str]) -> DecisionRow | None:
    """What an organisation said last of a pairing that still counts, comments aside."""
    counts = (
        one
        for one in reversed(history)
        if not one.retracted and one.verdict not in (Verdict.RETRACT, Verdict.COMMENT) and one.organisation == names
    )
    return next(counts, None)


def _said(dress: Dress, word: DecisionRow | None) -> str:
    words = dress.words
    if word is None:
        return words("side-silent")
    verdict = words.code("verdict-done", word.verdict)
    return words("side-said", verdict=verdict, who=word.who, day=day(words, word.at.astimezone().date()))


def _places(dress: Dress, project: ProjectRow) -> Chip:
    words = dress.words
    if project.places_left <= 0:
        return Chip(dress, words("review-full-mark"), "amber")
    if project.places_left == 1:
        return Chip(dress, words("place-last"), "blue")
    return Chip(dress, words("place-left", left=project.places_left, places=project.places))
