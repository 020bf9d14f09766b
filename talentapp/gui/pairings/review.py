"""Review: the liaison reads, decides, and goes on to the next, by keyboard alone if wished."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from talentapp.domain.progress import Progress
from talentapp.domain.states import LIVE, STAGES
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.gui.kit.cautions import scored
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.fonts import in_two
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.naming import NameLine, Naming
from talentapp.gui.kit.saying import Concepts, called, dotted, joined, named
from talentapp.gui.kit.screen import Screen, off_gutter
from talentapp.gui.kit.tables import Cell, Column, RowTable
from talentapp.gui.kit.tokens import CAPTION
from talentapp.gui.kit.widgets import EmptyState, across, button, label, stacked
from talentapp.gui.pairings.decisions import DecisionBar
from talentapp.gui.pairings.held_keys import HeldKeys
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.pairings.reasons import PairingView
from talentapp.office.views.overview import Counts
from talentapp.office.views.pairings import DecisionResult, PairingCard, PairingQuery, PairingRow
from talentapp.office.views.records import OrganisationRow

_Found = tuple[list[OrganisationRow], list[int], frozenset[int], Counts]
"""The organisations, the queue, what of it has no place left, and how much there is of everything."""

if TYPE_CHECKING:
    from talentapp.office.cases.review import Review
    from talentapp.office.records.look import Look
    from talentapp.office.runs.learning import Learning

_QUEUE_WIDTH = 328
_NARROW_QUEUE_WIDTH = 248
_POINTS_WIDTH, _BESIDE = 76, 22  # the column of scores, and what lies beside the words of the other


@dataclass(frozen=True)
class _Word:
    """What was said here, and of whom."""

    pairing_id: int
    name: str
    verdict: Verdict


class ReviewScreen(Screen):
    """The queue of pairings that wait, and the one that is read now."""

    cares_for = frozenset({Kind.PAIRINGS, Kind.RUNS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})

    def __init__(
        self, dress: Dress, jobs: Jobs, look: "Look", review: "Review", learning: "Learning", concepts: Concepts,
        naming: Naming, *, may_recommend: bool,
    ) -> None:  # fmt: skip
        super().__init__(dress, jobs, "nav-review", bottom=0)
        self._look, self._review, self._learning, self._concepts = look, review, learning, concepts
        self._ids: list[int] = []
        self._full: frozenset[int] = frozenset()  # pairings that cannot be accepted now: every place is taken
        self._called: set[str] = set()  # the organisations that the list may name
        self._marked = False  # whether rows have a line of their own for where they stand
        self._likely: dict[int, float] = {}  # by pairing; empty where the learned order is not used
        self._sent: int | None = None  # the pairing whose decision is on its way: a key pressed twice decides once
        self._word: _Word | None = None  # what was said last, or is on its way
        self._decided: _Word | None = None  # the decision that was made last, to be retracted with one key
        self._newest: Verdict | None = None  # what was said last, if nothing has been changed anywhere since
        self._told = ""  # what the last decision was said to have done, until the queue shows what else it did
        self._coming: Queue | None = None  # what another screen wants shown, until it is
        self._special: Queue | None = None  # that of two organisations or of a plan, wanted last
        self._few: tuple[State, ...] = ()  # states that were wanted last, where they are no stage
        self._then: int | None = None  # a pairing to show when the queue has been read again
        self._finding, self._reading = Reading(jobs, self), Reading(jobs, self)
        self._finding.done.connect(self._found)
        self._finding.failed.connect(self._refused)
        self._reading.done.connect(self._show_card)
        self._reading.failed.connect(self._refused)
        self._organisation = Choice(dress)
        dress.say(self._organisation, name="filter-organisation")
        self._states = Choice(dress)
        dress.say(self._states, name="filter-state")
        self._model = RowTable(dress, self._columns(), self._fetch, self)
        self.queue = RecordTable(dress, self._model, "review-queue")
        frame = QFrame()
        frame.setObjectName("tableCard")
        frame.setLayout(stacked(self.queue, margins=(1, 1, 1, 1)))
        keys = label(kind="caption")
        dress.say(keys, "review-keys" if review.allowed else "review-keys-reading")
        left = stacked(self._organisation, self._states, frame, gap=8, margins=(0, 0, 0, 12))
        left.setStretch(2, 1)
        self.bar, self.name = DecisionBar(dress), NameLine(dress, naming)
        self.view = PairingView(dress, concepts)
        right = QWidget()
        right.setObjectName("plain")
        right.setLayout(stacked(self.bar, off_gutter(self.name), self.view, gap=12))
        to_recommend = dress.say(button("primary"), "action-recommend")
        to_recommend.clicked.connect(self._to_recommend)
        self._pages = QStackedWidget()
        self._pages.addWidget(right)
        self._pages.addWidget(EmptyState(dress, "review", "empty-review-title", "empty-review-text"))
        no_run = EmptyState(dress, "recommend", "empty-review-no-run-title", "empty-review-no-run-text", to_recommend)
        if not may_recommend:
            no_run.leave_to("empty-review-no-run-reading")
        self._pages.addWidget(no_run)
        line = across(left, self._pages, gap=16)
        line.setStretch(1, 1)
        self.use_gutter()
        self.body.addLayout(line)
        self._open = dress.say(button(), "review-open", tip="review-open-tip", icon="forward", key="O")
        self._open.clicked.connect(self._open_pairing)
        self.at_right.addWidget(keys)
        self.at_right.addWidget(self._open)
        self._organisation.currentIndexChanged.connect(self._find)
        self._states.currentIndexChanged.connect(self._find)
        self.queue.chosen.connect(self._show)
        self.queue.opened.connect(self._open_pairing)
        self.bar.decided.connect(self._decide)
        self._queue_parts = (self._organisation, self._states, frame)
        self.fit(narrow=False)
        slots: dict[str, Callable[[], object]] = {
            "J": self._next, "K": self._previous, "A": self._accept, "R": self._decline,
            "N": self._another, "U": self._retract, "C": self._comment, "T": self.view.step_part,
            "O": self._open_pairing,
        }  # fmt: skip
        for key, slot in slots.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._keys = HeldKeys(self, slots | {"Ctrl+Z": self.take_back}, self._writes, self._reads)

    def fit(self, narrow: bool) -> None:
        super().fit(narrow)
        for part in self._queue_parts:
            part.setFixedWidth(_NARROW_QUEUE_WIDTH if narrow else _QUEUE_WIDTH)
        self._make_room()

    def refresh(self) -> None:
        self._offer_states()
        self._model.forget()
        self._find()

    def _offer_states(self) -> None:
        words = self.words
        stages = [(words(f"stage-{stage}"), states) for stage, states in STAGES.items()]
        if self._few:
            called = words("review-live") if self._few == LIVE else joined(words, self._names(self._few))
            stages.insert(0, (called, self._few))
        self._states.offer([*stages, (words("review-all"), tuple(State))])

    def _names(self, states: Iterable[State]) -> list[str]:
        return [self.words.code("state", state) for state in states]

    def show_record(self, record_id: Any) -> None:
        """Show a `Queue`, or that of an organisation."""
        queue = record_id if isinstance(record_id, Queue) else Queue(record_id)
        self._coming = queue
        self._special = None if queue.is_one_organisations else replace(queue, states=())
        if queue.states:
            self._few = () if queue.states in STAGES.values() else queue.states
            self._states.blockSignals(True)
            self._offer_states()
            self._states.choose(queue.states)
            self._states.blockSignals(False)
        self._find()

    def focus_first(self) -> None:
        self.queue.setFocus()

    def _find(self) -> None:
        look, chosen = self._look, self._coming or self._organisation.value
        queue = chosen if isinstance(chosen, Queue) else Queue(chosen)
        states = self._states.value or (State.RECOMMENDED,)
        query = PairingQuery(states, queue.organisation, queue.partner, queue.plan)

        def work() -> _Found:
            return look.organisations(), look.find_pairings(query), look.without_place(), look.counts()

        self._finding.ask(work)
        self._keys.watch()

    def _found(self, found: _Found) -> None:
        organisations, ids, full, counts = found
        filled, self._full, self._sent = full - self._full, full, None
        self._tell_filled(len(filled))
        self._offer(organisations)
        self._called = {named(self.words, row.names) for row in organisations if row.projects}
        shown, self._ids = self.queue.chosen_id, ids
        ordered = self._in_order(ids)
        if self._then is None and shown not in ids:
            self._then = self._following(shown, ids)
        self.queue.show_ids(ordered)
        if self._then is not None:
            self.queue.choose(self._then)
            self._then = None
        if self.queue.chosen_id == shown:  # another one has been shown already
            self._show(shown)
        if ids and self._learning.wanted:
            self.jobs.start("job-read", self._weighing(ids), self._weighed)
        few = self._special is not None and self._organisation.value == self._special
        waiting = (
            len(ids)
            if few and self._states.value == (State.RECOMMENDED,)
            else counts.by_state.get(State.RECOMMENDED, 0)
        )
        self.subheading.setText(self.words("count-waiting-review", n=waiting))
        self._pages.setCurrentIndex(0 if ids else 1 if counts.latest_run else 2)

    def _tell_filled(self, filled: int) -> None:
        """Say with what the last decision did how many pairings have no place left by it."""
        told, self._told = self._told, ""
        if told and filled:
            self.said.emit(self.words("decided-filled", told=told, n=filled), False)

    def _following(self, gone: int | None, ids: list[int]) -> int | None:
        """The pairing that came after one that is no longer in the queue, and can be accepted."""
        before: list[int] = self._model.ids
        after = before[before.index(gone) + 1 :] if gone in before else []
        left = set(ids) - self._full
        return next((key for key in after if key in left), None)

    def _offer(self, organisations: list[OrganisationRow]) -> None:
        words = self.words
        entries: list[tuple[str, object]] = [
            (words("choice-with-count", name=named(words, row.names), count=row.waiting), row.id)
            for row in sorted(organisations, key=lambda row: (-row.waiting, named(words, row.names)))
            if row.projects
        ]
        if self._special is not None:
            called = {row.id: named(words, row.names) for row in organisations}
            one, other = (called.get(key or 0, "") for key in (self._special.organisation, self._special.partner))
            said = words("duplicates-both", one=one, other=other) if self._special.partner else words("review-of-plan")
            entries.insert(0, (said, self._special))
        self._organisation.offer([(words("filter-any-organisation"), None), *entries])
        self._organisation.setVisible(len(entries) > 1)  # a liaison's queue is that of one
        if self._coming is not None:
            self._organisation.blockSignals(True)
            self._organisation.choose(self._special or self._coming.organisation)
            self._organisation.blockSignals(False)
            self._coming = None

    def _in_order(self, ids: list[int]) -> list[int]:
        """What can be accepted before what has no place left; the likeliest first, where decisions have taught what is
        likely; else as they are, by score."""
        self._marked = bool(self._likely or self._full.intersection(ids) or len(self._states.value or ()) > 1)
        self._make_room()
        return sorted(ids, key=lambda key: (key in self._full, -self._likely.get(key, 0.0)))

    def _make_room(self) -> None:
        """Rows with a line for what they may be marked with, and a second one for each organisation where the name of
        some needs it."""
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        metrics, room = QFontMetrics(font), self._queue_parts[0].width() - _POINTS_WIDTH - _BESIDE
        broken = any(len(in_two(name, metrics, room)) > 1 for name in self._called)
        self.queue.set_lines((4 if self._marked else 3) + (2 if broken else 0))

    def _weighing(self, ids: list[int]) -> Callable[[Progress], dict[int, float]]:
        learning = self._learning

        def work(progress: Progress) -> dict[int, float]:
            return learning.likelihoods(ids, progress)

        return work

    def _weighed(self, likely: dict[int, float]) -> None:
        if likely != self._likely:
            self._likely = likely
            self._model.forget()
            self.queue.show_ids(self._in_order(self._ids))

    def _fetch(self, ids: list[int]) -> list[PairingRow]:
        return self._look.pairing_rows(ids)

    def _show(self, pairing_id: int | None) -> None:
        if pairing_id is None:
            self._reading.drop()
            self._show_card(None)
            return
        look, concepts, words = self._look, self._concepts, self.words

        def work() -> PairingCard | None:
            concepts.prepare(words)
            rows = look.pairing_rows([pairing_id])
            return look.pairing(rows[0].recommendation_id) if rows else None

        self._reading.ask(work)
        self._keys.watch()

    def _show_card(self, card: PairingCard | None) -> None:
        before = self.view.card
        if before is not None and (card is None or card.row.pairing_id != before.row.pairing_id):
            self.name.hide()  # it was asked who decides on that one
        self._open.setEnabled(card is not None)
        self.view.show_card(card)
        if card is None:
            self.bar.offer(())
        elif before is None or _what(card) != _what(before):  # else the reason that is being typed stays
            same = before is not None and before.row.pairing_id == card.row.pairing_id
            self.bar.offer(card.verdicts, card.full, keep=same)
        self._keys.go_on()

    def _writes(self) -> bool:
        """Whether a decision is on its way, or the queue without it."""
        return self._sent is not None

    def _reads(self) -> bool:
        return self._finding.is_due or self._reading.is_due

    def _decide(self, verdict: Verdict, reason: str) -> None:
        card = self.view.card
        chosen = self.queue.chosen_id
        read = card is not None and card.row.pairing_id == chosen  # only what is read is decided
        if card is not None and chosen is not None and read and chosen != self._sent:
            name, _ = called(self.words, card.row.candidate, card.row.candidate_other_name)
            self._send(_Word(chosen, name, verdict), reason, card.version)

    def _send(self, word: _Word, reason: str = "", version: int | None = None) -> None:
        self.name.ask(partial(self._send_as, word, reason, version))

    def _send_as(self, word: _Word, reason: str, version: int | None, who: str) -> None:
        decide, look = self._review.decide, self._look
        self._word, self._sent = word, word.pairing_id
        self._keys.watch()

        def work(_progress: Progress) -> tuple[DecisionResult, list[PairingRow]]:
            result = decide(word.pairing_id, word.verdict, reason, who, version)
            return result, look.pairing_rows([result.next_pairing_id] if result.next_pairing_id is not None else [])

        self.jobs.start("job-decide", work, self._done, self._refused)

    def _refused(self, error: Exception) -> None:
        self._sent = None
        self.fail(error)
        if self._keys.give_up():
            self.said.emit(self.words("review-keys-given-up"), False)

    def _done(self, done: tuple[DecisionResult, list[PairingRow]]) -> None:
        (result, following), word, words = done, self._word, self.words
        assert word is not None  # noqa: S101 - it is what is done
        self.error.hide()
        self.bar.close_reason()
        stays = word.verdict in (Verdict.RETRACT, Verdict.COMMENT)
        self._then = word.pairing_id if stays else None  # else on from the same place
        if word.verdict is not Verdict.COMMENT:
            self._decided = word if word.verdict is not Verdict.RETRACT else None
        said, name = f"decided-{word.verdict.value}", word.name
        if word.verdict is Verdict.ANOTHER and not following:
            said = "decided-another-none"
        elif following:
            (row,) = following
            whose = (named(words, row.university), named(words, row.firm))
            name = dotted(called(words, row.candidate, row.candidate_other_name)[0], *whose)
        elif result.taken_back is not None:
            said = "decided-retract-another"
        told = words(said, name=name)
        if word.verdict is Verdict.ACCEPT:
            self._told = told
        self.focus_first()  # what had the focus may be gone: the keys go on from the queue
        self.changed.emit(result.changed)
        self.said.emit(told, False)
        self._newest = word.verdict
        self._keys.go_on()  # where another page is in view, nothing is read before this one is again

    def note(self, kinds: frozenset[Kind]) -> None:
        self._newest = None
        super().note(kinds)

    def _open_pairing(self) -> None:
        """Turn to the page of the pairing in view."""
        if self.view.card is not None:
            self.wanted.emit("pairing", self.view.card.row.recommendation_id)

    def _next(self) -> None:
        self.queue.step(1)

    def _previous(self) -> None:
        self.queue.step(-1)

    def _accept(self) -> None:
        self.bar.give(Verdict.ACCEPT)

    def _decline(self) -> None:
        self.bar.give(Verdict.DECLINE)

    def _another(self) -> None:
        self.bar.give(Verdict.ANOTHER)

    def _comment(self) -> None:
        self.bar.give(Verdict.COMMENT)

    def _retract(self) -> None:
        """Retract the decision on the pairing in view, else the decision that was made last; after a comment, say first
        what would be retracted."""
        card, decided = self.view.card, self._decided
        if card is not None and Verdict.RETRACT in card.verdicts:
            self.bar.give(Verdict.RETRACT)
        elif self._newest is Verdict.COMMENT:
            self._newest = None
            words = self.words
            said = words("review-comment-before", name=decided.name) if decided else words("review-comment-stays")
            self.said.emit(said, False)
        elif decided is not None:
            self._send(replace(decided, verdict=Verdict.RETRACT))
        else:
            self.said.emit(self.words("review-nothing-back"), False)

    def take_back(self) -> bool:
        """As U does, while what was said here is what was done last."""
        newest, decided = self._newest, self._decided
        if newest is None:
            return False
        if newest is Verdict.COMMENT or decided is None:
            self._retract()
        else:
            self._send(replace(decided, verdict=Verdict.RETRACT))
        return True

    def _to_recommend(self) -> None:
        self.wanted.emit("recommend", None)

    def _columns(self) -> list[Column]:
        return [
            Column("column-candidate", self._who, 200, 1),
            Column("column-score", self._points, _POINTS_WIDTH, 0),
        ]

    def _who(self, row: PairingRow) -> Cell:
        likely = self._likely.get(row.pairing_id or 0)
        said = "" if likely is None else self.words("review-likely", share=f"{likely:.0%}")
        if len(self._states.value or ()) > 1:
            said = dotted(self.words.code("state", row.state), said) if row.state else said
        full = row.pairing_id in self._full
        if full:
            said = dotted(self.words("review-full-mark"), said)
        if row.forbidden:
            said = dotted(self.words("review-forbidden-mark"), said)
        under = "\n".join(filter(None, (named(self.words, row.university), named(self.words, row.firm), said)))
        name, _ = called(self.words, row.candidate, row.candidate_other_name)
        return Cell(name, under, strong=True, icon="forbid" if full or row.forbidden else "")

    def _points(self, row: PairingRow) -> Cell:
        return scored(self.words, row.score, row.caution, row.weights)


def _what(card: PairingCard) -> tuple[object, ...]:
    """What the offers of a card depend on."""
    return card.row.pairing_id, card.version, card.full
