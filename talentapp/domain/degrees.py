"""Academic degrees: which of three levels one is, however it is written."""

import re
from functools import lru_cache

from talentapp.domain.folding import folded

_LEVELS = (
    ("doctor", re.compile(r"博士|\bph\.? ?d\b|doctor|\bd\.? ?phil\b|\bdr\b|\b(?:sc|eng)\.?d\b")),
    ("master", re.compile(r"硕士|master|licentiat|\bm\.? ?(?:s|sc|eng|phil|a|tech|ba)\b")),
    ("bachelor", re.compile(r"学士|本科|bachelor|\bb\.? ?(?:s|sc|eng|a|tech)\b")),
)

LEVELS = tuple(level for level, _ in _LEVELS)
"""From the highest to the lowest."""


@lru_cache(maxsize=4096)
def level_of(degree: str) -> str:
    """ "doctor", "master" or "bachelor": the highest that is named; "" where none is."""
    text = folded(degree)
    return next((level for level, pattern in _LEVELS if pattern.search(text)), "")
