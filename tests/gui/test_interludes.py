"""What comes up over and inside pages by the keyboard alone: Tab reaches all, Esc closes it, the focus returns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind, State, Verdict
from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.navigation import ViewItem
from talentapp.gui.lists.list_pane import Asking
from talentapp.gui.lists.personal_data import ErasureDialog
from talentapp.gui.lists.saved_views import View
from talentapp.gui.pairings.pairing_screen import PairingScreen
from talentapp.office.views.pairings import PairingQuery
from tests.gui.conftest import Opener
from tests.gui.test_access import kin, reachable, visit, wrong

LOCKED = Path(__file__).parent.parent / "files" / "cvs" / "locked.pdf"
Opened = tuple[QWidget, QWidget]
"""What came up, and what had the focus before."""


def people(qtbot: QtBot, window: MainWindow) -> Any:
    screen = visit(qtbot, window, "candidates")
    screen.focus_first()  # type: ignore[attr-defined]
    return screen


def filters(qtbot: QtBot, window: MainWindow) -> Opened:
    listing = people(qtbot, window).listing
    listing.open_filters()
    return listing.panel, listing.table


def columns(qtbot: QtBot, window: MainWindow) -> Opened:
    listing = people(qtbot, window).listing
    listing.open_columns()
    return listing.chooser, listing.table


def palette(qtbot: QtBot, window: MainWindow) -> Opened:
    table = people(qtbot, window).listing.table
    window.keys.open_palette()
    return window.keys.palette, table


def all_keys(qtbot: QtBot, window: MainWindow) -> Opened:
    table = people(qtbot, window).listing.table
    window.keys.open_sheet()
    return window.keys.sheet, table


def fault(qtbot: QtBot, window: MainWindow) -> Opened:
    screen = people(qtbot, window)
    screen.fail(TalentError(Fault.RECORD_STALE, title="林浩然"))
    first = screen.error.findChild(QAbstractButton)
    assert first is not None
    first.setFocus()
    return screen.error, screen.listing.table


def name_of_a_view(qtbot: QtBot, window: MainWindow) -> Opened:
    screen = people(qtbot, window)
    screen.listing.search.setText("gpu")
    screen.name_view()
    return screen._naming, screen.listing.table


def left_unsaved(qtbot: QtBot, window: MainWindow) -> Opened:
    screen = people(qtbot, window)
    screen.desk.drafts.keep(Kind.CANDIDATES, None, None, "Ottilie", {"name_en": "Ottilie"})
    screen._offer_drafts()
    screen._unsaved.findChildren(QAbstractButton)[0].setFocus()
    return screen._unsaved, screen.listing.table


def form(qtbot: QtBot, window: MainWindow) -> Opened:
    screen = people(qtbot, window)
    screen.edit_record()
    qtbot.waitUntil(lambda: screen.form.isVisible() and window.idle)
    return screen.form, screen.listing.table


def reason(qtbot: QtBot, window: MainWindow) -> Opened:
    review: Any = visit(qtbot, window, "review")
    review.focus_first()
    before = QApplication.focusWidget()
    assert before is not None
    review.bar.ask(Verdict.DECLINE)
    return review.bar._reason_box, before


def step(qtbot: QtBot, window: MainWindow) -> Opened:
    """A move of a pairing that has to be told something."""
    office = window.office
    assert office is not None
    pairing = office.look.find_pairings(PairingQuery(states=(State.RECOMMENDED,)))[0]
    office.review.decide(pairing, Verdict.ACCEPT, who="王老师")
    (row,) = office.look.pairing_rows([pairing])
    window.go("pairing", row.recommendation_id)
    qtbot.waitUntil(lambda: window.idle)
    qtbot.wait(120)
    screen = window.screen_of("pairing")
    assert isinstance(screen, PairingScreen)
    offered = [one for one in screen.next.findChildren(QAbstractButton) if one.property("verdict") and one.isEnabled()]
    offered[0].setFocus()
    screen.next.press(Verdict.WITHDRAW)
    return screen.next._form, offered[0]


def password(qtbot: QtBot, window: MainWindow) -> Opened:
    screen: Any = visit(qtbot, window, "imports")
    screen.focus_first()
    before = QApplication.focusWidget()
    assert before is not None
    window.take_files([LOCKED])
    qtbot.waitUntil(lambda: window.idle)
    return screen._password, before


def backup(qtbot: QtBot, window: MainWindow) -> Opened:
    assert window.office is not None
    window.office.backups.make()
    screen: Any = visit(qtbot, window, "settings")
    screen.backups.refresh()
    qtbot.wait(60)
    asked = next(
        one for one in screen.backups.findChildren(QAbstractButton) if one.property("backup") and one.isVisible()
    )
    asked.setFocus()
    asked.click()
    return screen.backups._asked, asked


EVERY: tuple[Callable[[QtBot, MainWindow], Opened], ...] = (
    filters, columns, palette, all_keys, fault, name_of_a_view, left_unsaved, form, reason, step, password, backup,
)  # fmt: skip


def begin(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1440, 900)

    def active() -> bool:
        window.activateWindow()  # offscreen, nobody else brings a window to the front
        return window.isActiveWindow()

    qtbot.waitUntil(active)


def focus(part: QWidget) -> QWidget:
    """What has the focus in the window of a part."""
    found = part.window().focusWidget()
    assert found is not None
    return found


@pytest.mark.long
@pytest.mark.parametrize("came_up", EVERY, ids=lambda one: one.__name__)
def test_tab_reaches_it_all_and_esc_leads_back(
    qtbot: QtBot, open_window: Opener, came_up: Callable[[QtBot, MainWindow], Opened]
) -> None:
    window = open_window()
    begin(qtbot, window)
    part, before = came_up(qtbot, window)
    assert part.isVisible()
    assert part is focus(part) or part.isAncestorOf(focus(part)), "the focus is in it"
    assert wrong(part) == []
    wanted = set(reachable(part))
    reached: list[QWidget] = []
    for _ in range(3 * len(wanted) + 150):
        now = focus(part)
        if now in reached or wanted <= set(reached):
            break
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    missed = [one for one in wanted - set(reached) if not kin(one) & set(reached)]
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in missed] == []
    hidden = []
    for one in wanted:
        one.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = one.grab().toImage()
        one.clearFocus()
        if with_focus == one.grab().toImage():
            hidden.append(f"{type(one).__name__} {one.accessibleName()}")
    assert hidden == []
    if wanted:
        next(one for one in reached if one in wanted).setFocus()
    else:
        part.setFocus()
    qtbot.keyClick(focus(part), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not part.isVisible())
    assert focus(window) is before


def test_a_dialog_is_left_by_esc_and_the_focus_returns(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    begin(qtbot, window)
    table = people(qtbot, window).listing.table
    assert window.office is not None
    preview = window.office.privacy.preview_erasure([table.chosen_id])
    dialog = ErasureDialog(window.dress, preview, window)
    qtbot.addWidget(dialog)
    reached: set[QWidget] = set()

    def walk() -> None:
        for _ in range(6):
            reached.add(focus(dialog))
            qtbot.keyClick(focus(dialog), Qt.Key.Key_Tab)
        qtbot.keyClick(focus(dialog), Qt.Key.Key_Escape)

    QTimer.singleShot(50, walk)
    assert not dialog.exec()
    assert reached >= {dialog.confirm, dialog._reason}
    begin(qtbot, window)
    assert focus(window) is table


def test_menus_have_words_and_close_by_esc(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    begin(qtbot, window)
    people(qtbot, window)
    window.kept_views.keep(View("candidates", "美国的 GPU 专家", Asking("gpu")))
    qtbot.wait(30)
    item = window.findChild(ViewItem)
    assert item is not None
    item.setFocus()
    qtbot.keyClick(item, Qt.Key.Key_Menu)
    item.customContextMenuRequested.emit(item.rect().center())
    menu = item.findChild(QMenu)
    assert menu is not None and menu.isVisible()
    assert all(action.text() for action in menu.actions())
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible() and focus(window) is item
