"""Recommending: similarity, hard conditions and the best triples of all open records, saved as one run."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from talentapp.domain.conditions import Demand, pair_obstacles
from talentapp.domain.progress import Progress, Whole, silent
from talentapp.domain.reasons import PARTS, USUAL, Shares
from talentapp.domain.records import Exclusion, Recommendation, Run, id_of
from talentapp.domain.terms import Form, Kind
from talentapp.office.cases.review import bring_in_line
from talentapp.office.guarding import guarded
from talentapp.office.records.rows import run_row
from talentapp.office.runs import snapshots
from talentapp.office.runs.pool import Pool, filled, read_pool, why_left
from talentapp.office.runs.reasoning import concepts_of, reasoned, run_of
from talentapp.office.runs.replaying import keep_model
from talentapp.office.runs.scored import Scorer
from talentapp.office.views.pairings import RunResult
from talentapp.outfile import Aside
from talentapp.store import queries
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.matching.triples import BestTriples, Sides

PER_CANDIDATE = 5
PER_PROJECT = 5
PUT_FORWARD = 2
"""How many of a candidate's best triples go to review by themselves; a person may put forward more."""
PUT_FORWARD_FROM = 50.0
"""From which score on the second best and further ones do: two deviations above the usual pair."""
_TOGETHER = 250  # rows that are made or written between two reports of progress
_PARTS = ((3, 1), (2, 1), (30, 4), (5, 1), (50, 1), (2, 1), (8, 7))
"""Of reading, telling whether anything has changed, scoring, choosing, the reasons, what is ruled out, and writing: how
much of a run each usually is, and how often it counts anew."""
_EXCLUDED_KEPT = 3
_EXCLUDED_FROM = 0.5
_CHANGED = frozenset({Kind.RUNS, Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})


@guarded
class Recommending:
    """Recommendation runs."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self._store = store
        self._scorer = scorer

    def run(self, progress: Progress = silent, weights: Shares | None = None) -> RunResult:
        """Score everything that is open, keep the result as a run, and put the best pairings forward for review.

        `weights` are what the parts count from now on; None: what they counted in the latest run.
        What people have decided stays as it is; a pairing that nobody has decided on and that is no longer among the
        best expires. Where nothing has changed since the latest run, that run is returned and nothing is written.
        Raises NOTHING_TO_RECOMMEND without candidates or without projects on both sides, RECORDS_REMOVED where some
        were taken away meanwhile.
        """
        from talentapp.matching.triples import Weights, best_triples  # late, with all that computes

        progress(0, None)
        told = Whole(progress, _PARTS)
        with self._store.reading() as session:
            pool = filled(read_pool(session, date.today(), told.next()))
            latest = queries.latest_run(session)
            whole = latest is not None and snapshots.whole(session, id_of(latest))
        shares = Weights(*weights).shares if weights else shares_of(latest)
        by = Weights(*shares)
        shipped = self._scorer.shipped
        made_of: dict[str, Any] = {
            "model_version": shipped.version,
            "inputs_sha256": pool.digest(told.next()),
            "settings": {
                "weights": dict(zip(PARTS, shares, strict=True)),
                "per_candidate": PER_CANDIDATE,
                "per_project": PER_PROJECT,
                "as_of": date.today().isoformat(),
                "put_forward": PUT_FORWARD,
                "put_forward_from": PUT_FORWARD_FROM,
                "fingerprint": pool.fingerprint,
            },
        }
        if latest and whole and all(getattr(latest, name) == value for name, value in made_of.items()):
            return RunResult(run_row(latest), put_forward=0, expired=0, repeated=True, changed=frozenset())
        scored = self._scorer.scored(pool, told.next())
        sides = scored.sides
        best = best_triples(sides, by, per_candidate=PER_CANDIDATE, per_project=PER_PROJECT, progress=told.next())
        named: set[str] = set()
        with Aside[str]() as rows:
            for row in reasoned(pool, chosen_of(best), sides, by, scored.matcher, told.next()):
                named.update(concepts_of(row))
                rows.add([json.dumps(row, ensure_ascii=False)])
            run = run_of(pool, named, len(rows), **made_of)
            return self._save(run, pool, rows, _exclusions(pool, sides, told.next()), told)

    def _save(self, run: Run, pool: Pool, rows: Aside[str], excluded: list[dict[str, Any]], told: Whole) -> RunResult:
        progress = told.next()
        keep_model(self._store, run.model_version)
        with self._store.writing(progress) as session:
            session.add(run)
            session.flush()
            snapshots.keep(session, id_of(run), pool, progress)
            _insert(session, Recommendation, id_of(run), map(_row, rows), len(rows), progress)
            _insert(session, Exclusion, id_of(run), excluded, len(excluded), progress)
            forward = queries.recommendations_from(session, id_of(run), PUT_FORWARD, PUT_FORWARD_FROM)
            waiting, expired = bring_in_line(session, forward, partial(why_left, session, pool), progress)
            told.end()
            return RunResult(run_row(run), waiting, expired, repeated=False, changed=_CHANGED)


def shares_of(run: Run | None) -> Shares:
    """What the parts count in a run; before the first, what is usual."""
    weights = run.settings["weights"] if run is not None else {}
    university, firm, synergy = (float(weights.get(part, usual)) for part, usual in zip(PARTS, USUAL, strict=True))
    return university, firm, synergy


def _row(text: str) -> dict[str, Any]:
    row: dict[str, Any] = json.loads(text)
    return {**row, "form": Form(row["form"])}


def _insert(
    session: Session,
    table: type[SQLModel],
    run_id: int,
    rows: Iterable[Mapping[str, Any]],
    total: int,
    progress: Progress,
) -> None:
    """Write rows of a run, some hundred at a time. Progress counts them."""
    left, done = iter(rows), 0
    while some := [{"run_id": run_id, **row} for row in islice(left, _TOGETHER)]:
        progress(done, total)
        session.execute(insert(table), some)
        done += len(some)


def chosen_of(best: "BestTriples") -> dict[tuple[int, int, int], int]:
    """The rank of all recommended triples: each candidate's best, then 0 for what only a project's list brings in."""
    chosen: dict[tuple[int, int, int], int] = {}
    for triple in (triple for some in best.of_candidate for triple in some):
        chosen[triple.candidate, triple.university, triple.firm] = triple.rank
    for triple in (triple for lists in (best.of_university, best.of_firm) for some in lists for triple in some):
        chosen.setdefault((triple.candidate, triple.university, triple.firm), 0)
    return chosen


def _exclusions(pool: Pool, sides: "Sides", progress: Progress) -> list[dict[str, Any]]:
    """For each candidate the few best projects that a hard condition rules out, where they beat what is allowed."""
    rows: list[dict[str, Any]] = []
    for c, offer in enumerate(pool.offers):
        if c % _TOGETHER == 0:
            progress(c, len(pool.offers))
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
