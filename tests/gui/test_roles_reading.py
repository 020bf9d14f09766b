"""What somebody who only reads is offered: who does the rest, and no button that leads to a refusal."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp import assets, settings
from talentapp.domain.terms import Role, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.overview.stages import Bullet
from talentapp.gui.pairings.pairing_screen import PairingScreen
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.plans.plan import PlanScreen
from talentapp.gui.settings.preferences import PreferencesScreen
from tests.gui.conftest import Opener
from tests.gui.test_slice import key, press

OFFICERS_OWN = (
    "action-recommend", "plan-run", "plan-forward", "action-put-forward", "action-pin", "action-forbid", "action-swap",
    "action-release", "welcome-sample-action", "welcome-import-action", "overview-starter", "action-edit",
    "action-delete",
)  # fmt: skip


def visible(place: QWidget, kind: type = QPushButton) -> set[str]:
    return {one.text() for one in place.findChildren(kind) if one.isVisible()}


def organisation_of(window: MainWindow) -> int:
    assert window.office is not None
    return next(row.id for row in window.office.look.organisations() if row.waiting)


@pytest.mark.long
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("role", [Role.LIAISON, Role.MANAGER])
def test_nothing_of_an_officers_is_offered_to_others(
    qtbot: QtBot, open_window: Opener, role: Role, empty: bool
) -> None:
    window = open_window(empty=empty)
    window._act_as(role, (1 if empty else organisation_of(window)) if role is Role.LIAISON else None)
    told = {window.words(one) for one in OFFICERS_OWN}
    for page in PAGES:
        if window.may_go(page):
            window.go(page)
            qtbot.waitUntil(lambda: window.idle)
            assert visible(window.screen_of(page)) & told == set(), page
    window.keys.open_sheet()
    keys = visible(window.keys.sheet, QLabel)
    assert window.words("action-recommend") not in keys and window.words("action-edit") not in keys
    assert (window.words("verdict-accept") in keys) is (role is Role.LIAISON)


@pytest.mark.long
@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_follows_language_and_appearance(qtbot: QtBot, open_window: Opener, role: Role) -> None:
    window = open_window()
    window._act_as(role, organisation_of(window) if role is Role.LIAISON else None)
    for page in PAGES:
        if window.may_go(page):
            window.go(page)
            qtbot.waitUntil(lambda: window.idle)
    window.dress.set_language("en")
    window.dress.set_theme("dark")  # what goes wrong in a slot fails the test
    window.go("overview")
    qtbot.waitUntil(lambda: window.idle)
    assert window.words("nav-overview") in visible(window.screen_of("overview"), QLabel)
    assert window.words.language == "en"


def test_an_officer_is_offered_all_of_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("plan")
    assert {window.words("plan-run"), window.words("plan-fairness-total")} <= visible(window.screen_of("plan"))
    window.keys.open_sheet()
    assert {window.words("action-recommend"), window.words("keys-bulk")} <= visible(window.keys.sheet, QLabel)
    empty = open_window(empty=True)
    empty.go("review")
    assert empty.words("action-recommend") in visible(empty.screen_of("review"))


@pytest.mark.parametrize(
    ("page", "said"),
    [("overview", "empty-overview-text"), ("review", "empty-review-no-run-reading"), ("plan", "empty-plan-reading"),
     ("candidates", "empty-list-reading"), ("matching", "empty-list-reading")],
)  # fmt: skip
def test_an_empty_page_says_who_fills_it(qtbot: QtBot, open_window: Opener, page: str, said: str) -> None:
    window = open_window(empty=True)
    window._act_as(Role.MANAGER, None)
    window.go(page)
    qtbot.waitUntil(lambda: window.words(said) in visible(window.screen_of(page), QLabel))


def test_only_one_of_several_steps_has_a_number(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    for role, numbers in ((Role.MANAGER, 0), (Role.LIAISON, 2), (Role.HR_OFFICER, 4)):
        window._act_as(role, organisation_of(window) if role is Role.LIAISON else None)
        window.go("overview")
        screen = window.screen_of("overview")
        qtbot.waitUntil(lambda: window.words("stage-rosters-text") in visible(screen, QLabel))  # noqa: B023
        assert len([one for one in screen.findChildren(Bullet) if one.isVisible()]) == numbers


def test_a_liaison_returns_a_roster_and_imports_nothing(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    item = window._navigation.items["imports"]
    assert item.text() == window.words("nav-imports")
    window._act_as(Role.LIAISON, organisation_of(window))
    assert item.text() == window.words("nav-imports-roster")
    window.go("imports")
    assert window.screen_of("imports").heading.text() == item.text()
    window.keys.open_palette()
    window.keys.palette.line.setText(item.text())
    assert window.keys.palette.list.item(0).text() == item.text()
    window._act_as(Role.HR_OFFICER, None)
    assert item.text() == window.words("nav-imports")


def test_a_file_that_a_manager_drops_is_refused_where_they_are(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window._act_as(Role.MANAGER, None)
    window.go("rosters")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(assets.path("resources/sample/candidates.xlsx")))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, dropped, buttons, keys))
    assert window.page == "rosters" and window.words("act-import") in window.screen_of("rosters").error.text
    assert "imports" not in window._pages.made


def test_choosing_workbooks_asks_for_files_at_once(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*facts: object, **_: object) -> list[Path]:
        asked.append(str(facts[1]))
        return [assets.path("resources/sample/organisations.xlsx")]

    monkeypatch.setattr("talentapp.gui.imports.asking.ask_files", choose)
    window = open_window(empty=True)
    window.go("overview")
    qtbot.waitUntil(lambda: window.words("welcome-import-action") in visible(window.screen_of("overview")))
    press(qtbot, window, window.words("welcome-import-action"))
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    qtbot.waitUntil(lambda: asked == ["import"] and screen.commit_button.isVisible())
    assert window.page == "imports"


def test_a_liaisons_organisation_is_remembered(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    own = organisation_of(window)
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen) and window.office is not None

    def choose(role: Role) -> None:
        press(qtbot, window, window.words.code("role", role.value))

    choose(Role.LIAISON)
    screen.role.organisation.choose(own)
    assert window.office.actor.organisation_id == own
    choose(Role.MANAGER)
    assert window.office.actor.organisation_id is None
    choose(Role.LIAISON)
    assert window.office.actor.organisation_id == own and screen.role.organisation.value == own
    choose(Role.MANAGER)
    database = screen._chosen.database
    kept = settings.load(database)
    assert (kept.role, kept.organisation_id) == ("manager", own)  # and over a restart
    assert settings.load(str(tmp_path / "another.db")).organisation_id is None  # where the number would be another's


def test_a_role_for_one_window_is_not_kept_with_what_is_chosen_in_it(qtbot: QtBot, open_window: Opener) -> None:
    """As `--role` gives it: the next window is the officer's again."""
    window = open_window(role="liaison")
    window.go("settings")
    press(qtbot, window, window.words("theme-dark"))
    kept = settings.load(window._chosen.database)
    assert (kept.theme, kept.role) == ("dark", "hr_officer")


