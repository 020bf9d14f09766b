"""Finding the records of a list: which fit the search and the filters, in which order, and how many by filter.

Sets of records are bits of one integer, so that filters are ANDs and counts are popcounts. What does not change with
the search, the orders and the filters, is read once and kept until somebody commits (`Store.mark`). A list of 100,000
is searched in a few milliseconds; `first` asks for its beginning only, where the whole would take longer.
"""

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import compress, islice
from typing import Any, TypeVar

from sqlalchemy import JSON, Select, String, bindparam, cast, select
from sqlmodel import Session, col

from talentapp.domain.countries import code_of_place
from talentapp.domain.degrees import level_of
from talentapp.domain.lists import ASKED, CLOSE, FIELD, IMPORT, SCORE, SKILL, Found, span_of
from talentapp.domain.records import Candidate, Organisation, Project
from talentapp.domain.terms import OrganisationKind
from talentapp.store import index, ordering, scores
from talentapp.store.engine import Store
from talentapp.store.imports import touched_by
from talentapp.store.ordering import TableName, Wanted, key_of

Fact = TypeVar("Fact")

_CHUNK = 500
_SCANNED_FROM = 10_000  # texts: so many are read faster in one scan than by their ids
_FEW = 2000  # ids that are faster sorted by their places than picked out of the order
_READ_AT_ONCE = 100  # texts that are read to be sure before a beginning will do

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
        "form": Project.forms,
        "tag": Project.tags,
        "owner": Project.owner,
    },
}
OWN_WORDS: Mapping[TableName, Mapping[str, Sequence[Any]]] = {
    "candidate": {SKILL: (Candidate.skills, Candidate.research_fields)},
    "project": {SKILL: (Project.must_skills,), FIELD: (Project.field,)},
}
"""Facets of people's own words. A value is spellings, one a line, that are alternatives; which of them mean the same is
for others to say. What somebody can do is written as a skill by one and as a field of research by another. A value of
CLOSE is spellings of what is close, and after an empty line those of the skill itself, which are left out."""


@dataclass
class _Kept:
    """What was read since the last commit."""

    mark: tuple[int, ...]
    orders: dict[tuple[Any, ...], list[int]] = field(default_factory=dict)
    ranks: dict[tuple[Any, ...], "array[int]"] = field(default_factory=dict)  # by id: its place in the order, or -1
    highest: dict[TableName, int] = field(default_factory=dict)  # id
    facets: dict[TableName, dict[str, dict[str, int]]] = field(default_factory=dict)
    hits: dict[tuple[str, str], tuple[int, bool]] = field(default_factory=dict)
    grams: dict[tuple[str, str], int] = field(default_factory=dict)
    own_words: dict[TableName, dict[str, dict[str, "array[int]"]]] = field(default_factory=dict)
    asked: dict[tuple[Any, ...], int] = field(default_factory=dict)  # by table, run, facet and value: who fits
    facts: dict[Callable[[Session], Any], Any] = field(default_factory=dict)


