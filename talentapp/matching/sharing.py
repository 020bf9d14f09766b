"""Plans that are fair to organisations: the worst served comes first, or at least is not forgotten.

An organisation is served by as much of what it offers as is filled. How far the worst served can be lifted is found by
planning with minimums that rise together; the total is then the best that these minimums leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from time import monotonic
from typing import Any

import numpy as np

from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress, silent
from talentapp.matching.columns import Model, Rule
from talentapp.matching.plan import Key, Plan, Status, make_plan, solved
from talentapp.matching.several import Several
from talentapp.matching.triples import Found, Sides, Weights, best_of

_HALF = 0.5
_TESTS = 0.5  # of the time goes to finding the level, the rest to the plan


class Fairness(StrEnum):
    """Whom a plan favours. BLEND lifts the worst served half as far as WORST does."""

    TOTAL = "total"
    BLEND = "blend"
    WORST = "worst"


@dataclass(frozen=True)
class Share:
    """An organisation by its projects, and how many pairings would serve it in full (at least 1)."""

    subject: str | int
    universities: Sequence[int] = ()
    firms: Sequence[int] = ()
    full: int = 1

    def at_least(self, level: float) -> Rule:
        """The minimum that serves this organisation up to a level, 0..1."""
        least = ceil(level * self.full - 1e-9)
        return Rule("share", self.subject, universities=self.universities, firms=self.firms, least=least)

    def served(self, plan: Plan) -> float:
        """How far a plan serves this organisation, 0..1."""
        own = set(self.universities), set(self.firms)
        count = sum((pairing.university in own[0]) + (pairing.firm in own[1]) for pairing in plan.pairings)
        return min(1.0, count / self.full)


@dataclass(frozen=True)
class FairPlan:
    """A plan and how its organisations fare.

    `level` is how far the worst served is served (`worst`: those who are served no further), and `reachable` how far it
    could be (None where fairness is TOTAL, or where the rules are not all met). All leave out those `beyond_help`,
    whom no possible triple serves. `proven`: nothing higher can be reached.
    """

    plan: Plan
    level: float
    worst: tuple[str | int, ...]
    reachable: float | None
    beyond_help: tuple[str | int, ...]
    proven: bool


def fair_plan(
    sides: Sides,
    weights: Weights,
    rules: Sequence[Rule],
    shares: Sequence[Share],
    fairness: Fairness,
    *,
    pins: Sequence[Key] = (),
    bans: Sequence[Key] = (),
    several: Several | None = None,
    time_limit: float = 60.0,
    progress: Progress = silent,
    **further: Any,
) -> FairPlan:
    """The best plan under the rules and a fairness choice; `kept`, `loyalty` and `told` as in `make_plan`.

    Where the rules clash, the worst served is lifted as far as it goes without missing any more of them.
    A cancel while the level is sought gives the plan for the level known so far to be reachable, unimproved.
    """
    end = monotonic() + time_limit
    able = [_able(sides, weights, part) for part in (1, 2)]
    helped = [s for s in shares if not (able[0].isdisjoint(s.universities) and able[1].isdisjoint(s.firms))]
    beyond = tuple(share.subject for share in shares if share not in helped)
    reachable, proven, cancelled = 0.0, True, False
    if fairness is not Fairness.TOTAL and helped:
        levels = sorted({number / share.full for share in helped for number in range(1, share.full + 1)})
        low, high = 0, len(levels)  # levels[:low] can be reached, levels[high:] cannot
        clashing: int | None = None  # by how many pairings the rules alone are missed at least

        def tried(minimums: Sequence[Rule]) -> Plan:
            model = Model(sides, weights, [*rules, *minimums], pins, bans, several=several)
            test = solved(model, _TESTS * (end - monotonic()), progress, any_plan=True)
            if test.status is Status.CANCELLED:
                raise Cancelled
            return test

        try:
            while low < high:
                middle = (low + high) // 2
                test = tried([share.at_least(levels[middle]) for share in helped])
                if test.missing and clashing is None:
                    alone = tried([])
                    clashing = _lacking(alone) if alone.status is Status.INFEASIBLE else 0
                if _lacking(test) > (clashing or 0):
                    high = middle
                    proven = proven and test.status is Status.INFEASIBLE
                else:
                    low = middle + 1
        except Cancelled:
            proven, cancelled = False, True
        reachable = levels[low - 1] if low else 0.0
    wanted = reachable * (_HALF if fairness is Fairness.BLEND else 1.0)
    minimums = [share.at_least(wanted) for share in helped] if wanted else []
    left = 0.0 if cancelled else max(0.0, end - monotonic())
    plan = make_plan(
        sides,
        weights,
        [*rules, *minimums],
        pins=pins,
        bans=bans,
        time_limit=left,
        progress=silent if cancelled else progress,
        several=several,
        **further,
    )
    if cancelled:
        plan = replace(plan, status=Status.CANCELLED)
    served = {share.subject: share.served(plan) for share in helped}
    level = min(served.values(), default=1.0)
    worst = tuple(subject for subject, share in served.items() if share == level < 1.0)
    known = fairness is not Fairness.TOTAL and not plan.missing
    return FairPlan(plan, level, worst, reachable if known else None, beyond, proven)


def _lacking(plan: Plan) -> int:
    """By how many pairings a plan misses its minimums and pins."""
    return sum(need.missing for need in plan.missing)


def _able(sides: Sides, weights: Weights, part: int) -> set[int]:
    """The projects of one side that stand in any possible triple."""
    view = sides.view(weights, part)
    found = [best_of(sides, weights, view, part, hubs, 1) for hubs in view.batches(np.arange(sides.shape[part]))]
    return set(Found.joined(found).part(part).tolist())
