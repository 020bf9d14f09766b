"""The best cosines are those of scikit-learn, whatever goes through the dense product; equals have a defined order."""

from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics.pairwise import cosine_similarity

from talentapp.domain.errors import Cancelled
from talentapp.matching import cosines
from talentapp.matching.cosines import Cosines, best_cosines
from talentapp.matching.spaces import unit_rows

from .counting import compared


def rows(rng: np.random.Generator, n: int, features: int, ties: bool) -> Any:
    dense = rng.integers(0, 2, (n, features)) if ties else rng.random((n, features)) * (rng.random((n, features)) < 0.3)
    return sp.csr_array(unit_rows(dense))


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    n=st.integers(0, 70),
    m=st.integers(0, 40),
    features=st.integers(1, 30),
    k=st.integers(0, 45),
    ties=st.booleans(),
    dense=st.sampled_from([0, 3, 64]),
)
def test_the_best_are_the_best_in_order(
    seed: int, n: int, m: int, features: int, k: int, ties: bool, dense: int
) -> None:
    rng = np.random.default_rng(seed)
    left, right = rows(rng, n, features, ties), rows(rng, m, features, ties)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cosines, "_DENSE", dense)
        patch.setattr(cosines, "ROWS", 16)
        every = np.concatenate([chunk for _, chunk in Cosines(right).chunks(left)] or [np.zeros((0, m), np.float32)])
        places, scores = best_cosines(left, right, k)
    if n and m:
        assert np.allclose(every, cosine_similarity(left, right), atol=1e-6)
    order = np.lexsort((np.broadcast_to(np.arange(m), every.shape), -every), axis=1)[:, :k]
    assert (places == order).all() and (scores == np.take_along_axis(every, order, 1)).all()
    compared("best cosines compared with a full sort", n * min(k, m))


def test_progress_may_cancel() -> None:
    def stop(done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        best_cosines(rows(np.random.default_rng(0), 3, 3, False), rows(np.random.default_rng(1), 3, 3, False), 1, stop)
