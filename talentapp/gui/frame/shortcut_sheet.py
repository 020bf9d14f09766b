"""All keys on one sheet: F1 or ? shows it, any key takes it away but those that scroll it, where it is long."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QWidget

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
        ("Esc", "action-back"), ("Alt+← →", "keys-way"), ("Ctrl+Q", "keys-quit"),
    )),
    ("keys-lists", (
        ("J  K", "keys-move"), ("Shift+↑ ↓", "keys-several"), ("Ctrl+A", "keys-all"), ("E", "action-edit"),
        ("Shift+F10", "keys-menu"),
        ("F2", "keys-cell"), ("Ctrl+N", "keys-new"), ("Ctrl+Shift+F", "filter-button"), ("Ctrl+S", "form-save"),
        ("Del", "action-delete"), ("D", "duplicates-button"), ("B", "keys-bulk"),
        ("S", "sort-title"), ("C", "columns-button"), ("V", "view-keep"),
    )),
    ("nav-review", (
        ("J  K", "keys-move"), ("PgDn  PgUp", "keys-page"),
        ("A", "verdict-accept"), ("R", "verdict-decline"), ("N", "verdict-another"),
        ("C", "verdict-comment"), ("U", "verdict-retract"), ("T", "keys-why"), ("O", "review-open"),
    )),
    ("nav-overview", (("T", "keys-picture"),)),
    ("pairing-title", (("Alt+1 … 6", "keys-tabs"), ("PgDn  PgUp", "keys-page"), ("A  R  N  C  U", "keys-decide"))),
    ("nav-imports", (
        ("Ctrl+I", "import-choose"), ("F8", "keys-problem"), ("Shift+F8", "keys-problem-before"),
        ("Ctrl+C  Ctrl+V", "keys-copy"), ("Ctrl+Enter", "keys-alike"),
    )),
)  # fmt: skip
_ONLY_FOR = {
    "recommend": ("action-recommend",),
    "imports": ("nav-imports", "import-choose", "keys-problem", "keys-problem-before", "keys-copy", "keys-alike"),
    "duplicates": (
        "action-edit", "keys-cell", "keys-new", "form-save", "action-delete",
        "duplicates-button", "keys-bulk",
    ),
    "decide": (
        "undo-button", "redo-button", "verdict-accept", "verdict-decline", "verdict-another", "verdict-retract",
        "keys-decide",
    ),
}  # fmt: skip
"""Keys that are not told to who has no use for a page, or for what goes by its name."""
_COLUMNS, _GAP, _UNDER = 4, 32, 12  # as many beside each other as there is room for; what is over goes under
_SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ShortcutSheet(QFrame):
    """The sheet, over the window."""

    def __init__(self, dress: Dress, window: "MainWindow") -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self._dress, self._window = dress, window
        self._before: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        title, leave = dress.say(label(kind="title"), "keys-title"), dress.say(label(kind="caption"), "keys-leave")
        self._box = stacked(title, self._area, leave, gap=16, margins=(24, 20, 24, 20))
        self.setLayout(self._box)
        dress.say(self, name="keys-title")
        self.hide()

    def open_over(self) -> None:
        """Show the sheet in the middle of the window."""
        around = self._box.totalMinimumSize() - self._area.minimumSizeHint()
        body = self._sheet(self._window.width() - around.width())
        self._area.setWidget(body)
        self._before = self._window.focusWidget()
        size = (around + body.size()).boundedTo(self._window.size())
        self.resize(size)
        self.move((self._window.width() - size.width()) // 2, max((self._window.height() - size.height()) // 2, 0))
        self.show()
        self.raise_()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """No key goes on to the page below, nor to what works everywhere, while this is over it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        if event.key() in _SCROLLS and bar.maximum():
            QApplication.sendEvent(bar, event)
        elif event.key() not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
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

    def _sheet(self, room: int) -> QWidget:
        """The groups in as many columns as have room, each in the column that is the shortest so far."""
        groups = [self._group(heading, lines) for heading, lines in self._groups()]
        for count in range(_COLUMNS, 0, -1):
            columns: list[list[QWidget]] = [[] for _ in range(count)]
            for group in groups:
                min(columns, key=lambda some: sum(one.sizeHint().height() + _UNDER for one in some)).append(group)
            wide = sum(max((one.sizeHint().width() for one in some), default=0) + _GAP for some in columns) - _GAP
            if wide <= room:
                break
        body = QWidget()
        body.setObjectName("plain")
        body.setLayout(across(*(stacked(*some, None, gap=_UNDER) for some in columns), gap=_GAP))
        body.adjustSize()
        return body

    def _group(self, heading: str, lines: Sequence[tuple[str, str]]) -> QWidget:
        words, group, box = self._dress.words, QWidget(), QGridLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(16)
        box.setVerticalSpacing(6)
        box.addWidget(label(words(heading), "strong"), 0, 0, 1, 2)
        for line, (keys, message) in enumerate(lines, 1):
            box.addWidget(label(keys, "key"), line, 0)
            box.addWidget(label(words(message)), line, 1)
        group.setLayout(box)
        return group
