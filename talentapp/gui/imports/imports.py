"""Import: drop files or choose them, see what each row would do and what is wrong with it, decide, and take it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QPushButton, QStackedLayout, QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind
from talentapp.gui.imports import import_work
from talentapp.gui.imports.cv_draft import CvDraft, PasswordBar
from talentapp.gui.imports.meanings import Meanings
from talentapp.gui.imports.planned import ACTION_TONES, PlannedDetail, place
from talentapp.gui.imports.recent import RecentImports, counts_said, kept_said
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.dropping import SUFFIXES, DropZone
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.saying import dotted, joined
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tables import Cell, Column, RowTable
from talentapp.gui.kit.widgets import Column as Scrolled
from talentapp.gui.kit.widgets import Elided, across, button, empty, label, stacked
from talentapp.office.views.imports import (
    ImportResult,
    Merge,
    PagePicture,
    PlannedRow,
    Preview,
    UndoPreview,
    UndoResult,
)

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake
    from talentapp.office.records.look import Look


_DRAWN, _MOST_PAGES = 900, 20  # width of a drawn page, and how many pages of a document are drawn


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
        self._passwords: dict[str, str] = {}  # of documents, while they are in view
        self._password = PasswordBar(dress)
        self._password.given.connect(self._open_with)
        self.body.addWidget(self._password)
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
        self._recent = RecentImports(self.dress)
        self._recent.asked.connect(self._ask_undo)
        self._recent.confirmed.connect(self.undo)
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
        self._recent.show_rows(self._look.recent_imports())
        empty(self._result_box)
        for name, result in self._results:
            said = counts_said(words, result.created, result.updated, result.unchanged, result.left_out)
            self._result_box.addWidget(label(words("import-done", file=name, counts=said), "positive", wrap=True))
        if self._results:
            forward = self.dress.say(button("primary"), "action-recommend", icon="recommend", tint="on_accent")
            forward.clicked.connect(self._to_recommend)
            self._result_box.addLayout(across(forward, None))
        if self._shown is not None:
            self._show(self._shown)

    def _ask_undo(self, batch_id: int) -> None:
        work = import_work.doubting(self._intake, batch_id)
        self.jobs.start("job-preview", work, self._doubted, self.fail)

    def _doubted(self, found: "tuple[int, UndoPreview]") -> None:
        self._recent.show_doubt(*found)

    def undo(self, batch_id: int) -> None:
        """Take back an import as a whole."""
        self.jobs.start("job-undo-import", import_work.undoing(self._intake, batch_id), self._undone, self.fail)

    def _undone(self, result: UndoResult) -> None:
        self._results = []
        self.changed.emit(result.changed)
        text = self.words(
            "import-undo-done",
            file=result.file_name,
            removed=result.removed,
            restored=result.restored,
            kept=len(result.kept),
        )
        self.refresh()
        self._result_box.addWidget(label(text, "positive", wrap=True))
        for kept in result.kept[:20]:
            self._result_box.addWidget(label(kept_said(self.words, kept), "caption", wrap=True))

    def focus_first(self) -> None:
        if self._is_draft():
            self.draft.focus_first()
        else:
            (self.table if self._shown else self.drop).setFocus()

    def show_record(self, record_id: Any) -> None:
        if record_id == "starter":
            self.add_starter()

    def choose(self) -> None:
        """Ask for files."""
        paths, _ = QFileDialog.getOpenFileNames(
            self,
            self.words("import-choose"),
            "",
            f"{self.words('import-files')} ({' '.join(f'*{s}' for s in SUFFIXES)})",
        )
        self.add_files([Path(path) for path in paths])

    def add_starter(self) -> None:
        """Preview the shipped directory of organisations."""
        self.add_files([self._intake.starter_directory()])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Preview these files, one after another."""
        self._results = []
        for path in paths:
            work = import_work.previewing(self._intake, path, self._passwords.get(str(path), ""))
            self.jobs.start("job-preview", work, self._previewed, self._not_previewed)

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
        self._meanings = Meanings(self.dress)
        self._meanings.corrected.connect(self._mean)
        self._meanings.closed.connect(self._toggle_meanings)
        self._side = QStackedLayout()
        self._side.addWidget(self._row_detail)
        self._side.addWidget(self._meanings)
        self._meanings_button = say(button("quiet"), "import-meanings")
        self._meanings_button.clicked.connect(self._toggle_meanings)
        self.table.chosen.connect(self._show_row)
        self.commit_button = say(button("primary"), "import-commit", icon="imports", tint="on_accent")
        self.commit_button.clicked.connect(self.commit)
        self._discard = say(button(), "import-discard")
        self._discard.clicked.connect(self.discard)
        self._annotate = say(button(), "import-annotate", icon="file")
        self._annotate.clicked.connect(self.annotate)
        for one in (self._annotate, self._discard, self.commit_button):
            one.hide()  # there is nothing to take in yet
            self.at_right.addWidget(one)
        columns = across(self._columns_line, self._meanings_button, gap=8)
        columns.setStretch(0, 1)
        left = stacked(self._counts, columns, frame, gap=12)
        left.setStretch(2, 1)
        side = QWidget()
        side.setObjectName("plain")
        side.setFixedWidth(360)
        side.setLayout(self._side)
        line = across(left, side, gap=16)
        line.setStretch(0, 1)
        table = QWidget()
        table.setObjectName("plain")
        table.setLayout(line)
        self.draft = CvDraft(self.dress)
        self.draft.edited.connect(self._correct)
        self.draft.decided.connect(self._decide)
        self._views = QStackedLayout()
        self._views.addWidget(table)
        self._views.addWidget(self.draft)
        page = QWidget()
        page.setObjectName("plain")
        page.setLayout(stacked(self._files, self._views, gap=12))
        return page

    def _previewed(self, previews: tuple[Preview, ...]) -> None:
        paths = {preview.path for preview in previews}
        before = next((at for at, one in enumerate(self._previews) if one.path in paths), len(self._previews))
        others = [one for one in self._previews if one.path not in paths]
        self._previews = [*others[:before], *previews, *others[before:]]
        for preview in previews:
            self._decisions.setdefault(preview.key, {})
        main = max(previews, key=lambda preview: len(preview.rows))
        if self._shown is None:
            self.error.hide()
            self._show(main)
        elif self._shown.path in paths:  # it has been read anew
            self._show(next((one for one in previews if one.key == self._shown.key), main))
        else:
            self._show_files()

    def _show(self, preview: Preview) -> None:
        same = self._shown is not None and self._shown.key == preview.key
        self._discard.show()
        self.commit_button.show()
        self._shown = preview
        self._pages.setCurrentIndex(1)
        self._show_files()
        tabular = preview.reading.paper is None
        self._annotate.setVisible(tabular and any(problem.row for problem in preview.problems))
        if not tabular:
            self._show_draft(preview, same)
            return
        self._views.setCurrentIndex(0)
        words = self.words
        tables = preview.reading.tables
        used = [column.heading for table in tables for column in table.columns if column.target]
        read = words("import-columns", columns=joined(words, dict.fromkeys(used or preview.columns.values())))
        unused = preview.reading.unused
        self._columns_line.setText(
            dotted(read, words("import-unused", columns=joined(words, unused)) if unused else "")
        )
        self._meanings.show_tables(preview.reading.tables, self._intake.targets(preview.kind))
        order = {"blocked": 0, "duplicate": 1}
        rows = sorted(preview.rows, key=lambda row: (order.get(row.action, 2 if row.problems else 3), row.number))
        self.table.show_ids([])  # numbers mean other rows now, or the same ones read anew
        self.table.show_ids([row.number for row in rows])
        self._show_counts()
        if not same:
            self._side.setCurrentIndex(0)
            self.table.setFocus()

    def _toggle_meanings(self) -> None:
        self._side.setCurrentIndex(1 - self._side.currentIndex())

    def _mean(self, shape: str, heading: str, target: str) -> None:
        """Remember what a column means, and read the file again with it."""
        if self._shown is None:
            return
        path = Path(self._shown.path)
        for preview in self._previews:
            if preview.path == self._shown.path:
                self._decisions[preview.key] = {}  # the rows may mean others now
        work = import_work.meaning(self._intake, path, shape, {heading: target})
        self.jobs.start("job-preview", work, self._previewed, self.fail)

    def annotate(self) -> None:
        """Write a copy of the shown file with its problems in it, where the person says."""
        if self._shown is None:
            return
        source = Path(self._shown.path)
        name = self.words("import-copy-name", file=source.stem)
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.words("import-annotate"), str(source.with_name(name)), "Excel (*.xlsx)"
        )
        if chosen:
            self.annotate_to(Path(chosen))

    def annotate_to(self, out: Path) -> None:
        """Write that copy here."""
        if self._shown is None:
            return
        previews = [one for one in self._previews if one.path == self._shown.path]
        self.jobs.start(
            "job-annotate", import_work.annotating(self._intake, previews, out, self.words), self._annotated, self.fail
        )

    def _annotated(self, done: tuple[int, str]) -> None:
        told, path = done
        self._columns_line.setText(self.words("import-annotated", n=told, path=path))

    def _show_draft(self, preview: Preview, same: bool) -> None:
        """Show a CV beside its draft; its pages are drawn one after another."""
        self._views.setCurrentIndex(1)
        self.draft.show_preview(preview, self._decisions[preview.key].get(0))
        if same:
            return
        self.draft.focus_first()
        paper = preview.reading.paper
        width = int(_DRAWN * self.devicePixelRatioF())
        for page in range(1, min(len(paper.pages) if paper else 0, _MOST_PAGES) + 1):
            work = import_work.drawing(self._intake, preview, page, width, self._passwords.get(preview.path, ""))
            self.jobs.start("job-draw", work, self._drawn, self.fail)

    def _drawn(self, drawn: "tuple[str, PagePicture]") -> None:
        path, picture = drawn
        if self._shown is not None and self._shown.path == path:
            self.draft.put_picture(picture)

    def _correct(self) -> None:
        """Plan again with what was typed, off the window's thread."""
        if self._shown is not None and self._is_draft() and self.draft.touched:
            work = import_work.correcting(self._intake, self._shown, dict(self.draft.typed))
            self.jobs.start("job-preview", work, self._corrected, self.fail)

    def _corrected(self, preview: Preview) -> None:
        self._previews = [preview if one.key == preview.key else one for one in self._previews]
        if self._shown is not None and self._shown.key == preview.key:
            self._shown = preview
            self.draft.show_preview(preview, self._decisions[preview.key].get(0))

    def _open_with(self, path: str, password: str) -> None:
        self.error.hide()
        self._passwords[path] = password
        self.add_files([Path(path)])

    def _not_previewed(self, error: Exception) -> None:
        self.fail(error)
        if isinstance(error, TalentError) and error.code in (Fault.FILE_LOCKED, Fault.PASSWORD_WRONG):
            self._password.ask(str(error.facts["path"]))

    def _is_draft(self) -> bool:
        """Whether a document is shown, beside what was read from it."""
        return self._shown is not None and self._shown.reading.paper is not None

    def _show_files(self) -> None:
        empty(self._files)
        group = QButtonGroup(self)
        for preview in self._previews:
            one = button()
            several = sum(other.path == preview.path for other in self._previews) > 1
            kind = self.words.code("kind", preview.kind) if several else ""
            one.setText(dotted(preview.file_name, kind))
            one.setCheckable(True)
            one.setChecked(self._shown is not None and preview.key == self._shown.key)
            one.setProperty("key", preview.key)
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
                self._counts.addWidget(Chip(self.dress, text, ACTION_TONES[action]))
        self._counts.addStretch(1)

    def _choose_file(self, one: QPushButton) -> None:
        key = one.property("key")
        self._show(next(preview for preview in self._previews if preview.key == key))

    def _show_row(self, number: int | None) -> None:
        if self._shown is None or number is None:
            self._row_detail.show_row(None, None)
        else:
            self._row_detail.show_row(self._shown.rows[number], self._decisions[self._shown.key].get(number))

    def _decide(self, number: int, decision: "str | Merge") -> None:
        if self._shown is not None:
            self._decisions[self._shown.key][number] = decision
            if self._is_draft():
                self.draft.show_preview(self._shown, str(decision))
            else:
                self._model.forget()

    def commit(self) -> None:
        """Take in all the files that are previewed."""
        self.commit_button.setEnabled(False)
        for path in dict.fromkeys(preview.path for preview in self._previews):
            previews = [preview for preview in self._previews if preview.path == path]
            typing = self._shown in previews and self._is_draft() and self.draft.touched
            work = import_work.committing(
                self._intake,
                previews,
                {preview.key: self._decisions[preview.key] for preview in previews},
                dict(self.draft.typed) if typing else None,
            )
            self.jobs.start("job-import", work, self._committed, self._failed, self._ready)

    def discard(self) -> None:
        """Leave all previewed files out."""
        self._previews, self._shown = [], None
        self._decisions.clear()
        self._passwords.clear()
        for one in (self._annotate, self._discard, self.commit_button):
            one.hide()
        self._ready()
        self._pages.setCurrentIndex(0)
        self.refresh()

    def _committed(self, done: tuple[Sequence[Preview], ImportResult]) -> None:
        previews, result = done
        self._results.append((previews[0].file_name, result))
        self._previews = [one for one in self._previews if one.path != previews[0].path]
        if not self._previews:
            self.error.hide()
            self.discard()
            self.changed.emit(frozenset(kind for _, one in self._results for kind in one.changed))
        elif self._shown is not None and self._shown.path == previews[0].path:
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
        decided = self._decisions[self._shown.key].get(row.number) if self._shown else None
        action = "update" if isinstance(decided, Merge) else decided or row.action
        return Cell(pill=self.words.code("action", action), tone=ACTION_TONES[action])  # type: ignore[arg-type]

    def _problems(self, row: PlannedRow) -> Cell:
        words = self.words
        if not row.problems:
            fields = [words.code("field", name) for name, _, _ in row.changes]
            return Cell(joined(words, fields))
        first = row.problems[0]
        more = words("count-more-problems", n=len(row.problems) - 1) if len(row.problems) > 1 else ""
        return Cell(words.problem(first), dotted(place(words, first), more), icon="warning")
