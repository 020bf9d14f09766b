"""Another database in the same window: found in the settings and in the palette, and a failure changes nothing."""

import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp import assets, settings
from talentapp.domain.terms import Kind, Role
from talentapp.gui.frame import databases
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.settings import (
    database_file,
    database_named,
    database_shown,
    database_url,
    recent_databases,
    sample_database,
)
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of
from tests.gui.test_slice import press
from tests.gui.test_work import Held

PEOPLE = 59  # of the sample programme


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """Says what the next dialog is answered with."""

    def answer(path: Path | None) -> None:
        monkeypatch.setattr(databases, "ask_file", lambda *_: path)
        monkeypatch.setattr(databases, "ask_place", lambda *_, **__: (path, ""))

    return answer


def shown(window: MainWindow) -> str:
    return window._status._facts.text()


def database_of(window: MainWindow) -> Path | None:
    return window.office.store_path if window.office else None


def press_in_settings(qtbot: QtBot, window: MainWindow, message: str) -> None:
    window.go("settings")
    press(qtbot, window, window.words(message))
    qtbot.waitUntil(lambda: window.idle and window.office is not None)


@pytest.mark.long
def test_a_new_database_is_made_and_the_way_back_is_offered(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None]
) -> None:
    window = open_window()
    before = database_of(window)
    assert before is not None
    choose(tmp_path / "2027 年度.db")
    press_in_settings(qtbot, window, "database-new-dots")
    assert database_of(window) == tmp_path / "2027 年度.db"
    assert window.page == "overview" and "2027 年度.db" in shown(window)  # it is empty: where one begins
    assert window._status._notice.text() == window.words("database-opened", name="2027 年度.db")
    window.go("candidates")
    assert list_of(window).listing.model.ids == []
    window.go("settings")
    rows = [one for one in window.screen_of("settings").findChildren(QPushButton) if one.property("database")]
    assert str(before) in [database_shown(str(one.property("database"))) for one in rows]
    back = next(one for one in rows if database_file(str(one.property("database"))) == before)
    assert before.name in back.accessibleName()
    back.click()
    qtbot.waitUntil(lambda: database_of(window) == before and window.idle)
    assert len(list_of(window).listing.model.ids) == PEOPLE


@pytest.mark.long
def test_each_window_is_called_by_its_database(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None]
) -> None:
    first, second = open_window(), open_window(language="en")
    assert first.windowTitle() == "0.db – 双聘人才匹配" and second.windowTitle() == "1.db – TalentApp"
    choose(tmp_path / "2027 年度.db")
    press_in_settings(qtbot, first, "database-new-dots")
    assert first.windowTitle() == "2027 年度.db – 双聘人才匹配", "it is another one now"
    second.databases.open_sample()
    qtbot.waitUntil(lambda: second.idle and database_of(second) == database_file(sample_database()))
    assert second.windowTitle() == "Sample programme – TalentApp"
    second.dress.set_language("zh_TW")
    assert second.windowTitle() == "範例計畫 – 雙聘人才媒合"


def test_the_next_start_opens_what_was_open_last(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None]
) -> None:
    window = open_window()
    choose(tmp_path / "other.db")
    press_in_settings(qtbot, window, "database-new-dots")
    press(qtbot, window, window.words("nav-settings"))
    press(qtbot, window, window.words("theme-dark"))
    assert settings.load().database == database_url(tmp_path / "other.db") and settings.load().theme == "dark"
    assert settings.load(str(tmp_path / "0.db")).database == database_url(tmp_path / "0.db")  # what is named goes first
    window.close()
    (tmp_path / "other.db").unlink()
    kept = settings.load()
    assert kept.database == settings.own_database() and kept.gone == database_url(tmp_path / "other.db")
    again = open_window(empty=True)
    again._chosen = again._chosen.with_(gone=kept.gone)
    again._open_again("")
    qtbot.waitUntil(lambda: again.office is not None)
    assert again._fault.text == again.words("database-gone", database=str(tmp_path / "other.db"))


def broken(path: Path) -> str:
    path.write_bytes(b"no database at all" * 100)
    return "error-database-damaged"


def foreign(path: Path) -> str:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE thing (id INTEGER)")
    return "error-database-foreign"


def newer(path: Path) -> str:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE candidate (id INTEGER)")
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('9999')")
    return "error-database-newer"


def gone(_path: Path) -> str:
    return "error-file-missing"


def forbidden(path: Path) -> str:
    path.mkdir()
    return "error-database-unreachable"


