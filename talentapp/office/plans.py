"""The plan for everybody: the rules that records make, and the plan found under them as it is shown.

Who is shortlisted is settled: the person takes no further part, and what they take up is off the places and the caps.
What was declined is not proposed again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from talentapp.domain.progress import Progress
from talentapp.matching.clashes import Clash, explain_clash
from talentapp.matching.comparing import left_out, standings
from talentapp.matching.plan import Rule, Status
from talentapp.matching.sharing import Fairness, Share, fair_plan
from talentapp.matching.triples import Sides, Weights
from talentapp.office.pool import Pool, Projects
from talentapp.office.views import ClashingRule, PlanCard, PlannedPairing

_ALTERNATES = 3


def plan_for_all(
    pool: Pool,
    sides: Sides,
    weights: Weights,
    fairness: Fairness,
    least: int,
    time_limit: float,
    progress: Progress,
) -> PlanCard:
    """The best plan that `time_limit` seconds reach; with `least`, every organisation gets that many if it can."""
    rules, bans = _rules(pool, least), _bans(pool)
    settled = np.array([person in pool.settled for person in pool.candidates], dtype=bool)
    sides = replace(sides, allowed_university=sides.allowed_university & ~settled[:, None])
    fair = fair_plan(
        sides,
        weights,
        rules,
        _shares(pool),
        fairness,
        bans=bans,
        time_limit=time_limit,
        progress=progress,
    )
    plan = fair.plan
    clash = None
    if plan.status is Status.INFEASIBLE:
        clash = explain_clash(sides, weights, rules, bans=bans, time_limit=time_limit, progress=progress)
    people, university, firm = pool.candidates, pool.university.ids, pool.firm.ids
    return PlanCard(
        pairings=tuple(
            PlannedPairing(
                candidate_id=people[standing.pairing.candidate],
                university_project_id=university[standing.pairing.university],
                firm_project_id=firm[standing.pairing.firm],
                score=round(100 * standing.pairing.score, 1),
                forgone=_points(standing.forgone),
                alternates=tuple(people[other.candidate] for other in standing.alternates),
            )
            for standing in standings(sides, weights, plan, bans=bans, alternates=_ALTERNATES)
        ),
        total=100 * plan.total,
        bound=None if plan.status is Status.INFEASIBLE else 100 * plan.bound,
        gap=None if plan.status is Status.INFEASIBLE else plan.gap,
        status=plan.status.value,
        level=fair.level,
        unmatched={
            people[row]: reason.value
            for row, reason in left_out(sides, weights, plan).items()
            if people[row] not in pool.settled
        },
        settled=len(pool.settled),
        clash=_clashing(clash),
        relaxation=_relaxation(clash),
    )


def _points(forgone: tuple[float, float, float]) -> tuple[float, float, float]:
    candidate, university, firm = (round(100 * value, 1) for value in forgone)
    return candidate, university, firm


def _rules(pool: Pool, least: int) -> list[Rule]:
    rules: list[Rule] = []
    for name, projects in (("universities", pool.university), ("firms", pool.firm)):
        for row, (project_id, demand) in enumerate(zip(projects.ids, projects.demands, strict=True)):
            rules.append(_rule("places", project_id, name, [row], most=max(0, demand.places_left)))
        for organisation, rows in _rows_by_organisation(projects).items():
            cap = pool.caps_left.get(organisation)
            if cap is not None:
                rules.append(_rule("cap", organisation, name, rows, most=max(0, cap)))
            if least:
                rules.append(_rule("minimum", organisation, name, rows, least=least))
    return rules


def _rule(code: str, subject: int, side: str, rows: Sequence[int], least: int = 0, most: int | None = None) -> Rule:
    university, firm = (rows if side == name else () for name in ("universities", "firms"))
    return Rule(code, subject, universities=university, firms=firm, least=least, most=most)


def _shares(pool: Pool) -> list[Share]:
    """Every organisation with the pairings that would serve it in full: its places, or its cap if that is less."""
    shares = []
    for name, projects in (("universities", pool.university), ("firms", pool.firm)):
        for organisation, rows in _rows_by_organisation(projects).items():
            places = sum(max(0, projects.demands[row].places_left) for row in rows)
            cap = pool.caps_left.get(organisation)
            full = places if cap is None else min(places, cap)
            if full > 0:
                shares.append(
                    Share(
                        organisation,
                        universities=rows if name == "universities" else (),
                        firms=rows if name == "firms" else (),
                        full=full,
                    )
                )
    return shares


def _rows_by_organisation(projects: Projects) -> Mapping[int, Sequence[int]]:
    rows: dict[int, list[int]] = {}
    for row, demand in enumerate(projects.demands):
        rows.setdefault(demand.organisation, []).append(row)
    return rows


def _bans(pool: Pool) -> list[tuple[int, int, int]]:
    people, university, firm = (
        {key: row for row, key in enumerate(ids)} for ids in (pool.candidates, pool.university.ids, pool.firm.ids)
    )
    return [
        (people[c], university[u], firm[f])
        for c, u, f in pool.declined
        if c in people and u in university and f in firm
    ]


def _clashing(clash: Clash | None) -> tuple[ClashingRule, ...]:
    return tuple(_named(clash.terms)) if clash else ()


def _relaxation(clash: Clash | None) -> tuple[ClashingRule, ...]:
    if clash is None:
        return ()
    return tuple(
        ClashingRule(eased.term.code, int(eased.term.subject), eased.by)
        for eased in clash.relaxation
        if isinstance(eased.term, Rule)
    )


def _named(terms: Iterable[object]) -> Iterable[ClashingRule]:
    return (ClashingRule(term.code, int(term.subject)) for term in terms if isinstance(term, Rule))
