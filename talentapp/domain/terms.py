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


class State(StrEnum):
    """The states of a pairing that the first slice reaches; `domain.states` says how."""

    RECOMMENDED = "recommended"
    SHORTLISTED = "shortlisted"
    DECLINED = "declined"
    EXPIRED = "expired"


class Verdict(StrEnum):
    """What can be said of a pairing: the first four by a reviewer, PUT_FORWARD by who looks after the programme, the
    last two by a recommendation run."""

    ACCEPT = "accept"
    DECLINE = "decline"
    ANOTHER = "another"
    RETRACT = "retract"
    PUT_FORWARD = "put_forward"
    EXPIRE = "expire"
    RENEW = "renew"


class Mark(StrEnum):
    """What a person said of a pairing for all plans to come; the latest word on a pairing holds."""

    PIN = "pin"  # it must be in
    FORBID = "forbid"  # it must not be
    RELEASE = "release"  # neither
