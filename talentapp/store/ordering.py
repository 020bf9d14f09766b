"""In which order the records of a list stand: by a column, as the database knows it, or by how its words sound."""

import heapq
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse
from typing import Any, Literal
from unicodedata import combining, normalize

from sqlalchemy import ColumnElement, Select, String, case, cast, exists, func, select
from sqlmodel import Session, col

from talentapp.domain.countries import country_in_language
from talentapp.domain.degrees import LEVELS, level_of
from talentapp.domain.folding import folded
from talentapp.domain.lists import Facets
from talentapp.domain.records import Candidate, Organisation, Pairing, Project, Recommendation
from talentapp.domain.search import sort_key
from talentapp.domain.states import LIVE
from talentapp.store import index, scores

TableName = Literal["candidate", "project"]
_CHUNK = 500
_SORTED_AT_ONCE = 10_000  # records whose order is read while a window waits, though no index has it


def _first_of(names: Any) -> Any:
    """What a list of names is sorted by: its first, then its second; an empty list lacks it."""
    return func.nullif(cast(col(names), String), "[]")


ORDERS: Mapping[TableName, Mapping[str, Any]] = {
    "candidate": {
        "name": col(Candidate.sort_key),
        "employer": col(Candidate.employer),
        "country": col(Candidate.country),
        "degree": col(Candidate.highest_degree),
        "experience": col(Candidate.years_experience),
        "available_from": col(Candidate.available_from),
        "effort": func.coalesce(col(Candidate.effort_percent), col(Candidate.months_per_year) * 100 / 12),
        "status": col(Candidate.status),
        "skills": _first_of(Candidate.skills),
        "tags": _first_of(Candidate.tags),
        "owner": col(Candidate.owner),
        "newest": col(Candidate.id),
    },
    "project": {
        "title": col(Project.sort_key),
        "organisation": col(Organisation.sort_key),
        "field": col(Project.field),
        "start": col(Project.start),
        "places": col(Project.places),
        "status": col(Project.status),
        "skills": _first_of(Project.must_skills),
        "tags": _first_of(Project.tags),
        "owner": col(Project.owner),
        "newest": col(Project.id),
    },
}
"""The columns that lists are sorted by; besides "best_score", of a run or of a pairing that stands, and "pairings", of
which it counts those that stand."""


@dataclass(frozen=True)
class Wanted:
    """Which records of a table, in which order."""

    table: TableName
    terms: tuple[str, ...] = ()
    facets: Facets = ()
    order: str = "newest"
    descending: bool = False
    run_id: int | None = None
    only: frozenset[int] | None = None  # limits to these records
    without: frozenset[int] = frozenset()  # leaves these out
    language: str = ""  # of the reader, where the order goes by it


_INDEXED = frozenset({"name", "title", "available_from", "newest"})
"""The orders that an index has: their beginning is read at once, however many records there are."""


_heard = lru_cache(maxsize=65_536)(sort_key)  # the same few thousand words over and over


def _plain_letters(text: str) -> str:
    """Letters without their marks: Å as A."""
    return text if text.isascii() else "".join(filterfalse(combining, normalize("NFKD", text)))


def _level(degree: str) -> tuple[int, str]:
    return LEVELS.index(level_of(degree)) if level_of(degree) else len(LEVELS), folded(degree)


_BY_SOUND: Mapping[str, Callable[[str], Any]] = {
    "employer": lambda value: _plain_letters(_heard(value)),
    "country": sort_key,  # as the reader's language has it
    "degree": _level,
    "field": sort_key,
    "skills": lambda value: [_heard(one) for one in json.loads(value)],
    "tags": lambda value: [_heard(one) for one in json.loads(value)],
    "owner": sort_key,
}
"""The orders that the database does not know: by pinyin, a country or degree together however it is written."""
_IN_LATIN: Mapping[tuple[TableName, str], Any] = {
    ("candidate", "name"): func.coalesce(func.nullif(col(Candidate.name_en), ""), col(Candidate.name_zh)),
    ("project", "organisation"): func.coalesce(func.nullif(col(Organisation.name_en), ""), col(Organisation.name_zh)),
}
"""By whom a list goes where a reader of English is shown the Latin names, and looks for them in the order of these."""


