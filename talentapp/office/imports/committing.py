"""Doing what a preview says: new records in bulk, changes one by one with what they were before."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypeVar

from sqlmodel import Session, SQLModel

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Directory
from talentapp.domain.merging import joined
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
from talentapp.office.imports.dry_run import Organisations, Planner, Projects, all_problems, brought, organisation_named
from talentapp.office.imports.known import KnownPeople
from talentapp.office.imports.people import Candidates
from talentapp.office.imports.returned import ReturnedPairings, allowed, apply
from talentapp.office.records.rows import fingerprint
from talentapp.office.views.imports import Coming, ImportResult, Merge, PlannedRow, Preview
from talentapp.store import imports, queries, writes

Item = TypeVar("Item")


Step = Literal["create", "update", "skip", "join"]  # join: to the row above that is the same person
Choice = Step | Merge
"""What a person decides on a row, against what the preview proposes."""

PLANNERS: Mapping[Kind, type[Planner]] = {
    Kind.ORGANISATIONS: Organisations,
    Kind.CANDIDATES: Candidates,
    Kind.PROJECTS: Projects,
    Kind.PAIRINGS: ReturnedPairings,
}

TABLES: Mapping[Kind, tuple[type[Any], type[SQLModel]]] = {
    Kind.CANDIDATES: (Candidate, CandidateDraft),
    Kind.ORGANISATIONS: (Organisation, OrganisationDraft),
    Kind.PROJECTS: (Project, ProjectDraft),
}

_NOTHING = ("skip",)
_TOGETHER = 500  # rows in one statement, and between two reports of progress


@dataclass(frozen=True)
class Part:
    """One kind of record of a file on its way in: what was previewed, what a person decided, and the origin that the
    records are given."""

    preview: Preview
    decisions: Mapping[int, Choice]
    origin: Mapping[str, Any]

    def rows(self, what: Step) -> list[PlannedRow]:
        """The rows that this happens to; of those that make somebody new, with what is joined to them."""
        rows = [row for row in self.preview.rows if self._step(row) == what]
        return list(map(self._whole, rows)) if what == "create" else rows

    def _step(self, row: PlannedRow) -> Step:
        to, done = row.joins, step(row, self.decisions.get(row.number))
        if done not in ("join", "update") or to is None:
            return done
        if self._step(self.preview.rows[to]) in ("create", "update"):
            return "join"
        return "create" if row.target_id is None else "update"  # the row above stays out, or changes nothing

    def _whole(self, row: PlannedRow) -> PlannedRow:
        values = row.values
        for other in self.joining.get(row.number, ()):
            values = joined(values, other.values)
        return row if values is row.values else replace(row, values=values)

    @cached_property
    def joining(self) -> Mapping[int, Sequence[PlannedRow]]:
        """The rows that are joined to one above, by its number."""
        found: dict[int, list[PlannedRow]] = {}
        for row in self.preview.rows:
            if row.joins is not None and self._step(row) == "join":
                found.setdefault(row.joins, []).append(row)
        return found

    def unlike(self, shown: "Part") -> list[PlannedRow]:
        """The rows that would do something else than `shown`, the same part planned before. To do nothing, for it says
        what has come in meanwhile, takes nobody by surprise."""
        pairs = zip(shown.preview.rows, self.preview.rows, strict=True)
        return [
            now
            for before, now in pairs
            if (does := self._does(now)) != shown._does(before) and (now.action != "unchanged" or does != _NOTHING)
        ]

    def _does(self, row: PlannedRow) -> tuple[Any, ...]:
        """What happens by a row, to which record."""
        if (done := self._step(row)) == "skip":
            return _NOTHING
        if done == row.action == "create":
            return (done,)  # who else has the name makes no difference
        changes = () if done == "create" else (row.changes, row.held, row.brings)
        return (done, row.target_id, *changes)

    def passed_over(self, row: PlannedRow) -> bool:
        """Whether a person said that a row stays out which could have gone in."""
        return row.action not in ("blocked", "unchanged") and self.decisions.get(row.number) == "skip"


def commit(
    session: Session,
    actor: Actor,
    parts: Sequence[Part],
    known: KnownPeople,
    progress: Progress,
    after: tuple[int, ...] = (),
) -> ImportResult:
    """Do it within a transaction; see `Intake.commit_all`."""
    now = tuple(fingerprint(session))
    if now == after != parts[0].preview.fingerprint:
        shown, parts = parts, [_as_of(session, actor, part, known, progress) for part in parts]
        _refuse_unseen(shown, parts)
    made, changed = ([part.rows(what) for part in parts] for what in ("create", "update"))
    out = [row for part in parts for row in part.rows("skip")]
    unchanged = sum(row.action == "unchanged" for row in out)
    skipped = sum(part.passed_over(row) for part in parts for row in part.rows("skip"))
    left_out = len(out) - unchanged - skipped
    total = sum(map(len, (*made, *changed)))
    if not total and not (left_out and _untold(session, parts[0].preview.file_sha256)):
        return ImportResult(None, 0, 0, unchanged, left_out, frozenset(), skipped, fingerprint=now)
    for part in parts:
        if now != part.preview.fingerprint:
            _plan_again(session, part.preview, known, progress)
    main = max((part.preview for part in parts), key=lambda preview: len(preview.rows))
    created, updated = sum(map(len, made)), sum(map(len, changed))
    batch = ImportBatch(
        kind=main.kind,
        file_name=main.file_name,
        file_sha256=main.file_sha256,
        created=created,
        updated=updated,
        unchanged=unchanged,
        left_out=left_out,
        skipped=skipped,
        merged=(merged := sum(len(part.rows("join")) for part in parts)),
        retyped=_retyped(parts, {(row.sheet, row.row) for row in out}),
    )
    session.add(batch)
    session.flush()
    done, kinds = 0, {Kind.IMPORTS}
    for part, new, old in zip(parts, made, changed, strict=True):
        writer = _Writer(session, actor, part, id_of(batch), {row.organisation: row for row in reversed(new)})
        for write, rows in ((writer.create, new), (writer.update, old)):
            for some in _some(rows):
                progress(done, total)
                write(some)
                done += len(some)
        kinds |= writer.kinds
    progress(total, total)
    mark = _mark(session)
    return ImportResult(id_of(batch), created, updated, unchanged, left_out, frozenset(kinds), skipped, merged, mark)


def _untold(session: Session, file_sha256: str) -> bool:
    """Whether no import of this very file tells of rows that were left out."""
    before = imports.batches_of(session, file_sha256)
    gone = imports.undone(session, [id_of(batch) for batch in before])
    return not any(batch.left_out and batch.id not in gone for batch in before)


def _mark(session: Session) -> tuple[int, ...]:
    session.flush()
    return tuple(fingerprint(session))


def planned(session: Session, actor: Actor, preview: Preview, known: KnownPeople, progress: Progress) -> Preview:
    """A preview planned as the records are now."""
    planner = _planner(session, preview, known)
    rows = tuple(planner.plan(progress))
    if preview.kind is Kind.PAIRINGS:
        rows = tuple(allowed(session, actor, rows))
    return replace(
        preview,
        rows=rows,
        problems=all_problems(preview.reading, rows),
        new_organisations=planner.new_organisations,
        fingerprint=tuple(fingerprint(session)),
    )


def _as_of(session: Session, actor: Actor, part: Part, known: KnownPeople, progress: Progress) -> Part:
    """A part planned as the records are now. A roster that comes back stays as it was shown."""
    if part.preview.kind is Kind.PAIRINGS:
        return part
    return replace(part, preview=planned(session, actor, part.preview, known, progress))


def _refuse_unseen(shown: Sequence[Part], parts: Sequence[Part]) -> None:
    """Refuse a file that the files before it have made do what nobody has seen: to give another value to somebody who
    was new, or to bring somebody who may be in by now."""
    changed = [row for before, part in zip(shown, parts, strict=True) for row in part.unlike(before)]
    if changed:
        facts = {"path": parts[0].preview.path, "file": parts[0].preview.file_name}
        raise TalentError(Fault.IMPORT_CHANGED, **facts, n=len(changed), title=changed[0].title)


def coming(previews: Iterable[Preview], decisions: Mapping[str, Mapping[int, Choice]]) -> tuple[Coming, ...]:
    """The organisations that previews bring, but for those that a person leaves out."""
    return tuple(
        Coming((draft := OrganisationDraft.model_validate(row.values)).names, draft.kind)
        for preview in previews
        if preview.kind is Kind.ORGANISATIONS
        for row in preview.rows
        if step(row, decisions.get(preview.key, {}).get(row.number)) != "skip"
    )


def _retyped(parts: Sequence[Part], out: Collection[tuple[str, int]]) -> list[str]:
    """The places of the cells that a person typed anew, but for those of rows that stay out: not what they say, which
    is about people."""
    cells = dict.fromkeys(cell for part in parts for cell in part.preview.reading.retyped)
    return [cell.place for cell in cells if (cell.sheet, cell.row) not in out]


def step(row: PlannedRow, choice: Choice | None) -> Step:
    """What happens to a row under a person's choice."""
    if row.action == "blocked" or (choice == "create" and row.of_roster):  # a roster makes no pairings
        return "skip"
    if isinstance(choice, Merge):
        return "update" if row.target_id is not None and not choice.nothing else "skip"
    if choice == "join":
        return "join" if row.joins is not None else "skip"
    if choice is not None:
        return "skip" if choice == "update" and row.target_id is None else choice
    return row.action if row.action in ("create", "update", "join") else "skip"


