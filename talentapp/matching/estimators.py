"""The whole recipe as one scikit-learn transformer: for pipelines, searches and measurements beside other models."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from talentapp import assets
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching import artefact


class ConceptVectors(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts in English or Chinese (n strings) -> unit vectors over concepts (n, concepts), alike in all languages.

    `fit` refines the shipped model by the texts: how common their words are, which are kin. The product of two vectors
    is the model's similarity by concepts, before scaling. Fitted: `matcher_`.

    recipe: constants of `matcher.Recipe` to be set otherwise than shipped, such as {"link": 0.5}.
    """

    def __init__(self, recipe: dict[str, Any] | None = None) -> None:
        self.recipe = recipe

    def fit(self, X: Sequence[str], y: Any = None) -> Self:  # noqa: ARG002, N803
        """Know the texts X."""
        shipped = artefact.loaded(assets.path("models/matching"))
        shipped = replace(shipped, recipe=replace(shipped.recipe, **(self.recipe or {})))
        self.matcher_ = shipped.refined([], _profiles(X))
        self._n_features_out = len(shipped.concepts)
        return self

    def transform(self, X: Sequence[str]) -> NDArray[np.float32]:  # noqa: N803
        """(n, concepts); a text without a known word is zero."""
        check_is_fitted(self)
        return np.asarray(self.matcher_.vectors(self.matcher_.reader.read(_profiles(X), itemwise=False)))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:  # noqa: ARG002
        """The codes of the concepts."""
        check_is_fitted(self)
        return np.array(self.matcher_.concepts, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def _profiles(texts: Sequence[str]) -> list[Profile]:
    if isinstance(texts, str) or not all(isinstance(text, str) for text in texts):
        raise ValueError("a sequence of texts is needed")
    return [Profile(str(number), (Passage("text", text),)) for number, text in enumerate(texts)]
