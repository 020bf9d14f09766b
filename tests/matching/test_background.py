"""Beyond the vocabulary: what English terms stand beside, and what Chinese words mean."""

import numpy as np
import pytest
import scipy.sparse as sp

from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.reasons import REASONS_FROM
from talentapp.matching.dictionary import meanings
from talentapp.matching.features import Words
from talentapp.matching.matcher import Matcher
from talentapp.matching.translating import Translations, above_usual
from tests.matching import test_matcher

# No trade of the vocabulary: nothing but the dictionary knows these.
ENGLISH = [
    "The bakery needs somebody who kneads dough, bakes bread and pastries before dawn and serves coffee to customers.",
    "A gardener is wanted who prunes roses, sows vegetables, mows the lawn and builds a fence around the orchard.",
    "The orchestra is looking for a violinist who plays symphonies, rehearses with the conductor and teaches children.",
    "A carpenter repairs wooden doors, staircases and windows of old houses and makes tables and chairs to order.",
    "The swimming club wants a coach for breaststroke and diving who trains young athletes and rescues the drowning.",
]
CHINESE = [
    "黎明前揉面团，烤面包和点心，给顾客端咖啡。",
    "修剪玫瑰，播种蔬菜，割草坪，在果园周围做篱笆。",
    "在管弦乐团拉小提琴，演奏交响曲，跟指挥排练，教孩子。",
    "修理老房子的木门、楼梯和窗户，订做桌子和椅子。",
    "教蛙泳和跳水，训练年轻运动员，救溺水的人。",
]


def profiles(texts: list[str], section: str = "text") -> list[Profile]:
    return [Profile(f"{section}-{i}", (Passage(section, text),)) for i, text in enumerate(texts)]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def known(matcher: Matcher) -> Matcher:
    others = [*test_matcher.ENGLISH, *test_matcher.SIMPLIFIED, *test_matcher.TRADITIONAL]
    return matcher.refined(profiles(CHINESE + others), profiles(ENGLISH + others))


def test_texts_of_no_known_trade_find_each_other_across_languages(known: Matcher) -> None:
    chinese, english = profiles(CHINESE), profiles(ENGLISH)
    assert (known.similarity(chinese, english).argmax(axis=1) == np.arange(5)).all()
    assert (known.similarity(english, chinese).argmax(axis=1) == np.arange(5)).all()


def test_they_are_explained_by_their_words_in_both_languages(known: Matcher) -> None:
    explained = 0
    for chinese, english in zip(profiles(CHINESE), profiles(ENGLISH), strict=True):
        explanation = known.explain(chinese, english)
        assert sum(line.points for line in explanation.shared) == pytest.approx(explanation.score)
        line = explanation.shared[-1]
        if explanation.score < REASONS_FROM or line.concept:
            continue
        explained += 1
        for spans, profile in ((line.left, chinese), (line.right, english)):
            assert spans
            assert all(profile.passages[s.passage].text[s.start : s.end] == s.text for s in spans)
    assert explained >= 2


def test_english_papers_are_compared_with_a_chinese_project_by_concepts_not_by_letters_in_common(
    matcher: Matcher,
) -> None:
    """What papers and projects of two languages have in common in letters is names and chance."""
    paper = "Deadlock-free routing in mesh networks on chip. We prove a turn model for ACME-X9 and measure its latency."
    projects = [
        "片上网络路由算法与死锁避免：研究网格拓扑上的转向模型与延迟。",
        "招聘食堂厨师，使用 ACME-X9 型炉灶，ACME-X9 经验优先。",
    ]
    person, wanted = profiles([paper], "evidence"), profiles(projects)
    scores = matcher.refined(person, wanted).similarity(person, wanted)[0]
    assert scores[0] > scores[1]


def test_terms_that_stand_beside_the_same_others_are_alike(matcher: Matcher) -> None:
    reader, background = matcher.reader, matcher.background
    texts = [
        "stochastic gradient descent converges",
        "optimiser with momentum and learning rate",
        "parsing of Latin poetry",
    ]
    vectors = background.latent(reader.read(profiles(texts), itemwise=False).terms)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)


def test_the_longest_word_from_the_left_is_found(matcher: Matcher) -> None:
    run = "神经网络训练在数据中心里"
    assert [run[a:b] for a, b in matcher.background.words_in(run)] == ["神经网络训练", "数据", "中心"]


def test_meanings_count_each_sense_alike_and_leave_out_notes_and_names() -> None:
    column = {"bank": 0, "river": 1, "shore": 2, "person": 3}
    entries = [
        ("岸", ["shore"]),
        ("银行", ["bank", "CL:家"]),
        ("河岸", ["(lit.) river bank", "shore"]),
        ("王", ["surname Wang"]),
    ]
    words, matrix = meanings(entries, column, Words.of((), ()))
    assert dict(zip(words, matrix.toarray().tolist(), strict=True)) == {
        "河岸": [0.5, 0.5, 0.5, 0],
        "银行": [1, 0, 0, 0],
    }


def test_usual_cosines_are_those_of_the_texts_of_the_other_language() -> None:
    rng = np.random.default_rng(0)
    rows = sp.csr_array(rng.random((40, 30)) * (rng.random((40, 30)) < 0.3))
    rows = sp.csr_array(rows / np.sqrt((rows.multiply(rows)).sum(axis=1))[:, None])
    chinese = np.arange(40) % 3 == 0
    known = Translations(0.1, 0.05).knowing(rows, chinese, 0)
    usual = known.usual(rows, chinese, 0)
    cosines = (rows @ rows.T).toarray()
    assert usual[0] == pytest.approx([cosines[0][~chinese].mean(), cosines[0][~chinese].std()], rel=1e-5)
    assert usual[1] == pytest.approx([cosines[1][chinese].mean(), cosines[1][chinese].std()], rel=1e-5)
    nobody = Translations(0.1, 0.05).usual(rows, chinese, 30)
    assert nobody == pytest.approx(np.tile([0.1, 0.05], (40, 1)))
    across = chinese[:, None] != chinese[None]
    above = above_usual(cosines.astype(np.float32), usual, usual, across)
    assert (above[~across] == 0).all()
    assert above[0, 1] == pytest.approx(above[1, 0], rel=1e-4)
