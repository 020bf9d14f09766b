"""Lists by keyboard and by the menu of a row: what is selected is said, what can be done is offered, nothing moves."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.files.values import cells, dates
from talentapp.gui.frame.navigation import ViewItem
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.lists.record_fields import UnreadableError, field_of, read
from talentapp.gui.lists.saved_views import View
from talentapp.office.views.edits import BulkChange
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of, select


def entries(screen: ListScreen) -> list[str]:
    """What the open menu offers, without the keys; the menu is closed again."""
    (menu,) = [one for one in screen.findChildren(QMenu) if one.isVisible()]
    found = [one.text().split("\t")[0] for one in menu.actions() if one.text()]
    menu.close()
    return found


@pytest.mark.parametrize(
    "text",
    ["2027年2月", "2027-02", "2027/2", "2027.02", "2027年2月3日", "2027年13月", "2027年",
     "２０２７．２", "２０２７．２．３", "２０２７－１２－２０", "２０２７／２／３"],
)  # fmt: skip
def test_a_month_is_read_as_imports_read_it(text: str) -> None:
    """Alone it is its first day, or the last where something holds until then."""
    until = ("retain_until", "noncompete_until", "end")
    for name in ("available_from", "noticed_on", "start", *until):
        kind, last = Kind.PROJECTS if name in ("start", "end") else Kind.CANDIDATES, name in until
        try:
            wanted = dates.day(text, last=last)
        except cells.Unclear:
            wanted = None
        try:
            got = read(field_of(kind, name), text)
        except UnreadableError:
            got = None
        assert got == wanted, (name, text)


def test_a_tag_given_to_several_can_be_taken_off_again_at_once(open_window: Opener) -> None:
    screen = list_of(open_window())
    select(screen, 3)
    assert not screen.bulk._take_off.isEnabled()
    screen.bulk._tag.setText("重点, HBM")  # two, as in the form
    screen.bulk._tag.returnPressed.emit()
    assert screen.bulk._take_off.isEnabled()
    assert set(screen.bulk._take_off.values) == {BulkChange("untag", "重点"), BulkChange("untag", "HBM")}


@pytest.mark.parametrize("kind", [Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS])
def test_the_bar_opens_for_one_where_it_is_asked_for(qtbot: QtBot, open_window: Opener, kind: Kind) -> None:
    window = open_window()
    screen = list_of(window, kind.value)
    table = screen.listing.table
    screen.focus_first()
    assert table.selected_count == 1 and not screen.bulk.isVisible()
    first = table.chosen_id
    qtbot.keyClick(table, Qt.Key.Key_B)
    assert screen.bulk.isVisible() and window.words(f"selected-{kind.value}", n=1) == screen.bulk._count.text()
    screen.bulk._tag.setText("重点")
    screen.bulk._tag.returnPressed.emit()
    assert screen.bulk.isVisible()  # for what else is to be said of the same one
    assert "重点" in screen.listing.rows_of([first])[0].tags
    qtbot.keyClick(screen.bulk, Qt.Key.Key_Escape)
    assert not screen.bulk.isVisible() and table.chosen_id == first and table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_B)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen_id != first and not screen.bulk.isVisible()  # it was asked for about the other


def test_a_click_below_the_rows_keeps_what_is_selected(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window(), "organisations")
    screen.listing.search.setText("大学")
    qtbot.waitUntil(lambda: 0 < screen.listing.model.rowCount() < 10)
    table = screen.listing.table
    chosen = table.chosen_id
    empty = QPoint(60, table.viewport().height() - 4)
    assert not table.indexAt(empty).isValid()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=empty)
    assert (table.selected_ids, table.chosen_id) == ([chosen], chosen) and screen._edit.isEnabled()
    if (other := table.indexAt(QPoint(60, 70))).isValid():  # a click on a row chooses as ever
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(other).center())
        assert table.chosen_id == screen.listing.model.ids[other.row()]


def test_f2_on_a_name_that_was_clicked_opens_the_form(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    table = screen.listing.table
    name = table.visualRect(screen.listing.model.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=name)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert screen.form.isVisible() and screen.form.record_id == screen.listing.model.ids[1]
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit) and screen.form.isAncestorOf(line)


def test_what_was_typed_into_the_bar_is_taken_back_from_there(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    ids = select(screen, 3)
    bar = screen.bulk
    for line, text in ((bar._tag, "vip"), (bar._owner, "He")):
        line.setFocus()
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        done = window._status._notice.text()
        assert text in done
        for key, way in ((Qt.Key.Key_Z, "undo-done"), (Qt.Key.Key_Y, "redo-done")):
            qtbot.keyClick(line, key, Qt.KeyboardModifier.ControlModifier)
            assert window._status._notice.text() == window.words(way, what=done) and not line.text()
        qtbot.keyClick(line, Qt.Key.Key_Return)  # an empty line takes nothing away
    rows = screen.listing.rows_of(ids)
    assert {(row.tags, row.owner) for row in rows} == {(("vip",), "He")}
    assert bar._take_off.values == (BulkChange("untag", "vip"), BulkChange("owner", ""))
    bar._take_off.wanted.emit(BulkChange("owner", ""))
    assert window._status._notice.text() == window.words("edit-disown-many", number=3)
    assert {row.owner for row in screen.listing.rows_of(ids)} == {""}


def test_tags_are_taken_off_by_keyboard_one_after_the_other(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    select(screen, 3)
    untag = screen.bulk._take_off
    for tag in ("重点", "新"):
        screen.bulk._tag.setText(tag)
        screen.bulk._tag.returnPressed.emit()
    qtbot.waitUntil(lambda: untag.count() == 2)
    untag.setFocus()
    for left in (1, 0):
        qtbot.keyClick(untag, Qt.Key.Key_Down)
        popup = QApplication.activePopupWidget()
        assert popup is not None and untag.view().currentIndex().row() == 0  # the first is a tag, not a caption
        qtbot.keyClick(untag.view(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda left=left: untag.count() == left)
        assert QApplication.focusWidget() is untag
        assert untag._said() == screen.words("bulk-take-off")
    qtbot.keyClick(untag, Qt.Key.Key_Up)  # there is nothing left, and nothing is done
    assert QApplication.activePopupWidget() is None
    qtbot.keyClick(untag, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: untag.count() == 1)


@pytest.mark.parametrize("page", ["candidates", "projects"])
def test_the_pane_says_how_many_are_selected(qtbot: QtBot, open_window: Opener, page: str) -> None:
    screen = list_of(open_window(), page)
    detail = screen.detail
    assert detail is not None
    qtbot.waitUntil(lambda: detail._pages.currentIndex() == 0)
    select(screen, 4)
    said = screen.words(f"selected-{page}", n=4)
    shown = [one.text() for one in detail._several.findChildren(QLabel) if one.isVisible()]
    assert said == shown[0] == screen.bulk._count.text()
    rows = screen.listing.rows_of(screen.listing.table.selected_ids)
    assert [screen.listing.model.columns[0].cell(row).text for row in rows] == shown[1::2]
    screen.refresh()
    qtbot.wait(100)
    assert detail._several.isVisible()  # what is read again meanwhile does not show one of them
    ids = select(screen, 1)
    qtbot.waitUntil(lambda: detail._pages.currentIndex() == 0)
    assert detail.record_id == ids[0]


def test_home_and_end_go_to_the_first_and_the_last_record(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    table = screen.listing.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.selected_ids == [screen.listing.model.ids[-1]] == [table.chosen_id]
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_count == len(screen.listing.model.ids)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.selected_ids == [screen.listing.model.ids[0]]


def test_filters_are_ticked_by_keyboard(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    everybody = len(screen.listing.model.ids)
    screen.listing.open_filters()
    panel = screen.listing.panel
    panel.search.setText("双聘")
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.focusWidget() is panel.tree
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert 0 < len(screen.listing.model.ids) < everybody
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert len(screen.listing.model.ids) == everybody
    qtbot.keyClick(panel.tree, Qt.Key.Key_Up)
    assert panel.focusWidget() is panel.search
    panel.search.setText("没有这样的")
    nothing = panel.tree.topLevelItem(0)
    assert nothing is not None and nothing.text(0) == screen.words("facet-none")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert panel.focusWidget() is panel.search  # there is nothing to go to
    panel.search.setText("双聘")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)  # the only one that is found is meant
    assert 0 < len(screen.listing.model.ids) < everybody
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert len(screen.listing.model.ids) == everybody
    panel.hide()


def test_an_entry_is_ticked_by_a_click_on_its_words(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    screen.listing.open_columns()
    columns = screen.listing.chooser.list
    item = columns.item(2)
    words = columns.visualItemRect(item).center()
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked):
        qtbot.mouseClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=words)
        assert item.checkState() is state
    first = columns.item(0)  # who it is stays
    qtbot.mouseClick(columns.viewport(), Qt.MouseButton.LeftButton, pos=columns.visualItemRect(first).center())
    assert first.checkState() is Qt.CheckState.Checked
    screen.listing.chooser.hide()


def test_what_can_be_done_to_the_selected_is_found_by_name(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, words = list_of(window), window.words

    def ask(typed: str) -> None:
        window.keys.open_palette()
        window.keys.palette.line.setText(typed)
        qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Return)

    select(screen, 3)
    ask(f"{words('facet-tag')} {words('facet-owner')}")
    assert screen.bulk.isAncestorOf(window.focusWidget())
    screen.listing.table.choose(0)
    screen.listing.search.setText("GPU")
    ask(words("view-keep"))
    assert screen._naming.isVisible()


def test_what_is_wrong_is_said_until_it_is_being_mended(open_window: Opener) -> None:
    screen = list_of(open_window(), "projects")
    screen.add_record()
    form = screen.form
    form.commit()
    title = form._rows["title"]
    assert title._wrong.text() == screen.words("invalid-missing")
    title.box.setText("有名字了")
    assert title._wrong.isHidden() and not title.box.property("wrong")
    assert not form._rows["organisation_id"]._wrong.isHidden()  # the others wait


@pytest.mark.parametrize("asked", ["mouse", "Menu", "Shift+F10"])
def test_a_row_has_a_menu_of_what_can_be_done(qtbot: QtBot, open_window: Opener, asked: str) -> None:
    screen = list_of(open_window())
    words, table = screen.words, screen.listing.table
    select(screen, 1)
    table.setFocus()
    if asked == "mouse":
        place = table.visualRect(screen.listing.model.index(2, 0)).center()
        told = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), told)
        assert table.selected_ids == [screen.listing.model.ids[2]]  # the row that was asked about
    elif asked == "Menu":
        qtbot.keyClick(table, Qt.Key.Key_Menu)
    else:
        qtbot.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    listwide = [words("sort-title"), words("columns-dots")]
    assert entries(screen) == [words("action-edit"), words("nav-matching"), words("keys-all"), *listwide]


def test_the_menu_of_several_and_of_those_who_only_read(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window(), "organisations")
    words = screen.words
    listwide = [words("sort-title"), words("columns-dots")]
    for number, compared in ((2, [words("bulk-compare")]), (3, [])):
        ids = select(screen, number)
        screen.listing.table._ask_menu(QPoint(10, 10))
        said = [words("keys-bulk"), *compared, words("action-delete"), words("keys-all"), *listwide]
        assert entries(screen) == said
        assert screen.listing.table.selected_ids == ids
    reader = list_of(open_window(role="manager"), "organisations")
    select(reader, 1)
    reader.listing.table._ask_menu(QPoint(10, 10))
    assert entries(reader) == [words("nav-projects"), words("nav-review"), words("keys-all"), *listwide]


def test_a_double_click_on_an_organisation_opens_it_and_on_its_numbers_what_they_count(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    screen = list_of(window, "organisations")
    model, table = screen.listing.model, screen.listing.table
    headings = [column.heading for column in model.columns]
    table._open(model.index(0, headings.index("column-organisation")))
    assert window.page == "organisations"
    qtbot.waitUntil(screen.form.isVisible)
    screen.form.discard()
    table._open(model.index(0, headings.index("column-projects")))
    assert window.page == "projects"
    assert window.screen_of("projects").listing.asking.facets == (("organisation", str(model.ids[0])),)  # type: ignore[attr-defined]


def test_who_is_filtered_away_gives_way_to_the_first(open_window: Opener) -> None:
    screen = list_of(open_window())
    screen.listing.table.step(12)
    screen.listing.search.setText("compiler")
    assert screen.listing.table.chosen_id == screen.listing.model.ids[0]
    assert len(screen.listing.model.ids) > 1


def test_a_list_that_shows_a_kept_view_says_so(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    asking = Asking(order="name", facets=(("form", "dual_appointment"), ("status", "open")))
    screen.listing.ask(replace(asking, facets=asking.facets[::-1]))
    keep, items = screen.listing.keep, lambda: [one for one in window.findChildren(ViewItem) if one.isVisible()]
    assert keep.isEnabled()
    window.kept_views.keep(View("candidates", "双聘", asking))
    (item,) = items()
    assert item.isChecked() and not keep.isEnabled()
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert item.isChecked()  # pressed once more it is still the one
    window.go("projects")
    assert not item.isChecked()
    window.go("candidates")
    assert item.isChecked()
    screen.listing.search.setText("hbm")
    assert not item.isChecked() and keep.isVisible()


@pytest.mark.parametrize(
    ("kind", "name", "typed"),
    [
        (Kind.CANDIDATES, "email", "ｎａｎａ＠ｂ．ｏｒｇ"), (Kind.CANDIDATES, "email", "nana@b。org"),
        (Kind.ORGANISATIONS, "credit_code", "９１３１００００ＭＡ１ＦＬ０００１Ｘ"),
    ],
)  # fmt: skip
def test_what_is_typed_full_width_is_read_as_what_it_means(kind: Kind, name: str, typed: str) -> None:
    assert read(field_of(kind, name), typed) == typed  # as it is: the office tidies it


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        ("+49 (89) 123-4567", True), ("021-12345678 转 12", True), ("13900001111、010-12345678", True),
        ("＋８６ 139 0000 1111", True), ("", True), ("111 AAA", False), ("12", False), ("abc", False),
        ("13900001111 张三", False),
    ],
)  # fmt: skip
def test_a_telephone_number_can_be_dialled(typed: str, good: bool) -> None:
    try:
        read(field_of(Kind.CANDIDATES, "phone"), typed)
    except UnreadableError as error:
        assert not good and str(error) == "phone"
    else:
        assert good


@pytest.mark.parametrize("broken", ["\n", "\r\n", "\u2028"])
def test_a_break_in_a_field_of_one_line_is_the_blank_that_it_looks_like(broken: str) -> None:
    def meant(kind: Kind, name: str, *parts: str) -> object:
        return read(field_of(kind, name), broken.join(parts))

    assert meant(Kind.CANDIDATES, "phone", "+86 138 0000", "9999") == "+86 138 0000 9999"
    assert meant(Kind.CANDIDATES, "country", "United", "States") == "United States"
    assert meant(Kind.PROJECTS, "title", "GPU", "kernels") == "GPU kernels"
    assert meant(Kind.CANDIDATES, "expertise", "GPU", "kernels") == f"GPU{broken}kernels"


def test_a_break_in_a_list_goes_on_parting_its_entries() -> None:
    assert read(field_of(Kind.CANDIDATES, "skills"), "FPGA\nRTL 设计") == ["FPGA", "RTL 设计"]


def test_an_empty_list_offers_nothing_that_needs_a_record(open_window: Opener) -> None:
    screen = list_of(open_window(empty=True))
    assert not any(one.isEnabled() for one in (screen._twice, screen._edit, screen._delete))
    full = list_of(open_window())
    assert all(one.isEnabled() for one in (full._twice, full._edit))


def test_a_bar_that_comes_moves_no_row_under_the_mouse(open_window: Opener) -> None:
    screen = list_of(open_window())
    table = screen.listing.table
    before = table.mapTo(screen, QPoint())
    screen.desk.drafts.keep(Kind.CANDIDATES, None, None, "没存的人", {"name_zh": "没存的人"})
    screen.refresh()
    assert screen._unsaved.isVisible()
    screen.layout().activate()  # type: ignore[union-attr]
    assert table.mapTo(screen, QPoint()) == before


@pytest.mark.parametrize("page", ["candidates", "projects", "organisations"])
def test_a_list_is_sorted_by_any_column_by_keyboard(qtbot: QtBot, open_window: Opener, page: str) -> None:
    window = open_window()
    screen = list_of(window, page)
    listing, words = screen.listing, window.words
    screen.focus_first()
    for at, column in enumerate(listing.model.columns):
        assert column.order, column.heading
        before = listing.asking
        qtbot.keyClick(listing.table, Qt.Key.Key_S)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu) and menu.activeAction() is not None and menu.activeAction().isChecked()
        offered = [one.text() for one in menu.actions() if not one.isSeparator()]
        assert offered == [*(words(one.heading) for one in listing.model.columns), words("sort-up"), words("sort-down")]
        menu.setActiveAction(menu.actions()[at])
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        assert listing.asking.order == column.order
        if before.order == column.order:
            assert listing.asking.descending is not before.descending
        way = "down" if listing.asking.descending else "up"
        said = listing.model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
        assert said == words(f"sorted-{way}", column=words(column.heading))
        assert window._status._notice.text() == words(f"sorted-now-{way}", column=words(column.heading))
        assert QApplication.focusWidget() is listing.table


def test_who_stays_chosen_moves_no_column_out_of_view(qtbot: QtBot, open_window: Opener) -> None:
    """A list that was scrolled to the right to sort by its last column stays there."""
    window = open_window()
    window.resize(1024, 700)
    screen = list_of(window)
    table = screen.listing.table
    for at in range(table.model().columnCount()):
        table.setColumnHidden(at, False)
        table.setColumnWidth(at, 300)
    bar = table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(aside := bar.maximum())
    assert table.choose(screen.listing.model.ids[3]) and bar.value() == aside


def test_the_first_column_stays_in_view_where_a_list_is_scrolled_aside(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    """It is painted where it stays, clicked there, and nothing that one goes to is below it."""
    window = open_window()
    window.resize(1280, 800)
    screen = list_of(window)
    table, heading = screen.listing.table, screen.listing.table.horizontalHeader()
    table.arrange([(column, True) for column, _ in table.columns_in_order()])
    bar, width = table.horizontalScrollBar(), table.columnWidth(0)
    qtbot.waitUntil(lambda: bar.maximum() > width)
    bar.setValue(0)
    qtbot.waitUntil(lambda: window.idle)
    height = table.rowViewportPosition(10)  # well above the bar
    names = QRect(table.mapTo(window, QPoint()), QSize(width - 1, heading.height() + height))
    at_rest = window.grab(names).toImage()
    bar.setValue(bar.maximum())
    window.grab().save(str(tmp_path / "aside.png"))
    assert window.grab(names).toImage() == at_rest

    second = QPoint(12, table.rowViewportPosition(2) + 8)
    assert table.indexAt(second) == table.model().index(2, 0)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert table.currentIndex() == table.model().index(2, 0) and bar.value() == bar.maximum()
    assert table.model().sorted_by[0] != 0  # type: ignore[attr-defined]
    qtbot.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, 8))
    qtbot.waitUntil(lambda: table.model().sorted_by[0] == 0 and window.idle)  # type: ignore[attr-defined]

    for section in range(1, table.model().columnCount()):
        if table.isColumnHidden(section):
            continue
        bar.setValue(bar.maximum())
        assert table.frozen() == (0, width)
        table.scrollTo(table.model().index(2, section))
        if not bar.value():
            continue  # it is scrolled to its beginning
        assert table.visualRect(table.model().index(2, section)).left() >= width

    # Another column comes first, and is edited where it is seen
    first, *others = table.columns_in_order()
    table.arrange([others[0], first, *others[1:]])
    bar.setValue(bar.maximum())
    section, wide = table.frozen()
    assert (section, wide) == (table.model().columns.index(others[0][0]), table.columnWidth(section))  # type: ignore[attr-defined]
    assert heading._frozen() == table.frozen()  # type: ignore[attr-defined]
    edited = table.indexAt(second)
    assert edited.column() == section and table.model().columns[section].edit  # type: ignore[attr-defined]
    for touch in (qtbot.mouseClick, qtbot.mouseDClick):
        touch(table.viewport(), Qt.MouseButton.LeftButton, pos=second)
    (editor,) = [one for one in table.viewport().findChildren(QLineEdit) if one.isVisible()]
    assert table.state() is table.State.EditingState
    assert table.visualRect(edited).contains(editor.geometry().center())
    assert table.viewport().rect().contains(editor.geometry())
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    table.arrange([first, *others])
    bar.setValue(0)
    assert table.indexAt(QPoint(width + 12, second.y())).column() != 0


def test_filters_columns_and_orders_are_found_by_name(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, words = list_of(window, "projects"), window.words
    for typed, opened in (
        (words("filter-button"), screen.listing.panel),
        (words("columns-dots"), screen.listing.chooser),
    ):
        window.keys.open_palette()
        window.keys.palette.line.setText(typed)
        qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Return)
        assert opened.isVisible()
        opened.hide()
    window.keys.open_palette()
    window.keys.palette.line.setText(words("sort-by", column=words("column-term")))
    qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Return)
    assert screen.listing.asking.order == "start"
    window.go("overview")
    window.keys.open_palette()
    window.keys.palette.line.setText(words("sort-dots"))
    qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert window.page == "candidates" and isinstance(menu, QMenu)
    menu.close()


def test_who_stands_at_the_top_stays_there_as_the_order_changes_and_who_was_chosen_stays_chosen(
    open_window: Opener,
) -> None:
    listing = list_of(open_window()).listing
    for descending in (False, True):
        listing.sort("name", descending)
        assert listing.table.chosen_id == listing.model.ids[0]
    listing.table.step(7)
    chosen = listing.table.chosen_id
    listing.sort("best_score", True)
    assert listing.table.chosen_id == chosen


def test_a_view_is_named_on_one_line(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    screen.listing.search.setText("gpu")
    screen.name_view()
    screen._naming._text.setText("双聘\n重点")
    qtbot.keyClick(screen._naming._text, Qt.Key.Key_Return)
    assert [one.name for one in window.kept_views.all] == ["双聘 重点"]


def test_a_kept_view_is_said_named_moved_and_removed_and_all_of_it_taken_back(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    screen, words = list_of(window), window.words
    ctrl, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier

    def said() -> str:
        return window._status._notice.text()

    def names() -> list[str]:
        return [one.name for one in window.kept_views.all]

    def item(name: str) -> ViewItem:
        (found,) = [one for one in window.findChildren(ViewItem) if one.isVisible() and one.view.name == name]
        return found

    def ask(name: str) -> None:
        assert QApplication.focusWidget() is screen._naming._text
        screen._naming._text.setText(name)
        qtbot.keyClick(screen._naming._text, Qt.Key.Key_Return)

    qtbot.keyClick(screen.listing.table, Qt.Key.Key_V)  # of everything there is no view to keep
    assert window._status._notice.text() == words("view-nothing") and not screen._naming.isVisible()
    for text in ("gpu", "hbm"):
        screen.listing.search.setText(text)
        screen.focus_first()
        qtbot.keyClick(screen.listing.table, Qt.Key.Key_V)
        ask(text)
        assert said() == words("edit-view-keep", title=text)
        assert screen.listing.chips._kept.text() == words("view-shown", name=text)
        assert screen.listing.chips._kept.isVisible() and not screen.listing.keep.isEnabled()
    item("hbm").setFocus()
    qtbot.keyClick(item("hbm"), Qt.Key.Key_Up, alt)
    assert names() == ["hbm", "gpu"] and item("hbm").hasFocus()
    qtbot.keyClick(item("gpu"), Qt.Key.Key_F2)
    ask("显卡")
    assert names() == ["hbm", "显卡"] and screen.listing.search.text() == "gpu"
    item("hbm").setFocus()
    qtbot.keyClick(item("hbm"), Qt.Key.Key_Delete)
    assert said() == words("edit-view-drop", title="hbm") and window._status.undo.isVisible()
    assert window._navigation.items["candidates"].hasFocus()
    there = [["显卡"], ["hbm", "显卡"], ["hbm", "gpu"], ["gpu", "hbm"], ["gpu"], []]
    for wanted in there[1:]:
        qtbot.keyClick(window, Qt.Key.Key_Z, ctrl)
        assert names() == wanted
    for wanted in there[-2::-1]:
        qtbot.keyClick(window, Qt.Key.Key_Y, ctrl)
        assert names() == wanted
    assert said() == words("redo-done", what=words("edit-view-drop", title="hbm"))


@pytest.mark.long
@pytest.mark.parametrize("page", ["candidates", "projects", "organisations"])
def test_who_leaves_the_page_with_a_form_unsaved_is_told_that_it_waits(open_window: Opener, page: str) -> None:
    window = open_window()
    screen = list_of(window, page)
    screen.edit_record()
    window.go("matching")
    assert not window._status._notice.text()  # nothing was typed
    window.go(page)
    name = screen.form._name
    next(iter(screen.form._rows.values())).box.setText("新的名字")
    window.go("matching")
    assert name and window._status._notice.text() == window.words(f"form-left-{page}", title=name)
    window.go(page)
    assert screen.form.isVisible() and next(iter(screen.form._rows.values())).text == "新的名字"


@pytest.mark.parametrize(
    ("page", "name", "typed", "title"),
    [
        ("candidates", "name_zh", "欧阳\n娜娜", "欧阳 娜娜"), ("candidates", "aliases", "Nana\nOuyang", "Nana Ouyang"),
        ("candidates", "expertise", "GPU\nHBM", "新增候选人"), ("projects", "organisation_id", "1", "新增项目"),
    ],
)  # fmt: skip
def test_a_draft_is_called_on_one_line(open_window: Opener, page: str, name: str, typed: str, title: str) -> None:
    window = open_window()
    screen = list_of(window, page)
    screen.add_record()
    screen.form._rows[name].show_text(typed)
    window.go("matching")
    assert window._status._notice.text() == window.words(f"form-left-{page}", title=title)
    (kept,) = screen.desk.drafts.kept(screen.kind)
    assert (kept.title, kept.texts[name].split()) == (title, typed.split())


@pytest.mark.parametrize("name", ["name_zh", "name_tw"])
def test_a_form_that_stays_says_whose_it_is_and_of_a_new_record_that_it_is_new(
    qtbot: QtBot, open_window: Opener, name: str
) -> None:
    window = open_window()
    screen = list_of(window, "organisations")
    form, table, words = screen.form, screen.listing.table, window.words
    screen.add_record()
    form._rows[name].box.setText("智星大学")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert form.error.text == words("form-stays-new") and form.record_id is None
    form._rows["kind"].box.choose(OrganisationKind.UNIVERSITY)
    form.commit()
    made = table.chosen_id
    screen.edit_record()
    form._rows["city"].box.setText("上海")
    screen.focus_first()
    qtbot.keyClick(table, Qt.Key.Key_Up if table.currentIndex().row() else Qt.Key.Key_Down)
    assert form.error.text == words("form-stays", name="智星大学") and table.chosen_id != made == form.record_id


@pytest.mark.long
def test_a_cell_keeps_what_is_wrong_until_it_is_mended_and_tab_goes_on(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    table, look = screen.listing.table, window.office.look  # type: ignore[union-attr]
    wanted = ("column-candidate", "field-years-experience", "field-status", "field-owner")
    table.arrange([(one, one.heading in wanted) for one in screen.listing.model.columns])
    record = table.chosen_id
    assert record is not None
    screen.focus_first()

    def editor() -> QLineEdit:
        found = QApplication.focusWidget()
        assert isinstance(found, QLineEdit)
        return found

    places = {one.edit: at for at, one in enumerate(screen.listing.model.columns)}
    fixed = next(at for at, one in enumerate(screen.listing.model.columns) if at and not one.edit)
    table.setCurrentIndex(screen.listing.model.index(0, fixed))
    qtbot.keyClick(table, Qt.Key.Key_F2)  # the cell that is marked takes nothing: no other one does in its place
    assert table.state() is not table.State.EditingState and screen.form.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    screen.focus_first()
    table.setCurrentIndex(screen.listing.model.index(0, places["years_experience"]))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert editor().geometry() == table.visualRect(table.currentIndex())  # nothing of the cell looks out below it
    for bad, why in (("many", "invalid-number"), ("-3", "invalid-other")):
        editor().setText(bad)
        for leaving in (Qt.Key.Key_Return, Qt.Key.Key_Tab):
            qtbot.keyClick(editor(), leaving)
            assert editor().property("wrong") and editor().accessibleDescription() == window.words(why)
    qtbot.keyClicks(editor(), "1")
    assert not editor().property("wrong")
    editor().setText("12.5")
    table.setColumnHidden(places["status"], True)
    qtbot.keyClick(editor(), Qt.Key.Key_Backtab)
    assert editor().property("field") == "owner"
    qtbot.waitUntil(lambda: look.candidate_rows([record])[0].experience == 12.5)
    assert editor().property("field") == "owner"  # what is read again meanwhile disturbs nobody
    editor().setText("王老师")
    qtbot.keyClick(editor(), Qt.Key.Key_Tab)
    assert editor().property("field") == "years_experience" and editor().text() == "12.5"
    qtbot.waitUntil(lambda: look.candidate_rows([record])[0].owner == "王老师")
    editor().setText("nonsense")
    qtbot.keyClick(editor(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table and not screen.error.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor().setText("sheer\nnonsense")
    screen.listing.search.setFocus()  # left by a click
    qtbot.waitUntil(screen.error.isVisible)
    assert "sheer nonsense" in screen.error.text
    assert look.candidate_rows([record])[0].experience == 12.5
