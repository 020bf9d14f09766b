"""Degrees: a level in the reader's language, and everything that says more as it was written."""

import pytest

from talentapp.domain.degrees import degree_in
from talentapp.settings import Language
from talentapp.wording import Wording


@pytest.mark.parametrize(
    ("written", "zh_cn", "zh_tw", "en"),
    [
        ("PhD", "博士", "博士", "PhD"),
        ("Ph.D.", "博士", "博士", "Ph.D."),
        ("ＰｈＤ", "博士", "博士", "Doctorate"),
        ("硕士", "硕士", "碩士", "Master"),
        ("碩士學位", "硕士", "碩士", "Master"),
        ("MSc", "硕士", "碩士", "MSc"),
        ("Master’s degree", "硕士", "碩士", "Master"),
        ("學士", "学士", "學士", "Bachelor"),
        ("工学博士", "工学博士", "工学博士", "工学博士"),  # it says in what
        ("PhD in EE", "PhD in EE", "PhD in EE", "PhD in EE"),
        ("Dipl.-Ing.", "Dipl.-Ing.", "Dipl.-Ing.", "Dipl.-Ing."),
        ("", "", "", ""),
    ],
)
def test_a_level_is_said_in_the_readers_language(written: str, zh_cn: str, zh_tw: str, en: str) -> None:
    languages: tuple[Language, ...] = ("zh_CN", "zh_TW", "en")
    assert [degree_in(Wording(one), written) for one in languages] == [zh_cn, zh_tw, en]
