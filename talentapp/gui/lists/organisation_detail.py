"""The pane of an organisation: what it is, its projects, and what waits for its review."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from talentapp.domain.terms import Kind
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.details import DetailPane, at_first_line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import STATUS_TONES, dotted, named
from talentapp.gui.kit.widgets import ClickableCard, Title, across, button, card, label, stacked
from talentapp.gui.lists.origins import said_origin
from talentapp.gui.lists.projects import ProjectOf
from talentapp.gui.pairings.reasons import Fact, told
from talentapp.office.views.records import OrganisationRow, Origin, ProjectQuery, ProjectRow

if TYPE_CHECKING:
    from talentapp.office.records.look import Look

_SHOWN = 12  # projects


class ProjectLine(ClickableCard):
    """A project of the organisation; it opens it."""

    def __init__(self, dress: Dress, row: ProjectRow) -> None:
        words = dress.words
        left = words("places-left", left=row.places_left, places=row.places)
        text = stacked(label(row.title, wrap=True), label(dotted(row.field, left), "caption"), gap=0)
        line = across(text, Chip(dress, words.code("status", row.status), STATUS_TONES[row.status]), gap=8)
        line.setStretch(0, 1)
        super().__init__(line)
        line.setContentsMargins(8, 6, 8, 6)
        self.setObjectName("line")
        self.setAccessibleName(dotted(row.title, words.code("status", row.status)))
        self.project_id = row.id


class OrganisationDetail(DetailPane):
    """An organisation's names and facts, its projects, and the way to what waits for it."""

    led = Signal(str, object)  # a page, and the organisation's id, or a ProjectOf

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look") -> None:
        super().__init__(dress, "organisations", "detail-none-organisation", jobs)
        self._look = look

    def read(self, record_id: int) -> tuple[OrganisationRow | None, list[ProjectRow], Origin | None]:
        look = self._look
        row = next((row for row in look.organisations() if row.id == record_id), None)
        own = ProjectQuery(order="title", facets=(("organisation", str(record_id)),))
        origin = look.organisation_origin(record_id) if row is not None else None
        return row, look.project_rows(look.begin_projects(own, _SHOWN).ids[:_SHOWN]), origin

    def fill(self, found: tuple[OrganisationRow | None, list[ProjectRow], Origin | None]) -> None:
        row, projects, origin = found
        if row is None:  # it went while it was read
            return
        words = self.dress.words
        kind = Chip(self.dress, words.code("organisation-kind", row.kind), "grey")
        self.box.addLayout(across(Title(named(words, row.names)), None, at_first_line(kind), gap=8))
        other = row.names["zh_CN"] if words.language == "en" else row.names["en"]
        for kind_of, said in (
            ("", other if other != named(words, row.names) else ""), ("secondary", dotted(row.city, row.district)),
        ):  # fmt: skip
            if said:
                self.box.addWidget(label(said, kind_of, wrap=True, selectable=True))
        if row.waiting:
            go = button()
            go.setText(words("count-waiting-review", n=row.waiting))
            go.setAccessibleName(go.text())
            go.clicked.connect(self._to_review)
            self.box.addLayout(across(go, None))
        self._facts(row)
        self.heading(words("nav-projects"))
        if projects:
            self._projects(row, projects)
        else:
            self.box.addWidget(label(words("detail-no-projects"), "secondary", wrap=True))
        if origin is not None:
            self.box.addWidget(label(said_origin(words, Kind.ORGANISATIONS, origin), "caption", wrap=True))

    def _projects(self, row: OrganisationRow, projects: list[ProjectRow]) -> None:
        words = self.dress.words
        box = stacked(gap=0)
        for project in projects:
            line = ProjectLine(self.dress, project)
            line.clicked.connect(self._to_project)
            box.addWidget(line)
        if row.projects > len(projects):
            more = button("quiet")
            more.setText(words("detail-all-projects", n=row.projects))
            more.clicked.connect(self._to_projects)
            box.addLayout(across(more, None))
        box.setContentsMargins(8, 6, 8, 6)
        self.box.addWidget(card(box))

    def _facts(self, row: OrganisationRow) -> None:
        words = self.dress.words
        facts = [
            (words("field-liaison"), dotted(row.liaison, row.liaison_email)),
            (words("field-places-cap"), "" if row.places_cap is None else str(row.places_cap)),
            (words("field-competitors"), words("list-separator").join(row.competitors)),
            (words("field-tags"), words("list-separator").join(row.tags)),
            (words("field-owner"), row.owner),
        ]
        facts = [(name, value) for name, value in facts if value]
        if facts:
            self.heading(words("detail-about"))
            self.box.addWidget(card(told([Fact(name, value) for name, value in facts])))

    def _to_project(self) -> None:
        assert self.record_id is not None  # noqa: S101 - its projects are shown
        self.led.emit("projects", ProjectOf(self.record_id, self.sender().project_id))  # type: ignore[attr-defined]

    def _to_projects(self) -> None:
        self.led.emit("projects", self.record_id)

    def _to_review(self) -> None:
        self.led.emit("review", self.record_id)
