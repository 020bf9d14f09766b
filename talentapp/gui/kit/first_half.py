"""The first half of a double click has done what was meant; the second falls on what it has brought about."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget


class FirstHalf(QObject):
    """Keeps the second half of a double click from the window around something that has just come, where it is not
    meant. It goes as soon as there can be none any more."""

    def __init__(self, came: QWidget, unmeant: Callable[[QMouseEvent], bool] | None = None) -> None:
        """`unmeant` says where the second half is not meant; else it is not anywhere on what has come."""
        super().__init__(came)
        self._came, self._unmeant = came, unmeant or self._is_on_it
        if window := came.window().windowHandle():  # which hears of the mouse before any widget, and of little else
            window.installEventFilter(self)
        QTimer.singleShot(QApplication.doubleClickInterval(), self, self.deleteLater)

    def _is_on_it(self, second: QMouseEvent) -> bool:
        return self._came.rect().contains(self._came.mapFromGlobal(second.globalPosition().toPoint()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            return self._unmeant(event)
        return super().eventFilter(watched, event)
