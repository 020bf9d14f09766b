"""What the faces ask of recommended pairings and runs, and are shown of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from talentapp.domain.conditions import Obstacle
from talentapp.domain.profiles import Caution
from talentapp.domain.reasons import Explanation, reason_points
from talentapp.domain.terms import Form, Kind, Role, Side, State, Verdict
from talentapp.office.views.records import CandidateCard, ProjectCard


@dataclass(frozen=True)
class PairingQuery:
    """Which pairings that have been put forward, best first. `organisation_id` limits to one liaison's own,
    `partner_id` to those with another organisation, `plan_id` to what a plan proposes."""

    states: tuple[State, ...] = (State.RECOMMENDED,)
    organisation_id: int | None = None
    partner_id: int | None = None
    plan_id: int | None = None
    text: str = ""
    min_score: float = 0.0


@dataclass(frozen=True)
class PairingRow:
    """A recommended triple in a list or on a card. `pairing_id` is None until it has been put forward."""

    recommendation_id: int
    pairing_id: int | None
    candidate_id: int
    candidate: str
    candidate_other_name: str
    employer: str
    university_project_id: int
    university_project: str
    university: Mapping[str, str]
    firm_project_id: int
    firm_project: str
    firm: Mapping[str, str]
    form: Form
    rank: int
    score: float  # 0 to 100
    parts: Mapping[str, float]  # "university", "firm", "synergy": points that add up to score
    top_concepts: tuple[str, ...]  # concept codes, weightiest first
    missing_concepts: tuple[str, ...]
    state: State | None
    masked: bool = False  # the person has not agreed to be shown to this reader
    caution: Caution | None = None  # to bear in mind beside the score
    forbidden: bool = False  # left out of plans by somebody's word
    version: int | None = None  # of the pairing; None where there is none yet
    not_open: str = ""  # where it waits: what of it is paused or closed, "candidate", "university" or "firm"
    no_place: bool = False  # where it waits: every place of one of its projects is taken
    weights: Mapping[str, float] | None = None  # what its parts count, where that is not what is usual


@dataclass(frozen=True)
class DecisionRow:
    """One decision in a pairing's history."""

    id: int
    at: datetime
    who: str
    verdict: Verdict
    reason: str
    before: State
    after: State
    retracted: bool
    role: Role | None = None  # in which it was said; None: by the program, or before roles were kept
    organisation: Mapping[str, str] = field(default_factory=dict)  # for which a liaison spoke
    facts: Mapping[str, Any] = field(default_factory=dict)  # party, gate, terms, signed_by, signed_on, ended_on, cause
    void: bool = False  # a signature of terms that were sent back since


@dataclass(frozen=True)
class PairingCard:
    """A pairing with everything a reviewer needs: reasons for each part, the three texts, and the history.

    An explanation's left spans point into the candidate's passages (for `synergy`: the university project's) and its
    right spans into the project's (for `synergy`: the firm project's).
    """

    row: PairingRow
    candidate: CandidateCard
    placed: tuple[PairingRow, ...]  # the others in which the person takes a place, as far as the reader sees
    capped: tuple[tuple[Mapping[str, str], int, int], ...]  # who has no place left in all: names, places, and taken
    university_project: ProjectCard
    firm_project: ProjectCard
    explanations: Mapping[str, Explanation]  # "university", "firm", "synergy"
    weights: Mapping[str, float]
    history: tuple[DecisionRow, ...]
    verdicts: tuple[Verdict, ...]  # what may be said now
    full: tuple[tuple[str, int], ...]  # where it waits: the projects of which every place is taken, and their places
    asks_for: str  # the title of the project that another candidate would be put forward for
    may_put_forward: bool
    takes_on: bool  # the reader may take it on, on its page: the review is over
    version: int | None
    run: "RunRow"  # with the id 0 it is saved nowhere: reasons at the weights of the moment

    @property
    def decides(self) -> bool:
        """Whether the reader may decide on it now: say more than a comment."""
        return any(one is not Verdict.COMMENT for one in self.verdicts)

    def points(self, part: str) -> list[float]:
        """What each reason of a part is worth of the score, in their order: they add up to the part."""
        shared, weight = self.explanations[part].shared, self.weights.get(part, 1.0)
        return reason_points([weight * one.points for one in shared], self.row.parts.get(part, 0.0))


@dataclass(frozen=True)
class ExcludedRow:
    """A good topical fit that a hard condition rules out, and which."""

    project_id: int
    project: str
    organisation: Mapping[str, str]
    side: Side
    score: float
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class RunRow:
    """A saved recommendation run."""

    id: int
    at: datetime
    model_version: str
    weights: Mapping[str, float]
    candidates: int
    university_projects: int
    firm_projects: int
    recommendations: int


@dataclass(frozen=True)
class RunResult:
    """What a recommendation run did."""

    run: RunRow
    put_forward: int  # pairings that now wait for review
    expired: int
    repeated: bool  # nothing had changed: `run` is the latest one, and nothing was written
    changed: frozenset[Kind]


@dataclass(frozen=True)
class DecisionResult:
    """What a decision did. `next_pairing_id` is another pairing put forward where one was asked for and found;
    `taken_back` is that one again, where the asking was retracted before anybody spoke of it."""

    decision_id: int
    state: State
    next_pairing_id: int | None
    changed: frozenset[Kind]
    version: int  # of the pairing, as the decision left it
    taken_back: int | None = None
