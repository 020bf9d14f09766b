"""The pages at the left of the window."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.tokens import CAPTION, NAVIGATION_WIDTH, RAIL_WIDTH
from talentapp.gui.kit.widgets import button, empty, label, stacked

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from talentapp.gui.lists.saved_views import SavedViews, View

PAGES = (
    "overview",
    "candidates",
    "projects",
    "organisations",
    "matching",
    "review",
    "plan",
    "rosters",
    "imports",
    "settings",
)
KEYS = {page: f"Ctrl+{at % 10}" for at, page in enumerate(PAGES, 1)}
"""The key that shows a page."""
LISTS = ("candidates", "projects", "organisations")
_RAIL_MARGIN = 8
_ICON = 18
_GROUPS = {"review": "nav-group-work", "imports": "nav-group-data"}


class Navigation(QFrame):
    """The pages at the left, and under a page the views of its list that somebody has kept."""

    view_wanted = Signal(object, bool)  # a View, and whether it is to be called otherwise
    own_wanted = Signal()  # from the database of the sample programme to one's own

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._kept: dict[str, QVBoxLayout] = {}
        self._views: SavedViews | None = None
        self._page = ""  # in view
        self._shown: dict[str, View | None] = {}  # by page: the kept view that its list shows
        self.setObjectName("navigation")
        self._narrow: bool | None = None
        self._sampled = self._own = self._apart = False
        dress.say(self, name="navigation")
        self.picked = QButtonGroup(self)
        self.items: dict[str, NavigationItem] = {}
        self._groups: dict[str, QLabel] = {}  # by the page that each begins with
        box = self._box = stacked(gap=2, margins=(12, 20, 12, 12))
        name = self._name = dress.say(label(kind="section"), "app-name")
        name.setContentsMargins(10, 0, 0, 0)
        about = self._about = dress.say(label(kind="caption", wrap=True), "app-subtitle")
        about.setContentsMargins(10, 0, 0, 12)
        self._sample = dress.say(label(kind="mark", wrap=True), "sample-mark")
        self._sample.setStyleSheet("margin-bottom: 8px;")  # apart from the page below it
        self._sample.hide()
        self._to_own = dress.say(button("quiet"), "sample-leave", tip="sample-leave-tip")
        self._to_own.clicked.connect(self.own_wanted)
        self._to_own.hide()
        self._sample_short = dress.say(button("mark"), "sample-short", tip="sample-mark", name="sample-mark")
        self._sample_short.clicked.connect(self.own_wanted)
        self._sample_short.hide()
        box.addWidget(name)
        box.addWidget(about)
        for page in PAGES:
            if page in _GROUPS:
                group = self._groups[page] = dress.say(label(kind="caption"), _GROUPS[page])
                group.setContentsMargins(10, 14, 0, 4)
                box.addWidget(group)
            if page == "settings":
                box.addStretch(1)
                box.addWidget(self._sample)  # where nothing moves as it comes and goes
                box.addWidget(self._sample_short)
                box.addWidget(self._to_own, 0, Qt.AlignmentFlag.AlignLeft)
            item = self.items[page] = NavigationItem(dress, page)
            item.call(f"nav-{page}")
            self.picked.addButton(item)
            box.addWidget(item)
            if page in LISTS:
                self._kept[page] = stacked(gap=2)
                box.addLayout(self._kept[page])
        self._hint = dress.say(label(kind="caption", wrap=True), "keys-hint")
        self._hint.setContentsMargins(10, 8, 0, 0)
        dress.changed.connect(self._show_views)
        box.addWidget(self._hint)
        self.setLayout(box)
        self.fit(narrow=False)

    def fit(self, narrow: bool) -> None:
        """Show names beside the icons, or on a narrow window the icons alone."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        side = _RAIL_MARGIN if narrow else 12
        self._box.setContentsMargins(side, 20, side, 12)
        self.setFixedWidth(RAIL_WIDTH if narrow else NAVIGATION_WIDTH)
        self._name.setVisible(not narrow)
        self._about.setVisible(not narrow)
        self._hint.setVisible(not narrow)
        for item in self.items.values():
            item.fit(narrow)
        for view in self.findChildren(ViewItem):
            view.setVisible(not narrow)
        for menu in self.findChildren(ViewMenu):
            menu.setVisible(narrow)
        self.show_sample(self._sampled, self._own, apart=self._apart)
        self._show_groups()

    def serve(self, views: "SavedViews") -> None:
        """Show these kept views, each under its page, as they are from now on."""
        self._views = views
        views.changed.connect(self._show_views)
        self._show_views()

    def _show_views(self) -> None:
        """They are made anew; the focus stays on the one that has it, and on its page where that one has gone."""
        focus = QApplication.focusWidget()
        worked = focus.view if isinstance(focus, ViewItem) else None
        for page, box in self._kept.items():
            empty(box)
            for view in self._views.all if self._views is not None else ():
                if view.page == page and self._views is not None:
                    item = ViewItem(self._dress, view, self._views)
                    item.clicked.connect(self._view)
                    item.naming.connect(self._name_view)
                    box.addWidget(item)
                    item.setVisible(not self._narrow)
                    if view == worked:
                        item.setFocus()
                        worked = None
            views = [view for view in self._views.all if view.page == page] if self._views is not None else []
            if views:
                menu = ViewMenu(self._dress, views)
                menu.chosen.connect(self._choose_view)
                box.addWidget(menu)
                menu.setVisible(bool(self._narrow))
        if worked is not None:
            self.items[worked.page].setFocus()
        self._mark()

    def mark_view(self, page: str, view: "View | None") -> None:
        """Mark the kept view that a page's list shows, if it is one, while the page is in view."""
        self._shown[page] = view
        self._mark()

    def _mark(self) -> None:
        for item in self.findChildren(ViewItem):
            item.setChecked(item.view.page == self._page and item.view == self._shown.get(self._page))

    def _view(self) -> None:
        self._mark()  # a press changes nothing by itself
        self.view_wanted.emit(self.sender().view, False)  # type: ignore[attr-defined]

    def _choose_view(self, view: "View") -> None:
        self.view_wanted.emit(view, False)

    def _name_view(self) -> None:
        self.view_wanted.emit(self.sender().view, True)  # type: ignore[attr-defined]

    def show_page(self, page: str) -> None:
        """Mark the page in view."""
        for name, item in self.items.items():
            item.setChecked(name == page)
            # Tab goes to the page in view; the arrow keys go on from there.
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == page else Qt.FocusPolicy.ClickFocus)
        self._page = page
        self._mark()

    def allow(self, pages: Mapping[str, str]) -> None:
        """Show only the pages that the role has use for, each by the message that names it."""
        for page, item in self.items.items():
            item.setVisible(page in pages)
            if page in pages:
                item.call(pages[page])
        self._show_groups()

    def _show_groups(self) -> None:
        begins = [*self._groups, "settings"]
        order = list(self.items)
        for first, after in pairwise(begins):
            inside = order[order.index(first) : order.index(after)]
            shown = any(not self.items[name].isHidden() for name in inside)
            self._groups[first].setVisible(shown and not self._narrow)

    def show_sample(self, sample: bool, own: bool, *, apart: bool = False) -> None:
        """Say that the people are made up, as long as they are, or that some of them are: where there are own ones.
        Where they are in a database apart, a button leads to one's own."""
        self._sampled, self._own, self._apart = sample, own, apart
        said = "sample-among" if own else "sample-mark"
        self._dress.say(self._sample, said)
        self._dress.say(self._sample_short, "sample-short", tip="sample-leave-short" if apart else said, name=said)
        self._sample_short.setEnabled(apart)
        self._sample.setVisible(sample and not self._narrow)
        self._sample_short.setVisible(sample and bool(self._narrow))
        self._to_own.setVisible(apart and not self._narrow)

    def show_waiting(self, count: int) -> None:
        """Say how many pairings wait for review."""
        self.items["review"].show_count(count)

    def show_previewed(self, count: int) -> None:
        """Say how many files are looked at on their way in."""
        self.items["imports"].show_count(count)


