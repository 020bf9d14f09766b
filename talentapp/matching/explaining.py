"""Why a pair scores what it scores: the concepts that carry it, and the words they were read from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talentapp.domain.profiles import Profile
from talentapp.domain.reasons import Explanation, MissingConcept, SharedConcept, Span
from talentapp.matching.features import Token, is_han, tokens

if TYPE_CHECKING:
    from talentapp.matching.matcher import Array, Matcher

_MOST_SHARED, _MOST_MISSING, _MOST_SPANS = 8, 5, 4
_FAINT, _LEAST_WEIGHT = 0.15, 0.02
_LACKS = 0.2  # the left lacks a concept when it has less than this part of the right's weight
_TOO_LITTLE = 5  # different features that the vocabulary knows; fewer say too little to judge
_WEAK = 0.25  # words that say less than this part of what the strongest says are not shown


@dataclass(frozen=True)
class _Side:
    """One profile as the explanation sees it."""

    profile: Profile
    chinese: int
    own: Any  # (concepts,) what its own words say, the best of its items
    places: dict[str, list[tuple[int, Token]]]  # feature -> the passages and tokens it stands in


def explained(matcher: "Matcher", left: Profile, right: Profile) -> Explanation:
    """The explanation of one pair; its score is a hundred times what `Matcher.similarity` gives."""
    ours, theirs = matcher.reader.read([left], itemwise=True), matcher.reader.read([right], itemwise=False)
    own, asked = (matcher.above_usual(read, matcher.activations(read)) for read in (ours, theirs))
    items, wanted = matcher.spread(own), matcher.spread(asked)
    raw = matcher.raw(ours, items, theirs, wanted)
    score = 100 * float(matcher.similarities(raw, ours, theirs)[0, 0])
    one = _Side(left, int(ours.chinese[0]), own.max(axis=0), _places(matcher, left))
    other = _Side(right, int(theirs.chinese[0]), asked[0], _places(matcher, right))

    # What each concept adds to the cosine; and how far each channel stands above the usual pair.
    best_first = np.argsort(-(items @ wanted[0]), kind="stable")
    drawn = matcher.item_weights(len(items)) @ items[best_first]
    carried = drawn * wanted[0]
    weight = float(matcher.wording_weights(ours)[0])
    above = [
        max(float(scale.standardised(channel, ours.chinese, theirs.chinese)[0, 0]), 0.0)
        for scale, channel in zip(matcher.scales, raw, strict=True)
    ]
    total = above[0] + weight * above[1]
    chosen: list[tuple[int, tuple[Span, ...], tuple[Span, ...]]] = []
    for concept in map(int, np.argsort(-carried, kind="stable")):
        if len(chosen) == _MOST_SHARED or carried[concept] <= _FAINT * carried.max():
            break
        spans = [_spans(side.profile, _evidence(matcher, side, concept)) for side in (one, other)]
        if all(spans):  # what only kindred texts say has no words to show
            chosen.append((concept, spans[0], spans[1]))

    # A text touches a hundred concepts faintly. Their part of the score is counted with the strong ones of the same
    # texts, so that the points add up and common wording gets no more than it earned.
    by_wording = score * (weight * above[1] / total if total > 0 else 0.0) if chosen else score
    shown = sum(float(carried[concept]) for concept, _, _ in chosen)
    shared = [
        SharedConcept(matcher.concepts[c], (score - by_wording) * float(carried[c]) / shown, ours_at, theirs_at)
        for c, ours_at, theirs_at in chosen
    ]
    if by_wording > 0:
        common = _common(matcher, one, other)
        shared.append(SharedConcept("", by_wording, _spans(left, common[0]), _spans(right, common[1])))
    too_little = min(ours.known.nnz, theirs.known.nnz) < _TOO_LITTLE
    missing = _missing(matcher, items.max(axis=0), wanted[0], other, {concept for concept, _, _ in chosen})
    return Explanation(score, tuple(shared), missing, too_little)


def _missing(
    matcher: "Matcher", has: "Array", wanted: "Array", other: _Side, shared: set[int]
) -> tuple[MissingConcept, ...]:
    """What the right-hand text's own words ask for and no item of the left-hand text comes near."""
    weights = np.where(other.own > 0, wanted, 0)
    weights = weights / max(float(weights.sum()), 1e-9)
    found: list[MissingConcept] = []
    for concept in map(int, np.argsort(-weights, kind="stable")):
        if len(found) == _MOST_MISSING or weights[concept] < _LEAST_WEIGHT:
            break
        spans = _spans(other.profile, _evidence(matcher, other, concept))
        if spans and concept not in shared and has[concept] < _LACKS * wanted[concept]:
            found.append(MissingConcept(matcher.concepts[concept], float(weights[concept]), spans))
    return tuple(found)


def _places(matcher: "Matcher", profile: Profile) -> dict[str, list[tuple[int, Token]]]:
    places: dict[str, list[tuple[int, Token]]] = {}
    for number, passage in enumerate(profile.passages):
        for token in tokens(passage.text, matcher.words):
            places.setdefault(token.feature, []).append((number, token))
    return places


def _evidence(matcher: "Matcher", side: _Side, concept: int) -> list[tuple[int, Token, float]]:
    """The tokens of one side from which a concept was read, and what each says for it.

    A concept that came from its neighbours is shown by the words of the neighbour that says most. What was read only
    faintly has no words worth showing.
    """
    least = _FAINT * float(side.own.max())
    if side.own[concept] <= least:
        neighbours, _ = _row(matcher.links, concept)
        concept = max(neighbours, key=lambda other: float(side.own[other]), default=concept)
        if side.own[concept] <= least:
            return []
    columns, values = _row(matcher.article_rows[side.chinese], concept)
    idf = matcher.idf[side.chinese].idf_
    strength = {
        matcher.features[column]: value * float(idf[column]) for column, value in zip(columns, values, strict=True)
    }
    return [
        (number, token, strength[feature])
        for feature, found in side.places.items()
        if feature in strength
        for number, token in found
    ]


def _row(matrix: Any, row: int) -> tuple[list[int], list[float]]:
    """Columns and values of one row of a CSR matrix, without the cost of slicing it."""
    begin, end = matrix.indptr[row : row + 2]
    return matrix.indices[begin:end].tolist(), matrix.data[begin:end].tolist()


def _common(matcher: "Matcher", one: _Side, other: _Side) -> tuple[list[tuple[int, Token, float]], ...]:
    """The tokens that both sides have, and how rare each is."""
    both = sorted(one.places.keys() & other.places.keys())
    if not both:
        return [], []
    columns = matcher.reader.hashed([Counter({feature: 1}) for feature in both]).indices
    rarity = dict(zip(both, matcher.idf[2].idf_[columns].tolist(), strict=True))
    return tuple(
        [(number, token, rarity[feature]) for feature in both for number, token in side.places[feature]]
        for side in (one, other)
    )


def _spans(profile: Profile, evidence: Iterable[tuple[int, Token, float]]) -> tuple[Span, ...]:
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
