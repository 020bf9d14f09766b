"""The rules of a plan as records and people make them, and the plan found under them, by ids.

Who is shortlisted is settled: the person takes no further part, and what they take up is off the places and the caps.
Who tells too little to be judged takes part only where that is asked for, or where somebody has pinned them.
What was declined is not proposed again. What is pinned must be in, what is forbidden must not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from talentapp.domain.errors import Cancelled
from talentapp.domain.folding import folded
from talentapp.domain.languages import names_of_language
from talentapp.domain.profiles import thin
from talentapp.domain.progress import Progress
from talentapp.domain.reasons import Shares
from talentapp.matching.clashes import Clash, Term, explain_clash
from talentapp.matching.comparing import LeftOut, Missed, Standing, left_out, standings
from talentapp.matching.plan import Key, Plan, Rule, Status, Told
from talentapp.matching.several import Person, Several, taken
from talentapp.matching.sharing import Fairness, FairPlan, Share, fair_plan
from talentapp.matching.triples import Sides, Weights
from talentapp.office.records.meanings import names_of_field
from talentapp.office.runs.pool import Pool, Projects
from talentapp.office.views.plans import PlanRequest, Quota

Ids = tuple[int, int, int]
"""Candidate, university project, firm project, as records."""

_ALTERNATES = 3
_LOYALTY = 1.0  # no pairing is worth more: what was kept gives way only where it must
_ALL = 100.0  # nobody has more of a working year, whatever was left unsaid


@dataclass(frozen=True)
class Laid:
    """What people have laid down: pairings that must be in and must not be, and the plan to be changed little."""

    pins: Sequence[Ids] = ()
    bans: Sequence[Ids] = ()
    kept: Sequence[Ids] = ()


@dataclass(frozen=True)
class Made:
    """A plan with all that is said of it. Triples are by rows of the pool; `missed` is by row of a candidate."""

    plan: Plan
    standings: tuple[Standing, ...]
    pinned: frozenset[Key]
    fair: FairPlan
    kept: int
    loyalty: float
    missed: Mapping[int, Missed]
    clash: Clash | None
    lapsed: tuple[tuple[Ids, str], ...]
    considered: int

    @property
    def bound(self) -> float | None:
        """What no plan that keeps as much can exceed; None where the rules clash."""
        return None if self.plan.status is Status.INFEASIBLE else self.plan.bound - self.loyalty * self.kept

    @property
    def gap(self) -> float | None:
        """How far from the bound the plan may be at most, as a share of it."""
        if self.bound is None:
            return None
        return 0.0 if self.plan.gap == 0 or self.bound <= 0 else max(0.0, (self.bound - self.plan.total) / self.bound)


def plan_for_all(
    pool: Pool, sides: Sides, request: PlanRequest, shares: Shares, laid: Laid, progress: Progress, told: Told
) -> Made:
    """The best plan that the time limit reaches. Progress counts stages; a cancel gives the best plan so far."""
    layout = _Layout(pool, sides, request, laid)
    weights, rules, wide = Weights(*shares), layout.rules(), layout.sides
    loyalty = _LOYALTY if laid.kept else 0.0
    options: dict[str, Any] = {
        "pins": layout.pins,
        "bans": layout.bans,
        "several": layout.several,
        "time_limit": request.time_limit,
        "progress": progress,
    }

    def by_row(plan: Plan) -> None:
        told(layout.narrow(plan))

    fair = fair_plan(
        wide,
        weights,
        rules,
        _shares(pool),
        Fairness(request.fairness),
        kept=layout.kept,
        loyalty=loyalty,
        told=by_row,
        **options,
    )
    clash = None
    if fair.plan.status is Status.INFEASIBLE:
        with suppress(Cancelled):
            clash = explain_clash(wide, weights, rules, **options)
    busy = {int(layout.row[pairing.candidate]) for pairing in fair.plan.pairings}
    absent = [row for row, of in enumerate(layout.row.tolist()) if of in busy or row >= len(pool.candidates)]
    found = standings(wide, weights, fair.plan, bans=layout.bans, absent=absent, alternates=_ALTERNATES)
    missed = left_out(layout.everybody, weights, fair.plan, rules, bans=layout.bans)
    chosen = {(p.candidate, p.university, p.firm) for p in fair.plan.pairings}
    return Made(
        plan=layout.narrow(fair.plan),
        standings=tuple(replace(one, pairing=layout.narrowed(one.pairing)) for one in found),
        pinned=frozenset((int(layout.row[c]), u, f) for c, u, f in layout.pins),
        fair=fair,
        kept=len(chosen & set(layout.kept)),
        loyalty=loyalty,
        missed={
            row: replace(why, why=LeftOut.THIN, full=()) if row in layout.thin and why.best is not None else why
            for row, why in missed.items()
            if row < len(pool.candidates) and row not in busy and pool.candidates[row] not in pool.settled
        },
        clash=layout.by_pool(clash) if clash else None,
        lapsed=layout.lapsed,
        considered=_possible(layout.open),
    )


class _Layout:
    """A pool laid out for planning: people with room for several appointments have a row for each."""

    def __init__(self, pool: Pool, sides: Sides, request: PlanRequest, laid: Laid) -> None:
        self.pool, self._request = pool, request
        n = len(pool.candidates)
        rooms = _rooms(pool, request.appointments)
        self.row = np.concatenate([np.arange(n), np.repeat(np.arange(n), rooms - 1)])
        pinned = {ids[0] for ids in laid.pins}
        self.thin = {
            row
            for row, (person, profile) in enumerate(zip(pool.candidates, pool.profiles, strict=True))
            if not request.thin and person not in pinned and person not in pool.settled and thin(profile)
        }
        settled = {row for row, person in enumerate(pool.candidates) if person in pool.settled}
        self.open = _without(sides, settled | self.thin)
        self.sides = self.open if len(self.row) == n else taken(self.open, self.row)
        everybody = _without(sides, settled).allowed_university
        self.everybody = replace(self.sides, allowed_university=everybody[self.row])
        self._rows: dict[int, list[int]] = defaultdict(list)
        for row, of in enumerate(self.row.tolist()):
            self._rows[of].append(row)
        people = [
            Person(rows, min(_ALL, pool.offers[of].effort or _ALL)) for of, rows in self._rows.items() if len(rows) > 1
        ]
        self.several = Several(self.sides, people, _rivals(pool)) if people else None
        self._at = tuple(
            {key: row for row, key in enumerate(ids)} for ids in (pool.candidates, pool.university.ids, pool.firm.ids)
        )
        self.lapsed: tuple[tuple[Ids, str], ...] = tuple(
            (ids, "settled" if ids[0] in pool.settled else "gone")
            for ids in laid.pins
            if ids[0] in pool.settled or self._key(ids) is None
        )
        lapsed = {ids for ids, _ in self.lapsed}
        bans = [key for ids in (*pool.declined, *laid.bans) if (key := self._key(ids)) is not None]
        self.bans = [(row, u, f) for c, u, f in dict.fromkeys(bans) for row in self._rows[c]]
        self.pins = self._seated(ids for ids in laid.pins if ids not in lapsed)
        out = {pool.candidates[row] for row in settled | self.thin}
        self.kept = self._seated(ids for ids in laid.kept if ids[0] not in out)

    def narrow(self, plan: Plan) -> Plan:
        """The plan by rows of the pool."""
        return replace(plan, pairings=tuple(map(self.narrowed, plan.pairings)))

    def narrowed(self, pairing: Any) -> Any:
        """The triple by rows of the pool."""
        return replace(pairing, candidate=int(self.row[pairing.candidate]))

    def by_pool(self, clash: Clash) -> Clash:
        """The clash with its pins by rows of the pool."""

        def term(one: Term) -> Term:
            return one if isinstance(one, Rule) else (int(self.row[one[0]]), one[1], one[2])

        eased = tuple(replace(step, term=term(step.term)) for step in clash.relaxation)
        return replace(clash, terms=tuple(map(term, clash.terms)), relaxation=eased)

    def rules(self) -> list[Rule]:
        """Places, caps, minimums and quotas."""
        rules: list[Rule] = []
        for name, projects in (("universities", self.pool.university), ("firms", self.pool.firm)):
            for row, (project_id, demand) in enumerate(zip(projects.ids, projects.demands, strict=True)):
                rules.append(_rule("places", project_id, name, [row], most=max(0, demand.places_left)))
            for organisation, rows in _rows_by_organisation(projects).items():
                cap = self.pool.caps_left.get(organisation)
                if cap is not None:
                    rules.append(_rule("cap", organisation, name, rows, most=max(0, cap)))
                if self._request.least:
                    rules.append(_rule("minimum", organisation, name, rows, least=self._request.least))
        return rules + [self._quota(quota) for quota in self._request.quotas]

    def _quota(self, quota: Quota) -> Rule:
        names = names_of_language(quota.value) if quota.kind == "language" else names_of_field(quota.value)
        subject = f"{quota.kind}={quota.value}"
        if quota.kind == "language":
            speak = [any(_says(text, names) for text in some) for some in self.pool.languages]
            rows = [row for row, of in enumerate(self.row.tolist()) if speak[of]]
            return Rule("quota", subject, candidates=rows, least=quota.least, most=quota.most)
        universities, firms = (
            [row for row, text in enumerate(side.fields) if _says(text, names)]
            for side in (self.pool.university, self.pool.firm)
        )
        return Rule("quota", subject, universities=universities, firms=firms, least=quota.least, most=quota.most)

    def _key(self, ids: Ids) -> Key | None:
        rows = [at.get(key) for at, key in zip(self._at, ids, strict=True)]
        return None if None in rows else (rows[0], rows[1], rows[2])  # type: ignore[return-value]

    def _seated(self, triples: Iterable[Ids]) -> list[Key]:
        """Triples by rows, those of one person each in a row of their own, as far as there are rows."""
        used: dict[int, int] = defaultdict(int)
        seated = []
        for ids in triples:
            if (key := self._key(ids)) is not None:
                rows = self._rows[key[0]]
                seated.append((rows[min(used[key[0]], len(rows) - 1)], key[1], key[2]))
                used[key[0]] += 1
        return seated


def _without(sides: Sides, rows: Collection[int]) -> Sides:
    """The sides where nothing is possible for these candidates."""
    taking_part = np.ones(sides.shape[0], dtype=bool)
    taking_part[list(rows)] = False
    return replace(sides, allowed_university=sides.allowed_university & taking_part[:, None])


def _rooms(pool: Pool, appointments: int) -> "np.ndarray[Any, np.dtype[np.intp]]":
    """How many appointments each candidate may have: as many as asked, if the offered effort could hold two."""
    least = [
        min((demand.effort_min or 0.0 for demand in side.demands), default=0.0) for side in (pool.university, pool.firm)
    ]
    lightest = sum(least)
    rooms = [
        1
        if person in pool.settled or (lightest and (offer.effort or _ALL) < 2 * lightest)
        else min(appointments, int((offer.effort or _ALL) // lightest) if lightest else appointments)
        for person, offer in zip(pool.candidates, pool.offers, strict=True)
    ]
    return np.array(rooms, dtype=np.intp)


def _rivals(pool: Pool) -> list[tuple[list[int], list[int]]]:
    """The projects of each two organisations that compete: a person serves one of them."""
    rows = [_rows_by_organisation(side) for side in (pool.university, pool.firm)]
    pairs = {
        (min(one, other), max(one, other))
        for one, rivals in pool.competitors.items()
        for other in rivals
        if any(one in side for side in rows) and any(other in side for side in rows)
    }
    return [
        ([row for key in pair for row in rows[0].get(key, ())], [row for key in pair for row in rows[1].get(key, ())])
        for pair in sorted(pairs)
    ]


def _possible(sides: Sides) -> int:
    """How many triples meet the conditions on pairs: as many as planning chose from."""
    university, firm = (sides.allowed_university.astype(np.float32), sides.allowed_firm.astype(np.float32))
    return round(float(((university @ sides.allowed_projects.astype(np.float32)) * firm).sum(dtype=np.float64)))


def _says(text: str, names: Collection[str]) -> bool:
    """Whether a text has one of these folded names in it."""
    said = folded(text)
    return any(name in said for name in names)


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
