"""Review: the liaison reads, decides, and goes on to the next, by keyboard alone if wished."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.naming import NameLine, Naming
from talentapp.gui.kit.saying import Concepts, called
from talentapp.gui.kit.screen import Screen, off_gutter
from talentapp.gui.kit.tables import RowTable
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import EmptyState, button, label, plain, stacked
from talentapp.gui.pairings.decisions import DecisionBar
from talentapp.gui.pairings.held_keys import HeldKeys
from talentapp.gui.pairings.last_word import LastWord, Word, last_said, moved_on, nothing_back, others_word, told
from talentapp.gui.pairings.no_run import NoRun
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.pairings.queue_choice import QueueChoice
from talentapp.gui.pairings.queue_rows import Found, QueueRows, find
from talentapp.gui.pairings.reasons import PairingView
from talentapp.gui.pairings.unsaid import Unsaid
from talentapp.gui.pairings.words import keys_told, move_said
from talentapp.office.views.pairings import DecisionResult, PairingCard, PairingQuery, PairingRow

if TYPE_CHECKING:
    from talentapp.office.cases.dossiers import Dossiers
    from talentapp.office.cases.review import Review
    from talentapp.office.records.look import Look
    from talentapp.office.runs.learning import Learning

_GAP = 12  # between what stands in the head
_QUEUE_WIDTH = 328
_NARROW_QUEUE_WIDTH = 248
_REPEATED = ("J", "K", "PgDown", "PgUp")
GLANCE = 0.4  # seconds in which nobody can have read a pairing: what is pressed so soon was not meant for it


class ReviewScreen(Screen):
    """The queue of pairings that wait, and the one that is read now."""

    cares_for = frozenset({Kind.PAIRINGS, Kind.RUNS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})

    def __init__(
        self, dress: Dress, jobs: Jobs, look: "Look", dossiers: "Dossiers", review: "Review", learning: "Learning",
        concepts: Concepts, naming: Naming, unsaid: Unsaid, *, may_recommend: bool,
    ) -> None:  # fmt: skip
        super().__init__(dress, jobs, "nav-review", bottom=0)
        self._look, self._review, self._learning, self._concepts = look, review, learning, concepts
        self._unsaid, self._dossiers = unsaid, dossiers
        self._ids: list[int] = []
        self._about: Queue | None = None  # what these are
        self._awaited = False  # the queue is to have the focus as soon as it can
        self._rows = QueueRows(dress, self._states)
        self._sent: int | None = None  # the pairing whose decision is on its way: a key pressed twice decides once
        self._word: Word | None = None  # what was said last, or is on its way
        self._word_id: int | None = None  # and the decision that it has become
        self._newest: Verdict | None = None  # what was said last, if nothing has been changed anywhere since
        self._back: Word | None = None  # what has been retracted last, or is being: it can be said again
        self._accepted = ""  # what an acceptance was said to have done, until the queue shows what else it did
        self._then: int | None = None  # a pairing to show when the queue has been read again
        self._elsewhere = False  # the queue is read again because of what was done elsewhere
        self._finding, self._reading = Reading(jobs, self), Reading(jobs, self)
        self._finding.done.connect(self._found)
        self._finding.failed.connect(self._refused)
        self._reading.done.connect(self._show_card)
        self._reading.failed.connect(self._refused)
        self.choice = QueueChoice(dress)
        self._model = RowTable(dress, self._rows.columns(), self._fetch, self)
        self.queue = RecordTable(dress, self._model, "review-queue")
        frame = QFrame()
        frame.setObjectName("tableCard")
        self._listed = stacked(self.queue, margins=(1, 1, 1, 1))
        frame.setLayout(self._listed)
        keys = self._told_keys = label(kind="caption")
        self._can: Sequence[Verdict] = tuple(Verdict) if review.allowed else ()  # of what is in view
        dress.changed.connect(self._say_keys)
        queue = stacked(self.choice.organisation, self.choice.states, frame, gap=8, margins=(0, 0, 0, 12))
        queue.setStretch(2, 1)
        self._left = plain(queue)
        self.bar, self.name, self.last = DecisionBar(dress, self._unsaid), NameLine(dress, naming), LastWord(dress)
        self.view = PairingView(dress, concepts)
        self._pages = Leaves()
        self._pages.addWidget(self.view)
        self._waiting = dress.say(button(), "review-to-waiting", n=0)
        self._waiting.clicked.connect(self._to_waiting)
        self._none = EmptyState(dress, "review", "empty-review-title", "empty-review-text", self._waiting)
        self._pages.addWidget(self._none)
        no_run = NoRun(dress, jobs, may_recommend=may_recommend)
        no_run.wanted.connect(self._to_recommend)
        self._pages.addWidget(no_run)
        to_roster = dress.say(button("primary"), "nav-rosters")
        to_roster.clicked.connect(self._to_roster)
        self._pages.addWidget(
            EmptyState(dress, "check", "empty-review-done-title", "empty-review-done-text", to_roster)
        )
        self._read = stacked(self.bar, off_gutter(self.name, self.last), gap=12)
        self._read.addWidget(self._pages, 1)
        self._fold = self.beside(self._left, plain(self._read))
        self.body.addWidget(self._fold)
        self.use_gutter()
        self._open = dress.say(button(), "review-open", tip="review-open-tip", icon="forward", key="O")
        self._open.clicked.connect(self._open_pairing)
        self.at_right.addWidget(keys)
        self.at_right.addWidget(self._open)
        self._say_keys()
        self.choice.changed.connect(self._find)
        self.queue.chosen.connect(self._show)
        self._fold.follow(self.queue, self._open_pairing)
        self.bar.decided.connect(self._decide)
        self.bar.onward.connect(self._open_pairing)
        self.last.back_wanted.connect(self._retract_last)
        self.last.instead_wanted.connect(self._show_instead)
        self.last.page_wanted.connect(partial(self.wanted.emit, "pairing"))
        self.fit(narrow=False)
        about_one: dict[str, Callable[[], object]] = {
            "A": self._accept, "T": self.view.step_part, "PgDown": partial(self.view.turn_page, 1),
            "PgUp": partial(self.view.turn_page, -1),
        }  # fmt: skip
        asks = {"R": Verdict.DECLINE, "N": Verdict.ANOTHER, "C": Verdict.COMMENT}
        slots: dict[str, Callable[[], object]] = {
            "J": self._next, "K": self._previous, "O": self._open_pairing, "U": self._retract,
            **{key: partial(self._once_read, slot) for key, slot in about_one.items()},
            **{key: partial(self._ask, verdict) for key, verdict in asks.items()},
        }  # fmt: skip
        self._keys = HeldKeys(
            self, slots | {"Ctrl+Z": self.take_back, "Ctrl+Shift+Z": self.do_again}, self._writes, self._reads
        )
        for key, slot in slots.items():
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(key in _REPEATED)  # any other that is held down says it once
            shortcut.activated.connect(slot if key in _REPEATED else self._keys.repeats.once(key, slot))

    def _say_keys(self) -> None:
        self._told_keys.setText(keys_told(self.words, self._can))
        self._fit_keys()

    def _fit_keys(self) -> None:
        """The keys are told where what is listed is said in full beside them: F1 tells them, too."""
        count = self.subheading.fontMetrics().horizontalAdvance(self.subheading.text())
        wanted = sum(one.sizeHint().width() for one in (self.heading, self._told_keys, self._open)) + count + 4 * _GAP
        self._told_keys.setVisible(not self._fold.folded and wanted <= self.width() - 2 * GUTTER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_keys()

    def _once_read(self, act: Callable[[], object]) -> None:
        """Do what is about one pairing; where the list stands alone, turn to what it is about first."""
        if not self._fold.read():
            act()

    def _accept(self) -> None:
        if not self.bar.give(Verdict.ACCEPT):
            self._say_not_now(Verdict.ACCEPT)

    def _say_not_now(self, verdict: Verdict) -> None:
        """Say why a key gives no verdict on what has come further than the queue."""
        card = self.view.card
        state = card.row.state if card is not None else None
        if card is None or state in (None, State.RECOMMENDED) or not card.verdicts:
            return
        further = "review-not-now-shortlisted" if state is State.SHORTLISTED else "review-not-now"
        words = self.words
        told = words(further, verdict=move_said(words, verdict), state=words.code("state", state))
        self.last.note(told, card.row.pairing_id)

    def _ask(self, verdict: Verdict) -> None:
        """Ask what is to be said with a verdict, and turn to where it is asked. Where it may not be given, what follows
        was meant as words, not as keys: it goes nowhere."""
        self._fold.read()
        if not self.bar.give(verdict):
            self._say_not_now(verdict)
            self._keys.give_up()

    def fit(self, narrow: bool) -> None:
        super().fit(narrow)
        self._fold.widen(_NARROW_QUEUE_WIDTH if narrow else _QUEUE_WIDTH)
        self._fit_keys()
        self._left.setContentsMargins(0, 0, GUTTER if self._fold.folded else 0, 0)
        self._make_room()
        self._settle_empty()

    def _settle_empty(self) -> None:
        """Say where somebody looks that there is nothing, and what to do: where the list stands alone, in its place."""
        alone = self._fold.folded and not self._fold.reading and not self._model.ids
        self.queue.setVisible(not alone)
        home = self._listed if alone else self._read
        if home.indexOf(self._pages) < 0:
            home.addWidget(self._pages, 1)
        self._fold.offer(bool(self._model.ids))
        if self._awaited and not alone:
            self.focus_first()

    def refresh(self) -> None:
        self.error.hide()
        self.choice.offer_states()
        self._model.forget()
        self._find()

    def show_record(self, record_id: Any) -> None:
        """Show a `Queue`, or what waits for an organisation."""
        self._fold.leave()
        self.choice.lead(record_id if isinstance(record_id, Queue) else Queue(record_id, states=(State.RECOMMENDED,)))

    def forget_lead(self) -> None:
        self.choice.forget_lead()

    def focus_first(self) -> None:
        front = self._fold.front(self.queue)
        self._awaited = front.isHidden()  # until there is something in it
        front.setFocus()

    def _find(self) -> None:
        look, queue = self._look, self.choice.queue
        query = PairingQuery(queue.states, queue.organisation, queue.partner, queue.plan)
        self._finding.ask(partial(find, look, self._dossiers, query, self.last.about))
        self._keys.watch()

    def _found(self, found: Found) -> None:
        organisations, ids, full, counts = found.organisations, found.ids, found.full, found.counts
        filled, self._rows.full, self._rows.shut, self._sent = full - self._rows.full, full, found.shut, None
        self._rows.spoken, self._rows.by_others = found.spoken, found.by_others
        to_first = self.choice.leads_to_first
        self._tell_filled(len(filled))
        self._rows.unsaid = frozenset(self._unsaid.pairings())
        self.last.settle(found.also)
        self.choice.offer(organisations)
        own = organisations[0].id if len(organisations) == 1 else self.choice.organisation.value
        self._rows.of(organisations, own if isinstance(own, int) else None)
        self._make_room()
        other, self._about = self.choice.queue != self._about, self.choice.queue
        shown, self._ids = self.queue.chosen_id, ids
        left = shown is not None and shown not in ids and self._then is None
        stays, self._elsewhere = left and self._elsewhere and shown in self._model.ids, False
        self._rows.gone = shown if stays else None  # what is being read goes from under nobody's hands
        if left and not stays and not other:
            self._then = self._following(shown, ids)
        ordered = self._rows.in_order(ids, self._model.ids, self.choice.spoken)
        self.queue.show_ids(ordered, from_top=other)
        if to_first and ordered:
            self._then = ordered[0]
        if self._then is not None:
            self.queue.choose(self._then)
            self._then = None
        if self.queue.chosen_id == shown:  # another one has been shown already
            self._show(shown)
        if ids and self._learning.wanted:
            self.jobs.start("job-read", self._weighing(ids), self._weighed)
        waiting, waits = counts.by_state.get(State.RECOMMENDED, 0), self.choice.waits
        self.subheading.setText(self._rows.counted(ids, found.waiting))
        self._fit_keys()
        done = waits and sum(counts.by_state.values()) > 0 and not (ids if self.choice.is_special else waiting)
        way, n = self.choice.way_to_waiting(len(found.waiting), waiting)
        self.dress.say(self._waiting, way, n=n).setVisible(bool(n))
        elsewhere = "empty-review-text" if len(organisations) > 1 else "empty-review-own-text"
        self._none.tell(elsewhere if any(counts.by_state.values()) else "empty-review-none-text")
        self._pages.setCurrentIndex(0 if ordered else 2 if not counts.latest_run else 3 if done else 1)
        self._settle_empty()

    def _tell_filled(self, filled: int) -> None:
        """Say with what the last decision did how many pairings have no place left by it."""
        told, self._accepted = self._accepted, ""
        if told and filled:
            self.last.add(self.words("decided-filled", told=told, n=filled))

    def _following(self, gone: int | None, ids: list[int]) -> int | None:
        """The pairing that came after one that is no longer in the queue, and can be accepted."""
        before: list[int] = self._model.ids
        after = before[before.index(gone) + 1 :] if gone in before else []
        left = set(ids) - self._rows.full - self._rows.shut
        return next((key for key in after if key in left), None)

    def _weighing(self, ids: list[int]) -> Callable[[Progress], dict[int, float]]:
        learning = self._learning

        def work(progress: Progress) -> dict[int, float]:
            return learning.likelihoods(ids, progress)

        return work

    def _weighed(self, likely: dict[int, float]) -> None:
        if likely != self._rows.likely:
            self._rows.likely = likely
            self._make_room()
            self._model.forget()
            self.queue.show_ids(self._rows.in_order(self._ids, self._model.ids, self.choice.spoken))

    def _states(self) -> tuple[State, ...]:
        return self.choice.queue.states

    def _make_room(self) -> None:
        width = (self._fold if self._fold.folded else self._left).width()
        self.queue.set_lines(self._rows.lines(self.font(), width))

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
        self.last.turn_to(card)
        self._open.setEnabled(card is not None)
        if card is not None:
            self._can = card.verdicts
            self._say_keys()
        self.view.show_card(card)
        if card is None:
            self._can = ()
            self._say_keys()
            self.bar.offer(())
        elif before is None or _what(card) != _what(before):  # else the reason that is being typed stays
            same = before is not None and before.row.pairing_id == card.row.pairing_id
            asked = self.bar.asked
            self.bar.offer(card.verdicts, card, keep=same)
            read = before.history if before is not None and same else card.history
            if news := moved_on(self.words, read, card.history, self._word_id):
                self.last.note(news, card.row.pairing_id)
            if same and asked and not self.bar.asked:  # what is typed on was meant as words, not as keys
                self._keys.give_up()
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
        if card is None or chosen is None or not read or chosen == self._sent:
            return
        name, _ = called(self.words, card.row.candidate, card.row.candidate_other_name)
        if self.view.in_view < GLANCE:
            told = self.words("review-not-read", verdict=self.words.code("verdict-done", verdict), name=name)
            self.last.note(told, chosen)
            self._keys.give_up()  # those that follow were meant for what comes after it
        else:
            said = last_said(card)
            word = Word(chosen, name, verdict, reason, said, recommendation_id=card.row.recommendation_id)
            if verdict is Verdict.RETRACT and said is not None:
                self._back = replace(word, verdict=said.verdict, reason=said.reason, before=None)
            self._send(word, card.version)

    def _send(self, word: Word, version: int | None = None) -> None:
        self.name.ask(partial(self._send_as, word, version))

    def _send_as(self, word: Word, version: int | None, who: str) -> None:
        decide, look = self._review.decide, self._look
        own = word.before is not None and word.before.who == who
        self._word, self._sent = replace(word, before=None) if own else word, word.pairing_id
        self._keys.watch()

        def work(_progress: Progress) -> tuple[DecisionResult, list[PairingRow]]:
            result = decide(word.pairing_id, word.verdict, word.reason, who, version)
            return result, look.pairing_rows([result.next_pairing_id] if result.next_pairing_id is not None else [])

        self.jobs.start("job-decide", work, self._done, self._refused)

    def _refused(self, error: Exception) -> None:
        self._sent = None
        self.fail(error)
        if self._keys.give_up():
            self.last.note(self.words("review-keys-given-up"))

    def _done(self, done: tuple[DecisionResult, list[PairingRow]]) -> None:
        (result, following), word, words = done, self._word, self.words
        assert word is not None  # noqa: S101 - it is what is done
        self._word_id = result.decision_id
        self.error.hide()
        self.bar.said(word.pairing_id, word.reason)
        stays = word.verdict in (Verdict.RETRACT, Verdict.COMMENT)
        self._then = word.pairing_id if stays else None  # else on from the same place
        said, instead = told(words, word, result, following), result.next_pairing_id
        if instead is not None:
            self._rows.instead.add(instead)
        if word.verdict is Verdict.ACCEPT:
            self._accepted = said
        self.last.tell(said, word, result)
        self.focus_first()  # what had the focus may be gone: the keys go on from the queue
        self.changed.emit(result.changed)
        self._newest = word.verdict
        if self._back is not None:
            self._back = replace(self._back, version=result.version) if word.retracts_own else None
        self._keys.go_on()  # where another page is in view, nothing is read before this one is again

    def note(self, kinds: frozenset[Kind], done: bool = True) -> None:
        if done:
            self._newest = None
        self._elsewhere = not done and self.isVisible() and bool(kinds & self.cares_for)
        super().note(kinds, done)

    def _open_pairing(self, _pairing_id: int = 0) -> None:
        """Turn to the page of the pairing in view."""
        if self.view.card is not None:
            self.wanted.emit("pairing", self.view.card.row.recommendation_id)

    def _next(self) -> None:
        self.queue.step(1)

    def _previous(self) -> None:
        self.queue.step(-1)

    def _retract(self) -> None:
        """Retract the decision on the pairing in view, else the decision that was made last; after a comment, say first
        what would be retracted."""
        self._fold.read()  # where it is said
        card, decided = self.view.card, self.last.decided
        if card is not None and Verdict.RETRACT in card.verdicts:
            self.bar.give(Verdict.RETRACT)
        elif card is not None and (said := others_word(card)) is not None:
            verdict = self.words.code("verdict-done", said.verdict)
            self.last.note(self.words("review-not-yours", verdict=verdict, who=said.who), card.row.pairing_id)
        elif self._newest is Verdict.COMMENT:
            self._newest = None
            words = self.words
            told = words("review-comment-before", name=decided.name) if decided else words("review-comment-stays")
            self.last.note(told, card.row.pairing_id if card is not None else None)  # elsewhere U means another
        elif decided is not None:
            self._retract_last()
        else:
            self.last.note(nothing_back(self.words, card), card.row.pairing_id if card is not None else None)

    def _retract_last(self) -> None:
        """Retract the decision that was made last, whatever is in view now."""
        if self.last.decided is not None:
            self._back = self.last.decided
            word = replace(self.last.decided, verdict=Verdict.RETRACT, reason="", before=None)
            self._send(word, self.last.decided.version)  # nobody else's decision since

    def _show_instead(self, pairing_id: int) -> None:
        """Show who was put forward in place of somebody else."""
        self.queue.choose(pairing_id)
        self.focus_first()

    def take_back(self) -> bool:
        """As U does, while what was said here is what was done last."""
        newest = self._newest
        if newest is None:
            return False
        if newest is Verdict.RETRACT:  # what was done before it was not meant
            self.last.note_retracted()
        elif newest is Verdict.COMMENT or self.last.decided is None:
            self._retract()
        else:
            self._retract_last()
        return True

    def do_again(self) -> bool:
        """Say again what was retracted, while that is what was done last, and was one's own."""
        again, self._back = self._back, None
        if self._newest is not Verdict.RETRACT:
            return False
        if again is not None:
            self._send(again, again.version)
        return again is not None or self.last.note_others()

    def _to_roster(self) -> None:
        self.wanted.emit("rosters", None)

    def _to_waiting(self) -> None:
        self.show_record(self.choice.waiting)

    def _to_recommend(self) -> None:
        self.wanted.emit("recommend", None)


def _what(card: PairingCard) -> tuple[object, ...]:
    """What the offers of a card depend on."""
    return card.row.pairing_id, card.version, card.full, card.row.not_open
