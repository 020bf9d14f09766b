"""What would change a rank is tried, not guessed: making the change really gives that rank."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.reasons import Change, Explanation
from talentapp.matching.changes import Ranks, showing, with_changes
from talentapp.matching.matcher import Matcher
from tests.matching.conftest import profile

PEOPLE = [
    "Twelve years of CUDA kernels: GEMM, attention, tensor cores, warp specialisation and roofline tuning.",
    "Ten years of LLVM back ends, MLIR lowering, register allocation and instruction scheduling for GPUs.",
    "I tune compilers by hand: autotuning, cost models, operator fusion and loop tiling for tensor programs.",
    "Static timing analysis, timing closure, clock tree synthesis and ECO on 5 nm GPUs.",
    "编译器工程师，负责图编译、算子融合与内存规划，也写过解释器。",
    "负责先进封装的硅中介层、混合键合与翘曲仿真。",
]
PROJECTS = [
    "开发自研GPU的编译器后端：指令选择、寄存器分配、指令调度，基于LLVM与MLIR，支持张量程序的算子融合与自动调优。",
    "Advanced packaging for stacked memory: hybrid bonding, warpage, thermal stress, through-silicon vias.",
]


@pytest.fixture(scope="module")
def told(matcher: Matcher) -> tuple[Matcher, list[Profile], list[Profile], np.ndarray, list[dict[int, Explanation]]]:
    people = [profile(text, str(i)) for i, text in enumerate(PEOPLE)]
    projects = [profile(text, str(i)) for i, text in enumerate(PROJECTS)]
    known = matcher.refined(people, projects)
    scores = known.similarity(people, projects)
    found = []
    for place, person in enumerate(people):
        explained = {j: known.explain(person, project) for j, project in enumerate(projects)}
        found.append(with_changes(known, person, place, explained, projects, Ranks(scores)))
    return known, people, projects, scores, found


def rank(column: np.ndarray, place: int) -> int:
    return int((column > column[place]).sum()) + 1


def test_ranks_are_those_of_the_scores(told) -> None:  # type: ignore[no-untyped-def]
    _, people, projects, scores, found = told
    for place in range(len(people)):
        for j in range(len(projects)):
            assert found[place][j].rank == rank(scores[:, j], place)
            assert found[place][j].of == len(people)


def test_every_change_that_is_told_comes_true_when_it_is_made(told) -> None:  # type: ignore[no-untyped-def]
    known, people, projects, scores, found = told
    told_of: list[Change] = []
    for place, person in enumerate(people):
        for j, explanation in found[place].items():
            for change in explanation.changes:
                told_of.append(change)
                if change.shown:
                    edited = showing(known, person, change.concept)
                else:
                    line = next(s for s in explanation.shared if s.concept == change.concept)
                    edited = known.explainer.without(person, line)
                after = scores[:, j].copy()
                after[place] = known.similarity([edited], [projects[j]])[0, 0]
                assert 100 * after[place] == pytest.approx(change.score, abs=0.06)
                assert rank(after, place) == change.rank
                better = change.rank < explanation.rank
                assert better if change.shown else change.rank > explanation.rank
    assert any(change.shown for change in told_of)
    assert any(not change.shown for change in told_of)


def test_what_is_named_is_named_in_the_language_of_the_profile(matcher: Matcher) -> None:
    for text, expected in ((PEOPLE[0], matcher.labels["llvm-gpu-backend"]["en"]), (PEOPLE[4], "LLVM GPU后端")):
        assert showing(matcher, profile(text), "llvm-gpu-backend").passages[-1] == Passage("skills", expected)


def test_where_a_score_means_nothing_no_change_is_told(told) -> None:  # type: ignore[no-untyped-def]
    *_, found = told
    assert found[3][1].score < 20
    assert found[3][1].changes == ()


@given(st.data())
def test_a_rank_is_one_more_than_how_many_are_better(data: st.DataObject) -> None:
    some = st.floats(0, 1, width=32)
    people = data.draw(st.lists(st.lists(some, min_size=2, max_size=2), min_size=1, max_size=8))
    scores = np.array(people, np.float32)
    place, project = data.draw(st.integers(0, len(people) - 1)), data.draw(st.integers(0, 1))
    score = data.draw(st.one_of(st.floats(0, 1), st.sampled_from([float(x) for x in scores[:, project]])))
    others = np.delete(scores[:, project].astype(np.float64), place)
    standing = Ranks(scores)
    assert standing.at(place, project, score) == 1 + int((others > score).sum())
    assert standing.own(place, project) == 1 + int((others > float(scores[place, project])).sum())
