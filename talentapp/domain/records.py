"""What is kept. A draft validates what comes from outside; a record is a draft that has been stored.

A table model of SQLModel skips validation, so records are only ever made with `Record.model_validate(draft)`.
Lists are JSON columns and instants are UTC, so that the same store runs on SQLite and on PostgreSQL.
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pydantic import field_validator, model_validator
from sqlalchemy import JSON, Column, Enum, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig

from talentapp.domain.terms import MOST_PLACES, Form, Kind, LegalBasis, OrganisationKind, Role, State, Status, Verdict

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")

SAMPLE = "sample"
"""The source of what comes from the sample programme."""

RECOMMEND, PLAN, MERGE, BY_HAND = "recommend", "plan", "merge", "by_hand"
"""What a run was made for. What one of merge holds was computed in another, of a record that was merged since."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.model_config["defer_build"] = True  # a validator is built when it is first asked, not while the window opens
SQLModel.metadata.naming_convention = NAMING  # named constraints, so that migrations can find them


def now() -> datetime:
    """This instant in UTC."""
    return datetime.now(UTC)


def id_of(record: Any) -> int:
    """The id of a record that is in the database."""
    assert record.id is not None, "the record has not been stored"  # noqa: S101
    return int(record.id)


def effort_of(percent: float | None, months_a_year: float | None) -> float | None:
    """The share of a working year, in per cent; months a year count as twelfths."""
    if percent is not None:
        return percent
    return None if months_a_year is None else round(months_a_year / 12 * 100, 1)


def orcid_is_valid(text: str) -> bool:
    """Whether `text` is an ORCID iD with the right check character (ISO 7064 mod 11-2)."""
    if not _ORCID.fullmatch(text):
        return False
    total = 0
    for digit in text.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == text[-1]


def _json_list() -> Any:
    return Field(default_factory=list, sa_type=JSON)


def code_column(codes: type[StrEnum]) -> Any:
    """A column that keeps a code as text: new codes need no migration on any database."""
    return Enum(codes, native_enum=False, length=32, values_callable=lambda all_: [code.value for code in all_])


def _sort_key() -> Any:
    """A column that sorts by code points on every database."""
    return Field(default="", index=True, sa_type=String().with_variant(String(collation="C"), "postgresql"))


def _merged_into(table: str) -> Any:
    """The record that this one was merged into: it goes when that one is erased."""
    return Field(default=None, foreign_key=f"{table}.id", index=True)


def version_column() -> Column[int]:
    """The column that the mapper counts up. Named outside its class: inside, pydantic would keep it as a private
    attribute and copy it, with the whole schema, for every record."""
    return Column("version", Integer, nullable=False)


class _Origin(SQLModel):
    """Where a record was read from, down to the row."""

    source: str = ""
    import_batch_id: int | None = Field(default=None, foreign_key="importbatch.id", index=True)
    source_sheet: str = ""
    source_row: int | None = None


class Draft(SQLModel):
    """What all drafts check."""

    model_config = SQLModelConfig(hide_input_in_errors=True)  # personal data stay out of logs

    @field_validator("*", mode="before")
    @classmethod
    def _without_zeros(cls, value: Any) -> Any:
        """Text without NUL, which PostgreSQL refuses and nobody means."""
        if isinstance(value, str):
            return value.replace("\0", "")
        return [cls._without_zeros(item) for item in value] if isinstance(value, list) else value


class OrganisationDraft(Draft):
    """A university, research institute, chip firm or cloud vendor."""

    name_zh: str = ""
    name_tw: str = ""
    name_en: str = ""
    aliases: list[str] = _json_list()
    kind: OrganisationKind = Field(sa_type=code_column(OrganisationKind))
    city: str = ""
    district: str = ""
    credit_code: str = ""
    liaison: str = ""
    liaison_email: str = ""
    places_cap: int | None = Field(default=None, ge=0, le=MOST_PLACES)
    effort_cap: float | None = Field(default=None, ge=0, le=100)  # per cent that it takes of one person at most
    effort_total: float | None = Field(default=None, ge=0)  # and of all people together: 250 is two and a half posts
    competitors: list[str] = _json_list()  # names, as written
    tags: list[str] = _json_list()
    owner: str = ""  # who in the office looks after it, by name
    notes: str = ""

    @model_validator(mode="after")
    def _named(self) -> "OrganisationDraft":
        if not (self.name_zh or self.name_tw or self.name_en):
            raise ValueError("name_missing")
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """All the names it goes by, without empty ones."""
        return tuple(name for name in (self.name_zh, self.name_tw, self.name_en, *self.aliases) if name)


