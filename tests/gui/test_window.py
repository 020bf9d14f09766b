"""The window as a whole: language and theme while running, search, empty states, accessibility, memory, lightness."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp import app
from talentapp.domain.progress import Progress
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.kit.widgets import Column
from talentapp.gui.lists.candidates import CandidatesScreen
from talentapp.gui.lists.projects import ProjectsScreen
from talentapp.gui.overview.lines import TextLine
from talentapp.gui.pairings.tiles import PairingTile
from talentapp.settings import LANGUAGES, Settings, database_url
from talentapp.wording import Wording
from tests.gui.conftest import Opener

ROLES = QAccessible.Role
CONTROLS = {ROLES.Button, ROLES.EditableText, ROLES.ComboBox, ROLES.Table, ROLES.CheckBox, ROLES.SpinBox}


def candidates_of(window: MainWindow) -> CandidatesScreen:
    window.go("candidates")
    screen = window.screen_of("candidates")
    assert isinstance(screen, CandidatesScreen)
    return screen


def shown_texts(window: QWidget) -> set[str]:
    return {one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.text()}


@pytest.mark.parametrize("page", PAGES)
def test_ctrl_and_a_number_shows_a_page(qtbot: QtBot, open_window: Opener, page: str) -> None:
    window = open_window()
    digit = (PAGES.index(page) + 1) % 10
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + digit), Qt.KeyboardModifier.ControlModifier)
    assert window.page == page
    assert window.words(f"nav-{page}") in shown_texts(window)


def test_the_language_changes_everywhere_while_running(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="zh_CN")
    for page in PAGES:
        window.go(page)
    for language in ("en", "zh_TW", "zh_CN"):
        before, words = window.words, Wording(language)  # type: ignore[arg-type]
        window.dress.set_language(language)  # type: ignore[arg-type]
        for page in PAGES:
            window.go(page)
            texts = shown_texts(window)
            assert words(f"nav-{page}") in texts
            if before.language != "zh_CN" or language != "zh_TW":
                stale = {before(key) for key in ("nav-group-work", "review-open", "roster-reader", "import-recent")}
                kept = {words(key) for key in ("nav-group-work", "review-open", "roster-reader", "import-recent")}
                assert not (stale - kept) & texts
        assert window.windowTitle() == words("window-title", database="0.db", app=words("app-name"))


def test_a_language_leaves_nothing_in_the_letters_of_the_next(open_window: Opener, qapp: QApplication) -> None:
    """Chinese punctuation is as wide as a character again, once somebody has looked at the English window."""
    window = open_window()
    for language, asked in (("en", 1), ("zh_TW", 0), ("en", 1), ("zh_CN", 0)):
        window.dress.set_language(language)
        assert len(qapp.font().featureTags()) == asked


def test_the_theme_changes_while_running(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(theme="light")
    window.go("candidates")
    light = window.grab().toImage().pixelColor(700, 6).lightness()
    window.dress.set_theme("dark")
    dark = window.grab().toImage().pixelColor(700, 6).lightness()
    assert dark < 60 < 200 < light
    window.dress.set_theme("system")


class TestSearch:
    def test_as_one_types(self, qtbot: QtBot, open_window: Opener) -> None:
        screen = candidates_of(open_window())
        everyone = len(screen.listing.model.ids)
        qtbot.keyClicks(screen.listing.search, "zhangwei")
        found = screen.listing.model.ids
        assert 0 < len(found) < everyone
        screen.listing.search.setText("張偉")
        assert set(screen.listing.model.ids) & set(found)
        qtbot.keyClick(screen.listing.search, Qt.Key.Key_Escape)
        assert len(screen.listing.model.ids) == everyone
        screen.listing.search.setFocus()
        with qtbot.waitSignal(screen.listing.search.left):
            qtbot.keyClick(screen.listing.search, Qt.Key.Key_Down)

    def test_nothing_found_says_so(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        screen = candidates_of(window)
        screen.listing.search.setText("zzzz")
        assert window.words("empty-search-title") in shown_texts(window)
        qtbot.waitUntil(lambda: screen.detail.record_id is None and window.idle)
        assert window.words("detail-none-candidate") not in shown_texts(window)  # there is nothing to choose

    def test_ctrl_f_goes_to_it(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert window.page == "candidates"
        assert isinstance(QApplication.focusWidget(), QLineEdit)

    def test_filters_and_orders(self, qtbot: QtBot, open_window: Opener) -> None:
        window = open_window()
        window.go("projects")
        screen = window.screen_of("projects")
        assert isinstance(screen, ProjectsScreen)
        everything = len(screen.listing.model.ids)
        screen.show_facets((("side", "university"),))
        assert 0 < len(screen.listing.model.ids) < everything
        best_first = list(screen.listing.model.ids)
        screen.listing.table.horizontalHeader().sectionClicked.emit(0)
        assert set(screen.listing.model.ids) == set(best_first)
        assert screen.listing.model.ids != best_first


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_database_says_what_to_do(qtbot: QtBot, open_window: Opener, page: str) -> None:
    window = open_window(empty=True)
    window.go(page)
    assert not window.screen_of(page).error.text
    said = {
        "overview": "welcome-title", "candidates": "empty-candidates-title", "projects": "empty-projects-title",
        "organisations": "empty-organisations-title", "review": "empty-review-no-run-title",
        "plan": "empty-plan-title", "matching": "empty-matching-title",
        "rosters": "empty-roster-title", "imports": "import-drop-title", "settings": "settings-model-no-run",
    }[page]  # fmt: skip
    assert window.words(said) in shown_texts(window)


def test_a_run_without_projects_is_told_in_place(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    window.recommend()
    assert window.screen_of("overview").error.text


def walk(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield interface
    if interface.role() in (ROLES.Table, ROLES.List) or depth > 14:
        return
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None and child.isValid():
            yield from walk(child, depth + 1)


@pytest.mark.parametrize("page", [*PAGES, "pairing"])
def test_every_control_has_a_name(qtbot: QtBot, open_window: Opener, page: str) -> None:
    window = open_window()
    if page == "pairing":
        window.go("pairing", window.office.look.recommended(1)[0].recommendation_id)  # type: ignore[union-attr]
    else:
        window.go(page)
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    found = [one for one in walk(root) if one.role() in CONTROLS and not one.state().invisible]
    assert len(found) >= 8
    unnamed = [one.object() for one in found if not one.text(QAccessible.Text.Name)]
    inner = [one for one in unnamed if isinstance(one, QLineEdit) and one.objectName() == "qt_spinbox_lineedit"]
    assert [one for one in unnamed if one not in inner] == []


def test_the_keyboard_alone_reaches_every_control(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("candidates")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(PairingTile)))
    seen: list[QWidget | None] = []
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    kinds = {type(one).__name__ for one in seen}
    assert {"NavigationItem", "SearchField", "Button", "RecordTable", "PairingTile"} <= kinds


@pytest.mark.long
def test_no_part_of_a_page_is_ever_a_window_of_its_own(qtbot: QtBot, open_window: Opener, qapp: QApplication) -> None:
    """A widget that is shown before it has a parent flashes up, and takes the focus away."""
    shown: list[object] = []

    class Watch(QObject):
        def eventFilter(self, one: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Show and isinstance(one, QWidget) and one.isWindow():
                shown.append(one)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    window = open_window()
    for page in (*PAGES, "duplicates"):
        window.go(page)
        qtbot.wait(80)
    window.go("pairing", window.office.look.recommended(1)[0].recommendation_id)  # type: ignore[union-attr]
    qtbot.wait(80)
    qapp.removeEventFilter(watch)
    assert shown == [window]


def test_the_window_remembers_its_size_and_page(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1120, 700)  # the offscreen screen is 800 by 800, and a window is restored inside its screen
    window.go("rosters")
    window.close()
    again = open_window()
    assert again.height() == 700
    assert again.page == "rosters"


def test_choices_are_kept(qtbot: QtBot, open_window: Opener) -> None:
    from talentapp import settings
    from talentapp.gui.settings.preferences import PreferencesScreen

    window = open_window()
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    screen._set_language("en")
    screen._set_theme("dark")
    assert window.dress.language == "en"
    loaded = settings.load()
    assert (loaded.language, loaded.theme) == ("en", "dark")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_is_drawn_into_a_picture(
    qapp: QApplication, sample_database: Path, tmp_path: Path, language: str
) -> None:
    import shutil

    copy = tmp_path / "copy.db"
    shutil.copy(sample_database, copy)
    out = tmp_path / "pictures" / "window.png"
    app.render(Settings(database_url(copy), "zh_CN"), out, size=(1180, 760), language=language)  # type: ignore[arg-type]
    assert out.read_bytes().startswith(b"\x89PNG")
    assert not (tmp_path / "home").exists()  # a picture leaves nothing in the user's folder


def test_opening_the_window_loads_no_learning_library(sample_database: Path, tmp_path: Path) -> None:
    """Not even when the office is open and the first rows are shown; the empty shell needs no database library."""
    script = """
