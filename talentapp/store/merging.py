"""Moving what refers to one record over to another, found along the foreign keys: a new table needs no mention here.

What a run computed stays with the record it was computed of, so that the run can be explained and replayed. A pairing
moves with all its papers; what it was recommended by is put down once more for the record that it is of now, in a run
of merge. Nothing is deleted but the record itself, where nothing is left that speaks of it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlmodel import Session, SQLModel, col

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.merging import Moved, Removed
from talentapp.domain.records import (
    MERGE,
    NotDuplicate,
    NotSameOrganisation,
    NotSameProject,
    Pairing,
    Project,
    Recommendation,
    Run,
    id_of,
)
from talentapp.domain.states import LIVE
from talentapp.domain.terms import State
from talentapp.store import queries, writes

_COMPUTED = frozenset({"recommendation", "exclusion", "unmatched", "keptinput"})
_APART: Mapping[str, type[Any]] = {
    "candidate": NotDuplicate, "project": NotSameProject, "organisation": NotSameOrganisation,
}  # fmt: skip
_TOLD_APART = frozenset(table.__table__.name for table in _APART.values())
_WITH_IT = _TOLD_APART | {"importchange"}  # what goes with a record and comes back with it
_MERGED = "merged_into_id"
_TRIPLE = ("candidate_id", "university_project_id", "firm_project_id")


def apart(session: Session, table: str) -> set[tuple[int, int]]:
    """The pairs of records of a table that somebody has said are two, the lower id first."""
    return {(row.one_id, row.other_id) for row in session.scalars(select(_APART[table]))}


def tell_apart(session: Session, table: str, one_id: int, other_id: int) -> None:
    """Remember that two records of a table are two."""
    forget_apart(session, table, one_id, other_id)
    one, other = sorted((one_id, other_id))
    session.add(_APART[table](one_id=one, other_id=other))


def forget_apart(session: Session, table: str, one_id: int, other_id: int) -> None:
    """Forget that two records of a table are two."""
    one, other = sorted((one_id, other_id))
    kept = _APART[table]
    session.execute(delete(kept).where(col(kept.one_id) == one, col(kept.other_id) == other))


def move_references(session: Session, table: str, gone_id: int, keep_id: int) -> tuple[list[Moved], bool]:
    """Make what refers to one record of a table refer to another; what was moved, and whether runs still speak of it.

    Raises MERGE_CONFLICT where people have spoken of both of two pairings that would become one.
    """
    session.flush()
    moved: list[Moved] = []
    pairings = _Pairings(session, gone_id, keep_id)
    for other, column in _references(table):
        if other.name == "pairing":
            moved += pairings.move(column)
        elif other.name in _TOLD_APART and column == "one_id":
            moved += _told_apart(session, other, gone_id, keep_id)
    for other, column in _references(table):
        if other.name not in ("pairing", *_COMPUTED, *_TOLD_APART):
            for before, after, ids in pairings.papers(other, column):
                moved += _moved(session, other, column, ids, before, after)
    computed = any(
        _ids(session, other, column, gone_id) for other, column in _references(table) if other.name in _COMPUTED
    )
    _settled(session, moved)
    return moved, computed


def move_back(session: Session, moved: Sequence[Moved]) -> None:
    """Take back what was moved, as far as it has not been moved on since."""
    for one in reversed(moved):
        table = SQLModel.metadata.tables[one.table]
        still = set(_ids(session, table, one.column, one.after))
        list(_moved(session, table, one.column, [key for key in one.ids if key in still], one.after, one.before))
    _settled(session, moved)


def mark_merged(session: Session, table: str, gone_id: int, keep_id: int) -> list[Moved]:
    """Say of a record that is kept that it was merged into another."""
    made = list(_moved(session, SQLModel.metadata.tables[table], _MERGED, [gone_id], None, keep_id))
    session.expire_all()
    return made


def is_spoken_of(session: Session, table: str, record_id: int) -> bool:
    """Whether anything refers to a record that would not go with it."""
    return any(
        _ids(session, other, column, record_id)
        for other, column in _references(table)
        if other.name not in _WITH_IT and column != _MERGED
    )


def remove(session: Session, table: str, record_id: int) -> list[Removed]:
    """Take a record away, and with it what is told of it alone: that others are not it, what an import changed in it.
    The rows can be put back in reverse."""
    removed = []
    for other, column in _references(table):
        if other.name in _WITH_IT:
            removed += [_taken(session, other, key) for key in _ids(session, other, column, record_id)]
    removed.append(_taken(session, SQLModel.metadata.tables[table], record_id))
    session.expire_all()
    return removed


def put_back(session: Session, removed: Sequence[Removed]) -> None:
    """Put rows back that were removed. Raises RECORD_STALE where another record has come in their place."""
    for one in reversed(removed):
        table = SQLModel.metadata.tables[one.table]
        if session.execute(select(table.c.id).where(table.c.id == one.row["id"])).first():
            raise TalentError(Fault.RECORD_STALE, title=str(one.row["id"]))
        session.execute(insert(table).values(**one.row))
    session.expire_all()


class _Pairings:
    """The pairings of a record that goes, and where each belongs afterwards."""

    def __init__(self, session: Session, gone_id: int, keep_id: int) -> None:
        self._session, self._gone, self._keep = session, gone_id, keep_id
        self._runs: dict[int, int] = {}  # run -> the run of merge that its recommendations are put down in once more
        self._left: set[int] = set()  # pairings that stay with the record that goes
        self._given: set[int] = set()  # pairings that go to it in exchange

    def move(self, column: str) -> Iterator[Moved]:
        """Move the pairings of one column, each with its recommendation."""
        session, table = self._session, SQLModel.metadata.tables["pairing"]
        own = session.scalars(select(Pairing).where(getattr(Pairing, column) == self._gone)).all()
        twins = queries.pairings_of(session, [_triple(one, column, self._keep) for one in own])
        spoken = queries.spoken_of(session, [id_of(one) for one in (*own, *twins.values())])
        for pairing in own:
            key, twin = id_of(pairing), twins.get(_triple(pairing, column, self._keep))
            if twin is None:
                yield from self._one(table, column, pairing, self._gone, self._keep)
                continue
            both = _is_ahead(pairing) and _is_ahead(twin)
            said = key in spoken, id_of(twin) in spoken
            if _is_ahead(pairing) is not _is_ahead(twin):
                further = _is_ahead(pairing)
            else:
                further = said == (True, False) or (not any(said) and pairing.state in LIVE and twin.state not in LIVE)
            aside = self._free(column, pairing) if further and not both else None
            if both or (further and said[0] and aside is None):
                raise TalentError(Fault.MERGE_CONFLICT, one=key, other=twin.id)
            if aside is None:
                self._left.add(key)  # the other has the same, which stands, or of which somebody has said something
            else:
                self._given.add(id_of(twin))
                yield from _moved(session, table, column, [id_of(twin)], self._keep, aside)
                yield from self._one(table, column, pairing, self._gone, self._keep)
                yield from self._one(table, column, twin, aside, self._gone)

    def papers(self, table: Table, column: str) -> Iterator[tuple[int, int, list[int]]]:
        """The rows of another table that refer to the record by a column: those that move, and those that come back
        with a pairing given in exchange; each with the record they are of before and after."""
        ids = _ids(self._session, table, column, self._gone)
        if "pairing_id" not in table.c:
            yield self._gone, self._keep, ids
            return
        of = table.c.pairing_id
        left = set(self._session.scalars(select(table.c.id).where(of.in_(self._left))))
        given = set(self._session.scalars(select(table.c.id).where(of.in_(self._given))))
        yield self._gone, self._keep, [key for key in ids if key not in left]
        yield self._keep, self._gone, [key for key in _ids(self._session, table, column, self._keep) if key in given]

    def _one(self, table: Table, column: str, pairing: Pairing, before: int, after: int) -> Iterator[Moved]:
        old = pairing.recommendation_id
        new = self._recommendation(old, column, after)
        yield from _moved(self._session, table, column, [id_of(pairing)], before, after)
        if new != old:
            yield from _moved(self._session, table, "recommendation_id", [id_of(pairing)], old, new)

    def _recommendation(self, key: int, column: str, record_id: int) -> int:
        """What recommends the same of another record: in the same run, or in a run of merge made for it."""
        session = self._session
        old = session.get_one(Recommendation, key)
        values = {name: getattr(old, name) for name in Recommendation.model_fields if name != "id"}
        values[column] = record_id
        same = [getattr(Recommendation, name) == values[name] for name in _TRIPLE]
        known = session.scalars(select(col(Recommendation.id)).where(col(Recommendation.run_id) == old.run_id, *same))
        if (found := known.first()) is not None:
            return found
        copied = Recommendation(**{**values, "run_id": self._run(old.run_id)})
        session.add(copied)
        session.flush()
        return id_of(copied)

    def _run(self, run_id: int) -> int:
        if run_id not in self._runs:
            run = self._session.get_one(Run, run_id)
            values = {name: getattr(run, name) for name in Run.model_fields if name != "id"}
            copied = Run(**{**values, "purpose": MERGE})
            self._session.add(copied)
            self._session.flush()
            self._runs[run_id] = id_of(copied)
        return self._runs[run_id]

    def _free(self, column: str, pairing: Pairing) -> int | None:
        """A record that two pairings can be exchanged over: no two may be of one triple, not even for a moment."""
        (key,) = Pairing.__table__.c[column].foreign_keys  # type: ignore[attr-defined]
        others = [getattr(Pairing, name) == getattr(pairing, name) for name in _TRIPLE if name != column]
        taken = select(getattr(Pairing, column)).where(*others)
        free: int | None = self._session.scalars(select(key.column).where(key.column.not_in(taken)).limit(1)).first()
        return free


def _is_ahead(pairing: Pairing) -> bool:
    """Whether somebody has decided for a pairing, and nothing has ended it since."""
    return pairing.state in LIVE and pairing.state is not State.RECOMMENDED


def _triple(pairing: Pairing, column: str, record_id: int) -> tuple[int, int, int]:
    one, two, three = (record_id if name == column else getattr(pairing, name) for name in _TRIPLE)
    return one, two, three


def _told_apart(session: Session, table: Table, gone_id: int, keep_id: int) -> Iterator[Moved]:
    """Who was told apart from the one that goes is told apart from the other; the lower id stays first."""
    rows = session.execute(select(table.c.id, table.c.one_id, table.c.other_id)).all()
    pairs = {(one, other) for _, one, other in rows}
    for key, one, other in rows:
        if gone_id not in (one, other):
            continue
        third = other if one == gone_id else one
        low, high = sorted((keep_id, third))
        if third == keep_id or (low, high) in pairs:
            continue
        changes = [("one_id", one, low), ("other_id", other, high)]
        changes.sort(key=lambda change: change[1] != gone_id)  # what the row says in between, no other row says
        for column, before, after in changes:
            if before != after:
                yield from _moved(session, table, column, [key], before, after)


def _references(table: str) -> Iterator[tuple[Table, str]]:
    """Every column that refers to a table."""
    for other in SQLModel.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column.table.name == table for key in column.foreign_keys):
                yield other, column.name


def _ids(session: Session, table: Table, column: str, record_id: int | None) -> list[int]:
    return list(session.scalars(select(table.c.id).where(table.c[column] == record_id).order_by(table.c.id)))


def _moved(
    session: Session, table: Table, column: str, ids: Collection[int], before: int | None, after: int | None
) -> Iterator[Moved]:
    """Make a column of these rows say `after`; whoever has read one of them before is told that it has changed."""
    if not ids:
        return
    values: dict[str, Any] = {column: after}
    if "version" in table.c and column != _MERGED:
        values["version"] = table.c.version + 1
    for key in ids:
        session.execute(update(table).where(table.c.id == key).values(values))
    yield Moved(table.name, column, tuple(ids), before, after)


def _settled(session: Session, moved: Sequence[Moved]) -> None:
    """Let everybody read what is there now; projects are found by the names of their organisation."""
    session.expire_all()
    projects = (key for one in moved if one.table == "project" for key in one.ids if one.column == "organisation_id")
    writes.index_projects(session, list(queries.by_ids(session, Project, projects).values()))


def _taken(session: Session, table: Table, record_id: int) -> Removed:
    row: Mapping[str, Any] = dict(session.execute(select(table).where(table.c.id == record_id)).mappings().one())
    session.execute(delete(table).where(table.c.id == record_id))
    return Removed(table.name, row)
