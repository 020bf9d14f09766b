"""Folding: what counts as the same text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from talentapp.domain.folding import _RADICALS, compatible, folded, simplified, squeezed, traditional
from talentapp.domain.masking import masked_email, masked_phone


def test_scripts_width_and_case() -> None:
    assert folded("記憶體　ＨＢＭ３") == "记忆体 hbm3"
    assert squeezed("現 工作單位（所在地）") == "现工作单位所在地"
    assert compatible("⼤学 ⻢⻅") == "大学 马见"


def test_the_radicals_are_radicals() -> None:
    assert all(unicodedata.name(chr(code)).startswith("CJK RADICAL") for code in _RADICALS)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_half_a_surrogate_is_no_character() -> None:
    assert (simplified("張\ud800"), traditional("\udfff张")) == ("张\ufffd", "\ufffd張")


@given(st.from_regex(r"\+?\d{0,3}[ -]?[\d ()-]{0,18}", fullmatch=True))
def test_a_mask_hides_four_digits_and_stays_when_it_is_masked_again(phone: str) -> None:
    masked = masked_phone(phone)
    assert masked_phone(masked) == masked
    digits = sum(one.isdigit() for one in phone)
    assert sum(one.isdigit() for one in masked) <= max(digits - 4, 3)


def test_masks() -> None:
    assert masked_phone("13800001234") == "138 ···· 1234"
    assert masked_phone("+886 912-345 678") == "+886 ···· 5678"
    assert masked_phone("+8613800001234") == "+86 ···· 1234"
    assert masked_phone("+ 1 (415) 555-0100") == "+1 ···· 0100"
    assert masked_phone("12345") == "····"
    assert masked_phone("13800001") == "···· 0001", "with its beginning all but one digit would be seen"
    assert masked_phone("+354 412 3456") == "+354 ····"
    assert masked_phone("+65 9123 4567") == "+65 ···· 4567"
    assert masked_phone("") == ""
    assert masked_email("li.wei@example.com") == "l***@example.com"
    assert masked_email("") == ""
