"""The fixed words of the domain as codes. Sentences and labels for them are made in `talentapp.wording`."""

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of record, as a change or an import names them."""

    CANDIDATES = "candidates"
    ORGANISATIONS = "organisations"
    PROJECTS = "projects"
    PAIRINGS = "pairings"
    IMPORTS = "imports"
    RUNS = "runs"
    PLANS = "plans"


LISTED = (Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS)
"""The kinds that have a list each, come in from files and may be in twice."""


class OrganisationKind(StrEnum):
    """What an organisation is; it decides the side its projects stand on."""

    UNIVERSITY = "university"
    INSTITUTE = "institute"
    FIRM = "firm"
    CLOUD = "cloud"

    @property
    def side(self) -> "Side":
        """The side of a pairing on which this kind of organisation takes part."""
        return Side.UNIVERSITY if self in (OrganisationKind.UNIVERSITY, OrganisationKind.INSTITUTE) else Side.FIRM


class Side(StrEnum):
    """The two sides of a dual appointment."""

    UNIVERSITY = "university"
    FIRM = "firm"


class Form(StrEnum):
    """How a person takes part: 双聘, 双挂, 项目合作, 技术咨询."""

    DUAL_APPOINTMENT = "dual_appointment"
    DUAL_POST = "dual_post"
    PROJECT_COOPERATION = "project_cooperation"
    TECHNICAL_CONSULTING = "technical_consulting"


class Status(StrEnum):
    """Whether a candidate or a project takes part in recommending."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class Role(StrEnum):
    """Who sits before the screen. In the embedded database it is chosen, not secured."""

    HR_OFFICER = "hr_officer"
    LIAISON = "liaison"
    MANAGER = "manager"


class Party(StrEnum):
    """Who has a word in a pairing: three review it (not the candidate), three sign it (not the office)."""

    CANDIDATE = "candidate"
    UNIVERSITY = "university"
    FIRM = "firm"
    OFFICE = "office"


REVIEWERS = (Party.UNIVERSITY, Party.FIRM, Party.OFFICE)
SIGNERS = (Party.CANDIDATE, Party.UNIVERSITY, Party.FIRM)


class LegalBasis(StrEnum):
    """On what grounds a person's data are held: the grounds of personal information law, as an office words them."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_DUTY = "legal_duty"
    PUBLIC_INTEREST = "public_interest"
    MADE_PUBLIC = "made_public"


class RevealReason(StrEnum):
    """Why masked data are shown in full. Codes, not free words: the audit trail keeps no values."""

    CONTACT = "contact"
    IDENTITY = "identity"
    CONTRACT = "contract"
    REQUEST = "request"
    CORRECTION = "correction"


class Export(StrEnum):
    """As what data leave the office: the purpose that the audit trail keeps of it."""

    AGREEMENT = "agreement"  # a draft of it
    ANNOTATED = "annotated"  # a copy of an imported file, with its problems
    DOSSIER = "dossier"
    EVIDENCE = "evidence"  # a kept file, of the person
    JSONRESUME = "jsonresume"
    OPENED = "opened"  # a kept file, of itself
    PERSON = "person"
    PROFILE = "profile"
    RECOMMENDATIONS = "recommendations"
    ROSTER = "roster"
    VCARD = "vcard"


class ErasureReason(StrEnum):
    """Why a person is erased."""

    REQUEST = "request"
    WITHDRAWN = "withdrawn"
    RETENTION = "retention"
    MISTAKE = "mistake"


class State(StrEnum):
    """The states of a pairing; `domain.states` says how it comes from one to another."""

    RECOMMENDED = "recommended"
    SHORTLISTED = "shortlisted"
    NOTIFIED = "notified"
    CONSENTED = "consented"
    UNDER_REVIEW = "under_review"
    GATES = "gates"
    TERMS = "terms"
    SIGNING = "signing"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REVIEW_DUE = "review_due"
    RENEWED = "renewed"
    ENDING = "ending"
    ENDED = "ended"
    ARCHIVED = "archived"
    DECLINED = "declined"
    BLOCKED = "blocked"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What can be said of a pairing. `domain.states` says by whom, in which state, and what has to be true for it."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ANOTHER = "another"
    RETRACT = "retract"
    COMMENT = "comment"  # says something without deciding
    PUT_FORWARD = "put_forward"
    EXPIRE = "expire"
    RENEW = "renew"  # a run recommends again what an earlier one let expire
    NOTIFY = "notify"
    CONSENT = "consent"
    SUBMIT = "submit"
    AGREE = "agree"
    PASS = "pass"  # noqa: S105 - the review is passed
    CLEAR = "clear"
    OFFER = "offer"
    REVISE = "revise"
    SIGN = "sign"
    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    FALL_DUE = "fall_due"
    PROLONG = "prolong"
    REDRAFT = "redraft"
    END = "end"
    CLOSE = "close"
    ARCHIVE = "archive"
    BLOCK = "block"
    WITHDRAW = "withdraw"
    UNSAY = "unsay"  # takes back one party's agreement or signature
    STEP_BACK = "step_back"  # takes back the step that led here


class Mark(StrEnum):
    """What a person said of a pairing for all plans to come; the latest word on a pairing holds."""

    PIN = "pin"  # it must be in
    FORBID = "forbid"  # it must not be
    RELEASE = "release"  # neither


MOST_PLACES = 100_000
"""Of a project: more than anybody means, and fewer than a column of integers holds on every database."""
