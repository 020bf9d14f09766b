"""Import: drop files or choose them, see what each row would do and what is wrong with it, decide, and take it in."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QPushButton, QStackedWidget, QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Retyped
from talentapp.domain.terms import Kind
from talentapp.gui.imports import import_work
from talentapp.gui.imports.cv_draft import CvDraft, PasswordBar
from talentapp.gui.imports.file_places import FilePlaces
from talentapp.gui.imports.recent import RecentImports, counts_said, kept_said, undo_said
from talentapp.gui.imports.table_preview import TablePreview
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.dropping import SUFFIXES, DropZone
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.places import own_files
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column as Scrolled
from talentapp.gui.kit.widgets import across, button, empty, label, settle, stacked
from talentapp.office.views.imports import (
    ImportResult,
    Merge,
    PagePicture,
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

    def __init__(
        self, dress: Dress, jobs: Jobs, look: "Look", intake: "Intake", memory: QSettings | None = None
    ) -> None:
        super().__init__(dress, jobs, "nav-imports")
        self._look, self._intake = look, intake
        self._places = FilePlaces(memory)
        self._previews: list[Preview] = []
        self._decisions: dict[str, dict[int, Any]] = {}
        self._retyped: dict[str, tuple[Retyped, ...]] = {}  # what was typed into the cells of files, newest last
        self._retyped_before: tuple[Retyped, ...] = ()
        self._shown: Preview | None = None
        self._results: list[tuple[str, ImportResult]] = []
        self._passwords: dict[str, str] = {}  # of documents, while they are in view
        self._folder = ""  # where files were chosen last
        self._password = PasswordBar(dress)
        self._password.given.connect(self._open_with)
        self._password.setContentsMargins(0, 0, GUTTER, 0)
        self.body.addWidget(self._password)
        self._pages = QStackedWidget()
        self._start = self._start_page()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self._preview_page())
        self.use_gutter()
        self.body.addWidget(self._pages)

    # Before a file is chosen

    def _start_page(self) -> Scrolled:
        say = self.dress.say
        choose = say(button("primary"), "import-choose", icon="file", tint="on_accent")
        choose.clicked.connect(self.choose)
        recent = say(label(kind="section"), "import-recent")
        self._recent = RecentImports(self.dress)
        self._recent.asked.connect(self._ask_undo)
        self._recent.confirmed.connect(self.undo)
        self._recent.looked.connect(self.show_record)
        if self._intake.allowed:
            starter = say(button(), "overview-starter", tip="overview-starter-tip")
            starter.clicked.connect(self.add_starter)
            self.drop = DropZone(self.dress, "import-drop-title", "import-drop-text", choose, starter)
        else:
            self.drop = DropZone(self.dress, "import-drop-roster-title", "import-drop-roster-text", choose)
            recent.hide()
            self._recent.hide()
        self.drop.dropped.connect(self.add_files)
        self._result_box = stacked(gap=8)
        column = Scrolled(margins=(0, 0, GUTTER, 24), gap=12)
        for item in (self._result_box, self.drop, recent, self._recent):
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
            said = words("import-done", file=name, counts=counts_said(words, result))
            self._result_box.addWidget(label(said, "positive", wrap=True))
        if self._results and self._intake.allowed:
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
        settle(self._start)
        if self._recent.question is not None:
            self._start.ensureWidgetVisible(self._recent.question)

    def undo(self, batch_id: int) -> None:
        """Take back an import as a whole."""
        self.jobs.start("job-undo-import", import_work.undoing(self._intake, batch_id), self._undone, self.fail)

    def _undone(self, result: UndoResult) -> None:
        self._results = []
        self.changed.emit(result.changed)
        done = undo_said(self.words, result.removed, result.restored, len(result.kept))
        text = self.words("import-undo-done", file=result.file_name, counts=done)
        self.refresh()
        self._result_box.addWidget(label(text, "positive", wrap=True))
        for kept in result.kept[:20]:
            self._result_box.addWidget(label(kept_said(self.words, kept), "caption", wrap=True))

    def focus_first(self) -> None:
        if self._is_draft():
            self.draft.focus_first()
        else:
            (self.table_preview.table if self._shown else self.drop).setFocus()

    def show_record(self, record_id: Any) -> None:
        if record_id == "starter":
            self.add_starter()
        elif isinstance(record_id, int):
            self._show_left_out(record_id)

    def _show_left_out(self, batch_id: int) -> None:
        """Read the file of an import again: what has gone in changes nothing, and what was left out stands first."""
        row = next((row for row in self._look.recent_imports() if row.id == batch_id), None)
        if row is None:
            return
        path = self._places.path(batch_id, row.file_name)
        shipped = (one for one in self._intake.sample_files() if one.name == row.file_name)
        if (path := path or next(shipped, None)) is not None:
            self.add_files([path])
        else:
            self.error.show_text(self.words("import-file-moved", file=row.file_name))

    def choose(self) -> None:
        """Ask for files."""
        paths, _ = QFileDialog.getOpenFileNames(
            self,
            self.words("import-choose"),
            self._folder or own_files(),
            f"{self.words('import-files')} ({' '.join(f'*{s}' for s in SUFFIXES)})",
        )
        if paths:
            self._folder = str(Path(paths[0]).parent)
            self.add_files([Path(path) for path in paths])

    def add_starter(self) -> None:
        """Preview the shipped directory of organisations."""
        self.add_files([self._intake.starter_directory()])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Preview these files, one after another."""
        self._results = []
        for path in paths:
            work = import_work.previewing(
                self._intake, path, self._passwords.get(str(path), ""), self._retyped.get(str(path), ())
            )
            self.jobs.start("job-preview", work, self._previewed, self._not_previewed)

    # The preview

    def _preview_page(self) -> QWidget:
        say = self.dress.say
        self._files = across(gap=4)
        self.table_preview = TablePreview(self.dress)
        self.table_preview.decided.connect(self._decide)
        self.table_preview.corrected.connect(self._mean)
        self.table_preview.typed.connect(self._retype)
        self.commit_button = say(button("primary"), "import-commit", icon="imports", tint="on_accent")
        self.commit_button.clicked.connect(self.commit)
        self._discard = say(button(), "import-discard")
        self._discard.clicked.connect(self.discard)
        self._annotate = say(button(), "import-annotate", icon="file")
        self._annotate.clicked.connect(self.annotate)
        for one in (self._annotate, self._discard, self.commit_button):
            one.hide()  # there is nothing to take in yet
            self.at_right.addWidget(one)
        self.draft = CvDraft(self.dress)
        self.draft.edited.connect(self._correct)
        self.draft.decided.connect(self._decide)
        self._views = QStackedWidget()
        self.table_preview.setContentsMargins(0, 0, GUTTER, 0)
        self._views.addWidget(self.table_preview)
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
        known = {one.key: one for one in self._previews}
        for preview in previews:
            decided = self._decisions.setdefault(preview.key, {})
            if preview.key in known:
                self._decisions[preview.key] = known[preview.key].carried(decided, preview)
        main = max(previews, key=lambda preview: len(preview.rows))
        if self._shown is None or (self._shown.path in paths and main.rows):
            self.error.hide()
        if self._shown is None:
            self._show(main)
        elif self._shown.path in paths:  # it has been read anew
            self._show(next((one for one in previews if one.key == self._shown.key), main))
        else:
            self._show_files()

    def _show(self, preview: Preview) -> None:
        same = self._shown is not None and self._shown.key == preview.key
        self._discard.show()
        self.commit_button.setVisible(any(one.rows for one in self._previews))
        self._shown = preview
        self._pages.setCurrentIndex(1)
        self._show_files()
        to_tell = preview.reading.retyped or any(problem.row for problem in preview.problems)
        self._annotate.setVisible(preview.reading.tabular and bool(to_tell))
        if self._is_draft():
            self._show_draft(preview, same)
            return
        self._views.setCurrentIndex(0)
        intake = self._intake
        self.table_preview.show_preview(
            preview, self._decisions[preview.key], intake.grids(preview), intake.targets(preview.kind), same
        )

    def _mean(self, shape: str, heading: str, target: str) -> None:
        """Remember what a column means, and read the file again with it."""
        if self._shown is None:
            return
        path = Path(self._shown.path)
        for preview in self._previews:
            if preview.path == self._shown.path:
                self._decisions[preview.key] = {}  # the rows may mean others now
        retyped = self._retyped.get(self._shown.path, ())
        work = import_work.meaning(self._intake, path, retyped, shape, {heading: target})
        self.jobs.start("job-preview", work, self._previewed, self._not_previewed)

    def _retype(self, cell: Retyped) -> None:
        """Read the shown file again with a cell as somebody typed it."""
        if self._shown is not None:
            typed = (*self._retyped.get(self._shown.path, ()), cell)
            self._read_again(self._shown.path, typed, self.words("import-retyped", cell=cell.place), undo=True)

    def take_back(self) -> bool:
        typed = self._retyped.get(self._shown.path, ()) if self._shown is not None else ()
        if self._shown is None or not typed:
            return False
        said = self.words("import-retyped-back", cell=typed[-1].place)
        self._read_again(self._shown.path, typed[:-1], said, undo=len(typed) > 1)
        return True

    def _read_again(self, path: str, typed: tuple[Retyped, ...], said: str, *, undo: bool) -> None:
        self._retyped_before, self._retyped[path] = self._retyped.get(path, ()), typed
        work = import_work.previewing(self._intake, Path(path), "", typed)
        self.jobs.start("job-preview", work, self._previewed, self._not_retyped, self._show_as_before)
        self.said.emit(said, undo)

    def _not_retyped(self, error: Exception) -> None:
        self._show_as_before()
        self.fail(error)

    def _show_as_before(self) -> None:
        """The file was not read with what was typed last."""
        if self._shown is not None:
            self._retyped[self._shown.path] = self._retyped_before
            self._show(self._shown)

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
        self.table_preview.say(self.words("import-annotated", n=told, path=path))

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
        if not isinstance(error, TalentError):
            return
        path = str(error.facts.get("path", ""))
        if error.code in (Fault.FILE_LOCKED, Fault.PASSWORD_WRONG):
            self._password.ask(path)
        elif error.code in (Fault.REQUIRED_COLUMN_MISSING, Fault.NO_HEADER):  # a person can say what its columns are
            self.jobs.start("job-preview", import_work.sketching(self._intake, Path(path)), self._sketched, self.fail)

    def _sketched(self, previews: tuple[Preview, ...]) -> None:
        self._shown = previews[0]  # what is missing stays said above it
        self._previewed(previews)

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

    def _choose_file(self, one: QPushButton) -> None:
        key = one.property("key")
        self._show(next(preview for preview in self._previews if preview.key == key))

    def _decide(self, number: int, decision: "str | Merge") -> None:
        if self._shown is not None:
            self._decisions[self._shown.key][number] = decision
            if self._is_draft():
                self.draft.show_preview(self._shown, str(decision))
            else:
                self.table_preview.forget()

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
        self._retyped.clear()
        self._passwords.clear()
        for one in (self._annotate, self._discard, self.commit_button):
            one.hide()
        self._ready()
        self._pages.setCurrentIndex(0)
        self.refresh()

    def _committed(self, done: tuple[Sequence[Preview], ImportResult]) -> None:
        previews, result = done
        if result.batch_id is not None and result.left_out:
            self._places.keep(result.batch_id, previews[0].path)
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
