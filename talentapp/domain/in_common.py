"""What two records name word for word, or by two names of one concept: the first thing that a reader looks for.

It is no part of a score; it stands before the reasons that are.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from talentapp.domain.folding import simplified
from talentapp.domain.profiles import Section
from talentapp.domain.reasons import Named, Span

_LISTS = ("skills", "nice_skills", "fields")  # sections that are read as "one; another"
_SHORTEST = 2
_ITEM = re.compile(r"[^;]+")

Texts = Sequence[tuple[str, str]]
"""The passages of a record: section and words, in their order."""


def named_by_both(left: Texts, right: Texts, code_of: Callable[[str], str]) -> tuple[Named, ...]:
    """What one record lists as a skill or field and the other lists too or writes in its text, in the order of the
    right one, lists before texts; each once.

    `code_of` says of which concept a folded wording is the name, "" for none.
    """
    found: dict[str, Named] = {}
    listed = {side: list(_items(texts)) for side, texts in (("left", left), ("right", right))}
    for item in listed["right"]:
        same = [other for other in listed["left"] if _same(item, other, code_of)]
        if same:
            found.setdefault(folded_name(item.text), Named(item.text, tuple(same), (item,)))
    for item in listed["right"]:
        if spans := tuple(_in_texts(item.text, left)):
            found.setdefault(folded_name(item.text), Named(item.text, spans, (item,)))
    for item in listed["left"]:
        if spans := tuple(_in_texts(item.text, right)):
            found.setdefault(folded_name(item.text), Named(item.text, (item,), spans))
    return tuple(found.values())


def folded_name(text: str) -> str:
    """A wording as `code_of` is asked for it, script and case folded away; every character keeps its place."""
    lower = "".join(low if len(low := one.lower()) == 1 else one for one in text)
    return simplified(lower)


def _items(texts: Texts) -> Iterator[Span]:
    for number, (section, text) in enumerate(texts):
        if section in _LISTS:
            for found in _ITEM.finditer(text):
                start = found.start() + len(found[0]) - len(found[0].lstrip())
                words = found[0].strip()
                if len(words) >= _SHORTEST:
                    yield _span(number, section, start, words)


def _in_texts(words: str, texts: Texts) -> Iterator[Span]:
    """Where these words stand by themselves in what is no list."""
    wanted = re.escape(folded_name(words))
    whole = re.compile(rf"(?<![a-z0-9]){wanted}(?![a-z0-9])" if words.isascii() else wanted)
    for number, (section, text) in enumerate(texts):
        if section not in _LISTS:
            for found in whole.finditer(folded_name(text)):
                yield _span(number, section, found.start(), text[found.start() : found.end()])


def _same(one: Span, other: Span, code_of: Callable[[str], str]) -> bool:
    names = folded_name(one.text), folded_name(other.text)
    return names[0] == names[1] or (bool(code_of(names[0])) and code_of(names[0]) == code_of(names[1]))


def _span(passage: int, section: str, start: int, text: str) -> Span:
    known: Section = section  # type: ignore[assignment]  # of a profile
    return Span(passage, known, start, start + len(text), text)
