"""Texts of two languages compared word by word, by what a dictionary says the Chinese ones mean in English.

A general dictionary knows little of a trade, so concepts come first; but where two texts say the same in the words of
any trade, they have far more words in common than each has with other texts, and that is what is measured here.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
_MOST = 600  # texts of each language that are kept to compare with
_LEAST_DEVIATION = 0.005


@dataclass(frozen=True)
class Translations:
    """What texts of the two languages usually have in common: `mean` and `deviation` of any pair's cosine, and weighted
    terms of some English and some Chinese texts, CSR (texts, terms), to find by how much a text goes beyond that."""

    mean: float = 0.0
    deviation: float = 0.02
    texts: tuple[Any, Any] | None = None

    def knowing(self, terms: Any, chinese: NDArray[np.bool_], pairs: float) -> "Translations":
        """These for texts of an office with such terms; what is known so far weighs as much as so many of its pairs."""
        texts = [terms[_some(np.flatnonzero(chinese == language))] for language in (False, True)]
        cosines = (texts[0] @ texts[1].T).toarray().ravel()
        mean, deviation = _shrunk(cosines[None], self.mean, self.deviation, pairs)
        return Translations(float(mean[0]), float(deviation[0]), (texts[0], texts[1]))

    def usual(self, terms: Any, chinese: NDArray[np.bool_], pairs: float) -> Array:
        """Mean and deviation of each text's cosines with texts of the other language: (n, 2)."""
        usual = np.empty((terms.shape[0], 2), np.float32)
        usual[:] = self.mean, self.deviation
        for language in (False, True):
            rows = np.flatnonzero(chinese == language)
            if self.texts is None or not rows.size:
                continue
            cosines = (terms[rows] @ self.texts[int(not language)].T).toarray()
            usual[rows] = np.stack(_shrunk(cosines, self.mean, self.deviation, pairs), axis=1)
        return usual


def above_usual(cosines: Array, left: Array, right: Array, across: NDArray[np.bool_]) -> Array:
    """How far cosines (n, m) go beyond what is usual for either text, in deviations, the mean of both; 0 where a pair
    is not `across` languages (n, m). `left` (n, 2) and `right` (m, 2) are what `usual` found for them."""
    by_left = (cosines - left[:, :1]) / left[:, 1:]
    by_right = (cosines - right[:, 0]) / right[:, 1]
    return np.where(across, (by_left + by_right) / 2, np.float32(0))


def _some(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """At most _MOST of `rows`, evenly taken."""
    if rows.size <= _MOST:
        return rows
    return rows[np.linspace(0, rows.size - 1, _MOST).astype(np.int64)]


def _shrunk(
    cosines: Any, mean: float, deviation: float, pairs: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and deviation of each row, where what is known already counts as so many values."""
    count = pairs + cosines.shape[1]
    if not count:
        return np.full(len(cosines), mean), np.full(len(cosines), deviation)
    means = (pairs * mean + cosines.sum(axis=1)) / count
    spread = pairs * (deviation**2 + (mean - means) ** 2) + ((cosines - means[:, None]) ** 2).sum(axis=1)
    return means, np.maximum(np.sqrt(spread / count), _LEAST_DEVIATION)
