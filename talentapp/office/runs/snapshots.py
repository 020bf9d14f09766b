"""Snapshots of what runs are computed from: written with each run, read again to replay it.

A snapshot holds the profiles (all that the model reads), the offers and demands (all that the conditions read), who
competes with whom, the places that were left, and the versions of what computed. The settings and the model's version,
which is a checksum of all of it, stand in the run. An input is kept once, however many runs read it.
"""

import hashlib
import json
import platform
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from talentapp.domain.conditions import Demand, Offer
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, Project
from talentapp.domain.replay_records import KeptInput, RunInputs
from talentapp.domain.terms import Form, Side
from talentapp.office.runs.pool import Pool, Projects

_PACKAGES = ("talentapp", "numpy", "scipy", "scikit-learn")
_CHUNK = 500
_SIDES = ("candidates", "university", "firm")


def versions() -> dict[str, str]:
    """The versions of what computes scores here: results are the same where these are the same."""
    found = {name: version(name) for name in _PACKAGES}
    return {**found, "python": platform.python_version(), "machine": platform.machine()}


def keep(session: Session, run_id: int, pool: Pool, progress: Progress = silent) -> None:
    """Keep what a run was computed from, in the transaction that keeps the run.

    Raises RECORDS_REMOVED where somebody has taken records away while it was computed: nothing of them is kept.
    """
    there = set(session.scalars(select(Candidate.id))), set(session.scalars(select(Project.id)))
    gone = len(set(pool.candidates) - there[0]) + len({*pool.university.ids, *pool.firm.ids} - there[1])
    if gone:
        raise TalentError(Fault.RECORDS_REMOVED, n=gone)
    content = {
        "candidates": _kept(session, "candidate_id", pool.candidates, pool.offers, pool.profiles, progress),
        "competitors": {str(key): sorted(rivals) for key, rivals in pool.competitors.items() if rivals},
        "versions": versions(),
    }
    for name, side in (("university", pool.university), ("firm", pool.firm)):
        content[name] = _kept(session, "project_id", side.ids, side.demands, side.profiles, progress)
        content[f"{name}_places"] = [demand.places_left for demand in side.demands]
    session.add(RunInputs(run_id=run_id, body=_packed(content)))
    session.flush()


def forget(session: Session, gone: Collection[int]) -> None:
    """Let no run name kept inputs that go, as their numbers may be used anew; each keeps how many have gone."""
    going = set(gone)
    for kept in session.scalars(select(RunInputs)) if going else ():
        content = json.loads(zlib.decompress(kept.body))
        left = {name: [key for key in content[name] if key not in going] for name in _SIDES}
        if n := sum(len(content[name]) - len(left[name]) for name in _SIDES):
            kept.body = _packed({**content, **left, "gone": content.get("gone", 0) + n})
    session.flush()


def whole(session: Session, run_id: int) -> bool:
    """Whether all that a run was computed from is still there."""
    kept = session.scalars(select(RunInputs).where(RunInputs.run_id == run_id)).first()
    return kept is not None and not json.loads(zlib.decompress(kept.body)).get("gone")


def read(session: Session, run_id: int, as_of: date) -> tuple[Pool | None, int, Mapping[str, str]]:
    """The pool of a run as it was, how many of its inputs have gone since, and the versions of then.

    Without a snapshot, or where somebody was erased or an import undone, there is no pool.
    """
    kept = session.scalars(select(RunInputs).where(RunInputs.run_id == run_id)).first()
    if kept is None:
        return None, 0, {}
    content = json.loads(zlib.decompress(kept.body))
    wanted = [key for name in _SIDES for key in content[name]]
    bodies: dict[int, dict[str, Any]] = {}
    owners: dict[int, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        for item in session.scalars(select(KeptInput).where(col(KeptInput.id).in_(some))):
            bodies[item.id or 0] = json.loads(zlib.decompress(item.body))
            owners[item.id or 0] = item.candidate_id or item.project_id or 0
    gone = content.get("gone", 0) + sum(key not in bodies for key in wanted)
    if gone:
        return None, gone, content["versions"]
    people = content["candidates"]
    pool = Pool(
        candidates=[owners[key] for key in people],
        offers=[_offer(bodies[key]["facts"], as_of) for key in people],
        profiles=[_profile(bodies[key]["profile"]) for key in people],
        languages=[()] * len(people),
        university=_side(content["university"], content["university_places"], bodies, owners),
        firm=_side(content["firm"], content["firm_places"], bodies, owners),
        competitors={int(key): frozenset(rivals) for key, rivals in content["competitors"].items()},
        fingerprint=[],
        settled=frozenset(),
        declined=(),
        caps_left={},
    )
    return pool, 0, content["versions"]


def _kept(
    session: Session,
    owner: str,
    ids: Sequence[int],
    facts: Sequence[Offer | Demand],
    profiles: Sequence[Profile],
    progress: Progress,
) -> list[int]:
    """The ids of the kept inputs of these records, those that are new made now."""
    column = getattr(KeptInput, owner)
    known = {
        (key, digest): row
        for row, key, digest in session.execute(
            select(col(KeptInput.id), column, col(KeptInput.sha256)).where(column.is_not(None))
        )
    }
    keys, new = [], []
    for at, (key, fact, profile) in enumerate(zip(ids, facts, profiles, strict=True)):
        if at % _CHUNK == 0:
            progress(at, len(ids))
        body = _canonical({"facts": _facts(fact), "profile": asdict(profile)})
        digest = hashlib.sha256(body).hexdigest()
        keys.append((key, digest))
        if (key, digest) not in known:
            new.append({owner: key, "sha256": digest, "body": zlib.compress(body, 6)})
    if new:
        session.execute(insert(KeptInput), new)
        known.update(
            {
                (key, digest): row
                for row, key, digest in session.execute(
                    select(col(KeptInput.id), column, col(KeptInput.sha256)).where(column.is_not(None))
                )
            }
        )
    return [known[key] for key in keys]


def _canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _packed(content: Any) -> bytes:
    return zlib.compress(_canonical(content), 6)


_OF_THE_RUN = ("as_of", "places_left")


def _facts(fact: Offer | Demand) -> dict[str, Any]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(fact).items()
        if name not in _OF_THE_RUN
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _offer(facts: Mapping[str, Any], as_of: date) -> Offer:
    return Offer(
        **{
            **facts,
            "forms": frozenset(Form(form) for form in facts["forms"]),
            "available_from": _day(facts["available_from"]),
            "noncompete_until": _day(facts["noncompete_until"]),
            "barred": frozenset(facts["barred"]),
            "conflicts": frozenset(facts["conflicts"]),
            "as_of": as_of,
        }
    )


def _demand(facts: Mapping[str, Any], places_left: int) -> Demand:
    return Demand(
        **{
            **facts,
            "side": Side(facts["side"]),
            "forms": frozenset(Form(form) for form in facts["forms"]),
            "start": _day(facts["start"]),
            "end": _day(facts["end"]),
            "places_left": places_left,
        }
    )


def _profile(data: Mapping[str, Any]) -> Profile:
    return Profile(data["key"], tuple(Passage(**passage) for passage in data["passages"]))


def _side(
    keys: Sequence[int], places: Sequence[int], bodies: Mapping[int, Mapping[str, Any]], owners: Mapping[int, int]
) -> Projects:
    return Projects(
        ids=[owners[key] for key in keys],
        demands=[_demand(bodies[key]["facts"], left) for key, left in zip(keys, places, strict=True)],
        profiles=[_profile(bodies[key]["profile"]) for key in keys],
        fields=[""] * len(keys),
    )
