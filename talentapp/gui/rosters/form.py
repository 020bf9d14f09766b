"""What goes into a roster: sheets, columns and their order, which pairings, language, contact data, and a template."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from talentapp.domain.masking import HANDED_BY, Reader
from talentapp.domain.roles import Actor
from talentapp.domain.rosters import COLUMNS, MAIN_SHEETS, NEEDED_COLUMNS, SHEETS, Paper, RosterChoice
from talentapp.domain.states import STAGES
from talentapp.domain.terms import Role, State
from talentapp.gui.kit.column_chooser import ColumnList
from talentapp.gui.kit.controls import Choice, Line, Segments, Toggle, steady
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_file
from talentapp.gui.kit.numbers import Score
from talentapp.gui.kit.places import place_of
from talentapp.gui.kit.saying import joined, states_said
from talentapp.gui.kit.widgets import Column, across, button, label, plain, stacked
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import LANGUAGES, Language

_CODE = int(Qt.ItemDataRole.UserRole)
_KEPT = "rosters/choice"
_AGREED = ("shortlisted", "preparing", "running")  # the stages of what is agreed on


class RosterForm(Column):
    """The choices, in one scrolling column. All of them are kept for the next time, the organisation for its database:
    half of them would make another roster of yesterday's."""

    asked = Signal()  # other pairings, sheets, columns or another language
    starter_wanted = Signal()

    def __init__(self, dress: Dress, memory: QSettings | None, actor: Actor, database: str = "") -> None:
        """A liaison's roster is for their own organisation, whatever is chosen."""
        super().__init__(margins=(16, 16, 16, 16), gap=20)
        self._dress, self._memory, self._place = dress, memory, place_of(_KEPT, actor)
        self.own = actor.role is Role.LIAISON
        self._database = database
        self._recalled: int | None = None  # the organisation of last time, until it is offered
        self._sheets: dict[str, Toggle] = {}
        self._states: dict[tuple[State, ...], Toggle] = {}
        self.language: Language | None = None  # None: that of the window
        self._printed = Paper.FIRST
        self.reader = Reader.MANAGER
        self._readers: Callable[[int | None], Sequence[Reader]] = lambda _organisation: tuple(Reader)
        self._build()
        self._put({})
        self._usual = self._chosen
        self._recall()
        self._follow()  # from now on: half of what is recalled is no choice

    def _build(self) -> None:
        dress, say = self._dress, self._dress.say
        for sheet in SHEETS:
            if sheet != "roster":  # it is always there
                self._sheets[sheet] = say(Toggle(dress), f"roster-sheet-{sheet}")
        for stage, states in STAGES.items():
            self._states[states] = say(Toggle(dress), f"stage-{stage}")
        self._again = say(button("quiet"), "roster-usual", tip="roster-usual-tip")
        kept = self._again.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing below it moves
        self._again.setSizePolicy(kept)
        self._again.clicked.connect(self.reset)
        self.columns = say(ColumnList(steady=True), name="roster-columns")
        self.columns.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.columns.setFixedHeight(212)
        self.organisation = Choice(dress)
        self.organisation.narrow(12)
        say(self.organisation, name="filter-organisation")
        self.organisation.currentIndexChanged.connect(self._choose_organisation)
        self.least = say(steady(Score()), name="roster-least")
        self.least.lineEdit().setTextMargins(8, 0, 0, 0)
        entries = [(f"language-{one.replace('_', '-')}", one) for one in LANGUAGES]
        self._language = Segments(dress, entries, "roster-language")
        self._language.chosen.connect(self._choose_language)
        readers = [(f"roster-reader-{reader}", reader) for reader in Reader if reader is not Reader.UNNAMED]
        self._for_whom = Segments(dress, readers, "roster-reader", wraps=True)
        self._for_whom.chosen.connect(self._choose_reader)
        self._about_reader = label(kind="caption", wrap=True)
        self._limited = label(kind="caption", wrap=True)
        presets = [("roster-all-sheets", SHEETS), ("roster-only-main", MAIN_SHEETS)]
        self._preset = Segments(dress, presets, "roster-sheets")
        self._preset.chosen.connect(self._choose_sheets)
        papers = [(f"roster-paper-{paper}", paper) for paper in Paper]
        self._paper = Segments(dress, papers, "roster-paper", wraps=True)
        self._paper.chosen.connect(self._choose_paper)
        self._about_paper = label(kind="caption", wrap=True)
        self._unit = say(Line(), name="roster-issuer", hint="roster-issuer-hint")
        self._template = say(QLineEdit(), name="roster-template", hint="roster-template-none")
        self._template.setClearButtonEnabled(True)
        self._template.editingFinished.connect(self.asked)
        browse = say(button("icon"), name="action-browse", tip="action-browse", icon="folder")
        browse.clicked.connect(self._browse)
        starter = say(button("quiet"), "roster-template-starter")
        starter.clicked.connect(self.starter_wanted)
        hint = say(label(kind="caption", wrap=True), "roster-columns-hint")
        self._decided = say(label(kind="caption", wrap=True), "roster-template-decides")
        self._laid = stacked(
            self._group(
                "roster-sheets",
                stacked(
                    self._preset,
                    _pairs(list(self._sheets.values())),
                    say(label(kind="caption", wrap=True), "roster-sheets-hint"),
                    gap=8,
                ),
            ),
            self._group("roster-paper", stacked(self._paper, self._about_paper, gap=4)),
            self._group("roster-columns", stacked(self.columns, hint, gap=4)),
        )
        self._layout_choices = plain(self._laid)
        for item in (
            stacked(
                across(say(label(kind="strong"), "roster-states"), None, self._again),
                _pairs(list(self._states.values())),
                gap=8,
            ),
            self._group("roster-organisation", self.organisation),
            self._group("roster-reader", stacked(self._for_whom, self._about_reader, self._limited, gap=4)),
            self._group("roster-least", self.least),
            stacked(self._decided, self._layout_choices, gap=8),
            self._group("roster-language", self._language),
            self._group("roster-issuer", self._unit),
            self._group(
                "roster-template", stacked(across(self._template, browse, gap=4), across(starter, None), gap=4)
            ),
        ):
            self.box.addLayout(item)
        self.box.addStretch(1)

    def _group(self, heading: str, control: QWidget | QLayout) -> QVBoxLayout:
        return stacked(self._dress.say(label(kind="strong"), heading), control, gap=8)

    def fit_height(self, low: bool) -> None:
        """Stand close together, or as usual."""
        for one in (self.box, self._laid):
            one.setSpacing(12 if low else 20)

    @property
    def lacks_partner(self) -> bool:
        """Whether it is for a partner whom nobody has named: what one may read would go to all."""
        return self.reader is Reader.PARTNER and self.organisation.value is None and not self.own

    @property
    def query(self) -> PairingQuery:
        """Which pairings."""
        return PairingQuery(
            states=tuple(state for states, one in self._states.items() if one.isChecked() for state in states),
            organisation_id=self.organisation.value,
            min_score=self.least.value(),
        )

    @property
    def narrowing(self) -> list[str]:
        """What keeps out pairings in the chosen states, said."""
        score = self.least.value()
        least = [self._dress.words("roster-at-least", score=f"{score:g}")] if score else []
        return least if self.organisation.value is None else [*least, self.organisation.currentText()]

    @property
    def is_usual(self) -> bool:
        """Whether everything is chosen that is chosen where nobody has chosen."""
        return self._chosen == self._usual and self.reader is self._readers(self.organisation.value)[0]

    def reset(self) -> None:
        """Choose all as where nobody has chosen; what one's own office is called stays."""
        self._put({"unit": self._unit.text()})
        self.organisation.choose(None)
        self._language.choose(self._dress.language)
        self._show_paper()
        self._choose_reader(self._readers(None)[0])

    def widen(self) -> None:
        """Whatever the score, and whichever the organisation; but what is for that one stays for it."""
        reader, scored = self.reader, self.least.value() > 0
        self.least.setValue(0)
        if reader is not Reader.PARTNER or not scored:
            self.organisation.choose(None)
            self._choose_reader(reader)  # who sees names is no condition

    @property
    def choice(self) -> RosterChoice:
        """Which sheets and columns, and for whom."""
        items = [self.columns.item(at) for at in range(self.columns.count())]
        columns = tuple(item.data(_CODE) for item in items if item.checkState() is Qt.CheckState.Checked)
        chosen = [sheet for sheet in SHEETS if sheet not in self._sheets or self._sheets[sheet].isChecked()]
        return RosterChoice(tuple(chosen), columns, self.reader, self._unit.text().strip(), self._printed)

    @property
    def template(self) -> Path | None:
        """The office's own workbook to fill, if one is named."""
        text = self._template.text().strip()
        return Path(text).expanduser() if text else None

    def offer(self, organisations: list[tuple[str, object]], readers: Callable[[int | None], Sequence[Reader]]) -> None:
        """What may be chosen now: these organisations, and whom a roster about one, or about all, may be for."""
        self._readers = readers
        for states, one in self._states.items():
            one.setToolTip(states_said(self._dress.words, states))
        self.organisation.offer(organisations)
        if self._recalled is not None:  # quietly: for whom it was is recalled as well
            self.organisation.blockSignals(True)
            self.organisation.choose(self._recalled)
            self.organisation.blockSignals(False)
            self._recalled = None
        allowed = readers(self.organisation.value)
        called = [self._dress.words(f"roster-reader-{one}") for one in Reader if one in allowed]
        limited = self._dress.words("roster-readers-limited", readers=joined(self._dress.words, called))
        self._for_whom.enable(allowed, limited)
        self._limited.setText(limited)
        self._limited.setVisible(len(allowed) < len(HANDED_BY[Role.HR_OFFICER]))
        self._choose_reader(self.reader if self.reader in allowed else allowed[0], ask=False)
        self._language.choose(self.language or self._dress.language)
        self._show_paper()
        self._name_columns()
        self._again.setVisible(not self.is_usual)

    def _name_columns(self) -> None:
        self.columns.blockSignals(True)
        for at in range(self.columns.count()):
            item = self.columns.item(at)
            item.setText(self._dress.words(f"roster-column-{item.data(_CODE)}"))
        self.columns.blockSignals(False)

    def _recall(self) -> None:
        """The choices of last time, as far as there still are such."""
        kept: dict[str, Any] = {}
        if self._memory is not None:
            try:
                read = json.loads(str(self._memory.value(self._place, "{}")))
                kept = read if isinstance(read, dict) else {}
            except ValueError:
                kept = {}
        self._put(kept)
        if kept.get("database") == self._database:
            self._recalled = kept.get("organisation")

    def _put(self, kept: dict[str, Any]) -> None:
        """Make these choices, and the usual ones of what is not among them; the organisation is chosen apart."""
        self._unit.setText(str(kept.get("unit", "")))
        self._template.setText(str(kept.get("template", "")))
        self._printed = Paper(kept["paper"]) if kept.get("paper") in set(Paper) else Paper.FIRST
        self.language = kept["language"] if kept.get("language") in LANGUAGES else None
        for sheet, one in self._sheets.items():
            one.setChecked(sheet in kept.get("sheets", SHEETS))
        stages = ("recommended", *_AGREED) if self.own else _AGREED  # a liaison's is to be filled in, and to come back
        usual = [state for stage in stages for state in STAGES[stage]]
        for states, one in self._states.items():
            one.setChecked(set(states) <= set(kept.get("states", usual)))
        self.least.setValue(float(kept.get("least", 0)))
        self.reader = Reader(kept["reader"]) if kept.get("reader") in set(Reader) else Reader.MANAGER
        self._show_preset()
        self._show_decided()
        chosen = [code for code in kept.get("columns", ()) if code in COLUMNS] or [*COLUMNS]
        self.columns.clear()
        for code in dict.fromkeys((*chosen, *COLUMNS)):
            item = QListWidgetItem(self._dress.words(f"roster-column-{code}"))
            item.setData(_CODE, code)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
            needed = code in NEEDED_COLUMNS
            item.setFlags(flags if needed else flags | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if needed or code in chosen else Qt.CheckState.Unchecked)
            self.columns.addItem(item)

    def _follow(self) -> None:
        for one in (*self._sheets.values(), *self._states.values()):
            one.toggled.connect(self._changed)
        self.columns.itemChanged.connect(self._changed)
        self.columns.model().rowsMoved.connect(self._changed)
        self.least.valueChanged.connect(self._changed)
        self._unit.editingFinished.connect(self._changed)
        self._template.textChanged.connect(self._template_changed)  # not while it is recalled: the rest is not yet

    def keep(self) -> None:
        """Remember the choices."""
        if self._memory is not None:
            told = {"database": self._database, "unit": self.choice.unit, "reader": self.reader}
            self._memory.setValue(self._place, json.dumps(self._chosen | told))

    @property
    def _chosen(self) -> dict[str, Any]:
        """All that is chosen, but for whom and by whom."""
        template, choice = self.template, asdict(self.choice)
        return {name: choice[name] for name in ("sheets", "columns", "paper")} | {
            "organisation": self.organisation.value if self._recalled is None else self._recalled,
            "states": self.query.states,
            "least": self.least.value(),
            "language": self.language,
            "template": str(template) if template and template.is_file() else "",
        }

    def _changed(self, *_change: object) -> None:
        self._again.setVisible(not self.is_usual)
        self._show_preset()
        self.keep()
        self.asked.emit()

    def _choose_language(self, language: Language) -> None:
        self.language = language
        self._changed()

    def _choose_sheets(self, sheets: Sequence[str]) -> None:
        for sheet, one in self._sheets.items():
            one.blockSignals(True)
            one.setChecked(sheet in sheets)
            one.blockSignals(False)
        self._changed()

    def _show_preset(self) -> None:
        self._preset.choose(self.choice.sheets)

    def _choose_paper(self, paper: Paper) -> None:
        self._printed = paper
        self._show_paper()
        self._changed()

    def _show_paper(self) -> None:
        self._paper.choose(self._printed)
        self._about_paper.setText(self._dress.words(f"roster-paper-{self._printed}-about"))

    def _choose_organisation(self, *_change: object) -> None:
        """What is about one organisation is usually for it: it shows no more than that until somebody says so."""
        self._choose_reader(self._readers(self.organisation.value)[0], ask=False)
        self._changed()

    def _choose_reader(self, reader: Reader, ask: bool = True) -> None:
        self.reader = reader
        self._for_whom.choose(reader)
        told = "roster-partner-first" if self.lacks_partner else f"roster-reader-{reader}-about"
        self._about_reader.setText(self._dress.words(told))
        if ask:
            self._changed()

    def _template_changed(self, text: str) -> None:
        self._show_decided()
        if not text or Path(text).is_file():  # not at every letter of a path that is typed
            self._changed()

    def _show_decided(self) -> None:
        """One's own layout decides what else would be chosen here: a tick that does nothing would be believed."""
        self._decided.setVisible(self.template is not None)
        self._layout_choices.setEnabled(self.template is None)

    def _browse(self) -> None:
        if path := ask_file(self, "template", self._dress.words("roster-template"), "Excel (*.xlsx)"):
            self._template.setText(str(path))


def _pairs(several: list[Toggle]) -> QGridLayout:
    """Toggles two to a line, of one width."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    for at, one in enumerate(several):
        grid.addWidget(one, at // 2, at % 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
