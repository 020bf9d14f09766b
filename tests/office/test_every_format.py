"""What holds of a file whatever its format: going in twice changes nothing, and problems come back where they can."""

# ruff: noqa: E501 - a row of a table is a line

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import LegalBasis
from talentapp.office import Office
from talentapp.office.views.records import CandidateQuery
from tests.files.test_standards import AUTHOR, BIB, ORCID, RESUME

pytestmark = pytest.mark.usefixtures("read_here")

TABLE = (
    "姓名,邮箱,技能,到岗时间\n甲一,a@example.com,HBM,2027-03-01\n乙二,b@@example.com,CXL,随时\n,c@example.com,PCIe,\n"
)
CV = "Maren Ostby\n\nmaren@fjordlys.example\n\nExperience\n\nChief Architect, Fjordlys AS, 2016 - present\n\nSkills\n\nHBM\n"


def workbook(path: Path) -> None:
    book = Workbook()
    for line in TABLE.splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(path)


def letter(path: Path) -> None:
    document = docx.Document()
    for line in filter(None, CV.splitlines()):
        document.add_paragraph(line)
    document.save(str(path))


def written(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content.encode(encoding)) and None


FORMATS: list[tuple[str, Callable[[Path], None]]] = [
    ("table.xlsx", workbook),
    ("table.csv", written(TABLE, "gb18030")),
    ("table.tsv", written(TABLE.replace(",", "\t"), "utf-16")),
    ("cv.txt", written(CV)),
    ("cv.md", written(f"# {CV}")),
    ("cv.docx", letter),
    ("resume.json", written(json.dumps(RESUME))),
    ("orcid.json", written(json.dumps(ORCID))),
    ("openalex.json", written(json.dumps({"results": [AUTHOR]}))),
]


@pytest.mark.parametrize(("name", "make"), FORMATS, ids=[name for name, _ in FORMATS])
def test_the_same_file_again_changes_nothing(
    office: Office, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    first = office.intake.commit_all(office.intake.previews(tmp_path / name))
    assert first.created >= 1
    before = [office.look.candidate(key) for key in office.look.find_candidates(CandidateQuery())]
    again = office.intake.commit_all(office.intake.previews(tmp_path / name))
    assert (again.batch_id, again.created, again.updated, again.unchanged) == (None, 0, 0, first.created)
    assert [office.look.candidate(key) for key in office.look.find_candidates(CandidateQuery())] == before


def test_publications_again_change_nothing(office: Office, tmp_path: Path) -> None:
    written(json.dumps(ORCID))(tmp_path / "orcid.json")
    written(BIB)(tmp_path / "refs.bib")
    office.intake.commit(office.intake.preview(tmp_path / "orcid.json"))
    assert office.intake.commit(office.intake.preview(tmp_path / "refs.bib")).updated == 1
    assert office.intake.commit(office.intake.preview(tmp_path / "refs.bib")).batch_id is None


@pytest.mark.parametrize("name", ["cv.md", "cv.docx", "resume.json"])
def test_what_is_no_table_has_no_cells_to_mark(office: Office, tmp_path: Path, name: str) -> None:
    dict(FORMATS)[name](tmp_path / name)
    previews = office.intake.previews(tmp_path / name)
    with pytest.raises(TalentError) as caught:
        office.intake.annotate(previews, tmp_path / "out.xlsx", str, "Problems")
    assert caught.value.code is Fault.NOT_A_TABLE
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("head", "row", "until"),
    [
        ("姓名,处理依据,处理目的,告知书版本,告知日期,保存期限", "甲一,同意,人才匹配,v2,2026年10月3日,2028-12", date(2028, 12, 31)),
        ("姓名,法律依據,特定目的,告知版本,告知時間,保存至", "甲一,同意,人才匹配,v2,2026/10/3,2028年底", date(2028, 12, 31)),
        ("Name,Legal basis,Purpose,Notice version,Notice date,Keep until", "Ada Novak,consent,人才匹配,v2,3 Oct 2026,30 June 2028", date(2028, 6, 30)),
    ],
    ids=["Simplified", "Traditional", "English"],
)  # fmt: skip
def test_why_and_how_long_somebody_is_held(office: Office, tmp_path: Path, head: str, row: str, until: date) -> None:
    written(f"{head}\n{row}\n")(tmp_path / "people.csv")
    preview = office.intake.preview(tmp_path / "people.csv")
    assert not preview.problems
    office.intake.commit(preview)
    (key,) = office.look.find_candidates(CandidateQuery())
    facts = office.look.candidate(key).privacy
    assert (facts.legal_basis, facts.purpose, facts.notice_version) == (LegalBasis.CONSENT, "人才匹配", "v2")
    assert (facts.noticed_on, facts.retain_until) == (date(2026, 10, 3), until)
    due = office.privacy.retention(date(2029, 1, 1)).due
    assert [each.candidate_id for each in due] == [key]


def test_what_is_unclear_of_it_is_told_at_its_cell(office: Office, tmp_path: Path) -> None:
    written("姓名,处理依据,告知日期,保存期限\n甲一,随便,30/02/2027,两年\n")(tmp_path / "people.csv")
    found = [(each.column, each.trouble.value) for each in office.intake.preview(tmp_path / "people.csv").problems]
    assert found == [("B", "legal_basis_unknown"), ("C", "no_such_day"), ("D", "date_unclear")]
