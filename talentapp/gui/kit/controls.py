"""Controls that Qt has not, or not like this: choices, sliders, searches, toggles."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QComboBox,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from talentapp.domain.folding import folded
from talentapp.gui.kit import icons
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, button
from talentapp.gui.kit.worded import Worded

W = TypeVar("W", bound=QWidget)
_MOST_SHOWN = 14  # entries of an opened drop-down
_LINE_PADDING = 26  # of a line: what its words cannot have
_CROSS = 24  # the cross of a search
_CHOICE_PADDING = 41  # of a drop-down, as its own hint of a size has it: before its words, and after for the chevron


class _Steady(QObject):
    """Leaves the wheel to the column that scrolls, until the control has been clicked or reached by keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def steady(control: W) -> W:
    """A number, slider or drop-down that keeps its value while somebody scrolls past it. All of them are made so."""
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own lets the wheel take the focus
    control.installEventFilter(_Steady(control))
    return control


class _Once(QObject):
    """Keeps the second half of a double click from a button."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        return event.type() is QEvent.Type.MouseButtonDblClick


def once(control: W) -> W:
    """A button that a double click presses once; what comes to lie in its place and is one, too, not at all. Those are
    made so that write what nobody can take back."""
    control.installEventFilter(_Once(control))
    return control


class _Entries(QListView):
    """The opened list of a choice. Letters go to the next entry that they stand in, as it is written or in pinyin."""

    passed = Signal(bool)  # by Tab; whether forward

    def __init__(self) -> None:
        super().__init__()
        self._typed, self._since = "", QElapsedTimer()

    def event(self, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.passed.emit(pressed == Qt.Key.Key_Tab)
            return True
        return super().event(event)

    def keyboardSearch(self, search: str) -> None:
        from talentapp.domain.identity import initials, reading  # late: nobody has typed yet

        going_on = self._since.isValid() and self._since.elapsed() < QApplication.keyboardInputInterval()
        self._since.start()
        self._typed = f"{self._typed if going_on and search else ''}{search}"
        wanted, model = folded(self._typed).strip(), self.model()
        number = model.rowCount()
        if not wanted or not number:
            return
        first = self.currentIndex().row() + (not going_on)  # the same letter again goes on to the next
        order = [(first + step) % number for step in range(number)]
        texts = {at: str(model.index(at, 0).data() or "") for at in order}
        fits = {
            at: (folded(text).startswith(wanted), reading(text).startswith(wanted) or initials(text).startswith(wanted),
                 wanted in folded(text) or wanted in reading(text))
            for at, text in texts.items()
        }  # fmt: skip
        found = max(order, key=lambda at: fits[at])  # of equals the first
        if any(fits[found]):
            self.setCurrentIndex(model.index(found, 0))


class Choice(QComboBox):
    """A drop-down whose chevron is drawn with the window's own stroke. Its values stay Python objects.

    Neither a stray key nor a turn of the wheel chooses: keys open the list, letters at the entry that begins with them,
    also in pinyin, or that has them in it; there Enter or a click chooses, and Tab chooses and goes on.
    """

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._values: list[Any] = []
        steady(self)
        entries = _Entries()
        entries.passed.connect(self._pass)
        self.setView(entries)
        self.setMaxVisibleItems(_MOST_SHOWN)
        self.setItemDelegate(QStyledItemDelegate(self))  # the default one ignores the style sheet
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)  # never narrower than its words

    @property
    def value(self) -> Any:
        """The value of the chosen entry, or None."""
        at = self.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    @property
    def values(self) -> Sequence[Any]:
        """The values that are offered, in order."""
        return tuple(self._values)

    def showPopup(self) -> None:
        self.view().setAccessibleName(self.accessibleName())
        self.view().setCurrentIndex(self.model().index(self.currentIndex(), 0))  # not where one looked last
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space):
            self.showPopup()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        elif typed and typed.isprintable():
            self.showPopup()
            self.view().keyboardSearch(typed)
        else:
            super().keyPressEvent(event)

    def _pass(self, forward: bool) -> None:
        """Take the entry that is looked at, as Enter does, and go on from here."""
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self.view(), enter)
        self.focusNextPrevChild(forward)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def offer(self, entries: Sequence[tuple[str, object]]) -> None:
        """Replace the entries (label, value), keeping the chosen value where it is still offered."""
        chosen = self.value
        self.blockSignals(True)
        self.clear()
        self._values = [value for _, value in entries]
        self.addItems([text for text, _ in entries])
        self.setCurrentIndex(self._values.index(chosen) if chosen in self._values else 0 if entries else -1)
        self.blockSignals(False)

    def narrow(self, characters: int) -> None:
        """Keep to a width that long entries do not decide; the opened list is as wide as they are."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(characters)
        self.view().setMinimumWidth(320)

    def choose(self, value: object) -> None:
        """Choose the entry of this value."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and not self.toolTip() and self._fitted() != self._said():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self._said(), self)
            return True
        return super().event(event)

    def _said(self) -> str:
        return self.currentText() if self.currentIndex() >= 0 else self.placeholderText()

    def _fitted(self) -> str:
        """What there is room for of what it says: Qt would cut it through a letter."""
        room = self.width() - _CHOICE_PADDING
        return self.fontMetrics().elidedText(self._said(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        option, painter = QStyleOptionComboBox(), QStylePainter(self)
        self.initStyleOption(option)
        option.currentText = self._fitted()  # that of what it asks for, where nothing is chosen
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        colour = self._dress.tokens.secondary if self.isEnabled() else self._dress.tokens.disabled
        box = QRectF(self.width() - 26, (self.height() - 16) / 2, 16, 16)
        icons.draw(painter, "chevron-down", colour, box)


def is_letter(event: QEvent) -> bool:
    """Whether this asks who wants a letter or a digit: whoever accepts it has it, and no shortcut does."""
    if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.ShortcutOverride:
        return False
    modifiers = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return event.text().isalnum() and event.modifiers() in modifiers


def goes_to_choice(page: QWidget, event: QEvent) -> bool:
    """Whether this asks who wants a letter that looks for an entry of a drop-down: then it has it, and no shortcut."""
    if not is_letter(event) or not isinstance(page.window().focusWidget(), Choice):
        return False
    event.accept()
    return True


class Deeds(Choice):
    """A drop-down of things to do. It says what they are; nothing stays chosen in it, and letters are left to the
    page."""

    wanted = Signal(object)  # the value of what is to be done

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress)
        self.activated.connect(self._chosen)

    def show_deeds(self, says: str, entries: Sequence[tuple[str, object]]) -> None:
        """Offer these (label, value) under a name for all of them."""
        self.setPlaceholderText(says)
        self.offer(entries)
        self.setCurrentIndex(-1)

    def showPopup(self) -> None:
        super().showPopup()
        if self.count():
            self.view().setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.showPopup()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> None:
        value = self.value
        self.setCurrentIndex(-1)
        if value is not None:
            self.wanted.emit(value)


class Line(QLineEdit):
    """A line for a name or a sentence. Where there is too much in it to be seen, the beginning is, until one types, and
    all of it in a tip."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            if self.fontMetrics().horizontalAdvance(self.text()) > self.width() - _LINE_PADDING:
                QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self.text(), self)
            return True
        return super().event(event)

    def setText(self, text: str | None) -> None:
        super().setText(text)
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.setCursorPosition(0)


