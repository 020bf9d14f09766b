"""Organisations: universities, institutes, firms and cloud vendors, with their projects and what waits for them."""

from typing import TYPE_CHECKING, Any

from talentapp.domain.terms import Kind, OrganisationKind, Side
from talentapp.gui.controls import Choice
from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Jobs
from talentapp.gui.listing import Listing
from talentapp.gui.saying import dotted, named
from talentapp.gui.screen import Screen
from talentapp.gui.tables import Cell, Column
from talentapp.gui.widgets import EmptyState, button
from talentapp.office.views import OrganisationRow

if TYPE_CHECKING:
    from talentapp.office.look import Look


class OrganisationsScreen(Screen):
    """A list of all organisations. Enter opens an organisation's projects."""

    cares_for = frozenset({Kind.ORGANISATIONS, Kind.PROJECTS, Kind.PAIRINGS})

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look") -> None:
        super().__init__(dress, jobs, "nav-organisations")
        self._look = look
        self._rows: dict[int, OrganisationRow] = {}
        self._kind = Choice(dress)
        dress.say(self._kind, name="filter-organisation-kind")
        start = dress.say(button("primary"), "overview-starter")
        start.clicked.connect(self._to_import)
        nothing = EmptyState(dress, "organisations", "empty-organisations-title", "empty-organisations-text", start)
        self.listing = Listing(
            dress, self._columns(), self._find, self._fetch,
            hint="search-organisations", name="nav-organisations", order="name",
            filters=(self._kind,), nothing=nothing, descending=False,
        )  # fmt: skip
        self.body.addWidget(self.listing)
        self._kind.currentIndexChanged.connect(self._filter)
        self.listing.table.opened.connect(self._open)

    def refresh(self) -> None:
        words = self.words
        kinds = [(words.code("organisation-kind", kind), kind) for kind in OrganisationKind]
        self._kind.offer([(words("filter-any-organisation-kind"), None), *kinds])
        self._rows = {row.id: row for row in self._look.organisations()}
        self.listing.model.forget()
        self.listing.find_again()
        self.subheading.setText(words("count-organisations", n=len(self._rows)) if self._rows else "")

    def show_record(self, record_id: Any) -> None:
        self.listing.table.choose(record_id)

    def focus_first(self) -> None:
        self.listing.table.setFocus()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.listing.search.setFocus()
        self.listing.search.selectAll()

    def _find(self, text: str, order: str, descending: bool) -> list[int]:
        """A few hundred at most: read once, and filtered here."""
        wanted = text.casefold().split()
        kind = self._kind.value
        found = []
        for row in self._rows.values():
            said = " ".join([*row.names.values(), row.city, row.district, row.liaison]).casefold()
            if all(word in said for word in wanted) and kind in (None, row.kind):
                found.append(row)
        keys = {
            "projects": lambda row: (row.projects, row.waiting),
            "waiting": lambda row: (row.waiting, row.projects),
        }
        found.sort(key=keys.get(order, self._by_name), reverse=descending)
        return [row.id for row in found]

    def _by_name(self, row: OrganisationRow) -> Any:
        return (list(OrganisationKind).index(row.kind), named(self.words, row.names))

    def _fetch(self, ids: list[int]) -> list[OrganisationRow]:
        return [self._rows[one] for one in ids]

    def _filter(self) -> None:
        self.listing.filtered = self._kind.currentIndex() > 0
        self.listing.find_again()

    def _open(self, organisation_id: int) -> None:
        row = self._rows[organisation_id]
        self.wanted.emit("review" if row.waiting else "projects", organisation_id)

    def _to_import(self) -> None:
        self.wanted.emit("imports", "starter")

    def _columns(self) -> list[Column]:
        return [
            Column("column-organisation", self._name, 240, 4, "name"),
            Column("column-organisation-kind", self._what, 112, 0),
            Column("column-city", self._city, 120, 2, needs=640),
            Column("column-liaison", self._liaison, 168, 3, needs=760),
            Column("column-projects", self._projects, 96, 0, "projects"),
            Column("column-waiting", self._waiting, 112, 0, "waiting"),
        ]

    def _name(self, row: OrganisationRow) -> Cell:
        name = named(self.words, row.names)
        other = row.names["zh_CN"] if self.words.language == "en" else row.names["en"]
        return Cell(name, other if other != name else "", strong=True, icon=row.side.value)

    def _what(self, row: OrganisationRow) -> Cell:
        tone = "blue" if row.side is Side.UNIVERSITY else "grey"
        return Cell(pill=self.words.code("organisation-kind", row.kind), tone=tone)  # type: ignore[arg-type]

    def _city(self, row: OrganisationRow) -> Cell:
        return Cell(row.city or row.district, row.district if row.city else "")

    def _liaison(self, row: OrganisationRow) -> Cell:
        return Cell(row.liaison, row.liaison_email) if row.liaison else Cell(dotted(row.liaison_email))

    def _projects(self, row: OrganisationRow) -> Cell:
        return Cell(str(row.projects) if row.projects else "–")

    def _waiting(self, row: OrganisationRow) -> Cell:
        return Cell(pill=self.words("count-waiting", n=row.waiting), tone="amber") if row.waiting else Cell()
