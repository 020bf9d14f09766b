"""Doing what a preview says: new records in bulk, changes one by one with what they were before."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeVar

from sqlmodel import Session, SQLModel

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Directory
from talentapp.domain.progress import Progress
from talentapp.domain.records import (
    Candidate,
    CandidateDraft,
    ImportBatch,
    Organisation,
    OrganisationDraft,
    Project,
    ProjectDraft,
    id_of,
)
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind
from talentapp.office.imports import dry_run
from talentapp.office.imports.returned import ReturnedPairings, apply
from talentapp.office.records.rows import fingerprint
from talentapp.office.views.imports import ImportResult, Merge, PlannedRow, Preview
from talentapp.store import imports, queries, writes

Item = TypeVar("Item")


Step = Literal["create", "update", "skip"]
Choice = Step | Merge
"""What a person decides on a row, against what the preview proposes."""

PLANNERS = {**dry_run.PLANNERS, Kind.PAIRINGS: ReturnedPairings}
_MOVED = {Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS}  # what a decision shows on as well

TABLES: Mapping[Kind, tuple[type[Any], type[SQLModel]]] = {
    Kind.CANDIDATES: (Candidate, CandidateDraft),
    Kind.ORGANISATIONS: (Organisation, OrganisationDraft),
    Kind.PROJECTS: (Project, ProjectDraft),
}

_TOGETHER = 500  # rows in one statement, and between two reports of progress


def commit(
    session: Session,
    actor: Actor,
    preview: Preview,
    decisions: Mapping[int, Choice],
    origin: Mapping[str, Any],
    progress: Progress,
) -> ImportResult:
    """Do it within a transaction; see `Intake.commit`."""
    steps = [(row, step(row, decisions.get(row.number))) for row in preview.rows]
    made = [row for row, each in steps if each == "create"]
    changed = [row for row, each in steps if each == "update"]
    unchanged = sum(row.action == "unchanged" and each == "skip" for row, each in steps)
    left_out = len(steps) - len(made) - len(changed) - unchanged
    if not made and not changed:
        return ImportResult(None, 0, 0, unchanged, left_out, frozenset())
    if tuple(fingerprint(session)) != preview.fingerprint:
        _plan_again(session, preview)
    batch = ImportBatch(
        kind=preview.kind,
        file_name=preview.file_name,
        file_sha256=preview.file_sha256,
        created=len(made),
        updated=len(changed),
        unchanged=unchanged,
        left_out=left_out,
    )
    session.add(batch)
    session.flush()
    batch_id = id_of(batch)
    records = _directory(session, preview, {row.organisation for row in (*made, *changed)}, batch_id)
    total, done = len(made) + len(changed), 0
    for rows in _some(made):
        progress(done, total)
        _create(session, rows, {**origin, "import_batch_id": batch_id}, records)
        done += len(rows)
    for rows in _some(changed):
        progress(done, total)
        if preview.kind is Kind.PAIRINGS:
            for row in rows:
                apply(session, row, actor)
        else:
            _update(session, preview.kind, rows, decisions, records, batch_id, origin.get("places", {}))
        done += len(rows)
    progress(total, total)
    kinds = {preview.kind, Kind.IMPORTS}
    if preview.kind is Kind.PAIRINGS:
        kinds |= _MOVED
    elif preview.new_organisations:
        kinds.add(Kind.ORGANISATIONS)
    return ImportResult(batch_id, len(made), len(changed), unchanged, left_out, frozenset(kinds))


def step(row: PlannedRow, choice: Choice | None) -> Step:
    """What happens to a row under a person's choice."""
    if row.action == "blocked" or (choice == "create" and row.of_roster):  # a roster makes no pairings
        return "skip"
    if isinstance(choice, Merge):
        return "update" if choice.fields and row.target_id is not None else "skip"
    if choice is not None:
        return "skip" if choice == "update" and row.target_id is None else choice
    return row.action if row.action in ("create", "update") else "skip"


def _some(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _TOGETHER):
        yield items[start : start + _TOGETHER]


def _plan_again(session: Session, preview: Preview) -> None:
    """Refuse a preview that is no longer what its file would do."""
    again = PLANNERS[preview.kind](session, preview.reading).plan()
    for row, now in zip(preview.rows, again, strict=True):
        if (row.action, row.target_id, row.target_version) != (now.action, now.target_id, now.target_version):
            raise TalentError(Fault.RECORD_STALE, title=row.title, row=row.row)


class _Organisations:
    """All organisations by name, and their names by id."""

    def __init__(self, records: Iterable[Organisation]) -> None:
        self.names = {id_of(record): record.names for record in records}
        self._directory = Directory(self.names.items())

    def add(self, record: Organisation) -> None:
        self.names[id_of(record)] = record.names
        self._directory.add(id_of(record), record.names)

    def find(self, name: str) -> int | None:
        return self._directory.find(name)

    def of(self, name: str) -> int:
        found = self.find(name)
        if found is None:
            raise TalentError(Fault.RECORD_GONE, kind="organisation", id=name)
        return found


def _directory(session: Session, preview: Preview, wanted: Collection[str], batch_id: int) -> _Organisations:
    """All organisations; of those that the file brought along, the wanted ones are made first."""
    records = _Organisations(queries.all_of(session, Organisation) if preview.kind is Kind.PROJECTS else ())
    for name, kind in preview.new_organisations.items():
        if name in wanted and records.find(name) is None:
            field = "name_en" if name.isascii() else "name_zh"
            draft = OrganisationDraft.model_validate({field: name, "kind": kind})
            records.add(writes.add_organisation(session, draft, import_batch_id=batch_id))
    return records


def _create(session: Session, rows: Sequence[PlannedRow], batch: Mapping[str, Any], records: _Organisations) -> None:
    drafts: list[tuple[CandidateDraft | ProjectDraft, Mapping[str, Any]]] = []
    for row in rows:
        origin = {**batch, "source_sheet": row.sheet, "source_row": row.row}
        draft = row.draft
        if isinstance(draft, OrganisationDraft):
            writes.add_organisation(session, draft, **origin)
        elif isinstance(draft, CandidateDraft):
            drafts.append((draft, {**origin, **writes.indexed(draft)}))
        elif isinstance(draft, ProjectDraft):
            owner = records.of(row.organisation)
            draft = draft.model_copy(update={"organisation_id": owner})
            drafts.append((draft, {**origin, **writes.indexed(draft, records.names[owner])}))
    writes.add_many(session, drafts)


def _update(
    session: Session,
    kind: Kind,
    rows: Sequence[PlannedRow],
    decisions: Mapping[int, Choice],
    records: _Organisations,
    batch_id: int,
    places: Mapping[str, Any],
) -> None:
    table, draft_type = TABLES[kind]
    queries.by_ids(session, table, [row.target_id for row in rows if row.target_id])  # into the session, in one go
    for row in rows:
        record = writes.get(session, table, row.target_id or 0)
        if record.version != row.target_version:
            raise TalentError(Fault.RECORD_STALE, title=row.title, row=row.row)
        choice = decisions.get(row.number)
        given = {
            name: row.values[name] for name in row.values if not isinstance(choice, Merge) or name in choice.fields
        }
        if kind is Kind.PROJECTS:
            given["organisation_id"] = records.of(row.organisation)
        kept = {name: getattr(record, name) for name in draft_type.model_fields}
        draft = draft_type.model_validate({**kept, **given})
        imports.note_change(session, batch_id, record, kept, draft)
        if places:
            record.places = {**record.places, **places}
        writes.change(session, record, draft)
