"""A small office for a pairing's life: two people, two organisations on each side, and recommendations made by hand."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from talentapp import settings
from talentapp.domain.gates import Answer, Status
from talentapp.domain.reasons import PARTS, USUAL, Explanation, explanation_to_json
from talentapp.domain.records import (
    CandidateDraft,
    OrganisationDraft,
    ProjectDraft,
    Recommendation,
    Run,
    id_of,
)
from talentapp.domain.terms import SIGNERS, Form, OrganisationKind, Party, Verdict
from talentapp.office import Office, open_office
from talentapp.settings import Settings
from talentapp.store import writes

TODAY = date(2027, 3, 1)
HR, HEAD = "何宜君", "處長"
NOTHING = {part: explanation_to_json(Explanation(0.0, (), (), too_little=True)) for part in PARTS}
WEIGHTS = dict(zip(PARTS, USUAL, strict=True))
PEOPLE = ("沈致遠", "Ada Novak")


def make(path: Path) -> None:
    """A database with two candidates, two projects on each side, and every triple recommended."""
    office = open_office(Settings(settings.database_url(path), "zh_CN"))
    with office.store.writing() as session:
        people = [
            writes.add_candidate(
                session,
                CandidateDraft(
                    name_zh=name, employer="Example Semiconductor", post="Principal engineer", email="x@example.org",
                    phone="13800001234", research_fields=["compilers"], skills=["LLVM"], expertise="GPU compilers",
                ),
            )
            for name in PEOPLE
        ]  # fmt: skip
        projects = []
        for name, kind in (("甲大學", OrganisationKind.UNIVERSITY), ("乙大學", OrganisationKind.UNIVERSITY),
                           ("丙芯片", OrganisationKind.FIRM), ("丁芯片", OrganisationKind.FIRM)):  # fmt: skip
            owner = writes.add_organisation(session, OrganisationDraft(name_zh=name, kind=kind))
            draft = ProjectDraft(title=f"{name}項目", organisation_id=id_of(owner), places=2, need="GPU 編譯器")
            projects.append(writes.add_project(session, draft, owner.names))
        run = Run(
            model_version="test", settings={"weights": WEIGHTS, "fingerprint": []}, labels={},
            inputs_sha256="", candidates=2, university_projects=2, firm_projects=2, recommendations=8,
        )  # fmt: skip
        session.add(run)
        session.flush()
        for person in people:
            for university in projects[:2]:
                for firm in projects[2:]:
                    session.add(
                        Recommendation(
                            run_id=id_of(run), candidate_id=id_of(person), university_project_id=id_of(university),
                            firm_project_id=id_of(firm), rank=1, score=80.0,
                            parts={"university": 40.0, "firm": 30.0, "synergy": 10.0}, form=Form.DUAL_APPOINTMENT,
                            reasons={"parts": NOTHING, "weights": WEIGHTS, "top": [], "missing": []},
                        )
                    )  # fmt: skip
    office.close()


@contextmanager
def office_on(template: Path, folder: Path) -> Iterator[Office]:
    """An office on a copy of a prepared database."""
    path = folder / "life.db"
    for old in folder.glob("life*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    copy(template, path)
    office = open_office(Settings(settings.database_url(path), "zh_CN"))
    try:
        yield office
    finally:
        office.close()


def copy(database: Path, target: Path) -> None:
    """Copy a database, also one that is open, with its kept files and the anchor of its trail."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)
    for ending in (".files", ".db.audit"):
        beside = database.with_name(f"{database.stem}{ending}")
        if beside.is_dir():
            shutil.copytree(beside, target.with_name(f"{target.stem}{ending}"))
        elif beside.exists():
            shutil.copyfile(beside, target.with_name(f"{target.stem}{ending}"))


def put_forward(office: Office, at: int = 0, who: str = HR) -> int:
    """Put a recommendation forward; returns the pairing."""
    return office.review.put_forward(office.look.recommended()[at].recommendation_id, who)[0]