class ViewItem(QPushButton):
    """A kept view. F2, Alt with an arrow and Delete, or its menu, rename, move and remove it."""

    naming = Signal()  # it is to be called otherwise

    def __init__(self, dress: Dress, view: "View", views: "SavedViews") -> None:
        super().__init__()
        self.view, self._views = view, views
        self._dress = dress
        self.setProperty("kind", "view")
        self.setCheckable(True)  # marked while its list shows it
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        dress.picture(self, "view", "muted", 14)
        self.setText(self.fontMetrics().elidedText(view.name, Qt.TextElideMode.ElideRight, NAVIGATION_WIDTH - 76))
        self.setAccessibleName(view.name)
        self.setToolTip(dress.words("view-tip", name=view.name))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts: dict[tuple[int, bool], Callable[[], None]] = {
            (Qt.Key.Key_Delete, False): self._drop, (Qt.Key.Key_F2, False): self.naming.emit,
            (Qt.Key.Key_Up, True): self._up, (Qt.Key.Key_Down, True): self._down,
        }  # fmt: skip
        act = acts.get((event.key(), event.modifiers() == Qt.KeyboardModifier.AltModifier))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _menu(self, place: QPoint) -> None:
        from PySide6.QtWidgets import QMenu  # late, as below: the window is painted without it

        menu, words = QMenu(self), self._dress.words
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for said, keys, act in (
            (words("view-rename-dots"), "F2", self.naming.emit), (words("view-up"), "Alt+↑", self._up),
            (words("view-down"), "Alt+↓", self._down), (words("view-drop"), "Del", self._drop),
        ):  # fmt: skip
            menu.addAction(f"{said}\t{keys}", act)
        menu.popup(self.mapToGlobal(place))

    def _up(self) -> None:
        self._views.move(self.view, -1)

    def _down(self) -> None:
        self._views.move(self.view, 1)

    def _drop(self) -> None:
        self._views.drop(self.view)


