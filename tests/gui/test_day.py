"""A day of each role by keys and mouse through the real window, and a watch that its own thread never works long at a
stretch: LONGEST of its own CPU time, first visits of every page among it.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import State, Status
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.matching.matching import MatchingScreen
from talentapp.gui.pairings.pairing_screen import TABS
from talentapp.gui.rosters.rosters import RostersScreen
from talentapp.office import Office
from tests.gui.hands import CTRL, SHIFT, Day
from tests.gui.test_lists import list_of
from tests.gui.watching import Watcher, gauge


def test_the_officer(begin: Callable[..., Day]) -> None:
    """Looks at what waits, searches, filters, sorts, edits many, takes it back, edits one, and visits every page."""
    day = begin()
    window = day.window
    look = window.office.look  # type: ignore[union-attr]
    for page in PAGES:
        day.page(page)
    day.key("candidates by key", Qt.Key.Key_2, CTRL)
    screen = list_of(window)
    table = screen.listing.table
    day.key("to the search", Qt.Key.Key_F, CTRL)
    day.type("a keystroke", "zhangwei")
    assert 0 < len(screen.listing.model.ids) < 10
    day.key("no search", Qt.Key.Key_Escape)
    day.key("to the list", Qt.Key.Key_Down)
    day.click("filters", screen.listing.filters)
    day.do("a filter", screen.listing.panel.tree.topLevelItem(0).child(0).setCheckState, 0, Qt.CheckState.Checked)
    screen.listing.panel.close()
    assert screen.listing.asking.facets
    day.button("filter-clear")
    heading = table.horizontalHeader()
    day.click("sort", heading.viewport(), at=QPoint(heading.sectionViewportPosition(0) + 20, 10))
    day.key("to the list", Qt.Key.Key_2, CTRL)
    for _ in range(4):
        day.key("next row", Qt.Key.Key_J)
    day.row("a row", table, 0)
    day.row("some rows", table, 3, SHIFT)
    ids = table.selected_ids
    assert len(ids) == 4
    status = screen.bulk._status
    day.click("which state", status)
    QApplication.activePopupWidget().close()
    day.do("the state", status.setCurrentIndex, status.values.index(Status.PAUSED))
    day.do("pause them", status.activated.emit, status.currentIndex())
    assert {row.status for row in look.candidate_rows(ids)} == {Status.PAUSED}
    day.key("take it back", Qt.Key.Key_Z, CTRL)
    assert {row.status for row in look.candidate_rows(ids)} == {Status.OPEN}
    day.row("a row", table, 0)
    day.key("edit", Qt.Key.Key_E)
    post = screen.form._rows["post"].box
    day.click("into a field", post)
    day.type("a letter in a form", "新")
    day.key("save", Qt.Key.Key_S, CTRL)
    assert not screen.form.isVisible()
    day.key("a new one", Qt.Key.Key_N, CTRL)
    day.key("no new one", Qt.Key.Key_Escape)
    day.key("the palette", Qt.Key.Key_K, CTRL)
    day.type("a letter in the palette", "hbm")
    day.key("the best there", Qt.Key.Key_Return)
    day.key("all keys", Qt.Key.Key_F1)
    day.key("no keys", Qt.Key.Key_Escape)
    for page in PAGES:
        day.page(page)


def test_the_officer_begins(begin: Callable[..., Day], sample_office: Office) -> None:
    """Takes workbooks in, recommends, compares, plans, and puts the plan forward."""
    day = begin(empty=True)
    window = day.window
    look = window.office.look  # type: ignore[union-attr]
    day.do("drop workbooks", window.take_files, list(sample_office.intake.sample_files()))
    imports = window.screen_of("imports")
    assert isinstance(imports, ImportsScreen)
    day.do("as a sheet", imports.table_preview.show_as, 1)
    day.do("as rows", imports.table_preview.show_as, 0)
    day.click("confirm", imports.commit_button)
    day.click("all the same", imports.question.go)  # somebody stands in it twice
    assert look.counts().candidates > 50
    day.key("recommend", Qt.Key.Key_R, CTRL)
    assert look.recommended()
    day.page("matching")
    matching = window.screen_of("matching")
    assert isinstance(matching, MatchingScreen)
    for row in matching.matches.rows[:3]:
        day.do("pick one", matching._pick, row.ids)
    day.do("compare", matching.compare)
    day.key("back to the list", Qt.Key.Key_Escape)
    day.page("plan")
    day.button("plan-run")
    day.button("plan-forward")
    assert look.counts().by_state[State.RECOMMENDED]
    day.page("review")
    day.page("imports")


def test_the_liaison(begin: Callable[..., Day], sample_office: Office) -> None:
    """Reads, accepts, declines with a reason, takes back, and looks at the lists: by keyboard."""
    most = max(sample_office.look.organisations(), key=lambda row: row.waiting)
    day = begin("liaison", most.id)
    window = day.window
    look = window.office.look  # type: ignore[union-attr]
    day.page("overview")
    day.page("review")
    waiting = look.counts().by_state[State.RECOMMENDED]
    assert waiting > 3
    for which in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        day.key("move", which)
    for _ in range(3):
        day.key("another part", Qt.Key.Key_T)
    day.key("accept", Qt.Key.Key_A)
    day.key("decline", Qt.Key.Key_R)
    day.type("a letter of a reason", "没有名额")
    day.key("confirm", Qt.Key.Key_Return)
    assert look.counts().by_state[State.RECOMMENDED] == waiting - 2
    day.key("take back", Qt.Key.Key_U)
    assert look.counts().by_state[State.RECOMMENDED] == waiting - 1
    for page in ("candidates", "projects"):
        day.page(page)
        day.key("next row", Qt.Key.Key_J)


def test_the_pairing_from_card_to_card(begin: Callable[..., Day]) -> None:
    """An officer opens a pairing, puts it forward, accepts it, and looks at all there is of it."""
    day = begin()
    window = day.window
    look = window.office.look  # type: ignore[union-attr]
    row = next(row for row in look.recommended() if row.pairing_id is None)
    day.do("open", window.go, "pairing", row.recommendation_id)
    day.button("action-put-forward")
    day.button("verdict-accept")
    assert look.pairing(row.recommendation_id).row.state is State.SHORTLISTED
    for _ in range(2):
        for at in range(len(TABS)):
            day.key("a tab", Qt.Key(Qt.Key.Key_1 + at), Qt.KeyboardModifier.AltModifier)
    day.key("back", Qt.Key.Key_Escape)
    assert window.page != "pairing"


def test_the_manager(begin: Callable[..., Day]) -> None:
    """Looks at the overview and its tables, and at a roster, and writes it."""
    day = begin("manager")
    day.page("overview")
    window = day.window
    said = window.words("picture-table")

    def turns() -> list[QPushButton]:
        return [one for one in window.findChildren(QPushButton) if one.text() == said and one.isVisible()]

    assert len(turns()) >= 2
    for _ in range(2):  # found anew each time: what the overview reads meanwhile may make its pictures anew
        day.click("a table", turns()[0])
    for page in ("rosters", "plan", "review", "matching", "settings", "overview"):
        day.page(page)
    day.page("rosters")
    rosters = window.screen_of("rosters")
    assert isinstance(rosters, RostersScreen)
    day.button("stage-recommended")  # in the sample nothing has come further
    day.qtbot.waitUntil(lambda: rosters._export.isEnabled() and window.idle, timeout=60_000)
    day.button("roster-sheet-notes")
    day.do("another sheet", rosters.preview._choose, 1)
    out = rosters._target()
    day.button("action-export")
    assert out.stat().st_size > 10_000
    assert rosters.done_text


def test_the_watch_sees_a_stall(qtbot: QtBot, qapp: QApplication) -> None:
    watcher = Watcher()
    with watcher.doing("much too much"):
        for _ in range(40):
            gauge()
    watcher.done()
    gauge()
    watcher.close()
    assert [one.doing for one in watcher.longer_than(watcher.allowed)] == ["much too much"]
    assert watcher.longer_than(10) == []
