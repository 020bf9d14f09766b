"""What the window's frame and the overview show."""

from collections.abc import Mapping
from dataclasses import dataclass

from talentapp.domain.terms import State
from talentapp.office.views.pairings import RunRow


@dataclass(frozen=True)
class Counts:
    """What the window's frame and overview show."""

    candidates: int
    university_projects: int
    firm_projects: int
    organisations: int
    by_state: Mapping[State, int]
    latest_run: RunRow | None
    stale: bool  # records have changed since the latest run
    sample: bool  # the people of the sample programme are among the candidates


@dataclass(frozen=True)
class SkillBalance:
    """A concept that recommended pairings ask for: how often the person has it, and how often it is missing."""

    concept: str
    met: int
    missing: int


@dataclass(frozen=True)
class Standing:
    """What the overview's pictures show of the latest run."""

    scores: tuple[int, ...]  # people by their best score, in equal spans of 0 to 100
    skills: tuple[SkillBalance, ...]  # most asked for first
