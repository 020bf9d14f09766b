"""Taking files in: a dry run that says what each row would do, then one transaction that does it."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from sqlmodel import Session, SQLModel

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Directory
from talentapp.domain.intake import Reading
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import (
    SAMPLE,
    Candidate,
    CandidateDraft,
    ImportBatch,
    Organisation,
    OrganisationDraft,
    Project,
    ProjectDraft,
    id_of,
)
from talentapp.domain.terms import Form, Kind
from talentapp.office.dry_run import PLANNERS, all_problems
from talentapp.office.guarding import guarded
from talentapp.office.returned import ReturnedPairings, apply
from talentapp.office.rows import fingerprint
from talentapp.office.views import ImportResult, PagePicture, PlannedRow, Preview
from talentapp.store import queries, writes
from talentapp.store.engine import Store

Choice = Literal["create", "update", "skip"]
"""What a person decides on a row, against what the preview proposes."""

_PLANNERS = {**PLANNERS, Kind.PAIRINGS: ReturnedPairings}
_MOVED = {Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS}  # what a decision shows on as well
_SAMPLES = ("organisations", "candidates", "university_projects", "firm_projects")


@guarded
class Intake:
    """Imports of candidates, projects and organisations."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def preview(
        self,
        path: Path,
        kind: Kind | None = None,
        progress: Progress = silent,
        password: str = "",
        candidate_id: int | None = None,
    ) -> Preview:
        """What importing the file would do, row by row; nothing is changed. Of a file with several kinds of record
        the one with most rows; `previews` has them all.

        A workbook or a text table has many rows; a CV (PDF, Word, text) or a record in a standard has one, with the
        place of each value. Raises a TalentError that names the file and the remedy when it cannot be read at all.
        """
        return max(self.previews(path, kind, progress, password, candidate_id), key=lambda preview: len(preview.rows))

    def previews(
        self,
        path: Path,
        kind: Kind | None = None,
        progress: Progress = silent,
        password: str = "",
        candidate_id: int | None = None,
    ) -> tuple[Preview, ...]:
        """What importing the file would do, a preview for each kind of record in it, in the order to commit them in.

        `candidate_id` says whose publications a BibTeX file holds; without it, their authors are looked for.
        Raises what `preview` raises.
        """
        from talentapp.office.documents import read_any  # late: the window is painted without it

        path = Path(path)
        return self.previews_of(path, read_any(path, kind, progress, password, lambda: self._people(candidate_id)))

    def _people(self, candidate_id: int | None) -> tuple[Sequence[Candidate], bool]:
        """The candidates who may have written something, and whether they were chosen."""
        with self._store.reading() as session:
            if candidate_id is not None:
                return [writes.get(session, Candidate, candidate_id)], True
            return queries.all_of(session, Candidate), False

    def previews_of(self, path: Path, readings: Sequence[Reading]) -> tuple[Preview, ...]:
        """What readings of the file would do, such as one that a person has corrected."""
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with self._store.reading() as session:
            return tuple(_preview(session, path, digest, reading) for reading in readings)

    def corrected(self, preview: Preview, typed: Mapping[str, str | list[Form]]) -> Preview:
        """The preview of a CV with the values that a person typed instead of those read; nothing is changed.

        Texts are by field, items of a list separated by semicolons or lines; what cannot be read is among the problems.
        """
        from talentapp.office.documents import corrected

        return self.previews_of(Path(preview.path), [corrected(preview, typed)])[0]

    @staticmethod
    def page_picture(path: Path, page: int, width: int, password: str = "", progress: Progress = silent) -> PagePicture:
        """A page of a PDF (from 1) drawn `width` pixels wide. Raises TalentError where it cannot be."""
        from talentapp.office.documents import page_picture

        return page_picture(path, page, width, password, progress)

    def commit(
        self, preview: Preview, decisions: Mapping[int, Choice] | None = None, progress: Progress = silent
    ) -> ImportResult:
        """Do what the preview says, but for the rows that `decisions` (by row number) settles otherwise.

        All in one transaction: a fault or a cancel leaves the database as it was. A file that brings nothing new
        leaves no trace. Raises RECORD_STALE when records have changed since the preview and a row would now do
        something else (so the same preview cannot go in twice), RECORD_GONE.
        """
        decisions = decisions or {}
        steps = [(row, _step(row, decisions.get(row.number))) for row in preview.rows]
        created, updated = (sum(step == name for _, step in steps) for name in ("create", "update"))
        unchanged = sum(row.action == "unchanged" and step == "skip" for row, step in steps)
        left_out = len(steps) - created - updated - unchanged
        if not created and not updated:
            return ImportResult(None, 0, 0, unchanged, left_out, frozenset())
        places = _places(preview)  # before the transaction: the knowledge base takes its time to load
        with self._store.writing() as session:
            if tuple(fingerprint(session)) != preview.fingerprint:
                _plan_again(session, preview)
            batch = ImportBatch(
                kind=preview.kind,
                file_name=preview.file_name,
                file_sha256=preview.file_sha256,
                created=created,
                updated=updated,
                unchanged=unchanged,
                left_out=left_out,
            )
            session.add(batch)
            session.flush()
            wanted = {row.organisation for row, step in steps if step != "skip"}
            directory = _directory(session, preview, wanted, id_of(batch))
            source = SAMPLE if Path(preview.path).resolve() in self.sample_files() else ""
            origin = {"import_batch_id": id_of(batch), "source": source}
            for number, (row, step) in enumerate(steps):
                progress(number, len(steps))
                if step == "create":
                    _create(session, preview.kind, row, {**origin, **places}, directory)
                elif step == "update" and preview.kind is Kind.PAIRINGS:
                    apply(session, row, self._store.actor)
                elif step == "update":
                    _update(session, preview.kind, row, directory, places.get("places", {}))
            progress(len(steps), len(steps))
            changed = {preview.kind, Kind.IMPORTS}
            if preview.kind is Kind.PAIRINGS:
                changed |= _MOVED
            elif preview.new_organisations:
                changed.add(Kind.ORGANISATIONS)
            return ImportResult(id_of(batch), created, updated, unchanged, left_out, frozenset(changed))

    def take_sample_in(self, progress: Progress = silent) -> list[tuple[Preview, ImportResult]]:
        """Import the sample programme: what each of its workbooks was read as, and what it did."""
        done = []
        for path in self.sample_files():
            preview = self.preview(path, progress=progress)
            done.append((preview, self.commit(preview, progress=progress)))
        return done

    @staticmethod
    def sample_files() -> list[Path]:
        """The workbooks of the sample programme, in the order in which they go in."""
        return [assets.path(f"resources/sample/{name}.xlsx") for name in _SAMPLES]

    @staticmethod
    def starter_directory() -> Path:
        """The workbook of organisations that the plan names."""
        return assets.path("resources/directory/organisations.xlsx")


