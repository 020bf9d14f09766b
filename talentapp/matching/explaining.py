"""Why a pair scores what it scores: the ideas that carry it, and the words they were read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talentapp.domain.folding import folded
from talentapp.domain.profiles import Profile
from talentapp.domain.reasons import REASONS_FROM, Explanation, MissingConcept, SharedConcept, Span
from talentapp.matching.evidence import Side, overlap

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

_LOOKED_AT, _MOST_SHARED, _MOST_MISSING, _MOST_ALSO = 24, 6, 5, 2
_CARRIES = 0.2  # of what the strongest concept carries: less is no reason of its own
_LEAST_WEIGHT = 0.02
LACKS = 0.2  # the left lacks a concept when it has less than this part of the right's weight
_ASKED = 0.35  # of what a text says most: what says more is asked for
_SAME, _SAME_LINKED = 0.5, 0.3  # concepts that are read from the same words by this part are one idea
_ONE_WORD = 0.3  # the most of a score that one shared word may carry
_FEW_WORDS = 5
_LONGEST_WORD = 4  # Han characters that may be one word
_TOO_LITTLE = 5  # different features that the vocabulary or the background knows; fewer say too little to judge
_KEPT = 1024  # profiles whose reading is kept


@dataclass
class _Idea:
    """Concepts read from the same words, or from related words of the two texts: one line of an explanation."""

    members: list[int]
    left: list[int]  # those of them that the left text's own words say
    right: list[int]
    carried: float
    points: float = 0.0
    spans: tuple[tuple[Span, ...], tuple[Span, ...]] = field(default=((), ()))

    @property
    def whole(self) -> bool:
        return bool(self.left and self.right)

    @property
    def also(self) -> list[int]:
        """The other members that both texts speak of."""
        return [member for member in self.members[1:] if member in self.left and member in self.right]

    def of_one_word(self) -> bool:
        """Whether all that one of the texts shows of it is a single word."""
        for spans in self.spans:
            words = {folded(span.text) for span in spans}
            longest = max((len(w) if not w.isascii() else 1 + w.count(" ") * _LONGEST_WORD for w in words), default=0)
            if len(words) == 1 and longest <= _LONGEST_WORD:
                return True
        return False


class Explainer:
    """Explains the pairs of one matcher."""

    def __init__(self, matcher: "Matcher") -> None:
        self._matcher = matcher
        self.side = lru_cache(maxsize=_KEPT)(lambda profile, itemwise: Side(matcher, profile, itemwise))
        self._linked = matcher.links.toarray() != 0  # one entry of a sparse matrix takes 0.1 ms
        self._place = {concept: number for number, concept in enumerate(matcher.concepts)}

    def explain(self, left: Profile, right: Profile) -> Explanation:
        """The explanation of one pair; its score is a hundred times what `Matcher.similarity` gives."""
        matcher = self._matcher
        one, other = self.side(left, True), self.side(right, False)
        raw = matcher.raw(one.left, other.wanted)
        score = 100 * float(matcher.similarities(raw, one.read, other.read)[0, 0])
        concepts = one.vectors @ other.vectors[0] - one.left.hubness - other.wanted.hubness
        too_little = any(max(side.read.known.nnz, side.read.terms.nnz) < _TOO_LITTLE for side in (one, other))
        ideas = self._ideas(self._carried(one, other, concepts), one, other)
        missing = () if too_little else self._missing(one, other, ideas)
        if score < REASONS_FROM or too_little:
            return Explanation(score, (SharedConcept("", score, (), ()),), missing, too_little)

        # How far each channel stands above the usual pair divides the score between them.
        above = np.maximum(matcher.shares(raw, one.read, other.read)[:, 0, 0], 0)
        by_words = score * np.array([above[1] + above[2], above[3]]) / max(float(above.sum()), 1e-12)
        # A text touches a hundred concepts faintly: their part is counted with the strong ones of the same texts.
        # Common words count with the ideas in whose articles they stand, and only the others are words alone.
        by_concepts = score - float(by_words.sum())
        points, alone = np.zeros(len(ideas)), []
        for part, says in zip(by_words, (self._common(one, other), _translated(one, other)), strict=True):
            covered, rest_of_them = _covered(says, ideas, one, other)
            alone += rest_of_them if part else []
            points += part * covered
            by_concepts += 0.0 if rest_of_them else float(part * (1 - covered.sum()))
        whole = sum(idea.carried for idea in ideas)
        for idea, part in zip(ideas, points.tolist(), strict=True):
            idea.points = by_concepts * idea.carried / whole + part
        _share_out(ideas, _ONE_WORD * score)
        shared = [
            SharedConcept(
                matcher.concepts[idea.members[0]],
                idea.points,
                *idea.spans,
                tuple(matcher.concepts[member] for member in idea.also[:_MOST_ALSO]),
            )
            for idea in sorted(ideas, key=lambda idea: -idea.points)
        ]
        rest = score - sum(idea.points for idea in ideas)
        if rest > 1e-6:
            shared.append(SharedConcept("", rest, one.spans_of(alone, other), other.spans_of(alone, one)))
        return Explanation(score, tuple(shared), missing)

    def not_said(self, left: Profile, right: Profile, most: int) -> list[str]:
        """Up to `most` concepts that the right text's own words ask for and the left's do not say, weightiest first."""
        one, other = self.side(left, True), self.side(right, False)
        weights = other.own * other.vectors[0]
        strongest = map(int, np.argsort(-weights, kind="stable")[:_LOOKED_AT])
        least = _ASKED * other.own.max()
        codes = [self._matcher.concepts[c] for c in strongest if other.own[c] > least and not one.speaks_of(c)]
        return codes[:most]

    def without(self, left: Profile, shared: SharedConcept) -> Profile:
        """`left` as it would be if it did not show what `shared` names."""
        return self.side(left, True).without(self._place[code] for code in (shared.concept, *shared.also))

    def _carried(self, one: Side, other: Side, concepts: NDArray[Any]) -> NDArray[np.float64]:
        """(concepts,): what each text's own words for a concept add to the cosine, as a share, mean of both texts."""
        best_first = np.argsort(-concepts, kind="stable")
        weights = self._matcher.item_weights(len(best_first))
        neighbourhood, link = self._matcher.neighbourhood, self._matcher.recipe.link
        total = np.zeros(len(self._matcher.concepts))
        for sources, towards in (
            (weights @ one.sources[best_first], other.vectors[0]),
            (other.sources[0], weights @ one.vectors[best_first]),
        ):
            added = sources * (towards + link * (neighbourhood @ towards))
            total += added / max(float(added.sum()), 1e-12) / 2
        return total

    def _ideas(self, carried: NDArray[np.float64], one: Side, other: Side) -> list[_Idea]:
        """The concepts that carry most, those of the same or of related words together; words on both sides."""
        ideas: list[_Idea] = []
        for concept in map(int, np.argsort(-carried, kind="stable")[:_LOOKED_AT]):
            left, right = one.speaks_of(concept), other.speaks_of(concept)
            if carried[concept] <= _CARRIES * carried.max() or not (left or right):
                continue
            new = _Idea([concept], [concept] if left else [], [concept] if right else [], float(carried[concept]))
            for idea in ideas:
                if self._one_idea(new, idea, one, other):
                    idea.members += new.members
                    idea.left += new.left
                    idea.right += new.right
                    idea.carried += new.carried
                    break
            else:
                ideas.append(new)
        whole = sorted((idea for idea in ideas if idea.whole), key=lambda idea: -idea.carried)[:_MOST_SHARED]
        for idea in whole:  # the name is one that both texts speak of, if there is one
            idea.members.sort(key=lambda c: not (c in idea.left and c in idea.right))
            idea.spans = one.spans(idea.left), other.spans(idea.right)
        return whole

    def _one_idea(self, new: _Idea, idea: _Idea, one: Side, other: Side) -> bool:
        concept = new.members[0]
        overlaps = [
            side.overlap(concept, theirs[0])
            for side, mine, theirs in ((one, new.left, idea.left), (other, new.right, idea.right))
            if mine and theirs
        ]
        linked = bool(self._linked[concept, idea.members[0]])
        if overlaps:
            return sum(overlaps) / len(overlaps) >= (_SAME_LINKED if linked else _SAME)
        # Each text has words for one of two related concepts: a compiler back end here, a tensor compiler there.
        return linked

    def _common(self, one: Side, other: Side) -> dict[str, float]:
        """The words in common and what each counts, 1 in all; fewer where a single rare word would be most of them."""
        both = sorted(one.places.keys() & other.places.keys())
        if not both:
            return {}
        rarity = self._matcher.rarity(both)
        counts = rarity / max(rarity.sum(), _FEW_WORDS * rarity.max())
        return dict(zip(both, counts.tolist(), strict=True))

    def _missing(self, one: Side, other: Side, ideas: Sequence[_Idea]) -> tuple[MissingConcept, ...]:
        """What the right-hand text's own words ask for and no item of the left-hand text comes near; an idea once."""
        has, wanted = one.vectors.max(axis=0), other.vectors[0]
        weights = np.where(other.own > 0, wanted, 0)
        weights = weights / max(float(weights.sum()), 1e-9)
        told = {feature for idea in ideas for member in idea.right for feature in other.strength(member)}
        found: list[MissingConcept] = []
        for concept in map(int, np.argsort(-weights, kind="stable")):
            if len(found) == _MOST_MISSING or weights[concept] < _LEAST_WEIGHT:
                break
            if has[concept] >= LACKS * wanted[concept] or not other.speaks_of(concept):
                continue
            if overlap(other.strength(concept), told) < _SAME and (spans := other.spans([concept])):
                found.append(MissingConcept(self._matcher.concepts[concept], float(weights[concept]), spans))
                told |= other.strength(concept).keys()
        return tuple(found)