def test_what_was_chosen_is_not_forgotten_with_the_pages(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("settings")
    press(qtbot, window, window.words("theme-dark"))
    window._open_again("")
    qtbot.waitUntil(lambda: window.office is not None)
    window.go("settings")
    press(qtbot, window, window.words("text-size-125"))
    assert settings.load().theme == "dark"


def test_a_manager_reads_a_plan(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("plan")
    plan = window.screen_of("plan")
    assert isinstance(plan, PlanScreen)
    plan.run()
    qtbot.waitUntil(lambda: plan.card is not None and window.idle)
    assert window.words("action-pin") in visible(plan) and plan._forward.isVisible()
    window._act_as(Role.MANAGER, None)
    window.go("plan")
    reading = window.screen_of("plan")
    assert isinstance(reading, PlanScreen)
    qtbot.waitUntil(lambda: bool(reading.pairings.rows))
    reading.pairings.table.setFocus()
    qtbot.waitUntil(lambda: window.words("action-open-pairing") in visible(reading))
    assert not visible(reading) & {window.words(one) for one in OFFICERS_OWN}
    assert not reading.options.isVisible()


def test_a_manager_says_something_of_a_pairing_and_decides_nothing(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(role="manager")
    window.naming.keep("赵处长")
    window.go("review")
    review = window.screen_of("review")
    assert isinstance(review, ReviewScreen)
    qtbot.waitUntil(lambda: review.view.card is not None)
    offered = {verdict for verdict, one in review.bar._buttons.items() if one.isVisible()}
    assert offered == {Verdict.COMMENT}
    review.queue.setFocus()
    key(qtbot, window, Qt.Key.Key_A)
    key(qtbot, window, Qt.Key.Key_C)
    review.bar.reason.insert("两家企业中先谈哪一家？")
    qtbot.keyClick(review.bar.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(review.view.card and review.view.card.history))
    assert review.view.card is not None
    (row,) = review.view.card.history
    assert (row.verdict, row.role, row.who) == (Verdict.COMMENT, Role.MANAGER, "赵处长")
    key(qtbot, window, Qt.Key.Key_O)
    page = window.screen_of("pairing")
    assert isinstance(page, PairingScreen)
    qtbot.waitUntil(lambda: page.dossier is not None)
    assert not page.bar.isVisible() and page.next.isVisible() and page.next.press(Verdict.COMMENT)
