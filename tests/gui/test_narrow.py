"""A window of half the usual size, as on a screen at 200 %: everything is still whole, and within reach."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import State
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.frame.stack import Pages
from talentapp.gui.kit.controls import Choice, Line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.fonts import in_two
from talentapp.gui.kit.row_painter import LINE
from talentapp.gui.kit.tokens import RAIL_WIDTH, SMALLEST
from talentapp.gui.kit.widgets import Button, Column, Elided, label
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def cut(screen: QWidget) -> list[str]:
    """What does not fit: words of buttons, and what scrolling columns hold."""
    found = []
    for one in screen.findChildren(QPushButton):
        whole = one.sizeHint().width()
        if one.isVisible() and one.text() and one.width() < whole:
            shrunk = isinstance(one, Button) and one.shrinks and not one.icon().isNull()
            if not shrunk or one.width() < one.minimumSizeHint().width():
                found.append(f"{one.text()}: {one.width()} of {whole}")
        right = one.mapTo(screen, QPoint(one.width(), 0)).x()
        if one.isVisible() and right > screen.width():
            found.append(f"{one.text() or one.accessibleName()} ends at {right} of {screen.width()}")
    for column in screen.findChildren(Column):
        inner = column.widget()
        if column.isVisible() and inner.width() > column.viewport().width():
            found.append(f"a column holds {inner.width()} in {column.viewport().width()}")
    return found


@pytest.mark.parametrize(("language", "width", "height"), [("zh_CN", 960, 540), ("en", 960, 540), ("en", 1440, 900)])
def test_nothing_is_cut_off(qtbot: QtBot, open_window: Opener, language: str, width: int, height: int) -> None:
    window = open_window(language=language)
    window.resize(width, height)
    wrong: dict[str, list[str]] = {}
    for page in PAGES:
        window.go(page)
        qtbot.waitUntil(lambda: window.idle)
        QApplication.processEvents()
        if found := cut(window.screen_of(page)):
            wrong[page] = found
    assert wrong == {}


def test_the_navigation_gives_up_its_words_and_keeps_its_names(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    navigation = window.findChild(QWidget, "navigation")
    assert navigation is not None
    window.resize(1400, 800)
    QApplication.processEvents()
    wide = navigation.width()
    window.resize(960, 540)
    QApplication.processEvents()
    assert navigation.width() == RAIL_WIDTH < wide
    items = [one for one in navigation.findChildren(QPushButton) if one.objectName() in PAGES]
    assert [one.accessibleName() for one in items] == [window.words(f"nav-{page}") for page in PAGES]
    window.resize(1400, 800)
    QApplication.processEvents()
    assert navigation.width() == wide


def test_what_opens_over_a_list_stays_within_the_window(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    window.resize(960, 520)
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    listing: Any = window.screen_of("candidates").listing  # type: ignore[attr-defined]
    for opened, popup in ((listing.open_filters, listing.panel), (listing.open_columns, listing.chooser)):
        opened()
        assert window.geometry().contains(popup.geometry())
        popup.hide()


def test_a_long_choice_opens_no_taller_than_its_most_entries(qtbot: QtBot, dress: Dress) -> None:
    choice = Choice(dress)
    qtbot.addWidget(choice)
    choice.offer([(f"{number}", number) for number in range(60)])
    choice.show()
    choice.showPopup()
    view = choice.view()
    rows = view.viewport().height() / view.visualRect(choice.model().index(1, 0)).height()
    assert 5 < rows < 16
    choice.hidePopup()


def test_a_line_shows_the_beginning_of_a_long_name(qtbot: QtBot, dress: Dress) -> None:
    line = Line()
    qtbot.addWidget(line)
    line.resize(80, 32)
    line.show()
    line.setText("Maximiliana Theodora von Hohenzollern-Sigmaringen")
    assert line.cursorPosition() == 0
    line.end(False)
    QApplication.sendEvent(line, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert line.cursorPosition() == 0


def test_a_pane_without_a_record_keeps_its_words_off_its_edges(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(960, 520)
    for page in ("candidates", "projects", "organisations"):
        window.go(page)
        pane: Any = window.screen_of(page).detail  # type: ignore[attr-defined]
        pane.show_id(None)
        QApplication.processEvents()
        said = next(one for one in pane.findChildren(QLabel) if one.isVisible() and one.wordWrap())
        left = said.mapTo(pane, QPoint()).x()
        assert left >= 24
        assert left + said.width() <= pane.width() - 24


def test_a_pairing_has_half_of_a_low_page_for_what_its_tab_shows(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    assert window.office is not None
    window.resize(960, 520)
    look = window.office.look
    waiting = look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))
    window.go("pairing", look.pairing_rows(waiting[:1])[0].recommendation_id)
    screen: Any = window.screen_of("pairing")
    qtbot.waitUntil(lambda: screen.dossier is not None and window.idle)
    QApplication.processEvents()
    assert screen._tabs.isVisible() and screen.way.isVisible()
    assert screen._pages.height() >= screen.height() / 2
    low = screen.way.height()
    window.resize(1440, 900)
    QApplication.processEvents()
    assert screen.way.height() > low  # with room for the names of all steps


def test_three_groups_of_a_rosters_choices_are_seen_on_a_low_page(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(960, 520)
    window.go("rosters")
    qtbot.waitUntil(lambda: window.idle)
    QApplication.processEvents()
    form: Any = window.screen_of("rosters").form  # type: ignore[attr-defined]
    seen = form.viewport().rect()
    for part in (form._states[next(iter(form._states))], form.organisation, form._for_whom):
        assert seen.contains(part.mapTo(form.viewport(), part.rect().bottomRight()))


def test_the_review_list_breaks_long_names_of_organisations_where_it_is_narrow(
    qtbot: QtBot, open_window: Opener
) -> None:
    def height(window: MainWindow, width: int) -> int:
        window.resize(width, width * 5 // 8)
        window.go("review")
        qtbot.waitUntil(lambda: window.idle)
        queue: Any = window.screen_of("review").queue  # type: ignore[attr-defined]
        return int(queue.verticalHeader().defaultSectionSize())

    chinese, english = open_window(language="zh_CN"), open_window(language="en")
    assert height(english, 960) == height(chinese, 960) + 2 * LINE
    assert height(english, 1440) == height(chinese, 1440)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Yunjian", ["Yunjian"]),
        ("Yunjian University (sample)", ["Yunjian University", "(sample)"]),
        ("一所名字很长的大学没有空格可以断开", ["一所名字很长的大学没有空格可以断开"]),
    ],
)
def test_a_text_is_broken_at_a_blank_into_two_lines_at_most(qapp: QApplication, text: str, lines: list[str]) -> None:
    metrics = QFontMetrics(qapp.font())
    assert in_two(text, metrics, metrics.horizontalAdvance("Yunjian University (s")) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一所名字很长的大学", ["一所名字很长", "的大学"]),
        ("一所名字很（长的）大学", ["一所名字很", "（长的）大学"]),
        ("一所名字很长，有停顿", ["一所名字很", "长，有停顿"]),
        ("训练 Transformers 的", ["训练", "Transformers 的"]),
    ],
)
def test_a_title_is_broken_wherever_a_line_may_end(qapp: QApplication, text: str, lines: list[str]) -> None:
    metrics = QFontMetrics(qapp.font())
    room = metrics.horizontalAdvance("一所名字很长")
    assert in_two(text, metrics, room, anywhere=True) == lines


def test_a_long_address_is_broken_before_its_host(qtbot: QtBot) -> None:
    address = "zhangwei.runtime@example.org"
    broken = label(address, wrap=True)
    qtbot.addWidget(broken)
    assert broken.minimumSizeHint().width() < broken.fontMetrics().horizontalAdvance(address) * 2 / 3
    assert label(address, wrap=True, selectable=True).text() == address  # what can be copied has no break in it


def test_where_only_a_sliver_of_a_line_has_room_it_says_nothing(qtbot: QtBot) -> None:
    line = Elided("60 candidates, 80 projects")
    qtbot.addWidget(line)
    line.show()
    for width, shown in ((40, ""), (120, "60"), (400, "60 candidates, 80 projects")):
        line.resize(width, 20)
        painted = QLabel.text(line)
        assert painted.startswith(shown) and bool(painted) == bool(shown)
        assert line.text() == line.toolTip() == "60 candidates, 80 projects"


_LOWEST = 368  # what a page has in a window of a screen of 1280 by 800 at 200 %, and its margins are 20 smaller there


def test_on_the_smallest_screen_most_pages_are_seen_whole(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window(language="en")
    window.resize(*SMALLEST)
    pages = window.findChild(Pages)
    assert pages is not None
    least: dict[str, int] = {}
    for page in PAGES:
        window.go(page)
        qtbot.waitUntil(lambda: window.idle)
        QApplication.processEvents()
        least[page] = pages.heightForWidth(pages.width())
    assert {page: height for page, height in least.items() if height > _LOWEST and page != "plan"} == {}


def test_what_is_done_with_a_selection_is_seen_beside_it_on_the_smallest_screen(
    qtbot: QtBot, open_window: Opener
) -> None:
    window = open_window()
    window.resize(*SMALLEST)
    window.go("candidates")
    qtbot.waitUntil(lambda: window.idle)
    screen: Any = window.screen_of("candidates")
    screen.listing.table.selectAll()
    QApplication.processEvents()
    pages = window.findChild(Pages)
    assert screen.bulk.isVisible() and pages is not None
    assert pages.heightForWidth(pages.width()) <= _LOWEST
