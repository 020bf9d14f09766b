"""Files that are taken in together: whatever their order, what each preview says is what then happens."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.office import Office
from talentapp.office.imports.committing import Choice
from talentapp.office.views.imports import Preview, in_order
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from tests.office.test_intake import workbook

PROJECT = ("项目名称", "所属单位", "所需技能", "名额")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """People, two files of projects, and their organisations in a third: one is called by its English name, one by a
    name that does not say what it is; one project stands twice, under two names of its organisation."""
    return [
        workbook(tmp_path / "a.xlsx", ("姓名", "电子邮箱", "专业技能"), ("甲一", "a@example.com", "HBM")),
        workbook(tmp_path / "b.xlsx", PROJECT, ("先进封装", "星汉芯", "HBM", 2), ("先进封装", "Xinghan", "HBM", 2)),
        workbook(tmp_path / "c.xlsx", PROJECT, ("互连协议", "新城大学", "CXL", 1)),
        workbook(
            tmp_path / "d.xlsx",
            ("单位名称", "英文名称", "单位类型", "城市"),
            ("星汉芯", "Xinghan", "云厂商", "新城"),
            ("新城大学", "Newtown University", "高校", "新城"),
        ),
    ]


def guessed(previews: Sequence[Preview]) -> list[str]:
    unknown = (Trouble.ORGANISATION_GUESSED, Trouble.ORGANISATION_UNKNOWN)
    return [one.value for preview in previews for one in preview.problems if one.trouble in unknown]


def previews_of(office: Office, paths: Sequence[Path]) -> list[Preview]:
    return [preview for path in paths for preview in office.intake.previews(path)]


@pytest.mark.long
def test_in_every_order_the_projects_know_the_organisations_of_the_other_file(
    office: Office, files: list[Path]
) -> None:
    alone = previews_of(office, files)
    assert guessed(alone), "each by itself does not know them"
    for order in permutations(alone):
        planned = office.intake.together(order)
        assert [one.path for one in planned] == [one.path for one in order]
        assert guessed(planned) == []
        left: tuple[int, ...] = ()
        batches = []
        for previews in in_order(planned):
            result = office.intake.commit_all(previews, after=left)
            said = [sum(one.count(action) for one in previews) for action in ("create", "update", "unchanged")]
            out = sum(one.count("duplicate") + one.count("blocked") for one in previews)
            assert [result.created, result.updated, result.unchanged, result.left_out] == [*said, out]
            left = result.fingerprint
            batches.append(result.batch_id)
        kinds = {one.names["zh_CN"]: one.kind for one in office.look.organisations()}
        assert kinds == {"星汉芯": OrganisationKind.CLOUD, "新城大学": OrganisationKind.UNIVERSITY}
        assert len(office.look.find_projects(ProjectQuery())) == 2
        for batch in reversed(batches):
            assert batch is not None
            assert office.intake.undo(batch).kept == ()


def test_an_organisation_that_stays_out_is_told_again(office: Office, files: list[Path]) -> None:
    planned = office.intake.together(previews_of(office, files))
    directory = next(one for one in planned if one.kind is Kind.ORGANISATIONS)
    without = office.intake.together(planned, {directory.key: {1: "skip"}})
    assert guessed(without) == ["新城大学"]
    assert [one is other for one, other in zip(planned, without, strict=True)] == [True, False, False, True]
    again = office.intake.together(without[:3])
    assert sorted(guessed(again)) == ["Xinghan", "新城大学", "星汉芯"], "the file with them has been taken away"


def test_a_further_name_of_a_known_organisation_is_that_organisation(office: Office, tmp_path: Path) -> None:
    head = ("单位名称", "英文名称", "单位类型", "城市")
    office.intake.commit(office.intake.preview(workbook(tmp_path / "d.xlsx", head, ("星汉芯", "", "企业", "新城"))))
    office.intake.commit(
        office.intake.preview(workbook(tmp_path / "p.xlsx", PROJECT, ("先进封装", "星汉芯", "HBM", 2)))
    )
    named = workbook(tmp_path / "e.xlsx", head, ("星汉芯", "Xinghan", "企业", "新城"))
    same = workbook(tmp_path / "c.xlsx", PROJECT, ("先进封装", "Xinghan", "HBM", 2))
    projects, directory = office.intake.together(previews_of(office, [same, named]))
    assert [row.action for row in (*directory.rows, *projects.rows)] == ["update", "unchanged"]


def test_the_sample_programme_brings_its_own_directory(office: Office) -> None:
    paths = sorted(office.intake.sample_files())
    planned = office.intake.together(previews_of(office, paths))
    assert guessed(planned) == []
    assert in_order(planned)[0][0].kind is Kind.ORGANISATIONS


PERSON = ("姓名", "电子邮箱", "工作单位", "电话")
FIRST = ("郑七", "zheng@example.com", "甲公司", "+86 138 0000 0001")


def one_after_another(office: Office, *previews: Preview, decided: dict[str, dict[int, Choice]] | None = None) -> None:
    """Take files in as one press of the button does."""
    left: tuple[int, ...] = ()
    for preview in previews:
        left = office.intake.commit_all([preview], decided or {}, after=left).fingerprint


@pytest.mark.parametrize(
    "second",
    [
        ("郑七", "zheng@example.com", "乙公司", "+86 139 0000 0002"),  # would overwrite
        ("郑七", "other@example.com", "甲公司", None),  # may be the same
    ],
    ids=["same", "alike"],
)
def test_what_the_file_before_makes_a_row_do_unseen_is_shown_first(
    office: Office, tmp_path: Path, second: tuple[str | None, ...]
) -> None:
    one = workbook(tmp_path / "x1.xlsx", PERSON, FIRST)
    two = workbook(tmp_path / "x2.xlsx", PERSON, ("韩八", "han@example.com", "丙公司", None), second)
    previews = previews_of(office, [one, two])
    assert [row.action for preview in previews for row in preview.rows] == ["create"] * 3
    with pytest.raises(TalentError) as caught:
        one_after_another(office, *previews)
    assert caught.value.code is Fault.IMPORT_CHANGED
    assert (caught.value.facts["file"], caught.value.facts["n"], caught.value.facts["title"]) == ("x2.xlsx", 1, "郑七")
    people = office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))
    assert [(row.name, row.employer) for row in people] == [("郑七", "甲公司")], "nothing of the second file is in"
    again = office.intake.preview(two)
    assert again.rows[0].action == "create"
    assert again.rows[1].action in ("update", "duplicate")
    office.intake.commit(again)
    for batch in office.look.recent_imports():
        assert office.intake.undo(batch.id).kept == ()
    assert not office.look.find_candidates(CandidateQuery())


def test_a_row_that_stays_out_or_says_nothing_new_stands_in_nobodys_way(office: Office, tmp_path: Path) -> None:
    one = workbook(tmp_path / "x1.xlsx", PERSON, FIRST)
    same = workbook(tmp_path / "x2.xlsx", PERSON, ("韩八", "han@example.com", None, None), FIRST)
    other = workbook(tmp_path / "x3.xlsx", PERSON, (*FIRST[:2], "乙公司", None), ("吴九", "wu@example.com", None, None))
    first, second, third = previews_of(office, [one, same, other])
    one_after_another(office, first, second, third, decided={third.key: {0: "skip"}})
    people = office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))
    assert sorted(row.name for row in people) == sorted(("郑七", "韩八", "吴九"))
    assert next(row.employer for row in people if row.name == "郑七") == "甲公司"


def test_an_update_with_other_changes_is_shown_first_too(office: Office, tmp_path: Path) -> None:
    office.intake.commit(office.intake.preview(workbook(tmp_path / "x0.xlsx", PERSON, FIRST)))
    one = workbook(tmp_path / "x1.xlsx", PERSON, (*FIRST[:2], "乙公司", None))
    two = workbook(tmp_path / "x2.xlsx", PERSON, (*FIRST[:2], "丙公司", None))
    back = workbook(tmp_path / "x3.xlsx", PERSON, (*FIRST[:2], "甲公司", None))  # says what the record says, until then
    previews = previews_of(office, [one, two, back])
    assert [preview.rows[0].action for preview in previews] == ["update", "update", "unchanged"]
    for later in previews[1:]:
        with pytest.raises(TalentError) as caught:
            one_after_another(office, previews[0], later)
        assert caught.value.code is Fault.IMPORT_CHANGED
        for batch in office.look.recent_imports()[:1]:
            office.intake.undo(batch.id)
        previews = previews_of(office, [one, two, back])


def test_a_project_of_two_files_is_not_overwritten_unseen(office: Office, tmp_path: Path) -> None:
    one = workbook(tmp_path / "p1.xlsx", PROJECT, ("先进封装", "星汉芯公司", "HBM", 2))
    two = workbook(tmp_path / "p2.xlsx", PROJECT, ("先进封装", "星汉芯公司", "HBM", 5))
    three = workbook(tmp_path / "p3.xlsx", PROJECT, ("互连协议", "星汉芯公司", "CXL", 1))
    first, second, third = office.intake.together(previews_of(office, [one, two, three]))
    with pytest.raises(TalentError) as caught:  # by the second: that its organisation is in by then hinders no project
        one_after_another(office, first, third, second)
    assert (caught.value.code, caught.value.facts["file"]) == (Fault.IMPORT_CHANGED, "p2.xlsx")
    assert len(office.look.find_projects(ProjectQuery())) == 2
