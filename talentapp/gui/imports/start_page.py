"""The import page before a file is chosen: where files are dropped, what has just been done, the imports of late."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from talentapp.domain.lists import IMPORT
from talentapp.domain.progress import Progress
from talentapp.domain.terms import LISTED, Kind, State
from talentapp.gui.imports import import_work
from talentapp.gui.imports.kept import KeptFile
from talentapp.gui.imports.recent import RecentImports, counts_said, kept_said, undo_said
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.dropping import DropZone
from talentapp.gui.kit.interlude import step_back
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import file_called, joined
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, empty, label, settle, stacked
from talentapp.gui.lists.bars import UnsavedBar
from talentapp.gui.pairings.queue import Queue
from talentapp.office.views.imports import ImportResult, ImportRow, UndoPreview, UndoResult

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake
    from talentapp.office.records.duplicates import Duplicates

_TONES = {False: "positive", True: "doubtful"}  # of what a file has done, and of what has done nothing
_LISTED = 20  # records that an undone import left, named one by one


class StartPage(Column):
    """Signals what somebody asks for, and takes an import back as a whole; who may not import may return a roster."""

    chosen = Signal()  # files are to be chosen
    starter_wanted = Signal()
    wanted = Signal(str, object)  # a page, and what of it; "recommend" for a run
    undone = Signal(object)  # an UndoResult
    failed = Signal(object)  # the exception

    def __init__(self, dress: Dress, jobs: Jobs, intake: "Intake", duplicates: "Duplicates") -> None:
        super().__init__(margins=(0, 0, GUTTER, 24), gap=12)
        self._dress, self._jobs, self._intake, self._duplicates = dress, jobs, intake, duplicates
        say = dress.say
        self.choose = choose = say(button("primary"), "import-choose", icon="file", tint="on_accent")
        choose.clicked.connect(self.chosen)
        heading = say(label(kind="section"), "import-recent")
        self.recent = RecentImports(dress)
        self.recent.asked.connect(self._ask_undo)
        self.recent.confirmed.connect(self.undo)
        if intake.allowed:
            starter = say(button(), "overview-starter", tip="overview-starter-tip")
            starter.clicked.connect(self.starter_wanted)
            self.drop = DropZone(dress, "import-drop-title", "import-drop-text", choose, starter)
        else:
            self.drop = DropZone(dress, "import-drop-roster-title", "import-drop-roster-text", choose)
            heading.hide()
            self.recent.hide()
        self.left = UnsavedBar(dress, "import-resume")
        self._done = stacked(gap=8)
        self._forward: QPushButton | None = None  # begins a run after an import, or leads to what it found
        self._ran = False
        self._shown = 0  # how often results were shown, so that what is found of earlier ones is known
        jobs.changed.connect(self._follow)
        self.box.addLayout(self._done)
        self.box.addWidget(self.left)
        for item in (self.drop, heading, self.recent):
            self.box.addWidget(item)
        self.box.addStretch(1)

    def show_rows(
        self,
        rows: Sequence[ImportRow],
        results: Sequence[tuple[str, ImportResult]],
        lacks: Sequence[str] = (),
        *,
        ran: bool = False,
        aside: Sequence[tuple[str, bool]] = (),
    ) -> None:
        """Show the imports of late, above them what files have just done, by their names, and the way on: to a run,
        where one `ran` since to what it found, or where one `lacks` something, to what is imported next. Files that
        were left `aside` have had nothing taken in: by name, and whether it is not known yet what names their rows."""
        words = self._dress.words
        self.recent.show_rows(rows)
        focused = self._forward is not None and self._forward.hasFocus()
        empty(self._done)
        for name, result in results:
            message = "import-done-in-vain" if result.in_vain else "import-done"
            self._say(words(message, file=name, counts=counts_said(words, result)), _TONES[result.in_vain])
        for name, unread in aside:
            self._say(words("import-done-unread" if unread else "import-done-empty", file=name), _TONES[True])
        self._forward, self._ran = None, ran
        runs = bool(results) and self._intake.allowed and not lacks
        step_back(self.choose, back=runs)
        if results and self._intake.allowed and lacks:
            needed = joined(words, [words(f"column-{name}") for name in lacks])
            self._done.addWidget(label(words("import-then", needed=needed), wrap=True))
        ways = across(gap=8)
        if runs:
            self._forward = button("primary", deliberate=True)
            self._forward.clicked.connect(self._go_on)
            ways.addWidget(self._forward)
            self._follow()
        for kind, batches in _brought(results).items():
            look = button()
            look.setText(words(f"import-look-{kind.value}"))
            look.setAccessibleName(look.text())
            look.setProperty("wanted", (kind.value, batches))
            look.clicked.connect(self._look)
            ways.addWidget(look)
        ways.addStretch(1)
        self._done.addLayout(ways)
        self._shown += 1
        kinds = [kind for kind in LISTED if any(kind in one.changed for _, one in results)]
        if kinds and self._intake.allowed:
            self._look_for_duplicates(kinds, ways)
        if focused:
            self.focus_first()

    def focus_first(self) -> None:
        """Give the focus to the way on after an import, else to the choice of files."""
        settle(self)  # what has just been put there cannot take it yet
        (self._forward or self.choose).setFocus()

    def _go_on(self) -> None:
        self.wanted.emit("matching" if self._ran else "recommend", None)

    def _look_for_duplicates(self, kinds: Sequence[Kind], ways: QHBoxLayout) -> None:
        """Lead to the pairs that look like one, where there are any among records of these kinds: beside the other
        ways, so that nothing moves when they are found."""
        number, count = self._shown, self._duplicates.number

        def work(progress: Progress) -> dict[Kind, int]:
            return {kind: count(kind, progress) for kind in kinds if number == self._shown}

        def show(found: dict[Kind, int]) -> None:
            having = [kind for kind, n in found.items() if n]
            if not having or number != self._shown:
                return
            look = button()
            look.setText(self._dress.words("import-look-duplicates", n=f"{sum(found.values()):,}"))
            look.setAccessibleName(look.text())
            look.setProperty("wanted", ("duplicates", having[0]))
            look.clicked.connect(self._look)
            ways.insertWidget(ways.count() - 1, look)

        self._jobs.start("job-duplicates", work, show, self.failed.emit)

    def _look(self) -> None:
        page, batches = self.sender().property("wanted")
        if page == "duplicates":
            self.wanted.emit(page, batches)
        elif page == Kind.PAIRINGS.value:
            self.wanted.emit("review", Queue(states=(State.SHORTLISTED, State.DECLINED)))
        else:
            self.wanted.emit(page, tuple((IMPORT, str(one)) for one in batches))

    def _follow(self) -> None:
        """While a run is under way, the button that begins one says so."""
        if self._forward is not None:
            going = self._jobs.has("job-recommend")
            self._forward.setEnabled(not going)
            rests = "import-to-matching" if self._ran else "action-recommend"
            icon = "matching" if self._ran and not going else "recommend"
            self._dress.say(self._forward, "stage-recommend-going" if going else rests, icon=icon, tint="on_accent")

    def forget(self) -> None:
        """Say no more of what was done before."""
        self._forward = None
        self._shown += 1
        step_back(self.choose, back=False)
        empty(self._done)

    def offer(self, left: tuple[str, list[KeptFile]] | None) -> None:
        """Offer to go on with files that were left before they went in, or nothing."""
        self.left.setVisible(left is not None)
        if left is None:
            return
        words, (name, files) = self._dress.words, left
        corrections, decisions = (
            sum(numbers) for numbers in zip(*((one.corrections, one.decisions) for one in files), strict=True)
        )
        counts = (("import-left-cells", corrections), ("import-left-rows", decisions))
        work = joined(words, [words(message, n=n) for message, n in counts if n])
        named = joined(words, [Path(file.path).name for file in files])
        message = "import-left-worked-on" if work else "import-left-open"
        self.left.offer(name, words(message, files=named, work=work))

    def show_undone(self, result: UndoResult) -> None:
        """Say what undoing an import has done."""
        words = self._dress.words
        counts = undo_said(words, result.removed, result.restored, result.retracted, len(result.kept))
        self._say(words("import-undo-done", file=file_called(words, result.file_name), counts=counts), "positive")
        for kept in result.kept[:_LISTED]:
            self._say(kept_said(words, kept), "caption")

    def _ask_undo(self, batch_id: int) -> None:
        work = import_work.doubting(self._intake, batch_id)
        self._jobs.start("job-preview", work, self._show_doubt, self.failed.emit)

    def undo(self, batch_id: int) -> None:
        """Take back an import as a whole."""
        work = import_work.undoing(self._intake, batch_id)
        self._jobs.start("job-undo-import", work, self.undone.emit, self._not_undone, self.recent.ask_again)

    def _not_undone(self, error: Exception) -> None:
        self.recent.ask_again()
        self.failed.emit(error)

    def _show_doubt(self, doubted: tuple[int, UndoPreview]) -> None:
        """Ask whether an import should be undone, where it can be seen."""
        self.recent.show_doubt(*doubted)
        settle(self)
        if self.recent.question is not None:
            self.ensureWidgetVisible(self.recent.question)

    def _say(self, text: str, kind: str) -> None:
        self._done.addWidget(label(text, kind, wrap=True))


def _brought(results: Sequence[tuple[str, ImportResult]]) -> dict[Kind, list[int]]:
    """By kind of record, in the order of the lists: the imports that brought or changed some; a roster that came back
    brought decisions, whatever else they change."""
    found: dict[Kind, list[int]] = {}
    for kind in (*LISTED, Kind.PAIRINGS):
        for _, one in results:
            of = {Kind.PAIRINGS} if Kind.PAIRINGS in one.changed else one.changed
            if one.batch_id is not None and kind in of:
                found.setdefault(kind, []).append(one.batch_id)
    return found
