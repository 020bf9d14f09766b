"""What a new user stumbled over, each as they met it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QScreen
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from talentapp.domain.terms import Kind, State, Verdict
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.kit.saying import called
from talentapp.gui.kit.tokens import RAIL_WIDTH, SMALLEST
from talentapp.gui.kit.widgets import button
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.overview.pictures import PictureCard
from talentapp.gui.pairings.review import ReviewScreen
from talentapp.gui.settings.preferences import PreferencesScreen
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener
from tests.gui.test_lists import list_of, select


def organisations_of(window: object) -> ListScreen:
    window.go("organisations")  # type: ignore[attr-defined]
    screen = window.screen_of("organisations")  # type: ignore[attr-defined]
    assert isinstance(screen, ListScreen)
    return screen


def test_a_form_names_no_organisation_by_itself(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("projects")
    screen = window.screen_of("projects")
    assert isinstance(screen, ListScreen)
    screen.add_record()
    form = screen.form
    form._rows["title"].box.setText("一个项目")
    form.commit()
    assert form.isVisible() and form._rows["organisation_id"]._wrong.text() == window.words("invalid-missing")


def test_what_cannot_be_right_is_said_at_its_field(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    screen = organisations_of(window)
    screen.add_record()
    form = screen.form
    said = [one.text() for one in form.findChildren(QLabel)]
    assert window.words("field-organisations-name-zh") in said and window.words("field-name-zh") not in said
    for name, text in (("name_zh", "示例大学"), ("liaison_email", "foo@"), ("credit_code", "12345")):
        form._rows[name].box.setText(text)
    form.commit()
    wrong = {name: row._wrong.text() for name, row in form._rows.items() if row._wrong.text()}
    assert wrong == {
        "kind": window.words("invalid-missing"),
        "liaison_email": window.words("invalid-email-malformed"),
        "credit_code": window.words("invalid-credit-code"),
    }


@pytest.mark.parametrize("save", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_what_was_saved_is_the_only_one_selected(qtbot: QtBot, open_window: Opener, save: Qt.Key) -> None:
    window = open_window()
    screen = list_of(window)
    select(screen, 3)
    screen.add_record()
    box = screen.form._rows["name_zh"].box
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "new")
    qtbot.keyClick(box, save, Qt.KeyboardModifier.ControlModifier)  # Ctrl also adds to a selection
    assert not screen.form.isVisible()
    (one,) = screen.listing.table.selected_ids
    assert window.office.look.candidate_rows([one])[0].name == "new"  # type: ignore[union-attr]
    assert screen.bulk.isHidden()


def test_rows_stay_under_the_mouse_while_several_are_selected(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    table = screen.listing.table
    before = table.viewport().mapToGlobal(table.visualRect(table.model().index(2, 0)).topLeft())
    select(screen, 3)
    qtbot.waitUntil(screen.bulk.isVisible)
    assert table.viewport().mapToGlobal(table.visualRect(table.model().index(2, 0)).topLeft()) == before


def test_columns_that_were_asked_for_have_room(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.resize(1200, 800)
    table = list_of(window).listing.table
    table.arrange([(column, True) for column, _ in table.columns_in_order()])
    for at, column in enumerate(table._table.columns):
        assert table.isColumnHidden(at) or table.columnWidth(at) >= column.width
    assert table.horizontalHeader().length() > table.viewport().width()
    again = open_window(database=tmp_path / "0.db")
    again.resize(1200, 800)
    kept = list_of(again).listing.table
    assert kept.horizontalScrollBar().maximum() > kept.horizontalScrollBar().value() == 0  # opens on who they are
    table.reset_columns()
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_a_row_opens_where_its_cells_cannot_be_edited(qtbot: QtBot, open_window: Opener) -> None:
    screen = list_of(open_window())
    table = screen.listing.table
    table.doubleClicked.emit(table.model().index(1, 0))
    assert screen.form.isVisible()
    assert screen.form._record_id == table._table.ids[1]


def test_a_liaison_is_told_what_to_choose_first(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(role="liaison")
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    assert screen.role._first.isVisible()
    assert screen.role._first.text() == window.words("settings-organisation-first")
    assert not any(line.isVisible() for line in screen.role._rights.values())
    window.keys.open_palette()
    window.keys.palette.line.setText("lin")  # nobody is shown before, and nothing fails
    targets = [window.keys.palette.list.item(at).text() for at in range(window.keys.palette.list.count())]
    assert targets and not any("lin" in one.casefold() for one in targets)


def test_a_liaison_is_told_who_brings_the_organisations_in(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(role="liaison", empty=True)
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    assert screen.role._first.isVisible()
    assert screen.role._first.text() == window.words("settings-organisation-none")


def test_a_decision_is_told_and_the_place_in_the_queue_kept(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.go("review")
    screen = window.screen_of("review")
    assert isinstance(screen, ReviewScreen)
    qtbot.waitUntil(lambda: screen.view.card is not None and window.idle)
    screen.queue.choose(screen._ids[3])
    gone, following = screen._fetch([screen._ids[3]])[0], screen._ids[4]
    screen._ask(Verdict.ANOTHER)
    screen.bar.reason.setText("another field")
    screen.bar.reason.returnPressed.emit()
    words, name = window.words, called(window.words, gone.candidate, gone.candidate_other_name)[0]
    said, instead = screen.last.text, words("decided-another", name=name, instead="")
    assert said == words("decided-another-none", name=name) or said.startswith(instead.rstrip("。"))
    assert screen.queue.chosen_id == following
    screen.choice.states.setCurrentIndex(3)
    row = screen._fetch([following])[0]
    assert row.state is State.RECOMMENDED
    assert screen._rows.who(row).under.endswith(window.words("state-recommended"))


def cards_of(window: QWidget) -> list[PictureCard]:
    return [one for one in window.findChildren(PictureCard) if one.isVisible()]


def test_a_saved_picture_stands_alone(qtbot: QtBot, open_window: Opener, tmp_path: Path) -> None:
    window = open_window()
    window.go("overview")
    qtbot.waitUntil(lambda: bool(cards_of(window)))
    card = cards_of(window)[0]
    size = card.picture.size()
    assert card.save_as(tmp_path / "a.png")
    assert "a.png" in window._status._notice.text()
    written = QImage(str(tmp_path / "a.png")).size() / 2
    assert written.width() == size.width() + 48 and written.height() == size.height() + 48 + card._head()
    assert not card.save_as(tmp_path / "no" / "a.png")
    assert str(tmp_path / "no" / "a.png") in window.screen_of("overview").error.text
    card.turn_over()
    question = card.property("question")
    window.screen_of("overview").refresh()  # it stays turned
    qtbot.waitUntil(lambda: card not in window.findChildren(PictureCard))
    (again,) = [one for one in window.findChildren(PictureCard) if one.property("question") == question]
    assert again.table.isVisibleTo(again) and not again.picture.isVisibleTo(again)


def test_a_picture_is_saved_though_the_page_is_read_again_while_it_is_asked_where(
    qtbot: QtBot, open_window: Opener, tmp_path: Path
) -> None:
    window = open_window()
    window.go("overview")
    screen = window.screen_of("overview")
    name = window.words("overview-funnel")
    qtbot.waitUntil(lambda: any(one.property("question") == "overview-funnel" for one in cards_of(window)))
    (card,) = [one for one in cards_of(window) if one.property("question") == "overview-funnel"]
    office, asked = window.office, list[str]()
    assert office is not None
    waiting = office.look.find_pairings(PairingQuery())[0]

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(50, choose)
            return
        QTimer.singleShot(10_000, dialog.reject)
        asked.append(Path(dialog.selectedFiles()[0]).name)
        office.review.decide(waiting, Verdict.ACCEPT, "", "周老师")
        window.reload()
        qtbot.waitUntil(lambda: not isValid(card) or not card.isVisible())
        dialog.selectFile(str(tmp_path / "funnel"))
        QTimer.singleShot(0, dialog.accept)

    QTimer.singleShot(0, choose)
    card.save_wanted.emit()
    assert asked == [f"{name.rstrip('？')}.png"]
    assert not QImage(str(tmp_path / "funnel.png")).isNull()
    assert not screen.error.isVisible() and "funnel.png" in window._status._notice.text()


def test_the_window_fits_its_screen_and_what_does_not_is_scrolled(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(800, 800))
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(0, 0, 800, 800))
    window = open_window()
    window.go("settings")
    screen = window.screen_of("settings")
    assert isinstance(screen, PreferencesScreen)
    room = window.screen().availableSize()
    for size in screen._fitting():
        assert SMALLEST[0] * size / 100 <= room.width() and SMALLEST[1] * size / 100 <= room.height()
    assert all(one.isEnabled() for one in screen._size.findChildren(QAbstractButton))
    assert screen._room.isVisible()
    frame = 40  # the system's title bar
    assert window.minimumWidth() <= room.width() and window.minimumHeight() + frame <= room.height()
    assert window.width() <= room.width() and window.height() + frame <= room.height()
    assert screen.width() >= SMALLEST[0] - RAIL_WIDTH, "a page is never squeezed below what it is made for"


@pytest.mark.long
def test_pages_that_are_scrolled_open_at_their_left_top(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(480, 400))
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(0, 0, 480, 400))
    window = open_window()
    area = next(one for one in window.findChildren(QScrollArea) if one.widget() is window._pages)
    across, down = area.horizontalScrollBar(), area.verticalScrollBar()
    assert across.maximum() > 100, "there is no room for a page"
    for page in (*PAGES, *list(PAGES)[-2::-1]):
        if page != window.page:
            across.setValue(across.maximum())
        window.go(page)
        qtbot.waitUntil(lambda: window.idle)
        QApplication.processEvents()
        assert (across.value(), down.value()) == (0, 0), page
        for _ in range(12):
            qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
            focus = window.focusWidget()
            if focus is not None and window._pages.isAncestorOf(focus):
                left = focus.mapTo(window._pages, QPoint()).x()
                least = max(left + focus.width() - area.viewport().width(), 0)
                assert across.value() <= min(left, least + 24), f"{page}: farther than {focus} needs"
    window.keys.open_sheet()
    sheet = window.keys.sheet
    assert sheet.width() <= window.width() and sheet.height() <= window.height()
    assert all(one.width() >= one.minimumSizeHint().width() for one in sheet.findChildren(QLabel))


def test_a_double_click_answers_no_gate_that_came_under_the_mouse(qtbot: QtBot) -> None:
    pressed: list[str] = []
    one = button(deliberate=True)
    qtbot.addWidget(one)
    one.clicked.connect(lambda: pressed.append("once"))
    one.show()
    qtbot.mouseDClick(one, Qt.MouseButton.LeftButton)
    assert pressed == []  # pytest-qt sends the second press of a double click alone
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert pressed == ["once"]


def test_what_both_changed_is_asked_about_again_after_a_restart(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    office = window.office
    assert office is not None
    screen = list_of(window)
    person = screen.listing.table.chosen_id
    assert person is not None
    screen.edit_record()
    now = office.editing.read(Kind.CANDIDATES, person)
    office.editing.save(Kind.CANDIDATES, {"phone": "+1 212 555 0222"}, person, now.version)
    screen.form._rows["phone"].box.setText("+1 212 555 0111")
    screen.form.commit()  # refused: both are shown
    assert screen.form.isVisible() and screen.form._theirs == {"phone": "+1 212 555 0222"}
    screen.form._keep_draft()
    kept = screen.desk.drafts.read(Kind.CANDIDATES, person)
    assert kept is not None and kept.version == now.version
    screen.form._open(person, now.version + 1, office.editing.read(Kind.CANDIDATES, person).values)
    assert screen.form._theirs == {"phone": "+1 212 555 0222"} and screen.form._rows["phone"].text == "+1 212 555 0111"
    assert office.editing.read(Kind.CANDIDATES, person).values["phone"] == "+1 212 555 0222"
