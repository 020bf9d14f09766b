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

    @property
    def projects(self) -> int:
        """How many projects there are, on both sides."""
        return self.university_projects + self.firm_projects

    @property
    def lacks(self) -> tuple[str, ...]:
        """Of what a recommendation needs, what there is none of: "candidate", "university-project", "firm-project"."""
        needed = {
            "candidate": self.candidates,
            "university-project": self.university_projects,
            "firm-project": self.firm_projects,
        }
        return tuple(name for name, number in needed.items() if not number)


@dataclass(frozen=True)
class Moved:
    """What the numbers by state do not say: how many pairings have moved without anybody having said so, by cause, and
    how many are not there for the first time."""

    stopped: Mapping[str, int]  # suspended now: a day came, or a consent went
    lapsed: Mapping[str, int]  # which wait no longer by the latest run
    renewing: Mapping[State, int]  # of those whose terms are drafted or signed: which follow on a term
    sent_back: int  # of those whose terms are drafted: which were sent back, with a reason
    by_others: (
        int  # of those shortlisted, for a liaison: which somebody of another organisation, or the office, accepted
    )


@dataclass(frozen=True)
class SkillDemand:
    """A skill, in whichever words it is written: how many open projects must have it, how many open people have it, and
    how many others have something close to it."""

    term: str  # the spelling that stands for all: the value of the facet SKILL
    names: Mapping[str, str]  # zh_CN, zh_TW, en; always all three, the most usual words there are
    projects: int
    people: int
    close: int = 0
    near: tuple[Mapping[str, str], ...] = ()  # what most of those have, named in each language; a few of all


@dataclass(frozen=True)
class Flow:
    """How many pairings bring a university and a firm together; the organisations by id."""

    left: int
    right: int
    count: int


@dataclass(frozen=True)
class Standing:
    """What the overview's pictures show."""

    scores: tuple[int, ...]  # people by their best score in the latest run, in `domain.lists.SPANS`
    unscored: int  # open people who have no score there
    skills: tuple[SkillDemand, ...]  # most asked for first, of these the scarcest
