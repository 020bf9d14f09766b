"""Reading: what the screens and the command line show. Ids first, then rows; every value is frozen and free."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from talentapp import assets
from talentapp.domain import search
from talentapp.domain.conditions import Condition, Obstacle
from talentapp.domain.masking import masked_email, masked_phone
from talentapp.domain.profiles import Profile, candidate_profile, project_profile
from talentapp.domain.reasons import explanation_from_json
from talentapp.domain.records import (
    SAMPLE,
    Candidate,
    Decision,
    ImportBatch,
    Organisation,
    Pairing,
    Project,
    Recommendation,
    Run,
    id_of,
)
from talentapp.domain.states import verdicts
from talentapp.domain.terms import Form, OrganisationKind, Side, State, Verdict
from talentapp.office.views import (
    CandidateCard,
    CandidateQuery,
    CandidateRow,
    Contact,
    Counts,
    DecisionRow,
    ExcludedRow,
    ImportRow,
    OrganisationRow,
    Origin,
    PairingCard,
    PairingQuery,
    PairingRow,
    Passages,
    ProjectCard,
    ProjectQuery,
    ProjectRow,
    RunRow,
)
from talentapp.settings import Language
from talentapp.store import queries, writes
from talentapp.store.engine import Store

_TOP_CONCEPTS = 6


class Look:
    """All reading. Fast enough for the window's own thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # The frame

    def counts(self) -> Counts:
        """How much there is of everything, and whether the latest run is still about it."""
        with self._store.reading() as session:
            run = queries.latest_run(session)
            sides = queries.projects_by_side(session)
            return Counts(
                candidates=queries.count(session, Candidate),
                university_projects=sides[Side.UNIVERSITY],
                firm_projects=sides[Side.FIRM],
                organisations=queries.count(session, Organisation),
                by_state=queries.counts_by_state(session),
                latest_run=run_row(run) if run else None,
                stale=bool(run) and run.settings["fingerprint"] != fingerprint(session),  # type: ignore[union-attr]
            )

    def is_sample(self) -> bool:
        """Whether any candidate comes from the sample programme: made-up people must be seen to be made up."""
        with self._store.reading() as session:
            return queries.count(session, Candidate, col(Candidate.source) == SAMPLE) > 0

    def concept_labels(self, language: Language) -> Mapping[str, str]:
        """The label of each concept of the vocabulary in one language."""
        from talentapp.matching.artefact import labels  # late: the window is painted without it

        return {code: names[language] for code, names in labels(assets.path("models/matching")).items()}

    def recent_imports(self, limit: int = 20) -> list[ImportRow]:
        """The latest imports, newest first."""
        with self._store.reading() as session:
            return [
                ImportRow(
                    id=id_of(batch),
                    at=batch.at,
                    kind=batch.kind,
                    file_name=batch.file_name,
                    created=batch.created,
                    updated=batch.updated,
                    unchanged=batch.unchanged,
                    left_out=batch.left_out,
                )
                for batch in queries.recent_imports(session, limit)
            ]

    # Candidates

    def find_candidates(self, query: CandidateQuery) -> list[int]:
        """The ids of the candidates that fit, in order."""
        with self._store.reading() as session:
            return queries.candidate_ids(
                session,
                terms=search.terms(query.text),
                status=query.status,
                form=query.form,
                order=query.order,
                descending=query.descending,
                run_id=_run_id(session),
            )

    def candidate_rows(self, ids: Sequence[int]) -> list[CandidateRow]:
        """The rows of these candidates, in this order; one that is gone is left out."""
        with self._store.reading() as session:
            return _candidate_rows(session, ids)

    def candidate(self, candidate_id: int) -> CandidateCard:
        """All about one candidate, contact data masked. Raises RECORD_GONE."""
        with self._store.reading() as session:
            return _candidate_card(session, candidate_id)

    def contact(self, candidate_id: int) -> Contact:
        """A candidate's contact data in full. Raises RECORD_GONE."""
        with self._store.reading() as session:
            candidate = writes.get(session, Candidate, candidate_id)
            return Contact(candidate.email, candidate.phone)

    def excluded_of_candidate(self, candidate_id: int) -> list[ExcludedRow]:
        """The good fits of a candidate that the latest run ruled out, and why."""
        with self._store.reading() as session:
            run_id = _run_id(session)
            found = queries.exclusions(session, run_id, candidate_id) if run_id else []
            projects = queries.by_ids(session, Project, (item.project_id for item in found))
            organisations = _organisations(session, projects.values())
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
        with self._store.reading() as session:
            return queries.project_ids(
                session,
                terms=search.terms(query.text),
                side=query.side,
                organisation_id=query.organisation_id,
                order=query.order,
                descending=query.descending,
                run_id=_run_id(session),
            )

    def project_rows(self, ids: Sequence[int]) -> list[ProjectRow]:
        """The rows of these projects, in this order; one that is gone is left out."""
        with self._store.reading() as session:
            return _project_rows(session, ids)

    def project(self, project_id: int) -> ProjectCard:
        """All about one project. Raises RECORD_GONE."""
        with self._store.reading() as session:
            return _project_card(session, project_id)

    def organisations(self) -> list[OrganisationRow]:
        """All organisations, universities first, in the order in which they came."""
        with self._store.reading() as session:
            projects: dict[int, int] = {}
            waiting: dict[int, int] = {}
            organisation_of: dict[int, int] = {}
            for project in queries.all_of(session, Project):
                organisation_of[id_of(project)] = project.organisation_id
                projects[project.organisation_id] = projects.get(project.organisation_id, 0) + 1
            for key in ("university_project_id", "firm_project_id"):
                for project_id, number in queries.pairing_counts(session, key, [State.RECOMMENDED]).items():
                    organisation_id = organisation_of[project_id]
                    waiting[organisation_id] = waiting.get(organisation_id, 0) + number
            rows = [
                OrganisationRow(
                    id=id_of(item),
                    names=names(item),
                    kind=item.kind,
                    side=item.kind.side,
                    city=item.city,
                    district=item.district,
                    liaison=item.liaison,
                    liaison_email=item.liaison_email,
                    places_cap=item.places_cap,
                    competitors=tuple(item.competitors),
                    projects=projects.get(id_of(item), 0),
                    waiting=waiting.get(id_of(item), 0),
                )
                for item in queries.all_of(session, Organisation)
            ]
        kinds = list(OrganisationKind)
        return sorted(rows, key=lambda row: (kinds.index(row.kind), row.id))

    # Pairings

    def find_pairings(self, query: PairingQuery) -> list[int]:
        """The ids of the pairings put forward that fit, best first."""
        with self._store.reading() as session:
            return queries.pairing_ids(
                session,
                states=query.states,
                organisation_id=query.organisation_id,
                terms=search.terms(query.text),
                min_score=query.min_score,
            )

    def pairing_rows(self, ids: Sequence[int]) -> list[PairingRow]:
        """The rows of these pairings, in this order; one that is gone is left out."""
        with self._store.reading() as session:
            pairings = queries.by_ids(session, Pairing, ids)
            found = [pairings[pairing_id] for pairing_id in ids if pairing_id in pairings]
            recommendations = queries.by_ids(session, Recommendation, (item.recommendation_id for item in found))
            return pairing_rows(session, [recommendations[item.recommendation_id] for item in found])

    def pairings_of_candidate(self, candidate_id: int, limit: int = 20) -> list[PairingRow]:
        """The latest run's recommendations for a candidate, best first."""
        return self._recommended(candidate_id=candidate_id, limit=limit)

    def pairings_of_project(self, project_id: int, limit: int = 20) -> list[PairingRow]:
        """The latest run's recommendations for a project, best first."""
        return self._recommended(project_id=project_id, limit=limit)

    def recommended(self, limit: int | None = None) -> list[PairingRow]:
        """The latest run's recommendations, best first."""
        return self._recommended(limit=limit)

    def pairing(self, recommendation_id: int) -> PairingCard:
        """A recommendation with its reasons, texts and history. Raises RECORD_GONE."""
        with self._store.reading() as session:
            recommendation = writes.get(session, Recommendation, recommendation_id)
            (row,) = pairing_rows(session, [recommendation])
            pairing = writes.get(session, Pairing, row.pairing_id) if row.pairing_id else None
            said = queries.decisions(session, row.pairing_id) if row.pairing_id else []
            return PairingCard(
                row=row,
                candidate=_candidate_card(session, recommendation.candidate_id),
                university_project=_project_card(session, recommendation.university_project_id),
                firm_project=_project_card(session, recommendation.firm_project_id),
                explanations={
                    part: explanation_from_json(data) for part, data in recommendation.reasons["parts"].items()
                },
                weights=recommendation.reasons["weights"],
                history=_history(said),
                verdicts=verdicts(pairing.state) if pairing else (),
                version=pairing.version if pairing else None,
                run=run_row(writes.get(session, Run, recommendation.run_id)),
            )

    def _recommended(
        self, candidate_id: int | None = None, project_id: int | None = None, limit: int | None = None
    ) -> list[PairingRow]:
        with self._store.reading() as session:
            run_id = _run_id(session)
            if run_id is None:
                return []
            found = queries.recommendations(
                session, run_id, candidate_id=candidate_id, project_id=project_id, limit=limit
            )
            return pairing_rows(session, found)


