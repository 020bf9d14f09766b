"""Terms: the form of the agreement, its versions side by side, who has signed, and the draft for counsel."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from talentapp.domain.agreement import BY_CODE, FIELDS, GROUPS, Field, Values, changed
from talentapp.domain.states import BEFORE_ACTIVE
from talentapp.domain.terms import SIGNERS, Form, Role, State
from talentapp.domain.words import moment
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.controls import Choice, Line, Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, button, card, empty, label, rule, settle, stacked
from talentapp.office.cases.drafting import said_value
from talentapp.office.views.cases import Dossier
from talentapp.settings import LANGUAGES
from talentapp.wording import Wording

_LINES_HEIGHT = 62
_LEAST = 120  # height of what is read


def shown(words: Wording, field: Field, value: Any) -> str:
    """A value of the terms, said."""
    return said_value(words, field, value) or words("term-unsaid")


class TermsPage(QWidget):
    """The terms of a case, one group of fields at a time."""

    saved = Signal(object, object)  # values by field, the form
    drafted = Signal(str)  # the language of the draft

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._dossier: Dossier | None = None
        self._role = Role.HR_OFFICER
        self._values: dict[str, Any] = {}
        self._entries: dict[str, QWidget] = {}
        self._group: str = GROUPS[0]
        self._groups = Segments(
            dress,
            [*((f"terms-{one}", one) for one in GROUPS), ("terms-compare", "compare")],
            "terms-groups",
            wraps=True,
        )
        self._groups.choose(GROUPS[0])
        self._groups.chosen.connect(self._turn)
        self._top = across(gap=12)
        self._body = Column(margins=(0, 0, GUTTER, 12))
        self._body.setMinimumHeight(_LEAST)
        self._foot = stacked(gap=8)
        self._foot.setContentsMargins(0, 0, GUTTER, 0)
        self.setLayout(stacked(self._groups, self._body, self._foot, gap=12, margins=(0, 0, 0, 12)))

    def show_dossier(self, dossier: Dossier, role: Role) -> None:
        """Show the terms of a case as they are now; what was typed and not kept is gone."""
        self._dossier, self._role = dossier, role
        self._values = dict(dossier.terms[-1].values) if dossier.terms else {}
        self._chosen = dossier.form
        self._draw()

    @property
    def values(self) -> dict[str, Any]:
        """What the form says now."""
        self._take()
        return dict(self._values)

    def enter(self, values: Values) -> None:
        """Put values into the form, as if they had been typed."""
        self._take()
        self._values |= values
        self._draw(take=False)

    def save(self) -> None:
        """Keep what the form says."""
        self.saved.emit(self.values, self._chosen)

    def _turn(self, group: object) -> None:
        self._take()
        self._group = str(group)
        self._draw(take=False)

    def _take(self) -> None:
        if self._form.count():
            self._chosen = self._form.value
        for code, entry in self._entries.items():
            if isinstance(entry, Choice):
                self._values[code] = entry.value or ""
            elif isinstance(entry, QPlainTextEdit):
                self._values[code] = entry.toPlainText()
            elif isinstance(entry, QLineEdit):
                self._values[code] = entry.text()

    def _draw(self, take: bool = True) -> None:
        assert self._dossier is not None  # noqa: S101 - only called while one is shown
        del take
        self._entries = {}
        self._body.start_over()
        if self._group == "compare":
            self._body.box.addWidget(self._compare(self._dossier))
        else:
            self._body.box.addWidget(self._fields(self._dossier))
        self._body.box.addStretch(1)
        self._body.settle()
        self._draw_foot(self._dossier)

    # The form

    def _fields(self, dossier: Dossier) -> QWidget:
        words = self._dress.words
        editable = self._role is Role.HR_OFFICER and dossier.state in BEFORE_ACTIVE
        wrong = {one.field: one.trouble for one in dossier.objections}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        at = 0
        for field in (one for one in FIELDS if one.group == self._group):
            name = words.code("term", field.code)
            needed = self._chosen in field.needed
            unit = {"percent": "%", "days": words("term-days-hint")}.get(field.kind, "")
            title = label(dotted(name if needed else words("term-optional", name=name), unit), "caption")
            entry: QWidget
            if not editable:
                entry = label(shown(words, field, self._values.get(field.code)), wrap=True, selectable=True)
            else:
                entry = self._entry(field, name)
                self._entries[field.code] = entry
            cell = stacked(title, entry, gap=2)
            if field.code in wrong and dossier.terms:
                cell.addWidget(label(words.code("term-trouble", wrong[field.code]), "caption"))
            cell.addStretch(1)
            if field.kind == "lines":
                at += at % 2
                grid.addLayout(cell, at // 2, 0, 1, 2)
                at += 2
            else:
                grid.addLayout(cell, at // 2, at % 2)
                at += 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        holder = QFrame()
        holder.setObjectName("card")
        grid.setContentsMargins(16, 12, 16, 12)
        holder.setLayout(grid)
        return holder

    def _entry(self, field: Field, name: str) -> QWidget:
        words, value = self._dress.words, self._values.get(field.code, "")
        entry: QWidget
        if field.kind == "choice":
            chosen = Choice(self._dress)
            chosen.offer([(words("term-unsaid"), ""), *((shown(words, field, one), one) for one in field.choices)])
            chosen.choose(str(value))
            entry = chosen
        elif field.kind == "lines":
            lines = QPlainTextEdit(str(value))
            lines.setFixedHeight(_LINES_HEIGHT)
            lines.setTabChangesFocus(True)
            entry = lines
        else:
            line = Line()
            line.setText(f"{value:g}" if isinstance(value, float) else str(value))
            line.setPlaceholderText(
                {"percent": "%", "day": "2027-03-01", "days": words("term-days-hint")}.get(field.kind, "")
            )
            entry = line
        entry.setAccessibleName(name)
        return entry

    # Versions side by side

    def _compare(self, dossier: Dossier) -> QWidget:
        words, versions = self._dress.words, dossier.terms[-3:]
        if not versions:
            return card(stacked(label(words("terms-none"), "secondary")))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for column, version in enumerate(versions, 1):
            title = stacked(
                label(words("terms-number", number=version.number), "strong"),
                label(dotted(version.who, moment(words, version.at)), "caption"),
                label(words.code("form", version.form), "caption"),
                gap=0,
            )
            grid.addLayout(title, 0, column)
            grid.setColumnStretch(column, 1)
        row = 1
        differs = set(changed(versions[-2].values, versions[-1].values)) if len(versions) > 1 else set()
        for field in sorted(FIELDS, key=lambda one: one.code not in differs):  # what has changed stands first
            said = [version.values.get(field.code) for version in versions]
            if all(value is None for value in said):
                continue
            grid.addWidget(
                label(words.code("term", field.code), "caption", wrap=True), row, 0, Qt.AlignmentFlag.AlignTop
            )
            for column, value in enumerate(said, 1):
                before = said[column - 2] if column > 1 else value
                text = label(shown(words, BY_CODE[field.code], value), "mark" if value != before else "", wrap=True)
                grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)
            row += 1
        grid.setColumnMinimumWidth(0, 170)
        grid.setContentsMargins(16, 12, 16, 12)
        holder = QFrame()
        holder.setObjectName("card")
        holder.setLayout(grid)
        return holder

    # Signatures, saving, the draft

    def _draw_foot(self, dossier: Dossier) -> None:
        empty(self._foot)
        words, say = self._dress.words, self._dress.say
        self._form = Choice(self._dress)
        line = across(gap=8)
        signers = Flow(gap=6)
        for party in SIGNERS:
            given = party in dossier.signed
            text = words("signed-yes" if given else "signed-no", party=words.code("party", party))
            signers.addWidget(Chip(self._dress, text, "green" if given else "grey"))
        if dossier.terms:
            latest, before = dossier.terms[-1], dossier.terms[-2:-1]
            said = (
                words("terms-latest", number=latest.number, n=len(changed(before[0].values, latest.values)))
                if before
                else words("terms-number", number=latest.number)
            )
            line.addWidget(label(said, "caption"))
            line.addLayout(signers, 1)
        else:
            line.addStretch(1)
        if dossier.terms:
            self._language = say(Choice(self._dress), name="terms-draft-language")
            self._language.offer([(words.code("language", one), one) for one in LANGUAGES])
            self._language.choose(words.language)
            draft = say(button(), "terms-draft", icon="file", tip="terms-draft-tip")
            draft.clicked.connect(self._draft)
            line.addWidget(self._language)
            line.addWidget(draft)
        if self._role is Role.HR_OFFICER and dossier.state in BEFORE_ACTIVE:
            say(self._form, name="terms-form")
            self._form.offer([(words.code("form", one), one) for one in Form])
            self._form.choose(self._chosen)
            line.addWidget(self._form)
            drafting = dossier.state is State.TERMS  # elsewhere it would set back what has been agreed
            save = say(button("primary" if drafting else ""), "terms-save", tip="terms-save-tip")
            save.clicked.connect(self.save)
            line.addWidget(save)
        self._foot.addWidget(rule())
        self._foot.addLayout(line)
        settle(self)

    def _draft(self) -> None:
        self.drafted.emit(str(self._language.value))