def _is_in_latin(wanted: Wanted) -> bool:
    return wanted.language == "en" and (wanted.table, wanted.order) in _IN_LATIN


def _sound(wanted: Wanted) -> Callable[[str], Any] | None:
    """What the words of an order are sorted by that the database does not know; None where it does."""
    return _BY_SOUND["employer"] if _is_in_latin(wanted) else _BY_SOUND.get(wanted.order)


def key_of(wanted: Wanted) -> tuple[Any, ...]:
    """What tells one order of a table from another."""
    return (wanted.table, wanted.order, wanted.descending, wanted.run_id, wanted.language)


def begins_at_once(session: Session, wanted: Wanted) -> bool:
    """Whether the beginning of an order is read while a window waits: an index has it, or there are few records."""
    if (wanted.order in _INDEXED and not _is_in_latin(wanted)) or _is_best_first(wanted):
        return True
    return is_short(session, wanted)


def is_short(session: Session, wanted: Wanted) -> bool:
    """Whether a whole order is read while a window waits."""
    if _sound(wanted) is not None:  # the dictionary of pinyin takes its time
        return False
    return (session.scalar(select(func.max(col(index.TABLES[wanted.table].id)))) or 0) <= _SORTED_AT_ONCE


def beginning(session: Session, wanted: Wanted, first: int) -> Iterable[int] | None:
    """The ids in order, as far as they are asked for; None where that takes as long as reading them all."""
    if _is_best_first(wanted):
        return _best_first(session, wanted.run_id, first)
    if wanted.order == "employer":
        return _by_employer(session, wanted.descending, first)
    if wanted.order == "best_score" or _sound(wanted) is not None:
        return None
    query, column = _keyed(wanted)
    key = col(index.TABLES[wanted.table].id)
    asked = query.where(~_lacks(column))
    asked = asked.order_by(column.desc() if wanted.descending else column.asc(), key).limit(first)
    ids = [row[0] for row in session.execute(asked)]
    if len(ids) < first:
        lacking = query.where(_lacks(column)).order_by(key).limit(first - len(ids))
        ids += [row[0] for row in session.execute(lacking)]
    return ids


def whole(session: Session, wanted: Wanted) -> list[int]:
    """All ids of a table in order; what a record lacks sorts last."""
    sound = _sound(wanted)
    return _by_column(session, wanted) if sound is None else _by_sound(session, wanted, sound)


def _lacks(column: Any) -> ColumnElement[bool]:
    """What a record lacks sorts last: no value, or an empty text."""
    lacking: ColumnElement[bool] = column == "" if isinstance(column.type, String) else column.is_(None)
    return lacking


def _is_best_first(wanted: Wanted) -> bool:
    return (wanted.table, wanted.order, wanted.descending) == ("candidate", "best_score", True)


def _by_column(session: Session, wanted: Wanted) -> list[int]:
    query, column = _keyed(wanted)
    # `nulls last` is spelled with a case: SQLite learned the words late, and the direction must not move them.
    lacking = case((_lacks(column), 1), else_=0)
    ways = column.desc() if wanted.descending else column.asc()
    return [row[0] for row in session.execute(query.order_by(lacking, ways, col(index.TABLES[wanted.table].id)))]


def _by_sound(session: Session, wanted: Wanted, sound: Callable[[str], Any]) -> list[int]:
    """The ids of a table in an order that the database does not know."""
    query, column = _keyed(wanted)
    rows = session.execute(query.add_columns(column).order_by(col(index.TABLES[wanted.table].id))).all()
    shown = {
        value: country_in_language(value, wanted.language) if wanted.order == "country" else value
        for _, value in rows
        if value
    }
    keys = {value: sound(text) for value, text in shown.items()}
    having = [row for row in rows if row[1]]
    having.sort(key=lambda row: keys[row[1]], reverse=wanted.descending)
    return [row[0] for row in (*having, *(row for row in rows if not row[1]))]


