"""The matching screen: lists follow the sliders and the records, and pairings stand side by side."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.conditions import Alone
from talentapp.domain.reasons import USUAL
from talentapp.domain.records import Candidate
from talentapp.domain.terms import Form, Kind, State, Status, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.matching.matching import MatchingScreen, _ids
from talentapp.gui.pairings.reasons import project_terms
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery, ProjectQuery
from talentapp.store import writes

from .conftest import Opener
from .test_window import shown_texts
from .test_work import Held

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def matching_of(window: MainWindow) -> MatchingScreen:
    window.go("matching")
    screen = window.screen_of("matching")
    assert isinstance(screen, MatchingScreen)
    return screen


def test_the_list_follows_the_sliders_at_once(qtbot: QtBot, open_window: Opener) -> None:
    screen = matching_of(open_window())
    before = [row.ids for row in screen.matches.rows]
    assert len(before) == 20 and screen.matches.rows[0].candidate_id == screen.who.chosen_id
    for slider, value in zip(screen.weighing.sliders.sliders, (0, 0, 100), strict=True):
        slider.setValue(value)
    after = screen.matches.rows
    assert [row.ids for row in after] != before
    assert all(row.parts["university"] == row.parts["firm"] == 0 for row in after)
    screen.weighing.sliders.usual.click()
    assert [row.ids for row in screen.matches.rows] == before


@pytest.mark.long
def test_the_pairing_in_view_stays_chosen_through_a_run_with_ones_own_weights(open_window: Opener) -> None:
    window = open_window()
    screen = matching_of(window)
    screen.matches.choose_place(15)  # of no great worth, and of less at the weights to come
    shown = screen.matches.rows[15].ids
    screen.weighing.sliders.sliders[2].setValue(100)
    screen.weighing.again.click()
    QApplication.processEvents()
    assert screen.weighing._counted is not None and screen.weighing._counted[2] == 1
    assert screen.matches.row(screen.matches.table.chosen_id).ids == shown


def test_each_list_opens_on_its_best(qtbot: QtBot, open_window: Opener) -> None:
    screen = matching_of(open_window())

    def shown() -> int:
        return [row.ids for row in screen.matches.rows].index(screen.matches.row(screen.matches.table.chosen_id).ids)

    first, other = screen._who_model.ids[:2]
    screen.matches.choose_place(3)
    screen.who.choose(other)
    assert screen.matches.rows[0].candidate_id == other and shown() == 0
    screen.matches.choose_place(2)
    screen.who.choose(first)
    assert screen.matches.rows[0].candidate_id == first and shown() == 0
    assert screen.detail.row is not None and screen.detail.row.ids == screen.matches.rows[0].ids


def test_what_the_latest_run_kept_makes_way_for_the_best_of_the_moment(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    matching = window.office.matching  # type: ignore[union-attr]
    screen = matching_of(window)
    best = [row.ids for row in screen.matches.rows]
    kept = list(reversed(screen.matches.rows))
    monkeypatch.setattr(type(matching), "ready", property(lambda _self: False))
    monkeypatch.setattr(matching, "kept", lambda *_: kept)
    screen.who.choose(screen._who_model.ids[1])
    screen.who.choose(screen._who_model.ids[0])
    assert screen.matches.row(screen.matches.table.chosen_id).ids == kept[0].ids
    monkeypatch.undo()
    screen.rank()
    assert [row.ids for row in screen.matches.rows] == best
    assert screen.matches.row(screen.matches.table.chosen_id).ids == best[0]


@pytest.mark.long
@pytest.mark.parametrize("seen", ["university", "firm", "pair"])
def test_projects_have_lists_too(qtbot: QtBot, open_window: Opener, seen: str) -> None:
    screen = matching_of(open_window())
    screen._see(seen)  # type: ignore[arg-type]
    found = False
    for at in range(min(8, len(screen._who_model.ids))):
        screen.who.choose(screen._who_model.ids[at])
        rows = screen.matches.rows
        found = found or bool(rows)
        for row in rows:
            assert screen.who.chosen_id in row.ids
        assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    assert found


@pytest.mark.long
def test_up_to_three_stand_side_by_side(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = matching_of(window)
    for at in range(4):
        screen.matches.choose_place(at)
        screen.detail.picked.emit(screen.matches.rows[at].ids)
    first, second, third, fourth = (row.ids for row in screen.matches.rows[:4])
    assert list(screen._picked) == [first, second, third]  # none goes unasked
    assert screen._replacing.isVisible() and window.words("match-replace") in shown_texts(window)
    (go, *_) = [one for one in screen._replacing.findChildren(QPushButton) if one.property("triple") == first]
    go.click()
    assert list(screen._picked) == [fourth, second, third] and not screen._replacing.isVisible()
    screen._compare.click()
    QApplication.processEvents()
    scores = {f"{row.score:.1f}" for row in screen.matches.rows[1:4]}
    window.resize(640, 520)
    QApplication.processEvents()
    texts = [one for one in screen.comparison.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    assert [one.text() for one in texts if one.heightForWidth(one.width()) > one.height()] == []
    window.resize(1440, 900)
    QApplication.processEvents()
    said = {one.text() for one in screen.comparison.findChildren(QLabel) if one.isVisible()}
    assert {window.words(f"side-{side}") for side in ("university", "firm")} <= said
    for row in screen.matches.rows[1:4]:
        for key in (row.university_project_id, row.firm_project_id):  # of either side, what it asks for
            assert {value for _, value in project_terms(window.dress, window.office.look.project(key))[1:4]} <= said
    assert scores <= said and window.words("match-shared") in said
    told = window.office.matching.compare([row.ids for row in screen.matches.rows], (0.4, 0.4, 0.2))  # type: ignore[union-attr]
    poor = next(one for one in told if not one.missing and one.row.parts["firm"] < 20 < one.row.parts["university"] + 4)
    lacking = screen.comparison._lacking(poor)
    assert f"{poor.row.parts['firm']:.1f} / 40" in lacking and window.words("part-firm") in lacking
    assert screen._back.hasFocus()
    window.go("matching")  # as anywhere else: what a page is worked from
    assert screen.matches.isVisible()


def test_a_project_for_which_nobody_can_be_recommended_says_why(qtbot: QtBot, open_window: Opener) -> None:
    """Beside its list, and on the page of lists."""
    window = open_window()
    office = window.office
    assert office is not None
    firms = office.look.find_projects(ProjectQuery(facets=(("side", "firm"),)))
    for key in firms:
        office.editing.save(Kind.PROJECTS, {"forms": [Form.DUAL_POST]}, key)
    own = office.look.find_projects(ProjectQuery(facets=(("side", "university"),)))[0]
    office.editing.save(Kind.PROJECTS, {"forms": [Form.TECHNICAL_CONSULTING]}, own)
    window.recommend()
    window.reload()
    assert office.matching.why_alone(own) is Alone.NO_COMMON_FORM
    window.go("projects")
    window.screen_of("projects").show_record(own)
    qtbot.waitUntil(lambda: window.words("alone-no-common-form") in shown_texts(window))
    assert window.words("detail-no-candidates") not in shown_texts(window)
    lists = matching_of(window)
    lists.segments.choose("university")
    lists._see("university")
    lists.who.choose(own)
    qtbot.waitUntil(lambda: window.words("alone-no-common-form") in shown_texts(window))
    assert window.words("empty-matches-title") in shown_texts(window)


def test_a_closed_candidate_is_followed_without_a_run(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = matching_of(window)
    gone = screen.who.chosen_id
    assert gone is not None and window.office is not None
    with window.office.store.writing() as session:
        writes.get(session, Candidate, gone).status = Status.CLOSED
    screen.note(frozenset({Kind.CANDIDATES}))
    QApplication.processEvents()
    assert window.words("match-followed", n=1, lists=0)[:6] in screen.subheading.text()
    screen.who.choose(gone)
    assert not screen.matches.rows
    assert window.words("empty-matches-title") in shown_texts(window)


def test_all_reasons_of_a_match_open_from_its_card(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = matching_of(window)
    screen.weighing.sliders.sliders[2].setValue(60)
    screen.matches.choose_place(2)
    row = screen.matches.rows[2]
    screen.detail.explained.emit(row.ids)
    QApplication.processEvents()
    card = screen.reasons.card
    assert screen.reasons.isVisible() and card is not None
    assert (card.row.score, card.row.parts) == (row.score, row.parts)
    assert set(card.explanations) == {"university", "firm", "synergy"}
    assert any(shared.left for shared in card.explanations["university"].shared)
    qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
    assert screen.matches.isVisible() and screen.matches.row(screen.matches.table.chosen_id) == row


def test_what_both_name_stands_before_the_reasons_and_is_marked(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = matching_of(window), window.office
    assert office is not None
    (person,) = (row for row in office.look.candidate_rows(office.look.find_candidates(CandidateQuery(text="林浩然")))
                 if "海峡" in row.employer)  # fmt: skip
    project = office.look.find_projects(ProjectQuery(text="超节点互连拓扑"))[0]
    firm = screen.matches.rows[0].firm_project_id
    screen.explain((person.id, project, firm))
    QApplication.processEvents()
    assert screen.reasons.card is not None
    explanation = screen.reasons.card.explanations["university"]
    names = [one.text for one in explanation.named]
    assert {"RDMA", "网络拓扑", "集合通信库"} <= set(names)
    shown = [one.text() for one in screen.reasons.findChildren(QLabel) if one.isVisible()]
    assert shown.index(window.words("named-by-both")) < shown.index(window.words("shared-university"))
    (rest,) = (one for one in explanation.shared if not one.concept)
    left, right = screen.reasons._texts
    mark = window.dress.tokens.mark
    assert f"background-color:{mark}'>RDMA" in left.text() and f"background-color:{mark}'>RDMA" in right.text()
    assert "三家厂商" in {span.text for span in rest.left}
    assert not any(f"'>{span.text}" in left.text() for span in rest.left)
    left.look_at("")
    assert f"background-color:{window.dress.tokens.mark_strong}'>三家厂商" in left.text()


def test_the_score_that_was_put_forward_is_told_where_it_is_another(open_window: Opener) -> None:
    screen = matching_of(open_window())
    row = next(row for row in screen.matches.rows if row.recorded is not None)
    told = screen.words("match-recorded", score=f"{row.recorded:.1f}")
    for shown, tells in ((replace(row, score=row.score - 3), True), (replace(row, score=row.recorded), False)):
        screen.detail.show_match(shown, False)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # what was shown before
        assert (told in [one.text() for one in screen.detail.findChildren(QLabel)]) is tells


@pytest.mark.long
def test_thin_material_is_told_beside_its_score(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office, words = window.office, window.words
    assert office is not None
    texts = {"expertise": "Reliable training on large clusters", "skills": [], "research_fields": [], "evidence": []}
    chosen = office.look.find_candidates(CandidateQuery(text="Lin Haoran"))[0]
    office.editing.save(Kind.CANDIDATES, texts, chosen)
    screen = matching_of(window)
    screen.who.choose(chosen)
    assert screen.matches.rows
    assert all(words("caution-thin") in screen.known.score(row).spoken for row in screen.matches.rows)
    assert {words("caution-thin"), words("caution-said-thin", size=10)} <= shown_texts(window)
    row = next(row for row in screen.matches.rows if row.state is None)
    (beside,) = office.matching.compare([row.ids], (0.4, 0.4, 0.2))
    (listed,) = office.look.candidate_rows([chosen])
    assert beside.row.caution == listed.caution == row.caution
    screen.explain(row.ids)
    QApplication.processEvents()
    assert words("caution-said-thin", size=10) in shown_texts(window)
    screen.put_forward(row.ids)
    waiting = office.look.pairing_rows(office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,))))
    forward = next(one for one in waiting if _ids(one) == row.ids)
    assert forward.caution is not None and forward.caution.code == "thin"
    screen.who.choose(next(key for key in screen._who_model.ids if key != chosen))
    assert screen.matches.rows and all(row.caution is None for row in screen.matches.rows)


@pytest.mark.long
def test_a_match_is_put_forward_from_the_list_and_taken_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office = matching_of(window), window.office
    assert office is not None
    at, row = next((at, row) for at, row in enumerate(screen.matches.rows) if row.state is None)
    screen.matches.choose_place(at)
    (forward,) = (
        one for one in screen.detail.findChildren(QPushButton) if one.text() == window.words("action-put-forward")
    )
    forward.click()

    def waits() -> set[int]:
        rows = office.look.pairing_rows(office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,))))
        return {one.pairing_id or 0 for one in rows if _ids(one) == row.ids}

    assert len(waits()) == 1
    assert next(one.state for one in screen.matches.rows if one.ids == row.ids) is State.RECOMMENDED
    said = window.words("edit-forward-one", title=screen.known.people[row.candidate_id].name)
    assert window._status._notice.text() == said
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not waits() and window._status._notice.text() == window.words("undo-done", what=said)
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    (pairing,) = waits()
    office.review.decide(pairing, Verdict.DECLINE, "no")  # what somebody has said since stays
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window._status._notice.text() == window.words("undo-none")


def test_put_forward_twice_in_a_row_is_once_and_can_still_be_taken_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, words = matching_of(window), window.words
    row = next(row for row in screen.matches.rows if row.state is None)
    screen.put_forward(row.ids)
    screen.put_forward(row.ids)  # after the first is done, before the page says so
    said = words("edit-forward-one", title=screen.known.people[row.candidate_id].name)
    assert window._status._notice.text() == said
    window.undo()
    assert window._status._notice.text() == words("undo-done", what=said)


def test_the_reasons_page_follows_an_undo(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = matching_of(window)
    row = next(row for row in screen.matches.rows if row.state is None)
    screen.explain(row.ids)
    qtbot.waitUntil(lambda: screen._forward.isVisible())
    screen._forward.click()
    qtbot.waitUntil(lambda: not screen._forward.isVisible())
    assert screen.reasons.card is not None and screen.reasons.card.row.state is State.RECOMMENDED
    assert window.focusWidget() is screen._back
    for press, state in ((window.undo, State.EXPIRED), (window.redo, State.RECOMMENDED)):
        press()
        qtbot.waitUntil(lambda state=state: screen.reasons.card.row.state is state)  # type: ignore[misc]
        assert screen._forward.isVisible() is (state is State.EXPIRED) and screen.reasons.isVisible()


def test_the_pairing_in_view_stays_in_view_whatever_the_weights_make_of_it(qtbot: QtBot, open_window: Opener) -> None:
    screen = matching_of(open_window())
    chosen = screen.matches.rows[3].ids
    screen.matches.choose_place(3)
    places = {3}
    for part, value in ((0, 90), (2, 100), (1, 100), (0, 0)):
        screen.weighing.sliders.sliders[part].setValue(value)
        shown = screen.matches.row(screen.matches.table.chosen_id)
        assert shown.ids == chosen and screen.detail._row == shown
        table, places = screen.matches.table, places | {screen.matches.rows.index(shown)}
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
        assert table.selected_ids == [table.chosen_id]
    assert len(places) > 1  # it did move
    screen.who.step(1)
    assert screen.matches.rows[0].candidate_id == screen.who.chosen_id


def test_who_may_not_put_forward_is_not_offered_it(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(role="manager")
    screen = matching_of(window)
    screen.matches.choose_place(next(at for at, row in enumerate(screen.matches.rows) if row.state is None))
    texts = {one.text() for one in screen.findChildren(QPushButton) if one.isVisible()}
    assert window.words("match-reasons") in texts and window.words("action-put-forward") not in texts


def test_moving_a_slider_reads_only_what_has_not_been_shown(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = matching_of(window)
    people, projects = set(screen.known.people), set(screen.known.projects)
    assert {row.university_project_id for row in screen.matches.rows} <= projects
    screen.weighing.sliders.sliders[0].setValue(0)
    QApplication.processEvents()
    assert people <= set(screen.known.people)
    screen.note(frozenset({Kind.CANDIDATES}))
    QApplication.processEvents()
    assert set(screen.known.people) <= {row.candidate_id for row in screen.matches.rows}


@pytest.mark.long
def test_the_office_recommends_with_the_weights_of_the_sliders_and_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen, office, words = matching_of(window), window.office, window.words
    assert office is not None
    weighing = screen.weighing
    assert weighing.again.isVisible() and not weighing.again.isEnabled() and not weighing.usually.isVisible()
    weighing.sliders.sliders[0].setValue(70)
    said = words.shares(dict(zip(("university", "firm", "synergy"), weighing.weights, strict=True)))
    weighing.again.click()
    QApplication.processEvents()
    run = office.look.counts().latest_run
    assert run is not None and words.shares(run.weights) == said
    assert words("weights-said", weights=said) in window._status._notice.text()
    assert words("match-counted-other", weights=said) in shown_texts(window)
    assert weighing.usually.isVisible() and not weighing.sliders.usual.isEnabled()
    waiting = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    assert waiting and all(row.weights and words.shares(row.weights) == said for row in waiting)
    window.go("review")
    QApplication.processEvents()
    assert {words("weights-other"), said} <= shown_texts(window)
    assert not office.recommending.run().changed  # whoever recommends again keeps to these weights
    window.go("matching")
    row = next(row for row in screen.matches.rows if row.state is None)
    screen.put_forward(row.ids)
    rows = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    assert next(one for one in rows if _ids(one) == row.ids).score == pytest.approx(row.score, abs=0.06)
    weighing.usually.click()
    QApplication.processEvents()
    assert weighing.weights == USUAL and words("match-counted") in shown_texts(window)
    waiting = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    other = [
        one for one in waiting if one.weights is not None
    ]  # what a person put forward keeps its score, and says so
    assert [_ids(one) for one in other] in ([], [row.ids])


def test_what_the_last_run_kept_is_shown_while_a_new_run_goes_on(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(lane=ThreadPoolExecutor(4))
    qtbot.waitUntil(lambda: window.idle, timeout=20_000)
    run, kept = Held(), window.words("match-kept")
    window.jobs.start("job-recommend", run)
    screen = matching_of(window)
    qtbot.waitUntil(lambda: bool(screen.matches.rows), timeout=20_000)
    assert screen.subheading.text() == kept and screen.matches.isVisible() and not screen.weighing.isEnabled()
    row = screen.matches.rows[0]
    assert row.candidate_id == screen.who.chosen_id and screen.known.candidate(row).text
    screen.segments.choose("pair")  # of which no run keeps a list: that is not known to be empty
    screen._see("pair")
    qtbot.waitUntil(lambda: window.words("match-wait-text") in shown_texts(window), timeout=20_000)
    assert not screen.matches.rows and window.words("empty-matches-text") not in shown_texts(window)
    screen.segments.choose("candidate")
    screen._see("candidate")
    run.let_go.set()
    qtbot.waitUntil(lambda: screen.weighing.isEnabled() and window.idle, timeout=60_000)
    assert len(screen.matches.rows) == 20 and screen.subheading.text() != kept
