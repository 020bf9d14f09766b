"""People in public standards on their way in: JSON Resume, ORCID 3.0, OpenAlex authors. Run as a script it reads them
in a process of its own, for the app."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from talentapp.domain.countries import country_of_code
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.folding import folded, has_han
from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Form, Kind
from talentapp.files.containing import answer, contained
from talentapp.files.decoding import decoded
from talentapp.files.records.node import Node
from talentapp.files.values import cells, dates
from talentapp.files.values.cells import Unclear
from talentapp.files.words.marks import rank_of

Values = dict[str, Any]
MAX_BYTES = 20 * 2**20
_MOST, _FIELDS, _ALIASES = 200, 8, 20  # works kept as evidence, topics as fields of research, further names


def read(path: Path, progress: Progress = silent) -> Reading:
    """The people in a JSON file of one of the standards, each a row; a problem's column is a JSON pointer.

    Raises FILE_UNREADABLE, JSON_BROKEN with line and column, JSON_UNKNOWN for what is none of the standards,
    FILE_TOO_LARGE.
    """
    return cast(Reading, contained(path, __file__, progress=progress))


def people(path: Path) -> Reading:
    """What `read` answers, read in this process."""
    if (size := path.stat().st_size) > MAX_BYTES:
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(path), megabytes=size // 2**20)
    problems: list[Problem] = []
    rows: list[ReadRow] = []
    for pointer, one in _records(_content(path)):
        node = Node(one, pointer, len(rows) + 1, problems)
        if isinstance(one, dict) and (reader := _reader(node)):
            found = {name: value for name, value in reader(node).items() if value not in (None, "", [])}
            rows.append(ReadRow("", node.row, found, words=tuple(found.get("forms", ()))))
            if not found.get("name_zh") and not found.get("name_en"):
                problems.append(Problem(Trouble.NAME_MISSING, "", node.row, column=pointer, blocking=True))
    if not rows:
        raise TalentError(Fault.JSON_UNKNOWN, path=str(path))
    return Reading(Kind.CANDIDATES, tuple(rows), tuple(problems), {}, ("",))


def _content(path: Path) -> Any:
    written = decoded(path.read_bytes())
    if written is None:
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path))
    try:
        return json.loads(written)
    except json.JSONDecodeError as error:
        raise TalentError(Fault.JSON_BROKEN, path=str(path), line=error.lineno, column=error.colno) from None
    except (ValueError, RecursionError):
        raise TalentError(Fault.FILE_UNREADABLE, path=str(path)) from None


def _records(content: Any) -> Iterable[tuple[str, Any]]:
    """The records of a file, each with its pointer."""
    if isinstance(content, dict) and isinstance(content.get("results"), list):  # a page of OpenAlex
        return [(f"/results/{place}", one) for place, one in enumerate(content["results"])]
    if isinstance(content, list):
        return [(f"/{place}", one) for place, one in enumerate(content)]
    return [("", content)]


def _reader(node: Node) -> Callable[[Node], Values] | None:
    """Who reads a record, by the keys that its standard alone has."""
    keys = node.value.keys()
    if "basics" in keys:
        return _json_resume
    if "orcid-identifier" in keys or "person" in keys:
        return _orcid
    if str(node.value.get("id", "")).startswith("https://openalex.org/A") or {"works_count", "display_name"} <= keys:
        return _openalex
    return None


def _names(written: str, where: Node) -> Values:
    """The names in a text, and a note where it is put down of what is in none of them."""
    if written and (cut := cells.name_cut(written)):
        where.note(cut.trouble, **cut.facts)
    return dict(cells.names(written)) if written else {}


_FORMED: dict[str, Callable[[str], Any]] = {
    "email": cells.email,
    "phone": cells.phone,
    "orcid": cells.orcid,
    "available_from": dates.day,
}


def _read(field: str, node: Node, values: Values) -> None:
    """Put a value that has a form of its own, or note what is wrong with it."""
    try:
        if written := node.text():
            values.setdefault(field, _FORMED[field](written))
    except Unclear as unclear:
        node.note(unclear.trouble)


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(word for word in words if word))


def _country(code: Node) -> str:
    return country_of_code(code.text())


def _json_resume(one: Node) -> Values:
    basics = one["basics"]
    values: Values = {**_names(basics["name"].text(), basics["name"]), "expertise": basics["summary"].lines()}
    for field in ("email", "phone"):
        _read(field, basics[field], values)
    for profile in basics["profiles"].items():
        if profile["network"].text().casefold() == "orcid":
            _read("orcid", profile["url"] or profile["username"], values)
    location = basics["location"]
    values["country"] = location["country"].text() or _country(location["countryCode"])
    if jobs := one["work"].items():
        job = max(
            jobs, key=lambda job: (_GOES_ON.fullmatch(job["endDate"].text()) is not None, job["startDate"].text())
        )
        values["employer"] = job["name"].text() or job["company"].text()
        values["post"] = job["position"].text()
    values["post"] = values.get("post") or basics["label"].text()
    values |= _best_degree((s["studyType"].text(), s["institution"].text()) for s in one["education"].items())
    skills: list[str] = []
    for skill in one["skills"].items():
        skills += _once(word.text() for word in skill["keywords"].items()) or [skill["name"].text()]
    values["skills"] = _once(skills)
    values["languages"] = _once(language["language"].text() for language in one["languages"].items())
    for interest in one["interests"].items():
        if re.search(r"research|研究", interest["name"].text(), re.I):
            values["research_fields"] = _once(word.text() for word in interest["keywords"].items())
    values["evidence"] = _once(
        ". ".join(filter(None, (p["name"].text(), p["publisher"].text(), p["releaseDate"].text()[:4])))
        for p in one["publications"].items()
    )
    return values | _offer(one.at("meta", "talentapp"))


_GOES_ON = re.compile(r"(?:present|current|now|ongoing|至今|迄今)?", re.I)


def _offer(own: Node) -> Values:
    """What JSON Resume has no field for, as this app writes it into `meta`."""
    values: Values = {"nationality": own["nationality"].text(), "notes": own["notes"].lines()}
    values["aliases"] = _once(name.text() for name in own["aliases"].items())
    _read("available_from", own["availableFrom"], values)
    forms = {form.text() for form in own["engagementModes"].items()}
    values["forms"] = [form for form in Form if form.value in forms]
    for key, field in _NUMBERS.items():
        said = own[key].value
        if isinstance(said, int | float) and not isinstance(said, bool):
            values[field] = float(said)
        elif said is not None:
            own[key].note(Trouble.NUMBER_UNCLEAR)
    return values


_NUMBERS = {"monthsPerYear": "months_per_year", "percentTime": "effort_percent", "yearsExperience": "years_experience"}


def _best_degree(pairs: Iterable[tuple[str, str]]) -> Values:
    known = [(degree, school) for degree, school in pairs if degree or school]
    if not known:
        return {}
    degree, school = max(known, key=lambda pair: rank_of(pair[0]))
    return {"highest_degree": degree, "graduated_from": school}


def _orcid(one: Node) -> Values:
    person, activities = one["person"], one["activities-summary"]
    given, family = (person.at("name", part, "value").text() for part in ("given-names", "family-name"))
    han = has_han(given + family)
    values: Values = _names(f"{family}{given}" if han else f"{given} {family}".strip(), person["name"])
    others = person.at("other-names", "other-name")
    _called_also(
        values, [person.at("name", "credit-name", "value"), *(one["content"] for one in others.items())], others
    )
    identifier = one["orcid-identifier"]
    _read("orcid", identifier["path"] or identifier["uri"], values)
    for email in person.at("emails", "email").first(1):
        _read("email", email["email"], values)
    for address in person.at("addresses", "address").first(1):
        values["country"] = _country(address.at("country", "value"))
    values["expertise"] = person.at("biography", "content").lines()
    values["research_fields"] = _once(k["content"].text() for k in person.at("keywords", "keyword").items())
    if jobs := _summaries(activities, "employment"):
        job = max(jobs, key=lambda job: (not job.at("end-date", "year", "value"), _since(job)))
        values["employer"] = job.at("organization", "name").text()
        values["post"] = job["role-title"].text()
    studies = [*_summaries(activities, "education"), *_summaries(activities, "qualification")]
    values |= _best_degree((s["role-title"].text(), s.at("organization", "name").text()) for s in studies)
    groups = activities.at("works", "group").first(_MOST)
    values["evidence"] = _once(line for group in groups for line in _works(group["work-summary"].items()))
    return values


def _called_also(values: Values, names: Iterable[Node], where: Node) -> None:
    """Further names of a person: one in the other script is the name there, the others are aliases. That there are more
    than are kept is put down at `where`."""
    aliases: list[str] = []
    for field, name in ((field, name) for other in names for field, name in _names(other.text(), other).items()):
        if field in ("name_zh", "name_en") and values.setdefault(field, name) != name:
            aliases.append(str(name))
    values["aliases"] = _once(aliases)
    if len(values["aliases"]) > _ALIASES:
        where.note(Trouble.LIST_CUT, kept=_ALIASES, count=len(values["aliases"]))
        del values["aliases"][_ALIASES:]


def _summaries(activities: Node, kind: str) -> list[Node]:
    groups = activities.at(f"{kind}s", "affiliation-group").items()
    found = (one[f"{kind}-summary"] for group in groups for one in group["summaries"].items())
    return [summary for summary in found if summary]


def _since(job: Node) -> tuple[str, str]:
    return job.at("start-date", "year", "value").text(), job.at("start-date", "month", "value").text()


def _works(group: Sequence[Node]) -> Iterator[str]:
    """A line for each title of a work: several sources have told of it, the preferred one first, and what that leaves
    out another may say. A preprint may be called otherwise than the paper."""
    titled: dict[str, list[Node]] = {}
    for summary in group:
        key = re.sub(r"\W+", "", folded(summary.at("title", "title", "value").text()))
        titled.setdefault(key or next(iter(titled), ""), []).append(summary)
    for told in titled.values():
        ids = [one for summary in told for one in summary.at("external-ids", "external-id").items()]
        dois = (one["external-id-value"].text() for one in ids if one["external-id-type"].text() == "doi")
        known = {doi.casefold(): doi for doi in reversed(list(dois))}  # as it is written first
        paths = ("title", "title", "value"), ("journal-title", "value"), ("publication-date", "year", "value")
        said = [next(filter(None, (summary.at(*path).text() for summary in told)), "") for path in paths]
        yield ". ".join([part for part in said if part] + [f"doi:{doi}" for doi in reversed(known.values())])


def _openalex(one: Node) -> Values:
    values: Values = _names(one["display_name"].text(), one["display_name"])
    alternatives = one["display_name_alternatives"]
    _called_also(values, alternatives.items(), alternatives)
    _read("orcid", one["orcid"] or one.at("ids", "orcid"), values)
    latest = one["last_known_institution"]  # until 2024
    for place in one["last_known_institutions"].first(1) or ([latest] if latest else []):
        values["employer"] = place["display_name"].text()
        values["country"] = _country(place["country_code"])
    topics = one["topics"] or one["x_concepts"]
    values["research_fields"] = _once(topic["display_name"].text() for topic in topics.first(_FIELDS))
    return values


if __name__ == "__main__":
    answer(people)
