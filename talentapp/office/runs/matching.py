"""Matching: the best lists of everybody in memory, at any weights at once, following the records as they change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from talentapp.domain.conditions import Alone
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.profiles import Caution, thin
from talentapp.domain.progress import Progress, silent, undisturbed
from talentapp.domain.reasons import PARTS, Shares, rounded_parts
from talentapp.domain.records import BY_HAND, Candidate, Project, Recommendation, id_of, now
from talentapp.domain.roles import Act
from talentapp.domain.states import LIVE, may_come_forward
from talentapp.domain.terms import Form, State
from talentapp.office.cases.review import forwarding, put_forward
from talentapp.office.guarding import Own, guarded
from talentapp.office.records.reasons import pairing_card
from talentapp.office.records.rows import candidate_name, pairing_rows, triple_of
from talentapp.office.runs import snapshots
from talentapp.office.runs.pool import Pool, filled, read_pool, why_alone
from talentapp.office.runs.reasoning import concepts_of, reasoned, run_of
from talentapp.office.runs.recommending import shares_of
from talentapp.office.runs.replaying import keep_model
from talentapp.office.runs.scored import Scorer
from talentapp.office.views.edits import EditResult
from talentapp.office.views.matching import FollowResult, Ids, MatchRow, SideBySide, What
from talentapp.office.views.pairings import PairingCard, RunRow
from talentapp.store import queries, scores, writes
from talentapp.store.engine import Store

if TYPE_CHECKING:
    from talentapp.office.runs.live import Live

_TOLD = tuple(one for one in State if not may_come_forward(one))
"""The states that are told of: a pairing in any other may be put forward, as one that has never been."""
_DEPTH = 5
_UNSAVED = 0  # the id of what stands in no table
_PARTS = {"candidate": 0, "university": 1, "firm": 2}


@guarded
class Matching:
    """Lists from memory. `best` is fast enough for the window's own thread; the others are not for it."""

    def __init__(self, store: Store, scorer: Scorer) -> None:
        self._store, self._scorer = store, scorer
        self._live: Live | None = None
        self._states: Mapping[Ids, State] = {}  # of the pairings that are in one of `_TOLD`
        self._recorded: Mapping[Ids, float] = {}  # and with which score they were put forward
        self._standing: Mapping[tuple[int, int], Sequence[Ids]] = {}  # those that stand, by part and record
        self._thin: Mapping[int, Caution] = {}  # whose scores are to be taken with caution
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
            known, recorded = queries.triples_by_state(session, _TOLD), scores.recorded(session, _TOLD)
            latest = queries.latest_run(session)
        cautions = [(key, thin(profile)) for key, profile in zip(pool.candidates, pool.profiles, strict=True)]
        if self._live is not None and self._live.may_follow(pool):
            done = self._live.follow(pool, self._lock, progress)
        else:
            made = Live(self._scorer.scored(pool, progress), Weights(), _DEPTH, progress)
            with self._lock:
                self._live = made
            done = Followed(0, 0, anew=True)
        with self._lock:
            self._states = {triple: state for state, some in known.items() for triple in some}
            self._recorded = recorded
            of = defaultdict[tuple[int, int], list[Ids]](list)
            for triple in (one for state in LIVE for one in known[state]):
                for part, key in enumerate(triple):
                    of[part, key].append(triple)
            self._standing = of
            self._thin = {key: caution for key, caution in cautions if caution}
        projects = len(pool.university.ids) + len(pool.firm.ids)
        counted = shares_of(latest) if latest else None
        return FollowResult(len(pool.candidates), projects, done.changed, done.lists, done.anew, counted)

    def best(self, what: What, weights: Shares, k: int, also: Ids | None = None) -> list[MatchRow]:
        """The k best of a list at these weights (university, firm, synergy), exact; empty where nothing is possible.

        Pairings that stand are among them, also where the place has gone to somebody by now: they are what is looked
        for. So is `also`, where it is one of the list.
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
                standing = [one for one in self._standing.get((1, what.id), ()) if one[2] == what.firm_id]
                further = [*standing, *([also] if also and also[1:] == (what.id, what.firm_id) else [])]
            else:
                part = _PARTS[what.seen]
                found = live.best(part, live.row(part, what.id) or 0, by, k)
                triples = list(
                    zip(found.candidate.tolist(), found.university.tolist(), found.firm.tolist(), strict=True)
                )
                further = [
                    *self._standing.get((part, what.id), ()),
                    *([also] if also and also[part] == what.id else []),
                ]
            triples += [one for one in dict.fromkeys(_rows(live, further)) if one not in triples]
            told = [_row(live, triple, by.shares) for triple in triples]
            told = [
                replace(
                    row,
                    state=self._states.get(row.ids),
                    recorded=self._recorded.get(row.ids),
                    caution=self._thin.get(row.candidate_id),
                )
                for row in told
            ]
            return sorted(told, key=lambda row: -row.score)

    def kept(self, what: What, k: int) -> list[MatchRow]:
        """The k best of a list as the latest run has kept them: what can be shown before there are lists in memory."""
        with self._store.reading() as session:
            run = queries.latest_run_id(session)
            if run is None:
                return []
            wanted = {"candidate_id" if what.seen == "candidate" else "project_id": what.id}
            rows = pairing_rows(session, queries.recommendations(session, run, **wanted))
        rows = [row for row in rows if what.seen != "pair" or row.firm_project_id == what.firm_id]
        return [
            MatchRow(
                row.candidate_id, row.university_project_id, row.firm_project_id, row.score, row.parts, row.state,
                caution=row.caution,
            )
            for row in rows[:k]
        ]  # fmt: skip

    def why_alone(self, project_id: int) -> Alone | None:
        """Why nobody is recommended for a project, as it stands now; None before a run that could have found somebody,
        and where its text tells too little. Raises NOT_ALLOWED."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            own.check(own.project(project_id), Act.SEE_PROJECTS)
            run = queries.latest_run(session)
            why = why_alone(session, project_id) if run is not None else None
            if why is Alone.NO_CANDIDATE and run is not None:
                return why if writes.get(session, Project, project_id).created_at <= run.at else None
            return why

    def compare(self, triples: Sequence[Ids], weights: Shares, progress: Progress = silent) -> list[SideBySide]:
        """Triples side by side, with the concepts that carry each and those it lacks. Raises RECORD_GONE."""
        told = self._as_listed(triples, weights, progress)
        by_ids = {(one["candidate_id"], one["university_project_id"], one["firm_project_id"]): one for one in told}
        return [
            SideBySide(
                MatchRow(*triple, by_ids[triple]["score"], by_ids[triple]["parts"], caution=self._thin.get(triple[0])),
                Form(by_ids[triple]["form"]),
                tuple(by_ids[triple]["reasons"]["top"]),
                tuple(by_ids[triple]["reasons"]["missing"]),
                {part: 100 * share for part, share in by_ids[triple]["reasons"]["weights"].items()},
            )
            for triple in triples
        ]

    def reasons(self, triple: Ids, weights: Shares, progress: Progress = silent) -> PairingCard:
        """A triple with all its reasons at these weights, with the scores of the lists. Raises RECORD_GONE."""
        (told,) = self._as_listed([triple], weights, progress)
        recommendation = Recommendation(id=_UNSAVED, run_id=_UNSAVED, **told)
        used = told["reasons"]["weights"]
        run = RunRow(_UNSAVED, now(), self._scorer.shipped.version, used, 1, 1, 1, recommendations=1)
        with self._store.reading() as session:
            return pairing_card(session, self._store.actor, recommendation, run)

    @property
    def may_recommend(self) -> bool:
        """Whether the person before the screen may recommend."""
        return self._store.actor.may(Act.RECOMMEND)

    @property
    def may_put_forward(self) -> bool:
        """Whether the person before the screen may put pairings forward."""
        return self._store.actor.may(Act.PUT_FORWARD)

    def put_forward(self, triple: Ids, progress: Progress = silent) -> EditResult:
        """Put a triple of the lists forward for review, at the weights of the latest run: so its score can stand beside
        others. Its recommendation is the latest run's where nothing has changed since, or a run of its own.

        Raises RECORD_GONE, and DECISION_NOT_ALLOWED where somebody has decided on it already.
        """
        with self._store.reading() as session:
            weights = shares_of(queries.latest_run(session))
        pool, (told,) = self._told([triple], weights, progress)
        model, digest = self._scorer.shipped.version, pool.digest(progress)
        keep_model(self._store, model)
        with self._store.writing(undisturbed(progress)) as session:
            recommendation = _of_latest_run(session, triple, model, digest)
            if recommendation is None:
                run = run_of(
                    pool,
                    set(concepts_of(told)),
                    1,
                    purpose=BY_HAND,
                    model_version=model,
                    settings={"weights": told["reasons"]["weights"], "as_of": date.today().isoformat()},
                    inputs_sha256=digest,
                )
                session.add(run)
                session.flush()
                snapshots.keep(session, id_of(run), pool, undisturbed(progress))
                recommendation = Recommendation(run_id=id_of(run), **told)
                session.add(recommendation)
                session.flush()
            _, done = put_forward(session, recommendation, self._store.actor)
            title = candidate_name(writes.get(session, Candidate, triple[0]))
        return forwarding(title, done)

    def _as_listed(self, triples: Sequence[Ids], weights: Shares, progress: Progress) -> list[dict[str, Any]]:
        """What a run would keep of these triples, but with the matcher of the lists: so a pairing has the score that it
        has in a list wherever it is looked at. Before there are lists, as a run would say it."""
        from talentapp.matching.triples import Weights

        with self._lock:
            live = self._live
            if live is not None:
                for triple in triples:
                    if not list(_rows(live, [triple])):
                        raise TalentError(Fault.RECORD_GONE, kind="candidate", id=triple[0])
                scored, rows = live.around(list(_rows(live, triples)))
        if live is None:
            return self._told(triples, weights, progress)[1]
        chosen = dict.fromkeys(rows, 0)
        return list(reasoned(scored.pool, chosen, scored.sides, Weights(*weights), scored.matcher, progress))

    def _told(self, triples: Sequence[Ids], weights: Shares, progress: Progress) -> tuple[Pool, list[dict[str, Any]]]:
        """The pool of the moment, and what a run would keep of these triples."""
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
        return pool, list(reasoned(pool, rows, scored.sides, Weights(*weights), scored.matcher, progress))

    def _there(self, what: What) -> "Live":
        live = self._live
        wanted = [(1, what.id), (2, what.firm_id)] if what.seen == "pair" else [(_PARTS[what.seen], what.id)]
        if live is None or any(live.row(part, key) is None for part, key in wanted):
            raise TalentError(
                Fault.RECORD_GONE, kind="candidate" if what.seen == "candidate" else "project", id=what.id
            )
        return live


