"""What the model knows of words beyond the vocabulary: how common an English term is in research papers, what it stands
beside there, and what a Chinese word means in English.

The terms' vectors are latent semantic analysis of abstracts: texts whose vectors point the same way are about the same,
whatever their words. The meanings are a dictionary's, so that texts in the two languages can be compared word by word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from talentapp.matching.spaces import unit_rows

Array = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Background:
    """English terms (stems, and pairs of them) and Chinese words, as the artefact keeps them."""

    terms: tuple[str, ...]
    idf: Array  # (terms,): how much each says
    vectors: NDArray[np.int8]  # (terms, dimensions): what each stands beside, to be multiplied by its scale
    scale: Array  # (terms,)
    words: tuple[str, ...]  # Chinese, folded
    meanings: Any  # CSR (words, terms): how many times each word's English has each term

    def __getstate__(self) -> dict[str, Any]:
        """Without what was worked out on the way, as `Matcher` does."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def column(self) -> Mapping[str, int]:
        """Term -> its number."""
        return {term: number for number, term in enumerate(self.terms)}

    @cached_property
    def word(self) -> Mapping[str, int]:
        """Chinese word -> its number."""
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.words), default=0)

    @cached_property
    def _space(self) -> Array:
        return np.asarray(self.vectors * self.scale[:, None], np.float32)

    def words_in(self, run: str) -> Iterator[tuple[int, int]]:
        """Where the known words stand in a run of Han characters, [start, end): the longest from the left."""
        at = 0
        while at < len(run):
            for end in range(min(at + self._longest, len(run)), at + 1, -1):
                if run[at:end] in self.word:
                    yield at, end
                    at = end
                    break
            else:
                at += 1

    def weighted(self, counts: Any) -> Any:
        """Counts of terms (n, terms) as weights, CSR rows of length one; an empty row stays zero."""
        rows = sp.csr_array(counts, dtype=np.float64, copy=True)
        rows.data = np.log1p(rows.data) * self.idf[rows.indices]
        row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        rows.data /= np.sqrt(np.bincount(row, rows.data**2))[row]
        return rows

    def latent(self, weighted: Any) -> Array:
        """Weighted terms (n, terms) as unit vectors of what they are about: (n, dimensions)."""
        vectors: Array = unit_rows(weighted.astype(np.float32) @ self._space)
        return vectors

    def pull(self, terms: NDArray[np.int64], towards: Array) -> Array:
        """How far each of some terms goes the way of a latent vector, as a cosine: (terms,)."""
        pulls: Array = unit_rows(self._space[terms]) @ towards
        return pulls
