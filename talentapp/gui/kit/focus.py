"""Where a ring around what has the focus is drawn: for whoever uses the keys, and not after a click."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QListView,
    QSlider,
    QTableWidget,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

_RING = "ring"  # also in the style sheet; lines in which one types have their ring in any case: there the keys go
_BY_SHEET = (QAbstractButton, QListView, QTreeView, QTableWidget, QSlider)  # have their ring from the style sheet
_SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})


class FocusRings(QObject):
    """Marks what has the focus by the keys, as long as no mouse has been pressed since. There is one."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._by_mouse = False
        app.focusChanged.connect(self._moved)
        for window in app.topLevelWindows():
            self._watch(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress:
            self._by_mouse = True
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() not in _SILENT:
            self._by_mouse = False
            if (focus := QApplication.focusWidget()) is not None:
                _mark(focus, on=True)
        return super().eventFilter(watched, event)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            _mark(before, on=False)
        if now is not None:
            self._watch(now.window().windowHandle())
            _mark(now, on=not self._by_mouse)

    def _watch(self, window: QWindow | None) -> None:
        """Hear of each press in a window before the widget that it is for; Qt keeps a filter once, however often it is
        installed."""
        if window is not None and isValid(window):  # a menu may have gone already
            window.installEventFilter(self)


def show_rings() -> None:
    """Draw rings from now on."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.findChild(FocusRings) is None:
        FocusRings(app)


def ringed(widget: QWidget) -> bool:
    """Whether a ring is to be drawn around a widget."""
    return widget.hasFocus() and bool(widget.property(_RING))


def _mark(widget: QWidget, *, on: bool) -> None:
    if bool(widget.property(_RING)) is on:
        return
    widget.setProperty(_RING, on)
    if isinstance(widget, _BY_SHEET):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    seen = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    seen.update()
