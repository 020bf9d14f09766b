"""The rosters screen: what is chosen is seen before it is written, written as seen, and remembered."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import openpyxl
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QObject, QPoint, QPointF, QSettings, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.masking import Reader
from talentapp.domain.roles import Actor
from talentapp.domain.rosters import COLUMNS, MAIN_SHEETS, Paper
from talentapp.domain.states import STAGES
from talentapp.domain.terms import Role, State
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.status import StatusLine
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.kit import file_dialogs
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.rosters import handing_out
from talentapp.gui.rosters.form import RosterForm
from talentapp.gui.rosters.handing_out import HandOut
from talentapp.gui.rosters.recent_exports import RecentExports
from talentapp.gui.rosters.rosters import RostersScreen
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.wording import Wording
from tests.gui.conftest import Opener

LONG = 60_000
HR, LIAISON = Actor(), Actor("", Role.LIAISON, 1)


class Desktop(QObject):
    """Stands where the desktop opens files."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot("QUrl")
    def show(self, url: QUrl) -> None:
        self.shown.append(url.toLocalFile())


def tick(form: RosterForm, code: str, on: bool) -> None:
    for at in range(form.columns.count()):
        item = form.columns.item(at)
        if item.data(int(Qt.ItemDataRole.UserRole)) == code:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def shown(screen: RostersScreen, sheet: str) -> list[list[str]]:
    """The cells of a sheet of the preview; its tab is clicked."""
    told = screen.preview._told
    assert told is not None
    names = [one.name for one in told.sheets]
    screen.preview._group.button(names.index(sheet)).click()
    cells = screen.preview.cells
    return [
        [str(cells.data(cells.index(row, at))) for at in range(cells.columnCount())] for row in range(cells.rowCount())
    ]


def settled(qtbot: QtBot, screen: RostersScreen) -> None:
    """Wait for the preview of what is chosen now."""
    qtbot.waitUntil(lambda: not screen._wait.isActive(), timeout=LONG)
    qtbot.wait(1)  # what was laid out is shown


