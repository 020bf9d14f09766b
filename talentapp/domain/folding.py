"""One comparable form for text: compatibility characters, full width, script and case folded away."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

# NFKC leaves the simplified radicals of U+2E80-2EFF alone, and text copied out of PDFs is full of them.
_RADICALS = str.maketrans(
    "⻑⺝⺼⺩⻗⻫⻭⻯⻲⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "長月月王雨斉歯竜亀母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SPACES = re.compile(r"\s+")
_HALVES = re.compile(r"[\ud800-\udfff]")


@cache
def _converter(between: str) -> "object":
    import opencc  # late: it reads its dictionaries when it is first used

    return opencc.OpenCC(between)


def compatible(text: str) -> str:
    """`text` in NFKC, and with the radicals that NFKC forgets."""
    return unicodedata.normalize("NFKC", text).translate(_RADICALS)


@lru_cache(maxsize=65536)
def simplified(text: str) -> str:
    """`text` with Traditional characters as Simplified ones (OpenCC t2s); the length stays the same."""
    return text if text.isascii() else _converted("t2s", text)


def traditional(text: str) -> str:
    """`text` in Traditional characters and with Taiwan's words (OpenCC s2twp)."""
    return text if text.isascii() else _converted("s2twp", text)


SCRIPTS: Mapping[str, Callable[[str], str]] = {"zh_CN": simplified, "zh_TW": traditional}
"""What brings a text into the script of each Chinese."""


def _converted(between: str, text: str) -> str:
    whole = _HALVES.sub("\ufffd", text)  # half a surrogate, as a file's escapes can make one, cannot be encoded
    return str(_converter(between).convert(whole))  # type: ignore[attr-defined]


def folded(text: str) -> str:
    """The form by which two spellings count as the same: NFKC, Simplified, case-folded, single spaces."""
    return _kept(text) if len(text) <= _SHORT else _folded(text)


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def squeezed(text: str) -> str:
    """`folded` without spaces and punctuation: for names and header cells."""
    return "".join(filter(str.isalnum, folded(text)))


_SHORT = 100  # characters: names, headings and codes are folded again and again, whole texts once


def _folded(text: str) -> str:
    plain = text if text.isascii() else simplified(compatible(text))
    return _SPACES.sub(" ", plain.casefold()).strip()


_kept = lru_cache(maxsize=65536)(_folded)
