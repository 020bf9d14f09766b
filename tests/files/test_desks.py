"""The second set of files: read as `README.md` says, no less well than when it was last mended."""

from pathlib import Path

import pytest

from talentapp.domain.errors import TalentError
from talentapp.office import Office
from talentapp.office.imports import contract
from talentapp.wording import Wording
from tests.files import abroad, kept, partners  # noqa: F401 - they add to DESKS
from tests.files.desks import DESKS
from tests.files.offices import Case
from tests.files.truth import Score

pytestmark = pytest.mark.usefixtures("read_here")


def test_files_from_desks_are_read(office: Office, tmp_path: Path) -> None:
    score, say = Score(), Wording("en")
    for case in DESKS:
        path = tmp_path / f"{case.name}{case.suffix}"
        case.write(path)
        try:
            document = contract.document(office.intake.previews(path), say.problem)
        except TalentError as error:
            document = contract.failed(say.error(error))
        score.add(case.name, document, case.records, case.errors)
    assert score.overall() >= 0.96, "\n".join(score.misses)
    assert score.f1()["(record)"] >= 0.95
    assert score.f1()["skills"] >= 0.93


@pytest.mark.parametrize(
    "case",
    [one for one in DESKS if one.write.__module__ in (kept.__name__, partners.__name__)],
    ids=lambda one: one.name,
)
def test_files_of_partners_lose_and_invent_nothing(office: Office, tmp_path: Path, case: Case) -> None:
    path = tmp_path / f"{case.name}{case.suffix}"
    case.write(path)
    score = Score()
    score.add(
        case.name, contract.document(office.intake.previews(path), Wording("en").problem), case.records, case.errors
    )
    assert not score.misses


def test_skills_told_in_sentences_have_their_places(office: Office, tmp_path: Path) -> None:
    (case,) = [case for case in DESKS if case.name == "cv_mail"]
    path = tmp_path / "mail.txt"
    case.write(path)
    (preview,) = office.intake.previews(path)
    paper, row = preview.reading.paper, preview.reading.rows[0]
    assert paper is not None
    for word, places in row.items["skills"]:
        assert [paper.text_at(place) for place in places] == [word]
    assert [problem.trouble for problem in preview.problems] == ["skills_from_text"]
    assert contract.document([preview], Wording("en").problem)["errors"] == []
