"""What each column of a previewed file was taken for; a person can say it is something else, and that is remembered."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame

from talentapp.domain.intake import FirstRow, ReadColumn, ReadTable
from talentapp.domain.terms import Kind
from talentapp.gui.kit.controls import Choice, Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Column as Scrolled
from talentapp.gui.kit.widgets import Elided, across, button, empty, label, stacked
from talentapp.wording import Wording


class Meanings(QFrame):
    """The columns of the tables that were read, each with its first values and what it was taken for."""

    corrected = Signal(str, str, str)  # shape, heading, target ("" to leave the column alone)
    first_row_said = Signal(object, object)  # a ReadTable, and the FirstRow that its first row is
    closed = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("card")
        self._dress = dress
        self._given: tuple[Kind, tuple[ReadTable, ...], tuple[str, ...]] | None = None  # what is to be shown
        self._asked: tuple[object, ...] = ()
        self._choices: dict[tuple[str, str], Choice] = {}
        self._column = Scrolled(margins=(16, 4, 16, 16), gap=16)
        close = dress.say(button("quiet"), "meanings-close")
        close.clicked.connect(self.closed)
        title = dress.say(label(kind="section"), "meanings-title")
        self._hint = dress.say(label(kind="caption", wrap=True), "meanings-hint")
        self._hint_data = dress.say(label(kind="caption", wrap=True), "meanings-hint-data")
        self._asking: ReadTable | None = None  # of which it is asked what its first row is
        self._first_told = label(kind="strong", wrap=True)
        self._first = Segments(dress, [(f"first-row-{one.value}", one) for one in FirstRow], "first-row-name")
        self._first.chosen.connect(self._say_first_row)
        head = stacked(
            across(title, None, close), self._hint, self._hint_data, self._first_told, self._first, gap=4,
            margins=(16, 12, 16, 0),
        )  # fmt: skip
        self.setLayout(stacked(head, self._column, gap=8))

    def show_tables(self, kind: Kind, tables: tuple[ReadTable, ...], targets: tuple[str, ...]) -> None:
        """Show the columns of these tables of a kind of record; they may mean one of `targets`.

        Where they are the columns that are shown already, only what they mean is shown anew: nothing moves, and the
        focus stays. They are made when somebody looks: there are as many choices as columns.
        """
        self._given = kind, tables, targets
        if self.isVisible():
            self._show_given()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_given()

    def _show_given(self) -> None:
        if self._given is None:
            return
        kind, tables, targets = self._given
        columns = {(table.shape, column.called): column for table in reversed(tables) for column in table.columns}
        found = [key for table in tables for key in dict.fromkeys((table.shape, one.called) for one in table.columns)]
        self._show_first_row(tables)
        lettered = any(table.sheet for table in tables)  # a text table has no letters above its columns
        words, asked = self._dress.words, (tuple(dict.fromkeys(found)), kind, targets, self._dress.words.language)
        if asked != self._asked:
            self._asked = asked
            empty(self._column.box)
            entries = [(words("meanings-none"), ""), *((target_label(words, kind, each), each) for each in targets)]
            self._choices = {key: self._offered(key, columns[key], entries, lettered=lettered) for key in asked[0]}
            if not self._choices:
                self._column.box.addWidget(label(words("meanings-form"), "secondary", wrap=True))
            self._column.box.addStretch(1)
        for key, choice in self._choices.items():
            choice.choose(columns[key].target)

    def _show_first_row(self, tables: tuple[ReadTable, ...]) -> None:
        """Ask what the first row is, where no heading was recognised in it."""
        asking = self._asking = next((table for table in tables if table.first_row), None)
        data = asking is not None and asking.first_row is FirstRow.DATA
        self._hint.setVisible(not data)
        self._hint_data.setVisible(data)
        self._first_told.setVisible(asking is not None)
        self._first.setVisible(asking is not None)
        if asking is not None:
            row = asking.header + 1 if data else asking.header
            self._first_told.setText(self._dress.words("first-row", row=row))
            self._first.choose(asking.first_row)

    def _say_first_row(self, first: FirstRow) -> None:
        if self._asking is not None and first is not self._asking.first_row:
            self.first_row_said.emit(self._asking, first)

    def focus_first(self) -> None:
        """Give the focus to what is asked first."""
        one = self._first if self._asking else next(iter(self._choices.values()), self)
        one.setFocus()

    def _offered(
        self, key: tuple[str, str], column: ReadColumn, entries: Sequence[tuple[str, str]], *, lettered: bool
    ) -> Choice:
        """Add a column with its first values and a choice of its meanings."""
        shape, named = key
        choice = Choice(self._dress)
        choice.narrow(16)
        choice.setAccessibleName(named)
        choice.offer(entries)
        choice.activated.connect(lambda: self.corrected.emit(shape, named, choice.value))
        heading = Elided(kind="strong")
        heading.setText(f"{column.letter}  {named}" if lettered and column.heading else named)
        sample = Elided()
        sample.setText(self._dress.words("list-separator").join(" ".join(one.split()) for one in column.sample))
        self._column.box.addLayout(stacked(heading, sample, choice, gap=4))
        return choice


def target_label(words: Wording, kind: Kind, target: str) -> str:
    """What a column of this kind of record may mean, or a field of it, in words; a form of taking part stands for a
    column that is ticked."""
    if target.startswith("form:"):
        return words.code("form", target.removeprefix("form:"))
    return words.field(kind, target)
