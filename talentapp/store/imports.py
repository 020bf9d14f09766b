"""What is kept of imports: what they changed, which were undone, and what people said that columns mean."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from talentapp.domain.import_records import ImportChange, ImportMapping, ImportUndone
from talentapp.domain.records import Candidate, Decision, ImportBatch, Organisation, Project, id_of, now
from talentapp.domain.terms import Kind

_CHUNK = 500
RECORDS: Mapping[type[Any], str] = {
    Candidate: "candidate_id",
    Project: "project_id",
    Organisation: "organisation_id",
}
"""The records that an import can change, with the column of `ImportChange` that refers to them."""


def note_change(session: Session, batch_id: int, record: Any, before: Mapping[str, Any], after: SQLModel) -> None:
    """Keep what an import is about to change in a record."""
    old, new = as_json(type(after), before), after.model_dump(mode="json")
    fields = {name: [old.get(name), new[name]] for name in type(after).model_fields if old.get(name) != new[name]}
    if fields:
        session.add(ImportChange(batch_id=batch_id, fields=fields, **{RECORDS[type(record)]: id_of(record)}))


def as_json(kind: type[SQLModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a draft of this kind as JSON shows them, of a record whose codes may be plain text."""
    return kind.model_construct(**values).model_dump(mode="json", warnings=False)


def changes(session: Session, batch_id: int) -> Sequence[ImportChange]:
    """What an import changed in records that were there before."""
    return session.scalars(select(ImportChange).where(col(ImportChange.batch_id) == batch_id)).all()


def changes_in(session: Session, table: type[Any], ids: Sequence[int]) -> dict[int, list[ImportChange]]:
    """What imports changed in each of these records since it was made, in their order."""
    of = getattr(ImportChange, RECORDS[table])
    found: dict[int, list[ImportChange]] = {key: [] for key in ids}
    for start in range(0, len(ids), _CHUNK):
        some = of.in_(ids[start : start + _CHUNK])
        for change in session.scalars(select(ImportChange).where(some).order_by(col(ImportChange.id))):
            found[getattr(change, RECORDS[table])].append(change)
    return found


def changed_by(session: Session, record: Any) -> list[tuple[ImportBatch, list[str]]]:
    """The imports that have changed a record since it was made, in their order, and which fields; but for those that
    were undone."""
    of, key = RECORDS[type(record)], id_of(record)
    query = select(ImportChange, ImportBatch).join(ImportBatch, col(ImportBatch.id) == col(ImportChange.batch_id))
    rows = session.execute(query.where(getattr(ImportChange, of) == key).order_by(col(ImportChange.id))).all()
    gone = undone(session, [change.batch_id for change, _ in rows])
    return [(batch, list(change.fields)) for change, batch in rows if change.batch_id not in gone]


def batches_of(session: Session, file_sha256: str) -> list[ImportBatch]:
    """The imports of this very file, oldest first, also those that were undone."""
    of = select(ImportBatch).where(col(ImportBatch.file_sha256) == file_sha256)
    return list(session.scalars(of.order_by(col(ImportBatch.id))))


def made_from(session: Session, table: type[Any], batches: Sequence[ImportBatch]) -> dict[tuple[str, int], int]:
    """The records of a table that these imports made, by sheet and row; of several of one row the newest."""
    query = select(table.source_sheet, table.source_row, table.id).where(
        table.import_batch_id.in_([id_of(batch) for batch in batches]), table.source_row.is_not(None)
    )
    return {(sheet, row): key for sheet, row, key in session.execute(query.order_by(table.id))}


def is_whole(session: Session, batch: ImportBatch) -> bool:
    """Whether all records that an import made or changed are there."""
    made = sum(session.scalar(select(func.count()).where(table.import_batch_id == batch.id)) or 0 for table in RECORDS)
    changed = session.scalar(select(func.count()).where(col(ImportChange.batch_id) == batch.id)) or 0
    return made >= batch.created and changed >= batch.updated


def undone(session: Session, batch_ids: Collection[int]) -> set[int]:
    """Those of these imports that were undone."""
    return set(session.scalars(select(col(ImportUndone.batch_id)).where(col(ImportUndone.batch_id).in_(batch_ids))))


def touched_by(session: Session, table: type[Any], batch_id: int) -> set[int]:
    """The ids of the records of a table that an import made or changed, and that are still there."""
    changed = getattr(ImportChange, RECORDS[table])
    made = session.scalars(select(table.id).where(table.import_batch_id == batch_id))
    others = session.scalars(select(changed).where(col(ImportChange.batch_id) == batch_id, changed.is_not(None)))
    return {*made, *others}


def kinds_of(session: Session, batch_ids: Sequence[int]) -> dict[int, list[Kind]]:
    """The kinds of record that each of these imports made, as far as they are still there, or changed."""
    found: dict[int, list[Kind]] = {key: [] for key in batch_ids}
    tables: tuple[tuple[Any, Kind], ...] = (
        (Organisation, Kind.ORGANISATIONS), (Candidate, Kind.CANDIDATES), (Project, Kind.PROJECTS),
    )  # fmt: skip
    batch = col(ImportChange.batch_id)
    for table, kind in tables:
        of = table.__table__.c.import_batch_id
        made = session.scalars(select(of).where(of.in_(batch_ids)).distinct())
        changes = getattr(ImportChange, RECORDS[table]).is_not(None)
        changed = session.scalars(select(batch).where(batch.in_(batch_ids), changes).distinct())
        for key in {*made, *changed}:
            found[key].append(kind)
    return found


def decisions(session: Session, batch_ids: Sequence[int]) -> Sequence[Decision]:
    """What was said of pairings in rosters that came back by these imports, in its order."""
    of = col(Decision.import_batch_id).in_(batch_ids)
    return session.scalars(select(Decision).where(of).order_by(col(Decision.id))).all()


def corrections(session: Session) -> dict[str, dict[str, str]]:
    """What people said that columns mean, by the shape of the header."""
    return {mapping.shape: dict(mapping.columns) for mapping in session.scalars(select(ImportMapping))}


def remember(session: Session, shape: str, columns: Mapping[str, str]) -> None:
    """Keep what the columns of a header mean; what was said of it before is replaced."""
    kept = session.scalars(select(ImportMapping).where(col(ImportMapping.shape) == shape)).first()
    if kept is None:
        kept = ImportMapping(shape=shape, columns={})
    kept.columns, kept.at = {**kept.columns, **columns}, now()
    session.add(kept)


def forget(session: Session, shape: str) -> None:
    """Keep no more what the columns of a header mean: it was none."""
    for kept in session.scalars(select(ImportMapping).where(col(ImportMapping.shape) == shape)):
        session.delete(kept)
