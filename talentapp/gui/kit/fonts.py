"""The font stack of each language, and whether it can really draw Chinese. Nothing is bundled."""

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


def families(language: Language) -> list[str]:
    """The installed families of the stack, best first."""
    return list(filter(QFontDatabase.hasFamily, _STACKS[language]))


def body_font(language: Language) -> QFont:
    """The font of the window."""
    font = QFont()  # of the application, with what another language has asked of it
    font.clearFeatures()
    if found := families(language):
        font.setFamilies(found)
    font.setPixelSize(BODY)
    if language == "en":  # a Chinese font has quotation marks and apostrophes as wide as a character
        font.setFeature(QFont.Tag("pwid"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def in_two(text: str, metrics: QFontMetrics, room: float) -> list[str]:
    """A text in as many lines as it needs, but at most two, broken at a blank; a line may be too long all the same."""
    words = text.split(" ")
    first = len(words)
    while first > 1 and metrics.horizontalAdvance(" ".join(words[:first])) > room:
        first -= 1
    return list(filter(None, (" ".join(words[:first]), " ".join(words[first:]))))


def covers_chinese() -> bool:
    """Whether an installed font draws Chinese characters rather than empty boxes."""
    from PySide6.QtGui import QRawFont  # late: nobody asks before the window is painted

    candidates = [*families("zh_CN"), *QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)]
    return any(all(map(QRawFont.fromFont(QFont(family)).supportsCharacter, _PROBES)) for family in candidates)
