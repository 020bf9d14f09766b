"""What a PDF says its glyphs mean. A font shares one glyph between a character and the radical that looks like it, and
Qt notes the radical (⼤ for 大); text copied out of the PDF would then not be found by those who search it."""

import re

from talentapp.domain.folding import compatible

_MAP = re.compile(rb"beginbf(?:range|char).*?endbf(?:range|char)", re.S)
_RADICAL = re.compile(rb"<(2[EF][0-9A-F]{2})>")


def mended(pdf: bytes) -> bytes:
    """The PDF with radicals in its tables of characters replaced by the characters; nothing else in it moves."""

    def character(hit: re.Match[bytes]) -> bytes:
        found = compatible(chr(int(hit[1], 16)))
        return b"<%04X>" % ord(found) if len(found) == 1 and ord(found) < 0x10000 else hit[0]

    return _MAP.sub(lambda hit: _RADICAL.sub(character, hit[0]), pdf)