def _of_latest_run(session: Session, triple: Ids, model: str, digest: str) -> Recommendation | None:
    """The recommendation of a triple that the latest run made of the same records, if it made one."""
    run = queries.latest_run(session)
    if (
        run is None
        or (run.model_version, run.inputs_sha256) != (model, digest)
        or not snapshots.whole(session, id_of(run))
    ):
        return None
    own = queries.recommendations(session, id_of(run), candidate_id=triple[0])
    return next((one for one in own if triple_of(one) == triple), None)


def _rows(live: "Live", triples: Iterable[Ids]) -> Iterator[Ids]:
    """Triples as rows of the lists, where all their records take part."""
    for triple in triples:
        c, u, f = (live.row(at, one) for at, one in enumerate(triple))
        if c is not None and u is not None and f is not None:
            yield c, u, f


def _row(live: "Live", triple: tuple[int, int, int], shares: tuple[float, float, float]) -> MatchRow:
    c, u, f = triple
    sides = live.lists.sides
    similar = sides.candidate_university[c, u], sides.candidate_firm[c, f], sides.university_firm[u, f]
    points = {part: 100 * share * float(value) for part, share, value in zip(PARTS, shares, similar, strict=True)}
    score, parts = rounded_parts(points)
    return MatchRow(live.key(0, c), live.key(1, u), live.key(2, f), score, parts)
