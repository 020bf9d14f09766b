"""The window's process is killed outright while somebody types: the next window has what was typed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.domain.terms import Kind
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of

TYPING = """
import os, sys
from PySide6.QtTest import QTest
from talentapp import app, settings
application, window = app.prepare(settings.load(sys.argv[1]))

def failed(*error):
    sys.__excepthook__(*error)
    os._exit(1)  # nobody would close the window, and the test would wait for it

sys.excepthook = failed

def type_():
    window.go("candidates")
    screen = window.screen_of("candidates")
    screen.edit_record()
    while "post" not in screen.form._rows:  # the record is read beside the window's thread
        QTest.qWait(10)
    screen.form._rows["post"].box.end(False)
    QTest.keyClicks(screen.form._rows["post"].box, " typed before the end")
    print(screen.form._record_id, flush=True)

window.opened.connect(type_)
window.resize(1180, 700)
window.show()
window.start_soon()
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_what_was_typed_outlives_a_kill(
    qtbot: QtBot, open_window: Opener, sample_database: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "killed.db"
    copy.write_bytes(sample_database.read_bytes())
    drafts = settings.data_folder() / "drafts"
    with subprocess.Popen([sys.executable, "-c", TYPING, str(copy)], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            record = int(process.stdout.readline())
            qtbot.waitUntil(lambda: any(drafts.rglob("*.json")), timeout=30_000)
        finally:
            process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    screen = list_of(open_window(database=copy), "candidates")
    assert screen._unsaved.isVisible()
    (kept,) = screen.desk.drafts.kept(Kind.CANDIDATES)
    assert kept.record_id == record
    screen._unsaved.resumed.emit(kept)
    assert screen.listing.table.chosen_id == kept.record_id  # the list shows whom it is about
    assert screen.form._rows["post"].text.endswith(" typed before the end")
