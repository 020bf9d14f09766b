"""Parsers of a CV against what is generated: names, telephones, times, places of values."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentapp.domain.intake import Trouble
from talentapp.domain.papers import Line, Paper
from talentapp.files.cvs.cv import understood
from talentapp.files.cvs.labels import bare
from talentapp.files.cvs.names import chinese_name, english_name
from talentapp.files.cvs.text import Para, Part
from talentapp.files.words.headings import Section
from talentapp.files.words.periods import periods

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
years = st.integers(1970, 2026)
months = st.integers(1, 12)


@given(
    years,
    months,
    years,
    months,
    st.sampled_from(["en", "short", "dots", "slash", "zh"]),
    st.sampled_from(["–", "-", "—", " to ", "至"]),
)
def test_a_range_is_read_as_it_was_written(y1: int, m1: int, y2: int, m2: int, notation: str, sign: str) -> None:
    def written(year: int, month: int) -> str:
        return {
            "en": f"{MONTHS[month - 1]} {year}", "short": f"{MONTHS[month - 1][:3]} {year}",
            "dots": f"{year}.{month:02d}", "slash": f"{month:02d}/{year}", "zh": f"{year}年{month}月",
        }[notation]  # fmt: skip

    found = periods(f"Engineer, {written(y1, m1)} {sign} {written(y2, m2)}")
    assert [(one.start, one.end, one.current) for one in found] == [((y1, m1), (y2, m2), False)]


@given(years, st.sampled_from(["present", "Present", "now", "至今", "迄今", "今", "现在", "to date", "current"]))
def test_what_goes_on_is_current(year: int, word: str) -> None:
    found = periods(f"{year} – {word}")
    assert [(one.start, one.current) for one in found] == [((year, 0), True)]


@given(
    st.integers(1, 999),
    st.lists(st.integers(0, 9), min_size=7, max_size=11),
    st.sampled_from([" ", "-", ".", ""]),
    st.integers(2, 4),
)
def test_an_international_number_is_found_whole(code: int, digits: list[int], gap: str, size: int) -> None:
    text = "".join(map(str, digits))
    number = f"+{code} " + gap.join(text[at : at + size] for at in range(0, len(text), size))
    line = Line(f"Reach me: {number} or by mail", 1, 1)
    said = [
        one.value
        for one in bare([Part(Section.ABOUT, paras=[Para(line.text, ((0, line, 0),))])])
        if one.field == "phone"
    ]
    assert ["".join(ch for ch in str(one) if ch.isdigit()) for one in said] == [f"{code}{text}"]


@given(st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True), st.from_regex(r"[A-Z][a-z]{2,9}", fullmatch=True),
       st.sampled_from(["", "Dr. ", "Prof. ", "Prof. Dr. ", "Mr "]),
       st.sampled_from(["", ", PhD", ", Ph.D.", " MSc"]))  # fmt: skip
@settings(max_examples=60)
def test_titles_are_no_part_of_a_name(given_name: str, family: str, title: str, after: str) -> None:
    plain = english_name(f"{given_name} {family}")
    if plain:  # the words were not ones that no name has
        assert english_name(f"{title}{given_name} {family}{after}") == plain == f"{given_name} {family}"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张伟", "张伟"), ("张 伟", "张伟"), ("张伟博士", "张伟"), ("欧阳明哲 教授", "欧阳明哲"),
        ("陈嘉欣（女士）", "陈嘉欣"), ("阿卜杜拉·买买提", "阿卜杜拉·买买提"), ("教育背景", ""), ("工作经历", ""),
        ("美国", ""), ("高级工程师", ""), ("半导体", ""),
    ],
)  # fmt: skip
def test_chinese_names(written: str, name: str) -> None:
    assert chinese_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Curriculum Vitae", ""), ("ZHANG Wei", "ZHANG Wei"), ("Zhang, Wei", "Zhang, Wei"),
        ("Jean-Luc d'Aubigny", "Jean-Luc d'Aubigny"), ("María José Etxandi", "María José Etxandi"),
        ("Ludwig van der Berg", "Ludwig van der Berg"), ("Senior Engineer", ""), ("Munich, Germany", ""),
        ("Work Experience", ""), ("J. K. O'Hara", "J. K. O'Hara"), ("Dear Madam", ""), ("Nordlicht GmbH", ""),
    ],
)  # fmt: skip
def test_english_names(written: str, name: str) -> None:
    assert english_name(written) == name


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=80), max_size=25))
@settings(max_examples=80, deadline=None)
def test_any_text_is_understood_and_every_place_lies_in_it(texts: list[str]) -> None:
    lines = [Line(" ".join(text.split()), 1, number) for number, text in enumerate(texts, 1)]
    reading = understood(Paper(lines))
    lengths = {line.number: len(line.text) for line in lines}
    for places in reading.rows[0].places.values():
        for place in places:
            assert 0 <= place.start < place.end <= lengths.get(place.line, 0)


@given(
    st.permutations(
        [
            "Skills\nMLIR, CUDA",
            "Languages\nEnglish, German",
            "Research Interests\nregister allocation, chiplets",
            "Education\nPhD in Physics, University of Donauried, 2011",
        ]
    )
)
@settings(max_examples=12, deadline=None)
def test_the_order_of_sections_does_not_matter(sections: list[str]) -> None:
    texts = ["Maren Ostby", "maren@ostby.example"] + [line for section in sections for line in section.split("\n")]
    values = understood(Paper([Line(text, 1, number) for number, text in enumerate(texts, 1)])).rows[0].values
    assert values["skills"] == ["MLIR", "CUDA"]
    assert values["languages"] == ["English", "German"]
    assert values["research_fields"] == ["register allocation", "chiplets"]
    assert (values["highest_degree"], values["graduated_from"]) == ("PhD", "University of Donauried")


def test_a_long_list_is_taken_as_far_as_it_goes_and_where_it_is_cut_is_told() -> None:
    """As of a professor with three hundred papers: what is left out is told at its line, with its number."""
    papers = [f"Ostby, M. On the width of road number {number}. Road Letters, 2020." for number in range(300)]
    document = Paper([Line(text, 1, number) for number, text in enumerate(["Maren Ostby", "Publications", *papers], 1)])
    reading = understood(document)
    assert len(reading.rows[0].values["evidence"]) == 200
    (told,) = [problem for problem in reading.problems if problem.trouble is Trouble.LIST_CUT]
    assert (told.row, dict(told.facts)) == (203, {"kept": 200, "count": 300})
