"""What a liaison sees who may not know yet who people are: rows, lists and empty pages say what helps."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from talentapp import settings
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, OrganisationKind, Role, Side, State, Verdict
from talentapp.domain.words import day, moment
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.saying import named, share
from talentapp.gui.overview.lines import TextLine
from talentapp.gui.pairings.sides import sides, word_of
from talentapp.gui.pairings.tabs import TABS
from talentapp.office import open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import OrganisationRow
from talentapp.settings import Settings, database_url
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of
from tests.gui.test_roles_reading import visible
from tests.gui.test_slice import key, press, review_of
from tests.office.lives import copy


@pytest.fixture
def liaison(open_window: Opener, tmp_path: Path, sample_database: Path) -> tuple[MainWindow, OrganisationRow]:
    """A window for the liaison of a firm whose queue is not empty."""
    database = tmp_path / "own.db"
    copy(sample_database, database)
    office = open_office(Settings(database_url(database), "zh_CN"))
    firm = max((row for row in office.look.organisations() if row.side is Side.FIRM), key=lambda row: row.waiting)
    office.close()
    return open_window(database=database, role="liaison", organisation_id=firm.id), firm


@pytest.mark.long
def test_rows_name_the_own_project_and_the_other_organisation(
    qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]
) -> None:
    window, firm = liaison
    window.go("review")
    screen = review_of(window)
    row = screen._fetch(screen._ids[:1])[0]
    assert screen._rows.who(row).under.split("\n") == [row.firm_project, named(window.words, row.university)]
    height = screen.queue.verticalHeader().defaultSectionSize()
    while not screen._rows.full:
        key(qtbot, window, Qt.Key.Key_A)
    assert screen.queue.verticalHeader().defaultSectionSize() == height
    full = screen._fetch([min(screen._rows.full)])[0]
    assert screen._rows.who(full).under.split("\n")[1].startswith(window.words("review-full-mark"))
    assert named(window.words, firm.names) not in screen._rows.who(full).under


def test_the_detail_says_which_side_has_spoken(qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]) -> None:
    window, firm = liaison
    office = window.office
    assert office is not None
    window.go("review")
    one = review_of(window).queue.chosen_id or 0
    who = office.look.pairing(office.look.pairing_rows([one])[0].recommendation_id).candidate.row
    assert who.available_from is not None and who.effort
    offer = window.words(
        "sides-offer", share=share(window.words, who.effort), day=day(window.words, who.available_from)
    )
    assert any(said.text() == offer and said.isVisible() for said in review_of(window).view.findChildren(QLabel))
    assert review_of(window).view._part == "firm", "one's own side comes first"
    key(qtbot, window, Qt.Key.Key_A)
    card = office.look.pairing(office.look.pairing_rows([one])[0].recommendation_id)
    said = word_of(card.history, card.row.firm)
    assert said is not None and said.verdict is Verdict.ACCEPT and dict(said.organisation) == dict(firm.names)
    assert word_of(card.history, card.row.university) is None
    key(qtbot, window, Qt.Key.Key_U)
    card = office.look.pairing(card.row.recommendation_id)
    assert word_of(card.history, card.row.firm) is None


def test_the_office_accepts_for_neither_side_and_it_is_said(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("review")
    one = review_of(window).queue.chosen_id or 0
    key(qtbot, window, Qt.Key.Key_A)
    assert window.office is not None
    card = window.office.look.pairing(window.office.look.pairing_rows([one])[0].recommendation_id)
    assert card.row.state is State.SHORTLISTED and word_of(card.history, card.row.firm) is None
    office = word_of(card.history, {})
    assert office is not None and office.verdict is Verdict.ACCEPT
    made = sides(window.dress, card)
    told = [said.text() for said in made.findChildren(QLabel)]
    verdict, on = window.words("verdict-done-accept"), day(window.words, office.at.astimezone().date())
    assert window.words("sides-office", verdict=verdict, who=office.who, day=on) in told


@pytest.mark.long
def test_the_last_decision_leads_on(qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]) -> None:
    window, _firm = liaison
    office = window.office
    assert office is not None
    first, *others = office.look.find_pairings(PairingQuery())
    for one in others:
        office.review.decide(one, Verdict.DECLINE, "no", "王老师")
    window.go("review")
    screen = review_of(window)
    assert screen.queue.chosen_id == first
    screen.bar.decided.emit(Verdict.DECLINE, "no")
    qtbot.waitUntil(lambda: screen._pages.currentIndex() == 3)
    assert screen.last.isVisible()  # with the way back
    onward = next(one for one in screen.findChildren(QPushButton) if one.text() == window.words("nav-rosters"))
    screen.choice.states.choose((State.SHORTLISTED,))
    assert screen._none.isVisible() and screen._none.text == window.words("empty-review-own-text")
    assert not screen._waiting.isVisible(), "nothing waits"
    onward.click()
    assert window.page == "rosters"


def test_an_empty_list_leads_to_what_waits(qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]) -> None:
    """Whoever comes back to a filter of yesterday is not left there."""
    window, _firm = liaison
    window.go("review")
    screen = review_of(window)
    qtbot.waitUntil(lambda: bool(screen._ids))
    waiting = screen._ids
    screen.choice.states.choose((State.SHORTLISTED,))
    qtbot.waitUntil(screen._waiting.isVisible)
    assert screen._waiting.text() == window.words("review-to-waiting", n=len(waiting))
    screen._waiting.click()
    qtbot.waitUntil(lambda: screen._ids == waiting and screen.queue.isVisible())
    screen.choice.states.choose((State.SHORTLISTED,))
    window.go("overview")  # which says how many wait, and leads to them
    press(qtbot, window, window.words("stage-review-action"))
    qtbot.waitUntil(lambda: screen._ids == waiting and screen.queue.isVisible())


def test_a_masked_list_has_no_empty_column_and_says_what_it_finds(
    qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]
) -> None:
    window, _firm = liaison
    window.go("candidates")
    listing = list_of(window, "candidates").listing
    shown = [at for at in range(len(listing.model.columns)) if not listing.table.isColumnHidden(at)]
    assert "column-employer" not in [listing.model.columns[at].heading for at in shown]
    assert listing.search.placeholderText() == window.words("search-candidates-masked")


def test_page_down_scrolls_a_pairing(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1200, 700)
    row = window.office.look.recommended(1)[0]  # type: ignore[union-attr]
    window.go("pairing", row.recommendation_id)
    page = window.screen_of("pairing")
    bar = page.view._column.verticalScrollBar()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    key(qtbot, window, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    key(qtbot, window, Qt.Key.Key_PageUp)
    assert bar.value() == 0


@pytest.mark.long
@pytest.mark.parametrize("tab", TABS)
def test_page_down_scrolls_every_part_of_a_pairing(qtbot: QtBot, open_window: Opener, tab: str) -> None:
    window = open_window()
    window.resize(1000, 620)
    row = window.office.look.recommended(1)[0]  # type: ignore[union-attr]
    window.go("pairing", row.recommendation_id)
    page = window.screen_of("pairing")
    qtbot.waitUntil(lambda: window.idle)
    page.turn_to(tab)  # type: ignore[attr-defined]
    bars = [one.verticalScrollBar() for one in page.findChildren(QScrollArea) if one.isVisible()]
    long = [bar for bar in bars if bar.maximum()]
    key(qtbot, window, Qt.Key.Key_PageDown)
    assert not long or any(bar.value() > 0 for bar in long)
    key(qtbot, window, Qt.Key.Key_PageUp)
    assert not any(bar.value() for bar in bars)
    assert not window._fault.isVisible()


def test_what_is_reviewed_is_read_on_by_key_and_stays_chosen(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1200, 700)
    window.go("review")
    screen = window.screen_of("review")
    qtbot.waitUntil(lambda: screen.view.card is not None and window.idle)  # type: ignore[attr-defined]
    chosen, bar = screen.queue.chosen_id, screen.view._column.verticalScrollBar()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    key(qtbot, window, Qt.Key.Key_PageDown)
    assert bar.value() > 0 and screen.queue.chosen_id == chosen  # type: ignore[attr-defined]
    key(qtbot, window, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_no_key_goes_to_the_page_below_the_sheet_of_keys(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(1200, 700)
    row = window.office.look.recommended(1)[0]  # type: ignore[union-attr]
    window.go("pairing", row.recommendation_id)
    qtbot.waitUntil(lambda: window.idle)
    bar = window.screen_of("pairing").view._column.verticalScrollBar()  # type: ignore[attr-defined]
    for pressed, modifier in (
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier),
    ):  # fmt: skip
        key(qtbot, window, Qt.Key.Key_F1)
        sheet = window.keys.sheet
        assert sheet.isVisible()
        key(qtbot, window, pressed, modifier)
        assert bar.value() == 0 and window.page == "pairing"
        if sheet.isVisible():
            key(qtbot, window, Qt.Key.Key_Escape)
        assert not sheet.isVisible() and window.page == "pairing"


def test_databases_that_have_gone_are_not_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALENTAPP_HOME", str(tmp_path))
    there = tmp_path / "there.db"
    there.write_bytes(b"")
    settings.keep_database(database_url(tmp_path / "gone.db"), database_url(there))
    assert settings.late_databases() == [database_url(there)]
    assert database_url(tmp_path / "gone.db") in settings.recent_databases()  # it may come back


def test_only_what_there_is_for_them_is_counted(qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]) -> None:
    window, _ = liaison
    screen = list_of(window, "projects")
    number = window.office.look.counts().firm_projects  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: screen.subheading.text() == window.words("count-projects-firm", n=number))


def test_the_latest_run_is_told_without_the_name_of_its_model(
    qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]
) -> None:
    window, _ = liaison
    run = window.office.look.counts().latest_run  # type: ignore[union-attr]
    assert run is not None
    window.go("overview")
    said = {one.text() for one in window.screen_of("overview").findChildren(QLabel) if one.isVisible()}
    assert window.words("run-at", at=moment(window.words, run.at)) in said
    assert not [text for text in said if run.model_version in text]


def test_what_the_other_side_has_accepted_is_told_with_the_way_to_it(
    qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]
) -> None:
    """It has taken a place of one's own, and nobody has been asked."""
    window, firm = liaison
    office, words = window.office, window.words
    assert office is not None
    mine = office.look.find_pairings(PairingQuery((State.RECOMMENDED,), firm.id))
    other, one = office.look.pairing_rows(mine)[:2]  # by score that of the other side comes after one's own
    office.act_as(Actor("王老师", Role.HR_OFFICER))
    university = office.look.project(one.university_project_id).row.organisation_id
    own = Actor("李工", Role.LIAISON, firm.id)
    for actor, row in ((Actor("陈怡君", Role.LIAISON, university), one), (own, other)):
        office.act_as(actor)
        office.review.decide(row.pairing_id or 0, Verdict.ACCEPT)
    assert office.look.moved().by_others == 1
    window.reload()
    window.go("overview")
    screen = window.screen_of("overview")

    def told() -> list[TextLine]:
        lines = [line for line in screen.findChildren(TextLine) if line.isVisible()]
        return [line for line in lines if line.accessibleName() == words("overview-by-others", n=1)]

    qtbot.waitUntil(lambda: window.idle and len(told()) == 1)
    told()[0].click()
    qtbot.waitUntil(lambda: window.page == "review" and window.idle)
    assert review_of(window).choice.queue.states == (State.SHORTLISTED,)
    queue = review_of(window)
    assert {one.pairing_id, other.pairing_id} == {*queue._ids}
    assert queue.queue.chosen_id == one.pairing_id, "it is what the line told of"
    marked = [words("review-by-others-mark") in queue._rows.who(row).under for row in (one, other)]
    assert marked == [True, False]
    office.act_as(Actor("王老师", Role.HR_OFFICER))
    assert office.look.moved().by_others == 0  # the office is asked nothing by it


