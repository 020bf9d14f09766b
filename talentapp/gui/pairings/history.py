"""Everything that was said of a pairing, the latest first."""

from PySide6.QtCore import Qt

from talentapp.domain.words import holds_no_more, moment
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import STATE_TONES, dotted
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, card, label, rule, stacked
from talentapp.gui.pairings.words import details_of, reason_of, speaker_of
from talentapp.office.views.cases import Dossier


class HistoryPage(Column):
    """Who said what, when and why, and the state that it led to."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(margins=(0, 0, GUTTER, 24))
        self._dress = dress

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what was said of a case."""
        self.start_over()
        words = self._dress.words
        box = stacked(gap=10)
        if not dossier.history:
            box.addWidget(label(words("case-no-history"), "secondary"))
        for at, row in enumerate(reversed(dossier.history)):
            if at:
                box.addWidget(rule())
            when = label(moment(words, row.at), "caption")
            when.setFixedWidth(160)
            when.setAlignment(Qt.AlignmentFlag.AlignTop)
            said = label(words.code("verdict-done", row.verdict), "strong")
            head = across(said, label(details_of(words, row, dossier), "secondary"), None, gap=8)
            if row.after is not row.before:
                head.addWidget(Chip(self._dress, words.code("state", row.after), STATE_TONES[row.after]))
            who = dotted(speaker_of(words, row), holds_no_more(words, retracted=row.retracted, void=row.void))
            text = stacked(head, label(who, "caption"), gap=2)
            if reason := reason_of(words, row):
                text.addWidget(label(reason, wrap=True, selectable=True))
            line = across(when, text, gap=12)
            line.setStretch(1, 1)
            box.addLayout(line)
        self.box.addWidget(card(box))
        self.box.addStretch(1)
        self.settle()
