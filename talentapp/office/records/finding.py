"""Finding people and projects for one reader: among what the reader may see, and by nothing that is masked.

Who is masked is found by what is shown of them, counted by it, and stands in no order that would tell more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from sqlmodel import Session

from talentapp.domain import search
from talentapp.domain.lists import ASKED, CLOSE, IMPORT, SKILL, Found
from talentapp.domain.masking import Recipient, code_name, coded
from talentapp.domain.records import Candidate, Pairing, Project, Recommendation
from talentapp.domain.redacting import silent
from talentapp.domain.roles import Act
from talentapp.domain.states import LIVE
from talentapp.office.records.meanings import Meanings
from talentapp.office.records.veils import KNOWN_BY, Veil, known_of
from talentapp.office.views.pairings import PairingQuery
from talentapp.store import case_queries, contacts, queries
from talentapp.store.engine import Store
from talentapp.store.finding import OWN_WORDS, Finder
from talentapp.store.ordering import Wanted
from talentapp.store.owning import among, own_candidates, own_projects

_BY_OTHERS = ("best_score", "pairings")
"""The orders of candidates that would tell what others are recommended."""
_TELLING = ("country", "tag", "owner", IMPORT)
"""The facets by what is masked where a person is."""
_TELLING_ORDERS = ("name", "employer", "country", "tags", "owner")
"""The orders that would tell what is masked."""
_AS_SHOWN = [getattr(Candidate, name) for name in ("id", *search.UNNAMED, *KNOWN_BY)]


class OwnStanding(NamedTuple):
    """How somebody stands at one organisation."""

    best_score: float
    pairings: int  # put forward there and not declined or expired


class Seeker:
    """Finds records of one store for whoever acts on it."""

    def __init__(self, store: Store, finder: Finder, meanings: Meanings) -> None:
        self._store, self._finder, self._meanings = store, finder, meanings
        self._unnamed: tuple[tuple[int, ...], dict[int, tuple[str, frozenset[str]]]] = ((), {})

    def latest_run(self, session: Session) -> int | None:
        """The id of the latest run; read once since the last commit."""
        return self._finder.once(session, queries.latest_run_id)

    def find(self, session: Session, wanted: Wanted, first: int | None) -> Found:
        """The ids that fit, in order; with `first`, that many from the beginning where all would keep a window
        waiting."""
        named, unnamed = self._parted(session, wanted)
        if unnamed is None:
            return self._ordered(session, named, first)
        if wanted.order in _TELLING_ORDERS:  # those who are shown as is wanted, and after them who is masked, by code
            shown = self._finder.find(session, named, first)
            masked = self._finder.find(session, replace(unnamed, order="newest", descending=False)).ids
            total = None if shown.total is None else shown.total + len(masked)
            return Found([*shown.ids, *masked] if shown.whole else shown.ids, shown.whole, total)
        if not wanted.terms:
            return self._ordered(session, replace(named, without=named.without - (unnamed.only or frozenset())), first)
        found = frozenset(self._finder.find(session, named).ids) | (unnamed.only or frozenset())
        return self._ordered(session, replace(unnamed, only=found), first)

    def count(self, session: Session, wanted: Wanted) -> dict[str, dict[str, int]]:
        """By facet and value: how many fit the search and the other facets."""
        named, unnamed = self._parted(session, wanted)
        counts = self._finder.counts(session, named)
        if unnamed is not None:
            for name, masked in self._finder.counts(session, unnamed).items():
                if name not in _TELLING:
                    counts[name] = dict(Counter(counts.get(name, {})) + Counter(masked))
        return counts

    def count_by_meaning(self, session: Session, wanted: Wanted) -> dict[str, dict[str, int]]:
        """The same by each facet of own words, for each meaning by one spelling."""
        self._meanings.read(session)
        named, unnamed = self._parted(session, wanted)
        parts = [(named, frozenset[str]())]
        if unnamed is not None:
            parts.append((unnamed, self._unsaid(session, unnamed)))
        found: dict[str, dict[str, int]] = {}
        for facet in OWN_WORDS[wanted.table]:
            meaning = self._meanings.of(facet).of
            as_chosen = {meaning.get(value, value): value for name, value in wanted.facets if name == facet}
            counts: dict[str, int] = defaultdict(int)
            for part, left_out in parts:
                if wanted.table == "candidate":  # who wants to be considered no more offers nothing
                    part = replace(part, without=part.without | self._finder.once(session, case_queries.withdrawn))
                for one, number in self._finder.counts_of(session, part, facet, meaning).items():
                    if one not in left_out:
                        counts[as_chosen.get(one, one)] += number
            found[facet] = dict(counts)
        for name, value in wanted.facets:
            if name == CLOSE:
                others = tuple(one for one in wanted.facets if one[0] != CLOSE)
                fitting = self.find(session, replace(wanted, facets=(*others, (name, value))), None)
                found.setdefault(name, {})[value] = len(fitting.ids)
        return found

    def find_pairings(self, session: Session, query: PairingQuery, recipient: Recipient | None) -> list[int]:
        """The ids of the pairings put forward that fit, best first, as the reader of an export may find them; None: the
        person before the screen."""
        terms, mine = search.terms(query.text), self._store.actor.limit(Act.SEE_PAIRINGS)
        own = query.organisation_id if mine is None else mine
        partner = query.organisation_id if query.partner_id == own else query.partner_id

        def with_terms(terms: Sequence[str]) -> list[int]:
            return queries.pairing_ids(
                session,
                states=query.states,
                organisation_id=own,
                partner_id=partner,
                plan_id=query.plan_id,
                terms=terms,
                min_score=query.min_score,
            )

        everyone = with_terms(())
        if not terms or not everyone:
            return everyone
        pairings = queries.by_ids(session, Pairing, everyone)
        people = {item.candidate_id for item in pairings.values()}
        hidden = Veil(session, self._store.actor, people, recipient).hidden
        found = {key for key in with_terms(terms) if pairings[key].candidate_id not in hidden}
        masked = [key for key in everyone if pairings[key].candidate_id in hidden]
        texts = self._texts(session, {pairings[key].candidate_id for key in masked})
        both = {key: (pairings[key].university_project_id, pairings[key].firm_project_id) for key in masked}
        projects = queries.by_ids(session, Project, {one for pair in both.values() for one in pair})
        for key in masked:
            read = (texts[pairings[key].candidate_id][0], *(projects[one].search_text for one in both[key]))
            if all(any(term in text for text in read) for term in terms):
                found.add(key)
        return [key for key in everyone if key in found]

    def own_standing(self, session: Session) -> dict[int, OwnStanding] | None:
        """By candidate: how they stand at the organisation that the actor is limited to, or None without a limit: what
        others are recommended is told neither by a score nor by an order."""
        mine = self._store.actor.limit(Act.SEE_PAIRINGS)
        if mine is None:
            return None
        pairings = queries.by_ids(session, Pairing, queries.pairing_ids(session, organisation_id=mine))
        seen = (pairing.recommendation_id for pairing in pairings.values())
        recommended = queries.by_ids(session, Recommendation, seen)
        found: dict[int, OwnStanding] = {}
        for pairing in pairings.values():
            sofar = found.get(pairing.candidate_id, OwnStanding(0.0, 0))
            score = recommended[pairing.recommendation_id].score
            standing = OwnStanding(max(sofar.best_score, score), sofar.pairings + (pairing.state in LIVE))
            found[pairing.candidate_id] = standing
        return found

    def _ordered(self, session: Session, wanted: Wanted, first: int | None) -> Found:
        telling = wanted.table == "candidate" and wanted.order in _BY_OTHERS
        own = self.own_standing(session) if telling else None
        if own is None:
            return self._finder.find(session, wanted, first)
        ids, by = self._finder.find(session, wanted).ids, attrgetter(wanted.order)
        return Found(sorted(ids, key=lambda key: by(own[key]), reverse=wanted.descending), total=len(ids))

    def _parted(self, session: Session, wanted: Wanted) -> tuple[Wanted, Wanted | None]:
        """What is wanted of those whom the actor sees by name, and of those whom the actor sees masked; None where
        nobody of these is found: by a masked facet nobody is, by words who is shown with them."""
        wanted, hidden = self._limited(session, replace(wanted, run_id=self.latest_run(session)))
        named = self._also_by_digits(session, replace(wanted, without=wanted.without | hidden))
        if any(name in _TELLING for name, _ in wanted.facets):
            return named, None
        unnamed = hidden - wanted.without
        if wanted.only is not None:
            unnamed &= wanted.only
        if wanted.terms:
            unnamed = self._shown_with(session, unnamed, wanted.terms)
        return named, replace(wanted, only=unnamed, terms=()) if unnamed else None

    def _also_by_digits(self, session: Session, named: Wanted) -> Wanted:
        """With those in whose telephone number the terms stand, for who sees it in full: a few digits may as well be
        words, such as a year."""
        if not (named.terms and named.table == "candidate" and self._store.actor.may(Act.REVEAL_CONTACT)):
            return named
        reached = contacts.ids_by_digits(session, " ".join(named.terms))
        if not reached:
            return named
        told = frozenset(self._finder.find(session, replace(named, facets=(), order="newest")).ids)
        return replace(named, terms=(), only=told | (reached if named.only is None else reached & named.only))

    def _limited(self, session: Session, wanted: Wanted) -> tuple[Wanted, frozenset[int]]:
        """What is wanted, limited to what the actor may see, and whom of them the actor sees masked. A code alone is
        looked for as one: it is what others call a person by; so is an address or a number by who sees it in full."""
        actor = self._store.actor
        key = coded(wanted.terms[0]) if wanted.table == "candidate" and len(wanted.terms) == 1 else None
        if key is not None and session.get(Candidate, key) is not None:  # else they are words as any
            wanted = replace(wanted, terms=(), only=frozenset({key}))
        elif wanted.table == "candidate" and actor.may(Act.REVEAL_CONTACT):
            reached = contacts.ids_by_contact(session, " ".join(wanted.terms))
            wanted = replace(wanted, terms=(), only=reached) if reached else wanted
        if any(name == CLOSE or name in OWN_WORDS[wanted.table] for name, _ in wanted.facets):
            self._meanings.read(session)
            wanted = replace(wanted, facets=self._meanings.in_full(wanted.facets))
        if wanted.table == "project":
            mine = actor.limit(Act.SEE_PROJECTS)
            return replace(wanted, only=None if mine is None else among(session, own_projects(mine))), frozenset()
        mine = actor.limit(Act.SEE_CANDIDATES)
        asked = {name for name, _ in wanted.facets}
        if asked & {SKILL, CLOSE}:  # who wants to be considered no more offers nothing
            wanted = replace(wanted, without=wanted.without | self._finder.once(session, case_queries.withdrawn))
        if mine is not None:
            # What others are recommended is told by no score, nor by who is found by one; who came together, likewise.
            facets = tuple(one for one in wanted.facets if one[0] not in ASKED)
            wanted = replace(wanted, facets=facets)
            seen = among(session, own_candidates(mine))
            seen = seen if wanted.only is None else seen & wanted.only
            return replace(wanted, only=seen), Veil(session, actor, seen).hidden
        return wanted, Veil(session, actor, self._finder.once(session, case_queries.withdrawn)).hidden

    def _unsaid(self, session: Session, unnamed: Wanted) -> frozenset[str]:
        """The words of their own that are not shown of these masked people."""
        people = self._finder.find(session, replace(unnamed, terms=())).ids
        return frozenset[str]().union(*(unsaid for _, unsaid in self._texts(session, people).values()))

    def _shown_with(self, session: Session, people: frozenset[int], terms: Sequence[str]) -> frozenset[int]:
        """Those of these masked people who are shown with all these words."""
        texts = self._texts(session, people)
        return frozenset(key for key in people if all(term in texts[key][0] for term in terms))

    def _texts(self, session: Session, people: Iterable[int]) -> Mapping[int, tuple[str, frozenset[str]]]:
        """By person: what a masked row shows, folded, and those of the person's own words that it does not show; read
        once since the last commit."""
        mark = self._store.mark()
        kept = self._unnamed[1] if self._unnamed[0] == mark else {}
        lacking = set(people) - kept.keys()
        for key, row in queries.columns_by_ids(session, _AS_SHOWN, sorted(lacking)).items():
            own = search.unnamed_words(row)
            shown = silent(own, *known_of(row))
            kept[key] = search.unnamed_text(code_name(key), shown), frozenset(own).difference(shown)
        self._unnamed = (mark, kept)
        return kept
