"""What a person has corrected and decided of files on their way in outlives the window, and is offered to the next."""

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.office.views.imports import Merge
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import HEAD, ROWS, people, said, screen_of, typed_into, workbook


def kept() -> list[Path]:
    return sorted((settings.data_folder() / "drafts").rglob("imports-*.json"))


def press(qtbot: QtBot, window: MainWindow, message: str) -> None:
    left = screen_of(window)._start.left
    (one,) = [one for one in left.findChildren(QPushButton) if one.text() == window.words(message)]
    one.click()
    qtbot.waitUntil(lambda: window.idle)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "own.db"


@pytest.fixture
def left(qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path) -> Path:
    """A file of which a cell was corrected and a row decided before the window was closed."""
    file = workbook(tmp_path / "名单.xlsx", HEAD, *ROWS)
    window = open_window(database=database)
    window.take_files([file])
    screen = screen_of(window)
    screen._steps.decide(0, "skip")
    screen.table_preview.show_as(1)
    typed_into(qtbot, screen, 1, 1, "b@example.com")
    window.close()
    return file


def again(open_window: Opener, database: Path) -> tuple[MainWindow, ImportsScreen]:
    window = open_window(database=database)
    window.go("imports")
    return window, screen_of(window)


@pytest.mark.long
def test_the_work_on_a_file_is_offered_to_the_next_window_and_goes_in(
    qtbot: QtBot, open_window: Opener, database: Path, left: Path
) -> None:
    (where,) = kept()
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert "甲一" not in where.read_text("utf-8")  # nobody's name is copied
    window, screen = again(open_window, database)
    assert left.name in said(screen._start.left) and screen._start.left.isVisible()
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._shown.rows[1].values["email"] == "b@example.com"
    assert screen._arrivals.decisions[screen._shown.key] == {0: "skip"}
    window.undo()  # of the correction, as before
    assert "email" not in screen._shown.rows[1].values
    window.close()
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")
    screen.commit()
    qtbot.waitUntil(lambda: window.idle)
    assert [row.name for row in people(window)] == ["乙二"]
    assert kept() == [] and not screen._start.left.isVisible()


@pytest.mark.long
def test_who_gives_the_files_up_is_not_asked_again(
    open_window: Opener, qtbot: QtBot, database: Path, left: Path
) -> None:
    window, screen = again(open_window, database)
    press(qtbot, window, "form-drop")
    assert kept() == [] and not screen._start.left.isVisible()
    window.take_files([left])
    screen._keeper.now()
    assert len(kept()) == 1
    screen.discard()
    assert kept() == []
    window.undo()
    assert len(kept()) == 1


def test_what_is_kept_no_more_is_brought_back(
    open_window: Opener, qtbot: QtBot, database: Path, left: Path, tmp_path: Path
) -> None:
    window, screen = again(open_window, database)
    press(qtbot, window, "form-drop")
    assert kept() == [] and window.words("import-discarded", n=1) in said(window._status)
    (undo,) = [one for one in window._status.findChildren(QPushButton) if one.isVisible()]
    undo.click()
    assert len(kept()) == 1 and screen._start.left.isVisible() and left.name in said(screen._start.left)
    assert window.words("import-discarded", n=1) not in said(window._status)
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._shown.rows[1].values["email"] == "b@example.com"
    screen.discard()
    window.take_files([workbook(tmp_path / "另一份.xlsx", HEAD, *ROWS)])
    screen.discard()
    window.undo()  # what was given up last, and nothing before it
    assert screen._shown is not None and screen._shown.path.endswith("另一份.xlsx")


def test_files_that_are_gone_and_kept_no_more_outlive_what_comes_in_next(
    open_window: Opener, qtbot: QtBot, database: Path, left: Path, tmp_path: Path
) -> None:
    left.rename(tmp_path / "moved.xlsx")
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")  # under its name files are kept now, though none is there
    press(qtbot, window, "form-drop")
    window.undo()
    window.take_files([workbook(tmp_path / "另一份.xlsx", HEAD, *ROWS)])
    screen._keeper.now()
    assert len(kept()) == 2


