"""Cosines of many sparse rows with many others, a few rows at a time: no large matrix, no long hold on the interpreter.

Rows have length one, so that a cosine is a dot product. scikit-learn's kernel takes it from the two sparse matrices
straight into dense rows; the few features that stand in most texts would take most of its time, and go through a dense
product instead, which a processor does many times faster.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.utils.extmath import safe_sparse_dot

from talentapp.domain.progress import Progress, silent
from talentapp.matching.largest import largest

Array = NDArray[np.float32]
ROWS = 64  # at a time: the kernel holds the interpreter, and 64 x 5,000 take it about two milliseconds
_CELLS = 1 << 19  # of a chunk at most, where there are many columns
_DENSE = 64  # features that go through the dense product
_COMMON = 0.02  # and the share of rows in which they stand at least


class Cosines:
    """Some wanted rows (m, features), sparse and of length one, ready to be compared with."""

    def __init__(self, wanted: Any) -> None:
        wanted = sp.csr_array(wanted, dtype=np.float32)
        self.shape = wanted.shape
        turned = sp.csr_array(wanted.T)
        counts = np.diff(turned.indptr)
        often = np.flatnonzero(counts > _COMMON * max(1, self.shape[0]))
        self._often = np.sort(often[np.argsort(-counts[often], kind="stable")[:_DENSE]])
        self._dense: Array = np.ascontiguousarray(turned[self._often].toarray())
        keep = np.ones(self.shape[1], np.bool_)
        keep[self._often] = False
        kept = np.repeat(keep, counts)
        starts = np.concatenate(([0], np.cumsum(np.where(keep, counts, 0))))
        parts = (turned.data[kept], turned.indices[kept], starts.astype(turned.indptr.dtype))
        self._rest = sp.csr_array(parts, shape=turned.shape)

    def of(self, rows: Any) -> Array:
        """The cosines (n, m) of sparse rows (n, features) of length one with all that is wanted."""
        rows = sp.csr_array(rows, dtype=np.float32)
        found: Array = safe_sparse_dot(rows, self._rest, dense_output=True)
        if self._often.size:
            found += rows[:, self._often].toarray() @ self._dense
        return found

    def all_of(self, rows: Any) -> Array:
        """The same as `of`, some rows at a time, so that a window need not wait."""
        found = np.empty((rows.shape[0], self.shape[0]), np.float32)
        for begin, chunk in self.chunks(rows):
            found[begin : begin + len(chunk)] = chunk
        return found

    def chunks(self, rows: Any) -> Iterator[tuple[int, Array]]:
        """The cosines of rows, some at a time: the first row's number, and the cosines of the chunk."""
        step = max(1, min(ROWS, _CELLS // max(1, self.shape[0])))
        for begin in range(0, rows.shape[0], step):
            yield begin, self.of(rows[begin : begin + step])


class OneCosine:
    """A single wanted row (1, features), compared with at once, where making it ready would take longer."""

    def __init__(self, wanted: Any) -> None:
        order = np.argsort(wanted.indices)
        self._columns, self._values = wanted.indices[order], wanted.data[order].astype(np.float32)

    def all_of(self, rows: Any) -> Array:
        """The cosines (n, 1) of sparse rows (n, features) of length one with the wanted one."""
        found = np.zeros((rows.shape[0], 1), np.float32)
        if self._columns.size:
            place = np.minimum(np.searchsorted(self._columns, rows.indices), self._columns.size - 1)
            product = np.where(self._columns[place] == rows.indices, rows.data * self._values[place], 0)
            np.add.at(found[:, 0], np.repeat(np.arange(len(found)), np.diff(rows.indptr)), product)
        return found


def ready(wanted: Any) -> Cosines | OneCosine:
    """Wanted rows, sparse and of length one, ready to be compared with."""
    return OneCosine(wanted) if wanted.shape[0] == 1 else Cosines(wanted)


def best_cosines(rows: Any, wanted: Any, k: int, progress: Progress = silent) -> tuple[NDArray[np.int32], Array]:
    """For each of `rows` its k best of `wanted`, best first and the lower number first among equals, and the cosines.

    (n, k) each; rows are sparse and of length one. Progress counts rows.
    """
    cosines = Cosines(wanted)
    n, k = rows.shape[0], min(k, cosines.shape[0])
    places, scores = np.empty((n, k), np.int32), np.empty((n, k), np.float32)
    for begin, chunk in cosines.chunks(rows):
        progress(begin, n)
        end = begin + len(chunk)
        places[begin:end], scores[begin:end] = largest(chunk, k)
    progress(n, n)
    return places, scores
