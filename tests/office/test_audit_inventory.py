"""Each way in which something personal is shown in full or leaves the office is driven, and looked for in the trail."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.gates import Answer
from talentapp.domain.masking import Reader
from talentapp.domain.roles import Act
from talentapp.domain.rosters import RosterChoice
from talentapp.domain.terms import ErasureReason, Kind, RevealReason, Verdict
from talentapp.office import Office
from talentapp.office.guarding import USE_CASES
from talentapp.office.views.pairings import PairingQuery
from talentapp.wording import Wording
from tests.office import lives

SAY = Wording("en")
VALUES = ("沈致遠", "Example Semiconductor", "x@example.org", "13800001234", "GPU compilers", "tangerine")
"""Values of the people of `lives`: none of them may be in the trail."""
Told = tuple[str, str, str, tuple[str, ...]]
"""What an entry must tell: action, subject, purpose, and fields that must be among those it names."""


class Case:
    """An office in which one pairing is ready to be signed, with a kept paper."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.pairing = lives.put_forward(office)
        lives.reach_signing(office, self.pairing, folder)
        self.person = office.look.pairing_rows([self.pairing])[0].candidate_id
        memo = folder / "tangerine.pdf"
        memo.write_bytes(b"%PDF-1.7")
        office.agreeing.answer_gate(
            self.pairing, "home_employer", Answer.MET, lives.HR, files=[memo], today=lives.TODAY
        )  # fmt: skip

    def evidence(self) -> int:
        gates = self.office.dossiers.dossier(self.pairing, lives.TODAY).gates
        return next(paper.id for card in gates for row in card.answers[::-1] for paper in row.evidence)

    def imported(self) -> Any:
        path = self.folder / "people.csv"
        path.write_text("name,email\nAda Novak,x@example.org\nNobody Yet,n@example.org\n", "utf-8")
        return self.office.intake.previews(path, Kind.CANDIDATES)


def _annotated(case: Case) -> None:
    case.office.intake.annotate(case.imported(), case.folder / "told.xlsx", SAY.problem, "Problems")


