"""What each reader sees of a person: one table of every field, by role and by consent, and how a field is masked.

Rosters, documents and the cards on the screen all ask this table. A test holds every field of them to it: whoever adds
one has to say who may read it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role


class Reader(StrEnum):
    """Whom something about a person is shown to, or handed to."""

    OFFICE = "office"  # the HR officers, who keep the records
    MANAGER = "manager"
    PARTNER = "partner"  # a university or firm that the person has agreed to be shown to
    UNNAMED = "unnamed"  # one that the person has not; and everybody, once the person wants to be considered no more


class Sight(StrEnum):
    """How much of a field is seen."""

    FULL = "full"
    PART = "part"  # of a number or an address enough to recognise it
    NONE = "none"


_F, _P, _N = Sight.FULL, Sight.PART, Sight.NONE

SIGHTS: Mapping[str, Mapping[Reader, Sight]] = {
    field: dict(zip(Reader, sights, strict=True))
    for fields, sights in (
        #                                                                           office manager partner unnamed
        # who it is
        (("name", "other_name", "employer", "post", "orcid", "graduated_from"),      (_F, _F, _F, _N)),
        (("phone", "email"),                                                         (_F, _P, _P, _N)),
        (("nationality", "country", "expertise", "evidence", "noncompete_with"),     (_F, _F, _F, _N)),
        (("passages",),                                                              (_F, _F, _F, _N)),
        # what the office keeps for itself
        (("notes", "conflicts", "tags", "owner", "origin"),                          (_F, _F, _N, _N)),
        (("merged_into",),                                                           (_F, _N, _N, _N)),
        # what was said of the pairing: a reason may name the person
        (("decision",),                                                              (_F, _F, _F, _N)),
        (("decided_by", "decided_on", "state", "forbidden"),                         (_F, _F, _F, _F)),
        # the field, the level, the offer
        (("degree", "experience", "years_experience", "languages", "skills", "research_fields", "field"),
                                                                                     (_F, _F, _F, _F)),
        (("form", "proposed", "forms", "effort", "available_from"),                  (_F, _F, _F, _F)),
        (("noncompete_until", "start", "end", "renewal_on"),                         (_F, _F, _F, _F)),
        # both projects, the score and its reasons: of a person's text they quote single words
        (("university", "university_project", "firm", "firm_project"),               (_F, _F, _F, _F)),
        (("score", "weights", "caution", "reasons", "changes", "missing"),           (_F, _F, _F, _F)),
        (("best_score", "pairings", "left_out"),                                     (_F, _F, _F, _F)),
        # the record itself
        (("key", "id", "version", "status", "privacy", "masked", "row", "withdrawn", "merged"), (_F, _F, _F, _F)),
    )
    for field in fields
}  # fmt: skip
"""How much each reader sees of each field."""

HANDED_BY: Mapping[Role, tuple[Reader, ...]] = {
    Role.HR_OFFICER: (Reader.MANAGER, Reader.PARTNER, Reader.OFFICE),
    Role.MANAGER: (Reader.MANAGER, Reader.PARTNER),
    Role.LIAISON: (Reader.PARTNER,),
}
"""Whom each role may make a roster or a document for, the usual one first."""

SEEN_BY: Mapping[Role, Reader] = {
    Role.HR_OFFICER: Reader.OFFICE,
    Role.MANAGER: Reader.MANAGER,
    Role.LIAISON: Reader.PARTNER,
}
"""What each role is on its own screen."""


@dataclass(frozen=True)
class Recipient:
    """Who gets to see something. A partner without an organisation has nobody's consent: no name is seen."""

    reader: Reader
    organisation_id: int | None = None  # of a partner

    @classmethod
    def at_screen(cls, actor: Actor) -> "Recipient":
        """The person before the screen."""
        reader = SEEN_BY[actor.role]
        return cls(reader, actor.organisation_id if reader is Reader.PARTNER else None)


HIDDEN = "····"


def masked_phone(phone: str) -> str:
    """The code of its country where one is set apart, or else its beginning, and its last four digits, as far as four
    others stay hidden. What is masked already stays as it is."""
    digits, country = re.sub(r"\D", "", phone), re.match(r"\s*\+\s?\d{1,3}(?!\d)", phone)
    if HIDDEN in phone and len(digits) <= 3 + 4:
        return phone
    code = "".join(country[0].split()) if country else ""
    own = len(digits) - len(code[1:])
    begins = code or (re.sub(r"[^\d+]", "", phone)[:3] if own >= 3 + 4 + 4 else "")
    return " ".join(filter(None, (begins, HIDDEN, digits[-4:] if own >= 4 + 4 else ""))) if phone else ""


def masked_email(email: str) -> str:
    """The first letter and the domain of an address."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}***{at}{domain}" if name else ""


PARTLY = {"phone": masked_phone, "email": masked_email}
"""How the fields that may be seen in part are shown."""


def code_name(candidate_id: int) -> str:
    """What a person is called where the name is not shown."""
    return f"C-{candidate_id:04d}"


def coded(written: str) -> int | None:
    """Whose code this is, in either case; None for no code."""
    found = re.fullmatch(r"c-(\d{4,9})", written, re.I)
    return int(found[1]) if found and code_name(int(found[1])) == written.upper() else None
