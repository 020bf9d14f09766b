"""The terms of an agreement between a person, a university and a firm: their fields, what is missing, what changed.

The fields are data. Values are plain (text, numbers, ISO days), so that versions are kept and compared as they are.
What the fields mean in law is for counsel: these are fields to hold, not advice.
"""

import hashlib
import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Literal
from unicodedata import normalize

from talentapp.domain.terms import Form, Party
from talentapp.domain.words import read_day

Values = Mapping[str, str | float | int]
"""What an agreement says: field code -> text, number, or a day as YYYY-MM-DD. What is not said is not there."""

EMPLOYED = frozenset({Form.DUAL_APPOINTMENT, Form.DUAL_POST})
BOTH_EMPLOY = frozenset({Form.DUAL_APPOINTMENT})
ALL = frozenset(Form)


class Payer(StrEnum):
    """Who bears something."""

    UNIVERSITY = "university"
    FIRM = "firm"
    BOTH = "both"
    PERSON = "person"
    HOME = "home"


class Owner(StrEnum):
    """Whose intellectual property something is."""

    UNIVERSITY = "university"
    FIRM = "firm"
    JOINT = "joint"
    PERSON = "person"
    BY_CONTRIBUTION = "by_contribution"


class Employer(StrEnum):
    """Which of the employers."""

    HOME = "home"
    UNIVERSITY = "university"
    FIRM = "firm"
    NONE = "none"


@dataclass(frozen=True)
class Field:
    """One field: what kind of value it takes, where it stands, and the forms that cannot do without it."""

    code: str
    group: Literal["posts", "shares", "pay", "ip", "term"]
    kind: Literal["text", "lines", "percent", "days", "day", "choice"]
    needed: frozenset[Form] = ALL
    choices: tuple[str, ...] = ()


_PAYERS, _OWNERS, _EMPLOYERS = (tuple(one.value for one in kind) for kind in (Payer, Owner, Employer))
NO_FORM: frozenset[Form] = frozenset()

FIELDS: tuple[Field, ...] = (
    Field("primary_employer", "posts", "choice", ALL, _EMPLOYERS),
    Field("secondary_employer", "posts", "choice", EMPLOYED, _EMPLOYERS),
    Field("title_university", "posts", "text", EMPLOYED),
    Field("title_firm", "posts", "text", EMPLOYED),
    Field("duties_university", "posts", "lines"),
    Field("duties_firm", "posts", "lines"),
    Field("effort_university", "shares", "percent"),
    Field("effort_firm", "shares", "percent"),
    Field("funding_university", "shares", "percent"),
    Field("funding_firm", "shares", "percent"),
    Field("tenure_university", "shares", "percent", BOTH_EMPLOY),
    Field("tenure_firm", "shares", "percent", BOTH_EMPLOY),
    Field("pays_salary", "pay", "choice", EMPLOYED, _PAYERS),
    Field("pays_fee", "pay", "choice", ALL - EMPLOYED, _PAYERS),
    Field("pays_housing", "pay", "choice", NO_FORM, _PAYERS),
    Field("pays_travel", "pay", "choice", NO_FORM, _PAYERS),
    Field("pays_research", "pay", "choice", NO_FORM, _PAYERS),
    Field("social_insurance", "pay", "choice", EMPLOYED, _PAYERS),
    Field("injury_insurance", "pay", "choice", EMPLOYED, _PAYERS),
    Field("tax_agent", "pay", "choice", ALL, _PAYERS),
    Field("background_ip", "ip", "choice", ALL, _OWNERS),
    Field("foreground_ip", "ip", "choice", ALL, _OWNERS),
    Field("licence", "ip", "lines"),
    Field("publication_days", "ip", "days"),
    Field("confidentiality", "ip", "lines"),
    Field("start", "term", "day"),
    Field("end", "term", "day"),
    Field("reviewed_by", "term", "text"),
    Field("review_method", "term", "lines"),
    Field("renewal_on", "term", "day"),
    Field("notice_days", "term", "days"),
    Field("exit_duties", "term", "lines"),
)
GROUPS = ("posts", "shares", "pay", "ip", "term")
BY_CODE: Mapping[str, Field] = {field.code: field for field in FIELDS}


class Trouble(StrEnum):
    """What is wrong with the value of a field."""

    MISSING = "missing"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_CHOICE = "not_a_choice"
    END_BEFORE_START = "end_before_start"
    NOT_LATER = "not_later"
    RENEWAL_OUTSIDE = "renewal_outside"
    SHARES_NOT_WHOLE = "shares_not_whole"
    SAME_EMPLOYER = "same_employer"


@dataclass(frozen=True)
class Objection:
    """A field that is not as it must be."""

    field: str
    trouble: Trouble


_EFFORT = {Party.UNIVERSITY: "effort_university", Party.FIRM: "effort_firm"}


@dataclass(frozen=True)
class Beyond:
    """A share of the terms that is outside of what the person offered, or a project asked for."""

    whose: Party
    share: float  # per cent, as all that follow
    least: float | None
    most: float | None


