"""The benchmark's measures are the ones they claim to be."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, ndcg_score

from benchmarks.baselines import bm25, tfidf
from benchmarks.quality import interval, ranking_measures
from tests.matching.test_matcher import SIMPLIFIED, profiles


def test_ranking_measures_agree_with_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    for _ in range(30):
        grade = rng.choice([0.0, 0.0, 2.0, 3.0], int(rng.integers(12, 40)))
        grade[:2] = 3, 0
        score = rng.normal(size=len(grade))
        found = ranking_measures(score, grade)
        gain = np.where(grade > 0, 2**grade - 1, 0)
        assert found[0] == pytest.approx(ndcg_score([gain], [score], k=10))
        assert found[2] == pytest.approx(average_precision_score(grade >= 2, score))


def test_a_perfect_order_scores_one_and_nothing_relevant_is_no_number() -> None:
    grade = np.array([0.0, 3.0, 2.0, 0.0, 3.0])
    assert ranking_measures(grade, grade) == (1, 1, 1)
    assert np.isnan(ranking_measures(grade, np.zeros(5))).all()


def test_intervals_hold_the_mean_and_leave_unknown_values_out() -> None:
    mean, low, high = interval(np.array([0.0, 1.0, np.nan, 1.0]), np.array(["a", "a", "b", "c"]))
    assert mean == pytest.approx(2 / 3)
    assert low <= mean <= high


def test_the_baselines_find_the_same_text() -> None:
    for system in (tfidf, bm25):
        scores = system(profiles(SIMPLIFIED), profiles(SIMPLIFIED))
        assert (scores.argmax(axis=1) == np.arange(4)).all()
