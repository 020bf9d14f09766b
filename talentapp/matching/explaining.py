"""Why a pair scores what it scores: the concepts that carry it, and the words they were read from."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.profiles import Profile
from talentapp.domain.reasons import Explanation, MissingConcept, SharedConcept, Span
from talentapp.matching.features import Token, is_han, tokens

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

_MOST_SHARED, _MOST_MISSING, _MOST_SPANS = 8, 5, 4
_FAINT, _LEAST_WEIGHT = 0.15, 0.02
_LACKS = 0.2  # the left lacks a concept when it has less than this part of the right's weight
_TOO_LITTLE = 5  # different features that the vocabulary knows; fewer say too little to judge
_WEAK = 0.25  # words that say less than this part of what the strongest says are not shown
_KEPT = 1024  # profiles whose reading is kept

_Evidence = list[tuple[int, Token, float]]


class Explainer:
    """Explains the pairs of one matcher."""

    def __init__(self, matcher: "Matcher") -> None:
        self._matcher = matcher
        self._side = lru_cache(maxsize=_KEPT)(lambda profile, itemwise: _Side(matcher, profile, itemwise))

    def explain(self, left: Profile, right: Profile) -> Explanation:
        """The explanation of one pair; its score is a hundred times what `Matcher.similarity` gives."""
        from talentapp.matching.matcher import Raw

        matcher = self._matcher
        one, other = self._side(left, True), self._side(right, False)
        wanted = other.vectors[0]
        concepts = one.vectors @ wanted - one.hubness - other.hubness
        channels = [concepts, one.wording_cosines(other)]
        raw = Raw(*(matcher.drawn_together(channel[:, None], one.read.starts) for channel in channels))
        score = 100 * float(matcher.similarities(raw, one.read, other.read)[0, 0])

        best_first = np.argsort(-concepts, kind="stable")
        carried = (matcher.item_weights(len(best_first)) @ one.vectors[best_first]) * wanted
        chosen = self._strongest(carried, one, other)
        # How far each channel stands above the usual pair divides the score between them.
        above = [
            max(float(scale.standardised(channel, one.read.chinese, other.read.chinese)[0, 0]), 0.0)
            for scale, channel in zip(matcher.scales, raw, strict=True)
        ]
        by_wording = float(matcher.wording_weights(one.read)[0]) * above[1]
        by_wording = score * (by_wording / (above[0] + by_wording) if by_wording else 0.0)
        # A text touches a hundred concepts faintly: their part is counted with the strong ones of the same texts.
        # Common words count with the concepts in whose articles they stand, and only the others are wording alone.
        parts = np.array([carried[concept] for concept in chosen], np.float64)
        points = (score - by_wording) * parts / parts.sum() if len(chosen) else np.zeros(0)
        covered, alone = self._common(one, other, chosen)
        points = points + by_wording * covered
        shared = [
            SharedConcept(matcher.concepts[concept], float(value), one.spans(concept), other.spans(concept))
            for concept, value in sorted(zip(chosen, points, strict=True), key=lambda pair: -pair[1])
        ]
        rest = score - float(points.sum())
        if rest > 1e-6:
            shared.append(SharedConcept("", rest, one.spans_of(alone), other.spans_of(alone)))
        too_little = min(one.read.known.nnz, other.read.known.nnz) < _TOO_LITTLE
        return Explanation(score, tuple(shared), self._missing(one, other, set(chosen)), too_little)

    @staticmethod
    def _strongest(carried: NDArray[Any], one: "_Side", other: "_Side") -> list[int]:
        """The concepts that carry most and have words to show on both sides: what kindred texts say has none."""
        chosen: list[int] = []
        for concept in map(int, np.argsort(-carried, kind="stable")):
            if len(chosen) == _MOST_SHARED or carried[concept] <= _FAINT * carried.max():
                break
            if one.spans(concept) and other.spans(concept):
                chosen.append(concept)
        return chosen

    def _common(self, one: "_Side", other: "_Side", chosen: Sequence[int]) -> tuple[NDArray[np.float64], list[str]]:
        """For each chosen concept its share of the words in common (of 1), and the words that belong to none."""
        both = sorted(one.places.keys() & other.places.keys())
        shares, alone = np.zeros(len(chosen)), []
        if not both:
            return shares, []
        rarity = self._matcher.rarity(both)
        strengths = [one.strength(concept) | other.strength(concept) for concept in chosen]
        for feature, weight in zip(both, rarity / rarity.sum(), strict=True):
            says = np.array([strength.get(feature, 0.0) for strength in strengths])
            if says.any():
                shares += weight * says / says.sum()
            else:
                alone.append(feature)
        return shares, alone

    def _missing(self, one: "_Side", other: "_Side", shared: set[int]) -> tuple[MissingConcept, ...]:
        """What the right-hand text's own words ask for and no item of the left-hand text comes near."""
        has, wanted = one.vectors.max(axis=0), other.vectors[0]
        weights = np.where(other.own > 0, wanted, 0)
        weights = weights / max(float(weights.sum()), 1e-9)
        found: list[MissingConcept] = []
        for concept in map(int, np.argsort(-weights, kind="stable")):
            if len(found) == _MOST_MISSING or weights[concept] < _LEAST_WEIGHT:
                break
            if concept not in shared and has[concept] < _LACKS * wanted[concept] and (spans := other.spans(concept)):
                found.append(MissingConcept(self._matcher.concepts[concept], float(weights[concept]), spans))
        return tuple(found)


