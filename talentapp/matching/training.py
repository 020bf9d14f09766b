"""Building the shipped model from the vocabulary: `python -m talentapp.matching.training`. Deterministic."""

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import scipy.sparse as sp

from talentapp import assets
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching import artefact
from talentapp.matching.features import Words, tokens
from talentapp.matching.matcher import Matcher, Scale
from talentapp.matching.vocabulary import LANGUAGES, Concept, Vocabulary, read, word_list

_NAMED, _ALSO_NAMED = 3, 2  # a label counts so often in its article, another name so often; the definition once
_HR = "area-hr"
_ARTICLES = {"en": ("en",), "zh": ("zh-Hans", "zh-Hant")}


def _article(concept: Concept, tags: tuple[str, ...], words: Words) -> Counter[str]:
    counts: Counter[str] = Counter()

    def add(text: str, times: int) -> None:
        for token in tokens(text, words):
            counts[token.feature] += times

    for tag in tags:
        add(concept.label.get(tag, ""), _NAMED if tag == tags[0] else _ALSO_NAMED)
        for name in concept.names.get(tag, ()):
            add(name, _ALSO_NAMED)
        add(concept.definition.get(tag, ""), 1)
    return counts


def build(vocabulary: Vocabulary, words: Words) -> Matcher:
    """The matcher that knows nothing but `vocabulary`."""
    concepts = vocabulary.concepts
    counts = {name: [_article(c, tags, words) for c in concepts] for name, tags in _ARTICLES.items()}
    features = tuple(sorted({f for rows in counts.values() for row in rows for f in row}))
    column = {feature: number for number, feature in enumerate(features)}
    articles = {}
    for name, rows in counts.items():
        pairs = [sorted((column[f], n) for f, n in row.items()) for row in rows]
        articles[name] = sp.csr_array(
            (
                np.array([n for row in pairs for _, n in row], float),
                np.array([c for row in pairs for c, _ in row], np.int32),
                np.cumsum([0, *map(len, pairs)]).astype(np.int32),
            ),
            shape=(len(concepts), len(features)),
        )
    matcher = Matcher(
        version="",
        concepts=tuple(c.code for c in concepts),
        features=features,
        words=words,
        articles=articles,
        topical=np.array([c.area != _HR for c in concepts], np.float32),
        means=np.zeros((2, len(concepts)), np.float32),
        scale=Scale(),
    )
    # The definitions stand for the texts of an office that has none yet: what they score against each other, but for
    # the same concept's, is the usual score of two unrelated texts.
    texts = [(i, c.definition[tag]) for i, c in enumerate(concepts) for tag in ("en", "zh-Hans") if tag in c.definition]
    owner = np.array([i for i, _ in texts])
    profiles = [Profile(str(i), (Passage("text", text),)) for i, text in texts]
    shared = matcher._read(profiles, split=False)
    apart = owner[:, None] != owner[None]
    return matcher._with_scale(shared, shared, 0.0, apart)


def word_lists(folder: Path) -> Words:
    """The word lists in `folder`: `silent*.txt` and `protected*.txt`."""
    silent = [term for path in sorted(folder.glob("silent*.txt")) for term in word_list(path)]
    protected = [term for path in sorted(folder.glob("protected*.txt")) for term in word_list(path)]
    return Words.of(silent, protected)


def main(arguments: list[str]) -> int:
    """Build models/matching from resources/vocabulary, or into the folder given."""
    source = assets.path("resources/vocabulary")
    vocabulary = read(source)
    for problem in vocabulary.problems:
        sys.stderr.write(f"{problem.file}: {problem.concept}: {problem.flaw} {problem.detail}\n")
    if vocabulary.problems:
        return 1
    matcher = build(vocabulary, word_lists(source / "words"))
    target = Path(arguments[0]) if arguments else source.parent.parent / "models" / "matching"
    names = {c.code: {LANGUAGES[tag]: text for tag, text in c.label.items()} for c in vocabulary.concepts}
    version = artefact.save(replace(matcher, weights=None), names, target)
    size = f"{len(matcher.concepts)} concepts, {len(matcher.features)} features"
    sys.stdout.write(f"{target}: version {version}, {size}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
