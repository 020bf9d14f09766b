"""Which pairings the review lists: of which organisation, and how far they have come."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal

from talentapp.domain.states import LIVE, STAGES
from talentapp.domain.terms import State
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import joined, named, states_said
from talentapp.gui.pairings.queue import Queue
from talentapp.office.views.records import OrganisationRow

_WAITING = (State.RECOMMENDED,)
_DECLINED = (State.DECLINED,)  # what somebody has said no to, without what has only run out
_EVERY = tuple(State)
_OFFERED = (*STAGES.values(), _DECLINED, _EVERY)


class QueueChoice(QObject):
    """Two drop-downs. Other screens lead to queues that nobody would choose here, which stand among the others while
    they are in view; who calls the page by its name finds what one has chosen oneself."""

    changed = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._coming: Queue | None = None  # what another screen wants shown, until it is
        self._special: Queue | None = None  # that of two organisations or of a plan, wanted last
        self._few: tuple[State, ...] = ()  # states that were wanted last, where they are none of those offered
        self.spoken: bool | None = None  # see `Queue`
        self.waiting = Queue(states=_WAITING)  # where the way to what waits leads
        self._own: tuple[Any, Any] | None = None  # what one has chosen oneself, while another screen's is in view
        self.organisation, self.states = Choice(dress), Choice(dress)
        for one, name in ((self.organisation, "filter-organisation"), (self.states, "filter-state")):
            dress.say(one, name=name)
            one.currentIndexChanged.connect(self.changed)
            one.activated.connect(self._forget_own)

    @property
    def queue(self) -> Queue:
        """What is to be listed."""
        chosen = self._coming or self.organisation.value
        queue = chosen if isinstance(chosen, Queue) else Queue(chosen)
        return replace(queue, states=self.states.value or _WAITING)

    @property
    def waits(self) -> bool:
        """Whether it is what waits for review."""
        return bool(self.states.value == _WAITING)

    @property
    def is_special(self) -> bool:
        """Whether it is less than one organisation's, or all."""
        return self._special is not None and self.organisation.value == self._special

    @property
    def leads_to_first(self) -> bool:
        """Whether another screen wants the first of it shown, whatever has been read before."""
        return self._coming is not None and self._coming.spoken is not None

    def lead(self, queue: Queue) -> None:
        """Another screen wants this shown."""
        if self._own is None:
            self._own = self.organisation.value, self.states.value
        self._want(queue)

    def forget_lead(self) -> None:
        """Choose again what one had chosen oneself."""
        if self._own is not None:
            (whose, states), self._own = self._own, None
            mine = states if states in _OFFERED else _WAITING
            self._want(Queue(whose if isinstance(whose, int) else None, states=mine))

    def way_to_waiting(self, chosen: int, of_all: int) -> tuple[str, int]:
        """The words of the way to what waits, and how much that is: of what is chosen, whose organisation it keeps, or
        where nothing of it waits, of all."""
        queue = self.queue
        self.waiting = replace(queue if chosen else Queue(), states=_WAITING)
        kept = chosen or queue.is_all
        return "review-to-waiting" if kept else "review-to-waiting-of-all", chosen or of_all

    def _forget_own(self) -> None:
        self._own = self.spoken = None  # what has just been chosen is

    def _want(self, queue: Queue) -> None:
        self._coming, self.spoken = queue, queue.spoken
        self._special = None if queue.is_one_organisations else replace(queue, states=(), spoken=None)
        if queue.states:
            self._few = () if queue.states in _OFFERED else queue.states
            blocked = QSignalBlocker(self.states)
            self.offer_states()
            self.states.choose(queue.states)
            blocked.unblock()
        self.changed.emit()

    def offer_states(self) -> None:
        """Offer the states, in the language of the moment."""
        words = self._dress.words
        stages = [(words(f"stage-{stage}"), states) for stage, states in STAGES.items()]
        stages.append((words.code("state", State.DECLINED), _DECLINED))
        if self._few:
            names = joined(words, [words.code("state", state) for state in self._few])
            stages.append((words("review-live") if self._few == LIVE else names, self._few))
        self.states.offer([*stages, (words("review-all"), _EVERY)])
        for at, (_, states) in enumerate(stages):
            self.states.setItemData(at, states_said(words, states), Qt.ItemDataRole.ToolTipRole)

    def offer(self, organisations: Sequence[OrganisationRow]) -> None:
        """Offer these organisations; for a liaison there is nothing to choose."""
        words = self._dress.words
        entries: list[tuple[str, object]] = [
            (words("choice-with-count", name=named(words, row.names), count=row.waiting), row.id)
            for row in sorted(organisations, key=lambda row: -row.waiting)  # and as they sound, as they come
            if row.projects
        ]
        if self._special is not None:
            called = {row.id: named(words, row.names) for row in organisations}
            one, other = (called.get(key or 0, "") for key in (self._special.organisation, self._special.partner))
            said = words("duplicates-both", one=one, other=other) if self._special.partner else words("review-of-plan")
            entries.insert(0, (said, self._special))
        self.organisation.offer([(words("filter-any-organisation"), None), *entries])
        self.organisation.setVisible(len(entries) > 1)
        if self._coming is not None:
            blocked = QSignalBlocker(self.organisation)
            self.organisation.choose(self._special or self._coming.organisation)
            blocked.unblock()
            self._coming = None
