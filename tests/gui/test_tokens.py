"""The palettes can be read: contrast is computed, not judged."""

import re

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from talentapp.gui.kit import fonts
from talentapp.gui.kit.tokens import DARK, LIGHT, Tokens, Tone, contrast, style_sheet

TEXT, CONTROL = 4.5, 3.0
GROUNDS = ("page", "navigation", "surface", "hover", "accent_soft")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
class TestContrast:
    @pytest.mark.parametrize("ground", GROUNDS)
    @pytest.mark.parametrize("ink", ["text", "secondary", "muted"])
    def test_words_can_be_read_on_every_ground(self, tokens: Tokens, ground: str, ink: str) -> None:
        assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT

    @pytest.mark.parametrize(
        ("ink", "ground"),
        [
            ("on_accent", "accent"), ("on_accent", "accent_hover"), ("accent_ink", "accent_soft"),
            ("accent", "surface"), ("accent", "page"), ("positive", "surface"), ("negative", "surface"),
            ("positive", "page"), ("muted", "track"),
            ("text", "mark"), ("text", "mark_strong"), ("text", "mark_missing"),
            ("text", "track"), ("secondary", "track"), ("accent_ink", "hover"), ("accent_ink", "mark_strong"),
            ("accent", "hover"), ("accent", "navigation"), ("accent", "accent_soft"), ("negative", "page"),
            ("positive", "hover"), ("negative", "hover"),
        ],
    )  # fmt: skip
    def test_coloured_words_can_be_read(self, tokens: Tokens, ink: str, ground: str) -> None:
        assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT

    def test_pills_can_be_read(self, tokens: Tokens) -> None:
        tones = [tone for tone in tokens if isinstance(tone, Tone)]
        assert len(tones) == 5
        for tone in tones:
            assert contrast(tone.ink, tone.ground) >= TEXT

    @pytest.mark.parametrize("ground", ["page", "surface"])
    def test_what_cannot_be_pressed_now_can_still_be_read(self, tokens: Tokens, ground: str) -> None:
        assert contrast(tokens.disabled, getattr(tokens, ground)) >= CONTROL

    @pytest.mark.parametrize("ground", ["page", "surface", "navigation"])
    def test_controls_and_focus_can_be_seen(self, tokens: Tokens, ground: str) -> None:
        assert contrast(tokens.control_border, getattr(tokens, ground)) >= CONTROL or ground == "navigation"
        assert contrast(tokens.accent, getattr(tokens, ground)) >= CONTROL

    def test_the_style_sheet_uses_only_tokens(self, tokens: Tokens) -> None:
        known = {colour for colour in tokens if isinstance(colour, str)}
        known |= {colour for tone in tokens if isinstance(tone, Tone) for colour in tone}
        assert set(re.findall(r"#[0-9A-F]{6}", style_sheet(tokens))) <= known


def test_english_makes_chinese_marks_narrow_only_where_it_has_no_font_of_its_own(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [tag.toString() for tag in fonts.body_font("en").featureTags()] == [b"pwid"]
    assert not fonts.body_font("zh_CN").featureTags()
    latin = QFontDatabase.families()[0]
    monkeypatch.setattr(fonts, "_LATIN", (latin,))
    monkeypatch.setitem(fonts._STACKS, "en", (latin, *fonts._SIMPLIFIED))
    assert not fonts.body_font("en").featureTags()


def test_chinese_is_drawn_by_an_installed_font(qapp: QApplication) -> None:
    assert fonts.covers_chinese()
    assert fonts.families("zh_CN")
