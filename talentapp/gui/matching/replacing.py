"""Which of the pairings that are compared a further one replaces: nothing is left out by itself."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Elided, across, button, empty, label, stacked
from talentapp.office.views.matching import Ids


class Replacing(QFrame):
    """Asks on the page whose place a further pairing takes, once as many are picked as can be compared."""

    chosen = Signal(object, object)  # the triple that comes in, and the one that goes

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("hint")
        self._dress = dress
        self._new: Ids | None = None
        keep = dress.say(button("quiet"), "match-replace-none")
        keep.clicked.connect(self.hide)
        head = across(dress.say(label(wrap=True), "match-replace"), keep, gap=8)
        head.setStretch(0, 1)
        self._lines = stacked(gap=4)
        self.setLayout(stacked(head, self._lines, gap=4, margins=(12, 4, 8, 8)))
        self.hide()

    def ask(self, new: Ids, picked: Sequence[tuple[Ids, str]]) -> None:
        """Ask which of these, with what each is called, goes for a new one."""
        self._new = new
        empty(self._lines)
        for triple, called in picked:
            go = self._dress.say(button(), "match-replace-this")
            go.setAccessibleName(self._dress.words("match-replace-name", pairing=called))
            go.setProperty("triple", triple)
            go.clicked.connect(self._choose)
            line = across(Elided(called, ""), go, gap=8)
            line.setStretch(0, 1)
            self._lines.addLayout(line)
        self.show()

    def _choose(self) -> None:
        self.hide()
        self.chosen.emit(self._new, tuple(self.sender().property("triple")))
