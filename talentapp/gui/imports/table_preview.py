"""The preview of a table: its counts, its records or its sheet as it stands, and beside them the row that is current
or what the columns mean."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from talentapp.domain.intake import Problem
from talentapp.domain.terms import LISTED
from talentapp.gui.imports.meanings import Meanings, target_label
from talentapp.gui.imports.planned import ACTION_TONES, PlannedDetail, decided_action
from talentapp.gui.imports.sheet_grid import SheetGrid
from talentapp.gui.kit import icons
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.controls import Choice, Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.folding import Folding
from talentapp.gui.kit.laid_out import widgets_of
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.saying import dotted, joined
from talentapp.gui.kit.tables import Cell, Column, RowTable, pills
from talentapp.gui.kit.tokens import FOLD_BELOW, PAGE_MARGIN, PILL_HEIGHT
from talentapp.gui.kit.widgets import Elided, Title, across, button, empty, label, stacked
from talentapp.office.views.imports import PlannedRow, Preview

if TYPE_CHECKING:
    from talentapp.office.imports.grid import Grid

_MOST_REMARKS = 3
_RECORDS, _SHEET = 0, 1


class TablePreview(QWidget):
    """The records that would come of a file, or the file's own cells; F8 goes from problem to problem in either."""

    decided = Signal(int, object)  # the row, and create, update, skip or a Merge
    corrected = Signal(str, str, str)  # shape, heading, target
    first_row_said = Signal(object, object)  # a ReadTable, and the FirstRow that its first row is
    kind_said = Signal(object)  # the Kind that the records are of
    typed = Signal(object)  # the Retyped of one step

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._shown: Preview | None = None
        self._decisions: Mapping[int, Any] = {}
        self._reading_again = False
        self._kind = Choice(dress)
        dress.say(self._kind, name="import-kind", tip="import-kind-tip")
        self._kind.activated.connect(lambda _at: self._say_kind())
        self._kind_told = label(kind="strong")
        self._kind_told.setFixedHeight(PILL_HEIGHT)
        self._counts = Flow(gap=8)
        self._said = Elided()
        self._remarks = stacked(gap=4)
        self._model = RowTable(dress, self._columns(), self._fetch, self)
        self.table = RecordTable(dress, self._model, "import-rows")
        self.table.chosen.connect(self._show_row)
        records = QFrame()
        records.setObjectName("tableCard")
        records.setLayout(stacked(self.table, margins=(1, 1, 1, 1)))
        self.sheet = SheetGrid(dress)
        self.sheet.chosen.connect(self._show_row)
        self.sheet.asked.connect(self.show_meanings)
        self.sheet.typed.connect(self.typed)
        self._ways = Segments(dress, [("import-view-records", _RECORDS), ("import-view-sheet", _SHEET)], "import-view")
        self._ways.chosen.connect(self.show_as)
        self._views = Leaves()
        self._views.addWidget(records)
        self._views.addWidget(self.sheet)
        self.detail = PlannedDetail(dress)
        self.detail.decided.connect(self.decided)
        self.detail.cell_wanted.connect(self.edit_cell)
        self.detail.typed.connect(self.typed)
        self.meanings = Meanings(dress)
        self.meanings.corrected.connect(self.corrected)
        self.meanings.first_row_said.connect(self.first_row_said)
        self.meanings.closed.connect(self._toggle_meanings)
        self._side = Leaves()
        self._side.addWidget(self.detail)
        self._side.addWidget(self.meanings)
        self._asking = dress.say(button("quiet"), "import-meanings")
        self._asking.clicked.connect(self._toggle_meanings)
        above = across(self._kind, self._kind_told, stacked(self._counts, margins=(0, 5, 0, 5)), self._ways, gap=8)
        above.setStretch(2, 1)
        self._ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        left = QWidget()
        left.setObjectName("plain")
        self._fold = fold = Folding(dress, left, FOLD_BELOW - 2 * PAGE_MARGIN, gap=16)
        columns = across(self._said, self._asking, fold.opener, gap=8)
        columns.setStretch(0, 1)
        box = stacked(above, columns, self._remarks, self._views, gap=12)
        box.setStretch(3, 1)
        left.setLayout(box)
        fold.add(self._side)
        fold.widen(360)
        fold.follow(self.table)
        fold.turned.connect(self._fit_rows)
        self.setLayout(stacked(fold))

    def show_preview(
        self,
        preview: Preview,
        decisions: Mapping[int, Any],
        grids: "Sequence[Grid]",
        targets: tuple[str, ...],
        same: bool,
    ) -> None:
        """Show a preview with what has been decided of its rows; `same` where it is the one in view, read anew."""
        self._reading_again = True
        words, before = self._dress.words, self._place_shown()
        self._shown, self._decisions = preview, decisions
        tables = preview.reading.tables
        used = [column.called for table in tables for column in table.columns if column.target]
        read = words("import-columns", columns=joined(words, dict.fromkeys(used or preview.columns.values())))
        unused, never = preview.reading.unused, preview.reading.never
        said = words("import-unused", columns=joined(words, unused)) if unused else ""
        self._said.setText(
            dotted(read, said, words("import-never-taken", columns=joined(words, never)) if never else "")
        )
        self._show_remarks(preview)
        self._show_kind(preview)
        self.meanings.show_tables(preview.kind, tables, targets)
        bar = self.table.verticalScrollBar()
        scrolled = bar.value()
        self.table.show_ids([])  # numbers mean other rows now, or the same ones read anew
        self._grids: Sequence[Grid] | None = grids  # shown when the sheet is asked for
        self.table.show_ids(list(preview.by_urgency))
        self.table.refit({"column-problems": 0} if preview.plain else {})  # names have the room that nothing needs
        self._show_counts(preview)
        self._ways.setVisible(bool(grids))  # a form or a roster has no table of its own to show
        self._asking.setVisible(bool(targets) and bool(tables))
        if not preview.rows:
            self.show_as(_SHEET)
            self.show_meanings()
        elif same:
            again = preview.numbers.get(before) if before else None
            if again is not None:
                self.table.choose(again)
                bar.setValue(scrolled)
            self.show_as(self._views.currentIndex())
        else:
            self.show_as(_RECORDS)
            self._side.setCurrentIndex(0)
            self.table.setFocus()
        self._reading_again = False

    def _place_shown(self) -> tuple[str, int] | None:
        """The sheet and row of the record that is current."""
        number, rows = self.detail.record_id, self._shown.rows if self._shown else ()
        return (rows[number].sheet, rows[number].row) if number is not None and number < len(rows) else None

    def _fit_rows(self) -> None:
        """Where it is alone on a narrow page, a row says what needs attention in two lines, and where in a third."""
        self.table.set_lines(3 if self._fold.folded else 2)

    def say(self, text: str) -> None:
        """Say something about what is shown."""
        self._said.setText(text)

    def show_decided(self, number: int) -> None:
        """Show a row of which something else is decided now, and how many of each there are."""
        self._model.forget()
        if self._shown is not None:
            self._show_counts(self._shown)
            if self.detail.record_id != number:
                (self.sheet if self._views.currentIndex() == _SHEET else self.table).choose(number)
            elif self.detail.decision != self._decisions.get(number):  # it was not decided there
                self._show_row(number)

    def show_as(self, way: object) -> None:
        """Show the records (0) or the sheet (1), at the same row."""
        if way == _SHEET and self._grids is not None:
            self.sheet.show_grids(self._grids)
            self._grids = None
        self._ways.choose(way)
        self._views.setCurrentIndex(_SHEET if way == _SHEET else _RECORDS)
        number = self.detail.record_id
        if number is None:
            return
        if way == _SHEET:
            self.sheet.choose(number)
        else:
            self.table.choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F8:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def edit_cell(self, problem: Problem) -> None:
        """Show the cell of a problem in its sheet, open to be typed anew."""
        self._fold.leave()
        self.show_as(_SHEET)
        self.sheet.edit(problem)

    def lead_to(self, number: int | None) -> None:
        """Make a row the current one, in whichever view there is, and give the focus to it; where there is none yet,
        to what the columns mean."""
        if number is None:
            self.show_meanings()
            self.meanings.focus_first()
            return
        self.table.choose(number)
        if self._views.currentIndex() == _SHEET:
            self.sheet.choose(number)
        (self.sheet.table if self._views.currentIndex() == _SHEET else self.table).setFocus()

    def show_meanings(self) -> None:
        """Show what the columns mean."""
        self._side.setCurrentIndex(1)
        self._fold.read()

    def step(self, by: int) -> None:
        """Go to the next problem, or the one before."""
        if self._views.currentIndex() == _SHEET:
            self.sheet.step(by)
            return
        ids, rows = self._model.ids, self._shown.rows if self._shown else ()
        now = self.table.currentIndex().row()
        order = range(now + 1, now + 1 + len(ids)) if by > 0 else range(now - 1, now - 1 - len(ids), -1)
        found = next((ids[at % len(ids)] for at in order if rows[ids[at % len(ids)]].problems), None)
        if found is not None:
            self.table.choose(found)

    def _toggle_meanings(self) -> None:
        """From the meanings to the record; from the record, or from the list over it, to the meanings."""
        seen = self._side.currentIndex() == 1
        if seen and not self._fold.read():
            self._side.setCurrentIndex(0)
            self._fold.leave()
        elif not seen:
            self.show_meanings()

    def _show_kind(self, preview: Preview) -> None:
        """Of what kind the records are; a person may say another of tables whose columns are."""
        words = self._dress.words
        changeable = preview.kind in LISTED and any(table.shape for table in preview.reading.tables)
        self._kind.offer([(words.code("kind", kind), kind) for kind in LISTED])
        self._kind.choose(preview.kind)
        self._kind_told.setText(words.code("kind", preview.kind))
        self._kind.setVisible(changeable)
        self._kind_told.setVisible(not changeable)

    def _say_kind(self) -> None:
        if self._shown is not None and self._kind.value is not self._shown.kind:
            self.kind_said.emit(self._kind.value)

    def _show_counts(self, preview: Preview) -> None:
        empty(self._counts)
        words = self._dress.words
        counts = preview.actions.copy()
        for number in self._decisions:
            counts[preview.rows[number].action] -= 1
            counts[self._decided(preview.rows[number])] += 1
        for action in ("create", "update", "unchanged", "join", "skip", "duplicate", "blocked"):
            if n := counts[action]:
                text = words("count-action", action=words.code("action", action), n=n)
                self._counts.addWidget(Chip(self._dress, text, ACTION_TONES[action]))
        if preview.nothing_new:
            self._counts.addWidget(Title(words("import-no-difference"), "caption"))
        for one in widgets_of(self._counts):  # at once, or they would be away for a moment
            one.show()
        self._counts.activate()

    def _show_remarks(self, preview: Preview) -> None:
        """What is to be said of the file as a whole, such as sheets that were left out."""
        empty(self._remarks)
        for problem in preview.remarks[:_MOST_REMARKS]:
            said = dotted(problem.sheet, self._dress.words.problem(problem))
            sign = QLabel()
            sign.setPixmap(icons.icon("warning", self._dress.tokens.amber.ink, size=16).pixmap(16, 16))
            line = across(sign, label(said, wrap=True), gap=8, margins=(12, 6, 12, 6))
            line.setStretch(1, 1)
            hint = QFrame()
            hint.setObjectName("hint")
            hint.setLayout(line)
            self._remarks.addWidget(hint)

    def _show_row(self, number: int | None) -> None:
        if not self._reading_again:
            self._side.setCurrentIndex(0)  # somebody looks at another record
        at_sheet = self._views.currentIndex() == _SHEET and self.sheet.table.currentIndex().isValid()
        no_record = at_sheet and number is None
        words = self._dress.words
        self.detail.show_several(words("grid-no-record") if no_record else "", more=words("grid-no-record-text"))
        if self._shown is None or number is None or not self._shown.rows:
            self.detail.show_row(None, None)
        else:
            self.detail.show_row(self._shown.rows[number], self._decisions.get(number), self._shown.reading)

    def _fetch(self, numbers: list[int]) -> list[PlannedRow]:
        assert self._shown is not None  # noqa: S101 - rows are shown of a preview only
        return [self._shown.rows[number] for number in numbers]

    def _columns(self) -> list[Column]:
        return [
            Column("column-place", self._place, 92, 0, needs=600),
            Column("column-record", self._title, 152, 2),
            Column("column-action", self._action, 72, 0, widest=partial(pills, self._dress, "action", ACTION_TONES)),
            Column("column-problems", self._problems, 176, 4),
        ]

    def _place(self, row: PlannedRow) -> Cell:
        return Cell(self._dress.words("place-row", row=row.row), row.sheet)

    def _title(self, row: PlannedRow) -> Cell:
        return Cell(row.title or self._dress.words("import-untitled"), row.subtitle, strong=True)

    def _action(self, row: PlannedRow) -> Cell:
        action = self._decided(row)
        return Cell(pill=self._dress.words.code("action", action), tone=ACTION_TONES[action])  # type: ignore[arg-type]

    def _decided(self, row: PlannedRow) -> str:
        """What will be done with a row, by what is decided of it so far."""
        return decided_action(row, self._decisions.get(row.number))

    def _problems(self, row: PlannedRow) -> Cell:
        words = self._dress.words
        if not row.problems and self._shown is not None:
            changed, held = (
                joined(words, dict.fromkeys(target_label(words, self._shown.kind, name) for name, _, _ in some))
                for some in (row.changes, row.held)
            )
            kept = words("import-held-fields", fields=held) if held else ""
            return Cell(changed, kept) if changed else Cell(kept)
        first = min(row.problems, key=lambda one: not one.blocking)
        more = words("count-more-problems", n=len(row.problems) - 1) if len(row.problems) > 1 else ""
        return Cell(words.problem(first), dotted(words.place(first), more), icon="warning")
