"""Scoring two JSON Lines files against each other, by the same path as the app."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.profiles import Passage, Profile, Section
from talentapp.domain.progress import Progress, silent
from talentapp.matching import artefact
from talentapp.outfile import whole_file


def _texts(row: dict[str, Any], key: str) -> list[str]:
    value = row.get(key)
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(item, str) for item in values):
        raise ValueError(key)
    return [item for item in values if item.strip()]


def _profile(row: dict[str, Any], sections: tuple[tuple[str, Section], ...]) -> Profile:
    passages = tuple(Passage(section, text) for key, section in sections for text in _texts(row, key))
    return Profile(row["id"], passages)


def candidate_of(row: dict[str, Any]) -> Profile:
    """The profile of a candidate row: id, and if given headline, text, evidence (texts) and name (never read)."""
    profile = _profile(row, (("headline", "fields"), ("text", "text"), ("evidence", "evidence")))
    return replace(profile, names=tuple(_texts(row, "name")))


def project_of(row: dict[str, Any]) -> Profile:
    """The profile of a project row: id, and if given title and text."""
    return _profile(row, (("title", "title"), ("text", "text")))


def read_profiles(path: Path, profile_of: Callable[[dict[str, Any]], Profile]) -> list[Profile]:
    """The profiles in a JSON Lines file (UTF-8); blank lines are passed over.

    Raises TalentError: FILE_MISSING, FILE_UNREADABLE, or JSONL_BAD_LINE with path, line and the key at fault.
    """
    profiles: list[Profile] = []
    seen: set[str] = set()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise TalentError(Fault.FILE_MISSING, path=str(path)) from None
    except OSError:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path)) from None
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        key = ""
        try:
            row = json.loads(line.decode("utf-8"))
            key = "id"
            if not isinstance(row, dict) or not isinstance(row.get("id"), str) or row["id"] in seen:
                raise ValueError(key)
            profiles.append(profile_of(row))
        except (ValueError, RecursionError) as error:
            key = str(error) if key and isinstance(row, dict) and str(error) in row else key
            raise TalentError(Fault.JSONL_BAD_LINE, path=str(path), line=number, key=key) from None
        seen.add(row["id"])
    return profiles


def score_jsonl(candidates_path: Path, projects_path: Path, out_csv: Path, progress: Progress = silent) -> int:
    """Score every candidate against every project into `out_csv` (candidate_id,project_id,score); the number of pairs.

    The file appears whole or not at all. Raises TalentError for a bad line, a missing file, a damaged
    model, or a place that cannot be written.
    """
    candidates = read_profiles(candidates_path, candidate_of)
    projects = read_profiles(projects_path, project_of)
    matcher = artefact.loaded(assets.path("models/matching")).refined(candidates, projects)
    scores = matcher.similarity(candidates, projects, progress)
    with whole_file(out_csv) as partial, partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("candidate_id", "project_id", "score"))
        for candidate, row in zip(candidates, scores.tolist(), strict=True):
            writer.writerows((candidate.key, p.key, f"{s:.9g}") for p, s in zip(projects, row, strict=True))
    return scores.size