class _Side:
    """One profile as explanations see it; worked out once."""

    def __init__(self, matcher: "Matcher", profile: Profile, itemwise: bool) -> None:
        self._matcher, self._profile = matcher, profile
        self.read = matcher.reader.read([profile], itemwise=itemwise)
        own = matcher.above_usual(self.read, matcher.activations(self.read))
        self.own = own.max(axis=0)  # (concepts,) what its own words say, the best of its items
        self.vectors = matcher.spread(own)
        self.hubness = matcher.hubness(self.vectors)
        self._wording = matcher.idf[2].transform(self.read.wording)
        self._languages = [number for number in (0, 1) if self.read.weights(number).any()]
        self._spans: dict[int, tuple[Span, ...]] = {}
        self._strength: dict[int, dict[str, float]] = {}

    @cached_property
    def places(self) -> dict[str, list[tuple[int, Token]]]:
        """Feature -> the passages and tokens it stands in."""
        places: dict[str, list[tuple[int, Token]]] = {}
        for number, passage in enumerate(self._profile.passages):
            for token in tokens(passage.text, self._matcher.words):
                places.setdefault(token.feature, []).append((number, token))
        return places

    def wording_cosines(self, other: "_Side") -> NDArray[np.float64]:
        """(items,): how much wording each item has in common with the other side's one item."""
        asked, found = other._wording, np.zeros(self._wording.shape[0])
        order = np.argsort(asked.indices)
        columns, values = asked.indices[order], asked.data[order]
        if len(columns):
            place = np.minimum(np.searchsorted(columns, self._wording.indices), len(columns) - 1)
            product = np.where(columns[place] == self._wording.indices, self._wording.data * values[place], 0.0)
            item = np.repeat(np.arange(len(found)), np.diff(self._wording.indptr))
            np.add.at(found, item, product)
        return found

    def strength(self, concept: int) -> dict[str, float]:
        """What each of this text's features says for a concept, those that its article has."""
        if concept not in self._strength:
            matcher = self._matcher
            says: dict[str, float] = {}
            for language in self._languages:
                idf = matcher.idf[language].idf_
                columns, values = _row(matcher.article_rows[language], concept)
                for column, value in zip(columns, values, strict=True):
                    if (feature := matcher.features[column]) in self.places:
                        says[feature] = max(says.get(feature, 0.0), value * float(idf[column]))
            self._strength[concept] = says
        return self._strength[concept]

    def spans(self, concept: int) -> tuple[Span, ...]:
        """Up to four stretches from which a concept was read; none if it was read faintly or not at all.

        A concept that came from its neighbours is shown by the words of the neighbour that says most.
        """
        if concept not in self._spans:
            source, least = concept, _FAINT * float(self.own.max())
            if self.own[source] <= least:
                neighbours, _ = _row(self._matcher.links, concept)
                source = max(neighbours, key=lambda other: float(self.own[other]), default=concept)
            found: _Evidence = []
            if self.own[source] > least:
                says = self.strength(source)
                found = [(n, token, value) for feature, value in says.items() for n, token in self.places[feature]]
            self._spans[concept] = _stretches(self._profile, found)
        return self._spans[concept]

    def spans_of(self, features: Sequence[str]) -> tuple[Span, ...]:
        """Up to four stretches of these features, the rarest first."""
        if not features:
            return ()
        rarity = self._matcher.rarity(features)
        return _stretches(
            self._profile,
            [(n, t, float(r)) for f, r in zip(features, rarity, strict=True) for n, t in self.places[f]],
        )


def _row(matrix: Any, row: int) -> tuple[list[int], list[float]]:
    """Columns and values of one row of a CSR matrix, without the cost of slicing it."""
    begin, end = matrix.indptr[row : row + 2]
    return matrix.indices[begin:end].tolist(), matrix.data[begin:end].tolist()


def _stretches(profile: Profile, evidence: Iterable[tuple[int, Token, float]]) -> tuple[Span, ...]:
    """Up to four stretches of the original text that say most, in reading order; overlapping tokens are one stretch."""
    stretches: list[list[Any]] = []  # passage, start, end, strength
    for number, token, strength in sorted(evidence, key=lambda e: (e[0], e[1].start, e[1].end)):
        last = stretches[-1] if stretches else None
        gap = "" if is_han(token.feature) else " "
        if last and last[0] == number and token.start <= last[2] + len(gap):
            last[2], last[3] = max(last[2], token.end), last[3] + strength
        else:
            stretches.append([number, token.start, token.end, strength])
    strongest = max((s[3] for s in stretches), default=0.0)
    chosen = sorted((s for s in stretches if s[3] >= _WEAK * strongest), key=lambda s: -s[3])[:_MOST_SPANS]
    return tuple(
        Span(number, profile.passages[number].section, start, end, profile.passages[number].text[start:end])
        for number, start, end, _ in sorted(chosen, key=lambda s: s[:3])
    )
