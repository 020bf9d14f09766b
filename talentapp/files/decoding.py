"""The text of a file whose encoding nobody has noted."""

import codecs

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(data: bytes) -> str | None:
    """The text of a file whose encoding nobody has noted, or None where it is no text.

    UTF-8 proves itself. GB18030, Big5 and Windows' Western European accept each other's bytes, so the one whose text
    has the commoner characters is taken.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _try(data[len(bom) :], encoding)
    if data[:400].count(0) > 20:
        even, odd = data[0:400:2].count(0), data[1:400:2].count(0)
        found = _try(data, "utf-16-be" if even > odd else "utf-16-le")
        return found if found is not None and "\0" not in found else None
    if b"\0" in data[:4096]:
        return None
    if (text := _try(data, "utf-8")) is not None:
        return text
    encodings = ("gb18030", "big5", "big5hkscs", "cp1252")
    candidates = [(text, encoding) for encoding in encodings if (text := _try(data, encoding)) is not None]
    return max(candidates, key=lambda one: _commonness(*one), default=(None, ""))[0]


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _commonness(written: str, encoding: str) -> float:
    """How much a text looks like what people write in its encoding."""
    others = [ch for ch in written[:20000] if ord(ch) > 127]
    return sum(_weight(ch, encoding) for ch in others) / max(len(others), 1)


def _weight(ch: str, encoding: str) -> float:
    """GB 2312's first level and Big5's first plane hold the characters in use; one that only the other encoding has
    there is rarer than one of its own."""
    if ch in "，。、；：（）“”《》":
        return 1.0
    if "À" <= ch <= "ÿ" and ch not in "×÷":
        return 0.6  # less than a common Chinese character, since every byte of one is such a letter
    if not "\u4e00" <= ch <= "\u9fff":
        return -0.5
    simplified, traditional = _within(ch, "gb2312", 0xB0A1, 0xD7F9), _within(ch, "big5", 0xA440, 0xC67E)
    own, foreign = (simplified, traditional) if encoding == "gb18030" else (traditional, simplified)
    return 1.0 if own else 0.8 if foreign else 0.0


def _within(ch: str, encoding: str, low: int, high: int) -> bool:
    try:
        return low <= int.from_bytes(ch.encode(encoding), "big") <= high
    except UnicodeEncodeError:
        return False
