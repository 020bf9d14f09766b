"""What a plan means to those in it and to those left out."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from talentapp.matching.columns import Rule
from talentapp.matching.plan import Key, Plan
from talentapp.matching.reaching import Ints
from talentapp.matching.triples import Found, Sides, Triple, Weights, best_of, best_of_pair


class LeftOut(StrEnum):
    """Why a candidate is in no pairing of a plan."""

    NO_UNIVERSITY = "no_university"  # no university project is possible
    NO_FIRM = "no_firm"  # no firm project is possible
    NO_PAIR = "no_pair"  # some of both are, but no two of them together
    FULL = "full"  # rules that are used up stand against the best triple
    THIN = "thin"  # too little is known of them; a rule of whoever plans, who says so
    OUTBID = "outbid"  # nothing is used up; in all, others are worth more (minimums, pins, what was kept)


@dataclass(frozen=True)
class Missed:
    """Why a candidate is left out; the best triple that would have been possible, and the rules used up against it."""

    why: LeftOut
    best: Triple | None = None
    full: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Standing:
    """A pairing of a plan, and how it looks from each of its three sides.

    `forgone` is by how much the best of each side's own list beats it (candidate, university project, firm project):
    what the plan for everybody costs that side. `alternates` are the best of those who are in no pairing.
    """

    pairing: Triple
    forgone: tuple[float, float, float]
    alternates: tuple[Triple, ...]


def standings(
    sides: Sides,
    weights: Weights,
    plan: Plan,
    *,
    bans: Sequence[Key] = (),
    absent: Collection[int] = (),
    alternates: int = 3,
) -> tuple[Standing, ...]:
    """For each pairing of a plan, in its order, how its sides fare and who could step in: none of `bans`, and none of
    the rows that are `absent`."""
    best = [_best(sides, weights, part, plan.pairings) for part in range(3)]
    busy = {*absent, *(pairing.candidate for pairing in plan.pairings)}
    barred: dict[tuple[int, int], set[int]] = {}
    for c, u, f in bans:
        barred.setdefault((u, f), set()).add(c)
    result = []
    for p in plan.pairings:
        rows = (p.candidate, p.university, p.firm)
        forgone = tuple(best[part][row] - p.score for part, row in enumerate(rows))
        without = busy | barred.get((p.university, p.firm), set())
        others = best_of_pair(sides, weights, p.university, p.firm, alternates, without=without)
        result.append(Standing(p, (forgone[0], forgone[1], forgone[2]), others))
    return tuple(result)


def left_out(
    sides: Sides, weights: Weights, plan: Plan, rules: Sequence[Rule] = (), *, bans: Sequence[Key] = ()
) -> dict[int, Missed]:
    """The candidates in no pairing of a plan, and why."""
    busy = np.array([pairing.candidate for pairing in plan.pairings], np.intp)
    idle = np.setdiff1d(np.arange(sides.shape[0]), busy)
    barred = set(bans)
    most_bans = max(Counter(key[0] for key in bans).values(), default=0)
    best: dict[int, Triple] = {}
    found = _firsts(sides, weights, 0, idle, 1 + most_bans)
    columns = (found.candidate.tolist(), found.university.tolist(), found.firm.tolist(), found.score.tolist())
    for c, u, f, score in zip(*columns, strict=True):
        if c not in best and (c, u, f) not in barred:
            best[c] = Triple(c, u, f, score, 1)
    used = _used_up(plan, rules)
    told = {}
    for c in idle.tolist():
        if (triple := best.get(c)) is not None:
            rows = (triple.candidate, triple.university, triple.firm)
            full = tuple(rule for part, row in enumerate(rows) for rule in used.get((part, row), ()))
            told[c] = Missed(LeftOut.FULL if full else LeftOut.OUTBID, triple, full)
        elif not sides.allowed_university[c].any():
            told[c] = Missed(LeftOut.NO_UNIVERSITY)
        else:
            told[c] = Missed(LeftOut.NO_PAIR if sides.allowed_firm[c].any() else LeftOut.NO_FIRM)
    return told


def _used_up(plan: Plan, rules: Sequence[Rule]) -> dict[tuple[int, int], list[Rule]]:
    """The rules that leave no room, by the part (0 candidate, 1 university, 2 firm project) and row they name."""
    counts = [Counter((p.candidate, p.university, p.firm)[part] for p in plan.pairings) for part in range(3)]
    used: dict[tuple[int, int], list[Rule]] = {}
    for rule in rules:
        named = [
            (part, row) for part, rows in enumerate((rule.candidates, rule.universities, rule.firms)) for row in rows
        ]
        if rule.most is not None and sum(counts[part][row] for part, row in named) >= rule.most:
            for one in named:
                used.setdefault(one, []).append(rule)
    return used


def _best(sides: Sides, weights: Weights, part: int, pairings: Sequence[Triple]) -> dict[int, float]:
    rows = [(pairing.candidate, pairing.university, pairing.firm)[part] for pairing in pairings]
    found = _firsts(sides, weights, part, np.unique(np.array(rows, np.intp)))
    return dict(zip(found.part(part).tolist(), found.score.tolist(), strict=True))


def _firsts(sides: Sides, weights: Weights, part: int, hubs: Ints, k: int = 1) -> Found:
    view = sides.view(weights, part)
    return Found.joined([best_of(sides, weights, view, part, some, k) for some in view.batches(hubs)])
