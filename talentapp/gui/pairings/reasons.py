"""A pairing with its reasons: both sides, the parts of the score, shared and missing concepts, both texts, history."""

import time
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from talentapp.domain.reasons import PARTS, REASONS_FROM, Explanation
from talentapp.domain.terms import State
from talentapp.domain.words import day, done, holds_no_more, moment
from talentapp.gui.kit.bars import ContributionBars
from talentapp.gui.kit.cautions import cautioned, weighed
from talentapp.gui.kit.chips import Chip, Chips, Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.passages import MarkedText, Whose
from talentapp.gui.kit.saying import STATE_TONES, Concepts, called, dotted, joined, per_cent, term
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, empty, label, rule, stacked
from talentapp.gui.kit.widgets import card as surface
from talentapp.gui.pairings.sides import sides
from talentapp.gui.pairings.standing import standing
from talentapp.gui.pairings.tiles import parts_of
from talentapp.gui.pairings.words import reason_of, speaker_of
from talentapp.office.views.pairings import PairingCard
from talentapp.office.views.records import CandidateCard, Passages, ProjectCard
from talentapp.wording import Wording

_NAMED = 12  # of what both name is shown at once
_PART_ICONS = {"university": "university", "firm": "firm", "synergy": "synergy"}


class PairingView(QWidget):
    """Shows one `PairingCard`. The part in view is kept from one pairing to the next."""

    record_wanted = Signal(str, int)  # "candidates" or "projects", and the id

    def __init__(self, dress: Dress, concepts: Concepts) -> None:
        super().__init__()
        self._dress = dress
        self._concepts = concepts
        self._card: PairingCard | None = None
        self._part = ""  # none has been looked at: the reader's own side comes first
        self._column = Column(margins=(0, 0, GUTTER, 24))
        self._reasons = QVBoxLayout()
        self._texts: list[MarkedText] = []
        self._painted: float | None = None  # when the pairing shown was painted first
        self._column.viewport().installEventFilter(self)
        self.setLayout(stacked(self._column))

    @property
    def card(self) -> PairingCard | None:
        """The pairing shown."""
        return self._card

    def show_card(self, card: PairingCard | None) -> None:
        """Show a pairing, or nothing."""
        before, self._card = self._card, card
        if before is None or card is None or before.row.recommendation_id != card.row.recommendation_id:
            self._painted = None
        if card is None:
            self._column.start_over()
        else:
            self._part = self._part or ("firm" if card.asks_for == card.row.firm_project else "university")
            self._column.fill(self._parts(card))

    @property
    def in_view(self) -> float:
        """For how many seconds the pairing shown has been on the screen."""
        return 0.0 if self._painted is None else time.monotonic() - self._painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() is QEvent.Type.Paint and self._painted is None and self._card is not None:
            self._painted = time.monotonic()
        return False

    def _parts(self, card: PairingCard) -> Iterator[None]:
        box = self._column.box
        if card.row.masked:
            box.addWidget(self._masked(card.candidate))
        box.addWidget(sides(self._dress, card))
        box.addWidget(self._score(card))
        self._reasons = stacked(gap=12)
        box.addLayout(self._reasons)
        yield
        self._show_part(self._part)
        yield
        box.addWidget(self._terms(card))
        if card.history:
            box.addWidget(self._history(card))
        box.addStretch(1)

    def turn_page(self, pages: int) -> None:
        """Scroll so many pages down, or up."""
        self._column.turn_page(pages)

    def step_part(self) -> None:
        """Show the reasons of the next part."""
        if self._card is not None:
            self._show_part(PARTS[(PARTS.index(self._part) + 1) % len(PARTS)])
            self._column.settle()

    def _masked(self, candidate: CandidateCard) -> QWidget:
        """Says why there is no name, and how much more is not told."""
        words = self._dress.words
        said = words("masked-withdrawn-text" if candidate.withdrawn else "masked-text")
        bar = QFrame()
        bar.setObjectName("hint")
        text = stacked(label(said, wrap=True), gap=4)
        if candidate.left_out:
            text.addWidget(label(words("masked-left-out", n=candidate.left_out), "secondary", wrap=True))
        line = across(Chip(self._dress, words("masked-mark"), "amber"), text, gap=12)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 8, 16, 8)
        bar.setLayout(line)
        return bar

    def _score(self, card: PairingCard) -> QWidget:
        words, row = self._dress.words, card.row
        score = label(f"{row.score:.1f}", "score")
        state = across(gap=8)
        if row.state is not None:
            state.addWidget(Chip(self._dress, words.code("state", row.state), STATE_TONES[row.state]))
        if card.full:
            state.addWidget(Chip(self._dress, words("review-full-mark"), "amber"))
        state.addWidget(Chip(self._dress, words.code("form", row.form)))
        state.addStretch(1)
        left = stacked(label(words("pairing-score"), "caption"), score, state, None, gap=4)
        line = across(left, ContributionBars(self._dress, parts_of(words, row), words("pairing-total")), gap=32)
        line.setStretch(1, 1)
        box = stacked(line, gap=12)
        last = card.history[-1] if row.state is State.EXPIRED and card.history else None
        if last is not None and (why := reason_of(words, last)):
            box.addWidget(label(dotted(why, moment(words, last.at)), "secondary", wrap=True))
        if row.caution is not None:
            box.addLayout(cautioned(self._dress, row.caution))
        if row.weights is not None:
            box.addLayout(weighed(self._dress, row.weights))
        return surface(box)

    # The reasons of one part

    def _show_part(self, part: str) -> None:
        card = self._card
        assert card is not None  # noqa: S101 - only called while a card is shown
        self._part = part
        empty(self._reasons)
        words = self._dress.words
        explanation = card.explanations.get(part)
        tabs = across(label(words("pairing-reasons"), "section"), gap=8)
        tabs.addStretch(1)
        group = QButtonGroup(self)
        for name in PARTS:
            one = self._dress.say(button(), f"part-{name}", icon=_PART_ICONS[name])
            one.setCheckable(True)
            one.setChecked(name == part)
            one.setProperty("part", name)
            group.addButton(one)
            tabs.addWidget(one)
        group.buttonClicked.connect(self._tab_clicked)
        self._reasons.addLayout(tabs)
        inner = stacked(gap=12)
        self._texts = []
        if explanation is None:
            inner.addWidget(label(words("pairing-no-reasons"), "secondary", wrap=True))
        else:
            self._explain(inner, card, part, explanation)
        self._reasons.addWidget(surface(inner))

    def _explain(self, box: QVBoxLayout, card: PairingCard, part: str, explanation: Explanation) -> None:
        words = self._dress.words
        if explanation.too_little:
            box.addWidget(label(words("pairing-too-little"), "secondary", wrap=True))
        elif explanation.score < REASONS_FROM:
            box.addWidget(label(words("pairing-too-low"), "secondary", wrap=True))
        else:
            if explanation.named:
                box.addWidget(label(words("named-by-both"), "strong"))
                box.addWidget(Chips(self._dress, [one.text for one in explanation.named], "blue", limit=_NAMED))
            box.addWidget(label(words(f"shared-{part}"), "strong"))
            flow = Flow(gap=8)
            group = QButtonGroup(self)
            group.setExclusive(False)
            for shared, rounded in zip(explanation.shared, card.points(part), strict=True):
                one = button("chip")
                one.setProperty("rest", not shared.concept)
                one.setText(f"{self._concepts(words, shared.concept)}  +{rounded:.1f}")
                one.setCheckable(True)
                one.setProperty("concept", shared.concept)
                one.setAccessibleName(one.text())
                if shared.also:
                    near = joined(words, (self._concepts(words, code) for code in shared.also))
                    one.setToolTip(words("reason-also", concepts=near))
                group.addButton(one)
                flow.addWidget(one)
            group.buttonToggled.connect(self._concept_toggled)
            box.addLayout(flow)
        if explanation.missing:
            box.addWidget(label(words(f"missing-{part}"), "strong"))
            names = [self._concepts(words, missing.concept) for missing in explanation.missing]
            box.addWidget(Chips(self._dress, names, "red"))
        if explanation.rank:
            box.addLayout(standing(self._dress, self._concepts, explanation))
        left, right = _texts(words, card, part)
        named_left, named_right = (
            [span for one in explanation.named for span in getattr(one, side)] for side in ("left", "right")
        )
        left_text = MarkedText(
            self._dress, left[1], left[2], {s.concept: s.left for s in explanation.shared}, named_left
        )
        right_text = MarkedText(
            self._dress, right[1], "project", {s.concept: s.right for s in explanation.shared}, named_right
        )
        right_text.with_missing([span for missing in explanation.missing for span in missing.right])
        self._texts = [left_text, right_text]
        box.addWidget(rule())
        sides = across(_titled(left[0], left_text), _titled(right[0], right_text), gap=24)
        sides.setStretch(0, 1)
        sides.setStretch(1, 1)
        box.addLayout(sides)

    def _tab_clicked(self, tab: QPushButton) -> None:
        self._show_part(str(tab.property("part")))
        self._column.settle()

    def _concept_toggled(self, one: QPushButton, checked: bool) -> None:
        concept = str(one.property("concept")) if checked else None
        if checked:
            for other in one.group().buttons():
                if other is not one:
                    other.setChecked(False)
        for text in self._texts:
            text.look_at(concept)

    # Terms and history

    def _terms(self, card: PairingCard) -> QWidget:
        words = self._dress.words
        sides: Sequence[tuple[str, list[tuple[str, str]]]] = (
            ("column-candidate", candidate_terms(self._dress, card.candidate)),
            ("side-university", project_terms(self._dress, card.university_project)),
            ("side-firm", project_terms(self._dress, card.firm_project)),
        )
        columns = across(gap=24)
        for heading, facts in sides:
            column = stacked(label(words(heading), "strong"), gap=8)
            for name, value in facts:
                column.addLayout(stacked(label(name, "caption"), label(value, wrap=True, selectable=True), gap=0))
            column.addStretch(1)
            columns.addLayout(column, 1)
        box = stacked(label(words("pairing-terms"), "section"), columns, gap=12)
        return surface(box)

    def _history(self, card: PairingCard) -> QWidget:
        words = self._dress.words
        box = stacked(label(words("pairing-history"), "section"), gap=8)
        for decision in card.history:
            chip = Chip(self._dress, done(words, decision.verdict, decision.role), STATE_TONES[decision.after])
            who = dotted(
                speaker_of(words, decision),
                moment(words, decision.at),
                holds_no_more(words, retracted=decision.retracted, void=decision.void),
            )
            line = across(chip, label(who, "caption"), None, gap=8)
            box.addLayout(line)
            if reason := reason_of(words, decision):
                box.addWidget(label(reason, wrap=True, selectable=True))
        return surface(box)


