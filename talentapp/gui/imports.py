"""Import: drop files or choose them, see what each row would do and what is wrong with it, decide, and take it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QPushButton, QStackedLayout, QWidget

from talentapp.domain.intake import Problem
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind
from talentapp.gui.details import DetailPane
from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Jobs
from talentapp.gui.listing import RecordTable
from talentapp.gui.saying import dotted, joined, moment
from talentapp.gui.screen import Screen
from talentapp.gui.tables import Cell, Column, RowTable
from talentapp.gui.widgets import (
    Chip,
    Elided,
    Segments,
    across,
    button,
    card,
    empty,
    label,
    rule,
    stacked,
)
from talentapp.gui.widgets import Column as Scrolled
from talentapp.office.views import ImportResult, PlannedRow, Preview
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.intake import Intake
    from talentapp.office.look import Look

_TONES = {
    "create": "green",
    "update": "blue",
    "unchanged": "grey",
    "duplicate": "amber",
    "blocked": "red",
    "skip": "grey",
}
_SUFFIXES = {".xlsx", ".xlsm"}


class DropZone(QFrame):
    """Where files are dropped, or chosen by its button."""

    dropped = Signal(object)  # list[Path]

    def __init__(self, dress: Dress, *buttons: QPushButton) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.setAcceptDrops(True)
        title = dress.say(label(kind="section"), "import-drop-title")
        text = dress.say(label(kind="secondary", wrap=True), "import-drop-text")
        for one in (title, text):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = stacked(title, text, across(None, *buttons, None), gap=12, margins=(24, 32, 24, 32))
        self.setLayout(inner)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event):
            event.acceptProposedAction()
            self._heat(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        self._heat(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._heat(False)
        if files := files_of(event):
            event.acceptProposedAction()
            self.dropped.emit(files)

    def _heat(self, hot: bool) -> None:
        self.setProperty("hot", hot)
        self.style().unpolish(self)
        self.style().polish(self)


def files_of(event: QDropEvent) -> list[Path]:
    """The workbooks that are being dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in _SUFFIXES]


