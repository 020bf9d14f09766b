"""Import: drop files or choose them, see what each row would do and what is wrong with it, decide, and take it in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import Kind
from talentapp.gui.imports import import_work
from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.imports.asking import ask_what_comes_in
from talentapp.gui.imports.copying import CopyButton
from talentapp.gui.imports.cv_draft import CvDraft, PasswordBar
from talentapp.gui.imports.file_places import FilePlaces
from talentapp.gui.imports.file_tabs import FileTabs
from talentapp.gui.imports.kept import Keeper, KeptFile, Resumed, resuming
from talentapp.gui.imports.last_question import LastQuestion
from talentapp.gui.imports.refused import NAMELESS, Refused
from talentapp.gui.imports.sayings import Sayings
from talentapp.gui.imports.start_page import StartPage
from talentapp.gui.imports.steps import Steps
from talentapp.gui.imports.table_preview import TablePreview
from talentapp.gui.imports.taking_in import Part, TakingIn
from talentapp.gui.imports.together import Together
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.naming import NameLine, Naming
from talentapp.gui.kit.places import place_of
from talentapp.gui.kit.saying import file_called
from talentapp.gui.kit.screen import Screen, off_gutter
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import button, stacked
from talentapp.office.views.imports import ImportResult, Preview, UndoResult

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake
    from talentapp.office.records.duplicates import Duplicates
    from talentapp.office.records.look import Look


class ImportsScreen(Screen):
    """The way in. While files are previewed it shows them; otherwise the drop zone and what came in before."""

    cares_for = frozenset({Kind.IMPORTS, Kind.RUNS})
    previewed = Signal(int)  # how many files wait to be taken in

    def __init__(
        self, dress: Dress, jobs: Jobs, look: "Look", intake: "Intake", duplicates: "Duplicates", drafts: DraftStore,
        naming: Naming, memory: QSettings | None = None,
    ) -> None:  # fmt: skip
        super().__init__(dress, jobs, "nav-imports" if intake.allowed else "nav-imports-roster")
        self._look, self._intake, self._duplicates = look, intake, duplicates
        self._places, self._arrivals = FilePlaces(memory), Arrivals()
        self._way_back: Callable[[], None] | None = None  # brings back what was given up last
        self._keeper = Keeper(drafts, "imports" if intake.allowed else place_of("rosters", intake.actor), self._to_keep)
        self._steps = Steps(dress, lambda: self._arrivals, self._reread)
        self._steps.said.connect(self.stepped)
        self._steps.failed.connect(self.fail)
        self._steps.as_before.connect(self._show_again)
        self._steps.decided.connect(self._decided)
        self._results: list[tuple[str, ImportResult]] = []
        self._refused = Refused(self.error)
        self._taking = TakingIn(jobs, intake, self._part)
        self._taking.took.connect(self._took)
        self._taking.refused.connect(self._not_taken)
        self._taking.cancelled.connect(self._cancelled)
        self._taking.ended.connect(self._all_taken)
        self._awaited = ""  # the path of a file that somebody waits to see, over the one in view
        self._password = PasswordBar(dress)
        self._password.given.connect(self._open_with)
        self._password.setContentsMargins(0, 0, GUTTER, 0)
        self.body.addWidget(self._password)
        self.name = NameLine(dress, naming)
        self.body.addLayout(off_gutter(self.name))
        self._pages = Leaves()
        self._start = self._start_page()
        self._pages.addWidget(self._start)
        self._pages.addWidget(self._preview_page())
        self.use_gutter()
        self.body.addWidget(self._pages)

    # Before a file is chosen

    def _start_page(self) -> StartPage:
        start = StartPage(self.dress, self.jobs, self._intake, self._duplicates)
        start.chosen.connect(self.choose)
        start.starter_wanted.connect(self.add_starter)
        start.wanted.connect(self.wanted)
        start.drop.dropped.connect(self.add_files)
        start.undone.connect(self._undone)
        start.failed.connect(self.fail)
        start.recent.looked.connect(self.show_record)
        start.left.resumed.connect(self._resume)
        start.left.dropped.connect(self._drop)
        return start

    def refresh(self) -> None:
        counts = self._look.counts()
        ran = counts.latest_run is not None and not counts.stale
        aside = self._arrivals.aside
        self._start.show_rows(self._look.recent_imports(), self._results, counts.lacks, ran=ran, aside=aside)
        if self._shown is not None:
            self._show(self._shown)
        elif not self.jobs.has("job-preview"):
            self._start.offer(self._keeper.left())

    def fail(self, error: Exception) -> None:
        if isinstance(error, TalentError) and error.code is Fault.NOTHING_TO_RECOMMEND:  # one is where it is mended
            self.error.show_text(self.words.error(error), self.words("import-choose"), self.choose)
        else:
            super().fail(error)

    def _undone(self, result: UndoResult) -> None:
        self._results, self._arrivals.aside = [], []
        self.error.hide()  # what it said is of what there was
        self.changed.emit(result.changed)
        self.refresh()
        self._start.show_undone(result)

    def focus_first(self) -> None:
        if self._is_draft():
            self.draft.focus_first()
        else:
            (self.table_preview.table.setFocus if self._shown else self._start.focus_first)()

    def show_record(self, record_id: Any) -> None:
        if record_id == "starter":
            self.add_starter()
        elif record_id == "choose":
            QTimer.singleShot(0, self.choose)  # over the page, which is coming into view
        elif isinstance(record_id, int):
            self._show_left_out(record_id)

    def _show_left_out(self, batch_id: int) -> None:
        """Read the file of an import again: what has gone in changes nothing, and what was left out stands first."""
        row = next((row for row in self._look.recent_imports() if row.id == batch_id), None)
        if row is None:
            return
        if (path := self._places.path(batch_id, row.file_name, self._intake.sample_files())) is not None:
            self.add_files([path])
        else:
            self.error.show_text(self.words("import-file-moved", file=file_called(self.words, row.file_name)))

    def choose(self) -> None:
        """Ask for files."""
        if paths := ask_what_comes_in(self, self.words, all_kinds=self._intake.allowed):
            self.add_files(paths)

    def _to_keep(self) -> list[KeptFile]:
        """What is on its way in, with what is being typed."""
        if self._shown is not None and self._is_draft() and self.draft.touched:
            self._arrivals.typed.setdefault(self._shown.path, {}).update(self.draft.corrections)
        return self._arrivals.kept

    def _resume(self, name: str) -> None:
        """Go on with files that were left before they went in."""
        self._start.left.hide()
        self._arrivals = Arrivals(waiting={file.path: file for file in self._keeper.go_on(name)})
        self._results, self._way_back = [], None
        self._refused.forget()
        for file in list(self._arrivals.waiting.values()):
            self.jobs.start("job-preview", resuming(self._intake, file), self._resumed, self._not_resumed)

    def _resumed(self, resumed: Resumed) -> None:
        preview = resumed.previews[0]
        self._arrivals.resume(preview.path, resumed)
        self._previewed(resumed.previews)
        if resumed.lost is not None:
            message = "import-left-changed" if resumed.lost else "import-left-saved-anew"
            self._refused.say(preview.path, self.words(message, file=preview.file_name, n=resumed.lost))

    def _not_resumed(self, error: Exception) -> None:
        self._not_previewed(error)
        self._start.offer(self._keeper.left())

    def _drop(self, name: str) -> None:
        self._arrivals.waiting.clear()
        n, self._way_back = self._keeper.drop(name)
        self._start.offer(self._keeper.left())
        self.said.emit(self.words("import-discarded", n=n), True)

    def add_starter(self) -> None:
        """Preview the shipped directory of organisations."""
        self.add_files([self._intake.starter_directory()])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Preview these files, one after another."""
        self._results, self._arrivals.aside, self._way_back = [], [], None
        self._awaited = str(paths[0]) if len(paths) == 1 and self._shown is not None else ""
        self._refused.forget()
        self._start.forget()
        for path in paths:
            self._read(str(path), self._previewed, self._not_previewed)

    def _read(self, path: str, done: Any, failed: Any, cancelled: Any = None) -> None:
        """Preview a file as it was opened and typed so far."""
        work = import_work.previewing(self._intake, Path(path), *self._arrivals.by_hand(path))
        self.jobs.start("job-preview", work, done, failed, cancelled)

    def _reread(self, path: str, failed: Any, cancelled: Any) -> None:
        """Preview a file again with the cells that were just typed."""
        self._keeper.soon()
        self._way_back = None
        self._read(path, self._previewed, failed, cancelled)

    # The preview

    def _preview_page(self) -> QWidget:
        say = self.dress.say
        self._tabs = FileTabs(self.dress)
        self._tabs.chosen.connect(self._choose_file)
        self._tabs.counted.connect(self.previewed)
        self._tabs.more.connect(self.choose)
        self._tabs.left_out.connect(self.leave_out)
        self.table_preview = TablePreview(self.dress)
        self.table_preview.decided.connect(self._steps.decide)
        self._sayings = Sayings(self.jobs, self._intake, lambda: self._arrivals, self.table_preview)
        self._sayings.previewed.connect(self._previewed)
        self._sayings.failed.connect(self._not_previewed)
        self._together = Together(self.jobs, self._intake, lambda: self._arrivals)
        self._together.planned.connect(self._show_again)
        self._together.failed.connect(self.fail)
        self.table_preview.typed.connect(self._steps.retype)
        self.commit_button = say(button("primary"), "import-commit", icon="imports", tint="on_accent")
        self.commit_button.clicked.connect(self.confirm)
        self._discard = say(button(), "import-discard")
        self._discard.clicked.connect(self.discard)
        self.copy = CopyButton(self.dress, self.jobs, self._intake)
        self.copy.written.connect(self.table_preview.say)
        self.copy.failed.connect(self.fail)
        for one in (self.copy, self._discard, self.commit_button):
            one.hide()  # there is nothing to take in yet
            self.at_right.addWidget(one)
        self.draft = CvDraft(self.dress)
        self.draft.edited.connect(self._correct)
        self.draft.typing.connect(self._keeper.soon)
        self.draft.decided.connect(self._steps.decide)
        self._views = Leaves()
        self.table_preview.setContentsMargins(0, 0, GUTTER, 0)
        self._views.addWidget(self.table_preview)
        self._views.addWidget(self.draft)
        self.question = LastQuestion(self.dress)
        self.question.answered.connect(self._answered)
        asked = stacked(self.question, margins=(0, 0, GUTTER, 0))
        page = QWidget()
        page.setObjectName("plain")
        page.setLayout(stacked(self._tabs, asked, self._views, gap=12))
        return page

    @property
    def _shown(self) -> Preview | None:
        return self._arrivals.shown

    def _previewed(self, previews: tuple[Preview, ...]) -> None:
        arrivals, path = self._arrivals, previews[0].path
        self.question.hide()
        arrivals.put(previews)
        self._keeper.soon()
        main = max(previews, key=lambda preview: len(preview.rows))
        if main.rows:
            self._refused.say(path, "")
        shown = self._shown
        if shown is not None and shown.path == path:  # it has been read anew
            self._show(next((one for one in previews if one.key == shown.key), main))
        elif shown is None or path == self._awaited:
            self._correct()  # what is being typed into the one in view
            self._show(main)
        else:
            self._tabs.show_files(arrivals)
            self._say_commit()
        if path == self._awaited:
            self._awaited = ""
            self.focus_first()
        self._together.plan()

    def _show(self, preview: Preview) -> None:
        arrivals = self._arrivals
        same = arrivals.turn_to(preview)
        self.question.setHidden(not same or self.question.isHidden())
        self._discard.show()
        self._say_commit()
        self._pages.setCurrentIndex(1)
        self._tabs.show_files(arrivals)
        self.copy.show_for(preview, arrivals.of(preview.path))
        if self._is_draft():
            self._show_draft(preview, same)
            return
        self._views.setCurrentIndex(0)
        grids, targets = self._intake.grids(preview), self._intake.targets(preview.kind)
        self.table_preview.show_preview(preview, arrivals.decisions[preview.key], grids, targets, same)

    def _say_commit(self) -> None:
        """What the button does: all the files go in, whichever is in view, unless none says anything new or some do."""
        files, previews = len(self._arrivals.ready), self._arrivals.previews
        self.commit_button.setVisible(any(one.rows for one in previews))
        self.commit_button.setEnabled(self._arrivals.anything_new and not self._taking.is_busy)
        self.commit_button.setText(self.words("import-commit-files" if files > 1 else "import-commit", n=files))

    def take_back(self) -> bool:
        if self._way_back is None:
            return self._shown is not None and self._steps.take_back()
        self._way_back()
        self._way_back = None
        self._start.offer(self._keeper.left())
        self.said.emit("", False)
        return True

    def do_again(self) -> bool:
        return self._steps.do_again()

    def _show_again(self) -> None:
        if self._shown is not None:
            self._show(self._shown)

    def _show_draft(self, preview: Preview, same: bool) -> None:
        """Show a CV beside its draft; its pages are drawn one after another."""
        self._views.setCurrentIndex(1)
        anew = self.draft.show_preview(preview, self._arrivals.decisions[preview.key].get(0))
        if not same:
            self.draft.focus_first()
        if anew:
            password = self._arrivals.passwords.get(preview.path, "")
            self.draft.draw(self.jobs, self._intake, password, self.fail)

    def _correct(self) -> None:
        """Plan again with what was typed, off the window's thread."""
        if self._shown is not None and self._is_draft() and self.draft.touched:
            self._keeper.now()
            work = import_work.correcting(self._intake, self._shown, dict(self.draft.typed))
            self.jobs.start("job-preview", work, self._corrected, self.fail)

    def _corrected(self, preview: Preview) -> None:
        self._arrivals.replace(preview)
        if self._shown is preview:
            self.draft.show_preview(preview, self._arrivals.decisions[preview.key].get(0))

    def _open_with(self, path: str, password: str) -> None:
        self._arrivals.passwords[path], self._awaited = password, path
        self._read(path, self._previewed, self._not_previewed)

    def _not_previewed(self, error: Exception) -> None:
        if not isinstance(error, TalentError):
            self.fail(error)
            return
        path = self._refused.not_read(error, self.words)
        if error.code in (Fault.FILE_LOCKED, Fault.PASSWORD_WRONG):
            self._password.ask(path)
        elif error.code in NAMELESS:  # a person can say what its columns are
            work = import_work.sketching(self._intake, Path(path))
            self.jobs.start("job-preview", work, self._previewed, self._not_sketched)

    def _not_sketched(self, error: Exception) -> None:
        if not isinstance(error, TalentError):  # else why it cannot be read is said already
            self.fail(error)

    def _is_draft(self) -> bool:
        """Whether a document is shown, beside what was read from it."""
        return self._shown is not None and self._shown.reading.paper is not None

    def _choose_file(self, key: str) -> None:
        self._show(next(preview for preview in self._arrivals.previews if preview.key == key))

    def _decided(self, preview: Preview, number: int) -> None:
        self._keeper.soon()
        self._way_back = None
        self.question.hide()
        if preview is self._shown and not self._is_draft():
            self._say_commit()
            self._tabs.show_files(self._arrivals)
            self.table_preview.show_decided(number)
        else:
            self._show(preview)
        if preview.kind is Kind.ORGANISATIONS:
            self._together.plan()

    def confirm(self) -> None:
        """Take in all the files, after a last question where something of them is not settled."""
        if not self.question.ask(self._arrivals):
            self.commit()

    def _answered(self, go_on: bool) -> None:
        if go_on:
            self.commit()
        else:
            preview, row = self._arrivals.next_unsettled()
            self._show(preview)
            self.draft.focus_first() if self._is_draft() else self.table_preview.lead_to(row)

    def commit(self) -> None:
        """Take in all the files that are previewed, one after another; who decides by a roster says first who it is."""
        (self.name.ask if self._arrivals.decide else self._commit)(self._commit)

    def _commit(self, _who: object) -> None:
        self.commit_button.setEnabled(False)
        self._way_back, paths, shown = None, self._arrivals.ready, self._shown
        if shown is not None and self._is_draft() and self.draft.touched:  # planned again as it goes in: before others
            paths = [shown.path, *(path for path in paths if path != shown.path)]
        self._taking.begin(paths)

    def _part(self, path: str) -> Part:
        previews = self._arrivals.of(path)
        typing = self._shown in previews and self._is_draft() and self.draft.touched
        decisions = {preview.key: self._arrivals.decisions[preview.key] for preview in previews}
        return previews, decisions, self.draft.typed if typing else None

    def _took(self, previews: Sequence[Preview], result: ImportResult) -> None:
        if result.batch_id is not None and result.left_out:
            self._places.keep(result.batch_id, previews[0].path)
        self._results.append((previews[0].file_name, result))
        self._arrivals.remove(previews[0].path)
        self._keeper.now()
        self._refused.say(previews[0].path, "")
        if self._arrivals.ready:
            if self._shown is None:
                self._show(self._arrivals.previews[0])
            self._tabs.show_files(self._arrivals)
            self._say_commit()
        else:
            for one in self._arrivals.empty:  # what is said of the result says it, too
                self._refused.say(one.path, "")
            self._start_over(self._arrivals.after())

    def _not_taken(self, path: str, error: Exception) -> None:
        if not isinstance(error, TalentError):
            self.fail(error)
        elif self._refused.not_taken(path, error, self.words):
            self._read(path, self._planned_anew, self.fail)

    def _all_taken(self, taken: int) -> None:
        self._say_commit()
        if kinds := frozenset(kind for _, one in self._results for kind in one.changed):
            self.changed.emit(kinds)
        if taken and self._arrivals.previews:  # else the results are told on the page
            self.said.emit(self.words("import-some-in", n=taken), False)

    def _planned_anew(self, previews: tuple[Preview, ...]) -> None:
        said = self._refused.of(previews[0].path)
        self._previewed(previews)
        self._refused.say(previews[0].path, said)  # it can be taken in now, once somebody has looked

    def _cancelled(self, path: str) -> None:
        self.said.emit(self.words("import-cancelled", file=Path(path).name), False)

    def discard(self) -> None:
        """Leave all previewed files out; Ctrl+Z brings them back."""
        self._keeper.now()
        back, shown = self._arrivals, self._shown
        self._refused.forget()
        self._start_over()
        self._way_back = None if shown is None else lambda: self._bring_back(back, shown)
        self.said.emit(self.words("import-discarded", n=len(back.paths)), True)

    def leave_out(self, path: str) -> None:
        """Leave one of several previewed files out; Ctrl+Z brings it back."""
        self._keeper.now()
        shown, out = self._arrivals.of(path)[0], self._arrivals.take_out(path)
        self._refused.say(path, "")
        self._show(self._arrivals.previews[0])
        self.focus_first()
        self._keeper.now()
        self._together.plan()
        self._way_back = lambda: self._bring_back(out, shown)
        self.said.emit(self.words("import-not-in", file=shown.file_name), True)

    def _bring_back(self, back: Arrivals, shown: Preview) -> None:
        """Show these files again, this one of them in view."""
        self._arrivals.join(back)
        self._arrivals.shown = None
        self._together.plan()
        self._show(shown)
        self.focus_first()
        if typed := back.typed.get(shown.path):
            self.draft.type(typed)
            self._correct()
        self._keeper.now()

    def _start_over(self, left: Arrivals | None = None) -> None:
        self._arrivals = left or Arrivals(waiting=self._arrivals.waiting)
        self._tabs.show_files(self._arrivals)
        self._keeper.now()
        for one in (self.copy, self._discard, self.commit_button):
            one.hide()
        here = self.isAncestorOf(self.window().focusWidget() or self)
        self._pages.setCurrentIndex(0)
        self.refresh()
        if here:  # what was pressed is gone
            self.focus_first()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keeper.flush()
        if not event.spontaneous():  # what was done, and what was refused, is no news any more
            self._results, self._arrivals.aside, self._stale = [], [], True
            self._refused.forget()
