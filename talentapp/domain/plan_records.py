"""What is kept of plans for everybody, and what people have laid down for them. Only ever appended."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from talentapp.domain.records import code_column, now
from talentapp.domain.terms import Mark


class SavedPlan(SQLModel, table=True):
    """A plan as it was found: how good it is, what is proven of it, and what stood in its way.

    Its run holds the settings; its pairings are the run's recommendations. Scores are points, 0 to 100 each.
    """

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", unique=True)
    who: str
    status: str  # of matching.plan.Status
    total: float
    bound: float | None  # no plan under the rules (that keeps as much) is worth more; None where they clash
    gap: float | None  # (bound - total) / bound
    level: float  # how far the worst served organisation is served, 0 to 1
    reachable: float | None  # how far it could be, where a fairness was chosen that asks
    settled: int  # people who were shortlisted already, and took no part
    considered: int  # possible triples that were priced: all of them
    based_on_id: int | None = Field(default=None, foreign_key="savedplan.id")  # the plan that it was to change little
    inputs_sha256: str  # of the run's inputs, and of what people had decided and laid down
    clash: list[dict[str, Any]] = Field(sa_type=JSON)
    relaxation: list[dict[str, Any]] = Field(sa_type=JSON)
    lapsed: list[dict[str, Any]] = Field(sa_type=JSON)  # pins that could not count, and why
    worst: list[int] = Field(default_factory=list, sa_type=JSON)  # the organisations that are served no further


class PlanName(SQLModel, table=True):
    """What somebody has called a plan: the latest word counts, and "" lets it go by what it is like."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now)
    who: str
    plan_id: int = Field(foreign_key="savedplan.id", index=True)
    name: str


class PlannedPairing(SQLModel, table=True):
    """What a plan adds to a recommendation of its run."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="savedplan.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    pinned: bool
    forgone: list[float] = Field(sa_type=JSON)  # points less than the best of candidate, university and firm project
    alternates: list[list[float]] = Field(sa_type=JSON)  # [candidate, score] of those who could step in, best first


class Unmatched(SQLModel, table=True):
    """A candidate whom a plan leaves out, and why."""

    __table_args__ = (UniqueConstraint("plan_id", "candidate_id"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="savedplan.id", index=True)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    why: str  # of matching.comparing.LeftOut
    score: float | None  # of the best pairing that would have been possible, and its two projects
    university_project_id: int | None = Field(default=None, sa_column=Column(ForeignKey("project.id"), nullable=True))
    firm_project_id: int | None = Field(default=None, sa_column=Column(ForeignKey("project.id"), nullable=True))
    full: list[dict[str, Any]] = Field(sa_type=JSON)  # the rules that were used up


class PlanMark(SQLModel, table=True):
    """What a person laid down for plans to come: a pairing pinned, forbidden, or released again."""

    __table_args__ = (Index("ix_planmark_triple", "candidate_id", "university_project_id", "firm_project_id"),)
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(default_factory=now)
    who: str
    mark: Mark = Field(sa_type=code_column(Mark))
    candidate_id: int = Field(foreign_key="candidate.id")
    university_project_id: int = Field(foreign_key="project.id")
    firm_project_id: int = Field(foreign_key="project.id")
