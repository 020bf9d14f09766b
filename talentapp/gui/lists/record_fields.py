"""The fields of each kind of record as a form shows them, and how each is written and read as text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from talentapp.domain.folding import compatible
from talentapp.domain.terms import Kind
from talentapp.domain.tidying import email
from talentapp.domain.words import read_day_or_month
from talentapp.wording import Wording

Shape = Literal[
    "text",
    "phone",
    "email",
    "credit",
    "country",
    "long",
    "list",
    "lines",
    "number",
    "whole",
    "date",
    "status",
    "forms",
    "organisation",
    "kind",
    "basis",
]

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = re.compile(r"\+?[\d\s().\-–/]+(?:(?:ext\.?|x|转|轉|#)\s*\d{1,6})?", re.I)
_BROKEN = ("long", "lines", "list")  # whose line breaks mean something
_LAST = ("noncompete_until", "retain_until", "end")  # the days until which something holds
_DIGITS = 5  # that a telephone number has at least
_CREDIT_CODE = re.compile(r"[0-9A-Za-z]{18}")
_SEPARATORS = re.compile(r"[;；、,，\n]+")


@dataclass(frozen=True)
class Field:
    """A field of a form: its name in the record, and how it is written."""

    name: str
    shape: Shape = "text"
    label: str = ""  # the message of its label, where that is not its name

    @property
    def message(self) -> str:
        """The message id of its label, without the "field-" that all begin with."""
        return self.label or self.name.replace("_", "-")


def _fields(text: str) -> tuple[Field, ...]:
    made = []
    for word in text.split():
        word, _, label = word.partition("=")
        name, _, shape = word.partition(":")
        made.append(Field(name, shape or "text", label))  # type: ignore[arg-type]
    return tuple(made)


GROUPS: Mapping[Kind, Sequence[tuple[str, tuple[Field, ...]]]] = {
    Kind.CANDIDATES: (
        (
            "form-who",
            _fields("name_zh name_en aliases:list email:email phone:phone orcid nationality:country country:country"),
        ),
        ("form-work", _fields("employer post highest_degree graduated_from years_experience:number languages:list")),
        ("form-topic", _fields("research_fields:list skills:list expertise:long evidence:lines")),
        (
            "form-offer",
            _fields(
                "forms:forms effort_percent:number months_per_year:number available_from:date"
                " noncompete_until:date noncompete_with:list conflicts:list"
            ),
        ),
        ("form-office", _fields("status:status owner tags:list notes:long")),
        ("form-privacy", _fields("legal_basis:basis purpose notice_version noticed_on:date retain_until:date")),
    ),
    Kind.PROJECTS: (
        ("form-need", _fields("title organisation_id:organisation field need:long must_skills:list nice_skills:list")),
        (
            "form-offer",
            _fields("places:whole forms:forms effort_min:number effort_max:number site start:date end:date"),
        ),
        ("form-office", _fields("status:status owner tags:list contact notes:long")),
    ),
    Kind.ORGANISATIONS: (
        ("form-names", _fields("name_zh=title-zh name_tw name_en=title-en aliases:list kind:kind credit_code:credit")),
        ("form-place", _fields("city district liaison liaison_email:email places_cap:whole competitors:list")),
        ("form-office", _fields("owner tags:list notes:long")),
    ),
}
REQUIRED: Mapping[Kind, frozenset[str]] = {
    Kind.CANDIDATES: frozenset(),  # one of the names, which the record says itself
    Kind.PROJECTS: frozenset({"title", "organisation_id"}),
    Kind.ORGANISATIONS: frozenset({"kind"}),
}


def field_of(kind: Kind, name: str) -> Field:
    """A field of a kind of record by its name."""
    return next(field for _, fields in GROUPS[kind] for field in fields if field.name == name)


class UnreadableError(ValueError):
    """A text that is no value of its field."""


def said_wrong(words: Wording, code: str) -> str:
    """What is wrong with a field, and so what to write instead, in a sentence."""
    message = f"invalid-{code.replace('_', '-')}"
    return words(message) if words.has(message) else words("invalid-other")


def written(field: Field, value: Any) -> str:
    """A value as its field shows it."""
    if value is None:
        return ""
    if field.shape == "lines":
        return "\n".join(value)
    if field.shape == "list":
        return "、".join(value)
    if field.shape in ("number", "whole"):
        return f"{value:g}"
    if field.shape == "forms":
        return " ".join(getattr(one, "value", one) for one in value)
    return str(getattr(value, "value", value))


def _is_phone(text: str) -> bool:
    """Whether it can be dialled: digits and what groups them, with an extension or without; or several such."""
    numbers = _SEPARATORS.split(compatible(text))
    return all(
        _PHONE.fullmatch(one.strip()) and sum(map(str.isdecimal, one)) >= _DIGITS for one in numbers if one.strip()
    )


def as_shown(field: Field, text: str) -> str:
    """A text as its field shows it: where that has one line, a break that was pasted into it is a blank."""
    return text if field.shape in _BROKEN else " ".join(text.splitlines())


def read(field: Field, text: str) -> Any:
    """What a text means in its field; raises UnreadableError where it means nothing. The office tidies it."""
    text = as_shown(field, text).strip()
    try:
        if field.shape == "lines":
            return [line.strip() for line in text.splitlines() if line.strip()]
        if field.shape == "list":
            return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
        if field.shape == "forms":
            return text.split()
        if field.shape == "number":
            return float(compatible(text).rstrip("%")) if text else None
        if field.shape in ("whole", "organisation"):
            return int(text) if text else None
        if field.shape == "date":
            return read_day_or_month(text, last=field.name in _LAST) if text else None
        if field.shape == "basis":
            return text or None
        if field.shape == "phone" and text and not _is_phone(text):
            raise UnreadableError("phone")
        if field.shape == "email" and text and not _EMAIL.fullmatch(email(text)):
            raise UnreadableError("email_malformed")
        if field.shape == "credit" and text and not _CREDIT_CODE.fullmatch(compatible(text)):
            raise UnreadableError("credit_code")
    except UnreadableError:
        raise
    except ValueError:
        raise UnreadableError(field.shape if field.shape in ("date", "whole") else "number") from None
    return text
