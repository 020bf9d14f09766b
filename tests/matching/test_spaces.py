"""The steps of the model, and the whole recipe, keep scikit-learn's conventions."""

from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks
from sklearn.utils.estimator_checks import parametrize_with_checks

from talentapp.matching.estimators import ConceptVectors
from talentapp.matching.matcher import Matcher
from talentapp.matching.spaces import ExplicitSemantics, SublinearIdf
from tests.matching.test_matcher import ENGLISH, SIMPLIFIED, TRADITIONAL, profiles


@parametrize_with_checks([SublinearIdf(), ExplicitSemantics()])
def test_the_numeric_steps_keep_the_conventions(estimator: Any, check: Any) -> None:
    check(estimator)


# scikit-learn's own checks feed tables of numbers; for a transformer of texts only those without data apply.
@pytest.mark.parametrize(
    "check",
    [
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_set_params,
        estimator_checks.check_valid_tag_types,
        estimator_checks.check_estimator_repr,
    ],
)
def test_the_recipe_keeps_the_conventions(check: Any) -> None:
    check("ConceptVectors", ConceptVectors())


def test_the_recipe_works_in_a_pipeline_across_languages() -> None:
    texts = [*ENGLISH, *SIMPLIFIED]
    topics = np.tile(np.arange(4), 2)
    finder = make_pipeline(ConceptVectors(recipe={"link": 0.5}), KNeighborsClassifier(1, metric="cosine"))
    assert finder.fit(texts, topics).predict(TRADITIONAL).tolist() == [0, 1, 2, 3]
    again = clone(finder).set_params(conceptvectors__recipe=None)
    assert again.get_params()["conceptvectors__recipe"] is None
    assert again.fit(texts, topics).predict(TRADITIONAL).tolist() == [0, 1, 2, 3]
    assert finder[0].matcher_.recipe.link == 0.5


def test_the_recipe_is_the_matcher_s_own(matcher: Matcher) -> None:
    vectors = ConceptVectors().fit(ENGLISH)
    known = matcher.refined([], profiles(ENGLISH))
    expected = known.vectors(known.reader.read(profiles(SIMPLIFIED), itemwise=False))
    assert np.array_equal(vectors.transform(SIMPLIFIED), expected)
    assert vectors.get_feature_names_out().tolist() == list(matcher.concepts)
    assert vectors.transform(["", "x"]).any(axis=1).tolist() == [False, False]
    for wrong in ("one text", [1, 2]):
        with pytest.raises(ValueError, match="texts"):
            vectors.transform(wrong)  # type: ignore[arg-type]
    with pytest.raises(NotFittedError):
        ConceptVectors().transform(ENGLISH)


def test_documents_added_later_count_as_if_known_at_once() -> None:
    counts = sp.csr_array(np.random.default_rng(0).poisson(0.4, (30, 12)).astype(float))
    at_once = SublinearIdf().fit(counts)
    in_parts = SublinearIdf().fit(counts[:10]).partial_fit(counts[10:])
    assert np.array_equal(at_once.idf_, in_parts.idf_)
    assert np.allclose(at_once.transform(counts).toarray(), in_parts.transform(counts.toarray()))
