"""Who is the same person, and who is not."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talentapp.domain.folding import folded
from talentapp.domain.identity import (
    SYLLABLE,
    Directory,
    Identity,
    Likeness,
    compared,
    filed,
    heard_at,
    initials,
    likeness,
    person_reading,
    phone_key,
    pinyin_key,
    reading,
    same_phone,
    sought,
    syllables,
    typed_as,
)
from talentapp.domain.records import CandidateDraft, orcid_is_valid


@pytest.mark.parametrize("spelling", ["张伟", "張偉", "ZHANG Wei", "Wei Zhang", "zhang, wei", "ＺＨＡＮＧ　Ｗｅｉ"])
def test_one_name_in_any_spelling(spelling: str) -> None:
    assert pinyin_key(spelling) == "wei zhang"


def test_given_names_of_two_characters_are_one_word() -> None:
    assert pinyin_key("欧阳修文") == pinyin_key("Ou Yangxiuwen")
    assert reading("林浩然") == "linhaoran"
    assert reading("Lin") == ""


@pytest.mark.parametrize(
    ("name", "read", "letters"),
    [
        ("重庆大学", "chongqingdaxue", "cqdx"),
        ("長江存儲", "changjiangcunchu", "cjcc"),
        ("长江GPU存储", "changjianggpucunchu", "cjcc"),
        ("张重阳", "zhangchongyang", "zcy"),
        ("银行 (行长)", "yinhanghangzhang", "yhhz"),
        ("查重", "chachong", "cc"),
        ("伟", "wei", ""),
    ],
)
def test_pinyin_and_its_first_letters_are_of_one_reading(name: str, read: str, letters: str) -> None:
    assert (reading(name), initials(name)) == (read, letters)


@pytest.mark.parametrize(
    ("typed", "at"), [("kaishi", 0), ("kstj", 0), ("tuij", 2), ("tj", 2), ("j", 3), ("uijian", None), ("jt", None)]
)
def test_a_title_is_heard_from_any_of_its_characters_on(typed: str, at: int | None) -> None:
    assert heard_at("开始推荐", typed) == at


def person(**values: object) -> CandidateDraft:
    return CandidateDraft.model_validate({"name_zh": "张伟", **values})


def test_two_people_of_one_name_stay_two() -> None:
    assert likeness(person(email="a@example.com"), person(email="b@example.com")) == ()
    assert likeness(person(orcid="0000-0002-1825-0097"), person(orcid="0000-0001-5109-3700")) == ()


def test_a_name_alone_is_enough_where_nothing_speaks_against_it() -> None:
    assert [alike.likeness for alike in likeness(person(), person(email="a@example.com"))] == [Likeness.SAME_NAME]


def test_the_same_employer_outweighs_a_second_address() -> None:
    one = person(email="a@example.com", employer="Example Ltd.")
    assert likeness(one, person(email="b@example.com", employer="EXAMPLE LTD"))


def test_names_that_only_sound_alike_are_two_where_anything_speaks_against_it() -> None:
    one = person(employer="A", graduated_from="S", email="a@example.com")
    sounds = person(name_zh="张玮", employer="A", graduated_from="S")
    assert [alike.likeness for alike in likeness(one, sounds)] == [Likeness.SAME_NAME], "mistyped, maybe"
    for facts in ({"email": "b@example.com"}, {"employer": "B"}):
        assert likeness(one, sounds.model_copy(update=facts)) == ()
    spelled = person(name_zh="", name_en="Wei Zhang", employer="A", email="b@example.com")
    assert likeness(one, spelled) and likeness(sounds, spelled)
    told = {other.name_zh: compared(one, other)[0] for other in (person(name_zh="張偉"), sounds)}
    assert told["張偉"].same and not told["張偉"].sounds and told["张玮"].sounds


def test_strong_marks_find_the_same_person_under_another_name() -> None:
    other = CandidateDraft(name_en="Wei Cheung", email="A@example.com", phone="+86 138-0000-1234")
    found = [a.likeness for a in likeness(person(email="a@example.com", phone="013800001234"), other)]
    assert found == [Likeness.SAME_EMAIL, Likeness.SAME_PHONE]


def test_short_numbers_are_no_mark() -> None:
    assert phone_key("8001") == ""


def test_orcid_check_character() -> None:
    assert orcid_is_valid("0000-0002-1825-0097")
    assert orcid_is_valid("0000-0002-1694-233X")
    assert not orcid_is_valid("0000-0002-1825-0098")
    assert not orcid_is_valid("0000000218250097")


def test_directory_finds_by_any_name() -> None:
    directory = Directory([(1, ["示例浦江大学", "Pujiang University (sample)"]), (2, ["優刻得"])])
    assert directory.find("示例浦江大學") == 1
    assert directory.find("PUJIANG UNIVERSITY（Sample）") == 1
    assert directory.find("优刻得") == 2
    assert directory.find("复旦大学") is None


PEOPLE = st.builds(
    Identity,
    name_zh=st.sampled_from(["", "张伟", "張偉", "曾敏"]),
    name_en=st.sampled_from(["", "Wei Zhang", "ZHANG Wei", "WeiZhang", "Min Zeng"]),
    aliases=st.lists(st.sampled_from(["Zhang Wei", "曾敏", "?"]), max_size=2),
    email=st.sampled_from(["", "a@example.com", "A@example.com", "b@example.com"]),
    phone=st.sampled_from(["", "+86 138 0000 1234", "013800001234", "123"]),
    orcid=st.sampled_from(["", "0000-0002-1825-0097", "0000-0001-5109-3700"]),
    employer=st.sampled_from(["", "Example Ltd.", "EXAMPLE LTD", "某公司"]),
    graduated_from=st.sampled_from(["", "某大学", "某學院"]),
)


@pytest.mark.long
@settings(max_examples=2000, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PEOPLE, PEOPLE)
def test_whoever_is_like_somebody_is_found_by_keys(one: Identity, other: Identity) -> None:
    assert likeness(one, other) == () or set(sought(one)) & set(filed(other))


def test_every_character_is_read_as_a_syllable() -> None:
    sounds = {sound for code in range(0x4E00, 0x9FA6) for sound in syllables(chr(code))}
    unlike = {one for one in sounds if one.isascii() and not re.fullmatch(SYLLABLE, one)}
    assert unlike == {"hm", "lo", "m", "me", "n"}  # and no names


def test_a_family_name_is_read_as_one() -> None:
    assert pinyin_key("曾敏") == pinyin_key("Min Zeng")
    assert pinyin_key("單文") == pinyin_key("Shan Wen")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾国强", {"zengguoqiang", "cengguoqiang", "zgq", "zenggq"}),
        ("單雄飛", {"shanxiongfei", "danxiongfei", "sxf"}),
        ("吕成煜", {"lvchengyu", "luchengyu", "lyuchengyu", "lcy", "lvcy", "lucy"}),
        ("欧阳修远", {"ouyangxiuyuan", "ouyangxy", "oyxy"}),
        ("古丽·阿不都", {"古丽阿不都"}),
        ("陳〇一", {"陈零一"}),
        ("Lü Chengyu", {"lu chengyu", "luchengyu", "lyuchengyu", "chengyulu"}),
        ("Łukasz Nuñez", {"lukasz nunez", "nunezlukasz"}),
        ("Zhang Wei", {"zhangwei", "weizhang"}),
        ("Wei-Lin Chen", {"weilinchen", "chenweilin"}),
        ("Chen Wei-Lin", {"weilinchen", "chenweilin"}),
        ("Juan Carlos Ibarra", {"juancarlosibarra", "ibarrajuancarlos"}),
        ("J. P. O’Neil", {"jponeil", "oneiljp"}),
    ],
)
def test_a_person_is_found_as_the_name_is_typed(name: str, typed: set[str]) -> None:
    assert typed <= typed_as(name)
    assert folded(name) not in typed_as(name)


def test_family_names_are_read_as_such() -> None:
    assert [person_reading(name) for name in ("曾国强", "张曾", "Zeng")] == ["zengguoqiang", "zhangceng", ""]
    assert heard_at("曾国强", "zengguo") == heard_at("曾国强", "cengguo") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+34 612 345 678", "+31 6 12345678", False), ("+82 10-1234-5678", "+81 90-1234-5678", False),
        ("+86 139 1234 5678", "139 1234 5678", True), ("+886 912 345 678", "0912-345-678", True),
    ],
)  # fmt: skip
def test_numbers_of_two_countries_are_two(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same