_ORGANISATION_VERSION = version_column()


class Organisation(_Origin, OrganisationDraft, table=True):
    """A stored organisation."""

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=None, sa_column=_ORGANISATION_VERSION)
    created_at: datetime = Field(default_factory=now)
    sort_key: str = _sort_key()  # by pinyin, see domain.search
    __mapper_args__ = {"version_id_col": _ORGANISATION_VERSION}


class CandidateDraft(Draft):
    """A specialist from overseas, as read from outside and not yet confirmed."""

    name_zh: str = ""
    name_en: str = ""
    aliases: list[str] = _json_list()
    email: str = ""
    phone: str = ""
    orcid: str = ""
    nationality: str = ""
    country: str = ""
    employer: str = ""
    post: str = ""
    highest_degree: str = ""
    graduated_from: str = ""
    languages: list[str] = _json_list()
    research_fields: list[str] = _json_list()
    skills: list[str] = _json_list()
    expertise: str = ""
    evidence: list[str] = _json_list()
    years_experience: float | None = Field(default=None, ge=0, le=80)
    tags: list[str] = _json_list()  # the office's own words, for lists
    owner: str = ""  # who looks after the person, by name
    forms: list[Form] = _json_list()
    effort_percent: float | None = Field(default=None, gt=0, le=100)
    months_per_year: float | None = Field(default=None, gt=0, le=12)
    available_from: date | None = None
    noncompete_until: date | None = None
    noncompete_with: list[str] = _json_list()  # names of organisations, as written; "*" bars every firm
    conflicts: list[str] = _json_list()  # organisations the person may not be paired with
    legal_basis: LegalBasis | None = Field(default=None, sa_type=code_column(LegalBasis))
    purpose: str = ""  # what the data are held for, in the words of the notice
    notice_version: str = ""
    noticed_on: date | None = None
    retain_until: date | None = None  # the last day
    notes: str = ""
    status: Status = Field(default=Status.OPEN, sa_type=code_column(Status))

    @field_validator("email")
    @classmethod
    def _email_shape(cls, value: str) -> str:
        if value and not _EMAIL.fullmatch(value):
            raise ValueError("email_malformed")
        return value

    @field_validator("orcid")
    @classmethod
    def _orcid_check(cls, value: str) -> str:
        if value and not orcid_is_valid(value):
            raise ValueError("orcid_malformed")
        return value

    @model_validator(mode="after")
    def _named(self) -> "CandidateDraft":
        if not (self.name_zh or self.name_en):
            raise ValueError("name_missing")
        return self

    @property
    def effort(self) -> float | None:
        """The share of a working year on offer, in per cent; months a year count as twelfths."""
        return effort_of(self.effort_percent, self.months_per_year)


_CANDIDATE_VERSION = version_column()


class Candidate(_Origin, CandidateDraft, table=True):
    """A stored candidate."""

    id: int | None = Field(default=None, primary_key=True)
    employer: str = Field(default="", index=True)
    available_from: date | None = Field(default=None, index=True)
    version: int = Field(default=None, sa_column=_CANDIDATE_VERSION)
    created_at: datetime = Field(default_factory=now)
    email: str = Field(default="", index=True)
    phone: str = Field(default="", index=True)  # read apart from the long rows: see store.contacts
    orcid: str = Field(default="", index=True)
    search_text: str = ""  # see domain.search
    sort_key: str = _sort_key()
    letters_key: str = Field(default="", index=True)  # of the name in letters, see domain.mentions
    places: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # of a CV: see office.documents.origins
    merged_into_id: int | None = _merged_into("candidate")
    __mapper_args__ = {"version_id_col": _CANDIDATE_VERSION}


