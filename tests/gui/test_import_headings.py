"""Tables on their way in whose headings nobody knows, or that have none: a person says what the first row is, what the
columns mean and of what kind the records are."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlmodel import select

from talentapp.domain.import_records import ImportMapping
from talentapp.domain.intake import FirstRow
from talentapp.domain.terms import Kind
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.office.views.records import ProjectQuery
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import choose, people, said, screen_of, typed_into, workbook

NOBODY = (
    ("王小明", "xm.wang@example.com", "Foo Corp", "GPU 驱动"),
    ("刘大海", "dh.liu@example.com", "Bar Corp", "HBM 控制器"),
    ("马小云", "xy.ma@example.com", "Baz Corp", "编译器"),
)


def first_row(screen: ImportsScreen, one: FirstRow) -> QPushButton:
    meanings = screen.table_preview.meanings
    text = screen.words(f"first-row-{one.value}")
    (found,) = [each for each in meanings._first.findChildren(QPushButton) if each.text() == text]
    return found


def tones(screen: ImportsScreen) -> dict[str, object]:
    """What is said of the files that were taken in, and how."""
    labels = screen._start.findChildren(QLabel)
    return {one.text().replace("\u200b", ""): one.property("kind") for one in labels}


def kept(window: MainWindow) -> str:
    with window.office.look._store.reading() as session:  # type: ignore[union-attr]
        return str([(one.shape, one.columns) for one in session.scalars(select(ImportMapping))])


def test_nobody_is_taken_for_a_heading(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    file = workbook(tmp_path / "nohead.xlsx", *NOBODY)
    window.take_files([file])
    screen = screen_of(window)
    preview, meanings = screen.table_preview, screen.table_preview.meanings
    assert first_row(screen, FirstRow.DATA).isChecked() and meanings._first.isVisible()
    assert window.words("first-row", row=1) in said(meanings)
    assert meanings._hint_data.isVisible() and not meanings._hint.isVisible()
    assert preview.sheet.table.model().index(0, 0).data() == "王小明"
    choose(screen, "A", "name")
    assert screen._shown is not None
    assert [(row.row, row.title) for row in screen._shown.rows] == [(1, "王小明"), (2, "刘大海"), (3, "马小云")]
    assert screen._shown.rows[0].values["email"] == "xm.wang@example.com"  # its cells leave no doubt
    assert not screen.error.isVisible() and meanings._first.isVisible()
    choose(screen, "D", "skills")
    head = [preview.sheet.table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert [one.split("\n")[0] for one in head] == ["A", "B", "C", "D"]
    assert "王小明" not in kept(window)
    preview.show_as(1)
    typed_into(qtbot, screen, 0, 1, "nobody")  # the first row, too, is a record whose cells can be corrected
    assert screen._shown.rows[0].row == 1 and screen._shown.rows[0].problems[0].row == 1
    assert screen.words.place(screen._shown.rows[0].problems[0]) == screen.words("place-cell-bare", row=1, column="B")
    window.go("candidates")
    window.go("imports")
    assert len(screen._shown.rows) == 3
    screen.commit()
    qtbot.waitUntil(lambda: window.idle)
    assert {(row.name, row.skills) for row in people(window)} == {
        ("王小明", ("GPU 驱动",)), ("刘大海", ("HBM 控制器",)), ("马小云", ("编译器",)),
    }  # fmt: skip


def test_what_was_said_of_it_outlives_the_window(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    database = tmp_path / "own.db"
    window = open_window(database=database)
    window.take_files([workbook(tmp_path / "nohead.xlsx", *NOBODY)])
    screen = screen_of(window)
    choose(screen, "A", "name")
    screen._steps.decide(0, "skip")
    window.close()
    window = open_window(database=database)
    window.go("imports")
    screen = screen_of(window)
    (go_on,) = [
        one for one in screen._start.left.findChildren(QPushButton) if one.text() == window.words("import-resume")
    ]
    go_on.click()
    qtbot.waitUntil(lambda: screen._shown is not None)
    assert screen._shown is not None and [row.title for row in screen._shown.rows] == ["王小明", "刘大海", "马小云"]
    assert screen._arrivals.decisions[screen._shown.key] == {0: "skip"}


def test_headings_that_nobody_knows_can_be_said_to_be_some(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    window.take_files([workbook(tmp_path / "a.xlsx", ("甲乙", "丙丁"), ("阮青", "CXL"), ("禹城", "HBM"))])
    screen = screen_of(window)
    assert first_row(screen, FirstRow.DATA).isChecked()
    first_row(screen, FirstRow.HEADINGS).click()
    assert first_row(screen, FirstRow.HEADINGS).isChecked() and screen.table_preview.meanings._hint.isVisible()
    choose(screen, "甲乙", "name")
    assert screen._shown is not None and [row.title for row in screen._shown.rows] == ["阮青", "禹城"]
    first_row(screen, FirstRow.DATA).click()
    assert "甲乙" not in kept(window)  # it was data after all
    choose(screen, "A", "name")
    assert [row.title for row in screen._shown.rows] == ["甲乙", "阮青", "禹城"]


def test_the_copy_of_a_table_without_headings_has_each_problem_at_its_row(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    rows = (("王小明", "xm.wang@example.com"), ("刘大海", "dh(at)example.com"), ("马小云", "xy.ma@example.com"))
    window.take_files([workbook(tmp_path / "nohead.xlsx", *rows)])
    screen = screen_of(window)
    choose(screen, "A", "name")
    choose(screen, "B", "email")
    assert screen._shown is not None and window.office is not None
    out = tmp_path / "copy.xlsx"
    window.office.intake.annotate([screen._shown], out, window.words.problem, "导入问题")
    sheet = load_workbook(out).active
    assert sheet is not None
    assert [sheet.cell(row, 3).value is not None for row in (1, 2, 3)] == [False, True, False]


def test_the_kind_of_a_sheet_is_chosen_where_it_is_said(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    rows = (("HBM 控制器验证", "某某大学", "2027-03-01"), ("编译器后端", "某某学院", "2027-04-01"))
    window.take_files([workbook(tmp_path / "projects.xlsx", *rows)])
    screen = screen_of(window)
    kind = screen.table_preview._kind
    assert kind.isVisible() and kind.value is Kind.CANDIDATES
    assert kind.accessibleName() == window.words("import-kind")
    qtbot.keyClick(kind, Qt.Key.Key_Down)  # by keys alone
    qtbot.waitUntil(lambda: kind.view().isVisible())
    qtbot.keyClick(kind.view(), Qt.Key.Key_Down)
    qtbot.keyClick(kind.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen._shown is not None and screen._shown.kind is Kind.PROJECTS)
    assert window.words("field-title") in screen.error.text  # what is still missing is called as the page calls it
    qtbot.wait(50)  # until the meanings of candidates have gone
    choose(screen, "A", "title")
    choose(screen, "B", "organisation")
    choose(screen, "C", "start")
    screen.commit()
    qtbot.waitUntil(lambda: window.idle)
    look = window.office.look  # type: ignore[union-attr]
    found = look.project_rows(look.find_projects(ProjectQuery()))
    assert {row.title for row in found} == {"HBM 控制器验证", "编译器后端"}


def test_a_sheet_with_headings_is_read_as_the_kind_that_somebody_says(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    head = ("单位名称", "联系人", "备注")
    file = workbook(tmp_path / "a.xlsx", head, ("某某大学", "甲一", "人才"), ("某某公司", "乙二", "人才"))
    window.take_files([file])
    screen = screen_of(window)
    kind = screen.table_preview._kind
    assert kind.value is Kind.ORGANISATIONS
    kind.choose(Kind.CANDIDATES)
    kind.activated.emit(kind.currentIndex())
    assert screen._shown is not None and screen._shown.kind is Kind.CANDIDATES and kind.value is Kind.CANDIDATES
    choose(screen, "联系人", "name")
    assert [row.title for row in screen._shown.rows] == ["甲一", "乙二"]
    kind.choose(Kind.ORGANISATIONS)  # and back again
    kind.activated.emit(kind.currentIndex())
    assert [row.title for row in screen._shown.rows] == ["某某大学", "某某公司"]


def test_a_file_that_is_not_read_is_told_and_kept(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    good = workbook(tmp_path / "good.xlsx", ("姓名", "邮箱"), ("林志玲", "lzl@example.com"))
    window.take_files([workbook(tmp_path / "nohead.xlsx", *NOBODY), good])
    screen, words = screen_of(window), window.words
    assert screen.commit_button.text() == words("import-commit")  # what goes in is one file
    asking = {one.text() for one in screen._tabs.findChildren(QPushButton) if one.accessibleDescription()}
    assert "nohead.xlsx" in asking
    screen.confirm()
    assert words("import-last-unread", files="nohead.xlsx") in said(screen.question)
    screen._choose_file(screen._arrivals.previews[1].key)
    screen.confirm()
    screen.question.look.click()  # leads to it
    assert screen._shown is not None and screen._shown.file_name == "nohead.xlsx"
    assert screen.table_preview.meanings.isAncestorOf(window.focusWidget())  # type: ignore[arg-type]
    screen.confirm()
    screen.question.go.click()
    qtbot.waitUntil(lambda: window.idle and screen._shown is None)
    told = tones(screen)
    assert told[words("import-done-unread", file="nohead.xlsx")] == "doubtful"
    assert not screen.error.isVisible()  # it is said once
    assert [row.name for row in people(window)] == ["林志玲"]
    assert screen._start.left.isVisible() and "nohead" in said(screen._start.left)
    (go_on,) = [one for one in screen._start.left.findChildren(QPushButton) if one.text() == words("import-resume")]
    go_on.click()
    qtbot.waitUntil(lambda: screen._shown is not None)
    choose(screen, "A", "name")
    screen.commit()
    qtbot.waitUntil(lambda: window.idle and screen._shown is None)
    assert len(people(window)) == 4 and not screen._start.left.isVisible()


def test_a_file_whose_rows_are_all_refused_is_kept_with_them(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    bad = workbook(tmp_path / "bad.xlsx", ("姓名", "邮箱", "技能"), (None, "a@example.com", "GPU"))
    good = workbook(tmp_path / "good.xlsx", ("姓名", "邮箱"), ("林志玲", "lzl@example.com"))
    window.take_files([bad, good])
    screen, words = screen_of(window), window.words
    screen.commit()
    qtbot.waitUntil(lambda: window.idle and screen._shown is None)
    told = tones(screen)
    assert told[words("import-done-in-vain", file="bad.xlsx", counts=words("import-left-out", n=1))] == "doubtful"
    assert told[words("import-done", file="good.xlsx", counts=words("import-created", n=1))] == "positive"
    window.go("overview")
    qtbot.waitUntil(lambda: words("overview-left-out", file="bad.xlsx", n=1) in said(window.screen_of("overview")))
    window.go("imports")
    (look,) = {
        one.accessibleName(): one
        for one in screen._start.recent.findChildren(QPushButton)
        if one.accessibleName() == words("import-show-left-out-of", file="bad.xlsx")
    }.values()
    look.click()
    qtbot.waitUntil(lambda: screen._shown is not None)
    assert screen._shown is not None and screen._shown.rows[0].action == "blocked"
    screen.commit()
    qtbot.waitUntil(lambda: window.idle and screen._shown is None)
    assert len(window.office.look.recent_imports()) == 2  # type: ignore[union-attr]  # it is told once
