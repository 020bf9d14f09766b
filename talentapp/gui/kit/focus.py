"""Where the focus goes with Tab, and where a ring around it is drawn: for whoever uses the keys, not after a click."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QScrollArea,
    QSlider,
    QTableWidget,
    QTreeView,
    QWidget,
)
from shiboken6 import isValid

from talentapp.gui.kit.laid_out import widgets_of

_RING = "ring"  # also in the style sheet; lines in which one types have their ring in any case: there the keys go
_BY_SHEET = (QAbstractButton, QListView, QTreeView, QTableWidget, QSlider)  # have their ring from the style sheet
_WHOLE = (QAbstractScrollArea, QComboBox, QAbstractSpinBox, QLineEdit)  # as far as the focus goes
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


def in_reading_order(holder: QWidget, also: QWidget | None = None) -> Iterator[QWidget]:
    """All that is seen in a widget, and `also` one that may not be, in the order in which it is read: as it is laid
    out, not as it was made."""
    for one in _laid_out(holder):
        if not one.isWindow() and (one.isVisible() or one is also or (also is not None and one.isAncestorOf(also))):
            yield one
            yield from in_reading_order(one, also)


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops at a widget: of choices that exclude each other at the one that holds, as arrows lead on."""
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    if not (by_tab and widget.isEnabled() and widget.isVisible()):
        return False
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    if group is None or not group.exclusive() or group.checkedButton() is None:
        return True
    return widget is group.checkedButton()


def step_focus(window: QWidget, forward: bool) -> bool:
    """Give the focus to the next stop of Tab, or the one before. False where there is none.

    Qt asks also where what has the focus has just been hidden or disabled. Nobody has left its page then, so the focus
    stays there, and the keys of the page go on working.
    """
    now: QWidget | None = window.focusWidget()
    order = list(in_reading_order(window, now))
    held = (at for at, one in enumerate(order) if now is not None and (one is now or one.isAncestorOf(now)))
    at = max(held, default=-1 if forward else 0)
    after, before = order[at + 1 :], order[: max(at, 0)]
    page = _page_of(now) if now is not None and not (now.isVisible() and now.isEnabled()) else None
    around = [*after, *before] if page is None else [*filter(page.isAncestorOf, after)]
    stop = next(filter(takes_tab, around if forward else reversed(around)), page)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return True


def _page_of(gone: QWidget) -> QWidget | None:
    """The page, or part of one, that is still in view around what is not."""
    around = gone.parentWidget()
    while around is not None and not (around.isVisible() and hasattr(around, "focus_first")):
        around = around.parentWidget()
    return around


def _laid_out(holder: QWidget) -> Iterator[QWidget]:
    """The widgets in a widget: those of its layout in their order, then those that it places by itself. What Qt has put
    into its own is left alone: once it is named in Python, and no longer, Qt's child counts as gone there."""
    if isinstance(holder, QScrollArea):
        yield from filter(None, (holder.widget(),))
    if isinstance(holder, _WHOLE):
        return
    layout, seen = holder.layout(), set[QWidget]()
    for one in widgets_of(layout) if layout is not None else ():
        seen.add(one)
        yield one
    yield from (one for one in holder.children() if isinstance(one, QWidget) and one not in seen)


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
