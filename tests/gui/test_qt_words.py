"""Qt's own dialogs and menus speak the window's language, also after it has been changed."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFileDialog,
    QFileIconProvider,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.qt_words import OURS
from talentapp.settings import Language
from talentapp.wording import Wording
from tests.gui.conftest import Opener

LATIN = re.compile(r"[A-Za-z]{2,}")
_SAID = ("text", "toolTip", "accessibleName", "placeholderText", "windowTitle")


def said(part: QObject) -> Iterator[str]:
    """All that a window says, menus and headings included."""
    for one in [part, *part.findChildren(QWidget), *part.findChildren(QAction)]:
        yield from (getattr(one, name)() for name in _SAID if hasattr(one, name))
        if isinstance(one, QTreeView):
            for at in range(one.model().columnCount()):
                yield str(one.model().headerData(at, Qt.Orientation.Horizontal))


def dialogs(qtbot: QtBot) -> Iterator[tuple[str, QWidget]]:
    """Every dialog and menu of Qt's that a user of the window meets."""
    for mode in QFileDialog.AcceptMode:
        for files in QFileDialog.FileMode:
            choosing = QFileDialog()
            choosing.setOption(QFileDialog.Option.DontUseNativeDialog)
            choosing.setAcceptMode(mode)
            choosing.setFileMode(files)
            choosing.show()
            yield f"{mode.name} {files.name}", choosing
    box = QMessageBox()
    for button in (box.StandardButton(1 << bit) for bit in range(10, 28)):
        box.addButton(button)
    yield "message box", box
    for field in (QLineEdit("x"), QTextEdit("x"), QPlainTextEdit("x")):
        qtbot.addWidget(field)
        yield f"menu of {type(field).__name__}", field.createStandardContextMenu()


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_nothing_is_left_in_english(qtbot: QtBot, dress: Dress, language: Language) -> None:
    dress.set_language("en")
    dress.set_language(language)
    for name, window in dialogs(qtbot):
        qtbot.addWidget(window)
        texts = [re.sub(r"\t.*", "", text) for text in said(window)]  # a key has its own name
        chinese = [text for text in texts if re.search(r"[\u4e00-\u9fff]", text)]
        assert len(chinese) >= 5, name
        assert [text for text in texts if LATIN.search(text) and "/" not in text] == [], name  # but for paths


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_what_qt_lacks_is_ours(qtbot: QtBot, dress: Dress, language: Language) -> None:
    dress.set_language("zh_TW" if language == "en" else "en")
    dress.set_language(language)
    words = Wording(language)
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    texts = set(said(dialog))
    assert {words("qt-look-in"), words("qt-file-type")} <= texts
    for context, source in OURS:
        assert QCoreApplication.translate("QLabel", source) == source  # no other class of Qt's is touched
        assert words(OURS[context, source])
    provider = QFileIconProvider()
    assert provider.type(QFileInfo("/")) in (words("qt-drive"), words("qt-folder"))


def test_scroll_bars_and_numbers_have_their_menus(qtbot: QtBot, dress: Dress) -> None:
    assert dress.language == "zh_CN"
    bar, number = QScrollBar(), QSpinBox()
    for one in (bar, number):
        qtbot.addWidget(one)
    assert not LATIN.search(QCoreApplication.translate("QScrollBar", "Scroll here"))
    assert number.lineEdit().createStandardContextMenu().actions()[0].text().startswith("撤")


def test_a_language_is_taken_up_at_once_in_view_and_soon_in_the_rest(qtbot: QtBot, open_window: Opener) -> None:
    window = open_window()
    for page in ("candidates", "settings"):
        window.go(page)
    hidden, shown = window.screen_of("candidates").heading, window.screen_of("settings").heading
    window.dress.set_language("en")
    assert shown.text() == window.words("nav-settings") and shown.font().featureTags()
    assert hidden.text() != window.words("nav-candidates")
    qtbot.waitUntil(lambda: hidden.text() == window.words("nav-candidates") and bool(hidden.font().featureTags()))
    assert hidden.font().bold() and hidden.font().pixelSize() == shown.font().pixelSize()
    window.dress.set_language("zh_TW")
    window.dress.set_language("zh_CN")  # before the rest has taken up the one before
    qtbot.waitUntil(lambda: hidden.text() == window.words("nav-candidates") and not hidden.font().featureTags())
    assert shown.text() == window.words("nav-settings") and not shown.font().featureTags()
