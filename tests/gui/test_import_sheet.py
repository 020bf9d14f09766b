"""The previewed sheet worked as in a spreadsheet: ranges, the clipboard, one correction of all that say the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QLineEdit, QStyleOptionHeaderV2, QToolTip
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.imports.sheet_view import SheetView, cells_of, tab_text
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import screen_of, typed_into
from tests.gui.test_kept_imports import again, press

HEAD = ("姓名", "电子邮箱", "到岗时间")
NAMES = ("甲一", "乙二", "丙三", "丁四", "戊五", "己六", "庚七", "辛八")
ROWS = [(name, f"p{at}@example.com", "明年初" if at % 2 else "2027-03-01") for at, name in enumerate(NAMES)]
UNCLEAR = [at for at in range(8) if at % 2]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def workbook(path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (HEAD, *ROWS):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "own.db"


@pytest.fixture
def opened(open_window: Opener, database: Path, tmp_path: Path) -> tuple[MainWindow, ImportsScreen, SheetView]:
    window = open_window(database=database)
    window.take_files([workbook(tmp_path / "名单.xlsx")])
    screen = screen_of(window)
    screen.table_preview.show_as(1)
    table = screen.table_preview.sheet.table
    table.setCurrentIndex(table.model().index(0, 0))
    table.setFocus()
    return window, screen, table


def column(table: SheetView, at: int) -> list[str]:
    return [table.model().index(row, at).data() for row in range(8)]


def days(screen: ImportsScreen) -> list[str]:
    return [str(row.values.get("available_from", "")) for row in screen._shown.rows]  # type: ignore[union-attr]


def test_a_range_is_selected_by_mouse_and_keys_and_copied_as_tab_text(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen, SheetView]
) -> None:
    window, screen, table = opened
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(table, key, SHIFT)
    assert table.area == (0, 0, 1, 1)
    assert window.words("grid-selected", n=4) == screen.table_preview.sheet._line.text()
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "甲一\tp0@example.com\n乙二\tp1@example.com\n"
    first, last = (table.visualRect(table.model().index(*at)).center() for at in ((2, 1), (4, 2)))
    qtbot.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseMove(table.viewport(), QPoint(first.x(), first.y() + 4))
    qtbot.mouseMove(table.viewport(), last)
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=last)
    assert table.area == (2, 1, 4, 2)
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert table.area == (0, 0, 7, 2)


@pytest.mark.long
def test_what_is_pasted_is_read_and_taken_back_at_once(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen, SheetView]
) -> None:
    window, screen, table = opened
    QGuiApplication.clipboard().setText("a@example.com\t2027-01-05\r\nb@example.com\t2027-02-06\r\n")
    table.setCurrentIndex(table.model().index(6, 1))
    qtbot.keyClick(table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: days(screen)[6:] == ["2027-01-05", "2027-02-06"])
    assert column(table, 1)[5:] == ["p5@example.com", "a@example.com", "b@example.com"]
    QGuiApplication.clipboard().setText("2027-09-01")
    table.setCurrentIndex(table.model().index(0, 2))
    table.select_area((0, 2, 3, 2))
    qtbot.keyClick(table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: days(screen)[:4] == ["2027-09-01"] * 4)
    assert table.area == (0, 2, 3, 2)  # as a spreadsheet leaves it
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: days(screen)[:4] == [""] * 4)
    for before in (["2027-09-01"] * 4, ["2027-03-01", "", "2027-03-01", ""]):
        window.undo()
        assert days(screen)[:4] == before
    QGuiApplication.clipboard().setText("too\tmuch\tby\tfar\nof it")
    table.setCurrentIndex(table.model().index(7, 1))
    qtbot.keyClick(table, Qt.Key.Key_V, CTRL)  # the sheet does not grow
    qtbot.waitUntil(lambda: column(table, 2)[7] == "much")


def test_one_correction_is_made_of_all_that_say_the_same(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen, SheetView]
) -> None:
    window, screen, table = opened
    sheet, words = screen.table_preview.sheet, window.words
    table.setCurrentIndex(table.model().index(1, 2))
    assert words("grid-correct-alike", n=4) in sheet._line.text()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert sheet._line.text() == words("grid-typing-alike", n=4, text="明年初")
    line = table.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText("2027-01-15")
    qtbot.keyClick(line, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: [days(screen)[at] for at in UNCLEAR] == ["2027-01-15"] * 4)
    assert days(screen)[0] == "2027-03-01" and not screen._shown.problems  # type: ignore[union-attr]
    window.undo()
    assert [days(screen)[at] for at in UNCLEAR] == [""] * 4


@pytest.mark.long
def test_it_is_offered_after_one_was_corrected_and_outlives_the_window(
    qtbot: QtBot,
    opened: tuple[MainWindow, ImportsScreen, SheetView],
    open_window: Opener,
    database: Path,
) -> None:
    window, screen, _ = opened
    sheet = screen.table_preview.sheet
    typed_into(qtbot, screen, 3, 2, "2027-01-15")
    qtbot.waitUntil(sheet._alike.isVisible)
    assert sheet._alike.text() == window.words("grid-alike", n=3)
    qtbot.mouseClick(sheet._alike, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [days(screen)[at] for at in UNCLEAR] == ["2027-01-15"] * 4)
    assert not sheet._alike.isVisible()
    window.close()
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")
    assert [days(screen)[at] for at in UNCLEAR] == ["2027-01-15"] * 4
    window.undo()  # of three cells at once
    assert [days(screen)[at] for at in UNCLEAR] == ["", "2027-01-15", "", ""]


@pytest.mark.long
def test_what_is_done_to_a_file_is_taken_back_and_done_again_step_by_step(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen, SheetView]
) -> None:
    window, screen, _ = opened
    window.go("candidates")
    added = window.office.editing.save(Kind.CANDIDATES, {"name_zh": "本单位的人"})  # type: ignore[union-attr]
    window.screen_of("candidates").edited.emit(added)
    window.undo()
    counted = window.office.look.counts  # type: ignore[union-attr]
    assert not counted().candidates
    window.go("imports")
    preview, status = screen.table_preview, window._status
    typed_into(qtbot, screen, 3, 2, "2027-01-15")
    preview.show_as(0)
    for number, way in ((5, "skip"), (0, "skip"), (0, "create")):
        preview.table.choose(number)
        preview.detail._chosen(way)
    decided = screen._arrivals.decisions[screen._shown.key]  # type: ignore[union-attr]
    assert decided == {5: "skip", 0: "create"}
    assert status._notice.text() == window.words(
        "import-row-decided", title="甲一", action=window.words("action-create")
    )
    preview.table.choose(7)
    window.undo()
    assert decided == {5: "skip", 0: "skip"} and preview.detail.record_id == 0  # what has changed is shown
    assert preview.detail.decision == "skip" and status.redo.isVisible()
    window.undo()
    window.undo()
    assert not decided and days(screen)[3] == "2027-01-15"
    assert preview.detail.record_id == 5 and preview.detail.decision is None
    window.undo()
    assert days(screen)[3] == ""
    window.redo()
    assert days(screen)[3] == "2027-01-15"
    for left in ({5: "skip"}, {5: "skip", 0: "skip"}, {5: "skip", 0: "create"}):
        window.redo()
        assert screen._arrivals.decisions[screen._shown.key] == left  # type: ignore[union-attr]
    window.redo()  # there is nothing more; what was taken back of the records before is not done again here
    assert status._notice.text() == window.words("redo-nothing") and not counted().candidates
    window.undo()
    preview.detail._chosen("update")
    window.redo()  # something else was decided instead
    assert screen._arrivals.decisions[screen._shown.key] == {5: "skip", 0: "update"}  # type: ignore[union-attr]


@given(st.lists(st.lists(st.text('a中\t\n" ', max_size=6), min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_pasted_as_it_was(rows: list[list[str]]) -> None:
    assert cells_of(tab_text(rows)) == rows


def test_a_text_of_other_programs_is_pasted_as_it_stands() -> None:
    assert cells_of('5" disk\ta\nb') == [['5" disk', "a"], ["b"]]
    assert cells_of("one\r\ntwo\r\n") == [["one"], ["two"]]
    assert cells_of("") == [[""]]


def test_a_name_that_has_no_room_ends_in_dots_and_is_whole_in_its_tool_tip(
    qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path
) -> None:
    names = ("Maximiliana von Hohenfelsen-Brandauer", "阿依古丽买买提艾力吐尔逊江娜古丽", "i" * 70, "甲一")
    book = Workbook()
    assert book.active is not None
    for row in (("姓名", "工作单位", "notes " * 12), *((name, "某公司", "x") for name in names)):
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")
    window = open_window(database=database)
    window.take_files([tmp_path / "名单.xlsx"])
    screen = screen_of(window)
    screen.table_preview.show_as(1)
    table = screen.table_preview.sheet.table
    rows, heads = table.verticalHeader(), table.horizontalHeader()
    bold = rows.font()
    bold.setBold(True)

    def called(header: QHeaderView, at: int) -> str:
        option = QStyleOptionHeaderV2()
        header.initStyleOptionForIndex(option, at)
        return str(option.text)

    for at, name in enumerate(names):
        text = called(rows, at)
        assert text.endswith("…") is (len(name) > 10)
        assert QFontMetrics(bold).horizontalAdvance(text) <= rows.width() - 16, "what the style sheet leaves free"
        assert table.model().headerData(at, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole) == name
    first, second = called(heads, 2).split("\n")
    assert first.endswith("…") and not second.endswith("…")
    for at, told in ((3, ""), (2, names[2])):
        place = table.visualRect(table.model().index(at, 0)).center()
        tip = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), tip)
        assert QToolTip.text() == told


@pytest.mark.parametrize("way", [0, 1])
def test_what_is_not_settled_yet_is_led_to(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen, SheetView], way: int
) -> None:
    _window, screen, _table = opened
    preview = screen.table_preview
    preview.show_as(way)
    rows = screen._shown.rows  # type: ignore[union-attr]
    last = next(row.number for row in reversed(rows) if not row.problems)
    preview.lead_to(last)
    assert preview.detail.record_id == last
    screen.confirm()
    assert screen.question.isVisible()
    qtbot.mouseClick(screen.question.look, Qt.MouseButton.LeftButton)
    wrong = preview.detail.record_id
    assert wrong == next(row.number for row in rows if row.problems) != last
    assert preview.table.chosen_id == wrong
