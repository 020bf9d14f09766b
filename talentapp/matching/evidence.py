"""What one profile says for each concept, and the words it was read from."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from talentapp.domain.folding import folded
from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.reasons import Span
from talentapp.matching.features import Token, han_words, is_han, tokens

if TYPE_CHECKING:
    from talentapp.matching.matcher import Left, Matcher, Wanted

FAINT = 0.15  # what says less than this part of what the strongest says is no reason
_MOST_SPANS = 4
_WEAK = 0.4  # words that say less than this part of what the strongest says are not shown
_LONGEST_TOKEN = 30
_BETWEEN = frozenset("的与和及或是把将其且但")  # begins or ends no term
_JOINED = re.compile(r"[^\W_]|[-+#./_]", re.ASCII)


class Side:
    """One profile as explanations see it; worked out once."""

    def __init__(self, matcher: "Matcher", profile: Profile, itemwise: bool) -> None:
        self._matcher, self.profile = matcher, profile
        self.read = matcher.reader.read([profile], itemwise=itemwise)
        own = matcher.above_usual(self.read, matcher.activations(self.read))
        self.own = own.max(axis=0)  # (concepts,) what its own words say, the best of its items
        self.vectors = matcher.spread(own)
        handed_on = own + matcher.recipe.link * (own @ matcher.neighbourhood)
        length = np.linalg.norm(handed_on, axis=1, keepdims=True)
        self.sources = own / np.where(length > 0, length, 1)  # (items, concepts): own words' part of the vectors
        self._languages = [number for number in (0, 1) if self.read.weights(number).any()]
        self._clear = self.own > FAINT * self.own.max()
        self._strength: dict[int, dict[str, float]] = {}
        self._overlaps: dict[tuple[int, int], float] = {}
        self._spans: dict[tuple[int, ...], tuple[Span, ...]] = {}

    @cached_property
    def places(self) -> dict[str, list[tuple[int, Token]]]:
        """Feature -> the passages and tokens it stands in."""
        places: dict[str, list[tuple[int, Token]]] = {}
        for number, passage in enumerate(self.profile.passages):
            for token in tokens(self.profile.read(passage), self._matcher.words):
                places.setdefault(token.feature, []).append((number, token))
        return places

    @cached_property
    def words(self) -> dict[str, list[tuple[int, Token]]]:
        """Chinese word that the background knows -> the passages and tokens it stands in."""
        background, words = self._matcher.background, self._matcher.words
        places: dict[str, list[tuple[int, Token]]] = {}
        for number, passage in enumerate(self.profile.passages):
            for token in han_words(self.profile.read(passage), words, background.words_in):
                places.setdefault(token.feature, []).append((number, token))
        return places

    @cached_property
    def left(self) -> "Left":
        """This text as one that is compared with others."""
        return self._matcher.left_of(self.read, self.vectors)

    @cached_property
    def wanted(self) -> "Wanted":
        """This text as one that others are compared with."""
        return self._matcher.wanted_of(self.read, self.vectors)

    def translated(self, other: "Side") -> dict[str, float]:
        """What each of this text's words adds to what the two have in common across languages: terms, Chinese words."""
        background = self._matcher.background
        common = np.asarray(self.read.terms.multiply(other.read.terms[[0]]).max(axis=0).todense()).ravel()
        says = {background.terms[term]: float(common[term]) for term in np.flatnonzero(common)}
        found = {feature: says[feature] for feature in self.places if feature in says}
        for word in self.words:
            columns, times = row(background.meanings, background.word[word])
            if (value := sum(common[c] * t for c, t in zip(columns, times, strict=True))) > 0:
                found[word] = float(value)
        return found

    def speaks_of(self, concept: int) -> bool:
        """Whether its own words, not only those of neighbours or kindred texts, say the concept clearly."""
        return bool(self._clear[concept])

    def strength(self, concept: int) -> dict[str, float]:
        """What each of this text's features says for a concept, those that its article has."""
        if concept not in self._strength:
            matcher = self._matcher
            says: dict[str, float] = {}
            for language in self._languages:
                idf = matcher.idf[language].idf_
                columns, values = row(matcher.article_rows[language], concept)
                for column, value in zip(columns, values, strict=True):
                    if (feature := matcher.features[column]) in self.places:
                        says[feature] = max(says.get(feature, 0.0), value * float(idf[column]))
            self._strength[concept] = says
        return self._strength[concept]

    def overlap(self, concept: int, other: int) -> float:
        """The part of what this text's words say for a concept that they say for another too, 0 to 1."""
        known = self._overlaps.get((concept, other))
        if known is None:
            known = self._overlaps[concept, other] = overlap(self.strength(concept), self.strength(other))
        return known

    def spans(self, concepts: Sequence[int]) -> tuple[Span, ...]:
        """Up to four different stretches from which these concepts were read."""
        key = tuple(concepts)
        if key not in self._spans:
            says: dict[str, float] = {}
            for concept in key:
                for feature, value in self.strength(concept).items():
                    says[feature] = max(says.get(feature, 0.0), value)
            self._spans[key] = self.shown(says)
        return self._spans[key]

    def spans_of(self, features: Sequence[str], other: "Side") -> tuple[Span, ...]:
        """Up to four stretches of these features, or of what the dictionary finds of them in this text: first those
        that are rare and go the way of the other text."""
        here = [feature for feature in features if feature in self.places]
        if len(here) < len(features) or not here:
            return self.shown(self.translated(other))
        background = self._matcher.background
        says = dict(zip(here, self._matcher.rarity(here).tolist(), strict=True))
        known = [feature for feature in here if feature in background.column]
        pulls = background.pull(np.array([background.column[f] for f in known], np.int64), other.wanted.senses[0])
        for feature, pull in zip(known, pulls.tolist(), strict=True):
            says[feature] *= max(pull, 0.0)
        return self.shown(says)

    def shown(self, says: dict[str, float]) -> tuple[Span, ...]:
        """Up to four stretches of features that say so much, each wording once, in reading order; no word is cut."""
        best: dict[str, tuple[float, int, int, int]] = {}
        for number, start, end, strength in self._stretches(says):
            wording = folded(self.profile.passages[number].text[start:end])
            if wording not in best or strength > best[wording][0]:
                best[wording] = (strength, number, start, end)
        chosen: dict[str, tuple[int, int, int]] = {}
        for wording, (_, *place) in sorted(best.items(), key=lambda item: (-item[1][0], item[0])):
            if len(chosen) < _MOST_SPANS and not any(wording in other or other in wording for other in chosen):
                chosen[wording] = (place[0], place[1], place[2])
        found = []
        for number, start, end in sorted(chosen.values()):
            passage = self.profile.passages[number]
            found.append(Span(number, passage.section, start, end, passage.text[start:end]))
        return tuple(found)

    def without(self, concepts: Iterable[int]) -> Profile:
        """The profile with all words blanked from which these concepts were read clearly."""
        texts = [list(passage.text) for passage in self.profile.passages]
        for concept in concepts:
            for number, start, end, _ in self._stretches(self.strength(concept)):
                texts[number][start:end] = "\n" * (end - start)
        passages = zip(self.profile.passages, texts, strict=True)
        kept = tuple(Passage(passage.section, "".join(text)) for passage, text in passages)
        return replace(self.profile, passages=kept)

    def _stretches(self, says: dict[str, float]) -> list[tuple[int, int, int, float]]:
        """Passage, start, end and strength; overlapping tokens are one stretch, weak ones are left out."""
        evidence = [
            (n, token, value)
            for feature, value in says.items()
            for n, token in self.places.get(feature) or self.words[feature]
        ]
        joined: list[list[Any]] = []
        for number, token, strength in sorted(evidence, key=lambda e: (e[0], e[1].start, e[1].end)):
            last = joined[-1] if joined else None
            gap = "" if is_han(token.feature) else " "
            if last and last[0] == number and token.start <= last[2] + len(gap):
                last[2], last[3] = max(last[2], token.end), last[3] + strength
            else:
                joined.append([number, token.start, token.end, strength])
        strongest = max((s[3] for s in joined), default=0.0)
        kept = []
        for number, start, end, strength in joined:
            if strength >= _WEAK * strongest:
                text = self.profile.passages[number].text
                begin, stop = _trimmed(text, *self._edges(number, text, start, end))
                if begin < stop:
                    kept.append((number, begin, stop, strength))
        return kept

    def _edges(self, number: int, text: str, start: int, end: int) -> tuple[int, int]:
        """[start, end) grown to the ends of the words in which it begins and ends."""
        begin = _grown(text, start, -1) if _JOINED.match(text, start) else self._word_around(number, start)[0]
        stop = _grown(text, end, 1) if _JOINED.match(text, end - 1) else self._word_around(number, end)[1]
        return begin, stop

    def _word_around(self, number: int, at: int) -> tuple[int, int]:
        """Where the Chinese word begins and ends that `at` is within; `at` itself if it is within none."""
        places = self._word_places[number]
        before = bisect_left(places, (at,)) - 1
        return places[before] if before >= 0 and places[before][1] > at else (at, at)

    @cached_property
    def _word_places(self) -> list[list[tuple[int, int]]]:
        """For each passage the Chinese words that the background knows, in order: where they begin and end."""
        places: list[list[tuple[int, int]]] = [[] for _ in self.profile.passages]
        for tokens_of_word in self.words.values():
            for number, token in tokens_of_word:
                places[number].append((token.start, token.end))
        return [sorted(some) for some in places]


def _grown(text: str, at: int, step: int) -> int:
    """The end of the Latin token, hyphens and the like included, that reaches up to `at`."""
    place = at
    while 0 <= (look := place if step > 0 else place - 1) < len(text) and _JOINED.match(text, look):
        place += step
        if abs(place - at) > _LONGEST_TOKEN:
            return at
    while place != at and not text[place - 1 if step > 0 else place].isalnum():
        place -= step
    return place


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) without words at its edges that only join others."""
    while start < end and folded(text[start]) in _BETWEEN:
        start += 1
    while start < end and folded(text[end - 1]) in _BETWEEN:
        end -= 1
    return start, end


def overlap(says: Mapping[str, float], others: Container[str]) -> float:
    """The part of what these features say, strong ones above all, that features of the others say too, 0 to 1."""
    both = sum(value**2 for feature, value in says.items() if feature in others)
    return both / max(sum(value**2 for value in says.values()), 1e-12)


def row(matrix: Any, number: int) -> tuple[list[int], list[float]]:
    """Columns and values of one row of a CSR matrix, without the cost of slicing it."""
    begin, end = matrix.indptr[number : number + 2]
    return matrix.indices[begin:end].tolist(), matrix.data[begin:end].tolist()
