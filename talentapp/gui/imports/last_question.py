"""What is asked, in place, before files go in of which something would be lost without a word."""

from collections import Counter

from PySide6.QtCore import Signal

from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.saying import joined
from talentapp.gui.kit.widgets import across, button, label


class LastQuestion(Interlude):
    """Says what is not settled, and is answered by going on or by a look at it."""

    answered = Signal(bool)  # whether to go on

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("hint")
        self._dress = dress
        self._text = label(wrap=True)
        self.look = dress.say(button(), "import-last-look")
        self.go = dress.say(button("quiet"), "import-last-go")
        self.look.clicked.connect(lambda: self._answer(go_on=False))
        self.go.clicked.connect(lambda: self._answer(go_on=True))
        line = across(self._text, self.look, self.go, gap=8, margins=(12, 6, 8, 6))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def ask(self, arrivals: Arrivals) -> bool:
        """Ask about these files. False where there is nothing to ask."""
        found: Counter[str] = Counter()
        for preview in arrivals.previews:
            found += preview.unsettled(arrivals.decisions[preview.key])
        unread = arrivals.empty
        if unseen := len(arrivals.unseen):
            found["unseen"] = unseen
        if not found and not unread:
            return False
        words = self._dress.words
        counts = [
            words(f"import-last-{what}", n=found[what])
            for what in ("blocked", "duplicate", "cells", "unseen")
            if found[what]
        ]
        said = [words("import-last-question", counts=joined(words, counts))] if counts else []
        named = {one.unread: [each.file_name for each in unread if each.unread is one.unread] for one in unread}
        for of_names, files in named.items():
            message = "import-last-unread" if of_names else "import-last-empty"
            said.append(words(message, files=joined(words, files)))
        self._text.setText("\n".join(said))
        self.show()
        self.look.setFocus()
        return True

    def _answer(self, *, go_on: bool) -> None:
        self.hide()
        self.answered.emit(go_on)
