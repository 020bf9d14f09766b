"""How a list is sorted, as a menu: for the keyboard, and for who would not think of clicking on a heading."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from talentapp.gui.kit.dress import Dress
from talentapp.gui.lists.list_pane import Listing


def sort_menu(dress: Dress, listing: Listing, parent: QWidget) -> QMenu:
    """All columns that the list can be sorted by and both directions; what holds is ticked, and what is picked is done.

    It is deleted as it closes.
    """
    menu = QMenu(f"{dress.words('sort-title')}\tS", parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    now, descending = listing.model.sorted_by or (None, False)
    columns, ways = QActionGroup(menu), QActionGroup(menu)
    for at, column in enumerate(listing.model.columns):
        if column.order:
            _add(menu, columns, dress.words(column.heading), listing.table.order_by(at), ticked=at == now)
    if now is not None:
        order = listing.model.columns[now].order
        menu.addSeparator()
        _add(menu, ways, dress.words("sort-up"), (order, False), ticked=not descending)
        _add(menu, ways, dress.words("sort-down"), (order, True), ticked=descending)
    menu.triggered.connect(partial(_sort, listing))
    return menu


def _add(menu: QMenu, group: QActionGroup, text: str, asked: tuple[str, bool], *, ticked: bool) -> None:
    action = QAction(text, group)
    action.setCheckable(True)
    action.setChecked(ticked)
    action.setData(asked)
    menu.addAction(action)


def _sort(listing: Listing, picked: QAction) -> None:
    listing.sort(*picked.data())
