"""Words in what comes up over a page stand out, too: menus, choices, panels, dialogs, tooltips, the palette."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.frame.main_window import MainWindow
from talentapp.gui.frame.palette import Palette
from talentapp.gui.frame.shortcut_sheet import ShortcutSheet
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.lists.personal_data import ErasureDialog
from talentapp.settings import Theme
from tests.gui.conftest import Opener
from tests.gui.test_access import EVERY, visit
from tests.gui.test_contrast import Looked

pytestmark = pytest.mark.usefixtures("scores_are_kept")


def comes_up(qtbot: QtBot, open_it: Callable[[], object]) -> QWidget:
    """The popup that comes up."""
    open_it()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    qtbot.wait(20)
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_in_what_comes_up(qtbot: QtBot, open_window: Opener, theme: Theme) -> None:
    window = open_window(theme=theme)
    window.resize(1440, 900)
    looked = Looked()
    for page in ("candidates", "projects", "organisations"):
        over_a_list(qtbot, window, page, looked)
    over_the_window(qtbot, window, looked)
    assert looked.faint == []
    assert looked.number > 300


def over_a_list(qtbot: QtBot, window: MainWindow, page: str, looked: Looked) -> None:
    """Filters, columns, the menu of a row, the form with its lists of choices."""
    screen = visit(qtbot, window, page)
    assert isinstance(screen, ListScreen)
    looked.at(f"{page}, filters", comes_up(qtbot, screen.listing.open_filters))
    screen.listing.panel.close()
    looked.at(f"{page}, columns", comes_up(qtbot, screen.listing.open_columns))
    screen.listing.chooser.close()
    menu = comes_up(qtbot, lambda: screen._open_menu(window.mapToGlobal(QPoint(400, 300))))
    looked.at(f"{page}, menu of a row", menu)  # its first action is chosen
    menu.close()
    screen.edit_record()
    qtbot.wait(60)
    looked.at(f"{page}, form", screen.form)
    for choice in screen.form.findChildren(QComboBox):
        if choice.isVisible() and choice.isEnabled() and choice.count():
            choices(qtbot, f"{page}, {choice.accessibleName()}", choice, looked)
    screen.form.discard()


def choices(qtbot: QtBot, where: str, choice: QComboBox, looked: Looked) -> None:
    choice.showPopup()
    qtbot.waitUntil(choice.view().isVisible)
    looked.at(where, choice.view())
    choice.hidePopup()
    qtbot.waitUntil(lambda: not choice.view().isVisible())


def over_the_window(qtbot: QtBot, window: MainWindow, looked: Looked) -> None:
    """The choices of every page, the palette, all keys, an erasure's questions, menus and tooltips."""
    for page in EVERY:
        screen = visit(qtbot, window, page)
        for choice in screen.findChildren(QComboBox):
            if choice.isVisible() and choice.isEnabled() and choice.count():
                choices(qtbot, f"{page}, {choice.accessibleName()}", choice, looked)
        for menu in screen.findChildren(QMenu):
            if menu.actions() and menu.parentWidget().isVisible():
                menu.popup(window.mapToGlobal(QPoint(400, 300)))
                qtbot.waitUntil(menu.isVisible)
                looked.at(f"{page}, menu", menu)
                menu.close()
    office = window.office
    assert office is not None
    window.go("candidates")
    window.keys.open_palette()
    palette = window.findChild(Palette)
    assert palette is not None
    looked.at("palette", palette)
    palette.line.setText("a")
    qtbot.wait(60)
    looked.at("palette with what was found", palette)
    palette.shut()
    window.keys.open_sheet()
    sheet = window.findChild(ShortcutSheet)
    assert sheet is not None
    looked.at("all keys", sheet)
    sheet.close()
    dialog = ErasureDialog(window.dress, office.privacy.preview_erasure([1]), window)
    qtbot.addWidget(dialog)
    dialog.show()
    looked.at("erasure", dialog)
    dialog.close()
    heading = QMenu(window)
    heading.addAction("为何查看").setEnabled(False)  # as the menu that asks for a reason begins
    heading.addAction(QAction("联系本人", heading))
    heading.popup(window.mapToGlobal(QPoint(400, 300)))
    looked.at("menu with a heading", heading)
    heading.close()
    QToolTip.showText(window.mapToGlobal(QPoint(400, 300)), "导出：全部字段", window)
    qtbot.waitUntil(QToolTip.isVisible)
    tips = [one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel") and one.isVisible()]
    looked.at("tooltip", tips[0])
    QToolTip.hideText()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_measure_sees_faint_choices(qtbot: QtBot, open_window: Opener, theme: Theme) -> None:
    """With a style that hides what menus say, the same look finds it."""
    window = open_window(theme=theme)
    menu = QMenu(window)
    menu.setStyleSheet("QMenu { background: #777777; color: #888888 }")
    menu.addAction("看不清的字")
    menu.popup(window.mapToGlobal(QPoint(400, 300)))
    looked = Looked()
    looked.at("menu", menu)
    menu.close()
    assert len(looked.faint) == 1
