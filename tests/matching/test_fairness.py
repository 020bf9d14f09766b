"""Words about a person's sex, age, nationality, ethnicity or family change nothing, exactly."""

from itertools import product

import numpy as np
import pytest

from talentapp import assets
from talentapp.domain.profiles import Passage, Profile, Section
from talentapp.matching import artefact
from talentapp.matching.features import tokens
from talentapp.matching.matcher import Matcher

ENGLISH = (
    "{he} is a {age}-year-old {nation} {man}, {married}, {father} of {two}. Born in {born}. {topic}. "
    "{his} work on {topic} is known in {country}; {mr} X, of {ethnic} origin, is a {citizen} of {country}."
)
CHINESE = (
    "{he}，{man}，{age}岁，{born}年出生，{nation}籍，{ethnic}，{married}，{father}。"
    "长期从事{topic}，{mr}在{country}工作。"
)
SLOTS = {
    "en": [
        "he",
        "his",
        "man",
        "age",
        "nation",
        "married",
        "father",
        "two",
        "born",
        "country",
        "mr",
        "ethnic",
        "citizen",
    ],
    "zh": ["he", "man", "age", "born", "nation", "ethnic", "married", "father", "mr", "country"],
}
FILLED = [
    {
        "en": [
            "He",
            "His",
            "man",
            "34",
            "German",
            "married",
            "father",
            "two",
            "1990",
            "Germany",
            "Mr",
            "Han",
            "citizen",
        ],
        "zh": ["他", "男", "34", "1990", "德国", "汉族", "已婚", "一儿一女", "先生", "德国"],
        "tw": ["他", "男性", "34", "1990", "德國", "漢族", "已婚", "子女", "先生", "德國"],
    },
    {
        "en": [
            "She",
            "Her",
            "woman",
            "61",
            "South Korean",
            "divorced",
            "mother",
            "four",
            "1963",
            "New Zealand",
            "Mrs",
            "Uyghur",
            "national",
        ],
        "zh": ["她", "女", "六十一", "1963", "哈萨克斯坦", "维吾尔族", "离异", "独生子女", "女士", "新西兰"],
        "tw": ["她", "女性", "61", "1963", "紐西蘭", "藏族", "未婚", "孩子", "女士", "紐西蘭"],
    },
]
TOPICS = {"en": "en", "zh": "zh_CN", "tw": "zh_TW"}


def written(version: int, topics: list[dict[str, str]]) -> list[Profile]:
    texts = []
    for number, topic in enumerate(topics):
        language = ("en", "zh", "tw")[number % 3]
        form = ENGLISH if language == "en" else CHINESE
        slots = dict(zip(SLOTS["en" if language == "en" else "zh"], FILLED[version][language], strict=True))
        text = form.format(topic=topic[TOPICS[language]], **slots)
        section: Section = "evidence" if number % 7 == 0 else "text"
        texts.append(Profile(str(number), (Passage(section, text),)))
    return texts