class Fact(QWidget):
    """A name and a value, or what shows one, as a line of a card."""

    def __init__(self, name: str, value: str | QWidget) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.title = label(name, "caption")
        self.title.setMinimumWidth(64)
        self.title.setContentsMargins(0, 2, 0, 0)
        text = label(value, wrap=True, selectable=True) if isinstance(value, str) else value
        line = across(self.title, text, gap=8)
        line.setStretch(1, 1)
        line.setAlignment(self.title, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


def told(facts: Sequence[Fact]) -> QVBoxLayout:
    """Facts one under the other, their values from one line on: a long name moves them all."""
    for one in facts:
        one.title.ensurePolished()  # as wide as it will be painted
    widest = max((one.title.sizeHint().width() for one in facts), default=0)
    for one in facts:
        one.title.setMinimumWidth(max(widest, one.title.minimumWidth()))
    return stacked(*facts, gap=8)


def candidate_terms(dress: Dress, card: CandidateCard) -> list[tuple[str, str]]:
    """What a candidate offers, said."""
    words, row = dress.words, card.row
    noncompete = dotted(*(words("noncompete-all") if name == "*" else name for name in card.noncompete_with))
    if card.noncompete_until:
        noncompete = dotted(noncompete, words("format-term-until", end=day(words, card.noncompete_until)))
    return _said(
        (words("fact-forms"), dotted(*(words.code("form", form) for form in row.forms))),
        (words("fact-effort-in-all"), per_cent(row.effort)),
        (words("fact-available"), day(words, row.available_from)),
        (words("fact-noncompete"), noncompete),
        (words("fact-conflicts"), dotted(*card.conflicts)),
        (words("fact-contact"), "\n".join(filter(None, (card.email_masked, card.phone_masked)))),
    )


def project_terms(dress: Dress, card: ProjectCard) -> list[tuple[str, str]]:
    """What a project offers and asks for, said."""
    words, row = dress.words, card.row
    return _said(
        (words("fact-forms"), dotted(*(words.code("form", form) for form in row.forms))),
        (words("fact-effort-asked"), per_cent(row.effort_min, row.effort_max)),
        (words("fact-term"), term(words, row.start, row.end)),
        (words("fact-places"), words("places-left", left=row.places_left, places=row.places)),
        (words("fact-site"), card.site),
        (words("fact-contact-person"), card.contact),
    )


def _said(*facts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in facts if value]


def _texts(
    words: Wording, card: PairingCard, part: str
) -> tuple[tuple[str, Passages, Whose], tuple[str, Passages, Whose]]:
    name, _ = called(words, card.row.candidate, card.candidate.row.other_name)
    candidate: tuple[str, Passages, Whose] = (name, card.candidate.passages, "candidate")
    university: tuple[str, Passages, Whose] = (
        card.row.university_project, card.university_project.passages, "project",
    )  # fmt: skip
    firm: tuple[str, Passages, Whose] = (card.row.firm_project, card.firm_project.passages, "project")
    return {"university": (candidate, university), "firm": (candidate, firm), "synergy": (university, firm)}[part]


def _titled(title: str, text: MarkedText) -> QVBoxLayout:
    return stacked(label(title, "strong", wrap=True), text, None, gap=8)