@pytest.mark.long
def test_what_is_seen_is_written_and_comes_back(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    screen = with_every_state(window)
    for code in ("employer", "reasons", "missing", "phone"):
        tick(screen.form, code, False)
    screen.form.columns.setCurrentRow(2)
    qtbot.keyClick(screen.form.columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    screen.form._choose_language("en")
    settled(qtbot, screen)
    lines = shown(screen, "Roster")
    assert lines[0][0] == "Dual-appointment roster"
    heads, first = lines[2][1:], lines[3][1:]  # the row of codes is hidden
    assert heads[:2] == ["Name", "University"] and "Employer and post" not in heads
    assert screen.preview.cells.sheet.keys[3] in office.look.find_pairings(PairingQuery(states=()))
    assert shown(screen, "Summary")[3][:2] == ["Pairings in all", str(screen._rows)]
    assert shown(screen, "Details")[4][2]
    assert [sheet.name for sheet in screen.preview._told.sheets] == [  # type: ignore[union-attr]
        "Summary", "Roster", "Details", "Codes", "Notes",
    ]  # fmt: skip
    out = tmp_path / "roster.xlsx"
    screen.choose_path(out)
    screen.export()
    qtbot.waitUntil(lambda: bool(screen.done_text) and window.idle, timeout=LONG)
    sheet = load_workbook(out)["Roster"]
    written = [str(cell.value) for cell in sheet[4]][1:-2]
    assert written == heads
    cells = ["" if cell.value is None else cell.value for cell in sheet[5]][1:-2]
    assert [first[heads.index(one)] for one in ("Name", "University", "State")] == [
        cells[heads.index(one)] for one in ("Name", "University", "State")
    ]
    assert sheet.max_row - 4 == len(office.look.find_pairings(PairingQuery(states=())))
    preview = office.intake.preview(out)
    assert preview.count("unchanged") == sheet.max_row - 4
    assert preview.nothing_new
    assert screen.recent._exports[0].path == str(out)
    for _ in range(2):  # what is recalled is kept as it was, not as it is half way
        again = RosterForm(window.dress, screen.form._memory, HR)
        qtbot.addWidget(again)
        assert (again.choice, again.query, again.language) == (screen.form.choice, screen.form.query, "en")
    other = RosterForm(window.dress, screen.form._memory, LIAISON)
    qtbot.addWidget(other)
    assert (other.choice.columns, other.language) == (COLUMNS, None), "another role has choices of its own"


@pytest.mark.long
def test_main_sheets_only_and_paper_are_chosen_and_kept(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = with_every_state(window)
    form = screen.form
    assert form._preset._group.checkedId() == 0  # all of them
    form._preset._group.button(1).click()
    form._paper._group.button(2).click()
    settled(qtbot, screen)
    told = screen.preview._told
    assert told is not None and [one.name for one in told.sheets] == ["汇总", "花名册"]
    assert (form.choice.sheets, form.choice.paper) == (MAIN_SHEETS, Paper.A3)
    form._sheets["notes"].click()
    assert form._preset._group.checkedId() == -1 and "notes" in form.choice.sheets
    again = RosterForm(window.dress, form._memory, HR)
    qtbot.addWidget(again)
    assert again.choice == form.choice


def test_yesterdays_choices_are_left_by_one_button(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.go("rosters")
    screen = window.screen_of("rosters")
    assert isinstance(screen, RostersScreen)
    form = screen.form
    settled(qtbot, screen)
    usual, asked = form.choice, form.query
    assert not form._again.isVisible()
    form._unit.setText("人才办")
    form._unit.editingFinished.emit()
    assert not form._again.isVisible(), "who hands it out is no choice of a day"
    layout = tmp_path / "own.xlsx"
    window.office.publishing.starter_template(layout, window.words)  # type: ignore[union-attr]
    form._states[STAGES["turned-down"]].click()
    form.organisation.setCurrentIndex(2)
    form.least.setValue(30)
    form._choose_reader(Reader.OFFICE)
    form.columns.item(5).setCheckState(Qt.CheckState.Unchecked)
    form.columns.model().moveRow(form.columns.rootIndex(), 7, form.columns.rootIndex(), 2)
    form._paper._group.button(2).click()
    form._choose_language("en")
    form._template.setText(str(layout))
    settled(qtbot, screen)
    assert form._again.isVisible()
    form._again.click()
    settled(qtbot, screen)
    assert not form._again.isVisible()
    assert (form.choice, form.query) == (replace(usual, unit="人才办"), asked)
    assert (form.language, form.template) == (None, None) and form.columns.isEnabled()
    again = RosterForm(window.dress, form._memory, HR, form._database)
    qtbot.addWidget(again)
    assert (again.choice, again.query, again.language) == (form.choice, asked, None)


def test_with_a_layout_of_ones_own_all_choices_outlive_restarts(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    screen = with_every_state(window)
    form = screen.form
    layout = tmp_path / "own.xlsx"
    window.office.publishing.starter_template(layout, window.words)  # type: ignore[union-attr]
    form.least.setValue(30)
    form._choose_reader(Reader.PARTNER)
    form.columns.item(5).setCheckState(Qt.CheckState.Unchecked)
    form._template.setText(str(layout))
    settled(qtbot, screen)
    chosen, asked = form.choice, form.query
    assert len(chosen.columns) == len(COLUMNS) - 1 and form.template == layout
    for _ in range(2):
        again = RosterForm(window.dress, form._memory, HR, form._database)
        qtbot.addWidget(again)
        assert (again.choice, again.query.states, again.reader) == (chosen, asked.states, Reader.PARTNER)
        assert (again.least.value(), again.template) == (30, layout)
    again._template.clear()
    assert again.choice == chosen


def test_what_is_far_to_the_right_is_read_beside_the_names(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = with_every_state(window)
    settled(qtbot, screen)
    preview = screen.preview
    shown(screen, "花名册")
    bar = preview.table.horizontalScrollBar()
    assert preview.cells.sheet.frozen == 2 and not preview._beside.isVisible()
    bar.setValue(bar.maximum())
    preview.table.verticalScrollBar().setValue(60)
    assert preview._beside.isVisible() and preview._beside.verticalScrollBar().value() == 60
    shown(screen, "配对明细")
    assert bar.value() == 0 and not preview._beside.isVisible()


def test_a_long_text_over_merged_cells_stays_within_what_is_in_view(qtbot: QtBot, open_window: Opener) -> None:
    """The states that are in it, which are many, run over cells that are wider than the page."""
    window = open_window()
    window.resize(1180, 800)
    screen = with_every_state(window)
    screen.form._states[STAGES["over"]].setChecked(False)  # of all of them none would be named
    settled(qtbot, screen)
    line = next(line for line in shown(screen, "汇总") if line[0] == "状态")
    table, cells = screen.preview.table, screen.preview.cells
    index = cells.index(shown(screen, "汇总").index(line), 1)
    QApplication.processEvents()
    place, view = table.visualRect(index), table.viewport()
    assert place.right() > view.width(), "the cells go on"
    corner = view.mapTo(window, place.topLeft())
    picture, right = window.grab().toImage(), view.mapTo(window, view.rect().topRight()).x()
    rows = range(corner.y() + 2, corner.y() + place.height() - 2)
    written = [picture.pixelColor(x, y).lightness() for x in range(corner.x(), right) for y in rows]
    edge = [picture.pixelColor(x, y).lightness() for x in range(right - 6, right) for y in rows]
    assert min(written) < 100 and min(edge) > 200
    assert index.data(Qt.ItemDataRole.ToolTipRole).startswith("待评审、已入围"), "the whole is in its tool tip"


@pytest.mark.parametrize("width", [1100, 1440])
def test_the_remarks_of_a_roster_are_read_whole(qtbot: QtBot, open_window: Opener, width: int) -> None:
    """They run over cells that are wider than the page, and say what somebody who fills it in has to leave alone."""
    window = open_window()
    window.resize(width, 900)
    screen = with_every_state(window)
    settled(qtbot, screen)
    lines = shown(screen, "说明")
    settled(qtbot, screen)
    table, cells = screen.preview.table, screen.preview.cells
    texts = [
        (row, column, text) for row, line in enumerate(lines) for column, text in enumerate(line) if len(text) > 30
    ]
    assert texts
    for row, column, text in texts:
        place = table.visualRect(cells.index(row, column))
        room = min(place.width(), table.viewport().width() - place.left()) - 8
        said = table.fontMetrics().boundingRect(0, 0, room, 1000, Qt.TextFlag.TextWordWrap, text)
        assert said.height() <= place.height(), text


def test_where_a_roster_goes_is_said_with_its_folder(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    screen = with_every_state(open_window())
    settled(qtbot, screen)
    assert screen._path.text() == screen._suggested and str(screen._folder) in screen._place.text()
    screen.choose_path(tmp_path / "elsewhere.xlsx")
    assert str(tmp_path) in screen._place.text() and screen._target() == tmp_path / "elsewhere.xlsx"


@pytest.mark.long
def test_enter_writes_and_a_roster_is_looked_for_where_the_last_one_went(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(_parent: object, _title: str, place: str, kinds: str, *_: object, **__: object) -> tuple[list[str], str]:
        asked.append((place, kinds))
        return [], ""

    monkeypatch.setattr(file_dialogs, "_ask", ask)
    window = open_window()
    screen = with_every_state(window)
    settled(qtbot, screen)
    (tmp_path / "out").mkdir()
    screen._path.setText(str(tmp_path / "out" / "mine.xlsx"))
    screen._path.setFocus()
    qtbot.keyClick(screen._path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (tmp_path / "out" / "mine.xlsx").exists() and window.idle, timeout=LONG)
    screen._export.setEnabled(False)  # as while nothing is chosen
    screen._path.setText(str(tmp_path / "out" / "other.xlsx"))
    qtbot.keyClick(screen._path, Qt.Key.Key_Return)
    assert window.idle and not (tmp_path / "out" / "other.xlsx").exists()
    assert window.office is not None
    window._act_as(Role.LIAISON, window.office.look.organisations()[0].id)
    window.go("imports")
    imports = window.screen_of("imports")
    assert isinstance(imports, ImportsScreen)
    imports.choose()
    ((place, kinds),) = asked
    assert place == str(tmp_path / "out")
    assert "*.xlsx" in kinds and ".pdf" not in kinds and kinds.startswith(window.words("import-files-roster"))


def test_an_export_is_found_again_in_its_own_database(qtbot: QtBot, dress: Dress, tmp_path: Path) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    one, other = (RecentExports(dress, memory, Actor(Role.HR_OFFICER), name) for name in ("one.db", "other.db"))
    for card in (one, other):
        qtbot.addWidget(card)
    one.add(tmp_path / "a.xlsx", 3)
    other.show_all()
    assert not one.isHidden() and other.isHidden()
    other.add(tmp_path / "b.xlsx", 4)
    one.show_all()
    assert {button.text() for button in one.findChildren(QPushButton) if button.text()} == {"a.xlsx"}


def test_who_may_not_export_for_everybody_is_told_for_whom(qtbot: QtBot, dress: Dress) -> None:
    form = RosterForm(dress, None, LIAISON)
    qtbot.addWidget(form)
    form.offer([("", None)], lambda _organisation: (Reader.PARTNER,))
    said = Wording("zh_CN")("roster-readers-limited", readers="合作单位")
    assert form._limited.text() == said and not form._limited.isHidden()
    assert [form._for_whom._group.button(at).toolTip() for at in range(3)] == [said, said, ""]
    form.offer([("", None)], lambda _organisation: (Reader.MANAGER, Reader.PARTNER, Reader.OFFICE))
    assert form._limited.isHidden()


def test_documents_are_written_on_the_lane(qtbot: QtBot, dress: Dress, sample_office: Office, tmp_path: Path) -> None:
    jobs = Jobs()
    made = HandOut(dress, jobs, sample_office.publishing, "dossier")
    qtbot.addWidget(made)
    made.about(sample_office.look.find_pairings(PairingQuery())[0], 1, "x")
    for name in ("one.pdf", "one.docx"):
        with qtbot.waitSignal(made.written, timeout=LONG):
            made.write(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 5_000
    jobs.close()


def test_documents_of_one_person_have_names_of_their_own(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, asked = open_window(), []
    look = window.office.look  # type: ignore[union-attr]
    person = next(key for key in look.find_candidates(CandidateQuery()) if len(look.pairings_of_candidate(key)) > 1)
    rows = look.pairings_of_candidate(person)
    other = next(row for row in rows if (row.university, row.firm) != (rows[0].university, rows[0].firm))
    monkeypatch.setattr(handing_out, "ask_place", lambda *of: asked.append(of[3]) or (None, ""))
    window.go("candidates", person)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(HandOut)), timeout=LONG)
    next(one for one in window.findChildren(HandOut) if one.isVisible()).click()
    for row in (rows[0], other):
        window.go("pairing", row.recommendation_id)
        qtbot.waitUntil(lambda: window.idle, timeout=LONG)
        window.screen_of("pairing").hand_out.click()
    name, sides = rows[0].candidate, [(one.university["zh_CN"], one.firm["zh_CN"]) for one in (rows[0], other)]
    assert asked == [f"人才简介-{name}.pdf", *(f"配对档案-{name}-{left}-{right}.pdf" for left, right in sides)]
    assert file_dialogs.file_name('a/b: "c"\n' + "长" * 200) == "ab c" + "长" * 78


def test_the_foot_of_the_window_says_where_a_document_went(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window, desktop = open_window(), Desktop()
    office = window.office
    assert office is not None
    QDesktopServices.setUrlHandler("file", desktop, "show")
    window.go("pairing", office.look.pairing_rows(office.look.find_pairings(PairingQuery())[:1])[0].recommendation_id)
    screen, status = window.screen_of("pairing"), window.findChild(StatusLine)
    qtbot.waitUntil(screen.hand_out.isVisible, timeout=LONG)
    with qtbot.waitSignal(screen.wrote, timeout=LONG):
        screen.hand_out.write(tmp_path / "dossier.docx")
    assert status.open_folder.isVisible() and "dossier.docx" in status._notice.text()
    status.open_folder.click()
    QDesktopServices.unsetUrlHandler("file")
    assert desktop.shown == [str(tmp_path)]
    status.show_notice("x", undo=True)
    assert not status.open_folder.isVisible() and status.undo.isVisible()


@pytest.mark.long
def test_the_preview_follows_template_and_reader_and_tells_the_trail_of_nothing(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    screen = with_every_state(window)
    before = len(office.audit.newest(500))
    own = openpyxl.Workbook()
    own.active.title = "Ours"
    own.active.append(["Who", "How well"])
    own.active.append(["{{name}}", "{{score}}"])
    own.active["B2"].number_format = "0.00"
    own.save(tmp_path / "own.xlsx")
    screen.form._template.setText(str(tmp_path / "own.xlsx"))
    settled(qtbot, screen)
    lines = shown(screen, "Ours")
    assert lines[0] == ["Who", "How well"]
    assert lines[1][0] and len(lines[1][1].partition(".")[2]) == 2
    screen.form.organisation.choose(office.look.flows()[0].left)
    assert screen.form.reader is Reader.PARTNER
    settled(qtbot, screen)
    assert all(line[0].startswith("C-") for line in shown(screen, "Ours")[1:])
    assert len(office.audit.newest(500)) == before
    own.active["A2"] = "{{nmae}}"
    own.save(tmp_path / "bad.xlsx")
    screen.form._template.setText(str(tmp_path / "bad.xlsx"))
    settled(qtbot, screen)
    assert "{{nmae}}" in screen.error.text


@pytest.mark.long
def test_what_a_template_decides_cannot_be_chosen(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    screen = of_every_state(qtbot, window)
    form = screen.form
    decided = (form._preset, *form._sheets.values(), form._paper, form.columns)
    free = (form.organisation, form.least, form._language, form._unit, form._template)
    assert all(one.isEnabled() for one in decided) and not form._decided.isVisible()
    out = tmp_path / "template.xlsx"
    assert window.office is not None
    window.office.publishing.starter_template(out, window.words)
    form._template.setText(str(out))
    settled(qtbot, screen)
    assert not any(one.isEnabled() for one in decided) and all(one.isEnabled() for one in free)
    assert form._decided.isVisible() and form._decided.text() == window.words("roster-template-decides")
    again = RosterForm(window.dress, form._memory, HR)
    qtbot.addWidget(again)
    assert not again.columns.isEnabled(), "a template that is kept decides from the beginning"
    before = form.choice
    form._template.clear()
    settled(qtbot, screen)
    assert all(one.isEnabled() for one in decided) and not form._decided.isVisible()
    assert form.choice == before


@pytest.mark.long
def test_yesterdays_roster_is_todays(qtbot: QtBot, open_window: Opener) -> None:
    """For whom it is and of which organisation comes back with the rest; what narrows it stands beside the count."""
    window = open_window()
    screen = of_every_state(qtbot, window)
    office = window.office
    assert office is not None
    screen.form.organisation.choose(office.look.flows()[0].left)
    screen.form.least.setValue(60)
    settled(qtbot, screen)
    said, rows = screen.subheading.text(), screen._rows
    assert rows and screen.form.reader is Reader.PARTNER
    assert screen.form.organisation.currentText() in said and "最低匹配分 60" in said
    window.close()
    again = of_every_state(qtbot, open_window(database=Path(office.store_path or "")))
    assert (again.form.query, again.form.choice) == (screen.form.query, screen.form.choice)
    assert (again.subheading.text(), again._rows) == (said, rows)
    other = of_every_state(qtbot, open_window())
    assert (other.form.organisation.value, other.form.reader) == (None, Reader.PARTNER), (
        "of another database it is none"
    )
    assert not other._export.isEnabled()
    other.form._choose_reader(Reader.OFFICE)
    settled(qtbot, other)
    assert other.subheading.text().endswith(other.words("roster-for-office"))


def with_every_state(window: MainWindow) -> RostersScreen:
    """The page with pairings of all states chosen."""
    window.go("rosters")
    screen = window.screen_of("rosters")
    assert isinstance(screen, RostersScreen)
    for one in screen.form._states.values():
        one.setChecked(True)
    return screen


def of_every_state(qtbot: QtBot, window: MainWindow) -> RostersScreen:
    """The page with pairings of all states chosen, as it is shown."""
    window.show()
    qtbot.waitExposed(window)
    screen = with_every_state(window)
    settled(qtbot, screen)
    return screen


@pytest.mark.long
def test_everything_is_reached_and_named_without_a_mouse(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.resize(1280, 900)
    screen = of_every_state(qtbot, window)
    first = next(iter(screen.form._states.values()))
    first.setFocus()
    reached: list[QWidget] = []
    while (now := window.focusWidget()) is not None and now not in reached:
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    own = [one for one in reached if screen.isAncestorOf(one)]
    names = [one.text() if isinstance(one, QAbstractButton) else "" for one in own]
    assert all(one.accessibleName() or name for one, name in zip(own, names, strict=True)), own
    tabs = {str(button.text()) for button in screen.preview._group.buttons()}
    assert {screen._export, screen._path, screen.form.columns, screen.preview.table, screen.form._unit} <= set(own)
    assert len(tabs) == 5 and tabs & set(names)
    tab = screen.preview._group.button(2)
    tab.setFocus()
    qtbot.keyClick(tab, Qt.Key.Key_Space)
    assert screen.preview.cells.sheet.name == Wording("zh_CN")("roster-sheet-detail")
    screen.form._unit.setText("示例人才办公室")
    screen.form.asked.emit()
    settled(qtbot, screen)
    assert window.focusWidget() is tab and "示例人才办公室" in shown(screen, "花名册")[1][0]
    out = tmp_path / "roster.xlsx"
    screen.choose_path(out)
    screen._export.setFocus()
    qtbot.keyClick(screen._export, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.done_text) and window.idle, timeout=LONG)
    assert window.focusWidget() is screen._export
    folders = [one for one in screen.recent.findChildren(QPushButton) if one.property("path") == str(tmp_path)]
    assert [one.accessibleName() for one in folders] == [f"{window.dress.words('action-open-folder')}: roster.xlsx"]
    (name,) = [one for one in screen.recent.findChildren(QPushButton) if one.property("path") == str(out)]
    assert name.text() == name.accessibleName() == "roster.xlsx" and not name.toolTip()
    name.resize(name.minimumSizeHint())
    name.resize(name.width() - 40, name.height())
    assert name.text() != "roster.xlsx" and "…" in name.text() and name.toolTip() == "roster.xlsx"
    out.unlink()
    screen.recent.show_all()
    opened = [one for one in screen.recent.findChildren(QPushButton) if one.property("path") == str(out)]
    assert not opened[-1].isEnabled()  # the file is gone


@pytest.mark.long
def test_a_liaison_hands_a_roster_back_in_the_window(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    row = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    firm = office.look.project(row.firm_project_id).row.organisation_id
    window._act_as(Role.LIAISON, firm)
    window.naming.keep("李老师")
    path = tmp_path / "roster.xlsx"
    office.publishing.export_roster(path, Wording("zh_CN"))
    book = load_workbook(path)
    sheet = book["花名册"]
    codes = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(5, codes["state"]).value = Wording("zh_CN")("roster-state-shortlisted")
    book.save(path)
    window.go("imports")
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    screen.add_files([path])
    qtbot.waitUntil(lambda: screen._shown is not None and window.idle, timeout=LONG)
    assert screen.error.text == ""
    screen.commit()
    qtbot.waitUntil(lambda: screen._shown is None and window.idle, timeout=LONG)
    assert [one.updated for _, one in screen._results] == [1]
    assert len(office.look.find_pairings(PairingQuery(states=(State.SHORTLISTED,)))) == 1
    window.undo()  # of a page that a liaison has not, nothing is said
    assert window._status._notice.text() == window.words("undo-fixed-returned")


@pytest.mark.long
def test_the_wheel_scrolls_past_controls_and_nothing_to_write_says_why(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1280, 600)
    screen = of_every_state(qtbot, window)
    form, bar = screen.form, screen.form.verticalScrollBar()
    form.least.setValue(50)
    form.organisation.setCurrentIndex(2)
    for control in (form.least, form.organisation):
        form.ensureWidgetVisible(control)
        bar.setValue(bar.value() or 20)
        before = bar.value()
        turn_wheel(control, 120)
        assert bar.value() < before and window.focusWidget() is not control
    assert (form.least.value(), form.organisation.currentIndex()) == (50, 2)
    line = form.least.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "98.9")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.query.min_score == 98.9 and form.least.text() == "98.9"
    form.widen()
    assert form.least.text() == "0"
    settled(qtbot, screen)
    bar = screen.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen._export.setFocus()
    was = bar.value()
    turn_wheel(screen.form.columns.viewport(), 120)
    assert bar.value() < was and not screen.form.columns.verticalScrollBar().value()  # the page, not the list in it
    screen.form.least.setValue(100)
    settled(qtbot, screen)
    assert "最低匹配分 100" in screen.preview.empty.text
    assert not screen.preview._to_review.isVisible()
    screen.preview._widen.click()
    settled(qtbot, screen)
    assert screen._rows > 0
    for one in screen.form._states.values():
        one.setChecked(False)
    settled(qtbot, screen)
    assert screen.preview.empty.text == Wording("zh_CN")("empty-roster-text")


def test_who_widens_a_roster_for_a_partner_shows_no_names_by_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = of_every_state(qtbot, window)
    form = screen.form
    form.organisation.setCurrentIndex(2)
    form._choose_reader(Reader.PARTNER)
    organisation = form.organisation.value
    form.least.setValue(100)
    settled(qtbot, screen)
    screen.preview._widen.click()
    assert (form.least.value(), form.reader, form.organisation.value) == (0, Reader.PARTNER, organisation)
    screen.preview._widen.click()  # and where it was for that one anyway
    assert (form.reader, form.organisation.value) == (Reader.PARTNER, None)
    settled(qtbot, screen)
    assert not screen._export.isEnabled(), "the partner is to be chosen first"


def turn_wheel(control: QWidget, by: int) -> None:
    window = control.window()
    at = QPointF(control.mapTo(window, control.rect().center()))
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, by))
    QApplication.processEvents()


@pytest.mark.long
def test_an_export_keeps_the_one_before(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    screen = with_every_state(window)
    assert window.office is not None
    partner = window.office.look.flows()[0].left
    for reader in (Reader.MANAGER, Reader.PARTNER, Reader.PARTNER):
        screen.form.organisation.choose(partner if reader is Reader.PARTNER else None)
        screen.form._choose_reader(reader)
        settled(qtbot, screen)
        screen.export()
        qtbot.waitUntil(lambda: window.idle, timeout=LONG)
    names = [Path(one.path).stem.split("-", 4)[4] for one in screen.recent._exports]
    called = f"合作单位-{window.office.look.organisation_names()[partner]['zh_CN']}"
    assert names == [f"{called} (2)", called, "管理层"]
    typed = Path(screen.recent._exports[-1].path)
    before = typed.read_bytes()
    assert screen.done_text
    screen.form.least.setValue(1)
    assert not screen.done_text  # of what was chosen before
    settled(qtbot, screen)
    screen.choose_path(typed)
    place = screen._export.mapTo(screen, QPoint(0, 0))
    screen.export()
    qtbot.waitUntil(lambda: window.idle, timeout=LONG)
    QApplication.processEvents()
    assert screen.done_text and screen._export.mapTo(screen, QPoint(0, 0)) == place  # it does not move away
    assert typed.read_bytes() == before and "管理层 (2)" in screen.done_text
    for text, name in (("  ", f"{called} (3).xlsx"), ("ours", "ours.xlsx"), ("ours", "ours (2).xlsx")):
        screen._path.setText(text)
        screen.export()
        qtbot.waitUntil(lambda: window.idle, timeout=LONG)
        written = Path(screen.recent._exports[0].path)
        assert written.parent == typed.parent and written.name.endswith(name) and written.exists()
    for text, folder in (("/", Path("/")), (f"{tmp_path}/", tmp_path), (f"{tmp_path}/of.may", tmp_path)):
        screen._path.setText(text)  # as it is on the way, and a folder alone
        assert screen._target().parent == folder and screen._target().suffix == ".xlsx"
    screen._path.setText("~nobody-here/a.xlsx")
    assert screen._target().name == "a.xlsx"


@pytest.mark.long
def test_a_preview_can_be_cancelled_and_made_again(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    screen = of_every_state(qtbot, window)
    qtbot.waitUntil(lambda: window.idle and screen._rows > 0, timeout=LONG)
    rows = screen._rows
    screen._look_again()
    assert screen._looking is not None
    screen._looking.cancel()
    said = window.words("roster-look-again")
    again = next(one for one in screen.preview.findChildren(QPushButton) if one.text() == said)
    qtbot.waitUntil(again.isVisible, timeout=LONG)
    assert screen._export.isEnabled() and not screen.preview._group.buttons()
    again.click()
    screen._look_again()  # a newer question: the older is not answered
    qtbot.waitUntil(lambda: window.idle and screen.preview.table.isVisible(), timeout=LONG)
    assert screen._rows == rows


def test_a_roster_for_a_partner_needs_the_partner(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = with_every_state(window)
    qtbot.waitUntil(lambda: screen._export.isEnabled())
    screen.form._choose_reader(Reader.PARTNER)
    qtbot.waitUntil(lambda: screen.preview._pages.currentIndex() == 4)
    assert not screen._export.isEnabled() and not screen.error.text
    assert screen.form._about_reader.text() == window.words("roster-partner-first")
    assert window.office is not None
    flow = window.office.look.flows()[0]
    screen.form.organisation.choose(flow.left)
    assert screen.form.reader is Reader.PARTNER
    qtbot.waitUntil(lambda: screen._export.isEnabled())
    settled(qtbot, screen)
    assert screen.preview._pages.currentIndex() == 0 and screen._export.isEnabled()
    assert screen.form._about_reader.text() == window.words("roster-reader-partner-about")


def test_until_the_first_preview_is_there_it_is_said_to_be_made(qtbot: QtBot, open_window: Opener) -> None:
    with ThreadPoolExecutor(1) as busy:
        gate = Event()
        window = open_window(lane=busy)
        qtbot.waitUntil(lambda: window.idle, timeout=LONG)
        busy.submit(gate.wait)
        window.go("rosters")
        screen = window.screen_of("rosters")
        assert isinstance(screen, RostersScreen)
        assert screen.preview._pages.currentIndex() == 3
        gate.set()
        qtbot.waitUntil(lambda: screen.preview._pages.currentIndex() in (0, 1), timeout=LONG)


def test_what_was_written_is_opened_from_the_foot(qtbot: QtBot, dress: Dress, tmp_path: Path) -> None:
    line, desktop = StatusLine(dress, Jobs()), Desktop()
    qtbot.addWidget(line)
    line.show()
    QDesktopServices.setUrlHandler("file", desktop, "show")
    try:
        line.show_written(str(tmp_path / "简介.pdf"))
        assert "简介.pdf" in line._notice.text() and line._notice.toolTip() == str(tmp_path / "简介.pdf")
        for one in (line.open_file, line.open_folder):
            qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.shown == [str(tmp_path / "简介.pdf"), str(tmp_path)]
    line.show_notice("x", undo=False)
    assert line.open_file.isHidden() and line.open_folder.isHidden()


def test_rows_of_columns_are_as_far_apart_at_first_as_they_are_high(qtbot: QtBot, dress: Dress) -> None:
    form = RosterForm(dress, None, HR)
    qtbot.addWidget(form)
    columns = form.columns
    columns.doItemsLayout()  # as where a page is made ahead, before its style is known
    with qtbot.waitExposed(form):
        form.show()
    qtbot.wait(20)
    first, second = (columns.visualItemRect(columns.item(at)) for at in (0, 1))
    assert second.top() - first.top() == first.height() == columns.sizeHintForRow(0) >= 28
