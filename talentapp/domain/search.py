"""What a record is found by: all its text in one folded form, with names in pinyin too."""

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from typing import Any

from talentapp.domain.folding import folded
from talentapp.domain.identity import initials, name_keys, person_reading, reading, typed_as
from talentapp.domain.records import CandidateDraft, OrganisationDraft, ProjectDraft

_APART = re.compile(r"[\s'‘’`]+")
_SEPARATOR = "\n"  # no query holds one, so no match runs from one field into the next


def candidate_text(candidate: CandidateDraft) -> str:
    """The searched text of a candidate. Contact data are not in it."""
    names = (candidate.name_zh, candidate.name_en, *candidate.aliases)
    return _joined(
        *names,
        *sorted({form for name in names for form in typed_as(name)}),
        *name_keys(candidate),
        candidate.employer,
        candidate.post,
        candidate.country,
        candidate.highest_degree,
        candidate.graduated_from,
        *candidate.languages,
        *candidate.research_fields,
        *candidate.skills,
        candidate.expertise,
        *candidate.evidence,
        *candidate.tags,
        candidate.owner,
        candidate.notes,
    )


UNNAMED = ("highest_degree", "languages", "research_fields", "skills")
"""Where the name is not shown, what else of a candidate is found: what such a reader sees of them in words."""


def unnamed_words(candidate: Any) -> list[str]:
    """The words of a candidate's own, or of these columns of one, that such a reader sees where they do not say who it
    is."""
    shown = (getattr(candidate, name) for name in UNNAMED)
    return [part for one in shown for part in ((one,) if isinstance(one, str) else one)]


def unnamed_text(code: str, words: Iterable[str]) -> str:
    """The searched text of a candidate who is called by a code and shown with these words."""
    return _joined(code, *words)


def project_text(project: ProjectDraft, organisation_names: Iterable[str]) -> str:
    """The searched text of a project, its organisation's names among it."""
    names = (project.title, *organisation_names)
    return _joined(
        *names,
        *(reading(name) for name in names),
        *(initials(name) for name in names),
        project.field,
        *project.must_skills,
        *project.nice_skills,
        project.need,
        project.site,
        project.contact,
        *project.tags,
        project.owner,
        project.notes,
    )


def organisation_text(organisation: OrganisationDraft) -> str:
    """The searched text of an organisation. Contact data are not in it."""
    return _joined(
        *organisation.names,
        *(reading(name) for name in organisation.names),
        *(initials(name) for name in organisation.names),
        organisation.city,
        reading(organisation.city),
        organisation.district,
        organisation.credit_code,
        organisation.liaison,
        reading(organisation.liaison),
        *organisation.tags,
        organisation.owner,
        reading(organisation.owner),
        organisation.notes,
    )


def sort_key(text: str) -> str:
    """The key that sorts names and titles by their pinyin, Latin letters among them."""
    return reading(text) or folded(text)


def person_sort_key(name: str) -> str:
    """The key that sorts people by their pinyin, family names read as such."""
    return person_reading(name) or folded(name)


def terms(query: str) -> list[str]:
    """The words of a query, folded; a record is found when its text holds every one of them. An apostrophe is written
    in many ways, and a comma only stands between a family name and the others."""
    return [word for word in (one.strip(",、;") for one in _APART.split(folded(query))) if word]


def grams(text: str) -> set[str]:
    """What an index keeps of a searched text: its characters, pairs, and ASCII triples; none holds a space.

    Pairs of Latin letters are in nearly every text, so only triples narrow a search there; Chinese pairs are rare.
    """
    return set().union(*(_kept_grams(word) if len(word) <= 24 else _grams(word) for word in set(text.split())))


def grams_of_term(term: str) -> tuple[list[str], bool]:
    """The grams that a text with this term must hold, and whether they are enough to be sure of it."""
    if len(term) <= 2:
        return [term], True
    wanted = []
    for at in range(len(term) - 1):
        triple = term[at : at + 3]
        wanted.append(triple if len(triple) == 3 and triple.isascii() else term[at : at + 2])
    return list(dict.fromkeys(wanted[:-1] if term[-3:].isascii() else wanted)), len(term) == 3 and term.isascii()


def _grams(word: str) -> frozenset[str]:
    triples = map("".join, zip(word, word[1:], word[2:], strict=False))
    return frozenset({*word, *map(add, word, word[1:]), *filter(str.isascii, triples)})


_kept_grams = lru_cache(maxsize=65536)(_grams)


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(dict.fromkeys(filter(None, map(folded, parts))))
