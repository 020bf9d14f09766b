"""What the window speaks and wears: the wording and the tokens, and the one mechanism that changes them while running.

A widget whose words stay the same is registered once with `say`; it is said again whenever the language or the
appearance changes. A screen whose words depend on data connects to `changed` and shows its data again.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QLocale, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from talentapp.gui.kit import fonts, icons, tokens
from talentapp.gui.kit.qt_words import QtWords
from talentapp.settings import Language, Theme
from talentapp.wording import Wording

W = TypeVar("W", bound=QWidget)
_AT_ONCE = 200  # widgets out of view that take up a language in one turn of the loop


class Dress(QObject):
    """The language and the appearance of a window, over Qt's style Fusion, which the application begins with.

    There is one, and every widget that needs it is given it.
    """

    changed = Signal()

    def __init__(self, app: QApplication, language: Language, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._sayings: WeakKeyDictionary[QWidget, Callable[[], None]] = WeakKeyDictionary()
        self._qt_words = QtWords(app)
        self._system_is_dark = _is_dark(app)  # before the first palette of our own hides it
        self.theme: Theme = theme
        self._rest: list[QWidget] = []  # what does not speak the language of the moment yet
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._go_on)
        self.words = Wording(language)
        self._speak(language)
        self._wear(theme)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def language(self) -> Language:
        """The language spoken now."""
        return self.words.language

    def set_language(self, language: Language) -> None:
        """Speak another language: at once in what is in view, and in the rest in later turns of the loop."""
        if language != self.language:
            self._speak(language)
            self._rest = []
            for widget in self._app.allWidgets():
                if widget.isVisible():
                    self._take_up(widget)
                else:
                    self._rest.append(widget)
            self.changed.emit()
            self._soon.start()

    def catch_up(self, page: QWidget) -> None:
        """Let a page that comes into view before its turn speak the language of the moment now."""
        if self._rest:
            rest = [widget for widget in self._rest if isValid(widget)]
            parts = {widget for widget in rest if widget is page or page.isAncestorOf(widget)}
            self._rest = [widget for widget in rest if widget not in parts]
            for widget in parts:
                self._take_up(widget)

    def _go_on(self) -> None:
        some, self._rest = self._rest[:_AT_ONCE], self._rest[_AT_ONCE:]
        for widget in some:
            self._take_up(widget)
        if self._rest:
            self._soon.start()

    def _take_up(self, widget: QWidget) -> None:
        """Let a widget speak the language of the moment, in its letters: those of before stay until it is polished."""
        if isValid(widget):
            style = self._app.style()
            style.unpolish(widget)
            style.polish(widget)
            if (again := self._sayings.get(widget)) is not None:
                again()

    def set_theme(self, theme: Theme) -> None:
        """Wear light, dark, or what the system wears, at once and everywhere."""
        if theme != self.theme:
            self._wear(theme)
            self._say_all()

    def say(
        self,
        widget: W,
        text: str | None = None,
        *,
        tip: str | None = None,
        name: str | None = None,
        hint: str | None = None,
        icon: str | None = None,
        tint: str = "text",
        **facts: Any,
    ) -> W:
        """Give a widget its words by message id, and its icon by name, now and after every change.

        `name` is what a screen reader says where there is no text; `hint` is the placeholder of an input.
        """

        def again() -> None:
            target: Any = widget_of()
            words = self.words
            if text is not None:
                target.setText(words(text, **facts))
            if tip is not None:
                target.setToolTip(words(tip, **facts))
            if hint is not None:
                target.setPlaceholderText(words(hint))
            if spoken := name or text or tip or hint:
                target.setAccessibleName(words(spoken, **facts))
            draw()

        def draw() -> None:
            target: Any = widget_of()
            if icon is None:
                return
            gap = 0 if target.property("kind") == "icon" else 3
            back = tint == "on_accent" and target.property("kind") != "primary"  # it has stepped back for a question
            colour = getattr(self.tokens, "accent_ink" if target.isChecked() else "muted" if back else tint)
            off = self.tokens.muted if tint == "on_accent" else ""  # as the words beside it: on no accent any more
            target.setIcon(icons.icon(icon, colour, gap=gap, off=off))
            target.setIconSize(QSize(18 + gap, 18))

        widget_of = _reference(widget)
        self._sayings[widget] = again
        again()
        if isinstance(widget, QAbstractButton) and icon is not None:
            widget.toggled.connect(draw)
        return widget

    def picture(self, widget: Any, icon: str, tint: str, size: int) -> None:
        """Give a button that lives no longer than its data an icon in today's colours."""
        widget.setIcon(icons.icon(icon, getattr(self.tokens, tint), size=size))
        widget.setIconSize(QSize(size, size))

    def _speak(self, language: Language) -> None:
        self.words = Wording(language)
        QLocale.setDefault(QLocale({"zh_CN": "zh_CN", "zh_TW": "zh_TW", "en": "en_GB"}[language]))
        self._qt_words.speak(self.words)
        self._app.setFont(fonts.body_font(language))

    def _wear(self, theme: Theme) -> None:
        self.theme = theme
        dark = theme == "dark" or (theme == "system" and self._system_is_dark)
        self.tokens = tokens.DARK if dark else tokens.LIGHT
        self._app.setStyleSheet("")  # widgets without a sheet take a new one in a third of the time
        self._app.setPalette(tokens.palette(self.tokens))
        self._app.setStyleSheet(tokens.style_sheet(self.tokens))

    def _follow_system(self) -> None:
        self._system_is_dark = _is_dark(self._app)
        if self.theme == "system":
            self._wear("system")
            self._say_all()

    def _say_all(self) -> None:
        for widget, again in list(self._sayings.items()):
            if isValid(widget):
                again()
            else:
                del self._sayings[widget]
        self.changed.emit()


def _reference(widget: QWidget) -> Callable[[], QWidget | None]:
    """A weak reference: the registry must not keep a closed widget alive."""
    return ref(widget)


def _is_dark(app: QGuiApplication) -> bool:
    scheme = app.styleHints().colorScheme()
    if scheme != Qt.ColorScheme.Unknown:
        return scheme == Qt.ColorScheme.Dark
    palette = app.palette()
    return (
        palette.color(QPalette.ColorRole.Window).lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()
    )
