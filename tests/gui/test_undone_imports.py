"""A whole import taken back in the window: what goes along, what stays and why, before it is done."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, State, Verdict
from talentapp.office.views.edits import BulkChange
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from talentapp.settings import Language
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import HEAD, said, screen_of, workbook


def test_it_says_what_goes_along_and_what_stays_and_why(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office, words = window.office, window.words
    assert office is not None
    decided, *_ = office.look.pairing_rows(office.look.find_pairings(PairingQuery()))
    assert decided.pairing_id is not None
    office.review.decide(decided.pairing_id, Verdict.ACCEPT)
    window.go("imports")
    screen = screen_of(window)
    (batch,) = [row for row in office.look.recent_imports() if row.kind is Kind.CANDIDATES]
    (undo,) = [
        one
        for one in screen.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName() == words("import-undo-of", file=batch.file_name)
    ]
    undo.click()
    qtbot.waitUntil(lambda: screen._start.recent.question is not None, timeout=30000)
    preview, shown = office.intake.undo_preview(batch.id), said(screen)
    assert words("import-undo-along-recommendations", n=preview.recommendations) in shown
    assert words("import-undo-along-pairings", n=preview.pairings) in shown and preview.pairings
    assert f"{decided.candidate} · {words('import-kept-decided')}" in shown
    assert screen._start.recent.question is not None
    assert not screen._start.choose.property("kind")  # what is asked leads meanwhile
    question = screen._start.recent.question
    for _ in range(2):  # the second press does nothing
        question.click()
    qtbot.waitUntil(lambda: window.idle and words("import-undone") in said(screen), timeout=30000)
    assert not screen.error.isVisible()
    assert screen._start.choose.property("kind") == "primary"
    assert office.look.find_candidates(CandidateQuery()) == [decided.candidate_id]
    assert f"{decided.candidate} · {words('import-kept-decided')}" in said(screen)
    before = office.look.find_candidates(CandidateQuery())
    window.undo()
    qtbot.waitUntil(lambda: window.idle)
    assert window._status._notice.text() == words("undo-fixed-import")
    assert office.look.find_candidates(CandidateQuery()) == before
    window.go("review")
    qtbot.waitUntil(lambda: window.idle)


def test_it_says_how_many_pairings_wait_for_what_changes_back(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    office, words = window.office, window.words
    assert office is not None
    (row, *_) = office.look.pairing_rows(office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,))))
    office.editing.save(Kind.CANDIDATES, {"email": "one@example.org"}, row.candidate_id)
    path = workbook(tmp_path / "b.xlsx", ("姓名", "邮箱", "技能"), (row.candidate, "one@example.org", "光刻机校准"))
    office.intake.commit(office.intake.preview(path))
    window.go("imports")
    screen = screen_of(window)
    qtbot.waitUntil(lambda: window.idle and path.name in said(screen), timeout=30000)
    (undo, *_) = [
        one
        for one in screen.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName() == words("import-undo-of", file=path.name)
    ]
    undo.click()
    qtbot.waitUntil(lambda: screen._start.recent.question is not None, timeout=30000)
    preview = office.intake.undo_preview(office.look.recent_imports()[0].id)
    assert preview.waiting and words("import-undo-waiting", n=preview.waiting) in said(screen)


def test_ctrl_z_after_an_import_changes_nothing_and_says_where_it_is_undone(
    open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    (person, *_) = office.look.find_candidates(CandidateQuery())
    window.changes.add(office.editing.change(Kind.CANDIDATES, [person], BulkChange("tag", "甲")))
    window.go("imports")
    screen = screen_of(window)
    window.take_files([workbook(tmp_path / "a.xlsx", HEAD, ("甲一", "a@example.com", "某单位", "HBM", ""))])
    screen.commit()
    before = office.look.find_candidates(CandidateQuery())
    (batch, *_) = office.look.recent_imports()
    assert (batch.file_name, batch.undone) == ("a.xlsx", False)
    window.undo()  # nor does it reach through to what was done before
    assert window._status._notice.text() == window.words("undo-fixed-import")
    assert office.look.find_candidates(CandidateQuery()) == before
    assert "甲" in office.editing.read(Kind.CANDIDATES, person).values["tags"]
    (batch, *_) = office.look.recent_imports()
    assert (batch.file_name, batch.undone) == ("a.xlsx", False)


@pytest.mark.parametrize(("language", "touched"), [("zh_CN", "有人处理"), ("zh_TW", "有人處理"), ("en", "worked with")])
def test_what_projects_alone_keep_is_not_said_to_have_been_touched(
    qtbot: QtBot, open_window: Opener, language: Language, touched: str
) -> None:
    window = open_window(language=language)
    office, words = window.office, window.words
    assert office is not None
    window.go("imports")
    screen = screen_of(window)
    (batch,) = [one for one in office.look.recent_imports() if one.kind is Kind.ORGANISATIONS]
    screen._start.recent.asked.emit(batch.id)
    qtbot.waitUntil(lambda: screen._start.recent.question is not None, timeout=30000)
    preview, shown = office.intake.undo_preview(batch.id), said(screen)
    assert {kept.why for kept in preview.kept} == {"projects"}
    assert words("import-undo-kept", n=len(preview.kept)) in shown
    assert f"{preview.kept[0].title} · {words('import-kept-projects')}" in shown
    assert touched not in shown
