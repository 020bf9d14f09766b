"""How good a plan is, in plain words: its total, how far from the best it can be at most, or why there is none."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from talentapp.domain.terms import State
from talentapp.domain.words import moment
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import called, dotted, joined, named
from talentapp.gui.kit.widgets import Elided, across, button, card, empty, label, plain, stacked
from talentapp.office.views.plans import PlanCard, PlannedRow, Sofar

_BESIDE = 480  # pixels of what may stand beside the total on a narrow page; what is longer has lines of its own
_BRIEF = 3  # sentences that a low page has room for
_NAMED = 3  # of several, the rest is counted
_TONES = {"optimal": "green", "within_gap": "blue", "time_limit": "amber", "cancelled": "amber", "infeasible": "red"}


class Verdict(QFrame):
    """The judgement on the plan in view."""

    cleared = Signal()  # what waits for review beside it shall wait no longer
    review_wanted = Signal()  # what waits of it
    turned = Signal()  # the details are shown now, or no longer

    def __init__(self, dress: Dress, *, may_clear: bool) -> None:
        super().__init__()
        self._may_clear = may_clear
        self._plan: PlanCard | None = None
        self._narrow = self._low = self._open = False
        self._brief: list[QWidget] = []  # what is said on one line each until all of it is asked for, on a low page
        self._dress = dress
        self.setObjectName("plain")
        self._box: QVBoxLayout = stacked(gap=4)
        self.setLayout(stacked(card(self._box)))

    def show_card(self, plan: PlanCard) -> None:
        """Show what is known of a plan: what somebody has to know at once, the rest where it is asked for."""
        if self._low and self._plan is not None and plan.row.id != self._plan.row.id:
            self._open = False  # the list of another is what is wanted first
        self._plan = plan
        empty(self._box)
        words, row = self._dress.words, plan.row
        total = across(label(words("plan-total"), "caption"), label(f"{row.total:,.1f}", "score"), gap=8)
        status = words.code("plan-status", row.status)
        chip = Chip(
            self._dress, dotted(self._favoured(plan), status) if row.status == "optimal" else status, _TONES[row.status]
        )
        self.more = button("quiet")
        self.more.clicked.connect(self._turn)
        urgent = [label(said, wrap=True, selectable=True) for said in self._urgent(plan)]
        links = self._links(plan)
        if self._low:
            self._show_low(plan, (total, chip), urgent, links)
            return
        self._brief = []
        beside = label("" if self._once(plan) else self.judged(plan), "strong", wrap=True)
        short = next((one for one in urgent if self.fontMetrics().horizontalAdvance(one.text()) <= _BESIDE), None)
        if self._once(plan) and short is not None:  # in its place, what else is to be known
            urgent.remove(short)
            beside = short
        below = self._narrow and bool(links) and not urgent  # where it takes no room from what is said
        head = across(total, chip, beside, *(() if below else (self.more,)), gap=12)
        head.setStretch(2, 1)
        self._box.addLayout(head)
        if self._narrow and urgent and links:  # on one line with the last that is said
            links.insert(0, urgent.pop())
        for one in urgent:
            self._box.addWidget(one)
        if links:
            line = _abreast(links)
            if below:
                line.addWidget(self.more)
            self._box.addLayout(line)
        self._add_details(plan)

    def _show_low(
        self, plan: PlanCard, head: Sequence[QLayout | QWidget], urgent: list[QLabel], links: list[QWidget]
    ) -> None:
        """On a low page the list has the room: what is to be known at once has a line each, and ends in dots; the whole
        of it and what leads elsewhere are among the details."""
        once = "" if self._once(plan) else self.judged(plan)
        said = [one.text() for one in urgent[:_BRIEF]] or [once]
        said.sort(key=lambda one: self.fontMetrics().horizontalAdvance(one) > _BESIDE)  # what is short stands there
        first, *rest = self._brief = [Elided(one, "" if urgent else "strong") for one in said]
        line = across(*head, first, None, self.more, gap=12)
        line.setStretch(2, 100)  # as wide as there is room for; while it is hidden, what comes next stays at the right
        self._box.addLayout(line)
        for one in rest:
            self._box.addWidget(one)
        self._add_details(plan, *urgent)
        if links:
            self.details.layout().addLayout(_abreast(links))  # type: ignore[union-attr]

    def _add_details(self, plan: PlanCard, *before: QWidget) -> None:
        quiet = (label(one, "secondary", wrap=True) for one in self._quiet(plan))
        self.details = plain(stacked(*before, *quiet, gap=4))
        self._box.addWidget(self.details)
        self._say_more()

    def _urgent(self, plan: PlanCard) -> Iterator[str]:
        """What stands in the way of the plan, and what it is to be taken with caution for."""
        words = self._dress.words
        if plan.clash:
            yield words("plan-clash", rules=joined(words, map(words.rule, plan.clash)))
        if plan.relaxation:
            yield words("plan-relaxation", rules=joined(words, map(words.eased, plan.relaxation)))
        if gone := [one for one in plan.pairings if one.gone]:
            yield self._no_longer(gone)
        if thin := [called(words, one.candidate, one.other_name)[0] for one in plan.unmatched if one.why == "thin"]:
            yield words("plan-thin-left", n=len(thin), names=self._some(thin))
        for lapsed in plan.lapsed:
            pairing = f"{lapsed.candidate} × {lapsed.university_project} × {lapsed.firm_project}"
            yield words.code("plan-lapsed", lapsed.why, pairing=pairing)
        if plan.row.erased:
            yield words("plan-erased", n=plan.row.erased)
        if plan.stale:
            yield words("plan-stale")
        if plan.row.weights is not None:
            yield words("weights-said", weights=words.shares(plan.row.weights))

    def _quiet(self, plan: PlanCard) -> Iterator[str]:
        """What else there is to know of it."""
        words, row = self._dress.words, plan.row
        if self._once(plan) or self._low:
            yield self.judged(plan)
        yield self._counted(plan)
        if plan.pairings:
            yield self._queued(plan)
        at = moment(words, row.at)
        yield words("plan-made", at=at, who=row.who) if row.who else at

    def _once(self, plan: PlanCard) -> bool:
        """Whether the chip is enough, on a narrow page: the sentence that could stand beside it says the same."""
        return self._narrow and plan.row.status == "optimal"

    def _turn(self) -> None:
        self._open = not self._open
        self._say_more()
        self.turned.emit()

    def _say_more(self) -> None:
        self.details.setVisible(self._open)
        for one in self._brief:
            one.setVisible(not self._open)
        message, icon = ("plan-less", "chevron-up") if self._open else ("plan-more", "chevron-down")
        self._dress.say(self.more, message, icon=icon, tint="accent_ink")

    @property
    def is_alone(self) -> bool:
        """Whether its details are open on a low page, where there is no room for more beside them."""
        return self._open and self._low and not self.isHidden()

    def fit(self, narrow: bool, low: bool) -> None:
        """Take the room of a narrow page, of a low one, or the usual one."""
        if (narrow, low) != (self._narrow, self._low):
            self._narrow, self._low = narrow, low
            if self._plan is not None:
                self.show_card(self._plan)

    def _links(self, plan: PlanCard) -> list[QWidget]:
        """How many wait for review beside the plan, and the way to end that; on a narrow page also that to its own."""
        words, made, n = self._dress.words, list[QWidget](), plan.waiting_beside
        if n and not self._narrow:
            beside = "plan-queue-beside-clear" if self._may_clear else "plan-queue-beside"
            made.append(label(words(beside, n=n), "secondary", wrap=True))
        if n and self._may_clear:
            clear = self._dress.say(button("quiet"), "plan-clear", tip="plan-clear-tip", n=n)
            clear.clicked.connect(self.cleared)
            made.append(clear)
        if self._narrow and waits(plan):
            review = self._dress.say(button("quiet"), "plan-to-review", tip="plan-to-review-tip")
            review.clicked.connect(self.review_wanted)
            made.append(review)
        return made

    def judged(self, plan: PlanCard) -> str:
        """How far from the best the plan can be at most, in a sentence."""
        words, row = self._dress.words, plan.row
        if row.bound is None or row.gap is None:
            return words("plan-judged-infeasible")
        if row.gap == 0:
            priority = self._favoured(plan)
            return words("plan-judged-optimal-fair", priority=priority) if priority else words("plan-judged-optimal")
        said = words("plan-judged-gap", points=f"{row.bound - row.total:,.1f}", gap=f"{100 * row.gap:.3g}")
        return f"{words('plan-judged-cancelled')}{said}" if row.status == "cancelled" else said

    def _favoured(self, plan: PlanCard) -> str:
        """What goes before the total in the plan: its total is the best of those only that do so; "" for nothing."""
        fairness = plan.row.request.fairness
        return "" if fairness == "total" else self._dress.words.code("plan-fairness", fairness)

    def _counted(self, plan: PlanCard) -> str:
        words, row = self._dress.words, plan.row
        served = words("plan-all-served") if row.level == 1 else ""
        if plan.worst:
            name = self._some([named(words, one) for one in plan.worst])
            level = f"{100 * row.level:.0f}"
            served = words("plan-level-whose", name=name, level=level)
            if plan.reachable is not None:
                reachable = f"{100 * plan.reachable:.0f}"
                served = words("plan-level-whose-of", name=name, level=level, reachable=reachable)
        settled = words("plan-settled", n=plan.settled) if plan.settled else ""
        kept = words("plan-kept") if row.based_on_id is not None else ""
        return dotted(words("plan-considered", n=plan.considered, number=f"{plan.considered:,}"), served, settled, kept)

    def _some(self, names: Sequence[str]) -> str:
        words = self._dress.words
        some = joined(words, names[:_NAMED])
        return words("plan-names-more", names=some) if len(names) > _NAMED else some

    def _no_longer(self, gone: Sequence[PlannedRow]) -> str:
        """Which pairings can no longer come about, and why."""
        words = self._dress.words
        said = []
        for one in gone:
            name, _ = called(words, one.row.candidate, one.row.candidate_other_name)
            said.append(words("plan-gone-one", name=name, why=words.code("gone", one.gone)))
        message = "plan-gone" if self._may_clear else "plan-gone-reading"  # who may not plan again is told no remedy
        return words(message, n=len(gone), pairings=self._some(said))

    def _queued(self, plan: PlanCard) -> str:
        """What the plan means for those who review."""
        words = self._dress.words
        waiting = sum(one.row.state is State.RECOMMENDED for one in plan.pairings)
        new = sum(one.row.state in (None, State.EXPIRED) for one in plan.pairings)
        n = len(plan.pairings)
        return words("plan-queue", n=n, waiting=waiting, new=new, decided=n - waiting - new)


def _abreast(links: Sequence[QWidget]) -> QHBoxLayout:
    """What leads elsewhere on one line; what is said before it has the room that is over."""
    line = across(*links, gap=8)
    line.setStretch(0, 0 if isinstance(links[0], QPushButton) else 1)
    line.addStretch(0)
    return line


def waits(plan: PlanCard) -> bool:
    """Whether something of a plan waits for review."""
    return any(one.row.state is State.RECOMMENDED for one in plan.pairings)


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
