"""The best triples of candidate, university project and firm project: exact, in a defined order.

The score of a triple is (w_u s(c,u) + w_f s(c,f) + w_s s(u,f)) / (w_u + w_f + w_s). Ties go to the lower university
project, then to the lower firm project; between candidates to the lower candidate.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappush, heapreplace

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.progress import Progress, silent

_ANY_FORM = 0xFF
_PROGRESS_EVERY = 64


@dataclass(frozen=True)
class Weights:
    """How much each part counts; only their proportion matters."""

    university: float = 0.4
    firm: float = 0.4
    synergy: float = 0.2


@dataclass(frozen=True)
class Sides:
    """The similarities and the hard conditions of n candidates, U university and F firm projects.

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


@dataclass(frozen=True)
class Triple:
    """One triple by its row numbers, and its score, 0 to 1. `rank` counts from 1 within the list it stands in."""

    candidate: int
    university: int
    firm: int
    score: float
    rank: int


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
    """The exact best lists of every candidate and every project. Progress counts candidates."""
    n, universities = sides.candidate_university.shape
    firms = sides.candidate_firm.shape[1]
    total = weights.university + weights.firm + weights.synergy
    w_u, w_f, w_s = (w / total if total else 0.0 for w in (weights.university, weights.firm, weights.synergy))
    synergy = np.where(sides.allowed_projects, w_s * sides.university_firm.astype(np.float64), -np.inf)
    together = sides.effort_university[:, None] + sides.effort_firm[None, :]
    forms_u = np.where(sides.forms_university == 0, _ANY_FORM, sides.forms_university)
    forms_f = np.where(sides.forms_firm == 0, _ANY_FORM, sides.forms_firm)
    forms_both = forms_u[:, None] & forms_f[None, :]

    of_candidate: list[list[Triple]] = []
    of_university: list[list[tuple[float, int, int]]] = [[] for _ in range(universities)]
    of_firm: list[list[tuple[float, int, int]]] = [[] for _ in range(firms)]
    for c in range(n):
        if c % _PROGRESS_EVERY == 0:
            progress(c, n)
        u_rows = np.flatnonzero(sides.allowed_university[c])
        f_rows = np.flatnonzero(sides.allowed_firm[c])
        if not (len(u_rows) and len(f_rows)):
            of_candidate.append([])
            continue
        block = np.ix_(u_rows, f_rows)
        score = synergy[block] + (w_u * sides.candidate_university[c, u_rows].astype(np.float64))[:, None]
        score += w_f * sides.candidate_firm[c, f_rows].astype(np.float64)
        wanted = sides.forms[c] or _ANY_FORM
        score[(forms_both[block] & wanted == 0) | (together[block] > sides.effort[c])] = -np.inf
        of_candidate.append(_best_of_candidate(c, score, u_rows, f_rows, per_candidate))
        _offer(of_university, u_rows, f_rows, score, c, per_project)
        _offer(of_firm, f_rows, u_rows, score.T, c, per_project)
    progress(n, n)
    return BestTriples(
        of_candidate,
        [_ranked((value, -minus_c, u, f) for value, minus_c, f in found) for u, found in enumerate(of_university)],
        [_ranked((value, -minus_c, u, f) for value, minus_c, u in found) for f, found in enumerate(of_firm)],
    )


def _best_of_candidate(
    c: int, score: NDArray[np.float64], u_rows: NDArray[np.intp], f_rows: NDArray[np.intp], k: int
) -> list[Triple]:
    flat = score.ravel()
    if k < flat.size:
        # All that ties with the k-th must take part, or the order of ties would hang on the partition.
        floor = np.partition(flat, flat.size - k)[flat.size - k]
        some = np.flatnonzero(flat >= floor)
    else:
        some = np.arange(flat.size)
    some = some[np.isfinite(flat[some])]
    order = some[np.lexsort((some, -flat[some]))][:k]
    return [
        Triple(c, int(u_rows[at // len(f_rows)]), int(f_rows[at % len(f_rows)]), float(flat[at]), rank)
        for rank, at in enumerate(order.tolist(), 1)
    ]


def _offer(
    lists: list[list[tuple[float, int, int]]],
    rows: NDArray[np.intp],
    partners: NDArray[np.intp],
    score: NDArray[np.float64],
    c: int,
    k: int,
) -> None:
    best = score.argmax(axis=1)
    for i, row in enumerate(rows.tolist()):
        value = float(score[i, best[i]])
        if k == 0 or not np.isfinite(value):
            continue
        entry = (value, -c, int(partners[best[i]]))
        if len(lists[row]) < k:
            heappush(lists[row], entry)
        elif entry > lists[row][0]:
            heapreplace(lists[row], entry)


def _ranked(found: Iterable[tuple[float, int, int, int]]) -> list[Triple]:
    ordered = sorted(found, key=lambda item: (-item[0], *item[1:]))
    return [Triple(c, u, f, value, rank) for rank, (value, c, u, f) in enumerate(ordered, 1)]
