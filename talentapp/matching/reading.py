"""Profiles as numbers: what the model counts in them before it weighs anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher

from talentapp.domain.profiles import Passage, Profile
from talentapp.domain.progress import Progress, silent
from talentapp.matching.background import Background
from talentapp.matching.features import Words, han_words, is_han, tokens

HASHED = 1 << 20
_KEPT = 8192  # texts whose counts are kept
_AT_ONCE = 64  # texts that are hashed at a time
_ENGLISH, _CHINESE = 0.1, 0.5  # with fewer Han features a text is English, with more Chinese; between, both


@dataclass(frozen=True)
class Read:
    """Profiles as read. A profile has one item or more; the items of profile i are rows starts[i]:starts[i + 1]."""

    known: Any  # CSR (items, features of the vocabulary): counts
    wording: Any  # CSR (items, HASHED): counts of all features, hashed
    terms: Any  # CSR (items, terms of the background), weighted, of length one: in English whatever it is written in
    starts: NDArray[np.int64]  # (profiles + 1,)
    text: NDArray[np.int64]  # (items,): items of one number say the same
    mix: NDArray[np.float32]  # (items,): how far each is to be read as Chinese, 0 to 1
    chinese: NDArray[np.int64]  # (profiles,): 1 where most is Chinese
    evidence: NDArray[np.float64]  # (profiles,): the share of items that are evidence, such as papers

    def weights(self, language: int) -> NDArray[np.float32]:
        """(items,): how far each is to be read as English (0) or Chinese (1)."""
        return self.mix if language else 1 - self.mix

    def sample(self, most: int) -> "Read":
        """Profiles with about `most` items altogether, evenly taken; all of them if they have no more."""
        count, items = len(self.chinese), self.known.shape[0]
        if items <= most:
            return self
        chosen = np.linspace(0, count - 1, max(1, count * most // items)).astype(np.int64)
        sizes = np.diff(self.starts)[chosen]
        rows = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in chosen])
        starts = np.concatenate([[0], np.cumsum(sizes)])
        counted = self.known[rows], self.wording[rows], self.terms[rows]
        return Read(*counted, starts, self.text[rows], self.mix[rows], self.chinese[chosen], self.evidence[chosen])

    def distinct(self) -> tuple["Read", NDArray[np.int64]]:
        """Every different item once, as a profile of its own, and (items,) which of them each item is."""
        languages = self.chinese.repeat(np.diff(self.starts))
        _, rows, places = np.unique(2 * self.text + languages, return_index=True, return_inverse=True)
        if rows.size == self.text.size:
            return self, np.arange(rows.size)
        counted = self.known[rows], self.wording[rows], self.terms[rows]
        evidence = self.evidence.repeat(np.diff(self.starts))[rows]
        return Read(
            *counted, np.arange(rows.size + 1), self.text[rows], self.mix[rows], languages[rows], evidence
        ), places


class Reader:
    """Reads profiles against a vocabulary of features and the terms of a background."""

    def __init__(self, features: Sequence[str], words: Words, background: Background) -> None:
        self.column = {feature: number for number, feature in enumerate(features)}
        self.words = words
        self.background = background
        self._hasher = FeatureHasher(HASHED, input_type="dict", alternate_sign=False)

    def hashed(self, counts: Sequence[Counter[str]]) -> Any:
        """Counts of features of any kind as CSR (len(counts), HASHED)."""
        if not counts:
            return sp.csr_array((0, HASHED))
        # Some at a time: hashing holds the interpreter, and a window waits for it.
        parts = [self._hasher.transform(counts[at : at + _AT_ONCE]) for at in range(0, len(counts), _AT_ONCE)]
        return sp.csr_array(sp.vstack(parts, format="csr"))

    @staticmethod
    def items(profile: Profile, itemwise: bool) -> list[list[tuple[int, Passage]]]:
        """The numbered passages of each item: each piece of evidence is one, and all the rest together is one."""
        numbered = [
            (n, replace(p, text=profile.read(p)) if profile.names else p) for n, p in enumerate(profile.passages)
        ]
        if not itemwise:
            return [numbered]
        rest = [(n, p) for n, p in numbered if p.section != "evidence"]
        return ([rest] if rest else []) + [[(n, p)] for n, p in numbered if p.section == "evidence"] or [[]]

    def terms(self, features: Sequence[Counter[str]], words: Sequence[Counter[str]]) -> Any:
        """Weighted terms of items with these features and Chinese words: CSR (items, terms of the background)."""
        said = _matrix(_known(features, self.background.column), len(self.background.terms))
        meant = _matrix(_known(words, self.background.word), len(self.background.words)) @ self.background.meanings
        return self.background.weighted(said + meant)

    def read(self, profiles: Sequence[Profile], itemwise: bool, progress: Progress = silent) -> Read:
        """All of `profiles`; with `itemwise` their evidence stands apart, as for a person with papers."""
        seen: dict[tuple[str, ...], int] = {}  # what is said twice is counted once
        rows: list[Counter[str]] = []
        words: list[Counter[str]] = []
        han: list[int] = []
        every: list[int] = []
        text: list[int] = []
        starts, chinese, evidence = [0], [], []
        for done, profile in enumerate(profiles):
            progress(done, len(profiles))
            items = self.items(profile, itemwise)
            for said in (tuple(passage.text for _, passage in item) for item in items):
                text.append(seen.setdefault(said, len(seen)))
                if text[-1] < len(rows):
                    continue
                rows.append(_together([_counted(one, self.words) for one in said]))
                every.append(rows[-1].total())
                han.append(sum(n for f, n in rows[-1].items() if is_han(f)))
                meant = [_han_counted(one, self.words, self.background) for one in said] if han[-1] else [_NONE]
                words.append(_together(meant))
            own = text[starts[-1] :]
            in_han, in_all = sum(han[t] for t in own), sum(every[t] for t in own)
            chinese.append(int(in_han > (_ENGLISH + _CHINESE) / 2 * in_all))
            evidence.append(sum(bool(item) and item[0][1].section == "evidence" for item in items) / len(items))
            starts.append(len(text))
        mix = [
            min(max((h / max(n, 1) - _ENGLISH) / (_CHINESE - _ENGLISH), 0.0), 1.0)
            for h, n in zip(han, every, strict=True)
        ]
        each = np.array(text, np.int64)
        known, wording = _matrix(_known(rows, self.column), len(self.column)), self.hashed(rows)
        terms = self.terms(rows, words)
        return Read(
            known[each],
            wording[each],
            terms[each],
            np.array(starts),
            each,
            np.array(mix, np.float32)[each],
            np.array(chinese, np.int64),
            np.array(evidence) if itemwise else np.zeros(len(evidence)),
        )


_NONE: Counter[str] = Counter()


def _known(rows: Sequence[Counter[str]], column: Mapping[str, int]) -> Iterator[list[tuple[int, int]]]:
    for counts in rows:
        yield sorted((column[f], n) for f, n in counts.items() if f in column)


@lru_cache(maxsize=_KEPT)
def _counted(text: str, words: Words) -> Counter[str]:
    """The features of a text; kept, as an office's texts are read once to know them and again to score them, and a
    profile that is tried with other words is the same in most of its texts."""
    return Counter(token.feature for token in tokens(text, words))


@lru_cache(maxsize=_KEPT)
def _han_counted(text: str, words: Words, background: Background) -> Counter[str]:
    """The Chinese words of a text that the background knows."""
    return Counter(token.feature for token in han_words(text, words, background.words_in))


def _together(counts: Sequence[Counter[str]]) -> Counter[str]:
    """What some texts count together."""
    if len(counts) == 1:
        return counts[0]
    total: Counter[str] = Counter()
    for some in counts:
        total.update(some)
    return total


def _matrix(rows: Iterator[list[tuple[int, int]]], width: int) -> Any:
    """CSR of sorted (column, count) pairs."""
    indices: list[int] = []
    data: list[int] = []
    ends = [0]
    for row in rows:
        indices += [column for column, _ in row]
        data += [count for _, count in row]
        ends.append(len(indices))
    parts = np.array(data, np.float64), np.array(indices, np.int32), np.array(ends, np.int32)
    return sp.csr_array(parts, shape=(len(ends) - 1, width))
