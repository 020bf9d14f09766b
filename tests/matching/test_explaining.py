"""What an explanation promises: its points add up to the score, and its spans are in the original texts."""

import time
from itertools import product

import numpy as np
import pytest
import rjieba

from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.reasons import REASONS_FROM, Explanation, Span
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
        if explanation.score < REASONS_FROM:
            assert [(item.concept, item.left, item.right) for item in explanation.shared] == [("", (), ())]
        for gap in explanation.missing:
            assert gap.concept in model.concepts
            assert 0 < gap.weight <= 1
            assert all(in_place(span, other) for span in gap.right)


def test_the_concept_and_its_words_are_found_across_languages(matcher: Matcher) -> None:
    explanation = matcher.explain(profile(ENGLISH[0]), profile(SIMPLIFIED[0]))
    by_name = {shared.concept: shared for shared in explanation.shared}
    closure = by_name["timing-closure-eco"]
    assert "timing closure" in [span.text for span in closure.left]
    assert "时序收敛" in [span.text for span in closure.right]
    assert "" not in by_name


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


def test_one_idea_is_one_line(matcher: Matcher) -> None:
    left = profile("Confidential computing for GPUs: trusted execution, memory encryption and remote attestation.")
    explanation = matcher.explain(left, profile("面向GPU的机密计算：可信执行环境、内存加密与远程证明。"))
    lines = [item for item in explanation.shared if item.concept]
    assert 1 <= len(lines) <= 6
    for side in ("left", "right"):
        worded = [frozenset(span.text for span in getattr(item, side)) for item in lines]
        assert len(set(worded)) == len(worded)
    named = [code for item in lines for code in (item.concept, *item.also)]
    assert len(set(named)) == len(named)


def test_spans_cut_no_word(matcher: Matcher) -> None:
    """Latin words stand whole; Han words as a segmenter sees them nearly always."""
    left, right = profiles([*SIMPLIFIED, *ENGLISH]), profiles([*ENGLISH, *SIMPLIFIED])
    cut = seen = 0
    for one, other in product(left, right):
        for item in matcher.explain(one, other).shared:
            for span, owner in [*((s, one) for s in item.left), *((s, other) for s in item.right)]:
                text = owner.passages[span.passage].text
                if span.text[0].isascii():
                    assert not (span.start and text[span.start - 1].isascii() and text[span.start - 1].isalnum())
                if span.text[-1].isascii():
                    assert not (span.end < len(text) and text[span.end].isascii() and text[span.end].isalnum())
                edges, at = {0}, 0
                for word in rjieba.cut(text):
                    at += len(word)
                    edges.add(at)
                seen += 2
                cut += (span.start not in edges) + (span.end not in edges)
    assert seen > 100
    assert cut < 0.1 * seen


def test_one_shared_word_carries_no_third_of_a_score_that_more_words_carry(matcher: Matcher) -> None:
    left = profile("MLIR. I plan scratchpads, fuse operators and tune tile sizes with learned cost models for NPUs.")
    right = profile("基于MLIR的推理芯片编译器：算子融合、片上内存规划、自动调优与代价模型。")
    explanation: Explanation = matcher.explain(left, right)
    for item in explanation.shared:
        texts = {span.text.lower() for span in item.left}, {span.text.lower() for span in item.right}
        if item.concept and {"mlir"} in texts:
            assert item.points < explanation.score / 3


def test_no_reasons_where_texts_have_nothing_in_common(matcher: Matcher) -> None:
    explanation = matcher.explain(profile(ENGLISH[2]), profile(SIMPLIFIED[3]))
    assert explanation.score < REASONS_FROM
    assert [item.concept for item in explanation.shared] == [""]
    assert explanation.shared[0].left == ()


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
