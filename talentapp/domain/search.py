"""What a record is found by: all its text in one folded form, with names in pinyin too."""

from collections.abc import Iterable

from talentapp.domain.folding import folded
from talentapp.domain.identity import name_keys, reading
from talentapp.domain.records import CandidateDraft, ProjectDraft

_SEPARATOR = "\n"  # no query holds one, so no match runs from one field into the next


def candidate_text(candidate: CandidateDraft) -> str:
    """The searched text of a candidate. Contact data are not in it."""
    names = (candidate.name_zh, candidate.name_en, *candidate.aliases)
    return _joined(
        *names,
        *(reading(name) for name in names),
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
        candidate.notes,
    )


def project_text(project: ProjectDraft, organisation_names: Iterable[str]) -> str:
    """The searched text of a project, its organisation's names among it."""
    return _joined(
        project.title,
        *organisation_names,
        project.field,
        *project.must_skills,
        *project.nice_skills,
        project.need,
        project.site,
        project.contact,
        project.notes,
    )


def sort_key(text: str) -> str:
    """The key that sorts names and titles by their pinyin, Latin letters among them."""
    return reading(text) or folded(text)


def terms(query: str) -> list[str]:
    """The words of a query, folded; a record is found when its text holds every one of them."""
    return folded(query).split()


def _joined(*parts: str) -> str:
    return _SEPARATOR.join(dict.fromkeys(filter(None, map(folded, parts))))