class Finder:
    """Finds records of one store. Threads may share it: what two read at once is the same."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept = _Kept(())

    def once(self, session: Session, read: Callable[[Session], Fact]) -> Fact:
        """What `read` finds of the whole database; read once since the last commit."""
        facts = self._fresh().facts
        if read not in facts:
            facts[read] = read(session)
        found: Fact = facts[read]
        return found

    def find(self, session: Session, wanted: Wanted, first: int | None = None) -> Found:
        """The ids of the records that hold every term and fit every facet; what a record lacks sorts last.

        With `first`, that many from the beginning will do where finding all would keep a window waiting.
        """
        kept = self._fresh()
        order = key_of(wanted)
        if not wanted.terms and not wanted.facets and not wanted.without and wanted.only is None:
            if first is not None and order not in kept.orders:
                begins = ordering.beginning(session, wanted, first + 1)
                if begins is not None:
                    ids = list(islice(begins, first + 1))
                    return Found(ids[:first], len(ids) <= first)
            order_ids = self._order(session, kept, wanted)
            return Found(order_ids, total=len(order_ids))
        hits, unsure = self._hits(session, kept, wanted)
        if hits < 0:  # all but some
            hits &= index.bits_of(self._order(session, kept, wanted))
        number = hits.bit_count()
        fitting = self._sorted(session, kept, wanted, hits)
        if not unsure:
            ids = list(fitting if first is None else islice(fitting, first))
            return Found(ids, len(ids) == number, number)
        if first is None or number <= _READ_AT_ONCE:
            return Found(_holding_terms(session, wanted.table, list(fitting), unsure))
        sure: list[int] = []
        many = first + first // 4
        while some := list(islice(fitting, many)):
            sure += _holding_terms(session, wanted.table, some, unsure)
            if len(sure) >= first:
                return Found(sure, len(some) < many)
            many = min(2 * many, _CHUNK)
        return Found(sure)

    def sorts_at_once(self, session: Session, wanted: Wanted) -> bool:
        """Whether the beginning of what is wanted is found while a window waits for its order."""
        if key_of(wanted) in self._fresh().orders:
            return True
        if wanted.terms or wanted.facets:  # where those stand who fit is told by the whole order alone
            return wanted.order == "newest" or ordering.is_short(session, wanted)
        return ordering.begins_at_once(session, wanted)

    def counts(self, session: Session, wanted: Wanted) -> dict[str, dict[str, int]]:
        """For each facet and value: how many records fit the search and all other facets."""
        kept = self._fresh()
        facets = self._facets(session, kept, wanted.table)
        found: dict[str, dict[str, int]] = {}
        for name, values in facets.items():
            others = tuple(one for one in wanted.facets if one[0] != name)
            hits = self._exact(session, kept, replace(wanted, facets=others))
            found[name] = {value: number for value, bits in values.items() if (number := (bits & hits).bit_count())}
        for name, value in wanted.facets:
            if name in ASKED:
                others = tuple(one for one in wanted.facets if one[0] != name)
                hits = self._exact(session, kept, replace(wanted, facets=others))
                number = (self._asked(session, kept, wanted, name, value) & hits).bit_count()
                found.setdefault(name, {})[value] = number
        return found

    def own_words(self, session: Session, table: TableName) -> Mapping[str, Mapping[str, Sequence[int]]]:
        """By facet of OWN_WORDS and spelling: the ids of the records that say it. Read once since the last commit."""
        return self._own_words(session, self._fresh(), table)

    def counts_of(self, session: Session, wanted: Wanted, name: str, meaning: Mapping[str, str]) -> dict[str, int]:
        """For each meaning of a facet of OWN_WORDS, given by spelling: how many records say it, of those that fit the
        search and all other facets."""
        kept = self._fresh()
        others = tuple(one for one in wanted.facets if one[0] != name)
        hits = self._exact(session, kept, replace(wanted, facets=others))
        if hits < 0:  # all but some
            hits &= index.bits_of(self._order(session, kept, wanted))
        mask = index.mask_of(hits)
        found: dict[str, set[int]] = defaultdict(set)
        for term, ids in self._own_words(session, kept, wanted.table)[name].items():
            found[meaning.get(term, term)].update(one for one in ids if one < len(mask) and mask[one])
        return {value: len(ids) for value, ids in found.items() if ids}

    def _fresh(self) -> _Kept:
        mark = self._store.mark()
        if self._kept.mark != mark:
            self._kept = _Kept(mark)
        return self._kept

    def _hits(self, session: Session, kept: _Kept, wanted: Wanted) -> tuple[int, list[str]]:
        """The records that fit as far as the index knows, and the terms that their texts must yet be read for."""
        hits, unsure = -1 if wanted.only is None else index.bits_of(wanted.only), []
        hits &= ~index.bits_of(wanted.without)
        for term in wanted.terms:
            held = kept.hits.get((wanted.table, term))
            if held is None:
                if len(kept.hits) > 400:
                    kept.hits.clear()
                held = kept.hits[wanted.table, term] = index.holding(session, wanted.table, term, kept.grams)
            found, sure = held
            hits &= found
            if not sure:
                unsure.append(term)
        if wanted.facets:
            values = self._facets(session, kept, wanted.table)
            alternatives: dict[str, int] = defaultdict(int)
            for name, value in wanted.facets:
                if name in (*ASKED, CLOSE) or name in OWN_WORDS[wanted.table]:
                    alternatives[name] |= self._asked(session, kept, wanted, name, value)
                    continue
                known = values.get(name, {})
                alternatives[name] |= known.get(value, 0) or known.get(_same(name, value), 0)
            for bits in alternatives.values():
                hits &= bits
        return hits, unsure

    def _asked(self, session: Session, kept: _Kept, wanted: Wanted, name: str, value: str) -> int:
        """The records that fit a value of a facet of which no counts are kept."""
        key = (wanted.table, wanted.run_id, name, value)
        if key not in kept.asked:
            if name == SCORE:
                kept.asked[key] = index.bits_of(session.scalars(_in_span(wanted, value)))
            elif name == IMPORT:
                batch = int(value) if value.isdecimal() else 0
                kept.asked[key] = index.bits_of(touched_by(session, index.TABLES[wanted.table], batch))
            else:
                written = self._own_words(session, kept, wanted.table)[SKILL if name == CLOSE else name]
                near, _, own = value.partition("\n\n")
                fit, apart = (
                    index.bits_of(one for term in some.split("\n") for one in written.get(term, ()))
                    for some in (near, own)
                )
                kept.asked[key] = fit & ~apart
        return kept.asked[key]

    def _exact(self, session: Session, kept: _Kept, wanted: Wanted) -> int:
        hits, unsure = self._hits(session, kept, wanted)
        if unsure:
            hits = index.bits_of(_holding_terms(session, wanted.table, index.ids_of(hits), unsure))
        return hits

    def _sorted(self, session: Session, kept: _Kept, wanted: Wanted, hits: int) -> Iterator[int]:
        """The ids of a set in order; of a large set no more of them are looked for than are taken."""
        if wanted.order == "newest":  # by id, as they stand in the set
            found = index.ids_of(hits)
            return reversed(found) if wanted.descending else iter(found)
        order = self._order(session, kept, wanted)
        if not hits or not order:
            return iter(())
        mask = index.mask_of(hits)
        lacking = kept.highest[wanted.table] + 1 - len(mask)
        if lacking > 0:
            mask += bytes(lacking)
        if hits.bit_count() > _FEW:
            return compress(order, map(mask.__getitem__, order))
        ranks = kept.ranks[key_of(wanted)]
        ids, at = [], mask.find(1)
        while at >= 0:
            if ranks[at] >= 0:
                ids.append(at)
            at = mask.find(1, at + 1)
        ids.sort(key=ranks.__getitem__)
        return iter(ids)

    def _order(self, session: Session, kept: _Kept, wanted: Wanted) -> list[int]:
        key = key_of(wanted)
        if key not in kept.orders:
            order = ordering.whole(session, wanted)
            kept.highest[wanted.table] = max(order, default=0)
            ranks = array("l", [-1]) * (kept.highest[wanted.table] + 1)
            for at, one in enumerate(order):
                ranks[one] = at
            kept.ranks[key], kept.orders[key] = ranks, order
        return kept.orders[key]

    def _facets(self, session: Session, kept: _Kept, table: TableName) -> dict[str, dict[str, int]]:
        if table not in kept.facets:
            kept.facets[table] = {
                name: {value: index.bits_of(some) for value, some in _as_one(name, values).items()}
                for name, values in _ids_by_value(session, table, _alone(table)).items()
            }
        return kept.facets[table]

    def _own_words(self, session: Session, kept: _Kept, table: TableName) -> dict[str, dict[str, "array[int]"]]:
        """As ids, not as bits: most spellings are of a few records only."""
        if table not in kept.own_words:
            kept.own_words[table] = {
                name: {term: array("l", some) for term, some in terms.items()}
                for name, terms in _ids_by_value(session, table, OWN_WORDS[table]).items()
            }
        return kept.own_words[table]


def _alone(table: TableName) -> Mapping[str, Sequence[Any]]:
    return {name: (column,) for name, column in FACETS[table].items()}


def _ids_by_value(
    session: Session, table: TableName, facets: Mapping[str, Sequence[Any]]
) -> dict[str, dict[str, list[int]]]:
    """By facet and value: the ids of the records that have it in any of its columns, each once."""
    ids: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in facets}
    record = index.TABLES[table]
    of, columns = zip(*((name, col(column)) for name, several in facets.items() for column in several), strict=True)
    lists = [isinstance(column.type, JSON) for column in columns]
    read_as = [cast(column, String) if listed else column for column, listed in zip(columns, lists, strict=True)]
    query = select(col(record.id), *read_as)
    if table == "project":
        query = query.join(Organisation, col(Organisation.id) == col(Project.organisation_id))
    read = lru_cache(maxsize=4096)(json.loads)  # the same few lists over and over
    for record_id, *values in session.execute(query):
        for name, listed, value in zip(of, lists, values, strict=True):
            for one in read(value) if listed else [value]:
                if one not in (None, ""):
                    having = ids[name][_facet_value(name, one)]
                    if not having or having[-1] != record_id:
                        having.append(record_id)
    return ids


def _in_span(wanted: Wanted, value: str) -> Select[Any]:
    """The candidates whose best score lies in a span."""
    best = scores.best_of("candidate_id", wanted.run_id)
    low, high = span_of(value) or (0, 0)
    below = best.c.best <= high if high == 100 else best.c.best < high
    return select(best.c.id).where(best.c.best >= low, below)


def _facet_value(name: str, value: Any) -> str:
    return OrganisationKind(value).side.value if name == "side" else str(getattr(value, "value", value))


def _same(name: str, value: str) -> str:
    """What is the same for all the ways of writing a value of a facet, where that is known."""
    return _SAME[name](value) or value if name in _SAME else value


_SAME: Mapping[str, Callable[[str], str]] = {"country": code_of_place, "degree": level_of}


def _as_one(name: str, values: Mapping[str, list[int]]) -> Mapping[str, list[int]]:
    """The records by value, those of one country or degree together however it is written."""
    if name not in _SAME:
        return values
    found: dict[str, list[int]] = defaultdict(list)
    for value, ids in values.items():
        found[_same(name, value)] += ids
    return found


def _holding_terms(session: Session, table: TableName, ids: Sequence[int], terms: Sequence[str]) -> list[int]:
    """Those of these records whose searched text holds all the terms, in their order."""
    given: dict[str, Any] = {f"term_{at}": f"%{_escaped(term)}%" for at, term in enumerate(terms)}
    found: list[int] = []
    if len(ids) > _SCANNED_FROM:
        holding = index.mask_of(index.bits_of(session.scalars(_texts_with(table, len(terms), among=False), given)))
        return [one for one in ids if one < len(holding) and holding[one]]
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        sure = set(session.scalars(_texts_with(table, len(terms), among=True), given | {"ids": some}))
        found += [one for one in some if one in sure]
    return found


def _escaped(term: str) -> str:
    """A term for LIKE."""
    return term.replace("/", "//").replace("%", "/%").replace("_", "/_")


@cache
def _texts_with(table: TableName, terms: int, *, among: bool) -> Select[Any]:
    """The records of some ids, or of all, whose searched text has so many terms. Made once: it is asked for with
    keystrokes."""
    columns = index.TABLES[table].__table__.c
    held = [columns.search_text.like(bindparam(f"term_{at}"), escape="/") for at in range(terms)]
    return select(columns.id).where(*held, *([columns.id.in_(bindparam("ids", expanding=True))] if among else []))
