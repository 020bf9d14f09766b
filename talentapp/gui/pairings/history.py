"""Everything that was said of a pairing, the latest first."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from talentapp.domain.terms import Verdict
from talentapp.domain.words import done, holds_no_more, moment
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import STATE_TONES, dotted
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import Column, across, card, label, rule, stacked
from talentapp.gui.pairings.words import details_of, reason_of, speaker_of
from talentapp.office.views.cases import Dossier
from talentapp.office.views.pairings import DecisionRow


class HistoryPage(Column):
    """Who said what, when and why, and the state that it led to."""

    def __init__(self, dress: Dress) -> None:
        super().__init__(margins=(0, 0, GUTTER, 24))
        self._dress = dress

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what was said of a case, and how it came to be one."""
        self.start_over()
        words = self._dress.words
        lines = [self._line(row.at, self._told(row, dossier)) for row in reversed(dossier.history)]
        begun = dossier.history[0] if dossier.history else None
        if begun is None or begun.verdict is not Verdict.PUT_FORWARD or begun.facts.get("kept"):
            first = label(words.code("verdict-done", Verdict.PUT_FORWARD), "strong")
            lines.append(self._line(dossier.began, stacked(first, label(words("case-by-run"), "caption"), gap=2)))
        box = stacked(gap=10)
        for at, line in enumerate(lines):
            if at:
                box.addWidget(rule())
            box.addLayout(line)
        self.box.addWidget(card(box))
        self.box.addStretch(1)
        self.settle()

    def _told(self, row: DecisionRow, dossier: Dossier) -> QVBoxLayout:
        words = self._dress.words
        said = label(done(words, row.verdict, row.role), "strong")
        head = across(said, label(details_of(words, row, dossier), "secondary"), None, gap=8)
        if row.after is not row.before:
            head.addWidget(Chip(self._dress, words.code("state", row.after), STATE_TONES[row.after]))
        who = dotted(speaker_of(words, row), holds_no_more(words, retracted=row.retracted, void=row.void))
        text = stacked(head, label(who, "caption"), gap=2)
        if reason := reason_of(words, row):
            text.addWidget(label(reason, wrap=True, selectable=True))
        return text

    def _line(self, at: datetime, text: QVBoxLayout) -> QHBoxLayout:
        when = label(moment(self._dress.words, at), "caption")
        when.setFixedWidth(160)
        when.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = across(when, text, gap=12)
        line.setStretch(1, 1)
        return line
