"""What is in a layout, in its order, found without asking the layout for its items.

PySide (6.11) keeps the wrapper of each item that `QLayout.itemAt` has given out as long as the layout is there, but
hears nothing when Qt deletes the item with its widget. Whatever comes to that place in memory next is then taken for
the item, and the window may crash when a page goes.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QWidget, QWidgetItem


def widgets_of(layout: QLayout) -> Iterator[QWidget]:
    """The widgets in a layout, and in the layouts in it; none as long as it is not in a widget itself."""
    for one in _parts(layout):
        yield from widgets_of(one) if isinstance(one, QLayout) else (one,)


def items_of(layout: QLayout) -> list[QWidgetItem | QLayout]:
    """For each widget and each layout in a layout what tells the room it needs, and gives it its room."""
    return [QWidgetItem(one) if isinstance(one, QWidget) else one for one in _parts(layout)]


def _parts(layout: QLayout) -> list[QWidget | QLayout]:
    holder = layout.parentWidget()
    widgets = [one for one in holder.children() if isinstance(one, QWidget)] if holder is not None else []
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    placed += [(layout.indexOf(one), one) for one in inner]
    return [one for at, one in sorted(placed, key=lambda place: place[0]) if at >= 0]
