"""The ways in which one name of an organisation is written: with signs between its parts or without, its words in full
or in short."""

import re

_HAN = re.compile(r"[\u3400-\u9fff]+")
_SIGNS = r"·•・‧∙\-‐-―"  # the dots, hyphens and dashes that stand within names
_WITHIN_HAN = re.compile(rf"(?<=[\u3400-\u9fff])\s?[{_SIGNS}]{{1,2}}\s?(?=[\u3400-\u9fff])")
_APART = re.compile(rf"[\s{_SIGNS}]+")
_PAIR = 2  # characters: a sign between the two of a short name rather stands between two words
_WHOLE = 6  # letters of a name that is known when it is run together, too
_IN_SHORT = {
    "university": r"univ\.?",
    "institute": r"inst\.?",
    "technology": r"tech\.?",
    "national": r"natl\.?|nat\.",
    "international": r"intl\.?|int['’]l",
    "laboratory": r"lab\.?",
    "laboratories": r"labs\.?",
    "science": r"sci\.",
    "engineering": r"eng\.",
}
"""Words of names, and patterns of them in short."""
_SHORT = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(f'({short})' for short in _IN_SHORT.values())})(?![a-z0-9])")
_FULL = (*_IN_SHORT,)


def in_full(name: str) -> str:
    """A folded name with its words in full (National Taiwan Univ.: national taiwan university)."""
    return _SHORT.sub(lambda found: _FULL[(found.lastindex or 0) - 1], name)


def closed_up(name: str) -> str:
    """A name without the signs between its characters (卡内基·梅隆: 卡内基梅隆)."""
    return _WITHIN_HAN.sub("", name)


def without_signs(name: str) -> str:
    """A name without signs: its characters closed up, its words apart (Carnegie-Mellon: Carnegie Mellon)."""
    return _APART.sub(" ", closed_up(name))


def pattern_of(name: str) -> str:
    """A pattern of a folded name in folded text, whichever signs stand between its parts (Carnegie-Mellon), or none,
    and its words in full or in short."""
    name = closed_up(in_full(name))
    if _HAN.fullmatch(name):
        return (rf"[\s{_SIGNS}]?" if len(name) > _PAIR else r"\s?").join(name)
    words = [word for word in _APART.split(name) if word]
    least = 0 if len("".join(words)) >= _WHOLE else 1
    spelled = (f"(?:{word}|{_IN_SHORT[word]})" if word in _IN_SHORT else re.escape(word) for word in words)
    return rf"[\s{_SIGNS}]{{{least},2}}".join(spelled) or re.escape(name)
