"""What the model reads in a text: folded words and character n-grams, each with its place in the original.

A text in any script becomes a list of `Token`s. Latin words are stemmed and given alone and in pairs; Han runs are
given as character pairs and triples (segmented words beside them measured no better). Words about a person's sex, age,
nationality, ethnicity or family never become features, nor do bare numbers; what is left does not depend on which of
those words stood there. Clauses that say what a text is not about are passed over.
"""

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from talentapp.domain.folding import compatible, simplified
from talentapp.matching.denials import without_denials

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PIECES = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>c\+\+|c#|[^\W_{_HAN}]+)|(?P<stop>[.](?=\s|$)|[!?;。！？；\n])")
_FIRST_HAN = re.compile(f"[{_HAN}]")
_NUMERALS = "零一二三四五六七八九十百两"
_AGE = re.compile(rf"(?:\d+|[{_NUMERALS}]+)[多余几]?(?:周岁|虚岁|岁|旬|年|后|月|日|个)|[{_NUMERALS}]{{2,}}")
_STEM_OF_NUMBERED = re.compile(r"([^\W\d_]{3,})\d[\w]*")
_PEOPLE = re.compile("[籍裔族]|人(?!工)")  # 德国人 and 华人 must leave the same behind; 中国人工智能 is no person
_SURROGATES = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"\d+(?:s|st|nd|rd|th|yo|yrs?)?")  # 30s and 61yo are ages too
_LONGEST_WORD = 40


class Token(NamedTuple):
    """One feature and the characters [start, end) of the original text that it was read from."""

    feature: str
    start: int
    end: int


class _Stemmer(threading.local):
    """One for each thread: a stemmer keeps the word that it works on, and another thread's would come between."""

    def __init__(self) -> None:
        self.english: Any = snowballstemmer.stemmer("english")


