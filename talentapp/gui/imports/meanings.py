"""What each column of a previewed file was taken for; a person can say it is something else, and that is remembered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from talentapp.domain.intake import ReadTable
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Column as Scrolled
from talentapp.gui.kit.widgets import Elided, across, button, empty, label, stacked
from talentapp.wording import Wording


class Meanings(QFrame):
    """The columns of the tables that were read, each with its first values and what it was taken for."""

    corrected = Signal(str, str, str)  # shape, heading, target ("" to leave the column alone)
    closed = Signal()

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(360)
        self._dress = dress
        self._column = Scrolled(margins=(16, 4, 16, 16), gap=16)
        close = dress.say(button("quiet"), "meanings-close")
        close.clicked.connect(self.closed)
        title = dress.say(label(kind="section"), "meanings-title")
        hint = dress.say(label(kind="caption", wrap=True), "meanings-hint")
        head = stacked(across(title, None, close), hint, gap=4, margins=(16, 12, 16, 0))
        self.setLayout(stacked(head, self._column, gap=8))

    def show_tables(self, tables: tuple[ReadTable, ...], targets: tuple[str, ...]) -> None:
        """Show the columns of these tables; they may mean one of `targets`."""
        empty(self._column.box)
        words = self._dress.words
        entries = [(words("meanings-none"), ""), *sorted((target_label(words, each), each) for each in targets)]
        seen: set[tuple[str, str]] = set()
        for table in tables:
            for column in table.columns:
                if (table.shape, column.heading) in seen:
                    continue
                seen.add((table.shape, column.heading))
                choice = Choice(self._dress)
                choice.narrow(16)
                choice.setAccessibleName(column.heading)
                choice.offer(entries)
                choice.choose(column.target)
                choice.activated.connect(
                    lambda _at, t=table.shape, c=column.heading, o=choice: self.corrected.emit(t, c, o.value)
                )
                heading = Elided()
                heading.setProperty("kind", "strong")
                heading.setText(f"{column.letter}  {column.heading}")
                sample = Elided()
                sample.setProperty("kind", "caption")
                sample.setText(words("list-separator").join(" ".join(one.split()) for one in column.sample))
                self._column.box.addLayout(stacked(heading, sample, choice, gap=4))
        if not seen:
            self._column.box.addWidget(label(words("meanings-form"), "secondary", wrap=True))
        self._column.box.addStretch(1)


def target_label(words: Wording, target: str) -> str:
    """What a column may mean, in words; a form of taking part stands for a column that is ticked."""
    if target.startswith("form:"):
        return words.code("form", target.removeprefix("form:"))
    message = f"target-{target.replace('_', '-')}"
    return words(message) if words.has(message) else words.code("field", target)
