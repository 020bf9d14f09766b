"""What the overview's pictures are made of: the best scores of the candidates, and what is asked for beside what is on
offer."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
_LOOKED_AT = 400  # skills that as many projects ask for: of more, those that fewest people have
_NAMED = 3
Close = Callable[[Sequence[str]], Mapping[str, frozenset[str]]]
"""What is close to each of some skills, by what stands for it."""


def standing(session: Session, meant: Meant, close: Close) -> Standing:
    """How the best scores are spread, as the list has them, and which skills, given what they mean and what is close to
    each, open projects ask for and open candidates have."""
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
    return Standing(tuple(bins), unscored, _skills(session, meant, close, offered.values()))


def _skills(session: Session, meant: Meant, close: Close, people: Iterable[Sequence[str]]) -> tuple[SkillDemand, ...]:
    """The skills that most open projects must have, the scarcer first by all that is on offer, beside how many of these
    people have them, and how many others something close."""
    projects = session.scalars(select(col(Project.must_skills)).where(col(Project.status) == Status.OPEN))
    asked = {skill: len(those) for skill, those in _by_skill(projects, meant.of).items()}
    has = _by_skill(people, meant.of)
    most = sorted(asked, key=lambda skill: (-asked[skill], len(has.get(skill, ())), skill))
    least = asked[most[_SKILLS - 1]] if len(most) >= _SKILLS else 0
    near = close([skill for skill in most if asked[skill] >= least][:_LOOKED_AT])
    found = []
    for skill, kin in near.items():
        own = has.get(skill, set())
        others = {one: those for one in kin if (those := has.get(one, set()) - own)}
        named = sorted(others, key=lambda one: (-len(others[one]), one))[:_NAMED]
        in_all = len(set[int]().union(*others.values()))
        names = tuple(meant.names[one] for one in named)
        found.append(SkillDemand(skill, meant.names[skill], asked[skill], len(own), in_all, names))
    found.sort(key=lambda one: (-one.projects, one.people + one.close, one.people, one.term))
    return tuple(found[:_SKILLS])


def _by_skill(lists: Iterable[Sequence[str]], meaning: Mapping[str, str]) -> dict[str, set[int]]:
    """Which lists, by their numbers, have each skill."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, terms in enumerate(lists):
        for term in terms:
            if term:
                found[meaning[term]].add(number)
    return dict(found)