class ImportsScreen(Screen):
    """The way in. While files are previewed it shows them; otherwise the drop zone and what came in before."""

    cares_for = frozenset({Kind.IMPORTS})

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", intake: "Intake") -> None:
        super().__init__(dress, jobs, "nav-imports")
        self._look, self._intake = look, intake
        self._previews: list[Preview] = []
        self._decisions: dict[str, dict[int, Any]] = {}
        self._shown: Preview | None = None
        self._results: list[tuple[str, ImportResult]] = []
        self._pages = QStackedLayout()
        self._start = self._start_page()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self._preview_page())
        self.body.addLayout(self._pages)

    # Before a file is chosen

    def _start_page(self) -> QWidget:
        say = self.dress.say
        choose = say(button(), "import-choose", icon="file")
        choose.clicked.connect(self.choose)
        starter = say(button(), "overview-starter", tip="overview-starter-tip")
        starter.clicked.connect(self.add_starter)
        self.drop = DropZone(self.dress, choose, starter)
        self.drop.dropped.connect(self.add_files)
        self._result_box = stacked(gap=8)
        self._recent = stacked(gap=0)
        column = Scrolled(margins=(0, 0, 8, 24), gap=12)
        for item in (self._result_box, self.drop, say(label(kind="section"), "import-recent"), self._recent):
            if isinstance(item, QWidget):
                column.box.addWidget(item)
            else:
                column.box.addLayout(item)
        column.box.addStretch(1)
        return column

    def refresh(self) -> None:
        words = self.words
        empty(self._recent)
        found = self._look.recent_imports()
        box = stacked(gap=8)
        if not found:
            box.addWidget(label(words("import-none"), "secondary"))
        for at, row in enumerate(found):
            if at:
                box.addWidget(rule())
            done = self._said(row.created, row.updated, row.unchanged, row.left_out)
            left = stacked(label(row.file_name, "strong"), label(done, "caption"), gap=2)
            right = label(dotted(words.code("kind", row.kind), moment(words, row.at)), "caption")
            box.addLayout(across(left, None, right))
        self._recent.addWidget(card(box))
        empty(self._result_box)
        for name, result in self._results:
            said = self._said(result.created, result.updated, result.unchanged, result.left_out)
            self._result_box.addWidget(label(words("import-done", file=name, counts=said), "positive", wrap=True))
        if self._results:
            forward = self.dress.say(button("primary"), "action-recommend", icon="recommend", tint="on_accent")
            forward.clicked.connect(self._to_recommend)
            self._result_box.addLayout(across(forward, None))
        if self._shown is not None:
            self._show(self._shown)

    def _said(self, created: int, updated: int, unchanged: int, left_out: int) -> str:
        words = self.words
        counts = (("import-created", created), ("import-updated", updated), ("import-unchanged", unchanged),
                  ("import-left-out", left_out))  # fmt: skip
        return joined(words, [words(message, n=n) for message, n in counts if n] or [words("import-nothing-new")])

    def focus_first(self) -> None:
        (self.table if self._shown else self.drop).setFocus()

    def show_record(self, record_id: Any) -> None:
        if record_id == "starter":
            self.add_starter()

    def choose(self) -> None:
        """Ask for files."""
        paths, _ = QFileDialog.getOpenFileNames(self, self.words("import-choose"), "", "Excel (*.xlsx *.xlsm)")
        self.add_files([Path(path) for path in paths])

    def add_starter(self) -> None:
        """Preview the shipped directory of organisations."""
        self.add_files([self._intake.starter_directory()])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Preview these files, one after another."""
        self._results = []
        for path in paths:
            self.jobs.start("job-preview", _previewing(self._intake, path), self._previewed, self.fail)

    # The preview

    def _preview_page(self) -> QWidget:
        say = self.dress.say
        self._files = across(gap=4)
        self._counts = across(gap=8)
        self._columns_line = Elided()
        self._model = RowTable(self.dress, self._columns(), self._fetch, self)
        self.table = RecordTable(self.dress, self._model, "import-rows")
        frame = QFrame()
        frame.setObjectName("tableCard")
        frame.setLayout(stacked(self.table, margins=(1, 1, 1, 1)))
        self._row_detail = PlannedDetail(self.dress)
        self._row_detail.decided.connect(self._decide)
        self.table.chosen.connect(self._show_row)
        self.commit_button = say(button("primary"), "import-commit", icon="imports", tint="on_accent")
        self.commit_button.clicked.connect(self.commit)
        drop = say(button(), "import-discard")
        drop.clicked.connect(self.discard)
        left = stacked(
            self._files, across(self._counts, None, drop, self.commit_button), self._columns_line, frame, gap=12
        )
        left.setStretch(3, 1)
        line = across(left, self._row_detail, gap=16)
        line.setStretch(0, 1)
        page = QWidget()
        page.setObjectName("plain")
        page.setLayout(line)
        return page

    def _previewed(self, preview: Preview) -> None:
        self._previews = [one for one in self._previews if one.path != preview.path] + [preview]
        self._decisions.setdefault(preview.path, {})
        if self._shown is None:
            self.error.hide()
            self._show(preview)
        else:
            self._show_files()

    def _show(self, preview: Preview) -> None:
        same = self._shown is not None and self._shown.path == preview.path
        self._shown = preview
        self._pages.setCurrentIndex(1)
        self._show_files()
        words = self.words
        read = dict.fromkeys(preview.columns.values())
        self._columns_line.show_text(words("import-columns", columns=joined(words, read)))
        order = {"blocked": 0, "duplicate": 1}
        rows = sorted(preview.rows, key=lambda row: (order.get(row.action, 2 if row.problems else 3), row.number))
        if not same:
            self.table.show_ids([])  # numbers mean other rows now
        self.table.show_ids([row.number for row in rows])
        self._show_counts()
        if not same:
            self.table.setFocus()

    def _show_files(self) -> None:
        empty(self._files)
        group = QButtonGroup(self)
        for preview in self._previews:
            one = button()
            one.setText(preview.file_name)
            one.setCheckable(True)
            one.setChecked(self._shown is not None and preview.path == self._shown.path)
            one.setProperty("path", preview.path)
            group.addButton(one)
            self._files.addWidget(one)
        self._files.addStretch(1)
        group.buttonClicked.connect(self._choose_file)

    def _show_counts(self) -> None:
        empty(self._counts)
        preview = self._shown
        assert preview is not None  # noqa: S101 - called while a preview is shown
        words = self.words
        self._counts.addWidget(label(words.code("kind", preview.kind), "strong"))
        for action in ("create", "update", "unchanged", "duplicate", "blocked"):
            if n := preview.count(action):
                text = words("count-action", action=words.code("action", action), n=n)
                self._counts.addWidget(Chip(self.dress, text, _TONES[action]))

    def _choose_file(self, one: QPushButton) -> None:
        path = one.property("path")
        self._show(next(preview for preview in self._previews if preview.path == path))

    def _show_row(self, number: int | None) -> None:
        if self._shown is None or number is None:
            self._row_detail.show_row(None, None)
        else:
            self._row_detail.show_row(self._shown.rows[number], self._decisions[self._shown.path].get(number))

    def _decide(self, number: int, decision: str) -> None:
        if self._shown is not None:
            self._decisions[self._shown.path][number] = decision
            self._model.forget()

    def commit(self) -> None:
        """Take in all the files that are previewed."""
        self.commit_button.setEnabled(False)
        for preview in self._previews:
            work = _committing(self._intake, preview, self._decisions[preview.path])
            self.jobs.start("job-import", work, self._committed, self._failed, self._ready)

    def discard(self) -> None:
        """Leave all previewed files out."""
        self._previews, self._shown = [], None
        self._decisions.clear()
        self._ready()
        self._pages.setCurrentIndex(0)
        self.refresh()

    def _committed(self, done: tuple[Preview, ImportResult]) -> None:
        preview, result = done
        self._results.append((preview.file_name, result))
        self._previews = [one for one in self._previews if one.path != preview.path]
        if not self._previews:
            self.error.hide()
            self.discard()
            self.changed.emit(frozenset(kind for _, one in self._results for kind in one.changed))
        elif self._shown is not None and self._shown.path == preview.path:
            self._show(self._previews[0])

    def _failed(self, error: Exception) -> None:
        self._ready()
        self.fail(error)

    def _ready(self) -> None:
        self.commit_button.setEnabled(True)

    def _to_recommend(self) -> None:
        self.wanted.emit("recommend", None)

    def _fetch(self, numbers: list[int]) -> list[PlannedRow]:
        assert self._shown is not None  # noqa: S101 - rows are shown of a preview only
        return [self._shown.rows[number] for number in numbers]

    def _columns(self) -> list[Column]:
        return [
            Column("column-place", self._place, 96, 0, needs=600),
            Column("column-record", self._title, 200, 3),
            Column("column-action", self._action, 128, 0),
            Column("column-problems", self._problems, 200, 4),
        ]

    def _place(self, row: PlannedRow) -> Cell:
        return Cell(self.words("place-row", row=row.row), row.sheet)

    def _title(self, row: PlannedRow) -> Cell:
        return Cell(row.title or self.words("import-untitled"), row.subtitle, strong=True)

    def _action(self, row: PlannedRow) -> Cell:
        decided = self._decisions[self._shown.path].get(row.number) if self._shown else None
        action = decided or row.action
        return Cell(pill=self.words.code("action", action), tone=_TONES[action])  # type: ignore[arg-type]

    def _problems(self, row: PlannedRow) -> Cell:
        words = self.words
        if not row.problems:
            fields = [words.code("field", name) for name, _, _ in row.changes]
            return Cell(joined(words, fields))
        first = row.problems[0]
        more = words("count-more-problems", n=len(row.problems) - 1) if len(row.problems) > 1 else ""
        return Cell(words.problem(first), dotted(place(words, first), more), icon="warning")


class PlannedDetail(DetailPane):
    """One row of a preview: what would be done, what is wrong and where, and the decision."""

    decided = Signal(int, str)

    def __init__(self, dress: Dress) -> None:
        super().__init__(dress, "imports", "detail-none-planned")
        self.setObjectName("card")
        self.setFixedWidth(360)
        self._row: PlannedRow | None = None
        self._decision: str | None = None

    def show_row(self, row: PlannedRow | None, decision: str | None) -> None:
        """Show a row and what has been decided of it."""
        self._row, self._decision = row, decision
        self.show_id(row.number if row else None)

    def fill(self, record_id: int) -> None:  # noqa: ARG002
        row, words = self._row, self.dress.words
        assert row is not None  # noqa: S101 - filled by show_row only
        action = self._decision or row.action
        chip = Chip(self.dress, words.code("action", action), _TONES[action])
        self.box.addLayout(across(label(words("place-row-sheet", row=row.row, sheet=row.sheet), "caption"), None, chip))
        self.box.addWidget(label(row.title or words("import-untitled"), "section", wrap=True))
        self.box.addWidget(label(row.subtitle, "secondary", wrap=True))
        if row.duplicate_of:
            self.box.addWidget(label(words("import-looks-like", name=row.duplicate_of), wrap=True))
        if row.action in ("duplicate", "update", "create"):
            self.heading(words("import-decision"))
            choice = Segments(
                self.dress, [("action-create", "create"), ("action-update", "update"), ("action-skip", "skip")],
                "import-decision",
            )  # fmt: skip
            choice.enable(("create", "update", "skip") if row.target_id is not None else ("create", "skip"))
            choice.choose(self._decision or ("skip" if row.action == "duplicate" else row.action))
            choice.chosen.connect(self._chosen)
            self.box.addWidget(choice)
        if row.problems:
            self.heading(words("column-problems"))
            for problem in row.problems:
                self.box.addWidget(self._problem(problem))
        if row.changes:
            self.heading(words("import-changes"))
            for name, old, new in row.changes:
                self.box.addWidget(label(words.code("field", name), "caption"))
                self.box.addWidget(label(words("import-change", old=old or words("value-none"), new=new), wrap=True))

    def _problem(self, problem: Problem) -> QWidget:
        words = self.dress.words
        tone = "red" if problem.blocking else "amber"
        chip = Chip(self.dress, words("problem-blocking" if problem.blocking else "problem-look"), tone)
        box = stacked(across(chip, label(place(words, problem), "caption"), None), gap=4)
        box.addWidget(label(words.problem(problem), wrap=True))
        if problem.value:
            box.addWidget(label(words("problem-value", value=problem.value), "secondary", wrap=True, selectable=True))
        return card(box)

    def _chosen(self, decision: str) -> None:
        if self._row is not None:
            self._decision = decision
            self.decided.emit(self._row.number, decision)


def place(words: Wording, problem: Problem) -> str:
    """Where it stands."""
    if problem.column:
        return words("place-cell", row=problem.row, column=problem.column, header=problem.header)
    return words("place-row-sheet", row=problem.row, sheet=problem.sheet)


def _previewing(intake: "Intake", path: Path) -> Any:
    def work(progress: Progress) -> Preview:
        return intake.preview(path, progress=progress)

    return work


def _committing(intake: "Intake", preview: Preview, decisions: dict[int, Any]) -> Any:
    def work(progress: Progress) -> tuple[Preview, ImportResult]:
        return preview, intake.commit(preview, decisions, progress)

    return work
