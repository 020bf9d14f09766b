"""What is said of the terms beside a move, and of the move where it is asked about: whether there is a way back."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QLayout, QLineEdit, QWidget

from talentapp.domain.agreement import BY_CODE, Values, day_of
from talentapp.domain.states import RUNNING, Transition
from talentapp.domain.terms import State, Verdict
from talentapp.domain.words import day, read_day
from talentapp.gui.kit.chips import Chip, Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import label, stacked
from talentapp.gui.pairings.term_fields import shown
from talentapp.gui.pairings.words import move_said, remarks_of
from talentapp.office.views.cases import Dossier
from talentapp.wording import Wording

_APPROVED = ("start", "end", "effort_university", "effort_firm")
"""The fields of the terms that whoever approves them is shown once more."""
_WIDEST = 480  # of a remark


def title_of(words: Wording, step: Transition, dossier: Dossier) -> str:
    """What is asked about: the move, and of an approval the terms."""
    said = move_said(words, step.verdict)
    if step.verdict is not Verdict.ACTIVATE or dossier.told is None:
        return said
    return dotted(said, words("terms-number", number=dossier.told.number), words.code("form", dossier.told.form))


def approved(dress: Dress, dossier: Dossier) -> QLayout:
    """What is approved: the days, the shares, and what is to be known of them."""
    words, values = dress.words, dossier.told.values if dossier.told else {}
    remarks = Flow(gap=8)
    for remark in remarks_of(words, dossier):
        remarks.addWidget(Chip(dress, remark, "amber", widest=_WIDEST))
    return stacked(label(terms_said(words, values, _APPROVED), wrap=True), remarks, gap=8)


def leaving(words: Wording, dossier: Dossier) -> str:
    """What was agreed for the end, while it comes to one."""
    if dossier.state is not State.ENDING or dossier.in_force is None:
        return ""
    return terms_said(words, dossier.in_force.values, ("notice_days", "exit_duties"))


def last_day(dossier: Dossier) -> date:
    """The last day that is proposed: today, once the notice that was agreed is kept, and none after the terms."""
    first = max(dossier.noticed or dossier.today, dossier.today)
    ends = day_of(dossier.in_force.values, "end") if dossier.in_force else None
    return min(first, ends or first)


class NoticeLine(QWidget):
    """Beside the last day that is entered: which is the first that keeps the notice, and whether this one does. It
    forbids none: people may part sooner."""

    def __init__(self, dress: Dress, dossier: Dossier, entered: QLineEdit) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dossier, self._entered = dossier, entered
        words, first = dress.words, dossier.noticed
        ahead = first is not None and first > dossier.today
        self._told = label(words("case-notice", day=day(words, first)) if ahead else "", "caption", wrap=True)
        self._told.setVisible(ahead)
        self.short = Chip(dress, words("case-notice-short", day=day(words, first)), "amber", widest=_WIDEST)
        self.setLayout(stacked(self.short, self._told, gap=4))
        entered.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        """Say that the day comes too soon, where it does."""
        first = self._dossier.noticed
        try:
            self.short.setVisible(first is not None and read_day(self._entered.text()) < first)
        except ValueError:
            self.short.hide()


def terms_said(words: Wording, values: Values, codes: Iterable[str]) -> str:
    """Some fields of the terms in one line, as far as they say anything."""
    fields = (BY_CODE[code] for code in codes if code in values)
    said = ((words.code("term", field.code), shown(words, field, values[field.code])) for field in fields)
    return dotted(*(words("term-said", name=name, value=value) for name, value in said))


def way_back(words: Wording, step: Transition, dossier: Dossier) -> str:
    """Whether what is asked about can be taken back, and how, or what is not brought back; "" where that need not be
    said."""
    if step.verdict is Verdict.STEP_BACK:
        return words("case-step-back", state=words.code("state", step.after))
    messages = {
        Verdict.ACTIVATE: "case-approve-final",
        Verdict.CLOSE: "case-no-way-back",
        Verdict.ARCHIVE: "case-archive-final",
        Verdict.DECLINE: "case-decline-back" if step.before is not State.RECOMMENDED else "",
        Verdict.END: "case-end-back" if step.before in RUNNING else "",  # the terms in force are the newest
        Verdict.REVISE: "case-revise-unsigns" if dossier.signed else "",
    }
    message = messages.get(step.verdict, "")
    return words(message, n=len(dossier.signed)) if message else ""