def test_the_points_of_reasons_add_up_to_the_part_that_they_are_of(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    window.go("pairing", window.office.look.recommended(1)[0].recommendation_id)
    view = window.screen_of("pairing").view  # type: ignore[attr-defined]
    told = 0
    for row in window.office.look.recommended(6):
        window.go("pairing", row.recommendation_id)
        qtbot.waitUntil(lambda row=row: window.idle and view.card is not None and view.card.row.rank == row.rank)
        for part, worth in row.parts.items():
            view._show_part(part)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # those of the part before
            chips = [one for one in view.findChildren(QPushButton) if one.property("concept") is not None]
            points = [float(one.text().rsplit("+", 1)[1]) for one in chips]
            exact = sum(view.card.weights[part] * one.points for one in view.card.explanations[part].shared)
            if points and abs(exact - worth) < 0.15:
                told += 1
                assert sum(points) == pytest.approx(worth)
    assert told > 6


def test_whose_organisation_has_no_project_is_told_so(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, sample_database: Path
) -> None:
    database = tmp_path / "own.db"
    copy(sample_database, database)
    office = open_office(Settings(database_url(database), "zh_CN"))
    bare = office.editing.save(Kind.ORGANISATIONS, {"name_zh": "新设研究院", "kind": OrganisationKind.UNIVERSITY})
    office.close()
    window = open_window(database=database, role="liaison", organisation_id=bare.edit.touched[0].record_id)
    told = {
        "overview": "empty-overview-own-text", "candidates": "empty-candidates-own",
        "review": "empty-review-none-text", "projects": "empty-list-reading",
    }  # fmt: skip
    for page, said in told.items():
        window.go(page)
        screen = window.screen_of(page)
        qtbot.waitUntil(lambda screen=screen, said=said: window.words(said) in visible(screen, QLabel))  # type: ignore[misc]


def test_nothing_to_export_is_no_next_step(qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]) -> None:
    window, _firm = liaison
    office = window.office
    assert office is not None
    for one in office.look.find_pairings(PairingQuery()):
        office.review.decide(one, Verdict.DECLINE, "no", "王老师")
    screen = window.screen_of("overview")
    screen.refresh()

    def offered() -> list[str]:
        found = screen.findChildren(QPushButton)
        return [one.text() for one in found if one.property("kind") == "primary" and one.isVisible()]

    qtbot.waitUntil(lambda: not offered())


def test_a_roster_to_fill_in_holds_what_waits_for_them(
    qtbot: QtBot, liaison: tuple[MainWindow, OrganisationRow]
) -> None:
    window, _firm = liaison
    window.go("rosters")
    screen = window.screen_of("rosters")
    qtbot.waitUntil(lambda: window.idle)
    assert State.RECOMMENDED in screen.form.query.states  # type: ignore[attr-defined]
