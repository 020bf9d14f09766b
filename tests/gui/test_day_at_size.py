"""An officer's day with 100,000 candidates: the window's thread works no longer at a stretch than with the sample's.

But for the matching page: there, comparing all with all takes minutes, beside the window's thread.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from benchmarks.lists import prepare
from talentapp import settings
from talentapp.domain.terms import Status
from talentapp.gui.frame.navigation import PAGES
from talentapp.office import open_office
from talentapp.settings import Settings
from tests.gui.hands import CTRL, PLAIN, SHIFT, Day
from tests.gui.test_lists import list_of

MANY = 100_000
SOME = 500
QUICK = [page for page in PAGES if page != "matching"]


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the sample programme, and 100,000 candidates beside it."""
    path = tmp_path_factory.mktemp("crowded") / "crowded.db"
    prepare(path, MANY)
    office = open_office(Settings(settings.database_url(path), "zh_CN"))
    for file in office.intake.sample_files():
        office.intake.commit(office.intake.preview(file))
    office.close()
    return path


@pytest.mark.slow
def test_the_officer_among_a_hundred_thousand(begin: Callable[..., Day], crowded: Path) -> None:
    day = begin(source=crowded)
    window = day.window
    look = window.office.look  # type: ignore[union-attr]
    for page in (*QUICK, "overview"):
        day.page(page)
    day.key("candidates by key", Qt.Key.Key_2, CTRL)
    screen = list_of(window)
    table = screen.listing.table
    assert len(screen.listing.model.ids) > MANY
    for query in ("z", "zh", "zhangwei", "机器学习", "伟"):
        day.key("to the search", Qt.Key.Key_F, CTRL)
        day.type(f"a keystroke of {query}", query)
        day.key("no search", Qt.Key.Key_Escape)
    day.key("to the list", Qt.Key.Key_Down)
    day.click("filters", screen.listing.filters)
    for at in range(screen.listing.panel.tree.topLevelItemCount()):
        facet = screen.listing.panel.tree.topLevelItem(at)
        if facet.childCount():
            day.do("a filter", facet.child(0).setCheckState, 0, Qt.CheckState.Checked)
            day.do("no filter", facet.child(0).setCheckState, 0, Qt.CheckState.Unchecked)
    day.do("filters away", screen.listing.panel.close)
    heading = table.horizontalHeader()
    for section, column in enumerate(screen.listing.model.columns):
        if column.order and not table.isColumnHidden(section):
            for _ in range(2):
                at = QPoint(heading.sectionViewportPosition(section) + 20, 10)
                day.click(f"sort by {column.order}", heading.viewport(), at=at)
    day.key("to the list", Qt.Key.Key_2, CTRL)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        day.key(f"to a row by {key.name}", key, CTRL if key in (Qt.Key.Key_End, Qt.Key.Key_Home) else PLAIN)
    day.row("a row", table, 0)
    day.do("far down", table.scrollTo, screen.listing.model.index(SOME - 1, 0))
    day.row("many rows", table, SOME - 1, SHIFT)
    ids = table.selected_ids
    assert len(ids) == SOME
    status = screen.bulk._status
    day.do("the state", status.setCurrentIndex, status.values.index(Status.PAUSED))
    day.do("pause them", status.activated.emit, status.currentIndex())
    assert {row.status for row in look.candidate_rows(ids)} == {Status.PAUSED}
    day.key("take it back", Qt.Key.Key_Z, CTRL)
    assert {row.status for row in look.candidate_rows(ids)} == {Status.OPEN}
    day.key("all of them", Qt.Key.Key_A, CTRL)
    day.row("a row", table, table.rowAt(20))
    day.key("edit", Qt.Key.Key_E)
    day.click("into a field", screen.form._rows["post"].box)
    day.type("a letter in a form", "新")
    day.key("save", Qt.Key.Key_S, CTRL)
    assert not screen.form.isVisible()
    day.key("take it back", Qt.Key.Key_Z, CTRL)
    day.key("a new one", Qt.Key.Key_N, CTRL)
    day.key("no new one", Qt.Key.Key_Escape)
    day.key("the palette", Qt.Key.Key_K, CTRL)
    day.type("a letter in the palette", "zhang")
    day.key("the best there", Qt.Key.Key_Return)
    day.do("duplicates", window.go, "duplicates")
    for page in QUICK:
        day.page(page)
    assert QApplication.activePopupWidget() is None
