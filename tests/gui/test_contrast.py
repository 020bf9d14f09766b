"""Words as they are painted: on every page, in both themes, each stands out from what is behind it."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tokens import DARK, LIGHT, Tokens
from talentapp.gui.kit.widgets import button
from talentapp.settings import Theme
from tests.gui.conftest import Opener
from tests.gui.test_access import EVERY, visit

pytestmark = pytest.mark.usefixtures("scores_are_kept")

READABLE = 4.5
_BEGUN = 40  # pixels of a cell that is cut off, in which its words can be seen to begin


def luminance(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance as WCAG defines it, of (…, 3) shares of red, green and blue."""
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    weighed: NDArray[np.float64] = linear @ np.array([0.2126, 0.7152, 0.0722])
    return weighed


def painted(image: QImage) -> NDArray[np.float64]:
    """(height, width) luminances of a picture."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return luminance(raw[..., 2::-1] / 255)


def contrast_of(part: NDArray[np.float64]) -> float:
    """Of what is most of a picture and what stands out most from it."""
    values, counts = np.unique(part.round(4), return_counts=True)
    ground = float(values[counts.argmax()])
    return max((max(ground, one) + 0.05) / (min(ground, one) + 0.05) for one in (values.min(), values.max()))


def texts(part: QWidget) -> Iterator[tuple[str, QWidget, QRect]]:
    """What stands in view within a part: the text, what it is painted on, and where. What is disabled is left out, as
    nobody can use it, but for the headings of menus; and so are windows over it, which are parts of their own."""
    for one in [part, *part.findChildren(QWidget)]:
        if not one.isVisible() or not one.isEnabled() or one.visibleRegion().isEmpty():
            continue
        if one.window() is not part.window():
            continue
        area = one.visibleRegion().boundingRect()
        if isinstance(one, QMenu):
            for action in one.actions():
                if action.text():
                    yield action.text(), one, one.actionGeometry(action)
        elif isinstance(one, QAbstractItemView):
            yield from ((said, one.viewport(), rect) for said, rect in cells(one))
        elif isinstance(one, QLabel | QPushButton | QCheckBox | QRadioButton) and one.text().strip():
            yield one.text(), one, area
        elif isinstance(one, QLineEdit):
            yield one.text() or one.placeholderText(), one, area
        elif isinstance(one, QComboBox) and not one.isEditable():
            yield one.currentText(), one, area
        elif isinstance(one, QPlainTextEdit):
            yield one.toPlainText() or one.placeholderText(), one, area
        elif isinstance(one, QAbstractSpinBox):
            yield one.text(), one, area


def cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    """The cells of a list, a table or a tree that are in view, with their places in its viewport."""
    model, seen = view.model(), view.viewport().visibleRegion().boundingRect()
    if model is None:
        return
    due = [QModelIndex()]
    while due:
        parent = due.pop()
        columns = model.columnCount(parent) if not view.inherits("QListView") else 1
        for row in range(min(model.rowCount(parent), 60)):
            for column in range(columns):
                index = model.index(row, column, parent)
                whole = view.visualRect(index)
                rect = whole & seen
                usable = index.flags() & Qt.ItemFlag.ItemIsEnabled
                if (
                    usable
                    and index.data() is not None
                    and str(index.data()).strip()
                    and rect.height() == whole.height()
                    and rect.width() >= min(whole.width(), _BEGUN)
                ):
                    yield str(index.data()), rect
            if isinstance(view, QTreeView):
                due.append(model.index(row, 0, parent))


class Looked:
    """What has been looked at, and what of it is faint."""

    def __init__(self) -> None:
        self.number, self.faint = 0, list[str]()

    def at(self, where: str, part: QWidget) -> None:
        """Look at all that stands in a part as it is painted now."""
        assert part.isVisible(), where
        before = self.number
        ratio = part.devicePixelRatio()
        whole = painted(part.grab().toImage())
        for said, one, area in texts(part):
            rect = QRect(one.mapTo(part, area.topLeft()), area.size()) & part.rect()
            top, left, bottom, right = (
                round(ratio * side) for side in (rect.top(), rect.left(), rect.bottom() + 1, rect.right() + 1)
            )
            some = whole[top:bottom, left:right]
            if not any(map(str.isalnum, said)) or min(some.shape) < 10:  # a dash alone is a line that smoothing greys
                continue
            self.number += 1
            if (found := contrast_of(some)) < READABLE:
                self.faint.append(f"{where}: {type(one).__name__} {said[:20]} {found:.2f}")
        assert self.number > before, f"{where}: nothing was looked at"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_on_every_page(qtbot: QtBot, open_window: Opener, theme: Theme) -> None:
    window = open_window(theme=theme)
    window.resize(1440, 900)
    looked = Looked()
    for page in EVERY:
        looked.at(page, visit(qtbot, window, page))
    assert looked.faint == []
    assert looked.number > 200


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_measure_sees_faint_words(qtbot: QtBot, tokens: Tokens) -> None:
    ground, ink = tokens.surface, tokens.divider
    one = QLabel("看不清的字")
    qtbot.addWidget(one)
    one.setStyleSheet(f"background: {ground}; color: {ink}; font-size: 14px; padding: 8px")
    assert contrast_of(painted(one.grab().toImage())) < READABLE


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_icon_of_a_disabled_primary_button_is_as_its_words(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    dress = Dress(qapp, "zh_CN", theme)
    one = dress.say(button("primary"), "action-export", icon="export", tint="on_accent")
    qtbot.addWidget(one)
    one.setEnabled(False)
    drawn = one.icon().pixmap(18, 18, QIcon.Mode.Disabled).toImage()
    pixels = [drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
    ink, muted = max(pixels, key=QColor.alpha), QColor(dress.tokens.muted)
    assert max(abs(ink.red() - muted.red()), abs(ink.green() - muted.green()), abs(ink.blue() - muted.blue())) < 8
