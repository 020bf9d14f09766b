"""What the rows of the review's queue say, in which order they stand, and how high they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

from talentapp.domain.terms import Side, State
from talentapp.gui.kit.cautions import scored
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.fonts import in_two
from talentapp.gui.kit.saying import called, dotted, named
from talentapp.gui.kit.tables import Cell, Column
from talentapp.gui.kit.tokens import CAPTION
from talentapp.office.views.overview import Counts
from talentapp.office.views.pairings import PairingQuery, PairingRow
from talentapp.office.views.records import OrganisationRow

if TYPE_CHECKING:
    from talentapp.office.cases.dossiers import Dossiers
    from talentapp.office.records.look import Look

_WAITING = (State.RECOMMENDED,)
_BESIDE = 22  # what lies beside the words
_WORDS = {
    State.UNDER_REVIEW: ("queue-lacks-word", "queue-has-word"),
    State.SIGNING: ("queue-lacks-signature", "queue-has-signature"),
}
"""What is said of each of `WORDS_OF`, where a word is missing and where none is."""


@dataclass(frozen=True)
class Found:
    """The queue, and what its page says of it."""

    organisations: list[OrganisationRow]
    ids: list[int]
    waiting: list[int]  # what waits for review, of the same organisations or the same plan
    full: frozenset[int]  # of all that waits: what has no place left
    shut: frozenset[int]  # and what is of a person or for a project that is paused or closed
    counts: Counts
    spoken: frozenset[int]  # of what asks for words: what lacks none
    by_others: frozenset[int]  # of what is shortlisted, for a liaison: what others have accepted
    also: Mapping[int, PairingRow]  # what else was asked for, by pairing


def find(look: "Look", dossiers: "Dossiers", query: PairingQuery, also: Sequence[int]) -> Found:
    """Read a queue, and these pairings."""
    rows = look.pairing_rows(also) if also else []
    ids, waits = look.find_pairings(query), replace(query, states=_WAITING)
    return Found(
        look.organisations(),
        ids,
        ids if query == waits else look.find_pairings(waits),
        look.without_place(),
        look.not_open(),
        look.counts(),
        frozenset[int]().union(*dossiers.spoken().values()),
        look.accepted_by_others(),
        {row.pairing_id: row for row in rows if row.pairing_id is not None},
    )


class QueueRows:
    """The rows: whose pairing, with which two sides, and what there is to bear in mind."""

    def __init__(self, dress: Dress, states: Callable[[], tuple[State, ...]]) -> None:
        """`states` says how far what is listed has come: of several, each is named; and where words are asked for,
        whether one is missing."""
        self._dress, self._states = dress, states
        self.spoken: frozenset[int] = frozenset()  # of which no word is missing
        self.by_others: frozenset[int] = frozenset()  # which others have accepted
        self.full: frozenset[int] = frozenset()  # pairings that cannot be accepted now: every place is taken
        self.shut: frozenset[int] = frozenset()  # nor these: the person or a project is paused or closed
        self.likely: Mapping[int, float] = {}  # by pairing; empty where the learned order is not used
        self.unsaid: frozenset[int] = frozenset()  # of which something is half written
        self.gone: int | None = None  # what is no longer of the queue, but still being read
        self.instead: set[int] = set()  # who came today in place of somebody else
        self._own: OrganisationRow | None = None
        self._called: set[tuple[Side, str]] = set()  # the organisations that may be named

    def columns(self) -> list[Column]:
        """The list's one column: the score stands beside the name, so that what is under it has the whole width."""
        return [Column("column-candidate-score", self.who, 200, 1)]

    def of(self, organisations: list[OrganisationRow], own: int | None) -> None:
        """Hear of all organisations, and whose queue it is where it is that of one: its own name need not be said, its
        project is."""
        self._called = {(row.side, named(self._dress.words, row.names)) for row in organisations if row.projects}
        self._own = next((row for row in organisations if row.id == own), None)

    def in_order(self, ids: list[int], before: Sequence[int], spoken: bool | None = None) -> list[int]:
        """What lacks no word, or one, where either is to come first; what can be accepted before what cannot; the
        likeliest first, where decisions have taught what is likely; else as they are, by score. What is still being
        read stays where it stood `before`."""
        stuck, told = self.full | self.shut, self.spoken | self.by_others

        def place(key: int) -> tuple[bool, bool, float]:
            later = spoken is not None and (key in told) is not spoken
            return later, key in stuck, -self.likely.get(key, 0.0)

        ordered = sorted(ids, key=place)
        if self.gone is not None:
            ordered.insert(before.index(self.gone) if self.gone in before else 0, self.gone)
        return ordered

    def lines(self, font: QFont, width: int) -> int:
        """How many lines a row of a list so wide has: the same for what may come as for what is there."""
        font = QFont(font)
        font.setPixelSize(CAPTION)
        metrics, room = QFontMetrics(font), width - _BESIDE
        broken = {side for side, name in self._called if len(in_two(name, metrics, room)) > 1}
        if self._own is not None:  # of its own name the queue of one says nothing
            broken.discard(self._own.side)
        states = self._states()
        return (4 if self.likely or len(states) > 1 or _WORDS.keys() & states else 3) + len(broken)

    def who(self, row: PairingRow) -> Cell:
        """The person over both sides; what stops an acceptance is said with the last."""
        words, key = self._dress.words, row.pairing_id or 0
        marks = [
            words(mark)
            for mark, holds in (
                (f"review-shut-{row.not_open}-mark", row.not_open),
                ("review-by-others-mark", key in self.by_others),
                ("review-full-mark", key in self.full),
                ("review-forbidden-mark", row.forbidden),
                ("review-instead-mark", key in self.instead),
                ("review-unsaid-mark", key in self.unsaid),
            )
            if holds
        ]
        word = words(_WORDS[row.state][key in self.spoken]) if row.state in _WORDS else ""
        if key == self.gone and row.state:  # on one line: its list may have none for what its state asks
            marks.insert(0, dotted(words.code("state", row.state), word))
            word = ""
        likely = self.likely.get(key)
        state = words.code("state", row.state) if row.state and len(self._states()) > 1 else ""
        said = dotted(state, word, "" if likely is None else words("review-likely", share=f"{likely:.0%}"))
        first, second = self._sides(row)
        under = "\n".join(filter(None, (first, dotted(*marks, second), said)))
        name, _ = called(words, row.candidate, row.candidate_other_name)
        points = scored(words, row.score, row.caution, row.weights)
        return points._replace(
            text=name, under=under, pill=points.under, strong=True,
            icon="forbid" if key in self.full or row.not_open or row.forbidden else "",
        )  # fmt: skip

    def counted(self, ids: Sequence[int], waiting: Sequence[int]) -> str:
        """How many are listed; where that is not what waits, how many of the same organisations or plan do; and how
        many of those have no place left or are not open."""
        words = self._dress.words
        stuck = (("count-review-full", self.full), ("count-review-shut", self.shut))
        counts = [(message, len(some.intersection(waiting))) for message, some in stuck]
        said = [words(message, n=n) for message, n in counts if n]
        listed = "" if self._states() == _WAITING else words("count-listed", n=len(ids))
        return dotted(listed, words("count-waiting-review", n=len(waiting)), *said)

    def _sides(self, row: PairingRow) -> tuple[str, str]:
        """Both organisations; in the queue of one of them its project, and the other."""
        words = self._dress.words
        university, firm = named(words, row.university), named(words, row.firm)
        if self._own is None:
            return university, firm
        if self._own.side is Side.UNIVERSITY:
            return row.university_project, firm
        return row.firm_project, university
