"""A day of each role in a real window, by mouse and keys: an officer's in Traditional Chinese, a liaison's in
Simplified, a manager's in English.

Pictures of every step are left in output/e2e.
"""

import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from talentapp.domain.terms import State, Verdict
from talentapp.gui.pairings.review import GLANCE
from talentapp.wording import Wording
from tests.e2e.desktop import Window, app
from tests.e2e.test_rosters import take_in
from tests.e2e.test_window import Database, home, pytestmark

__all__ = ["home", "pytestmark"]  # used by name


def begin(window: Window, role: str) -> None:
    """The day begins on the overview."""
    window.day = f"{role}-"
    window.see(kind="NavigationItem", object="overview", checked=True)
    window.picture("overview")


def at(window: Window, say: Wording, page: str, key: str) -> None:
    """Go to a page by its key, and look at it once it is there."""
    window.key(key)
    window.see(kind="NavigationItem", object=page, checked=True)
    window.see(kind="QLabel", text=say(f"nav-{page}"))
    window.picture(page)


def read(window: Window, queue: str, pairing: str) -> None:
    """Turn to a pairing of the queue, and look at it as long as a decision needs at least."""
    window.click(kind="row", name=queue, text=pairing)
    window.wait(lambda: [row["text"] for row in window.rows(queue) if row["current"]] == [pairing], "the pairing")
    time.sleep(2 * GLANCE)


def rows(window: Window, table: str, holds: Callable[[list[str]], bool] = bool) -> list[str]:
    """The texts of the rows in view, once there are such as hold."""
    found: list[str] = []

    def there() -> bool:
        found[:] = [row["text"] for row in window.rows(table)]
        return holds(found)

    window.wait(there, f"rows of {table}")
    return found


def test_the_liaison(home: Path, tmp_path: Path) -> None:
    """Reads what waits for the own university, comments, accepts, declines, takes back, and hands out a roster."""
    say, database = Wording("zh_CN"), Database(home / "sample.db")
    ((own, waiting),) = database.all(
        "SELECT p.organisation_id, count(*) FROM pairing JOIN project p ON p.id = university_project_id"
        " GROUP BY 1 ORDER BY 2 DESC LIMIT 1"
    )
    with app(home, tmp_path, "zh_CN", "--role", "liaison", "--organisation", str(own)) as window:
        begin(window, "liaison")
        at(window, say, "review", "ctrl+6")
        queue = say("review-queue")
        first, second, third, *_ = rows(window, queue)
        assert window.rows(queue)[0]["rows"] == waiting
        assert first.startswith("C-")  # nobody has agreed to be shown here: a code stands for the name
        window.key("j", "j", "k")
        window.wait(lambda: [r["text"] for r in window.rows(queue) if r["current"]] == [second], "the second one")
        read(window, queue, second)
        window.key("c")
        window.see(kind="QLineEdit", focus=True)
        window.type("Who pays the first visit?")
        window.key("Return")
        window.see(kind="Line", name=say("who-asked"), focus=True)
        window.type("Gu Wenxi")
        window.key("Return")
        window.wait(lambda: len(database.decisions()) == 1, "the comment in the database")
        window.picture("commented")
        read(window, queue, first)
        window.click(kind="Button", text=say("verdict-accept"))
        window.wait(lambda: len(database.decisions()) == 2, "the acceptance in the database")
        window.picture("accepted")
        read(window, queue, third)
        window.key("r")
        window.see(kind="QLineEdit", focus=True)
        window.type("no desk before 2028")
        window.key("Return")
        window.wait(lambda: len(database.decisions()) == 3, "the refusal in the database")
        window.key("u")
        window.wait(lambda: len(database.decisions()) == 4, "the retraction in the database")
        assert [(verdict, state) for verdict, _, state in database.decisions()] == [
            (Verdict.COMMENT, State.RECOMMENDED),
            (Verdict.ACCEPT, State.SHORTLISTED),
            (Verdict.DECLINE, State.DECLINED),
            (Verdict.RETRACT, State.RECOMMENDED),
        ]
        window.picture("retracted")
        window.key("o")
        window.see(text=say("pairing-score"))
        window.picture("pairing")
        window.key("Escape")
        window.see(kind="NavigationItem", object="review", checked=True)
        at(window, say, "candidates", "ctrl+2")
        assert all(text.startswith("C-") for text in rows(window, say("nav-candidates")))
        at(window, say, "projects", "ctrl+3")
        rows(window, say("nav-projects"))
        at(window, say, "rosters", "ctrl+8")
        window.see(text=say("count-roster-rows", n=waiting))
        window.click(kind="Button", text=say("action-export"))
        window.see(kind="Button", text=say("action-open-folder"))
        window.picture("handed-out")
        (roster,) = (home / "rosters").glob("*.xlsx")
        written = (sheet.iter_rows(values_only=True) for sheet in load_workbook(roster))
        cells = {str(cell) for lines in written for line in lines for cell in line}
        names = database.all("SELECT name_zh, name_en FROM candidate")
        assert not cells & {name for both in names for name in both if name}
        window.leave()


