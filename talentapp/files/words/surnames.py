"""Where a family name begins and ends."""

import re

from talentapp.domain.folding import simplified
from talentapp.domain.identity import COMPOUND

PARTICLES = frozenset(
    "de da do dos das del della di du la le van der den von zu zur af ten ter el al bin binti ibn e y st".split()  # noqa: SIM905
)


def family_and_given(name_zh: str, name_en: str) -> tuple[str, str]:
    """A family name and the given names: of the name in characters where that has two to four, else of the other; a
    name in which nobody can tell is all family name."""
    if 2 <= len(name_zh) <= 4 and all("\u3400" <= ch <= "\u9fff" for ch in name_zh):
        size = 2 if len(name_zh) > 2 and simplified(name_zh[:2]) in COMPOUND else 1
        if len(name_zh) < 4 or size == 2:
            return name_zh[:size], name_zh[size:]
    words = name_en.replace(",", " , ").split()
    if "," in words:
        at = words.index(",")
        return " ".join(words[:at]), " ".join(word for word in words[at:] if word != ",")
    if len(words) < 2:
        return name_zh or name_en, ""
    capitals = [place for place, word in enumerate(words) if _in_capitals(word)]
    if capitals and len(capitals) < sum(len(re.sub(r"\W", "", word)) > 1 for word in words):  # not all of it
        begin, end = capitals[0], capitals[0] + 1
        while end in capitals:
            end += 1
        while begin and words[begin - 1].casefold() in PARTICLES:
            begin -= 1
        return " ".join(words[begin:end]), " ".join(words[:begin] + words[end:])
    family = next((place for place, word in enumerate(words) if place and word in PARTICLES), len(words) - 1)
    return " ".join(words[family:]), " ".join(words[:family])


def _in_capitals(word: str) -> bool:
    """Whether a word of a name is written in capitals, as family names are (DUPONT, McDONALD, O'NEILL); initials are
    not."""
    letters = re.sub(r"^(?:Mc|Mac)(?=[A-Z]{2})|[^\w]", "", word)
    return len(letters) > 1 and letters.isupper() and "." not in word
