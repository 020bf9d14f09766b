"""Learning from decisions: the evidence that a learned order is better, and the likelihoods where it is used.

What people accepted and declined is all it learns from, by the parts of the score that they saw. It is used only where
the evidence holds and nobody has switched it off, and only to order and to tell: the score stays what it is.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import PARTS, at_usual
from talentapp.domain.records import Decision, Pairing, Recommendation, Run
from talentapp.domain.terms import Verdict
from talentapp.office.guarding import guarded
from talentapp.office.views.learning import Learned
from talentapp.store import queries
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.matching.reranking import Evidence, MonotoneLogistic

_SAID = {Verdict.ACCEPT: True, Verdict.DECLINE: False, Verdict.ANOTHER: False}


@guarded
class Learning:
    """What decisions teach. Used on the worker lane: weighing the evidence takes about a second."""

    def __init__(self, store: Store, wanted: bool = True) -> None:
        self._store = store
        self.wanted = wanted
        self._weighed: tuple[tuple[object, ...], Learned, MonotoneLogistic | None] | None = None

    def evidence(self, progress: Progress = silent) -> Learned:
        """Whether a learned order is better than the score, on the office's own decisions, and whether it is used."""
        return self._weigh(progress)[0]

    def use(self, wanted: bool) -> Learned:
        """Switch the learned order on or off; on, it is used only where the evidence holds."""
        self.wanted = wanted
        return self.evidence()

    def likelihoods(self, pairing_ids: Sequence[int], progress: Progress = silent) -> dict[int, float]:
        """How likely each of these pairings is to be accepted, 0 to 1; nothing where the learned order is not used."""
        learned, model = self._weigh(progress)
        if not learned.used or model is None:
            return {}
        from talentapp.matching.reranking import likelihoods

        with self._store.reading() as session:
            pairings = queries.by_ids(session, Pairing, pairing_ids)
            items = queries.by_ids(session, Recommendation, (one.recommendation_id for one in pairings.values()))
            seen = {
                key: parts
                for key, pairing in pairings.items()
                for item in (items[pairing.recommendation_id],)
                if (parts := at_usual(item.parts, item.reasons["weights"])) is not None
            }
        return dict(zip(seen, likelihoods(model, list(seen.values())), strict=True))

    def _weigh(self, progress: Progress) -> tuple[Learned, "MonotoneLogistic | None"]:
        with self._store.reading() as session:
            said = _decisions(session)
        mark = tuple(said)
        if self._weighed is None or self._weighed[0] != mark:
            from talentapp.matching import reranking  # late, with all that computes

            parts, accepted, candidates = (list(some) for some in zip(*said, strict=True)) if said else ([], [], [])
            decisions = reranking.decisions_of([dict(some) for some in parts], accepted, candidates)
            found = reranking.evidence(decisions, progress)
            model = reranking.learned(decisions) if found.better else None
            self._weighed = (mark, _shown(found, model), model)
        learned = self._weighed[1]
        return Learned(**{**vars(learned), "used": learned.better and self.wanted}), self._weighed[2]


def _decisions(session: Session) -> list[tuple[tuple[tuple[str, float], ...], bool, int]]:
    """Of each pairing the last word that stands: the parts that were seen, at the usual weights; whether it was
    accepted, and whose it is."""
    query = (
        select(Decision, col(Pairing.candidate_id), col(Recommendation.parts), col(Run.settings))
        .join(Pairing, col(Pairing.id) == col(Decision.pairing_id))
        .join(Recommendation, col(Recommendation.id) == col(Decision.recommendation_id))
        .join(Run, col(Run.id) == col(Recommendation.run_id))
        .order_by(col(Decision.id))
    )
    last: dict[int, tuple[tuple[tuple[str, float], ...], bool, int]] = {}
    for decision, candidate_id, parts, settings in session.execute(query):
        counted = at_usual(parts, settings["weights"])
        if decision.verdict is Verdict.RETRACT:
            last.pop(decision.pairing_id, None)
        elif decision.verdict in _SAID and counted is not None:
            said = tuple(sorted(counted.items())), _SAID[decision.verdict], candidate_id
            last[decision.pairing_id] = said
    return list(last.values())


def _shown(found: "Evidence", model: "MonotoneLogistic | None") -> Learned:
    from talentapp.matching.reranking import LEAST_CANDIDATES, LEAST_DECISIONS, LEAST_OF_EACH

    total = float(model.coef_.sum()) if model is not None else 0.0
    weights = dict(zip(PARTS, (model.coef_ / total).tolist(), strict=True)) if model is not None and total else {}
    return Learned(
        decisions=found.decisions,
        accepted=found.accepted,
        candidates=found.candidates,
        needed={"decisions": LEAST_DECISIONS, "each": LEAST_OF_EACH, "candidates": LEAST_CANDIDATES},
        enough=found.enough,
        better=found.better,
        used=False,
        base=found.base,
        learned=found.learned,
        low=found.low,
        high=found.high,
        weights=weights,
    )