import json, sys
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import InlineLane, Jobs
from talentapp.gui.frame.main_window import MainWindow
from talentapp.office import open_office
from talentapp.settings import Settings
chosen = Settings(sys.argv[1], "zh_CN", "light")
app = QApplication([])
memory = QSettings(sys.argv[2], QSettings.Format.IniFormat)
window = MainWindow(Dress(app, "zh_CN", "light"), Jobs(InlineLane()), chosen, open_office, memory)
window.show()
app.processEvents()
def loaded(*names):
    return sorted({name.split(".")[0] for name in sys.modules} & set(names))
shell = loaded("sqlalchemy", "sqlmodel", "sklearn", "numpy", "scipy", "openpyxl", "alembic")
window.begin()
window.go("candidates")
app.processEvents()
window.grab()
print(json.dumps([shell, loaded("sklearn", "scipy", "openpyxl", "alembic")]))
window.close()
"""
    copy = tmp_path / "copy.db"
    copy.write_bytes(sample_database.read_bytes())
    done = subprocess.run(
        [sys.executable, "-c", script, database_url(copy), str(tmp_path / "w.ini")],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    shell, opened = json.loads(done.stdout.splitlines()[-1])
    assert shell == []
    assert opened == []


def test_a_card_is_never_painted_squeezed(qtbot: QtBot, open_window: Opener) -> None:
    """Qt lays new widgets out over several rounds of its loop; the column does it at once."""
    from talentapp.gui.pairings.review import ReviewScreen

    window = open_window()
    window.go("review")
    review = window.screen_of("review")
    assert isinstance(review, ReviewScreen)
    qtbot.wait(50)
    inner = review.view.findChild(Column).widget()
    for _ in range(5):
        review.queue.step(1)
        layout = inner.layout()
        assert layout is not None
        assert inner.height() >= layout.heightForWidth(inner.width())


def test_rows_left_out_are_told_until_somebody_has_seen_it(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    assert window.office is not None
    book = Workbook()
    for row in (("姓名", "电子邮箱"), ("甲某", ""), ("", "nobody@example.com")):
        book.active.append(row)
    book.save(tmp_path / "hx.xlsx")
    assert window.office.intake.commit(window.office.intake.preview(tmp_path / "hx.xlsx")).left_out == 1

    def told() -> list[QPushButton]:
        return [one for one in window.screen_of("overview").findChildren(QPushButton) if one.property("batch")]

    window.go("overview")
    window.reload()
    qtbot.waitUntil(lambda: len(told()) == 2)  # of the sample's candidates one row was left out, too
    for number in range(6):  # later files that went in whole push none of it out of sight
        (tmp_path / f"{number}.csv").write_text(f"姓名,电子邮箱\n乙{number},{number}@example.com\n", "utf-8")
        window.office.intake.commit(window.office.intake.preview(tmp_path / f"{number}.csv"))
    window.reload()
    qtbot.waitUntil(lambda: window.idle)
    assert len(told()) == 2
    (tmp_path / "third.csv").write_text("姓名,电子邮箱\n丙某,\n,who@example.com\n", "utf-8")
    third = window.office.intake.commit(window.office.intake.preview(tmp_path / "third.csv")).batch_id
    window.reload()
    qtbot.waitUntil(lambda: told()[0].property("batch") == third)
    more = [one.text() for one in window.screen_of("overview").findChildren(QPushButton)]
    assert len(told()) == 2 and window.words("overview-more-left-out", n=1) in more
    told()[0].click()
    qtbot.waitUntil(lambda: third not in [one.property("batch") for one in told()])
    kept = told()[1].property("batch")
    told()[0].click()
    qtbot.waitUntil(lambda: [one.property("batch") for one in told()] == [kept])
    line = next(one for one in window.screen_of("overview").findChildren(TextLine) if one.about == kept)
    line.click()  # it leads to the rows themselves
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    qtbot.waitUntil(lambda: screen._shown is not None and window.idle, timeout=20_000)
    assert screen._shown is not None
    assert screen._shown.rows[screen.table_preview.table.model().ids[0]].action in ("blocked", "duplicate")  # type: ignore[attr-defined]


def test_rows_left_out_by_an_import_that_is_undone_are_told_no_more(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window(empty=True)
    assert window.office is not None
    book = Workbook()
    for row in (("姓名", "电子邮箱"), ("甲某", ""), ("", "nobody@example.com")):
        book.active.append(row)
    book.save(tmp_path / "hx.xlsx")

    def told() -> list[QPushButton]:
        return [one for one in window.screen_of("overview").findChildren(QPushButton) if one.property("batch")]

    intake = window.office.intake
    batch = intake.commit(intake.preview(tmp_path / "hx.xlsx")).batch_id
    window.go("overview")
    window.reload()
    qtbot.waitUntil(lambda: [one.property("batch") for one in told()] == [batch])
    intake.undo(batch)
    intake.commit(intake.preview(tmp_path / "hx.xlsx"))
    window.reload()
    qtbot.waitUntil(lambda: bool(told()) and batch not in [one.property("batch") for one in told()])


def test_long_work_is_not_given_up_without_a_word(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("talentapp.gui.frame.status.LONG", 0.0)
    window = open_window(lane=ThreadPoolExecutor(1))
    qtbot.waitUntil(lambda: window.idle, timeout=20_000)
    goes_on = Event()

    def work(progress: Progress) -> None:
        while not goes_on.wait(0.01):
            progress(1, 2)

    try:
        window._jobs.start("job-read", work)  # what is only read is nothing to lose
        window._jobs.start("job-recommend", work)
        qtbot.waitUntil(lambda: any(job.title == "job-recommend" for job in window._jobs.running))
        assert not window.close() and window.isVisible()
        assert window._status._notice.text() == window.words("close-gives-up", work=window.words("job-recommend"))
        assert window.close() and not window.isVisible()
    finally:
        goes_on.set()