def names(organisation: Organisation) -> dict[str, str]:
    """An organisation's name for a reader of each language: that language's, or the nearest there is."""
    chinese = organisation.name_zh or organisation.name_tw
    traditional = organisation.name_tw or organisation.name_zh
    english = organisation.name_en
    return {"zh_CN": chinese or english, "zh_TW": traditional or english, "en": english or chinese}


def candidate_name(candidate: Candidate) -> str:
    """The name a candidate is listed by."""
    return candidate.name_zh or candidate.name_en


def fingerprint(session: Session) -> list[int]:
    """A cheap mark of all that a run depends on: it differs once a record was added, changed or removed."""
    mark: list[int] = []
    for table in (Candidate, Project, Organisation):
        columns: Any = table.__table__.c  # type: ignore[union-attr]
        row = session.execute(select(func.count(), func.max(columns.id), func.sum(columns.version))).one()
        mark += [int(value or 0) for value in row]
    return mark


def run_row(run: Run) -> RunRow:
    """A run as it is shown."""
    return RunRow(
        id=id_of(run),
        at=run.at,
        model_version=run.model_version,
        weights=run.settings["weights"],
        candidates=run.candidates,
        university_projects=run.university_projects,
        firm_projects=run.firm_projects,
        recommendations=run.recommendations,
    )


