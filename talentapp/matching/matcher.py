"""How well one text fits another, in any language, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from talentapp.domain.profiles import Profile
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import Explanation
from talentapp.matching.background import Background
from talentapp.matching.cosines import Cosines, OneCosine, ready
from talentapp.matching.features import Words
from talentapp.matching.reading import HASHED, Read, Reader
from talentapp.matching.recipe import Recipe
from talentapp.matching.scale import Scale
from talentapp.matching.spaces import ExplicitSemantics, SublinearIdf, unit_rows
from talentapp.matching.spreading import spread
from talentapp.matching.translating import Translations, above_usual

if TYPE_CHECKING:
    from talentapp.matching.explaining import Explainer

Array = NDArray[np.float32]
_CHUNK = 256  # profiles scored at a time
_AT_ONCE = 64  # texts of a sparse product: it holds the interpreter, and a window waits for it
_BLOCK = 512  # items whose kin are sought at a time
_POOL = 3000  # items a side that a refined matcher keeps, and takes its statistics from
_USUAL = 600  # items of them against which the hubs are found


class Left(NamedTuple):
    """Texts that are compared with others, some items each: as read, and of the items all that is compared."""

    read: Read
    vectors: Array
    hubness: Array
    wording: Any
    senses: Array  # (items, dimensions) in the background's space
    usual: Array  # (items, 2) what they usually have in common with texts of the other language


class Wanted(NamedTuple):
    """Texts that others are compared with, one item each: the same, ready to be compared with."""

    read: Read
    vectors: Array
    hubness: Array
    wording: Cosines | OneCosine
    senses: Array
    usual: Array
    terms: Cosines | OneCosine


class Raw(NamedTuple):
    """Scores before scaling, (n, m) each: by concepts, by common wording, by what the words stand beside elsewhere, and
    by common words across languages (0 within one)."""

    concepts: Array
    wording: Array
    senses: Array
    translated: Array


@dataclass(frozen=True)
class Matcher:
    """Scores texts against texts. `artefact.load` makes one; `refined` makes one that knows an office's own texts."""

    version: str
    concepts: tuple[str, ...]
    features: tuple[str, ...]
    words: Words
    articles: Mapping[str, Any]  # "en", "zh", "en_plain", "zh_plain": CSR counts (concepts, features)
    links: Any  # CSR (concepts, concepts): related concepts, rows add up to 1 or 0
    areas: NDArray[np.int64]  # (concepts,): the number of each one's area
    topical: Array  # (concepts,): 0 for what must not count as a topic
    means: Array  # (2, concepts): the usual activation by an English and by a Chinese text
    scales: tuple[Scale, Scale, Scale, Scale]  # of the channels of Raw
    background: Background
    recipe: Recipe = field(default_factory=Recipe)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # concept -> locale -> label
    weights: tuple[SublinearIdf, SublinearIdf, SublinearIdf] | None = None  # English, Chinese, wording
    pool: Array | None = None  # (texts, concepts): vectors of the office's texts, to find kin in
    usual: Array | None = None  # (texts, concepts): the same with their kin, to find hubs by
    hub_level: float = 0.0  # how much the usual text resembles texts that it is not like
    translations: Translations = field(default_factory=Translations)

    def __getstate__(self) -> dict[str, Any]:
        """Without what was worked out on the way: whoever unpickles it works out what it needs."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    # -- what is worked out once

    @cached_property
    def reader(self) -> Reader:
        """Reads profiles for this matcher."""
        return Reader(self.features, self.words, self.background)

    @cached_property
    def idf(self) -> tuple[SublinearIdf, SublinearIdf, SublinearIdf]:
        """How much each feature says: in English texts, in Chinese texts, and hashed in all texts."""
        if self.weights is not None:
            return self.weights
        english, chinese = (self.articles[name] + self.articles[f"{name}_plain"] for name in ("en", "zh"))
        every = sp.vstack([english, chinese]).tocoo()
        places = self.reader.hashed([Counter((f,)) for f in self.features]).indices
        hashed = sp.csr_array((every.data, (every.row, places[every.col])), shape=(every.shape[0], HASHED))
        return SublinearIdf().fit(english), SublinearIdf().fit(chinese), SublinearIdf().fit(hashed)

    @cached_property
    def article_rows(self) -> tuple[Any, Any]:
        """The weighted articles, English and Chinese: CSR (concepts, features)."""
        english, chinese = (
            idf.transform(self.articles[name]) + self.recipe.plain * idf.transform(self.articles[f"{name}_plain"])
            for name, idf in zip(("en", "zh"), self.idf, strict=False)
        )
        return english, chinese

    @cached_property
    def neighbourhood(self) -> Any:
        """What each concept hands to each other one: related, two steps far, same area. CSR (concepts, concepts)."""
        recipe, near = self.recipe, self.links.toarray()
        far, area = near @ near, (self.areas[:, None] == self.areas[None]).astype(np.float64)
        for matrix in (far, area):
            np.fill_diagonal(matrix, 0)
        area /= np.maximum(area.sum(axis=1, keepdims=True), 1)
        near *= 1 - recipe.link_far - recipe.link_area
        return sp.csr_array((near + recipe.link_far * far + recipe.link_area * area).astype(np.float32))

    @cached_property
    def semantics(self) -> tuple[ExplicitSemantics, ExplicitSemantics]:
        """From weighted texts to concepts, English and Chinese."""
        english, chinese = (ExplicitSemantics().fit(rows) for rows in self.article_rows)
        return english, chinese

    def rarity(self, features: Sequence[str]) -> NDArray[np.float64]:
        """How rare each feature is in texts of any language: (features,), at least 1."""
        known = self._rarity
        if new := [feature for feature in features if feature not in known]:
            columns = self.reader.hashed([Counter((feature,)) for feature in new]).indices
            known.update(zip(new, self.idf[2].idf_[columns].tolist(), strict=True))
        return np.array([known[feature] for feature in features])

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """What has been asked for: to hash one feature takes as long as to hash a hundred, and pairs share words."""
        return {}

    # -- from texts to vectors

    def activations(self, read: Read) -> Array:
        """How much each item says about each concept by its own words: (items, concepts)."""
        out = np.zeros((read.known.shape[0], len(self.concepts)), np.float32)
        for number in (0, 1):
            share = read.weights(number)
            rows = np.flatnonzero(share)
            for at in range(0, rows.size, _AT_ONCE):
                some = rows[at : at + _AT_ONCE]
                weighted = self.idf[number].transform(read.known[some])
                out[some] += share[some, None] * self.semantics[number].transform(weighted)
        return out * self.topical

    def above_usual(self, read: Read, activations: Array) -> Array:
        """Activations less what any text of that language would say; never negative."""
        usual = read.weights(0)[:, None] * self.means[0] + read.weights(1)[:, None] * self.means[1]
        return np.asarray(np.maximum(activations - usual, 0), np.float32)

    def spread(self, own: Array) -> Array:
        """Unit vectors (items, concepts): each concept hands on to its neighbours, each text takes from its kin."""
        vectors: Array = unit_rows(own + self.recipe.link * (own @ self.neighbourhood))
        if self.pool is None or not len(self.pool):
            return vectors
        for begin in range(0, len(vectors), _BLOCK):
            block = vectors[begin : begin + _BLOCK]
            vectors[begin : begin + _BLOCK] = unit_rows(block + self._kin(block, self.pool))
        return vectors

    def _kin(self, vectors: Array, pool: Array) -> Array:
        """What each text takes from its nearest kin in the pool, more the more alike they are: (items, concepts)."""
        cosines = vectors @ pool.T
        cosines[cosines > 0.9999] = 0  # the text itself
        count = min(self.recipe.kin_count, len(pool))
        near = np.argpartition(-cosines, count - 1, axis=1)[:, :count]
        weight = np.maximum(np.take_along_axis(cosines, near, axis=1), 0) ** 2
        most = self.recipe.kin * len(pool) / (len(pool) + self.recipe.kin_texts)
        weight *= most / (weight.sum(axis=1, keepdims=True) + self.recipe.kin_caution)
        starts = np.arange(0, weight.size + 1, count)
        kin: Array = sp.csr_array((weight.ravel(), near.ravel(), starts), shape=cosines.shape) @ pool
        return kin

    def vectors(self, read: Read) -> Array:
        """Unit vectors (items, concepts)."""
        return self.spread(self.above_usual(read, self.activations(read)))

    # -- from vectors to scores

    def hubness(self, vectors: Array) -> Array:
        """(items,): how much more than usual each resembles texts that it is not like; what resembles all fits none."""
        if self.usual is None or not len(self.usual):
            return np.zeros(len(vectors), np.float32)
        known = len(self.usual)
        count = max(int(self.recipe.unlike * known), 1)
        least = np.partition(vectors @ self.usual.T, count - 1, axis=1)[:, :count].mean(axis=1)
        return np.asarray((least - self.hub_level) * known / (known + self.recipe.unlike_caution), np.float32)

    def raw(self, left: Left, wanted: Wanted) -> Raw:
        """All channels, the items of each left profile drawn together; the right has one item a profile."""
        items = left.read.chinese.repeat(np.diff(left.read.starts))
        across = items[:, None] != wanted.read.chinese
        terms = wanted.terms.all_of(left.read.terms) if across.any() else np.zeros(across.shape, np.float32)
        channels = (
            left.vectors @ wanted.vectors.T - left.hubness[:, None] - wanted.hubness,
            wanted.wording.all_of(left.wording),
            left.senses @ wanted.senses.T,
            above_usual(terms, left.usual, wanted.usual, across),
        )
        return Raw(*(self.drawn_together(channel, left.read.starts) for channel in channels))

    def item_weights(self, count: int) -> NDArray[np.float64]:
        """What the best, second best … of `count` items count; they add up to 1."""
        weights = self.recipe.decay ** np.arange(count)
        return np.asarray(weights / weights.sum())

    def drawn_together(self, items: Any, starts: NDArray[np.int64]) -> Array:
        """Scores (items, m) as scores (profiles, m): the best item counts most."""
        out = np.empty((len(starts) - 1, items.shape[1]), np.float32)
        for row, (begin, end) in enumerate(pairwise(starts)):
            best_first = items[begin:end] if end - begin == 1 else -np.sort(-items[begin:end], axis=0)
            out[row] = self.item_weights(end - begin) @ best_first
        return out

    def shares(self, raw: Raw, left: Read, right: Read) -> NDArray[np.float64]:
        """(4, n, m): what each channel adds to how far a pair stands above the usual one, in deviations.

        Wording, and what words stand beside, count much for papers and patents in the language of what is wanted;
        across languages only what goes far beyond chance.
        """
        recipe = self.recipe
        concepts, wording, senses, translated = (
            scale.standardised(channel, left.chinese, right.chinese)
            for scale, channel in zip(self.scales, raw, strict=True)
        )
        same = left.chinese[:, None] == right.chinese
        evidence = np.where(same, left.evidence[:, None], 0.0)
        by_wording = recipe.wording + (recipe.wording_evidence - recipe.wording) * evidence
        by_senses = np.where(right.chinese == 0, recipe.sense_evidence * evidence, 0.0)
        # Channels that go half together: their sum is brought back to about one deviation.
        parts = np.sqrt(1 + by_wording + by_wording**2 + by_senses + by_senses**2 + by_wording * by_senses)
        beyond = np.where(same, 0.0, np.maximum(translated - recipe.translated_from, 0))
        return np.stack(
            [concepts / parts, by_wording * wording / parts, by_senses * senses / parts, recipe.translated * beyond]
        )

    def similarities(self, raw: Raw, left: Read, right: Read) -> Array:
        """Raw scores on the one scale of 0 to 1."""
        z = self.shares(raw, left, right).sum(axis=0)
        # A power of what is above zero keeps very good pairs apart, where a logistic curve would call them all 100.
        odds = (np.logaddexp(0, z) / np.logaddexp(0, self.recipe.boundary)) ** self.recipe.steepness
        return np.asarray(odds / (1 + odds), np.float32)

    def similarity(self, left: Sequence[Profile], right: Sequence[Profile], progress: Progress = silent) -> Array:
        """How well each of `left` (n) fits each of `right` (m): float32 (n, m), each in 0..1 and finite.

        The scale is the same for every pair of languages: a half is two deviations above what two texts of those
        languages usually score. `progress` is told how many of `left` are done.
        """
        n = len(left)
        out = np.zeros((n, len(right)), np.float32)
        progress(0, n)
        begins = range(0, n, _CHUNK) if len(right) else ()
        parts = (left[begin : begin + _CHUNK] for begin in begins)
        for begin, rows in zip(begins, spread(_scored, (self, self.wanted(right)), parts), strict=True):
            out[begin : begin + _CHUNK] = rows
            progress(min(begin + _CHUNK, n), n)
        progress(n, n)
        return out

    def left(self, left: Sequence[Profile]) -> Left:
        """Texts read and made ready for being compared with what is wanted; items that several share, once."""
        read = self.reader.read(left, itemwise=True)
        once, places = read.distinct()
        made = self.left_of(once, self.vectors(once))
        return made if once is read else Left(read, *(part[places] for part in made[1:]))

    def left_of(self, read: Read, vectors: Array) -> Left:
        """The same for texts that have been read, with their vectors."""
        wording = self.idf[2].transform(read.wording) if read.wording.shape[0] else read.wording
        items = read.chinese.repeat(np.diff(read.starts)).astype(np.bool_)
        usual = self.translations.usual(read.terms, items, self.recipe.prior_pairs)
        return Left(read, vectors, self.hubness(vectors), wording, self.background.latent(read.terms), usual)

    def wanted(self, right: Sequence[Profile]) -> Wanted:
        """Texts read and made ready for being compared with."""
        read = self.reader.read(right, itemwise=False)
        return self.wanted_of(read, self.vectors(read))

    def wanted_of(self, read: Read, vectors: Array) -> Wanted:
        """The same for texts that have been read, with their vectors."""
        same = self.left_of(read, vectors)
        return Wanted(*same[:3], ready(same.wording), *same[4:], ready(read.terms))

    def explain(self, left: Profile, right: Profile) -> Explanation:
        """Why `left` fits `right`; its score is a hundred times their `similarity`.

        What was read of a profile is kept, so that many pairs of few profiles cost little each.
        """
        return self.explainer.explain(left, right)

    @cached_property
    def explainer(self) -> "Explainer":
        """Explains pairs, and keeps what it has read."""
        from talentapp.matching.explaining import Explainer

        return Explainer(self)

    # -- knowing an office's texts

    def refined(
        self, candidates: Sequence[Profile], projects: Sequence[Profile], progress: Progress = silent
    ) -> "Matcher":
        """A matcher that knows these texts: how common their words are, what usual pairs score, which are kin.

        The shipped part stays as it is. The same texts give the same matcher. Progress is that of reading `candidates`.
        """
        people = self.reader.read(candidates, itemwise=True, progress=progress)
        needs = self.reader.read(projects, itemwise=False)
        weights = tuple(idf.copy() for idf in self.idf)
        for read in (people, needs):
            for number in (0, 1):
                rows = np.flatnonzero(read.weights(number) > 0.5)
                if rows.size:
                    weights[number].partial_fit(read.known[rows])
            if read.wording.shape[0]:
                weights[2].partial_fit(read.wording)
        known = replace(self, weights=weights)  # type: ignore[arg-type]
        return known.with_usual(people.sample(_POOL), needs.sample(_POOL))

    def with_usual(self, people: Read, needs: Read, apart: Any = None, hidden: Any = None) -> "Matcher":
        """A matcher whose means, pool and scales know these texts.

        When the shipped part is built, `apart` (n, m) says which pairs are usual ones, and `hidden` (n,) which concept
        each text is to be read without, on both sides.
        """
        recipe = self.recipe
        active = [self.activations(read) for read in (people, needs)]
        if hidden is not None:
            for activations in active:
                activations[np.arange(len(hidden)), hidden] = 0
        every = np.concatenate(active)
        mix = np.concatenate([people.mix, needs.mix])
        means = self.means.copy()
        for number in (0, 1):
            rows = every[mix == number]
            prior = recipe.prior_texts if self.means.any() else 0.0
            if len(rows):
                means[number] = (prior * means[number] + rows.sum(axis=0)) / (prior + len(rows))
        centred = replace(self, means=means, pool=None, usual=None)
        own = [centred.above_usual(read, a) for read, a in zip((people, needs), active, strict=True)]
        vectors = [centred.spread(o) for o in own]
        if apart is None:
            centred = replace(centred, pool=np.concatenate(vectors))
            vectors = [centred.spread(o) for o in own]
            usual = np.concatenate(vectors)
            usual = usual[np.linspace(0, len(usual) - 1, min(_USUAL, len(usual))).astype(np.int64)]
            level = float(replace(centred, usual=usual, hub_level=0.0).hubness(usual).mean()) if len(usual) else 0.0
            level *= 1 + recipe.unlike_caution / max(len(usual), 1)
            centred = replace(centred, usual=usual, hub_level=level)
        terms = sp.vstack([people.terms, needs.terms], format="csr")
        translations = self.translations.knowing(terms, mix > 0.5, recipe.prior_pairs if apart is None else 0.0)
        centred = replace(centred, translations=translations if apart is None else replace(translations, texts=None))
        raw = centred.raw(centred.left_of(people, vectors[0]), centred.wanted_of(needs, vectors[1]))
        if apart is None:
            prior = recipe.prior_pairs
        else:
            prior, raw = 0.0, Raw(*(np.where(apart, channel, np.nan) for channel in raw))
        scales = tuple(
            scale.refined(channel, people.chinese, needs.chinese, prior)
            for scale, channel in zip(self.scales, raw, strict=True)
        )
        return replace(centred, scales=scales)  # type: ignore[arg-type]


def scored(matcher: Matcher, left: Left, wanted: Wanted) -> Array:
    """The similarities (n, m) of texts that have been read."""
    return matcher.similarities(matcher.raw(left, wanted), left.read, wanted.read)


def _scored(shared: tuple[Matcher, Wanted], left: Sequence[Profile]) -> Array:
    """The similarities of some texts with all that are wanted."""
    matcher, wanted = shared
    return scored(matcher, matcher.left(left), wanted)