@pytest.mark.parametrize("make", [broken, foreign, newer, gone, forbidden])
def test_what_cannot_be_opened_is_told_in_place_and_changes_nothing(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None],
    make: Callable[[Path], str],
) -> None:  # fmt: skip
    window = open_window()
    before, path = database_of(window), tmp_path / "他人.db"
    message = make(path)
    choose(path)
    press_in_settings(qtbot, window, "database-open-dots")
    told = window.screen_of("settings").error.text
    facts = {"found": "9999", "known": "", "database": str(path), "path": str(path)}
    said = window.words(message, **facts)
    assert str(path) in told and told[:6] == said[:6]
    assert database_of(window) == before and window.page == "settings"
    assert len(list_of(window).listing.model.ids) == PEOPLE  # and goes on working
    assert settings.load().database == settings.own_database() and database_url(path) not in recent_databases()
    assert message != "error-file-missing" or not path.exists()


def test_a_new_database_never_takes_the_place_of_a_file(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None], sample_database: Path
) -> None:
    window = open_window(empty=True)
    there = tmp_path / "there.db"
    shutil.copyfile(sample_database, there)
    choose(there)
    press_in_settings(qtbot, window, "database-new-dots")
    assert database_of(window) != there
    bar = window.screen_of("settings").error
    assert bar.text == window.words("database-exists", path=str(there))
    bar._remedy.click()  # to open it, then
    qtbot.waitUntil(lambda: database_of(window) == there and window.idle)
    assert len(list_of(window).listing.model.ids) == PEOPLE


def test_who_thinks_better_of_it_stays(
    qtbot: QtBot, open_window: Opener, choose: Callable[[Path | None], None]
) -> None:
    window = open_window()
    before = window.office
    choose(None)
    for message in ("database-open-dots", "database-new-dots"):
        press_in_settings(qtbot, window, message)
    window.databases.open(window._chosen.database)
    assert window.office is before
    assert window._status._notice.text() == window.words("database-is-open", name="0.db")


