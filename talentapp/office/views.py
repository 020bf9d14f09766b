"""What the faces are shown: frozen rows and cards, made of records, with no tie to the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from talentapp.domain.conditions import Obstacle
from talentapp.domain.intake import Problem, Reading
from talentapp.domain.lists import Facets
from talentapp.domain.reasons import Explanation
from talentapp.domain.terms import Form, Kind, OrganisationKind, Side, State, Status, Verdict
from talentapp.office.privacy_views import PrivacyFacts


@dataclass(frozen=True)
class CandidateQuery:
    """Which candidates, in which order. `text` may be in either script or in pinyin; words are all required.

    Facets are status, form, country, degree, tag and owner; orders those of `store.finding`.
    """

    text: str = ""
    order: str = "best_score"
    descending: bool = True
    facets: Facets = ()


@dataclass(frozen=True)
class ProjectQuery:
    """Which projects, in which order. Facets are status, side, organisation (id), field, form, tag and owner."""

    text: str = ""
    order: str = "best_score"
    descending: bool = True
    facets: Facets = ()


@dataclass(frozen=True)
class OrganisationQuery:
    """Which organisations, in which order: name, kind, city, liaison, projects or waiting. Facets are kind and city."""

    text: str = ""
    order: str = "name"
    descending: bool = False
    facets: Facets = ()


@dataclass(frozen=True)
class PairingQuery:
    """Which pairings that have been put forward, best first. `organisation_id` limits to one liaison's own."""

    states: tuple[State, ...] = (State.RECOMMENDED,)
    organisation_id: int | None = None
    text: str = ""
    min_score: float = 0.0


@dataclass(frozen=True)
class CandidateRow:
    """A candidate in a list."""

    id: int
    name: str  # Chinese name where there is one, else the English
    other_name: str
    employer: str
    post: str
    country: str
    degree: str
    graduated_from: str
    skills: tuple[str, ...]
    forms: tuple[Form, ...]
    effort: float | None
    available_from: date | None
    best_score: float | None  # of the latest run
    pairings: int  # put forward and not declined or expired
    status: Status
    experience: float | None
    tags: tuple[str, ...]
    owner: str
    masked: bool = False  # the person has not agreed to be shown to this reader


@dataclass(frozen=True)
class Passages:
    """A record's own text, as the model read it: (section, text) in the order of its profile."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CandidateCard:
    """All that is kept of a candidate. Contact data are masked here; `privacy.reveal` gives them in full."""

    row: CandidateRow
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    email_masked: str
    phone_masked: str
    orcid: str
    languages: tuple[str, ...]
    research_fields: tuple[str, ...]
    expertise: str
    evidence: tuple[str, ...]
    years_experience: float | None
    noncompete_until: date | None
    noncompete_with: tuple[str, ...]
    conflicts: tuple[str, ...]
    notes: str
    privacy: PrivacyFacts
    origin: "Origin | None"
    passages: Passages
    version: int


@dataclass(frozen=True)
class Contact:
    """A candidate's contact data in full."""

    email: str
    phone: str


