"""Which terms mean one thing, in whichever language they are written: so that what people write is counted together."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from talentapp import assets
from talentapp.domain.folding import SCRIPTS, folded, has_han, simplified
from talentapp.domain.profiles import Passage, Profile
from talentapp.matching.artefact import concepts_of, labels, loaded
from talentapp.matching.evidence import row
from talentapp.matching.features import han_words, tokens
from talentapp.matching.spaces import unit_rows
from talentapp.matching.terms import preferred

_MOST = 4000  # terms that are compared with each other; any others are one with their own spellings only
_AT_ONCE = 512
_NUMBER, _LATIN = re.compile(r"\d+"), re.compile(r"[a-z][a-z0-9+-]*")
_AND = re.compile(r"\s+(?:and|&)\s+|\s*[,、，/]\s*|\s*[与和及]\s*")
_NEAR, _NEARER = 0.5, 0.6
"""How much of its words a label has in common with what people write: where several spellings of a language are one,
and where each language has but one, which is its translation more often than not."""
_ENOUGH, _WORDS = 0.6, 0.2
"""How near two terms are at least, and what a whole likeness of their words adds."""
_SAME_WORDS = 0.7
"""How much of their words two terms share where the vocabulary has a thing of its own for each: register allocation is
no register file, though either would be the other's nearest."""
_REST = 0.3
"""How near two terms that share a Latin word are at least in what else they say: HBM PHY is not HBM integration. Of the
sample programme's skills, those that mean the same reach 0.37, the others 0.17. Where the dictionary finds words of one
in the other, and half of either is left beside them, what is left is as near: gang scheduling is not 抢占与排队."""


def one_meaning(folder: Path, terms: Sequence[str], *, by_concept: bool = False) -> dict[str, str]:
    """Each term -> the first of all that means the same: spelled otherwise, or said in the other language.

    Two terms say the same in English and in Chinese where the vocabulary calls one thing so, or where each is the
    other's nearest by the concepts of the model in `folder`, and near enough. With `by_concept`, all terms that clearly
    name one concept and say no more than its labels count as one, too (HBM 控制器, HBM3 controller, but not HBM3 PHY),
    and those of the same words in other forms (compiler, compilers) or in another order (抢占与排队, 排队和抢占). Give
    the most usual terms first.
    """
    spelled: dict[str, str] = {}
    for term in terms:
        spelled.setdefault(folded(term), term)
    forms = list(spelled)[:_MOST]
    root = list(range(len(forms)))

    def of(at: int) -> int:
        while root[at] != at:
            at = root[at]
        return at

    more = (*_by_words(folder, forms), *_by_concept(folder, forms)) if by_concept else ()
    for one, other in [*_by_name(forms), *_translations(folder, forms), *more]:
        former, later = sorted((of(one), of(other)))
        root[later] = former
    first = {form: spelled[forms[of(at)]] for at, form in enumerate(forms)}
    return {term: first.get(folded(term), spelled[folded(term)]) for term in terms}


