"""Cells that a person types anew in a preview: plan, records, copy and history follow, and the file stays as it is."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Retyped, Trouble
from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.office import Office
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.wording import Wording
from tests.office.test_intake import actions, people, workbook

SAY = Wording("en").problem


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return people(
        tmp_path / "a.xlsx",
        ("李雷", "", "l(at)example.com", "某所", "", "随时"),
        (None, "", "n@example.com", "某厂", "", None),
    )


def test_the_plan_follows_and_the_file_stays_as_it_is(office: Office, path: Path) -> None:
    before = path.read_bytes()
    typed = (Retyped("Sheet", 2, "C", "l@example.com"), Retyped("Sheet", 3, "A", "韩梅"))
    (preview,) = office.intake.previews(path, retyped=typed)
    assert actions(preview) == ["create", "create"]
    assert [row.values.get("email") for row in preview.rows] == ["l@example.com", "n@example.com"]
    assert {(problem.trouble, problem.column) for problem in preview.problems} == {(Trouble.DATE_UNCLEAR, "F")}
    assert [cell.was for cell in preview.reading.retyped] == ["l(at)example.com", ""]
    assert path.read_bytes() == before
    (plain,) = office.intake.previews(path)
    assert actions(plain) == ["create", "blocked"]


def test_it_goes_in_as_typed_and_the_history_tells_the_places_without_what_they_say(office: Office, path: Path) -> None:
    typed = [Retyped("Sheet", 2, "C", "l@example.com"), Retyped("Sheet", 3, "D", "另一厂")]
    result = office.intake.commit_all(office.intake.previews(path, retyped=typed))
    assert (result.created, result.left_out) == (1, 1)
    (record,) = office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))
    assert (record.name, record.employer) == ("李雷", "某所")
    (batch,) = office.look.recent_imports()
    assert batch.retyped == ("Sheet!C2",)  # the other row stayed out
    again = office.intake.commit_all(office.intake.previews(path, retyped=typed))
    assert again.batch_id is None


def test_a_row_that_went_in_as_typed_is_known_when_its_file_is_read_again(office: Office, tmp_path: Path) -> None:
    path = people(
        tmp_path / "b.xlsx",
        ("李雷", "", "l@example.com", "某所", "", None),
        (None, "", "n@example.com", "某厂", "", None),
        (None, "", "", "某院", "", None),
    )
    office.intake.commit_all(office.intake.previews(path, retyped=[Retyped("Sheet", 3, "A", "韩梅")]))
    (preview,) = office.intake.previews(path)
    assert actions(preview) == ["unchanged", "unchanged", "blocked"] and preview.by_urgency[0] == 2
    assert preview.rows[1].title == "韩梅" and not preview.rows[1].problems

    (preview,) = office.intake.previews(
        path, retyped=[Retyped("Sheet", 3, "A", "韩美")]
    )  # another name: no other person
    assert (preview.rows[1].action, preview.rows[1].changes) == ("update", (("name_zh", "韩梅", "韩美"),))
    office.intake.commit_all([preview])
    (other,) = office.look.find_candidates(CandidateQuery(text="韩美"))
    assert len(office.look.find_candidates(CandidateQuery())) == 2
    office.editing.remove(Kind.CANDIDATES, [other])
    assert actions(office.intake.previews(path)[0]) == ["unchanged", "blocked", "blocked"]


def test_whoever_is_called_otherwise_since_is_not_made_twice(office: Office, tmp_path: Path) -> None:
    path = people(tmp_path / "c.xlsx", ("李雷", "", "", "某所", "", None), ("李雷", "", "", "某所", "", None))
    (preview,) = office.intake.previews(path)
    office.intake.commit_all([preview], {preview.key: {1: "join"}} if preview.rows[1].action == "duplicate" else {})
    (key,) = office.look.find_candidates(CandidateQuery())
    read = office.editing.read(Kind.CANDIDATES, key)
    office.editing.save(Kind.CANDIDATES, {**read.values, "name_zh": "李磊", "employer": "另一所"}, key, read.version)
    (preview,) = office.intake.previews(path)
    first, second = preview.rows
    assert (first.action, first.target_id, first.changes) == ("unchanged", key, ())
    assert {name for name, *_ in first.held} == {"name_zh", "employer"}, "changed by hand since: asked"
    assert second.action != "create" and second.target_id == key
    assert office.intake.commit_all([preview]).created == 0


def test_who_was_made_though_alike_is_known_as_themselves(office: Office, tmp_path: Path) -> None:
    path = people(
        tmp_path / "g.xlsx",
        ("李雷", "", "l@example.com", "某所", "", None),
        ("韩梅", "", "l@example.com", "别的厂", "", None),
    )
    (preview,) = office.intake.previews(path)
    assert actions(preview) == ["create", "duplicate"]
    office.intake.commit_all([preview], {preview.key: {1: "create"}})
    (again,) = office.intake.previews(path)
    assert actions(again) == ["unchanged", "unchanged"]
    assert len({row.target_id for row in again.rows}) == 2 and not again.rows[1].problems


@pytest.mark.long
def test_a_row_of_somebody_who_was_merged_is_about_who_stays(sample_office: Office, tmp_path: Path) -> None:
    office = sample_office
    path = people(tmp_path / "d.xlsx", (None, "", "gone@example.com", "某厂", "LLVM", None))
    office.intake.commit_all(office.intake.previews(path, retyped=[Retyped("Sheet", 2, "A", "韩梅")]))
    (gone,) = office.look.find_candidates(CandidateQuery(text="韩梅"))
    stays = min(office.look.find_candidates(CandidateQuery()))
    office.recommending.run()
    both = {key: office.editing.read(Kind.CANDIDATES, key) for key in (stays, gone)}
    versions = {key: read.version for key, read in both.items()}
    merged = office.duplicates.merge(Kind.CANDIDATES, both[stays].values, versions)
    assert (merged.record_id, merged.removed) == (stays, False)
    (preview,) = office.intake.previews(path)
    assert preview.rows[0].target_id == stays
    office.intake.commit_all([preview])
    assert not office.editing.read(Kind.CANDIDATES, gone).values["email"]


def test_a_row_that_added_to_somebody_as_typed_is_done_too(office: Office, tmp_path: Path) -> None:
    office.editing.save(Kind.CANDIDATES, {"name_zh": "韩梅", "email": "n@example.com"})
    path = people(tmp_path / "e.xlsx", (None, "", "n@example.com", "某厂", "", None), (None, "", "", "某院", "", None))
    (preview,) = office.intake.previews(path, retyped=[Retyped("Sheet", 2, "A", "韩梅")])
    assert actions(preview) == ["update", "blocked"]
    office.intake.commit_all([preview])
    assert actions(office.intake.previews(path)[0]) == ["unchanged", "blocked"]


def test_a_project_read_again_stays_with_its_organisation(office: Office, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "f.xlsx", ("项目名称", "所属单位", "所需技能", "项目需求"),
        ("编译器", None, "LLVM", "优化"), ("仿真", "丙研究院", "SystemC", "模型"),
    )  # fmt: skip
    office.editing.save(Kind.ORGANISATIONS, {"name_zh": "甲大学", "kind": OrganisationKind.UNIVERSITY})
    office.intake.commit_all(office.intake.previews(path, retyped=[Retyped("Sheet", 2, "B", "甲大学")]))
    found = {row.title: row for row in office.look.project_rows(office.look.find_projects(ProjectQuery()))}
    editable = office.editing.read(Kind.PROJECTS, found["编译器"].id)
    office.editing.save(Kind.PROJECTS, {**editable.values, "need": ""}, editable.record_id)
    house = office.editing.read(Kind.ORGANISATIONS, found["仿真"].organisation_id)
    office.editing.save(Kind.ORGANISATIONS, {**house.values, "name_zh": "丁研究院"}, house.record_id)
    (preview,) = [one for one in office.intake.previews(path) if one.kind is Kind.PROJECTS]
    assert (preview.rows[0].action, preview.rows[0].target_id) == ("update", found["编译器"].id)
    office.intake.commit_all([preview], {preview.key: {1: "skip"}})
    again = {row.title: row for row in office.look.project_rows(office.look.find_projects(ProjectQuery()))}
    assert {title: row.organisation_id for title, row in again.items()} == {
        title: row.organisation_id for title, row in found.items()
    }
    assert office.editing.read(Kind.PROJECTS, found["编译器"].id).values["need"] == "优化"
    (preview,) = office.intake.previews(path, retyped=[Retyped("Sheet", 2, "B", "乙大学")])
    assert preview.rows[0].action == "create", "a person says that it is another one's"


def test_of_one_cell_the_last_holds_and_what_the_file_says_is_no_correction(office: Office, path: Path) -> None:
    typed = [Retyped("Sheet", 2, "C", "x"), Retyped("Sheet", 2, "C", "l(at)example.com "), Retyped("Sheet", 2, "B", "")]
    (preview,) = office.intake.previews(path, retyped=typed)
    assert preview.reading.retyped == ()


def test_an_emptied_cell_is_empty(office: Office, path: Path) -> None:
    (preview,) = office.intake.previews(path, retyped=[Retyped("Sheet", 2, "F", "")])
    assert {problem.column for problem in preview.problems if problem.row == 2} == {"C"}


@pytest.mark.parametrize("cell", [("Sheet", 99, "A"), ("Sheet", 2, "Z"), ("no such", 2, "A"), ("Sheet", 0, "A")])
def test_a_cell_that_is_not_there_is_refused(office: Office, path: Path, cell: tuple[str, int, str]) -> None:
    with pytest.raises(TalentError) as caught:
        office.intake.previews(path, retyped=[Retyped(*cell, "x")])
    assert caught.value.code is Fault.CELL_MISSING


def test_a_document_has_no_cells(office: Office, tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("Maren Ostby\nmaren@example.com\n\nSkills\nRTL\n", "utf-8")
    with pytest.raises(TalentError) as caught:
        office.intake.previews(cv, retyped=[Retyped("", 1, "A", "x")])
    assert caught.value.code is Fault.NOT_A_TABLE


def test_a_cell_below_a_merge_stands_for_itself_and_the_others_go_on_saying_the_same(
    office: Office, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "m.xlsx", ("姓名", "邮箱", "工作单位"), ("甲一", "a@example.com", "某所"),
        ("乙二", "b@example.com", None), ("丙三", "c@example.com", None),
    )  # fmt: skip
    book = load_workbook(path)
    book.worksheets[0].merge_cells("C2:C4")
    book.save(path)
    (preview,) = office.intake.previews(path, retyped=[Retyped("Sheet", 3, "C", "另一所")])
    assert [row.values["employer"] for row in preview.rows] == ["某所", "另一所", "某所"]
    (preview,) = office.intake.previews(path, retyped=[Retyped("Sheet", 2, "C", "另一所")])
    assert {row.values["employer"] for row in preview.rows} == {"另一所"}


def test_an_error_cell_and_a_formula_without_a_value_can_be_typed_over(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "f.xlsx", ("姓名", "邮箱"), ("甲一", "=A1"), ("乙二", "=#REF!"))
    (preview,) = office.intake.previews(path)
    assert preview.problems
    typed = [Retyped("Sheet", 2, "B", "a@example.com"), Retyped("Sheet", 3, "B", "b@example.com")]
    (preview,) = office.intake.previews(path, retyped=typed)
    assert [row.values["email"] for row in preview.rows] == ["a@example.com", "b@example.com"]
    assert preview.problems == ()


def test_the_copy_says_what_was_typed_and_what_the_file_says(office: Office, path: Path, tmp_path: Path) -> None:
    typed = [Retyped("Sheet", 2, "C", "=l@example.com"), Retyped("Sheet", 2, "F", "2027-03-01")]
    previews = office.intake.previews(path, retyped=typed)
    office.intake.annotate(previews, tmp_path / "copy.xlsx", SAY, "Import problems")
    sheet = load_workbook(tmp_path / "copy.xlsx").worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=l@example.com", "s")
    assert "l(at)example.com" in sheet["C2"].comment.text
    assert (sheet["F2"].value, "随时" in sheet["G2"].value) == ("2027-03-01", True)


def test_a_text_table_has_cells_without_a_sheet(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("姓名,邮箱\n李雷,l(at)example.com\n", "utf-8")
    previews = office.intake.previews(path, retyped=[Retyped("", 2, "B", "l@example.com")])
    assert previews[0].rows[0].values["email"] == "l@example.com"
    office.intake.annotate(previews, tmp_path / "copy.xlsx", SAY, "Import problems")
    assert load_workbook(tmp_path / "copy.xlsx").worksheets[0]["B2"].value == "l@example.com"


def test_what_a_person_passes_over_is_told_apart_from_what_could_not_go_in(office: Office, path: Path) -> None:
    (preview,) = office.intake.previews(path, retyped=[Retyped("Sheet", 2, "A", "李蕾")])
    result = office.intake.commit(preview, {0: "skip"})
    assert (result.created, result.skipped, result.left_out) == (0, 1, 1)
