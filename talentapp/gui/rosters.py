"""Rosters: choose what goes in, see what will be written, and write it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from talentapp.domain.progress import Progress
from talentapp.domain.states import STAGES
from talentapp.domain.terms import Kind, State
from talentapp.gui.controls import Choice, Segments, Toggle
from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Jobs
from talentapp.gui.listing import RecordTable
from talentapp.gui.saying import STATE_TONES, named
from talentapp.gui.screen import Screen
from talentapp.gui.tables import Cell, Column, RowTable
from talentapp.gui.widgets import EmptyState, across, button, card, label, stacked
from talentapp.office.views import ExportResult, PairingQuery, PairingRow
from talentapp.settings import LANGUAGES, Language
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.look import Look
    from talentapp.office.publishing import Publishing

_FORM_WIDTH = 320


class RostersScreen(Screen):
    """What a roster will hold, beside the choices that decide it."""

    cares_for = frozenset({Kind.PAIRINGS, Kind.RUNS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", publishing: "Publishing", folder: Path) -> None:
        super().__init__(dress, jobs, "nav-rosters")
        self._look, self._publishing, self._folder = look, publishing, folder
        self._ids: list[int] = []
        self._written: Path | None = None
        self._states: dict[tuple[State, ...], Toggle] = {}
        for stage, states in STAGES.items():
            one = dress.say(Toggle(dress), f"stage-{stage}")
            one.setChecked(stage == "shortlisted")
            one.toggled.connect(self._find)
            self._states[states] = one
        self._organisation = Choice(dress)
        self._organisation.narrow(12)
        dress.say(self._organisation, name="filter-organisation")
        self._least = QSpinBox()
        self._least.setRange(0, 100)
        self._least.setSingleStep(5)
        self._least.lineEdit().setTextMargins(8, 0, 0, 0)
        dress.say(self._least, name="roster-least")
        self._language = Segments(
            dress, [(f"language-{one.replace('_', '-')}", one) for one in LANGUAGES], "roster-language"
        )
        self._chosen_language: Language | None = None
        self._path = QLineEdit()
        self._suggested = ""
        dress.say(self._path, name="roster-path")
        browse = dress.say(button("icon"), name="action-browse", tip="action-browse", icon="folder")
        browse.clicked.connect(self._browse)
        self._export = dress.say(button("primary"), "action-export", icon="export", tint="on_accent")
        self._export.clicked.connect(self.export)
        self._done_text = label(wrap=True, kind="positive")
        self._open_folder = dress.say(button(), "action-open-folder", icon="folder")
        self._open_folder.clicked.connect(self._show_folder)
        self._open_file = dress.say(button(), "action-open-file", icon="file")
        self._open_file.clicked.connect(self._show_file)
        line = across(self._form(browse), self._preview(), gap=16)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._least.valueChanged.connect(self._find)
        self._organisation.currentIndexChanged.connect(self._find)
        self._language.chosen.connect(self._choose_language)

    def _form(self, browse: QPushButton) -> QFrame:
        say = self.dress.say
        several = list(self._states.values())
        done = stacked(self._done_text, across(self._open_file, self._open_folder, None), gap=8)
        self._done_box = QFrame()
        self._done_box.setLayout(done)
        self._done_box.hide()
        form = stacked(
            self._group(
                "roster-states",
                stacked(*(across(*several[at : at + 2], None) for at in range(0, len(several), 2)), gap=8),
            ),
            self._group("roster-organisation", self._organisation),
            self._group("roster-least", self._least),
            self._group("roster-language", self._language),
            self._group("roster-path", across(self._path, browse, gap=4)),
            stacked(self._export, say(label(kind="caption", wrap=True), "roster-masked"), gap=8),
            self._done_box,
            None,
            gap=20,
        )
        made = card(form)
        form.setContentsMargins(16, 16, 16, 16)
        made.setFixedWidth(_FORM_WIDTH)
        return made

    def _group(self, heading: str, control: QWidget | QLayout) -> QVBoxLayout:
        return stacked(self.dress.say(label(kind="strong"), heading), control, gap=8)

    def _preview(self) -> QFrame:
        self._model = RowTable(self.dress, self._columns(), self._look.pairing_rows, self)
        self.table = RecordTable(self.dress, self._model, "roster-preview")
        frame = QFrame()
        frame.setObjectName("tableCard")
        self._pages = QStackedLayout()
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.table)
        to_review = self.dress.say(button("primary"), "nav-review")
        to_review.clicked.connect(self._to_review)
        self._pages.addWidget(EmptyState(self.dress, "rosters", "empty-roster-title", "empty-roster-text", to_review))
        frame.setLayout(self._pages)
        self.table.opened.connect(self._open_pairing)
        return frame

    def refresh(self) -> None:
        words = self.words
        names = sorted((named(words, row.names), row.id) for row in self._look.organisations() if row.projects)
        self._organisation.offer([(words("filter-any-organisation"), None), *names])
        self._language.choose(self._chosen_language or self.dress.language)
        self._suggest_path()
        self._model.forget()
        self._find()

    def _suggest_path(self) -> None:
        """A name in the roster's language, as long as nobody has chosen another."""
        if self._path.text() == self._suggested:
            words = Wording(self._chosen_language or self.dress.language)
            name = words("roster-file-name", date=f"{date.today():%Y-%m-%d}")
            self._suggested = str(self._folder / f"{name}.xlsx")
            self._path.setText(self._suggested)

    def focus_first(self) -> None:
        self._export.setFocus()

    def export(self) -> None:
        """Write the roster that is shown."""
        path, query, publishing = Path(self._path.text()).expanduser(), self._query(), self._publishing
        language: Language = self._chosen_language or self.dress.language
        if self._folder in path.parents:
            path.parent.mkdir(parents=True, exist_ok=True)  # our own folder; any other must be there

        def work(progress: Progress) -> ExportResult:
            return publishing.export_roster(path, Wording(language), query, progress)

        self._done_box.hide()
        self._export.setEnabled(False)
        self.jobs.start("job-export", work, self._exported, self._failed, self._ready)

    def choose_path(self, path: Path) -> None:
        """Write to this file."""
        self._path.setText(str(path))

    @property
    def done_text(self) -> str:
        """What was written last, said; "" before."""
        return self._done_text.text() if self._done_box.isVisibleTo(self) else ""

    def _query(self) -> PairingQuery:
        return PairingQuery(
            states=tuple(state for states, one in self._states.items() if one.isChecked() for state in states),
            organisation_id=self._organisation.value,
            min_score=float(self._least.value()),
        )

    def _find(self) -> None:
        query = self._query()
        self._ids = self._look.find_pairings(query) if query.states else []
        self.table.show_ids(self._ids)
        self._pages.setCurrentIndex(0 if self._ids else 1)
        self.subheading.setText(self.words("count-roster-rows", n=len(self._ids)))
        self._ready()

    def _ready(self) -> None:
        self._export.setEnabled(bool(self._ids))

    def _exported(self, result: ExportResult) -> None:
        self.error.hide()
        self._written = Path(result.path)
        self._done_text.setText(self.words("roster-done", n=result.rows, file=self._written.name))
        self._done_box.show()
        self._ready()

    def _failed(self, error: Exception) -> None:
        self.fail(error)
        self._ready()

    def _browse(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.words("roster-path"), self._path.text(), "Excel (*.xlsx)")
        if path:
            self._path.setText(path)

    def _choose_language(self, language: Language) -> None:
        self._chosen_language = language
        self._suggest_path()

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

    def _columns(self) -> list[Column]:
        return [
            Column("column-candidate", self._who, 132, 2),
            Column("side-university", self._university, 160, 3),
            Column("side-firm", self._firm, 160, 3),
            Column("column-form", self._how, 104, 0, needs=680),
            Column("column-score", self._score, 112, 0),
            Column("column-state", self._state, 104, 0),
        ]

    def _who(self, row: PairingRow) -> Cell:
        return Cell(row.candidate, row.employer, strong=True)

    def _university(self, row: PairingRow) -> Cell:
        return Cell(named(self.words, row.university), row.university_project)

    def _firm(self, row: PairingRow) -> Cell:
        return Cell(named(self.words, row.firm), row.firm_project)

    def _how(self, row: PairingRow) -> Cell:
        return Cell(pill=self.words.code("form", row.form))

    def _score(self, row: PairingRow) -> Cell:
        return Cell(score=row.score)

    def _state(self, row: PairingRow) -> Cell:
        if row.state is None:
            return Cell()
        return Cell(pill=self.words.code("state", row.state), tone=STATE_TONES[row.state])  # type: ignore[arg-type]
