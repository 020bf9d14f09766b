"""What waits for the role, and more quietly what waits for others."""

import json
from collections.abc import Callable, Mapping

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from talentapp.domain.cases import WORDS_OF
from talentapp.domain.states import GIVES_WORD, TRANSITIONS
from talentapp.domain.terms import Kind, Role, State, Verdict
from talentapp.domain.words import moment
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted, file_called, joined
from talentapp.gui.kit.widgets import across, button, label, stacked
from talentapp.gui.overview.lines import TextLine, WaitingLine
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.pairings.words import move_said
from talentapp.office.views.imports import ImportRow
from talentapp.office.views.overview import Counts, Moved
from talentapp.office.views.records import OrganisationRow

_SHOWN, _OTHERS_SHOWN, _FILES = 5, 3, 2
_DISMISSED = "overview/dismissed-imports"


class WaitingCard(QFrame):
    """The card of what waits. Each line opens where it is dealt with."""

    wanted = Signal(str, object)  # a page, and what of it
    dismissed = Signal()

    def __init__(self, dress: Dress, role: Role, may_go: Callable[[str], bool], memory: QSettings | None) -> None:
        super().__init__()
        self.setObjectName("card")
        self._dress, self._role, self._may_go, self._memory = dress, role, may_go, memory
        self._box = stacked(self._head(), gap=4)
        self._box.setContentsMargins(16, 12, 16, 12)
        self.setLayout(self._box)

    def show_what_waits(
        self,
        counts: Counts,
        moved: Moved,
        organisations: list[OrganisationRow],
        imports: list[ImportRow],
        spoken: Mapping[State, frozenset[int]],
    ) -> None:
        """Say what there is; `spoken` are those, by state, of which no word that is asked for is missing. A liaison's
        queue is theirs; for anybody else it waits for others."""
        words, box, own = self._dress.words, self._box, self._role is Role.LIAISON
        self._say_left_out(imports)
        for state, n in sorted(counts.by_state.items(), key=lambda one: list(State).index(one[0])):
            for step, many, have in _waits_for(self._role, state, n, len(spoken.get(state, ()))):
                self._say_state(Queue(states=(state,), spoken=have), many, step, moved, alone=many == n)
        if moved.by_others:
            said = words("overview-by-others", n=moved.by_others)
            queue = Queue(states=(State.SHORTLISTED,), spoken=True)
            line = TextLine(self._dress, "forward", said, words("overview-by-others-text"), queue)
            line.opened.connect(self._to_queue)
            box.addWidget(line)
        waiting = sorted((row for row in organisations if row.waiting), key=lambda row: (-row.waiting, row.id))
        if not own:
            if box.count() == 1:
                box.addWidget(label(words("overview-nothing-mine"), "secondary", wrap=True))
            box.addSpacing(8)
            box.addWidget(label(words("overview-waiting-others"), "caption"))
        if not waiting and not (own and box.count() > 1):  # below what is to be done it would contradict it
            message = "overview-nothing-waits" if counts.latest_run else "overview-waits-for-run"
            box.addWidget(label(words(message), "secondary", wrap=True))
        shown = _SHOWN if own else _OTHERS_SHOWN
        for row in waiting[:shown]:
            one = WaitingLine(self._dress, row, quiet=not own)
            one.opened.connect(self._to_review)
            box.addWidget(one)
        if len(waiting) > shown:
            more = button("quiet")
            more.setText(words("overview-more-wait", n=len(waiting) - shown))
            more.setAccessibleName(more.text())
            more.clicked.connect(self._to_organisations)
            box.addLayout(across(more, None))
        box.addStretch(1)

    def _head(self) -> QHBoxLayout:
        """The title, and for who may merge the way to people who may be in twice."""
        head = across(label(self._dress.words("overview-waiting"), "section"), None)
        if self._may_go("duplicates"):
            twice = self._dress.say(button("quiet"), "overview-twice")
            twice.clicked.connect(self._to_duplicates)
            head.addWidget(twice)
        return head

    def _say_state(self, queue: Queue, n: int, step: Verdict, moved: Moved, *, alone: bool) -> None:
        words, (state,) = self._dress.words, queue.states
        causes = moved.stopped.items() if state is State.SUSPENDED else ()
        why = [words("overview-state-waits", state=words.code("cause", cause), n=many) for cause, many in causes]
        step_said, end_said = (move_said(words, one) for one in (step, Verdict.END))
        either = words("case-next-either", step=step_said, other=end_said)
        after = either if step is Verdict.PROLONG else words("case-next", step=step_said)
        again = moved.renewing.get(state, 0) if alone else 0
        back = moved.sent_back if alone and state is State.TERMS else 0
        some = (("overview-renewing", again), ("overview-sent-back", back))
        under = dotted(after, joined(words, why), *(words(message, n=many) for message, many in some if many))
        said = words("overview-state-waits", state=words.code("state", state), n=n)
        line = TextLine(self._dress, "forward", said, under, queue)
        line.opened.connect(self._to_queue)
        self._box.addWidget(line)

    def _say_left_out(self, imports: list[ImportRow]) -> None:
        """The rows that the latest imports left out, until somebody dismisses them or the import is undone."""
        words, dismissed = self._dress.words, self._dismissed()
        waiting = [row for row in imports if row.left_out and not row.undone and row.id not in dismissed]
        for batch in waiting[:_FILES]:
            said = words("overview-left-out", file=file_called(words, batch.file_name), n=batch.left_out)
            line = TextLine(self._dress, "warning", said, moment(words, batch.at), batch.id)
            line.opened.connect(self._to_import)
            close = button("icon")
            self._dress.say(close, name="overview-left-out-dismiss", tip="overview-left-out-dismiss", icon="close")
            close.setProperty("batch", batch.id)
            close.clicked.connect(self._dismiss)
            both = across(line, close, gap=4)
            both.setStretch(0, 1)
            self._box.addLayout(both)
        if len(waiting) > _FILES:
            more = button("quiet")
            more.setText(words("overview-more-left-out", n=len(waiting) - _FILES))
            more.setAccessibleName(more.text())
            more.clicked.connect(self._to_imports)
            self._box.addLayout(across(more, None))

    def _dismissed(self) -> set[int]:
        """The imports of which nobody wants to be told any more that rows were left out."""
        try:
            return set(json.loads(str(self._memory.value(_DISMISSED, "[]")))) if self._memory is not None else set()
        except (ValueError, TypeError):
            return set()

    def _dismiss(self) -> None:
        if self._memory is not None:
            self._memory.setValue(_DISMISSED, json.dumps(sorted({*self._dismissed(), self.sender().property("batch")})))
        self.dismissed.emit()

    def _to_imports(self) -> None:
        self.wanted.emit("imports", None)

    def _to_import(self, batch: int) -> None:
        self.wanted.emit("imports", batch)

    def _to_queue(self, queue: Queue) -> None:
        self.wanted.emit("review", queue)

    def _to_duplicates(self) -> None:
        self.wanted.emit("duplicates", Kind.CANDIDATES)

    def _to_organisations(self) -> None:
        self.wanted.emit("organisations", "waiting")

    def _to_review(self, organisation_id: int) -> None:
        self.wanted.emit("review", Queue(organisation_id, states=(State.RECOMMENDED,)))


def _waits_for(role: Role, before: State, n: int, spoken: int) -> list[tuple[Verdict, int, bool | None]]:
    """What somebody in a role does next with `n` pairings in this state, reviews aside, and with how many; `spoken` of
    them have the words that are asked for, and whether these do is told, too (None where none are). Nothing where
    nothing is to be done, or not by them: what runs waits for a day to come."""
    if before in (State.RECOMMENDED, State.ACTIVE):
        return []
    mine = [t for t in TRANSITIONS if t.before is before and role in t.who]
    word = next((t.verdict for t in mine if t.verdict in GIVES_WORD), None)
    ahead = next((t.verdict for t in mine if t.forward or t.verdict is Verdict.PROLONG), None)
    asks = before in WORDS_OF
    lacking = n - spoken if asks else 0
    steps = (word, lacking, False), (ahead, n - lacking, True if asks else None)
    return [(step, many, said) for step, many, said in steps if step is not None and many]