def _preview(session: Session, path: Path, digest: str, reading: Reading) -> Preview:
    planner = _PLANNERS[reading.kind](session, reading)
    planned = tuple(planner.plan())
    return Preview(
        path=str(path),
        file_name=path.name,
        file_sha256=digest,
        kind=reading.kind,
        columns=reading.columns,
        rows=planned,
        problems=all_problems(reading, planned),
        new_organisations=planner.new_organisations,
        reading=reading,
        fingerprint=tuple(fingerprint(session)),
    )


def _step(row: PlannedRow, choice: Choice | None) -> Literal["create", "update", "skip"]:
    if row.action == "blocked" or (choice == "create" and row.of_roster):  # a roster makes no pairings
        return "skip"
    if choice is not None:
        return "skip" if choice == "update" and row.target_id is None else choice
    return row.action if row.action in ("create", "update") else "skip"


def _plan_again(session: Session, preview: Preview) -> None:
    """Refuse a preview that is no longer what its file would do."""
    again = _PLANNERS[preview.kind](session, preview.reading).plan()
    for row, now in zip(preview.rows, again, strict=True):
        if (row.action, row.target_id, row.target_version) != (now.action, now.target_id, now.target_version):
            raise TalentError(Fault.RECORD_STALE, title=row.title, row=row.row)


def _directory(session: Session, preview: Preview, wanted: Collection[str], batch_id: int) -> Directory:
    """All organisations by name; of those that the file brought along, the wanted ones are made first."""
    directory = Directory((id_of(item), item.names) for item in queries.all_of(session, Organisation))
    for name, kind in preview.new_organisations.items():
        if name in wanted and directory.find(name) is None:
            field = "name_en" if name.isascii() else "name_zh"
            draft = OrganisationDraft.model_validate({field: name, "kind": kind})
            directory.add(id_of(writes.add_organisation(session, draft, import_batch_id=batch_id)), [name])
    return directory


def _draft(kind: Kind, values: Mapping[str, Any], organisation: str, directory: Directory) -> SQLModel:
    if kind is Kind.CANDIDATES:
        return CandidateDraft.model_validate(values)
    if kind is Kind.ORGANISATIONS:
        return OrganisationDraft.model_validate(values)
    organisation_id = directory.find(organisation)
    if organisation_id is None:
        raise TalentError(Fault.RECORD_GONE, kind="organisation", id=organisation)
    return ProjectDraft.model_validate({**values, "organisation_id": organisation_id})


def _create(session: Session, kind: Kind, row: PlannedRow, batch: Mapping[str, Any], directory: Directory) -> None:
    origin = {**batch, "source_sheet": row.sheet, "source_row": row.row}
    draft = _draft(kind, row.values, row.organisation, directory)
    if isinstance(draft, CandidateDraft):
        writes.add_candidate(session, draft, **origin)
    elif isinstance(draft, OrganisationDraft):
        writes.add_organisation(session, draft, **origin)
    elif isinstance(draft, ProjectDraft):
        organisation = writes.get(session, Organisation, draft.organisation_id)
        writes.add_project(session, draft, organisation.names, **origin)


def _places(preview: Preview) -> dict[str, Any]:
    """Where the values of a CV were read; nothing for a workbook, whose rows say it."""
    if preview.reading.paper is None:
        return {}
    from talentapp.office.documents import origins  # late, as the readers are

    return {"places": origins(preview.reading.rows[0])}


def _update(session: Session, kind: Kind, row: PlannedRow, directory: Directory, places: Mapping[str, Any]) -> None:
    tables: Mapping[Kind, tuple[type[Any], type[SQLModel]]] = {
        Kind.CANDIDATES: (Candidate, CandidateDraft),
        Kind.ORGANISATIONS: (Organisation, OrganisationDraft),
        Kind.PROJECTS: (Project, ProjectDraft),
    }
    table, draft_type = tables[kind]
    record = writes.get(session, table, row.target_id or 0)
    if record.version != row.target_version:
        raise TalentError(Fault.RECORD_STALE, title=row.title, row=row.row)
    kept = {name: getattr(record, name) for name in draft_type.model_fields}
    if places:
        record.places = {**record.places, **places}
    writes.change(session, record, _draft(kind, {**kept, **row.values}, row.organisation, directory))