def _translated(one: Side, other: Side) -> dict[str, float]:
    """The English words of either text that the other has in Chinese, and what each counts, 1 in all."""
    english, chinese = (other, one) if one.read.chinese[0] else (one, other)
    says = {word: value for word, value in english.translated(chinese).items() if word in english.places}
    whole = sum(says.values())
    return {word: value / whole for word, value in says.items()}


def _covered(
    says: dict[str, float], ideas: Sequence[_Idea], one: Side, other: Side
) -> tuple[NDArray[np.float64], list[str]]:
    """For each idea its share of what words count, by the articles in which they stand; and the words of no idea."""
    strengths: list[dict[str, float]] = []
    for idea in ideas:
        strength: dict[str, float] = {}
        for side, members in ((one, idea.left), (other, idea.right)):
            for member in members:
                strength |= side.strength(member)
        strengths.append(strength)
    shares, alone = np.zeros(len(ideas)), []
    for word, weight in says.items():
        found = np.array([strength.get(word, 0.0) for strength in strengths])
        if found.any():
            shares += weight * found / found.sum()
        else:
            alone.append(word)
    return shares, alone


def _share_out(ideas: Sequence[_Idea], most: float) -> None:
    """What a single word carries beyond `most` goes to the ideas with more to show, if there are any."""
    single = [idea for idea in ideas if idea.points > most and idea.of_one_word()]
    others = [idea for idea in ideas if idea not in single and not idea.of_one_word()]
    surplus, held = sum(idea.points - most for idea in single), sum(idea.points for idea in others)
    for idea in single:
        idea.points = most
    for idea in others if held > 0 else ():
        idea.points += surplus * idea.points / held
