"""Dialogs for files begin where the last of their purpose ended, also after a new start, and open no file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo, QSettings
from PySide6.QtWidgets import QComboBox, QFileDialog, QFileIconProvider, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.kit import file_dialogs
from talentapp.gui.kit.file_dialogs import ask_files, ask_folder, ask_place, own_files, prepared, remember_in
from tests.store.locks import locks, without_locks


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Where each dialog began; whoever is asked chooses a file in a folder of the test."""
    begun: list[str] = []

    (tmp_path / "in").mkdir()
    mode = QFileDialog.FileMode
    answers = {
        mode.ExistingFiles: [str(tmp_path / "in" / "a.xlsx")],
        mode.AnyFile: [],  # somebody thinks better of it
        mode.Directory: [str(tmp_path)],
    }

    def asked(_parent: QWidget, _title: str, place: str, _kinds: str, what: QFileDialog.FileMode, **_: bool) -> object:
        begun.append(place)
        return answers[what], ""

    monkeypatch.setattr(file_dialogs, "_ask", asked)
    return begun


def test_each_purpose_has_its_own_folder(qtbot: QtBot, begun: list[str], tmp_path: Path) -> None:
    widget, memory = QWidget(), QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    qtbot.addWidget(widget)
    remember_in(memory)
    home = own_files().path()
    for _ in range(2):
        assert ask_files(widget, "import", "") == [tmp_path / "in" / "a.xlsx"]
        ask_folder(widget, "person", "")
        assert ask_place(widget, "picture", "", "skills.png", "") == (None, "")
    assert begun == [home, home, f"{home}/skills.png", str(tmp_path / "in"), str(tmp_path), f"{home}/skills.png"]
    remember_in(memory)  # a new start
    ask_files(widget, "import", "")
    (tmp_path / "in").rename(tmp_path / "gone")
    ask_files(widget, "import", "")
    assert begun[-2:] == [str(tmp_path / "in"), home]
    remember_in(None)


@without_locks
def test_a_database_that_is_looked_at_keeps_its_locks(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "talentapp.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE some (thing)")
        held = ["talentapp.db", "talentapp.db-shm"]
        assert locks(path) == held
        dialog = prepared(QFileDialog())
        qtbot.addWidget(dialog)
        dialog.setDirectory(str(tmp_path))
        dialog.show()
        listed = dialog.findChild(QTreeView)
        qtbot.waitUntil(lambda: listed.model().rowCount(listed.rootIndex()) == 3)
        qtbot.wait(100)  # icons and kinds are looked for on a thread of Qt's
        assert locks(path) == held
        QFileIconProvider().type(QFileInfo(f"{path}-shm"))  # what Qt's own does, and what this test can see
        assert locks(path) == held[:1]


def test_a_dialog_names_kinds_without_their_endings_and_its_columns_have_room(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    dialog = prepared(QFileDialog())
    qtbot.addWidget(dialog)
    dialog.setNameFilters(["Workbooks (*.xlsx *.xlsm *.xls *.csv *.tsv *.txt)", "Pictures (*.png)"])
    dialog.setDirectory(str(tmp_path))
    dialog.show()
    listed, kinds = dialog.findChild(QTreeView), dialog.findChild(QComboBox, "fileTypeCombo")
    qtbot.waitUntil(lambda: listed.model().rowCount(listed.rootIndex()) == 1)
    assert kinds.currentText() == "Workbooks"
    assert dialog.selectedNameFilter().startswith("Workbooks (*.xlsx")
    assert listed.header().length() <= listed.viewport().width()