@pytest.mark.long
def test_a_file_that_has_changed_is_told_and_no_correction_goes_to_another_person(
    qtbot: QtBot, open_window: Opener, database: Path, left: Path
) -> None:
    new = ("戊五", "e(at)example.com", "新单位", "随时", "HBM")
    workbook(left, HEAD, ROWS[0], new, *ROWS[1:])
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._arrivals.steps[str(left)] == ()
    assert screen._arrivals.decisions[screen._shown.key] == {0: "skip"}  # whose row is the same
    assert window.words("import-left-changed", file=left.name, n=1) in screen.error.text


def test_a_file_that_was_only_saved_anew_keeps_the_work_on_it(
    qtbot: QtBot, open_window: Opener, database: Path, left: Path
) -> None:
    workbook(left, HEAD, *ROWS, ("己六", "f@example.com", "某单位", None, "CXL"))
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._shown.rows[1].values["email"] == "b@example.com"
    assert window.words("import-left-saved-anew", file=left.name) in screen.error.text


@pytest.mark.long
def test_a_file_that_has_gone_is_told_and_offered_again(
    qtbot: QtBot, open_window: Opener, database: Path, left: Path
) -> None:
    moved = left.rename(left.with_name("away.xlsx"))
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")
    assert str(left) in screen.error.text or left.name in screen.error.text
    assert screen._start.left.isVisible() and len(kept()) == 1
    moved.rename(left)
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._shown.rows[1].values["email"] == "b@example.com"


@pytest.mark.long
def test_what_was_typed_into_a_cv_and_which_fields_are_taken_are_kept(
    qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path
) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text("Name: Ada Quill\nEmail: ada@example.com\nPhone: +1 212 555 0123\n", "utf-8")
    window = open_window(database=database)
    window.take_files([cv])
    screen = screen_of(window)
    screen.draft._inputs["employer"].setText("Quill Chips")
    screen._steps.decide(0, Merge(frozenset({"employer"})))
    window.close()
    window, screen = again(open_window, database)
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._shown.rows[0].values["employer"] == "Quill Chips"
    assert screen.draft._inputs["employer"].text() == "Quill Chips"  # type: ignore[union-attr]
    assert screen._arrivals.decisions[screen._shown.key] == {0: Merge(frozenset({"employer"}))}


WORKING = """
import os, sys
from pathlib import Path
from talentapp import app, settings
from talentapp.domain.intake import Retyped
application, window = app.prepare(settings.load(sys.argv[1]))

def failed(*error):
    sys.__excepthook__(*error)
    os._exit(1)

sys.excepthook = failed

def work():
    window.take_files([Path(sys.argv[2])])
    screen = window.screen_of("imports")
    def look():
        if screen._shown is None:
            return
        timer.stop()
        screen._steps.retype((Retyped("名单", 3, "B", "b@example.com"),))
    from PySide6.QtCore import QTimer
    global timer
    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)

window.opened.connect(work)
window.resize(1180, 700)
window.show()
window.start_soon()
application.exec()
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_corrections_outlive_a_kill(qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "名单.xlsx", HEAD, *ROWS)
    command = [sys.executable, "-c", WORKING, str(database), str(file)]
    with subprocess.Popen(command) as process:
        try:
            qtbot.waitUntil(lambda: any("b@example.com" in one.read_text("utf-8") for one in kept()), timeout=30_000)
        finally:
            process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    window, screen = again(open_window, database)
    assert screen._start.left.isVisible()
    press(qtbot, window, "import-resume")
    assert screen._shown is not None and screen._shown.rows[1].values["email"] == "b@example.com"


@pytest.mark.long
def test_what_one_has_begun_is_offered_to_nobody_of_another_organisation(open_window: Opener) -> None:
    readers = (("hr_officer", None), ("liaison", 1), ("liaison", 12), ("liaison", 2))
    beginnings = []
    for role, organisation in readers:
        window = open_window(role=role, organisation_id=organisation)
        beginnings.append(screen_of(window)._keeper._beginning)
        window.close()
    assert not [
        (one, other) for one in beginnings for other in beginnings if one is not other and other.startswith(one)
    ]
