"""Projects of both sides: one fast list, and beside it what is needed and who fits best."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from talentapp.domain.terms import Kind, Side
from talentapp.gui.chips import Chip, Chips
from talentapp.gui.controls import Choice
from talentapp.gui.details import DetailPane
from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Jobs
from talentapp.gui.listing import Listing, chosen_facets
from talentapp.gui.pairing import fact, project_terms
from talentapp.gui.saying import STATUS_TONES, Concepts, dotted, moment, named, share_range, term
from talentapp.gui.screen import Screen
from talentapp.gui.tables import Cell, Column
from talentapp.gui.tiles import PairingTile
from talentapp.gui.widgets import EmptyState, across, button, card, label, stacked
from talentapp.office.views import ProjectCard, ProjectQuery, ProjectRow

if TYPE_CHECKING:
    from talentapp.office.look import Look


class ProjectsScreen(Screen):
    """The list of projects with the detail of the current one."""

    cares_for = frozenset({Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS, Kind.PAIRINGS, Kind.RUNS})

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", concepts: Concepts) -> None:
        super().__init__(dress, jobs, "nav-projects")
        self._look = look
        self._side = Choice(dress)
        self._organisation = Choice(dress)
        self._organisation.narrow(12)
        dress.say(self._side, name="filter-side")
        dress.say(self._organisation, name="filter-organisation")
        start = dress.say(button("primary"), "nav-imports")
        start.clicked.connect(self._to_import)
        nothing = EmptyState(dress, "projects", "empty-projects-title", "empty-projects-text", start)
        self.listing = Listing(
            dress, self._columns(), self._find, look.project_rows,
            hint="search-projects", name="nav-projects", order="best_score",
            filters=(self._side, self._organisation), nothing=nothing,
        )  # fmt: skip
        self.detail = ProjectDetail(dress, look, concepts)
        self.split(self.listing, self.detail)
        self.listing.table.chosen.connect(self.detail.show_soon)
        self.detail.pairing_wanted.connect(self._open_pairing)
        self._side.currentIndexChanged.connect(self._filter)
        self._organisation.currentIndexChanged.connect(self._filter)

    def refresh(self) -> None:
        words = self.words
        self._side.offer([(words("filter-any-side"), None), *((words.code("side", side), side) for side in Side)])
        with_projects = [row for row in self._look.organisations() if row.projects]
        names = sorted((named(words, row.names), row.id) for row in with_projects)
        self._organisation.offer([(words("filter-any-organisation"), None), *names])
        self.listing.model.forget()
        shown = self.detail.record_id
        self.listing.find_again()
        if self.listing.table.chosen_id == shown:  # another one has been shown already
            self.detail.show_id(shown)
        counts = self._look.counts()
        university, firm = counts.university_projects, counts.firm_projects
        both = words("count-projects-by-side", university=university, firm=firm)
        self.subheading.setText(both if university + firm else "")

    def show_record(self, record_id: Any) -> None:
        if not self.listing.table.choose(record_id):
            self.listing.search.clear()
            self._side.setCurrentIndex(0)
            self._organisation.setCurrentIndex(0)
            self.listing.table.choose(record_id)

    def show_organisation(self, organisation_id: int) -> None:
        """Show only the projects of one organisation."""
        self.listing.search.clear()
        self._side.setCurrentIndex(0)
        self._organisation.choose(organisation_id)

    def focus_first(self) -> None:
        self.listing.table.setFocus()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.listing.search.setFocus()
        self.listing.search.selectAll()

    def _find(self, text: str, order: str, descending: bool) -> list[int]:
        query = ProjectQuery(
            text=text, order=order, descending=descending,
            facets=chosen_facets(side=self._side.value, organisation=self._organisation.value),
        )  # fmt: skip
        return self._look.find_projects(query)

    def _filter(self) -> None:
        self.listing.filtered = self._side.currentIndex() > 0 or self._organisation.currentIndex() > 0
        self.listing.find_again()

    def _open_pairing(self, recommendation_id: int) -> None:
        self.wanted.emit("pairing", recommendation_id)

    def _to_import(self) -> None:
        self.wanted.emit("imports", None)

    def _columns(self) -> list[Column]:
        return [
            Column("column-project", self._title, 208, 4, "title"),
            Column("column-skills", self._skills, 152, 3, needs=620),
            Column("column-term", self._term, 160, 1, "start", needs=760),
            Column("column-places", self._places, 84, 0),
            Column("column-best-score", self._score, 112, 0, "best_score"),
        ]

    def _title(self, row: ProjectRow) -> Cell:
        under = dotted(named(self.words, row.organisation), row.field)
        return Cell(row.title, under, strong=True, icon=row.side.value)

    def _skills(self, row: ProjectRow) -> Cell:
        return Cell(chips=row.must_skills)

    def _term(self, row: ProjectRow) -> Cell:
        words = self.words
        return Cell(share_range(words, row.effort_min, row.effort_max), term(words, row.start, row.end))

    def _places(self, row: ProjectRow) -> Cell:
        return Cell(self.words("places-short", left=row.places_left, places=row.places))

    def _score(self, row: ProjectRow) -> Cell:
        return Cell(score=row.best_score) if row.best_score is not None else Cell("–")


class ProjectDetail(DetailPane):
    """What a project needs, and the candidates that fit it best."""

    pairing_wanted = Signal(int)

    def __init__(self, dress: Dress, look: "Look", concepts: Concepts) -> None:
        super().__init__(dress, "projects", "detail-none-project")
        self._look = look
        self._concepts = concepts

    def fill(self, record_id: int) -> None:
        card_ = self._look.project(record_id)
        words, row = self.dress.words, card_.row
        status = Chip(self.dress, words.code("status", row.status), STATUS_TONES[row.status])
        self.box.addLayout(across(label(words.code("side", row.side), "caption"), None, status, gap=8))
        self.box.addWidget(label(row.title, "title", wrap=True, selectable=True))
        self.box.addWidget(label(dotted(named(words, row.organisation), row.field), "secondary", wrap=True))
        found = self._look.pairings_of_project(record_id, limit=6)
        self.heading(words("detail-best-candidates"))
        if not found:
            self.box.addWidget(label(words("detail-no-candidates"), "secondary", wrap=True))
        for at, pairing in enumerate(found):
            seen_from = row.side.value
            tile = PairingTile(self.dress, self._concepts, pairing, seen_from, expanded=at == 0)  # type: ignore[arg-type]
            tile.opened.connect(self.pairing_wanted)
            self.box.addWidget(tile)
        self._about(card_)

    def _about(self, card_: ProjectCard) -> None:
        words, row = self.dress.words, card_.row
        if card_.need:
            self.heading(words("fact-need"))
            self.box.addWidget(label(card_.need, wrap=True, selectable=True))
        for heading, skills in (("section-skills", row.must_skills), ("section-nice-skills", card_.nice_skills)):
            if skills:
                self.heading(words(heading))
                self.box.addWidget(Chips(self.dress, skills))
        self.heading(words("detail-about"))
        box = stacked(gap=8)
        for name, value in project_terms(self.dress, card_):
            box.addWidget(fact(name, value))
        if card_.notes:
            box.addWidget(fact(words("fact-notes"), card_.notes))
        self.box.addWidget(card(box))
        if card_.origin is not None:
            where = words("origin", file=card_.origin.file_name, sheet=card_.origin.sheet, row=card_.origin.row or "")
            self.box.addWidget(label(dotted(where, moment(words, card_.origin.at)), "caption", wrap=True))