def pairing_rows(session: Session, recommendations: Sequence[Recommendation]) -> list[PairingRow]:
    """The rows of these recommendations, in their order."""
    triples = [triple_of(item) for item in recommendations]
    candidates = queries.by_ids(session, Candidate, (triple[0] for triple in triples))
    projects = queries.by_ids(session, Project, (project for triple in triples for project in triple[1:]))
    organisations = _organisations(session, projects.values())
    pairings = queries.pairings_of(session, triples)
    rows = []
    for item, triple in zip(recommendations, triples, strict=True):
        candidate, university, firm = candidates[triple[0]], projects[triple[1]], projects[triple[2]]
        pairing = pairings.get(triple)
        rows.append(
            PairingRow(
                recommendation_id=id_of(item),
                pairing_id=pairing.id if pairing else None,
                candidate_id=triple[0],
                candidate=candidate_name(candidate),
                candidate_other_name=_other_name(candidate),
                employer=candidate.employer,
                university_project_id=triple[1],
                university_project=university.title,
                university=names(organisations[university.organisation_id]),
                firm_project_id=triple[2],
                firm_project=firm.title,
                firm=names(organisations[firm.organisation_id]),
                form=item.form,
                rank=item.rank,
                score=item.score,
                parts=item.parts,
                top_concepts=tuple(item.reasons["top"][:_TOP_CONCEPTS]),
                missing_concepts=tuple(item.reasons["missing"][:_TOP_CONCEPTS]),
                state=pairing.state if pairing else None,
            )
        )
    return rows


def triple_of(item: Recommendation | Pairing) -> tuple[int, int, int]:
    """Who and what is put together: candidate, university project, firm project."""
    return item.candidate_id, item.university_project_id, item.firm_project_id


def _run_id(session: Session) -> int | None:
    run = queries.latest_run(session)
    return run.id if run else None


def _organisations(session: Session, projects: Iterable[Project]) -> dict[int, Organisation]:
    return queries.by_ids(session, Organisation, (project.organisation_id for project in projects))


def _other_name(candidate: Candidate) -> str:
    return candidate.name_en if candidate.name_zh else ""


