"""Who a pairing brings together: the person, both projects, what places they have left, and whose word was given."""

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QVBoxLayout

from talentapp.domain.degrees import degree_in
from talentapp.domain.states import BEFORE_ACTIVE, PREPARING
from talentapp.domain.terms import State, Verdict
from talentapp.domain.words import day
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Abreast
from talentapp.gui.kit.saying import called, dotted, named, share
from talentapp.gui.kit.widgets import across, card, label, stacked
from talentapp.gui.pairings.tiles import side_line
from talentapp.office.views.pairings import DecisionRow, PairingCard, PairingRow
from talentapp.office.views.records import CandidateRow, ProjectRow
from talentapp.wording import Wording

_ABREAST_BELOW = 560  # else their words stand one under the other
_EARLY = (State.RECOMMENDED, State.DECLINED, State.SHORTLISTED, *PREPARING[:2])
"""Before all three are asked for their word."""
_OPEN = (None, State.RECOMMENDED)
"""Before anybody has accepted, also before it is put forward: what places there are is part of the decision."""
_WORDS = (Verdict.ACCEPT, Verdict.DECLINE, Verdict.ANOTHER)


def sides(dress: Dress, shown: PairingCard) -> QFrame:
    """The person and both sides; while one side's word decides, which of them has spoken."""
    words, row = dress.words, shown.row
    who = shown.candidate.row
    name, other = called(words, row.candidate, who.other_name)
    person = degree_in(words, who.degree) if row.masked else dotted(other, who.employer, who.post)
    about = stacked(side_line(dress, "candidates", name, person), gap=4)
    if row.state in (*BEFORE_ACTIVE, State.DECLINED) and (offer := _offer(words, who)):
        line = across(label(offer, "caption", wrap=True), gap=0, margins=(26, 0, 0, 0))
        about.addLayout(line)
    about.addStretch(1)
    columns = Abreast(_ABREAST_BELOW, gap=24)
    columns.addLayout(about)
    for icon, names, project in (
        ("university", row.university, shown.university_project.row),
        ("firm", row.firm, shown.firm_project.row),
    ):
        column = stacked(side_line(dress, icon, project.title, dotted(named(words, names), project.field)), gap=4)
        under = Flow(gap=8)
        if row.state in _OPEN and not row.not_open:
            under.addWidget(_places(dress, project))
        word = word_of(shown.history, names) if row.state in _EARLY else None
        if row.state in _EARLY:
            under.addWidget(label(_said(dress, word), "caption"))
        line = across(gap=0, margins=(26, 0, 0, 0))  # below the words, not the picture
        line.addLayout(under, 1)
        column.addLayout(line)
        if word is not None and word.reason:
            why = label(words("side-why", reason=word.reason), "caption", wrap=True)
            column.addLayout(across(why, gap=0, margins=(26, 0, 0, 0)))
        column.addStretch(1)
        columns.addLayout(column)
    for at in range(3):
        columns.setStretch(at, 1)
    box: QVBoxLayout = stacked(columns, gap=8)
    if row.state in _OPEN:
        for one in shown.placed:  # who takes a place already, perhaps of the same project
            both = " × ".join(named(words, names) for names in (one.university, one.firm))
            same = {one.university_project_id, one.firm_project_id} & {row.university_project_id, row.firm_project_id}
            told = words("sides-placed-here" if same else "sides-placed", pairing=both, state=_state(words, one))
            box.addWidget(label(told, "strong" if same else "caption", wrap=True))
        for whose, cap, taken in shown.capped:
            message = "sides-over-cap" if taken > cap else "sides-capped"
            box.addWidget(label(words(message, name=named(words, whose), cap=cap, n=taken), "strong", wrap=True))
    if row.state in _EARLY:
        office = word_of(shown.history, {})
        if office is not None:  # for neither side
            reason = words("side-why", reason=office.reason) if office.reason else ""
            box.addWidget(label(dotted(_told(words, "sides-office", office), reason), "caption", wrap=True))
        box.addWidget(label(words("sides-rule"), "caption", wrap=True))
    if comments := [one for one in shown.history if _is_comment(one)]:
        last = comments[-1]
        on = day(words, last.at.astimezone().date())
        box.addWidget(label(words("sides-comment", who=last.who, day=on, text=last.reason), wrap=True))
        if more := len(comments) - 1:
            box.addWidget(label(words("sides-more-comments", n=more), "caption", wrap=True))
    return card(box)


def _state(words: Wording, row: PairingRow) -> str:
    return words.code("state", row.state) if row.state else ""


def _offer(words: Wording, who: CandidateRow) -> str:
    """How much of a year the person has, and from when on: what a decision often hangs on."""
    if who.available_from is None:
        return share(words, who.effort)
    on = day(words, who.available_from)
    return words("sides-offer", share=share(words, who.effort), day=on) if who.effort else words("sides-from", day=on)


def _is_comment(said: DecisionRow) -> bool:
    return said.verdict is Verdict.COMMENT and not said.retracted


def word_of(history: tuple[DecisionRow, ...], names: Mapping[str, str]) -> DecisionRow | None:
    """What an organisation said last in the review of a pairing, as far as it still counts; without names, the office.
    What was said before it came back to its beginning counts no more."""
    back = [at for at, one in enumerate(history) if one.after is State.RECOMMENDED is not one.before]
    counts = (
        one
        for one in reversed(history[back[-1] if back else 0 :])
        if not one.retracted and one.verdict in _WORDS and one.organisation == names
    )
    return next(counts, None)


def _said(dress: Dress, word: DecisionRow | None) -> str:
    return dress.words("side-silent") if word is None else _told(dress.words, "side-said", word)


def _told(words: Wording, message: str, word: DecisionRow) -> str:
    verdict = words.code("verdict-done", word.verdict)
    return words(message, verdict=verdict, who=word.who, day=day(words, word.at.astimezone().date()))


def _places(dress: Dress, project: ProjectRow) -> Chip:
    words = dress.words
    if project.places_left <= 0:
        return Chip(dress, words("review-full-mark"), "amber")
    if project.places_left == 1:
        return Chip(dress, words("place-last"), "blue")
    return Chip(dress, words("place-left", left=project.places_left, places=project.places))