FULL = RosterChoice(reader=Reader.OFFICE)
SHOWN: Mapping[str, tuple[Callable[[Case], object], tuple[Told, ...]]] = {
    "Privacy.reveal": (
        lambda c: c.office.privacy.reveal(c.person, RevealReason.CONTRACT),
        (("reveal", "candidate", "contract", ("email", "phone")),),
    ),
    "Editing.read": (
        lambda c: c.office.editing.read(Kind.CANDIDATES, c.person),
        (("reveal", "candidate", "correction", ("email", "phone")),),
    ),
    "Dossiers.evidence_file": (
        lambda c: c.office.dossiers.evidence_file(c.evidence()),
        (("export", "evidence", "opened", ()), ("export", "candidate", "evidence", ())),
    ),
    "Dossiers.draft_agreement": (
        lambda c: c.office.dossiers.draft_agreement(c.pairing, c.folder / "draft.docx", SAY),
        (("export", "candidate", "agreement", ("name_zh", "name_en")), ("export", "pairing", "agreement", ())),
    ),
    "Privacy.person": (
        lambda c: c.office.privacy.person(c.person),
        (("export", "candidate", "person", ("email", "phone", "name_zh")),),
    ),
    "Privacy.export_person": (
        lambda c: c.office.privacy.export_person(c.person, c.folder / "own", SAY),
        (("export", "candidate", "person", ("email", "phone", "name_zh")),),
    ),
    "Publishing.export_roster": (
        lambda c: c.office.publishing.export_roster(c.folder / "r.xlsx", SAY, PairingQuery(states=()), choice=FULL),
        (("export", "candidate", "roster", ("email", "phone", "name")), ("export", "pairing", "roster", ())),
    ),
    "Publishing.fill_roster": (
        lambda c: (
            c.office.publishing.starter_template(c.folder / "t.xlsx", SAY),
            c.office.publishing.fill_roster(c.folder / "f.xlsx", c.folder / "t.xlsx", SAY),
        ),
        (("export", "candidate", "roster", ("name",)), ("export", "pairing", "roster", ())),
    ),
    "Publishing.profile": (
        lambda c: c.office.publishing.profile(c.person, SAY, Reader.OFFICE),
        (("export", "candidate", "profile", ("email", "phone")),),
    ),
    "Publishing.dossier": (
        lambda c: c.office.publishing.dossier(c.pairing, SAY),
        (("export", "candidate", "dossier", ("name",)), ("export", "pairing", "dossier", ())),
    ),
    "Publishing.recommendations": (
        lambda c: c.office.publishing.recommendations("en"),
        (("export", "candidate", "recommendations", ("name_en",)),),
    ),
    "Publishing.export_recommendations": (
        lambda c: c.office.publishing.export_recommendations(c.folder / "all.json", "en"),
        (("export", "candidate", "recommendations", ("name_en",)),),
    ),
    "Publishing.export_candidate": (
        lambda c: [
            c.office.publishing.export_candidate(c.person, standard, c.folder / standard)
            for standard in ("vcard", "jsonresume")
        ],
        (
            ("export", "candidate", "vcard", ("email", "phone")),
            ("export", "candidate", "jsonresume", ("email", "phone")),
        ),
    ),
    "Intake.annotate": (_annotated, (("export", "candidate", "annotated", ()),)),
    "Privacy.erase": (
        lambda c: c.office.privacy.erase([c.person], ErasureReason.WITHDRAWN),
        (("erase", "candidate", "withdrawn", ()), ("delete", "candidate", "", ()), ("delete", "decision", "", ())),
    ),
}
WRITTEN: Mapping[str, tuple[Callable[[Case], object], Told]] = {
    "move": (
        lambda c: c.office.agreeing.move(c.pairing, Verdict.REVISE, lives.HR, today=lives.TODAY),
        ("update", "pairing", "", ("state",)),
    ),
    "consent": (
        lambda c: c.office.agreeing.record_consent(c.person, False, lives.HR, today=lives.TODAY),
        ("insert", "consent", "", ()),
    ),
    "terms": (
        lambda c: c.office.agreeing.save_terms(c.pairing, {**lives.TERMS, "notice_days": 90}, lives.HR),
        ("insert", "termsversion", "", ()),
    ),
    "form": (
        lambda c: c.office.editing.save(Kind.CANDIDATES, {"email": "y@example.org"}, c.person),
        ("update", "candidate", "", ("email",)),
    ),
    "caps": (
        lambda c: c.office.agreeing.set_caps(1, 40.0, None), ("update", "organisation", "", ("effort_cap",)),
    ),
    "import": (
        lambda c: [c.office.intake.commit(one) for one in c.imported()], ("insert", "importbatch", "", ()),
    ),
}  # fmt: skip
NO_TRAIL = {
    "Publishing.starter_template": "an empty template",
    "Publishing.write_docx": "the document is told of when it is made",
    "Publishing.preview": "nothing leaves, and contact data are masked",
}
"""What writes a file or prepares one, and need not be in the trail."""


@pytest.fixture
def case(life: Office, tmp_path: Path) -> Case:
    return Case(life, tmp_path)


def after(case: Case, call: Callable[[Case], object]) -> list[Any]:
    """The entries that a call adds, oldest first."""
    last = case.office.audit.newest(1)[0].id
    call(case)
    return [row for row in case.office.audit.newest(200)[::-1] if row.id > last]


def tells(rows: list[Any], told: Told) -> bool:
    action, subject, purpose, fields = told
    return any(
        (row.action, row.subject, row.purpose) == (action, subject, purpose) and {*fields} <= {*row.fields}
        for row in rows
    )


@pytest.mark.long
@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_in_full_or_leaves_is_in_the_trail(case: Case, name: str) -> None:
    call, expected = SHOWN[name]
    rows = after(case, call)
    assert [told for told in expected if not tells(rows, told)] == []
    about = [row for row in rows if row.subject == "candidate" and row.action in ("reveal", "export")]
    assert all(row.keys for row in about)
    assert case.office.audit.verify().sound
    written = repr(case.office.audit.newest(1000))
    assert [value for value in VALUES if value in written] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_is_in_the_trail(case: Case, name: str) -> None:
    call, told = WRITTEN[name]
    assert tells(after(case, call), told)


def test_every_way_out_is_in_this_list() -> None:
    """A new use case that hands something out, or shows contact data, has to be driven above."""
    ways = {
        name for name, act in USE_CASES.items()
        if act in (Act.EXPORT_ROSTER, Act.EXPORT_PERSON, Act.REVEAL_CONTACT) or name.startswith("Publishing.")
    }  # fmt: skip
    known = {*SHOWN, *NO_TRAIL, "Publishing.readers", "Publishing.called"}
    assert ways - known == set()
    assert SHOWN.keys() - USE_CASES.keys() == set()
