"""Where the window stands on its screen, how large it is, and what is done where the screen has no room for a page."""

import os

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QFrame, QWidget

from talentapp.gui.kit.tokens import RAIL_WIDTH, SMALLEST, STATUS_HEIGHT

_TITLE_BAR = 40  # the system draws it around the window, and does not count it
_GEOMETRY = "window/geometry"


def most_of(window: QWidget) -> QSize:
    """How large the window may be for its screen."""
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))  # the system's title bar does not grow with it
    return window.screen().availableSize() - QSize(0, round(_TITLE_BAR / scale))


def seen_whole(window: QWidget, pages: QWidget) -> QWidget:
    """The pages, or where they are not seen whole on this screen at this size of text, an area in which they are
    scrolled at their least size: large text on a small screen is read part by part."""
    least = QSize(*SMALLEST)
    if least == least.boundedTo(most_of(window)):
        return pages
    from PySide6.QtWidgets import QScrollArea  # late: few need it

    width, height = SMALLEST
    pages.setMinimumSize(width - RAIL_WIDTH, height - STATUS_HEIGHT)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(pages)
    return area


def place(window: QWidget, memory: QSettings) -> None:
    """Put the window where it was last, no larger than its screen."""
    geometry, room, most = memory.value(_GEOMETRY), window.screen().availableGeometry(), most_of(window)
    window.setMinimumSize(QSize(*SMALLEST).boundedTo(most))
    if geometry is None or not window.restoreGeometry(geometry):
        window.resize(QSize(1440, 900).boundedTo(most))
        window.move(room.center() - window.rect().center())
    elif window.size() != window.size().boundedTo(most):  # kept from another screen or text size
        window.resize(window.size().boundedTo(most))
        window.move(room.topLeft())


def keep_place(window: QWidget, memory: QSettings) -> None:
    """Note where the window stands, for its next start."""
    memory.setValue(_GEOMETRY, window.saveGeometry())
