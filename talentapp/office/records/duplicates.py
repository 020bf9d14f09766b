"""Records that are in the database twice: found by what they have in common, merged field by field, or told apart."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from sqlmodel import Session, col, or_, select

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.folding import folded
from talentapp.domain.identity import Alike, likeness, name_keys, phone_key
from talentapp.domain.merging import (
    organisation_keys,
    organisation_likeness,
    project_keys,
    project_likeness,
    with_all_names,
)
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import (
    Candidate,
    Organisation,
    Pairing,
    Project,
    id_of,
)
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, Side, State, Status
from talentapp.office.guarding import guarded
from talentapp.office.records.editing import MERGED, checked_versions, draft_of, title_of, values_of
from talentapp.office.views.edits import DuplicatePair, Edit, EditResult, Forwarded, MergeResult, Touched
from talentapp.store import merging, owning, queries, writes
from talentapp.store.engine import Store

LetExpire = Callable[[Session, Sequence[Pairing], Actor, str], tuple[Forwarded, ...]]
"""How pairings that wait for review are let wait no longer: a move of the cases, which stand above the records."""
_LARGEST_GROUP = 40  # records of one key that are compared with each other: a shared telephone is no person


@dataclass(frozen=True)
class _Way:
    """How two records of a kind are found to be one."""

    table: type[Any]
    keys: Callable[[Any], Iterator[str]]  # two that share none are not alike
    likeness: Callable[[Any, Any], tuple[Alike, ...]]

    @property
    def name(self) -> str:
        """The name of the table."""
        return str(self.table.__table__.name)


def _person_keys(person: Candidate) -> Iterator[str]:
    yield from (f"name {key}" for key in name_keys(person))
    if person.email:
        yield f"email {folded(person.email)}"
    if person.orcid:
        yield f"orcid {person.orcid}"
    if key := phone_key(person.phone):
        yield f"phone {key}"


_WAYS: Mapping[Kind, _Way] = {
    Kind.CANDIDATES: _Way(Candidate, _person_keys, likeness),
    Kind.PROJECTS: _Way(Project, project_keys, project_likeness),
    Kind.ORGANISATIONS: _Way(Organisation, organisation_keys, organisation_likeness),
}


@guarded
class Duplicates:
    """Records that look like one."""

    def __init__(self, store: Store, let_expire: LetExpire) -> None:
        self._store, self._let_expire = store, let_expire
        self._numbers: dict[Kind, tuple[Any, int]] = {}  # with the mark of the records that were compared

    def number(self, kind: Kind, progress: Progress = silent) -> int:
        """How many pairs `find` finds; looked for anew only where records of the kind have changed since."""
        with self._store.reading() as session:
            mark, number = self._numbers.get(kind, (None, 0))
            if mark == _mark(session, kind):
                return number
        return len(self.find(kind, progress))

    def find(self, kind: Kind, progress: Progress = silent) -> list[DuplicatePair]:
        """All pairs of records of a kind that are not closed, look like one and were not told apart, likeliest first.

        Projects are compared within a side, and so are organisations.
        """
        way = _WAYS[kind]
        with self._store.reading() as session:
            apart, many = merging.apart(session, way.name), queries.count(session, way.table)
            mark = _mark(session, kind)
            groups: dict[str, list[Any]] = defaultdict(list)
            for at, (side, record) in enumerate(_living(session, kind)):
                if at % 500 == 0:
                    progress(at, 2 * many)
                for key in set(way.keys(record)):
                    groups[f"{side or ''} {key}"].append(record)
            found: dict[tuple[int, int], DuplicatePair] = {}
            for at, members in enumerate(groups.values()):
                if at % 500 == 0:
                    progress(many + many * at // len(groups), 2 * many)
                if len(members) > _LARGEST_GROUP:
                    continue
                for one, other in combinations(members, 2):
                    pair = (id_of(one), id_of(other))
                    if pair in found or pair in apart:
                        continue
                    if alike := way.likeness(one, other):
                        found[pair] = DuplicatePair(kind, *pair, title_of(one), title_of(other), alike)
            self._numbers[kind] = mark, len(found)
        return sorted(found.values(), key=lambda pair: (-len(pair.reasons), pair.one_id, pair.other_id))

    def beside(self, kind: Kind, one_id: int, other_id: int) -> DuplicatePair | None:
        """Two records that somebody wants to see side by side, with what they have in common, if anything; None where
        one of them is gone, or has been merged into another."""
        way = _WAYS[kind]
        with self._store.reading() as session:
            found = queries.by_ids(session, way.table, [one_id, other_id])
            if len(found) < 2 or any(getattr(one, "merged_into_id", None) for one in found.values()):
                return None
            pair = min(one_id, other_id), max(one_id, other_id)
            one, other = (found[key] for key in pair)
            return DuplicatePair(kind, *pair, title_of(one), title_of(other), way.likeness(one, other))

    def told_apart(self, kind: Kind) -> list[DuplicatePair]:
        """The pairs that look like one and that somebody has said are two, the latest first."""
        way = _WAYS[kind]
        with self._store.reading() as session:
            pairs = merging.apart(session, way.name)
            records = queries.by_ids(session, way.table, {key for pair in pairs for key in pair})
            found = []
            for pair in sorted(pairs, reverse=True):
                one, other = (records[key] for key in pair)
                if alike := way.likeness(one, other):
                    found.append(DuplicatePair(kind, *pair, title_of(one), title_of(other), alike))
            return found

    def doubt(self, kind: Kind, one_id: int, other_id: int) -> EditResult:
        """Forget that two records were told apart: they may be one after all. Raises RECORD_GONE."""
        with self._store.writing() as session:
            titles = [title_of(writes.get(session, _WAYS[kind].table, key)) for key in (one_id, other_id)]
            merging.forget_apart(session, _WAYS[kind].name, one_id, other_id)
            edit = Edit("doubt", titles[0], "", (), apart=(kind, one_id, other_id), anew=True)
            return EditResult(edit, 0, frozenset({kind}))

    def tell_apart(self, kind: Kind, one_id: int, other_id: int) -> EditResult:
        """Remember that two records are two. Raises RECORD_GONE."""
        with self._store.writing() as session:
            titles = [title_of(writes.get(session, _WAYS[kind].table, key)) for key in (one_id, other_id)]
            merging.tell_apart(session, _WAYS[kind].name, one_id, other_id)
            edit = Edit("apart", titles[0], "", (), apart=(kind, one_id, other_id))
            return EditResult(edit, 0, frozenset({kind}))

    def merge(self, kind: Kind, values: Mapping[str, Any], versions: Mapping[int, int]) -> MergeResult:
        """Make one record of the two of these ids and versions: with the chosen values, all names that either went by,
        and all that refers to either.

        The one stays whose pairings more has been said of, else the older. The other is removed; where runs speak of
        it, it is kept, closed, so that they stay explained, and what is left of its pairings waits no longer: the one
        that stays has the same. Of two pairings that would become one the one that somebody has decided for goes on.
        Raises RECORD_STALE, RECORD_GONE, RECORD_INVALID, MERGE_SIDES where one is a university's and the other a
        firm's, and MERGE_CONFLICT where both go on.
        """
        table, name = _WAYS[kind].table, _WAYS[kind].name
        with self._store.writing() as session:
            records = {key: writes.get(session, table, key) for key in versions}
            checked_versions(records, versions)
            _check_sides(session, kind, list(records.values()), values)
            keep_id, gone_id = _in_order(session, kind, sorted(records))
            keep, gone = records[keep_id], records[gone_id]
            before, other_before = values_of(kind, keep), values_of(kind, gone)
            was, other_was = keep.version, gone.version
            moved, told_of = merging.move_references(session, name, gone_id, keep_id)
            touched, removed = [], []
            ended: tuple[Forwarded, ...] = ()
            if told_of:
                out_of_the_way = {"email": "", "orcid": ""} if kind is Kind.CANDIDATES else {}
                moved += merging.mark_merged(session, name, gone_id, keep_id)
                closed = {**other_before, "status": Status.CLOSED, **out_of_the_way}
                writes.change(session, gone, draft_of(kind, closed))
                touched.append(Touched(kind, gone_id, other_before, gone.version, other_was))
                ended = self._let_expire(session, _waiting(session, kind, gone_id), self._store.actor, "merged")
            else:
                session.expunge(gone)
                removed = merging.remove(session, name, gone_id)
            chosen = with_all_names(kind, {**before, **values}, before, other_before)
            writes.change(session, keep, draft_of(kind, chosen))
            touched.append(Touched(kind, keep_id, before, keep.version, was))
            edit = Edit("merge", title_of(keep), "", tuple(touched), tuple(removed), tuple(moved), chosen=dict(values))
            return MergeResult(EditResult(replace(edit, ended=ended), 0, MERGED), keep_id, bool(removed))

    def merge_again(self, edit: Edit) -> EditResult:
        """Merge two that had been merged, with the values that were chosen then; where one of them has changed since,
        nothing is done, for somebody has to choose anew."""
        versions = {one.record_id: one.version for one in edit.touched}
        try:
            return self.merge(edit.touched[0].kind, edit.chosen or {}, versions).result
        except TalentError as error:
            if error.code not in (Fault.RECORD_STALE, Fault.RECORD_GONE):
                raise
            return EditResult(replace(edit, touched=()), len(versions), frozenset())


def _mark(session: Session, kind: Kind) -> Any:
    """What differs once the pairs of a kind may be others: by its records, by the sides they stand on, by who has told
    some apart."""
    way = _WAYS[kind]
    tables: list[Any] = [way.table, Organisation] if kind is Kind.PROJECTS else [way.table]
    return {one: queries.mark_of(session, one) for one in tables}, merging.apart(session, way.name)


def _living(session: Session, kind: Kind) -> Iterator[tuple[Side | None, Any]]:
    """The records that take part in life, with the side they stand on, in the order of their ids."""
    sides = {id_of(one): one.kind.side for one in queries.all_of(session, Organisation)}
    for one in queries.each_of(session, _WAYS[kind].table):
        if kind is Kind.ORGANISATIONS:
            yield one.kind.side, one
        elif one.status is not Status.CLOSED:
            yield (sides[one.organisation_id] if kind is Kind.PROJECTS else None), one


def _check_sides(session: Session, kind: Kind, records: Sequence[Any], values: Mapping[str, Any]) -> None:
    """Raise MERGE_SIDES unless both, and what is made of them, stand on one side."""
    if kind is Kind.CANDIDATES:
        return
    if kind is Kind.PROJECTS:
        owners = {one.organisation_id for one in records} | {values.get("organisation_id", records[0].organisation_id)}
        sides = {writes.get(session, Organisation, key).kind.side for key in owners}
    else:
        made: Any = draft_of(kind, {**values_of(kind, records[0]), **values})
        sides = {one.kind.side for one in (*records, made)}
    if len(sides) > 1:
        raise TalentError(Fault.MERGE_SIDES, titles=[title_of(one) for one in records])


def _in_order(session: Session, kind: Kind, ids: Sequence[int]) -> list[int]:
    """The one that stays, and the one that goes."""
    said = {key: len(queries.spoken_of(session, _pairings(session, kind, key))) for key in ids}
    return sorted(ids, key=lambda key: (-said[key], key))


def _waiting(session: Session, kind: Kind, record_id: int) -> list[Pairing]:
    """The pairings of a record that wait for review."""
    found = queries.by_ids(session, Pairing, sorted(_pairings(session, kind, record_id)))
    return [one for one in found.values() if one.state is State.RECOMMENDED]


def _pairings(session: Session, kind: Kind, record_id: int) -> Collection[int]:
    """The pairings of a record, by id."""
    either = or_(col(Pairing.university_project_id) == record_id, col(Pairing.firm_project_id) == record_id)
    about = {
        Kind.CANDIDATES: select(col(Pairing.id)).where(col(Pairing.candidate_id) == record_id),
        Kind.PROJECTS: select(col(Pairing.id)).where(either),
        Kind.ORGANISATIONS: owning.own_pairings(record_id),
    }
    return owning.among(session, about[kind])
