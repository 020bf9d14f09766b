"""A whole import taken back in the window: what goes along, what stays and why, before it is done."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Kind, Verdict
from talentapp.office.views.pairings import PairingQuery
from talentapp.office.views.records import CandidateQuery
from tests.gui.conftest import Opener
from tests.gui.test_import_screen import said, screen_of


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
        if one.accessibleName() == words("import-undo-of", file=batch.file_name)
    ]
    undo.click()
    qtbot.waitUntil(lambda: screen._start.recent.question is not None, timeout=30000)
    preview, shown = office.intake.undo_preview(batch.id), said(screen)
    assert words("import-undo-along-recommendations", n=preview.recommendations) in shown
    assert words("import-undo-along-pairings", n=preview.pairings) in shown and preview.pairings
    assert f"{decided.candidate} · {words('import-kept-decided')}" in shown
    assert screen._start.recent.question is not None
    screen._start.recent.question.click()
    qtbot.waitUntil(lambda: window.idle and words("import-undone") in said(screen), timeout=30000)
    assert office.look.find_candidates(CandidateQuery()) == [decided.candidate_id]
    assert f"{decided.candidate} · {words('import-kept-decided')}" in said(screen)
    window.undo()
    qtbot.waitUntil(lambda: window.idle)
    window.go("review")
    qtbot.waitUntil(lambda: window.idle)
