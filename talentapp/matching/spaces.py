"""Counts become weights, and weights become concepts: the numeric steps of the model, as scikit-learn estimators."""

from typing import Any, Self

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted, validate_data


class SublinearIdf(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Counts (n, features) -> (1 + log count) * idf, rows of length one.

    `fit` learns in how many documents each feature stands; `partial_fit` adds more documents to what is known. Counts
    must not be negative. Fitted: `documents_`, `document_frequency_` and `idf_`, the weight (features,) of each.
    """

    def fit(self, X: Any, y: Any = None) -> Self:  # noqa: ARG002, N803
        """Learn from the documents X alone."""
        X = validate_data(self, X, accept_sparse="csr", dtype=np.float64, ensure_non_negative=True)  # noqa: N806
        return self._know(X.shape[0], _present(X))

    def partial_fit(self, X: Any, y: Any = None) -> Self:  # noqa: ARG002, N803
        """Add the documents X to those known."""
        if not hasattr(self, "documents_"):
            return self.fit(X)
        X = validate_data(self, X, reset=False, accept_sparse="csr", dtype=np.float64, ensure_non_negative=True)  # noqa: N806
        return self._know(self.documents_ + X.shape[0], self.document_frequency_ + _present(X))

    def _know(self, documents: int, frequency: NDArray[np.float64]) -> Self:
        self.documents_ = documents
        self.document_frequency_ = frequency
        self.idf_ = np.log((1 + documents) / (1 + frequency)) + 1
        return self

    def copy(self) -> Self:
        """A copy that further documents can be added to."""
        other = type(self)()
        other.__dict__.update(self.__dict__)
        return other

    def transform(self, X: Any) -> Any:  # noqa: N803
        """The weighted rows of X, sparse CSR if X is sparse; an empty row stays zero."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, accept_sparse="csr", dtype=np.float64, ensure_non_negative=True)  # noqa: N806
        if sp.issparse(X):
            X = X.copy()  # noqa: N806
            X.data = _damped(X.data) * self.idf_[X.indices]
            return normalize(X, copy=False)
        return normalize(_damped(X) * self.idf_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags


class ExplicitSemantics(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Weighted texts (n, features) -> how much each says about each concept (n, concepts).

    `fit` takes the weighted articles (concepts, features), one row a concept. Fitted: `columns_`, CSR (features,
    concepts). With rows of length one the result is a cosine to articles of length one.
    """

    def fit(self, X: Any, y: Any = None) -> Self:  # noqa: ARG002, N803
        """Learn the articles X."""
        X = validate_data(self, X, accept_sparse="csr", dtype=np.float64)  # noqa: N806
        self.columns_ = sp.csr_array(X.T)
        self._n_features_out = X.shape[0]
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """(n, concepts), dense."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False, accept_sparse="csr", dtype=np.float64)  # noqa: N806
        said = X @ self.columns_
        return np.asarray(said.toarray() if sp.issparse(said) else said)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags


def _present(X: Any) -> NDArray[np.float64]:  # noqa: N803
    if sp.issparse(X):  # not by a sum: a sparse product holds the interpreter, and a window waits for it
        return np.bincount(X.indices[X.data > 0], minlength=X.shape[1]).astype(np.float64)
    return np.asarray((X > 0).sum(axis=0)).ravel().astype(np.float64)


def _damped(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(counts > 0, 1 + np.log(np.maximum(counts, 1e-300)), 0.0)


def unit_rows(rows: Any) -> Any:
    """Rows (n, k) as float32 of length one; a row of zeros stays."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(length > 0, length, 1), np.float32)
