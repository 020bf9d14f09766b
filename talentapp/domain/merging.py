"""Two records made one: when two organisations or projects look alike, what both say, and what a merge leaves behind.

When two candidates look like one person stands in `identity`, which imports ask, too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talentapp.domain.countries import code_of_country
from talentapp.domain.degrees import LEVELS, level_of
from talentapp.domain.folding import folded, has_han, squeezed
from talentapp.domain.identity import Alike, Likeness, phone_key, reading
from talentapp.domain.languages import code_of_language
from talentapp.domain.records import OrganisationDraft, ProjectDraft
from talentapp.domain.terms import Kind

LEGAL = re.compile(
    r"(?:(?:股份|责任|私人|私营)*有限公司|公司|株式会社|有限会社|合同会社)$"
    r"|(?:[\s,.]+(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|plc|gmbh|pte|pty|sdn|bhd|kk))+\.?$"
)
"""The legal form at the end of a company's folded name."""
_NOT_DIGITS = re.compile(r"\D")
NUMBER = 7  # digits that make a telephone number
_EXACT = frozenset(("email", "phone", "orcid", "credit_code"))  # a part of one is another one
_TEXTS = frozenset(("expertise", "notes", "need"))
_TELLING = 24  # letters of a need that no two projects have in common by chance

NAMES: Mapping[Kind, tuple[str, ...]] = {
    Kind.CANDIDATES: ("name_zh", "name_en"),
    Kind.ORGANISATIONS: ("name_zh", "name_tw", "name_en"),
    Kind.PROJECTS: (),
}
"""The fields of each kind of record that name it, beside its aliases."""


