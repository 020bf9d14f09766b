"""Lists worked by hand: filters, views, columns, many at once, forms, undo, duplicates, the palette."""

import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from talentapp import settings
from talentapp.domain.masking import code_name
from talentapp.domain.terms import Kind, State, Status, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import ViewItem
from talentapp.gui.frame.palette import Palette, _shortened
from talentapp.gui.kit.cell_layout import LINE
from talentapp.gui.kit.saying import dotted
from talentapp.gui.lists.candidates import CandidatesScreen
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.office import open_office
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import Language, RoleCode, Settings
from tests.gui.conftest import Opener
from tests.gui.test_slice import key


def list_of(window: MainWindow, page: str = "candidates") -> ListScreen:
    window.go(page)
    screen = window.screen_of(page)
    assert isinstance(screen, ListScreen)
    return screen


def column_of(screen: ListScreen, heading: str) -> int:
    """Where the column of this heading stands."""
    return [one.heading for one in screen.listing.model.columns].index(heading)


def select(screen: ListScreen, count: int) -> list[int]:
    return select_rows(screen, range(count))


def select_rows(screen: ListScreen, rows: Sequence[int]) -> list[int]:
    """Select these rows, of which the first becomes the current one; their ids."""
    model, table = screen.listing.model, screen.listing.table
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(model.index(rows[0], 0), flags.ClearAndSelect | flags.Rows)
    for at in rows[1:]:
        table.selectionModel().select(model.index(at, 0), flags.Select | flags.Rows)
    return [model.ids[at] for at in rows]


def test_a_column_that_is_ticked_comes_into_view(open_window: Opener) -> None:
    listing = list_of(open_window()).listing
    table, heading = listing.table, listing.table.horizontalHeader()
    headings = [listing.model.headerData(at, Qt.Orientation.Horizontal) for at in range(listing.model.columnCount())]
    listing.open_columns()
    boxes = [listing.chooser.list.item(at) for at in range(listing.chooser.list.count())]
    for box in boxes:
        if box.checkState() is Qt.CheckState.Unchecked:
            box.setCheckState(Qt.CheckState.Checked)
            section = headings.index(box.text())
            left = heading.sectionViewportPosition(section)
            assert 0 <= left <= left + heading.sectionSize(section) <= table.viewport().width()
    assert table.horizontalScrollBar().maximum() > 0