def test_swapping_them_changes_no_score_of_ten_thousand_pairs(matcher: Matcher) -> None:
    labels = list(artefact.labels(assets.path("models/matching")).values())
    topics = [dict(label) for label in labels[:: max(1, len(labels) // 220)]][:210]
    people, projects = topics[:105], topics[105:]
    first, second = ((written(version, people), written(version, projects)) for version in (0, 1))
    assert len(people) * len(projects) >= 10_000
    for refine in (False, True):
        scores = [
            (matcher.refined(left, right) if refine else matcher).similarity(left, right)
            for left, right in (first, second)
        ]
        assert np.abs(scores[0] - scores[1]).max() == 0
        assert scores[0].std() > 0.01


@pytest.mark.parametrize(
    "form", ["Compilers, {} tuning kernels", "编译器{}优化算子", "編譯器，{}，最佳化", "他是{}人，写编译器"]
)
def test_every_protected_word_leaves_the_same_features(matcher: Matcher, form: str) -> None:
    latin = form.isascii()
    terms = [term for term in matcher.words.protected if term.isascii() == latin]
    nothing = [token.feature for token in tokens(form.format("。" if not latin else ""), matcher.words)]
    wrong = [t for t in terms if [k.feature for k in tokens(form.format(t), matcher.words)] != nothing]
    assert wrong == []


def test_a_people_is_swapped_for_another_but_artificial_intelligence_stays(matcher: Matcher) -> None:
    forms = ["{}编译器专家", "在{}，编译器"]
    for form, term in product(forms, ["德国人", "华人", "美籍", "韩国籍", "维吾尔族", "德裔", "女"]):
        assert [t.feature for t in tokens(form.format(term), matcher.words)][-3:] == ["编译", "译器", "编译器"]
    assert "人工" in [t.feature for t in tokens("中国人工智能芯片", matcher.words)]


def test_all_ages_and_numbers_are_the_same(matcher: Matcher) -> None:
    forms = ["a {} year old compiler engineer", "aged {}, compiler engineer"]
    for form, (one, other) in product(forms, [("28", "63"), ("twenty", "ninety"), ("forty", "55"), ("30s", "60s")]):
        assert [t.feature for t in tokens(form.format(one), matcher.words)] == [
            t.feature for t in tokens(form.format(other), matcher.words)
        ]


NAMES = [("Tobias Engelhardt", "许庭瑄", "許庭瑄"), ("Ama Owusu-Mensah", "欧阳若晗", "歐陽若晗")]
MORE = {
    "en": "{name} is Indian-born, in {his} forties; photo attached. {name} leads work on {topic}. "
    "{name}'s {wife} lives in {land}.",
    "zh": "{name}，{land}籍，{wife}与孩子同住，附照片。{name}长期从事{topic}，{name}主持多个项目。",
    "tw": "{name}，{land}籍，與{wife}同住，附證件照。{name}長期從事{topic}，{name}主持多個計畫。",
}
FILLS: list[dict[str, dict[str, str]]] = [
    {
        "en": {"his": "his", "wife": "wife", "land": "Taiwan"},
        "zh": {"wife": "妻子", "land": "台湾"},
        "tw": {"wife": "太太", "land": "台灣"},
    },
    {
        "en": {"his": "her", "wife": "husband", "land": "Nigeria"},
        "zh": {"wife": "丈夫", "land": "印度"},
        "tw": {"wife": "先生", "land": "印度"},
    },
]


def named(version: int, topics: list[dict[str, str]]) -> list[Profile]:
    made = []
    for number, topic in enumerate(topics):
        which = number % 3
        language = ("en", "zh", "tw")[which]
        name = NAMES[version][which]
        text = MORE[language].format(name=name, topic=topic[TOPICS[language]], **FILLS[version][language])
        made.append(Profile(str(number), (Passage("text", text), Passage("evidence", text)), (name,)))
    return made


def test_a_person_s_own_name_photograph_and_origin_change_no_score_of_ten_thousand_pairs(matcher: Matcher) -> None:
    labels = list(artefact.labels(assets.path("models/matching")).values())
    topics = [dict(label) for label in labels[:: max(1, len(labels) // 220)]][:210]
    needs = [
        Profile(str(i), (Passage("text", topic["zh_CN"] + "。" + topic["en"]),)) for i, topic in enumerate(topics[105:])
    ]
    first, second = (named(version, topics[:105]) for version in (0, 1))
    assert len(first) * len(needs) >= 10_000
    for refine in (False, True):
        scores = [
            (matcher.refined(people, needs) if refine else matcher).similarity(people, needs)
            for people in (first, second)
        ]
        assert np.abs(scores[0] - scores[1]).max() == 0
        assert scores[0].std() > 0.01


def test_a_name_is_passed_over_where_it_stands_and_nothing_else(matcher: Matcher) -> None:
    person = Profile(
        "p", (Passage("text", "Ray Chen wrote ray tracing cores. 陈瑞做光线追踪。CHENNAI"),), ("Ray Chen", "陈瑞")
    )
    read = person.read(person.passages[0])
    assert len(read) == len(person.passages[0].text)
    assert read.replace("\n", "") == " wrote ray tracing cores. 做光线追踪。CHENNAI"
    spans = [s.text for item in matcher.explain(person, person).shared for s in item.left]
    assert not any("Chen" in text or "陈瑞" in text for text in spans)
