"""The best triples of candidate, university project and firm project: exact, in a defined order.

The score of a triple is (w_u s(c,u) + w_f s(c,f) + w_s s(u,f)) / (w_u + w_f + w_s). Ties go to the lower university
project, then to the lower firm project; between candidates to the lower candidate. `bounds` finds the few triples that
can matter; here they are scored in float64 and put in order.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import USUAL, Shares
from talentapp.matching.bounds import Needs, View
from talentapp.matching.reaching import Bools, Ints, Side

_ANY_FORM = 0xFF
_SPAN = 1 << 15  # 16-bit integers are sorted by radix
_SCAN = 1 << 18  # triples scored at once where bounds do not help


@dataclass(frozen=True)
class Weights:
    """How much each part counts, 0 or more; only their proportion matters."""

    university: float = USUAL[0]
    firm: float = USUAL[1]
    synergy: float = USUAL[2]

    @property
    def shares(self) -> Shares:
        """The three as shares of their sum (all 0 where the sum is 0): university, firm, synergy."""
        total = self.university + self.firm + self.synergy
        university, firm, synergy = (w / total if total else 0.0 for w in (self.university, self.firm, self.synergy))
        return university, firm, synergy


@dataclass(frozen=True)
class Sides:
    """The similarities, finite and in -1..1, and the hard conditions of n candidates, U university and F firm projects.

    An entry of `allowed_*` that is False rules a pair out. `forms_*` are bit sets (0: accepts any); a triple needs a
    form in common. `effort` is what a candidate offers in per cent (inf: not said), `effort_*` what each project needs
    at least; a triple needs both together.
    """

    candidate_university: NDArray[np.float32]  # (n, U)
    candidate_firm: NDArray[np.float32]  # (n, F)
    university_firm: NDArray[np.float32]  # (U, F)
    allowed_university: NDArray[np.bool_]
    allowed_firm: NDArray[np.bool_]
    allowed_projects: NDArray[np.bool_]
    forms: NDArray[np.uint8]  # (n,)
    forms_university: NDArray[np.uint8]
    forms_firm: NDArray[np.uint8]
    effort: NDArray[np.float64]  # (n,)
    effort_university: NDArray[np.float64]
    effort_firm: NDArray[np.float64]

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many candidates, university projects and firm projects there are."""
        return *self.candidate_university.shape, self.candidate_firm.shape[1]

    def scores(self, weights: Weights, c: Ints, u: Ints, f: Ints) -> NDArray[np.float64]:
        """The exact scores of triples given by their rows; the index arrays broadcast."""
        w_u, w_f, w_s = weights.shares
        score = w_s * self.university_firm[u, f].astype(np.float64) + w_u * self.candidate_university[c, u].astype(
            np.float64
        )
        return np.asarray(score + w_f * self.candidate_firm[c, f].astype(np.float64))

    def possible(self, c: Ints, u: Ints, f: Ints) -> Bools:
        """Whether triples meet every hard condition; the index arrays broadcast."""
        pairs = self.allowed_university[c, u] & self.allowed_firm[c, f] & self.allowed_projects[u, f]
        forms = any_form(self.forms[c]) & any_form(self.forms_university[u]) & any_form(self.forms_firm[f])
        enough = self.effort_university[u] + self.effort_firm[f] <= self.effort[c]
        return np.asarray(pairs & (forms != 0) & enough)

    def view(self, weights: Weights, hub: int) -> View:
        """All triples as seen from candidates (0; rows university, columns firm projects), university projects (1;
        rows candidates, columns firm projects) or firm projects (2; rows candidates, columns university projects)."""
        w_u, w_f, w_s = weights.shares
        university = Side(self.candidate_university, self.allowed_university, w_u)
        firm = Side(self.candidate_firm, self.allowed_firm, w_f)
        projects = Side(self.university_firm, self.allowed_projects, w_s)
        x, y, z = (
            (university, firm, projects),
            (_turned(university), projects, firm),
            (_turned(firm), _turned(projects), university),
        )[hub]
        return View(x, y, z, self.needs(hub))

    def needs(self, hub: int) -> Needs:
        """The conditions on three parts together, as seen from one kind of part (see `view`)."""
        forms = any_form(self.forms), any_form(self.forms_university), any_form(self.forms_firm)
        efforts = self.effort, self.effort_university, self.effort_firm
        a, b, d = ORDERS[hub]
        return Needs((forms[a], forms[b], forms[d]), (efforts[a], efforts[b], efforts[d]), hub == 0)


ORDERS = (0, 1, 2), (1, 0, 2), (2, 0, 1)
"""For each kind of hub which part its hubs, rows and columns are: 0 candidate, 1 university, 2 firm project."""


@dataclass(frozen=True)
class Triple:
    """One triple by its row numbers, and its score, 0 to 1. `rank` counts from 1 within the list it stands in."""

    candidate: int
    university: int
    firm: int
    score: float
    rank: int


