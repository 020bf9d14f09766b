"""What comes up over or on a page for a while: panels, and what gives the focus back when it goes."""

from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QWidget
from shiboken6 import isValid

from talentapp.gui.kit.first_half import FirstHalf

_LEAST = 240  # the least height of a panel: on a lower screen it covers what it belongs to
_EDGE = 8  # between it and the window's edge


class Popup(QFrame):
    """A panel of its own over the window, as large as it is meant to be, or as the window has room for."""

    def __init__(self, parent: QWidget, size: QSize) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self._size = size

    def open_below(self, asked: QWidget) -> None:
        """Show it below what asked for it, flush with its right edge, or as near as window and screen allow."""
        place = asked.mapToGlobal(QPoint(asked.width() - self._size.width(), asked.height() + 4))
        within = asked.window().geometry().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        room = within.intersected(asked.screen().availableGeometry())
        self.setFixedSize(self._size.boundedTo(QSize(room.width(), max(room.bottom() - place.y(), _LEAST))))
        right, bottom = room.right() + 1 - self.width(), room.bottom() + 1 - self.height()
        self.move(max(min(place.x(), right), room.left()), max(min(place.y(), bottom), room.top()))
        self.show()


class Passing(QFrame):
    """Comes and goes on a page. Where it goes with the focus in it, the focus is again where it was before; where that
    is gone, on what the page is worked from."""

    def __init__(self) -> None:
        super().__init__()
        self._before: QWidget | None = None

    def setVisible(self, visible: bool) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if visible and not self.isVisible() and not inside:
            self._before = focus
        super().setVisible(visible)
        if not visible and inside:
            self._give_back()

    def _give_back(self) -> None:
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()
            return
        if (page := self._page()) is not None:
            page.focus_first()

    def _page(self) -> Any:
        """What the page is worked from, or None where there is no page around it."""
        page = self.parentWidget()
        while page is not None and not hasattr(page, "focus_first"):
            page = page.parentWidget()
        return page


class Interlude(Passing):
    """A question, a notice, a line to fill in: Esc puts it away, as its own buttons do. Where it has a primary button,
    that of the page steps back meanwhile: what is asked is answered first. In a page that is scrolled it comes into
    view. Where the cursor is in it, the second half of the double click that has asked does not take it away."""

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[QPushButton] = []  # the primary buttons that have stepped back for it

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            QTimer.singleShot(0, self, self._come_into_view)  # once it has been laid out
            FirstHalf(self, self._is_typed_into)
        if not visible:
            behind, self._behind = self._behind, []
            for one in behind:
                if isValid(one):
                    step_back(one, back=False)
        elif not self._behind and _primary(self) and (page := self._page()) is not None:
            self._behind = [one for one in _primary(page) if not self.isAncestorOf(one) and not _put_away(one)]
            for one in self._behind:
                step_back(one, back=True)

    def _is_typed_into(self, _second: QMouseEvent) -> bool:
        focus = self.window().focusWidget()
        return self.isVisible() and focus is not None and self.isAncestorOf(focus)

    def _come_into_view(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and self.isVisible():
            around.ensureWidgetVisible(self, 0, _EDGE)
            focus = self.window().focusWidget()  # also where the window is not the active one
            if focus is not None and self.isAncestorOf(focus):  # of what is higher than the page, its answer
                around.ensureWidgetVisible(focus, 0, _EDGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def step_back(primary: QPushButton, *, back: bool) -> None:
    """Let a primary button give way to another, as a page has one of them; or come forward again."""
    if back == (primary.property("kind") != "primary"):
        return
    from PySide6.QtGui import QIcon  # late: the window is painted without one

    primary.setProperty("kind", "" if back else "primary")
    primary.style().unpolish(primary)
    primary.style().polish(primary)
    bright = primary.icon()
    if back and not bright.isNull():  # what is drawn for the accent is not seen beside it: as it is when it is off
        primary.setProperty("bright", bright)
        primary.setIcon(QIcon(bright.pixmap(primary.iconSize(), QIcon.Mode.Disabled)))
    elif not back and isinstance(primary.property("bright"), QIcon):
        primary.setIcon(primary.property("bright"))


def _put_away(primary: QWidget) -> bool:
    """Whether it is the answer to what is not asked now: asked later, that comes to stand before what is."""
    around = primary.parentWidget()
    while around is not None and not isinstance(around, Interlude):
        around = around.parentWidget()
    return around is not None and around.isHidden()


def _primary(part: QWidget) -> list[QPushButton]:
    return [one for one in part.findChildren(QPushButton) if one.property("kind") == "primary"]