def beyond(values: Values, offered: Mapping[Party, tuple[float | None, float | None]]) -> tuple[Beyond, ...]:
    """Which shares are outside of the least and the most that each party named. It stops nothing: people may agree to
    something else than they first said."""
    shares = {side: float(values[code]) for side, code in _EFFORT.items() if code in values}
    if shares:
        shares[Party.CANDIDATE] = sum(shares.values())
    return tuple(
        Beyond(whose, shares[whose], least, most)
        for whose, (least, most) in offered.items()
        if whose in shares
        and ((least is not None and shares[whose] < least) or (most is not None and shares[whose] > most))
    )


def parsed(raw: Mapping[str, Any]) -> tuple[dict[str, str | float | int], list[Objection]]:
    """The values of a form as they are kept, and those that cannot be read; empty ones are left out."""
    values: dict[str, str | float | int] = {}
    wrong: list[Objection] = []
    for field in FIELDS:
        given = raw.get(field.code)
        text = str(given).strip() if given is not None else ""
        if not text:
            continue
        value, trouble = _read(field, text)
        if trouble is None:
            values[field.code] = value
        else:
            wrong.append(Objection(field.code, trouble))
    return values, wrong


def _read(field: Field, text: str) -> tuple[str | float | int, Trouble | None]:
    if field.kind in ("percent", "days"):
        try:
            number = float(normalize("NFKC", text).removesuffix("%"))
        except ValueError:
            return "", Trouble.NOT_A_NUMBER
        top = 100 if field.kind == "percent" else 3660
        if not 0 <= number <= top:  # also what is not a number at all
            return "", Trouble.OUT_OF_RANGE
        return (round(number, 1), None) if field.kind == "percent" else (int(number), None)
    if field.kind == "day":
        try:
            return read_day(text).isoformat(), None
        except ValueError:
            return "", Trouble.NOT_A_DAY
    if field.kind == "choice" and text not in field.choices:
        return "", Trouble.NOT_A_CHOICE
    return text, None


def objections(values: Values, form: Form, last_end: date | None = None) -> list[Objection]:
    """What keeps these terms from being signed: fields this form needs, days and shares that contradict each other;
    and where they renew others, an end or a day of deciding anew that is no later than their end, `last_end`."""
    found = [
        Objection(field.code, Trouble.MISSING) for field in FIELDS if form in field.needed and field.code not in values
    ]
    start, end, renewal = (day_of(values, code) for code in ("start", "end", "renewal_on"))
    if start and end and end < start:
        found.append(Objection("end", Trouble.END_BEFORE_START))
    elif start and end and renewal and not start <= renewal <= end:
        found.append(Objection("renewal_on", Trouble.RENEWAL_OUTSIDE))
    for code, later in (("end", end), ("renewal_on", renewal)):
        if last_end is not None and later and later <= last_end:
            found.append(Objection(code, Trouble.NOT_LATER))
    employers = [values[code] for code in ("primary_employer", "secondary_employer") if code in values]
    if len(employers) == 2 and employers[0] == employers[1] != Employer.NONE:
        found.append(Objection("secondary_employer", Trouble.SAME_EMPLOYER))
    for pair in (("funding_university", "funding_firm"), ("tenure_university", "tenure_firm")):
        shares = [values[code] for code in pair if code in values]
        if len(shares) == 2 and round(sum(map(float, shares)), 1) not in (0.0, 100.0):
            found.append(Objection(pair[1], Trouble.SHARES_NOT_WHOLE))
    if {"effort_university", "effort_firm"} <= values.keys() and not any(
        float(values[code]) for code in ("effort_university", "effort_firm")
    ):
        found.append(Objection("effort_firm", Trouble.OUT_OF_RANGE))
    return found


def troubles(raw: Mapping[str, Any], form: Form, last_end: date | None = None) -> dict[str, Trouble]:
    """What keeps a form, as it is filled in so far, from being signed: field -> what cannot be read, is missing, or
    contradicts another, or the `last_end` of the terms that these renew."""
    values, unreadable = parsed(raw)
    return {one.field: one.trouble for one in (*objections(values, form, last_end), *unreadable)}


def day_of(values: Values, code: str) -> date | None:
    """The day in a field, or None where nothing is said."""
    return date.fromisoformat(str(values[code])) if code in values else None


def renewed(values: Values) -> dict[str, str]:
    """The days of a term that follows on these: from the day after their last, for as many months, or as many days
    where those are no whole months. Nothing where these have no first or no last day."""
    start, end, renewal = (day_of(values, code) for code in ("start", "end", "renewal_on"))
    if start is None or end is None or end < start:
        return {}
    try:
        first = end + timedelta(1)
        months = (first.year - start.year) * 12 + first.month - start.month
        whole = months > 0 and _months_on(start, months) == first
        days = {"start": start, "end": first, "renewal_on": renewal}
        on = {code: _months_on(one, months) if whole else one + (first - start) for code, one in days.items() if one}
        on["end"] -= timedelta(1)
        return {code: min(one, on["end"]).isoformat() for code, one in on.items()}  # in a shorter month the last day
    except (OverflowError, ValueError):  # past the last year that there is
        return {}


def _months_on(one: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(one.month - 1 + months, 12)
    year = one.year + years
    return date(year, month + 1, min(one.day, monthrange(year, month + 1)[1]))


def digest(values: Values) -> str:
    """A mark of what is said: the same terms give the same mark, a changed word another."""
    text = json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def changed(old: Values, new: Values) -> tuple[str, ...]:
    """The fields in which two versions differ, in the order of the form."""
    return tuple(field.code for field in FIELDS if old.get(field.code) != new.get(field.code))