def _by_employer(session: Session, descending: bool, first: int) -> list[int]:
    """The first of the candidates by how their employers sound, which are far fewer than they: an index has each."""
    of, key = col(Candidate.employer), col(Candidate.id)
    heard: dict[str, list[str]] = {}
    for employer in session.scalars(select(of).where(of != "").distinct()):
        heard.setdefault(_BY_SOUND["employer"](employer), []).append(employer)
    ids: list[int] = []
    for names in (*(heard[sound] for sound in sorted(heard, reverse=descending)), [""]):
        if len(ids) < first:
            ids += session.scalars(select(key).where(of.in_(names)).order_by(key).limit(first - len(ids)))
    return ids


def _keyed(wanted: Wanted) -> tuple[Select[Any], Any]:
    """A query for the ids of a table, and the column that they are sorted by."""
    if wanted.table == "candidate":
        query = select(col(Candidate.id))
        if wanted.order == "best_score":
            best = scores.best_of("candidate_id", wanted.run_id)
            return query.outerjoin(best, best.c.id == Candidate.id), best.c.best
        if wanted.order == "pairings":
            standing = _standing_pairings()
            return query.outerjoin(standing, standing.c.id == Candidate.id), standing.c.number
        return query, _IN_LATIN["candidate", "name"] if _is_in_latin(wanted) else ORDERS["candidate"][wanted.order]
    query = select(col(Project.id)).join(Organisation, col(Organisation.id) == col(Project.organisation_id))
    if wanted.order == "best_score":
        university = scores.best_of("university_project_id", wanted.run_id)
        firm = scores.best_of("firm_project_id", wanted.run_id)
        query = query.outerjoin(university, university.c.id == Project.id).outerjoin(firm, firm.c.id == Project.id)
        return query, func.coalesce(university.c.best, firm.c.best)
    return query, _IN_LATIN["project", "organisation"] if _is_in_latin(wanted) else ORDERS["project"][wanted.order]


def _standing_pairings() -> Any:
    """How many pairings still stand, by candidate."""
    return (
        select(col(Pairing.candidate_id).label("id"), func.count().label("number"))
        .where(col(Pairing.state).in_(LIVE))
        .group_by(col(Pairing.candidate_id))
        .subquery()
    )


def _best_first(session: Session, run_id: int | None, first: int) -> Iterable[int]:
    """Candidates by their best score, then those without one: read along the index of scores."""
    query = select(col(Recommendation.candidate_id), col(Recommendation.score))
    query = query.where(col(Recommendation.run_id) == run_id).order_by(col(Recommendation.score).desc())
    standing = dict(session.execute(scores.standing(col(Pairing.candidate_id))).all())
    in_run: Iterable[Any] = ()
    if run_id is not None:
        in_run = session.execute(query.execution_options(yield_per=_CHUNK))
    by_standing: Iterable[Any] = sorted(standing.items(), key=_score, reverse=True)
    best: dict[int, float] = {}
    last = 0.0
    for candidate_id, score in heapq.merge(in_run, by_standing, key=_score, reverse=True):
        if len(best) >= first and score < last:
            break
        if candidate_id not in best:
            best[candidate_id], last = score, score
    yield from sorted(best, key=lambda one: (-best[one], one))
    if len(best) < first:
        scored = exists().where(
            col(Recommendation.run_id) == run_id, col(Recommendation.candidate_id) == col(Candidate.id)
        )
        rest = select(col(Candidate.id)).order_by(col(Candidate.id)).limit(first - len(best) + len(standing))
        for (candidate_id,) in session.execute(rest if run_id is None else rest.where(~scored)):
            if candidate_id not in standing:
                yield candidate_id


def _score(row: Any) -> float:
    return float(row[1])
