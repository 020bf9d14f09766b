"""Recommending: similarity, hard conditions and the best triples of all open records, saved as one run."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from talentapp import assets
from talentapp.domain.conditions import Demand, common_forms, pair_obstacles
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import PARTS, Explanation, explanation_to_json, rounded_parts
from talentapp.domain.records import (
    Exclusion,
    Recommendation,
    Run,
    id_of,
)
from talentapp.domain.terms import Kind
from talentapp.office.pool import Pool, read_pool
from talentapp.office.review import bring_in_line
from talentapp.office.rows import run_row
from talentapp.office.views import PlanCard, RunResult
from talentapp.store import queries
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.matching.artefact import Matcher
    from talentapp.matching.triples import BestTriples, Sides, Triple, Weights

PER_CANDIDATE = 5
PER_PROJECT = 5
PUT_FORWARD = 2
"""How many of a candidate's best triples go to review by themselves; a person may put forward more."""
PUT_FORWARD_FROM = 50.0
"""From which score on the second best and further ones do: two deviations above the usual pair."""
_EXCLUDED_KEPT = 3
_EXCLUDED_FROM = 0.5
_CHANGED = frozenset({Kind.RUNS, Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})


class Recommending:
    """Recommendation runs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._matcher: Matcher | None = None

    def run(self, progress: Progress = silent, weights: "Weights | None" = None) -> RunResult:
        """Score everything that is open, keep the result as a run, and put the best pairings forward for review.

        What people have decided stays as it is; a pairing that nobody has decided on and that is no longer among the
        best expires. Where nothing has changed since the latest run, that run is returned and nothing is written.
        Raises NOTHING_TO_RECOMMEND without candidates or without projects on both sides.
        """
        from talentapp.matching.triples import Weights, best_triples  # late, with all that computes
        from talentapp.office.sides import sides_of

        weights = weights or Weights()
        progress(0, None)
        with self._store.reading() as session:
            pool = _filled(read_pool(session, date.today()))
            latest = queries.latest_run(session)
        shipped = self._shipped()
        made_of: dict[str, Any] = {
            "model_version": shipped.version,
            "inputs_sha256": pool.digest(),
            "settings": {
                "weights": asdict(weights),
                "per_candidate": PER_CANDIDATE,
                "per_project": PER_PROJECT,
                "as_of": date.today().isoformat(),
                "put_forward": PUT_FORWARD,
                "put_forward_from": PUT_FORWARD_FROM,
                "fingerprint": pool.fingerprint,
            },
        }
        if latest and all(getattr(latest, name) == value for name, value in made_of.items()):
            return RunResult(run_row(latest), put_forward=0, expired=0, repeated=True, changed=frozenset())
        matcher = shipped.refined(pool.profiles, (*pool.university.profiles, *pool.firm.profiles))
        sides = sides_of(pool, matcher, progress)
        best = best_triples(sides, weights, per_candidate=PER_CANDIDATE, per_project=PER_PROJECT, progress=progress)
        rows = _recommendations(pool, best, sides, weights, matcher, progress)
        run = Run(
            **made_of,
            labels=_labels_of(rows),
            candidates=len(pool.candidates),
            university_projects=len(pool.university.ids),
            firm_projects=len(pool.firm.ids),
            recommendations=len(rows),
        )
        return self._save(run, rows, _exclusions(pool, sides))

    def plan(
        self,
        fairness: Literal["total", "worst", "blend"] = "total",
        least: int = 0,
        time_limit: float = 60.0,
        progress: Progress = silent,
        weights: "Weights | None" = None,
    ) -> PlanCard:
        """The best plan for everybody under places and caps, found in at most so many seconds; nothing is written.

        `fairness` favours the total, the worst served organisation, or a blend; `least` is how many pairings every
        organisation is to get at least. Cancelling gives the best plan so far. Raises NOTHING_TO_RECOMMEND.
        """
        from talentapp.matching.sharing import Fairness
        from talentapp.matching.triples import Weights
        from talentapp.office.plans import plan_for_all
        from talentapp.office.sides import sides_of

        with self._store.reading() as session:
            pool = _filled(read_pool(session, date.today()))
        matcher = self._shipped().refined(pool.profiles, (*pool.university.profiles, *pool.firm.profiles))
        sides = sides_of(pool, matcher, progress)
        return plan_for_all(pool, sides, weights or Weights(), Fairness(fairness), least, time_limit, progress)

    def _shipped(self) -> "Matcher":
        if self._matcher is None:
            from talentapp.matching.artefact import load

            self._matcher = load(assets.path("models/matching"))
        return self._matcher

    def _save(self, run: Run, rows: list[dict[str, Any]], excluded: list[dict[str, Any]]) -> RunResult:
        with self._store.writing() as session:
            session.add(run)
            session.flush()
            recommendations = [Recommendation(run_id=id_of(run), **row) for row in rows]
            session.add_all(recommendations)
            session.add_all(Exclusion(run_id=id_of(run), **row) for row in excluded)
            session.flush()
            forward = [
                item
                for item in recommendations
                if item.rank == 1 or (1 < item.rank <= PUT_FORWARD and item.score >= PUT_FORWARD_FROM)
            ]
            waiting, expired = bring_in_line(session, forward)
            return RunResult(run_row(run), waiting, expired, repeated=False, changed=_CHANGED)


def _filled(pool: Pool) -> Pool:
    """The pool, if there is anything to recommend in it."""
    if pool.candidates and pool.university.ids and pool.firm.ids:
        return pool
    raise TalentError(
        Fault.NOTHING_TO_RECOMMEND,
        candidates=len(pool.candidates),
        university_projects=len(pool.university.ids),
        firm_projects=len(pool.firm.ids),
    )


def _recommendations(
    pool: Pool, best: "BestTriples", sides: "Sides", weights: "Weights", matcher: "Matcher", progress: Progress
) -> list[dict[str, Any]]:
    """The rows of all recommended triples: each candidate's best by rank, then what only a project's list brings in."""
    chosen: dict[tuple[int, int, int], Triple] = {}
    ranks: dict[tuple[int, int, int], int] = {}
    for triple in (triple for some in best.of_candidate for triple in some):
        key = (triple.candidate, triple.university, triple.firm)
        chosen[key], ranks[key] = triple, triple.rank
    for triple in (triple for lists in (best.of_university, best.of_firm) for some in lists for triple in some):
        chosen.setdefault((triple.candidate, triple.university, triple.firm), triple)

    explained: dict[tuple[str, int, int], Explanation] = {}
    share = dict(zip(PARTS, weights.shares, strict=True))
    rows = []
    for number, (c, u, f) in enumerate(sorted(chosen)):
        progress(number, len(chosen))
        texts = {
            "university": (pool.profiles[c], pool.university.profiles[u], ("university", c, u)),
            "firm": (pool.profiles[c], pool.firm.profiles[f], ("firm", c, f)),
            "synergy": (pool.university.profiles[u], pool.firm.profiles[f], ("synergy", u, f)),
        }
        for left, right, pair in texts.values():
            if pair not in explained:
                explained[pair] = matcher.explain(left, right)
        reasons = {part: explained[texts[part][2]] for part in PARTS}
        similar = {
            "university": float(sides.candidate_university[c, u]),
            "firm": float(sides.candidate_firm[c, f]),
            "synergy": float(sides.university_firm[u, f]),
        }
        score, parts = rounded_parts({part: 100 * share[part] * similar[part] for part in PARTS})
        forms = common_forms(pool.offers[c].forms, pool.university.demands[u].forms, pool.firm.demands[f].forms)
        rows.append(
            {
                "candidate_id": pool.candidates[c],
                "university_project_id": pool.university.ids[u],
                "firm_project_id": pool.firm.ids[f],
                "rank": ranks.get((c, u, f), 0),
                "score": score,
                "parts": parts,
                "form": forms[0],
                "reasons": {
                    "weights": share,
                    "parts": {part: explanation_to_json(reasons[part]) for part in PARTS},
                    "top": _top_concepts(reasons, share),
                    "missing": _missing_concepts(reasons),
                },
            }
        )
    return rows


def _labels_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The labels of all concepts that the reasons name, as they are today."""
    from talentapp.matching.artefact import labels

    known = labels(assets.path("models/matching"))
    named = sorted({code for row in rows for code in (*row["reasons"]["top"], *row["reasons"]["missing"])})
    return {code: dict(known[code]) for code in named if code in known}


