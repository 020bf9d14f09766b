"""Files that are taken in together: whatever their order, what each preview says is what then happens."""

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.office import Office
from talentapp.office.views.imports import Preview, in_order
from talentapp.office.views.records import ProjectQuery
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
