"""Recommending: similarity, hard conditions and the best triples of all open records, saved as one run."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from talentapp.domain.conditions import Demand, pair_obstacles
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import (
    Exclusion,
    Recommendation,
    Run,
    id_of,
)
from talentapp.domain.terms import Kind
from talentapp.office.cases.review import bring_in_line
from talentapp.office.guarding import guarded
from talentapp.office.records.rows import run_row
from talentapp.office.runs import snapshots
from talentapp.office.runs.pool import Pool, filled, read_pool
from talentapp.office.runs.reasoning import labels_of, reasoned
from talentapp.office.runs.replaying import keep_model
from talentapp.office.runs.scored import Scorer
from talentapp.office.views.pairings import RunResult
from talentapp.store import queries
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.matching.triples import BestTriples, Sides, Weights

PER_CANDIDATE = 5
PER_PROJECT = 5
PUT_FORWARD = 2
"""How many of a candidate's best triples go to review by themselves; a person may put forward more."""
PUT_FORWARD_FROM = 50.0
"""From which score on the second best and further ones do: two deviations above the usual pair."""
_EXCLUDED_KEPT = 3
_EXCLUDED_FROM = 0.5
_CHANGED = frozenset({Kind.RUNS, Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})


@guarded
class Recommending:
    """Recommendation runs."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self._store = store
        self._scorer = scorer

    def run(self, progress: Progress = silent, weights: "Weights | None" = None) -> RunResult:
        """Score everything that is open, keep the result as a run, and put the best pairings forward for review.

        What people have decided stays as it is; a pairing that nobody has decided on and that is no longer among the
        best expires. Where nothing has changed since the latest run, that run is returned and nothing is written.
        Raises NOTHING_TO_RECOMMEND without candidates or without projects on both sides, RECORDS_REMOVED where some
        were taken away meanwhile.
        """
        from talentapp.matching.triples import Weights, best_triples  # late, with all that computes

        weights = weights or Weights()
        progress(0, None)
        with self._store.reading() as session:
            pool = filled(read_pool(session, date.today()))
            latest = queries.latest_run(session)
        shipped = self._scorer.shipped
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
        scored = self._scorer.scored(pool, progress)
        sides = scored.sides
        best = best_triples(sides, weights, per_candidate=PER_CANDIDATE, per_project=PER_PROJECT, progress=progress)
        rows = reasoned(pool, chosen_of(best), sides, weights, scored.matcher, progress)
        run = Run(
            **made_of,
            labels=labels_of(rows),
            candidates=len(pool.candidates),
            university_projects=len(pool.university.ids),
            firm_projects=len(pool.firm.ids),
            recommendations=len(rows),
        )
        return self._save(run, pool, rows, _exclusions(pool, sides), progress)

    def _save(
        self, run: Run, pool: Pool, rows: list[dict[str, Any]], excluded: list[dict[str, Any]], progress: Progress
    ) -> RunResult:
        keep_model(self._store, run.model_version)
        with self._store.writing(progress) as session:
            session.add(run)
            session.flush()
            snapshots.keep(session, id_of(run), pool, progress)
            progress(0, None)
            recommendations = [Recommendation(run_id=id_of(run), **row) for row in rows]
            session.add_all(recommendations)
            session.add_all(Exclusion(run_id=id_of(run), **row) for row in excluded)
            progress(0, None)
            session.flush()
            progress(0, None)
            forward = [
                item
                for item in recommendations
                if item.rank == 1 or (1 < item.rank <= PUT_FORWARD and item.score >= PUT_FORWARD_FROM)
            ]
            waiting, expired = bring_in_line(session, forward)
            return RunResult(run_row(run), waiting, expired, repeated=False, changed=_CHANGED)


def chosen_of(best: "BestTriples") -> dict[tuple[int, int, int], int]:
    """The rank of all recommended triples: each candidate's best, then 0 for what only a project's list brings in."""
    chosen: dict[tuple[int, int, int], int] = {}
    for triple in (triple for some in best.of_candidate for triple in some):
        chosen[triple.candidate, triple.university, triple.firm] = triple.rank
    for triple in (triple for lists in (best.of_university, best.of_firm) for some in lists for triple in some):
        chosen.setdefault((triple.candidate, triple.university, triple.firm), 0)
    return chosen


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
