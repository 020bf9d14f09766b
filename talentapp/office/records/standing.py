"""What the overview's pictures are made of: the best scores of the candidates, and what is asked for beside what is on
offer."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sqlmodel import Session, col, select

from talentapp.domain.lists import SKILL, SPANS
from talentapp.domain.records import Candidate, Project
from talentapp.domain.terms import Status
from talentapp.office.records.meanings import Meant
from talentapp.office.views.overview import SkillDemand, Standing
from talentapp.store import case_queries, queries, scores
from talentapp.store.finding import OWN_WORDS

_SKILLS = 10


def standing(session: Session, meant: Meant) -> Standing:
    """How the best scores are spread, as the list has them, and which skills, given what they mean, open projects ask
    for and open candidates have."""
    run_id = queries.latest_run_id(session)
    bins = [0] * len(SPANS)
    higher = [low for low, _ in SPANS[1:]]
    best = scores.best_of("candidate_id", run_id).c
    scored = dict(session.execute(select(best.id, best.best)).all())
    for score in scored.values():
        bins[bisect_right(higher, score)] += 1
    gone = case_queries.withdrawn(session)
    written = map(col, OWN_WORDS["candidate"][SKILL])
    people = select(col(Candidate.id), *written).where(col(Candidate.status) == Status.OPEN)
    offered = {key: list(chain(*lists)) for key, *lists in session.execute(people) if key not in gone}
    unscored = len(offered.keys() - scored.keys()) if run_id is not None else 0
    return Standing(tuple(bins), unscored, _skills(session, meant, offered.values()))


def _skills(session: Session, meant: Meant, people: Iterable[Sequence[str]]) -> tuple[SkillDemand, ...]:
    """The skills that most open projects must have, the scarcer first, beside how many of these people have them."""
    projects = session.scalars(select(col(Project.must_skills)).where(col(Project.status) == Status.OPEN))
    asked, offered = _counted(projects, meant.of), _counted(people, meant.of)
    most = sorted(asked, key=lambda skill: (-asked[skill], offered[skill], skill))[:_SKILLS]
    return tuple(SkillDemand(one, meant.names[one], asked[one], offered[one]) for one in most)


def _counted(lists: Iterable[Sequence[str]], meaning: Mapping[str, str]) -> Counter[str]:
    """How many lists have each skill, however often they say it."""
    return Counter(skill for terms in lists for skill in {meaning[term] for term in terms if term})
