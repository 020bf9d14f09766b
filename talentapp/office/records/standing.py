"""What the overview's pictures are made of: the best scores of the latest run, and what is asked for beside what is on
offer."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlmodel import Session, col, func, select

from talentapp import assets
from talentapp.domain.folding import has_han, simplified, traditional
from talentapp.domain.lists import SPANS
from talentapp.domain.records import Candidate, Project, Recommendation
from talentapp.domain.terms import Status
from talentapp.office.views.overview import SkillDemand, Standing
from talentapp.settings import LANGUAGES
from talentapp.store import case_queries, queries

_SCRIPTS: Mapping[str, Callable[[str], str]] = {"zh_CN": simplified, "zh_TW": traditional}
_SKILLS = 10


def standing(session: Session) -> Standing:
    """How the latest run's scores are spread, and which skills open projects ask for and open candidates have."""
    run_id = queries.latest_run_id(session)
    bins = [0] * len(SPANS)
    higher = [low for low, _ in SPANS[1:]]
    best = select(func.max(Recommendation.score)).where(col(Recommendation.run_id) == run_id)
    for score in session.scalars(best.group_by(col(Recommendation.candidate_id))):
        bins[bisect_right(higher, score)] += 1
    return Standing(tuple(bins), _skills(session))


def _skills(session: Session) -> tuple[SkillDemand, ...]:
    """The skills that most open projects must have, the scarcer first, beside how many open candidates who may be
    considered have them. What is written in two languages, or names one concept, is one skill."""
    from talentapp.matching.meanings import one_meaning  # late: the window is painted without it

    projects = list(session.scalars(select(col(Project.must_skills)).where(col(Project.status) == Status.OPEN)))
    if not any(projects):
        return ()
    gone = case_queries.withdrawn(session)
    people = select(col(Candidate.id), col(Candidate.skills)).where(col(Candidate.status) == Status.OPEN)
    skills = [found for key, found in session.execute(people) if key not in gone]
    written = Counter(term for terms in (*projects, *skills) for term in terms)
    usual = sorted(written, key=lambda term: (-written[term], term))
    meaning = one_meaning(assets.path("models/matching"), usual, by_concept=True)
    asked, offered = _counted(projects, meaning), _counted(skills, meaning)
    most = sorted(asked, key=lambda skill: (-asked[skill], offered[skill], skill))[:_SKILLS]
    named = names_by_language(usual, meaning)
    return tuple(
        SkillDemand(named[one], asked[one], offered[one], tuple(term for term in usual if meaning[term] == one))
        for one in most
    )


def _counted(lists: Iterable[Sequence[str]], meaning: Mapping[str, str]) -> Counter[str]:
    """How many lists have each skill, however often they say it."""
    return Counter(skill for terms in lists for skill in {meaning[term] for term in terms})


def names_by_language(usual: Sequence[str], meaning: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """What is called by each meaning, for a reader of each language: the most usual term in that script; where nobody
    wrote it in that script, the most usual one brought into it; and any where it is in another language only.

    `usual` are all the terms, the most usual first; `meaning` gives the term that stands for each.
    """
    written: dict[str, list[str]] = {}
    for term in usual:
        written.setdefault(meaning[term], []).append(term)
    return {one: {language: _name(terms, language) for language in LANGUAGES} for one, terms in written.items()}


def _name(terms: Sequence[str], language: str) -> str:
    chinese = [term for term in terms if has_han(term)]
    if language not in _SCRIPTS:
        return next((term for term in terms if not has_han(term)), terms[0])
    into = _SCRIPTS[language]
    return next((term for term in chinese if into(term) == term), into((chinese or terms)[0]))
