"""The import page before files are chosen and after they have gone in, and how its panels use the room they have."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from talentapp.domain.intake import Problem, Trouble
from talentapp.domain.masking import Reader
from talentapp.domain.roles import Role
from talentapp.domain.terms import ErasureReason, Kind, State
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.imports.problem_card import ProblemCard
from talentapp.gui.imports.recent import RecentImports
from talentapp.gui.kit.cell_layout import room_for
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.controls import Line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.focus import ringed
from talentapp.gui.kit.interlude import step_back
from talentapp.gui.kit.tables import Cell
from talentapp.office.views.records import CandidateQuery
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import HEAD, ROWS, opened, said, screen_of, typed_into, workbook
from tests.gui.test_lists import list_of
from tests.gui.test_slice import press
from tests.office.test_roster_return import FIRST, edit, exported

__all__ = ["opened"]
LONG = "a.rather.long.private.address.of.hers@mailboxes.an-institute.example.org"


def test_ctrl_i_puts_a_ring_around_what_chooses_files(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    window.activateWindow()
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton)  # no ring after a click, until a key is pressed
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page == "imports")
    choose = screen_of(window)._start.choose
    assert window.focusWidget() is choose and ringed(choose)
    assert choose.text() == window.words("import-choose")


def test_while_a_run_is_under_way_the_button_that_began_it_says_so(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True, lane=ThreadPoolExecutor(1))
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ROWS[0])])
    screen = screen_of(window)
    qtbot.waitUntil(lambda: screen._shown is not None)
    screen.commit()
    qtbot.waitUntil(lambda: window.idle)
    words = window.words
    assert not [one for one in screen._start.findChildren(QPushButton) if one.text() == words("action-recommend")]
    needed = words("list-separator").join(words(f"column-{side}-project") for side in ("university", "firm"))
    assert words("import-then", needed=needed) in said(screen)
    assert screen._start.choose.property("kind") == "primary"
    screen._start.show_rows([], screen._results)  # as where nothing lacks
    (button,) = [
        one for one in screen._start.findChildren(QPushButton) if one.text() == window.words("action-recommend")
    ]
    step_back(button, back=True)  # while something is asked
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isEnabled() and button.text() == window.words("stage-recommend-going")
    qtbot.waitUntil(lambda: button.isEnabled())
    assert button.text() == window.words("action-recommend")
    drawn = button.icon().pixmap(button.iconSize()).toImage()
    ink = max((drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height())), key=QColor.alpha)
    assert ink.lightness() < 200  # and its icon is seen on what is no accent now
    choose = [one for one in screen.error.findChildren(QPushButton) if one.text() == words("import-choose")]
    assert [one.isVisible() for one in choose] == [True]  # the run was refused; what helps is done here


@pytest.mark.long
def test_files_left_on_another_page_are_told_of_at_the_next_start(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    database = tmp_path / "own.db"
    window = open_window(database=database)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ROWS[0])])
    screen_of(window).commit()
    window.take_files([workbook(tmp_path / "名单.xlsx", HEAD, *ROWS)])
    screen = screen_of(window)
    screen.table_preview.show_as(1)
    typed_into(qtbot, screen, 1, 1, "b@example.com")
    window.go("candidates")
    window.close()
    window = open_window(database=database)
    assert window.page == "candidates" and window.words("import-left-kept") in said(window)
    window.go("imports")
    assert window.words("import-left-kept") not in said(window)
    told = said(screen_of(window)._start.left)
    assert window.words("import-left-cells", n=1) in told
    assert window.words("import-left-rows", n=0) not in told
    screen_of(window)._start.left._drop()
    window.close()
    assert window.words("import-left-kept") not in said(open_window(database=database))


def test_a_row_of_the_imports_of_late_breaks_only_where_the_room_ends(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    window.resize(1440, 900)
    window.take_files([workbook(tmp_path / "海外人才摸底表.xlsx", HEAD, *ROWS, *(ROWS[1] for _ in range(3)))])
    screen = screen_of(window)
    screen.table_preview.show_as(1)
    for at in (1, 4, 5, 6):
        typed_into(qtbot, screen, at, 1, f"b{at}@example.com")
    screen.commit()
    recent = screen._start.recent
    assert isinstance(recent, RecentImports)
    qtbot.waitUntil(lambda: recent.width() > 900 and "名单!B3" in said(recent))
    qtbot.wait(50)  # until what was listed before has gone
    (cells,) = [one for one in recent.findChildren(QLabel) if "名单!B3" in one.text() and one.isVisible()]
    assert cells.height() < 2 * cells.fontMetrics().height(), "one line, for there is room"


@pytest.mark.parametrize("value", ["随时", LONG])
def test_the_way_to_correct_stands_on_the_line_of_the_chip(qtbot: QtBot, dress: Dress, value: str) -> None:
    heading = "可到岗的时间（请写到月份，如尚未确定请留空并在备注中说明）"
    problem = Problem(Trouble.DATE_UNCLEAR, "名单", 3, "D", header=heading, value=value)
    card = ProblemCard(dress, problem, correctable=True, in_sheet=True)
    qtbot.addWidget(card)
    card.resize(300, 200)
    card.show()
    (chip,), (correct,) = (
        card.findChildren(Chip),
        [one for one in card.findChildren(QPushButton) if one.text() == dress.words("problem-correct")],
    )
    ways = [one.mapTo(card, one.rect().center()).y() for one in (chip, correct)]
    assert abs(ways[0] - ways[1]) <= 1
    assert card.width() == 300, "a long word is broken, not cut"


def test_a_long_address_stands_whole_within_the_panel(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    window.resize(1440, 900)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ("罗启明", LONG, "某某大学", None, None))])
    detail = screen_of(window).table_preview.detail
    (shown,) = [one for one in detail.findChildren(QLabel) if one.text().replace("\u200b", "") == LONG]
    assert shown.mapTo(detail, shown.rect().topRight()).x() < detail.width()
    assert shown.minimumSizeHint().width() <= shown.width(), "it breaks where the panel ends"


def test_the_counts_are_never_away_and_what_was_done_stays_in_its_place(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]
) -> None:
    window, screen = opened
    preview, status = screen.table_preview, window._status

    def counts() -> list[str]:
        flow = preview._counts
        widgets = [item.widget() for at in range(flow.count()) if (item := flow.itemAt(at))]
        return [one.text() for one in widgets if isinstance(one, QLabel) and one.isVisible() and one.width() > 20]

    before = counts()
    preview.show_decided(0)  # a row was decided about
    assert counts() == before and len(before) > 1
    preview.show_as(1)
    typed_into(qtbot, screen, 1, 1, "b@example.com")
    at = status._notice.x()
    for line in status.lines:
        line.show()
    QApplication.processEvents()
    assert status._notice.x() == at and status._notice.text()


def test_a_field_says_all_of_a_long_text_in_its_tip(qtbot: QtBot, dress: Dress) -> None:
    line = Line()
    qtbot.addWidget(line)
    line.resize(240, line.sizeHint().height())
    line.show()
    for text, told in (("short@example.org", ""), (LONG, LONG)):
        line.setText(text)
        QToolTip.hideText()
        QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, QPoint(9, 9), line.mapToGlobal(QPoint(9, 9))))
        assert QToolTip.text() == told


def test_files_that_wait_to_be_taken_in_are_marked_beside_their_page(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen, item = screen_of(window), window._navigation.items["imports"]
    files = [workbook(tmp_path / f"{name}.xlsx", HEAD, (name, None, None, None, None)) for name in ("甲一", "乙二")]
    assert item._count == 0
    window.take_files(files)
    window.go("candidates")
    assert item._count == 2
    screen.discard()
    assert item._count == 0
    assert screen.take_back()
    assert item._count == 2
    screen.commit()
    assert item._count == 0
    window.take_files(files[:1])
    assert item._count == 1
    window._act_as(Role.MANAGER, None)
    assert item._count == 0, "the page with them is gone"


def test_the_name_of_a_file_that_is_erased_is_said_to_be(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    office, screen = window.office, screen_of(window)
    assert office is not None
    window.take_files([workbook(tmp_path / "甲一.xlsx", HEAD, ("甲一", None, "某所", None, None))])
    screen.commit()
    office.privacy.erase(office.look.find_candidates(CandidateQuery()), ErasureReason.REQUEST)
    window.reload()
    screen.refresh()
    (row,) = office.look.recent_imports()
    assert row.file_name == ""
    assert window.words("import-file-erased") in said(screen._start.recent).splitlines()
    assert not [one for one in screen._start.recent.findChildren(QLabel) if not one.text() and one.isVisible()]


def test_a_row_that_is_merged_with_another_is_counted(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen, words = screen_of(window), window.words
    row = ("甲一", "a@example.com", None, None, None)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, row, row, ("乙二", None, None, None, None))])
    assert screen._shown is not None and [one.action for one in screen._shown.rows] == ["create", "join", "create"]
    screen.commit()
    counts = words("list-separator").join((words("import-created", n=2), words("import-merged", n=1)))
    assert counts in said(screen._start.recent).splitlines()
    assert any(counts in line for line in said(screen._start).splitlines() if "a.xlsx" in line)


def test_names_have_the_room_of_what_needs_nobodys_eye(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen, name = screen_of(window), "Maria Magdalena Fernandez de la Cruz y Montoya"
    table = screen.table_preview.table
    widths = []
    for file, available in (("a", "2027-03-01"), ("b", "随时")):
        window.take_files([workbook(tmp_path / f"{file}.xlsx", HEAD, (name, None, "某所", available, None))])
        assert screen._shown is not None and bool(screen._shown.problems) == (file == "b")
        widths.append(table.columnWidth(1))
        screen.discard()
    assert widths[0] >= room_for("zh_CN", Cell(name, strong=True)) > widths[1] > 200


@pytest.mark.long
def test_who_an_import_brought_or_changed_is_one_step_away(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    words = window.words
    other = ("丙三", "c@example.org", "某单位", None, "PCIe")
    window.take_files([workbook(tmp_path / "名单.xlsx", HEAD, ROWS[0], other)])
    screen = screen_of(window)
    screen.focus_first()
    screen.confirm()
    forward = window.focusWidget()
    assert isinstance(forward, QPushButton) and forward.text() == words("action-recommend")
    press(qtbot, window, words("import-look-candidates"))
    candidates = list_of(window, "candidates")
    rows = candidates.listing.rows_of(candidates.listing.model.ids)
    assert {row.name for row in rows} == {"甲一", "丙三"}
    chips = [each.text().strip() for each in candidates.findChildren(QPushButton) if each.property("facet")]
    assert chips == [words("facet-chip", facet=words("facet-import"), value="名单.xlsx")]

    # The same people again with another post: changed, not made
    changed = ("甲一", "a@example.com", "新单位", None, "HBM")
    window.take_files([workbook(tmp_path / "二.xlsx", HEAD, changed)])
    screen.confirm()
    press(qtbot, window, words("import-look-candidates"))
    assert [row.name for row in candidates.listing.rows_of(candidates.listing.model.ids)] == ["甲一"]
    assert candidates.listing.table.selected_ids  # the one that it is about is in view

    # What a run has found is one step away, too
    window.take_files([workbook(tmp_path / "三.xlsx", HEAD, ("丁四", "d@example.org", "某所", None, "CUDA"))])
    screen.confirm()
    qtbot.wait(600)  # it waits for whoever pressed the one before
    qtbot.mouseClick(screen._start._forward, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: window.idle and screen._start._forward.text() == words("import-to-matching"), timeout=30_000
    )
    qtbot.wait(600)
    qtbot.mouseClick(screen._start._forward, Qt.MouseButton.LeftButton)
    assert window.page == "matching"


def test_what_an_import_brings_twice_is_one_step_away(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen, words = screen_of(window), window.words

    def leads() -> list[str]:
        buttons = screen._start.findChildren(QPushButton)
        return [one.text() for one in buttons if one.property("wanted") and one.isVisible()]

    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ("罗启明", "a@example.com", "某某大学", None, None))])
    screen.commit()
    qtbot.waitUntil(lambda: leads() == [words("import-look-candidates")])  # nobody is in twice
    window.take_files([workbook(tmp_path / "b.xlsx", HEAD, ("羅啟明", "q@example.com", "某某大学", None, None))])
    detail = screen.table_preview.detail
    [one for one in detail.findChildren(QPushButton) if one.text() == words("action-create")][-1].click()
    screen.commit()
    qtbot.waitUntil(lambda: leads() == [words("import-look-candidates"), words("import-look-duplicates", n=1)])
    press(qtbot, window, words("import-look-duplicates", n=1))
    assert window.page == "duplicates"
    assert window.screen_of("duplicates").list.count() == 1  # type: ignore[attr-defined]


def test_the_place_for_files_names_all_that_may_come_in(open_window: Opener) -> None:
    for role in (Role.HR_OFFICER, Role.LIAISON):
        window = open_window(role=role) if role is Role.LIAISON else open_window()
        drop = screen_of(window)._start.drop
        assert any("花名册" in one.text() for one in drop.findChildren(QLabel)), role


def test_after_a_roster_has_come_back_its_decisions_are_one_step_away(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    words, office = window.words, window.office
    assert office is not None
    path = exported(office, tmp_path, reader=Reader.OFFICE)

    def accept(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["state"]).value = words("roster-state-shortlisted")
        sheet.cell(FIRST, at["decided-by"]).value = "顾文汐"

    edit(path, accept)
    window.take_files([path])
    screen_of(window).confirm()
    offered = {one.text() for one in screen_of(window)._start.findChildren(QPushButton) if one.isVisible()}
    looks = {f"import-look-{kind.value}" for kind in (Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS)}
    assert not offered & {words(look) for look in looks}, "what it changes besides is no list of this import"
    press(qtbot, window, words("import-look-pairings"))
    review: Any = window.screen_of("review")
    assert window.page == "review"
    assert {row.state for row in office.look.pairing_rows(review.queue.model().ids)} == {State.SHORTLISTED}
