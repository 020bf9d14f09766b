"""Finding the records of a list: which fit the search and the filters, in which order, and how many by filter.

Sets of records are bits of one integer, so that filters are ANDs and counts are popcounts. What does not change with
the search, the orders and the filters, is read once and kept until somebody commits (`Store.mark`). A list of 100,000
is searched in a few milliseconds; `first` asks for its beginning only, where the whole would take longer.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, islice
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlmodel import Session, col

from talentapp.domain.records import Candidate, Organisation, Project, Recommendation
from talentapp.domain.terms import OrganisationKind
from talentapp.store import index
from talentapp.store.engine import Store

TableName = Literal["candidate", "project"]
Facets = tuple[tuple[str, str], ...]
"""Filters as (facet, value): values of one facet are alternatives, facets must all fit."""

_CHUNK = 500
_READ_AT_ONCE = 400  # texts that are read to be sure before a beginning will do

FACETS: Mapping[TableName, Mapping[str, Any]] = {
    "candidate": {
        "status": Candidate.status,
        "form": Candidate.forms,
        "country": Candidate.country,
        "degree": Candidate.highest_degree,
        "tag": Candidate.tags,
        "owner": Candidate.owner,
    },
    "project": {
        "status": Project.status,
        "side": Organisation.kind,
        "organisation": Project.organisation_id,
        "field": Project.field,
        "form": Project.forms,
        "tag": Project.tags,
        "owner": Project.owner,
    },
}
ORDERS: Mapping[TableName, Mapping[str, Any]] = {
    "candidate": {
        "name": col(Candidate.sort_key),
        "employer": func.nullif(col(Candidate.employer), ""),
        "country": func.nullif(col(Candidate.country), ""),
        "degree": func.nullif(col(Candidate.highest_degree), ""),
        "experience": col(Candidate.years_experience),
        "available_from": col(Candidate.available_from),
        "effort": func.coalesce(col(Candidate.effort_percent), col(Candidate.months_per_year) * 100 / 12),
        "status": col(Candidate.status),
        "owner": func.nullif(col(Candidate.owner), ""),
        "newest": col(Candidate.id),
    },
    "project": {
        "title": col(Project.sort_key),
        "organisation": col(Organisation.sort_key),
        "field": func.nullif(col(Project.field), ""),
        "start": col(Project.start),
        "places": col(Project.places),
        "status": col(Project.status),
        "owner": func.nullif(col(Project.owner), ""),
        "newest": col(Project.id),
    },
}
"""The columns that lists are sorted by; "best_score" besides, which is of a run."""


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


@dataclass(frozen=True)
class Found:
    """The ids that fit, in order; where they are not `whole`, as many from the beginning as were asked for."""

    ids: list[int]
    whole: bool = True


@dataclass
class _Kept:
    """What was read since the last commit."""

    mark: tuple[int, ...]
    orders: dict[tuple[Any, ...], list[int]] = field(default_factory=dict)
    ranks: dict[tuple[Any, ...], dict[int, int]] = field(default_factory=dict)
    facets: dict[TableName, dict[str, dict[str, int]]] = field(default_factory=dict)
    hits: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)


class Finder:
    """Finds records of one store. Threads may share it: what two read at once is the same."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = _Kept(())

    def find(self, session: Session, wanted: Wanted, first: int | None = None) -> Found:
        """The ids of the records that hold every term and fit every facet; what a record lacks sorts last.

        With `first`, that many from the beginning will do where finding all would keep a window waiting.
        """
        kept = self._fresh()
        order = (wanted.table, wanted.order, wanted.descending, wanted.run_id)
        if not wanted.terms and not wanted.facets and wanted.only is None:
            if first is not None and order not in kept.orders:
                ids = list(islice(self._beginning(session, wanted, first + 1), first + 1))
                return Found(ids[:first], len(ids) <= first)
            return Found(self._order(session, kept, wanted))
        hits, unsure = self._hits(session, kept, wanted)
        if not unsure:
            return Found(self._sorted(session, kept, wanted, hits))
        ids = self._sorted(session, kept, wanted, hits)
        if first is None or len(ids) <= _READ_AT_ONCE:
            return Found(_holding_terms(session, wanted.table, ids, unsure))
        sure: list[int] = []
        for start in range(0, len(ids), _CHUNK):
            sure += _holding_terms(session, wanted.table, ids[start : start + _CHUNK], unsure)
            if len(sure) >= first:
                return Found(sure, start + _CHUNK >= len(ids))
        return Found(sure)

    def counts(self, session: Session, wanted: Wanted) -> dict[str, dict[str, int]]:
        """For each facet and value: how many records fit the search and all other facets."""
        kept = self._fresh()
        facets = self._facets(session, kept, wanted.table)
        found: dict[str, dict[str, int]] = {}
        for name, values in facets.items():
            others = tuple(one for one in wanted.facets if one[0] != name)
            hits = self._exact(session, kept, replace(wanted, facets=others))
            found[name] = {value: number for value, bits in values.items() if (number := (bits & hits).bit_count())}
        return found

    def _fresh(self) -> _Kept:
        mark = self._store.mark()
        if self._kept.mark != mark:
            self._kept = _Kept(mark)
        return self._kept

    def _hits(self, session: Session, kept: _Kept, wanted: Wanted) -> tuple[int, list[str]]:
        """The records that fit as far as the index knows, and the terms that their texts must yet be read for."""
        hits, unsure = -1 if wanted.only is None else index.bits_of(wanted.only), []
        for term in wanted.terms:
            if (wanted.table, term) not in kept.hits:
                if len(kept.hits) > 400:
                    kept.hits.clear()
                kept.hits[wanted.table, term] = index.holding(session, wanted.table, term)
            found, sure = kept.hits[wanted.table, term]
            hits &= found
            if not sure:
                unsure.append(term)
        if wanted.facets:
            values = self._facets(session, kept, wanted.table)
            alternatives: dict[str, int] = defaultdict(int)
            for name, value in wanted.facets:
                alternatives[name] |= values.get(name, {}).get(value, 0)
            for bits in alternatives.values():
                hits &= bits
        return hits, unsure

    def _exact(self, session: Session, kept: _Kept, wanted: Wanted) -> int:
        hits, unsure = self._hits(session, kept, wanted)
        if unsure:
            hits = index.bits_of(_holding_terms(session, wanted.table, index.ids_of(hits), unsure))
        return hits

    def _sorted(self, session: Session, kept: _Kept, wanted: Wanted, hits: int) -> list[int]:
        number = hits.bit_count()
        if not number:
            return []
        order = self._order(session, kept, wanted)
        if number * 8 < len(order):
            key = (wanted.table, wanted.order, wanted.descending, wanted.run_id)
            ranks = kept.ranks.get(key)
            if ranks is None:
                ranks = kept.ranks[key] = {one: at for at, one in enumerate(order)}
            return sorted((one for one in index.ids_of(hits) if one in ranks), key=ranks.__getitem__)
        mask = index.mask_of(hits)
        if len(mask) <= max(order, default=0):
            mask += bytes(max(order) + 1 - len(mask))
        return list(compress(order, map(mask.__getitem__, order)))

    def _order(self, session: Session, kept: _Kept, wanted: Wanted) -> list[int]:
        key = (wanted.table, wanted.order, wanted.descending, wanted.run_id)
        if key not in kept.orders:
            query, column = _keyed(wanted)
            table = index.TABLES[wanted.table]
            # `nulls last` is spelled with a case: SQLite learned the words late, and the direction must not move them.
            lacking = case((column.is_(None), 1), else_=0)
            query = query.order_by(lacking, column.desc() if wanted.descending else column.asc(), col(table.id))
            kept.orders[key] = [row[0] for row in session.execute(query)]
        return kept.orders[key]

    def _beginning(self, session: Session, wanted: Wanted, first: int) -> Iterable[int]:
        """The ids in order, as far as they are asked for: by an index, where the order has one."""
        table = index.TABLES[wanted.table]
        if wanted.order == "best_score":
            if wanted.descending and wanted.table == "candidate":
                return _best_first(session, wanted.run_id, first)
            return self._order(session, self._fresh(), wanted)
        query, column = _keyed(wanted)
        asked = query.where(column.is_not(None))
        asked = asked.order_by(column.desc() if wanted.descending else column.asc(), col(table.id)).limit(first)
        ids = [row[0] for row in session.execute(asked)]
        if len(ids) < first:
            lacking = query.where(column.is_(None)).order_by(col(table.id)).limit(first - len(ids))
            ids += [row[0] for row in session.execute(lacking)]
        return ids

    def _facets(self, session: Session, kept: _Kept, table: TableName) -> dict[str, dict[str, int]]:
        if table not in kept.facets:
            ids: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in FACETS[table]}
            record = index.TABLES[table]
            query = select(col(record.id), *(col(column) for column in FACETS[table].values()))
            if table == "project":
                query = query.join(Organisation, col(Organisation.id) == col(Project.organisation_id))
            for record_id, *values in session.execute(query):
                for name, value in zip(FACETS[table], values, strict=True):
                    for one in value if isinstance(value, list) else [value]:
                        if one not in (None, ""):
                            ids[name][_facet_value(name, one)].append(record_id)
            kept.facets[table] = {
                name: {value: index.bits_of(some) for value, some in values.items()} for name, values in ids.items()
            }
        return kept.facets[table]