def _brought(row: PlannedRow, choice: Choice | None) -> dict[str, Any]:
    """What a row writes into the record that is there, under a person's choice."""
    if not isinstance(choice, Merge):
        return dict(row.brings)
    said = {name: row.values[name] for name in (*choice.fields, *choice.whole) if name in row.values}
    return said | {name: row.brings[name] for name in choice.fields - choice.whole if name in row.brings}


def _chosen(row: PlannedRow, choice: Choice | None) -> Mapping[str, Any]:
    """What a row says, as far as a person wants it."""
    return (
        {name: row.values[name] for name in choice.fields if name in row.values}
        if isinstance(choice, Merge)
        else row.values
    )


def _planner(session: Session, preview: Preview, known: KnownPeople) -> Planner:
    """Who plans the rows of a preview."""
    before = tuple(imports.batches_of(session, preview.file_sha256))
    return PLANNERS[preview.kind](session, preview.reading, preview.coming, known, before)


def _some(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _TOGETHER):
        yield items[start : start + _TOGETHER]


def _plan_again(session: Session, preview: Preview, known: KnownPeople, progress: Progress) -> None:
    """Refuse a preview that is no longer what its file would do."""
    again = _planner(session, preview, known).plan(progress)
    for row, now in zip(preview.rows, again, strict=True):
        if row.action == "blocked" or (row.target_id is None and row.action == now.action == "create"):
            continue  # it is left out, whatever it would do now; or it is new, whoever else has the name by now
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