_stemmer = _Stemmer()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The English stem of a folded word; words of other languages pass through nearly unchanged."""
    return str(_stemmer.english.stemWord(word))


def folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """`text` folded (NFKC, Simplified, lower case), and for each folded character its place in `text`.

    There is one more place than characters: the last is len(text).
    """
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    start, size = 0, len(text)
    while start < size:
        end = start + 1
        while end < size and unicodedata.combining(text[end]):
            end += 1
        piece = compatible(text[start:end])
        pieces.append(piece)
        places.extend([start] * len(piece))
        start = end
    places.append(size)
    form = _SURROGATES.sub("\ufffd", "".join(pieces))  # half a character, which no encoding can hold
    han = simplified(form)
    if len(han) != len(form):  # not seen with OpenCC's t2s; then places matter more than phrases
        han = "".join(converted if len(converted := simplified(ch)) == 1 else ch for ch in form)
    lower = "".join(low if len(low := ch.lower()) == 1 else ch for ch in han)
    return lower, places


def _phrase(term: str) -> str:
    return " ".join(m[0] for m in _PIECES.finditer(folded_with_places(term)[0]) if m.lastgroup != "stop")


@dataclass(frozen=True)
class Words:
    """The word lists of the model, folded: `silent` words say nothing, `protected` ones must never be read."""

    silent: frozenset[str]
    protected: frozenset[str]

    @classmethod
    def of(cls, silent: Iterable[str], protected: Iterable[str]) -> "Words":
        """Word lists from terms as people write them, in any script."""

        def forms(terms: Iterable[str]) -> frozenset[str]:
            return frozenset(_phrase(t) for t in terms) - {""}

        return cls(forms(silent), forms(protected))

    @cached_property
    def _han(self) -> dict[str, list[str]]:
        """First character -> the terms that begin with it, longest first."""
        table: dict[str, list[str]] = {}
        for term in sorted(self._dropped, key=lambda t: (-len(t), t)):
            if re.fullmatch(f"[{_HAN}]+", term):
                table.setdefault(term[0], []).append(term)
        return table

    @cached_property
    def _dropped(self) -> frozenset[str]:
        return self.silent | self.protected

    @cached_property
    def _longest(self) -> dict[str, int]:
        """First word -> how many words the longest term has that begins with it."""
        longest: dict[str, int] = {}
        for term in self._dropped:
            words = term.split(" ")
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        return longest

    def han_parts(self, run: str, start: int) -> Iterator[tuple[str, int]]:
        """The parts of a Han run that stand between protected and silent words, each with its place."""
        begin = at = 0
        while at < len(run):
            cut = 0
            for term in self._han.get(run[at], ()):
                if run.startswith(term, at):
                    cut = len(term)
                    if term in self.protected and _PEOPLE.match(run, at + cut):
                        cut += 1
                    break
            if cut:
                if begin < at:
                    yield run[begin:at], start + begin
                begin = at = at + cut
            else:
                at += 1
        if begin < len(run):
            yield run[begin:], start + begin

    def kept(self, words: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
        """`words` without silent and protected ones, bare numbers and letters too long to be words."""
        kept, at = [], 0
        while at < len(words):
            for count in range(min(self._longest.get(words[at][0], 0), len(words) - at), 0, -1):
                if " ".join(w for w, _, _ in words[at : at + count]) in self._dropped:
                    at += count
                    break
            else:
                word = words[at][0]
                if not _NUMBER.fullmatch(word) and len(word) <= _LONGEST_WORD:
                    kept.append(words[at])
                at += 1
        return kept


def _latin(words: Sequence[tuple[str, int, int]]) -> Iterator[Token]:
    before: tuple[str, int] | None = None
    for word, start, end in words:
        form = stem(word)
        if len(word) > 1 or not word.isascii():
            yield Token(form, start, end)
            if numbered := _STEM_OF_NUMBERED.fullmatch(word):
                yield Token(numbered[1], start, end)  # HBM3E is also HBM
        if before is not None:
            yield Token(f"{before[0]} {form}", before[1], end)
        before = form, start


def _han(run: str, start: int) -> Iterator[Token]:
    for size in (2, 3):
        for at in range(len(run) - size + 1):
            yield Token(run[at : at + size], start + at, start + at + size)


class _Run(NamedTuple):
    """Han characters that follow each other, and where they begin in the folded text."""

    text: str
    start: int


_Group = list[tuple[str, int, int]]  # Latin words that follow each other, and where they stand in the folded text


@lru_cache(maxsize=16)
def _pieces(text: str, words: Words) -> tuple[list[_Group | _Run], Sequence[int]]:
    """What may be read of `text`, in order, and the places of folded characters in the original; kept, as a text is
    read in two ways."""
    form, places = folded_with_places(text)
    form = _AGE.sub(lambda match: "\0" * len(match[0]), without_denials(form))
    found: list[_Group | _Run] = []
    latin: _Group = []

    def flush() -> None:
        if latin:
            found.append(words.kept(latin))
            latin.clear()

    for match in _PIECES.finditer(form):
        if match.lastgroup == "word":
            latin.append((match[0], match.start(), match.end()))
            continue
        flush()
        if match.lastgroup == "han":
            found.extend(_Run(*part) for part in words.han_parts(match[0], match.start()))
    flush()
    return found, places


def tokens(text: str, words: Words) -> list[Token]:
    """The features of `text` in reading order, with places in the original; linear in its length."""
    pieces, places = _pieces(text, words)
    found: list[Token] = []
    for piece in pieces:
        found.extend(_han(*piece) if isinstance(piece, _Run) else _latin(piece))
    return _in_original(found, places)


def han_words(text: str, words: Words, found_in: Callable[[str], Iterable[tuple[int, int]]]) -> list[Token]:
    """The words that `found_in` finds in the Han runs of `text`, as [start, end) of a run, with places in the
    original; only what `tokens` reads is looked at."""
    pieces, places = _pieces(text, words)
    runs = (piece for piece in pieces if isinstance(piece, _Run))
    found = [Token(run[a:b], start + a, start + b) for run, start in runs for a, b in found_in(run)]
    return _in_original(found, places)


def _in_original(found: Iterable[Token], places: Sequence[int]) -> list[Token]:
    return [Token(f, places[a], max(places[b], places[b - 1] + 1)) for f, a, b in found]


def is_han(feature: str) -> bool:
    """Whether a feature comes from Han characters."""
    return _FIRST_HAN.match(feature) is not None
