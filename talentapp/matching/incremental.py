"""Best lists that follow the records: one candidate or project changes, and only what it must is done again.

What a change can do to a list is little. The list of the record itself is made anew. Every other list can lose the
record's triples, and can gain those that reach its last place: these are found by the same bounds as the best lists,
with the last places as floors. Lists are kept a little longer than they are shown, so that losing a triple does not
at once lay bare a place for which nobody has looked; only then is a list made anew.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.progress import Progress, silent
from talentapp.matching.reaching import Bools, Floats, Ints
from talentapp.matching.triples import (
    ORDERS,
    BestTriples,
    Found,
    Lists,
    Sides,
    Weights,
    any_form,
    best_of,
    exact,
    in_order,
)

_NEVER, _ALWAYS = 4.0, -4.0  # floors above and below every score
_GROWTH = 8  # when no row is free, one in so many is added
_SPARE = 4  # places kept beside those shown: one in so many of them, and two

_PAIRS = {
    (0, 1): ("candidate_university", "allowed_university"),
    (0, 2): ("candidate_firm", "allowed_firm"),
    (1, 2): ("university_firm", "allowed_projects"),
}
_OWN = (("forms", "effort"), ("forms_university", "effort_university"), ("forms_firm", "effort_firm"))


@dataclass(frozen=True)
class Record:
    """One candidate or project as matching sees it.

    `similar` and `allowed` hold one array for each of the two other parts, in the order candidates, university
    projects, firm projects, each as long as that part has rows. `forms` and `effort` are as in `Sides`.
    """

    similar: tuple[Floats, Floats]
    allowed: tuple[Bools, Bools]
    forms: int
    effort: float


@dataclass(frozen=True)
class Changed:
    """The rows of the candidates, university projects and firm projects whose lists were made anew or gained."""

    candidates: Ints
    universities: Ints
    firms: Ints


class LiveTriples:
    """The best lists of a programme, kept up to date. Parts are 0 candidates, 1 university, 2 firm projects.

    The arrays of `sides` are taken over and changed in place. Row numbers never change; the row of a closed record is
    given to the next one that is added. Always equal to `best_triples(live.sides, …)`, ties and all.
    """

    def __init__(
        self, sides: Sides, weights: Weights, *, per_candidate: int, per_project: int, progress: Progress = silent
    ) -> None:
        self.sides, self.weights = sides, weights
        self._k = per_candidate, per_project, per_project
        self._views = [sides.view(weights, part) for part in range(3)]
        self._boards = [_Board(part, sides.shape[part], k) for part, k in enumerate(self._k)]
        self._free: list[list[int]] = [[], [], []]
        done, total = 0, sum(sides.shape)
        for part in range(3):
            for hubs in self._views[part].batches(np.arange(sides.shape[part])):
                progress(done, total)
                self._renew(part, hubs)
                done += len(hubs)
        progress(total, total)

    @property
    def best(self) -> BestTriples:
        """The lists as they stand."""
        return BestTriples(*(board.lists() for board in self._boards))

    def best_at(self, part: int, row: int, weights: Weights, k: int) -> Found:
        """The k best of one row at any weights: a candidate's triples, or a project's candidates in their best triple
        there. Exact, and in the order of `best_triples`."""
        w_u, w_f, w_s = weights.shares
        view = self._views[part].reweighed(*((w_u, w_f, w_s), (w_u, w_s, w_f), (w_f, w_s, w_u))[part])
        return best_of(self.sides, weights, view, part, np.array([row]), k)

    def change(self, part: int, row: int, record: Record) -> Changed:
        """Put another record into a row. Nothing is changed unless everything is."""
        others = [other for other in range(3) if other != part]
        for other, values, allowed in zip(others, record.similar, record.allowed, strict=True):
            if len(values) != self.sides.shape[other] or len(allowed) != self.sides.shape[other]:
                raise ValueError("a record needs one value for each row of the other parts")
        self._write(part, row, others, record)
        touched: list[Ints] = [np.array([row], np.intp)] * 3
        self._renew(part, touched[part])
        for other in others:
            touched[other] = self._follow(part, row, other)
        return Changed(*touched)

    def close(self, part: int, row: int) -> Changed:
        """Take a record out of every list; its row is free afterwards."""
        sizes = [self.sides.shape[other] for other in range(3) if other != part]
        nothing = Record(
            (np.zeros(sizes[0], np.float32), np.zeros(sizes[1], np.float32)),
            (np.zeros(sizes[0], np.bool_), np.zeros(sizes[1], np.bool_)),
            0,
            0.0,
        )
        changed = self.change(part, row, nothing)
        if row not in self._free[part]:
            self._free[part].append(row)
        return changed

    def add(self, part: int, record: Record) -> tuple[int, Changed]:
        """Put a new record into a free row, making room if there is none; its row."""
        if not self._free[part]:
            self._grow(part)
        row = self._free[part].pop()
        return row, self.change(part, row, record)

    def _write(self, part: int, row: int, others: list[int], record: Record) -> None:
        for other, values, allowed in zip(others, record.similar, record.allowed, strict=True):
            similarity, permission = _PAIRS[min(part, other), max(part, other)]
            at = np.s_[row, :] if part < other else np.s_[:, row]
            getattr(self.sides, similarity)[at] = values
            getattr(self.sides, permission)[at] = allowed
        for name, value in zip(_OWN[part], (record.forms, record.effort), strict=True):
            getattr(self.sides, name)[row] = value
        for hub, view in enumerate(self._views):
            view.needs.forms[ORDERS[hub].index(part)][row] = any_form(np.array([record.forms], np.uint8))[0]
            if hub != part:
                view.renew(row=row) if ORDERS[hub][1] == part else view.renew(column=row)

    def _renew(self, part: int, hubs: Ints) -> None:
        board = self._boards[part]
        board.put(hubs, best_of(self.sides, self.weights, self._views[part], part, hubs, board.depth))
        board.cut[hubs] = board.count[hubs] == board.depth

    def _follow(self, part: int, row: int, other: int) -> Ints:
        """Bring the lists of the other part in line with a changed record; the rows that were touched."""
        board = self._boards[other]
        if not board.k:
            return np.empty(0, np.intp)
        losing = board.holding(part, row)
        held = losing > 0
        # Where two projects share a list, the candidate may have a second best there that nobody has looked for.
        anew = held & ((part > 0 and other > 0) | (board.cut & (board.count - losing < board.k)))
        board.drop(np.flatnonzero(held & ~anew), part, row)
        floor = np.where(anew, _NEVER, np.where(board.cut, board.last, _ALWAYS)).astype(np.float32)
        floors = (floor, None) if ORDERS[part][1] == other else (None, floor)
        some = self._views[part].above(np.array([row]), np.zeros(1, np.float32), *floors)
        if some.crowded.size:
            anew[:] = True
        else:
            gained = exact(self.sides, self.weights, part, some.hubs, some.rows, some.columns)
            board.merge(gained[~anew[gained.part(other)]])
            held[gained.part(other)] = True
        for hubs in self._views[other].batches(np.flatnonzero(anew)):
            self._renew(other, hubs)
        return np.flatnonzero(held | anew)

    def _grow(self, part: int) -> None:
        size = self.sides.shape[part]
        more = max(1, size // _GROWTH)
        arrays = dict(vars(self.sides))
        for (a, b), names in _PAIRS.items():
            for name in names:
                if part in (a, b):
                    arrays[name] = np.pad(arrays[name], [(0, more * (a == part)), (0, more * (b == part))])
        for name in _OWN[part]:
            arrays[name] = np.pad(arrays[name], (0, more))
        self.sides = Sides(**arrays)
        self._views = [self.sides.view(self.weights, hub) for hub in range(3)]
        self._boards[part].grow(more)
        self._free[part] = list(range(size + more - 1, size - 1, -1))


class _Board:
    """The lists of one part: (lists, depth) arrays in order, a score of -inf where nothing stands.

    A list that is `cut` may have more behind its last place; the others hold all there is.
    """

    def __init__(self, part: int, lists: int, k: int) -> None:
        self.part, self.k = part, k
        self.depth = k + k // _SPARE + 2 if k else 0
        self.score: NDArray[np.float64] = np.full((lists, self.depth), -np.inf)
        self.rows: Ints = np.full((3, lists, self.depth), -1, np.intp)
        self.count: Ints = np.zeros(lists, np.intp)
        self.cut: Bools = np.zeros(lists, np.bool_)

    @property
    def last(self) -> NDArray[np.float64]:
        """The scores in the last places that are taken, (lists,)."""
        return np.asarray(self.score[np.arange(len(self.count)), self.count - 1])

    def holding(self, part: int, row: int) -> Ints:
        """How many triples of a record stand in each list."""
        return np.asarray((self.rows[part] == row).sum(axis=1))

    def found(self, hubs: Ints, places: int) -> Found:
        """What stands in the first places of some lists, one after the other."""
        score = self.score[hubs, :places]
        there = score > -np.inf
        c, u, f = (self.rows[part][hubs, :places][there] for part in range(3))
        return Found(c, u, f, score[there])

    def put(self, hubs: Ints, found: Found) -> None:
        """Replace some lists by what was found for them, in order."""
        self.score[hubs] = -np.inf
        self.rows[:, hubs] = -1
        hub = found.part(self.part)
        place = np.arange(len(hub)) - np.searchsorted(hub, hub)
        self.score[hub, place] = found.score
        self.count[hubs] = np.searchsorted(hub, hubs, side="right") - np.searchsorted(hub, hubs)
        for part in range(3):
            self.rows[part][hub, place] = found.part(part)

    def drop(self, hubs: Ints, part: int, row: int) -> None:
        """Take the triples of a record out of some lists."""
        if hubs.size:
            found = self.found(hubs, self.depth)
            self.put(hubs, found[found.part(part) != row])

    def merge(self, gained: Found) -> None:
        """Let triples compete for places in the lists they belong to, up to the last place of a list that is cut."""
        hub = gained.part(self.part)
        at = (hub, self.count[hub] - 1)
        last = self.score[at]
        end = Found(self.rows[0][at], self.rows[1][at], self.rows[2][at], last)
        before = (gained.score > last) | ((gained.score == last) & (self._tie(gained) < self._tie(end)))
        gained = gained[~self.cut[hub] | before]
        hubs = np.unique(gained.part(self.part))
        if hubs.size:
            both = Found.joined([self.found(hubs, self.depth), gained])
            both = in_order(both, self.part, len(both))
            hub = both.part(self.part)
            rank = np.arange(len(hub)) - np.searchsorted(hub, hub)
            self.cut[hub[rank >= self.depth]] = True
            self.put(hubs, both[rank < self.depth])

    def _tie(self, found: Found) -> Ints:
        """What decides between equal scores in a list: the lower comes first."""
        first, second = (found.part(number) for number in ORDERS[self.part][1:])
        return first * (1 << 31) + second

    def grow(self, more: int) -> None:
        """Add empty lists."""
        self.score = np.pad(self.score, [(0, more), (0, 0)], constant_values=-np.inf)
        self.rows = np.pad(self.rows, [(0, 0), (0, more), (0, 0)], constant_values=-1)
        self.count = np.pad(self.count, (0, more))
        self.cut = np.pad(self.cut, (0, more))

    def lists(self) -> Lists:
        """All lists, to be read."""
        return Lists.by(self.found(np.arange(len(self.score)), self.k), self.part, len(self.score))
