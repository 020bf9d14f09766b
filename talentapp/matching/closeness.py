"""What people write that is close to a skill without being the same: what the model takes to cover it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from talentapp.domain.profiles import Passage, Profile
from talentapp.matching.artefact import concepts_of, loaded
from talentapp.matching.evidence import FAINT
from talentapp.matching.explaining import LACKS

_MOST = 4000  # terms that are looked at, the first of all
_SPELLED = 8  # spellings of a skill that count
_AT_ONCE = 512
_CLOSE, _NAMED = 0.3, 0.25
"""How close a term is at least, to a skill and to one that names a concept: its part of what the skill says of its own
concept, at most 1, times how far both say the same altogether. Of the sample programme's skills TSV formation is 0.22
to FP8 formats, DDR 训练算法 0.28 to all-reduce algorithms; 大语言模型微调 is 0.25 to 微调与对齐, and analytical
placement 0.76 to placement algorithms."""


def close_to(folder: Path, skills: Mapping[str, Sequence[str]], terms: Sequence[str]) -> dict[str, set[str]]:
    """For each skill, given by its spellings, those of some terms that cover it by the model in `folder`.

    As in reasons, a term has what a skill is about where its own words clearly speak of that concept, and say no less
    of it than what a reason would call missing; and both are about the same altogether. Where a spelling of a skill
    names a concept, only such spellings count: the others say it less clearly. Give the most usual terms first.
    """
    matcher = loaded(folder)

    def read(texts: Sequence[str]) -> tuple[Any, Any]:
        found = matcher.reader.read([Profile(text, (Passage("skills", text),)) for text in texts], itemwise=False)
        own = matcher.above_usual(found, matcher.activations(found))
        return own, matcher.spread(own)

    named = concepts_of(folder, [term for spellings in skills.values() for term in spellings])
    asked = [
        (skill, term) for skill, all_ in skills.items() for term in ([t for t in all_ if t in named] or all_)[:_SPELLED]
    ]
    found: dict[str, set[str]] = {skill: set() for skill in skills}
    if not asked:
        return found
    own, wanted = read([term for _, term in asked])
    least = np.array([_NAMED if term in named else _CLOSE for _, term in asked])
    about = (own * wanted).argmax(axis=1)
    most = np.take_along_axis(wanted * (own > 0), about[:, None], axis=1)[:, 0]
    for at in range(0, len(terms[:_MOST]), _AT_ONCE):
        some = terms[at : min(at + _AT_ONCE, _MOST)]
        theirs, vectors = read(some)
        clear = theirs[:, about] > FAINT * theirs.max(axis=1, keepdims=True)
        has = vectors[:, about] / np.where(most > 0, most, np.inf)
        close = clear & (has >= LACKS) & (np.minimum(has, 1) * (vectors @ wanted.T) >= least)
        for term, skill in np.argwhere(close).tolist():
            found[asked[skill][0]].add(some[term])
    return found
