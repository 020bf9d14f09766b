"""Views of lists: a search, filters and an order. Those that somebody has kept by name stand in the sidebar; what a
list asked for when it was left is asked for again after a restart."""

import json
from collections.abc import Container
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QSettings, Signal

from talentapp.domain.roles import Actor
from talentapp.gui.kit.places import place_of
from talentapp.gui.kit.undoing import Own
from talentapp.gui.lists.list_pane import Asking

_PLACE, _LEFT = "lists/views", "lists/left"


@dataclass(frozen=True)
class View:
    """A kept view: the page of its list, its name, and what the list is asked for."""

    page: str
    name: str
    asking: Asking


class SavedViews(QObject):
    """The kept views of one role and database, in the order in which they were kept; they outlive the window."""

    changed = Signal()
    done = Signal(object)  # Own: what the user has done to them, and the ways back and on

    def __init__(self, memory: QSettings, actor: Actor, database: str) -> None:
        super().__init__()
        self._memory, self._database = memory, database
        self.read(actor)

    def read(self, actor: Actor) -> None:
        """Show what somebody in this role has kept, as it is on disk now."""
        self._place, self._left = place_of(_PLACE, actor), place_of(_LEFT, actor)
        self._views: list[View] = []
        self._others: list[dict[str, Any]] = []  # of other databases, as they are kept
        self._memory.sync()
        try:
            for kept in json.loads(str(self._memory.value(self._place, "[]"))):
                if kept.get("database", self._database) != self._database:
                    self._others.append(kept)
                    continue
                self._views.append(View(str(kept["page"]), str(kept["name"]), _asking(kept["asking"])))
        except (ValueError, KeyError, TypeError, AttributeError):
            self._views, self._others = [], []  # what cannot be read is no reason not to start
        self.changed.emit()

    @property
    def all(self) -> tuple[View, ...]:
        """The kept views."""
        return tuple(self._views)

    def of(self, page: str, asking: Asking) -> View | None:
        """The view of a page that asks for just this, if there is one."""
        return next((one for one in self._views if one.page == page and _same(one.asking, asking)), None)

    def left(self, page: str, orders: Container[str], facets: Container[str]) -> Asking | None:
        """What the list of a page asked for when it was left, so far as it has these orders and facets; None where
        that was nothing in particular."""
        try:
            left = _asking(self._all_left()[self._database][page])
        except (KeyError, TypeError, ValueError):
            return None
        known = tuple(one for one in left.facets if one[0] in facets)
        return replace(left, order=left.order if left.order in orders else "", facets=known)

    def leave(self, page: str, asking: Asking, first: Asking) -> None:
        """Note what the list of a page asks for, which is left now; nothing where that is what it asks for at first."""
        every = self._all_left()
        others = {name: one for name, one in every.get(self._database, {}).items() if name != page}
        own = others if _same(asking, first) else {**others, page: asdict(asking)}
        if own != every.get(self._database, {}):
            self._memory.setValue(self._left, json.dumps({**every, self._database: own}, ensure_ascii=False))
            self._memory.sync()  # the window may be closing

    def _all_left(self) -> dict[str, dict[str, Any]]:
        """By database and page."""
        try:
            return dict(json.loads(str(self._memory.value(self._left, "{}"))))
        except (TypeError, ValueError):
            return {}

    def keep(self, view: View) -> None:
        """Keep a view, after the others; one of the same page and name gives way to it in its place."""
        views, same = self._views, [(one.page, one.name) for one in self._views]
        at = same.index((view.page, view.name)) if (view.page, view.name) in same else len(views)
        self._do("edit-view-keep", view, [*views[:at], view, *views[at + 1 :]])

    def drop(self, view: View) -> None:
        """Forget a view."""
        self._do("edit-view-drop", view, [one for one in self._views if one != view])

    def rename(self, view: View, name: str) -> None:
        """Call a view otherwise; another one of its page that is called so gives way to it."""
        others = [one for one in self._views if one == view or (one.page, one.name) != (view.page, name)]
        called = replace(view, name=name)
        self._do("edit-view-rename", called, [called if one == view else one for one in others])

    def move(self, view: View, by: int) -> None:
        """Move a view up (-1) or down (1) among those of its page."""
        own = [one for one in self._views if one.page == view.page]
        at = own.index(view)
        if 0 <= at + by < len(own):
            own.insert(at + by, own.pop(at))
            self._do("edit-view-move", view, [*(one for one in self._views if one.page != view.page), *own])

    def _do(self, what: str, view: View, after: list[View]) -> None:
        before = self._views
        self._show(after)
        self.done.emit(Own(what, view.name, partial(self._show, before), partial(self._show, after)))

    def _show(self, views: list[View]) -> None:
        self._views = views
        self._write()

    def _write(self) -> None:
        kept = [*self._others, *({"database": self._database, **asdict(view)} for view in self._views)]
        self._memory.setValue(self._place, json.dumps(kept, ensure_ascii=False))
        self.changed.emit()


def _asking(kept: dict[str, Any]) -> Asking:
    """What a list is asked for, as it is kept on disk."""
    return Asking(**{**kept, "facets": tuple((str(name), str(value)) for name, value in kept["facets"])})


def _same(one: Asking, other: Asking) -> bool:
    """Whether two ask for the same; in which order filters were ticked does not matter."""
    return replace(one, text=one.text.strip(), facets=tuple(sorted(one.facets))) == replace(
        other, text=other.text.strip(), facets=tuple(sorted(other.facets))
    )
