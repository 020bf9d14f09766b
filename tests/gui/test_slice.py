"""The whole job by keys and mouse: import, recommend, review, export. The office and the database are real."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp import assets, settings
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Mark, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.imports.imports import ImportsScreen
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.pairings.decisions import DecisionBar
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.pairings.unsaid import Unsaid
from talentapp.gui.rosters.rosters import RostersScreen
from talentapp.office.imports.intake import Intake
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener
from tests.office.test_intake import people

LONG = 240_000  # a busy machine; a quiet one needs 15 s


def press(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Click the visible button with this text, wherever it is."""

    def visible() -> list[QPushButton]:
        return [one for one in window.findChildren(QPushButton) if one.text() == text and one.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()))
    qtbot.mouseClick(visible()[0], Qt.MouseButton.LeftButton)


def key(qtbot: QtBot, window: MainWindow, which: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is."""
    if not window.isActiveWindow():  # offscreen, nobody else brings a window to the front
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    target = QApplication.focusWidget() or window
    qtbot.keyClick(target, which, modifier or Qt.KeyboardModifier.NoModifier)


def review_of(window: MainWindow) -> ReviewScreen:
    screen = window.screen_of("review")
    assert isinstance(screen, ReviewScreen)
    return screen


def shortened(folder: Path) -> list[Path]:
    """The sample workbooks with only their first rows: a run on all of them is the prepared database's own."""
    made = []
    for path in Intake.sample_files():
        book = load_workbook(path)
        for sheet in book.worksheets:
            sheet.delete_rows(20, 1000)
        made.append(folder / path.name)
        book.save(made[-1])
    return made


@pytest.mark.long
def test_from_an_empty_database_to_a_roster(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the real worker lane, as a newcomer would go."""
    from concurrent.futures import ThreadPoolExecutor

    files = shortened(tmp_path)
    monkeypatch.setattr(Intake, "sample_files", staticmethod(lambda: files))
    window = open_window(empty=True, lane=ThreadPoolExecutor(1))
    words, own = window.words, window.chosen.database
    press(qtbot, window, words("welcome-sample-action"))
    qtbot.waitUntil(lambda: window.chosen.database == settings.sample_database(), timeout=LONG)
    with closing(sqlite3.connect(settings.database_file(own))) as mine:  # type: ignore[arg-type]
        assert mine.execute("SELECT count(*) FROM candidate").fetchone() == (0,)  # nothing goes into one's own
    look = window.office.look  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: look.counts().firm_projects > 0, timeout=LONG)
    qtbot.waitUntil(lambda: look.counts().latest_run is not None and window.idle, timeout=LONG)
    assert window.page == "overview"  # nobody is taken anywhere
    window.go("review")
    screen = review_of(window)
    waiting = look.counts().by_state[State.RECOMMENDED]
    qtbot.waitUntil(lambda: screen.view.card is not None, timeout=LONG)  # only what is read is decided
    first = screen.queue.chosen_id
    key(qtbot, window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: look.counts().by_state.get(State.SHORTLISTED) == 1 and window.idle, timeout=LONG)
    assert screen.queue.chosen_id not in (None, first)  # the next one is already there
    assert look.counts().by_state[State.RECOMMENDED] == waiting - 1
    window.go("rosters")
    rosters = window.screen_of("rosters")
    assert isinstance(rosters, RostersScreen)
    out = tmp_path / "名册.xlsx"
    rosters.choose_path(out)
    press(qtbot, window, words("action-export"))
    qtbot.waitUntil(lambda: bool(rosters.done_text) and window.idle, timeout=LONG)
    assert out.stat().st_size > 5_000
    assert load_workbook(out).sheetnames


@pytest.mark.long
def test_the_first_start_on_the_sample_prepares_it_in_the_window(
    qtbot: QtBot, open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `talentapp window --sample` does; a second start finds everything there and writes nothing."""
    files = shortened(tmp_path)
    monkeypatch.setattr(Intake, "sample_files", staticmethod(lambda: files))
    window = open_window(empty=True, sample=True)
    look = window.office.look  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: look.counts().latest_run is not None and window.idle, timeout=LONG)
    assert window.page == "overview"
    assert look.counts().by_state[State.RECOMMENDED] > 0
    imports = len(look.recent_imports())
    again = open_window(sample=True)
    assert again.idle
    assert again.page == "overview"
    assert len(look.recent_imports()) == imports


def test_a_liaison_decides_by_keyboard_alone(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    look = window.office.look  # type: ignore[union-attr]
    window.go("review")
    screen = review_of(window)
    one, two = screen.queue.chosen_id, None
    key(qtbot, window, Qt.Key.Key_J)
    two = screen.queue.chosen_id
    assert two not in (None, one)
    key(qtbot, window, Qt.Key.Key_K)
    assert screen.queue.chosen_id == one
    key(qtbot, window, Qt.Key.Key_R)  # declining asks why
    assert screen.bar.reason.hasFocus()
    key(qtbot, window, Qt.Key.Key_Return)
    assert look.counts().by_state.get(State.DECLINED, 0) == 0  # no reason, no decision
    assert screen.bar.needed.isVisible() and screen.bar.reason.hasFocus()
    qtbot.keyClicks(screen.bar.reason, "at capacity")
    key(qtbot, window, Qt.Key.Key_Return)
    assert look.counts().by_state[State.DECLINED] == 1
    screen.focus_first()
    assert screen.queue.chosen_id == two
    key(qtbot, window, Qt.Key.Key_U)  # the decision made last is taken back
    assert look.counts().by_state.get(State.DECLINED, 0) == 0
    assert screen.queue.chosen_id == one  # and is in view again
    history = screen.view.card.history  # type: ignore[union-attr]
    assert {decision.verdict for decision in history} == {Verdict.DECLINE, Verdict.RETRACT}
    waiting = look.counts().by_state[State.RECOMMENDED]
    key(qtbot, window, Qt.Key.Key_N)  # another instead, and why
    key(qtbot, window, Qt.Key.Key_Return)
    assert screen.bar.needed.isVisible() and look.counts().by_state.get(State.DECLINED, 0) == 0
    qtbot.keyClicks(screen.bar.reason, "another field")
    key(qtbot, window, Qt.Key.Key_Return)
    assert look.counts().by_state[State.DECLINED] == 1
    assert look.counts().by_state[State.RECOMMENDED] in (waiting - 1, waiting)


def test_a_comment_leaves_the_pairing_where_it_is(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    look = window.office.look  # type: ignore[union-attr]
    window.go("review")
    screen = review_of(window)
    one, waiting = screen.queue.chosen_id, look.counts().by_state[State.RECOMMENDED]
    key(qtbot, window, Qt.Key.Key_C)
    key(qtbot, window, Qt.Key.Key_Return)
    assert screen.bar.needed.text() == window.words("comment-needed") and screen.bar.needed.isVisible()
    qtbot.keyClicks(screen.bar.reason, "since when?")
    key(qtbot, window, Qt.Key.Key_Return)
    assert not screen.bar.reason.isVisible()
    assert screen.queue.chosen_id == one and look.counts().by_state[State.RECOMMENDED] == waiting
    key(qtbot, window, Qt.Key.Key_C)  # a note with the acceptance
    qtbot.keyClicks(screen.bar.reason, "from May on")
    press(qtbot, window, window.words("reason-confirm-accept"))
    assert screen.queue.chosen_id != one
    card = look.pairing(look.pairing_rows([one])[0].recommendation_id)
    assert [(said.verdict, said.reason) for said in card.history] == [
        (Verdict.COMMENT, "since when?"), (Verdict.ACCEPT, "from May on"),
    ]  # fmt: skip


def test_what_plans_leave_out_is_marked_in_the_queue(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    first, second = office.look.pairing_rows(office.look.find_pairings(PairingQuery())[:2])
    triple = (first.candidate_id, first.university_project_id, first.firm_project_id)
    office.planning.mark({triple: Mark.FORBID}, "王老师")
    window.go("review")
    screen, mark = review_of(window), window.words("review-forbidden-mark")
    told, other = office.look.pairing_rows([first.pairing_id or 0, second.pairing_id or 0])
    assert screen._rows.who(told).icon and mark in screen._rows.who(told).under
    assert mark not in screen._rows.who(other).under
    office.planning.mark({triple: Mark.RELEASE}, "王老师")
    assert not office.look.pairing_rows([first.pairing_id or 0])[0].forbidden


@pytest.mark.long
def test_what_has_no_place_left_comes_last_and_says_so(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    first = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))[0]
    same = [row for row in office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
            if row.firm_project_id == first.firm_project_id and row.pairing_id != first.pairing_id]  # fmt: skip
    places = office.look.project(first.firm_project_id).row.places
    assert len(same) >= places == 1  # as the sample programme is
    office.review.decide(same[-1].pairing_id, Verdict.ACCEPT)  # type: ignore[arg-type]
    window.go("review")
    screen = review_of(window)
    full = office.look.without_place()
    assert first.pairing_id in full
    assert [key in full for key in screen.queue.model().ids] == sorted(key in full for key in screen.queue.model().ids)
    screen.queue.choose(first.pairing_id)
    cell = screen._rows.who(first)
    assert cell.icon and window.words("review-full-mark") in cell.under
    qtbot.waitUntil(lambda: screen.view.card is not None and screen.view.card.row.pairing_id == first.pairing_id)
    assert not screen.bar._buttons[Verdict.ACCEPT].isEnabled()
    key(qtbot, window, Qt.Key.Key_A)
    assert screen.bar.full.isVisible() and first.firm_project in screen.bar.full.text()
    assert not screen.error.text and office.look.pairing_rows([first.pairing_id])[0].state is State.RECOMMENDED


def test_nothing_is_decided_before_a_pairing_is_shown(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    bar = DecisionBar(window.dress, Unsaid(DraftStore(tmp_path, ""), Actor()))
    qtbot.addWidget(bar)
    bar.show()
    assert not any(one.isEnabled() for one in bar.findChildren(QPushButton) if one.isVisible())
    with qtbot.assertNotEmitted(bar.decided):
        for verdict in Verdict:
            if verdict in bar._buttons:
                bar.give(verdict)
    assert not bar.reason.isVisible()


def test_escape_gives_up_a_reason(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("review")
    screen = review_of(window)
    key(qtbot, window, Qt.Key.Key_R)
    qtbot.keyClicks(screen.bar.reason, "why")
    key(qtbot, window, Qt.Key.Key_Escape)
    assert not screen.bar.reason.isVisible()
    assert screen.queue.chosen_id is not None
    key(qtbot, window, Qt.Key.Key_R)
    assert screen.bar.reason.selectedText() == "why"  # what was written is not lost, and typed over
    key(qtbot, window, Qt.Key.Key_Escape)
    key(qtbot, window, Qt.Key.Key_J)
    key(qtbot, window, Qt.Key.Key_R)
    assert not screen.bar.reason.text()  # it was of another


def test_a_pairing_opens_from_the_review(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("review")
    screen = review_of(window)
    key(qtbot, window, Qt.Key.Key_J)
    one = screen.queue.chosen_id
    for opening in (Qt.Key.Key_O, Qt.Key.Key_Return):
        key(qtbot, window, opening)
        assert window.page == "pairing"
        assert window.screen_of("pairing").card.row.pairing_id == one  # type: ignore[attr-defined]
        key(qtbot, window, Qt.Key.Key_Escape)
        assert window.page == "review" and screen.queue.chosen_id == one
    key(qtbot, window, Qt.Key.Key_A)
    screen.choice.states.choose((State.SHORTLISTED,))
    assert screen.queue.chosen_id == one
    press(qtbot, window, window.words("review-open"))
    assert window.page == "pairing"


def test_a_pairing_opens_from_a_candidate_and_is_put_forward(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    look = window.office.look  # type: ignore[union-attr]
    row = next(row for row in look.recommended() if row.pairing_id is None)
    window.go("candidates", row.candidate_id)
    window.go("pairing", row.recommendation_id)
    assert window.page == "pairing"
    press(qtbot, window, window.words("action-put-forward"))
    found = [
        one for one in look.pairings_of_candidate(row.candidate_id) if one.recommendation_id == row.recommendation_id
    ]
    assert found[0].state is State.RECOMMENDED
    press(qtbot, window, window.words("verdict-accept"))
    assert look.pairing(row.recommendation_id).row.state is State.SHORTLISTED
    key(qtbot, window, Qt.Key.Key_Escape)
    assert window.page == "candidates"


def test_files_dropped_on_the_window_are_previewed(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window(empty=True)
    files = [assets.path(f"resources/sample/{name}.xlsx") for name in ("organisations", "candidates")]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    any_way = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = (any_way, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(500, 400), *held), QDropEvent(QPointF(500, 400), *held)):
        QApplication.sendEvent(window, event)
        assert event.isAccepted() and event.dropAction() is Qt.DropAction.CopyAction  # else they may be deleted there
        assert window._veil.isVisible() is isinstance(event, QDragEnterEvent)  # it is said that they will be taken
    assert window.page == "imports"
    screen = window.screen_of("imports")
    assert isinstance(screen, ImportsScreen)
    press(qtbot, window, "candidates.xlsx")
    assert screen.table_preview.table.model().rowCount() == 60
    press(qtbot, window, window.words("action-create"))  # the likely duplicate is taken in after all
    press(qtbot, window, window.words("import-commit-files", n=2))
    counts = window.office.look.counts()  # type: ignore[union-attr]
    assert (counts.candidates, counts.organisations) == (60, 12)
    assert not screen.error.text


@pytest.mark.parametrize("what", ["missing", "pdf"])
def test_a_wrong_file_is_told_in_place(qtbot: QtBot, open_window: Opener, tmp_path: Path, what: str) -> None:
    window = open_window(empty=True)
    file = tmp_path / "wrong.xlsx"
    if what == "pdf":
        file.write_bytes(b"%PDF-1.4 not a workbook")
    window.take_files([file])
    assert "wrong.xlsx" in window.screen_of("imports").error.text
    assert window.office.look.counts().candidates == 0  # type: ignore[union-attr]


def test_a_roster_that_cannot_be_written_is_told_in_place(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.go("rosters")
    screen = window.screen_of("rosters")
    assert isinstance(screen, RostersScreen)
    press(qtbot, window, window.words("state-recommended"))
    screen.choose_path(tmp_path / "nowhere" / "roster.xlsx")
    export = next(one for one in screen.findChildren(QPushButton) if one.text() == window.words("action-export"))
    qtbot.waitUntil(export.isEnabled)  # the preview is there
    press(qtbot, window, window.words("action-export"))
    assert screen.error.text
    assert not screen.done_text


def test_a_run_can_be_cancelled(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    window = open_window(lane=ThreadPoolExecutor(1))
    look, intake = window.office.look, window.office.intake  # type: ignore[union-attr]
    before = look.counts().latest_run
    # Without a change there would be nothing to compute, and nothing to cancel.
    intake.commit(intake.preview(people(tmp_path / "new.xlsx", ("甲某", *[""] * 4, None))))
    qtbot.waitUntil(lambda: window.idle, timeout=LONG)  # the day's backup is made: it is not what is to be cancelled
    window.recommend()
    cancel = window.findChild(QWidget, "status").lines[0].cancel  # type: ignore[union-attr]
    qtbot.waitUntil(cancel.isVisible, timeout=LONG)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.idle, timeout=LONG)
    assert look.counts().latest_run == before


def test_the_window_can_be_closed_while_it_works(qtbot: QtBot, open_window: Opener) -> None:
    from concurrent.futures import ThreadPoolExecutor

    window = open_window(lane=ThreadPoolExecutor(1))
    window.recommend()
    qtbot.wait(50)
    window.close()
    assert window.office is None
