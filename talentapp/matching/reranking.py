"""Learning from an office's own decisions: how likely a pairing is to be accepted, by the parts of its score.

The model sees the parts of the base score and nothing else, and may only say that more of a part is better: a logistic
regression whose coefficients are not negative. It stands beside the base score and never replaces it. `evidence` is the
test that it must pass before it may order anything: on decisions it has not seen, of candidates it has not seen, it
puts accepted pairings above declined ones more often than the base score does, and surely so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import check_is_fitted, validate_data

from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import PARTS

Floats = NDArray[np.float64]

LEAST_DECISIONS = 60
LEAST_OF_EACH = 15
LEAST_CANDIDATES = 20
_FOLDS = 5
_RESAMPLES = 2000
_SEED = 7461
_POINTS = 100.0


class MonotoneLogistic(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Logistic regression whose coefficients are at least 0, drawn towards their common mean by `strength`.

    The mean, not 0: where decisions say little, all parts count the same, as in the base score. The loss is convex and
    is minimised from the same start, so that the same decisions give the same model. Being a likelihood's maximum with
    a free intercept, its mean forecast is the share of ones it was fitted on: it is calibrated as it stands.
    """

    def __init__(self, strength: float = 1.0) -> None:
        self.strength = strength

    def fit(self, X: Any, y: Any) -> "MonotoneLogistic":  # noqa: N803
        """Fit to X (n, features) and y (n,) of two classes."""
        X, y = validate_data(self, X, y, dtype=np.float64)  # noqa: N806
        check_classification_targets(y)
        self.classes_ = np.unique(y)
        if len(self.classes_) > 2:
            kind = type_of_target(y)
            raise ValueError(f"Only binary classification is supported. The type of the target is {kind}.")
        if len(self.classes_) < 2:
            raise ValueError("Classifier can't train when only one class is present.")
        ones = (y == self.classes_[1]).astype(np.float64)
        sign = 2 * ones - 1
        count = X.shape[1]

        def loss(weights: Floats) -> tuple[float, Floats]:
            margin = sign * (X @ weights[:count] + weights[count])
            apart = weights[:count] - weights[:count].mean()
            value = np.logaddexp(0, -margin).sum() + self.strength * (apart @ apart) / 2
            slope = -sign * expit(-margin)
            gradient = np.append(X.T @ slope + self.strength * apart, slope.sum())
            return float(value), gradient

        bounds = [(0, None)] * count + [(None, None)]
        found = minimize(loss, np.zeros(count + 1), jac=True, bounds=bounds, method="L-BFGS-B", options={"gtol": 1e-8})
        self.coef_, self.intercept_ = found.x[:count], float(found.x[count])
        return self

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.classifier_tags.poor_score = True  # where less of a feature is better, it may not say so
        return tags

    def decision_function(self, X: Any) -> Floats:  # noqa: N803
        """The log odds of the second class: (n,)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)  # noqa: N806
        return np.asarray(X @ self.coef_ + self.intercept_)

    def predict_proba(self, X: Any) -> Floats:  # noqa: N803
        """The probabilities of both classes: (n, 2)."""
        ones = expit(self.decision_function(X))
        return np.column_stack([1 - ones, ones])

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803
        """The likelier class: (n,)."""
        odds = self.decision_function(X)
        return np.asarray(self.classes_[(odds > 0).astype(int)])


@dataclass(frozen=True)
class Decisions:
    """Decided pairings: the points of each part (n, 3), whether it was accepted (n,), and whose it was (n,)."""

    parts: Floats
    accepted: NDArray[np.bool_]
    candidates: NDArray[np.int64]


def decisions_of(
    parts: Sequence[Mapping[str, float]], accepted: Sequence[bool], candidates: Sequence[int]
) -> Decisions:
    """Decisions from plain values, in their order."""
    points = np.array([[some[name] for name in PARTS] for some in parts], dtype=np.float64).reshape(-1, len(PARTS))
    return Decisions(points / _POINTS, np.array(accepted, dtype=bool), np.array(candidates, dtype=np.int64))


@dataclass(frozen=True)
class Evidence:
    """How well decisions that were left out are ordered, by the base score and by the learned model.

    `base` and `learned` are how often, of an accepted and a declined pairing, the accepted one stands higher, 0 to 1
    (the area under the ROC curve); `low` and `high` bound learned - base with 95 % certainty. `brier` is the mean
    squared error of the learned probabilities, `brier_usual` that of always saying the usual share.
    """

    decisions: int
    accepted: int
    candidates: int
    enough: bool
    base: float | None = None
    learned: float | None = None
    low: float | None = None
    high: float | None = None
    brier: float | None = None
    brier_usual: float | None = None

    @property
    def better(self) -> bool:
        """Whether the learned order may be used: surely better in order, and its probabilities are worth something."""
        return bool(
            self.enough and self.low is not None and self.low > 0
            and self.brier is not None and self.brier_usual is not None and self.brier < self.brier_usual
        )  # fmt: skip


def evidence(decisions: Decisions, progress: Progress = silent) -> Evidence:
    """Cross-validate on decisions, all of a candidate's in one fold; resample candidates for the certainty.

    Paired: both orders are judged on the same resampled candidates. The same decisions give the same evidence.
    Progress counts resamples.
    """
    accepted, candidates = decisions.accepted, decisions.candidates
    ones, people = int(accepted.sum()), np.unique(candidates)
    counts = {"decisions": len(accepted), "accepted": ones, "candidates": len(people)}
    enough = (
        len(accepted) >= LEAST_DECISIONS
        and min(ones, len(accepted) - ones) >= LEAST_OF_EACH
        and len(people) >= LEAST_CANDIDATES
    )
    if not enough:
        return Evidence(**counts, enough=False)
    folds = GroupKFold(_FOLDS)
    for train, _ in folds.split(decisions.parts, accepted, candidates):
        if len(np.unique(accepted[train])) < 2:
            return Evidence(**counts, enough=False)
    progress(0, _RESAMPLES)
    forecast = cross_val_predict(
        MonotoneLogistic(), decisions.parts, accepted, groups=candidates, cv=folds, method="predict_proba"
    )[:, 1]
    base = decisions.parts.sum(axis=1)
    low, high = _certainty(accepted, base, forecast, candidates, people, progress)
    return Evidence(
        **counts,
        enough=True,
        base=float(roc_auc_score(accepted, base)),
        learned=float(roc_auc_score(accepted, forecast)),
        low=low,
        high=high,
        brier=float(np.mean((forecast - accepted) ** 2)),
        brier_usual=float(np.mean((accepted.mean() - accepted) ** 2)),
    )


def _certainty(
    accepted: NDArray[np.bool_],
    base: Floats,
    learned: Floats,
    candidates: NDArray[np.int64],
    people: NDArray[np.int64],
    progress: Progress,
) -> tuple[float, float]:
    random = np.random.default_rng(_SEED)
    rows = [np.flatnonzero(candidates == person) for person in people]
    found = []
    for at in range(_RESAMPLES):
        if at % 20 == 0:
            progress(at, _RESAMPLES)
        some = np.concatenate([rows[at] for at in random.integers(0, len(rows), len(rows))])
        if 0 < accepted[some].sum() < len(some):
            found.append(_auc(accepted[some], learned[some]) - _auc(accepted[some], base[some]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def _auc(ones: NDArray[np.bool_], score: Floats) -> float:
    """The area under the ROC curve, ties counting half; the same as scikit-learn's, without its checks."""
    from scipy.stats import rankdata

    ranks = rankdata(score)
    count = int(ones.sum())
    return float((ranks[ones].sum() - count * (count + 1) / 2) / (count * (len(ones) - count)))


def learned(decisions: Decisions) -> MonotoneLogistic:
    """The model fitted to all decisions."""
    return MonotoneLogistic().fit(decisions.parts, decisions.accepted)


def likelihoods(model: MonotoneLogistic, parts: Sequence[Mapping[str, float]]) -> list[float]:
    """How likely each pairing is to be accepted, 0 to 1, by the points of its parts."""
    if not parts:
        return []
    points = np.array([[some[name] for name in PARTS] for some in parts], dtype=np.float64) / _POINTS
    return [float(value) for value in model.predict_proba(points)[:, 1]]