TERMS: dict[str, Any] = {
    "primary_employer": "university", "secondary_employer": "firm", "title_university": "Adjunct professor",
    "title_firm": "Chief architect", "duties_university": "Supervise two students", "duties_firm": "Lead the back end",
    "effort_university": 60, "effort_firm": 40, "funding_university": 50, "funding_firm": 50, "tenure_university": 100,
    "tenure_firm": 0, "pays_salary": "both", "pays_fee": "firm", "social_insurance": "university",
    "injury_insurance": "both", "tax_agent": "university", "background_ip": "by_contribution", "foreground_ip": "joint",
    "licence": "Free for teaching", "publication_days": 30, "confidentiality": "Three years after the end",
    "start": "2027-04-01", "end": "2029-03-31", "reviewed_by": "Joint committee", "review_method": "Yearly report",
    "renewal_on": "2028-12-31", "notice_days": 60, "exit_duties": "Hand over code and data",
}  # fmt: skip
"""Terms that every form can be signed with."""


def consent(office: Office, pairing_id: int, today: date = TODAY) -> None:
    """Record that the person agrees to everything."""
    card = office.dossiers.dossier(pairing_id, today)
    for organisation in (None, *card.consents.organisations.values()):
        office.agreeing.record_consent(card.candidate_id, True, HR, organisation, said_on=today, today=today)


def meet(office: Office, pairing_id: int, folder: Path, today: date = TODAY, gates: tuple[str, ...] = ()) -> None:
    """Answer the gates of a pairing, all or the named ones, with a paper as evidence."""
    paper = folder / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7 a signed paper")
    for card in office.dossiers.dossier(pairing_id, today).gates:
        if card.gate.kind in ("considered", "named") or (gates and card.gate.code not in gates):
            continue
        status = Status.NO if card.gate.kind == "status" else None
        office.agreeing.answer_gate(
            pairing_id, card.gate.code, Answer.MET, HR, status=status, decided_on=today, files=[paper], today=today
        )


def reach_gates(office: Office, pairing_id: int, today: date = TODAY) -> None:
    """Bring a pairing that waits for review to where its gates are answered."""
    move = office.agreeing.move
    office.review.decide(pairing_id, Verdict.ACCEPT, who=HR)
    move(pairing_id, Verdict.NOTIFY, HR, today=today)
    consent(office, pairing_id, today)
    move(pairing_id, Verdict.CONSENT, HR, today=today)
    move(pairing_id, Verdict.SUBMIT, HR, today=today)
    for party in (Party.UNIVERSITY, Party.FIRM, Party.OFFICE):
        move(pairing_id, Verdict.AGREE, HR, party=party, today=today)
    move(pairing_id, Verdict.PASS, HR, today=today)


def reach_signing(
    office: Office, pairing_id: int, folder: Path, today: date = TODAY, terms: dict[str, Any] | None = None
) -> None:
    """Bring a pairing that waits for review to where it can be signed."""
    move = office.agreeing.move
    reach_gates(office, pairing_id, today)
    meet(office, pairing_id, folder, today)
    move(pairing_id, Verdict.CLEAR, HR, today=today)
    office.agreeing.save_terms(pairing_id, terms or TERMS, HR, today=today)
    move(pairing_id, Verdict.OFFER, HR, today=today)


def sign(office: Office, pairing_id: int, today: date = TODAY) -> None:
    """Record the three signatures."""
    for party in SIGNERS:
        office.agreeing.move(pairing_id, Verdict.SIGN, HR, party=party, signed_by=party.value, today=today)


def activate(office: Office, pairing_id: int, folder: Path, today: date = TODAY, **terms: Any) -> None:
    """Bring a pairing that waits for review all the way."""
    reach_signing(office, pairing_id, folder, today, {**TERMS, **terms})
    sign(office, pairing_id, today)
    office.agreeing.move(pairing_id, Verdict.ACTIVATE, HEAD, today=today)


def later(days: int) -> date:
    """A day after TODAY."""
    return TODAY + timedelta(days=days)
