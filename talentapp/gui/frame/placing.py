"""Where the window stands on its screen, how large it is, and what is done where the screen has no room for a page."""

import os

from PySide6.QtCore import QPoint, QSettings, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from talentapp.gui.kit.tokens import RAIL_WIDTH, SCROLL_WIDTH, SMALLEST

_TITLE_BAR = 40  # the system draws it around the window, and does not count it
_GEOMETRY = "window/geometry"
_BESIDE = 24  # what is seen to the right of what has the focus


class _Area(QScrollArea):
    """Pages that are scrolled: each opens at its left top, and stands as far to the left as its focus allows."""

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(pages)
        self._pages = pages
        pages.currentChanged.connect(self._to_left_top)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)  # which goes farther than is needed
        self._follow(self.focusWidget(), self.horizontalScrollBar().maximum())
        return moved

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._follow(now, self.horizontalScrollBar().value())  # what gets the focus by itself draws no page aside

    def _follow(self, focus: QWidget | None, most: int) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton  # nothing moves away under the mouse
        if focus is not None and self._pages.isAncestorOf(focus) and not pressed:
            left = focus.mapTo(self._pages, QPoint()).x()
            room, whole = self.viewport().width(), focus.width() + _BESIDE
            shown = whole if whole <= room else room // 2  # of what is too wide, its beginning
            self.horizontalScrollBar().setValue(min(left + shown - room, most))

    def _to_left_top(self) -> None:
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(0)


def most_of(window: QWidget) -> QSize:
    """How large the window may be for its screen."""
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))  # the system's title bar does not grow with it
    return window.screen().availableSize() - QSize(0, round(_TITLE_BAR / scale))


def seen_whole(window: QWidget, pages: QStackedWidget) -> QWidget:
    """The pages, or where not all are seen whole on this screen at this size of text, an area in which those are
    scrolled at their least size: large text on a small screen is read part by part."""
    least = QSize(*SMALLEST)
    if least == least.boundedTo(most_of(window)):
        return pages
    pages.setMinimumWidth(SMALLEST[0] - RAIL_WIDTH - SCROLL_WIDTH)
    return _Area(pages)


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
