"""Everything that is written. Records are made from validated drafts only, and their search text goes with them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import event, insert, select, update
from sqlmodel import Session, SQLModel, col

from talentapp.domain import search
from talentapp.domain.case_records import Consent, Evidence, GateAnswer, TermsVersion
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.import_records import ImportChange, ImportUndone
from talentapp.domain.mentions import key_of_letters
from talentapp.domain.plan_records import PlanMark, PlanName, PlannedPairing, SavedPlan, Unmatched
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
    ImportChange,
    ImportUndone,
    SavedPlan,
    PlannedPairing,
    Unmatched,
    PlanMark,
    PlanName,
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


def add_many(session: Session, drafts: Sequence[tuple[CandidateDraft | ProjectDraft, Mapping[str, Any]]]) -> None:
    """Store new candidates or projects of one kind, each with its origin and what it is found by, in one statement.

    The drafts have been validated, as all drafts are that come from `model_validate`; a record for each would cost
    six times as much.
    """
    if not drafts:
        return
    table: Any = Candidate if isinstance(drafts[0][0], CandidateDraft) else Project
    own = {name: field for name, field in table.model_fields.items() if name not in type(drafts[0][0]).model_fields}
    own = {name: field for name, field in own.items() if name not in ("id", "version")}
    rows = []
    for draft, origin in drafts:
        row = {name: field.get_default(call_default_factory=True) for name, field in own.items()}
        rows.append(
            {**row, **{name: getattr(draft, name) for name in type(draft).model_fields}, **origin, "version": 1}
        )
    session.execute(insert(table.__table__), rows)


def indexed(draft: CandidateDraft | ProjectDraft, organisation_names: Iterable[str] = ()) -> dict[str, str]:
    """What a candidate or a project is found and sorted by."""
    if isinstance(draft, CandidateDraft):
        key = search.person_sort_key(draft.name_zh or draft.name_en)
        letters = key_of_letters(draft.name_en)
        return {"search_text": search.candidate_text(draft), "sort_key": key, "letters_key": letters}
    text = search.project_text(draft, organisation_names)
    return {"search_text": text, "sort_key": search.sort_key(draft.title)}


def change(session: Session, record: Record, draft: SQLModel) -> Record:
    """Bring a record to what a draft says. Its version goes up; a change behind our back raises RECORD_STALE."""
    called = record.names if isinstance(record, Organisation) else ()
    if isinstance(record, Project) and isinstance(draft, ProjectDraft):  # read first: a change is written in one go
        called = get(session, Organisation, draft.organisation_id).names
    for name in type(draft).model_fields:
        if getattr(record, name) != getattr(draft, name):
            setattr(record, name, getattr(draft, name))
    if isinstance(record, Organisation):
        _indexed_organisation(record)
        if record.names != called:
            session.flush()
            index_projects(session, session.scalars(select(Project).where(col(Project.organisation_id) == record.id)))
    if isinstance(record, Candidate):
        _indexed_candidate(record)
    if isinstance(record, Project):
        _indexed_project(record, called)
    session.flush()
    return record


def index_projects(session: Session, projects: Iterable[Project]) -> None:
    """Let projects be found by what their organisation is called now. No project is newer by that."""
    for project in projects:
        found_by = indexed(project, get(session, Organisation, project.organisation_id).names)
        if project.search_text != found_by["search_text"]:
            table = Project.__table__  # type: ignore[attr-defined]
            session.execute(update(table).where(table.c.id == project.id).values(found_by))
            session.expire(project)


def _indexed_organisation(organisation: Organisation) -> Organisation:
    organisation.sort_key = search.sort_key(organisation.names[0])
    return organisation


def _indexed_candidate(candidate: Candidate) -> Candidate:
    for name, value in indexed(candidate).items():
        setattr(candidate, name, value)
    return candidate


def _indexed_project(project: Project, organisation_names: Iterable[str]) -> Project:
    for name, value in indexed(project, organisation_names).items():
        setattr(project, name, value)
    return project


def _add(session: Session, record: Record) -> Record:
    session.add(record)
    session.flush()
    return record
