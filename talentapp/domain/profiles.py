"""What the model may read of a record. The allow-list is here, and nothing else reaches a score.

Name, nationality, country, age, sex, photograph, employer, university and languages are not on it; the person's own
name inside a text is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the window shows reasons, and must not load the database for them
    from talentapp.domain.records import CandidateDraft, ProjectDraft

_SHORTEST_NAME, _SHORTEST_SURNAME = 2, 4
_HAN = re.compile(r"[\u3400-\u9fff]")
_SIGNS = re.compile(r"[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])\w)+")

Section = Literal["title", "skills", "nice_skills", "fields", "text", "evidence"]


@dataclass(frozen=True)
class Passage:
    """One piece of text of a record: which section it stands in, and its words as written."""

    section: Section
    text: str


@dataclass(frozen=True)
class Profile:
    """All that the model reads of one candidate or project; `names`, the person's own, it passes over."""

    key: str
    passages: tuple[Passage, ...]
    names: tuple[str, ...] = ()

    def read(self, passage: Passage) -> str:
        """The text of a passage as the model reads it: the person's names are blanked, places stay."""
        names = sorted({part for name in self.names for part in _parts(name)}, key=lambda part: (-len(part), part))
        if not names:
            return passage.text
        return re.sub("|".join(names), lambda match: "\n" * len(match[0]), passage.text)


def _parts(name: str) -> list[str]:
    """Patterns of a name as texts use it: whole, and a Latin name's last part by itself."""
    words = name.split()
    if not words or len(name) < _SHORTEST_NAME:
        return []
    whole = r"\s+".join(map(re.escape, words))
    if not name.isascii():
        return [whole] if "".join(words).isalpha() else []
    last = [re.escape(words[-1])] if len(words) > 1 and len(words[-1]) >= _SHORTEST_SURNAME else []
    return [rf"\b{pattern}\b" for pattern in (whole, *last)]


def _passages(*parts: tuple[Section, str]) -> tuple[Passage, ...]:
    return tuple(Passage(section, text) for section, text in parts if text.strip())


def tells_enough(sections: Iterable[str]) -> bool:
    """Whether a record with passages of these sections tells something to compare by: a name or a title alone is too
    little for a recommendation."""
    return any(section != "title" for section in sections)


@dataclass(frozen=True)
class Caution:
    """Something to bear in mind beside a score: a code, and facts."""

    code: str
    facts: Mapping[str, int]


THIN = 40
"""What says less is thin: two sentences of Chinese, or twenty words of English."""


def thin(profile: Profile) -> Caution | None:
    """A caution ("thin", fact: size) where a record tells so little that its score is hardly more than a guess.

    All its passages but the title count, evidence too: each Chinese character one, each word of
    another script two. Fewer than `THIN` are thin, however well the few fit.
    """
    size = 0
    for passage in profile.passages:
        for sign in _SIGNS.finditer(passage.text if passage.section != "title" else ""):
            size += 1 if _HAN.match(sign[0]) else 2
            if size >= THIN:
                return None
    return Caution("thin", {"size": size})


def candidate_profile(key: str, candidate: CandidateDraft) -> Profile:
    """The profile of a candidate."""
    return Profile(
        key,
        _passages(
            ("fields", "; ".join(candidate.research_fields)),
            ("skills", "; ".join(candidate.skills)),
            ("text", candidate.expertise),
            *(("evidence", item) for item in candidate.evidence),
        ),
        tuple(name for name in (candidate.name_zh, candidate.name_en, *candidate.aliases) if name.strip()),
    )


def project_profile(key: str, project: ProjectDraft) -> Profile:
    """The profile of a project."""
    return Profile(
        key,
        _passages(
            ("title", project.title),
            ("skills", "; ".join(project.must_skills)),
            ("nice_skills", "; ".join(project.nice_skills)),
            ("fields", project.field),
            ("text", project.need),
        ),
    )
