"""What was understood of a file, as the one JSON document that other programs read (`talentapp import --preview
--json`). Its keys are a contract: they are all there, in this order, empty where the file says nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from talentapp.domain.intake import REMARKS, Problem
from talentapp.domain.terms import Kind
from talentapp.office.views.imports import PlannedRow, Preview

_CANDIDATE = {
    "name_zh": "name_zh", "name_en": "name_en", "email": "email", "phone": "phone", "nationality": "nationality",
    "current_employer": "employer", "current_title": "post", "country": "country", "highest_degree": "highest_degree",
    "graduated_from": "graduated_from", "research_fields": "research_fields", "skills": "skills",
    "languages": "languages", "available_from": "available_from", "months_per_year": "months_per_year",
    "percent_time": "effort_percent", "engagement_modes": "forms", "orcid": "orcid", "notes": "notes",
}  # fmt: skip
_PROJECT = {
    "title": "title", "organisation": "organisation", "organisation_type": "organisation_type", "description": "need",
    "required_skills": "must_skills", "places": "places", "start": "start", "end": "end", "engagement_modes": "forms",
    "contact": "contact", "notes": "notes",
}  # fmt: skip
KEYS: Mapping[Kind, Mapping[str, str]] = {Kind.CANDIDATES: _CANDIDATE, Kind.PROJECTS: _PROJECT}
"""For each kind the document's keys, with the fields of the draft that they show. Organisations have no records."""

_LISTS = frozenset(("research_fields", "skills", "languages", "engagement_modes", "required_skills"))


def document(previews: Sequence[Preview], say: Callable[[Problem], str]) -> dict[str, Any]:
    """The document about a file that could be read; `say` makes the sentence of a problem.

    Values keep the words of the file. Dates are ISO days; an end known to the month is the last day of that
    month. What the file leaves open is null or []. Among the errors is what somebody should mend in the file, each at
    its cell; what the app merely remarks on is not.
    """
    return {
        "records": [
            _record(preview.kind, row) | _places(preview, row)
            for preview in previews
            if preview.kind in KEYS
            for row in preview.rows
        ],
        "errors": [
            _error(problem, say)
            for preview in previews
            for problem in preview.problems
            if problem.trouble not in REMARKS and problem.facts.get("likeness") != "same_name"
        ],
        "error": None,
    }


def failed(sentence: str) -> dict[str, Any]:
    """The document about a file that could not be read."""
    return {"records": [], "errors": [], "error": sentence}


def _record(kind: Kind, row: PlannedRow) -> dict[str, Any]:
    values = {
        **row.values,
        "organisation": row.organisation,
        "organisation_type": row.organisation_kind,
        "forms": list(row.words),
    }
    record = {key: _plain(key, values.get(field)) for key, field in KEYS[kind].items()}
    return {**record, "_sheet": row.sheet or None, "_row": row.row}


def _places(preview: Preview, row: PlannedRow) -> dict[str, Any]:
    """Of a CV, where each value stands: page and line from 1, and the characters [start, end) of the line. Its _sheet
    is the page, and its _row the line, of the name."""
    if preview.reading.paper is None:
        return {}
    read = preview.reading.rows[row.number].places
    return {"_places": {key: [asdict(p) for p in read[field]] for key, field in _CANDIDATE.items() if field in read}}


def _plain(key: str, value: Any) -> Any:
    if key in _LISTS:
        return list(value or [])
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def _error(problem: Problem, say: Callable[[Problem], str]) -> dict[str, Any]:
    return {
        "sheet": problem.sheet or None,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "code": problem.trouble.value,
        "message": say(problem),
    }
