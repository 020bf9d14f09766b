"""The largest of each row of a matrix."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_GROUPS = 8  # for each place among the largest


def largest(values: NDArray[np.float32], k: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """The places and the values of the k largest of each row (n, k) in order, the lower place first among equals.

    At most 32,767 rows at a time, of at least k columns.
    """
    # The k-th largest of the maxima of groups is reached k times at least: what is below it need not be sorted.
    n, m = values.shape
    groups = min(m, _GROUPS * k)
    if not k:
        return np.empty((n, 0), np.intp), np.empty((n, 0), np.float32)
    size = m // groups
    peaks = values[:, : groups * size].reshape(n, size, groups).max(axis=1)
    floor = np.partition(peaks, groups - k, axis=1)[:, groups - k, None]
    at = np.flatnonzero(values >= floor)
    row, place = np.divmod(at, m)
    value: NDArray[np.float32] = values.ravel()[at]
    order: Any = np.argsort(-value, kind="stable")
    order = order[np.argsort(row[order].astype(np.int16), kind="stable")]
    starts = np.searchsorted(row, np.arange(n))
    best = order[(starts[:, None] + np.arange(k)).ravel()]
    return place[best].reshape(n, k), value[best].reshape(n, k)
