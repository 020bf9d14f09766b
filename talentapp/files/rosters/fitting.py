"""How much room a text takes in a column, without a font: so that a row is as high as its texts, and no higher.

Measured in the digits of a workbook's plain font, as the widths of columns are. The letters are those of the widest of
the fonts that a roster is likely to be shown in: a row is rather a line too high than a line too low.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

LINE_HEIGHT = 15.0  # points, for text of 10 points: CJK fonts stand taller than Latin ones
BOLD = 1.08  # times as wide
_ASIDE = 4.0  # points above and below the lines of a row
_LOWEST, _HIGHEST = 19.0, 409.0  # points; a spreadsheet allows no more
_LETTER, _THIN, _SPACE, _WIDE = 1.04, 0.55, 0.55, 1.92
_LONG = 200  # characters of a text that is not remembered
_MARGIN = 0.8  # of a column, on both sides together
_OPEN, _CLOSE, _HAN = "（「『【《“‘", "）」』】》”’、。，；：！？…", "\u2e80-\uffef"
_PIECES = re.compile(rf" +|[{_OPEN}]*(?:[{_HAN}]|-|[^\s{_HAN}{_OPEN}{_CLOSE}-]+-?)[{_CLOSE}]*|[{_OPEN}{_CLOSE}]")
_NARROW = re.compile("[ilj.,;:'|!()]")


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    room = max(width - _MARGIN, 2.0)
    if len(text) * _WIDE <= room and "\n" not in text:
        return 1
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    count, used = 1, 0.0
    for piece in _PIECES.findall(line):
        if piece.startswith(" "):
            used += _SPACE * len(piece)  # at the end of a line it takes no room
            continue
        wide = _width(piece)
        if used and used + wide > room:
            count, used = count + 1, 0.0
        used += wide
        while used > room:  # a word that is longer than a line
            count, used = count + 1, used - room
    return count


def _width(piece: str) -> float:
    if piece.isascii():
        return _LETTER * len(piece) - (_LETTER - _THIN) * len(_NARROW.findall(piece))
    wide = (len(piece.encode("utf-8", "replace")) - len(piece)) / 2  # three bytes for each Chinese character
    return (len(piece) - wide) * _LETTER + wide * _WIDE


_remembered = lru_cache(maxsize=4_096)(lines)  # names of people, organisations and projects come again and again


def _counted(text: str, width: float) -> int:
    return _remembered(text, width) if len(text) < _LONG else lines(text, width)


def tall(count: int) -> float:
    """The height of a row of so many lines, in points."""
    return min(max(count * LINE_HEIGHT + _ASIDE, _LOWEST), _HIGHEST)


def height(widths: Sequence[float]) -> Callable[[Sequence[object]], float]:
    """The height, in points, at which all the wrapped texts of a row are seen."""

    def of(row: Sequence[object]) -> float:
        return tall(max((_counted(value, width) for value, width in zip(row, widths, strict=True)
                         if isinstance(value, str) and value), default=1))  # fmt: skip

    return of
