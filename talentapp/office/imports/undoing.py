"""Taking an import back as a whole: what it made goes, what it changed is as it was, what was touched since stays.

A decision that came back in a roster is retracted, if nothing has been said since.
With a record goes what only the program wrote of it (`store.taking_back`): after an import, recommending must not be a
step of no return. Runs of which nothing is left go; what is left of others can be read, but not be computed again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from talentapp.domain.cases import Saying, decided
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.import_records import ImportChange, ImportUndone
from talentapp.domain.profiles import Profile, candidate_profile, project_profile
from talentapp.domain.progress import Progress
from talentapp.domain.records import Candidate, ImportBatch, Organisation, Pairing, Project, id_of
from talentapp.domain.roles import Actor
from talentapp.domain.states import verdicts
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.office.cases.review import CHANGED, say
from talentapp.office.imports.committing import TABLES
from talentapp.office.records.rows import candidate_name
from talentapp.office.runs import snapshots
from talentapp.office.views.imports import KeptRecord, UndoPreview, UndoResult
from talentapp.store import imports, queries, taking_back, writes

_TOGETHER = 400
_KINDS: dict[type[Any], Kind] = {Project: Kind.PROJECTS, Candidate: Kind.CANDIDATES, Organisation: Kind.ORGANISATIONS}
_PROFILES: dict[type[Any], Callable[[str, Any], Profile]] = {Candidate: candidate_profile, Project: project_profile}
_WITH_THEM = frozenset({Kind.RUNS, Kind.PAIRINGS, Kind.PLANS})


@dataclass
class _Plan:
    """What can be taken back, in the order to do it in, and what cannot."""

    batch: ImportBatch
    going: taking_back.Going
    removed: int
    gone: int
    restore: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    retract: list[Pairing] = field(default_factory=list)
    kept: list[KeptRecord] = field(default_factory=list)


def preview(session: Session, batch_id: int, progress: Progress) -> UndoPreview:
    """What `undo` would do."""
    plan = _plan(session, batch_id, progress)
    return UndoPreview(
        plan.batch.file_name,
        plan.removed,
        len(plan.restore),
        tuple(plan.kept),
        recommendations=plan.going.count("recommendation"),
        pairings=plan.going.count("pairing"),
        plans=len(plan.going.plans),
        gone=plan.gone,
        retracted=len(plan.retract),
        waiting=_waiting(session, plan, progress),
    )


def undo(session: Session, batch_id: int, actor: Actor, progress: Progress) -> UndoResult:
    """Do it within a transaction, `actor` being who does it; see `Intake.undo`."""
    plan = _plan(session, batch_id, progress)
    kinds = {Kind.IMPORTS}
    snapshots.forget(session, plan.going.rows.get("keptinput", ()))
    taking_back.take(session, plan.going, progress)
    for table, kind in _KINDS.items():
        if plan.going.count(table.__table__.name):
            kinds |= {kind, *_WITH_THEM}
    for at, (record, values) in enumerate(plan.restore):
        if at % _TOGETHER == 0:
            progress(at, len(plan.restore))
        writes.change(session, record, _restored(record, values))
        kinds.add(_KINDS[type(record)])
    for pairing in plan.retract:
        say(session, pairing, Saying(Verdict.RETRACT, actor.who, speaker=actor), actor.role)
    if plan.retract:
        kinds |= CHANGED
    done = ImportUndone(batch_id=batch_id, removed=plan.removed, restored=len(plan.restore), kept=len(plan.kept))
    session.add(done)
    removed, restored, retracted = plan.removed, len(plan.restore), len(plan.retract)
    return UndoResult(plan.batch.file_name, removed, restored, tuple(plan.kept), frozenset(kinds), retracted)


def _plan(session: Session, batch_id: int, progress: Progress) -> _Plan:
    batch = writes.get(session, ImportBatch, batch_id)
    if imports.undone(session, [batch_id]):
        raise TalentError(Fault.IMPORT_UNDONE, file=batch.file_name)
    free: dict[str, list[int]] = {}
    touched: dict[str, dict[int, str]] = {}
    gone = 0
    for table in _KINDS:
        columns = table.__table__.c
        made = session.execute(select(columns.id, columns.version).where(columns.import_batch_id == batch_id)).all()
        name = columns.id.table.name
        if _KINDS[table] is batch.kind:
            gone = max(batch.created - len(made), 0)
        touched[name] = _touched(session, table, {row[0]: row[1] for row in made})
        free[name] = [key for key, _ in made if key not in touched[name]]
    going = taking_back.going(session, free, progress)
    plan = _Plan(batch, going, sum(len(free[name]) - len(going.kept[name]) for name in free), gone)
    for table in _KINDS:
        name = table.__table__.name
        plan.kept += _kept(session, table, {**touched[name], **going.kept[name]})
    changed = [(change, *_changed(change)) for change in imports.changes(session, batch_id)]
    there = {table: queries.by_ids(session, table, [key for _, of, key in changed if of is table]) for table in _KINDS}
    for at, (change, table, key) in enumerate(changed):
        if at % _TOGETHER == 0:
            progress(0, None)
        record = there[table].get(key)
        if record is None:
            continue
        now = imports.as_json(TABLES[_KINDS[table]][1], dict(record))
        back = {name: before for name, (before, after) in change.fields.items() if now.get(name) == after}
        if back:
            plan.restore.append((record, back))
        if len(back) < len(change.fields):
            fields = tuple(name for name in change.fields if name not in back)
            plan.kept.append(KeptRecord(_KINDS[table], key, _title(record), "edited", fields))
    _plan_decisions(session, plan)
    return plan


def _waiting(session: Session, plan: _Plan, progress: Progress) -> int:
    """How many pairings go on waiting for review, though what the model has read of them changes back."""
    reread: dict[type[Any], set[int]] = {Candidate: set(), Project: set()}
    for at, (record, values) in enumerate(plan.restore):
        if at % _TOGETHER == 0:
            progress(0, None)
        if profile := _PROFILES.get(type(record)):
            draft = _restored(record, values)
            if profile("", draft).passages != profile("", record).passages:
                reread[type(record)].add(id_of(record))
    gone = {name: set(plan.going.rows.get(name, ())) for name in ("candidate", "project")}
    return sum(
        (candidate in reread[Candidate] or not reread[Project].isdisjoint(both))
        and candidate not in gone["candidate"]
        and gone["project"].isdisjoint(both)
        for candidate, *both in queries.triples_by_state(session, [State.RECOMMENDED])[State.RECOMMENDED]
    )


def _plan_decisions(session: Session, plan: _Plan) -> None:
    """Which decisions that came in a roster are retracted, and which stay: those since which somebody has gone on;
    retractions, which nothing takes back; and those on what had been decided before, for a retraction leads back to
    the queue, not to that."""
    came = imports.decisions(session, [id_of(plan.batch)])
    pairings = queries.by_ids(session, Pairing, [one.pairing_id for one in came])
    people = queries.by_ids(session, Candidate, [one.candidate_id for one in pairings.values()])
    for decision in came:
        pairing = pairings[decision.pairing_id]
        last = decided(queries.decisions(session, decision.pairing_id))[-1]
        stands = last.id == decision.id and Verdict.RETRACT in verdicts(pairing.state)
        if stands and decision.state_before is State.RECOMMENDED:
            plan.retract.append(pairing)
        else:
            back = decision.verdict is Verdict.RETRACT
            why = "retraction" if back else "decided_before" if stands else "gone_on"
            title = candidate_name(people[pairing.candidate_id])
            plan.kept.append(KeptRecord(Kind.PAIRINGS, decision.pairing_id, title, why))


def _restored(record: Any, values: Mapping[str, Any]) -> SQLModel:
    """The record as it is, but for these values."""
    draft_type = TABLES[_KINDS[type(record)]][1]
    kept = {name: getattr(record, name) for name in draft_type.model_fields}
    return draft_type.model_validate({**kept, **values})


def _changed(change: ImportChange) -> tuple[type[Any], int]:
    """The record that an import changed: its table, and its id."""
    of = ((table, getattr(change, column)) for table, column in imports.RECORDS.items())
    return next((table, key) for table, key in of if key is not None)


def _touched(session: Session, table: type[Any], versions: dict[int, int]) -> dict[int, str]:
    """The records among these that are not as the import made them, and why: "edited", or "imported" by a later import
    that stands. One that was undone has left two versions of each record that it changed, and what was there before."""
    later = imports.changes_in(session, table, list(versions))
    undone = imports.undone(session, {change.batch_id for changes in later.values() for change in changes})
    changed = queries.by_ids(session, table, [key for key, changes in later.items() if changes])
    touched: dict[int, str] = {}
    for key, changes in later.items():
        standing = [change for change in changes if change.batch_id not in undone]
        if standing:
            touched[key] = "imported"
        elif versions[key] != 1 + 2 * len(changes) or (changes and not _as_before(changed[key], changes)):
            touched[key] = "edited"
    return touched


def _as_before(record: Any, changes: Sequence[ImportChange]) -> bool:
    """Whether a record says what it said before these changes, in all that they changed."""
    before: dict[str, Any] = {}
    for change in reversed(changes):
        before |= {name: old for name, (old, _) in change.fields.items()}
    now = imports.as_json(TABLES[_KINDS[type(record)]][1], dict(record))
    return all(now.get(name) == old for name, old in before.items())


def _kept(session: Session, table: type[Any], why: Mapping[int, str]) -> list[KeptRecord]:
    found = queries.by_ids(session, table, sorted(why))
    return [KeptRecord(_KINDS[table], key, _title(record), why[key]) for key, record in found.items()]


def _title(record: Any) -> str:
    return str(record.title if isinstance(record, Project) else record.name_zh or record.name_en)
