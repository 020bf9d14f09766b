"""A window too narrow for a list and what is read of it: one at a time, and never a page that scrolls sideways."""

from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.kit.folding import Abreast, Folding
from tests.gui.conftest import Opener
from tests.gui.test_narrow import cut

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def sideways(window: MainWindow) -> list[str]:
    """The areas in view that scroll sideways; tables of a workbook may."""
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
    return [type(one).__name__ for one in areas if one.horizontalScrollBar().maximum() > 0]


def squeezed(screen: QWidget) -> list[str]:
    """Whether a page would need more than it has."""
    least = screen.minimumSizeHint().width()
    return [f"needs {least} of {screen.width()}"] if least > screen.width() else []


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.idle)
    QApplication.processEvents()


def narrow(qtbot: QtBot, open_window: Opener, page: str) -> MainWindow:
    """A window too narrow for a list and what is read of it, on this page."""
    window = open_window()
    window.resize(720, 560)
    window.go(page)
    settle(qtbot, window)
    window.activateWindow()
    return window


@pytest.mark.long
@pytest.mark.parametrize(("width", "language"), [(640, "zh_CN"), (640, "en"), (720, "zh_TW")])
def test_no_page_scrolls_sideways(
    qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch, width: int, language: str
) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(width, 400))  # 1280 by 800 at 200 %
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(0, 0, width, 400))
    window = open_window(language=language)
    assert window.width() <= width
    wrong: dict[str, list[str]] = {}
    for page in PAGES:
        window.go(page)
        settle(qtbot, window)
        screen = window.screen_of(page)
        for fold in screen.findChildren(Folding):
            if found := [*sideways(window), *squeezed(screen), *cut(screen)]:
                wrong[page] = found
            fold.read()
            settle(qtbot, window)
        if found := [*sideways(window), *squeezed(screen), *cut(screen)]:
            wrong[f"{page}, read"] = found
    assert wrong == {}


@pytest.mark.parametrize("page", ["candidates", "review"])
def test_enter_turns_to_what_is_read_and_escape_back(qtbot: QtBot, open_window: Opener, page: str) -> None:
    window = narrow(qtbot, open_window, page)
    screen: Any = window.screen_of(page)
    fold = screen.fold if page == "candidates" else screen._fold
    table: QWidget = screen.listing.table if page == "candidates" else screen.queue
    assert fold.folded and table.isVisible() and table.hasFocus()
    first = fold._table.chosen_id
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert fold.reading and not table.isVisible() and fold.back.hasFocus(), "where Enter and Esc lead back"
    qtbot.keyClick(fold.back, Qt.Key.Key_J)
    settle(qtbot, window)
    assert fold._table.chosen_id not in (None, first) and fold.reading, "the next one is read"
    qtbot.keyClick(fold.back, Qt.Key.Key_Escape)
    qtbot.waitUntil(table.isVisible)  # in the review, keys wait for what they are about
    assert table.hasFocus() and window.page == page
    window.resize(1440, 900)
    QApplication.processEvents()
    assert not fold.folded and not fold.opener.isVisible()
    assert all(part.isVisible() for part in (table, fold._side)), "there is room for both again"


def test_what_is_not_in_view_is_turned_to_before_it_is_decided(qtbot: QtBot, open_window: Opener) -> None:
    window = narrow(qtbot, open_window, "review")
    screen: Any = window.screen_of("review")
    waiting = screen._model.ids
    qtbot.keyClick(screen.queue, Qt.Key.Key_A)
    assert screen._fold.reading and not screen.bar.reason.isVisible()
    qtbot.keyClick(screen._fold.back, Qt.Key.Key_Escape)
    settle(qtbot, window)
    qtbot.keyClick(screen.queue, Qt.Key.Key_R)  # what is typed on is the reason, which decides nothing by itself
    assert screen._fold.reading and screen.bar.reason.hasFocus()
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        settle(qtbot, window)
    assert not screen._fold.reading
    assert screen._model.ids == waiting


def test_a_form_takes_the_place_of_the_list_and_gives_it_back(qtbot: QtBot, open_window: Opener) -> None:
    window = narrow(qtbot, open_window, "candidates")
    screen: Any = window.screen_of("candidates")
    qtbot.keyClick(screen.listing.table, Qt.Key.Key_E)
    settle(qtbot, window)
    assert screen.form.isVisible() and screen.form.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert screen.listing.table.hasFocus() and not screen.form.isVisible()
    screen.edit_record()
    settle(qtbot, window)
    qtbot.keyClicks(QApplication.focusWidget(), "x")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert screen.listing.table.hasFocus() and screen.form.is_dirty, "what was typed stays in its form"
    qtbot.keyClick(screen.listing.table, Qt.Key.Key_E)
    assert screen.form.isVisible()
    window.go("candidates")
    assert screen.listing.table.hasFocus(), "the page asked for by its name begins with its list"
    screen.form.discard()


def test_what_stands_abreast_turns_with_the_width_it_gets_alone(qtbot: QtBot) -> None:
    """To be asked about another width is no reason to turn: a page that asks about several was laid out for ever."""
    holder = QWidget()
    qtbot.addWidget(holder)
    parts = Abreast(below=500)
    for text in ("短", "一段要换行的说明文字" * 12):
        one = QLabel(text)
        one.setWordWrap(True)
        parts.addWidget(one)
    holder.setLayout(parts)
    holder.show()
    asked = {}
    for width in (900, 300):
        holder.resize(width, 600)
        parts.setGeometry(holder.rect())
        way, other = parts.direction(), 1200 - width
        asked[other] = parts.heightForWidth(other)
        assert parts.direction() is way, "it was only asked"
        QCoreApplication.sendPostedEvents()
        asked[width, "got"] = parts.heightForWidth(width)
    assert asked[300] == asked[300, "got"], "one under the other it is what it will be"
    assert asked[900] < asked[300]
