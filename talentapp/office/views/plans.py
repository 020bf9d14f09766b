"""What the faces ask of plans and are shown of them: frozen, with names, so that a reader needs no ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from talentapp.domain.reasons import PARTS, USUAL, Shares, unusual
from talentapp.domain.terms import Kind, Mark
from talentapp.office.views.edits import EditResult
from talentapp.office.views.pairings import PairingRow

Fairness = Literal["total", "blend", "worst"]
FAIRNESS: tuple[Fairness, ...] = ("total", "blend", "worst")
STATUSES = ("optimal", "within_gap", "time_limit", "cancelled", "infeasible")
LEFT_OUT = ("no_university", "no_firm", "no_pair", "full", "thin", "outbid")


@dataclass(frozen=True)
class Quota:
    """At least and at most so many pairings of candidates who speak a language, or places of projects in a field."""

    kind: Literal["language", "field"]
    value: str  # is sought in what the record says, in either script
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class PlanRequest:
    """What a plan is to be like.

    `fairness` favours the total, the worst served organisation, or half way between. Every organisation gets `least`
    pairings. A candidate gets up to `appointments`, within the effort offered. `keep` changes the last plan as little
    as the rules allow. Who tells too little to be judged (`domain.profiles.thin`) takes part with `thin`, or where
    somebody has pinned them. `weights` are what the parts of a score count; None: what they count in the latest run.
    """

    fairness: Fairness = "total"
    least: int = 0
    appointments: int = 1
    quotas: tuple[Quota, ...] = ()
    keep: bool = False
    thin: bool = False
    time_limit: float = 60.0  # seconds
    weights: Shares | None = None


@dataclass(frozen=True)
class Sofar:
    """How far a search for a plan has come: the best plan yet, and what no plan can exceed."""

    pairings: tuple[tuple[int, int, int, float], ...]  # candidate, university project, firm project, score
    total: float
    bound: float
    gap: float


@dataclass(frozen=True)
class Alternate:
    """Somebody in no pairing of the plan who could step in."""

    candidate_id: int
    candidate: str
    other_name: str
    employer: str
    score: float


@dataclass(frozen=True)
class PlannedRow:
    """A pairing that a plan proposes, what it costs each side, and who could step in."""

    row: PairingRow
    pinned: bool
    forgone: tuple[float, float, float]  # points less than the best of each side's own: candidate, university, firm
    alternates: tuple[Alternate, ...]  # best first
    gone: str = ""  # why it can no longer come about: "declined", "settled", "closed" or "full"


@dataclass(frozen=True)
class NamedRule:
    """A rule of a plan by name, or a step that would end a clash.

    `code` is "places" (a project's), "cap", "minimum" or "share" (an organisation's), "quota" or "pin".
    """

    code: str
    name: Mapping[str, str]  # zh_CN, zh_TW, en
    by: int = 0  # by how many pairings it would have to give way
    limit: str = ""  # what gives way: "most", "least" or "pin"
    candidate_id: int | None = None  # who is in a pin


@dataclass(frozen=True)
class UnmatchedRow:
    """A candidate whom a plan leaves out, and why: one of `LEFT_OUT`; `full` names the rules that are used up."""

    candidate_id: int
    candidate: str
    other_name: str
    employer: str
    why: str
    score: float | None  # of the best pairing that would have been possible
    university_project_id: int | None
    university_project: str
    firm_project_id: int | None
    firm_project: str
    full: tuple[NamedRule, ...]


@dataclass(frozen=True)
class Lapsed:
    """A pin that could not count, and why: "gone" (no longer open) or "settled" (the person is shortlisted)."""

    candidate_id: int
    candidate: str
    university_project: str
    firm_project: str
    why: str


@dataclass(frozen=True)
class PlanRow:
    """A saved plan in a list. `status` is one of `STATUSES`; totals are sums of scores, each 0 to 100."""

    id: int
    at: datetime
    who: str
    request: PlanRequest
    status: str
    total: float
    bound: float | None
    gap: float | None  # (bound - total) / bound
    level: float  # how far the worst served organisation is served, 0 to 1
    pairings: int  # that are still there
    erased: int  # pairings it was made with of which a record is there no more; they count in the totals
    unmatched: int
    based_on_id: int | None
    name: str = ""  # what somebody has called it

    @property
    def weights(self) -> Mapping[str, float] | None:
        """What the parts of a score count in it, where that is not what is usual."""
        return unusual(dict(zip(PARTS, self.request.weights or USUAL, strict=True)))


@dataclass(frozen=True)
class PlanCard:
    """A plan for everybody: a proposal, and how far from the best it can be at most.

    No plan under the rules can be worth more than `row.bound`, over all `considered` possible triples; where the plan
    was to keep another, none that keeps as much can. Where the rules clash there is no bound, and the pairings miss as
    few minimums and pins as possible.
    """

    row: PlanRow
    pairings: tuple[PlannedRow, ...]  # best first
    unmatched: tuple[UnmatchedRow, ...]
    settled: int  # people who were shortlisted already, and take no part
    reachable: float | None  # how far the worst served could be served, where fairness asks
    considered: int
    clash: tuple[NamedRule, ...]
    relaxation: tuple[NamedRule, ...]
    lapsed: tuple[Lapsed, ...]
    stale: bool  # records or decisions have changed since
    worst: tuple[Mapping[str, str], ...]  # the organisations that are served no further than `row.level`
    waiting_beside: int  # pairings that it does not hold wait for review, and no person has said anything of them


@dataclass(frozen=True)
class MarkRow:
    """A pairing that somebody has pinned or forbidden. Where it is half of a swap, `swap` is the candidate of the
    other half; both are released together."""

    candidate_id: int
    candidate: str
    university_project_id: int
    university_project: str
    firm_project_id: int
    firm_project: str
    mark: Mark
    who: str
    at: datetime
    swap: int | None = None
    other_name: str = ""


ChangeKind = Literal["entered", "dropped", "moved", "gained", "lost", "accepted"]
"""What becomes of a candidate: comes in, falls out, has others; keeps what there was and gains some, or loses some."""


@dataclass(frozen=True)
class Change:
    """What becomes of one candidate from one plan to another, in points, and why.

    Kind and `why` are "accepted" where the candidate's pairing has been accepted since: nothing is lost, and no points
    are. Else `why`: "pinned", "forbidden", "gone" (takes no part any more), one of `LEFT_OUT`, "better" (worth more),
    "room" (gave way, so that others gain more), "entered", "gained" or "lost".
    """

    candidate_id: int
    candidate: str
    kind: ChangeKind
    before: tuple[PairingRow, ...]  # what is no longer there
    after: tuple[PairingRow, ...]  # what is there instead, or as well
    points: float
    why: str
    full: tuple[NamedRule, ...]
    stays: tuple[PairingRow, ...] = ()  # in both plans


@dataclass(frozen=True)
class OrganisationChange:
    """What an organisation gains or loses from one plan to another."""

    organisation_id: int
    name: Mapping[str, str]
    before: int  # pairings
    after: int
    points: float


@dataclass(frozen=True)
class PlanDifference:
    """Two plans side by side."""

    before: PlanRow
    after: PlanRow
    changes: tuple[Change, ...]  # who gains most first, who loses most last
    organisations: tuple[OrganisationChange, ...]  # the same
    same: int  # pairings that both have


@dataclass(frozen=True)
class PlanResult:
    """What planning did."""

    plan: PlanRow
    repeated: bool  # nothing had changed: `plan` is the latest one, and nothing was written
    changed: frozenset[Kind] = field(default_factory=frozenset)


@dataclass(frozen=True)
class ForwardResult:
    """What putting a plan forward did: how many wait for review now that did not before, how many waited already,
    and how many were decided on before. `forbidden` counts those that no plan may hold and that wait nevertheless."""

    result: EditResult
    put_forward: int
    waited: int
    passed_over: int
    forbidden: int
