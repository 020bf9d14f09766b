"""The papers of a pairing: consents, answers to gates with their evidence, terms, and what a person's time is given to.

All are only ever appended, but for commitments, which are corrected like any record.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import model_validator
from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from talentapp.domain.gates import Answer, Status
from talentapp.domain.ledger import CommitmentKind, percent_of_months
from talentapp.domain.records import Draft, code_column, now, version_column
from talentapp.domain.terms import Form


class Scope(StrEnum):
    """What a person agrees to."""

    CONSIDERED = "considered"  # notice was given, and the programme may consider the person
    NAMED = "named"  # one organisation may see who it is


class Consent(SQLModel, table=True):
    """What a person has said about their data: given or withdrawn. The latest word of each scope holds."""

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    at: datetime = Field(default_factory=now)
    who: str  # recorded it
    scope: Scope = Field(sa_type=code_column(Scope))
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")  # the recipient, of NAMED
    given: bool
    said_on: date
    note: str = ""
    evidence_id: int | None = Field(default=None, foreign_key="evidence.id")


class Evidence(SQLModel, table=True):
    """A file kept beside the database, under its hash."""

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    pairing_id: int | None = Field(default=None, foreign_key="pairing.id", index=True)
    at: datetime = Field(default_factory=now)
    who: str
    file_name: str
    sha256: str = Field(index=True)
    media_type: str
    size: int  # bytes


class GateAnswer(SQLModel, table=True):
    """A person's answer to a gate. One for the person as a whole names no pairing."""

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    pairing_id: int | None = Field(default=None, foreign_key="pairing.id", index=True)
    gate: str
    rule_version: str
    at: datetime = Field(default_factory=now)
    who: str
    answer: Answer = Field(sa_type=code_column(Answer))
    status: Status | None = Field(default=None, sa_type=code_column(Status))
    decided_on: date
    valid_until: date | None = None
    note: str = ""
    evidence_ids: list[int] = Field(default_factory=list, sa_type=JSON)


class TermsVersion(SQLModel, table=True):
    """One version of the terms of an agreement. A changed word is a new version."""

    __table_args__ = (UniqueConstraint("pairing_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    pairing_id: int = Field(foreign_key="pairing.id")
    number: int  # from 1
    at: datetime = Field(default_factory=now)
    who: str
    form: Form = Field(sa_type=code_column(Form))
    values: dict[str, Any] = Field(sa_type=JSON)
    digest: str


class EffortDraft(Draft):
    """A share of a person's time at one place that is not a pairing of this programme."""

    candidate_id: int
    kind: CommitmentKind = Field(default=CommitmentKind.OTHER, sa_type=code_column(CommitmentKind))
    place: str = Field(min_length=1)  # where, as written
    organisation_id: int | None = None
    start: date
    end: date | None = None
    percent: float = Field(gt=0, le=100)
    months: float | None = Field(default=None, gt=0, le=12)  # a year, where it was said so; `percent` is made of it

    @model_validator(mode="before")
    @classmethod
    def _months_to_percent(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("months") and not data.get("percent"):
            return {**data, "percent": percent_of_months(float(data["months"]))}
        return data

    @model_validator(mode="after")
    def _ordered(self) -> "EffortDraft":
        if self.end and self.end < self.start:
            raise ValueError("end_before_start")
        return self


_EFFORT_VERSION = version_column()


class Effort(EffortDraft, table=True):
    """A stored commitment."""

    id: int | None = Field(default=None, primary_key=True)
    version: int = Field(default=None, sa_column=_EFFORT_VERSION)
    created_at: datetime = Field(default_factory=now)
    who: str = ""
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    __mapper_args__ = {"version_id_col": _EFFORT_VERSION}  # noqa: RUF012 - as SQLAlchemy reads it
