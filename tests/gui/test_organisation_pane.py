"""The pane of an organisation: what it is, its projects, what waits for it; each leads where it says."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.gui.kit.dress import Dress
from talentapp.gui.lists.organisation_detail import OrganisationDetail, ProjectLine
from talentapp.gui.lists.origins import said_origin
from talentapp.office.views.records import Origin
from talentapp.settings import Language
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_an_organisation_is_told_beside_the_list(qtbot: QtBot, open_window: Opener, language: Language) -> None:
    window = open_window(language=language)
    screen = list_of(window, "organisations")
    words, detail = window.words, screen.detail
    assert isinstance(detail, OrganisationDetail)
    (row,) = screen.listing.rows_of([screen.listing.model.ids[0]])
    qtbot.waitUntil(lambda: bool(detail.findChildren(ProjectLine)))
    said = [one.text() for one in detail.findChildren(QLabel)]
    assert {row.names[language], words.code("organisation-kind", row.kind)} <= set(said)
    assert any(row.liaison and row.liaison in one and row.liaison_email in one for one in said)
    lines = detail.findChildren(ProjectLine)
    assert len(lines) == min(row.projects, 12)
    qtbot.mouseClick(lines[1], Qt.MouseButton.LeftButton)
    projects = list_of(window, "projects")
    assert projects.listing.asking.facets == (("organisation", str(row.id)),)
    assert projects.listing.table.chosen_id == lines[1].project_id
    window.go("organisations")
    (waiting,) = [
        one for one in detail.findChildren(QPushButton) if one.text() == words("count-waiting-review", n=row.waiting)
    ]
    qtbot.mouseClick(waiting, Qt.MouseButton.LeftButton)
    assert window.page == "review"


def test_one_without_projects_says_so(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window(), "organisations")
    made = screen.desk.editing.save(Kind.ORGANISATIONS, {"name_zh": "新设机构", "kind": OrganisationKind.FIRM})
    screen.edited.emit(made)
    screen.show_record(made.edit.touched[0].record_id)
    nothing = screen.words("detail-no-projects")
    assert screen.detail is not None
    qtbot.waitUntil(lambda: nothing in [one.text() for one in screen.detail.findChildren(QLabel)])


def test_an_origin_without_a_row_names_none(dress: Dress) -> None:
    """An organisation that came along with its projects, in a database of before."""
    origin = Origin("项目.xlsx", "", None, datetime(2026, 11, 20, tzinfo=UTC))
    assert said_origin(dress.words, Kind.ORGANISATIONS, origin).startswith(dress.words("origin-file", file="项目.xlsx"))
    assert "第" not in said_origin(dress.words, Kind.ORGANISATIONS, origin)