@dataclass(frozen=True)
class Moved:
    """References that a merge has moved: in these rows the column said `before` and says `after`."""

    table: str
    column: str
    ids: tuple[int, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Removed:
    """A row that a merge has taken away, with all its values."""

    table: str
    row: Mapping[str, Any]


def with_all_names(kind: Kind, chosen: Mapping[str, Any], *both: Mapping[str, Any]) -> dict[str, Any]:
    """The chosen values of a merged record, and as aliases every name of `both` that was not chosen: whoever writes it
    still means the same record."""
    fields = NAMES[kind]
    if not fields:
        return dict(chosen)
    every = [*chosen["aliases"], *(one[name] for one in both for name in fields)]
    every += [name for one in both for name in one["aliases"]]
    kept = ("", *(chosen[name] for name in fields))
    return {**chosen, "aliases": list(dict.fromkeys(name for name in every if name not in kept))}


_CODES: Mapping[str, Callable[[str], str]] = {
    "languages": code_of_language, "country": code_of_country, "nationality": code_of_country,
}  # fmt: skip
"""Fields whose values are known in any language."""


def says_the_same(field: str, one: Any, other: Any) -> bool:
    """Whether two values of a field come to the same: spelling and order of lists aside, and a country or a language in
    whichever language it is named."""
    if isinstance(one, str) and field in _CODES:
        return _meant(field, one) == _meant(field, other)
    if isinstance(one, list) and isinstance(other, list):
        return {_meant(field, text) for text in one} == {_meant(field, text) for text in other}
    return bool(one == other)


def adds_nothing(field: str, kept: Any, said: Any) -> bool:
    """Whether a value says nothing that is not kept already: it comes to the same, or is a telephone number of which
    the one that is kept has the country, too."""
    if field == "phone" and kept and said:
        digits = [_NOT_DIGITS.sub("", one) for one in (kept, said)]
        return phone_key(kept) == phone_key(said) or (len(digits[1]) >= NUMBER and digits[0].endswith(digits[1]))
    return (field == "email" and folded(kept) == folded(said)) or says_the_same(field, kept, said)


def says_less(field: str, kept: Any, said: Any) -> bool:
    """Whether a value that is not the same says less than the one that is kept: a shorter form of it, a text of not
    half its length, a lower degree, fewer years."""
    if not kept or not said or field in _EXACT:
        return False
    if field == "years_experience":
        return bool(said < kept)
    if not isinstance(kept, str) or not isinstance(said, str):
        return False
    levels = [LEVELS.index(level) if (level := level_of(one)) else len(LEVELS) for one in (kept, said)]
    if field == "highest_degree" and levels[0] != levels[1]:
        return levels[1] > levels[0]
    shorter = squeezed(said) != squeezed(kept) and squeezed(said) in squeezed(kept)
    return shorter or (field in _TEXTS and 2 * len(said) < len(kept))


def joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one person from two rows: the first's, its gaps filled from the other, the lists of both."""
    gaps = {name: said for name, said in other.items() if one.get(name) in (None, "", [])}
    if "effort_percent" in one or "months_per_year" in one:  # either says how much
        gaps = {name: said for name, said in gaps.items() if name not in ("effort_percent", "months_per_year")}
    lists = {name: united(name, said, other.get(name, ())) for name, said in one.items() if isinstance(said, list)}
    return {**one, **gaps, **{name: said for name, said in lists.items() if name not in gaps}}


def not_said(field: str, kept: Sequence[str], said: Sequence[str]) -> list[str]:
    """What a list keeps and another does not say."""
    meant = {_meant(field, text) for text in said}
    return [text for text in kept if _meant(field, text) not in meant]


def united(field: str, one: Sequence[str], other: Sequence[str]) -> list[str]:
    """What two lists of a field say together: all of the first, and of the second what it does not say already."""
    found = {_meant(field, text): text for text in reversed([*one, *other])}
    every = dict.fromkeys([*one, *other])
    return [text for text in every if text in one or found[_meant(field, text)] == text]


def _meant(field: str, text: str) -> str:
    known = _CODES.get(field)
    return (known(text) if known else "") or folded(str(text))


def organisation_keys(one: OrganisationDraft) -> Iterator[str]:
    """The keys that an organisation is compared under; two that share none are not alike."""
    if one.credit_code:
        yield f"code {squeezed(one.credit_code)}"
    for name in one.names:
        yield f"name {_bare(name)}"
        yield f"name {reading(_bare(name)) or _bare(name)}"


def organisation_likeness(one: OrganisationDraft, other: OrganisationDraft) -> tuple[Alike, ...]:
    """Why two organisations look like one, strongest first; empty where they do not.

    Names count without their legal form, in either script, and in pinyin beside Latin letters. A name alone counts only
    where no two codes and no two sides speak against it.
    """
    codes = squeezed(one.credit_code), squeezed(other.credit_code)
    if one.kind.side is not other.kind.side:
        return ()
    found = [Alike(Likeness.SAME_CODE, one.credit_code)] if codes[0] and codes[0] == codes[1] else []
    if (name := _common_name(one, other)) and (found or not all(codes)):
        found.append(Alike(Likeness.SAME_NAME, name))
    if found and one.liaison_email and folded(one.liaison_email) == folded(other.liaison_email):
        found.append(Alike(Likeness.SAME_EMAIL, one.liaison_email))
    return tuple(found)


def project_keys(one: ProjectDraft) -> Iterator[str]:
    """The keys that a project is compared under."""
    yield f"title {squeezed(one.title)}"
    if len(need := squeezed(one.need)) >= _TELLING:
        yield f"need {need}"


def project_likeness(one: ProjectDraft, other: ProjectDraft) -> tuple[Alike, ...]:
    """Why two projects look like one, strongest first; empty where they do not.

    A title alone counts within one organisation, and only for terms that meet: next year's project may be called as
    this year's.
    """
    if _after(one, other) or _after(other, one):
        return ()
    own = one.organisation_id == other.organisation_id
    need = squeezed(one.need)
    found = []
    if squeezed(one.title) == squeezed(other.title):
        contact = bool(one.contact) and squeezed(one.contact) == squeezed(other.contact)
        if own or contact or (len(need) >= _TELLING and need == squeezed(other.need)):
            found.append(Alike(Likeness.SAME_TITLE, one.title))
    if len(need) >= _TELLING and need == squeezed(other.need) and (own or found):
        found.append(Alike(Likeness.SAME_NEED, one.title))
    return tuple(found)


def _after(one: ProjectDraft, other: ProjectDraft) -> bool:
    return bool(one.start and other.end and one.start > other.end)


def _bare(name: str) -> str:
    """A name without what only says that it is a firm."""
    return squeezed(LEGAL.sub("", folded(name))) or squeezed(name)


def _common_name(one: OrganisationDraft, other: OrganisationDraft) -> str:
    """A name that both go by, or ""."""
    own = {_bare(name): name for name in one.names}
    others = {_bare(name) for name in other.names}
    for key, name in own.items():
        if key in others:
            return name
    # 芯源 and "Xinyuan" are one, 芯源 and 新源 are two
    for key, name in own.items():
        latin = {other_key for other_key in others if not has_han(other_key)}
        if has_han(key) and reading(key) in latin:
            return name
        if not has_han(key) and any(reading(other_key) == key for other_key in others):
            return name
    return ""
