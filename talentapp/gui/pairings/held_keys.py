"""The keys of the pages where pairings are decided: those pressed while a page is not ready wait, then go where they
were meant to go, in their order; those that were meant as words give no verdict."""

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from talentapp.domain.terms import Verdict

_MOVES = frozenset({"J", "K", "Up", "Down", "Home", "End"})
_SILENCE = 500  # milliseconds without a key, after which what is typed belongs no more to what was given up

_VERDICTS = {
    "A": Verdict.ACCEPT, "R": Verdict.DECLINE, "N": Verdict.ANOTHER, "C": Verdict.COMMENT, "U": Verdict.RETRACT,
}  # fmt: skip
_AT_ONCE = 0.02  # seconds
_DEAF = 2.0  # seconds after a letter that could do nothing


@dataclass(frozen=True)
class _Pressed:
    key: QKeyCombination
    text: str

    @property
    def name(self) -> str:
        return QKeySequence(self.key).toString()


class Repeats(QObject):
    """Tells which presses on a page are only of a key that is held down. Not every desktop says so: then the key is
    said to be up, and down again at once, sooner than any hand."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._up: Qt.Key | int | None = None  # the key that was said to be up last, and when by the clock
        self._at = 0.0
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            self._up, self._at = event.key(), time.monotonic()
        return False

    def has(self, key: Qt.Key | int) -> bool:
        """Whether a press of this key, now, is one."""
        return key == self._up and time.monotonic() - self._at < _AT_ONCE

    def once(self, key: str, act: Callable[[], object]) -> Callable[[], object]:
        """What a key does where it is pressed, however long it is held."""
        code = QKeySequence(key)[0].key()  # type: ignore[index]

        def pressed() -> None:
            if not self.has(code):
                act()

        return pressed


class HeldKeys(QObject):
    """The keys of a page that writes or reads what they are about.

    While something is written, every key waits; while something is read, a move goes on at once where nothing waits
    before it, and so does what is typed into a line.
    """

    def __init__(
        self, page: QWidget, slots: Mapping[str, Callable[[], object]], writes: Callable[[], bool],
        reads: Callable[[], bool],
    ) -> None:  # fmt: skip
        super().__init__(page)
        self._page, self._slots, self._writes, self._reads = page, slots, writes, reads
        self.repeats = Repeats(page)
        self._held: deque[_Pressed] = deque()
        self._watches = self._replays = False
        self._takes = False  # whether the key that has just asked is held back
        self._deaf = QTimer(self)  # while it runs, keys go nowhere: they follow on some that were given up
        self._deaf.setSingleShot(True)
        self._deaf.setInterval(_SILENCE)
        self._deaf.timeout.connect(self.go_on)

    def watch(self) -> None:
        """Hold the keys from now on, until `go_on` finds the page ready."""
        if not self._watches and self._busy:
            self._watches = True
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def go_on(self) -> None:
        """Let the keys that wait go on, as far as the page is ready for them."""
        if self._replays:
            return
        self._replays = True
        try:
            while self._held and not self._busy and self._page.isVisible():
                self._press(self._held.popleft())
        finally:
            self._replays = False
        seen = self._page.isVisible()
        if not seen:  # what leads elsewhere was pressed, or clicked
            self._held.clear()
        if self._watches and not (seen and (self._busy or self._held)):
            self._watches = False
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def give_up(self) -> bool:
        """Forget the keys that wait, as what they follow on was not done, and those still being typed after them.
        Returns whether there were any."""
        had = bool(self._held)
        self._held.clear()
        self._deaf.start()
        self.watch()
        self.go_on()
        return had

    @property
    def _busy(self) -> bool:
        return self._deaf.isActive() or self._writes() or self._reads()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key first asks whether it is a shortcut, and then comes as a key: what was held back at the one is kept at
        the other. A key that goes up from a widget to those around it, its work done, was asked about before."""
        kinds = QEvent.Type
        if event.type() not in (kinds.ShortcutOverride, kinds.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if self._replays or not isinstance(watched, QWidget) or not self._is_on_page(watched):
            return False
        pressed = _Pressed(event.keyCombination(), event.text())
        if event.type() is kinds.ShortcutOverride:
            self._takes = self._waits(pressed)
        elif not self._takes:
            return False
        elif self._deaf.isActive():
            self._deaf.start()
        elif not (event.isAutoRepeat() or self.repeats.has(event.key())):
            self._held.append(pressed)
        if not self._takes:
            return False
        event.accept()
        self._takes = event.type() is kinds.ShortcutOverride
        return True

    def _waits(self, pressed: _Pressed) -> bool:
        kept = Qt.KeyboardModifier
        plain = not pressed.key.keyboardModifiers() & (kept.ControlModifier | kept.AltModifier | kept.MetaModifier)
        name = pressed.name
        if not (plain and (pressed.text or name in _MOVES)) and name not in self._slots:
            return False  # leads elsewhere, or is only held down
        if self._held or self._deaf.isActive() or self._writes():
            return True
        return self._reads() and name not in _MOVES and not isinstance(QApplication.focusWidget(), QLineEdit)

    def _press(self, pressed: _Pressed) -> None:
        focus = QApplication.focusWidget()
        target = focus if focus is not None and self._is_on_page(focus) else self._page
        slot = None if isinstance(target, QLineEdit) else self._slots.get(pressed.name)
        if slot is not None:
            slot()
            return
        key, modifiers = pressed.key.key(), pressed.key.keyboardModifiers()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, pressed.text))

    def _is_on_page(self, widget: QWidget) -> bool:
        return widget is self._page or self._page.isAncestorOf(widget)


class VerdictKeys(QObject):
    """The letters that give a verdict on a page, as in the queue. After one that could do nothing they go nowhere for a
    while: what follows was meant as words, not as keys."""

    def __init__(self, page: QWidget, give: Callable[[Verdict], bool]) -> None:
        super().__init__(page)
        self._give = give
        self._deaf_until = 0.0  # by the clock
        repeats = Repeats(page)
        for key, verdict in _VERDICTS.items():
            shortcut = QShortcut(QKeySequence(key), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)  # a key that is held down says it once
            shortcut.activated.connect(repeats.once(key, partial(self._pressed, verdict)))

    def give_up(self) -> None:
        """Hear no letters for a while."""
        self._deaf_until = time.monotonic() + _DEAF

    def _pressed(self, verdict: Verdict) -> None:
        if isinstance(QApplication.focusWidget(), QComboBox):
            return  # meant as the beginning of what is to be chosen
        if time.monotonic() < self._deaf_until or not self._give(verdict):
            self.give_up()
