"""The pane of an organisation: what it is, its projects, what waits for it; each leads where it says."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, OrganisationKind, State, Verdict
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.lists.organisation_detail import OrganisationDetail, ProjectLine
from talentapp.gui.lists.origins import said_origin
from talentapp.gui.pairings.queue import Queue
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import Origin
from talentapp.settings import Language
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of
from tests.gui.test_slice import review_of


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


def test_what_waits_for_an_organisation_is_as_many_as_its_pane_says(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("review")
    review = review_of(window)
    review.choice.states.choose((State.SHORTLISTED,))  # where one looked last
    screen = list_of(window, "organisations")
    (row,) = screen.listing.rows_of([screen.listing.model.ids[0]])
    said = window.words("count-waiting-review", n=row.waiting)
    assert isinstance(screen.detail, OrganisationDetail) and row.waiting
    qtbot.waitUntil(lambda: said in [one.text() for one in screen.detail.findChildren(QPushButton)])
    next(one for one in screen.detail.findChildren(QPushButton) if one.text() == said).click()
    qtbot.waitUntil(lambda: window.page == "review" and len(review._ids) == row.waiting)
    assert review.choice.queue == Queue(row.id, states=(State.RECOMMENDED,))
    assert review.subheading.text().startswith(said)

    review.choice.states.choose((State.SHORTLISTED,))  # the head counts what is chosen
    assert review.subheading.text().startswith(dotted(window.words("count-listed", n=0), said))
    assert review._waiting.text() == window.words("review-to-waiting", n=row.waiting)
    review._waiting.click()
    qtbot.waitUntil(lambda: len(review._ids) == row.waiting)
    assert review.choice.queue == Queue(row.id, states=(State.RECOMMENDED,))


def test_where_nothing_waits_for_an_organisation_the_way_leads_to_what_waits_elsewhere(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    assert window.office is not None
    (row, *_) = window.office.look.organisations()
    for pairing in window.office.look.find_pairings(PairingQuery(organisation_id=row.id)):
        window.office.review.decide(pairing, Verdict.DECLINE, "方向不合")
    everything = window.office.look.find_pairings(PairingQuery())
    window.reload()
    window.go("review", row.id)
    review = review_of(window)
    qtbot.waitUntil(review._waiting.isVisible)
    assert review._waiting.text() == window.words("review-to-waiting-of-all", n=len(everything))
    review._waiting.click()
    qtbot.waitUntil(lambda: sorted(review._ids) == sorted(everything))


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
