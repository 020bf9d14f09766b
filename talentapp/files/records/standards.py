"""People in public standards on their way in: JSON Resume, ORCID 3.0, OpenAlex authors. Run as a script it reads them
in a process of its own, for the app."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from talentapp.domain.countries import country_of_code
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Form, Kind
from talentapp.files.containing import answer, contained
from talentapp.files.cvs.education import rank_of
from talentapp.files.decoding import decoded
from talentapp.files.values import cells, dates
from talentapp.files.values.cells import Unclear

Values = dict[str, Any]
MAX_BYTES = 20 * 2**20
_MOST = 200  # works of one author that are kept as evidence


def read(path: Path, progress: Progress = silent) -> Reading:
    """The people in a JSON file of one of the standards, each a row. Raises FILE_UNREADABLE, FILE_NOT_CV,
    FILE_TOO_LARGE."""
    return cast(Reading, contained(path, __file__, progress=progress))


def people(path: Path) -> Reading:
    """What `read` answers, read in this process."""
    if (size := path.stat().st_size) > MAX_BYTES:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path), megabytes=size // 2**20)
    known = [person for person in map(_person, _records(_content(path))) if person is not None]
    if not known:
        raise TalentError(Fault.FILE_NOT_CV, path=str(path))
    return _reading(known)


def _content(path: Path) -> Any:
    written = decoded(path.read_bytes())
    try:
        if written is not None:
            return json.loads(written)
    except (ValueError, RecursionError):
        pass
    raise TalentError(Fault.FILE_UNREADABLE, path=str(path))


def _records(content: Any) -> list[Any]:
    if isinstance(content, Mapping) and isinstance(content.get("results"), list):
        return list(content["results"])  # a page of OpenAlex
    return list(content) if isinstance(content, list) else [content]


def _person(one: Any) -> tuple[Values, list[tuple[Trouble, str]]] | None:
    if not isinstance(one, Mapping):
        return None
    if isinstance(one.get("basics"), Mapping):
        return _json_resume(one)
    if isinstance(one.get("orcid-identifier"), Mapping) or isinstance(one.get("person"), Mapping):
        return _orcid(one)
    if str(one.get("id", "")).startswith("https://openalex.org/A") or ("works_count" in one and "display_name" in one):
        return _openalex(one)
    return None


def _reading(people: Sequence[tuple[Values, list[tuple[Trouble, str]]]]) -> Reading:
    rows: list[ReadRow] = []
    problems: list[Problem] = []
    for number, (found, troubles) in enumerate(people, 1):
        values = {name: value for name, value in found.items() if value not in (None, "", [])}
        rows.append(ReadRow("", number, values, words=tuple(values.get("forms", ()))))
        problems += [Problem(trouble, "", number, value=written[:300]) for trouble, written in troubles]
        if not values.get("name_zh") and not values.get("name_en"):
            problems.append(Problem(Trouble.NAME_MISSING, "", number, blocking=True))
    return Reading(Kind.CANDIDATES, tuple(rows), tuple(problems), {}, ("",))


def _said(value: Any) -> str:
    """Text that is there, on one line."""
    return " ".join(value.split())[:2000] if isinstance(value, str) else ""


def _at(value: Any, *path: str) -> Any:
    """What stands at a path of keys, or None: fields of these records may be null at every step."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _names(written: str) -> Values:
    return dict(cells.names(written)) if written else {}


def _read(field: str, written: str, values: Values, troubles: list[tuple[Trouble, str]]) -> None:
    """Put a value that has a form of its own, or report it."""
    readers: dict[str, Callable[[str], Any]] = {
        "email": cells.email,
        "phone": cells.phone,
        "orcid": cells.orcid,
        "available_from": dates.day,
    }
    try:
        values.setdefault(field, readers[field](written))
    except Unclear as unclear:
        troubles.append((unclear.trouble, written))


def _json_resume(one: Mapping[str, Any]) -> tuple[Values, list[tuple[Trouble, str]]]:
    basics = one["basics"]
    troubles: list[tuple[Trouble, str]] = []
    values: Values = {**_names(_said(basics.get("name"))), "expertise": _said(basics.get("summary"))}
    for field in ("email", "phone"):
        _read(field, _said(basics.get(field)), values, troubles)
    for profile in _list(basics.get("profiles")):
        if _said(_at(profile, "network")).casefold() == "orcid":
            _read("orcid", _said(_at(profile, "url")) or _said(_at(profile, "username")), values, troubles)
    location = basics.get("location")
    values["country"] = _said(_at(location, "country")) or country_of_code(_said(_at(location, "countryCode")))
    jobs = [job for job in _list(one.get("work")) if isinstance(job, Mapping)]
    if jobs:
        job = max(jobs, key=lambda job: (not job.get("endDate"), _said(job.get("startDate"))))
        values["employer"] = _said(job.get("name")) or _said(job.get("company"))
        values["post"] = _said(job.get("position"))
    values["post"] = values.get("post") or _said(basics.get("label"))
    values |= _best_degree(
        (_said(s.get("studyType")), _said(s.get("institution"))) for s in _mappings(one.get("education"))
    )
    skills: list[str] = []
    for skill in _mappings(one.get("skills")):
        keywords = [_said(word) for word in _list(skill.get("keywords")) if _said(word)]
        skills += keywords or [_said(skill.get("name"))]
    values["skills"] = _once(skills)
    values["languages"] = _once(_said(s.get("language")) for s in _mappings(one.get("languages")))
    for interest in _mappings(one.get("interests")):
        if re.search(r"research|研究", _said(interest.get("name")), re.I):
            values["research_fields"] = _once(_said(word) for word in _list(interest.get("keywords")))
    values["evidence"] = _once(
        ". ".join(filter(None, (_said(p.get("name")), _said(p.get("publisher")), _said(p.get("releaseDate"))[:4])))
        for p in _mappings(one.get("publications"))
    )
    _offer(_at(one, "meta", "talentapp"), values, troubles)
    return values, troubles


