"""What people write of somebody who may not be named."""

import pytest

from talentapp.domain.redacting import known_by, redacted

_KNOWN = known_by(["Nadia Petrosyan", "裴娜迪"], "Advanced Micro", ["n.petrosyan@x.example", "+1 408 555 0101"])


def test_a_name_gives_way_to_the_code_and_contact_data_to_nothing() -> None:
    said = "Call Nadia: +1 408 555 0101 or N.Petrosyan@x.example; n.petrosyan at Advanced"
    assert redacted(said, _KNOWN, "C-0008") == "Call C-0008: ···· or ····; C-0008 at C-0008"


def test_other_words_stay() -> None:
    said = "advanced nodes, ring 408; 娜迪亚湖 as written"
    assert redacted(said, known_by(["Bo Li"], "Advanced Micro", [""]), "C-0001") == said


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("138 0000 1007", "138 0000 1007"), ("138 0000 1007", "138-0000-1007"), ("138 0000 1007", "13800001007"),
        ("138 0000 1007", "+86 138 0000 1007"), ("138 0000 1007", "1380000 1007"), ("138 0000 1007", "8613800001007"),
        ("138 0000 1007", "１３８００００１００７"), ("+1 202-555-0136", "001 202 555 0136"),
        ("+1 202-555-0136", "+12025550136"), ("+1 202-555-0136", "(202) 555-0136"),
        ("+49 30 901820; 138 0000 1007", "030 901820"), ("+49 30 901820; 138 0000 1007", "13800001007"),
        ("+1 202 555 0136 ext. 12", "12025550136"), ("021 6500 0101 转 8", "021-65000101"),
        ("0000-0002-1825-009X", "000000021825009x"),
    ],
)  # fmt: skip
def test_a_number_is_known_however_it_is_written(stored: str, written: str) -> None:
    said = redacted(f"电话 {written}，请联系", known_by(["Bo Li"], "", [stored]), "C-0001")
    assert "····" in said and not any(digit in said for digit in "0123456789１x"), said


def test_other_numbers_stay() -> None:
    known = known_by(["Bo Li"], "", ["138 0000 1007", "+1 202-555-0136"])
    for said in ("项目 1380 号，2026-11-30", "1380000100799", "41.7 %, 2027", "Room 555-0136"):
        assert redacted(said, known, "C-0001") == said


@pytest.mark.parametrize(
    ("employer", "written"),
    [
        ("水鸟人工智能公司（示例）", "水鸟人工智能"), ("水鸟人工智能公司（示例）", "水鸟人工智能公司"),
        ("水鳥人工智慧股份有限公司", "水鸟人工智慧"), ("Silver Heron Systems, Inc.", "silver heron systems"),
    ],
)  # fmt: skip
def test_an_employer_is_known_without_its_legal_form(employer: str, written: str) -> None:
    known = known_by(["Bo Li"], employer, [])
    assert redacted(f"现任职于 {written} 的专家", known, "C-0001") == "现任职于 C-0001 的专家"


@pytest.mark.parametrize(
    "written",
    ["zhaoqingyang", "Zhaoqingyang", "ZhaoQingyang2024", "qingyang_zhao", "Qing-yang Zhao", "Qing Yang Zhao",
     "Zhao Qing-Yang", "Qing’yang", "赵清 扬", "趙清揚", "清 扬"],
)  # fmt: skip
def test_a_name_is_known_run_together_and_in_syllables(written: str) -> None:
    said = redacted(f"见 {written} 的信", known_by(["赵清扬", "Qingyang Zhao"], "", []), "C-0017")
    assert not any(part in said.casefold() for part in ("zhao", "qing", "yang", "清", "赵", "趙")), said


def test_a_long_name_is_known_with_its_last_word_first() -> None:
    known = known_by(["Juan Carlos Ibáñez López"], "", [])
    for written in ("juan.carlos.ibanez.lopez", "LopezJuanCarlosIbanez"):
        assert redacted(written, known, "C-0001") == "C-0001"


def test_a_short_name_is_no_part_of_other_words() -> None:
    known = known_by(["Bo Li"], "", [])
    assert redacted("boli, Li Bo, li.bo", known, "C-0001") == "C-0001, C-0001, C-0001"
    assert redacted("libor, oboli, bolivia", known, "C-0001") == "libor, oboli, bolivia"
