"""The slice in a real window under Xvfb: search, read, decide, retract, export, by mouse and keyboard alone.

Pictures of every step are left in output/e2e.
"""

import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from talentapp.domain.terms import State, Verdict
from talentapp.gui.pairings.review import GLANCE
from talentapp.wording import Wording
from tests.e2e.desktop import Window, app, lacking

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb is there on Linux only"),
    pytest.mark.skipif(bool(lacking()), reason=f"not installed: {', '.join(lacking())}"),
]

SAY = Wording("zh_CN")


@pytest.fixture
def home(sample_database: Path, tmp_path: Path) -> Path:
    """A data folder in which the sample programme has been prepared before."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copyfile(sample_database, folder / "sample.db")
    return folder


@pytest.fixture
def window(home: Path, tmp_path: Path) -> Iterator[Window]:
    """The app in Chinese, as an officer has it."""
    with app(home, tmp_path, "zh_CN") as opened:
        yield opened


def hears(window: Window, message: str) -> None:
    """Wait until the window says this of somebody."""
    before, after = SAY(message, name="\0").split("\0")
    window.wait(lambda: any(one["text"].startswith(before) and after in one["text"] for one in window.look()), message)


class Database:
    """What another program would read in the database while the window is open."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self, query: str, *values: object) -> list[Any]:
        """The rows of a query."""
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    def decisions(self) -> list[tuple[str, str, str]]:
        """Verdict, reason and state after each decision, oldest first."""
        return self.all("SELECT verdict, reason, state_after FROM decision ORDER BY id")


@pytest.mark.long
def test_the_slice_by_mouse_and_keyboard(window: Window, home: Path, tmp_path: Path) -> None:
    database = Database(home / "sample.db")

    title = SAY("window-title", database=SAY("sample-name"), app=SAY("app-name"))
    window.see(kind="NavigationItem", text=SAY("nav-overview"), checked=True)
    window.wait(lambda: window.has_title(title), "the title in the frame")
    window.see(text=SAY("overview-subtitle"))
    window.picture("overview")

    # Search, and open what was found
    window.click(object="candidates")
    everybody = window.wait(lambda: window.rows(SAY("nav-candidates")), "candidates")[0]["rows"]
    assert everybody == database.all("SELECT count(*) FROM candidate")[0][0]
    window.picture("candidates")
    (name,) = database.all(
        "SELECT c.name_en FROM candidate c JOIN recommendation r ON r.candidate_id = c.id"
        " WHERE c.name_en != '' AND 1 = (SELECT count(*) FROM candidate o WHERE o.name_en = c.name_en)"
        " GROUP BY c.id ORDER BY max(r.score) DESC LIMIT 1"
    )[0]
    window.key("ctrl+f")
    window.see(kind="SearchField", focus=True)
    window.type(name)
    window.wait(lambda: {row["rows"] for row in window.rows(SAY("nav-candidates"))} == {1}, f"one row for {name}")
    window.click(kind="row", name=SAY("nav-candidates"))
    window.see(text=SAY("detail-pairings"))
    window.picture("search")
    window.click(kind="PairingTile")  # the uppermost
    window.see(text=SAY("pairing-score"))
    window.picture("pairing")
    window.key("Escape")
    window.see(kind="SearchField", text=name)

    # Review: accept, decline with a reason, retract
    window.click(object="review")
    queue = SAY("review-queue")
    waiting = window.wait(lambda: window.rows(queue), "the queue")[0]["rows"]
    window.picture("review")
    first, second = (row["text"] for row in window.rows(queue)[:2])
    time.sleep(2 * GLANCE)
    window.click(kind="Button", text=SAY("verdict-accept"))
    window.see(kind="Line", name=SAY("who-asked"), focus=True)
    window.picture("who")
    window.type("Wang")
    window.key("Return")
    window.wait(lambda: len(database.decisions()) == 1, "the decision in the database")
    assert database.decisions() == [(Verdict.ACCEPT, "", State.SHORTLISTED)]
    hears(window, "decided-accept")
    window.wait(lambda: window.rows(queue)[0]["rows"] == waiting - 1, "a shorter queue")
    assert [row["text"] for row in window.rows(queue) if row["current"]] == [second]
    assert first not in [row["text"] for row in window.rows(queue)]
    window.picture("accepted")

    window.click(kind="row", name=queue, text=second)
    window.key("r")
    window.see(kind="QLineEdit", focus=True)
    window.type("not before 2027")
    window.picture("reason")
    window.key("Return")
    window.wait(lambda: len(database.decisions()) == 2, "the refusal in the database")
    assert database.decisions()[1] == (Verdict.DECLINE, "not before 2027", State.DECLINED)
    hears(window, "decided-decline")
    window.picture("declined")

    window.key("u")
    window.wait(lambda: len(database.decisions()) == 3, "the retraction in the database")
    assert database.decisions()[2][::2] == (Verdict.RETRACT, State.RECOMMENDED)
    hears(window, "decided-retract")
    window.wait(lambda: window.rows(queue)[0]["rows"] == waiting - 1, "the pairing back in the queue")
    window.picture("retracted")

    # The roster of what was accepted, into a file
    window.click(object="rosters")
    window.see(text=SAY("count-roster-rows", n=1))
    roster = tmp_path / "roster.xlsx"
    window.click(times=3, kind="Line", name=SAY("roster-path"))
    window.key("ctrl+a")
    window.type(str(roster))
    window.see(text=str(roster))
    window.picture("roster")
    window.click(kind="Button", text=SAY("action-export"))
    window.see(text=SAY("roster-done", n=1, file=roster.name))
    window.picture("exported")
    book = load_workbook(roster)
    values = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    accepted = database.all(
        "SELECT c.name_zh, c.name_en FROM pairing p JOIN candidate c ON c.id = p.candidate_id WHERE p.state = ?",
        State.SHORTLISTED.value,
    )
    assert len(accepted) == 1
    assert values & set(accepted[0])

    # A calm end: nothing was complained of, and the window remembers where it was
    window.leave()
    assert "page=rosters" in (home / "window.ini").read_text("utf-8")
    assert database.all("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.long
def test_decisions_go_on_by_key_alone(window: Window, home: Path) -> None:
    """Decline, retract, accept: the screen offers the keys each time, and nobody touches the mouse."""
    database = Database(home / "sample.db")
    window.click(object="review")
    window.wait(lambda: window.rows(SAY("review-queue")), "the queue")
    window.see(kind="Button", text=SAY("verdict-decline"), enabled=True)  # the first pairing has been read
    window.key("r")
    window.see(kind="QLineEdit", focus=True)
    window.type("not before 2027")
    window.key("Return")
    window.see(kind="Line", name=SAY("who-asked"), focus=True)
    window.type("Wang")
    window.key("Return")
    hears(window, "decided-decline")
    window.key("u")
    window.wait(lambda: len(database.decisions()) == 2, "the retraction in the database", patience=5)
    hears(window, "decided-retract")
    window.see(kind="Button", text=SAY("verdict-accept"), enabled=True)
    time.sleep(6 * GLANCE)  # what is back has to be seen first, on a busy machine too
    window.key("a")
    window.wait(lambda: len(database.decisions()) == 3, "the acceptance in the database")
    assert [verdict for verdict, *_ in database.decisions()] == [Verdict.DECLINE, Verdict.RETRACT, Verdict.ACCEPT]
