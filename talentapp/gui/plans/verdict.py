"""How good a plan is, in plain words: its total, how far from the best it can be at most, or why there is none."""

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout

from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted, joined
from talentapp.gui.kit.widgets import across, button, card, empty, label, stacked
from talentapp.office.views.plans import PlanCard, Sofar

_TONES = {"optimal": "green", "within_gap": "blue", "time_limit": "amber", "cancelled": "amber", "infeasible": "red"}


class Verdict(QFrame):
    """The judgement on the plan in view."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setObjectName("plain")
        self._box: QVBoxLayout = stacked(gap=4)
        self.setLayout(stacked(card(self._box)))

    def show_card(self, plan: PlanCard) -> None:
        """Show what is known of a plan."""
        empty(self._box)
        words, row = self._dress.words, plan.row
        total = label(f"{row.total:,.1f}", "score")
        facts = stacked(label(self.judged(plan), "strong", wrap=True), gap=4)
        facts.addWidget(label(self._counted(plan), "secondary", wrap=True))
        if plan.clash:
            clash = words("plan-clash", rules=joined(words, map(words.rule, plan.clash)))
            facts.addWidget(label(clash, wrap=True, selectable=True))
        if plan.relaxation:
            way = words("plan-relaxation", rules=joined(words, map(words.eased, plan.relaxation)))
            facts.addWidget(label(way, wrap=True, selectable=True))
        for lapsed in plan.lapsed:
            pairing = f"{lapsed.candidate} × {lapsed.university_project} × {lapsed.firm_project}"
            facts.addWidget(label(words.code("plan-lapsed", lapsed.why, pairing=pairing), wrap=True))
        if plan.stale:
            facts.addWidget(label(words("plan-stale"), "caption", wrap=True))
        facts.addStretch(1)
        chip = Chip(self._dress, words.code("plan-status", row.status), _TONES[row.status])
        left = stacked(label(words("plan-total"), "caption"), total, across(chip, None), None, gap=4)
        line = across(left, facts, gap=24)
        line.setStretch(1, 1)
        self._box.addLayout(line)

    def judged(self, plan: PlanCard) -> str:
        """How far from the best the plan can be at most, in a sentence."""
        words, row = self._dress.words, plan.row
        if row.bound is None or row.gap is None:
            return words("plan-judged-infeasible")
        if row.gap == 0:
            return words("plan-judged-optimal")
        said = words("plan-judged-gap", points=f"{row.bound - row.total:,.1f}", gap=f"{100 * row.gap:.3g}")
        return f"{words('plan-judged-cancelled')}{said}" if row.status == "cancelled" else said

    def _counted(self, plan: PlanCard) -> str:
        words, row = self._dress.words, plan.row
        served = words("plan-level", level=f"{100 * row.level:.0f}")
        if plan.reachable is not None:
            served = words("plan-level-of", level=f"{100 * row.level:.0f}", reachable=f"{100 * plan.reachable:.0f}")
        settled = words("plan-settled", n=plan.settled) if plan.settled else ""
        kept = words("plan-kept") if row.based_on_id is not None else ""
        return dotted(words("plan-considered", n=plan.considered, number=f"{plan.considered:,}"), served, settled, kept)


class Search(QFrame):
    """A search for a plan that is going on: how far it is, the best so far, and the button that keeps it."""

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self.setObjectName("plain")
        self._text = label("", "strong", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        dress.say(self._bar, name="job-plan")
        self.stop = dress.say(button(), "plan-stop", tip="plan-stop-tip")
        line = across(stacked(self._text, self._bar, gap=8), self.stop, gap=16)
        line.setStretch(0, 1)
        self.setLayout(stacked(card(line)))

    def begin(self) -> None:
        """A search begins."""
        self._bar.setRange(0, 0)
        self._text.setText(self._dress.words("plan-searching"))
        self.stop.setEnabled(True)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is unknown."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def show_sofar(self, sofar: Sofar) -> None:
        """Show the best plan so far."""
        self._text.setText(
            self._dress.words(
                "plan-sofar",
                n=len(sofar.pairings),
                total=f"{sofar.total:,.1f}",
                bound=f"{sofar.bound:,.1f}",
                gap=f"{100 * sofar.gap:.3g}",
            )
        )
