"""Documents on their way in: which reader takes a file, a page drawn for the window, and a draft that is corrected."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import name_keys, pinyin_key
from talentapp.domain.intake import Problem, Reading, ReadRow, Retyped, Trouble
from talentapp.domain.papers import Paper, Place
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate
from talentapp.domain.terms import Form, Kind
from talentapp.office.views.imports import PagePicture, Preview

if TYPE_CHECKING:
    from talentapp.files.records.bibtex import Publication


def read_any(
    path: Path,
    kind: Kind | None,
    progress: Progress,
    password: str,
    people: Callable[[], tuple[Sequence[Candidate], bool]],
    corrections: Mapping[str, Mapping[str, str]],
    retyped: Sequence[Retyped] = (),
) -> tuple[Reading, ...]:
    """The readings of a file by the reader that its content asks for; publications are given to those of `people`
    who wrote them, or to all of them where they have been chosen; `corrections` is what people said that columns of
    tables mean, `retyped` what cells of tables are to be read as. Raises what that reader raises, and NOT_A_TABLE where
    a cell was retyped in what has none."""
    from talentapp.files import arriving
    from talentapp.files.cvs import reading
    from talentapp.files.records import bibtex, standards
    from talentapp.files.tables import workbook

    form = arriving.arrival(path) if kind in (None, Kind.CANDIDATES) else "table"
    if form != "table" and retyped:
        raise TalentError(Fault.NOT_A_TABLE, path=str(path))
    if form in ("pdf", "word", "text"):
        return (_with_remarks(_with_skills(reading.read(path, form, progress, password))),)
    if form == "json":
        return (standards.read(path, progress),)
    if form == "bibtex":
        return (_evidence(*bibtex.read(path, progress), *people()),)
    return workbook.read_all(path, kind, progress, corrections, retyped)


_MOST_SKILLS = 20


def _with_skills(reading: Reading) -> Reading:
    """The reading of a CV; where it lists no skills, those that the vocabulary names in what it says of the work."""
    (row,) = reading.rows
    if row.values.get("skills") or reading.paper is None:
        return reading
    from talentapp import assets
    from talentapp.files.cvs import cv
    from talentapp.matching.terms import terms

    known = terms(assets.path("resources/vocabulary"))
    items: dict[str, tuple[str, tuple[Place, ...]]] = {}
    for para in cv.told_of(reading.paper):
        for start, end in known.find(para.text):
            word = para.text[start:end]
            items.setdefault(word.casefold(), (word, para.places(start, end)))
    found = list(items.values())[:_MOST_SKILLS]
    if not found:
        return reading
    values = {**row.values, "skills": [word for word, _ in found]}
    places = {**row.places, "skills": tuple(place for _, where in found for place in where)}
    first = places["skills"][0]
    remark = Problem(Trouble.SKILLS_FROM_TEXT, str(first.page), first.line)
    return replace(
        reading,
        rows=(replace(row, values=values, places=places, items={**row.items, "skills": found}),),
        problems=(*reading.problems, remark),
    )


def _with_remarks(reading: Reading) -> Reading:
    """The reading of a CV with the lines that no field takes, and a remark where only its history tells of the work."""
    from talentapp.files.cvs import cv

    (row,), paper = reading.rows, reading.paper
    if paper is None:
        return reading
    reading = replace(reading, unread=tuple(cv.unread(paper, row.places)))
    return replace(reading, problems=(*reading.problems, *_work_left(paper, row.values, row.places)))


def _work_left(paper: Paper, values: Mapping[str, Any], places: Mapping[str, tuple[Place, ...]]) -> Iterator[Problem]:
    """A remark where no field takes what a CV tells of the work, which only its history does."""
    from talentapp.files.cvs import cv

    told = None if values.get("expertise") else cv.work_told(paper, places)
    if told is not None:
        begins, work = told
        yield Problem(Trouble.WORK_NOT_TAKEN, str(begins.page), begins.line, facts={"work": work})


def _evidence(
    found: "Sequence[Publication]", problems: Sequence[Problem], people: Sequence[Candidate], chosen: bool
) -> Reading:
    """Publications as evidence of candidates: a row for each who is an author, by name in either script; where a
    candidate has been chosen, all are theirs. One that is nobody's is reported at its line."""
    rows: list[ReadRow] = []
    taken: set[str] = set()
    for person in people:
        keys = name_keys(person)
        written = [one.text for one in found if chosen or keys & set(map(pinyin_key, one.authors))]
        if written:
            taken.update(written)
            own = {name: value for name in _IDENTITY if (value := getattr(person, name))}
            own["evidence"] = list(dict.fromkeys([*person.evidence, *written]))
            rows.append(ReadRow("", len(rows) + 1, own))
    others = (one for one in found if one.text not in taken)
    left = [Problem(Trouble.AUTHOR_UNKNOWN, "", one.line, value=one.text[:300]) for one in others]
    told = sorted((*problems, *left), key=lambda problem: problem.row)
    return Reading(Kind.CANDIDATES, tuple(rows), tuple(told), {}, ("",))


