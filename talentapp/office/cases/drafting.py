"""Drafting: the terms of an agreement said in a language, and put into a Word template for counsel to work on."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from talentapp import assets
from talentapp.domain.agreement import FIELDS, Field, Values
from talentapp.domain.words import Words, day
from talentapp.settings import Language

_GROUPS = {
    "primary_employer": "employer", "secondary_employer": "employer", "background_ip": "owner",
    "foreground_ip": "owner",
}  # fmt: skip


def said_value(words: Words, field: Field, value: object) -> str:
    """A value of the terms as it is read, or "" where nothing is said."""
    if value is None or value == "":
        return ""
    if field.kind == "choice":
        return words.code(_GROUPS.get(field.code, "payer"), str(value))
    if field.kind == "percent":
        return f"{float(str(value)):g}%"
    if field.kind == "day":
        return day(words, date.fromisoformat(str(value)))
    if field.kind == "days":
        return words("term-days", n=int(str(value)))
    return str(value)


def said_terms(words: Words, values: Values) -> dict[str, str]:
    """Every field of the terms as it is read; what is not said is empty."""
    return {field.code: said_value(words, field, values.get(field.code)) for field in FIELDS}


def template_of(folder: Path, language: Language) -> Path:
    """The Word template of a language: the office's own in agreements/ beside its database, else what is shipped."""
    own = folder / "agreements" / f"{language}.docx"
    return own if own.exists() else assets.path(f"resources/agreements/{language}.docx")


def write(template: Path, target: Path, facts: Mapping[str, str], words: Words) -> None:
    """Fill a template. Raises what `files.agreement.fill` raises."""
    from talentapp.files.documents.agreement import fill  # late, with the library for Word files

    fill(template, target, facts, words("draft-nothing"))
