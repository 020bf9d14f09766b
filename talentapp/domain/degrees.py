"""Academic degrees: which of three levels one is, however it is written."""

import re
from functools import lru_cache

from talentapp.domain.folding import compatible, folded
from talentapp.domain.words import Words

_LEVELS = (
    ("doctor", re.compile(r"博士|\bph\.? ?d\b|doctor|\bd\.? ?phil\b|\bdr\b|\b(?:sc|eng)\.?d\b")),
    ("master", re.compile(r"硕士|master|licentiat|\bm\.? ?(?:s|sc|eng|phil|a|tech|ba)\b")),
    ("bachelor", re.compile(r"学士|本科|bachelor|\bb\.? ?(?:s|sc|eng|a|tech)\b")),
)

_ALONE = re.compile(
    r"(?:(?P<doctor>博士|ph\.? ?d\.?|d\.? ?phil\.?|doctor|doctorate|doctoral degree|doctor of philosophy)|"
    r"(?P<master>硕士|碩士|master(?:[’']?s)?|m\.? ?sc?\.?|master of science)|"
    r"(?P<bachelor>学士|學士|本科|bachelor(?:[’']?s)?|b\.? ?sc?\.?|bachelor of science))(?: ?degree|学位|學位|研究生)?"
)

LEVELS = tuple(level for level, _ in _LEVELS)
"""From the highest to the lowest."""


@lru_cache(maxsize=4096)
def level_of(degree: str) -> str:
    """ "doctor", "master" or "bachelor": the highest that is named; "" where none is."""
    text = folded(degree)
    return next((level for level, pattern in _LEVELS if pattern.search(text)), "")


def degree_in(words: Words, degree: str) -> str:
    """A degree in the language of `words` where it names a level and no more; else as it was written, for "工学博士"
    says what it is in. In English what is in Latin letters stays: a PhD is one.

    Asked for each cell that is painted: it folds no scripts, for which a dictionary would be read."""
    found = _ALONE.fullmatch(compatible(degree).strip().lower())
    if found is None or not found.lastgroup or (words.language == "en" and degree.isascii()):
        return degree
    return words.code("degree", found.lastgroup)