def labelled(folder: Path, spellings: Mapping[str, Sequence[str]]) -> dict[str, Mapping[str, str]]:
    """The label of what has these spellings, by what stands for them: where the vocabulary has a concept so named, or
    where spellings of both languages stand for one and its label is near what people write.

    Two spellings that differ may each be the most usual one of its language and yet say no more than a part of what
    both belong to; its label says the same in every language. A label that says more than people write is none of
    theirs (CPU 可信执行环境 TEE): of a concept so named it is left out in that language, of another altogether.
    """
    names, words = labels(folder), loaded(folder).words
    concepts = concepts_of(folder, [term for terms in spellings.values() for term in terms][:_MOST])

    def said(text: str) -> set[str]:
        return {token.feature for token in tokens(text, words)}

    def near(code: str, terms: Sequence[str]) -> float:
        pairs = [(said(name), said(term)) for name in names[code].values() for term in terms]
        return max((len(one & other) / len(one | other) for one, other in pairs if one and other), default=0.0)

    def units(terms: Iterable[str]) -> set[str]:
        return set[str]().union(*(_units(term, words) for term in terms))

    def fitting(code: str, terms: Sequence[str]) -> dict[str, str]:
        """The labels that say no more than what people write in their language; Latin words are of every language."""
        latin = {unit for unit in units(terms) if not has_han(unit)}
        chinese = [term for term in terms if has_han(term)]
        scripts = {one: [term for term in chinese if into(term) == term] for one, into in SCRIPTS.items()}
        theirs = {one: some or chinese for one, some in scripts.items()} | {"en": [t for t in terms if not has_han(t)]}
        fit = {
            one for one, label in names[code].items() if not theirs[one] or units([label]) <= units(theirs[one]) | latin
        }
        if fit & scripts.keys():  # a script in which nobody writes it has its own words for what the other says
            fit |= {one for one, some in scripts.items() if not some}
        return {one: label for one, label in names[code].items() if one in fit}

    found: dict[str, Mapping[str, str]] = {}
    for one, terms in spellings.items():
        codes = {has_han(term): concepts[term] for term in reversed(terms) if term in concepts}
        if not codes:
            continue
        code = next(concepts[term] for term in terms if term in concepts)
        forms = Counter(has_han(form) for form in {simplified(folded(term)) for term in terms})
        fit = fitting(code, terms)
        if any(folded(name) == folded(term) for name in names[code].values() for term in terms):
            found[one] = fit
        elif len(forms) == 2 and len(fit) == len(names[code]):  # said in both languages
            least = _NEAR if max(forms.values()) > 1 else _NEARER
            agreed = max(forms.values()) > 1 or len(set(codes.values())) == 1 < len(codes)
            if agreed and near(code, terms) >= least:
                found[one] = fit
    return found


