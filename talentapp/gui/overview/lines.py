"""The lines of what waits: for an organisation, or with an import."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel

from talentapp.gui.kit import icons
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted, named
from talentapp.gui.kit.widgets import ClickableCard, across, label, stacked
from talentapp.office.views.records import OrganisationRow


class WaitingLine(ClickableCard):
    """An organisation for which pairings wait; opens its queue. A quiet one is for who need not do anything about
    it."""

    opened = Signal(int)

    def __init__(self, dress: Dress, row: OrganisationRow, *, quiet: bool = False) -> None:
        self._id = row.id
        words = dress.words
        picture = QLabel()
        picture.setPixmap(icons.pixmap(row.side.value, dress.tokens.muted, 18))
        text = stacked(label(named(words, row.names), "secondary" if quiet else "", wrap=True), gap=0)
        if (said := dotted(row.liaison, row.city)) and not quiet:
            text.addWidget(label(said, "caption"))
        line = across(picture, text, label(words("count-waiting", n=row.waiting), "secondary"), gap=12)
        line.setStretch(1, 1)
        super().__init__(line)
        line.setContentsMargins(8, 2 if quiet else 6, 8, 2 if quiet else 6)
        self.setObjectName("line")
        self.setAccessibleName(dotted(named(words, row.names), words("count-waiting", n=row.waiting)))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.opened.emit(self._id)


class TextLine(ClickableCard):
    """Something that waits, in a sentence; it opens where it is dealt with."""

    opened = Signal(object)  # what it is about

    def __init__(self, dress: Dress, icon: str, text: str, under: str, about: object) -> None:
        self.about = about
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, dress.tokens.muted, 18))
        line = across(picture, stacked(label(text, wrap=True), label(under, "caption", wrap=True), gap=0), gap=12)
        line.setStretch(1, 1)
        super().__init__(line)
        line.setContentsMargins(8, 6, 8, 6)
        self.setObjectName("line")
        self.setAccessibleName(text)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.opened.emit(self.about)
