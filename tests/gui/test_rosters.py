"""The rosters screen: what is chosen is seen before it is written, written as seen, and remembered."""

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.rosters.form import RosterForm
from talentapp.gui.rosters.handing_out import HandOut
from talentapp.gui.rosters.rosters import RostersScreen
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener

LONG = 60_000


def tick(form: RosterForm, code: str, on: bool) -> None:
    for at in range(form.columns.count()):
        item = form.columns.item(at)
        if item.data(int(Qt.ItemDataRole.UserRole)) == code:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def shown(screen: RostersScreen) -> tuple[list[str], list[str]]:
    cells = screen.preview.cells
    places = range(cells.columnCount())
    heads = [str(cells.headerData(at, Qt.Orientation.Horizontal)) for at in places]
    return heads, [str(cells.data(cells.index(0, at))) for at in places]


def test_what_is_seen_is_written_and_comes_back(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    window.go("rosters")
    screen = window.screen_of("rosters")
    assert isinstance(screen, RostersScreen)
    for one in screen.form._states.values():
        one.setChecked(True)
    for code in ("employer", "reasons", "missing", "phone"):
        tick(screen.form, code, False)
    screen.form.columns.setCurrentRow(2)
    qtbot.keyClick(screen.form.columns, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    screen.form._choose_language("en")
    heads, first = shown(screen)
    assert heads[:2] == ["Name", "University"] and "Employer and post" not in heads
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
    assert office.intake.preview(out).count("unchanged") == sheet.max_row - 4
    assert screen.recent._exports[0].path == str(out)
    again = RosterForm(window.dress, screen.form._memory)
    qtbot.addWidget(again)
    assert again.choice == screen.form.choice


def test_documents_are_written_on_the_lane(qtbot: QtBot, dress: Dress, sample_office: Office, tmp_path: Path) -> None:
    jobs = Jobs()
    made = HandOut(dress, jobs, sample_office.publishing, "dossier")
    qtbot.addWidget(made)
    made.about(sample_office.look.find_pairings(PairingQuery())[0], "x")
    for name in ("one.pdf", "one.docx"):
        with qtbot.waitSignal(made.written, timeout=LONG):
            made.write(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 5_000
    jobs.close()
