"""What a run was computed from, so that it can be computed again: kept once for each state of a record's text.

A person's inputs hang on the person, and go when the person is erased.
"""

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel


class KeptInput(SQLModel, table=True):
    """What the model and the conditions read of one candidate or project: canonical JSON, compressed."""

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int | None = Field(default=None, foreign_key="candidate.id", index=True)
    project_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    sha256: str  # of the JSON
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class RunInputs(SQLModel, table=True):
    """Which inputs a run was computed from, in their order, and what they do not say themselves; compressed JSON."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", unique=True)
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
