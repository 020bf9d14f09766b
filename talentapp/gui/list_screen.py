"""What the lists of candidates, projects and organisations share: the list, the pane beside it, and kept views."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from talentapp.domain.lists import Facets
from talentapp.gui.details import DetailPane
from talentapp.gui.dress import Dress
from talentapp.gui.facets import Labels
from talentapp.gui.jobs import Jobs
from talentapp.gui.list_pane import Asking, Listing, Source
from talentapp.gui.saved_views import SavedViews, View
from talentapp.gui.screen import Screen
from talentapp.gui.tables import Column
from talentapp.gui.widgets import EmptyState, across, button, label


class ListScreen(Screen):
    """A list of records of one kind, with the current one beside it. Subclasses say which, and how rows are shown."""

    page: ClassVar[str]  # its name in the navigation
    first: ClassVar[Asking]  # what the list is asked for at first
    start_page: ClassVar[tuple[str, Any]] = ("imports", None)  # where an empty list sends one
    start_text: ClassVar[str] = "nav-imports"

    def __init__(self, dress: Dress, jobs: Jobs, memory: QSettings, views: SavedViews, source: Source) -> None:
        super().__init__(dress, jobs, f"nav-{self.page}")
        self.views = views
        start = dress.say(button("primary"), self.start_text)
        start.clicked.connect(self._to_start)
        nothing = EmptyState(dress, self.page, f"empty-{self.page}-title", f"empty-{self.page}-text", start)
        self.listing = Listing(
            dress, jobs, memory, source, self.columns(), self.labels(),
            hint=f"search-{self.page}", name=f"nav-{self.page}", asking=self.first, nothing=nothing,
        )  # fmt: skip
        self._naming = NameLine(dress)
        self.listing.between.addWidget(self._naming)
        self.detail = self.make_detail()
        if self.detail is None:
            self.body.addWidget(self.listing)
        else:
            self.split(self.listing, self.detail)
            self.listing.table.chosen.connect(self.detail.show_soon)
        self.listing.found.connect(self.show_count)
        self.listing.keep_wanted.connect(self._name_view)
        self._naming.named.connect(self._keep_view)

    # What a subclass says

    def columns(self) -> Sequence[Column]:
        """The columns of the list; the first names the record."""
        raise NotImplementedError

    def labels(self) -> Labels:
        """The facets of the list, and how their values are called."""
        raise NotImplementedError

    def make_detail(self) -> DetailPane | None:
        """The pane beside the list, if there is one."""
        return None

    def show_count(self, found: int | None) -> None:
        """Say how many there are, and how many of them are shown; None while they are being counted."""

    # What all do

    def refresh(self) -> None:
        self.listing.model.forget()
        shown = self.detail.record_id if self.detail is not None else None
        self.listing.find_again()
        if self.detail is not None and self.listing.table.chosen_id == shown:  # another one has been shown already
            self.detail.show_id(shown)

    def show_record(self, record_id: Any) -> None:
        if not self.listing.choose(record_id):
            self.listing.clear()
            self.listing.choose(record_id)

    def show_facets(self, facets: Facets) -> None:
        """Show only what fits these facets, as another screen wishes."""
        self.listing.ask(Asking(facets=facets))

    def show_view(self, view: View) -> None:
        """Show a kept view."""
        self.listing.ask(view.asking)

    def focus_first(self) -> None:
        self.listing.table.setFocus()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.listing.search.setFocus()
        self.listing.search.selectAll()

    def _to_start(self) -> None:
        self.wanted.emit(*self.start_page)

    def _name_view(self) -> None:
        asking, labels = self.listing.asking, self.labels()
        said = [labels[name](value) for name, value in asking.facets]
        self._naming.ask(" ".join(filter(None, [asking.text.strip(), *said]))[:40])

    def _keep_view(self, name: str) -> None:
        self.views.keep(View(self.page, name, self.listing.asking))
        self.focus_first()


class NameLine(QFrame):
    """Asks for the name of a view, in place. Esc asks no more."""

    named = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._text = dress.say(QLineEdit(), hint="view-name", name="view-name")
        keep = dress.say(button("primary"), "view-save")
        cancel = dress.say(button("quiet"), "action-cancel")
        say = dress.say(label(kind="secondary"), "view-name")
        line = across(say, self._text, keep, cancel, gap=8)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._text.returnPressed.connect(self._done)
        keep.clicked.connect(self._done)
        cancel.clicked.connect(self.hide)
        self.hide()

    def ask(self, proposed: str) -> None:
        """Ask, with a proposal."""
        self.show()
        self._text.setText(proposed)
        self._text.selectAll()
        self._text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        if name := self._text.text().strip():
            self.hide()
            self.named.emit(name)