class ProjectDraft(Draft):
    """What an organisation needs somebody for."""

    title: str = Field(min_length=1)
    organisation_id: int
    field: str = ""
    need: str = ""
    must_skills: list[str] = _json_list()
    nice_skills: list[str] = _json_list()
    tags: list[str] = _json_list()
    owner: str = ""
    places: int = Field(default=1, ge=1, le=MOST_PLACES)
    forms: list[Form] = _json_list()
    effort_min: float | None = Field(default=None, ge=0, le=100)
    effort_max: float | None = Field(default=None, gt=0, le=100)
    site: str = ""
    start: date | None = None
    end: date | None = None
    contact: str = ""
    notes: str = ""
    status: Status = Field(default=Status.OPEN, sa_type=code_column(Status))

    @model_validator(mode="after")
    def _ordered(self) -> "ProjectDraft":
        if self.start and self.end and self.end < self.start:
            raise ValueError("end_before_start")
        if self.effort_min is not None and self.effort_max is not None and self.effort_max < self.effort_min:
            raise ValueError("effort_range_reversed")
        return self


_PROJECT_VERSION = version_column()


class Project(_Origin, ProjectDraft, table=True):
    """A stored project."""

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=None, sa_column=_PROJECT_VERSION)
    created_at: datetime = Field(default_factory=now)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    search_text: str = ""
    sort_key: str = _sort_key()
    merged_into_id: int | None = _merged_into("project")
    __mapper_args__ = {"version_id_col": _PROJECT_VERSION}


