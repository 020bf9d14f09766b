"""The gates of a pairing: the list with how each stands, and beside it one gate with its answers and its evidence."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from talentapp.domain.gates import Answer, Standing, Status, runs_until
from talentapp.domain.roles import RIGHTS, Act, Scope
from talentapp.domain.terms import Role, Verdict
from talentapp.domain.words import day, moment, read_day
from talentapp.gui.kit.chips import Chip, Flow, removable
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_files
from talentapp.gui.kit.folding import Folding
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import (
    ClickableCard,
    Column,
    across,
    button,
    card,
    empty,
    label,
    mark_wrong,
    rule,
    settle,
    stacked,
)
from talentapp.gui.pairings.entered import Entered
from talentapp.gui.pairings.words import GATE_TONES
from talentapp.office.views.cases import AnswerRow, Dossier, GateCard
from talentapp.wording import Wording

_LIST_WIDTH = 360
_UNTIL_WIDTH = 240
_STATUS_WIDTH = 8  # letters
_LEAST = 160  # height of the list: two gates, and that it goes on
_FOLD_BELOW = 680  # where there is no room for a gate beside their list


@dataclass(frozen=True)
class Answering:
    """What the user answers to a gate."""

    gate: str
    answer: Answer
    status: Status | None
    valid_until: date | None
    note: str
    files: tuple[Path, ...] = field(default=())


class GateLine(ClickableCard):
    """A gate in the list."""

    left = Signal(int)  # by Down, or -1 by Up

    def __init__(self, dress: Dress, one: GateCard, number: int) -> None:
        words = dress.words
        title = label(f"{number}. {one.gate.title[words.language]}", wrap=True)
        latest = one.latest
        under = words("gate-acts", party=words.code("party", one.gate.acts))
        if latest is not None and latest.valid_until is not None and latest.answer is not Answer.NOT_MET:
            under = words("gate-until", day=day(words, latest.valid_until))
        text = stacked(title, label(under, "caption"), gap=0)
        chip = Chip(dress, stands(words, one), GATE_TONES[one.standing])
        line = across(text, chip, gap=8)
        line.setStretch(0, 1)
        super().__init__(line)
        line.setContentsMargins(10, 6, 10, 6)
        self.setObjectName("line")
        self.code = one.gate.code
        self.setAccessibleName(dotted(one.gate.title[words.language], stands(words, one)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:  # a button would only move the focus
            self.left.emit(step)


class GatesPage(QWidget):
    """All gates of a case; Up and Down go through them. What is entered of an answer is kept until it is given."""

    answered = Signal(object)  # Answering
    opened = Signal(int)  # a piece of evidence
    consents_wanted = Signal()

    def __init__(self, dress: Dress, drafts: DraftStore) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._entered = dress, Entered(drafts, self)
        self._dossier: Dossier | None = None
        self._role = Role.HR_OFFICER
        self._code, self._waited = "", False  # the gate in view, and whether it is still to be met
        self._lines: list[GateLine] = []
        self._files: list[Path] = []
        self._list = Column(margins=(8, 8, 12, 8), gap=2)
        self._list.setMinimumHeight(_LEAST)
        frame = QFrame()
        frame.setObjectName("card")
        frame.setLayout(stacked(self._list, margins=(1, 1, 1, 1)))
        self._detail = Column(margins=(0, 0, GUTTER, 24))
        left = QWidget()
        left.setObjectName("plain")
        self._fold = Folding(dress, left, _FOLD_BELOW, gap=16, shares=(0, 1))
        self._fold.add(self._detail)
        self._fold.widen(_LIST_WIDTH)
        self._fold.turned.connect(self._fit)
        self._left = left
        left.setLayout(stacked(frame, across(self._fold.opener, None), margins=(0, 0, 0, 24)))
        self.setLayout(stacked(self._fold))

    def turn_page(self, pages: int) -> None:
        """Scroll so many pages down, or up: what has the focus, the gate in view or else the list of all."""
        focus = QApplication.focusWidget()
        within = focus is not None and self._detail.isAncestorOf(focus)
        (self._detail if within or not self._list.isVisible() else self._list).turn_page(pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._keep_in_view)

    def _keep_in_view(self) -> None:
        """The gate in view stays in the list's view, also where a fault above takes room from it."""
        line = next((one for one in self._lines if one.code == self._code), None)
        if line is not None:
            self._list.ensureWidgetVisible(line, 0, 8)

    def _fit(self) -> None:
        self._left.setContentsMargins(0, 0, GUTTER if self._fold.folded else 0, 0)

    def show_dossier(self, dossier: Dossier, role: Role) -> None:
        """Show the gates of a case; the one in view stays in view, unless it has just been met."""
        self._entered.keep()
        self._dossier, self._role = dossier, role
        self._list.start_over()
        self._lines = []
        words = self._dress.words
        needed = label(words("case-needed", step=words.code("verdict", Verdict.CLEAR)), "caption", wrap=True)
        needed.setContentsMargins(10, 4, 10, 4)
        self._list.box.addWidget(needed)
        for number, one in enumerate(dossier.gates, 1):
            line = GateLine(self._dress, one, number)
            line.clicked.connect(self._picked)
            line.left.connect(self._step)
            self._lines.append(line)
            self._list.box.addWidget(line)
        self._list.box.addStretch(1)
        self._list.settle()
        codes = [one.gate.code for one in dossier.gates]
        waiting = [one.gate.code for one in dossier.gates if one.standing is not Standing.VALID]
        answered = self._waited and self._code in codes and self._code not in waiting
        if answered and waiting:  # on to the next that waits, after this one or from the beginning
            at = codes.index(self._code)
            self.choose(next((code for code in codes[at:] if code in waiting), waiting[0]))
        else:
            self.choose(self._code if self._code in codes else (waiting or codes)[0])
        if answered:  # the button that was pressed is gone
            self.focus_first()

    def choose(self, code: str) -> None:
        """Show one gate."""
        self._entered.keep()
        self._code, self._files = code, []
        for line in self._lines:
            line.choose(line.code == code)
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        one = next(one for one in self._dossier.gates if one.gate.code == code)
        self._waited = one.standing is not Standing.VALID
        self._fill(one)

    def focus_first(self) -> None:
        """Give the focus to the gate in view."""
        for line in self._lines:
            if line.code == self._code:
                self._list.ensureWidgetVisible(line)
                self._fold.front(line).setFocus()

    def _step(self, step: int) -> None:
        at = next(number for number, line in enumerate(self._lines) if line.code == self._code)
        self.choose(self._lines[(at + step) % len(self._lines)].code)
        self.focus_first()

    def _picked(self) -> None:
        self.choose(self.sender().code)  # type: ignore[attr-defined]
        self._fold.read()

    def _fill(self, one: GateCard) -> None:
        words, gate = self._dress.words, one.gate
        language = words.language
        self._detail.start_over()
        head = across(
            label(gate.title[language], "section", wrap=True),
            Chip(self._dress, stands(words, one), GATE_TONES[one.standing]),
            gap=8,
        )
        head.setStretch(0, 1)
        box = stacked(head, label(gate.question[language], wrap=True), gap=8)
        facts = across(gap=24)
        for name, value in (
            (words("gate-decides"), gate.decides[language]),
            (words("gate-evidence"), gate.evidence[language]),
            (words("gate-holds"), words("gate-days", n=gate.valid_days) if gate.valid_days else words("gate-no-end")),
        ):
            column = stacked(label(name, "caption"), label(value, wrap=True), None, gap=0)
            facts.addLayout(column, 1)
        box.addLayout(facts)
        rule_text = dotted(gate.rule[language].rstrip("。."), gate.rule_version, words("gate-own") if gate.own else "")
        box.addWidget(label(rule_text, "caption", wrap=True))
        self._detail.box.addWidget(card(box))
        if gate.kind in ("considered", "named"):
            go = self._dress.say(button(), "gate-to-consents")
            go.clicked.connect(self.consents_wanted)
            line = across(label(words("gate-from-consents"), "secondary", wrap=True), go, gap=12)
            line.setStretch(0, 1)
            self._detail.box.addWidget(card(line))
        elif self._role is Role.HR_OFFICER:
            self._detail.box.addWidget(card(self._form(one)))
            self._take_up()
        if one.answers:
            self._detail.box.addWidget(card(self._answers(one)))
        self._detail.box.addStretch(1)
        self._detail.settle()

    # Answering

    def _form(self, one: GateCard):  # type: ignore[no-untyped-def]
        words, say = self._dress.words, self._dress.say
        box = stacked(label(words("gate-answer"), "strong"), gap=8)
        self._status = Choice(self._dress)
        if one.gate.kind == "status":
            say(self._status, name="gate-status")
            self._status.narrow(_STATUS_WIDTH)
            self._status.offer([(words.code("gate-status", each), each) for each in Status])
            if one.latest is not None and one.latest.status is not None:
                self._status.choose(one.latest.status)
            self._status.activated.connect(self._mended)
            line = across(label(words("gate-status"), "secondary"), self._status, None, gap=8)
            box.addLayout(line)
            box.addWidget(label(words("gate-status-note"), "caption", wrap=True))
        self._note = say(QLineEdit(), hint="gate-note-hint")
        self._until = QLineEdit()
        self._latest = runs_until(one.gate, date.today(), None)
        until = words("gate-until-latest", day=self._latest.isoformat()) if self._latest else words("gate-until-hint")
        self._until.setPlaceholderText(until)
        self._until.setAccessibleName(until)
        self._until.setFixedWidth(_UNTIL_WIDTH)
        self._until.textEdited.connect(self._mended)
        for entry in (self._note, self._until):
            entry.textEdited.connect(self._entered.typed)
        self._wrong = label(kind="wrong", wrap=True)
        self._wrong.hide()
        box.addLayout(across(self._note, self._until, gap=8))
        box.addWidget(label(words(f"gate-read-{one.gate.scope}"), "caption", wrap=True))
        self._kept = label(words("gate-attach-needed") if one.gate.evidence_needed else "", "caption", wrap=True)
        self._attach_button = attach = say(button(), "gate-attach", icon="file")
        attach.clicked.connect(self._attach)
        self._given = Flow(gap=8)
        line = across(attach, stacked(self._kept, self._given, gap=0), gap=8)
        line.setStretch(1, 1)
        box.addLayout(line)
        answers = across(gap=8)
        for answer in Answer:
            awaited = answer is Answer.MET and one.standing is not Standing.VALID
            given = button("primary" if awaited else "", deliberate=True)
            given.setText(words.code("answer", answer))
            given.setAccessibleName(given.text())
            given.setProperty("answer", answer.value)
            given.clicked.connect(self._answer)
            answers.addWidget(given)
        answers.addStretch(1)
        box.addLayout(answers)
        box.addWidget(self._wrong)  # below: no button moves away under the mouse
        return box

    def hideEvent(self, event: QHideEvent) -> None:
        self._entered.keep()
        super().hideEvent(event)

    def recorded(self) -> None:
        """Hear that the answer that was entered has been given."""
        self._entered.recorded()

    def _read(self) -> dict[str, Any]:
        return {"note": self._note.text(), "until": self._until.text(), "files": [str(one) for one in self._files]}

    def _take_up(self) -> None:
        """Show what was entered before of an answer that has not been given; a file that is gone is not there."""
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        kept = self._entered.begin(self._dossier.pairing_id, f"gate-{self._code}", self._read)
        self._note.setText(str(kept.get("note", "")))
        self._until.setText(str(kept.get("until", "")))
        self._files = [path for path in map(Path, kept.get("files", ())) if path.exists()]
        if self._files:
            self._show_files()

    def attach(self, files: list[Path]) -> None:
        """Keep these files with the answer that is about to be given."""
        self._files = list(dict.fromkeys([*self._files, *files]))
        if files:
            self._mended()
        self._entered.typed()
        self._show_files()

    def _show_files(self) -> None:
        empty(self._given)
        self._kept.setVisible(not self._files)
        for path in self._files:
            chip = removable(self._dress, path.name, self._dress.words("gate-detach", file=path.name))
            chip.setProperty("file", str(path))
            chip.clicked.connect(self._detach)
            self._given.addWidget(chip)
        settle(self._detail)

    def _detach(self) -> None:
        gone = Path(str(self.sender().property("file")))
        self._files.remove(gone)
        self._entered.typed()
        self._show_files()
        self._attach_button.setFocus()  # the chip that was pressed is gone

    def _attach(self) -> None:
        self.attach(ask_files(self, "evidence", self._dress.words("gate-attach")))

    def refuse(self, why: str) -> None:
        """Say below the answers why the one that was given is refused."""
        self._wrong.setText(why)
        self._wrong.show()

    def _say_wrong(self, message: str, **facts: object) -> None:
        """Say below the answers what is wrong with the day."""
        self.refuse(self._dress.words(message, **facts))
        mark_wrong(self._until, self._wrong.text())
        self._until.setFocus()

    def _mended(self, *_change: object) -> None:
        self._wrong.hide()
        mark_wrong(self._until, "")

    def _answer(self) -> None:
        self._mended()
        text = self._until.text().strip()
        try:
            until = read_day(text) if text else None
        except ValueError:
            self._say_wrong("case-day-unreadable")
            return
        if until and self._latest and until > self._latest:  # kept, it would be cut to that day
            self._say_wrong("gate-until-too-late", day=day(self._dress.words, self._latest))
            return
        answer = Answer(str(self.sender().property("answer")))
        status = self._status.value if self._status.count() else None
        self.answered.emit(Answering(self._code, answer, status, until, self._note.text(), tuple(self._files)))

    # Answers

    def _answers(self, one: GateCard):  # type: ignore[no-untyped-def]
        words = self._dress.words
        box = stacked(label(words("gate-answers"), "strong"), gap=8)
        for at, row in enumerate(reversed(one.answers)):
            if at:
                box.addWidget(rule())
            box.addLayout(self._answer_row(row))
        return box

    def _answer_row(self, row: AnswerRow):  # type: ignore[no-untyped-def]
        words = self._dress.words
        status = words.code("gate-status", row.status) if row.status else ""
        holds = row.valid_until is not None and row.answer is not Answer.NOT_MET
        until = words("gate-until", day=day(words, row.valid_until)) if holds else ""
        said = label(dotted(words.code("answer", row.answer), status, until), "strong", wrap=True)
        text = stacked(said, label(dotted(row.who, moment(words, row.at)), "caption"), gap=2)
        if row.note:
            text.addWidget(label(row.note, wrap=True, selectable=True))
        if row.evidence:
            files = Flow(gap=8)
            for kept in row.evidence:
                name = words("gate-file", name=kept.file_name, size=max(1, round(kept.size / 1024)))
                if RIGHTS[Act.REVEAL_CONTACT][self._role] is Scope.NONE:  # they are told that it is there
                    files.addWidget(label(name, "secondary"))
                    continue
                one = button("chip")
                one.setText(name)
                one.setAccessibleName(one.text())
                one.setToolTip(f"SHA-256 {kept.sha256}")
                one.setProperty("evidence", kept.id)
                one.clicked.connect(self._open)
                files.addWidget(one)
            text.addLayout(files)
        return text

    def _open(self) -> None:
        self.opened.emit(int(self.sender().property("evidence")))


def stands(words: Wording, one: GateCard) -> str:
    """How a gate stands, in a word; one that does not apply is met, and says so."""
    if one.standing is Standing.VALID and one.latest is not None and one.latest.answer is Answer.NOT_APPLICABLE:
        return words.code("answer", one.latest.answer)
    return words.code("standing", one.standing)


def open_outside(path: Path) -> bool:
    """Open a file with the system's own program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
