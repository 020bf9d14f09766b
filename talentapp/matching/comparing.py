"""What a plan means to those in it and to those left out, and how two plans differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from talentapp.matching.bounds import Ints
from talentapp.matching.plan import Key, Plan
from talentapp.matching.triples import Found, Sides, Triple, Weights, best_of, best_of_pair


class LeftOut(StrEnum):
    """Why a candidate is in no pairing of a plan."""

    NOTHING_POSSIBLE = "nothing_possible"
    OUTBID = "outbid"  # there are possible triples; under the rules, others are worth more in all


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
    sides: Sides, weights: Weights, plan: Plan, *, bans: Sequence[Key] = (), alternates: int = 3
) -> tuple[Standing, ...]:
    """For each pairing of a plan, in its order, how its sides fare and who could step in, `bans` apart."""
    best = [_best(sides, weights, part, plan.pairings) for part in range(3)]
    busy = {pairing.candidate for pairing in plan.pairings}
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


def left_out(sides: Sides, weights: Weights, plan: Plan) -> dict[int, LeftOut]:
    """The candidates in no pairing of a plan, and why."""
    busy = np.array([pairing.candidate for pairing in plan.pairings], np.intp)
    idle = np.setdiff1d(np.arange(sides.shape[0]), busy)
    able = set(_firsts(sides, weights, 0, idle).candidate.tolist())
    return {c: LeftOut.OUTBID if c in able else LeftOut.NOTHING_POSSIBLE for c in idle.tolist()}


@dataclass(frozen=True)
class Difference:
    """From one plan to another: who comes in, who falls out, and who changes, each by candidate.

    `moved` holds both pairings. `total` is what is won in all.
    """

    entered: tuple[Triple, ...]
    dropped: tuple[Triple, ...]
    moved: tuple[tuple[Triple, Triple], ...]
    same: int
    total: float


def difference(before: Plan, after: Plan) -> Difference:
    """How one plan differs from another over the same rows."""
    old = {pairing.candidate: pairing for pairing in before.pairings}
    new = {pairing.candidate: pairing for pairing in after.pairings}
    both = sorted(old.keys() & new.keys())
    moved = [(old[c], new[c]) for c in both if (old[c].university, old[c].firm) != (new[c].university, new[c].firm)]
    return Difference(
        tuple(new[c] for c in sorted(new.keys() - old.keys())),
        tuple(old[c] for c in sorted(old.keys() - new.keys())),
        tuple(moved),
        len(both) - len(moved),
        after.total - before.total,
    )


def _best(sides: Sides, weights: Weights, part: int, pairings: Sequence[Triple]) -> dict[int, float]:
    rows = [(pairing.candidate, pairing.university, pairing.firm)[part] for pairing in pairings]
    found = _firsts(sides, weights, part, np.unique(np.array(rows, np.intp)))
    return dict(zip(found.part(part).tolist(), found.score.tolist(), strict=True))


def _firsts(sides: Sides, weights: Weights, part: int, hubs: Ints) -> Found:
    view = sides.view(weights, part)
    return Found.joined([best_of(sides, weights, view, part, some, 1) for some in view.batches(hubs)])
