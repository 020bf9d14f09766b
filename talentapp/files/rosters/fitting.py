"""How much room a text takes in a column, without its font: so that a row is as high as its texts, and no higher.

Measured in the digits of a workbook's plain font, as the widths of columns are. Where the font is not Arial, whose
like every system has, the letters are those of the widest that may stand in for it: a row is rather a line too high
than a line too low.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

_SIZE = 10.0  # points of text, for which all of this holds
LINE_HEIGHT = 15.0  # points
_PLAIN_LINE = 13.0  # of Latin letters alone, in Arial: CJK fonts stand taller
_ASIDE = 4.0  # points above and below the lines of a row
_LOWEST, _HIGHEST = 19.0, 409.0  # points; a spreadsheet allows no more
_LONG = 200  # characters of a text that is not remembered
_MARGIN = 0.8  # of a column, on both sides together
INDENT = 1.5  # of a step by which text is set in: three blanks
_OPEN, _CLOSE, _HAN = "（「『【《“‘", "）」』】》”’、。，；：！？…", "\u2e80-\uffef"
_SPACES = r" \t\n"  # a no-break space is none: it holds words together
_LATIN = rf"[^{_SPACES}{_HAN}{_OPEN}{_CLOSE}-]+"
# Between two Latin words, Chinese punctuation without a space is no place at which every program breaks a line.
_PIECES = re.compile(rf" +|[{_OPEN}]*(?:[{_HAN}]|-|{_LATIN}(?:[{_CLOSE}]+{_LATIN})*-?)[{_CLOSE}]*|[{_OPEN}{_CLOSE}]")
_TALL = re.compile("[\u2e80-\uffff\U00010000-\U0010ffff]")

PLAIN = "Arial"
# What characters take, in hundredths of a digit; those that are not named take `_USUAL`, Chinese ones `_WIDE`.
_ARIAL = {
    40: "ijl|'", 50: " !,./:;[\\]ftI", 60: '"()-r`{}', 70: "*", 90: "Jckvsxyz", 110: "FTZ+<=>~", 120: "&ABEKPSVXY",
    130: "CDHNRUw", 140: "GOQ", 150: "Mm", 160: "%", 170: "W", 185: "@",
}  # fmt: skip
_WIDEST = {
    50: "ijlIJ'", 60: " ,./:;\\|", 65: "f-", 70: "()[]t!", 75: "r", 95: '"*?_`csz', 105: "FLkvxy", 110: "PTYaoe",
    125: "ABCKRVXZ", 135: "DHNU", 145: "&GOQ", 150: "#+<=>^w~", 160: "M", 175: "%m", 180: "@W",
}  # fmt: skip
_USUAL = {True: 100, False: 115}  # Arial, the widest
_BOLD = {True: 1.08, False: 1.14}  # times as wide
_ACCENTED, _WIDE = 120, 187
_MARKS = 110  # quotation marks, dashes and the like: as wide as Chinese characters only in Chinese fonts


def lines(text: str, width: float, font: str = "", bold: bool = False) -> int:
    """How many lines a text takes in a column of this width, in this font; less `INDENT` a step where it is set in."""
    room = max(round(100 * (width - _MARGIN)), 200)
    if len(text) * _WIDE <= room and "\n" not in text:
        return 1
    table = _table(font == PLAIN, bold)
    return sum(_wrapped(line, room, table) for line in text.split("\n"))


def whole(text: str, font: str = "", bold: bool = False) -> float:
    """The width of a column in which a text stands on one line."""
    return _width(text, _table(font == PLAIN, bold)) / 100 + _MARGIN


def unbroken(text: str, font: str = "", bold: bool = False) -> float:
    """The width of a column in which no word of a text is broken."""
    table = _table(font == PLAIN, bold)
    return max((_width(piece, table) for piece in _PIECES.findall(text)), default=0) / 100 + _MARGIN


@cache
def _table(arial: bool, bold: bool) -> bytes:
    """For each byte of UTF-8, what its character takes: the first of a character's bytes stands for all of them."""
    widths = [_USUAL[arial]] * 128 + [0] * 64 + [_ACCENTED] * 32 + [_WIDE] * 32
    if arial:
        widths[0xE2] = _MARKS
    for width, characters in (_ARIAL if arial else _WIDEST).items():
        for character in characters:
            widths[ord(character)] = width
    narrow = 224  # bytes of characters that a bold font makes wider
    return bytes(min(round(one * _BOLD[arial]), 255) if bold and at < narrow else one for at, one in enumerate(widths))


def _wrapped(line: str, room: int, table: bytes) -> int:
    count, used = 1, 0
    for piece in _PIECES.findall(line):
        wide = _width(piece, table)
        if piece.startswith(" "):
            used += wide  # at the end of a line it takes no room
            continue
        if used and used + wide > room:
            count, used = count + 1, 0
        used += wide
        while used > room:  # a word that is longer than a line
            count, used = count + 1, used - room
    return count


def _width(piece: str, table: bytes) -> int:
    return sum(piece.encode("utf-8", "replace").translate(table))


_remembered = lru_cache(maxsize=4_096)(lines)  # names of people, organisations and projects come again and again


def tall(count: int) -> float:
    """The height of a row of so many lines, in points."""
    return _high(count * LINE_HEIGHT)


def _high(points: float) -> float:
    return min(max(points + _ASIDE, _LOWEST), _HIGHEST)


@dataclass(frozen=True)
class Face:
    """How the texts of a column are written: the font (any but Arial is as wide as the widest), points, weight, and by
    how many steps they are set in from the border."""

    font: str = ""
    size: float = _SIZE
    bold: bool = False
    indent: int = 0


def height(widths: Sequence[float], faces: Sequence[Face]) -> Callable[[Sequence[object]], float]:
    """The height, in points, at which all the wrapped texts of a row are seen."""
    columns = [
        (_MARGIN + (width - INDENT * face.indent - _MARGIN) * _SIZE / face.size, face, LINE_HEIGHT * face.size / _SIZE,
         (_PLAIN_LINE if face.font == PLAIN else LINE_HEIGHT) * face.size / _SIZE)
        for width, face in zip(widths, faces, strict=True)
    ]  # fmt: skip

    def of(row: Sequence[object]) -> float:
        most = 0.0
        for value, (width, face, line, plain) in zip(row, columns, strict=True):
            if isinstance(value, str) and value:
                count = (_remembered if len(value) < _LONG else lines)(value, width, face.font, face.bold)
                most = max(most, count * (line if _TALL.search(value) else plain))
        return _high(most)

    return of