def _offer(own: Any, values: Values, troubles: list[tuple[Trouble, str]]) -> None:
    """What JSON Resume has no field for, as this app writes it into `meta`."""
    if not isinstance(own, Mapping):
        return
    if said := _said(own.get("availableFrom")):
        _read("available_from", said, values, troubles)
    forms = {_said(form) for form in _list(own.get("engagementModes"))}
    values["forms"] = [form for form in Form if form.value in forms]
    for key, field in (("monthsPerYear", "months_per_year"), ("percentTime", "effort_percent")):
        if isinstance(own.get(key), int | float) and not isinstance(own.get(key), bool):
            values[field] = float(own[key])
    values["nationality"] = _said(own.get("nationality"))
    values["notes"] = _said(own.get("notes"))


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, Mapping)]


def _once(words: Any) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _best_degree(pairs: Iterator[tuple[str, str]]) -> Values:
    known = [(degree, school) for degree, school in pairs if degree or school]
    if not known:
        return {}
    degree, school = max(known, key=lambda pair: rank_of(pair[0]))
    return {"highest_degree": degree, "graduated_from": school}


def _orcid(one: Mapping[str, Any]) -> tuple[Values, list[tuple[Trouble, str]]]:
    troubles: list[tuple[Trouble, str]] = []
    person = one.get("person")
    given, family = (_said(_at(person, "name", part, "value")) for part in ("given-names", "family-name"))
    han = re.search(r"[\u3400-\u9fff]", given + family) is not None
    values: Values = _names(f"{family}{given}" if han else f"{given} {family}".strip())
    for other in [_at(person, "name", "credit-name", "value")] + [
        _at(name, "content") for name in _list(_at(person, "other-names", "other-name"))
    ]:
        for field, name in _names(_said(other)).items():
            if field in ("name_zh", "name_en") and field not in values:
                values[field] = name
            elif field in ("name_zh", "name_en") and name != values[field]:
                values["aliases"] = _once([*values.get("aliases", []), str(name)])
    _read("orcid", _said(_at(one, "orcid-identifier", "path") or _at(one, "orcid-identifier", "uri")), values, troubles)
    for email in _list(_at(person, "emails", "email"))[:1]:
        _read("email", _said(_at(email, "email")), values, troubles)
    for address in _list(_at(person, "addresses", "address"))[:1]:
        values["country"] = country_of_code(_said(_at(address, "country", "value")))
    values["expertise"] = _said(_at(person, "biography", "content"))
    values["research_fields"] = _once(_said(_at(k, "content")) for k in _list(_at(person, "keywords", "keyword")))
    activities = one.get("activities-summary")
    jobs = _summaries(activities, "employments", "employment-summary")
    if jobs:
        job = max(jobs, key=lambda job: (not _at(job, "end-date", "year", "value"), _date(job, "start-date")))
        values["employer"] = _said(_at(job, "organization", "name"))
        values["post"] = _said(_at(job, "role-title"))
    studies = _summaries(activities, "educations", "education-summary")
    values |= _best_degree((_said(_at(s, "role-title")), _said(_at(s, "organization", "name"))) for s in studies)
    values["evidence"] = _once(
        _work(group) for group in _list(_at(activities, "works", "group"))[:_MOST] if _list(_at(group, "work-summary"))
    )
    return values, troubles


def _summaries(activities: Any, section: str, key: str) -> list[Any]:
    groups = _list(_at(activities, section, "affiliation-group"))
    return [_at(one, key) for group in groups for one in _list(_at(group, "summaries")) if _at(one, key)]


def _date(one: Any, key: str) -> tuple[str, str]:
    return _said(_at(one, key, "year", "value")), _said(_at(one, key, "month", "value"))


def _work(group: Any) -> str:
    work = _at(group, "work-summary")[0]
    parts = (
        _said(_at(work, "title", "title", "value")),
        _said(_at(work, "journal-title", "value")),
        _said(_at(work, "publication-date", "year", "value")),
    )
    dois = [
        _said(_at(one, "external-id-value"))
        for one in _list(_at(work, "external-ids", "external-id"))
        if _at(one, "external-id-type") == "doi"
    ]
    return ". ".join([part for part in parts if part] + [f"doi:{doi}" for doi in dois[:1]])


def _openalex(one: Mapping[str, Any]) -> tuple[Values, list[tuple[Trouble, str]]]:
    troubles: list[tuple[Trouble, str]] = []
    values: Values = _names(_said(one.get("display_name")))
    own = {values.get("name_zh"), values.get("name_en")}
    aliases: list[str] = []
    for other in _list(one.get("display_name_alternatives")):
        for field, name in _names(_said(other)).items():
            if field in ("name_zh", "name_en") and name not in own:
                if field in values:
                    aliases.append(str(name))
                else:
                    values[field] = name
    values["aliases"] = _once(aliases)[:20]
    if said := _said(one.get("orcid") or _at(one, "ids", "orcid")):
        _read("orcid", said, values, troubles)
    places = _mappings(one.get("last_known_institutions")) or _mappings([one.get("last_known_institution")])
    if places:
        values["employer"] = _said(places[0].get("display_name"))
        values["country"] = country_of_code(_said(places[0].get("country_code")))
    topics = _mappings(one.get("topics")) or _mappings(one.get("x_concepts"))
    values["research_fields"] = _once(_said(topic.get("display_name")) for topic in topics[:8])
    return values, troubles


if __name__ == "__main__":
    answer(people)
