"""What an explanation promises: its points add up to the score, and its spans are in the original texts."""

import time
from itertools import product

import numpy as np
import pytest

from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.reasons import Span
from talentapp.matching.matcher import Matcher
from tests.matching.conftest import profile
from tests.matching.test_matcher import ENGLISH, SIMPLIFIED, TRADITIONAL, profiles


def in_place(span: Span, owner: Profile) -> bool:
    passage = owner.passages[span.passage]
    return passage.section == span.section and passage.text[span.start : span.end] == span.text != ""


@pytest.mark.parametrize("refined", [False, True])
def test_points_add_up_to_the_score_that_the_run_shows(matcher: Matcher, refined: bool) -> None:
    left, right = profiles(ENGLISH + TRADITIONAL), profiles(SIMPLIFIED + ENGLISH)
    model = matcher.refined(left, right) if refined else matcher
    scores = model.similarity(left, right)
    for (i, one), (j, other) in product(enumerate(left), enumerate(right)):
        explanation = model.explain(one, other)
        assert explanation.score == pytest.approx(100 * float(scores[i, j]), abs=0.01)
        assert sum(item.points for item in explanation.shared) == pytest.approx(explanation.score, abs=1e-6)
        assert all(item.points >= 0 for item in explanation.shared)
        for item in explanation.shared:
            assert all(in_place(span, one) for span in item.left)
            assert all(in_place(span, other) for span in item.right)
            assert not item.concept or (item.left and item.right)
        for gap in explanation.missing:
            assert gap.concept in model.concepts
            assert 0 < gap.weight <= 1
            assert all(in_place(span, other) for span in gap.right)


def test_the_concept_and_its_words_are_found_across_languages(matcher: Matcher) -> None:
    explanation = matcher.explain(profile(ENGLISH[0]), profile(SIMPLIFIED[0]))
    best = explanation.shared[0]
    assert "timing" in " ".join(span.text for span in best.left)
    assert "时序" in "".join(span.text for span in best.right)


def test_spans_survive_folding_that_changes_lengths(matcher: Matcher) -> None:
    left = Profile("l", (Passage("fields", "ﬁnite ㎡"), Passage("text", "Ｔｉｍｉｎｇ　ｃｌｏｓｕｒｅ ½ 靜態時序分析")))
    explanation = matcher.explain(left, profile(SIMPLIFIED[0]))
    spans = [span for item in explanation.shared for span in item.left]
    assert spans
    assert all(in_place(span, left) for span in spans)


def test_what_the_project_asks_for_and_the_person_lacks(matcher: Matcher) -> None:
    project = profile(SIMPLIFIED[0] + SIMPLIFIED[3])
    explanation = matcher.explain(profile(ENGLISH[0]), project)
    texts = "".join(span.text for gap in explanation.missing for span in gap.right)
    assert "封装" in texts or "键合" in texts or "翘曲" in texts
    assert sum(gap.weight for gap in explanation.missing) <= 1


def test_too_little_is_said(matcher: Matcher) -> None:
    assert matcher.explain(profile("李小明"), profile(SIMPLIFIED[0])).too_little
    assert matcher.explain(profile(ENGLISH[0]), profile("")).too_little
    assert not matcher.explain(profile(ENGLISH[0]), profile(SIMPLIFIED[0])).too_little


def test_a_person_with_papers_is_explained_by_the_papers_that_fit(matcher: Matcher) -> None:
    person = Profile("p", tuple(Passage("evidence", text) for text in ENGLISH))
    explanation = matcher.explain(person, profile(SIMPLIFIED[0]))
    assert explanation.score == pytest.approx(
        100 * float(matcher.similarity([person], [profile(SIMPLIFIED[0])])[0, 0]), abs=0.01
    )
    assert {span.passage for span in explanation.shared[0].left} == {0}


def test_explaining_is_quick_enough_for_hundreds_of_pairs(matcher: Matcher) -> None:
    left, right = profiles(ENGLISH * 5), profiles(SIMPLIFIED)
    known = matcher.refined(left, right)
    known.explain(left[0], right[0])
    taken = []
    for one in left:
        begin = time.process_time()
        known.explain(one, right[0])
        taken.append(time.process_time() - begin)
    assert np.median(taken) < 0.1  # about 0.01 on a quiet machine
