"""Scores by record: the best of a run and of what stands, and those that pairings were put forward with."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from sqlalchemy import Select, bindparam, func, select, union_all
from sqlmodel import Session, col

from talentapp.domain.records import Pairing, Recommendation
from talentapp.domain.states import LIVE
from talentapp.domain.terms import State
from talentapp.store.queries import IDS, pieces


def best(
    session: Session, run_id: int | None, kind: Literal["candidate", "project"], ids: Sequence[int]
) -> dict[int, float]:
    """The best score of each of these candidates or projects: in a run, or of a pairing that stands, which later runs
    pass over."""
    found: dict[int, float] = {}
    for key in ("candidate_id",) if kind == "candidate" else ("university_project_id", "firm_project_id"):
        for some in pieces(ids):
            in_run = session.execute(_best_by(key), {"run": run_id, "ids": some}).all() if run_id is not None else ()
            for record_id, score in (*in_run, *session.execute(_standing_by(key), {"ids": some}).all()):
                found[record_id] = max(score, found.get(record_id, 0.0))
    return found


@cache
def _best_by(key: str) -> Select[Any]:
    columns = Recommendation.__table__.c  # type: ignore[attr-defined]
    wanted = columns.run_id == bindparam("run"), columns[key].in_(IDS)
    return select(columns[key], func.max(columns.score)).where(*wanted).group_by(columns[key])


@cache
def _standing_by(key: str) -> Select[Any]:
    pairings = Pairing.__table__.c  # type: ignore[attr-defined]
    return standing(pairings[key]).where(pairings[key].in_(IDS))


def standing(key: Any) -> Select[Any]:
    """The best score of the pairings that stand, by one of their columns."""
    query = select(key, func.max(col(Recommendation.score))).join(
        Recommendation, col(Recommendation.id) == col(Pairing.recommendation_id)
    )
    return query.where(col(Pairing.state).in_(LIVE)).group_by(key)


def best_of(key: Literal["candidate_id", "university_project_id", "firm_project_id"], run_id: int | None) -> Any:
    """The best score by candidate or by project: in a run, or of a pairing that stands."""
    of, score, run = getattr(Recommendation, key), col(Recommendation.score), col(Recommendation.run_id)
    in_run: Any = select(col(of).label("id"), score.label("score")).where(run == run_id)
    of_standing = standing(getattr(Pairing, key)).subquery()
    every = union_all(in_run, select(*of_standing.c)).subquery()
    return select(every.c.id, func.max(every.c.score).label("best")).group_by(every.c.id).subquery()


def recorded(session: Session, states: Sequence[State]) -> dict[tuple[int, int, int], float]:
    """By triple: the score with which a pairing that is in one of these states was recommended."""
    columns = (Pairing.candidate_id, Pairing.university_project_id, Pairing.firm_project_id, Recommendation.score)
    joined = col(Recommendation.id) == col(Pairing.recommendation_id)
    query = select(*map(col, columns)).join(Recommendation, joined).where(col(Pairing.state).in_(states))
    return {(one, two, three): score for one, two, three, score in session.execute(query)}
