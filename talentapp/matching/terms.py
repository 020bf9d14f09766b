"""Where a text uses a name from the vocabulary word for word: for texts in which nobody has listed their skills.

The names are those of the shipped SKOS files, read without a library; what is said in everyday words, in one plain word
or about people and funding rather than the work itself is left out, since it would be found everywhere.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from talentapp.matching.denials import without_denials

_CONCEPT = re.compile(r"\n(?=:[\w-]+ a skos:Concept)")
_LABELS = re.compile(r'skos:(?:pref|alt)Label\s+((?:"(?:[^"\\]|\\.)*"@[\w-]+\s*,?\s*)+)')
_PREFERRED = re.compile(r'skos:prefLabel\s+((?:"(?:[^"\\]|\\.)*"@[\w-]+\s*,?\s*)+)')
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"@[\w-]+')
_WORD = re.compile(r"[^\W\d_][\w+#]*|\d\w*", re.ASCII)
_HAN = re.compile(r"[\u3400-\u9fff]+")
_TOGETHER = re.compile(r"\s+(?:and|or)\s+|\s*[,、，]\s*|[与與和及]")  # one name for two things: each counts
_HEAD = re.compile(
    r"\s*(?:architecture|design|verification|development|engineering|optimi[sz]ation|modelling|analysis|support|"
    r"(?:NoC\s*)?(?:架构|架構)|设计|設計|验证|驗證|开发|開發|优化|最佳化|建模|分析)$",
    re.I,
)
_ASIDE = frozenset(("hr", "research", "finance", "government-industry"))  # not what a chip's specialist is found by
_MOST_WORDS, _LEAST_HAN, _MOST_HAN = 4, 3, 10


def names(folder: Path) -> Iterator[tuple[str, str]]:
    """Every name of every concept in `folder`, with the file (without its ending) that it stands in."""
    for block, area in _blocks(folder):
        if "skos:topConceptOf" not in block:
            for labels in _LABELS.finditer(block):
                yield from ((name, area) for name in _said(labels[1]))


@lru_cache(maxsize=1)
def preferred(folder: Path) -> tuple[tuple[str, ...], ...]:
    """What each concept in `folder`, and each area, is called in the three languages."""
    found = (_PREFERRED.search(block) for block, _ in _blocks(folder))
    return tuple(tuple(_said(labels[1])) for labels in found if labels)


def _blocks(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.ttl")):
        yield from ((block, path.stem) for block in _CONCEPT.split(path.read_text(encoding="utf-8"))[1:])


def _said(labels: str) -> Iterator[str]:
    return (re.sub(r"\\(.)", r"\1", name) for name in _NAME.findall(labels))


def _ways(name: str) -> Iterator[str]:
    """A name, each of two things that it names together, and both without a last word that says no more than "work"."""
    for part in dict.fromkeys((name, *_TOGETHER.split(name))):
        yield part
        if (bare := _HEAD.sub("", part)) != part:
            yield bare


class Terms:
    """Finds names in texts, the longest at each place."""

    def __init__(self, known: Iterable[str]) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        self._written: set[str] = set()  # single words that only count as they are written: LLVM, SystemVerilog
        self._han: set[str] = set()
        for name in (part for whole in known for part in _ways(whole)):
            words = tuple(_WORD.findall(name))
            if _HAN.fullmatch(name):
                if _LEAST_HAN <= len(name) <= _MOST_HAN:
                    self._han.add(name)
            elif not _HAN.search(name) and len(words) == 1 and len(name) > 2 and not name[1:].islower():
                self._written.add(name)
            elif not _HAN.search(name) and 1 < len(words) <= _MOST_WORDS:
                self._phrases.add(tuple(word.lower() for word in words))

    def find(self, text: str) -> list[tuple[int, int]]:
        """The places [start, end) of names, from left to right; nothing within a clause that rules its topic out."""
        form = without_denials(text)
        return sorted([*self._in_letters(form), *self._in_han(form)])

    def _in_letters(self, text: str) -> Iterator[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            for many in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                group = words[at : at + many]
                gaps = (text[one.end() : other.start()] for one, other in pairwise(group))
                if any(gap not in (" ", "-") for gap in gaps):
                    continue
                if group[0][0] in self._written if many == 1 else tuple(w[0].lower() for w in group) in self._phrases:
                    yield group[0].start(), group[-1].end()
                    at += many - 1
                    break
            at += 1

    def _in_han(self, text: str) -> Iterator[tuple[int, int]]:
        for run in _HAN.finditer(text):
            at = run.start()
            while at < run.end():
                for many in range(min(_MOST_HAN, run.end() - at), _LEAST_HAN - 1, -1):
                    if text[at : at + many] in self._han:
                        yield at, at + many
                        at += many - 1
                        break
                at += 1


@lru_cache(maxsize=1)
def terms(folder: Path) -> Terms:
    """Those of the vocabulary in `folder`."""
    return Terms(name for name, area in names(folder) if area not in _ASIDE)
