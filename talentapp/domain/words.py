"""What the office needs of whoever says things, the wording of the floor above it; how dates are written and read."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from talentapp.domain.folding import compatible
from talentapp.domain.gates import Gate
from talentapp.domain.rosters import Due
from talentapp.domain.terms import Role, Verdict
from talentapp.settings import Language

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")


def in_letters(language: Language, name: str, other: str) -> tuple[str, str]:
    """A person's two names, first the one in the letters of the language; the other is "" where there is one only."""
    return (other, name) if language == "en" and other else (name, other)


class Says(Protocol):
    """Says messages in the recipient's language, which need not be the user's."""

    def __call__(self, message: str, /, **facts: Any) -> str:
        """The text of a message."""
        ...


class Words(Says, Protocol):
    """Knows besides which language that is, and the labels of codes."""

    @property
    def language(self) -> Language:
        """The language."""
        ...

    def has(self, message: str) -> bool:
        """Whether there is such a message."""
        ...

    def code(self, group: str, code: str, /, **facts: Any) -> str:
        """The label of a code."""
        ...

    def code_or_itself(self, group: str, code: str) -> str:
        """The label of a code, or the code itself where it has none."""
        ...

    def shares(self, weights: Mapping[str, float]) -> str:
        """What each part of a score counts, in per cent."""
        ...


def day(words: Says, value: date | None) -> str:
    """A date as the language writes it, or "" where there is none."""
    if value is None:
        return ""
    return words("format-day", year=value.year, month=value.month, day=value.day, month_name=_month(words, value))


def read_day(text: str) -> date:
    """A day as it is typed: 2027-03-01, 2027/3/1, 2027.3.1 or 2027年3月1日, full-width too. Raises ValueError."""
    text = compatible(text).strip()
    found = _DAY.fullmatch(text)
    return date(*map(int, found.groups())) if found else date.fromisoformat(text)


def read_day_or_month(text: str, *, last: bool = False) -> date:
    """A day as `read_day` reads it; a month alone (2027-02, 2027年2月) is its first day, or its `last`, as imports take
    it. Raises ValueError."""
    found = _MONTH.fullmatch(compatible(text).strip())
    if found is None:
        return read_day(text)
    first = date(int(found[1]), int(found[2]), 1)
    return first.replace(day=monthrange(first.year, first.month)[1]) if last else first


def moment(words: Says, value: datetime) -> str:
    """A date and a time of day on the reader's own clock."""
    local = value.astimezone() if value.tzinfo else value
    return words("format-moment", day=day(words, local.date()), time=f"{local:%H:%M}")


def acting(words: Words, role: Role, organisation: Mapping[str, str]) -> str:
    """A role; a liaison's with the organisation."""
    said = words.code("role", role)
    return words("role-of", role=said, organisation=organisation[words.language]) if organisation else said


def speaker(words: Words, who: str, role: Role | None, organisation: Mapping[str, str]) -> str:
    """Who said something, and as far as that was kept in which role and for whom."""
    if role is None:
        return who
    said = acting(words, role, organisation)
    return words("said-as", who=who, role=said) if who else said


def said_by(
    words: Words, who: str, role: Role | None, organisation: Mapping[str, str], facts: Mapping[str, Any]
) -> str:
    """Who made a decision, as `speaker`; the program, where it followed by itself, by the `cause` among its facts."""
    if facts.get("cause") and role is None:
        return str(facts.get("by") or words("case-by-program"))  # by whom, before roles were kept of it
    return speaker(words, who, role, organisation)


def done(words: Words, verdict: Verdict, role: Role | None) -> str:
    """What a decision did, in a word. Only a run recommends anew; a person who brings back what waited no longer has
    taken a step back."""
    back = verdict is Verdict.RENEW and role is not None
    return words("verdict-taken-back") if back else words.code("verdict-done", verdict)


def holds_no_more(words: Words, *, retracted: bool, void: bool) -> str:
    """That a decision was taken back or is void; "" where it holds."""
    return words("decision-retracted") if retracted else words("decision-void") if void else ""


def not_now(words: Words, not_open: str, *, no_place: bool) -> str:
    """Why a pairing that waits cannot be accepted now: what of it is not open, or no place is left; "" where it can."""
    return words(f"review-shut-{not_open}-mark") if not_open else words("review-full-mark") if no_place else ""


def due_said(words: Words, what: Due, gate: Gate | None) -> str:
    """What falls due: a gate, by its title, or a day of an agreement."""
    return gate.title[words.language] if gate else words.code("roster-due", what)


def said_why(words: Words, reason: str, facts: Mapping[str, Any]) -> str:
    """Why a decision was made: a person's words, or what it followed from."""
    cause = facts.get("cause")
    return words.code("cause", str(cause)) if cause else reason


def _month(words: Says, value: date) -> str:
    names = words("format-months").split(" ")
    return names[value.month - 1]
