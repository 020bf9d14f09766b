"""When two candidates, organisations or projects are likely the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.records import CandidateDraft

_NOT_DIGITS = re.compile(r"\D")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Likeness(StrEnum):
    """What makes two candidates look like one person."""

    SAME_ORCID = "same_orcid"
    SAME_EMAIL = "same_email"
    SAME_PHONE = "same_phone"
    SAME_NAME = "same_name"


@dataclass(frozen=True)
class Alike:
    """One reason to think that two candidates are one person."""

    likeness: Likeness
    value: str


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # late: it loads a dictionary of 40,000 characters

    return list(lazy_pinyin("".join(ch for ch in text if ch.isalnum()), style=Style.NORMAL))


@lru_cache(maxsize=65536)
def reading(name: str) -> str:
    """The pinyin of a name written in characters, in one word (张伟: zhangwei), or "" where there are none."""
    text = folded(name)
    return "".join(_syllables(text)) if _HAN.search(text) else ""


@lru_cache(maxsize=65536)
def pinyin_key(name: str) -> str:
    """The letters of a name without tones, spaces and order of parts: 张伟, 張偉, ZHANG Wei and Wei Zhang are alike."""
    text = folded(name)
    if _HAN.search(text):
        family, *given = _syllables(text) or [""]
        parts = [family, "".join(given)]
    else:
        parts = [part for part in re.split(r"[^a-z0-9]+", text) if part]
    return " ".join(sorted(filter(None, parts)))


def name_keys(candidate: CandidateDraft) -> frozenset[str]:
    """The keys of all the names of a candidate; two people with a key in common have the same name."""
    names = (candidate.name_zh, candidate.name_en, *candidate.aliases)
    return frozenset(key for key in map(pinyin_key, names) if len(key) > 1)


def phone_key(phone: str) -> str:
    """The last nine digits: country code and trunk prefix are written in many ways."""
    digits = _NOT_DIGITS.sub("", phone)
    return digits[-9:] if len(digits) >= 7 else ""


def likeness(one: CandidateDraft, other: CandidateDraft) -> tuple[Alike, ...]:
    """Why the two look like one person, strongest first; empty where they do not.

    A name alone, in the same characters, counts only where nothing speaks against it: two people of one name stay two
    who have different ORCID iDs, e-mails or employers. A name in another script or spelling (张伟, Wei Zhang) counts
    only beside something else that they share.
    """
    found: list[Alike] = []
    if one.orcid and one.orcid == other.orcid:
        found.append(Alike(Likeness.SAME_ORCID, one.orcid))
    if one.email and folded(one.email) == folded(other.email):
        found.append(Alike(Likeness.SAME_EMAIL, one.email))
    if (key := phone_key(one.phone)) and key == phone_key(other.phone):
        found.append(Alike(Likeness.SAME_PHONE, one.phone))
    if name_keys(one) & name_keys(other):
        shared = _share(one.employer, other.employer) or _share(one.graduated_from, other.graduated_from)
        apart = (
            _differ(one.orcid, other.orcid)
            or _differ(folded(one.email), folded(other.email))
            or _differ(squeezed(one.employer), squeezed(other.employer))
        )
        if found or (shared and not _differ(one.orcid, other.orcid)) or (_written_alike(one, other) and not apart):
            found.append(Alike(Likeness.SAME_NAME, one.name_zh or one.name_en))
    return tuple(found)


def _written_alike(one: CandidateDraft, other: CandidateDraft) -> bool:
    names = {squeezed(name) for name in (one.name_zh, one.name_en, *one.aliases) if name}
    return any(squeezed(name) in names for name in (other.name_zh, other.name_en, *other.aliases) if name)


def _share(one: str, other: str) -> bool:
    return bool(one) and squeezed(one) == squeezed(other)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


class Directory:
    """Finds organisations by any of their names, in either script and without regard to punctuation."""

    def __init__(self, named: Iterable[tuple[int, Iterable[str]]]) -> None:
        self._ids: dict[str, int] = {}
        for organisation_id, names in named:
            self.add(organisation_id, names)

    def add(self, organisation_id: int, names: Iterable[str]) -> None:
        """Make an organisation findable under further names; the first to use a name keeps it."""
        for name in names:
            if key := squeezed(name):
                self._ids.setdefault(key, organisation_id)

    def find(self, name: str) -> int | None:
        """The id of the organisation of this name, or None."""
        return self._ids.get(squeezed(name))
