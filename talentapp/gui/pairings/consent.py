"""Consent: what the person agrees to, for each recipient, and what withdrawing would do."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from talentapp.domain.terms import Party, Role
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import day, dotted, moment, named
from talentapp.gui.kit.widgets import Column, across, button, card, label, rule, stacked
from talentapp.office.views.cases import Dossier
from talentapp.office.views.pairings import PairingRow


class ConsentPage(Column):
    """The person's word for being considered, and for being shown by name to each organisation."""

    said = Signal(bool, object, str)  # given, the organisation's id or None, a note

    def __init__(self, dress: Dress) -> None:
        super().__init__(margins=(0, 0, 8, 16))
        self._dress = dress

    def show_dossier(self, dossier: Dossier, row: PairingRow, role: Role) -> None:
        """Show what the person of a case agrees to."""
        self.start_over()
        words, consents = self._dress.words, dossier.consents
        box = stacked(gap=10)
        box.addWidget(label(words("consent-intro"), "secondary", wrap=True))
        self._note = self._dress.say(QLineEdit(), hint="consent-note-hint")
        lines: list[tuple[int | None, str, str, bool]] = [
            (None, words("consent-considered"), words("consent-considered-text"), consents.considered)
        ]
        for party, side in ((Party.UNIVERSITY, row.university), (Party.FIRM, row.firm)):
            title = words("consent-named", name=named(words, side))
            lines.append(
                (consents.organisations[party], title, words("consent-named-text"), party in consents.shown_to)
            )
        for organisation, title, text, given in lines:
            box.addWidget(rule())
            box.addLayout(self._line(organisation, title, text, given, role))
        if role is Role.HR_OFFICER:
            box.addWidget(rule())
            box.addWidget(self._note)
        self.box.addWidget(card(box))
        if consents.history:
            self.box.addWidget(self._history(dossier))
        self.box.addStretch(1)
        self.settle()

    def _line(self, organisation: int | None, title: str, text: str, given: bool, role: Role):  # type: ignore[no-untyped-def]
        words = self._dress.words
        chip = Chip(self._dress, words("consent-given" if given else "consent-missing"), "green" if given else "grey")
        said = stacked(label(title, "strong", wrap=True), label(text, "caption", wrap=True), gap=2)
        line = across(said, chip, gap=12)
        line.setStretch(0, 1)
        if role is Role.HR_OFFICER:
            one = button("" if given else "primary")
            one.setText(words("consent-withdraw" if given else "consent-give"))
            one.setAccessibleName(dotted(one.text(), title))
            one.setProperty("organisation", organisation if organisation is not None else 0)
            one.setProperty("given", not given)
            one.clicked.connect(self._clicked)
            line.addWidget(one)
        return line

    def _clicked(self) -> None:
        one = self.sender()
        self.said.emit(
            bool(one.property("given")), int(one.property("organisation")) or None, self._note.text().strip()
        )

    def _history(self, dossier: Dossier) -> QWidget:
        words = self._dress.words
        box = stacked(label(words("consent-history"), "section"), gap=8)
        for one in reversed(dossier.consents.history):
            whom = named(words, one.organisation) if one.organisation else words("consent-considered")
            chip = Chip(
                self._dress,
                words("consent-given" if one.given else "consent-withdrawn"),
                "green" if one.given else "amber",
            )
            said_on: date = one.said_on
            who = label(dotted(day(words, said_on), one.who, moment(words, one.at), one.note), "caption", wrap=True)
            line = across(chip, stacked(label(whom), who, gap=0), gap=12)
            line.setStretch(1, 1)
            box.addLayout(line)
        return card(box)
