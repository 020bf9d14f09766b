"""Matching: the best lists of everybody in memory, at any weights at once, following the records as they change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.reasons import PARTS, rounded_parts
from talentapp.domain.records import Recommendation, now
from talentapp.domain.states import LIVE, TAKES_PLACE
from talentapp.domain.terms import Form, State
from talentapp.office.guarding import guarded
from talentapp.office.records.reasons import pairing_card
from talentapp.office.runs.pool import filled, read_pool
from talentapp.office.runs.reasoning import reasoned
from talentapp.office.runs.scored import Scorer
from talentapp.office.views.matching import FollowResult, Ids, MatchRow, SideBySide, What
from talentapp.office.views.pairings import PairingCard, RunRow
from talentapp.store import queries
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.office.runs.live import Live

_DEPTH = 5
_UNSAVED = 0  # the id of what stands in no table
_PARTS = {"candidate": 0, "university": 1, "firm": 2}


@guarded
class Matching:
    """Lists from memory. `best` is fast enough for the window's own thread; the others take their time."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self._store, self._scorer = store, scorer
        self._live: Live | None = None
        self._states: Mapping[Ids, State] = {}  # of the pairings that stand
        self._placed: Mapping[tuple[int, int], Sequence[Ids]] = {}  # by part and record: the pairings that take a place
        self._lock = Lock()

    @property
    def ready(self) -> bool:
        """Whether there are lists in memory."""
        return self._live is not None

    def follow(self, progress: Progress = silent) -> FollowResult:
        """Bring the lists in line with the records: everything the first time, then what has changed.

        Raises NOTHING_TO_RECOMMEND, CLUSTER_UNREACHABLE.
        """
        from talentapp.matching.triples import Weights  # late, with all that computes
        from talentapp.office.runs.live import Followed, Live

        progress(0, None)
        with self._store.reading() as session:
            pool = filled(read_pool(session, date.today(), progress))
            standing = queries.triples_by_state(session, LIVE)
        if self._live is not None and self._live.may_follow(pool):
            done = self._live.follow(pool, self._lock, progress)
        else:
            made = Live(self._scorer.scored(pool, progress), Weights(), _DEPTH, progress)
            with self._lock:
                self._live = made
            done = Followed(0, 0, anew=True)
        with self._lock:
            self._states = {triple: state for state, some in standing.items() for triple in some}
            placed = defaultdict[tuple[int, int], list[Ids]](list)
            for triple, state in self._states.items():
                for part, key in enumerate(triple):
                    if state in TAKES_PLACE:
                        placed[part, key].append(triple)
            self._placed = placed
        projects = len(pool.university.ids) + len(pool.firm.ids)
        return FollowResult(len(pool.candidates), projects, done.changed, done.lists, done.anew)

    def best(self, what: What, weights: tuple[float, float, float], k: int) -> list[MatchRow]:
        """The k best of a list at these weights (university, firm, synergy), exact; empty where nothing is possible.

        Pairings that already take a place are among them: nobody else can have it, and they are what is looked for.
        Raises RECORD_GONE where a record takes no part, or nothing has been followed yet.
        """
        from talentapp.matching.triples import Weights

        with self._lock:
            live = self._there(what)
            by = Weights(*weights)
            if what.seen == "pair":
                rows = live.row(1, what.id), live.row(2, what.firm_id)
                found: Any = live.best_of_pair(rows[0] or 0, rows[1] or 0, by, k)
                triples = [(t.candidate, t.university, t.firm) for t in found]
            else:
                part = _PARTS[what.seen]
                found = live.best(part, live.row(part, what.id) or 0, by, k)
                triples = list(
                    zip(found.candidate.tolist(), found.university.tolist(), found.firm.tolist(), strict=True)
                )
                triples += [one for one in self._placed_rows(live, part, what.id) if one not in triples]
            told = [_row(live, triple, by.shares) for triple in triples]
            told = [replace(row, state=self._states.get(row.ids)) for row in told]
            return sorted(told, key=lambda row: -row.score)

    def _placed_rows(self, live: "Live", part: int, key: int) -> Iterator[Ids]:
        """The pairings of a record that take a place, as rows of the lists, where all of them take part."""
        for triple in self._placed.get((part, key), ()):
            c, u, f = (live.row(at, one) for at, one in enumerate(triple))
            if c is not None and u is not None and f is not None:
                yield c, u, f

    def compare(
        self, triples: Sequence[Ids], weights: tuple[float, float, float], progress: Progress = silent
    ) -> list[SideBySide]:
        """Triples side by side, with the concepts that carry each and those it lacks. Raises RECORD_GONE."""
        told = self._told(triples, weights, progress)
        by_ids = {(one["candidate_id"], one["university_project_id"], one["firm_project_id"]): one for one in told}
        return [
            SideBySide(
                MatchRow(*triple, by_ids[triple]["score"], by_ids[triple]["parts"]),
                Form(by_ids[triple]["form"]),
                tuple(by_ids[triple]["reasons"]["top"]),
                tuple(by_ids[triple]["reasons"]["missing"]),
            )
            for triple in triples
        ]

    def reasons(self, triple: Ids, weights: tuple[float, float, float], progress: Progress = silent) -> PairingCard:
        """A triple with all its reasons at these weights, as a recommendation would have them. Raises RECORD_GONE."""
        (told,) = self._told([triple], weights, progress)
        recommendation = Recommendation(id=_UNSAVED, run_id=_UNSAVED, **told)
        used = told["reasons"]["weights"]
        run = RunRow(_UNSAVED, now(), self._scorer.shipped.version, used, 1, 1, 1, recommendations=1)
        with self._store.reading() as session:
            return pairing_card(session, self._store.actor, recommendation, run)

    def _told(
        self, triples: Sequence[Ids], weights: tuple[float, float, float], progress: Progress
    ) -> list[dict[str, Any]]:
        """What a run would keep of these triples."""
        from talentapp.matching.triples import Weights

        with self._store.reading() as session:
            pool = filled(read_pool(session, date.today(), progress))
        scored = self._scorer.scored(pool, progress)
        at = [
            {key: row for row, key in enumerate(ids)} for ids in (pool.candidates, pool.university.ids, pool.firm.ids)
        ]
        rows = {}
        for triple in triples:
            c, u, f = (some.get(key) for some, key in zip(at, triple, strict=True))
            if c is None or u is None or f is None:
                raise TalentError(Fault.RECORD_GONE, kind="candidate", id=triple[0])
            rows[c, u, f] = 0
        return list(reasoned(pool, rows, scored.sides, Weights(*weights), scored.matcher, progress))

    def _there(self, what: What) -> "Live":
        live = self._live
        wanted = [(1, what.id), (2, what.firm_id)] if what.seen == "pair" else [(_PARTS[what.seen], what.id)]
        if live is None or any(live.row(part, key) is None for part, key in wanted):
            raise TalentError(
                Fault.RECORD_GONE, kind="candidate" if what.seen == "candidate" else "project", id=what.id
            )
        return live


def _row(live: "Live", triple: tuple[int, int, int], shares: tuple[float, float, float]) -> MatchRow:
    c, u, f = triple
    sides = live.lists.sides
    similar = sides.candidate_university[c, u], sides.candidate_firm[c, f], sides.university_firm[u, f]
    points = {part: 100 * share * float(value) for part, share, value in zip(PARTS, shares, similar, strict=True)}
    score, parts = rounded_parts(points)
    return MatchRow(live.key(0, c), live.key(1, u), live.key(2, f), score, parts)
