"""A person who was in twice, once they are one: what the list and the history say of it, and of taking it back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlmodel import select

from talentapp.domain.records import Pairing
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, Role
from talentapp.office.cases.review import cleared
from talentapp.settings import Language
from tests.gui.conftest import Opener
from tests.gui.test_lists import column_of, list_of
from tests.gui.test_pairing_life import TABS
from tests.gui.test_slice import key
from tests.office.test_merging import merged


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_who_was_merged_away_is_known_by_it(qtbot: QtBot, open_window: Opener, language: Language) -> None:
    window = open_window(language=language)
    screen, office, words = list_of(window), window.office, window.words
    assert office is not None and screen.detail is not None
    column = column_of(screen, "column-pairings")
    both = sorted(screen.listing.model.ids[:2])
    result = merged(office, Kind.CANDIDATES, *both)
    window.changes.add(result.result)
    (gone,) = set(both) - {result.record_id}
    kept = office.look.candidate(result.record_id).row.name
    window.go("candidates", gone)
    qtbot.waitUntil(lambda: words("detail-merged", name=kept) in texts(screen.detail))
    assert words("candidate-merged") in texts(screen.detail)
    at = screen.listing.model.row_of(gone)
    assert at is not None and words("candidate-merged") in screen.listing.model.cell(at, column).pill
    window.go("matching")
    whose = window.screen_of("matching")._who_model  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: whose.row_of(gone) is not None)
    assert words("candidate-merged") in whose.cell(whose.row_of(gone), 0).under
    window.go("candidates", gone)
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: words("detail-merged", name=kept) not in texts(screen.detail))
    assert words("status-open") in texts(screen.detail)


def test_the_history_says_who_took_a_step_back(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office, words = window.office, window.words
    assert office is not None
    officer = Actor("王芳", Role.HR_OFFICER)
    office.act_as(officer)
    row = office.look.recommended()[0]
    with office.store.writing() as session:
        pairings = session.scalars(select(Pairing).where(Pairing.id == row.pairing_id)).all()
        window.changes.add(cleared(session, pairings, officer))
    key(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.go("pairing", row.recommendation_id)
    key(qtbot, window, Qt.Key(Qt.Key.Key_1 + TABS.index("history")), Qt.KeyboardModifier.AltModifier)
    page = window.screen_of("pairing")._pages.currentWidget()  # type: ignore[attr-defined]
    by = words("said-as", who=officer.who, role=words.code("role", officer.role))
    qtbot.waitUntil(lambda: texts(page).count(by) == 2)
    said = texts(page)
    assert words("verdict-taken-back") in said and words("cause-clear-undone") in said
    assert words("verdict-done-renew") not in said and "talentapp" not in said