class ImportBatch(SQLModel, table=True):
    """One committed import: which file, and what it did."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now)
    kind: Kind = Field(sa_type=code_column(Kind))
    file_name: str
    file_sha256: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    skipped: int = Field(default=0, sa_column_kwargs={"server_default": "0"})  # somebody said so
    merged: int = Field(default=0, sa_column_kwargs={"server_default": "0"})  # rows that went in with another one
    retyped: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})  # places


class Run(SQLModel, table=True):
    """One saved recommendation run: what it was computed with, so that it can be explained later.

    A plan is a run too, whose recommendations are the pairings that it proposes; so is what somebody picked by hand.
    """

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now)
    purpose: str = Field(default=RECOMMEND, sa_column_kwargs={"server_default": RECOMMEND})
    model_version: str
    settings: dict[str, Any] = Field(sa_type=JSON)
    labels: dict[str, dict[str, str]] = Field(sa_type=JSON)  # of the concepts it names: the vocabulary goes on
    inputs_sha256: str
    candidates: int
    university_projects: int
    firm_projects: int
    recommendations: int


class Recommendation(SQLModel, table=True):
    """One scored triple of a run, never changed afterwards."""

    __table_args__ = (
        UniqueConstraint("run_id", "candidate_id", "university_project_id", "firm_project_id"),
        Index("ix_recommendation_run_candidate", "run_id", "candidate_id"),
        Index("ix_recommendation_run_score", "run_id", "score"),
    )
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(sa_column=Column(ForeignKey("run.id"), nullable=False))
    candidate_id: int = Field(sa_column=Column(ForeignKey("candidate.id"), nullable=False, index=True))
    university_project_id: int = Field(sa_column=Column(ForeignKey("project.id"), nullable=False, index=True))
    firm_project_id: int = Field(sa_column=Column(ForeignKey("project.id"), nullable=False, index=True))
    rank: int  # among the candidate's own, from 1; 0 where only a project's list brought it in
    score: float  # 0 to 100
    parts: dict[str, float] = Field(sa_type=JSON)  # points of the score by part; they add up to it
    form: Form = Field(sa_type=code_column(Form))
    reasons: dict[str, Any] = Field(sa_type=JSON)


class Exclusion(SQLModel, table=True):
    """A good fit by topic that a hard condition ruled out in a run, and by which."""

    __table_args__ = (UniqueConstraint("run_id", "candidate_id", "project_id"),)
    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(sa_column=Column(ForeignKey("run.id"), nullable=False))
    candidate_id: int = Field(sa_column=Column(ForeignKey("candidate.id"), nullable=False, index=True))
    project_id: int = Field(sa_column=Column(ForeignKey("project.id"), nullable=False))
    score: float
    obstacles: list[dict[str, Any]] = Field(sa_type=JSON)


_PAIRING_VERSION = version_column()


class Pairing(SQLModel, table=True):
    """A candidate, a university project and a firm project put forward together, and how far it has come."""

    __table_args__ = (UniqueConstraint("candidate_id", "university_project_id", "firm_project_id"),)
    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=None, sa_column=_PAIRING_VERSION)
    created_at: datetime = Field(default_factory=now)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    university_project_id: int = Field(foreign_key="project.id", index=True)
    firm_project_id: int = Field(foreign_key="project.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    state: State = Field(default=State.RECOMMENDED, index=True, sa_type=code_column(State))
    __mapper_args__ = {"version_id_col": _PAIRING_VERSION}


class Decision(SQLModel, table=True):
    """What somebody said of a pairing. Only ever appended; a retraction is a further decision."""

    id: int | None = Field(default=None, primary_key=True)
    pairing_id: int = Field(foreign_key="pairing.id", index=True)
    at: datetime = Field(default_factory=now)
    who: str
    verdict: Verdict = Field(sa_type=code_column(Verdict))
    reason: str = ""
    state_before: State = Field(sa_type=code_column(State))
    state_after: State = Field(sa_type=code_column(State))
    recommendation_id: int = Field(foreign_key="recommendation.id")
    retracts_id: int | None = Field(default=None, foreign_key="decision.id")
    role: Role | None = Field(default=None, sa_type=code_column(Role))  # in which it was said; None: by the program
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")  # for which a liaison spoke
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # whose word, which gate, which terms
    import_batch_id: int | None = Field(default=None, foreign_key="importbatch.id", index=True)  # in a returned roster


class AuditEntry(SQLModel, table=True):
    """One link of the audit trail, see `store.trail`: what was done to which records, with keys but no values."""

    id: int | None = Field(default=None, primary_key=True)
    at: str  # ISO 8601 in UTC, as text: its bytes are part of the digest
    who: str
    role: str
    action: str = Field(index=True)  # insert, update, delete, reveal, export, erase, migrate, anchor, restore
    subject: str  # the table
    keys: str  # "1-3,7"
    fields: str  # the columns that changed or were shown, separated by commas
    purpose: str  # why it was shown, or for what
    previous: str
    digest: str


def _one_of(table: str) -> Any:
    return Field(sa_column=Column(ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=False))


class NotDuplicate(SQLModel, table=True):
    """Two candidates that look alike and are two people, as somebody has said. The lower id comes first."""

    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    id: int | None = Field(default=None, primary_key=True)
    one_id: int = _one_of("candidate")
    other_id: int = _one_of("candidate")


class NotSameProject(SQLModel, table=True):
    """Two projects that look alike and are two."""

    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    id: int | None = Field(default=None, primary_key=True)
    one_id: int = _one_of("project")
    other_id: int = _one_of("project")


class NotSameOrganisation(SQLModel, table=True):
    """Two organisations that look alike and are two."""

    __table_args__ = (UniqueConstraint("one_id", "other_id"),)
    id: int | None = Field(default=None, primary_key=True)
    one_id: int = _one_of("organisation")
    other_id: int = _one_of("organisation")


class SearchGram(SQLModel, table=True):
    """Which records of a table hold a gram in their searched text: one block of ids, see `store.index`."""

    table_name: str = Field(primary_key=True)
    gram: str = Field(primary_key=True, sa_type=String().with_variant(String(collation="C"), "postgresql"))
    block: int = Field(primary_key=True)
    ids: bytes


class SearchDue(SQLModel, table=True):
    """A record whose searched text has changed since the index last looked, and the text it had then.

    Triggers write it; it is empty at the end of every transaction, so no erased text outlives its record here.
    """

    table_name: str = Field(primary_key=True)
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    before: str = ""
