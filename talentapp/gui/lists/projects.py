"""Projects of both sides: one fast list, and beside it what is needed and who fits best."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from talentapp.domain.conditions import Alone
from talentapp.domain.lists import FIELD, IMPORT, SKILL, Found
from talentapp.domain.profiles import tells_enough
from talentapp.domain.terms import Kind
from talentapp.gui.kit.chips import Chip, Chips
from talentapp.gui.kit.details import DetailPane
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import STATUS_TONES, Concepts, dotted, named, share_range, term
from talentapp.gui.kit.tables import Cell, Column
from talentapp.gui.kit.widgets import across, card, label
from talentapp.gui.lists.desk import Desk
from talentapp.gui.lists.facets import FacetCounts, Labels
from talentapp.gui.lists.list_pane import Asking, Source
from talentapp.gui.lists.list_screen import ListScreen
from talentapp.gui.lists.origins import said_origin
from talentapp.gui.lists.record_form import NEW
from talentapp.gui.pairings.reasons import Fact, project_terms, told
from talentapp.gui.pairings.tiles import PairingTile
from talentapp.office.views.overview import Counts
from talentapp.office.views.pairings import PairingRow
from talentapp.office.views.records import ProjectCard, ProjectQuery, ProjectRow

if TYPE_CHECKING:
    from talentapp.office.records.look import Look
    from talentapp.office.runs.matching import Matching

_SHOWN = 6  # candidates that fit best


@dataclass(frozen=True)
class ProjectOf:
    """A project to be shown among those of its organisation."""

    organisation_id: int
    project_id: int


class Projects(Source):
    """The projects as a list reads them."""

    def begin(self, asking: Asking, first: int | None) -> Found:
        """The ids that fit; the first ones will do."""
        return self._look.begin_projects(self._query(asking), first)

    def sorts_at_once(self, asking: Asking) -> bool:
        """Whether `begin` keeps no window waiting for the order."""
        return self._look.sorts_at_once(self._query(asking))

    def rows(self, ids: list[int]) -> list[ProjectRow]:
        """The rows of these ids."""
        return self._look.project_rows(ids)

    def count(self, asking: Asking) -> FacetCounts:
        """By facet and value: how many would be left."""
        return self._look.count_projects(self._query(asking))

    def count_by_meaning(self, asking: Asking) -> FacetCounts:
        """By skill and by field: how many would be left."""
        return self._look.count_projects_by_meaning(self._query(asking))

    def _query(self, asking: Asking) -> ProjectQuery:
        return ProjectQuery(asking.text, asking.order, asking.descending, asking.facets, self._dress.words.language)


class ProjectsScreen(ListScreen):
    """The list of projects with the detail of the current one."""

    page = "projects"
    kind = Kind.PROJECTS
    first = Asking(order="best_score", descending=True)
    cares_for = frozenset({Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS, Kind.PAIRINGS, Kind.RUNS})

    def __init__(
        self, dress: Dress, jobs: Jobs, desk: Desk, look: "Look", matching: "Matching", concepts: Concepts
    ) -> None:
        self._matching, self._concepts = matching, concepts
        self._names: dict[str, str] = {}  # of the organisations, by id
        self._total, self._sides = 0, ""
        self._waits = False  # the form, for an organisation that is being made
        super().__init__(dress, jobs, desk, look, Projects(look, dress))
        self.form.house_wanted.connect(self._open_new_house)

    def make_detail(self) -> "ProjectDetail":
        detail = ProjectDetail(self.dress, self.jobs, self._look, self._matching, self._concepts)
        detail.pairing_wanted.connect(self._open_pairing)
        return detail

    def refresh(self) -> None:
        self._names = {str(key): named(self.words, names) for key, names in self._look.organisation_names().items()}
        super().refresh()
        self.form.offer_houses()
        self.jobs.aside(self._look.counts, self._counted, self.fail)

    def _counted(self, counts: Counts) -> None:
        words, university, firm = self.words, counts.university_projects, counts.firm_projects
        self._total = university + firm
        if university and firm:
            self._sides = words("count-projects-by-side", university=university, firm=firm)
        else:  # a liaison's are those of one side
            self._sides = words("count-projects-university" if university else "count-projects-firm", n=self._total)
        self.show_count(self.listing.number)

    def labels(self) -> Labels:
        return {
            "side": partial(self._said, "side"), "organisation": self._organisation_name,
            FIELD: partial(self.called, FIELD), "status": partial(self._said, "status"),
            "form": partial(self._said, "form"), SKILL: partial(self.called, SKILL), "tag": str, "owner": str,
            IMPORT: self.imported,
        }  # fmt: skip

    def show_organisation(self, wanted: "int | ProjectOf") -> None:
        """Show only the projects of one organisation; of them the one that is named, if one is."""
        one = wanted if isinstance(wanted, ProjectOf) else None
        self.show_facets((("organisation", str(one.organisation_id if one else wanted)),))
        if one is not None:
            self.show_record(one.project_id)

    def show_count(self, found: int | None) -> None:
        if found is None or found >= self._total:
            self.subheading.setText(self._sides if self._total else "")
        else:
            self.subheading.setText(self.words("count-projects-found", found=found, total=self._total))

    def _said(self, group: str, code: str) -> str:
        return self.words.code(group, code)

    def _organisation_name(self, organisation_id: str) -> str:
        return self._names.get(organisation_id, organisation_id)

    def focus_first(self) -> None:
        """The list; whoever comes back with a new organisation goes on in the form that has asked for it."""
        waited, self._waits = self._waits, False
        if waited and self.form.isVisible():
            self.form.focus_on("organisation_id")
        else:
            super().focus_first()

    def _open_new_house(self) -> None:
        self._waits = True
        self.wanted.emit("organisations", NEW)

    def _open_pairing(self, recommendation_id: int) -> None:
        self.wanted.emit("pairing", recommendation_id)

    def columns(self) -> list[Column]:
        return [
            Column("column-project", self._title, 240, 6, "title"),
            Column("column-skills", self._skills, 144, 1, "skills", needs=620, form="must_skills"),
            Column("column-term", self._term, 88, 0, "start", needs=720, widest=self._terms, form="start"),
            Column("column-places", self._places, 72, 0, "places", edit="places"),
            Column("column-best-score", self._score, 104, 0, "best_score"),
            Column(
                "column-organisation", self._organisation, 140, 2, "organisation", shown=False, form="organisation_id"
            ),
            Column("field-field", self._field, 112, 1, "field", edit="field", shown=False),
            Column("field-status", self._status, 84, 0, "status", edit="status", shown=False),
            Column("field-tags", self._tags, 128, 2, "tags", edit="tags", shown=False),
            Column("field-owner", self._owner, 96, 1, "owner", edit="owner", shown=False),
        ]

    def _title(self, row: ProjectRow) -> Cell:
        under = dotted(named(self.words, row.organisation), row.field)
        return Cell(row.title, under, strong=True, icon=row.side.value)

    def _skills(self, row: ProjectRow) -> Cell:
        return Cell(chips=row.must_skills)

    def _terms(self) -> list[Cell]:
        days = (date(2028, month, 28) for month in range(1, 13))
        return [Cell(share_range(self.words, 15, 40), term(self.words, one, one)) for one in days]

    def _term(self, row: ProjectRow) -> Cell:
        words = self.words
        return Cell(share_range(words, row.effort_min, row.effort_max), term(words, row.start, row.end))

    def _places(self, row: ProjectRow) -> Cell:
        return Cell(self.words("places-short", left=row.places_left, places=row.places))

    def _score(self, row: ProjectRow) -> Cell:
        return Cell(score=row.best_score) if row.best_score is not None else Cell("–")

    def _organisation(self, row: ProjectRow) -> Cell:
        return Cell(named(self.words, row.organisation))

    def _field(self, row: ProjectRow) -> Cell:
        return Cell(row.field)

    def _status(self, row: ProjectRow) -> Cell:
        return Cell(pill=self.words.code("status", row.status), tone=STATUS_TONES[row.status])  # type: ignore[arg-type]

    def _tags(self, row: ProjectRow) -> Cell:
        return Cell(chips=row.tags)

    def _owner(self, row: ProjectRow) -> Cell:
        return Cell(row.owner)


class ProjectDetail(DetailPane):
    """What a project needs, and the candidates that fit it best."""

    pairing_wanted = Signal(int)

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", matching: "Matching", concepts: Concepts) -> None:
        super().__init__(dress, "projects", "detail-none-project", jobs)
        self._look, self._matching = look, matching
        self._concepts = concepts

    def read(self, record_id: int) -> tuple[ProjectCard, list[PairingRow], Alone | None]:
        self._concepts.prepare(self.dress.words)
        found = self._look.pairings_of_project(record_id, limit=_SHOWN)
        return self._look.project(record_id), found, None if found else self._matching.why_alone(record_id)

    def fill(self, read: tuple[ProjectCard, list[PairingRow], Alone | None]) -> Iterator[None]:
        card_, found, alone = read
        words, row = self.dress.words, card_.row
        status = Chip(self.dress, words.code("status", row.status), STATUS_TONES[row.status])
        self.box.addLayout(across(label(words.code("side", row.side), "caption"), None, status, gap=8))
        self.box.addWidget(label(row.title, "title", wrap=True, selectable=True))
        self.box.addWidget(label(dotted(named(words, row.organisation), row.field), "secondary", wrap=True))
        self.heading(words("detail-best-candidates"))
        if not found:
            tells = tells_enough(section for section, _ in card_.passages.items)
            why = words("detail-no-candidates" if tells else "detail-project-tells-too-little")
            self.box.addWidget(label(words.code("alone", alone) if alone else why, "secondary", wrap=True))
        for at, pairing in enumerate(found):
            seen_from = row.side.value
            tile = PairingTile(self.dress, self._concepts, pairing, seen_from, expanded=at == 0)  # type: ignore[arg-type]
            tile.opened.connect(self.pairing_wanted)
            self.box.addWidget(tile)
            if at % 2:
                yield
        yield
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
        facts = project_terms(self.dress, card_) + ([(words("fact-notes"), card_.notes)] if card_.notes else [])
        self.box.addWidget(card(told([Fact(name, value) for name, value in facts])))
        if card_.origin is not None:
            self.box.addWidget(label(said_origin(words, Kind.PROJECTS, card_.origin), "caption", wrap=True))