_IDENTITY = ("name_zh", "name_en", "aliases", "email", "phone", "orcid")


def page_picture(path: Path, page: int, width: int, password: str = "", progress: Progress = silent) -> PagePicture:
    """A page of a PDF (from 1) as a picture `width` pixels wide, drawn in a process of its own."""
    from talentapp.files.papers import paper

    drawn = paper.picture(path, page, width, progress, password)
    return PagePicture(page, drawn["width"], drawn["height"], drawn["stride"], drawn["pixels"])


_LISTS = ("aliases", "languages", "research_fields", "skills", "evidence", "noncompete_with", "conflicts")


def corrected(preview: Preview, typed: Mapping[str, str | list[Form]]) -> Reading:
    """The reading of a one-row preview with the values that a person typed, the others as they were read; one that was
    changed has no place in the document any more, but for an expertise copied from it word for word."""
    from talentapp.files.values import cells, dates

    row = preview.reading.rows[0]
    values: dict[str, Any] = {name: value for name, value in row.values.items() if name not in typed}
    problems: list[Problem] = []
    for name, written in typed.items():
        if isinstance(written, list):
            values[name] = written
            continue
        try:
            if name in _LISTS:
                values[name] = [item.strip() for item in re.split(r"[;；\n]", written) if item.strip()]
            elif name == "available_from":
                values[name] = dates.day(written)
            elif name in ("effort_percent", "months_per_year", "years_experience"):
                values[name] = cells.number(written.strip().rstrip("%％"))
            else:
                values[name] = written.strip()
        except cells.Unclear as unclear:
            problems.append(Problem(unclear.trouble, row.sheet, row.row, value=written[:300]))
    values = {name: value for name, value in values.items() if value not in (None, "", [])}
    untouched = {name for name, value in values.items() if value == row.values.get(name)}
    places = {name: places for name, places in row.places.items() if name in untouched}
    paper = preview.reading.paper
    if paper is not None and "expertise" in values.keys() - untouched:
        copied = paper.places_of(values["expertise"])
        places |= {"expertise": copied} if copied else {}
    changed = replace(
        row,
        values=values,
        words=row.words if "forms" in untouched else (),
        places=places,
        items={name: items for name, items in row.items.items() if name in untouched},
    )
    if not values.get("name_zh") and not values.get("name_en"):
        problems.append(Problem(Trouble.NAME_MISSING, row.sheet, row.row, blocking=True))
    if "skills" in untouched:  # they are still those of the text
        problems += [one for one in preview.reading.problems if one.trouble is Trouble.SKILLS_FROM_TEXT]
    if paper is not None:  # what is told of the work is still to be had, or to be had again
        problems += _work_left(paper, values, places)
    return replace(preview.reading, rows=(changed,), problems=tuple(problems))


def origins(row: ReadRow) -> dict[str, Any]:
    """Where each value of a CV stands, as it is kept with the record: by field a list of [page, line, start, end];
    under "skills" for each skill its words, the concept that the knowledge base knows it as ("" for none), and its
    places. Empty for a row of a workbook."""
    kept: dict[str, Any] = {name: [_plain(place) for place in places] for name, places in row.places.items()}
    if skills := row.items.get("skills"):
        known = concepts([words for words, _ in skills])
        kept["skills"] = [
            {"words": words, "concept": known.get(words, ""), "places": [_plain(place) for place in places]}
            for words, places in skills
        ]
    return kept


def _plain(place: Place) -> list[int]:
    return [place.page, place.line, place.start, place.end]


def concepts(skills: Sequence[str]) -> dict[str, str]:
    """The concept that each skill is in the knowledge base, for those that share a word with its name."""
    from talentapp import assets
    from talentapp.matching import artefact

    return artefact.concepts_of(assets.path("models/matching"), tuple(skills))
