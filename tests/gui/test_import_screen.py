"""The import page worked by a person: the sheet with its marked cells, meanings corrected, rows merged by field, a
copy with the problems, and an import taken back."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.intake import Trouble
from talentapp.domain.terms import Kind
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports import imports
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import stacked
from talentapp.office.views.records import CandidateQuery, CandidateRow
from tests.gui.conftest import Opener
from tests.gui.test_slice import key

HEAD = ("姓名", "邮箱", "工作单位", "到岗时间", "代号")
ROWS = (
    ("甲一", "a@example.com", "某单位", "2027-03-01", "HBM"),
    ("乙二", "b(at)example.com", "另一单位", "随时", "CXL"),
    ("合计", "2人", None, None, None),
    (None, "c@example.com", "某单位", None, "PCIe"),
)


def workbook(path: Path, *rows: tuple[str | None, ...]) -> Path:
    book = Workbook()
    assert book.active is not None
    book.active.title = "名单"
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def screen_of(window: MainWindow) -> ImportsScreen:
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    return screen


def people(window: MainWindow) -> list[CandidateRow]:
    look = window.office.look  # type: ignore[union-attr]
    return look.candidate_rows(look.find_candidates(CandidateQuery()))


def said(widget: object) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))  # type: ignore[attr-defined]


@pytest.fixture
def opened(open_window: Opener, tmp_path: Path) -> tuple[MainWindow, ImportsScreen]:
    """A window with a file in preview that has something of everything."""
    window = open_window(empty=True)
    window.take_files([workbook(tmp_path / "名单.xlsx", HEAD, *ROWS)])
    return window, screen_of(window)


def test_problems_are_marked_in_the_cells_of_the_sheet(qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]) -> None:
    _, screen = opened
    preview = screen.table_preview
    preview.show_as(1)
    cells = preview.sheet.table.model()
    assert (cells.rowCount(), cells.columnCount()) == (4, 5)
    texts = [[cells.index(row, column).data() for column in range(5)] for row in range(4)]
    assert texts == [[cell or "" for cell in row] for row in ROWS]
    marked = {
        (row, column)
        for row in range(4)
        for column in range(5)
        if cells.index(row, column).data(Qt.ItemDataRole.DecorationRole) is not None
    }
    tinted = {
        (row, column)
        for row in range(4)
        for column in range(5)
        if cells.index(row, column).data(Qt.ItemDataRole.BackgroundRole) is not None
    }
    assert marked == tinted == {(1, 1), (1, 3), (3, 0)}  # a sign beside the tint, never colour alone
    assert "到岗" in cells.index(1, 3).data(Qt.ItemDataRole.ToolTipRole) or cells.index(1, 3).data(
        Qt.ItemDataRole.ToolTipRole
    )
    assert [cells.headerData(at, Qt.Orientation.Vertical) for at in (1, 2)] == ["3  乙二", "4"]
    assert cells.headerData(2, Qt.Orientation.Vertical, Qt.ItemDataRole.ToolTipRole)  # a total is no record
    visited = []
    for _ in range(4):
        qtbot.keyClick(preview.sheet.table, Qt.Key.Key_F8)
        now = preview.sheet.table.currentIndex()
        visited.append((now.row(), now.column()))
    assert visited == [(1, 1), (1, 3), (3, 0), (1, 1)]
    assert "乙二" in said(preview.detail)
    qtbot.keyClick(preview.sheet.table, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert preview.sheet.table.currentIndex().row() == 3
    preview.show_as(0)
    assert preview.table.chosen_id == 2  # the same row in the list of records


def test_a_text_table_is_shown_without_letters(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    path = tmp_path / "people.csv"
    path.write_text("姓名,电子邮箱\n李雷,bad address\n", "utf-8")
    window.take_files([path])
    preview = screen_of(window).table_preview
    preview.show_as(1)
    head = preview.sheet.table.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    assert head.startswith("电子邮箱\n")
    shown = said(preview)
    assert window.words("place-heading", row=2, header="电子邮箱") in shown
    assert window.words("place-row", row=2) in shown.splitlines()
    preview.show_meanings()
    assert "电子邮箱" in shown and "B  电子邮箱" not in said(preview)


def test_f8_goes_through_the_list_of_records_too(qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]) -> None:
    _, screen = opened
    preview = screen.table_preview
    assert preview.table.chosen_id == 2  # what is left out stands first
    qtbot.keyClick(preview.table, Qt.Key.Key_F8)
    assert preview.table.chosen_id == 1
    qtbot.keyClick(preview.table, Qt.Key.Key_F8)
    assert preview.table.chosen_id == 2


def choose(screen: ImportsScreen, heading: str, target: str) -> None:
    screen.table_preview.show_meanings()
    choice = next(one for one in screen.table_preview.meanings.findChildren(Choice) if one.accessibleName() == heading)
    choice.choose(target)
    choice.activated.emit(choice.currentIndex())


def test_a_meaning_that_is_corrected_is_read_and_kept(opened: tuple[MainWindow, ImportsScreen], tmp_path: Path) -> None:
    window, screen = opened
    choose(screen, "代号", "skills")
    assert "CXL" in str(screen.table_preview._fetch([1])[0].values["skills"])
    screen.discard()
    window.take_files([workbook(tmp_path / "下月.xlsx", HEAD, ("丙三", "d@example.com", None, None, "SerDes"))])
    screen.commit()
    assert [(row.name, row.skills) for row in people(window)] == [("丙三", ("SerDes",))]


def test_a_file_without_a_column_of_names_is_read_once_a_person_names_it(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    head = ("称谓乙", "邮箱", "在哪工作")
    window.take_files([workbook(tmp_path / "a.xlsx", head, ("阮青", "r@example.com", "某所"), ("禹城", None, "某厂"))])
    screen = screen_of(window)
    assert screen.error.text  # what is missing is said
    assert not screen.commit_button.isVisible()
    assert screen.table_preview.sheet.table.model().index(0, 0).data() == "阮青"
    choose(screen, "称谓乙", "name")
    assert not screen.error.isVisible()
    choose(screen, "在哪工作", "employer")
    screen.commit()
    assert {(row.name, row.employer) for row in people(window)} == {("阮青", "某所"), ("禹城", "某厂")}


@pytest.mark.long
def test_a_file_with_no_known_heading_at_all_can_be_read_too(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    window.take_files([workbook(tmp_path / "a.xlsx", ("谁", "干啥"), ("阮青", "存算一体"), ("禹城", "CXL"))])
    screen = screen_of(window)
    choose(screen, "谁", "name")
    choose(screen, "干啥", "skills")
    screen.commit()
    assert {(row.name, row.skills) for row in people(window)} == {("阮青", ("存算一体",)), ("禹城", ("CXL",))}


def test_a_row_is_merged_field_by_field(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    for name, row in (("a", ("甲一", "a@example.com", "旧单位", None, None)),
                      ("b", ("甲一", "a@example.com", "新单位", "2027-03-01", None))):  # fmt: skip
        window.take_files([workbook(tmp_path / f"{name}.xlsx", HEAD, row)])
        if name == "a":
            screen.commit()
    boxes = {box.text(): box for box in screen.table_preview.detail.findChildren(QCheckBox)}
    assert len(boxes) == 2 and all(box.isChecked() for box in boxes.values())
    boxes[window.dress.words.code("field", "employer")].click()
    screen.commit()
    (row,) = people(window)
    assert (row.employer, str(row.available_from)) == ("旧单位", "2027-03-01")


def test_what_a_file_would_take_away_is_taken_only_if_somebody_ticks_it(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    head = ("姓名", "电子邮箱", "现工作单位", "专业技能")
    for name, row in (("a", ("甲一", "a@example.com", "南洋微电子有限公司", "HBM、RTL验证")),
                      ("b", ("甲一", "a@example.com", "南洋微电子", "HBM"))):  # fmt: skip
        window.take_files([workbook(tmp_path / f"{name}.xlsx", head, row)])
        if name == "a":
            screen.commit()
    words, detail = window.dress.words, screen.table_preview.detail
    assert words("import-removes", items="RTL验证", n=1) in said(detail)
    assert not screen.commit_button.isEnabled()
    boxes = {box.text(): box for box in detail.findChildren(QCheckBox)}
    assert set(boxes) == {words.code("field", "employer"), words.code("field", "skills")}
    assert not any(box.isChecked() for box in boxes.values())
    boxes[words.code("field", "skills")].click()
    assert screen.commit_button.isEnabled()
    screen.commit()
    (person,) = people(window)
    assert (person.employer, person.skills) == ("南洋微电子有限公司", ("HBM",))


def test_what_is_not_settled_is_asked_about_once_before_it_goes_in(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]
) -> None:
    window, screen = opened
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    assert screen.question.isVisible() and people(window) == []
    words = window.words
    counts = (words("import-last-blocked", n=1), words("import-last-cells", n=2))
    assert words("import-last-question", counts=words("list-separator").join(counts)) in said(screen.question)
    screen.refresh()  # somebody else has written something
    assert screen.question.isVisible() and screen.question.look.hasFocus()
    qtbot.mouseClick(screen.question.look, Qt.MouseButton.LeftButton)
    assert not screen.question.isVisible() and screen.table_preview.table.hasFocus()
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    screen._steps.decide(2, "skip")  # who settles something is asked anew
    assert not screen.question.isVisible()
    qtbot.mouseClick(screen.commit_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.question.go, Qt.MouseButton.LeftButton)
    assert len(people(window)) == 2


def test_two_rows_of_one_person_can_be_joined(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    head = ("姓名", "电子邮箱", "专业技能", "现居住地")
    rows = (("赵敏", "m@example.com", "CXL", "温哥华"), ("赵敏", "m@example.com", "HBM", None))
    window.take_files([workbook(tmp_path / "a.xlsx", head, *rows)])
    screen.table_preview.table.choose(1)
    detail, words = screen.table_preview.detail, window.words
    press = [one for one in detail.findChildren(QPushButton) if one.text() == words("action-join")]
    press[-1].click()
    screen.commit()
    (person,) = people(window)
    assert person.skills == ("CXL", "HBM")
    window.go("candidates")
    listed = window.screen_of("candidates")
    listed.detail.show_id(person.id)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: words("origin", file="a.xlsx", sheet="名单", row=2) in said(listed))
    assert "加拿大" in said(listed)


def test_the_row_that_keeps_another_from_updating_is_named(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    head = ("机构名称", "机构类型", "城市")
    rows = (("甲所", "企业", "上海"), ("示例芯片公司", "企业", "上海"), ("示例芯片公司", "企业", "北京"))
    window.take_files([workbook(tmp_path / "a.xlsx", head, *rows)])
    screen.table_preview.table.choose(2)
    assert window.words("import-twice-no-update", row=3) in said(screen.table_preview.detail)
    assert "3" in window.words("import-twice-no-update", row=3)


def test_the_copy_with_the_problems_is_written(opened: tuple[MainWindow, ImportsScreen], tmp_path: Path) -> None:
    _, screen = opened
    screen.copy.write(tmp_path / "out.xlsx")
    sheet = load_workbook(tmp_path / "out.xlsx")["名单"]
    assert sheet["D3"].comment is not None
    assert sheet["A5"].comment is not None
    assert "D3" in str(sheet["F3"].value)


@pytest.mark.long
def test_an_import_is_taken_back(qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]) -> None:
    window, screen = opened
    screen.commit()
    assert len(people(window)) == 2
    words = window.dress.words

    def press(text: str) -> None:
        def shown() -> list[QPushButton]:
            return [one for one in screen.findChildren(QPushButton) if one.text() == text and one.isVisible()]

        qtbot.waitUntil(lambda: bool(shown()))
        qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton)

    window.go("imports")
    press(words("import-undo"))
    assert words("import-undo-would", counts=words("import-undo-removes", n=2)) in said(screen)  # and nothing of 0
    confirm = window.focusWidget()
    assert isinstance(confirm, QPushButton) and confirm.text() == words("import-undo-confirm")
    press(words("import-undo-confirm"))
    assert people(window) == []
    assert words("import-undone") in said(screen)


def test_the_rows_that_were_left_out_are_shown_again(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen], tmp_path: Path
) -> None:
    window, screen = opened
    screen.commit()
    qtbot.waitUntil(lambda: len(people(window)) == 2 and window.idle, timeout=20_000)

    def again() -> None:
        look = [one for one in screen.findChildren(QPushButton) if one.text() == window.words("import-show-left-out")]
        look[0].click()

    again()
    qtbot.waitUntil(lambda: screen._shown is not None and window.idle, timeout=20_000)
    assert screen._shown is not None
    table = screen.table_preview.table.model()
    assert [screen._shown.rows[number].action for number in table.ids] == ["blocked", "unchanged", "unchanged"]  # type: ignore[attr-defined]
    screen.discard()
    (tmp_path / "名单.xlsx").rename(tmp_path / "名单 2.xlsx")
    again()
    assert "名单.xlsx" in screen.error.text


def typed_into(qtbot: QtBot, screen: ImportsScreen, at: int, column: int, text: str) -> None:
    """Type a text into a cell of the sheet, as F2 opens it."""
    table = screen.table_preview.sheet.table
    table.setCurrentIndex(table.model().index(at, column))
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = table.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(text)
    before = [*screen._arrivals.steps.values()]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [*screen._arrivals.steps.values()] != before)  # read again once the editor has closed


@pytest.mark.long
def test_a_cell_is_typed_anew_where_it_stands(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen], tmp_path: Path
) -> None:
    window, screen = opened
    file = (tmp_path / "名单.xlsx").read_bytes()
    preview = screen.table_preview
    preview.show_as(1)
    typed_into(qtbot, screen, 1, 1, "b@example.com")
    cells, table = preview.sheet.table.model(), preview.sheet.table
    assert cells.index(1, 1).data() == "b@example.com"
    assert "b(at)example.com" in cells.index(1, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert cells.index(1, 1).data(Qt.ItemDataRole.DecorationRole) is not None  # never colour alone
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 1)
    assert preview._fetch([1])[0].values["email"] == "b@example.com"
    typed_into(qtbot, screen, 3, 0, "丙三")
    assert [row.action for row in screen._shown.rows] == ["create"] * 3  # type: ignore[union-attr]
    window.undo()
    assert [row.action for row in screen._shown.rows][-1] == "blocked"  # type: ignore[union-attr]
    assert cells.index(1, 1).data() == "b@example.com"
    table.setCurrentIndex(cells.index(1, 1))
    qtbot.mouseClick(preview.sheet._back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cells.index(1, 1).data() == "b(at)example.com")
    window.undo()  # of taking it back
    screen.commit()
    assert {row.name for row in people(window)} == {"甲一", "乙二"}
    assert window.office is not None and window.office.look.recent_imports()[0].retyped == ("名单!B3",)
    assert "名单!B3" in said(screen)
    assert (tmp_path / "名单.xlsx").read_bytes() == file


def test_what_was_decided_of_a_row_stays_decided_when_a_cell_is_typed_anew(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]
) -> None:
    _, screen = opened
    screen._steps.decide(0, "skip")
    screen.table_preview.show_as(1)
    typed_into(qtbot, screen, 2, 0, "丁四")  # what was a total is a record now: the rows below have other numbers
    assert len(screen._shown.rows) == 4  # type: ignore[union-attr]
    screen._steps.decide(3, "skip")
    typed_into(qtbot, screen, 2, 0, "合计")
    assert screen._arrivals.decisions[screen._shown.key] == {0: "skip", 2: "skip"}  # type: ignore[union-attr]


def test_what_cannot_be_read_as_typed_is_shown_as_before(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen], tmp_path: Path
) -> None:
    _, screen = opened
    screen.table_preview.show_as(1)
    (tmp_path / "名单.xlsx").unlink()
    table = screen.table_preview.sheet.table
    table.model().setData(table.model().index(1, 1), "b@example.com")
    assert table.model().index(1, 1).data() == "b@example.com"
    qtbot.waitUntil(lambda: table.model().index(1, 1).data() == "b(at)example.com")
    assert screen.error.isVisible()


def test_a_problem_opens_its_cell(qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]) -> None:
    window, screen = opened
    screen.table_preview.table.choose(1)
    press = [one for one in screen.findChildren(QPushButton) if one.text() == window.words("problem-correct")]
    qtbot.mouseClick(press[-2], Qt.MouseButton.LeftButton)  # of the two that this row has
    line = screen.table_preview.sheet.table.findChild(QLineEdit)
    assert isinstance(line, QLineEdit) and line.text() == "b(at)example.com"


def test_what_was_likely_meant_is_one_click_away(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    head = ("姓名", "电子邮箱", "现工作单位及职务", "合作形式")
    row = ("甲一", "a@example.com", "Pacific Chiplets CTO", "兼职")
    window.take_files([workbook(tmp_path / "a.xlsx", head, row)])
    screen = screen_of(window)
    words, detail = window.words, screen.table_preview.detail

    def press(name: str) -> None:
        (one,) = [one for one in detail.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()]
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)

    press(words("problem-choice", choice="Pacific Chiplets, CTO"))
    qtbot.waitUntil(lambda: "employer" in screen._shown.rows[0].values)  # type: ignore[union-attr]
    press(words("problem-choice", choice=words("form-dual-appointment")))
    qtbot.waitUntil(lambda: not screen._shown.problems)  # type: ignore[union-attr]
    values = screen._shown.rows[0].values  # type: ignore[union-attr]
    assert (values["employer"], values["post"], values["forms"]) == ("Pacific Chiplets", "CTO", ["dual_appointment"])
    for _ in range(2):
        window.undo()
    assert "employer" not in screen._shown.rows[0].values  # type: ignore[union-attr]


def test_what_columns_mean_stays_in_place_while_it_is_corrected(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]
) -> None:
    window, screen = opened
    preview = screen.table_preview
    preview.show_meanings()
    choices = {one.accessibleName(): one for one in preview.meanings.findChildren(Choice)}
    order = [value for value in choices["代号"].values if value in ("name", "email", "skills", "notes")]
    assert order == ["name", "email", "skills", "notes"]  # as in the form
    one = choices["代号"]
    qtbot.waitUntil(one.isVisible)
    one.setFocus()
    window.resize(window.width(), window.minimumHeight())
    bar = preview.meanings._column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.wait(50)
    scrolled = bar.value()
    choose(screen, "代号", "skills")
    qtbot.waitUntil(lambda: window.idle)
    assert window.focusWidget() is one and one.value == "skills"
    assert bar.value() == scrolled, "what was above it may not have moved it"
    assert one in preview.meanings.findChildren(Choice)
    assert preview.meanings.isVisible()  # the file was read again: nobody looks at another record
    preview.table.choose(0)
    assert not preview.meanings.isVisible() and "甲一" in said(preview.detail)


def test_letters_find_an_entry_of_a_choice(qtbot: QtBot, dress: Dress) -> None:
    choice = Choice(dress)
    qtbot.addWidget(choice)
    choice.offer([(text, text) for text in ("姓名", "电子邮箱", "技能", "技能要求", "ORCID", "代表成果")])
    view = choice.view()
    for typed, found in (
        ("ji", "技能"),
        ("dzyx", "电子邮箱"),
        ("orc", "ORCID"),
        ("成果", "代表成果"),
        ("daibiao", "代表成果"),
    ):
        for letter in typed:
            view.keyboardSearch(letter)
        assert view.currentIndex().data() == found
        view.keyboardSearch("")  # a pause


def test_neither_a_stray_key_nor_the_wheel_chooses(qtbot: QtBot, dress: Dress) -> None:
    choice = Choice(dress)
    qtbot.addWidget(choice)
    choice.offer([(text, text) for text in ("姓名", "电子邮箱", "技能", "ORCID")])
    choice.show()
    choice.setFocus()
    for stray in (Qt.Key.Key_End, Qt.Key.Key_PageDown):
        qtbot.keyClick(choice, stray)
    place = QPointF(choice.rect().center())
    turned = QWheelEvent(
        place, choice.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, turned)
    assert choice.value == "姓名"
    qtbot.keyClick(choice, Qt.Key.Key_J)  # opens the list at what it finds
    assert choice.view().isVisible() and choice.value == "姓名"
    assert choice.view().currentIndex().data() == "技能"
    qtbot.keyClick(choice.view(), Qt.Key.Key_Escape)
    assert choice.value == "姓名"
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Down)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)
    assert choice.value == "电子邮箱"


def test_tab_takes_an_entry_and_goes_on(qtbot: QtBot, dress: Dress) -> None:
    form, chosen = QWidget(), []
    qtbot.addWidget(form)
    choice, line = Choice(dress), QLineEdit()
    form.setLayout(stacked(choice, line))
    choice.offer([(text, text) for text in ("姓名", "电子邮箱", "技能")])
    choice.activated.connect(chosen.append)
    form.show()
    form.activateWindow()
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Down)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Tab)
    assert choice.value == "电子邮箱" and chosen == [1]
    assert not choice.view().isVisible() and form.focusWidget() is line
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.keyClick(choice.view(), Qt.Key.Key_Backtab)
    assert choice.value == "电子邮箱" and not choice.view().isVisible()


def test_every_value_that_will_be_written_can_be_seen(opened: tuple[MainWindow, ImportsScreen]) -> None:
    window, screen = opened
    words = window.dress.words
    screen.table_preview.table.choose(0)
    shown = said(screen.table_preview.detail)
    assert words("import-will-write") in shown
    assert all(value in shown for value in ("甲一", "a@example.com", "某单位", "2027-03-01"))


def test_why_two_rows_look_like_one_person_is_shown_and_a_merge_can_be_chosen_at_once(
    open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ("罗启明", None, "某某大学", None, None))])
    screen.commit()
    window.take_files([workbook(tmp_path / "b.xlsx", HEAD, ("羅啟明", "q@example.com", "某某大学", None, None))])
    detail = screen.table_preview.detail
    assert "羅啟明 = 罗启明" in said(detail) and "= 某某大学" in said(detail)
    assert detail.findChildren(QCheckBox) == []
    press = [one for one in detail.findChildren(QPushButton) if one.text() == window.words("action-update")]
    press[-1].click()
    boxes = {box.text(): box for box in detail.findChildren(QCheckBox)}
    boxes[window.words.code("field", "name_zh")].click()
    screen.commit()
    (row,) = people(window)
    assert row.name == "罗启明"
    assert window.office is not None and window.office.look.recent_imports()[0].updated == 1


@pytest.mark.long
def test_files_that_are_taken_in_together_do_not_stand_in_each_others_way(open_window: Opener) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    files = sorted(window.office.intake.sample_files())  # type: ignore[union-attr] - people and projects come first
    window.take_files(files)
    assert screen.commit_button.text() == window.words("import-commit-files", n=4)
    told = [problem.trouble for preview in screen._arrivals.previews for problem in preview.problems]
    assert told == [Trouble.DUPLICATE_IN_FILE]  # of two people; nothing of organisations, which come along
    screen.commit()
    assert screen._arrivals.previews == [] and not screen.error.isVisible()
    counts = window.office.look.counts()  # type: ignore[union-attr]
    assert (counts.organisations, counts.candidates) == (12, 59)
    assert (counts.university_projects, counts.firm_projects) == (40, 40)


def test_another_file_is_added_to_those_on_their_way_in(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    first, second = (
        workbook(tmp_path / f"{name}.xlsx", HEAD, (name, f"{name}@example.com", "某所", None, None)) for name in "ab"
    )
    window.take_files([first])
    monkeypatch.setattr(imports, "ask_what_comes_in", lambda *_args, **_options: [second])
    more = next(one for one in screen.findChildren(QPushButton) if one.text() == window.words("import-more"))
    assert more.isVisible()
    more.click()
    assert screen._arrivals.paths == [str(first), str(second)]
    assert screen._shown is not None and screen._shown.file_name == "b.xlsx", "who chose it sees it"
    third, fourth = (
        workbook(tmp_path / f"{name}.xlsx", HEAD, (name, f"{name}@example.com", "某所", None, None)) for name in "cd"
    )
    window.take_files([third, fourth])
    assert len(screen._arrivals.paths) == 4 and screen._shown.file_name == "b.xlsx", "of several, none is the one"


def test_the_key_of_the_page_chooses_files_where_the_page_is_in_view(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty=True)
    window.go("candidates")
    path = workbook(tmp_path / "a.xlsx", HEAD, ("甲一", "a@example.com", "某所", None, None))
    monkeypatch.setattr(imports, "ask_what_comes_in", lambda *_args, **_options: [path])
    key(qtbot, window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert window.page == "imports"
    screen = screen_of(window)
    assert screen._arrivals.paths == []
    key(qtbot, window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert screen._arrivals.paths == [str(path)]


def test_what_asks_for_a_person_is_marked_until_it_is_decided(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    project = ("项目名称", "所属单位", "所需技能", "名额")
    projects = workbook(tmp_path / "a.xlsx", project, ("先进封装", "星汉芯公司", "HBM", "2"))
    twice = workbook(tmp_path / "b.xlsx", HEAD, *[("甲一", "a@example.com", "某所", None, None)] * 2)
    head = ("单位名称", "英文名称", "单位类型", "城市")
    directory = workbook(tmp_path / "c.xlsx", head, ("星汉芯公司", "Xinghan", "企业", "新城"))

    def tabs() -> list[QPushButton]:
        flow = screen._tabs._flow
        return [flow.itemAt(at).widget() for at in range(flow.count())]  # type: ignore[union-attr, misc]

    def marked() -> list[str]:
        return [one.text() for one in tabs() if not one.icon().isNull()]

    def look_at(name: str) -> None:
        next(one for one in tabs() if one.text() == name).click()

    window.take_files([projects, twice])
    look_at("b.xlsx")
    look_at("a.xlsx")
    assert marked() == ["a.xlsx", "b.xlsx"], "looking at it settles nothing"
    window.take_files([directory])
    assert marked() == ["b.xlsx"], "the organisation is no longer unknown"
    look_at("a.xlsx")
    assert screen._shown is not None and screen._shown.file_name == "a.xlsx" and not screen._shown.problems
    look_at("c.xlsx")
    screen._steps.decide(0, "skip")
    assert marked() == ["a.xlsx", "b.xlsx"], "it stays out, so it is unknown again"
    screen._steps.decide(0, "create")
    look_at("b.xlsx")
    screen._steps.decide(1, "skip")
    assert marked() == []


def test_files_that_name_the_same_person_are_taken_in_together_as_that_person(
    open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    row = ("甲一", "a@example.com", None, None, None)
    window.take_files([workbook(tmp_path / f"{name}.xlsx", HEAD, row) for name in "ab"])
    screen_of(window).commit()
    assert len(people(window)) == 1


def test_who_came_in_with_the_file_before_is_not_changed_unseen(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    rows = [("甲一", "a@example.com", firm, None, None) for firm in ("某所", "另一单位")]
    files = [workbook(tmp_path / f"x{at}.xlsx", HEAD, row) for at, row in enumerate(rows, 1)]
    window.take_files([*files, workbook(tmp_path / "x3.xlsx", HEAD, ("丙三", "c@example.com", "某所", None, None))])
    screen.commit()
    found = [(row.name, row.employer) for row in people(window)]
    assert sorted(found) == [("丙三", "某所"), ("甲一", "某所")], "the others are in, it is not"
    assert screen.error.text == window.words("error-import-changed", file="x2.xlsx", n=1, title="甲一")
    assert window.words("import-some-in", n=2) in window._status._notice.text()
    shown = screen._shown
    assert shown is not None and shown.file_name == "x2.xlsx"
    assert [(row.action, row.changes) for row in shown.rows] == [("update", (("employer", "某所", "另一单位"),))]
    screen.commit()
    assert next(row.employer for row in people(window) if row.name == "甲一") == "另一单位"
    assert not screen.error.isVisible()


def test_what_has_changed_since_the_preview_is_shown_anew_and_can_go_in_then(
    open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    row = ("甲一", "a@example.com", "某所", None, None)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, row, ("乙二", "b@example.com", None, None, None))])
    intake = window.office.intake  # type: ignore[union-attr]
    intake.commit_all(intake.previews(workbook(tmp_path / "b.xlsx", HEAD, row)))  # somebody else is quicker
    screen.commit()
    assert window.words("import-planned-anew", file="a.xlsx") in screen.error.text
    assert [one.action for one in screen._shown.rows] == ["unchanged", "create"]  # type: ignore[union-attr]
    assert len(people(window)) == 1
    screen.commit()
    assert len(people(window)) == 2 and not screen.error.isVisible()


def test_each_file_that_cannot_be_read_is_named(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    good = workbook(tmp_path / "good.xlsx", HEAD, ROWS[0])
    bad = [tmp_path / "empty.xlsx", tmp_path / "hello.xlsx"]
    bad[0].write_bytes(b"")
    bad[1].write_text("hello", "utf-8")
    window.take_files([bad[0], good, bad[1]])
    screen = screen_of(window)
    assert all(path.name in screen.error.text for path in bad)
    screen.table_preview.show_as(1)
    screen._choose_file(screen._shown.key)  # type: ignore[union-attr]
    assert all(path.name in screen.error.text for path in bad)
    screen.commit()
    assert all(path.name in screen.error.text for path in bad)
    window.go("candidates")
    window.go("imports")
    assert not screen.error.isVisible()


def test_what_was_left_out_is_brought_back_with_all_that_was_decided(
    qtbot: QtBot, opened: tuple[MainWindow, ImportsScreen]
) -> None:
    window, screen = opened
    screen._steps.decide(0, "skip")
    screen.table_preview.show_as(1)
    typed_into(qtbot, screen, 1, 1, "b@example.com")
    screen.discard()
    assert screen._shown is None
    window.undo()
    assert screen._shown is not None and screen._shown.rows[1].values["email"] == "b@example.com"
    assert screen._arrivals.decisions[screen._shown.key] == {0: "skip"}
    screen.discard()
    window.take_files([])
    window.undo()  # something else has begun: nothing is brought back, nor is an earlier change of records
    assert screen._shown is None


def test_one_of_several_files_is_left_out_and_brought_back(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    screen = screen_of(window)
    head, row = ("项目名称", "所属单位", "所需技能", "名额"), ("先进封装", "星汉芯", "HBM", 2)
    firms = workbook(tmp_path / "单位.xlsx", ("单位名称", "单位类型", "城市"), ("星汉芯", "云厂商", "新城"))
    window.take_files(
        [workbook(tmp_path / "项目.xlsx", head, row), firms, workbook(tmp_path / "名单.xlsx", HEAD, ROWS[0])]
    )
    qtbot.waitUntil(lambda: window.idle)

    def files() -> list[str]:
        return [Path(path).name for path in screen._arrivals.paths]

    def guessed() -> bool:
        return any(one.problems for preview in screen._arrivals.previews for one in preview.rows if one.title == row[0])

    def out() -> list[QPushButton]:
        offered = window.words("import-leave-out", file=screen._shown.file_name) if screen._shown else ""
        return [one for one in screen._tabs.findChildren(QPushButton) if one.isVisible() and one.text() == offered]

    assert sorted(files()) == ["单位.xlsx", "名单.xlsx", "项目.xlsx"] and not guessed()
    order = [one.key for one in screen._arrivals.previews]
    directory = next(one for one in screen._arrivals.previews if one.kind is Kind.ORGANISATIONS)
    screen._choose_file(directory.key)
    screen._steps.decide(0, "create")
    out()[0].click()
    qtbot.waitUntil(lambda: window.idle)
    assert sorted(files()) == ["名单.xlsx", "项目.xlsx"] and guessed(), "its projects do not know its organisations"
    window.undo()
    qtbot.waitUntil(lambda: window.idle)
    assert [one.key for one in screen._arrivals.previews] == order and not guessed()
    assert screen._shown is not None and screen._arrivals.decisions[directory.key] == {0: "create"}
    out()[0].click()
    qtbot.waitUntil(lambda: window.idle)
    screen._steps.decide(0, "skip")  # what is done since is what Ctrl+Z takes back
    window.undo()
    qtbot.waitUntil(lambda: window.idle)
    assert directory.key not in [one.key for one in screen._arrivals.previews]
    out()[0].click()
    qtbot.waitUntil(lambda: window.idle)
    assert len(files()) == 1 and not out(), "the last one is discarded"
    screen.commit()
    qtbot.waitUntil(lambda: window.idle)
    assert screen._shown is None and not window.office.look.organisations()  # type: ignore[union-attr]


def test_a_row_that_is_no_record_is_called_so(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ROWS[0], ("小计", "1 人"))])
    preview = screen_of(window).table_preview
    preview.show_as(1)
    table = preview.sheet.table
    last = table.model().rowCount() - 1
    table.setCurrentIndex(table.model().index(last, 0))

    def shown() -> set[str]:
        return {one.text() for one in preview.detail.findChildren(QLabel) if one.isVisible()}

    assert window.words("grid-no-record") in shown()
    table.setCurrentIndex(table.model().index(0, 0))
    assert window.words("grid-no-record") not in shown() and "甲一" in shown()