def test_filters_count_narrow_and_come_off_again(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    everybody = len(screen.listing.model.ids)
    screen.listing.open_filters()
    tree = screen.listing.panel.tree
    heads = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    status = heads[0].child(0)  # type: ignore[union-attr]
    assert int(status.text(1)) == everybody  # all of the sample are open
    form = heads[1].child(0)  # type: ignore[union-attr]
    form.setCheckState(0, Qt.CheckState.Checked)
    assert len(screen.listing.model.ids) == int(form.text(1)) < everybody
    assert int(status.text(1)) == int(form.text(1))  # what each would leave is counted again at once
    screen.listing.panel.hide()
    (chip,) = [one for one in screen.findChildren(QPushButton) if one.property("facet") and one.isVisible()]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert len(screen.listing.model.ids) == everybody


def test_nothing_moves_at_the_first_letter_and_a_cross_empties_the_search(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    listing = screen.listing
    everybody, place = len(listing.model.ids), listing.table.mapTo(screen, QPoint(0, 0))
    assert not listing.keep.isEnabled() and not listing.search._cross.isVisible()
    qtbot.keyClicks(listing.search, "c")
    QApplication.processEvents()
    assert len(listing.model.ids) < everybody
    assert listing.table.mapTo(screen, QPoint(0, 0)) == place
    assert listing.keep.isEnabled()
    qtbot.mouseClick(listing.search._cross, Qt.MouseButton.LeftButton)
    assert len(listing.model.ids) == everybody
    assert not listing.keep.isEnabled() and not listing.search._cross.isVisible()


@pytest.mark.long
def test_a_kept_view_comes_back_after_a_restart(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, sample_database: Path
) -> None:
    database = copyfile(sample_database, tmp_path / "mine.db")
    window = open_window(database=database)
    screen = list_of(window)
    screen.listing.search.setText("compiler")
    found = len(screen.listing.model.ids)
    qtbot.mouseClick(screen.listing.keep, Qt.MouseButton.LeftButton)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.setText("编译器专家")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    window.close()
    assert not open_window().findChildren(ViewItem)  # it is of its own database
    again = open_window(database=database)
    *_, item = again.findChildren(ViewItem)  # those before go when Qt next idles
    qtbot.mouseClick(item, Qt.MouseButton.LeftButton)
    assert again.page == "candidates"
    listing = list_of(again).listing
    assert listing.search.text() == "compiler"
    assert len(listing.model.ids) == found
    item.setFocus()
    qtbot.keyClick(item, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not [one for one in again.findChildren(ViewItem) if one.isVisible()])


@pytest.mark.long
def test_a_list_asks_after_a_restart_for_what_it_asked_for(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, sample_database: Path
) -> None:
    database = copyfile(sample_database, tmp_path / "mine.db")
    window = open_window(database=database)
    listing = list_of(window).listing
    everybody, first = len(listing.model.ids), listing.asking
    listing.filter((("form", "dual_appointment"),))
    listing.search.setText("gpu")
    listing.sort("name", False)
    asked, found = listing.asking, listing.model.ids
    window.close()
    for other in (open_window(), open_window(database=database, role="manager")):  # nor do others see what one sought
        assert list_of(other).listing.asking == first
        other.close()
    again = open_window(database=database)
    listing = list_of(again).listing
    assert (listing.asking, listing.model.ids) == (asked, found)
    assert listing.chips.isVisible() and listing.search.text() == "gpu"
    assert list_of(again).subheading.text() == again.words("count-candidates-found", found=len(found), total=everybody)
    listing.clear()
    assert len(listing.model.ids) == everybody
    listing.search.setText("Ostrander")  # finds nobody (any more), so that it is not written down
    again.close()
    assert "Ostrander" not in (settings.data_folder() / "window.ini").read_text("utf-8")
    assert list_of(open_window(database=database)).listing.asking == first


def test_who_is_paused_keeps_the_count_and_who_has_but_a_name_no_empty_card(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office, words = list_of(window), window.office, window.words
    assert office is not None and screen.detail is not None
    texts = lambda: [one.text() for one in screen.detail.findChildren(QLabel)]  # noqa: E731
    (best, *_) = screen.listing.model.ids
    column = column_of(screen, "column-pairings")
    counted = screen.listing.model.cell(0, column).pill
    assert counted == words("count-pairings", n=office.look.candidate_rows([best])[0].pairings)
    office.editing.change(Kind.CANDIDATES, [best], BulkChange("status", "paused"))
    office.editing.save(Kind.CANDIDATES, {"name_zh": "甲某"})
    window.reload()
    at = screen.listing.model.row_of(best)
    assert at is not None and screen.listing.model.cell(at, column).pill == dotted(words("status-paused"), counted)
    (named,) = office.look.find_candidates(CandidateQuery("甲某"))
    for shown, there in ((best, True), (named, False)):
        window.go("candidates", shown)
        qtbot.waitUntil(lambda: (words("detail-about") in texts()) is there)  # noqa: B023 - awaited here


@pytest.mark.long
def test_other_names_are_shown_to_who_sees_the_name(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, sample_database: Path
) -> None:
    database = tmp_path / "own.db"
    copyfile(sample_database, database)
    window = open_window(database=database)
    screen, office = list_of(window), window.office
    assert office is not None and screen.detail is not None
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    name = office.look.candidate(row.candidate_id).row.name
    office.editing.save(Kind.CANDIDATES, {"aliases": ["Howard Smith", name, "老林"]}, row.candidate_id)
    window.reload()
    window.go("candidates", row.candidate_id)
    said = window.words("detail-aliases", names="Howard Smith、老林")
    texts = lambda one: [label.text() for label in one.detail.findChildren(QLabel)]  # noqa: E731
    qtbot.waitUntil(lambda: said in texts(screen))
    firm = office.look.project(row.firm_project_id).row.organisation_id
    other = open_window(database=database, role="liaison", organisation_id=firm)
    other.go("candidates", row.candidate_id)
    veiled = list_of(other)
    qtbot.waitUntil(lambda: code_name(row.candidate_id) in texts(veiled))
    assert not [one for one in texts(veiled) if "Howard" in one or "老林" in one]


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_what_is_listed_of_somebody_is_said_plainly(qtbot: QtBot, open_window: Opener, language: Language) -> None:
    window = open_window(language=language)
    screen, office, words = list_of(window), window.office, window.words
    assert office is not None and screen.detail is not None
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    shown = len(office.look.pairings_of_candidate(row.candidate_id, limit=5))
    waiting = office.look.candidate(row.candidate_id).row.pairings
    texts = lambda: [one.text() for one in screen.detail.findChildren(QLabel)]  # noqa: E731
    window.go("candidates", row.candidate_id)
    qtbot.waitUntil(lambda: words("detail-pairings-shown", n=shown, waiting=waiting) in texts())
    assert row.pairing_id is not None
    office.review.decide(row.pairing_id, Verdict.ACCEPT, who="王老师")
    window.reload()
    said = words("detail-pairings-going", going=1, n=shown - 1, waiting=waiting - 1)
    qtbot.waitUntil(lambda: said in texts())


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_who_is_not_recommended_any_more_is_told_why(qtbot: QtBot, open_window: Opener, language: Language) -> None:
    window = open_window(language=language)
    screen, office, words = list_of(window), window.office, window.words
    assert office is not None and screen.detail is not None
    column = column_of(screen, "column-pairings")
    people = screen.listing.model.ids[:3]
    texts = lambda: [one.text() for one in screen.detail.findChildren(QLabel)]  # noqa: E731
    paused, closed, gone = people
    for person, status in ((paused, "paused"), (closed, "closed")):
        office.editing.change(Kind.CANDIDATES, [person], BulkChange("status", status))
    office.agreeing.record_consent(gone, False, "王老师", None, said_on=date(2026, 1, 5), today=date(2026, 1, 5))
    office.recommending.run()
    window.reload()
    for person, why in zip(people, ("paused", "closed", "withdrawn"), strict=True):
        window.go("candidates", person)
        qtbot.waitUntil(lambda: words(f"detail-pairings-{why}") in texts())  # noqa: B023 - awaited here
        assert (words("detail-withdrawn") in texts()) == (why == "withdrawn")
        at = screen.listing.model.row_of(person)
        assert at is not None
        said = screen.listing.model.cell(at, column).pill
        assert (words(f"status-{why}") in said) if why != "withdrawn" else not said


def test_a_country_is_said_and_taken_in_the_windows_language(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = list_of(window), window.office
    assert office is not None
    (person, *_) = screen.listing.model.ids
    office.editing.save(Kind.CANDIDATES, {"country": "Belgium", "nationality": "Munich, Germany"}, person)
    window.reload()
    window.go("candidates", person)
    screen.edit_record()
    country, nationality = (screen.form._rows[name] for name in ("country", "nationality"))
    assert (country.box.text(), nationality.box.text()) == ("比利时", "Munich, Germany")  # which says more
    assert country.text == "Belgium" and not screen.form.is_dirty
    country.box.setText("德国")
    assert screen.form.is_dirty and country.text == "德国"
    country.box.setText("比利时")
    assert not screen.form.is_dirty
    screen.form._rows["post"].box.setText("Dr.")
    screen.form.save.click()
    assert office.editing.read(Kind.CANDIDATES, person).values["country"] == "Belgium"


@pytest.mark.long
def test_a_cell_that_was_only_looked_at_is_not_written(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = list_of(window), window.office
    assert office is not None
    before = office.editing.read(Kind.CANDIDATES, screen.listing.model.ids[0])
    key(qtbot, window, Qt.Key.Key_F2)
    (editor,) = screen.listing.table.viewport().findChildren(QLineEdit)
    cell, place = screen.listing.model.cell(0, 1), screen.listing.table.visualRect(screen.listing.model.index(0, 1))
    assert cell.under and editor.geometry().bottom() < place.bottom() - LINE  # what stands under it stays in view
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert office.editing.read(Kind.CANDIDATES, before.record_id) == before
    assert window.changes.last is None  # nor is there anything to take back


def test_columns_are_chosen_moved_and_remembered(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    table = list_of(window).listing.table
    columns = table.columns_in_order()
    names = [column.heading for column, _ in columns]
    owner = names.index("field-owner")
    wanted = [(column, shown or column.heading == "field-owner") for column, shown in columns]
    table.arrange([wanted[0], wanted[owner], *wanted[1:owner], *wanted[owner + 1 :]])
    table.horizontalHeader().resizeSection(owner, 171)
    window.close()
    again = list_of(open_window()).listing.table
    kept = [(column.heading, shown) for column, shown in again.columns_in_order()]
    assert kept[1] == ("field-owner", True)
    assert again.columnWidth(owner) == 171
    again.reset_columns()
    assert [column.heading for column, _ in again.columns_in_order()] == names
    assert again.isColumnHidden(owner)


def test_no_half_row_stands_under_the_heading_when_a_list_is_narrowed_and_widened(open_window: Opener) -> None:
    screen = list_of(open_window())
    table, bar = screen.listing.table, screen.listing.table.verticalScrollBar()
    table.step(40)
    chosen = table.chosen_id
    screen.listing.filter((("form", "dual_appointment"),))
    screen.listing.clear()
    QApplication.processEvents()
    assert table.chosen_id is not None and bar.value() % table.rowHeight(0) == 0
    screen.listing.choose(chosen or 0)
    assert 0 < bar.value() < bar.maximum() and bar.value() % table.rowHeight(0) == 0


def test_many_are_changed_at_once_and_ctrl_z_names_what_it_takes_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, look = list_of(window), window.office.look  # type: ignore[union-attr]
    ids = select(screen, 3)
    assert screen.bulk.isVisible()
    screen.bulk.wanted.emit(BulkChange("status", "paused"))
    assert {row.status for row in look.candidate_rows(ids)} == {Status.PAUSED}
    assert "3" in window._status._notice.text()
    assert window.words("status-paused") in window._status._notice.text()
    screen.focus_first()
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert {row.status for row in look.candidate_rows(ids)} == {Status.OPEN}
    assert window.words("undo-done", what="")[:4] in window._status._notice.text()


def test_ctrl_z_takes_back_what_is_still_being_written_and_not_what_was_before(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    qtbot.waitUntil(lambda: window.office is not None and window.jobs.is_idle)
    screen, look = list_of(window), window.office.look  # type: ignore[union-attr]
    ids = select(screen, 3)

    def tagged(candidate_id: int) -> bool:
        return "甲" in window.office.editing.read(Kind.CANDIDATES, candidate_id).values["tags"]  # type: ignore[union-attr]

    screen.bulk.wanted.emit(BulkChange("tag", "甲"))
    qtbot.waitUntil(lambda: window.changes.last is not None and window.jobs.is_idle)
    screen.bulk.wanted.emit(BulkChange("status", "paused"))
    window.undo()  # before anybody has heard of it
    qtbot.waitUntil(lambda: window.words("undo-done", what="")[:4] in window._status._notice.text())
    assert {row.status for row in look.candidate_rows(ids)} == {Status.OPEN}
    assert all(tagged(one) for one in ids)
    window.undo()
    window.undo()
    qtbot.waitUntil(lambda: window._status._notice.text() == window.words("undo-nothing"))
    assert not any(tagged(one) for one in ids)


def test_who_presses_delete_on_a_candidate_is_told_where_people_are_erased(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window, "candidates")
    before = list(screen.listing.model.ids)
    select(screen, 1)
    screen.listing.table.setFocus()
    qtbot.keyClick(screen.listing.table, Qt.Key.Key_Delete)
    assert window._status._notice.text() == window.words("people-not-deleted")
    assert screen.listing.model.ids == before


def test_a_project_is_deleted_and_brought_back_and_what_runs_speak_of_stays(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = list_of(window, "projects"), window.office
    assert office is not None
    before = list(screen.listing.model.ids)
    select(screen, 1)
    screen.listing.table.setFocus()
    qtbot.keyClick(screen.listing.table, Qt.Key.Key_Delete)  # the sample's runs speak of it
    assert "关闭" in screen.error.text
    assert screen.listing.model.ids == before
    organisation_id = next(iter(office.look.organisation_names()))
    office.editing.save(Kind.PROJECTS, {"title": "甲题", "organisation_id": organisation_id, "need": "HBM"})
    key(qtbot, window, Qt.Key.Key_F5)
    (new,) = set(screen.listing.model.ids) - set(before)
    screen.show_record(new)
    screen.listing.table.setFocus()
    qtbot.keyClick(screen.listing.table, Qt.Key.Key_Delete)
    assert sorted(screen.listing.model.ids) == sorted(before)
    assert "甲题" in window._status._notice.text()
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert new in screen.listing.model.ids


def test_a_cell_is_edited_in_place(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, look = list_of(window), window.office.look  # type: ignore[union-attr]
    table = screen.listing.table
    columns = table.columns_in_order()
    table.arrange([(column, column.heading in ("column-candidate", "field-owner")) for column, _ in columns])
    record = table.chosen_id
    assert record is not None
    screen.focus_first()
    key(qtbot, window, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText("王老师")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: look.candidate_rows([record])[0].owner == "王老师")


def adding_beside(window: MainWindow, kept: dict[str, str]) -> ListScreen:
    """The list with a form for somebody new, beside somebody who is kept already."""
    screen = list_of(window)
    window.office.editing.save(Kind.CANDIDATES, kept)  # type: ignore[union-attr]
    screen.add_record()
    return screen


class TestForm:
    def test_a_new_candidate_is_checked_saved_and_shown(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen, look = list_of(window), window.office.look  # type: ignore[union-attr]
        screen.focus_first()
        key(qtbot, window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        rows = screen.form._rows
        rows["name_zh"].box.setText("测试甲")
        rows["email"].box.setText("nobody")
        rows["effort_percent"].box.setText("many")
        screen.form.commit()
        assert look.counts().candidates == 59
        assert rows["effort_percent"]._wrong.text() == window.words("invalid-number")
        rows["effort_percent"].box.setText("30")
        screen.form.commit()
        assert rows["email"]._wrong.text() == window.words("invalid-email-malformed")
        rows["email"].box.clear()
        screen.form.commit()
        assert look.counts().candidates == 60
        assert not screen.form.isVisible()
        assert look.candidate(screen.listing.table.chosen_id).name_zh == "测试甲"  # type: ignore[arg-type]

    @pytest.mark.parametrize("order", ["employer", "country", "name", "newest"])
    def test_somebody_new_is_shown_in_whatever_order(self, qtbot: QtBot, open_window: Opener, order: str) -> None:
        """Also where the order has to be read anew, which it is beside the window's thread."""
        window = open_window(lane=ThreadPoolExecutor(2))
        screen = list_of(window)
        screen.listing.sort(order, False)
        qtbot.waitUntil(lambda: window.idle and screen.listing.number == 59)
        for name in ("测试甲", "测试乙"):
            before = screen.listing.table.chosen_id
            screen.add_record()
            screen.form._rows["name_zh"].box.setText(name)
            screen.form._rows["employer"].box.setText("MIT")
            screen.form.commit()
            qtbot.waitUntil(lambda before=before: screen.listing.table.chosen_id not in (None, before))
            qtbot.waitUntil(lambda: window.idle)
            assert window.office.look.candidate(screen.listing.table.chosen_id).name_zh == name  # type: ignore

    @pytest.mark.parametrize("letter", "dcsbve")
    def test_letters_typed_in_a_form_are_no_keys_of_the_list(
        self, qtbot: QtBot, open_window: Opener, letter: str
    ) -> None:
        window = open_window()
        window.activateWindow()
        screen = list_of(window, "projects")
        screen.add_record()
        choice = screen.form._rows["organisation_id"].box
        choice.setFocus()
        QTest.keyClick(window.windowHandle(), letter)
        QApplication.processEvents()
        assert window.page == "projects" and screen.form.isVisible()
        assert not screen.listing.chooser.isVisible() and choice.view().isVisible(), "it is looked for in the choice"
        choice.hidePopup()

    def test_an_email_in_use_is_told_and_a_phone_has_digits(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen = adding_beside(window, {"name_zh": "甲某", "email": "Jia@example.com"})
        rows = screen.form._rows
        rows["name_zh"].box.setText("乙某")
        rows["email"].box.setText("jia@")
        rows["email"].box.editingFinished.emit()
        assert rows["email"]._wrong.text() == window.words("invalid-email-malformed"), "as soon as one leaves it"
        rows["email"].box.setText("jia@example.com")
        rows["email"].box.editingFinished.emit()
        qtbot.waitUntil(lambda: "甲某" in rows["email"]._note.text())
        rows["phone"].box.setText("abc")
        screen.form.commit()
        assert rows["phone"]._wrong.text() == window.words("invalid-phone")
        rows["phone"].box.setText("010-12345678")
        screen.form.commit()
        assert not screen.form.isVisible()

    def test_a_telephone_number_pasted_in_two_lines_is_the_one_line_that_is_seen(self, open_window: Opener) -> None:
        window = open_window()
        screen = list_of(window)
        screen.add_record()
        rows = screen.form._rows
        rows["name_zh"].box.setText("测试庚")
        QApplication.clipboard().setText("+86 138 0000\n9999")
        rows["phone"].box.paste()
        rows["phone"].box.editingFinished.emit()
        assert rows["phone"]._wrong.text() == ""
        screen.form.commit()
        assert screen.form.isHidden()
        saved = screen.desk.editing.read(Kind.CANDIDATES, screen.listing.table.chosen_id)  # type: ignore[arg-type]
        assert (saved.values["name_zh"], saved.values["phone"]) == ("测试庚", "+86 138 0000 9999")

    @pytest.mark.parametrize(
        ("page", "name"), [("candidates", "country"), ("organisations", "liaison"), ("projects", "contact")]
    )
    def test_what_is_pasted_into_a_line_is_typed_as_it_is_seen(self, open_window: Opener, page: str, name: str) -> None:
        screen = list_of(open_window(), page)
        screen.add_record()
        row = screen.form._rows[name]
        QApplication.clipboard().setText("United\nStates")
        row.box.paste()
        assert row.text == row.box.displayText() == "United States"

    def test_a_name_that_is_kept_already_is_told_in_either_script(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        rows = adding_beside(window, {"name_zh": "奚国强", "employer": "Nova"}).form._rows
        rows["name_en"].box.setText("Guoqiang Xi")
        rows["name_en"].box.editingFinished.emit()
        qtbot.waitUntil(lambda: "奚国强" in rows["name_en"]._note.text() and "Nova" in rows["name_en"]._note.text())
        rows["name_en"].box.setText("Guoqi Xi")
        rows["name_en"].box.editingFinished.emit()
        qtbot.waitUntil(lambda: rows["name_en"]._note.text() == window.words("form-hint-name"))

    def test_a_country_that_nobody_knows_is_told_as_in_an_import(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen = list_of(window)
        screen.add_record()
        row = screen.form._rows["country"]
        for text, told in (("Atlantis", True), ("加拿大", False), ("", False)):
            row.box.setText(text)
            row.box.editingFinished.emit()
            assert row._note.isVisible() is told
            assert not told or row._note.text() == window.words("form-country-unknown")

    def test_an_organisation_of_a_name_that_is_kept_already_is_told(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen = list_of(window, "organisations")
        (name, *_) = [names["zh_CN"] for names in window.office.look.organisation_names().values()]  # type: ignore[union-attr]
        screen.add_record()
        rows = screen.form._rows
        last = rows["name_en"]
        assert last._note.text() == window.words("form-hint-house")
        rows["name_zh"].box.setText(name)
        rows["name_zh"].box.editingFinished.emit()
        qtbot.waitUntil(lambda: name in last._note.text())

    def test_a_change_behind_ones_back_shows_both(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen, editing = list_of(window), window.office.editing  # type: ignore[union-attr]
        record = screen.listing.table.chosen_id
        assert record is not None
        screen.edit_record()
        form = screen.form
        form._rows["post"].box.setText("mine")
        form._rows["owner"].box.setText("mine")
        now = editing.read(Kind.CANDIDATES, record)
        theirs = {**now.values, "post": "theirs", "notes": "theirs too"}
        editing.save(Kind.CANDIDATES, theirs, record, now.version)
        form.commit()
        assert form.isVisible()
        assert form._rows["notes"].text == "theirs too"  # only they have touched it
        assert form._rows["post"].text == "mine"
        take = [one for one in form.findChildren(QPushButton) if one.property("field") == "post"]
        qtbot.mouseClick(take[0], Qt.MouseButton.LeftButton)
        form.commit()
        saved = editing.read(Kind.CANDIDATES, record).values
        assert (saved["post"], saved["owner"], saved["notes"]) == ("theirs", "mine", "theirs too")

    @pytest.mark.long
    def test_what_was_typed_outlives_a_window_and_is_no_business_of_another_that_lives(
        self, qtbot: QtBot, open_window: Opener, tmp_path: Path, sample_database: Path
    ) -> None:
        database = tmp_path / "shared.db"
        copyfile(sample_database, database)
        screen = list_of(open_window(database=database), "projects")
        screen.add_record()
        screen.form._rows["title"].box.setText("没来得及保存的项目")
        qtbot.waitUntil(lambda: bool(screen.desk.drafts.kept(Kind.PROJECTS)))
        again = list_of(open_window(database=database), "projects")
        assert not again._unsaved.isVisible()
        screen.desk.drafts.let_go()  # as when its process has gone
        again.refresh()
        assert again._unsaved.isVisible()
        again._unsaved.resumed.emit(again.desk.drafts.kept(Kind.PROJECTS)[0])
        assert again.form._rows["title"].text == "没来得及保存的项目"
        again.form.discard()
        assert again.desk.drafts.kept(Kind.PROJECTS) == []
        assert again._unsaved.isVisible()  # it can be brought back
        again._unsaved._resume()
        assert again.form._rows["title"].text == "没来得及保存的项目"

    @pytest.mark.parametrize("going_on", ["another page", "another record", "a search"])
    def test_what_was_given_up_is_offered_back_until_one_goes_on(self, open_window: Opener, going_on: str) -> None:
        window = open_window()
        screen = list_of(window)
        screen.edit_record()
        screen.form._rows["post"].box.setText("typed")
        screen.form.discard()
        assert screen._unsaved.isVisible()
        ways = [one.text() for one in screen._unsaved.findChildren(QPushButton) if one.isVisible()]
        assert ways == ["继续编辑", "不再保留"]  # the changes are given up already: now they are kept no more
        if going_on == "another page":
            window.go("projects")
            window.go("candidates")
        elif going_on == "another record":
            screen.show_record(screen.listing.model.ids[1])
        else:
            QTest.keyClicks(screen.listing.search, "li")
        assert screen._unsaved.isHidden()

    def test_a_draft_that_is_kept_no_more_is_brought_back(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen = list_of(window, "projects")
        screen.add_record()
        screen.form._rows["title"].box.setText("没来得及保存的项目")
        screen.form.discard()
        (drop,) = [one for one in screen._unsaved.findChildren(QPushButton) if one.text() == window.words("form-drop")]
        drop.click()
        assert screen.desk.drafts.kept(Kind.PROJECTS) == [] and screen._unsaved.isHidden()
        assert window._status._notice.text() == "不再保留“没来得及保存的项目”的草稿"
        window.undo()
        (kept,) = screen.desk.drafts.kept(Kind.PROJECTS)
        assert kept.texts["title"] == "没来得及保存的项目" and screen._unsaved.isVisible()
        window.redo()
        assert screen.desk.drafts.kept(Kind.PROJECTS) == [] and screen._unsaved.isHidden()

    def test_nothing_moves_under_who_mends_what_was_refused(self, qtbot: QtBot, open_window: Opener) -> None:
        screen = list_of(open_window())
        screen.edit_record()
        form = screen.form
        email, effort = form._rows["email"].box, form._rows["effort_percent"].box
        email.setText("nobody")
        effort.setText("many")
        form.commit()
        qtbot.waitUntil(lambda: form.error.isVisible())

        def place() -> tuple[int, int]:
            QApplication.processEvents()
            return email.mapTo(form, QPoint(0, 0)).y(), form._rows["phone"].mapTo(form, QPoint(0, 0)).y()

        where = place()
        two = form.error.text
        email.end(False)
        qtbot.keyClicks(email, "@")
        assert form.error.text == two and place() == where, "it is not right yet"
        qtbot.keyClicks(email, "example.org")
        assert form.error.text not in ("", two) and place() == where, "one is left"
        effort.setText("50")
        assert form.error.text == "" and place() == where, "all is right, and nothing has moved"
        form.commit()
        qtbot.waitUntil(form.isHidden)

    @pytest.mark.long
    def test_a_form_begins_at_the_cell_that_was_opened(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        for page, heading, field in (
            ("candidates", "column-offer", "effort_percent"), ("candidates", "column-skills", "skills"),
            ("candidates", "column-best-score", "name_zh"), ("projects", "column-term", "start"),
        ):  # fmt: skip
            screen = list_of(window, page)
            table, form = screen.listing.table, screen.form
            headings = [one.heading for one in screen.listing.model.columns]
            place = table.visualRect(screen.listing.model.index(1, headings.index(heading))).center()
            for opens in ("twice", Qt.Key.Key_Return, Qt.Key.Key_F2):
                qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
                if opens == "twice":
                    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
                else:
                    qtbot.keyClick(table, opens)
                qtbot.waitUntil(form.isVisible)
                row = form._rows[field]
                assert QApplication.focusWidget() is row.box, (page, heading, opens)
                assert not row.visibleRegion().isEmpty()
                form.discard()

    def test_a_form_that_is_not_saved_is_not_left_for_another_record(self, qtbot: QtBot, open_window: Opener) -> None:
        screen = list_of(open_window())
        one, other = screen.listing.model.ids[:2]
        screen.show_record(one)
        screen.edit_record()
        screen.form._rows["post"].box.setText("typed")
        screen.show_record(other)
        screen.listing.table.setFocus()
        qtbot.keyClick(screen.listing.table, Qt.Key.Key_E)
        assert screen.form.record_id == one and screen.form.error.text
        assert QApplication.focusWidget() is screen.listing.table  # what is typed now goes nowhere


@pytest.mark.parametrize("typed", ["zhangwei", "张伟", "張偉", "ZHANG Wei"])
def test_the_palette_finds_people_in_any_script(qtbot: QtBot, open_window: Opener, typed: str) -> None:
    window = open_window()
    key(qtbot, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.keys.palette
    palette.line.setText(typed)
    assert palette.list.item(0).text().startswith("张伟")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.page == "candidates"
    screen = list_of(window)
    row = window.office.look.candidate_rows([screen.listing.table.chosen_id])[0]  # type: ignore[union-attr,list-item]
    assert row.name == "张伟"


def test_the_palette_never_takes_back_what_one_looks_for(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office, palette = window.office, None
    assert office is not None
    organisation_id = next(iter(office.look.organisation_names()))
    screen = list_of(window, "projects")
    screen.edited.emit(
        office.editing.save(Kind.PROJECTS, {"title": "Test project KB", "organisation_id": organisation_id})
    )
    window.keys.open_palette()
    palette = window.keys.palette
    palette.line.setText("test project")
    texts = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert texts[0].startswith("Test project KB")
    assert not [text for text in texts if text.startswith(window.words("undo-button"))]
    palette.line.setText(window.words("undo-button"))
    assert palette.list.item(0).text().startswith(window.words("undo-button"))


def asked(qtbot: QtBot, window: MainWindow, typed: str) -> Palette:
    """The palette, once it hears readings and this has been typed into it."""
    window.keys.open_palette()
    palette: Palette = window.keys.palette
    qtbot.waitUntil(lambda: palette._hears)
    palette.line.setText(typed)
    return palette


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("tuijian", "action-recommend"),
        ("tj", "action-recommend"),
        ("fa", "nav-plan"),
        ("ps", "nav-review"),
        ("chachong", "duplicates-title"),
        ("yscf", "duplicates-title"),
        ("daochu", "action-export"),
        ("深色", "settings-theme"),
        ("english", "settings-language"),
        ("联络人", "settings-role"),
    ],
)
def test_the_palette_knows_pages_and_actions_by_pinyin(
    qtbot: QtBot, open_window: Opener, typed: str, title: str
) -> None:
    window = open_window()
    palette = asked(qtbot, window, typed)
    texts = [palette.list.item(row).text() for row in range(palette.list.count())]
    assert [text for text in texts if text.startswith(window.words(title))]


def test_the_palette_goes_where_pinyin_leads_that_was_entered_before_it_could_be_heard(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    qtbot.waitUntil(lambda: window.office is not None and window.jobs.is_idle)
    window.keys.open_palette()
    palette = window.keys.palette
    assert not palette._hears
    qtbot.keyClicks(palette.line, "huamingce")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.page == "rosters")
    assert not palette.isVisible()


def test_the_palette_has_first_what_is_called_so(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    name = "重庆大学"
    university = office.editing.save(
        Kind.ORGANISATIONS, {"name_zh": name, "name_en": "Chongqing University", "kind": "university"}
    )
    place = university.edit.touched[0].record_id
    office.editing.save(Kind.PROJECTS, {"title": "重庆大学的算力池", "organisation_id": place})
    office.editing.save(Kind.PROJECTS, {"title": "另一个项目", "need": "重庆大学", "organisation_id": place})
    window.keys.open_palette()
    palette = window.keys.palette
    qtbot.waitUntil(lambda: palette._hears)
    for typed in ("cqdx", "chongqing", name):
        palette.line.setText(typed)
        assert palette.list.item(0).data(Qt.ItemDataRole.UserRole).title == name, typed


def test_the_palette_keeps_the_cursor_whatever_a_page_does_behind_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    screen.search()
    window.keys.open_palette()
    palette = window.keys.palette
    screen.focus_first()  # as where what had the focus is made anew
    qtbot.waitUntil(palette.line.hasFocus)
    assert palette.isVisible()
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert screen.listing.table.hasFocus() and not palette.isVisible()
    gone = QPushButton(screen)
    gone.show()
    gone.setFocus()
    window.keys.open_palette()
    delete(gone)
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert screen.listing.table.hasFocus()


@pytest.mark.parametrize(
    ("pressed", "modifiers"),
    [(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier),
     (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)],
)  # fmt: skip
def test_the_palette_goes_when_another_key_of_the_window_is_pressed(
    qtbot: QtBot, open_window: Opener, pressed: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    window = open_window()
    list_of(window)
    window.keys.open_palette()
    palette = window.keys.palette
    QTest.keyClick(window.windowHandle(), pressed, modifiers)
    QTest.qWait(0)
    assert not palette.isVisible() and not palette.line.hasFocus()


@pytest.mark.parametrize("typed", ["sam lin", "Lin, Sam", "林森", "linsen", "ＳＡＭ　ＬＩＮ"])
def test_the_palette_has_first_who_is_called_so_among_many(qtbot: QtBot, open_window: Opener, typed: str) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    for number in range(30):
        like = {"name_zh": f"林森{'一二三四五六七八九十'[number % 10]}", "name_en": f"Sample Linda {number}"}
        office.editing.save(Kind.CANDIDATES, like)
    result = office.editing.save(Kind.CANDIDATES, {"name_zh": "林森", "name_en": "Sam Lin"})
    palette = asked(qtbot, window, typed)
    first = palette.list.item(0).data(Qt.ItemDataRole.UserRole)
    assert first.record == result.edit.touched[0].record_id


def test_the_palette_has_a_name_as_it_was_typed_before_one_in_another_order(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    assert window.office is not None
    for name in ("Sam Lin", "Lin Sam", "Sam Lin"):
        window.office.editing.save(Kind.CANDIDATES, {"name_en": name, "employer": f"{name} & Co"})
    palette = asked(qtbot, window, "lin sam")
    assert palette.list.item(0).text().startswith("Lin Sam")


@pytest.mark.parametrize("role", ["manager", "liaison"])
def test_the_palette_finds_what_each_role_may_see(qtbot: QtBot, open_window: Opener, role: RoleCode) -> None:
    window = open_window(role=role, organisation_id=1)
    palette = asked(qtbot, window, "林浩然")
    found = [palette.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(palette.list.count())]
    meant = [one.is_meant for one in found if one is not None and one.page == "candidates"]
    assert meant == [True] * (role == "manager")  # a liaison sees no names here
    palette.line.setText("pingshen")
    assert palette.list.item(0).data(Qt.ItemDataRole.UserRole).page == "review"


@pytest.mark.parametrize(
    ("typed", "title", "page"),
    [
        ("chaojiedian", "超节点互连拓扑与集合通信算法", "projects"),
        ("cjdhl", "超节点互连拓扑与集合通信算法", "projects"),
        ("pujiangdaxue", "示例浦江大学", "organisations"), ("slpjdx", "示例浦江大学", "organisations"),
        ("pjdx", "示例浦江大学", "organisations"),
    ],
)  # fmt: skip
def test_the_palette_finds_projects_and_organisations_by_pinyin(
    qtbot: QtBot, open_window: Opener, typed: str, title: str, page: str
) -> None:
    window = open_window()
    palette = asked(qtbot, window, typed)
    first = palette.list.item(0).data(Qt.ItemDataRole.UserRole)
    assert (first.title, first.page) == (title, page)


@pytest.mark.parametrize(("typed", "language"), [("林浩然", "zh_CN"), ("linhaoran", "zh_CN"), ("林浩然", "en")])
def test_the_palette_leads_to_what_somebody_was_put_forward_for(
    qtbot: QtBot, open_window: Opener, typed: str, language: Language
) -> None:
    window = open_window(language=language)
    office = window.office
    assert office is not None
    palette = asked(qtbot, window, typed)
    items = [palette.list.item(row) for row in range(palette.list.count())]
    people = [one for one in items if one.data(Qt.ItemDataRole.UserRole).page == "candidates"]
    rows = office.look.pairings_put_forward([one.data(Qt.ItemDataRole.UserRole).record for one in people], 3)
    assert people and rows, "he is in the sample, and has been put forward"
    first = items[len(people)]
    assert people == items[: len(people)]
    words = window.words
    assert first.text() == words(
        "palette-pairing",
        person=people[0].text(),
        university=rows[0].university[language],
        firm=rows[0].firm[language],
    )
    said = first.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(dotted(words.code("state", State.RECOMMENDED), f"{rows[0].score:.1f}"))
    assert first.toolTip().startswith(first.text()) and rows[0].university_project in first.toolTip()
    long = replace(first.data(Qt.ItemDataRole.UserRole), title=f"林浩然 · {'大学' * 40} × 芯片公司")
    cut = _shortened(long, palette.list.fontMetrics(), palette.list.width())
    assert cut.startswith("林浩然") and cut.endswith("芯片公司") and "…" in cut, "neither end of it is lost"
    usual = replace(long, title="Katya Young · Haicheng University × Haicheng Chip 11 Ltd", under="To review · 88.8")
    assert _shortened(usual, palette.list.fontMetrics(), palette.list.viewport().width()) == usual.title
    for _ in people:
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.page == "pairing"
    screen = window.screen_of("pairing")
    assert screen.view.card.row.recommendation_id == rows[0].recommendation_id  # type: ignore[attr-defined]


def test_pairings_come_beside_the_typing_and_move_no_choice(qtbot: QtBot, open_window: Opener) -> None:
    with ThreadPoolExecutor(1) as lane:
        palette = asked(qtbot, open_window(lane=lane), "wang")
        before = palette.list.count()
        palette.list.setCurrentRow(before - 1)
        chosen = palette.list.currentItem()
        qtbot.waitUntil(lambda: palette.list.count() > before)
        assert chosen is not None and palette.list.currentItem() is chosen and palette.list.currentRow() >= before
        palette.line.setText("a")
        assert palette._pairings.is_due is False, "one letter is part of so many names that nobody's pairings come"
        palette.line.setText("hbm")  # nobody is called so, though people are found by it
        texts = [palette.list.item(row).data(Qt.ItemDataRole.UserRole).icon for row in range(palette.list.count())]
        assert "candidates" in texts
        qtbot.wait(50)
        assert "synergy" not in texts and palette.list.count() == len(texts)


def test_what_stands_comes_before_what_is_over(open_window: Opener) -> None:
    office = open_window().office
    assert office is not None
    (first, *_) = office.look.find_pairings(PairingQuery())
    person = office.look.pairing_rows([first])[0].candidate_id
    before = office.look.pairings_put_forward([person], 3)
    assert before[0].pairing_id == first and len(before) > 1
    office.review.decide(first, Verdict.DECLINE, "研究方向不符", "王老师")
    after = office.look.pairings_put_forward([person], 3)
    assert [row.pairing_id for row in after] == [*[row.pairing_id for row in before[1:]], first]
    assert len(office.look.pairings_put_forward([person], 1)) == 1


def test_the_palette_goes_to_pages_and_does_things(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    for typed, page in (
        ("花名册", "rosters"),
        ("查重", "duplicates"),
        ("疑似", "duplicates"),
        ("机构", "organisations"),
    ):
        window.go("overview")
        window.keys.open_palette()
        window.keys.palette.line.setText(typed)
        if page == "overview":  # nothing is called so
            qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Escape)
        else:
            qtbot.keyClick(window.keys.palette.line, Qt.Key.Key_Return)
        assert window.page == page
    window.keys.open_sheet()
    assert window.keys.sheet.isVisible()
    qtbot.keyClick(window.keys.sheet, Qt.Key.Key_Escape)
    assert not window.keys.sheet.isVisible()


def test_the_filter_panel_opens_under_its_button(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    key(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    panel, button = screen.listing.panel, screen.listing.filters
    assert panel.isVisible()
    assert panel.y() >= button.mapToGlobal(QPoint(0, button.height())).y()
    panel.hide()


def test_pictures_have_tables_and_are_saved(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    from talentapp.gui.overview.pictures import PictureCard

    window = open_window()
    window.go("overview")
    qtbot.waitUntil(lambda: len([one for one in window.findChildren(PictureCard) if one.isVisible()]) == 4)
    for at, one in enumerate(card for card in window.findChildren(PictureCard) if card.isVisible()):
        assert one.table.rowCount() > 0
        for suffix, begins in (("png", b"\x89PNG"), ("svg", b"<?xml")):
            path = tmp_path / f"{at}.{suffix}"
            assert one.save_as(path)
            assert path.read_bytes().startswith(begins)
        one.turn_over()
        assert one.table.isVisible()
        one.turn_over()
        assert one.picture.isVisible()


def test_going_back_to_a_backup(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("settings")
    office = window.office
    assert office is not None
    office.backups.make()
    card = window.screen_of("settings").backups  # type: ignore[attr-defined]
    screen = list_of(window)
    ids = select(screen, 3)
    screen.bulk.wanted.emit(BulkChange("status", "closed"))
    window.go("settings")
    card.refresh()

    def visible() -> list[QPushButton]:
        return [one for one in card.findChildren(QPushButton) if one.property("backup") and one.isVisible()]

    def answer(message: str) -> QPushButton:
        return next(one for one in card.findChildren(QPushButton) if one.text() == window.words(message))

    qtbot.waitUntil(lambda: bool(visible()))
    for _ in range(2):  # a double click only asks, and the answer with the focus changes nothing
        qtbot.mouseClick(visible()[0], Qt.MouseButton.LeftButton)
    assert answer("backup-really").isVisible()
    qtbot.mouseClick(answer("backup-keep"), Qt.MouseButton.LeftButton)
    assert not answer("backup-really").isVisible()
    assert {row.status for row in office.look.candidate_rows(ids)} == {Status.CLOSED}
    qtbot.mouseClick(visible()[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(answer("backup-really"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.office not in (None, office))
    reopened = window.office
    assert reopened is not None
    assert {row.status for row in reopened.look.candidate_rows(ids)} == {Status.OPEN}
    assert {"before-restore", "manual"} <= {row.why for row in reopened.backups.list()}
    assert window._status._notice.text().startswith(window.words("backup-restored", at="")[:4])


def test_clearing_takes_off_the_search_and_the_filters(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = list_of(window)
    everybody = screen.listing.number
    screen.listing.search.setText("zhang")
    screen.listing.filter((("status", "open"),))
    assert screen.listing.number != everybody
    clear = next(
        one for one in screen.listing.chips.findChildren(QPushButton) if one.text() == window.words("filter-clear")
    )
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert screen.listing.search.text() == ""
    assert screen.listing.asking.facets == ()
    assert screen.listing.number == everybody


def test_a_form_goes_with_the_list_until_something_is_typed(open_window: Opener) -> None:
    screen = list_of(open_window())
    table = screen.listing.table
    screen.edit_record()
    first = screen.form.record_id
    table.step(1)
    assert first != screen.form.record_id == table.chosen_id
    (row,) = screen.listing.rows_of([screen.form.record_id])
    assert row.name in screen.form.title.text() or row.other_name in screen.form.title.text()
    screen.form._rows["employer"].show_text("示例公司")
    table.step(1)
    assert screen.form.record_id == row.id != table.chosen_id  # what was typed stays with whom it is about
    assert screen.form.title.text().rpartition("：")[2] in screen.form.error.text


def test_numbers_that_cannot_be_read_are_told(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    """What is only read beside the lane fails as visibly as all else: nobody takes an old number for today's."""
    screen = list_of(open_window(), "organisations")
    with closing(sqlite3.connect(tmp_path / "0.db")) as other:
        other.execute("ALTER TABLE run RENAME TO gone")
    assert screen.error.isHidden()
    screen.refresh()
    qtbot.waitUntil(lambda: not screen.error.isHidden())


def test_two_pairings_of_one_person_with_the_same_two_are_told_apart(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    everybody = office.look.find_candidates(CandidateQuery())
    rows = office.look.pairings_put_forward(everybody, 3)
    twins = [
        (one, other)
        for one in rows
        for other in rows
        if one.pairing_id != other.pairing_id
        and (one.candidate_id, one.university, one.firm) == (other.candidate_id, other.university, other.firm)
    ]
    assert twins, "the sample has some"
    one, other = twins[0]
    palette = asked(qtbot, window, one.candidate)
    targets = [palette.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(palette.list.count())]
    titles = [target.title for target in targets if target.icon == "synergy"]
    assert len(titles) == len(set(titles)) > 1
    for row in (one, other):
        assert any(row.university_project in title and row.firm_project in title for title in titles)


def test_who_was_added_elsewhere_is_the_one_that_is_shown(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    screen = window.screen_of("candidates")
    assert isinstance(screen, CandidatesScreen) and window.office is not None
    other = open_office(Settings(window.office.store.url, "zh_CN"))  # another window on the same database
    made = other.editing.save(Kind.CANDIDATES, {"name_en": "R&D Quistorp", "tags": ["R&D"]}).edit.touched[0].record_id
    other.close()
    screen.show_record(made)
    qtbot.waitUntil(lambda: screen.listing.table.chosen_id == made)
    screen.show_facets((("tag", "R&D"),))
    chip = next(one for one in screen.findChildren(QPushButton) if "R&D" in one.text())
    assert "&&" not in chip.text() and "R&&D" in QPushButton.text(chip)