class Entry(QLineEdit):
    """A line whose text Enter hands over, and which is empty then. Empty, it leaves Ctrl+Z to the window: what was
    handed over is what one would take back."""

    given = Signal(str)  # never empty

    def __init__(self) -> None:
        super().__init__()
        self.returnPressed.connect(self._give)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not self.text():
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return super().event(event)

    def _give(self) -> None:
        text = self.text().strip()
        self.setText("")  # which `clear` would let Ctrl+Z bring back
        if text:
            self.given.emit(text)


class SearchField(QLineEdit):
    """A line for searching, with a magnifier in it, and a cross that empties it once there is something in it, as Esc
    does; Enter and the down arrow leave it for the list."""

    left = Signal()

    def __init__(self, dress: Dress, hint: str) -> None:
        super().__init__()
        self._dress = dress
        self.setProperty("kind", "search")
        dress.say(self, hint=hint)
        self.setTextMargins(0, 0, _CROSS, 0)
        self._cross = dress.say(button("icon"), name="search-clear", tip="search-clear", icon="close", tint="muted")
        self._cross.setParent(self)
        self._cross.resize(_CROSS, _CROSS)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        self.textChanged.connect(self._offer_clearing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cross.move(self.width() - _CROSS - 4, (self.height() - _CROSS) // 2)

    def _offer_clearing(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        lens = icons.pixmap("search", self._dress.tokens.muted, 16)
        QPainter(self).drawPixmap(9, (self.height() - 16) // 2, lens)


class Toggle(Worded):
    """A button that is on or off, and shows a tick while it is on: never by colour alone."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setStyleSheet("QPushButton { padding-left: 32px; text-align: left; outline: none; }")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, painter = self._dress.tokens, QPainter(self)
        box = QRectF(10, (self.height() - 16) / 2, 16, 16)
        if self.isChecked():
            icons.draw(painter, "check", tokens.accent_ink if self.isEnabled() else tokens.disabled, box)
        else:
            painter.setPen(QColor(tokens.control_border if self.isEnabled() else tokens.disabled))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)


def tick(view: QAbstractItemView, index: QModelIndex) -> None:
    """Tick an entry, or untick it, where it can be."""
    if index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
        other = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        view.model().setData(index, other, Qt.ItemDataRole.CheckStateRole)


def tick_by_click(view: QAbstractItemView) -> None:
    """Let a click anywhere on an entry tick it, or untick it; left to Qt only one into its small box does."""
    before: list[tuple[QPersistentModelIndex, object]] = []

    def pressed(index: QModelIndex) -> None:
        box = index.siblingAtColumn(0)
        before[:] = [(QPersistentModelIndex(box), box.data(Qt.ItemDataRole.CheckStateRole))]

    def clicked(index: QModelIndex) -> None:
        box = index.siblingAtColumn(0)
        if before == [(QPersistentModelIndex(box), box.data(Qt.ItemDataRole.CheckStateRole))]:  # the box was not hit
            tick(view, box)

    view.pressed.connect(pressed)
    view.clicked.connect(clicked)


class Segments(QWidget):
    """A few choices of which one holds, side by side."""

    chosen = Signal(object)

    def __init__(
        self,
        dress: Dress,
        entries: Sequence[tuple[str, object]],
        name: str,
        *,
        wraps: bool = False,
        tips: bool = False,
    ) -> None:
        """Where they `wrap`, those that have no room beside the others stand below them; with `tips` each says more."""
        super().__init__()
        self.setObjectName("plain")
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        line = Flow(gap=4) if wraps else across(gap=4)
        self.setLayout(line)
        for message, value in entries:
            one = dress.say(button(), message, tip=f"{message}-tip" if tips else None)
            one.setCheckable(True)
            self._group.addButton(one, len(self._values))
            self._values.append(value)
            line.addWidget(one)
        if isinstance(line, QBoxLayout):
            line.addStretch(1)
        self._group.idClicked.connect(self._clicked)
        self._group.idToggled.connect(self._turned)
        self.setFocusProxy(self._group.button(0))
        dress.say(self, name=name)

    def choose(self, value: object) -> None:
        """Show this value as the one that holds, without a signal; of a value that is none of them, that none holds."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
        elif (held := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            held.setChecked(False)
            self._group.setExclusive(True)

    def tell(self, value: object, text: str) -> None:
        """Say this on the choice of a value, such as its name with a number."""
        one = self._group.button(self._values.index(value))
        one.setText(text)
        one.setAccessibleName(text)

    def enable(self, values: Iterable[object], why_not: str = "") -> None:
        """Let only these be chosen; the others say in their tips why they cannot be."""
        allowed = set(values)
        for at, value in enumerate(self._values):
            one = self._group.button(at)
            one.setEnabled(value in allowed)
            one.setToolTip("" if value in allowed else why_not)

    def _turned(self, at: int, held: bool) -> None:
        """The choice that holds has the focus where all are given it."""
        if held:
            self.setFocusProxy(self._group.button(at))

    def _clicked(self, at: int) -> None:
        self.chosen.emit(self._values[at])
