"""One row of an import preview: what would be done, what is wrong and where, and the decision."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from talentapp.domain.intake import Problem, Trouble
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.controls import Segments
from talentapp.gui.kit.details import DetailPane
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, button, card, label, stacked
from talentapp.office.views.imports import Merge, PlannedRow
from talentapp.wording import Wording

ACTION_TONES = {
    "create": "green",
    "update": "blue",
    "unchanged": "grey",
    "duplicate": "amber",
    "blocked": "red",
    "skip": "grey",
}


class PlannedDetail(DetailPane):
    """One row of a preview: what would be done, what is wrong and where, and the decision."""

    decided = Signal(int, object)  # the row, and create, update, skip or a Merge
    cell_wanted = Signal(object)  # the problem whose cell somebody wants to type anew

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, "imports", "detail-none-planned")
        self.setObjectName("card")
        self.setFixedWidth(360)
        self._row: PlannedRow | None = None
        self._decision: str | Merge | None = None
        self._in_cells = False

    def show_row(self, row: PlannedRow | None, decision: str | Merge | None, *, in_cells: bool = False) -> None:
        """Show a row and what has been decided of it; `in_cells` where it stands in cells that can be typed anew."""
        self._row, self._decision, self._in_cells = row, decision, in_cells
        self.show_id(row.number if row else None)

    def fill(self, record_id: int) -> None:  # noqa: ARG002
        row, words = self._row, self.dress.words
        assert row is not None  # noqa: S101 - filled by show_row only
        merged = self._decision if isinstance(self._decision, Merge) else None
        action = "update" if merged else str(self._decision or row.action)
        chip = self._badge = Chip(self.dress, words.code("action", action), ACTION_TONES[action])
        self.box.addLayout(across(label(words("place-row-sheet", row=row.row, sheet=row.sheet), "caption"), None, chip))
        self.box.addWidget(label(row.title or words("import-untitled"), "section", wrap=True))
        self.box.addWidget(label(row.subtitle, "secondary", wrap=True))
        above = next((one.facts["other_row"] for one in row.problems if one.trouble is Trouble.DUPLICATE_IN_FILE), None)
        if above is not None:
            said = words("import-twice-in-file", row=above, name=row.duplicate_of or row.title)
            self.box.addWidget(label(said, wrap=True))
        elif row.duplicate_of:
            self.box.addWidget(label(words("import-looks-like", name=row.duplicate_of), wrap=True))
        if row.action in ("duplicate", "update", "create"):
            self.heading(words("import-decision"))
            choice = Segments(
                self.dress, [("action-create", "create"), ("action-update", "update"), ("action-skip", "skip")],
                "import-decision",
            )  # fmt: skip
            allowed = ("create", "update", "skip") if row.target_id is not None else ("create", "skip")
            choice.enable(("update", "skip") if row.of_roster else allowed)
            choice.choose("skip" if action == "duplicate" else action)
            choice.chosen.connect(self._chosen)
            self.box.addWidget(choice)
            if above is not None and row.target_id is None:
                self.box.addWidget(label(words("import-twice-no-update"), "caption", wrap=True))
        if row.problems:
            self.heading(words("column-problems"))
            for problem in row.problems:
                self.box.addWidget(self._problem(problem))
        if row.changes and action == "update":
            self.heading(words("import-changes"))
            if len(row.changes) > 1 and not row.of_roster:
                self.box.addWidget(label(words("import-merge-hint"), "caption", wrap=True))
            for name, old, new in row.changes:
                taken = QCheckBox(words.code("field", name))
                taken.setChecked(merged is None or name in merged.fields)
                taken.setEnabled(not row.of_roster)
                taken.clicked.connect(lambda on, field=name: self._merge(field, on))
                self.box.addWidget(taken)
                was, will = self._said(name, old), self._said(name, new)
                self.box.addWidget(label(words("import-change", old=was, new=will), wrap=True))

    def _said(self, name: str, value: str) -> str:
        """A value as it is read: codes by their labels."""
        words = self.dress.words
        group = {"forms": "form", "kind": "organisation-kind", "state": "state"}.get(name)
        if value and group:
            return words("list-separator").join(words.code(group, code) for code in value.split("; "))
        return value or words("value-none")

    def _problem(self, problem: Problem) -> QWidget:
        words = self.dress.words
        tone = "red" if problem.blocking else "amber"
        chip = Chip(self.dress, words("problem-blocking" if problem.blocking else "problem-look"), tone)
        line = across(chip, label(place(words, problem), "caption"), None)
        if self._in_cells and problem.column:
            correct = self.dress.say(button("quiet"), "problem-correct")
            correct.clicked.connect(lambda: self.cell_wanted.emit(problem))
            line.addWidget(correct)
        box = stacked(line, gap=4)
        box.addWidget(label(words.problem(problem), wrap=True))
        if problem.value:
            box.addWidget(label(words("problem-value", value=problem.value), "secondary", wrap=True, selectable=True))
        return card(box)

    def _merge(self, field: str, taken: bool) -> None:
        if self._row is None:
            return
        before = (
            self._decision.fields if isinstance(self._decision, Merge) else {name for name, _, _ in self._row.changes}
        )
        fields = frozenset({*before, field} if taken else set(before) - {field})
        self._decision = Merge(fields)
        self.decided.emit(self._row.number, self._decision)

    def _chosen(self, decision: str) -> None:
        if self._row is not None:
            self._decision = decision
            badge = Chip(self.dress, self.dress.words.code("action", decision), ACTION_TONES[decision])
            inside = self._badge.parentWidget()
            if inside and (layout := inside.layout()):
                layout.replaceWidget(self._badge, badge)
            self._badge.deleteLater()
            self._badge = badge
            self.decided.emit(self._row.number, decision)


def place(words: Wording, problem: Problem) -> str:
    """Where it stands."""
    if problem.column.startswith("/"):
        return words("place-pointer", pointer=problem.column)
    if problem.column:
        return words("place-cell", row=problem.row, column=problem.column, header=problem.header)
    return words("place-row-sheet", row=problem.row, sheet=problem.sheet)
