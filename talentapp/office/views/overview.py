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
    own: bool  # others than they are


@dataclass(frozen=True)
class SkillDemand:
    """A skill, in whichever words it is written: how many open projects must have it, how many open people have it."""

    names: Mapping[str, str]  # zh_CN, zh_TW, en; always all three, the most usual words there are
    projects: int
    people: int


@dataclass(frozen=True)
class Standing:
    """What the overview's pictures show."""

    scores: tuple[int, ...]  # people by their best score in the latest run, in equal spans of 0 to 100
    skills: tuple[SkillDemand, ...]  # most asked for first