def test_it_waits_for_what_goes_on_and_can_be_given_up(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    qtbot.waitUntil(lambda: window.idle)
    before, run = window.office, Held()
    window.jobs.start("job-recommend", run)
    window.go("settings")
    window.databases.open(database_url(tmp_path / "new.db"), new=True)
    bar = window.screen_of("settings").waiting
    qtbot.waitUntil(bar.isVisible)
    bar.cancel.click()
    assert not window.jobs.has("job-open") and window.office is before
    window.databases.open(database_url(tmp_path / "new.db"), new=True)
    run.let_go.set()
    qtbot.waitUntil(lambda: window.office is not before and window.office is not None and window.idle)
    assert database_of(window) == tmp_path / "new.db"


def test_what_was_begun_before_ends_in_the_database_it_was_begun_in(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, sample_database: Path
) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    qtbot.waitUntil(lambda: window.idle)
    office, run = window.office, Held()
    assert office is not None
    save, former = office.editing.save, database_of(window)
    window.jobs.start("job-recommend", run)
    window.databases.open(database_url(tmp_path / "new.db"), new=True)
    window.jobs.start("job-save", lambda _progress: save(Kind.CANDIDATES, {"name_zh": "后到的人"}))
    run.let_go.set()
    qtbot.waitUntil(lambda: database_of(window) == tmp_path / "new.db" and window.idle)
    assert window.office is not None and window.office.look.is_empty()
    qtbot.waitUntil(lambda: not window.databases._former)
    with closing(sqlite3.connect(former)) as there:  # type: ignore[arg-type]
        assert there.execute("SELECT count(*) FROM candidate WHERE name_zh = '后到的人'").fetchone() == (1,)


def test_files_on_their_way_in_wait_in_their_database(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    former = window.chosen.database
    window.take_files([assets.path("resources/sample/organisations.xlsx")])
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    qtbot.waitUntil(screen.commit_button.isVisible)
    screen._steps.decide(0, "skip")
    window.databases.open(database_url(tmp_path / "new.db"), new=True)
    qtbot.waitUntil(lambda: database_of(window) == tmp_path / "new.db" and window.idle)
    window.go("imports")
    assert not window.screen_of("imports")._start.left.isVisible()  # type: ignore[attr-defined]
    window.databases.open(former)
    qtbot.waitUntil(lambda: window.chosen.database == former and window.idle)
    window.go("imports")
    assert window.screen_of("imports")._start.left.isVisible()  # type: ignore[attr-defined]


def test_a_form_that_was_not_saved_waits_in_its_database(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    former = window._chosen.database
    screen = list_of(window)
    person = screen.listing.table.chosen_id
    screen.edit_record()
    screen.form._rows["phone"].box.setText("+1 212 555 0111")
    screen.form._rows["phone"].box.textEdited.emit("+1 212 555 0111")
    qtbot.waitUntil(lambda: bool(screen.desk.drafts.kept(Kind.CANDIDATES)))
    window.databases.open(database_url(tmp_path / "new.db"), new=True)
    qtbot.waitUntil(lambda: database_of(window) == tmp_path / "new.db" and window.idle)
    assert list_of(window).desk.drafts.kept(Kind.CANDIDATES) == []
    window.databases.open(former)
    qtbot.waitUntil(lambda: window._chosen.database == former and window.idle)
    (kept,) = list_of(window).desk.drafts.kept(Kind.CANDIDATES)
    assert kept.record_id == person and kept.texts["phone"] == "+1 212 555 0111"


def test_a_liaison_is_not_taken_for_another_organisations(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    assert window.office is not None
    own = next(row.id for row in window.office.look.organisations() if row.waiting)
    window.go("settings")
    window.screen_of("settings").role._act_as(Role.LIAISON, own)  # type: ignore[attr-defined]
    former = window._chosen.database
    window.databases.open(database_url(tmp_path / "new.db"), new=True)
    qtbot.waitUntil(lambda: database_of(window) == tmp_path / "new.db" and window.idle)
    assert (window.office.actor.role, window.office.actor.organisation_id) == (Role.LIAISON, None)
    window.databases.open(former)
    qtbot.waitUntil(lambda: window._chosen.database == former and window.idle)
    assert window.office.actor.organisation_id == own


def test_the_palette_leads_to_another_database(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None]
) -> None:
    window = open_window()
    former = window._chosen.database
    choose(tmp_path / "new.db")
    window.keys.open_palette()
    palette = window.keys.palette
    palette.line.setText(window.words("database-new-dots"))
    palette._pick(palette.list.item(0))
    qtbot.waitUntil(lambda: database_of(window) == tmp_path / "new.db" and window.idle)
    window.keys.open_palette()
    palette.line.setText(window.words("database-open-name", name="0.db"))
    palette._pick(palette.list.item(0))
    qtbot.waitUntil(lambda: window._chosen.database == former and window.idle)
    assert "0.db" in shown(window)
    window.keys.open_palette()
    palette.line.setText(window.words("welcome-sample-action"))
    assert palette.list.item(0).text() == window.words("welcome-sample-action"), "and to the sample programme"
    palette.shut()


def test_a_server_is_named_without_its_password() -> None:
    url = "postgresql+psycopg://hr:secret@db.example.edu:5432/talents?sslmode=require"
    assert database_shown(url) == "postgresql+psycopg://hr@db.example.edu:5432/talents"
    assert database_named(url) == ("talents", "postgresql+psycopg://hr@db.example.edu:5432/talents")
    assert database_file(url) is None
    settings.keep_database(settings.own_database(), url)
    assert url not in recent_databases() and settings.load().database == settings.own_database()
    settings.save(settings.load(url).with_(organisation_id=3))
    assert "secret" not in (settings.data_folder() / "settings.json").read_text("utf-8")
    assert settings.load(url).organisation_id == 3


@pytest.mark.parametrize("name", ["a b.db", "百分 100%.db", "#1?.db"])
def test_the_file_of_a_database_is_found_again(tmp_path: Path, name: str) -> None:
    assert database_file(database_url(tmp_path / name)) == tmp_path / name


def test_one_that_cannot_be_opened_at_the_start_leaves_a_way_to_another(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, choose: Callable[[Path | None], None], sample_database: Path
) -> None:
    window = open_window()
    broken(tmp_path / "bad.db")
    window._chosen = window._chosen.with_(database=database_url(tmp_path / "bad.db"))
    window._open_again("")
    qtbot.waitUntil(lambda: window.idle)
    assert window.office is None and window._opening._buttons[1].isVisible()
    good = tmp_path / "good.db"
    shutil.copyfile(sample_database, good)
    choose(good)
    press(qtbot, window, window.words("database-open-dots"))
    qtbot.waitUntil(lambda: database_of(window) == good and window.idle)
    assert len([one for one in window.findChildren(QLabel) if one.isVisible()]) > 5


def test_a_button_leads_from_the_sample_programme_to_ones_own(
    qtbot: QtBot, open_window: Opener, sample_database: Path
) -> None:
    window = open_window(empty=True)
    before, leave = database_of(window), window._navigation._to_own
    assert not leave.isVisible()
    shutil.copyfile(sample_database, database_file(settings.sample_database()) or "")
    window.databases.open_sample()
    qtbot.waitUntil(lambda: window.idle and leave.isVisible())
    leave.click()
    qtbot.waitUntil(lambda: window.idle and database_of(window) == before)
    assert not leave.isVisible()
