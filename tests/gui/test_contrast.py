"""Words as they are painted: on every page, in both themes, each stands out from what is behind it."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from talentapp.gui.kit.tokens import DARK, LIGHT, Tokens
from talentapp.settings import Theme
from tests.gui.conftest import Opener
from tests.gui.test_access import EVERY, visit

pytestmark = pytest.mark.usefixtures("scores_are_kept")

READABLE = 4.5


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


def words_of(screen: QWidget) -> list[QWidget]:
    """What says something on a page, as far as it is in view and can be used."""
    return [
        one
        for one in screen.findChildren(QWidget)
        if isinstance(one, QLabel | QPushButton | QLineEdit) and one.isVisible() and one.isEnabled()
        and one.text().strip() and not one.visibleRegion().isEmpty()
    ]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_on_every_page(qtbot: QtBot, open_window: Opener, theme: Theme) -> None:
    window = open_window(theme=theme)
    window.resize(1440, 900)
    faint, looked = [], 0
    for page in EVERY:
        screen = visit(qtbot, window, page)
        whole = painted(window.grab().toImage())
        for one in words_of(screen):
            area = one.visibleRegion().boundingRect()
            at = one.mapTo(window, QPoint()) + area.topLeft()
            part = whole[at.y() : at.y() + area.height(), at.x() : at.x() + area.width()]
            if min(part.shape) < 10:  # the edge of something that is scrolled away
                continue
            looked += 1
            if (found := contrast_of(part)) < READABLE:
                faint.append(f"{page}: {one.text()[:20]} {found:.2f}")
    assert faint == []
    assert looked > 200


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_measure_sees_faint_words(qtbot: QtBot, tokens: Tokens) -> None:
    ground, ink = tokens.surface, tokens.divider
    one = QLabel("看不清的字")
    qtbot.addWidget(one)
    one.setStyleSheet(f"background: {ground}; color: {ink}; font-size: 14px; padding: 8px")
    assert contrast_of(painted(one.grab().toImage())) < READABLE
