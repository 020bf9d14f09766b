"""The numeric step keeps scikit-learn's conventions."""

from typing import Any

import numpy as np
import scipy.sparse as sp
from sklearn.utils.estimator_checks import parametrize_with_checks

from talentapp.matching.spaces import SublinearIdf


@parametrize_with_checks([SublinearIdf()])
def test_sublinear_idf_keeps_the_conventions(estimator: Any, check: Any) -> None:
    check(estimator)


def test_documents_added_later_count_as_if_known_at_once() -> None:
    counts = sp.csr_array(np.random.default_rng(0).poisson(0.4, (30, 12)).astype(float))
    at_once = SublinearIdf().fit(counts)
    in_parts = SublinearIdf().fit(counts[:10]).partial_fit(counts[10:])
    assert np.array_equal(at_once.idf_, in_parts.idf_)
    assert np.allclose(at_once.transform(counts).toarray(), in_parts.transform(counts.toarray()))
