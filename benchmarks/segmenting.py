"""Ways to cut Chinese, compared: character n-grams, rjieba, jieba; in plain TF-IDF and in the model itself."""

import importlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.baselines import Cut, tfidf, words
from talentapp import assets
from talentapp.domain.folding import folded
from talentapp.matching import artefact, features, training
from talentapp.matching.features import Token, is_han
from talentapp.matching.vocabulary import read

if TYPE_CHECKING:
    from benchmarks.quality import MatchSet

Measure = Callable[[Any, Any], float]
"""(grades, scores) of one candidate -> the measure."""


def segmentation_table(data: "MatchSet", measure: Measure) -> list[str]:
    """Rows of a Markdown table: TF-IDF from Chinese to Chinese, the model built anew on all pairs, and the time."""
    chinese = [languages != "en" for languages in data.languages]
    texts = [p.text for c in (*data.candidates, *data.projects) for p in c.passages]
    lines = [
        "| Chinese as | TF-IDF, Chinese to Chinese | model, all projects | CPU ms to cut |",
        "|---|---|---|---|",
    ]
    for name, cut in _ways().items():
        if cut is None:
            lines.append(f"| {name} | not installed | | |")
            continue
        scores = tfidf(data.candidates, data.projects, cut)
        plain = [measure(data.grades[i][chinese[1]], scores[i][chinese[1]]) for i in np.flatnonzero(chinese[0])]
        begin = time.process_time()
        for text in texts:
            cut(text)
        taken = time.process_time() - begin
        ours = _model(data, cut)
        whole = [measure(grade, score) for grade, score in zip(data.grades, ours, strict=True)]
        lines.append(f"| {name} | {np.mean(plain):.3f} | {np.mean(whole):.3f} | {1000 * taken:.0f} |")
    return lines


def _ways() -> dict[str, Cut | None]:
    def grams(text: str, sizes: Sequence[int]) -> list[str]:
        found = [word for word in words(text) if not is_han(word)]
        for run in features._PIECES.finditer(folded(text)):
            if run.lastgroup == "han":
                found += [run[0][at : at + n] for n in sizes for at in range(len(run[0]) - n + 1)]
        return found

    ways: dict[str, Cut | None] = {
        "pairs and triples of characters": lambda text: grams(text, (2, 3)),
        "single characters and pairs": lambda text: grams(text, (1, 2)),
        "rjieba words": words,
        "rjieba words and pairs": lambda text: [*words(text), *(g for g in grams(text, (2,)) if is_han(g))],
    }
    try:
        jieba = importlib.import_module("jieba")
    except ImportError:
        return {**ways, "jieba words": None}
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return {**ways, "jieba words": lambda text: [w for w in jieba.lcut(folded(text)) if any(c.isalnum() for c in w)]}


def _model(data: "MatchSet", cut: Cut) -> Any:
    """The scores of a model whose vocabulary and texts are read with Chinese cut in this way."""

    def han(run: str, start: int) -> Iterator[Token]:
        at = 0
        for piece in cut(run):
            found = run.find(piece, max(at - len(piece), 0))
            at = found + len(piece) if found >= 0 else at
            yield Token(piece, start + max(found, 0), start + max(found, 0) + len(piece))

    kept = features._han
    features._han = han
    try:
        source = assets.path("resources/vocabulary")
        background = artefact.load(assets.path("models/matching")).background
        matcher = training.build(read(source), training.word_lists(source / "words"), background)
        return matcher.refined(data.candidates, data.projects).similarity(data.candidates, data.projects)
    finally:
        features._han = kept
