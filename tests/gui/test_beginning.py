"""How one begins: where an empty database opens, what is going on already, what helps after a refusal, whose data."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.states import TAKES_PLACE
from talentapp.domain.terms import Kind, OrganisationKind, Role, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Language
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of
from tests.gui.test_slice import key
from tests.gui.test_work import Held


def buttons(place: QWidget) -> dict[str, QPushButton]:
    return {one.text(): one for one in place.findChildren(QPushButton) if one.isVisible()}


def said(place: QWidget) -> list[str]:
    return [one.text() for one in place.findChildren(QLabel) if one.isVisible()]


def test_an_empty_database_opens_on_the_overview(open_window: Opener) -> None:
    open_window().go("review")
    window = open_window()
    window.go("review")
    window.close()
    assert open_window().page == "review"
    assert open_window(empty=True).page == "overview"


def test_who_has_seen_the_sample_begins_with_records_of_their_own(qtbot: QtBot, open_window: Opener) -> None:
    for seen, first in ((False, "welcome-sample-action"), (True, "welcome-import-action")):
        window = open_window(empty=True)
        shown = {text: one.property("kind") for text, one in buttons(overview(qtbot, window)).items()}
        assert [text for text, kind in shown.items() if kind == "primary"] == [window.words(first)], seen
        (settings.data_folder() / "sample.db").touch()


@pytest.mark.long
def test_the_sample_comes_in_whatever_role_one_has_in_ones_own_data(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True, sample=True, role="liaison", organisation_id=7)
    qtbot.waitUntil(
        lambda: window.idle and bool(window.office and window.office.look.counts().latest_run), timeout=60_000
    )
    assert window.office is not None and window.office.actor.role is Role.HR_OFFICER
    assert window.page == "overview" and window.office.look.counts().candidates > 50


def refused(qtbot: QtBot, window: MainWindow, page: str) -> QWidget:
    """Ask for a run of which there is nothing to recommend; what the page says of it."""
    window.go(page)
    key(qtbot, window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    bar = window.screen_of(page).error
    assert bar.isVisible()
    return bar


def test_a_refused_run_leads_to_the_import(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    bar = refused(qtbot, window, "review")
    qtbot.mouseClick(buttons(bar)[window.words("nav-imports")], Qt.MouseButton.LeftButton)
    assert window.page == "imports" and not bar.isVisible()


@pytest.mark.long
def test_what_was_refused_is_told_no_more_once_something_is_done(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    bar = refused(qtbot, window, "candidates")
    window.take_sample_in(run=True)
    qtbot.waitUntil(lambda: window.idle and not bar.isVisible(), timeout=30_000)


def test_a_stale_record_is_read_again_by_the_button_beside_the_refusal(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window(), "organisations")
    record = screen.listing.model.ids[0]
    screen.desk.editing.save(Kind.ORGANISATIONS, {"city": "某市"}, record)
    screen.fail(TalentError(Fault.RECORD_STALE, title="x"))
    qtbot.mouseClick(buttons(screen.error)[screen.words("keys-reload")], Qt.MouseButton.LeftButton)
    assert not screen.error.isVisible()
    assert screen.listing.rows_of([record])[0].city == "某市"
    screen.fail(TalentError(Fault.DISK_FULL, path="x"))
    assert list(buttons(screen.error)) == [""]  # nothing here mends that: it can only be put away


def overview(qtbot: QtBot, window: MainWindow) -> QWidget:
    window.go("overview")
    screen = window.screen_of("overview")
    qtbot.waitUntil(lambda: bool(buttons(screen)))
    return screen


def test_nothing_is_offered_to_begin_with_while_the_first_records_come_in(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True, lane=ThreadPoolExecutor(4))
    words, screen = window.words, overview(qtbot, window)
    loading = Held()
    window.jobs.start("job-import", loading)
    assert not buttons(screen)
    assert words("overview-loading-title") in said(screen)
    window.reload()
    qtbot.waitUntil(lambda: not window.jobs.has("job-read"))
    assert words("overview-loading-title") in said(screen)
    loading.let_go.set()
    qtbot.waitUntil(lambda: words("welcome-sample-action") in buttons(screen))


def test_a_run_that_is_going_says_how_far_it_is_and_is_not_offered(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    words, screen = window.words, overview(qtbot, window)
    qtbot.waitUntil(lambda: window.idle)
    before = [one for one in said(screen) if one]
    run = Held(3, 12)
    window.jobs.start("job-recommend", run)
    assert not buttons(screen)[words("stage-recommend-going")].isEnabled()
    qtbot.waitUntil(lambda: words("stage-recommend-share", share="25%") in said(screen))
    window.go("candidates")
    window.reload()
    overview(qtbot, window)  # also after the page has been made anew
    qtbot.waitUntil(lambda: words("stage-recommend-share", share="25%") in said(screen))
    run.let_go.set()
    qtbot.waitUntil(lambda: words("stage-recommend-going") not in buttons(screen))
    qtbot.waitUntil(lambda: set(before) <= set(said(screen)))


def test_the_review_says_that_the_first_run_is_going_and_offers_none(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True, lane=ThreadPoolExecutor(4))
    words = window.words
    window.go("review")
    screen = window.screen_of("review")
    qtbot.waitUntil(lambda: words("empty-review-no-run-title") in said(screen))
    run = Held(3, 12)
    window.jobs.start("job-recommend", run)
    assert {words("stage-recommend-going"), words("empty-review-going-text")} <= {*said(screen)}
    assert not buttons(screen)[words("action-recommend")].isEnabled()
    run.let_go.set()
    qtbot.waitUntil(lambda: words("empty-review-no-run-title") in said(screen))
    assert buttons(screen)[words("action-recommend")].isEnabled()


def test_the_mark_of_sample_data_tells_own_people_apart(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window._navigation._sample.text() == window.words("sample-mark")
    screen = list_of(window)
    screen.edited.emit(screen.desk.editing.save(Kind.CANDIDATES, {"name_zh": "本单位的人"}))
    assert window._navigation._sample.text() == window.words("sample-among")
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._navigation._sample.text() == window.words("sample-mark")


def test_the_step_says_how_many_of_those_found_were_put_forward(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    counts = window.office.look.counts()
    assert counts.latest_run is not None
    screen = overview(qtbot, window)
    n, forward = counts.latest_run.recommendations, counts.by_state[State.RECOMMENDED]
    assert n > forward > 0
    assert window.words("stage-recommend-forward", n=n, forward=forward) in said(screen)
    assert len([one for one in buttons(screen) if one == window.words("action-recommend-again")]) == 1


@pytest.mark.long
def test_the_step_counts_as_the_foot_of_the_window_does_after_a_run(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    found = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    accepted, declined, left = list({row.candidate_id: row for row in found}.values())[:3]
    office.review.decide(accepted.pairing_id or 0, Verdict.ACCEPT, who="王老师")
    office.review.decide(declined.pairing_id or 0, Verdict.DECLINE, "另有安排", who="王老师")
    today = date(2026, 1, 5)
    office.agreeing.record_consent(
        left.candidate_id, False, "王老师", None, said_on=today, today=today
    )  # withdraws the pairings
    office.editing.save(Kind.CANDIDATES, {"name_zh": "本单位的人"})
    window.recommend()
    qtbot.waitUntil(lambda: window.idle)
    counts = office.look.counts()
    assert counts.latest_run is not None and counts.by_state[State.WITHDRAWN]
    waiting, done = counts.by_state[State.RECOMMENDED], counts.by_state[State.DECLINED]
    done += sum(counts.by_state.get(state, 0) for state in TAKES_PLACE)
    n = counts.latest_run.recommendations
    assert window._status._notice.text() == window.words("stage-recommend-forward", n=n, forward=waiting)
    told = window.words("stage-recommend-decided", n=n, forward=waiting, done=done)
    assert told in said(overview(qtbot, window))


@pytest.mark.parametrize(("language", "first"), [("zh_CN", "林浩然"), ("zh_TW", "林浩然"), ("en", "Lin Haoran")])
def test_who_has_two_names_goes_first_by_that_in_the_readers_letters(
    qtbot: QtBot, open_window: Opener, language: Language, first: str
) -> None:
    window = open_window(language=language)
    screen = list_of(window)
    cell = screen.listing.model.cell(0, 0)
    second = cell.under.split("\xa0")[0]  # before the country
    assert cell.text == first and {first, second} == {"林浩然", "Lin Haoran"}
    window.keys.open_palette()
    window.keys.palette.line.setText("linhaoran" if language == "zh_CN" else "林浩然")
    assert window.keys.palette.list.item(0).text() == first
    window.keys.palette.shut()
    window.go("review")
    queue = window.screen_of("review").queue  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: queue.model().rowCount() > 0)
    assert queue.model().cell(0, 0).text == first


def test_a_project_finds_its_organisation_when_there_is_none_yet(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    projects = list_of(window, "projects")
    projects.add_record()
    projects.form._rows["title"].box.setText("GPU 编译器后端")
    another = buttons(projects.form)[window.words("form-another-house")]
    qtbot.mouseClick(another, Qt.MouseButton.LeftButton)
    houses = window.screen_of("organisations")
    assert isinstance(houses, ListScreen)
    assert window.page == "organisations" and houses.form.isVisible()
    houses.form._rows["name_zh"].box.setText("智星大学")
    houses.form._rows["kind"].box.choose(OrganisationKind.UNIVERSITY)
    houses.form.commit()
    houses.form.commit()  # as a double press does
    qtbot.waitUntil(lambda: window.page == "projects")
    assert houses.listing.number == 1 and projects.form._rows["title"].text == "GPU 编译器后端"
    qtbot.waitUntil(lambda: projects.form._rows["organisation_id"].box.currentText() == "智星大学")
    projects.form.commit()
    qtbot.waitUntil(lambda: not projects.form.isVisible())
    assert projects.listing.number == 1


@pytest.mark.parametrize("empty", [True, False])
def test_a_new_organisation_is_typed_at_once_and_the_project_goes_on_where_it_was(
    qtbot: QtBot, open_window: Opener, empty: bool
) -> None:
    """On an empty list Enter on the button that has the focus led away, and in a list letters are commands."""
    window = open_window(empty=empty)
    projects = list_of(window, "projects")
    projects.add_record()
    projects.form._rows["title"].box.setText("GPU 编译器后端")
    qtbot.mouseClick(buttons(projects.form)[window.words("form-another-house")], Qt.MouseButton.LeftButton)
    houses = window.screen_of("organisations")
    assert isinstance(houses, ListScreen)
    assert window.focusWidget() is houses.form._rows["name_zh"].box
    qtbot.keyClicks(window.focusWidget(), "Zhixing")
    houses.form._rows["kind"].box.choose(OrganisationKind.UNIVERSITY)
    houses.form.commit()
    qtbot.waitUntil(lambda: window.page == "projects")
    assert window.focusWidget() is projects.form._rows["organisation_id"].box
    window.go("organisations")
    assert not houses.form.isVisible() and window.focusWidget() is houses.listing.table


def test_a_saved_project_is_no_draft_when_it_and_its_new_organisation_go_and_come_again(
    qtbot: QtBot, open_window: Opener
) -> None:
    """The organisation that came again was chosen in the form that had been closed, which was then kept as typed."""
    window = open_window()
    projects = list_of(window, "projects")
    projects.add_record()
    projects.form._rows["title"].box.setText("测试己")
    qtbot.mouseClick(buttons(projects.form)[window.words("form-another-house")], Qt.MouseButton.LeftButton)
    houses = list_of(window, "organisations")
    houses.form._rows["name_zh"].box.setText("测试大学")
    houses.form._rows["kind"].box.choose(OrganisationKind.UNIVERSITY)
    houses.form.commit()
    qtbot.waitUntil(lambda: projects.form._rows["organisation_id"].box.currentText() == "测试大学")
    projects.form.commit()
    qtbot.waitUntil(lambda: projects.form.isHidden())
    look = window.office.look  # type: ignore[union-attr]
    there = look.counts()
    for turn in (window.undo, window.redo):
        for _ in range(2):
            turn()
            qtbot.waitUntil(lambda: window.idle)
    assert look.counts() == there
    projects.form._keep.timeout.emit()  # as when that has run down
    list_of(window, "candidates")
    list_of(window, "projects")
    assert projects.desk.drafts.kept(Kind.PROJECTS) == [] and projects._unsaved.isHidden()
    projects.add_record()
    assert projects.form._rows["title"].text == "" and not projects.form.is_dirty


def test_an_empty_list_is_worked_by_keys_too(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(empty=True)
    projects = list_of(window, "projects")
    assert window.focusWidget() is buttons(projects)[window.words(projects.start_text)]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert projects.form.isVisible()