@dataclass(frozen=True)
class Origin:
    """Where a record was read from."""

    file_name: str
    sheet: str
    row: int | None
    at: datetime


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation in a list, its names by language."""

    id: int
    names: Mapping[str, str]  # zh_CN, zh_TW, en; always all three, the best there is
    kind: OrganisationKind
    side: Side
    city: str
    district: str
    liaison: str
    liaison_email: str
    places_cap: int | None
    competitors: tuple[str, ...]
    projects: int
    waiting: int  # pairings that wait for this organisation's review


@dataclass(frozen=True)
class ProjectRow:
    """A project in a list."""

    id: int
    title: str
    side: Side
    organisation_id: int
    organisation: Mapping[str, str]  # zh_CN, zh_TW, en
    field: str
    must_skills: tuple[str, ...]
    places: int
    places_left: int
    forms: tuple[Form, ...]
    effort_min: float | None
    effort_max: float | None
    start: date | None
    end: date | None
    best_score: float | None
    pairings: int
    status: Status
    tags: tuple[str, ...]
    owner: str


@dataclass(frozen=True)
class ProjectCard:
    """All that is kept of a project."""

    row: ProjectRow
    need: str
    nice_skills: tuple[str, ...]
    site: str
    contact: str
    notes: str
    origin: Origin | None
    passages: Passages
    version: int


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
    facts: Mapping[str, Any] = field(default_factory=dict)  # party, gate, terms, signed_by, signed_on, cause


@dataclass(frozen=True)
class PairingCard:
    """A pairing with everything a reviewer needs: reasons for each part, the three texts, and the history.

    An explanation's left spans point into the candidate's passages (for `synergy`: the university project's) and its
    right spans into the project's (for `synergy`: the firm project's).
    """

    row: PairingRow
    candidate: CandidateCard
    university_project: ProjectCard
    firm_project: ProjectCard
    explanations: Mapping[str, Explanation]  # "university", "firm", "synergy"
    weights: Mapping[str, float]
    history: tuple[DecisionRow, ...]
    verdicts: tuple[Verdict, ...]  # what may be said now
    may_put_forward: bool
    version: int | None
    run: "RunRow"


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


Action = Literal["create", "update", "unchanged", "duplicate", "blocked"]


@dataclass(frozen=True)
class PlannedRow:
    """What an import would do with one row. A `duplicate` is left out unless a person decides otherwise."""

    number: int  # its place in the preview, from 0
    sheet: str
    row: int
    title: str  # a name to recognise it by
    subtitle: str
    action: Action
    duplicate_of: str = ""  # who or what it looks like
    target_id: int | None = None  # the stored record that it would update or looks like
    target_version: int | None = None
    changes: tuple[tuple[str, str, str], ...] = ()  # field, old, new
    problems: tuple[Problem, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    organisation: str = ""
    organisation_kind: str = ""
    words: tuple[str, ...] = ()  # this and the next: see `domain.intake.ReadRow`
    monthly: frozenset[str] = frozenset()
    draft: Any = None  # the validated draft of a row that is not blocked
    letters: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_roster(self) -> bool:
        """Whether it is a pairing of a roster that comes back; such a row makes nothing new."""
        return "edited" in self.values


@dataclass(frozen=True)
class Preview:
    """A dry run of an import: one kind of record of one file."""

    path: str
    file_name: str
    file_sha256: str
    kind: Kind
    columns: Mapping[str, str]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    new_organisations: Mapping[str, OrganisationKind]  # name as written -> kind
    reading: Reading  # to plan again with, when records have changed
    fingerprint: tuple[int, ...]  # of the records that it was planned against

    @property
    def key(self) -> str:
        """Tells the previews of one file apart, and of different files."""
        return f"{self.kind} {self.path}"

    def count(self, action: Action) -> int:
        """How many rows would meet this fate."""
        return sum(row.action == action for row in self.rows)


@dataclass(frozen=True)
class PagePicture:
    """A drawn page: rows of `stride` bytes, four bytes a pixel (blue, green, red, nothing)."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True)
class Merge:
    """A person's decision on a row: bring only these fields of it into the record that is there."""

    fields: frozenset[str]


@dataclass(frozen=True)
class ImportResult:
    """What a committed import did."""

    batch_id: int | None  # None where the file brought nothing new
    created: int
    updated: int
    unchanged: int
    left_out: int
    changed: frozenset[Kind]


@dataclass(frozen=True)
class KeptRecord:
    """A record that undoing an import leaves, and why: somebody has edited it since (these fields, where the import
    only changed it), or it is in use."""

    kind: Kind
    id: int
    title: str
    why: str  # "edited" or "in_use"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class UndoPreview:
    """What undoing an import would do."""

    file_name: str
    removed: int
    restored: int
    kept: tuple[KeptRecord, ...]


@dataclass(frozen=True)
class UndoResult:
    """What undoing an import did."""

    file_name: str
    removed: int
    restored: int
    kept: tuple[KeptRecord, ...]
    changed: frozenset[Kind]


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
    """What a decision did. `next_pairing_id` is another pairing put forward where one was asked for and found."""

    decision_id: int
    state: State
    next_pairing_id: int | None
    changed: frozenset[Kind]


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote."""

    path: str
    rows: int


@dataclass(frozen=True)
class ImportRow:
    """A committed import in the list of recent ones."""

    id: int
    at: datetime
    kind: Kind
    file_name: str
    created: int
    updated: int
    unchanged: int
    left_out: int
    undone: bool = False


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


@dataclass(frozen=True)
class BackupRow:
    """A backup of the embedded database. `why`: manual, before-restore, or before-<schema>."""

    name: str
    why: str
    at: datetime
    size: int  # bytes
