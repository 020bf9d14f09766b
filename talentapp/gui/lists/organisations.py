"""Organisations: universities, institutes, firms and cloud vendors, with their projects and what waits for them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QHideEvent

from talentapp.domain.lists import IMPORT, Found
from talentapp.domain.terms import Kind, OrganisationKind, Side
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import dotted, named
from talentapp.gui.kit.tables import Cell, Column, pills
from talentapp.gui.lists.desk import Desk
from talentapp.gui.lists.facets import FacetCounts, Labels
from talentapp.gui.lists.list_pane import Asking, Source
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.lists.organisation_detail import OrganisationDetail
from talentapp.gui.lists.record_form import NEW
from talentapp.office.views.overview import Counts
from talentapp.office.views.records import OrganisationQuery, OrganisationRow

if TYPE_CHECKING:
    from talentapp.office.records.look import Look


class Organisations(Source):
    """The organisations as a list reads them: a few hundred at most."""

    def begin(self, asking: Asking, first: int | None) -> Found:  # noqa: ARG002
        """The ids that fit."""
        return self._look.begin_organisations(self._query(asking))

    def rows(self, ids: list[int]) -> list[OrganisationRow]:
        """The rows of these ids."""
        rows = {row.id: row for row in self._look.organisations()}
        return [rows[one] for one in ids if one in rows]

    def count(self, asking: Asking) -> FacetCounts:
        """By facet and value: how many would be left."""
        return self._look.count_organisations(self._query(asking))

    def _query(self, asking: Asking) -> OrganisationQuery:
        language = self._dress.words.language
        return OrganisationQuery(asking.text, asking.order, asking.descending, asking.facets, language)


class OrganisationsScreen(ListScreen):
    """A list of all organisations. The numbers of each lead to its projects, and to what waits for its review."""

    page = "organisations"
    kind = Kind.ORGANISATIONS
    statuses = ()
    first = Asking(order="kind")
    start_page = ("imports", "starter")
    start_text = "overview-starter"
    cares_for = frozenset({Kind.ORGANISATIONS, Kind.PROJECTS, Kind.PAIRINGS})

    def __init__(self, dress: Dress, jobs: Jobs, desk: Desk, look: "Look") -> None:
        self._total = 0
        self._called = False  # from the form of a project, which waits for a new organisation
        self._begins = False  # the form for it has just been opened
        super().__init__(dress, jobs, desk, look, Organisations(look, dress))
        self.form.closed.connect(self._go_back)

    def show_record(self, record_id: Any) -> None:
        """Show one, the form of a NEW one, or all by an order that another page wishes, the most first."""
        if record_id == NEW:
            self._called = True
            self.add_record()
            self._begins = self.form.isVisible() and self.form.record_id is None
        elif isinstance(record_id, str):
            self.fold.leave()
            self.listing.ask(Asking(order=record_id, descending=True))
        else:
            super().show_record(record_id)

    def focus_first(self) -> None:
        """The list; whoever comes for a new organisation begins in its form."""
        begins, self._begins = self._begins, False
        if begins:
            self.form.focus_on(self.form.begins_at)
        else:
            super().focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere is not led back later."""
        super().hideEvent(event)
        self._called = False

    def _go_back(self) -> None:
        """Back to the form that has asked for a new organisation, once there is one or it was given up."""
        if self._called:
            self._called = False
            self.wanted.emit("projects", None)

    def make_detail(self) -> OrganisationDetail:
        detail = OrganisationDetail(self.dress, self.jobs, self._look)
        detail.led.connect(self.wanted)
        return detail

    def refresh(self) -> None:
        super().refresh()
        self.jobs.aside(self._look.counts, self._counted, self.fail)

    def labels(self) -> Labels:
        return {
            "kind": partial(self._said, "organisation-kind"), "city": str, "tag": str, "owner": str,
            IMPORT: self.imported,
        }  # fmt: skip

    def _counted(self, counts: Counts) -> None:
        self._total = counts.organisations
        self.show_count(self.listing.number)

    def show_count(self, found: int | None) -> None:
        words = self.words
        if found is not None and found < self._total:
            self.subheading.setText(words("count-organisations-found", found=found, total=self._total))
        else:
            self.subheading.setText(words("count-organisations", n=self._total) if self._total else "")

    def _said(self, group: str, code: str) -> str:
        return self.words.code(group, code)

    def leads(self) -> Sequence[tuple[str, str]]:
        return (("nav-projects", "projects"), ("nav-review", "review"))

    def open_record(self, record_id: int) -> None:
        """The form; where the role may not change anything, the projects."""
        if self.desk.editing.allowed:
            super().open_record(record_id)
        else:
            self.wanted.emit("projects", record_id)

    def columns(self) -> list[Column]:
        kinds = partial(pills, self.dress, "organisation-kind", OrganisationKind)
        return [
            Column("column-organisation", self._name, 232, 4, "name"),
            Column("column-organisation-kind", self._what, 84, 0, "kind", widest=kinds, form="kind"),
            Column("column-city", self._city, 84, 0, "city", needs=600, form="city"),
            Column("column-liaison", self._liaison, 168, 1, "liaison", needs=720, edit="liaison"),
            Column("column-projects", self._projects, 72, 0, "projects", leads="projects"),
            Column("column-waiting", self._waiting, 84, 0, "waiting", leads="review", widest=self._waitings),
            Column("field-tags", self._tags, 128, 2, "tags", edit="tags", shown=False),
            Column("field-owner", self._owner, 96, 1, "owner", edit="owner", shown=False),
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

    def _tags(self, row: OrganisationRow) -> Cell:
        return Cell(chips=row.tags)

    def _owner(self, row: OrganisationRow) -> Cell:
        return Cell(row.owner)

    def _projects(self, row: OrganisationRow) -> Cell:
        return Cell(str(row.projects) if row.projects else "–")

    def _waitings(self) -> list[Cell]:
        return [Cell(pill=self.words("count-waiting", n=99))]

    def _waiting(self, row: OrganisationRow) -> Cell:
        return Cell(pill=self.words("count-waiting", n=row.waiting), tone="amber") if row.waiting else Cell()
