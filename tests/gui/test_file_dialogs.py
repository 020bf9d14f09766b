"""Dialogs for files begin where the last of their purpose ended, also after a new start."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.file_dialogs import ask_files, ask_folder, ask_place, own_files, remember_in


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Where each dialog began; whoever is asked chooses a file in a folder of the test."""
    begun: list[str] = []

    def answering(answer: object) -> Callable[..., object]:
        def asked(_parent: QWidget, _title: str, place: str, _kinds: str = "") -> object:
            begun.append(place)
            return answer

        return asked

    (tmp_path / "in").mkdir()
    chosen = str(tmp_path / "in" / "a.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answering(([chosen], "")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answering(("", "")))  # somebody thinks better of it
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answering(str(tmp_path)))
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
