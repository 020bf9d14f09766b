"""The ways in which one name of an organisation is written: with signs between its parts or without."""

import re

_HAN = re.compile(r"[\u3400-\u9fff]+")
_SIGNS = r"·•・‧∙\-‐-―"  # the dots, hyphens and dashes that stand within names
_WITHIN_HAN = re.compile(rf"(?<=[\u3400-\u9fff])\s?[{_SIGNS}]{{1,2}}\s?(?=[\u3400-\u9fff])")
_APART = re.compile(rf"[\s{_SIGNS}]+")
_PAIR = 2  # characters: a sign between the two of a short name rather stands between two words
_WHOLE = 6  # letters of a name that is known when it is run together, too


def closed_up(name: str) -> str:
    """A name without the signs between its characters (卡内基·梅隆: 卡内基梅隆)."""
    return _WITHIN_HAN.sub("", name)


def without_signs(name: str) -> str:
    """A name without signs: its characters closed up, its words apart (Carnegie-Mellon: Carnegie Mellon)."""
    return _APART.sub(" ", closed_up(name))


def pattern_of(name: str) -> str:
    """A pattern of a folded name in folded text, whichever signs stand between its parts (Carnegie-Mellon), or none."""
    name = closed_up(name)
    if _HAN.fullmatch(name):
        return (rf"[\s{_SIGNS}]?" if len(name) > _PAIR else r"\s?").join(name)
    words = [re.escape(word) for word in _APART.split(name) if word]
    least = 0 if len("".join(words)) >= _WHOLE else 1
    return rf"[\s{_SIGNS}]{{{least},2}}".join(words) or re.escape(name)
