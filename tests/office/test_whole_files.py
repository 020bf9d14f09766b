"""A file with several kinds of record goes in as one import, in one transaction, and is undone as one."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.office import Office
from talentapp.office.views.records import CandidateQuery, ProjectQuery


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Organisations, people and projects on three sheets; one project's organisation is only in the file, and its name
    does not say what it is."""
    book = Workbook()
    assert book.active is not None
    book.active.title = "人才"
    for row in (("姓名", "电子邮箱", "专业技能", "到岗时间"), ("甲一", "a@example.com", "HBM", "2027-01-01"), ("乙二", "b@example.com", "CXL", "2027-02-01")):  # fmt: skip # noqa: E501
        book.active.append(row)
    sheet = book.create_sheet("项目")
    for row in (("项目名称", "所属单位", "所需技能", "名额"), ("先进封装", "星汉芯", "HBM", 2), ("互连协议", "示例新城大学", "CXL", 1)):  # fmt: skip # noqa: E501
        sheet.append(row)
    sheet = book.create_sheet("单位")
    for row in (("单位名称", "英文名称", "单位类型", "城市"), ("星汉芯", "Xinghan", "企业", "新城"), ("云汉", "Yunhan", "云厂商", "新城")):  # fmt: skip # noqa: E501
        sheet.append(row)
    path = tmp_path / "mixed.xlsx"
    book.save(path)
    return path


def stored(office: Office) -> tuple[int, int, int]:
    look = office.look
    return (
        len(look.find_candidates(CandidateQuery())),
        len(look.find_projects(ProjectQuery())),
        len(look.organisations()),
    )


def test_it_is_one_import_and_undone_as_one(office: Office, mixed: Path) -> None:
    previews = office.intake.previews(mixed)
    assert {preview.kind for preview in previews} == {Kind.ORGANISATIONS, Kind.CANDIDATES, Kind.PROJECTS}
    assert [row.action for preview in previews for row in preview.rows] == ["create"] * 6
    result = office.intake.commit_all(previews)
    assert (result.created, result.left_out, stored(office)) == (6, 0, (2, 2, 3))
    assert {one.names["zh_CN"]: one.kind for one in office.look.organisations()}["星汉芯"] is OrganisationKind.FIRM
    (row,) = office.look.recent_imports()
    assert row.created == 6
    assert set(row.kinds) == {Kind.ORGANISATIONS, Kind.CANDIDATES, Kind.PROJECTS}
    again = office.intake.previews(mixed)
    assert {each.action for preview in again for each in preview.rows} == {"unchanged"}
    assert office.intake.commit_all(again).batch_id is None
    undone = office.intake.undo(row.id)
    assert (undone.removed, undone.kept, stored(office)) == (7, (), (0, 0, 0))


def test_a_cancel_in_any_part_leaves_nothing(office: Office, mixed: Path) -> None:
    previews = office.intake.previews(mixed)

    def stopping(after: int) -> Progress:
        def progress(_done: int, _total: int | None) -> None:
            nonlocal after
            after -= 1
            if after < 0:
                raise Cancelled

        return progress

    for after in range(4):
        with pytest.raises(Cancelled):
            office.intake.commit_all(previews, progress=stopping(after))
        assert stored(office) == (0, 0, 0)
        assert office.look.recent_imports() == []
    assert office.intake.commit_all(previews, progress=stopping(1_000)).created == 6


def test_an_organisation_left_out_comes_along_with_its_project(office: Office, mixed: Path) -> None:
    previews = office.intake.previews(mixed)
    (organisations,) = [preview for preview in previews if preview.kind is Kind.ORGANISATIONS]
    office.intake.commit_all(previews, {organisations.key: {0: "skip", 1: "skip"}})
    assert {one.names["zh_CN"]: one.kind for one in office.look.organisations()} == {
        "星汉芯": OrganisationKind.FIRM,
        "示例新城大学": OrganisationKind.UNIVERSITY,
    }


def test_a_preview_can_be_cancelled_all_along(office: Office, mixed: Path) -> None:
    office.intake.commit_all(office.intake.previews(mixed))
    office.intake.previews(mixed)  # the people of the database are kept from here on
    calls = 0

    def counted(_done: int, total: int | None) -> None:
        nonlocal calls
        calls += total is not None  # without a total it waits for the reader's process, as often as that takes

    office.intake.previews(mixed, progress=counted)
    for after in range(calls):
        left = after

        def stop(_done: int, total: int | None) -> None:
            nonlocal left
            left -= total is not None
            if left < 0:
                raise Cancelled

        with pytest.raises(Cancelled):
            office.intake.previews(mixed, progress=stop)
