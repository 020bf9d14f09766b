"""Raw scores made comparable: how far a pair stands above the usual pair of texts in its two languages."""

from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Scale:
    """Mean and deviation of raw scores, (2, 2) float64 each, by language: [left is Chinese, right is Chinese]."""

    mean: NDArray[np.float64] = field(default_factory=lambda: np.zeros((2, 2)))
    deviation: NDArray[np.float64] = field(default_factory=lambda: np.full((2, 2), 0.1))

    def standardised(self, raw: Any, left: Any, right: Any) -> NDArray[np.float64]:
        """`raw` (n, m) in deviations from the mean; `left` (n,) and `right` (m,) say which texts are Chinese."""
        cells = np.ix_(left, right)
        result: NDArray[np.float64] = (raw - self.mean[cells]) / self.deviation[cells]
        return result

    def refined(self, raw: Any, left: Any, right: Any, prior: float) -> Self:
        """The scale of `raw` (n, m), where this one counts as much as `prior` pairs; NaN is no pair."""
        mean, deviation = np.empty((2, 2)), np.empty((2, 2))
        for a in (0, 1):
            for b in (0, 1):
                values = np.asarray(raw)[np.ix_(left == a, right == b)].astype(np.float64).ravel()
                values = values[np.isfinite(values)]
                total = prior + values.size
                if total == 0:
                    mean[a, b], deviation[a, b] = self.mean[a, b], self.deviation[a, b]
                    continue
                mean[a, b] = (prior * self.mean[a, b] + values.sum()) / total
                spread = self.deviation[a, b] ** 2 + (self.mean[a, b] - mean[a, b]) ** 2
                variance = (prior * spread + ((values - mean[a, b]) ** 2).sum()) / total
                deviation[a, b] = max(np.sqrt(variance), 0.005)
        return type(self)(mean, deviation)
