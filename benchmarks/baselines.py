"""What the model is measured beside: TF-IDF over words and character pairs, BM25, a dictionary's gloss."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from talentapp.domain.folding import folded
from talentapp.domain.profiles import Profile
from talentapp.matching.dictionary import dictionary_entries

Scores = NDArray[Any]
Cut = Callable[[str], Sequence[str]]


def texts_of(profile: Profile) -> list[str]:
    """The items of a profile as a baseline sees them: each piece of evidence, or all there is."""
    items = [p.text for p in profile.passages if p.section == "evidence"]
    return items or ["\n".join(p.text for p in profile.passages)]


def words(text: str) -> list[str]:
    """Words as rjieba sees them, after folding (OpenCC, NFKC, case)."""
    import rjieba

    return [word for word in rjieba.cut(folded(text)) if word.strip() and any(ch.isalnum() for ch in word)]


def _mean_items(cosines: Scores, sizes: Iterable[int]) -> Scores:
    edges = np.cumsum([0, *sizes])
    return np.stack([cosines[a:b].mean(axis=0) for a, b in pairwise(edges)])


def tfidf(candidates: Sequence[Profile], projects: Sequence[Profile], cut: Cut = words) -> Scores:
    """Words after OpenCC and segmentation, sublinear TF-IDF, cosine; the mean over a person's items."""
    items = [texts_of(c) for c in candidates]
    docs = [text for item in items for text in item]
    vectoriser = TfidfVectorizer(tokenizer=cut, token_pattern=None, lowercase=False, sublinear_tf=True)
    rows = vectoriser.fit_transform(docs + ["\n".join(texts_of(p)) for p in projects])
    return _mean_items((rows[: len(docs)] @ rows[len(docs) :].T).toarray(), map(len, items))


def bm25(candidates: Sequence[Profile], projects: Sequence[Profile]) -> Scores:
    """BM25 (k1 1.2, b 0.75) over the same words: the project asks, a person's items are the documents."""
    items = [texts_of(c) for c in candidates]
    docs = [Counter(words(text)) for item in items for text in item]
    column = {word: i for i, word in enumerate(sorted({w for d in docs for w in d}))}
    length = np.array([d.total() for d in docs], float)
    frequency = Counter(w for d in docs for w in d)
    rows, columns, values = [], [], []
    for i, d in enumerate(docs):
        norm = 1.2 * (0.25 + 0.75 * length[i] / max(length.mean(), 1))
        for word, n in d.items():
            idf = np.log(1 + (len(docs) - frequency[word] + 0.5) / (frequency[word] + 0.5))
            rows.append(i)
            columns.append(column[word])
            values.append(idf * n * 2.2 / (n + norm))
    weights = sp.csr_array((values, (rows, columns)), shape=(len(docs), len(column)))
    asked = sp.lil_array((len(projects), len(column)))
    for j, project in enumerate(projects):
        for word in set(words("\n".join(texts_of(project)))) & column.keys():
            asked[j, column[word]] = 1
    return _mean_items((weights @ asked.tocsr().T).toarray(), map(len, items))


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, str]:
    return {word: " ".join(senses) for word, senses in dictionary_entries()}


def gloss(candidates: Sequence[Profile], projects: Sequence[Profile]) -> Scores:
    """Chinese words replaced by their CC-CEDICT glosses, then TF-IDF."""
    meaning = _dictionary()

    def english(profile: Profile) -> list[str]:
        return [" ".join(meaning.get(word, word) for word in words(text)) for text in texts_of(profile)]

    items = [english(c) for c in candidates]
    docs = [text for item in items for text in item]
    vectoriser = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    rows = vectoriser.fit_transform(docs + [" ".join(english(p)) for p in projects])
    return _mean_items((rows[: len(docs)] @ rows[len(docs) :].T).toarray(), map(len, items))
