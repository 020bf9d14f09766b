"""Why a pair scores what it scores: the concepts that carry it, and the words they were read from."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.profiles import Profile
from talentapp.domain.reasons import Explanation, MissingConcept, SharedConcept, Span
from talentapp.matching.features import tokens

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

_MOST_SHARED, _MOST_MISSING, _MOST_SPANS = 8, 5, 4
_LEAST_POINTS, _LEAST_WEIGHT = 0.5, 0.04
_LACKS = 0.25  # the left lacks a concept when it has less than this part of the right's weight
_TOO_LITTLE = 4  # features known to the model


def explained(matcher: "Matcher", left: Profile, right: Profile) -> Explanation:
    """The explanation of one pair, its score the same as `Matcher.similarity` gives."""
    ours, theirs = matcher._read([left], split=True), matcher._read([right], split=False)
    items, wanted = matcher._vectors(ours), matcher._vectors(theirs)
    raw = matcher._raw(items, ours.starts, wanted)
    score = 100 * float(matcher._scaled(raw, ours.chinese, theirs.chinese)[0, 0])
    order = np.argsort(-(items @ wanted[0]), kind="stable")
    decay = 0.8 ** np.arange(len(order))
    profile = (decay / decay.sum()) @ items[order]
    carried = profile * wanted[0]
    total = float(carried.sum())
    points = carried * (score / total) if total > 0 else carried
    best = np.argsort(-points, kind="stable")[:_MOST_SHARED]
    reader_left = _Reader(matcher, left, int(ours.chinese[0]))
    reader_right = _Reader(matcher, right, int(theirs.chinese[0]))
    shared = [
        SharedConcept(matcher.concepts[c], float(points[c]), reader_left.spans(c), reader_right.spans(c))
        for c in map(int, best)
        if points[c] >= _LEAST_POINTS
    ]
    rest = score - sum(s.points for s in shared)
    if rest > 1e-6:
        shared.append(SharedConcept("", rest, (), ()))
    weight = wanted[0] / max(float(wanted[0].sum()), 1e-9)
    asked = [c for c in map(int, np.argsort(-weight, kind="stable")[:30]) if weight[c] >= _LEAST_WEIGHT]
    strongest = np.asarray(items.max(axis=0))
    missing = [
        MissingConcept(matcher.concepts[c], float(weight[c]), reader_right.spans(c))
        for c in asked
        if strongest[c] < _LACKS * wanted[0, c]
    ][:_MOST_MISSING]
    little = min(ours.counts.nnz, theirs.counts.nnz) < _TOO_LITTLE
    return Explanation(score, tuple(shared), tuple(missing), bool(little))


class _Reader:
    """Finds the words of one profile that a concept was read from."""

    def __init__(self, matcher: "Matcher", profile: Profile, chinese: int) -> None:
        self._profile = profile
        column: dict[str, int] = matcher._column  # type: ignore[attr-defined]
        self._places: dict[int, list[tuple[int, int, int]]] = {}
        for number, passage in enumerate(profile.passages):
            for token in tokens(passage.text, matcher.words):
                if token.feature in column:
                    self._places.setdefault(column[token.feature], []).append((number, token.start, token.end))
        self._idf: NDArray[Any] = matcher.weights[chinese].idf_  # type: ignore[index]
        self._articles = matcher._spaces[chinese].articles_  # type: ignore[attr-defined]

    def spans(self, concept: int) -> tuple[Span, ...]:
        """Up to four stretches of the profile that say most for `concept`, in reading order."""
        row = self._articles[[concept]]
        weights = [
            (float(value) * float(self._idf[c]) * (1 + np.log(len(self._places[c]))), c)
            for c, value in zip(row.indices.tolist(), row.data.tolist(), strict=True)
            if c in self._places
        ]
        weights.sort(key=lambda item: (-item[0], item[1]))
        chosen: list[tuple[int, int, int]] = []
        for weight, c in weights[:12]:
            if weight < 0.2 * weights[0][0]:
                break
            chosen += self._places[c][:2]
        merged: list[tuple[int, int, int]] = []
        strength: list[int] = []
        for number, start, end in sorted(set(chosen)):
            if merged and merged[-1][0] == number and start <= merged[-1][2] + 1:
                merged[-1] = (number, merged[-1][1], max(end, merged[-1][2]))
                strength[-1] += 1
            else:
                merged.append((number, start, end))
                strength.append(1)
        keep = sorted(sorted(range(len(merged)), key=lambda i: (-strength[i], i))[:_MOST_SPANS])
        passages = self._profile.passages
        return tuple(Span(n, passages[n].section, a, b, passages[n].text[a:b]) for n, a, b in (merged[i] for i in keep))
