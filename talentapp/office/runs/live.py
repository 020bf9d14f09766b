"""The best lists in memory, following the records: what changed since the last look is found, and only that done again.

The matcher stays the one that the first look refined ("frozen idf"): the lists are those that a full computation with
this same matcher gives. A recommendation run refines anew, and saves; this saves nothing.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from talentapp.domain.conditions import Demand, Offer
from talentapp.domain.profiles import Profile
from talentapp.domain.progress import Progress, silent
from talentapp.matching.incremental import LiveTriples, Record
from talentapp.matching.triples import Found, Sides, Weights, best_of_pair
from talentapp.office.runs.pool import Pool, Projects
from talentapp.office.runs.scored import Scored
from talentapp.office.runs.sides import allowed_pairs, allowed_projects, form_bits

if TYPE_CHECKING:
    from talentapp.matching.matcher import Matcher

_TOO_MUCH = 0.2  # of the records of a pool have changed: then everything is done again
_OTHERS = ((1, 2), (0, 2), (0, 1))
_AXES = {
    "candidate_university": (0, 1), "candidate_firm": (0, 2), "university_firm": (1, 2),
    "allowed_university": (0, 1), "allowed_firm": (0, 2), "allowed_projects": (1, 2),
    "forms": (0,), "forms_university": (1,), "forms_firm": (2,),
    "effort": (0,), "effort_university": (1,), "effort_firm": (2,),
}  # fmt: skip
"""Of which parts the rows and columns of what `Sides` holds are."""


@dataclass
class _Row:
    """One record as it stands in a row; `key` is None while the row is free."""

    key: int | None
    profile: Profile
    fact: Offer | Demand

    def same(self, profile: Profile, fact: Offer | Demand) -> bool:
        return self.profile == profile and self.fact == fact


@dataclass
class _Texts:
    """The texts of one part, read once; what has changed since is read by itself."""

    matcher: "Matcher"
    profiles: list[Profile]
    stale: set[int] = field(default_factory=set)
    left: Any = None
    right: Any = None
    read: int = 0

    def change(self, row: int, profile: Profile) -> None:
        """Another text stands in a row."""
        if row == len(self.profiles):
            self.profiles.append(profile)
        self.profiles[row] = profile
        self.stale.add(row)

    def to(self, wanted: Profile) -> Any:
        """How well each of these fits one wanted text: (rows,)."""
        from talentapp.matching.matcher import scored

        if self.left is None:
            self._read()
            self.left = self.matcher.left(self.profiles[: self.read])
        target = self.matcher.wanted([wanted])
        out = np.empty(len(self.profiles), np.float32)
        out[: self.read] = scored(self.matcher, self.left, target)[:, 0]
        return self._patched(out, lambda some: scored(self.matcher, self.matcher.left(some), target)[:, 0])

    def of(self, text: Profile) -> Any:
        """How well one text fits each of these: (rows,)."""
        from talentapp.matching.matcher import scored

        if self.right is None:
            self._read()
            self.right = self.matcher.wanted(self.profiles[: self.read])
        source = self.matcher.left([text])
        out = np.empty(len(self.profiles), np.float32)
        out[: self.read] = scored(self.matcher, source, self.right)[0]
        return self._patched(out, lambda some: scored(self.matcher, source, self.matcher.wanted(some))[0])

    def _read(self) -> None:
        if self.left is None and self.right is None:
            self.read, self.stale = len(self.profiles), set()

    def _patched(self, out: Any, again: Any) -> Any:
        rows = sorted(self.stale | set(range(self.read, len(self.profiles))))
        if rows:
            out[rows] = again([self.profiles[row] for row in rows])
        return out


@dataclass(frozen=True)
class Followed:
    """What following the records did."""

    changed: int  # records that were edited, added or closed
    lists: int  # lists that were made again or gained
    anew: bool  # everything was done again


class Live:
    """The best lists of a pool, kept up to date. Parts are 0 candidates, 1 university, 2 firm projects."""

    def __init__(self, scored: Scored, weights: Weights, depth: int, progress: Progress = silent) -> None:
        self._pool, self.matcher, self._weights, self._depth = scored.pool, scored.matcher, weights, depth
        sides = Sides(**{name: np.array(values) for name, values in vars(scored.sides).items()})
        self.lists = LiveTriples(sides, weights, per_candidate=depth, per_project=depth, progress=progress)
        self._rows = [[_Row(*item) for item in zip(*some, strict=True)] for some in _facts(scored.pool)]
        self._at = [{key: at for at, key in enumerate(keys)} for keys, _, _ in _facts(scored.pool)]
        self._texts = [_Texts(self.matcher, [row.profile for row in rows]) for rows in self._rows]

    def key(self, part: int, row: int) -> int:
        """The record in a row."""
        key = self._rows[part][row].key
        assert key is not None, "nothing stands in this row"  # noqa: S101
        return key

    def profile(self, part: int, row: int) -> Profile:
        """The text in a row."""
        return self._rows[part][row].profile

    def row(self, part: int, key: int) -> int | None:
        """The row of a record; None where it takes no part."""
        return self._at[part].get(key)

    def may_follow(self, pool: Pool) -> bool:
        """Whether the lists can follow to this pool: on another day, or with new rivals, every pair is judged anew."""
        days = [{offer.as_of for offer in some.offers} for some in (pool, self._pool)]
        if pool.competitors != self._pool.competitors or (all(days) and days[0] != days[1]):
            return False
        size = sum(len(some[0]) for some in _facts(pool))
        return sum(map(len, self._changes(pool))) <= max(8, _TOO_MUCH * size)

    def follow(self, pool: Pool, lock: AbstractContextManager[object], progress: Progress = silent) -> Followed:
        """Bring the lists in line with a pool, a record at a time: each under the lock, so that who looks meanwhile
        waits for one at most. Cancelled, the next call goes on from there. Progress counts records.
        """
        touched = [set[int]() for _ in range(3)]
        changes = self._changes(pool)
        with lock:
            self._pool = pool
        todo = [(part, *one) for part, some in enumerate(changes) for one in some]
        for at, (part, key, profile, fact) in enumerate(todo):
            progress(at, len(todo))
            with lock:
                changed = self._change(part, key, profile, fact)
            for rows, named in zip(touched, changed, strict=True):
                rows.update(named)
        return Followed(sum(map(len, changes)), sum(map(len, touched)), anew=False)

    def best(self, part: int, row: int, weights: Weights, k: int) -> Found:
        """The k best of one row, at any weights."""
        return self.lists.best_at(part, row, weights, k)

    def best_of_pair(self, university: int, firm: int, weights: Weights, k: int) -> Any:
        """The k best candidates for two projects together, at any weights."""
        return best_of_pair(self.lists.sides, weights, university, firm, k)

    def around(self, triples: Sequence[tuple[int, int, int]]) -> tuple[Scored, list[tuple[int, int, int]]]:
        """Everybody and the projects of some triples, by their rows here, with the very scores of the lists; and the
        triples by their rows in that. The figures are copies: the lists may go on following."""
        rows = [
            [at for at, row in enumerate(self._rows[0]) if row.key is not None],
            *(sorted({triple[part] for triple in triples}) for part in (1, 2)),
        ]
        sides = Sides(
            **{
                name: getattr(self.lists.sides, name)[np.ix_(*(rows[part] for part in axes))]
                for name, axes in _AXES.items()
            }
        )
        keys, profiles, facts = (
            [[getattr(self._rows[part][at], what) for at in rows[part]] for part in range(3)]
            for what in ("key", "profile", "fact")
        )
        university, firm = (
            Projects(keys[part], facts[part], profiles[part], [""] * len(keys[part])) for part in (1, 2)
        )
        pool = replace(
            self._pool, candidates=keys[0], offers=facts[0], profiles=profiles[0], languages=[()] * len(keys[0]),
            university=university, firm=firm,
        )  # fmt: skip
        places = [{at: place for place, at in enumerate(some)} for some in rows]
        return Scored(pool, self.matcher, sides), [(places[0][c], places[1][u], places[2][f]) for c, u, f in triples]

    def _changes(self, pool: Pool) -> list[list[tuple[int, Profile | None, Offer | Demand | None]]]:
        """By part: the records that are new or other than they were, and, without a text, those that are gone."""
        found: list[list[tuple[int, Profile | None, Offer | Demand | None]]] = []
        for part, (keys, profiles, facts) in enumerate(_facts(pool)):
            some: list[tuple[int, Profile | None, Offer | Demand | None]] = []
            for key, profile, fact in zip(keys, profiles, facts, strict=True):
                at = self._at[part].get(key)
                if at is None or not self._rows[part][at].same(profile, fact):
                    some.append((key, profile, fact))
            gone = self._at[part].keys() - set(keys)
            found.append([*((key, None, None) for key in sorted(gone)), *some])
        return found

    def _change(
        self, part: int, key: int, profile: Profile | None, fact: Offer | Demand | None
    ) -> tuple[Iterable[int], Iterable[int], Iterable[int]]:
        at = self._at[part].get(key)
        if profile is None or fact is None:
            assert at is not None, "what is gone was there"  # noqa: S101
            del self._at[part][key]
            self._rows[part][at].key = None
            changed = self.lists.close(part, at)
            return changed.candidates.tolist(), changed.universities.tolist(), changed.firms.tolist()
        record = self._record(part, profile, fact, at)
        if at is None:
            at, changed = self.lists.add(part, record)
            self._make_room(part)
        else:
            changed = self.lists.change(part, at, record)
        if self._rows[part][at].profile != profile:
            self._texts[part].change(at, profile)
        self._rows[part][at] = _Row(key, profile, fact)
        self._at[part][key] = at
        return changed.candidates.tolist(), changed.universities.tolist(), changed.firms.tolist()

    def _make_room(self, part: int) -> None:
        """Lists grow some rows at a time; those that are free have no record yet."""
        nobody = _Row(None, Profile("", ()), Offer() if part == 0 else self._rows[part][0].fact)
        while len(self._rows[part]) < self.lists.sides.shape[part]:
            self._texts[part].change(len(self._rows[part]), nobody.profile)
            self._rows[part].append(_Row(None, nobody.profile, nobody.fact))

    def _record(self, part: int, profile: Profile, fact: Offer | Demand, at: int | None) -> Record:
        similar: list[Any] = []
        for other in _OTHERS[part]:
            if at is not None and self._rows[part][at].profile == profile:
                similar.append(self._kept(part, at, other))
            elif part < other:
                similar.append(self._texts[other].of(profile))
            else:
                similar.append(self._texts[other].to(profile))
        allowed = [
            self._allowed(part, fact, other) & np.array([row.key is not None for row in self._rows[other]], dtype=bool)
            for other in _OTHERS[part]
        ]
        effort = (
            (fact.effort_min or 0.0) if isinstance(fact, Demand) else np.inf if fact.effort is None else fact.effort
        )
        return Record((similar[0], similar[1]), (allowed[0], allowed[1]), int(form_bits([fact.forms])[0]), effort)

    def _kept(self, part: int, row: int, other: int) -> Any:
        sides = self.lists.sides
        matrix = {
            (0, 1): sides.candidate_university, (0, 2): sides.candidate_firm, (1, 2): sides.university_firm
        }[min(part, other), max(part, other)]  # fmt: skip
        return np.array(matrix[row, :] if part < other else matrix[:, row])

    def _allowed(self, part: int, fact: Any, other: int) -> Any:
        facts: Sequence[Any] = [row.fact for row in self._rows[other]]
        if part == 0:
            return allowed_pairs([fact], facts)[0]
        if other == 0:
            return allowed_pairs(facts, [fact])[:, 0]
        university, firm = ([fact], facts) if part == 1 else (facts, [fact])
        return allowed_projects(university, firm, self._pool.competitors).ravel()


def _facts(pool: Pool) -> tuple[tuple[Sequence[int], Sequence[Profile], Sequence[Any]], ...]:
    return (
        (pool.candidates, pool.profiles, pool.offers),
        (pool.university.ids, pool.university.profiles, pool.university.demands),
        (pool.firm.ids, pool.firm.profiles, pool.firm.demands),
    )