class _Writer:
    """Writes the rows of one part of a file."""

    def __init__(
        self, session: Session, actor: Actor, part: Part, batch_id: int, wanted: Mapping[str, PlannedRow]
    ) -> None:
        """`wanted` are the organisations that come along with its projects, each with the row that names it first."""
        self._session, self._actor, self._part, self._batch_id = session, actor, part, batch_id
        self._kind = part.preview.kind
        self.kinds = {self._kind} if self._kind is not Kind.PAIRINGS else {self._kind, *TABLES}
        self._records = _Organisations(queries.all_of(session, Organisation) if self._kind is Kind.PROJECTS else ())
        for name, kind in part.preview.new_organisations.items():
            if name in wanted and self._records.find(name) is None:
                row, draft = wanted[name], organisation_named(name, kind)
                origin = {"import_batch_id": batch_id, "source_sheet": row.sheet, "source_row": row.row}
                self._records.add(writes.add_organisation(session, draft, **origin))
                self.kinds.add(Kind.ORGANISATIONS)

    def create(self, rows: Sequence[PlannedRow]) -> None:
        """Make new records of rows."""
        drafts: list[tuple[CandidateDraft | ProjectDraft, Mapping[str, Any]]] = []
        for row in rows:
            origin = {
                **self._part.origin,
                "import_batch_id": self._batch_id,
                "source_sheet": row.sheet,
                "source_row": row.row,
            }
            if self._kind is Kind.ORGANISATIONS:
                writes.add_organisation(self._session, OrganisationDraft.model_validate(row.values), **origin)
            elif self._kind is Kind.CANDIDATES:
                candidate = CandidateDraft.model_validate(row.values)
                drafts.append((candidate, {**origin, **writes.indexed(candidate)}))
            elif self._kind is Kind.PROJECTS:
                owner = self._records.of(row.organisation)
                project = ProjectDraft.model_validate({**row.values, "organisation_id": owner})
                drafts.append((project, {**origin, **writes.indexed(project, self._records.names[owner])}))
        writes.add_many(self._session, drafts)

    def update(self, rows: Sequence[PlannedRow]) -> None:
        """Bring the records that rows are about to what the rows say."""
        if self._kind is Kind.PAIRINGS:
            for row in rows:
                apply(self._session, row, self._actor, self._batch_id)
            return
        table, draft_type = TABLES[self._kind]
        queries.by_ids(self._session, table, [row.target_id for row in rows if row.target_id])  # in one go
        for row in rows:
            record = writes.get(self._session, table, row.target_id or 0)
            if record.version != row.target_version:
                raise TalentError(Fault.RECORD_STALE, title=row.title, row=row.row)
            choice = self._part.decisions.get(row.number)
            given = _brought(row, choice)
            kept = {name: getattr(record, name) for name in draft_type.model_fields}
            for other in self._part.joining.get(row.number, ()):
                said = self._part.decisions.get(other.number)
                given |= brought({**kept, **given}, _chosen(other, said))
            draft = draft_type.model_validate({**kept, **given})
            imports.note_change(self._session, self._batch_id, record, kept, draft)
            if places := self._part.origin.get("places"):
                record.places = {**record.places, **{name: places[name] for name in places if name in given}}
            writes.change(self._session, record, draft)
