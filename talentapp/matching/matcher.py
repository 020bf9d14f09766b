"""How well one text fits another, in any language, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from talentapp.domain.profiles import Profile
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import Explanation
from talentapp.matching.features import Words, is_han, tokens
from talentapp.matching.spaces import ConceptSpace, SublinearIdf

Array = NDArray[np.float32]
_HAN_SHARE = 0.25  # of a text's features, from which on it is read as Chinese
_DECAY = 0.8  # each further item of a person counts this much of the one before
_BOUNDARY, _STEEPNESS = 2.0, 1.5  # similarity is 0.5 at two deviations above the usual pair
_SAMPLE = 400  # texts a side from which a pool's statistics are taken
_CHUNK = 256


@dataclass(frozen=True)
class Scale:
    """What the usual pair of texts scores, by language pair (left Chinese?, right Chinese?): mean, deviation, pairs."""

    mean: Any = field(default_factory=lambda: np.zeros((2, 2)))
    deviation: Any = field(default_factory=lambda: np.full((2, 2), 0.1))

    @classmethod
    def of(cls, raw: Array, left: Any, right: Any, prior: "Scale | None" = None, weight: float = 0.0) -> "Scale":
        """The scale of raw scores (n, m); `prior` counts as `weight` pairs, and NaN as no pair."""
        mean, deviation = np.zeros((2, 2)), np.zeros((2, 2))
        for a in (0, 1):
            for b in (0, 1):
                values = raw[left == a][:, right == b].astype(np.float64).ravel()
                values = values[np.isfinite(values)]
                prior_mean, prior_square, count = 0.0, 0.01, weight
                if prior is not None:
                    prior_mean = prior.mean[a, b]
                    prior_square = prior.deviation[a, b] ** 2 + prior_mean**2
                total = max(count + values.size, 1e-9)
                mean[a, b] = (count * prior_mean + values.sum()) / total
                square = (count * prior_square + (values**2).sum()) / total
                deviation[a, b] = np.sqrt(max(square - mean[a, b] ** 2, 1e-4))
        return cls(mean, deviation)


@dataclass(frozen=True)
class Read:
    """Texts as the model has read them: items (rows) of profiles, whose items begin at `starts`."""

    counts: Any  # CSR (items, features)
    starts: NDArray[np.int64]  # (profiles + 1,)
    chinese: NDArray[np.int64]  # (profiles,) 0 or 1


@dataclass(frozen=True)
class Matcher:
    """Scores texts against texts. Made by `artefact.load`; `refined` gives one that knows an office's own texts."""

    version: str
    concepts: tuple[str, ...]
    features: tuple[str, ...]
    words: Words
    articles: Mapping[str, Any]  # "en", "zh" -> CSR counts (concepts, features)
    topical: NDArray[np.float32]  # (concepts,) 0 for what must not count as a topic
    means: NDArray[np.float32]  # (2, concepts): the usual activation of a text, English and Chinese
    scale: Scale
    weights: tuple[SublinearIdf, SublinearIdf] | None = None

    def __post_init__(self) -> None:
        column = {feature: number for number, feature in enumerate(self.features)}
        object.__setattr__(self, "_column", column)
        weights = self.weights or tuple(SublinearIdf().fit(self.articles[name]) for name in ("en", "zh"))
        object.__setattr__(self, "weights", weights)
        spaces = [ConceptSpace().fit(w.transform(self.articles[n])) for n, w in zip(("en", "zh"), weights, strict=True)]
        object.__setattr__(self, "_spaces", spaces)

    # -- reading

    def _items(self, profile: Profile) -> list[str]:
        whole = "\n".join(p.text for p in profile.passages if p.section != "evidence")
        items = [p.text for p in profile.passages if p.section == "evidence"]
        return ([whole] if whole.strip() else []) + items or [""]

    def _read(self, profiles: Sequence[Profile], split: bool) -> Read:
        column: dict[str, int] = self._column  # type: ignore[attr-defined]
        indices: list[int] = []
        data: list[int] = []
        ends, starts, chinese = [0], [0], []
        for profile in profiles:
            items = self._items(profile) if split else ["\n".join(p.text for p in profile.passages)]
            han = every = 0
            for item in items:
                counts = Counter(token.feature for token in tokens(item, self.words))
                han += sum(n for f, n in counts.items() if is_han(f))
                every += sum(counts.values())
                row = sorted((column[f], n) for f, n in counts.items() if f in column)
                indices += [c for c, _ in row]
                data += [n for _, n in row]
                ends.append(len(indices))
            starts.append(len(ends) - 1)
            chinese.append(int(han > _HAN_SHARE * every))
        counts_matrix = sp.csr_array(
            (np.array(data, float), np.array(indices, np.int64), np.array(ends)),
            shape=(len(ends) - 1, len(self.features)),
        )
        return Read(counts_matrix, np.array(starts), np.array(chinese, np.int64))

    def _activations(self, read: Read) -> Array:
        """What each item says about each concept before the usual is taken off: (items, concepts)."""
        out = np.zeros((read.counts.shape[0], len(self.concepts)), np.float32)
        language = np.repeat(read.chinese, np.diff(read.starts))
        for number in (0, 1):
            rows = np.flatnonzero(language == number)
            if rows.size:
                weighted = self.weights[number].transform(read.counts[rows])  # type: ignore[index]
                out[rows] = self._spaces[number].transform(weighted)  # type: ignore[attr-defined]
        return out * self.topical

    def _vectors(self, read: Read, activations: Array | None = None) -> Array:
        raw = self._activations(read) if activations is None else activations
        language = np.repeat(read.chinese, np.diff(read.starts))
        vectors = np.maximum(raw - self.means[language], 0)
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(length > 0, length, 1), np.float32)

    # -- scoring

    def _raw(self, left: Array, starts: Any, right: Array) -> Array:
        """Aggregated cosines (left profiles, right profiles)."""
        cosines = left @ right.T
        out = np.empty((len(starts) - 1, right.shape[0]), np.float32)
        for i, (a, b) in enumerate(pairwise(starts)):
            if b - a == 1:
                out[i] = cosines[a]
            else:
                decay = _DECAY ** np.arange(b - a)
                out[i] = (decay / decay.sum()) @ -np.sort(-cosines[a:b], axis=0)
        return out

    def _scaled(self, raw: Array, left: Any, right: Any) -> Array:
        z = (raw - self.scale.mean[left][:, right]) / self.scale.deviation[left][:, right]
        return np.asarray(1 / (1 + np.exp(-_STEEPNESS * (z - _BOUNDARY))), np.float32)

    def similarity(self, left: Sequence[Profile], right: Sequence[Profile], progress: Progress = silent) -> Array:
        """How well each of `left` (n) fits each of `right` (m): float32 (n, m), each in 0..1 and finite.

        The scale is the same for every pair of languages: a half is two deviations above what two unrelated texts of
        those languages usually score.
        """
        theirs = self._read(right, split=False)
        wanted = self._vectors(theirs)
        out = np.zeros((len(left), len(right)), np.float32)
        for begin in range(0, len(left), _CHUNK):
            progress(begin, len(left))
            ours = self._read(left[begin : begin + _CHUNK], split=True)
            raw = self._raw(self._vectors(ours), ours.starts, wanted)
            out[begin : begin + _CHUNK] = self._scaled(raw, ours.chinese, theirs.chinese)
        progress(len(left), len(left))
        return out

    def refined(self, candidates: Sequence[Profile], projects: Sequence[Profile]) -> "Matcher":
        """A matcher whose weights and scale also know these texts; this one stays as it is. Deterministic."""
        people, needs = self._read(candidates, split=True), self._read(projects, split=False)
        weights = []
        for number in (0, 1):
            idf = SublinearIdf()
            idf.fit(self.articles["en" if number == 0 else "zh"])
            for read in (people, needs):
                rows = np.flatnonzero(np.repeat(read.chinese, np.diff(read.starts)) == number)
                if rows.size:
                    idf.partial_fit(read.counts[rows])
            weights.append(idf)
        known = replace(self, weights=(weights[0], weights[1]))
        return known._with_scale(people, needs, weight=200.0)

    def _with_scale(self, people: Read, needs: Read, weight: float, apart: Any = None) -> "Matcher":
        activations = [self._activations(read) for read in (people, needs)]
        languages = [np.repeat(read.chinese, np.diff(read.starts)) for read in (people, needs)]
        every, language = np.concatenate(activations), np.concatenate(languages)
        means = self.means.copy()
        for number in (0, 1):
            rows = every[language == number]
            prior = 0.0 if apart is not None else 20.0
            if rows.size:
                means[number] = (prior * means[number] + rows.sum(axis=0)) / (prior + len(rows))
        centred = replace(self, means=means)
        left, right = (centred._vectors(r, a) for r, a in zip((people, needs), activations, strict=True))
        raw = self._raw(left, people.starts, right)
        if apart is not None:
            raw = np.where(apart, raw, np.nan)
        scale = Scale.of(raw, people.chinese, needs.chinese, self.scale, weight)
        return replace(centred, scale=scale)

    def explain(self, left: Profile, right: Profile) -> Explanation:
        """Why `left` fits `right`: see `Explanation`."""
        from talentapp.matching.explaining import explained

        return explained(self, left, right)