@dataclass(frozen=True)
class Found:
    """Triples as arrays of one length, in the order of the lists they stand in."""

    candidate: Ints
    university: Ints
    firm: Ints
    score: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.score)

    def __getitem__(self, at: "slice | Ints | Bools") -> "Found":
        return Found(self.candidate[at], self.university[at], self.firm[at], self.score[at])

    def part(self, number: int) -> Ints:
        """The rows of one part: 0 candidate, 1 university project, 2 firm project."""
        return (self.candidate, self.university, self.firm)[number]

    @staticmethod
    def joined(parts: "Sequence[Found]") -> "Found":
        """One after the other."""
        if not parts:
            none = np.empty(0, np.intp)
            return Found(none, none, none, np.empty(0))
        c, u, f = (np.concatenate([part.part(number) for part in parts]) for number in range(3))
        return Found(c, u, f, np.concatenate([part.score for part in parts]))


class Lists(Sequence[Sequence[Triple]]):
    """Best lists, one after the other in arrays: a `Triple` is made only when somebody looks at it."""

    def __init__(self, found: Found, starts: Ints) -> None:
        self.found = found
        self.starts = starts  # (lists + 1,)

    @classmethod
    def by(cls, found: Found, part: int, lists: int) -> "Lists":
        """From triples that are sorted by one of their parts (0 candidate, 1 university, 2 firm project)."""
        return cls(found, np.searchsorted(found.part(part), np.arange(lists + 1)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    @overload
    def __getitem__(self, at: int) -> Sequence[Triple]: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[Triple]]: ...
    def __getitem__(self, at: int | slice) -> Sequence[Triple] | Sequence[Sequence[Triple]]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        at = range(len(self))[at]
        return tuple(_triples(self.found[self.starts[at] : self.starts[at + 1]]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == [tuple(some) for some in other]

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True)
class BestTriples:
    """For each candidate its best triples; for each project its best candidates, each in its best triple there."""

    of_candidate: Sequence[Sequence[Triple]]
    of_university: Sequence[Sequence[Triple]]
    of_firm: Sequence[Sequence[Triple]]


def best_triples(
    sides: Sides,
    weights: Weights,
    *,
    per_candidate: int,
    per_project: int,
    progress: Progress = silent,
) -> BestTriples:
    """The exact best lists of every candidate and every project. Progress counts lists."""
    done, total = 0, sum(sides.shape)
    made = []
    for part, k in enumerate((per_candidate, per_project, per_project)):
        found = []
        view = sides.view(weights, part)
        for hubs in view.batches(np.arange(sides.shape[part])):
            progress(done, total)
            found.append(best_of(sides, weights, view, part, hubs, k))
            done += len(hubs)
        made.append(Lists.by(Found.joined(found), part, sides.shape[part]))
    progress(total, total)
    return BestTriples(*made)


def best_overall(sides: Sides, weights: Weights, k: int, progress: Progress = silent) -> tuple[Triple, ...]:
    """The k best triples of all, ties by candidate, university and firm project. Progress counts candidates."""
    n = sides.shape[0]
    view = sides.view(weights, 0)
    hubs, each = np.arange(n), max(1, min(k, 2 * k // max(1, n) + 4))
    kept = Found.joined([])
    while True:
        found = [kept[~np.isin(kept.candidate, hubs)]]
        for some in view.batches(hubs):
            progress(n - len(hubs) + int(np.searchsorted(hubs, some[0])), n)
            found.append(best_of(sides, weights, view, 0, some, each))
        kept = Found.joined(found)
        kept = kept[np.lexsort((kept.firm, kept.university, kept.candidate, -kept.score))]
        # A candidate all of whose triples stand among the k best may have more that belong there.
        kept = kept[:k]
        held = np.bincount(kept.candidate, minlength=n)
        hubs = np.flatnonzero(held >= each)
        if each >= k or not hubs.size:
            progress(n, n)
            return tuple(_triples(kept))
        each = min(k, 4 * each)


def best_of_pair(
    sides: Sides, weights: Weights, university: int, firm: int, k: int, *, without: Collection[int] = ()
) -> tuple[Triple, ...]:
    """The k best candidates for a university project and a firm project together, ties by candidate."""
    may = sides.allowed_university[:, university] & sides.allowed_firm[:, firm]
    may[list(without)] = False
    c = np.flatnonzero(may)
    found = exact(sides, weights, 0, c, np.full_like(c, university), np.full_like(c, firm))
    return tuple(_triples(found[np.lexsort((found.candidate, -found.score))[:k]]))


def best_of(sides: Sides, weights: Weights, view: View, part: int, hubs: Ints, k: int) -> Found:
    """The exact best lists of some hubs, ascending, one after the other: a candidate's k best triples (`part` 0), or a
    project's k best candidates, each in its best triple there (1 university, 2 firm). `view` is that of `part`."""
    if k <= 0:
        return Found.joined([])
    some = view.best(hubs, k, per_row=part > 0)
    found = [exact(sides, weights, part, some.hubs, some.rows, some.columns)]
    found += [_scanned(sides, weights, view, part, int(hub), k) for hub in some.crowded]
    return in_order(Found.joined(found), part, k)


def exact(sides: Sides, weights: Weights, part: int, hubs: Ints, rows: Ints, columns: Ints) -> Found:
    """Those of the triples that are possible, with their exact scores."""
    parts = dict(zip(ORDERS[part], (hubs, rows, columns), strict=True))
    c, u, f = parts[0], parts[1], parts[2]
    possible = sides.possible(c, u, f)
    if not possible.all():
        c, u, f = c[possible], u[possible], f[possible]
    return Found(c, u, f, sides.scores(weights, c, u, f))


def in_order(found: Found, part: int, k: int) -> Found:
    """The k best of each hub, in the defined order; for projects first the best triple of each candidate there."""
    if part == 0:
        found = found[_best_first(found)]
    else:
        _, other = (found.part(number) for number in ORDERS[part][1:])
        hub = found.part(part)
        found = found[np.lexsort((other, -found.score, found.candidate, hub))]
        hub = found.part(part)
        first = np.ones(len(found), np.bool_)
        first[1:] = (found.candidate[1:] != found.candidate[:-1]) | (hub[1:] != hub[:-1])
        found = found[first]
        found = found[np.lexsort((found.candidate, -found.score, found.part(part)))]
    hub = found.part(part)
    # Within the k best is who stands fewer than k places behind the first of its hub: not behind k of the same hub.
    within = np.ones(len(hub), np.bool_)
    within[k:] = hub[k:] != hub[:-k]
    return found[within]


def _best_first(found: Found) -> Ints:
    """The order by candidate, score, university project and firm project; quick where no scores tie."""
    order = np.argsort(-found.score)
    number = found.candidate[order] - found.candidate.min(initial=_SPAN)
    short = number.max(initial=0) < _SPAN
    order = order[np.argsort(number.astype(np.int16) if short else number, kind="stable")]
    candidate, score = found.candidate[order], found.score[order]
    if not np.any((candidate[1:] == candidate[:-1]) & (score[1:] == score[:-1])):
        return order
    return np.lexsort((found.firm, found.university, -found.score, found.candidate))


def _scanned(sides: Sides, weights: Weights, view: View, part: int, hub: int, k: int) -> Found:
    """The best list of a hub where bounds rule out little: row by row, until no later row can add to it.

    Rows come in their order, so that among equals what is found first stays; the bounds are sums in the same order as
    the scores, and so hold in float64 without slack.
    """
    _, a, b = ORDERS[part]
    w_u, w_f, w_s = weights.shares
    here = np.array([hub])
    rows = np.flatnonzero(view.x.allowed[hub])
    columns = np.flatnonzero(view.y.allowed[hub])
    if not columns.size:
        return Found.joined([])
    rows = rows[view.needs.might(here, rows, columns)]
    x = view.x.similarity[hub, rows].astype(np.float64)
    y = float(view.y.similarity[hub, columns].max())
    z = view.peak_of_row[rows].astype(np.float64)
    synergy, university, firm = ((z, x, y), (y, x, z), (y, z, x))[part]
    bound = (w_s * synergy + w_u * university) + w_f * firm
    found = Found.joined([])
    step = max(1, _SCAN // len(columns))
    while rows.size:
        index = {part: here[:, None], a: rows[:step, None], b: columns[None, :]}
        c, u, f = index[0], index[1], index[2]
        score = np.where(sides.possible(c, u, f), sides.scores(weights, c, u, f), -np.inf)
        flat = (score.max(axis=1) if part else score).ravel()
        floor = np.partition(flat, flat.size - k)[flat.size - k] if flat.size > k else -np.inf
        row, column = np.nonzero((score >= floor) & (score > -np.inf))
        again = exact(sides, weights, part, np.full(len(row), hub), rows[row], columns[column])
        found = in_order(Found.joined([found, again]), part, k)
        rows, bound = rows[step:], bound[step:]
        if len(found) == k:
            rows, bound = rows[bound > found.score[-1]], bound[bound > found.score[-1]]
    return found


def _triples(found: Found) -> Iterator[Triple]:
    parts = (found.candidate.tolist(), found.university.tolist(), found.firm.tolist(), found.score.tolist())
    for rank, (c, u, f, score) in enumerate(zip(*parts, strict=True), 1):
        yield Triple(c, u, f, score, rank)


def any_form(forms: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Bit sets in which who says nothing accepts all."""
    return np.where(forms == 0, np.uint8(_ANY_FORM), forms)


def _turned(side: Side) -> Side:
    return Side(side.similarity.T, side.allowed.T, side.weight)