def _top_concepts(reasons: Mapping[str, Explanation], share: Mapping[str, float]) -> list[str]:
    """The concepts that carry the candidate's own fit, weightiest first."""
    points: dict[str, float] = {}
    for part in ("university", "firm"):
        for shared in reasons[part].shared:
            if shared.concept:
                points[shared.concept] = points.get(shared.concept, 0.0) + share[part] * shared.points
    return sorted(points, key=lambda concept: (-points[concept], concept))


def _missing_concepts(reasons: Mapping[str, Explanation]) -> list[str]:
    weight: dict[str, float] = {}
    for part in ("university", "firm"):
        for missing in reasons[part].missing:
            weight[missing.concept] = max(weight.get(missing.concept, 0.0), missing.weight)
    return sorted(weight, key=lambda concept: (-weight[concept], concept))


def _exclusions(pool: Pool, sides: "Sides") -> list[dict[str, Any]]:
    """For each candidate the few best projects that a hard condition rules out, where they beat what is allowed."""
    rows: list[dict[str, Any]] = []
    for c, offer in enumerate(pool.offers):
        found: list[tuple[float, int, Demand]] = []
        for projects, similar, allowed in (
            (pool.university, sides.candidate_university, sides.allowed_university),
            (pool.firm, sides.candidate_firm, sides.allowed_firm),
        ):
            open_scores = similar[c][allowed[c]]
            floor = float(open_scores.max()) if open_scores.size else 0.0
            ruled_out = ~allowed[c] & (similar[c] >= max(floor, _EXCLUDED_FROM))
            found += [(float(similar[c, i]), projects.ids[i], projects.demands[i]) for i in ruled_out.nonzero()[0]]
        found.sort(key=lambda item: (-item[0], item[1]))
        rows += [
            {
                "candidate_id": pool.candidates[c],
                "project_id": project_id,
                "score": round(100 * score, 1),
                "obstacles": [
                    {"condition": obstacle.condition.value, "facts": dict(obstacle.facts)}
                    for obstacle in pair_obstacles(offer, demand)
                ],
            }
            for score, project_id, demand in found[:_EXCLUDED_KEPT]
        ]
    return rows
