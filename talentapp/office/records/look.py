"""Reading: what the screens and the command line show. Ids first, then rows; every value is frozen and free."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlmodel import Session, col

from talentapp import assets
from talentapp.domain import search
from talentapp.domain.conditions import Condition, Obstacle
from talentapp.domain.lists import SKILL, Facets, Found
from talentapp.domain.masking import Recipient
from talentapp.domain.mentions import is_called
from talentapp.domain.records import (
    SAMPLE,
    Candidate,
    ImportBatch,
    Organisation,
    Pairing,
    Project,
    Recommendation,
    Run,
    id_of,
)
from talentapp.domain.roles import Act
from talentapp.domain.spacing import spaced
from talentapp.domain.states import LIVE
from talentapp.domain.terms import Kind, Side
from talentapp.office.guarding import Own, guarded
from talentapp.office.records.directory import Listed, count_organisations, directory, organisations_that_fit
from talentapp.office.records.finding import Seeker
from talentapp.office.records.meanings import Meanings
from talentapp.office.records.reasons import pairing_card
from talentapp.office.records.rows import (
    candidate_card,
    candidate_rows,
    is_stale,
    names,
    organisations_of,
    origin,
    pairing_rows,
    project_card,
    project_rows,
    run_row,
    triple_of,
)
from talentapp.office.records.standing import standing
from talentapp.office.records.veils import Veil
from talentapp.office.views.imports import ImportRow
from talentapp.office.views.overview import Counts, Flow, Moved, Standing
from talentapp.office.views.pairings import ExcludedRow, PairingCard, PairingQuery, PairingRow
from talentapp.office.views.records import (
    CandidateCard,
    CandidateQuery,
    CandidateRow,
    OrganisationQuery,
    OrganisationRow,
    Origin,
    ProjectCard,
    ProjectQuery,
    ProjectRow,
)
from talentapp.settings import Language
from talentapp.store import case_queries, imports, queries, writes
from talentapp.store.engine import Store
from talentapp.store.finding import Finder
from talentapp.store.ordering import Wanted
from talentapp.store.owning import own_candidates, own_pairings

_TABLES: Mapping[Kind, Any] = {
    Kind.CANDIDATES: Candidate,
    Kind.ORGANISATIONS: Organisation,
    Kind.PROJECTS: Project,
    Kind.PAIRINGS: Pairing,
}
_NOBODYS = 0  # no organisation's id: a liaison of none has nothing to count


@guarded
class Look:
    """All reading. Fast enough for the window's own thread. A liaison sees what touches the own organisation."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._finder = Finder(store)
        self._meanings = Meanings(store, self._finder)
        self._seeker = Seeker(store, self._finder, self._meanings)
        self._standing: tuple[tuple[int, ...], Standing] | None = None

    # The frame

    def counts(self) -> Counts:
        """How much there is of everything, and whether the latest run is still about it."""
        with self._store.reading() as session:
            run = queries.latest_run(session)
            mine = self._store.actor.limit(Act.SEE_PAIRINGS) if self._store.actor.may(Act.SEE_PAIRINGS) else _NOBODYS
            sides = queries.projects_by_side(session, mine)
            people = () if mine is None else (col(Candidate.id).in_(own_candidates(mine)),)
            return Counts(
                candidates=queries.count(session, Candidate, *people),
                university_projects=sides[Side.UNIVERSITY],
                firm_projects=sides[Side.FIRM],
                organisations=queries.count(session, Organisation) if mine is None else 1,
                by_state=queries.counts_by_state(session, None if mine is None else own_pairings(mine)),
                latest_run=run_row(run) if run else None,
                sample=queries.is_there(session, Candidate, col(Candidate.source) == SAMPLE),
                own=queries.is_there(session, Candidate, col(Candidate.source) != SAMPLE),
                stale=run is not None and is_stale(session, run),
            )

    def is_empty(self) -> bool:
        """Whether nobody and no organisation is there yet."""
        with self._store.reading() as session:
            return not any(queries.is_there(session, table) for table in (Candidate, Organisation))

    def still_there(self, kind: Kind, ids: Collection[int]) -> set[int]:
        """Those of these ids that are of a candidate, an organisation, a project or a pairing, whoever may see it."""
        with self._store.reading() as session:
            return set(queries.by_ids(session, _TABLES[kind], ids))

    def moved(self) -> Moved:
        """How many pairings have moved by themselves, and why; and how many are renewed."""
        with self._store.reading() as session:
            mine, run = self._store.actor.limit(Act.SEE_PAIRINGS), queries.latest_run(session)
            among = None if mine is None else own_pairings(mine)
            lapsed = queries.lapsed_by(session, run, among) if run else {}
            return Moved(
                queries.stopped_by(session, among),
                lapsed,
                case_queries.renewing(session, among),
                case_queries.sent_back(session, among),
                len(self._accepted_by_others(session)),
            )

    def accepted_by_others(self) -> frozenset[int]:
        """For a liaison: of what is shortlisted, the pairings that somebody of another organisation, or the office, has
        accepted."""
        with self._store.reading() as session:
            return self._accepted_by_others(session)

    def _accepted_by_others(self, session: Session) -> frozenset[int]:
        mine = self._store.actor.limit(Act.SEE_PAIRINGS)
        return frozenset() if mine is None else case_queries.accepted_by_others(session, mine, own_pairings(mine))

    def standing(self) -> Standing:
        """How the latest run's scores are spread, and what open projects ask for beside what people have; read once for
        what was committed last."""
        mark = self._store.mark()
        if self._standing is None or self._standing[0] != mark:
            with self._store.reading() as session:
                self._meanings.read(session)
                self._standing = (mark, standing(session, self._meanings.of(SKILL), self._meanings.close))
        return self._standing[1]

    def flows(self) -> list[Flow]:
        """Which universities and firms the pairings that still stand bring together, the most first."""
        with self._store.reading() as session:
            mine = self._store.actor.limit(Act.SEE_PAIRINGS)
            return [Flow(*one) for one in queries.flows(session, LIVE, None if mine is None else own_pairings(mine))]

    def concept_labels(self, language: Language) -> Mapping[str, str]:
        """The label of each concept in one language: today's, and what runs named that the vocabulary no longer has."""
        from talentapp.matching.artefact import labels  # late: the window is painted without it

        with self._store.reading() as session:
            kept = queries.labels_of_runs(session)
        every = {**kept, **labels(assets.path("models/matching"))}
        return {code: spaced(names[language]) for code, names in every.items()}

    # Own words: skills and fields of work, each counted once in whichever language and spelling it is written

    def read_meanings(self, facets: Facets = ()) -> None:
        """Read which spellings mean the same, and what is close to the skills that filters ask for so. Takes a second
        the first time; what filters by them waits for it."""
        with self._store.reading() as session:
            self._meanings.read(session)
        self._meanings.in_full(facets)

    def knows_meanings(self, facets: Facets = ()) -> bool:
        """Whether that has been read since the last commit."""
        return self._meanings.knows(facets)

    def called(self, facet: str, value: str, language: Language) -> str:
        """What a reader of a language calls what a spelling means, as far as it has been read."""
        return self._meanings.called(facet, value, language)

    def spelled(self, facet: str, value: str) -> Sequence[str]:
        """All spellings of what one of them means, as far as they have been read; who sees the people of one
        organisation alone is not told how others write it."""
        if self._store.actor.limit(Act.SEE_CANDIDATES) is not None:
            return (value,)
        return self._meanings.spelled(facet, value)

    # The latest imports

    def recent_imports(self, limit: int = 20) -> list[ImportRow]:
        """The latest imports, newest first; none for who may not see them."""
        if not self._store.actor.may(Act.SEE_IMPORTS):
            return []
        with self._store.reading() as session:
            batches = queries.recent_imports(session, limit)
            undone = imports.undone(session, [id_of(batch) for batch in batches])
            told = self._file_names(session, batches)
            kinds = imports.kinds_of(session, [id_of(batch) for batch in batches])
            spoke = {one.import_batch_id for one in imports.decisions(session, [id_of(batch) for batch in batches])}
            return [
                ImportRow(
                    id=id_of(batch),
                    at=batch.at,
                    kind=batch.kind,
                    kinds=tuple(dict.fromkeys((batch.kind, *kinds[id_of(batch)]))),
                    file_name=told[id_of(batch)],
                    created=batch.created,
                    updated=batch.updated,
                    unchanged=batch.unchanged,
                    left_out=batch.left_out,
                    skipped=batch.skipped,
                    merged=batch.merged,
                    retyped=tuple(batch.retyped),
                    undone=id_of(batch) in undone,
                    undoable=bool(kinds[id_of(batch)]) or id_of(batch) in spoke,
                )
                for batch in batches
            ]

    def imported_file(self, batch_id: int) -> str:
        """The name of the file of an import, or "" where it is gone or forgotten."""
        with self._store.reading() as session:
            batches = queries.by_ids(session, ImportBatch, [batch_id])
            return self._file_names(session, list(batches.values())).get(batch_id, "")

    def _file_names(self, session: Session, batches: Sequence[ImportBatch]) -> dict[int, str]:
        """The names of imported files; a CV is often named after its person."""
        told = {id_of(batch): batch.file_name for batch in batches}
        veil = Veil(session, self._store.actor, self._finder.once(session, case_queries.withdrawn))
        for key, person in queries.by_ids(session, Candidate, veil.hidden).items():
            batch = person.import_batch_id
            if batch in told:
                told[batch] = veil.words(key, told[batch])
        return told

    # Candidates

    def find_candidates(self, query: CandidateQuery) -> list[int]:
        """The ids of the candidates that fit, in order."""
        return self.begin_candidates(query, None).ids

    def begin_candidates(self, query: CandidateQuery, first: int | None) -> Found:
        """The same, but where all would keep a window waiting only the `first`."""
        with self._store.reading() as session:
            return self._seeker.find(session, _wanted_candidates(query), first)

    def candidates_called(self, name: str) -> list[int]:
        """The ids of those who are called just so, in either script and order; who is shown by a code is not among
        them."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            called = queries.called(session, name)
            keys = sorted({key for key, *names in called if is_called(name, *names)})
            veil = Veil(session, self._store.actor, keys)
            return [key for key in keys if own.candidate(key) and not veil.hides(key)]

    def count_candidates(self, query: CandidateQuery) -> dict[str, dict[str, int]]:
        """By facet and value: how many candidates fit the search and the other facets."""
        with self._store.reading() as session:
            return self._seeker.count(session, _wanted_candidates(query))

    def count_candidates_by_meaning(self, query: CandidateQuery) -> dict[str, dict[str, int]]:
        """The same by SKILL, for each meaning by one spelling; may take as long as `read_meanings`."""
        with self._store.reading() as session:
            return self._seeker.count_by_meaning(session, _wanted_candidates(query))

    def candidate_rows(self, ids: Sequence[int]) -> list[CandidateRow]:
        """The rows of these candidates, in this order; one that is gone or may not be seen is left out."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            seen = [key for key in ids if own.candidate(key)]
            veil, standing = Veil(session, self._store.actor, seen), self._seeker.own_standing(session)
            rows = [veil.candidate_row(row) for row in candidate_rows(session, seen, self._seeker.latest_run(session))]
            return rows if standing is None else [replace(row, **standing[row.id]._asdict()) for row in rows]

    def candidate(self, candidate_id: int) -> CandidateCard:
        """All about one candidate, contact data masked. Raises RECORD_GONE, NOT_ALLOWED."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            own.check(own.candidate(candidate_id), Act.SEE_CANDIDATES)
            veil, standing = Veil(session, self._store.actor, [candidate_id]), self._seeker.own_standing(session)
            card = veil.candidate_card(candidate_card(session, candidate_id))
            if standing is None:
                return card
            return replace(card, row=replace(card.row, **standing[candidate_id]._asdict()))

    def excluded_of_candidate(self, candidate_id: int) -> list[ExcludedRow]:
        """The good fits of a candidate that the latest run ruled out, and why."""
        with self._store.reading() as session:
            run_id = self._seeker.latest_run(session)
            own = Own(session, self._store.actor)
            found = queries.exclusions(session, run_id, candidate_id) if run_id else []
            found = [item for item in found if own.candidate(candidate_id) and own.project(item.project_id)]
            projects = queries.by_ids(session, Project, (item.project_id for item in found))
            organisations = organisations_of(session, projects.values())
            return [
                ExcludedRow(
                    project_id=item.project_id,
                    project=projects[item.project_id].title,
                    organisation=names(organisations[projects[item.project_id].organisation_id]),
                    side=organisations[projects[item.project_id].organisation_id].kind.side,
                    score=item.score,
                    obstacles=tuple(Obstacle(Condition(o["condition"]), o["facts"]) for o in item.obstacles),
                )
                for item in found
            ]

    # Projects and organisations

    def find_projects(self, query: ProjectQuery) -> list[int]:
        """The ids of the projects that fit, in order."""
        return self.begin_projects(query, None).ids

    def begin_projects(self, query: ProjectQuery, first: int | None) -> Found:
        """The same, but where all would keep a window waiting only the `first`."""
        with self._store.reading() as session:
            return self._seeker.find(session, _wanted_projects(query), first)

    def count_projects(self, query: ProjectQuery) -> dict[str, dict[str, int]]:
        """By facet and value: how many projects fit the search and the other facets."""
        with self._store.reading() as session:
            return self._seeker.count(session, _wanted_projects(query))

    def count_projects_by_meaning(self, query: ProjectQuery) -> dict[str, dict[str, int]]:
        """The same by SKILL and FIELD, for each meaning by one spelling; may take as long as `read_meanings`."""
        with self._store.reading() as session:
            return self._seeker.count_by_meaning(session, _wanted_projects(query))

    def project_rows(self, ids: Sequence[int]) -> list[ProjectRow]:
        """The rows of these projects, in this order; one that is gone or may not be seen is left out."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            return project_rows(session, [key for key in ids if own.project(key)], self._seeker.latest_run(session))

    def project(self, project_id: int) -> ProjectCard:
        """All about one project. Raises RECORD_GONE, NOT_ALLOWED."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            own.check(own.project(project_id), Act.SEE_PROJECTS)
            return project_card(session, project_id)

    def organisation_names(self) -> dict[int, Mapping[str, str]]:
        """The names of all organisations by language, as they sound: what a liaison chooses the own one from."""
        with self._store.reading() as session:
            found = sorted(queries.all_of(session, Organisation), key=attrgetter("sort_key"))
            return {id_of(item): names(item) for item in found}

    def organisations(self) -> list[OrganisationRow]:
        """All organisations, universities first, by the pinyin of their names; for a liaison the own one."""
        return [one.row for one in self._organisations()]

    def organisation_origin(self, organisation_id: int) -> Origin | None:
        """Where an organisation comes from, None where it was made by hand. Raises RECORD_GONE, NOT_ALLOWED."""
        with self._store.reading() as session:
            mine = self._store.actor.limit(Act.SEE_ORGANISATIONS)
            Own(session, self._store.actor).check(mine in (None, organisation_id), Act.SEE_ORGANISATIONS)
            return origin(session, writes.get(session, Organisation, organisation_id))

    def begin_organisations(self, query: OrganisationQuery) -> Found:
        """The ids of the organisations that fit, in order."""
        return Found([row.id for row in organisations_that_fit(self._organisations(), query)])

    def count_organisations(self, query: OrganisationQuery) -> dict[str, dict[str, int]]:
        """By facet and value: how many organisations fit the search and the other facets."""
        return count_organisations(self._organisations(), query)

    def _organisations(self) -> list[Listed]:
        """Those that the actor may see; read once for what was committed last."""
        with self._store.reading() as session:
            listed = self._finder.once(session, directory)
        mine = self._store.actor.limit(Act.SEE_ORGANISATIONS)
        return [one for one in listed if mine in (None, one.row.id)]

    def sorts_at_once(self, query: CandidateQuery | ProjectQuery) -> bool:
        """Whether beginning with what fits keeps no window waiting for its order."""
        wanted = _wanted_candidates(query) if isinstance(query, CandidateQuery) else _wanted_projects(query)
        with self._store.reading() as session:
            return self._finder.sorts_at_once(session, replace(wanted, run_id=self._seeker.latest_run(session)))

    # Pairings

    def find_pairings(self, query: PairingQuery, recipient: Recipient | None = None) -> list[int]:
        """The ids of the pairings put forward that fit, best first, as the reader of an export may find them; None: the
        person before the screen."""
        with self._store.reading() as session:
            return self._seeker.find_pairings(session, query, recipient)

    def without_place(self) -> frozenset[int]:
        """The pairings that wait for review but cannot be accepted now: every place of a project is taken."""
        with self._store.reading() as session:
            mine = self._store.actor.limit(Act.SEE_PAIRINGS)
            return frozenset(queries.waiting_without_place(session, None if mine is None else own_pairings(mine)))

    def not_open(self) -> frozenset[int]:
        """The pairings that wait for review but cannot be accepted: the person or a project is paused or closed."""
        with self._store.reading() as session:
            mine = self._store.actor.limit(Act.SEE_PAIRINGS)
            return frozenset(case_queries.waiting_not_open(session, None if mine is None else own_pairings(mine)))

    def pairing_rows(self, ids: Sequence[int]) -> list[PairingRow]:
        """The rows of these pairings, in this order; one that is gone or may not be seen is left out."""
        with self._store.reading() as session:
            own = Own(session, self._store.actor)
            pairings = queries.by_ids(session, Pairing, ids)
            found = [pairings[key] for key in ids if key in pairings and own.pairing(key)]
            recommendations = queries.by_ids(session, Recommendation, (item.recommendation_id for item in found))
            veil = Veil(session, self._store.actor, {item.candidate_id for item in found})
            rows = pairing_rows(session, [recommendations[item.recommendation_id] for item in found])
            return [veil.pairing_row(row) for row in rows]

    def pairings_of_candidate(self, candidate_id: int, limit: int = 20) -> list[PairingRow]:
        """Those of a candidate that are under way; after them what else the latest run recommends, best first."""
        return self._pairings_of(limit, candidate_id=candidate_id)

    def pairings_of_project(self, project_id: int, limit: int = 20) -> list[PairingRow]:
        """Those of a project that are under way; after them what else the latest run recommends, best first."""
        return self._pairings_of(limit, project_id=project_id)

    def pairings_put_forward(self, candidate_ids: Sequence[int], each: int) -> list[PairingRow]:
        """At most so many pairings of each of these candidates, in their order, that have been put forward: those that
        still stand first, best first."""
        with self._store.reading() as session:
            rows = self._rows(session, case_queries.put_forward(session, candidate_ids))
            return [row for key in candidate_ids for row in [one for one in rows if one.candidate_id == key][:each]]

    def recommended(self, limit: int | None = None) -> list[PairingRow]:
        """The latest run's recommendations, best first."""
        with self._store.reading() as session:
            run_id = self._seeker.latest_run(session)
            found = queries.recommendations(session, run_id, limit=limit) if run_id is not None else ()
            return self._rows(session, found)

    def pairing(self, recommendation_id: int) -> PairingCard:
        """A recommendation with its reasons, texts and history. Raises RECORD_GONE, NOT_ALLOWED."""
        with self._store.reading() as session:
            recommendation = writes.get(session, Recommendation, recommendation_id)
            run = run_row(writes.get(session, Run, recommendation.run_id))
            return pairing_card(session, self._store.actor, recommendation, run)

    def _pairings_of(self, limit: int, **whose: int) -> list[PairingRow]:
        """At most so many; all that are under way, though, also where a run has since ranked others above them."""
        with self._store.reading() as session:
            under_way, run_id = case_queries.under_way(session, **whose), self._seeker.latest_run(session)
            latest = queries.recommendations(session, run_id, **whose, limit=limit) if run_id is not None else ()
            taken = {triple_of(item) for item in under_way}
            others = [item for item in latest if triple_of(item) not in taken]
            return self._rows(session, [*under_way, *others][: max(limit, len(under_way))])

    def _rows(self, session: Session, found: Sequence[Recommendation]) -> list[PairingRow]:
        """The rows of those recommendations that the actor may see."""
        own = Own(session, self._store.actor)
        rows = [row for row in pairing_rows(session, found) if own.pairing(row.pairing_id)]
        veil = Veil(session, self._store.actor, {row.candidate_id for row in rows})
        return [veil.pairing_row(row) for row in rows]


def _wanted_candidates(query: CandidateQuery) -> Wanted:
    language = query.language if query.order in ("country", "name") else ""
    terms = tuple(search.terms(query.text))
    return Wanted("candidate", terms, query.facets, query.order, query.descending, language=language)


def _wanted_projects(query: ProjectQuery) -> Wanted:
    language, terms = query.language if query.order == "organisation" else "", tuple(search.terms(query.text))
    return Wanted("project", terms, query.facets, query.order, query.descending, language=language)
