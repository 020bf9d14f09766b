"""The font stack of each language, and whether it can really draw Chinese. Nothing is bundled."""

from bisect import bisect_right

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from talentapp.gui.kit.tokens import BODY
from talentapp.settings import Language

# Static faces only: Qt draws a variable-weight CJK font Thin.
_SIMPLIFIED = ("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
_TRADITIONAL = ("Microsoft JhengHei UI", "PingFang TC", "Noto Sans CJK TC", "Source Han Sans TC")
_LATIN = ("Segoe UI", "SF Pro Text")
_STACKS: dict[Language, tuple[str, ...]] = {
    "zh_CN": (*_SIMPLIFIED, *_TRADITIONAL),
    "zh_TW": (*_TRADITIONAL, *_SIMPLIFIED),
    "en": (*_LATIN, *_SIMPLIFIED, *_TRADITIONAL),
}
_PROBES = "张張匯导歷髮"  # both scripts
_WIDE = "\u2e80"  # from here on characters stand by themselves
_OPENING, _CLOSING = "（(《〈「『【“‘", "）)》〉」』】”’，。、；：！？…·,.;:!?"


def families(language: Language) -> list[str]:
    """The installed families of the stack, best first."""
    return list(filter(QFontDatabase.hasFamily, _STACKS[language]))


def body_font(language: Language) -> QFont:
    """The font of the window."""
    font = QFont()  # of the application, with what another language has asked of it
    font.clearFeatures()
    found = families(language)
    if found:
        font.setFamilies(found)
    font.setPixelSize(BODY)
    # A Chinese font has quotation marks as wide as a character; where there is a Latin one, they are its own, and the
    # commas of Chinese words keep their width.
    if language == "en" and not set(found) & set(_LATIN):
        font.setFeature(QFont.Tag("pwid"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def in_two(text: str, metrics: QFontMetrics, room: float, *, anywhere: bool = False) -> list[str]:
    """A text in as many lines as it needs, but at most two, broken at a blank, or `anywhere` that a line may end, also
    between Chinese characters; a line may be too long all the same."""
    if metrics.horizontalAdvance(text) <= room:
        return [text] if text else []
    fits = bisect_right(range(1, len(text) + 1), room, key=lambda end: metrics.horizontalAdvance(text[:end]))
    places = [*range(fits, 0, -1), *range(fits + 1, len(text))]
    at = next((place for place in places if _breaks(text, place, anywhere)), len(text))
    return list(filter(None, (text[:at].rstrip(" "), text[at:].lstrip(" "))))


def _breaks(text: str, at: int, anywhere: bool) -> bool:
    """Whether a line may end before this character."""
    before, after = text[at - 1], text[at]
    if " " in (before, after):
        return True
    return anywhere and max(before, after) >= _WIDE and before not in _OPENING and after not in _CLOSING


def covers_chinese() -> bool:
    """Whether an installed font draws Chinese characters rather than empty boxes."""
    from PySide6.QtGui import QRawFont  # late: nobody asks before the window is painted

    candidates = [*families("zh_CN"), *QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)]
    return any(all(map(QRawFont.fromFont(QFont(family)).supportsCharacter, _PROBES)) for family in candidates)
