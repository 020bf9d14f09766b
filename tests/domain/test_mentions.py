"""Who is named in free words: found by the key by which people are listed, in either script and order."""

from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.mentions import key_of_letters, letters_in, places_of, readings_in
from talentapp.domain.search import person_sort_key

NAMED = [
    ("改推 何敏（DeepMind）", "何敏", ""),
    ("改由張偉负责", "张伟", "Wei Zhang"),
    ("欧阳静、林静都合适", "欧阳静", ""),
    ("欧阳静、林静都合适", "林静", ""),
    ("由单雄飞代，李朝阳也可", "单雄飞", ""),
    ("由单雄飞代，李朝阳也可", "李朝阳", ""),
    ("约翰·史密斯推荐的", "约翰·史密斯", "John Smith"),
    ("与 Michael Frank（Apple）合作过", "", "Michael Frank"),
    ("Zhang Wei is the better one", "张伟", ""),
    ("better: Zhang, Wei", "", "Wei Zhang"),
    ("ask Wei-Lin Chen.", "陈维林", "Wei-Lin Chen"),
    ("Anna van der Berg knows", "", "Anna van der Berg"),
    ("Brian O’Neill knows", "", "Brian O'Neill"),
    ("方向与高翔重复，Sean Gao 更合适；建议问马晓", "马晓", "Xiao Ma"),
    ("方向与高翔重复", "高翔", ""),
    ("建议联系林森", "林森", "Sam Lin"),
    ("改聘Siyuan Chen", "", "Siyuan Chen"),
    ("请Mingzhe Ouyang来访（Intel）", "欧阳明哲", "Mingzhe Ouyang"),
    ("SAM LIN or LIN Sen", "林森", "Mary Oak"),
    ("请问何力的时间", "何力", ""),
    ("由于洋负责", "于洋", ""),
    ("改推高峰（AMD）", "高峰", ""),
    ("Sam Lin's work is closer", "", "Sam Lin"),
    ("WANG Wei’s profile", "王伟", ""),
    ("sam lin is closer", "", "Sam Lin"),
    ("Ｓａｍ　Ｌｉｎ更合适", "", "Sam Lin"),
    ("sam, or (Sam) Lin", "", "Sam Lin"),
    ("ask Sam\nLin", "", "Sam Lin"),
    ("ask Sam_Lin", "", "Sam Lin"),
    ("ask SamLin or ZhangWei", "", "Sam Lin"),
    ("ask SamLin or ZhangWei", "张伟", ""),
    ("Jose Garcia", "", "José García"),
    ("José García".translate({233: "e\u0301"}), "", "Jose Garcia"),
    ("Jean Luc Picard", "", "Jean-Luc Picard"),
    ("Jean-Luc Picard", "", "Jean Luc Picard"),
    ("Li, Xiao-Ming or Xiao Ming Li", "", "Xiaoming Li"),
    ("john smith", "", "John Andrew Smith"),
    ("Smith, John A.", "", "John Andrew Smith"),
    ("John A. Smith", "", "John Smith"),
    ("Lü Wei or Lyu Wei", "吕伟", ""),
    ("Lu Wei", "吕伟", ""),
    ("zhang wei at the second place", "张伟", ""),
    ("Zhāng Wěi", "张伟", ""),
    ("推荐张 伟、李小明", "张伟", ""),
    ("推荐張\u3000偉", "张伟", ""),
    ("李  娜；王\u3000 伟工程师", "李娜", ""),
    ("李  娜；王\u3000 伟工程师", "王伟", ""),
    ("请赵  清扬和欧阳 \n 修远看", "赵清扬", ""),
    ("请李\u200b娜看", "李娜", ""),
    ("请赵  清扬和欧阳 \n 修远看", "欧阳修远", ""),
    ("Prof. Zhang, Wei agreed", "张伟", ""),
    ("Thanks to Ya-Chu and Yi-An Su", "", "Yi-An Su"),
    ("Te Whare, Aroha 已另行安排", "", "Aroha Te Whare"),
    ("We took Te Whare, Aroha and Wanjiru Mwangi, Grace.", "", "Aroha Te Whare"),
    ("We took Te Whare, Aroha and Wanjiru Mwangi, Grace.", "", "Grace Wanjiru Mwangi"),
    ("Please see del Carmen Ruiz, Maria.", "", "María del Carmen Ruiz"),
    ("Van der Berg, Jan 也可", "", "Jan van der Berg"),
    ("Robert (J.) Whitfield", "", "Robert James Whitfield"),
    ("R. J. Whitfield (Robert James Whitfield), too", "", "Robert James Whitfield"),
    ("sam.lin or Sam  Lin", "", "Sam Lin"),
]


