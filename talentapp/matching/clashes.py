"""Why there is no plan: a set of rules and pins that clash, as small as can be found, and the smallest way out.

A set clashes when no plan, over all triples, meets it; that is proven each time by planning for that set alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress, silent
from talentapp.matching.columns import PENALTY, Model, Rule
from talentapp.matching.plan import Key, Plan, Status, solved
from talentapp.matching.several import Several
from talentapp.matching.solving import watched
from talentapp.matching.triples import Found, Sides, Weights, best_of

Term = Rule | Key
"""What may clash: a rule, or a pinned triple as (candidate, university project, firm project)."""

_AROUND = 50  # triples looked at beside each project or candidate that a minimum names
_FEW = 4  # minimums and pins that are missed of which the smallest clash is sought


@dataclass(frozen=True)
class Eased:
    """One step of a relaxation: by how many pairings a limit is raised ("most"), a minimum lowered ("least"), or a pin
    dropped ("pin")."""

    term: Term
    limit: str
    by: int


@dataclass(frozen=True)
class Clash:
    """What cannot all hold, and the least that must give way.

    Leaving out any one of `terms` ends this clash, if `proven`; otherwise time ran out while they were still more than
    need be. The relaxation is the smallest over the triples that planning looked at.
    """

    terms: tuple[Term, ...]
    relaxation: tuple[Eased, ...]
    proven: bool


def explain_clash(
    sides: Sides,
    weights: Weights,
    rules: Sequence[Rule],
    *,
    pins: Sequence[Key] = (),
    bans: Sequence[Key] = (),
    several: Several | None = None,
    time_limit: float = 60.0,
    progress: Progress = silent,
) -> Clash | None:
    """Why no plan meets all rules and pins; None where there is one, or where time (seconds) ran out before it showed.

    Progress counts the sets that were tried.
    """
    end = monotonic() + time_limit
    tried, penalty = 0, PENALTY

    def tick(_done: int = 0, _total: int | None = None) -> None:
        progress(tried, None)

    def planned(terms: Sequence[Term]) -> tuple[Model, Plan]:
        nonlocal tried
        tried += 1
        tick()
        model = Model(
            sides,
            weights,
            [term for term in terms if isinstance(term, Rule)],
            [term for term in terms if not isinstance(term, Rule)],
            bans,
            penalty=penalty,
            several=several,
        )
        plan = solved(model, end - monotonic(), tick, any_plan=True)
        if plan.status is Status.CANCELLED:
            raise Cancelled
        return model, plan

    def clashes(terms: Sequence[Term]) -> bool:
        if end <= monotonic():
            raise TimeoutError
        plan = planned(terms)[1]
        if plan.status not in (Status.OPTIMAL, Status.INFEASIBLE) and plan.missing:
            raise TimeoutError
        return bool(plan.missing)

    model, plan = planned([*rules, *pins])
    if plan.status is not Status.INFEASIBLE:
        return None
    penalty = model.penalty
    relaxation = _relaxation(model, end - monotonic(), tick)
    terms: list[Term] = [*rules, *pins]
    proven = True
    try:
        demands = [need.rule for need in plan.missing]
        others = [term for term in terms if term not in demands]
        # What is missed often fails by itself, and then says more than a mixture of demands.
        alone = [some for some in ([demand] for demand in demands[:_FEW]) if clashes([*others, *some])]
        found = [_narrowed(clashes, [], [*others, *some], known=False) for some in alone or [demands]]
        terms = min(found, key=len)
    except TimeoutError:
        proven = False
    return Clash(tuple(terms), relaxation, proven)


def _narrowed(
    clashes: Callable[[Sequence[Term]], bool], given: list[Term], terms: list[Term], known: bool
) -> list[Term]:
    """A smallest part of `terms` that clashes beside what is `given`: halves are left out as long as it still does.

    `known`: whether what is given has grown since it was last tried.
    """
    if known and clashes(given):
        return []
    if len(terms) == 1:
        return terms
    half = len(terms) // 2
    first, second = terms[:half], terms[half:]
    of_first = _narrowed(clashes, [*given, *second], first, known=True)
    of_second = _narrowed(clashes, [*given, *of_first], second, known=bool(of_first))
    return [*of_first, *of_second]


def _relaxation(model: Model, seconds: float, tick: Callable[[], None]) -> tuple[Eased, ...]:
    """The fewest pairings by which limits, minimums and pins must give way, over the model's triples and some more."""
    named = [_named(model, part) for part in range(3)]
    for part, hubs in enumerate(named):
        view = model.sides.view(model.weights, part)
        found = [best_of(model.sides, model.weights, view, part, some, _AROUND) for some in view.batches(hubs)]
        model.add(Found.joined(found))
    m, rules, pins = len(model.worth), len(model.rules), len(model.pins)
    each = sp.csr_array((np.ones(m), (model.pool.candidate, np.arange(m))), shape=(model.n, m))
    one = sp.eye_array(rules)
    blocks = [[each, None, None, None], [model.uses.T, -one, one, None]]
    if pins:
        blocks.append([model.pinned.T, None, None, sp.eye_array(pins)])
    personal, limits = model.several.rows(model.pool)
    blocks += [[personal, None, None, None]] if len(limits) else []
    rows = sp.block_array(blocks if pins else [row[:3] for row in blocks], format="csr")
    low = np.concatenate((np.full(model.n, -np.inf), model.least, np.ones(pins), np.full(len(limits), -np.inf)))
    high = np.concatenate((np.ones(model.n), model.most, np.full(pins, np.inf), limits))
    cost = np.concatenate((-model.worth / (1 + model.n) / 100, np.ones(2 * rules + pins)))
    upper = np.concatenate((np.ones(m), np.full(2 * rules, np.inf), np.ones(pins)))
    result = watched(
        lambda: milp(
            cost,
            constraints=LinearConstraint(rows, low, high),
            integrality=np.ones(len(cost)),
            bounds=Bounds(0, upper),
            options={"time_limit": max(0.1, seconds)},
        ),
        tick,
    )
    if result.x is None:
        return ()
    by = np.rint(result.x[m:]).astype(int).tolist()
    steps = [Eased(rule, "most", n) for rule, n in zip(model.rules, by[:rules], strict=True)]
    steps += [Eased(rule, "least", n) for rule, n in zip(model.rules, by[rules : 2 * rules], strict=True)]
    steps += [Eased(pin, "pin", n) for pin, n in zip(model.pin_keys, by[2 * rules :], strict=True)]
    return tuple(step for step in steps if step.by > 0)


def _named(model: Model, part: int) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """The rows of one part that minimums name."""
    rows = [(rule.candidates, rule.universities, rule.firms)[part] for rule in model.rules if rule.least > 0]
    return np.unique(np.array([row for some in rows for row in some], np.intp))
