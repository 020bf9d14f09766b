"""What a score promises: a number between 0 and 1, the same in every language, for whatever text arrives."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentapp.domain.errors import Cancelled
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching.matcher import Matcher
from tests.matching.conftest import profile

ENGLISH = [
    "Ten years of static timing analysis and timing closure with PrimeTime on 5 nm GPUs, clock tree synthesis and ECO.",
    "I write MLIR passes and LLVM back ends: tensor compilers, operator fusion, register allocation, code generation.",
    "Protein structure prediction, molecular dynamics and drug discovery with deep learning.",
    "Advanced packaging: CoWoS interposers, hybrid bonding, warpage and thermal stress of stacked dies.",
]
SIMPLIFIED = [
    "负责芯片静态时序分析与时序收敛，时钟树综合，ECO修复，保证各工艺角下建立时间和保持时间满足要求。",
    "开发面向自研GPU的深度学习编译器，基于MLIR和LLVM做算子融合、指令调度与代码生成。",
    "利用人工智能做蛋白质结构预测与新药分子筛选，加速药物研发。",
    "先进封装研发：硅中介层、混合键合、翘曲与热应力仿真，解决多芯粒堆叠可靠性。",
]
TRADITIONAL = [
    "負責晶片靜態時序分析與時序收斂，時鐘樹合成與 ECO 修正。",
    "開發自研 GPU 的深度學習編譯器，以 MLIR、LLVM 進行運算子融合與程式碼產生。",
    "運用人工智慧進行蛋白質結構預測與新藥分子篩選。",
    "先進封裝研發：矽中介層、混合鍵合、翹曲與熱應力模擬。",
]


def profiles(texts: list[str]) -> list[Profile]:
    return [profile(text, str(i)) for i, text in enumerate(texts)]


@pytest.mark.parametrize("left", [ENGLISH, SIMPLIFIED, TRADITIONAL], ids=["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("right", [ENGLISH, SIMPLIFIED, TRADITIONAL], ids=["en", "zh-Hans", "zh-Hant"])
def test_the_same_topic_is_found_in_every_pair_of_languages(
    matcher: Matcher, left: list[str], right: list[str]
) -> None:
    scores = matcher.similarity(profiles(left), profiles(right))
    assert scores.dtype == np.float32
    assert scores.shape == (4, 4)
    assert (scores.argmax(axis=1) == np.arange(4)).all()
    assert (scores.argmax(axis=0) == np.arange(4)).all()


def test_a_project_does_not_rank_lower_for_its_language(matcher: Matcher) -> None:
    people = profiles(ENGLISH)
    projects = [profile(t, f"{i}{lang}") for lang in (ENGLISH, SIMPLIFIED, TRADITIONAL) for i, t in enumerate(lang)]
    known = matcher.refined(people, projects)
    scores = known.similarity(people, projects)
    for person in range(4):
        assert set(np.argsort(-scores[person])[:3] % 4) == {person}


@pytest.mark.parametrize("many", [2, 3, 4])
def test_a_small_office_gets_scores_that_mean_what_they_say(matcher: Matcher, many: int) -> None:
    people, projects = profiles(ENGLISH[:many]), profiles(SIMPLIFIED[:many])
    for model in (matcher, matcher.refined(people, projects)):
        scores = model.similarity(people, projects)
        own = np.eye(many, dtype=bool)
        assert scores[own].min() > 0.5
        assert scores[~own].max() < 0.5


def test_university_and_firm_projects_are_scored_alike(matcher: Matcher) -> None:
    scores = matcher.similarity(profiles(SIMPLIFIED), profiles(TRADITIONAL))
    assert scores.diagonal().min() > 0.5


def test_refining_leaves_the_shipped_part_untouched_and_is_deterministic(matcher: Matcher) -> None:
    before = matcher.similarity(profiles(ENGLISH), profiles(SIMPLIFIED))
    first = matcher.refined(profiles(ENGLISH), profiles(SIMPLIFIED))
    second = matcher.refined(profiles(ENGLISH), profiles(SIMPLIFIED))
    ours = [m.similarity(profiles(ENGLISH), profiles(SIMPLIFIED)) for m in (first, second)]
    assert np.array_equal(ours[0], ours[1])
    assert np.array_equal(before, matcher.similarity(profiles(ENGLISH), profiles(SIMPLIFIED)))
    assert first.version == matcher.version


def test_refining_by_no_texts_at_all_works(matcher: Matcher) -> None:
    known = matcher.refined([], [])
    assert np.isfinite(known.similarity(profiles(ENGLISH), profiles(SIMPLIFIED))).all()
    assert known.similarity([], profiles(ENGLISH)).shape == (0, 4)
    assert known.similarity(profiles(ENGLISH), []).shape == (4, 0)


def test_a_paper_on_the_topic_lifts_a_person_and_others_do_not_bury_it(matcher: Matcher) -> None:
    paper = Passage("evidence", ENGLISH[0])
    others = tuple(Passage("evidence", text) for text in ENGLISH[1:])
    specialist = Profile("a", (paper,))
    generalist = Profile("b", (*others, paper))
    outsider = Profile("c", others)
    scores = matcher.similarity([specialist, generalist, outsider], [profile(SIMPLIFIED[0])])[:, 0]
    assert scores[0] >= scores[1] > scores[2]


def test_a_chinese_cv_with_english_papers_and_a_bilingual_text_are_read_in_both_languages(matcher: Matcher) -> None:
    with_papers = Profile("a", (Passage("text", SIMPLIFIED[0] * 3), Passage("evidence", ENGLISH[1])))
    bilingual = profile(SIMPLIFIED[0] + "\n" + ENGLISH[1])
    nobody = profile(SIMPLIFIED[0])
    for project in (SIMPLIFIED[1], ENGLISH[1]):
        scores = matcher.similarity([with_papers, bilingual, nobody], [profile(project)])[:, 0]
        assert min(scores[:2]) > 2 * scores[2]


def test_names_of_posts_and_degrees_are_no_topic(matcher: Matcher) -> None:
    people = profiles(["Full professor, PhD, dual appointment.", "教授，博士，双聘，项目合作。"])
    projects = profiles(["寻找教授，博士学位，双聘或项目合作均可。", "Professor with a PhD for project cooperation."])
    assert matcher.similarity(people, projects).max() < 0.5


ODD = [
    "",
    " \n\t",
    "x",
    "GPU",
    "芯",
    "42",
    "李小明",
    "Jane Q. Public",
    "ＧＰＵ　ｄｒｉｖｅｒ　開發",
    "\x00\ud800\uffff",
    "👩‍🔬🔬",
    "العربية текст ภาษา かな 한국어",
    "a" * 100_000,
    "记" * 100_000,
]


def test_whatever_arrives_gets_a_score(matcher: Matcher) -> None:
    texts = profiles([*ODD, *ENGLISH, *SIMPLIFIED])
    known = matcher.refined(texts, texts)
    for model in (matcher, known):
        scores = model.similarity(texts, texts)
        assert np.isfinite(scores).all()
        assert scores.min() >= 0
        assert scores.max() <= 1


def test_no_passages_at_all(matcher: Matcher) -> None:
    nobody = Profile("n", ())
    assert np.isfinite(matcher.similarity([nobody], [nobody])).all()
    assert matcher.explain(nobody, nobody).too_little


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=st.text(max_size=80), right=st.text(max_size=80))
def test_any_pair_of_texts_is_scored_and_explained(matcher: Matcher, left: str, right: str) -> None:
    score = matcher.similarity([profile(left)], [profile(right)])[0, 0]
    explanation = matcher.explain(profile(left), profile(right))
    assert 0 <= score <= 1
    assert explanation.score == pytest.approx(100 * score, abs=0.01)


@pytest.mark.long
@pytest.mark.parametrize("words", [(" ".join(ENGLISH) + " " + "".join(SIMPLIFIED) + "\n").split(" "), [*SIMPLIFIED[0]]])
def test_long_texts_take_linear_time(matcher: Matcher, words: list[str]) -> None:
    taken = []
    for count in (4_000, 40_000):
        text = ("" if len(words[0]) == 1 else " ").join((words * (count // len(words) + 1))[:count])
        begin = time.process_time()
        matcher.explain(profile(text), profile(SIMPLIFIED[1]))
        taken.append(time.process_time() - begin)
    assert taken[1] < 40 * max(taken[0], 0.05)  # ten times the text; a hundred times would be quadratic


def test_progress_is_told_and_may_stop_the_work(matcher: Matcher) -> None:
    seen: list[tuple[int, int | None]] = []
    matcher.similarity(profiles(ENGLISH), profiles(SIMPLIFIED), lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)

    def stop(done: int, total: int | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        matcher.similarity(profiles(ENGLISH), profiles(SIMPLIFIED), stop)


def test_chunks_do_not_change_scores(matcher: Matcher) -> None:
    many = profiles(ENGLISH * 100)
    whole = matcher.similarity(many, profiles(SIMPLIFIED))
    assert np.allclose(whole[:4], whole[-4:], atol=1e-6)


def test_the_recipe_is_data(matcher: Matcher) -> None:
    silent_wording = replace(matcher, recipe=replace(matcher.recipe, wording=0.0))
    pair = profiles(ENGLISH[:1]), profiles(ENGLISH[1:2])
    assert silent_wording.similarity(*pair)[0, 0] != matcher.similarity(*pair)[0, 0]


def test_items_that_several_texts_share_are_worked_out_once(matcher: Matcher) -> None:
    papers = [
        Passage("evidence", text) for text in ("HBM controller scheduling", "编译器后端的寄存器分配", "ray tracing")
    ]
    one, other = (Profile(key, (Passage("skills", key), *papers)) for key in ("CUDA kernels", "片上网络"))
    together = matcher.left([one, other, one])
    assert len(together.vectors) == 12 and len(together.read.distinct()[0].chinese) < 12
    for at, known in enumerate((one, other, one)):
        for alone, all_of in zip(matcher.left([known])[1:], together[1:], strict=True):
            both = alone, all_of[4 * at : 4 * at + 4]
            assert np.allclose(*(part.toarray() if hasattr(part, "toarray") else part for part in both), atol=1e-6)