def test_the_manager(home: Path, tmp_path: Path) -> None:
    """Looks at pictures and their tables, at plans and matches, writes a roster, and turns to the dark."""
    say, database = Wording("en"), Database(home / "sample.db")
    ((pairings,),) = database.all("SELECT count(*) FROM pairing")
    with app(home, tmp_path, "en", "--role", "manager") as window:
        begin(window, "manager")
        window.see(text=say("overview-flows"))  # what comes in last, and makes room for itself
        window.click(kind="Button", text=say("picture-table"))
        window.see(kind="Button", text=say("picture-picture"))
        window.picture("table")
        for page, key in (("matching", "ctrl+5"), ("plan", "ctrl+7"), ("rosters", "ctrl+8")):
            at(window, say, page, key)
        window.click(kind="Toggle", text=say("stage-recommended"))
        window.see(text=say("count-roster-rows", n=pairings))
        window.wait(lambda: window.rows(say("roster-preview")), "the preview")
        window.picture("roster")
        window.click(kind="Button", text=say("action-export"))
        window.see(kind="Button", text=say("action-open-folder"))
        (roster,) = (home / "rosters").glob("*.xlsx")
        assert say("roster-sheet-roster") in load_workbook(roster, read_only=True).sheetnames
        at(window, say, "settings", "ctrl+0")
        window.click(kind="Button", text=say("theme-dark"))
        window.see(kind="Button", text=say("theme-dark"), checked=True)
        window.picture("dark")
        window.click(kind="Button", text=say("language-zh-TW"))
        window.see(kind="NavigationItem", object="rosters", text=Wording("zh_TW")("nav-rosters"))
        window.picture("traditional")
        assert database.decisions() == []
        window.leave()


def test_the_officer(home: Path, tmp_path: Path) -> None:
    """Takes a list in, finds people in another script, changes many and takes it back, and goes by the palette."""
    say, database = Wording("zh_TW"), Database(home / "sample.db")
    ((people,),) = database.all("SELECT count(*) FROM candidate")
    arrived = tmp_path / "arrived.csv"
    arrived.write_text("姓名,電子郵件,服務單位,專長\n歐陽維倫,weilun@arrived.example,北灣圖形,光線追蹤\n", "utf-8")
    with app(home, tmp_path, "zh_TW") as window:
        begin(window, "officer")
        at(window, say, "imports", "ctrl+9")
        take_in(window, arrived, say)
        window.see(kind="Chip", text=say("count-action", action=say("action-create"), n=1))
        window.picture("import")
        window.click(kind="Button", text=say("import-commit"))
        window.wait(lambda: database.all("SELECT count(*) FROM candidate") == [(people + 1,)], "the record")
        at(window, say, "candidates", "ctrl+2")
        table = say("nav-candidates")
        window.key("ctrl+f")
        window.see(kind="SearchField", focus=True)
        window.type("ouyangweilun")
        rows(window, table, lambda texts: len(texts) == 1 and "歐陽維倫" in texts[0])
        window.picture("by-sound")
        window.click(kind="Button", name=say("search-clear"))
        rows(window, table, lambda texts: len(texts) > 3)
        window.click(kind="row", name=table, text=rows(window, table)[0])
        window.key("Home", "shift+Down", "shift+Down")
        closed = "SELECT count(*) FROM candidate WHERE status != 'open'"
        ((before,),) = database.all(closed)
        window.click(kind="Deeds", name=say("bulk-status"))
        window.key("End", "Return")
        window.wait(lambda: database.all(closed) == [(before + 3,)], "three that are closed")
        window.picture("bulk")
        window.key("ctrl+z")
        window.wait(lambda: database.all(closed) == [(before,)], "what was taken back")
        window.key("ctrl+k")
        window.see(kind="QLineEdit", name=say("palette-title"), focus=True)
        window.type("huamingce")
        window.picture("palette")
        window.key("Return")
        window.see(kind="NavigationItem", object="rosters", checked=True)
        at(window, say, "organisations", "ctrl+4")
        window.leave()