def _by_name(forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of forms that the vocabulary has as names of one thing."""
    at = {form: place for place, form in enumerate(forms)}
    for names in preferred(assets.path("resources/vocabulary")):
        places = sorted({at[form] for form in map(folded, names) if form in at})
        yield from ((places[0], other) for other in places[1:])


def _by_words(folder: Path, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of forms that are the same words, whichever their endings, and in whichever order "and" joins them."""
    words = loaded(folder).words
    first: dict[tuple[Any, ...], int] = {}
    for at, form in enumerate(forms):
        parts = [(tuple(token.feature for token in tokens(part, words)), part) for part in _AND.split(form) if part]
        if any(said for said, _ in parts):
            unread = len(form.split()), *sorted(_NUMBER.findall(form))  # no feature says these: 5 nm is not 7 nm
            yield first.setdefault((*sorted(said or (part,) for said, part in parts), unread), at), at


def _translations(folder: Path, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of an English and a Chinese form that mean the same; in one language alone, nothing is loaded."""
    chinese = np.array([has_han(form) for form in forms], bool)
    english, others = np.flatnonzero(~chinese), np.flatnonzero(chinese)
    if not (english.size and others.size):
        return
    matcher = loaded(folder)

    def read(texts: Sequence[str]) -> tuple[Any, Any]:
        found = matcher.reader.read([Profile(text, (Passage("skills", text),)) for text in texts], itemwise=False)
        return found.terms, unit_rows(matcher.activations(found))

    terms, vectors = read(forms)
    there, _ = _nearest(vectors[english], vectors[others])
    back, near = _nearest(vectors[others], vectors[english])
    found: list[Any] = []
    for number, at in enumerate(others):
        one = int(english[back[number]])
        words = float((terms[[one]] @ terms[[at]].T).sum())
        if there[back[number]] == number and near[number] + _WORDS * words >= _ENOUGH:
            found.append((one, int(at), words))
    things = concepts_of(folder, [forms[at] for one, other, _ in found for at in (one, other)])
    pairs, rests = [], []
    for one, other, words in found:
        named = [things.get(forms[at]) for at in (one, other)]
        if words < _SAME_WORDS and None not in named and named[0] != named[1]:
            continue
        both = forms[one], forms[other]
        known = words >= _SAME_WORDS or named[0] == named[1] is not None
        pairs.append((one, other))
        rests += [*_apart(*both), *(("", "") if known else _beside(folder, *both))]
    if not pairs:
        return
    for number, vectors in enumerate(read(rests)[1].reshape(len(pairs), 4, -1)):
        (*latin, one, other), told = vectors, vectors.any(axis=1)
        left = rests[4 * number + 2 : 4 * number + 4]
        more = told[2:].any() and not all(left)  # one says all that the other says, and more
        apart = told[:2].all() and latin[0] @ latin[1] < _REST
        if not apart and not ((more or told[2:].all()) and one @ other < _REST):
            yield pairs[number]


def _beside(folder: Path, english: str, chinese: str) -> tuple[str, str]:
    """Two terms without the words that the dictionary finds in both, where half of either is left, or more; else
    nothing. What one says is all that the other says, and more, where nothing is left of the other."""
    matcher = loaded(folder)
    background = matcher.background
    said = tokens(english, matcher.words)
    column = {background.column[token.feature] for token in said if token.feature in background.column}
    rests, both = [list(english), list(chinese)], set[int]()
    for word in han_words(chinese, matcher.words, background.words_in):
        meant = column & set(row(background.meanings, background.word[word.feature])[0])
        if meant:
            both |= meant
            rests[1][word.start : word.end] = " " * (word.end - word.start)
    for token in said:
        if background.column.get(token.feature) in both:
            rests[0][token.start : token.end] = " " * (token.end - token.start)
    one, other = ("".join(rest).strip() for rest in rests)
    much = 2 * len(one) >= len(english) or 2 * len(other) >= len(chinese)
    return (one, other) if both and much else ("", "")


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two terms without the Latin words that stand in both, whichever their numbers; nothing if none does."""
    said = [{_NUMBER.sub("", word) for word in _LATIN.findall(term)} for term in (one, other)]
    both = said[0] & said[1]

    def rest(term: str) -> str:
        return _LATIN.sub(lambda word: " " if _NUMBER.sub("", word[0]) in both else word[0], term).strip()

    return (rest(one), rest(other)) if both else ("", "")


def _nearest(rows: Any, among: Any) -> tuple[Any, Any]:
    """For each of some unit vectors, which of others is nearest, and how near."""
    found = [rows[at : at + _AT_ONCE] @ among.T for at in range(0, len(rows), _AT_ONCE)]
    return np.concatenate([some.argmax(axis=1) for some in found]), np.concatenate([some.max(axis=1) for some in found])


def _by_concept(folder: Path, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of forms that name one concept, and nothing beyond it."""
    known, names, words = concepts_of(folder, forms), labels(folder), loaded(folder).words

    @cache
    def said_of(code: str) -> list[set[str]]:
        """What the labels say; where they name two things, what of either (LLM pre-training and scaling laws)."""
        parts = [_AND.split(simplified(name)) for name in names[code].values()]
        alike = parts if len({len(some) for some in parts}) == 1 else [[name] for name in names[code].values()]
        each = zip(*alike, strict=True)
        return [set[str]().union(*(_units(part, words) for part in some)) for some in each]

    first: dict[tuple[str, int], int] = {}
    for at, form in enumerate(forms):
        concept = known.get(form)
        if concept is None:
            continue
        said, parts = _units(form, words), said_of(concept)
        if said <= set[str]().union(*parts):
            part = next((number for number, one in enumerate(parts) if said <= one), 0)
            yield first.setdefault((concept, part), at), at


def _units(text: str, words: Any) -> set[str]:
    """What a term says, in its smallest parts: the stems of its words, and its Chinese characters; the number of a
    generation (HBM3) says no more than the word it is written with."""
    said = {token.feature for token in tokens(text, words)}
    plain = {one for one in said if " " not in one and not has_han(one) and _NUMBER.sub("", one) not in said - {one}}
    return plain | {letter for letter in simplified(text) if has_han(letter)}
