"""Replaying a run: computed again from its snapshot, by the model of its version, and compared with what was kept.

The model of each version that has scored something is kept beside the database, so that it outlives an update of the
app. Where it is gone, the replay says which version it needs and where to put it; it never falls back on another.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from talentapp import assets, settings
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import RECOMMEND, Recommendation, Run, id_of
from talentapp.matching.artefact import FILES
from talentapp.office.guarding import guarded
from talentapp.office.runs import snapshots
from talentapp.office.runs.pool import Pool
from talentapp.store import queries, writes
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

_COMPARED = ("score", "rank", "form", "parts", "reasons")
Ids = tuple[int, int, int]


@dataclass(frozen=True)
class ReplayDifference:
    """What came out otherwise: `field` is one of score, rank, form, parts, reasons, or "missing" or "new"."""

    candidate_id: int
    university_project_id: int
    firm_project_id: int
    field: str
    kept: Any
    again: Any


@dataclass(frozen=True)
class ReplayReport:
    """What replaying a run found.

    "exact": all that was compared is the same, to the last digit. "different": see `differences` and the versions.
    "inputs_erased": people have been erased since, or an import undone, and every score depends a little on all texts
    of its run.
    "no_inputs": the run is older than snapshots.
    """

    run_id: int
    at: datetime
    model_version: str
    status: Literal["exact", "different", "inputs_erased", "no_inputs"]
    compared: int
    erased: int
    differences: tuple[ReplayDifference, ...]
    versions_then: Mapping[str, str]
    versions_now: Mapping[str, str]


@guarded
class Replaying:
    """Replays of runs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def replay(
        self, run_id: int | None = None, candidate_id: int | None = None, progress: Progress = silent
    ) -> ReplayReport:
        """Compute a run (the latest one by default) again, and compare; of one candidate, or of all.

        Of a plan, scores and reasons are compared; which pairings it chose was a matter of the time it had. Raises
        RECORD_GONE, MODEL_GONE where the model of the run's version is neither shipped nor kept.
        """
        progress(0, None)
        with self._store.reading() as session:
            run = queries.latest_run(session) if run_id is None else writes.get(session, Run, run_id)
            if run is None:
                raise TalentError(Fault.RECORD_GONE, kind="run", id=0)
            kept = {
                (item.candidate_id, item.university_project_id, item.firm_project_id): _plain(item)
                for item in queries.recommendations(session, id_of(run), candidate_id=candidate_id)
            }
            as_of = date.fromisoformat(run.settings["as_of"])
            pool, erased, then = snapshots.read(session, id_of(run), as_of)
            again = (
                None
                if pool is None
                else _computed(pool, run, list(kept), candidate_id, self._model(run.model_version), progress)
            )
            differences = () if again is None else tuple(_differences(kept, again))
            outcome: Literal["exact", "different", "inputs_erased", "no_inputs"]
            if again is None:
                outcome = "inputs_erased" if erased else "no_inputs"
            else:
                outcome = "different" if differences else "exact"
            return ReplayReport(
                run_id=id_of(run),
                at=run.at,
                model_version=run.model_version,
                status=outcome,
                compared=0 if again is None else len(kept),
                erased=erased,
                differences=differences,
                versions_then=then,
                versions_now=snapshots.versions(),
            )

    def _model(self, version: str) -> "Matcher":
        from talentapp.matching.artefact import load  # late, with all that computes

        shipped = assets.path("models/matching")
        for folder in (shipped, models_folder(self._store) / version):
            with suppress(TalentError):
                if (matcher := load(folder)).version == version:
                    return matcher
        raise TalentError(Fault.MODEL_GONE, version=version, folder=str(models_folder(self._store) / version))


def models_folder(store: Store) -> Path:
    """Where the models of past runs are kept: beside an SQLite database, else in the user's own data folder."""
    return (store.path.parent if store.path else settings.data_folder()) / "models"


def keep_model(store: Store, version: str) -> None:
    """Keep the shipped model beside the database; what the system refuses is tried again with the next run."""
    target = models_folder(store) / version
    if target.exists():
        return
    partial = target.with_suffix(".part")
    with suppress(OSError):
        partial.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(assets.path("models/matching") / name, partial / name)
        partial.replace(target)


def _computed(
    pool: Pool, run: Run, kept: list[Ids], candidate_id: int | None, matcher: "Matcher", progress: Progress
) -> dict[Ids, dict[str, Any]]:
    from talentapp.matching.triples import Weights, best_triples
    from talentapp.office.runs.reasoning import reasoned
    from talentapp.office.runs.recommending import chosen_of
    from talentapp.office.runs.sides import sides_of

    refined = matcher.refined(pool.profiles, (*pool.university.profiles, *pool.firm.profiles))
    sides = sides_of(pool, refined, progress)
    weights = Weights(**run.settings["weights"])
    if run.purpose == RECOMMEND:
        sizes = {name: run.settings[name] for name in ("per_candidate", "per_project")}
        chosen = chosen_of(best_triples(sides, weights, **sizes, progress=progress))
        if candidate_id is not None:
            chosen = {rows: rank for rows, rank in chosen.items() if pool.candidates[rows[0]] == candidate_id}
    else:
        places = [{key: row for row, key in enumerate(ids)} for ids in (
            pool.candidates, pool.university.ids, pool.firm.ids)]  # fmt: skip
        chosen = {(places[0][c], places[1][u], places[2][f]): 0 for c, u, f in kept}
    rows = reasoned(pool, chosen, sides, weights, refined, progress)
    return {
        (row["candidate_id"], row["university_project_id"], row["firm_project_id"]): json.loads(
            json.dumps({name: row[name] for name in _COMPARED})
        )
        for row in rows
    }


def _plain(item: Recommendation) -> dict[str, Any]:
    return dict(json.loads(json.dumps({name: getattr(item, name) for name in _COMPARED})))


def _differences(
    kept: Mapping[Ids, Mapping[str, Any]], again: Mapping[Ids, Mapping[str, Any]]
) -> Iterator[ReplayDifference]:
    for ids in sorted({*kept, *again}):
        if ids not in again:
            yield ReplayDifference(*ids, "missing", kept[ids]["score"], None)
        elif ids not in kept:
            yield ReplayDifference(*ids, "new", None, again[ids]["score"])
        else:
            for name in _COMPARED:
                if kept[ids][name] != again[ids][name]:
                    yield ReplayDifference(*ids, name, kept[ids][name], again[ids][name])
