"""The directory of organisations: a few hundred, so that it is read whole and searched here."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlmodel import Session, col, select

from talentapp.domain.records import Organisation, Project, id_of
from talentapp.domain.search import organisation_text, sort_key, terms
from talentapp.domain.terms import OrganisationKind, State
from talentapp.office.records.rows import names
from talentapp.office.views.records import OrganisationQuery, OrganisationRow
from talentapp.store import queries

_KINDS = list(OrganisationKind)
_FACETS: dict[str, Callable[[OrganisationRow], Iterable[str]]] = {
    "kind": lambda row: (row.kind.value,),
    "city": lambda row: (row.city or row.district,),
    "tag": lambda row: row.tags,
    "owner": lambda row: (row.owner,),
}
_ORDERS: dict[str, Callable[[OrganisationRow], Any]] = {
    "kind": lambda row: _KINDS.index(row.kind),
    "city": lambda row: sort_key(row.city or row.district),
    "liaison": lambda row: sort_key(row.liaison),
    "tags": lambda row: row.tags,
    "owner": lambda row: sort_key(row.owner),
    "projects": lambda row: (row.projects, row.waiting),
    "waiting": lambda row: (row.waiting, row.projects),
}
"""By what a list is sorted, but for the names, which each language has its own of."""
_LACKING = frozenset({"city", "liaison", "tags", "owner"})
"""Orders in which what a record lacks comes last, whichever way they run."""


@dataclass(frozen=True)
class Listed:
    """An organisation in the directory."""

    row: OrganisationRow
    record: Organisation  # of no session any more

    @cached_property
    def text(self) -> str:
        """What it is found by; made when somebody searches, for it needs the dictionaries of pinyin and of scripts."""
        return organisation_text(self.record)


def directory(session: Session) -> list[Listed]:
    """All organisations, universities first, by the pinyin of their names, each with what it has and what waits."""
    projects: Counter[int] = Counter()
    organisation_of: dict[int, int] = {}
    for project_id, organisation_id in session.execute(select(col(Project.id), col(Project.organisation_id))):
        organisation_of[project_id] = organisation_id
        projects[organisation_id] += 1
    waiting: Counter[int] = Counter()
    for key in ("university_project_id", "firm_project_id"):
        for project_id, number in queries.pairing_counts(session, key, [State.RECOMMENDED]).items():
            waiting[organisation_of[project_id]] += number
    records = sorted(queries.all_of(session, Organisation), key=lambda item: (_KINDS.index(item.kind), item.sort_key))
    rows = [
        OrganisationRow(
            id=id_of(item),
            names=names(item),
            kind=item.kind,
            side=item.kind.side,
            city=item.city,
            district=item.district,
            liaison=item.liaison,
            liaison_email=item.liaison_email,
            places_cap=item.places_cap,
            competitors=tuple(item.competitors),
            tags=tuple(item.tags),
            owner=item.owner,
            projects=projects[id_of(item)],
            waiting=waiting[id_of(item)],
        )
        for item in records
    ]
    for item in records:
        session.expunge(item)
    return [Listed(row, item) for row, item in zip(rows, records, strict=True)]


def organisations_that_fit(listed: Sequence[Listed], query: OrganisationQuery) -> list[OrganisationRow]:
    """Those that hold every word, in either script or in pinyin, and fit every facet; in the order asked for."""
    words = terms(query.text)
    found = [one.row for one in listed if all(word in one.text for word in words) and _fits(one.row, query.facets)]

    def name(row: OrganisationRow) -> str:
        return sort_key(row.names[query.language])

    order = _ORDERS.get(query.order, name)
    found.sort(key=order, reverse=query.descending)
    if query.order in _LACKING:
        found.sort(key=lambda row: not order(row))
    return found


def count_organisations(listed: Sequence[Listed], query: OrganisationQuery) -> dict[str, dict[str, int]]:
    """By facet and value: how many fit the search and the other facets."""
    counts = {}
    for name, values_of in _FACETS.items():
        others = tuple(one for one in query.facets if one[0] != name)
        fitting = organisations_that_fit(listed, OrganisationQuery(query.text, facets=others))
        counts[name] = dict(Counter(value for row in fitting for value in values_of(row) if value))
    return counts


def _fits(row: OrganisationRow, facets: Sequence[tuple[str, str]]) -> bool:
    wanted: dict[str, set[str]] = {}
    for name, value in facets:
        wanted.setdefault(name, set()).add(value)
    return all(not values.isdisjoint(_FACETS[name](row)) for name, values in wanted.items() if name in _FACETS)
