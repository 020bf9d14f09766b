"""Taking an import back as a whole: what it made goes, what it changed is as it was, what was touched since stays."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlmodel import Session

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.import_records import ImportUndone
from talentapp.domain.progress import Progress
from talentapp.domain.records import Candidate, ImportBatch, Organisation, Project, id_of
from talentapp.domain.terms import Kind
from talentapp.office.imports.committing import TABLES
from talentapp.office.views.imports import KeptRecord, UndoPreview, UndoResult
from talentapp.store import imports, queries, writes

_TOGETHER = 400
_KINDS: dict[type[Any], Kind] = {Project: Kind.PROJECTS, Candidate: Kind.CANDIDATES, Organisation: Kind.ORGANISATIONS}


@dataclass
class _Plan:
    """What can be taken back, in the order to do it in, and what cannot."""

    batch: ImportBatch
    remove: dict[type[Any], list[int]] = field(default_factory=dict)
    restore: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    kept: list[KeptRecord] = field(default_factory=list)


def preview(session: Session, batch_id: int, progress: Progress) -> UndoPreview:
    """What `undo` would do."""
    plan = _plan(session, batch_id, progress)
    return UndoPreview(plan.batch.file_name, sum(map(len, plan.remove.values())), len(plan.restore), tuple(plan.kept))


def undo(session: Session, batch_id: int, progress: Progress) -> UndoResult:
    """Do it within a transaction; see `Intake.undo`."""
    plan = _plan(session, batch_id, progress)
    kinds = {Kind.IMPORTS}
    for table, ids in plan.remove.items():
        for some in _some(ids):
            progress(0, None)
            session.execute(delete(table).where(table.__table__.c.id.in_(some)))
        kinds.add(_KINDS[table])
    for at, (record, values) in enumerate(plan.restore):
        if at % _TOGETHER == 0:
            progress(at, len(plan.restore))
        kind = _KINDS[type(record)]
        draft_type = TABLES[kind][1]
        kept = {name: getattr(record, name) for name in draft_type.model_fields}
        writes.change(session, record, draft_type.model_validate({**kept, **values}))
        kinds.add(kind)
    removed = sum(map(len, plan.remove.values()))
    done = ImportUndone(batch_id=batch_id, removed=removed, restored=len(plan.restore), kept=len(plan.kept))
    session.add(done)
    return UndoResult(plan.batch.file_name, removed, len(plan.restore), tuple(plan.kept), frozenset(kinds))


def _plan(session: Session, batch_id: int, progress: Progress) -> _Plan:
    batch = writes.get(session, ImportBatch, batch_id)
    if imports.undone(session, [batch_id]):
        raise TalentError(Fault.IMPORT_UNDONE, file=batch.file_name)
    plan = _Plan(batch)
    gone: set[int] = set()
    for table in _KINDS:
        columns = table.__table__.c
        made = session.execute(select(columns.id, columns.version).where(columns.import_batch_id == batch_id)).all()
        edited = [key for key, version in made if version != 1]
        free = [key for key, version in made if version == 1]
        used: set[int] = set()
        for some in _some(free):
            progress(0, None)
            used |= imports.in_use(session, table, some) if table is not Organisation else _held(session, some, gone)
        plan.remove[table] = [key for key in free if key not in used]
        if table is Project:
            gone = set(plan.remove[table])
        plan.kept += _kept(session, table, edited, "edited") + _kept(session, table, sorted(used), "in_use")
    plan.remove = {table: ids for table, ids in plan.remove.items() if ids}
    for at, change in enumerate(imports.changes(session, batch_id)):
        if at % _TOGETHER == 0:
            progress(0, None)
        table, key = next(
            (table, getattr(change, column))
            for table, column in imports.RECORDS.items()
            if getattr(change, column) is not None
        )
        record = session.get(table, key)
        if record is None:
            continue
        now = imports.as_json(TABLES[_KINDS[table]][1], dict(record))
        back = {name: before for name, (before, after) in change.fields.items() if now.get(name) == after}
        if back:
            plan.restore.append((record, back))
        if len(back) < len(change.fields):
            fields = tuple(name for name in change.fields if name not in back)
            plan.kept.append(KeptRecord(_KINDS[table], key, _title(record), "edited", fields))
    return plan


def _held(session: Session, ids: Sequence[int], gone: set[int]) -> set[int]:
    """The organisations among these that something keeps, other than projects that go with them."""
    owners = session.execute(
        select(Project.__table__.c.organisation_id, Project.__table__.c.id).where(  # type: ignore[attr-defined]
            Project.__table__.c.organisation_id.in_(ids)  # type: ignore[attr-defined]
        )
    ).all()
    staying = {owner for owner, project in owners if project not in gone}
    going = {owner for owner, _ in owners} - staying
    used = imports.in_use(session, Organisation, [key for key in ids if key not in going])
    return used | staying


def _kept(session: Session, table: type[Any], ids: Sequence[int], why: str) -> list[KeptRecord]:
    found = queries.by_ids(session, table, ids)
    return [KeptRecord(_KINDS[table], id_of(record), _title(record), why) for record in found.values()]


def _title(record: Any) -> str:
    return str(record.title if isinstance(record, Project) else record.name_zh or record.name_en)


def _some(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + _TOGETHER] for start in range(0, len(ids), _TOGETHER)]