def _facet_value(name: str, value: Any) -> str:
    return OrganisationKind(value).side.value if name == "side" else str(getattr(value, "value", value))


def _keyed(wanted: Wanted) -> tuple[Select[Any], Any]:
    """A query for the ids of a table, and the column that they are sorted by."""
    if wanted.table == "candidate":
        query = select(col(Candidate.id))
        if wanted.order == "best_score":
            best = best_scores_of(col(Recommendation.candidate_id), wanted.run_id)
            return query.outerjoin(best, best.c.id == Candidate.id), best.c.best
        return query, ORDERS["candidate"][wanted.order]
    query = select(col(Project.id)).join(Organisation, col(Organisation.id) == col(Project.organisation_id))
    if wanted.order == "best_score":
        university = best_scores_of(col(Recommendation.university_project_id), wanted.run_id)
        firm = best_scores_of(col(Recommendation.firm_project_id), wanted.run_id)
        query = query.outerjoin(university, university.c.id == Project.id).outerjoin(firm, firm.c.id == Project.id)
        return query, func.coalesce(university.c.best, firm.c.best)
    return query, ORDERS["project"][wanted.order]


def best_scores_of(key: Any, run_id: int | None) -> Any:
    """The best score of a run by candidate or by project."""
    return (
        select(key.label("id"), func.max(Recommendation.score).label("best"))
        .where(col(Recommendation.run_id) == run_id)
        .group_by(key)
        .subquery()
    )


