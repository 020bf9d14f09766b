"""Views of lists that somebody has kept by name: a search, filters and an order. They stand in the sidebar."""

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, QSettings, Signal

from talentapp.domain.roles import Actor
from talentapp.gui.kit.places import place_of
from talentapp.gui.lists.list_pane import Asking

_PLACE = "lists/views"


@dataclass(frozen=True)
class View:
    """A kept view: the page of its list, its name, and what the list is asked for."""

    page: str
    name: str
    asking: Asking


class SavedViews(QObject):
    """The kept views of one role, in the order in which they were kept; they outlive the window."""

    changed = Signal()

    def __init__(self, memory: QSettings, actor: Actor) -> None:
        super().__init__()
        self._memory = memory
        self.read(actor)

    def read(self, actor: Actor) -> None:
        """Show what somebody in this role has kept, as it is on disk now."""
        self._place = place_of(_PLACE, actor)
        self._views: list[View] = []
        self._memory.sync()
        try:
            for kept in json.loads(str(self._memory.value(self._place, "[]"))):
                facets = tuple((str(name), str(value)) for name, value in kept["asking"]["facets"])
                asking = Asking(**{**kept["asking"], "facets": facets})
                self._views.append(View(str(kept["page"]), str(kept["name"]), asking))
        except (ValueError, KeyError, TypeError):
            self._views = []  # what cannot be read is no reason not to start
        self.changed.emit()

    @property
    def all(self) -> tuple[View, ...]:
        """The kept views."""
        return tuple(self._views)

    def keep(self, view: View) -> None:
        """Keep a view; one of the same page and name gives way."""
        self._views = [one for one in self._views if (one.page, one.name) != (view.page, view.name)]
        self._views.append(view)
        self._write()

    def drop(self, view: View) -> None:
        """Forget a view."""
        self._views = [one for one in self._views if one != view]
        self._write()

    def _write(self) -> None:
        self._memory.setValue(self._place, json.dumps([asdict(view) for view in self._views], ensure_ascii=False))
        self.changed.emit()
