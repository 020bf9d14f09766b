"""What the faces ask of records and are shown of them: lists, cards and their counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from talentapp.domain.lists import Facets
from talentapp.domain.profiles import Caution
from talentapp.domain.terms import Form, OrganisationKind, Side, Status
from talentapp.office.views.privacy import PrivacyFacts


@dataclass(frozen=True)
class CandidateQuery:
    """Which candidates, in which order. `text` may be in either script or in pinyin; words are all required.

    Facets are status, form, country, degree, tag and owner; orders those of `store.finding`.
    """

    text: str = ""
    order: str = "best_score"
    descending: bool = True
    facets: Facets = ()
    language: str = "zh_CN"  # of the reader: names and countries are sorted as they are shown


@dataclass(frozen=True)
class ProjectQuery:
    """Which projects, in which order. Facets are status, side, organisation (id), field, form, tag and owner."""

    text: str = ""
    order: str = "best_score"
    descending: bool = True
    facets: Facets = ()
    language: str = "zh_CN"  # of the reader: names of organisations are sorted as they are shown


@dataclass(frozen=True)
class OrganisationQuery:
    """Which organisations, in which order: kind, name, city, liaison, tags, owner, projects or waiting; those of a kind
    by the pinyin of their names.

    Facets are kind, city, tag and owner.
    """

    text: str = ""
    order: str = "kind"
    descending: bool = False
    facets: Facets = ()
    language: str = "zh_CN"  # of the reader: names are sorted as they are shown


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
    best_score: float | None  # of the latest run, or of a pairing that stands
    pairings: int  # put forward and not declined or expired
    status: Status
    experience: float | None
    tags: tuple[str, ...]
    owner: str
    masked: bool = False  # the person has not agreed to be shown to this reader
    caution: Caution | None = None  # to bear in mind beside the best score
    merged: bool = False  # into another record, and closed since: it only explains what runs said of it


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
    withdrawn: bool  # the person does not want to be considered any more
    merged_into: str  # where it was `merged`, the name of the record that stays
    left_out: int = 0  # skills, fields and languages that are not told, as they would tell who it is


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
    later: "tuple[Later, ...]" = ()


@dataclass(frozen=True)
class Later:
    """A file that an import has changed a record by since it was made, and which fields of it."""

    file_name: str
    fields: tuple[str, ...]
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
    tags: tuple[str, ...]
    owner: str
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