class ViewMenu(QPushButton):
    """The kept views of a page where there is room for an icon alone: a press lists them by name."""

    chosen = Signal(object)  # View

    def __init__(self, dress: Dress, views: "Sequence[View]") -> None:
        super().__init__()
        self._views = views
        self.setProperty("kind", "view")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        dress.picture(self, "view", "muted", 14)
        self.setAccessibleName(dress.words("view-all"))
        self.setToolTip("\n".join((dress.words("view-all"), *(view.name for view in views))))
        self.clicked.connect(self._list)

    def _list(self) -> None:
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in self._views:
            menu.addAction(view.name).setData(view)
        menu.triggered.connect(self._choose)
        menu.popup(self.mapToGlobal(self.rect().topRight()))
        menu.setActiveAction(menu.actions()[0])

    def _choose(self, action: "QAction") -> None:
        self.chosen.emit(action.data())


class NavigationItem(QPushButton):
    """A page's icon and name, and beside it how much waits there."""

    def __init__(self, dress: Dress, page: str) -> None:
        super().__init__()
        self._dress, self._page = dress, page
        self._called = ""
        self._count = 0
        self._narrow = False
        self.setObjectName(page)
        self.setProperty("kind", "navigation")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def call(self, name: str) -> None:
        """Name the page, by a message."""
        if name != self._called:
            self._called = name
            self._say()

    def fit(self, narrow: bool) -> None:
        """Show the name, or the icon alone."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._say()

    def _say(self) -> None:
        """Where the icon stands alone a screen reader still has the words."""
        name = self._called
        self._dress.say(self, None if self._narrow else name, tip=f"{name}-tip", name=name, key=KEYS[self._page])
        if self._narrow:
            self.setText("")

    def show_count(self, count: int) -> None:
        """Show a number at the right; 0 shows none."""
        self._count = count
        self.update()

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(RAIL_WIDTH - 2 * _RAIL_MARGIN, whole.height()) if self._narrow else whole

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = self._dress.tokens
        painter = QPainter(self)
        # Painted rather than set, which would take a QIcon: the window is painted without one.
        colour = tokens.accent_ink if self.isChecked() else tokens.secondary
        icons.draw(painter, self._page, colour, QRectF(12, (self.height() - _ICON) / 2, _ICON, _ICON))
        if not self._count:
            return
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent_ink if self.isChecked() else tokens.muted))
        if self._narrow:  # a dot: the number is in the page's heading
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(tokens.accent_ink))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QRectF(self.width() - 11, 5, 6, 6))
            return
        box = self.rect().adjusted(0, 0, -12, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, flags, f"{self._count:,}")
