"""Standards through the office and the command line: in, as evidence, and out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from talentapp.cli import main
from talentapp.domain.errors import Fault, TalentError
from talentapp.office import Office
from talentapp.office.views.records import CandidateQuery

RESUME = {
    "basics": {"name": "Maren Ostby", "email": "maren@fjordlys.example"},
    "work": [{"name": "Fjordlys AS", "position": "Chief Architect", "startDate": "2016"}],
}
BIB = "@article{a, author={Ostby, Maren}, title={Wide Roads}, journal={Memory Letters}, year=2020}\n" \
      "@article{b, author={Somebody Else}, title={On Others}, year=2019}\n"  # fmt: skip


def resume(folder: Path) -> Path:
    (folder / "resume.json").write_text(json.dumps(RESUME), "utf-8")
    return folder / "resume.json"


def bib(folder: Path, content: str = BIB) -> Path:
    (folder / "refs.bib").write_text(content, "utf-8")
    return folder / "refs.bib"


def evidence(office: Office) -> tuple[str, ...]:
    ids = office.look.find_candidates(CandidateQuery())
    return office.look.candidate(ids[0]).evidence


def test_publications_become_evidence_of_the_author(office: Office, tmp_path: Path) -> None:
    office.intake.commit(office.intake.preview(resume(tmp_path)))
    preview = office.intake.preview(bib(tmp_path))
    assert [row.action for row in preview.rows] == ["update"]
    assert [(each.trouble.value, each.row) for each in preview.problems] == [("author_unknown", 2)]
    office.intake.commit(preview)
    assert evidence(office) == ("Maren Ostby. Wide Roads. Memory Letters. 2020",)
    again = office.intake.preview(bib(tmp_path))
    assert [row.action for row in again.rows] == ["unchanged"]


def test_publications_of_a_candidate_that_is_chosen(office: Office, tmp_path: Path) -> None:
    office.intake.commit(office.intake.preview(resume(tmp_path)))
    chosen = office.look.find_candidates(CandidateQuery())[0]
    office.intake.commit(office.intake.preview(bib(tmp_path), candidate_id=chosen))
    assert len(evidence(office)) == 2


def test_publications_of_nobody_known_make_nobody(office: Office, tmp_path: Path) -> None:
    preview = office.intake.preview(bib(tmp_path))
    assert not preview.rows
    assert [problem.trouble.value for problem in preview.problems] == ["author_unknown"] * 2


def test_a_candidate_that_is_chosen_and_gone(office: Office, tmp_path: Path) -> None:
    with pytest.raises(TalentError) as caught:
        office.intake.preview(bib(tmp_path), candidate_id=99)
    assert caught.value.code is Fault.RECORD_GONE


def test_export_from_the_command_line(
    opened: Callable[..., Office], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "own.db")
    assert main(["import", str(resume(tmp_path)), "--database", database]) == 0
    for form, begin in (("jsonresume", "{"), ("vcard", "BEGIN:VCARD")):
        out = tmp_path / f"out.{form}"
        assert main(["export", "--candidate", "1", "--format", form, str(out), "--database", database]) == 0
        assert out.read_text("utf-8").startswith(begin)
    assert json.loads((tmp_path / "out.jsonresume").read_text("utf-8"))["work"] == [
        {"name": "Fjordlys AS", "position": "Chief Architect"}
    ]
    assert main(["export", "--candidate", "9", "--format", "vcard", str(tmp_path / "x"), "--database", database]) == 1
    assert not (tmp_path / "x").exists()
    capsys.readouterr()
    del opened
