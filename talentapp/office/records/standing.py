"""What the overview's pictures are made of: scores and skills of the latest run."""

from collections import Counter

from sqlmodel import Session, col, select

from talentapp.domain.records import Recommendation
from talentapp.office.views.overview import SkillBalance, Standing
from talentapp.store import queries

_BINS = 10
_SKILLS = 10


def standing(session: Session) -> Standing:
    """How the latest run's scores are spread, and which of the skills asked for people have."""
    run_id = queries.latest_run_id(session)
    best: dict[int, float] = {}
    met: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    if run_id is not None:
        columns = (col(Recommendation.candidate_id), col(Recommendation.score), col(Recommendation.reasons))
        for candidate_id, score, reasons in session.execute(
            select(*columns).where(col(Recommendation.run_id) == run_id)
        ):
            best[candidate_id] = max(best.get(candidate_id, 0.0), score)
            met.update(code for code in reasons["top"] if code)
            missing.update(code for code in reasons["missing"] if code)
    bins = [0] * _BINS
    for score in best.values():
        bins[min(int(score * _BINS / 100), _BINS - 1)] += 1
    asked = met + missing
    codes = sorted(asked, key=lambda code: (-asked[code], code))[:_SKILLS]
    return Standing(tuple(bins), tuple(SkillBalance(code, met[code], missing[code]) for code in codes))
