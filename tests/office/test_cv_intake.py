"""A CV through the office: the origin of every value is kept, down to the characters."""

from collections.abc import Callable
from pathlib import Path

import pytest

from talentapp.domain.records import Candidate
from talentapp.office import Office
from talentapp.store import queries

pytestmark = pytest.mark.usefixtures("read_here")

CV = """# Maren Ostby

maren@ostby.example

## Skills
static timing analysis, knitting

## Experience
Chief Architect, Fjordlys AS, 2016 – present
"""


def cv(folder: Path, text: str = CV) -> Path:
    (folder / "ostby.md").write_text(text, "utf-8")
    return folder / "ostby.md"


def test_origins_are_kept(office: Office, tmp_path: Path) -> None:
    preview = office.intake.preview(cv(tmp_path))
    office.intake.commit(preview)
    with office.store.reading() as session:
        record = queries.all_of(session, Candidate)[0]
        kept = record.places
    lines = CV.split("\n")
    page, line, start, end = kept["employer"][0]
    assert (page, lines[line - 1][start:end]) == (1, "Fjordlys AS")
    assert [skill["words"] for skill in kept["skills"]] == ["static timing analysis", "knitting"]
    assert kept["skills"][0]["concept"]
    assert kept["skills"][1]["concept"] == ""
    assert office.intake.preview(cv(tmp_path)).rows[0].action == "unchanged"


def test_what_a_person_typed_has_no_place(office: Office, tmp_path: Path) -> None:
    preview = office.intake.preview(cv(tmp_path))
    typed = {name: str(value) for name, value in preview.rows[0].values.items() if isinstance(value, str)}
    corrected = office.intake.corrected(
        preview, typed | {"employer": "Fjordlys Computing AS", "available_from": "soon"}
    )
    assert corrected.rows[0].values["employer"] == "Fjordlys Computing AS"
    assert "employer" not in corrected.reading.rows[0].places
    assert "post" in corrected.reading.rows[0].places
    assert [problem.trouble.value for problem in corrected.problems] == ["date_unclear"]


def test_two_cvs_of_one_person_are_one_candidate(opened: Callable[..., Office], office: Office, tmp_path: Path) -> None:
    del opened
    office.intake.commit(office.intake.preview(cv(tmp_path)))
    later = cv(tmp_path, CV.replace("Chief Architect", "Chief Executive Officer"))
    preview = office.intake.preview(later)
    assert [row.action for row in preview.rows] == ["update"]
    assert ("post", "Chief Architect", "Chief Executive Officer") in preview.rows[0].changes


TOLD = """姓名：林海若

工作经历
2018年至今 示例半导体 首席工程师
负责大模型训练框架的移植与算子融合，带领十二人团队。
"""


def test_a_cv_says_what_of_the_work_it_leaves_out_and_where_skills_were_found(office: Office, tmp_path: Path) -> None:
    problems = office.intake.preview(cv(tmp_path, TOLD)).problems
    assert [(one.trouble.value, one.sheet, one.row) for one in problems] == [
        ("skills_from_text", "1", 5), ("work_not_taken", "1", 5),
    ]  # fmt: skip
    summed_up = TOLD + "\n自我评价\n长期从事编译器后端与算子优化。\n"
    assert "work_not_taken" not in [
        one.trouble.value for one in office.intake.preview(cv(tmp_path, summed_up)).problems
    ]


WORKS = """# 訾慕白

電話：+49 89 5550 0133

## 工作經歷
2015-至今 Isar Edge Systems GmbH 首席科學家

代表成果：Quantised transformers at the edge, Forum on Edge Inference, 2019

## 爱好
登山
"""


def test_each_line_is_read_or_told_to_be_unread(office: Office, tmp_path: Path) -> None:
    reading = office.intake.preview(cv(tmp_path, WORKS)).reading
    row, paper = reading.rows[0], reading.paper
    assert paper is not None
    assert row.values["evidence"] == ["Quantised transformers at the edge, Forum on Edge Inference, 2019"]
    assert [paper.text_at(place) for place in reading.unread] == ["登山"]


def test_the_same_cv_as_another_document_changes_nothing(office: Office, tmp_path: Path) -> None:
    import docx

    office.intake.commit(office.intake.preview(cv(tmp_path)))
    document = docx.Document()
    for line in CV.splitlines():
        if line:
            document.add_paragraph(line.lstrip("# "), "Heading 1" if line.startswith("#") else None)
    document.save(str(tmp_path / "ostby.docx"))
    (row,) = office.intake.preview(tmp_path / "ostby.docx").rows
    assert (row.action, row.changes) == ("unchanged", ())


def test_a_cv_adds_to_lists_of_whom_it_updates_and_to_nobody_elses(office: Office, tmp_path: Path) -> None:
    office.intake.commit(office.intake.preview(cv(tmp_path)))
    again = CV.replace("timing analysis, knitting", "timing analysis, Knitting, UCIe")
    update = office.intake.preview(cv(tmp_path, again))
    assert update.rows[0].changes == (
        ("skills", "static timing analysis; knitting", "static timing analysis; knitting; UCIe"),
    )
    other = office.intake.preview(cv(tmp_path, again.replace("maren@ostby.example", "m.ostby@other.example")))
    assert other.rows[0].action == "duplicate"
    office.intake.commit(other, {0: "create"})
    office.intake.commit(office.intake.preview(cv(tmp_path, again)))
    with office.store.reading() as session:
        told = {record.email: record.skills for record in queries.all_of(session, Candidate)}
    assert told["maren@ostby.example"] == ["static timing analysis", "knitting", "UCIe"]
    assert told["m.ostby@other.example"] == ["static timing analysis", "Knitting", "UCIe"]
