"""Building the shipped model from the vocabulary: `python -m talentapp.matching.training`. Deterministic."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from talentapp import assets
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching import artefact, dictionary
from talentapp.matching.background import Background
from talentapp.matching.features import Words, tokens
from talentapp.matching.matcher import Matcher
from talentapp.matching.scale import Scale
from talentapp.matching.vocabulary import LANGUAGES, Concept, Vocabulary, read, word_list

_HR = "area-hr"
_TAGS = {"en": ("en",), "zh": ("zh-Hans", "zh-Hant")}
_LABEL = 2  # a label counts so often in its article; every other word once


def _counts(texts: Sequence[tuple[str, int]], words: Words) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, times in texts:
        for token in tokens(text, words):
            counts[token.feature] += times
    return counts


def _articles(concept: Concept, words: Words) -> dict[str, Counter[str]]:
    """What experts write about a concept, and what others would say, in English and in Chinese."""
    found = {}
    for name, tags in _TAGS.items():
        expert = [(concept.label.get(tags[0], ""), _LABEL)]
        for tag in tags:
            expert += [(text, 1) for text in (*concept.names.get(tag, ()), concept.definition.get(tag, ""))]
            expert += [(concept.label.get(tag, ""), 1)] if tag != tags[0] else []
        found[name] = _counts(expert, words)
        found[f"{name}_plain"] = _counts([(concept.plain.get(tag, ""), 1) for tag in tags], words)
    return found


def _links(concepts: Sequence[Concept]) -> Any:
    """Which concepts are neighbours, both ways: CSR whose rows add up to 1, or 0 for a concept without neighbours."""
    place = {concept.code: number for number, concept in enumerate(concepts)}
    one_way = {(place[c.code], place[r]) for c in concepts for r in c.related}
    pairs = sorted(one_way | {(b, a) for a, b in one_way})
    rows, columns = np.array(pairs, np.int32).reshape(-1, 2).T
    size = (len(concepts), len(concepts))
    links = sp.csr_array((np.ones(len(pairs)), (rows, columns)), shape=size)
    return sp.csr_array(links / np.maximum(links.sum(axis=1), 1)[:, None])


def background(path: Path, vocabulary: Vocabulary, words: Words) -> Background:
    """The English terms kept in `path` (scripts/build_background.py), and what Chinese words mean in them: by the
    dictionary, or where the vocabulary names something so, by that."""
    with np.load(path, allow_pickle=False) as arrays:
        terms = tuple(arrays["terms"].tobytes().decode("utf-8").split("\n"))
        statistics = arrays["idf"], arrays["vectors"], arrays["scale"]
    column = {term: number for number, term in enumerate(terms)}
    trade = dict(dictionary.trade_entries(vocabulary.concepts))
    entries = [*dictionary.dictionary_entries(), *trade.items()]
    return Background(terms, *statistics, *dictionary.meanings(entries, column, words))


def build(vocabulary: Vocabulary, words: Words, background: Background) -> Matcher:
    """The matcher that knows nothing but `vocabulary` and `background`. HR's terms in the vocabulary become silent
    words: they are no topic."""
    concepts = vocabulary.concepts
    posts = [c for c in concepts if c.area == _HR]
    terms = [name for c in posts for names in (c.label.values(), *c.names.values()) for name in names]
    words = replace(words, silent=words.silent | Words.of(terms, ()).silent)
    counts = [_articles(concept, words) for concept in concepts]
    features = tuple(sorted({f for article in counts for row in article.values() for f in row}))
    column = {feature: number for number, feature in enumerate(features)}
    articles = {}
    for name in counts[0]:
        rows = [sorted((column[f], n) for f, n in article[name].items()) for article in counts]
        articles[name] = sp.csr_array(
            (
                np.array([n for row in rows for _, n in row], np.float64),
                np.array([c for row in rows for c, _ in row], np.int32),
                np.cumsum([0, *map(len, rows)]).astype(np.int32),
            ),
            shape=(len(concepts), len(features)),
        )
    matcher = Matcher(
        version="",
        concepts=tuple(concept.code for concept in concepts),
        features=features,
        words=words,
        articles=articles,
        links=_links(concepts),
        areas=np.unique([concept.area for concept in concepts], return_inverse=True)[1].astype(np.int64),
        topical=np.array([concept.area != _HR for concept in concepts], np.float32),
        means=np.zeros((2, len(concepts)), np.float32),
        scales=(Scale(), Scale(), Scale(), Scale()),
        background=background,
    )
    # What is written about the concepts stands for the texts of an office that has none yet. Each is read without the
    # article of its own concept, which it matches as no real text would; what texts of different areas then score
    # against each other is the usual score of two texts.
    texts = [
        (i, f"{c.definition[tag]} {c.plain.get(tag, '')}")
        for i, c in enumerate(concepts)
        for tag in ("en", "zh-Hans")
        if tag in c.definition
    ]
    owner = np.array([i for i, _ in texts])
    profiles = [Profile(str(i), (Passage("text", text),)) for i, text in texts]
    shared = matcher.reader.read(profiles, itemwise=False)
    near = (matcher.links.toarray() > 0) | (matcher.areas[:, None] == matcher.areas[None])
    return matcher.with_usual(shared, shared, ~near[np.ix_(owner, owner)], owner)


def names(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """Concept code -> its label by locale of the app."""
    return {c.code: {LANGUAGES[tag]: text for tag, text in c.label.items()} for c in vocabulary.concepts}


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
        sys.stderr.write(f"{problem.file}:{problem.line}: {problem.concept}: {problem.flaw} {problem.detail}\n")
    if vocabulary.problems:
        return 1
    words = word_lists(source / "words")
    matcher = build(vocabulary, words, background(source.parent / "background" / "english.npz", vocabulary, words))
    target = Path(arguments[0]) if arguments else source.parent.parent / "models" / "matching"
    version = artefact.save(matcher, names(vocabulary), target)
    size = f"{len(matcher.concepts)} concepts, {len(matcher.features)} features, "
    size += f"{len(matcher.background.terms)} terms, {len(matcher.background.words)} Chinese words"
    sys.stdout.write(f"{target}: version {version}, {size}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
