"""What people write in their own words, by what it means: a skill or a field of work is one, in whichever language and
spelling it is written. Nobody's own words are changed; what means the same is counted and filtered together."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sqlmodel import Session

from talentapp import assets
from talentapp.domain.folding import SCRIPTS, folded, has_han
from talentapp.domain.lists import CLOSE, FIELD, SKILL, Facets
from talentapp.domain.spacing import spaced
from talentapp.settings import LANGUAGES, Language
from talentapp.store.engine import Store
from talentapp.store.finding import OWN_WORDS, Finder

_BY_CONCEPT = {SKILL: True, FIELD: False}
"""Skills are as narrow as the vocabulary's concepts; a field of work is wider, and one only with its translations."""


@dataclass(frozen=True)
class Meant:
    """Spellings by what they mean. One of them, the most usual, stands for each meaning."""

    of: Mapping[str, str] = field(default_factory=dict)  # each spelling: the one that stands for it
    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by that one, the most usual first
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by that one, in each language; see `_names`


def by_meaning(facet: str, written: Mapping[str, int]) -> Meant:
    """What skills or fields of work (SKILL, FIELD) mean, given how often each spelling is written.

    Takes a second the first time, when the model is loaded, and half a second for a thousand spellings later.
    """
    return _meant(facet, tuple(sorted(written, key=lambda term: (-written[term], term))))


@lru_cache(maxsize=8)
def _meant(facet: str, usual: tuple[str, ...]) -> Meant:
    """What spellings mean, given the most usual first; kept, as an office that is opened again writes what it wrote."""
    from talentapp.matching.meanings import labelled, one_meaning  # late: the window is painted without it

    model, narrow = assets.path("models/matching"), _BY_CONCEPT[facet]
    of = one_meaning(model, usual, by_concept=narrow)
    spellings: dict[str, list[str]] = {}
    for term in usual:
        spellings.setdefault(of[term], []).append(term)
    labels = labelled(model, spellings) if narrow else {}
    known = _fields() if facet == FIELD else {}
    return Meant(of, spellings, {one: _names(terms, labels.get(one, {}), known) for one, terms in spellings.items()})


def _names(
    terms: Sequence[str], label: Mapping[str, str], known: Mapping[str, Mapping[Language, str]]
) -> Mapping[str, str]:
    """What has these spellings is called by its label, where the vocabulary has one that says no more than they do,
    else as people write it."""
    return {one: spaced(label[one]) if one in label else _name(terms, one, known) for one in LANGUAGES}


def _name(terms: Sequence[str], language: Language, known: Mapping[str, Mapping[Language, str]]) -> str:
    """What a reader of a language calls what has these spellings: the most usual in that script; where nobody wrote it
    in that script, the most usual one brought into it; where it is in another language only, its name among those
    `known`, or else as it is."""
    chinese = [term for term in terms if has_han(term)]
    into = SCRIPTS.get(language)
    written = [term for term in terms if has_han(term) == (into is not None)]
    if written and into is not None:
        return next((term for term in chinese if into(term) == term), into(chinese[0]))
    named = next((known[form][language] for form in map(_form, terms) if form in known), None)
    return written[0] if written else named or terms[0]


@cache
def _fields() -> Mapping[str, Mapping[Language, str]]:
    """The usual fields of work in each language, by each of their names."""
    listed = json.loads(assets.path("resources/fields.json").read_text("utf-8"))
    several: list[Mapping[Language, str]] = [{"en": en, "zh_CN": hans, "zh_TW": hant} for en, hans, hant in listed]
    return {_form(name): names for names in several for name in names.values()}


def names_of_field(name: str) -> frozenset[str]:
    """All names of the usual field of work that this is a name of, folded; of another text, the text alone."""
    known = _fields().get(_form(name))
    return frozenset(map(folded, known.values() if known else (name,)))


def _form(term: str) -> str:
    return folded(term).replace(" ", "").replace("-", "")


class Meanings:
    """What the own words of all records mean, as of what was committed when it was read last. Threads may share it."""

    def __init__(self, store: Store, finder: Finder) -> None:
        self._store, self._finder = store, finder
        self._mark: tuple[int, ...] = ()
        self._known: dict[str, Meant] = {}
        self._close: tuple[Meant, dict[str, frozenset[str]]] = Meant(), {}  # by skill, of what skills mean now

    def knows(self, facets: Facets) -> bool:
        """Whether nothing has been committed since it was read, and what is close to skills among these is known."""
        meant, known = self._close
        skills = {meant.of.get(value, value) for name, value in facets if name == CLOSE}
        return self._mark == self._store.mark() and (not skills or (meant is self.of(SKILL) and skills <= known.keys()))

    def read(self, session: Session) -> None:
        """Read it again, where something has been committed since. Takes some tenths of a second for 100,000 people."""
        mark = self._store.mark()
        if mark == self._mark:
            return
        every: dict[str, Counter[str]] = {facet: Counter() for facet in _BY_CONCEPT}
        for table in OWN_WORDS:
            for facet, written in self._finder.own_words(session, table).items():
                every[facet].update({term: len(ids) for term, ids in written.items()})
        for facet, counts in every.items():
            if facet not in self._known or self._known[facet].of.keys() != counts.keys():
                self._known[facet] = by_meaning(facet, counts)
        self._mark = mark

    def of(self, facet: str) -> Meant:
        """What the spellings of a facet mean."""
        return self._known.get(facet, Meant())

    def spelled(self, facet: str, value: str) -> Sequence[str]:
        """All spellings of what one of them means; of what nobody writes, itself."""
        meant = self.of(facet)
        return meant.spellings.get(meant.of.get(value, value), (value,))

    def called(self, facet: str, value: str, language: Language) -> str:
        """What a reader of a language calls what a spelling means."""
        meant = self.of(facet)
        names = meant.names.get(meant.of.get(value, value))
        return names[language] if names else value

    def close(self, skills: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """What is close to each of these skills, given by what stands for them, and by what stands for it. Takes some
        tenths of a second for what has not been asked before."""
        from talentapp.matching.closeness import close_to  # late: the window is painted without it

        meant, wanted = self.of(SKILL), tuple(skills)
        if self._close[0] is not meant:
            self._close = meant, {}
        kept = self._close[1]
        lacking = {one: meant.spellings.get(one, (one,)) for one in wanted if one not in kept}
        if lacking:
            found = close_to(assets.path("models/matching"), lacking, tuple(meant.of))
            kept |= {one: frozenset(meant.of[term] for term in terms) - {one} for one, terms in found.items()}
        return {one: kept[one] for one in wanted}

    def in_full(self, facets: Facets) -> Facets:
        """These filters for the store, which looks up spellings: each value as all spellings of what it means."""
        return tuple((name, self._in_full(name, value)) for name, value in facets)

    def _in_full(self, facet: str, value: str) -> str:
        if facet in _BY_CONCEPT:
            return "\n".join(self.spelled(facet, value))
        if facet != CLOSE:
            return value
        skill = self.of(SKILL).of.get(value, value)
        near = [term for one in sorted(self.close([skill])[skill]) for term in self.spelled(SKILL, one)]
        return "\n\n".join(("\n".join(near), "\n".join(self.spelled(SKILL, skill))))
