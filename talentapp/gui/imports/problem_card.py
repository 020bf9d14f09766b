"""A problem of a previewed row: what it is, where it stands, and how it is mended in place."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from talentapp.domain.intake import Problem, Retyped, Trouble
from talentapp.domain.terms import Form
from talentapp.gui.imports.row_values import readable
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import across, button, label, stacked

_LONGEST = 40  # characters of a choice that a button shows


class ProblemCard(QFrame):
    """What can be told of its cell is a press away; anything else is typed, in the sheet where there is one to show."""

    cell_wanted = Signal(object)  # the Problem whose cell is to be typed anew in its sheet
    typed = Signal(object)  # the Retyped of one step

    def __init__(self, dress: Dress, problem: Problem, *, correctable: bool, in_sheet: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self._problem, self._in_sheet = problem, in_sheet
        words = dress.words
        chip = Chip(
            dress,
            words("problem-blocking" if problem.blocking else "problem-look"),
            "red" if problem.blocking else "amber",
        )
        line = across(chip, None)
        where = label(words.place(problem), "caption", wrap=True)
        self._box = stacked(line, where, gap=4, margins=(16, 12, 16, 12))
        self.setLayout(self._box)
        self._box.addWidget(label(words.problem(replace(problem, choices=())), wrap=True))
        if problem.value:
            self._box.addWidget(readable(words("problem-value", value=problem.value), "secondary"))
        self._line = QLineEdit(problem.value)
        self._line.setAccessibleName(words.place(problem))
        self._line.returnPressed.connect(lambda: self._type(self._line.text()))
        self._line.hide()
        if correctable and problem.column:
            correct = dress.say(button("quiet"), "problem-correct")
            correct.clicked.connect(self._correct)
            line.addWidget(correct)
            self._offer(dress)
            self._box.addWidget(self._line)

    def _offer(self, dress: Dress) -> None:
        """A button for each text that the cell may say instead."""
        words, problem = dress.words, self._problem
        choices = problem.choices
        if problem.trouble in (Trouble.FORM_UNKNOWN, Trouble.FORM_OTHER) and problem.facts.get("target") == "forms":
            choices = tuple(words.code("form", form) for form in Form)
        offered = Flow(gap=4)
        for choice in choices:
            one = button()
            shown = choice if len(choice) <= _LONGEST else f"{choice[:_LONGEST]}…"
            one.setText(words("problem-choice", choice=shown) if len(choices) == 1 else shown)
            one.setAccessibleName(words("problem-choice", choice=choice))
            one.clicked.connect(lambda _on=False, text=choice: self._type(text))
            offered.addWidget(one)
        if choices:
            self._box.addLayout(offered)

    def _correct(self) -> None:
        if self._in_sheet:
            self.cell_wanted.emit(self._problem)
            return
        self._line.show()
        self._line.setFocus()
        self._line.selectAll()

    def _type(self, text: str) -> None:
        problem = self._problem
        self.typed.emit((Retyped(problem.sheet, problem.row, problem.column, text),))
