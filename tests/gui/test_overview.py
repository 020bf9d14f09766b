"""The pictures of the overview: each part opens the list of exactly what it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from talentapp.domain.cases import REVIEWERS
from talentapp.domain.states import LIVE
from talentapp.domain.terms import State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.bars import Funnel
from talentapp.gui.kit.picture import Picture
from talentapp.gui.kit.saying import named
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.overview.demand import DemandBars
from talentapp.gui.overview.due import DueLine
from talentapp.gui.overview.flows import FlowPicture
from talentapp.gui.overview.lines import TextLine, WaitingLine
from talentapp.gui.overview.pictures import Histogram, PictureCard
from talentapp.gui.overview.stages import Stages
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.pairings.words import move_said
from talentapp.office import Office, open_office
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Settings, database_url
from tests.gui.conftest import Opener
from tests.gui.test_slice import key, press
from tests.office import lives


@pytest.fixture
def window(qtbot: QtBot, open_window: Opener) -> MainWindow:
    """The overview with pairings in several states, one of them declined among those of the broadest band."""
    window = open_window()
    window.resize(1200, 900)
    office = window.office
    assert office is not None
    broadest = office.look.flows()[0]
    ids = office.look.find_pairings(office_query(broadest.left, broadest.right))
    office.review.decide(ids[0], Verdict.DECLINE, "方向不合")
    office.review.decide(ids[1], Verdict.ACCEPT)
    window.reload()
    window.go("overview")
    qtbot.waitUntil(lambda: all(shown(window, kind) for kind in (Funnel, FlowPicture, Histogram, DemandBars)))
    qtbot.wait(80)  # the rest of the page comes in later turns, and with it a scroll bar
    return window


def office_query(left: int, right: int) -> Any:
    from talentapp.office.views.pairings import PairingQuery

    return PairingQuery(LIVE, left, right)


def shown(window: MainWindow, kind: type[Picture]) -> list[Any]:
    return [one for one in window.findChildren(kind) if one.isVisible()]


def only(window: MainWindow, kind: type[Picture]) -> Any:
    (one,) = shown(window, kind)
    window.screen_of("overview")._column.ensureWidgetVisible(one)  # type: ignore[attr-defined]
    one.grab()  # its parts are placed when painted
    return one


def inside(picture: Picture, at: int) -> QPoint:
    """A point in a part that is in no other."""
    box = picture.areas()[at].boundingRect().toRect()
    points = (QPoint(x, y) for x in range(box.left() + 2, box.right(), 3) for y in range(box.top() + 1, box.bottom()))
    return next(point for point in points if picture.part_at(QPointF(point)) == at)


def click(qtbot: QtBot, picture: Picture, at: int) -> None:
    point = inside(picture, at)
    qtbot.mouseMove(picture, point)
    assert picture.cursor().shape() is Qt.CursorShape.PointingHandCursor
    assert picture.toolTip()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=point)


def reviewed(window: MainWindow) -> Sequence[int]:
    review = window.screen_of("review")
    assert isinstance(review, ReviewScreen) and window.page == "review"
    return review._ids


def listed(window: MainWindow, page: str) -> int | None:
    screen = window.screen_of(page)
    assert isinstance(screen, ListScreen) and window.page == page
    return screen.listing.number


@pytest.mark.long
def test_every_band_opens_the_pairings_it_counts(qtbot: QtBot, window: MainWindow) -> None:
    flows = window.office.look.flows()  # type: ignore[union-attr]
    for at, flow in enumerate(flows[:6]):
        assert only(window, FlowPicture).bands[at].row == at
        click(qtbot, only(window, FlowPicture), at)
        assert len(reviewed(window)) == flow.count
        rows = window.office.look.pairing_rows(reviewed(window))  # type: ignore[union-attr]
        assert {row.state for row in rows} <= set(LIVE)
        window.go("overview")
        qtbot.waitUntil(lambda: bool(shown(window, FlowPicture)))
        qtbot.wait(80)


@pytest.mark.long
def test_bars_of_the_funnel_open_the_pairings_in_that_state(qtbot: QtBot, window: MainWindow) -> None:
    counts = window.office.look.counts().by_state  # type: ignore[union-attr]
    for state in (State.DECLINED, State.SHORTLISTED, State.RECOMMENDED):
        at = window.screen_of("overview")._states.index(state)  # type: ignore[attr-defined]
        click(qtbot, only(window, Funnel), at)
        assert len(reviewed(window)) == counts[state] > 0
        window.go("overview")
        qtbot.waitUntil(lambda: bool(shown(window, Funnel)))


def test_bars_of_scores_and_skills_open_whom_they_count(qtbot: QtBot, window: MainWindow) -> None:
    found = window.office.look.standing()  # type: ignore[union-attr]
    for at, count in enumerate(found.scores):
        if count:
            only(window, Histogram).picked.emit(at)
            assert listed(window, "candidates") == count
            window.go("overview")
    for at, skill in enumerate(found.skills):
        counts = (("projects", skill.projects), ("candidates", skill.people), ("candidates", skill.close))
        for part, (page, count) in enumerate(counts):
            if count:
                only(window, DemandBars).picked.emit(3 * at + part)
                assert listed(window, page) == count
                window.go("overview")
    click(qtbot, only(window, Histogram), max(range(10), key=found.scores.__getitem__))
    assert listed(window, "candidates") == max(found.scores)
    assert window.screen_of("candidates").listing.chips.isVisible()  # type: ignore[attr-defined]


def test_what_is_close_is_a_part_of_its_own_in_picture_table_and_list(qtbot: QtBot, window: MainWindow) -> None:
    skills = window.office.look.standing().skills  # type: ignore[union-attr]
    at = next(number for number, one in enumerate(skills) if one.close)
    skill, picture = skills[at], only(window, DemandBars)
    card = next(one for one in window.findChildren(PictureCard) if one.picture is picture)
    said = [[card.table.item(row, column).text() for column in (1, 2, 3)] for row in range(card.table.rowCount())]
    assert said == [[f"{n:,}" for n in (one.projects, one.people, one.close)] for one in skills]
    point = inside(picture, 3 * at + 2)
    qtbot.mouseMove(picture, point)
    assert named(window.words, skill.near[0]) in picture.toolTip()
    click(qtbot, picture, 3 * at + 2)
    assert listed(window, "candidates") == skill.close
    chips = window.screen_of("candidates").listing.chips  # type: ignore[attr-defined]
    assert any(window.words("facet-close") in one.text() for one in chips.findChildren(QPushButton))


def test_the_legend_of_skills_breaks_where_there_is_no_room(window: MainWindow) -> None:
    skills = window.office.look.standing().skills  # type: ignore[union-attr]
    bars, heights = DemandBars(window.dress, skills), []
    for width in (900, 200):
        bars.resize(width, bars.height())
        bars.grab()
        heights.append(bars.height())
        assert all(part.boundingRect().bottom() <= bars.height() for part in bars.areas())
    assert heights[0] < heights[1]


def test_what_counts_nothing_opens_nothing(qtbot: QtBot, window: MainWindow) -> None:
    picture = only(window, Histogram)
    (empty, *_) = [at for at, n in enumerate(window.office.look.standing().scores) if not n]  # type: ignore[union-attr]
    point = picture.areas()[empty].boundingRect().center()
    qtbot.mouseMove(picture, point.toPoint())
    assert picture.cursor().shape() is Qt.CursorShape.ArrowCursor
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert window.page == "overview"


@pytest.mark.long
@pytest.mark.parametrize("kind", [Funnel, FlowPicture, Histogram, DemandBars])
def test_the_same_by_keys(qtbot: QtBot, window: MainWindow, kind: type[Picture]) -> None:
    picture = only(window, kind)
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    first = picture.pointed
    assert picture.accessibleDescription()
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert picture.pointed != first
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert picture.pointed == first
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert window.page != "overview"


@pytest.mark.long
def test_the_tables_open_the_same(qtbot: QtBot, window: MainWindow) -> None:
    for card in [one for one in window.findChildren(PictureCard) if one.isVisible()]:
        card.turn_over()
        focus: QWidget = card.table
        column, row = card.table.columnCount() - 1, card.table.rowCount() - 1
        card.table.setCurrentCell(row, column)
        said = card.table.item(row, column).text()
        if said == "0":
            continue
        qtbot.keyClick(focus, Qt.Key.Key_Return)
        assert window.page != "overview"
        window.go("overview")


def test_a_table_of_few_rows_is_seen_whole(qtbot: QtBot, window: MainWindow) -> None:
    card: Any = only(window, Funnel)
    while not isinstance(card, PictureCard):
        card = card.parentWidget()
    card.turn_over()
    qtbot.waitUntil(card.table.isVisible)
    assert card.table.rowCount() <= 8 and not card.table.verticalScrollBar().maximum()


def test_a_row_of_a_table_that_enter_opens_is_marked(qtbot: QtBot, window: MainWindow) -> None:
    card = next(one for one in window.findChildren(PictureCard) if isinstance(one.picture, FlowPicture))
    card.turn_over()
    qtbot.waitUntil(card.table.isVisible)
    table, drawn = card.table, card.table.viewport().grab().toImage()
    chosen, other = (table.visualItemRect(table.item(row, 0)).bottomLeft() + QPoint(1, -1) for row in (0, 1))
    assert table.currentRow() == 0 and drawn.pixelColor(chosen) != drawn.pixelColor(other)


def test_what_a_click_does_is_said_while_there_is_a_picture_to_click(qtbot: QtBot, window: MainWindow) -> None:
    card = next(one for one in window.findChildren(PictureCard) if isinstance(one.picture, FlowPicture))
    hint = window.words("overview-flows-hint")
    assert hint in card.under.text() and all(hint not in text for text, *_ in card._lines())  # a report is not clicked
    card.turn_over()
    assert card.under.text() == window.words("overview-flows-text")
    card.turn_over()
    assert hint in card.under.text()


def test_t_turns_the_picture_that_is_worked_with_or_the_first(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("overview")
    screen = window.screen_of("overview")

    def cards() -> list[PictureCard]:
        return [one for one in screen.findChildren(PictureCard) if one.isVisible()]

    qtbot.waitUntil(lambda: len(cards()) == 4 and window.idle)
    first, other = (next(one for one in cards() if isinstance(one.picture, kind)) for kind in (Funnel, Histogram))
    screen.setFocus()
    key(qtbot, window, Qt.Key.Key_T)
    assert first.table.isVisible() and first.table.hasFocus()
    key(qtbot, window, Qt.Key.Key_T)
    assert first.picture.isVisible()
    screen._column.ensureWidgetVisible(other)  # type: ignore[attr-defined]
    other.turn.setFocus()
    key(qtbot, window, Qt.Key.Key_T)
    assert other.table.isVisible() and first.picture.isVisible()
    first.turn.setFocus()
    key(qtbot, window, Qt.Key.Key_T)  # scrolled away: what is looked at is turned, not what was worked with
    assert first.picture.isVisibleTo(screen) and other.picture.isVisible()


@pytest.mark.long
def test_what_waits_for_the_role_stands_before_what_waits_for_others(qtbot: QtBot, window: MainWindow) -> None:
    words, screen = window.words, window.screen_of("overview")
    lines = [one for one in screen.findChildren(TextLine) if one.isVisible()]
    (line,) = [
        one
        for one in lines
        if words("overview-state-waits", state=words("state-shortlisted"), n=1) == one.accessibleName()
    ]
    queues = [one for one in screen.findChildren(WaitingLine) if one.isVisible()]
    assert len(queues) == 3 and all(
        one.mapTo(screen, QPoint()).y() > line.mapTo(screen, QPoint()).y() for one in queues
    )
    line.setFocus()
    key(qtbot, window, Qt.Key.Key_Return)
    assert len(reviewed(window)) == 1
    press(qtbot, window, words("review-go-on"))  # where what the line names is done
    assert window.page == "pairing"
    window.go("overview")
    qtbot.wait(80)
    waiting = [row for row in window.office.look.organisations() if row.waiting]  # type: ignore[union-attr]
    more = words("overview-more-wait", n=len(waiting) - 3)
    (button,) = [one for one in screen.findChildren(QPushButton) if one.text() == more and one.isVisible()]
    button.setFocus()
    key(qtbot, window, Qt.Key.Key_Return)
    listing = window.screen_of("organisations").listing  # type: ignore[attr-defined]
    numbers = [row.waiting for row in listing.rows_of(listing.model.ids)]
    assert window.page == "organisations" and numbers == sorted(numbers, reverse=True)


def test_duplicates_are_led_to_where_one_may_merge_them(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    press(qtbot, window, window.words("overview-twice"))
    assert window.page == "duplicates"
    manager = open_window(role="manager")
    manager.go("overview")
    qtbot.waitUntil(lambda: bool(shown(manager, Funnel)))
    said = manager.words("overview-twice")
    assert not [one for one in manager.findChildren(QPushButton) if one.text() == said and one.isVisible()]


def said(window: MainWindow) -> list[str]:
    """All that the overview says."""
    return [one.text() for one in window.screen_of("overview").findChildren(QLabel) if one.isVisible()]


def active(folder: Path, start: date, days: int) -> tuple[Office, int]:
    """An office on a database in a folder, with a pairing that has been active since a day, for so many days."""
    lives.make(folder / "life.db")
    office = open_office(Settings(database_url(folder / "life.db"), "zh_CN"))
    one = lives.put_forward(office)
    terms = {"start": start, "renewal_on": start + timedelta(days - 100), "end": start + timedelta(days)}
    lives.activate(office, one, folder, start, **{name: on.isoformat() for name, on in terms.items()})
    return office, one


def test_it_says_why_the_days_suspended_a_pairing(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    office, _one = active(tmp_path, date.today() - timedelta(200), 700)
    office.close()
    window = open_window(database=tmp_path / "life.db")
    words = window.words
    lapsed = words("overview-state-waits", state=words("cause-gate-lapsed"), n=1)
    qtbot.waitUntil(lambda: any(lapsed in text for text in said(window)))
    (line,) = [
        one for one in window.findChildren(TextLine) if any(lapsed in w.text() for w in one.findChildren(QLabel))
    ]
    line.setFocus()
    key(qtbot, window, Qt.Key.Key_Return)
    assert len(reviewed(window)) == 1


def test_what_has_every_word_waits_for_the_next_step_and_for_who_makes_it(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    database = tmp_path / "life.db"
    lives.make(database)
    office = open_office(Settings(database_url(database), "zh_CN"))
    signed, begun = (lives.put_forward(office, at) for at in (0, 5))
    for one in (signed, begun):
        lives.reach_signing(office, one, tmp_path, date.today())
    lives.sign(office, signed, date.today())
    office.close()

    def waits(window: MainWindow) -> list[tuple[str, str]]:
        lines = [one for one in window.screen_of("overview").findChildren(TextLine) if one.isVisible()]
        told = [tuple(part.text() for part in one.findChildren(QLabel) if part.text()) for one in lines]
        return [(said[0], said[1]) for said in told if words.code("state", State.SIGNING) in said[0]]

    window = open_window(database=database)
    words = window.words
    one = words("overview-state-waits", state=words.code("state", State.SIGNING), n=1)
    steps = [words("case-next", step=move_said(words, verdict)) for verdict in (Verdict.SIGN, Verdict.ACTIVATE)]
    qtbot.waitUntil(lambda: waits(window) == [(one, step) for step in steps])
    manager = open_window(database=database, role="manager")
    qtbot.waitUntil(lambda: waits(manager) == [(one, steps[1])])  # what lacks a signature is nothing for a manager yet


def test_what_is_renewed_is_told_apart_where_its_terms_are_drafted(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    office, one = active(tmp_path, date.today() - timedelta(30), 130)
    for verdict in (Verdict.FALL_DUE, Verdict.PROLONG, Verdict.REDRAFT):
        office.agreeing.move(one, verdict, "王老师")
    office.close()
    window = open_window(database=tmp_path / "life.db")
    words = window.words
    again = words("overview-renewing", n=1)
    qtbot.waitUntil(lambda: any(again in text for text in said(window)))
    states = words("overview-renewing-in", states=words.code("state", State.TERMS), n=1)
    assert any(states in text for text in said(window))


def test_it_follows_what_others_do_and_stays_what_it_was_where_nothing_changes(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    today = date.today()
    office, begun = active(tmp_path, today, 700)
    waiting = lives.put_forward(office, 5)
    window = open_window(database=tmp_path / "life.db")
    window.activateWindow()
    words, screen = window.words, window.screen_of("overview")
    window._watch._clock.setInterval(20)
    qtbot.waitUntil(lambda: bool(screen.findChildren(DueLine) and shown(window, Funnel)) and window.idle)
    funnel = shown(window, Funnel)[0]
    qtbot.wait(100)
    window.reload()
    qtbot.wait(200)
    assert shown(window, Funnel)[0] is funnel
    line = screen.findChildren(DueLine)[0]
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    lives.meet(office, begun, tmp_path, today - timedelta(30), ("restriction_lists",))  # it runs out sooner
    qtbot.waitUntil(lambda: not isValid(line) or not line.isVisible())
    focus = window.focusWidget()
    assert focus is not None and (focus is screen or screen.isAncestorOf(focus)) and shown(window, Funnel)[0] is funnel
    office.review.decide(waiting, Verdict.ACCEPT, who="王老师")
    said_of = words("overview-state-waits", state=words.code("state", State.SHORTLISTED), n=1)
    qtbot.waitUntil(lambda: any(said_of in text for text in said(window)))
    window.go("candidates")  # an officer's own page stays as it is; how much waits is told beside it
    lives.put_forward(office, 2)
    qtbot.waitUntil(lambda: window._navigation.items["review"]._count == 1)
    office.close()


@pytest.mark.long
def test_it_says_what_waits_no_longer_by_the_latest_run_and_a_list_says_how_many_it_lists(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    office, words = window.office, window.words
    assert office is not None
    expired = office.recommending.run(weights=(1.0, 0.0, 0.0)).expired
    causes = office.look.moved().lapsed
    assert expired == sum(causes.values()) > 0
    why = words("list-separator").join(words.code("lapse", cause, n=n) for cause, n in causes.items())
    closed = words("run-lapsed", n=expired, why=why)
    window.reload()
    window.go("overview")
    qtbot.waitUntil(lambda: closed in said(window))
    window.go("review", Queue(states=(State.EXPIRED,)))
    qtbot.waitUntil(lambda: len(reviewed(window)) == expired)
    assert words("count-listed", n=expired) in window.screen_of("review").subheading.text()


def test_the_steps_count_what_has_come_to_its_end_as_decided(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    assert window.office is not None
    window.go("overview")
    overview = window.screen_of("overview")
    qtbot.waitUntil(lambda: bool(overview.findChildren(Stages)))
    counts = replace(
        window.office.look.counts(),
        by_state={State.RECOMMENDED: 4, State.ACTIVE: 1, State.ARCHIVED: 1, State.ENDED: 1, State.DECLINED: 1,
                  State.BLOCKED: 1, State.WITHDRAWN: 2, State.EXPIRED: 8},
    )  # fmt: skip
    facts = {stage.name: stage.fact for stage in overview.findChildren(Stages)[0]._stages(counts)}
    assert facts["review"] == window.words("stage-review-fact", waiting=4, done=5)
    # as the roster page has them, until what is over is asked for
    assert facts["rosters"] == window.words("stage-rosters-fact", n=1)


def test_a_line_of_what_waits_leads_to_those_that_it_counts_first(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office, words = window.office, window.words
    assert office is not None
    ids = office.look.find_pairings(PairingQuery())
    rows = office.look.pairing_rows(ids)
    keys = list({row.candidate_id: row.pairing_id for row in reversed(rows) if row.pairing_id}.values())[:3]
    for one in keys:
        office.review.decide(one, Verdict.ACCEPT, who=lives.HR)
        office.agreeing.move(one, Verdict.NOTIFY, lives.HR)
        lives.consent(office, one, date.today())
        for verdict in (Verdict.CONSENT, Verdict.SUBMIT):
            office.agreeing.move(one, verdict, lives.HR)
    last = office.look.find_pairings(PairingQuery((State.UNDER_REVIEW,)))[-1]
    for party in REVIEWERS:
        office.agreeing.move(last, Verdict.AGREE, lives.HR, party=party)
    window.go("overview")
    window.reload()
    waiting = words("overview-state-waits", state=words.code("state", State.UNDER_REVIEW), n=1)
    qtbot.waitUntil(lambda: waiting in said(window))
    for n, told, first in ((1, "queue-has-word", True), (2, "queue-lacks-word", False)):
        window.go("overview")
        text = words("overview-state-waits", state=words.code("state", State.UNDER_REVIEW), n=n)
        line = next(
            one
            for one in window.screen_of("overview").findChildren(TextLine)
            if text in [label.text() for label in one.findChildren(QLabel)]
        )
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        review = window.screen_of("review")
        assert isinstance(review, ReviewScreen)
        qtbot.waitUntil(lambda: window.page == "review" and len(reviewed(window)) == len(keys) and window.idle)
        order = review.queue.model().ids
        assert review.queue.chosen_id == order[0] and (order[0] == last) is first
        rows = office.look.pairing_rows(order)
        assert [words(told) in review._rows.who(row).under for row in rows] == [True] * n + [False] * (len(keys) - n)


def test_the_page_follows_the_keys_in_a_table(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1100, 500)
    card = next(one for one in window.findChildren(PictureCard) if isinstance(one.picture, Histogram))
    card.turn_over()
    qtbot.keyClick(card.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    row = card.table.rowCount() - 1
    assert card.table.currentRow() == row
    where = card.table.visualItemRect(card.table.item(row, 0))
    assert not card.table.viewport().visibleRegion().intersected(where).isEmpty()
    assert card.table.viewport().visibleRegion().boundingRect().bottom() >= where.center().y()
