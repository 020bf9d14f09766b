"""The plan screen: asked for, judged in words, laid down by hand, made again, compared, put forward, stopped."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress
from talentapp.domain.records import now
from talentapp.domain.spacing import spaced
from talentapp.domain.terms import Kind, Mark, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.kit.saying import dotted
from talentapp.gui.matching.matching import _ids
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.plans.plan import PlanScreen
from talentapp.office.plans.planning import Planning
from talentapp.office.views.edits import Edit
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.plans import (
    Change,
    ChangeKind,
    Fairness,
    MarkRow,
    OrganisationChange,
    PlanDifference,
    PlanRequest,
)
from talentapp.settings import RoleCode

from .conftest import Opener
from .test_window import shown_texts

CTRL = Qt.KeyboardModifier.ControlModifier
pytestmark = pytest.mark.usefixtures("scores_are_kept")


def plan_of(window: MainWindow) -> PlanScreen:
    window.go("plan")
    screen = window.screen_of("plan")
    assert isinstance(screen, PlanScreen)
    return screen


def texts_of(window: MainWindow) -> set[str]:
    QApplication.processEvents()  # layouts show what was put into them when Qt next idles
    return shown_texts(window)


def press(screen: PlanScreen, message: str) -> None:
    words = screen.words(message)
    (one,) = [b for b in screen.detail.findChildren(QPushButton) if b.isVisible() and b.text() == words][:1]
    one.click()


@pytest.mark.long
def test_a_plan_is_asked_for_and_judged_in_words(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = plan_of(window)
    assert window.words("empty-plan-title") in texts_of(window)
    qtbot.mouseClick(screen.run_button, Qt.MouseButton.LeftButton)
    assert screen.card is not None and len(screen.pairings.rows) == len(screen.card.pairings) > 0
    assert window.words("plan-judged-optimal") in texts_of(window)
    assert not screen.search_bar.isVisible() and screen.sofar.rows  # the best so far was shown on the way
    screen._tabs.button(1).click()
    assert len(screen.unmatched.rows) == len(screen.card.unmatched) > 0
    assert window.words.left_out(screen.unmatched.rows[0]) in texts_of(window)


@pytest.mark.long
@pytest.mark.parametrize(("role", "text"), [("hr_officer", "text"), ("manager", "reading")])
def test_until_there_is_a_plan_its_pane_says_what_will_be_there(open_window: Opener, role: RoleCode, text: str) -> None:
    window = open_window(role=role)
    window.resize(1440, 900)
    screen, words = plan_of(window), window.words
    before = {words("detail-plan-before"), words(f"detail-plan-before-{text}")}
    assert before <= texts_of(window)
    if role == "manager":
        return
    screen.run()
    assert screen.card is not None and not before & texts_of(window)
    screen._tabs.button(2).click()  # nothing is pinned: the list says so alone
    texts = texts_of(window)
    assert words("empty-plan-marks-title") in texts and not before & texts and words("detail-none-plan") not in texts


@pytest.mark.long
def test_a_plan_that_comes_out_as_an_earlier_one_says_so(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = plan_of(window)
    screen.run()
    assert screen.card is not None
    first = screen.card.row
    screen.options.show_request(replace(first.request, least=1))
    screen.run()
    second = screen.card.row
    assert second.id != first.id
    window._status.forget()
    screen.options.show_request(first.request)
    screen.run()
    assert screen.card.row.id > first.id and window._status._notice.text() == window.words(
        "plan-made-same", before=window.words.plan(second)
    )
    window._status.forget()
    screen.refresh()  # said once
    assert not window._status._notice.text()


@pytest.mark.long
def test_an_alternate_is_swapped_in_and_the_next_plan_says_what_changed(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = plan_of(window)
    screen.run()
    first = screen.card
    assert first is not None
    at = next(i for i, planned in enumerate(first.pairings) if planned.alternates)
    screen.pairings.table.choose(at)
    QApplication.processEvents()
    place = screen._pages.mapTo(screen, QPoint(0, 0))
    press(screen, "action-swap")
    QApplication.processEvents()
    assert screen._note.isVisible() and screen._pages.mapTo(screen, QPoint(0, 0)) == place  # nothing moves
    assert {row.mark for row in screen.marks.rows} == {Mark.PIN, Mark.FORBID}
    (steps_in,) = [row.candidate for row in screen.marks.rows if row.mark is Mark.PIN]
    cell = screen._sentences.pairings()[0].cell(screen.pairings.rows[at])
    assert (cell.under, cell.icon) == (spaced(window.words("plan-next-swap", name=steps_in)), "forbid")
    assert window.words("mark-forbid") in texts_of(window)
    assert not screen.options.request.keep  # nothing is chosen by itself
    assert window.words("plan-laid") in texts_of(window)
    screen._note._keep.click()
    assert screen.options.request.keep and window.words("plan-laid-kept") in texts_of(window)
    screen.run()
    second = screen.card
    assert second is not None and second.row.based_on_id == first.row.id and second.row.id != first.row.id
    screen._tabs.button(3).click()
    assert {change.why for change in screen.changes.rows} >= {"pinned", "forbidden"}
    named = {name: window.words.plan(one) for name, one in (("before", first.row), ("after", second.row))}
    assert window.words("plan-compare-title", **named) in texts_of(window)
    screen._tabs.button(2).click()
    press(screen, "action-release")
    assert not screen.marks.rows  # the one who stepped in is not pinned on
    assert screen.options.request.keep and not screen._note.isVisible()


def test_a_comparison_says_how_many_more_gain_and_lose(open_window: Opener) -> None:
    window = open_window()
    screen = plan_of(window)
    screen.run()
    row = screen.card.row  # type: ignore[union-attr]
    changes = [OrganisationChange(n, {"zh_CN": f"甲{n}"}, 0, 1, 8.0 - n) for n in range(15)]  # 8 gain, 6 lose
    screen.detail.show_row(PlanDifference(row, row, (), tuple(changes), 0))
    QApplication.processEvents()
    told = [one.text() for one in screen.detail.findChildren(QLabel)]
    assert told.count(window.words("plan-organisations-more", n=2)) == 1
    assert not [text for text in told if text == window.words("plan-organisations-more", n=0)]


def test_who_steps_in_stands_apart_from_chinese_words_by_a_latin_name(open_window: Opener) -> None:
    sentences = plan_of(open_window())._sentences
    out = MarkRow(1, "顾文汐", 1, "", 2, "", Mark.FORBID, "", now(), swap=2)
    for name, said in (("Aroha Te Whare", "下次换为 Aroha Te Whare"), ("钟以宁", "下次换为钟以宁")):
        sentences.laid = {(2, 1, 2): MarkRow(2, name, 1, "", 2, "", Mark.PIN, "", now(), swap=1)}
        assert sentences._next(out) == said


@pytest.mark.parametrize(
    ("gone", "come", "stays", "kind"),
    [(0, 1, 1, "gained"), (1, 0, 1, "lost"), (2, 1, 0, "moved"), (0, 1, 0, "entered")],
)
def test_a_change_names_the_pairings_that_differ(
    open_window: Opener, gone: int, come: int, stays: int, kind: ChangeKind
) -> None:
    window = open_window()
    screen = plan_of(window)
    assert window.office is not None
    rows = tuple(window.office.look.pairing_rows(window.office.look.find_pairings(PairingQuery())[:4]))
    before, after, same = rows[:gone], rows[gone : gone + come], rows[gone + come : gone + come + stays]
    change = Change(rows[0].candidate_id, "", kind, before, after, 1.0, "better", (), same)
    who, was, is_, _ = (column.cell(change) for column in screen._sentences.changes())
    words = window.words
    assert who.under == words.code("change-kind", kind, n=1)
    for cell, differ in ((was, before), (is_, after)):
        more = f"+{len(differ) - 1}" if len(differ) > 1 else ""
        assert cell.text == (
            differ[0].university_project if differ else words("plan-stays-as-is", n=1) if same else "–"
        )
        assert not differ or cell.under == dotted(differ[0].firm_project, more)
    screen.detail.show_row(change)
    headings = [words(one) for one in ("column-before", "column-after", "plan-stays")]
    told = [one.text() for one in screen.detail.findChildren(QLabel)]
    shown = [bool(before), bool(after), True] if same else [True, True, False]
    assert all((heading in told) is wanted for heading, wanted in zip(headings, shown, strict=True))


@pytest.mark.long
@pytest.mark.parametrize("action", ["action-pin", "action-forbid", "action-swap"])
def test_what_is_laid_down_goes_back_and_forth_by_its_name(qtbot: QtBot, open_window: Opener, action: str) -> None:
    window = open_window()
    screen = plan_of(window)
    screen.run()
    assert screen.card is not None
    at = next(i for i, planned in enumerate(screen.card.pairings) if planned.alternates)
    screen.pairings.table.choose(at)
    other = screen.card.pairings[at].alternates[0]
    assert other.employer and {other.candidate, dotted(other.other_name, other.employer)} <= texts_of(window)
    press(screen, action)
    laid = {(row.candidate_id, row.mark, row.swap) for row in screen.marks.rows}
    what, name = action.removeprefix("action-"), screen.card.pairings[at].row.candidate
    said = window.words(f"edit-{what}", title=name, value=other.candidate)
    assert window._status._notice.text() == said and len(laid) == (2 if what == "swap" else 1)
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert not screen.marks.rows and window._status._notice.text() == window.words("undo-done", what=said)
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert {(row.candidate_id, row.mark, row.swap) for row in screen.marks.rows} == laid
    press(screen, "action-release")
    assert not screen.marks.rows
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert {(row.candidate_id, row.mark, row.swap) for row in screen.marks.rows} == laid


def test_it_is_put_forward_for_review(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = plan_of(window)
    screen.run()
    assert screen.card is not None
    waiting = sum(planned.row.state is State.RECOMMENDED for planned in screen.card.pairings)
    new = len(screen.card.pairings) - waiting
    screen.put_forward()
    said = window.words("plan-forward-done", n=new), window.words("plan-forward-waited", n=waiting)
    assert dotted(*said if waiting else said[:1]) in texts_of(window)
    assert all(planned.row.state for planned in screen.card.pairings)
    last = window.changes.last
    assert isinstance(last, Edit) and len(last.forwarded) == new + waiting
    screen.put_forward()
    assert window.changes.last is last, "where nothing is new nothing before it is lost"
    screen._to_review.click()
    review, office = window.screen_of("review"), window.office
    assert isinstance(review, ReviewScreen) and office is not None and window.page == "review"
    wanted = {_ids(one.row) for one in screen.card.pairings}
    listed = office.look.pairing_rows(review.queue.model().ids)  # type: ignore[attr-defined]
    assert {_ids(row) for row in listed} == wanted
    assert review.choice.organisation.currentText() == window.words("review-of-plan")
    review.choice.organisation.setCurrentIndex(0)  # all again
    assert len(review.queue.model().ids) > len(wanted)  # type: ignore[attr-defined]
    window.go("plan")
    screen.pairings.table.setFocus()
    qtbot.keyClick(screen.pairings.table, Qt.Key.Key_Return)
    assert window.page == "pairing"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page == "plan"


@pytest.mark.long
def test_rules_that_clash_say_so_by_name(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="zh_TW")
    screen = plan_of(window)
    screen.options.show_request(PlanRequest(least=9))
    screen.run()
    texts = texts_of(window)
    assert window.words("plan-judged-infeasible") in texts
    assert any(text.startswith("下列規則互相衝突") for text in texts) and any("最小的調整" in text for text in texts)


def test_stopping_keeps_the_best_so_far(qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window()
    screen = plan_of(window)
    run = Planning.run

    def stopping(self: Planning, request: PlanRequest, who: str, progress: Progress, sofar: object) -> object:
        def stopped(done: int, total: int | None) -> None:
            progress(done, total)
            if total == 4 and done >= 1:  # stages of the search
                raise Cancelled  # as the button would make it

        return run(self, request, who, stopped, sofar)  # type: ignore[arg-type]

    monkeypatch.setattr(Planning, "run", stopping)
    screen.options.show_request(PlanRequest(fairness="worst"))
    screen.run()
    assert screen.card is not None and screen.card.row.status == "cancelled" and screen.card.pairings
    assert window.words("plan-status-cancelled") in texts_of(window)


@pytest.mark.long
@pytest.mark.parametrize("fairness", ["worst", "blend"])
def test_what_goes_before_the_total_is_said_with_the_proof(open_window: Opener, fairness: Fairness) -> None:
    window = open_window()
    words, screen = window.words, plan_of(window)
    screen.options.show_request(PlanRequest(fairness=fairness))
    screen.run()
    assert screen.card is not None and screen.card.row.status == "optimal"
    priority, said = words.code("plan-fairness", fairness), texts_of(window)
    assert words("plan-judged-optimal-fair", priority=priority) in said and words("plan-judged-optimal") not in said
    assert dotted(priority, words("plan-status-optimal")) in said


def test_a_quota_is_added_and_removed(qtbot: QtBot, open_window: Opener) -> None:
    screen = plan_of(open_window())
    options = screen.options
    options._unfold.click()
    options._quota_text.setText("日语")
    qtbot.keyClick(options._quota_text, Qt.Key.Key_Return)
    assert [(quota.kind, quota.value, quota.most) for quota in options.request.quotas] == [("language", "日语", None)]
    options._chips.itemAt(0).widget().click()  # type: ignore[union-attr]
    assert options.request.quotas == ()


def test_a_plan_is_named_in_place(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = plan_of(window)
    screen.run()
    names, words = screen._saved, window.words
    assert screen.card is not None
    itself = words.plan(screen.card.row)
    assert names.choice.currentText() == itself and str(len(screen.card.pairings)) in itself
    names.rename.click()
    assert names.line.isVisible() and names.line.selectedText() == itself
    names.line.insert("秋季方案")
    qtbot.keyClick(names.line, Qt.Key.Key_Return)
    assert names.choice.isVisible() and names.choice.currentText() == "秋季方案"
    assert window._status._notice.text() == words("edit-rename", title="秋季方案")
    names.rename.click()
    names.line.insert("不要")
    qtbot.keyClick(names.line, Qt.Key.Key_Escape)
    assert names.choice.currentText() == "秋季方案"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert names.choice.currentText() == itself


def test_what_waits_beside_the_plan_is_told_and_taken_off(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.resize(1440, 900)
    screen = plan_of(window)
    screen.run()
    assert screen.card is not None and screen.card.waiting_beside > 0
    beside = screen.card.waiting_beside
    assert window.words("plan-queue-beside-clear", n=beside) in texts_of(window)

    def clear() -> list[QPushButton]:
        said = window.words("plan-clear", n=beside)
        return [one for one in screen.verdict.findChildren(QPushButton) if one.text() == said and one.isVisible()]

    (one,) = clear()
    one.click()
    QApplication.processEvents()
    assert screen.card.waiting_beside == 0 and not clear()
    assert window._status._notice.text() == window.words("edit-clear-many", number=beside, value="")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert screen.card.waiting_beside == beside and len(clear()) == 1

    reader = open_window(database=tmp_path / "0.db", role="manager")
    reader.resize(1440, 900)
    plan_of(reader)
    assert window.words("plan-queue-beside", n=beside) in texts_of(reader), "who cannot take off is not told of it"
    assert window.words("plan-queue-beside-clear", n=beside) not in texts_of(reader)


def test_a_plan_says_what_no_longer_holds_of_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = plan_of(window), window.office
    screen.run()
    assert screen.card is not None and office is not None
    row = next(one.row for one in screen.card.pairings if one.row.state is State.RECOMMENDED)
    office.review.decide(row.pairing_id or 0, Verdict.DECLINE, "不合适")
    screen.note(frozenset({Kind.PAIRINGS}))
    said = window.words("plan-gone-one", name=row.candidate, why=window.words("gone-declined"))
    assert window.words("plan-gone", n=1, pairings=said) in texts_of(window)
    cell = next(screen._sentences.pairings()[0].cell(one) for one in screen.pairings.rows if one.gone)
    assert (cell.under, cell.icon) == (window.words("gone-declined"), "warning")


def test_where_a_page_is_narrow_and_low_the_options_have_it_for_themselves(open_window: Opener) -> None:
    window = open_window(language="en")
    screen = plan_of(window)
    window.resize(960, 500)
    screen._unfold.click()
    screen.options._unfold.click()  # the quotas, too
    QApplication.processEvents()
    inside = screen.options.layout()
    assert inside is not None and screen.options.height() >= inside.totalHeightForWidth(screen.options.width())
    assert screen.options.isVisible() and not screen.pairings.isVisible()
    screen._unfold.click()
    QApplication.processEvents()
    assert screen.pairings.isVisible() and not screen.options.isVisible()
