"""What is in a layout is found in its order, and no wrapper of an item outlives what Qt does with the item."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from talentapp.domain.terms import Role
from talentapp.gui.frame.navigation import PAGES
from talentapp.gui.kit.laid_out import items_of, widgets_of
from tests.gui.conftest import Opener


def test_widgets_are_found_in_the_order_in_which_they_lie(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    last, first, between, beside = (QLabel(name, holder) for name in ("last", "first", "between", "beside"))
    outer, inner = QVBoxLayout(), QHBoxLayout()
    outer.addWidget(first)
    outer.addStretch(1)
    outer.addLayout(inner)
    inner.addWidget(between)
    outer.addWidget(last)
    assert list(widgets_of(outer)) == []  # it is in no widget yet
    holder.setLayout(outer)
    assert list(widgets_of(outer)) == [first, between, last]  # not the one that lies beside the layout
    assert beside.parentWidget() is holder
    assert [item.widget() for item in items_of(outer)] == [first, None, last]
    assert items_of(outer)[1] is inner
    hint = outer.itemAt(0)
    assert hint is not None and items_of(outer)[0].sizeHint() == hint.sizeHint()


def kept_items() -> dict[int, str]:
    """Where in memory the items are whose wrappers a layout keeps, of those that Qt has made and will delete."""
    every = shiboken6.getAllValidWrappers()
    items = [one for one in every if isinstance(one, QLayoutItem) and not isinstance(one, QLayout)]
    made_by_qt = [one for one in items if not shiboken6.createdByPython(one)]
    return {shiboken6.getCppPointer(one)[0]: told for one in made_by_qt if "parent..." in (told := shiboken6.dump(one))}


def items_in(layout: QLayout) -> Iterator[int]:
    """Where in memory the items of a layout are, and of those in it."""
    for at in range(layout.count()):
        if (item := layout.itemAt(at)) is not None and (inner := item.layout()) is not None:
            yield from items_in(inner)
        elif item is not None:
            yield shiboken6.getCppPointer(item)[0]


@pytest.mark.long
def test_no_layout_of_the_window_keeps_wrappers_of_items_that_are_gone(open_window: Opener) -> None:
    """Such a wrapper is taken for whatever comes to the item's place in memory, and the window crashes when a page
    goes: a change of role, which lets all pages go, was enough."""
    before = kept_items()
    window = open_window()
    for role in (Role.HR_OFFICER, Role.MANAGER):
        window._act_as(role, None)
        for page in filter(window.may_go, PAGES):
            window.go(page)
            for _ in range(6):
                QApplication.processEvents()
                QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        window.resize(700, 600)  # lines of buttons and parts side by side are laid out anew
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kept = kept_items()
    layouts = (one.layout() for one in QApplication.allWidgets())
    there = {place for layout in layouts if layout is not None for place in items_in(layout)}
    assert [told for place, told in kept.items() if place not in there | before.keys()] == []