def _best_first(session: Session, run_id: int | None, first: int) -> Iterable[int]:
    """Candidates by their best score in a run, then those without one: read along the index of scores."""
    query = select(col(Recommendation.candidate_id), col(Recommendation.score))
    query = query.where(col(Recommendation.run_id) == run_id).order_by(col(Recommendation.score).desc())
    best: dict[int, float] = {}
    last = 0.0
    if run_id is not None:
        for candidate_id, score in session.execute(query.execution_options(yield_per=_CHUNK)):
            if len(best) >= first and score < last:
                break
            if candidate_id not in best:
                best[candidate_id], last = score, score
    yield from sorted(best, key=lambda one: (-best[one], one))
    if len(best) < first:
        scored = exists().where(
            col(Recommendation.run_id) == run_id, col(Recommendation.candidate_id) == col(Candidate.id)
        )
        rest = select(col(Candidate.id)).order_by(col(Candidate.id)).limit(first - len(best))
        for row in session.execute(rest if run_id is None else rest.where(~scored)):
            yield row[0]


def _holding_terms(session: Session, table: TableName, ids: Sequence[int], terms: Sequence[str]) -> list[int]:
    """Those of these records whose searched text holds all the terms, in their order."""
    record = index.TABLES[table]
    held: ColumnElement[bool] = and_(True, *(col(record.search_text).contains(term, autoescape=True) for term in terms))
    found: list[int] = []
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        sure = set(session.scalars(select(col(record.id)).where(col(record.id).in_(some), held)))
        found += [one for one in some if one in sure]
    return found
