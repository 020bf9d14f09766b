"""All keys on one sheet: F1 or ? shows it, any key takes it away."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from talentapp.gui.frame.navigation import KEYS
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, label, stacked

if TYPE_CHECKING:
    from talentapp.gui.frame.main_window import MainWindow

_GROUPS = (
    ("keys-anywhere", (
        ("Ctrl+K", "palette-title"), ("Ctrl+F", "keys-search"), ("Ctrl+Z", "undo-button"),
        ("Ctrl+Shift+Z", "redo-button"),
        ("Ctrl+R", "action-recommend"), ("Ctrl+I", "nav-imports"), ("Ctrl+E", "action-export"),
        ("F5", "keys-reload"), ("F1  ?", "keys-title"),
        ("Esc", "action-back"), ("Ctrl+Q", "keys-quit"),
    )),
    ("keys-lists", (
        ("J  K", "keys-move"), ("Shift+↑ ↓", "keys-several"), ("Ctrl+A", "keys-all"), ("E", "action-edit"),
        ("Shift+F10", "keys-menu"),
        ("F2", "keys-cell"), ("Ctrl+N", "keys-new"), ("Ctrl+Shift+F", "filter-button"), ("Ctrl+S", "form-save"),
        ("Del", "action-delete"), ("D", "duplicates-button"), ("B", "keys-bulk"),
        ("C", "columns-button"), ("V", "view-keep"),
    )),
    ("nav-review", (
        ("J  K", "keys-move"), ("A", "verdict-accept"), ("R", "verdict-decline"), ("N", "verdict-another"),
        ("C", "verdict-comment"), ("U", "verdict-retract"), ("T", "keys-why"), ("O", "review-open"),
    )),
    ("nav-overview", (("T", "keys-picture"),)),
    ("nav-imports", (("F8", "keys-problem"), ("Shift+F8", "keys-problem-before"))),
)  # fmt: skip
_ONLY_FOR = {
    "recommend": ("action-recommend",),
    "imports": ("nav-imports", "keys-problem", "keys-problem-before"),
    "duplicates": (
        "undo-button", "redo-button", "action-edit", "keys-cell", "keys-new", "form-save", "action-delete",
        "duplicates-button", "keys-bulk",
    ),
    "decide": ("verdict-accept", "verdict-decline", "verdict-another", "verdict-comment", "verdict-retract"),
}  # fmt: skip
"""Keys that are not told to who has no use for a page, or for what goes by its name."""
_COLUMNS = 4  # the last one holds what is over


class ShortcutSheet(QFrame):
    """The sheet, over the window."""

    def __init__(self, dress: Dress, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self._dress, self._window = dress, window
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._box = stacked(gap=12, margins=(24, 20, 24, 20))
        self.setLayout(self._box)
        dress.say(self, name="keys-title")
        self._body: QWidget | None = None
        self.hide()

    def open_over(self) -> None:
        """Show the sheet in the middle of the window."""
        if self._body is not None:
            self._box.removeWidget(self._body)  # else there is room for both
            self._body.deleteLater()
        self._body = self._sheet()
        self._box.addWidget(self._body)
        self._before = self._window.focusWidget()
        size = self.sizeHint().boundedTo(self._window.size())
        self.resize(size)
        self.move((self._window.width() - size.width()) // 2, max((self._window.height() - size.height()) // 2, 0))
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
            self.hide()
            if self._before is not None:
                self._before.setFocus()

    def _groups(self) -> Iterator[tuple[str, Sequence[tuple[str, str]]]]:
        """The keys that the role has use for, by headings."""
        may_go, names = self._window.may_go, self._window.pages
        kept = {said for page, some in _ONLY_FOR.items() if not may_go(page) for said in some}
        yield "keys-pages", [(KEYS[page], name) for page, name in names.items()]
        for heading, lines in _GROUPS:
            told = [
                (keys, names["imports"] if said == "nav-imports" else said) for keys, said in lines if said not in kept
            ]
            if told:
                yield heading, told

    def _sheet(self) -> QWidget:
        words = self._dress.words
        body = QWidget()
        body.setObjectName("plain")
        columns = [stacked(gap=0) for _ in range(_COLUMNS)]
        grid = across(*columns, gap=32)
        for at, (heading, lines) in enumerate(self._groups()):
            box = QGridLayout()
            box.setHorizontalSpacing(16)
            box.setVerticalSpacing(6)
            box.addWidget(label(words(heading), "strong"), 0, 0, 1, 2)
            for line, (keys, message) in enumerate(lines, 1):
                box.addWidget(label(keys, "key"), line, 0)
                box.addWidget(label(words(message)), line, 1)
            box.setRowStretch(len(lines) + 1, 1)
            column = columns[min(at, _COLUMNS - 1)]
            if column.count():
                column.addSpacing(12)
            column.addLayout(box)
        for column in columns:
            column.addStretch(1)
        inner = stacked(label(words("keys-title"), "title"), grid, label(words("keys-leave"), "caption"), gap=16)
        body.setLayout(inner)
        return body
