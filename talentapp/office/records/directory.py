"""The directory of organisations: a few hundred, so that it is read whole and searched here."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from talentapp.domain import search
from talentapp.domain.folding import folded
from talentapp.domain.identity import reading
from talentapp.domain.records import Organisation, Project, id_of
from talentapp.domain.terms import OrganisationKind, State
from talentapp.office.records.rows import names
from talentapp.office.views.records import OrganisationQuery, OrganisationRow
from talentapp.store import queries

_KINDS = list(OrganisationKind)
_FACETS: dict[str, Callable[[OrganisationRow], str]] = {
    "kind": lambda row: row.kind.value,
    "city": lambda row: row.city,
}
_ORDERS: dict[str, Callable[[OrganisationRow], Any]] = {
    "kind": lambda row: _KINDS.index(row.kind),
    "city": lambda row: (not row.city, reading(row.city) or folded(row.city)),
    "liaison": lambda row: (not row.liaison, reading(row.liaison) or folded(row.liaison)),
    "projects": lambda row: (row.projects, row.waiting),
    "waiting": lambda row: (row.waiting, row.projects),
}


def organisation_rows(session: Session) -> list[OrganisationRow]:
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
    return [
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
            projects=projects[id_of(item)],
            waiting=waiting[id_of(item)],
        )
        for item in records
    ]


def organisations_that_fit(rows: Sequence[OrganisationRow], query: OrganisationQuery) -> list[OrganisationRow]:
    """Those that hold every word, in either script or in pinyin, and fit every facet; in the order asked for."""
    terms = search.terms(query.text)
    found = []
    for row in rows:
        if not _fits(row, query.facets):
            continue
        said = [*row.names.values(), row.city, row.district, row.liaison]
        text = "\n".join([folded(one) for one in said] + [reading(one) for one in said])
        if all(term in text for term in terms):
            found.append(row)
    if query.order in _ORDERS:
        found.sort(key=_ORDERS[query.order], reverse=query.descending)
    elif query.descending:
        found.reverse()
    return found


def count_organisations(rows: Sequence[OrganisationRow], query: OrganisationQuery) -> dict[str, dict[str, int]]:
    """By facet and value: how many fit the search and the other facets."""
    counts = {}
    for name, value_of in _FACETS.items():
        others = tuple(one for one in query.facets if one[0] != name)
        fitting = organisations_that_fit(rows, OrganisationQuery(query.text, facets=others))
        counts[name] = dict(Counter(value for row in fitting if (value := value_of(row))))
    return counts


def _fits(row: OrganisationRow, facets: Sequence[tuple[str, str]]) -> bool:
    wanted: dict[str, set[str]] = {}
    for name, value in facets:
        wanted.setdefault(name, set()).add(value)
    return all(_FACETS[name](row) in values for name, values in wanted.items() if name in _FACETS)
