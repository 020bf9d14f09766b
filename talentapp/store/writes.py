"""Everything that is written. Records are made from validated drafts only, and their search text goes with them."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import event, update
from sqlmodel import Session, SQLModel, col

from talentapp.domain import search
from talentapp.domain.case_records import Consent, Evidence, GateAnswer, TermsVersion
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.plan_records import PlanMark, PlannedPairing, SavedPlan, Unmatched
from talentapp.domain.records import (
    AuditEntry,
    Candidate,
    CandidateDraft,
    Decision,
    Exclusion,
    ImportBatch,
    Organisation,
    OrganisationDraft,
    Project,
    ProjectDraft,
    Recommendation,
    Run,
)

Record = TypeVar("Record", bound=SQLModel)

_APPENDED_ONLY = (
    AuditEntry,
    Decision,
    Recommendation,
    Exclusion,
    Run,
    ImportBatch,
    SavedPlan,
    PlannedPairing,
    Unmatched,
    PlanMark,
    Consent,
    Evidence,
    GateAnswer,
    TermsVersion,
)


def _refuse_change(_mapper: Any, _connection: Any, target: SQLModel) -> None:
    raise RuntimeError(f"{type(target).__name__} is only ever appended")


for _table in _APPENDED_ONLY:
    event.listen(_table, "before_update", _refuse_change)
    event.listen(_table, "before_delete", _refuse_change)


def get(session: Session, table: type[Record], record_id: int) -> Record:
    """The record with this id. Raises TalentError(RECORD_GONE) when there is none any more."""
    record = session.get(table, record_id)
    if record is None:
        raise TalentError(Fault.RECORD_GONE, kind=table.__name__.lower(), id=record_id)
    return record


def add_organisation(session: Session, draft: OrganisationDraft, **origin: Any) -> Organisation:
    """Store a new organisation."""
    return _add(session, _indexed_organisation(Organisation.model_validate(draft, update=origin)))


def add_candidate(session: Session, draft: CandidateDraft, **origin: Any) -> Candidate:
    """Store a new candidate."""
    return _add(session, _indexed_candidate(Candidate.model_validate(draft, update=origin)))


def add_project(session: Session, draft: ProjectDraft, organisation_names: Iterable[str], **origin: Any) -> Project:
    """Store a new project."""
    return _add(session, _indexed_project(Project.model_validate(draft, update=origin), organisation_names))


def change(session: Session, record: Record, draft: SQLModel) -> Record:
    """Bring a record to what a draft says. Its version goes up; a change behind our back raises RECORD_STALE."""
    for name in type(draft).model_fields:
        if getattr(record, name) != getattr(draft, name):
            setattr(record, name, getattr(draft, name))
    if isinstance(record, Organisation):
        _indexed_organisation(record)
    if isinstance(record, Candidate):
        _indexed_candidate(record)
    if isinstance(record, Project):
        organisation = get(session, Organisation, record.organisation_id)
        _indexed_project(record, organisation.names)
    session.flush()
    return record


def blank_file_name(session: Session, batch: ImportBatch) -> None:
    """Forget what an imported file was called: names of files name people, too."""
    session.execute(update(ImportBatch).where(col(ImportBatch.id) == batch.id).values(file_name=""))


def _indexed_organisation(organisation: Organisation) -> Organisation:
    organisation.sort_key = search.sort_key(organisation.names[0])
    return organisation


def _indexed_candidate(candidate: Candidate) -> Candidate:
    candidate.search_text = search.candidate_text(candidate)
    candidate.sort_key = search.sort_key(candidate.name_zh or candidate.name_en)
    return candidate


def _indexed_project(project: Project, organisation_names: Iterable[str]) -> Project:
    project.search_text = search.project_text(project, organisation_names)
    project.sort_key = search.sort_key(project.title)
    return project


def _add(session: Session, record: Record) -> Record:
    session.add(record)
    session.flush()
    return record
