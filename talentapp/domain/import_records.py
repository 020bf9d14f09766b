"""What is kept of imports beyond their counts: what they changed, which were undone, and what columns mean."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from talentapp.domain.records import now


class ImportChange(SQLModel, table=True):
    """What an import changed in a record that was there before: for each field its value before and after.

    It refers to its record, so that it goes with it when a person is erased.
    """

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="importbatch.id", index=True)
    candidate_id: int | None = Field(default=None, foreign_key="candidate.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    fields: dict[str, list[Any]] = Field(sa_type=JSON)  # name -> [before, after], as JSON shows them


class ImportUndone(SQLModel, table=True):
    """An import that was undone as a whole. Only ever appended."""

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="importbatch.id", unique=True)
    at: datetime = Field(default_factory=now)
    removed: int
    restored: int
    kept: int


class ImportMapping(SQLModel, table=True):
    """What a person said that the columns of a kind of file mean, for all files with the same header."""

    id: int | None = Field(default=None, primary_key=True)
    shape: str = Field(unique=True)  # see `files.layout.Table`
    columns: dict[str, str] = Field(sa_type=JSON)  # heading -> target, "" for a column to leave alone
    at: datetime = Field(default_factory=now)
