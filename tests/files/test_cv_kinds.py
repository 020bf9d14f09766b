"""CVs of kinds that the layouts do not have: each is read right in every field, and nothing is made up."""

from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from talentapp.domain.intake import ReadRow, Trouble
from talentapp.files.cvs.reading import read
from talentapp.files.papers.paper import Form
from tests.files.cvs.careers import CAREERS
from tests.files.cvs.customs import CUSTOMS
from tests.files.cvs.engineers import ENGINEERS
from tests.files.cvs.kinds import KINDS, Kind, letters_apart, running_foot
from tests.files.cvs.narrow import NARROW
from tests.files.cvs.prints import PRINTS
from tests.files.cvs.scoring import Tally, score
from tests.files.cvs.sheets import Sheet
from tests.files.cvs.wordings import WORDINGS

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("kind", "suffix", "form"),
    (*KINDS, *PRINTS, *CAREERS, *CUSTOMS, *NARROW, *WORDINGS, *ENGINEERS),
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_kind_of_cv_is_read(kind: Kind, suffix: str, form: Form, tmp_path: Path) -> None:
    path = tmp_path / f"cv.{suffix}"
    truth = kind(path)
    values = {"notes": None} | read(path, form).rows[0].values
    assert score(truth, values, defaultdict(Tally)) == []


def _career(name: str, folder: Path) -> ReadRow:
    kind, suffix, form = next(one for one in (*CAREERS, *CUSTOMS) if one[0].__name__ == name)
    kind(folder / f"cv.{suffix}")
    return read(folder / f"cv.{suffix}", form).rows[0]


def test_a_way_of_taking_part_that_is_no_form_stays_in_the_words_of_the_cv(tmp_path: Path) -> None:
    row = _career("duties_on_the_line", tmp_path)
    assert row.words == ("短期来访",)
    assert "forms" not in row.values


@pytest.mark.usefixtures("qapp")
def test_what_the_section_about_the_offer_says_comes_before_a_sentence_elsewhere(tmp_path: Path) -> None:
    assert _career("ways_in_a_list", tmp_path).words == ("短期來訪", "遠距指導")
    assert _career("one_language_a_page", tmp_path).words == ("advisory", "remote")


def test_an_orcid_with_a_wrong_check_digit_is_told_whether_or_not_it_has_a_label(tmp_path: Path) -> None:
    for written in ("ORCID: 0000-0002-5550-1420", "ada@quill.example | ORCID 0000-0002-5550-1420"):
        (tmp_path / "cv.txt").write_text(f"Ada Quill\n{written}\n\nSkills\nCUDA\n", encoding="utf-8")
        reading = read(tmp_path / "cv.txt", "text")
        assert "orcid" not in reading.rows[0].values
        assert [problem.trouble for problem in reading.problems] == [Trouble.ORCID_MALFORMED]


def test_a_surname_before_a_comma_goes_behind_the_given_name(tmp_path: Path) -> None:
    assert _career("surname_first", tmp_path).values["name_en"] == "Ljubica Horvatić"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("title", ["作品集", "求职信", "新加坡", "岚图科技"])
def test_what_a_document_calls_itself_in_large_type_is_no_name(title: str, tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "cv.pdf")
    sheet.text(40, 60, title, 26, True)
    sheet.lines(40, 100, ["邮箱：hr@mail.example", "技能：Verilog、SystemC、时序分析、形式验证", "语言：中文、英语"])
    sheet.end()
    assert "name_zh" not in read(tmp_path / "cv.pdf", "pdf").rows[0].values


@pytest.mark.usefixtures("qapp")
def test_the_foot_of_each_page_is_no_publication(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    running_foot(tmp_path / "cv.pdf")
    evidence = read(tmp_path / "cv.pdf", "pdf").rows[0].values["evidence"]
    assert len(evidence) >= 30
    assert not [item for item in evidence if "Curriculum" in item]


@pytest.mark.usefixtures("qapp")
def test_a_word_broken_at_the_end_of_a_line_is_whole(tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    letters_apart(tmp_path / "cv.pdf")
    told = str(read(tmp_path / "cv.pdf", "pdf").rows[0].values["expertise"])
    assert "profilers and workflow tools" in told
    assert "large-scale" in told
    assert "accelerator clusters" in told
