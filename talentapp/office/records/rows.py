"""Records made into the rows and cards that the faces are shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from talentapp.domain.cases import corrected, voided
from talentapp.domain.masking import masked_email, masked_phone
from talentapp.domain.plan_records import PlanMark
from talentapp.domain.profiles import Profile, candidate_profile, project_profile, thin
from talentapp.domain.reasons import unusual
from talentapp.domain.records import (
    Candidate,
    Decision,
    ImportBatch,
    Organisation,
    Pairing,
    Project,
    Recommendation,
    Run,
    effort_of,
    id_of,
)
from talentapp.domain.states import LIVE, TAKES_PLACE
from talentapp.domain.terms import Form, Mark, State, Status, Verdict
from talentapp.office.views.pairings import DecisionRow, PairingRow, RunRow
from talentapp.office.views.privacy import PrivacyFacts
from talentapp.office.views.records import CandidateCard, CandidateRow, Later, Origin, Passages, ProjectCard, ProjectRow
from talentapp.store import case_queries, imports, plan_queries, queries, scores, trail, writes

TOP_CONCEPTS = 6


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
    """A cheap mark of the records: it differs once one was added, changed or removed.

    Acceptances take places too, but must not make every run look out of date: a run's own digest covers them.
    """
    marks = [queries.mark_of(session, table) for table in (Candidate, Project, Organisation)]
    return [one for mark in marks for one in mark[:_COUNTED]] + [one for mark in marks for one in mark[_COUNTED:]]


def is_stale(session: Session, run: Run) -> bool:
    """Whether records have changed since a run in what a run reads: whom they are assigned to, by which tags the
    office sorts them, and what it notes of them, changes no match. Many such changes count as one that does."""
    before, now = run.settings["fingerprint"], fingerprint(session)
    if len(before) == _COUNTED * len(_READ):  # of a run that was saved before more was marked
        now = now[: len(before)]
    if before == now:
        return False
    end = _COUNTED * len(_READ)
    if len(before) != len(now) or before[end:] != now[end:]:
        return True
    seen, counted = ([mark[at : at + _COUNTED] for at in range(0, end, _COUNTED)] for mark in (before, now))
    idle = trail.idle_changes(session, run.at, _IDLE)
    return any(
        (one[0], one[1], one[2] + idle.get(table, 0)) != tuple(other)
        for table, one, other in zip(_READ, seen, counted, strict=True)
    )


_READ = ("candidate", "project", "organisation")
_COUNTED = 3  # how many, the last number, the sum of versions: first of all tables, then what else is marked
_IDLE = frozenset(
    (
        *("tags", "owner", "notes", "version", "changed_at", "updated_at", "search_text"),
        *("email", "phone", "orcid", "nationality", "country", "employer", "post", "highest_degree", "graduated_from"),
        *("years_experience", "legal_basis", "purpose", "notice_version", "noticed_on", "retain_until"),
        *("site", "contact", "city", "district", "credit_code", "liaison", "liaison_email"),
    )
)


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
    organisations = organisations_of(session, projects.values())
    pairings = queries.pairings_of(session, triples)
    forbidden = {triple_of(mark) for mark in plan_queries.marks(session) if mark.mark is Mark.FORBID}
    anyone_waits = any(one.state is State.RECOMMENDED for one in pairings.values())
    full = queries.full_projects(session) if anyone_waits else set()
    rows = []
    for item, triple in zip(recommendations, triples, strict=True):
        candidate, university, firm = candidates[triple[0]], projects[triple[1]], projects[triple[2]]
        pairing = pairings.get(triple)
        waits = pairing is not None and pairing.state is State.RECOMMENDED
        rows.append(
            PairingRow(
                recommendation_id=id_of(item),
                pairing_id=pairing.id if pairing else None,
                candidate_id=triple[0],
                candidate=candidate_name(candidate),
                candidate_other_name=other_name(candidate),
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
                top_concepts=tuple(item.reasons["top"][:TOP_CONCEPTS]),
                missing_concepts=tuple(item.reasons["missing"][:TOP_CONCEPTS]),
                state=pairing.state if pairing else None,
                caution=thin(candidate_profile("", candidate)),
                forbidden=triple in forbidden,
                version=pairing.version if pairing else None,
                not_open=not_open(candidate, university, firm) if waits else "",
                no_place=waits and not full.isdisjoint(triple[1:]),
                weights=unusual(item.reasons["weights"]),
            )
        )
    return rows


def triple_of(item: Recommendation | Pairing | PlanMark) -> tuple[int, int, int]:
    """Who and what is put together: candidate, university project, firm project."""
    return item.candidate_id, item.university_project_id, item.firm_project_id


def not_open(candidate: Candidate, university: Project, firm: Project) -> str:
    """What of a pairing is paused or closed, so that it cannot be accepted: "candidate", "university" or "firm" for its
    project, or nothing."""
    stand = {"candidate": candidate.status, "university": university.status, "firm": firm.status}
    return next((which for which, status in stand.items() if status is not Status.OPEN), "")


def full_of(session: Session, both: Pairing | Recommendation) -> list[tuple[str, int]]:
    """The two projects, as far as every place of them is taken: title and places."""
    full = []
    for key in (both.university_project_id, both.firm_project_id):
        project = writes.get(session, Project, key)
        if queries.taken(session, key) >= project.places:
            full.append((project.title, project.places))
    return full


def organisations_of(session: Session, projects: Iterable[Project]) -> dict[int, Organisation]:
    """The organisations of these projects, by id."""
    return queries.by_ids(session, Organisation, (project.organisation_id for project in projects))


def other_name(candidate: Candidate) -> str:
    """The name beside the one a candidate is listed by."""
    return candidate.name_en if candidate.name_zh else ""


def _columns(names: str) -> tuple[Any, ...]:
    columns = Candidate.__table__.c  # type: ignore[attr-defined]
    return tuple(columns[name] for name in names.split())


_LISTED = _columns(
    "id name_zh name_en employer post country highest_degree graduated_from skills forms effort_percent months_per_year"
    " available_from status years_experience tags owner merged_into_id"
)
_MATERIAL = _columns("id name_zh name_en aliases research_fields skills expertise evidence")
"""Long texts, which are read of whom a run has scored."""


def candidate_rows(session: Session, ids: Sequence[int], run_id: int | None) -> list[CandidateRow]:
    """The rows of these candidates, in this order, with their best scores of a run; one that is gone is left out."""
    records = queries.columns_by_ids(session, _LISTED, ids)
    best = scores.best(session, run_id, "candidate", ids)
    live = queries.pairing_counts(session, "candidate_id", LIVE, ids)
    material = queries.columns_by_ids(session, _MATERIAL, list(best))
    return [
        CandidateRow(
            id=record_id,
            name=record.name_zh or record.name_en,
            other_name=record.name_en if record.name_zh else "",
            employer=record.employer,
            post=record.post,
            country=record.country,
            degree=record.highest_degree,
            graduated_from=record.graduated_from,
            skills=tuple(record.skills),
            forms=tuple(Form(form) for form in record.forms),
            effort=effort_of(record.effort_percent, record.months_per_year),
            available_from=record.available_from,
            best_score=best.get(record_id),
            pairings=live.get(record_id, 0),
            status=record.status,
            experience=record.years_experience,
            tags=tuple(record.tags),
            owner=record.owner,
            caution=thin(candidate_profile("", material[record_id])) if record_id in best else None,
            merged=record.merged_into_id is not None and record.status is Status.CLOSED,
        )
        for record_id in ids
        if (record := records.get(record_id))
    ]


def project_rows(session: Session, ids: Sequence[int], run_id: int | None) -> list[ProjectRow]:
    """The rows of these projects, in this order, with their best scores of a run; one that is gone is left out."""
    records = queries.by_ids(session, Project, ids)
    organisations = organisations_of(session, records.values())
    best = scores.best(session, run_id, "project", ids)
    live, taken = (
        {
            **queries.pairing_counts(session, "university_project_id", states, ids),
            **queries.pairing_counts(session, "firm_project_id", states, ids),
        }
        for states in (LIVE, TAKES_PLACE)
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
            tags=tuple(record.tags),
            owner=record.owner,
        )
        for record_id in ids
        if (record := records.get(record_id))
    ]


def candidate_card(session: Session, candidate_id: int) -> CandidateCard:
    """All about one candidate, contact data masked. Raises RECORD_GONE."""
    record = writes.get(session, Candidate, candidate_id)
    (row,) = candidate_rows(session, [candidate_id], queries.latest_run_id(session))
    into = session.get(Candidate, record.merged_into_id) if row.merged else None
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
        privacy=PrivacyFacts(
            record.legal_basis, record.purpose, record.notice_version, record.noticed_on, record.retain_until
        ),
        origin=origin(session, record),
        passages=_passages(candidate_profile(str(candidate_id), record)),
        version=record.version,
        withdrawn=case_queries.consents_of(session, [candidate_id])[candidate_id].withdrawn,
        merged_into=candidate_name(into) if into is not None else "",
    )


def project_card(session: Session, project_id: int) -> ProjectCard:
    """All about one project. Raises RECORD_GONE."""
    record = writes.get(session, Project, project_id)
    (row,) = project_rows(session, [project_id], queries.latest_run_id(session))
    return ProjectCard(
        row=row,
        need=record.need,
        nice_skills=tuple(record.nice_skills),
        site=record.site,
        contact=record.contact,
        notes=record.notes,
        origin=origin(session, record),
        passages=_passages(project_profile(str(project_id), record)),
        version=record.version,
    )


def _passages(profile: Profile) -> Passages:
    return Passages(tuple((passage.section, passage.text) for passage in profile.passages))


def origin(session: Session, record: Candidate | Project | Organisation) -> Origin | None:
    """The file that a record was made from, and those that have changed it since; None where it was made by hand."""
    if record.import_batch_id is None:
        return None
    batch = writes.get(session, ImportBatch, record.import_batch_id)
    later = tuple(Later(one.file_name, tuple(names), one.at) for one, names in imports.changed_by(session, record))
    return Origin(batch.file_name, record.source_sheet, record.source_row, batch.at, later)


def history(session: Session, said: Sequence[Decision]) -> tuple[DecisionRow, ...]:
    """What was said of a pairing, with what was taken back or is void marked."""
    retracted, void = {decision.retracts_id for decision in said} | corrected(said), voided(said)
    spoke = queries.by_ids(session, Organisation, {one.organisation_id for one in said if one.organisation_id})
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
            role=decision.role,
            organisation=names(spoke[decision.organisation_id]) if decision.organisation_id else {},
            facts=decision.facts,
            void=decision.id in void,
        )
        for decision in said
    )
