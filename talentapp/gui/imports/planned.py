"""One row of an import preview: what would be done, what is wrong and where, and the decision."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from talentapp.domain.intake import Problem, Reading, Trouble
from talentapp.domain.terms import Kind
from talentapp.gui.imports.problem_card import ProblemCard
from talentapp.gui.imports.row_values import Likeness, RowValues
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.controls import Segments
from talentapp.gui.kit.details import DetailPane
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, label
from talentapp.office.views.imports import Merge, PlannedRow

ACTION_TONES = {
    "create": "green",
    "update": "blue",
    "unchanged": "grey",
    "duplicate": "amber",
    "blocked": "red",
    "skip": "grey",
    "join": "blue",
}


class PlannedDetail(DetailPane):
    """One row of a preview: what would be done, what is wrong and where, and the decision."""

    decided = Signal(int, object)  # the row, and create, update, skip or a Merge
    cell_wanted = Signal(object)  # the problem whose cell somebody wants to type anew
    typed = Signal(object)  # the Retyped of one step

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, "imports", "detail-none-planned")
        self.setObjectName("card")
        self._row: PlannedRow | None = None
        self._decision: str | Merge | None = None
        self._of: Reading | None = None

    def show_row(self, row: PlannedRow | None, decision: str | Merge | None, reading: Reading | None = None) -> None:
        """Show a row of a reading and what has been decided of it."""
        self._row, self._decision, self._of = row, decision, reading
        self.show_id(row.number if row else None)

    @property
    def decision(self) -> str | Merge | None:
        """What has been decided of the row shown."""
        return self._decision

    def fill(self, record_id: int) -> None:  # noqa: ARG002
        row, words = self._row, self.dress.words
        assert row is not None  # noqa: S101 - filled by show_row only
        action = decided_action(row, self._decision)
        chip = self._badge = Chip(self.dress, words.code("action", action), ACTION_TONES[action])
        where = words("place-row-sheet" if row.sheet else "place-row", row=row.row, sheet=row.sheet)
        head = across(label(where, "caption", wrap=True), chip)
        head.setStretch(0, 1)
        self.box.addLayout(head)
        self.box.addWidget(label(row.title or words("import-untitled"), "section", wrap=True))
        self.box.addWidget(label(row.subtitle, "secondary", wrap=True))
        above = next((one.facts["other_row"] for one in row.problems if one.trouble is Trouble.DUPLICATE_IN_FILE), None)
        if above is not None:
            said = words("import-twice-in-file", row=above, name=row.duplicate_of or row.title)
            self.box.addWidget(label(said, wrap=True))
        elif row.duplicate_of:
            message = "import-looks-like" if row.action == "duplicate" else "import-is"
            self.box.addWidget(label(words(message, name=row.duplicate_of), wrap=True))
        if row.alike:
            self.box.addWidget(Likeness(self.dress, row.alike))
        if row.action in ("duplicate", "update", "create", "join"):
            self.heading(words("import-decision"))
            joins = row.joins is not None and row.target_id is None
            ways = ("create", "join" if joins else "update", "skip")
            choice = Segments(self.dress, [(f"action-{way}", way) for way in ways], "import-decision")
            allowed = ways if joins or row.target_id is not None else ("create", "skip")
            choice.enable(("update", "skip") if row.of_roster else allowed)
            choice.choose("skip" if action == "duplicate" else action)
            choice.chosen.connect(self._chosen)
            self.box.addWidget(choice)
            if above is not None and row.target_id is None:
                said = "import-twice-no-update" if row.joins is None else "import-twice-join"
                self.box.addWidget(label(words(said, row=above), "caption", wrap=True))
        if row.problems:
            self.heading(words("column-problems"))
            for problem in sorted(row.problems, key=lambda one: not one.blocking):  # what keeps it out comes first
                self.box.addWidget(self._problem(problem))
        self._values = RowValues(self.dress)
        self._values.merged.connect(self._merge)
        self.box.addWidget(self._values)
        self._show_values(action)

    def _show_values(self, action: str) -> None:
        assert self._row is not None and self._of is not None  # noqa: S101 - filled by show_row only
        merge = self._decision if isinstance(self._decision, Merge) else None
        self._values.show_row(self._of.kind, self._row, action, merge, self._of.retyped)

    def _problem(self, problem: Problem) -> QWidget:
        reading = self._of
        in_sheet = reading is not None and any(table.shape for table in reading.tables)
        correctable = in_sheet or (reading is not None and reading.kind is Kind.PAIRINGS)
        one = ProblemCard(self.dress, problem, correctable=correctable, in_sheet=in_sheet)
        one.cell_wanted.connect(self.cell_wanted)
        one.typed.connect(self.typed)
        return one

    def _merge(self, chosen: Merge) -> None:
        if self._row is not None:
            self._decision = chosen
            self._show_badge(decided_action(self._row, chosen))
            self.decided.emit(self._row.number, chosen)

    def _chosen(self, decision: str) -> None:
        if self._row is not None:
            self._decision = decision
            self._show_badge(decision)
            self._show_values(decision)
            self.decided.emit(self._row.number, decision)

    def _show_badge(self, action: str) -> None:
        badge = Chip(self.dress, self.dress.words.code("action", action), ACTION_TONES[action])
        inside = self._badge.parentWidget()
        if inside and (layout := inside.layout()):
            layout.replaceWidget(self._badge, badge)
        self._badge.deleteLater()
        self._badge = badge


def decided_action(row: PlannedRow, decision: str | Merge | None) -> str:
    """What is done with a row by what is decided of it so far."""
    if isinstance(decision, Merge):
        return row.action if decision.nothing and row.action == "unchanged" else "update"
    return str(decision or row.action)
