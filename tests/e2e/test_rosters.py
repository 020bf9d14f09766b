"""A roster's way out and back in a real window: chosen, looked at, written, found in its folder, and taken in again.

Pictures of every step are left in output/e2e.
"""

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from talentapp.domain.terms import State, Verdict
from talentapp.wording import Wording
from tests.e2e.desktop import Window
from tests.e2e.test_window import SAY, Database, home, pytestmark, window

__all__ = ["home", "pytestmark", "window"]  # used by name

THEIRS = Wording("en")  # the roster's language; the window's is Chinese
PREVIEW = SAY("roster-preview")


@pytest.fixture(autouse=True)
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of what the app has asked the desktop to open: no file manager is there, and so this is one."""
    programs, told = tmp_path / "bin", tmp_path / "opened.txt"
    programs.mkdir()
    manager = programs / "xdg-open"
    manager.write_text(f'#!/bin/sh\necho "$1" >> "{told}"\n')
    manager.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    return told


def take_in(window: Window, path: Path, say: Wording = SAY) -> None:
    """Choose a file on the import page."""
    window.click(kind="Button", text=say("import-choose"))
    window.see(kind="QLineEdit", object="fileNameEdit", focus=True)
    window.type(str(path))
    window.key("Return")
    window.see(kind="Button", text=say("import-discard"))
    window.see(kind="Button", text=path.name)


def edited(roster: Path, copy: Path) -> Path:
    """A copy in which a manager accepts the first, declines the second, and types over what is not to be edited."""
    book = load_workbook(roster)
    sheet = book[THEIRS("roster-sheet-roster")]
    column = {cell.value: cell.column for cell in sheet[3]}
    for row, code, value in (
        (5, "state", THEIRS("roster-state-shortlisted")),
        (6, "state", THEIRS("roster-state-declined")),
        (6, "decision", "Not before 2028"),
        (7, "university", "Somewhere else"),
    ):
        sheet.cell(row, column[code]).value = value
    book.save(copy)
    return copy


@pytest.mark.long
def test_a_roster_goes_out_and_comes_back(window: Window, home: Path, tmp_path: Path, opened: Path) -> None:
    database = Database(home / "sample.db")
    everything = database.all("SELECT count(*) FROM pairing")[0][0]

    # Nothing has been accepted yet; other states are chosen, a sheet and a column left out, one moved, in English
    window.click(object="rosters")
    window.see(text=SAY("empty-roster-title"))
    window.picture("roster-nothing")
    window.click(kind="Toggle", text=SAY("stage-recommended"))
    window.wait(lambda: window.rows(PREVIEW), "the preview")
    window.see(text=SAY("count-roster-rows", n=everything))
    window.picture("roster-preview")
    window.wheel(2, kind="QLabel", text=SAY("roster-sheets"))
    window.click(kind="Toggle", text=SAY("roster-sheet-notes"))
    window.wheel(10, kind="QLabel", text=SAY("roster-sheets"))
    window.click(kind="ColumnList")
    window.key("space")  # the column that the click fell on stays in after all
    window.key("Home", "Down", "space", "alt+Down")
    window.click(kind="Button", text=SAY("language-en"))
    roster_tab = SAY("count-sheet", sheet=THEIRS("roster-sheet-roster"), n=everything)
    window.click(kind="Button", text=roster_tab)
    assert not window.find(kind="Button", text=THEIRS("roster-sheet-notes"))
    heads = " | ".join(THEIRS(f"roster-column-{one}") for one in ("number", "name", "university", "university-project"))
    window.wait(lambda: any(row["text"].startswith(heads) for row in window.rows(PREVIEW)), "the chosen columns")
    window.picture("roster-english")

    # Written, and shown in its folder
    window.click(kind="Button", text=SAY("action-export"))
    window.see(kind="Button", text=SAY("action-open-folder"))
    (roster,) = (home / "rosters").glob("*.xlsx")
    window.see(text=SAY("roster-done", n=everything, file=roster.name))
    window.picture("roster-written")
    window.click(kind="Button", text=SAY("action-open-folder"))
    window.wait(lambda: opened.exists() and opened.read_text("utf-8").endswith("\n"), "the folder")
    assert opened.read_text("utf-8").strip().removeprefix("file://") == str(roster.parent)
    sheets = load_workbook(roster, read_only=True).sheetnames
    assert THEIRS("roster-sheet-roster") in sheets and THEIRS("roster-sheet-notes") not in sheets

    # Untouched it says nothing new, and there is nothing to confirm
    window.click(object="imports")
    take_in(window, roster)
    unchanged = SAY("count-action", action=SAY("action-unchanged"), n=everything)
    window.see(kind="Chip", text=unchanged)
    window.see(text=SAY("import-no-difference"))
    window.see(kind="Button", text=SAY("import-commit"), enabled=False)
    window.picture("roster-untouched")
    window.click(kind="Button", text=SAY("import-discard"))

    # Edited, each change is shown before it is made; what is not to be edited stays as it is
    take_in(window, edited(roster, tmp_path / "edited.xlsx"))
    window.see(kind="Chip", text=SAY("count-action", action=SAY("action-update"), n=2))
    window.see(text=f"{SAY('roster-state-recommended')} → {SAY('roster-state-shortlisted')}")
    window.picture("roster-edited")
    window.click(kind="Button", text=SAY("import-commit"))
    window.see(kind="Line", name=SAY("who-asked"), focus=True)  # nobody decides under the name of a login
    window.type("Li Na")
    window.key("Return")
    window.wait(lambda: len(database.decisions()) == 2, "the decisions in the database")
    assert database.decisions() == [
        (Verdict.ACCEPT, "", State.SHORTLISTED),
        (Verdict.DECLINE, "Not before 2028", State.DECLINED),
    ]
    window.see(text=SAY("import-recent"))
    window.picture("roster-taken-in")
