"""The terms are filled in by the keys alone; what is typed and not saved outlives the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from talentapp.domain.agreement import BY_CODE, FIELDS, GROUPS, parsed
from talentapp.domain.terms import Form
from talentapp.gui.kit.controls import Choice
from talentapp.office import open_office
from talentapp.settings import Settings
from tests.gui.conftest import Opener
from tests.gui.test_pairing_life import DAYS, Life, accepted
from tests.gui.test_slice import key, press
from tests.office.lives import TERMS


@pytest.fixture
def database(tmp_path: Path, sample_database: Path) -> Path:
    """The sample, in a file that outlives a window."""
    path = tmp_path / "terms.db"
    path.write_bytes(sample_database.read_bytes())
    return path


def at_terms(qtbot: QtBot, open_window: Opener, folder: Path, database: Path) -> Life:
    """A case at its terms, on its own page."""
    window = open_window(database=database)
    life = Life(qtbot, window, folder, "terms")
    pairing_id = accepted(qtbot, window)
    life.to_terms(pairing_id)
    return life


def fill_in(life: Life, code: str) -> None:
    """Answer the field that has the focus."""
    box, value = life.window.focusWidget(), str({**TERMS, **DAYS}[code])
    if isinstance(box, Choice):
        life.qtbot.keyClick(box, Qt.Key.Key_Down)
        for _ in range(BY_CODE[code].choices.index(value) + 1 - box.currentIndex()):
            life.qtbot.keyClick(box.view(), Qt.Key.Key_Down)
        life.qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    else:
        box.insertPlainText(value) if hasattr(box, "insertPlainText") else box.insert(value)  # type: ignore[union-attr]


@pytest.mark.long
def test_the_terms_are_filled_in_by_the_keys_alone(
    qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path
) -> None:
    life = at_terms(qtbot, open_window, tmp_path, database)
    window, terms, words = life.window, life.page.terms, life.window.words

    # What is missing leads to the first field that lacks; each group says how many it lacks
    press(qtbot, window, words("case-tab-go", tab=words("case-tab-terms")))
    buttons = dict(zip(GROUPS, terms._groups.findChildren(QPushButton), strict=False))
    needed = [field for field in FIELDS if Form.DUAL_APPOINTMENT in field.needed]
    for group in GROUPS:
        lacking = sum(field.group == group for field in needed)
        assert buttons[group].text() == words("terms-lacking", group=words(f"terms-{group}"), n=lacking)
    life.picture("nothing-said")
    for group in GROUPS:
        assert terms._group == group and terms._fields is not None
        for field in (one for one in needed if one.group == group):
            terms._fields._cells[field.code].box.setFocus(Qt.FocusReason.TabFocusReason)
            fill_in(life, field.code)
        assert buttons[group].text() == words(f"terms-{group}")
        if group != GROUPS[-1]:
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            while window.focusWidget() is not terms._onward:  # what need not be said
                qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            qtbot.keyClick(terms._onward, Qt.Key.Key_Return)
    assert terms._onward.isHidden() and not terms._wrong and terms._unsaved.isVisible()
    life.picture("all-said")

    # A day in another writing, and one that is none; said at its field once one has left it
    fields = terms._fields
    assert fields is not None
    start = fields._cells["start"]
    start.box.setFocus()
    start.box.selectAll()
    QTest.keyClicks(start.box, DAYS["start"].replace("-", "/"))
    assert not terms._wrong
    QTest.keyClicks(start.box, "x")
    assert terms._wrong and not start._wrong.text()
    qtbot.keyClick(start.box, Qt.Key.Key_Tab)
    assert start._wrong.text() == words.code("term-trouble", "not_a_day")
    life.picture("no-day")

    # Refused, the focus is on what is wrong, whichever group is in view
    terms.turn_to("posts")
    press(qtbot, window, words("terms-save"))
    assert life.page.error.text and terms._group == "term" and terms._fields is not None
    assert terms._fields._cells["start"].box.hasFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_End)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Backspace)

    # Somebody else's page is looked at, and the window goes: what was typed is there in the next, until it is saved
    window.go("candidates")
    assert window._status._notice.text() == words("terms-left")
    pairing_id = life.page.dossier.pairing_id  # type: ignore[union-attr]
    window.close()
    window = open_window(database=database)
    row = window.office.look.pairing_rows([pairing_id])[0]  # type: ignore[union-attr]
    assert window._status._notice.text() == words("terms-left-kept", names=row.candidate)
    again = Life(qtbot, window, tmp_path, "terms-again")
    again.open(pairing_id)
    again.turn("terms")
    terms = again.page.terms
    assert not terms._wrong and terms._unsaved.isVisible()
    again.picture("restored")
    terms.focus_first()
    key(qtbot, window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not again.page.error.text and terms._unsaved.isHidden()
    assert terms._save.property("kind") != "primary"  # they are whole: what leads on is above
    latest = again.page.dossier.terms[-1].values  # type: ignore[union-attr]
    said = parsed({**TERMS, **DAYS})[0]
    assert latest == {field.code: said[field.code] for field in needed}
    assert not window._desk.drafts.names("pairings-")

    # What is typed and not wanted goes again
    terms.turn_to("posts")
    title = terms._fields._cells["title_firm"].box  # type: ignore[union-attr]
    title.insert("!")
    assert terms._unsaved.isVisible()
    press(qtbot, window, words("terms-discard"))
    assert terms._unsaved.isHidden() and "!" not in terms._texts["title_firm"]
    press(qtbot, window, words("terms-restore"))  # by one press too many: it is all there again
    assert terms._unsaved.isVisible() and "!" in terms._texts["title_firm"] and window._desk.drafts.names("pairings-")
    press(qtbot, window, words("terms-discard"))
    assert terms._back.isVisible() and not window._desk.drafts.names("pairings-")


def test_space_around_what_is_typed_is_nobody_elses_change(
    qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path
) -> None:
    life = at_terms(qtbot, open_window, tmp_path, database)
    window, terms = life.window, life.page.terms
    life.turn("terms")
    for group in GROUPS:
        terms.turn_to(group)
        for cell in terms._fields._cells.values():  # type: ignore[union-attr]
            if isinstance(cell.box, QPlainTextEdit):
                cell.box.setFocus()
                QTest.keyClicks(cell.box, " Teach one course ")
                QTest.keyClick(cell.box, Qt.Key.Key_Return)
    press(qtbot, window, window.words("terms-save"))
    qtbot.waitUntil(lambda: len(life.page.dossier.terms) == 1 and window.idle)  # type: ignore[union-attr]
    assert terms._both and not terms._yours.isVisible() and not terms._unsaved.isVisible()


@pytest.mark.long
def test_terms_that_somebody_else_has_saved_meanwhile_are_not_overwritten(
    qtbot: QtBot, open_window: Opener, database: Path, tmp_path: Path
) -> None:
    life = at_terms(qtbot, open_window, tmp_path, database)
    window, terms, words = life.window, life.page.terms, life.window.words
    window._watch._clock.stop()
    life.turn("terms")
    pairing_id = life.page.dossier.pairing_id  # type: ignore[union-attr]
    terms.turn_to("posts")
    title = terms._fields._cells["title_university"].box  # type: ignore[union-attr]
    title.setFocus()
    QTest.keyClicks(title, "Visiting professor")
    other = open_office(Settings(window._chosen.database, "zh_CN"))
    other.agreeing.save_terms(pairing_id, {**TERMS, **DAYS}, "Chen")
    other.close()
    press(qtbot, window, words("terms-save"))
    qtbot.waitUntil(lambda: len(life.page.dossier.terms) == 1 and window.idle)  # type: ignore[union-attr]
    assert life.page.error.text == words("error-terms-stale", by="Chen", number=1)
    assert terms._yours.text() == words("terms-both", by="Chen", fields=words("term-title-university"))
    life.picture("both-wrote")
    mine = {**TERMS, **DAYS, "title_university": "Visiting professor"}
    press(qtbot, window, words("terms-save"))
    qtbot.waitUntil(lambda: len(life.page.dossier.terms) == 2 and window.idle)  # type: ignore[union-attr]
    assert life.page.dossier.terms[-1].values == parsed(mine)[0]  # type: ignore[union-attr]
    assert not life.page.error.isVisible() and not terms._yours.isVisible()


@pytest.mark.parametrize("written", ["40", "40%", "40％", "４０", "40 %"])
def test_a_share_is_read_as_a_chinese_keyboard_writes_it(written: str) -> None:
    assert parsed({"effort_university": written}) == ({"effort_university": 40.0}, [])
