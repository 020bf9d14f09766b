"""An import taken back as a whole, a row merged field by field, and a mapping that is remembered."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind, Mark, State, Verdict
from talentapp.office import Office
from talentapp.office.views.imports import Merge
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import PlanRequest
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from tests.office.test_intake import actions, people, workbook
from tests.office.test_merging import merged


def take_in(office: Office, path: Path) -> int:
    result = office.intake.commit(office.intake.preview(path))
    assert result.batch_id is not None
    return result.batch_id


def names(office: Office) -> list[str]:
    return [row.name for row in office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))]


def counts(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as other:
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: other.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in tables}


def test_what_an_import_made_goes_and_the_file_can_go_in_again(office: Office, tmp_path: Path) -> None:
    path = people(tmp_path / "a.xlsx", ("甲一", "", "a@example.com", "某单位", "HBM", None), ("乙二", *[""] * 4, None))
    batch = take_in(office, path)
    assert office.intake.undo_preview(batch).removed == 2
    result = office.intake.undo(batch)
    assert (result.removed, result.restored, result.kept) == (2, 0, ())
    assert Kind.CANDIDATES in result.changed
    assert names(office) == []
    assert office.look.find_candidates(CandidateQuery("HBM")) == []
    assert office.look.recent_imports()[0].undone
    with pytest.raises(TalentError) as caught:
        office.intake.undo(batch)
    assert caught.value.code is Fault.IMPORT_UNDONE
    assert actions(office.intake.preview(path)) == ["create", "create"]


def test_what_an_import_changed_is_as_it_was_but_for_what_was_edited_since(office: Office, tmp_path: Path) -> None:
    take_in(office, people(tmp_path / "a.xlsx", ("李雷", "Lei Li", "l@example.com", "旧单位", "HBM", None)))
    batch = take_in(office, people(tmp_path / "b.xlsx", ("李雷", None, "l@example.com", "新单位", "CXL", None)))
    take_in(office, people(tmp_path / "c.xlsx", ("李雷", None, "l@example.com", None, "PCIe", None)))
    result = office.intake.undo(batch)
    (key,) = office.look.find_candidates(CandidateQuery())
    row = office.look.candidate(key).row
    assert (row.employer, row.skills) == ("旧单位", ("HBM", "CXL", "PCIe"))
    assert [(kept.title, kept.why, kept.fields) for kept in result.kept] == [("李雷", "edited", ("skills",))]
    assert (result.removed, result.restored) == (0, 1)


def test_it_says_how_many_pairings_wait_for_what_changes_back(few_office: Office, tmp_path: Path) -> None:
    look = few_office.look
    waits = look.pairing_rows(look.find_pairings(PairingQuery(states=(State.RECOMMENDED,))))
    one = look.candidate(waits[0].candidate_id).row
    same = sum(row.candidate_id == one.id for row in waits)
    few_office.editing.save(Kind.CANDIDATES, {"email": "one@example.org"}, one.id)
    header = ("姓名", "邮箱", "现单位", "技能")
    employer = workbook(tmp_path / "a.xlsx", header, (one.name, "one@example.org", "新单位", None))
    told = workbook(tmp_path / "b.xlsx", header, (one.name, "one@example.org", None, "光刻机校准"))
    for path, waiting in ((employer, 0), (told, same)):
        preview = few_office.intake.undo_preview(take_in(few_office, path))
        assert (preview.restored, preview.waiting, preview.pairings) == (1, waiting, 0)


def test_what_was_edited_or_is_in_use_stays_and_is_listed(office: Office, tmp_path: Path) -> None:
    batch = take_in(
        office, people(tmp_path / "a.xlsx", ("李雷", "", "l@example.com", "", "", None), ("韩梅", *[""] * 4, None))
    )
    later = take_in(office, people(tmp_path / "b.xlsx", ("李雷", "", "l@example.com", "新单位", "", None)))
    preview = office.intake.undo_preview(batch)
    assert [(kept.title, kept.why) for kept in preview.kept] == [("李雷", "imported")]
    office.intake.undo(later)
    assert office.intake.undo_preview(batch).kept == ()  # it is as the first import made it
    (key,) = office.look.find_candidates(CandidateQuery("李雷"))
    office.editing.save(Kind.CANDIDATES, {"notes": "x"}, key)
    result = office.intake.undo(batch)
    assert [(kept.title, kept.why) for kept in result.kept] == [("李雷", "edited")]
    assert names(office) == ["李雷"]


def test_it_says_how_many_that_it_made_are_gone(office: Office, tmp_path: Path) -> None:
    batch = take_in(
        office, people(tmp_path / "a.xlsx", *((name, *[""] * 4, None) for name in ("甲某", "乙某", "丙某")))
    )
    one, other = office.look.find_candidates(CandidateQuery())[:2]
    merged(office, Kind.CANDIDATES, one, other)
    preview = office.intake.undo_preview(batch)
    assert preview.removed + len(preview.kept) + preview.gone == 3 and preview.gone == 1


def test_organisations_go_with_the_projects_that_brought_them(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "p.xlsx", ("项目名称", "单位名称"), ("HBM", "示例新城大学"), ("CXL", "示例新城大学"))
    result = office.intake.undo(take_in(office, path))
    assert (result.removed, result.kept) == (3, ())
    assert office.look.organisations() == []


@pytest.mark.long
def test_what_only_the_program_wrote_goes_along_and_recommending_begins_anew(
    sample_office: Office, tmp_path: Path
) -> None:
    office = sample_office
    office.planning.run(PlanRequest(time_limit=2))
    batches = {row.kind: row.id for row in office.look.recent_imports()}
    before = counts(tmp_path / "sample.db")
    preview = office.intake.undo_preview(batches[Kind.CANDIDATES])
    assert (preview.removed, preview.kept, preview.plans) == (59, (), 1)
    assert preview.recommendations == before["recommendation"] and preview.pairings == before["pairing"] > 0
    result = office.intake.undo(batches[Kind.CANDIDATES])
    assert (result.removed, result.kept) == (59, ())
    assert {Kind.CANDIDATES, Kind.RUNS, Kind.PAIRINGS, Kind.PLANS} <= result.changed
    after = counts(tmp_path / "sample.db")
    gone = ("candidate", "recommendation", "exclusion", "pairing", "savedplan", "plannedpairing", "unmatched", "run")
    assert [after[table] for table in (*gone, "runinputs")] == [0] * 9
    assert office.planning.plans() == [] and after["project"] == before["project"]
    assert office.look.find_candidates(CandidateQuery("GPU")) == []
    assert office.audit.verify().sound
    (path,) = [one for one in office.intake.sample_files() if one.name == preview.file_name]
    assert office.intake.commit(office.intake.preview(path)).created == 59
    run = office.recommending.run()
    assert not run.repeated and run.put_forward == before["pairing"]
    assert office.replaying.replay().status == "exact"


def test_what_a_person_did_keeps_the_records_that_it_is_about(sample_office: Office) -> None:
    office = sample_office
    batches = {row.kind: row.id for row in office.look.recent_imports()}
    decided, commented, pinned, *_ = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    assert decided.pairing_id and commented.pairing_id
    office.review.decide(decided.pairing_id, Verdict.ACCEPT)
    office.review.decide(commented.pairing_id, Verdict.COMMENT, "call again")
    triple = (pinned.candidate_id, pinned.university_project_id, pinned.firm_project_id)
    office.planning.mark({triple: Mark.PIN}, "me")
    result = office.intake.undo(batches[Kind.CANDIDATES])
    why = {kept.id: kept.why for kept in result.kept}
    expected = {decided.candidate_id: "decided", commented.candidate_id: "decided"}
    assert why == {pinned.candidate_id: "marked", **expected}
    assert result.removed == 59 - len(why)
    assert set(office.look.find_candidates(CandidateQuery())) == set(why)
    assert office.replaying.replay().status == "inputs_erased"
    projects = office.intake.undo(batches[Kind.PROJECTS])
    assert {"decided", "marked"} == {kept.why for kept in projects.kept}
    organisations = office.intake.undo(batches[Kind.ORGANISATIONS])
    assert {"projects"} == {kept.why for kept in organisations.kept}
    assert office.audit.verify().sound


def test_a_row_is_merged_field_by_field(office: Office, tmp_path: Path) -> None:
    take_in(office, people(tmp_path / "a.xlsx", ("李雷", "Lei Li", "l@example.com", "旧单位", "HBM", None)))
    preview = office.intake.preview(people(tmp_path / "b.xlsx", ("李雷", None, "l@example.com", "新单位", "CXL", None)))
    assert {name for name, _, _ in preview.rows[0].changes} == {"employer", "skills"}
    assert office.intake.commit(preview, {0: Merge(frozenset({"skills"}))}).updated == 1
    (key,) = office.look.find_candidates(CandidateQuery())
    row = office.look.candidate(key).row
    assert (row.employer, row.skills) == ("旧单位", ("HBM", "CXL"))


def test_a_mapping_is_remembered_for_files_of_the_same_header(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "邮箱", "代号", "专业技能")
    first = workbook(tmp_path / "a.xlsx", head, ("甲一", "a@example.com", "某单位", "HBM"))
    preview = office.intake.preview(first)
    (table,) = preview.reading.tables
    assert preview.reading.unused == ("代号",)
    assert [(column.letter, column.heading, column.target) for column in table.columns][2:] == [
        ("C", "代号", ""),
        ("D", "专业技能", "skills"),
    ]
    office.intake.say_meaning(table, Kind.CANDIDATES, "代号", "employer")
    office.intake.say_meaning(table, Kind.CANDIDATES, "专业技能", "")
    second = workbook(tmp_path / "b.xlsx", ("附：名单",), head, ("乙二", "b@example.com", "另一单位", "CXL"))
    for path, employer in ((first, "某单位"), (second, "另一单位")):
        (row,) = office.intake.preview(path).rows
        assert row.values["employer"] == employer
        assert "skills" not in row.values
    other = workbook(tmp_path / "c.xlsx", (*head, "备注"), ("丙三", "c@example.com", "x", "HBM", ""))
    assert "employer" not in office.intake.preview(other).rows[0].values


def test_a_project_that_imports_changed_is_deleted_with_what_they_changed_and_comes_back(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "projects.xlsx"
    for places in (1, 2):
        book = Workbook()
        book.worksheets[0].append(["项目名称", "单位名称", "单位类别", "需求人数"])
        book.worksheets[0].append(["甲题", "某大学", "高校", places])
        book.save(path)
        take_in(office, path)
    ids = office.look.find_projects(ProjectQuery())
    gone = office.editing.remove(Kind.PROJECTS, ids)
    assert (gone.left, [one.table for one in gone.edit.removed]) == (0, ["importchange", "project"])
    assert office.look.find_projects(ProjectQuery()) == []
    assert office.editing.undo(gone.edit).left == 0
    assert office.editing.read(Kind.PROJECTS, ids[0]).values["places"] == 2
