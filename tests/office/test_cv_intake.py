"""A CV through the office: the origin of every value is kept, down to the characters."""

from collections.abc import Callable
from pathlib import Path

from talentapp.domain.records import Candidate
from talentapp.office import Office
from talentapp.store import queries

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
