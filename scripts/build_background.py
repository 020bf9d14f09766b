"""Build resources/background/english.npz: how common the terms of research papers are, and what they stand beside.

python scripts/build_background.py FILE...    JSON Lines with "title" and "abstract", as in arXiv's metadata snapshot

arXiv gives its metadata, abstracts included, into the public domain (CC0 1.0, https://info.arxiv.org/help/api/tou.html).
What is kept are statistics over all of them together, and no text. resources/background/README.md says which were read.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd

from talentapp import assets
from talentapp.matching import training
from talentapp.matching.background import Background
from talentapp.matching.features import tokens

TARGET = Path(__file__).resolve().parent.parent / "resources" / "background" / "english.npz"
DIMENSIONS = 100
LEAST_WORD, LEAST_PAIR, MOST = 8, 40, 0.5  # texts in which a word, a pair of words must stand; and share of them it may


def main(arguments: list[str]) -> None:
    """Read the texts and write the statistics."""
    words = training.word_lists(assets.path("resources/vocabulary") / "words")
    counted: list[Counter[str]] = []
    documents: Counter[str] = Counter()
    digest = hashlib.sha256()
    for path in arguments:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = f"{row['title']}. {row['abstract']}"
            digest.update(text.encode())
            counted.append(Counter(token.feature for token in tokens(text, words)))
            documents.update(counted[-1].keys())
    terms = sorted(
        term
        for term, n in documents.items()
        if (LEAST_PAIR if " " in term else LEAST_WORD) <= n < MOST * len(counted) and term.isascii()
    )
    column = {term: number for number, term in enumerate(terms)}
    rows = [sorted((column[term], n) for term, n in counts.items() if term in column) for counts in counted]
    counts = sp.csr_array(
        (
            np.array([n for row in rows for _, n in row], np.float64),
            np.array([c for row in rows for c, _ in row], np.int32),
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(terms)),
    )
    frequency = np.bincount(counts.indices, minlength=len(terms))
    idf = (np.log((1 + len(rows)) / (1 + frequency)) + 1).astype(np.float32)
    empty = np.zeros((len(terms), 0), np.int8), np.zeros(len(terms), np.float32)
    weighted = Background(tuple(terms), idf, *empty, (), sp.csr_array((0, len(terms)))).weighted(counts)
    _, _, components = randomized_svd(weighted, n_components=DIMENSIONS, n_iter=5, random_state=0)
    vectors = components.T
    scale = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        TARGET,
        terms=np.frombuffer("\n".join(terms).encode(), np.uint8),
        idf=idf,
        vectors=np.round(vectors / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
    )
    print(f"{TARGET}: {len(terms)} terms of {len(rows)} texts, SHA-256 of the texts {digest.hexdigest()}")


if __name__ == "__main__":
    main(sys.argv[1:])
