"""What the matching page is shown: lists from memory at any weights, and pairings side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from talentapp.domain.profiles import Caution
from talentapp.domain.reasons import Shares
from talentapp.domain.terms import Form, State

Seen = Literal["candidate", "university", "firm", "pair"]
Ids = tuple[int, int, int]


@dataclass(frozen=True)
class What:
    """Whose list: a candidate's triples, a project's candidates, or the people for two projects together."""

    seen: Seen
    id: int
    firm_id: int = 0  # of a pair


@dataclass(frozen=True)
class MatchRow:
    """A triple in a list: its records, its score, the points of its parts, which add up to it; and where it has been
    put forward, its state and the score that it was put forward with."""

    candidate_id: int
    university_project_id: int
    firm_project_id: int
    score: float  # 0 to 100
    parts: Mapping[str, float]  # "university", "firm", "synergy"
    state: State | None = None
    recorded: float | None = None
    caution: Caution | None = None  # to bear in mind beside the score

    @property
    def ids(self) -> Ids:
        """The records of the triple."""
        return self.candidate_id, self.university_project_id, self.firm_project_id


@dataclass(frozen=True)
class SideBySide:
    """One of the triples that are compared, with what carries it and what it lacks, as concept codes."""

    row: MatchRow
    form: Form
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    most: Mapping[str, float]  # the points that each part can have


@dataclass(frozen=True)
class FollowResult:
    """What following the records did."""

    candidates: int
    projects: int
    changed: int  # records that were edited, added or closed since the last look
    lists: int  # lists that were made again or gained
    anew: bool  # everything was scored
    counted: Shares | None  # what the parts count in the latest run, if there is one
