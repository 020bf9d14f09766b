"""What the model may read of a record. The allow-list is here, and nothing else reaches a score.

Name, nationality, country, age, sex, photograph, employer, university and languages are not on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the window shows reasons, and must not load the database for them
    from talentapp.domain.records import CandidateDraft, ProjectDraft

Section = Literal["title", "skills", "nice_skills", "fields", "text", "evidence"]


@dataclass(frozen=True)
class Passage:
    """One piece of text of a record: which section it stands in, and its words as written."""

    section: Section
    text: str


@dataclass(frozen=True)
class Profile:
    """All that the model reads of one candidate or project."""

    key: str
    passages: tuple[Passage, ...]


def _passages(*parts: tuple[Section, str]) -> tuple[Passage, ...]:
    return tuple(Passage(section, text) for section, text in parts if text.strip())


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