@pytest.mark.parametrize(("text", "name_zh", "name_en"), NAMED)
def test_who_is_named_is_found(text: str, name_zh: str, name_en: str) -> None:
    assert person_sort_key(name_zh) in readings_in(text) or key_of_letters(name_en) in letters_in(text)
    assert [*places_of(normalize("NFC", text), name_zh, name_en)]


@pytest.mark.parametrize(
    ("text", "name_zh", "name_en"),
    [
        ("训练性能高峰出现在夜间", "高峰", ""),
        ("求解方程组", "方程", "Fang Cheng"),
        ("如何力争经费", "何力", ""),
        ("由于洋山港", "于洋", ""),
        ("Anna 和 Park", "", "Anna Park"),
        ("章伟更合适", "张伟", "Wei Zhang"),  # another person with a name that sounds like it
        ("you will long for it", "", "Will Long"),
        ("to change Shanghai or CHANGE", "尚海", "Ge Chan"),
        ("扩张 伟大的", "张伟", ""),
        ("with Chen Wei, Wang Fang and Zhang Na; Li Ming calls", "王伟", "Wei Wang"),
        ("with Chen Wei, Wang Fang and Zhang Na; Li Ming calls", "李娜", "Na Li"),
        ("by Chen Wei. Wang Fang takes over", "王伟", "Wei Wang"),
        ("met Zhang Yutong, He Qiang and Chen Siyuan. Wu Ming called", "何雨桐", "Yutong He"),
        ("met Zhang Yutong, He Qiang and Chen Siyuan. Wu Ming called", "吴思远", "Siyuan Wu"),
        ("Chen Wei\nWang Fang", "王伟", "Wei Wang"),
        ("Chen Wei (Wang Fang)", "王伟", "Wei Wang"),
        ("Li Wang, Wei Chen", "王伟", "Wei Wang"),
        ("Wei, and then Zhang", "", "Wei Zhang"),
        ("伟", "伟", ""),
        ("", "张伟", "Wei Zhang"),
    ],
)
def test_who_is_not_named_is_not_found(text: str, name_zh: str, name_en: str) -> None:
    assert not [*places_of(text, name_zh, name_en)]


@given(st.permutations(["Anna", "Maria", "Sokolová"]), st.sampled_from([str.upper, str.lower, str.title]))
def test_a_name_in_letters_is_looked_for_as_it_is_kept(words: list[str], cased: Callable[[str], str]) -> None:
    name = " ".join(words)
    assert key_of_letters(name) in letters_in(f"ask {cased(name)}, perhaps")
    assert (4, 4 + len(name)) in places_of(f"ask {cased(name)}, perhaps", "", name)


@given(st.text(alphabet="张偉王小明欧阳静〇", min_size=2, max_size=4), st.text(alphabet="与A 。的张小", max_size=6))
def test_a_name_is_found_after_whatever_words(name: str, before: str) -> None:
    text = f"{before}，{name}，等"
    assert (len(before) + 1, len(before) + 1 + len(name)) in places_of(text, name, "")
    assert person_sort_key(name) in readings_in(text)
