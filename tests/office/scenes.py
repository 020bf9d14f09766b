"""One person with telling words in every place that people can write to, in a case that has gone all its way."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from talentapp import settings
from talentapp.domain.case_records import EffortDraft
from talentapp.domain.gates import Answer, Status
from talentapp.domain.ledger import CommitmentKind
from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Mark, Party, Verdict
from talentapp.office import Office, open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import PlanRequest
from talentapp.settings import Settings
from talentapp.store import writes
from tests.office.lives import TERMS, copy

HR = "何宜君"
SECRETS = (
    "歐陽靜嫻", "欧阳静娴", "靜嫻", "静娴", "Ostrander", "OSTRANDER", "Quenby", "Voss", "Zephyrine", "quenby.ostrander",
    "hbm-lab.example", "912 345 678", "0009-0007-3141-5929", "ouyangjingxian",
)  # fmt: skip
PERSON: Mapping[str, Any] = {
    "name_zh": "歐陽靜嫻", "name_en": "Quenby Ostrander-Voss", "aliases": ["欧阳静娴", "Q. Ostrander"],
    "email": "quenby.ostrander@hbm-lab.example", "phone": "+886 912 345 678", "orcid": "0009-0007-3141-5929",
    "employer": "Zephyrine Memory Laboratories", "post": "Chief of thermal at Zephyrine", "country": "Ruritania",
    "graduated_from": "Zephyrine College", "tags": ["friend of Ostrander"], "owner": "Ostrander's cousin",
    "notes": "静娴 at dinner", "conflicts": ["Zephyrine"], "noncompete_with": ["Zephyrine Memory"],
}  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """A folder of databases by phase, and who and what is in them."""

    folder: Path
    candidate: int
    recommendation: int
    pairing: int
    university: int
    firm: int
    university_project: int
    firm_project: int
    plans: tuple[int, int]


def made(sample_database: Path, folder: Path) -> Scene:
    """The sample with one person in all places; before.db, agreed.db, from-the-firm.db and withdrawn.db in `folder`."""
    path = folder / "work.db"
    shutil.copyfile(sample_database, path)
    with closing(open_office(Settings(settings.database_url(path), "zh_CN"))) as office:
        office.act_as(Actor(HR))
        row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
        scene = _told(office, row.recommendation_id, folder)
        copy(path, folder / "before.db")
        _run_through(office, scene)
        copy(path, folder / "agreed.db")
        office.agreeing.record_consent(scene.candidate, False, HR, scene.firm, note="Ostrander rang")
        copy(path, folder / "from-the-firm.db")
        office.agreeing.record_consent(scene.candidate, False, HR, note="静娴 rang")
        copy(path, folder / "withdrawn.db")
    return scene


def _told(office: Office, recommendation: int, folder: Path) -> Scene:
    """Write what tells who it is wherever somebody can write it; nobody has agreed to anything yet."""
    card = office.look.pairing(recommendation)
    key, pairing = card.row.candidate_id, card.row.pairing_id or 0
    triple = (key, card.row.university_project_id, card.row.firm_project_id)
    with office.store.writing() as session:
        record = writes.get(session, Candidate, key)
        kept = {name: getattr(record, name) for name in CandidateDraft.model_fields}
        told = {"expertise": f"{kept['expertise']} Built by Ostrander at Zephyrine.", "evidence": ["US 1, Ostrander"]}
        writes.change(session, record, CandidateDraft.model_validate({**kept, **PERSON, **told}))
    with closing(sqlite3.connect(office.store_path or "")) as other, other:  # a CV is often named after its person
        other.execute("UPDATE importbatch SET file_name = 'CV 欧阳静娴.pdf' WHERE kind = 'candidates'")
    office.planning.mark({triple: Mark.PIN}, HR)
    plans = [office.planning.run(PlanRequest(time_limit=1.0)).plan.id]
    office.review.decide(pairing, Verdict.DECLINE, "Ostrander is at capacity; 静娴 asked to wait", HR)
    office.review.decide(pairing, Verdict.RETRACT, "Quenby has time again", HR)
    office.review.decide(pairing, Verdict.ACCEPT, "欧阳静娴 fits", HR)
    plans.append(office.planning.run(PlanRequest(time_limit=1.0)).plan.id)  # the pin has lapsed
    paper = folder / "passport of Quenby Ostrander.pdf"
    paper.write_bytes(b"%PDF-1.7")
    for gate in office.dossiers.dossier(pairing).gates:
        if gate.gate.kind not in ("considered", "named"):
            status = Status.NO if gate.gate.kind == "status" else None
            soon = date.today() + timedelta(20)
            office.agreeing.answer_gate(
                pairing, gate.gate.code, Answer.MET, HR, status=status, note="seen by 静娴", files=[paper],
                valid_until=soon,
            )  # fmt: skip
    start = date.today() - timedelta(400)
    office.agreeing.add_effort(
        EffortDraft(candidate_id=key, kind=CommitmentKind.PRIMARY, place="Zephyrine", start=start, percent=20), HR
    )
    first, last = date.today() + timedelta(10), date.today() + timedelta(80)
    said = {
        **TERMS, "duties_firm": "Ostrander leads", "title_firm": "Zephyrine fellow", "effort_university": 30,
        "effort_firm": 20, "start": first.isoformat(), "end": last.isoformat(), "renewal_on": last.isoformat(),
    }  # fmt: skip
    office.agreeing.save_terms(pairing, said, HR)
    sides = office.dossiers.dossier(pairing).consents.organisations
    return Scene(
        folder, key, recommendation, pairing, sides[Party.UNIVERSITY], sides[Party.FIRM], triple[1], triple[2],
        (plans[0], plans[1]),
    )  # fmt: skip


def _run_through(office: Office, scene: Scene) -> None:
    """Everybody agrees, the person signs, and the pairing runs."""
    move = office.agreeing.move
    move(scene.pairing, Verdict.NOTIFY, HR)
    for organisation in (None, scene.university, scene.firm):
        office.agreeing.record_consent(scene.candidate, True, HR, organisation, note="静娴 wrote")
    move(scene.pairing, Verdict.CONSENT, HR)
    move(scene.pairing, Verdict.SUBMIT, HR)
    for party in (Party.UNIVERSITY, Party.FIRM, Party.OFFICE):
        move(scene.pairing, Verdict.AGREE, HR, party=party)
    for verdict in (Verdict.PASS, Verdict.CLEAR, Verdict.OFFER):
        move(scene.pairing, verdict, HR)
    for party in (Party.CANDIDATE, Party.UNIVERSITY, Party.FIRM):
        signer = "Quenby Ostrander-Voss" if party is Party.CANDIDATE else "静娴's dean"
        move(scene.pairing, Verdict.SIGN, HR, party=party, signed_by=signer)
    move(scene.pairing, Verdict.ACTIVATE, "處長")


def secrets_in(told: str) -> list[str]:
    """The secrets that a text tells."""
    return [secret for secret in SECRETS if secret in told]
