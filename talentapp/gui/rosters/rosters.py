"""Rosters: choose what goes in, see what will be written, and write it."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from talentapp.domain.masking import Reader
from talentapp.domain.progress import Progress
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind
from talentapp.gui.kit.controls import Line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import HANDED_BACK, ask_where, file_name, keep_folder
from talentapp.gui.kit.jobs import Job, Jobs
from talentapp.gui.kit.saying import dotted, joined, named
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.widgets import Elided, across, button, label, plain, rule, stacked
from talentapp.gui.rosters.form import RosterForm
from talentapp.gui.rosters.preview import RosterPreview
from talentapp.gui.rosters.recent_exports import RecentExports
from talentapp.office.views.handouts import ExportResult
from talentapp.office.views.handouts import RosterPreview as Preview
from talentapp.outfile import unused
from talentapp.private import private_folder
from talentapp.settings import Language
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.handouts.publishing import Publishing
    from talentapp.office.records.look import Look

_FORM_WIDTH, _LOW_FORM_WIDTH = 316, 380
_PATIENCE = 150  # ms after the last change before it is looked at


class RostersScreen(Screen):
    """What a roster will hold, beside the choices that decide it."""

    cares_for = frozenset({Kind.PAIRINGS, Kind.RUNS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})

    def __init__(
        self,
        dress: Dress,
        jobs: Jobs,
        look: "Look",
        publishing: "Publishing",
        actor: Actor,
        folder: Path,
        memory: QSettings | None = None,
        database: str = "",
    ) -> None:
        """`folder` is where rosters go; `database` tells the exports from one from those from another."""
        super().__init__(dress, jobs, "nav-rosters")
        self._look, self._publishing, self._folder = look, publishing, folder
        self._written: Path | None = None
        self._replaced: Path | None = None  # the file that may be written over, once
        self._done = ("", 0)  # what to say of it, and of how many rows
        self._unfilled: tuple[str, ...] = ()  # of the template's columns
        self._rows = 0
        self._looking: Job | None = None  # the preview that is being made
        self._pushed: QWidget | None = None  # where the focus went when the button that had it was shut
        self.form = RosterForm(dress, memory, actor, database)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PATIENCE)
        self._wait.timeout.connect(self._look_again)
        self.form.asked.connect(self._changed)
        self.form.starter_wanted.connect(self._write_starter)
        to_review = dress.say(button("primary"), "nav-review")
        to_review.clicked.connect(self._to_review)
        widen = dress.say(button(), "roster-widen")
        widen.clicked.connect(self.form.widen)
        again = dress.say(button(), "roster-look-again")
        again.clicked.connect(self._look_again)
        self.preview = RosterPreview(dress, to_review, widen, again)
        self.preview.opened.connect(self._open_pairing)
        self.recent = RecentExports(dress, memory, actor, database)
        right = stacked(self.preview, self.recent, gap=12)
        right.setStretch(0, 1)
        self._fold = self.beside(self._left(), plain(right), "fold-open-preview")
        self._fold.widen(_FORM_WIDTH)
        self.body.addWidget(self._fold)

    def _left(self) -> QFrame:
        """The choices, and below them, always in view, where to write and the button that does."""
        say = self.dress.say
        self._path = say(Line(), name="roster-path")
        self._path.textChanged.connect(self._say_folder)
        self._path.returnPressed.connect(self._enter)
        self._place = Elided(mode=Qt.TextElideMode.ElideMiddle)
        self._suggested = ""
        browse = say(button("icon"), name="action-browse", tip="action-browse", icon="folder")
        browse.clicked.connect(self._browse)
        self._export = say(button("primary"), "action-export", icon="export", tint="on_accent")
        self._export.clicked.connect(self.export)
        self._done_text = label(wrap=True, kind="positive")
        open_file, open_folder = (
            say(button(), "action-open-file", icon="file"),
            say(button(), "action-open-folder", icon="folder"),
        )
        open_file.clicked.connect(self._show_file)
        open_folder.clicked.connect(self._show_folder)
        self._done_box = QFrame()
        self._done_box.setLayout(stacked(self._done_text, across(open_file, open_folder, None), gap=8))
        self._done_box.hide()
        self._path_name = say(label(kind="strong"), "roster-path")
        self._to_write = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._to_write.setSpacing(8)
        self._to_write.addLayout(stacked(across(self._path, browse, gap=4), self._place, gap=4), 1)
        self._to_write.addWidget(self._export)
        foot = stacked(self._done_box, self._path_name, self._to_write, gap=8, margins=(16, 12, 16, 12))
        made = QFrame()
        made.setObjectName("card")
        whole = stacked(self.form, rule(), foot, gap=0, margins=(1, 1, 1, 1))
        whole.setStretch(0, 1)
        made.setLayout(whole)
        return made

    def refresh(self) -> None:
        words = self.words
        names = [(named(words, row.names), row.id) for row in self._look.organisations() if row.projects]
        every = words("roster-all-of-mine" if self.form.own else "filter-any-organisation")
        self.form.offer([(every, None), *names], self._publishing.readers)
        self.recent.show_all()
        if self._done_box.isVisibleTo(self):
            self._say_done()
        self._look_again()

    def fit_height(self, low: bool) -> None:
        """On a low page where to write and the button that does stand on one line, and the choices have the rest."""
        way = QBoxLayout.Direction
        self._to_write.setDirection(way.LeftToRight if low else way.TopToBottom)
        for one in (self._path_name, self._place):
            one.setVisible(not low)
        self._fold.widen(_LOW_FORM_WIDTH if low else _FORM_WIDTH)
        self.form.fit_height(low)

    @property
    def _language(self) -> Language:
        return self.form.language or self.dress.language

    def _suggest_path(self) -> None:
        """A name in the roster's language that says for whom it is, as long as nobody has chosen another."""
        if self._path.text().strip() in ("", self._suggested):
            words, organisation = Wording(self._language), self.form.organisation
            reader = words(f"roster-reader-{self.form.reader}")
            whom = reader if organisation.value is None else f"{reader}-{self._called_in(words, organisation.value)}"
            name = file_name(words("roster-file-name", date=f"{date.today():%Y-%m-%d}", reader=whom))
            self._suggested = unused(self._folder / f"{name}.xlsx").name
            self._path.setText(self._suggested)

    def _called_in(self, words: Wording, organisation_id: int) -> str:
        names = self._look.organisation_names().get(organisation_id)
        return named(words, names) if names else ""

    def _say_folder(self) -> None:
        """Say where the file will be: what is typed may be no more than its name."""
        path = self._target()
        self._path.setToolTip(str(path))
        self._place.setText(self.words("roster-in-folder", folder=path.parent))

    def focus_first(self) -> None:
        self._fold.front(self._export).setFocus()

    def _enter(self) -> None:
        """Enter where it is said where to write does what the button below does, where that may be pressed."""
        if self._export.isEnabled():
            self.export()

    def export(self) -> None:
        """Write the roster that is shown. A file that is there already stays, unless somebody agreed to replace it."""
        path, publishing = self._target(), self._publishing
        if path != self._replaced:
            path = unused(path)
        self._replaced = None
        query, choice, template = self.form.query, self.form.choice, self.form.template
        words = Wording(self._language)
        if self._folder in path.parents:
            private_folder(path.parent)  # our own folder; any other must be there

        def work(progress: Progress) -> ExportResult:
            if template is not None:
                return publishing.fill_roster(path, template, words, query, progress, choice)
            return publishing.export_roster(path, words, query, progress, choice)

        self._done_box.hide()
        held = self._export.hasFocus()
        self._export.setEnabled(False)
        self._pushed = self.window().focusWidget() if held else None
        self.jobs.start("job-export", work, self._exported, self._failed, self._ready)

    def _target(self) -> Path:
        """Where to write: in the folder of rosters what has no folder, under the suggested name what has none."""
        typed = os.path.expanduser(self._path.text().strip())  # noqa: PTH111 - an unknown ~user stays as it is
        path = self._folder / typed
        if not typed or typed.endswith(("/", os.sep)):
            path /= self._suggested
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def choose_path(self, path: Path) -> None:
        """Write to this file."""
        self._path.setText(path.name if path.parent == self._folder else str(path))

    @property
    def done_text(self) -> str:
        """What was written last, said; "" before."""
        return self._done_text.text() if self._done_box.isVisibleTo(self) else ""

    def _changed(self) -> None:
        """Other choices: what became of the last ones is told no more; what was written stands among the exports."""
        self.error.hide()
        self._done_box.hide()
        self._export.setEnabled(bool(self.form.query.states) and not self.form.lacks_partner)
        self._wait.start()

    def _look_again(self) -> None:
        """Read beside other work what would be written now; what was being read before is not read to its end."""
        self._suggest_path()
        former, self._looking = self._looking, None
        if former is not None:
            former.cancel()
        query, choice, template = self.form.query, self.form.choice, self.form.template
        if not query.states:
            self._show_preview(None)
            return
        if self.form.lacks_partner:
            self._rows = 0
            self.preview.ask_partner()
            self.subheading.setText("")
            self._ready()
            return
        self.preview.show_making()
        publishing, words = self._publishing, Wording(self._language)

        def work(progress: Progress) -> Preview:
            return publishing.preview(words, query, choice, template, progress)

        self._looking = self.jobs.start("job-look", work, self._looked, self._look_failed, self._not_looked)

    def _looked(self, told: Preview) -> None:
        if self._looking is None or not self._looking.is_cancelled:
            self._show_preview(told)

    def _look_failed(self, error: Exception) -> None:
        self._looking = None
        self._failed(error)

    def _not_looked(self) -> None:
        """Somebody has cancelled it: what is chosen can be written all the same."""
        if self._looking is not None and self._looking.is_cancelled:
            self._looking = None
            self.preview.show_nothing()
            self.subheading.setText("")
            self._export.setEnabled(True)

    def _show_preview(self, told: Preview | None) -> None:
        self._rows = told.rows if told else 0
        narrowing = self.form.narrowing if self.form.query.states else []
        self.preview.show_preview(told, joined(self.words, narrowing))
        full = self.words("roster-for-office") if self._rows and self.form.reader is Reader.OFFICE else ""
        self.subheading.setText(dotted(self.words("count-roster-rows", n=self._rows), *narrowing, full))
        self._ready()

    def _ready(self) -> None:
        self._export.setEnabled(bool(self._rows))
        if self._pushed is not None and self.window().focusWidget() is self._pushed:
            self._export.setFocus()  # where it was, unless somebody has moved it since
        self._pushed = None

    def _exported(self, result: ExportResult) -> None:
        self.error.hide()
        self._written, self._done = Path(result.path), ("roster-done", result.rows)
        self._unfilled = result.unfilled
        self._say_done()
        self.recent.add(self._written, result.rows)
        keep_folder(HANDED_BACK, self._written.parent)
        self._suggest_path()
        self._ready()

    def _failed(self, error: Exception) -> None:
        self.fail(error)
        self._ready()

    def _browse(self) -> None:
        path = ask_where(self, self.words("roster-path"), self._target(), "Excel (*.xlsx)")
        if path is not None:
            self.choose_path(path)
            self._replaced = self._target() if path.suffix.lower() == ".xlsx" else None  # the dialog has asked

    def _write_starter(self) -> None:
        """Ask where a template to restyle shall go, and write it."""
        place = self._folder / f"{Wording(self._language)('roster-template-name')}.xlsx"
        path = ask_where(self, self.words("roster-template"), place, "Excel (*.xlsx)")
        if path is None:
            return
        publishing, words, choice = self._publishing, Wording(self._language), self.form.choice

        def work(_progress: Progress) -> ExportResult:
            return publishing.starter_template(path, words, choice)

        self.jobs.start("job-export", work, self._starter_written, self._failed)

    def _starter_written(self, result: ExportResult) -> None:
        self._written, self._done, self._unfilled = Path(result.path), ("roster-template-done", 0), ()
        self._say_done()

    def _say_done(self) -> None:
        if self._written is not None:
            message, rows = self._done
            said = [self.words(message, n=rows, file=self._written.name)]
            if self._unfilled:
                said.append(self.words("roster-unfilled", columns=joined(self.words, self._unfilled)))
            self._done_text.setText("\n".join(said))
            self._done_box.show()

    def _show_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _show_file(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _to_review(self) -> None:
        self.wanted.emit("review", None)

    def _open_pairing(self, pairing_id: int) -> None:
        self.wanted.emit("pairing", self._look.pairing_rows([pairing_id])[0].recommendation_id)