def _candidate_rows(session: Session, ids: Sequence[int]) -> list[CandidateRow]:
    records = queries.by_ids(session, Candidate, ids)
    best = queries.best_scores(session, _run_id(session), "candidate", ids)
    live = queries.pairing_counts(session, "candidate_id", queries.LIVE, ids)
    return [
        CandidateRow(
            id=record_id,
            name=candidate_name(record),
            other_name=_other_name(record),
            employer=record.employer,
            post=record.post,
            country=record.country,
            degree=record.highest_degree,
            graduated_from=record.graduated_from,
            skills=tuple(record.skills),
            forms=tuple(Form(form) for form in record.forms),
            effort=record.effort,
            available_from=record.available_from,
            best_score=best.get(record_id),
            pairings=live.get(record_id, 0),
            status=record.status,
        )
        for record_id in ids
        if (record := records.get(record_id))
    ]


def _project_rows(session: Session, ids: Sequence[int]) -> list[ProjectRow]:
    records = queries.by_ids(session, Project, ids)
    organisations = _organisations(session, records.values())
    best = queries.best_scores(session, _run_id(session), "project", ids)
    live, taken = (
        {
            **queries.pairing_counts(session, "university_project_id", states, ids),
            **queries.pairing_counts(session, "firm_project_id", states, ids),
        }
        for states in (queries.LIVE, (State.SHORTLISTED,))
    )
    return [
        ProjectRow(
            id=record_id,
            title=record.title,
            side=organisations[record.organisation_id].kind.side,
            organisation_id=record.organisation_id,
            organisation=names(organisations[record.organisation_id]),
            field=record.field,
            must_skills=tuple(record.must_skills),
            places=record.places,
            places_left=max(0, record.places - taken.get(record_id, 0)),
            forms=tuple(Form(form) for form in record.forms),
            effort_min=record.effort_min,
            effort_max=record.effort_max,
            start=record.start,
            end=record.end,
            best_score=best.get(record_id),
            pairings=live.get(record_id, 0),
            status=record.status,
        )
        for record_id in ids
        if (record := records.get(record_id))
    ]


def _candidate_card(session: Session, candidate_id: int) -> CandidateCard:
    record = writes.get(session, Candidate, candidate_id)
    (row,) = _candidate_rows(session, [candidate_id])
    return CandidateCard(
        row=row,
        name_zh=record.name_zh,
        name_en=record.name_en,
        aliases=tuple(record.aliases),
        email_masked=masked_email(record.email),
        phone_masked=masked_phone(record.phone),
        orcid=record.orcid,
        languages=tuple(record.languages),
        research_fields=tuple(record.research_fields),
        expertise=record.expertise,
        evidence=tuple(record.evidence),
        years_experience=record.years_experience,
        noncompete_until=record.noncompete_until,
        noncompete_with=tuple(record.noncompete_with),
        conflicts=tuple(record.conflicts),
        notes=record.notes,
        origin=_origin(session, record),
        passages=_passages(candidate_profile(str(candidate_id), record)),
        version=record.version,
    )


def _project_card(session: Session, project_id: int) -> ProjectCard:
    record = writes.get(session, Project, project_id)
    (row,) = _project_rows(session, [project_id])
    return ProjectCard(
        row=row,
        need=record.need,
        nice_skills=tuple(record.nice_skills),
        site=record.site,
        contact=record.contact,
        notes=record.notes,
        origin=_origin(session, record),
        passages=_passages(project_profile(str(project_id), record)),
        version=record.version,
    )


def _passages(profile: Profile) -> Passages:
    return Passages(tuple((passage.section, passage.text) for passage in profile.passages))


def _origin(session: Session, record: Candidate | Project) -> Origin | None:
    if record.import_batch_id is None:
        return None
    batch = writes.get(session, ImportBatch, record.import_batch_id)
    return Origin(batch.file_name, record.source_sheet, record.source_row, batch.at)


def _history(said: Sequence[Decision]) -> tuple[DecisionRow, ...]:
    retracted = {decision.retracts_id for decision in said}
    return tuple(
        DecisionRow(
            id=id_of(decision),
            at=decision.at,
            who=decision.who,
            verdict=Verdict(decision.verdict),
            reason=decision.reason,
            before=decision.state_before,
            after=decision.state_after,
            retracted=decision.id in retracted,
        )
        for decision in said
    )
