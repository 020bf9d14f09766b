"""What is said of one row of a plan, and what can be laid down about it; or two plans side by side."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from talentapp.domain.terms import Mark
from talentapp.domain.words import moment
from talentapp.gui.kit.bars import ContributionBars
from talentapp.gui.kit.cautions import cautioned, weighed
from talentapp.gui.kit.chips import Chip
from talentapp.gui.kit.details import DetailPane, at_first_line
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import STATE_TONES, called, dotted, named
from talentapp.gui.kit.widgets import Title, across, button, card, label, rule, stacked
from talentapp.gui.pairings.tiles import parts_of, side_line
from talentapp.gui.plans.lists import MARK_TONES, Ids, Sentences, signed, whose
from talentapp.office.views.plans import Change, MarkRow, PlanDifference, PlannedRow, PlanRow, UnmatchedRow

if TYPE_CHECKING:
    from talentapp.office.views.pairings import PairingRow

_SHOWN = 6  # organisations at each end


class PlanDetail(DetailPane):
    """The pane at the right of a plan's lists."""

    marked = Signal(object, object)  # a triple, a Mark
    swapped = Signal(object, int)  # a triple, and the candidate who is to step in
    opened = Signal(int)  # a recommendation

    def __init__(self, dress: Dress, sentences: Sentences, *, may_lay: bool) -> None:
        super().__init__(dress, "plan", "detail-none-plan")
        self._sentences = sentences
        self._may_lay = may_lay  # something down for the next plan
        self._row: Any = None
        self.laid: Mapping[Ids, MarkRow] = {}  # what holds for the next plan

    def foretell(self, *, made: bool) -> None:
        """Until a plan is made, say what will be here."""
        text = "detail-plan-before-text" if self._may_lay else "detail-plan-before-reading"
        self.say_before("" if made else "detail-plan-before", text)

    def show_row(self, row: Any) -> None:
        """Show a row of one of the lists, a difference, or nothing."""
        self._row = row
        self.show_id(None if row is None else 0)

    def fill(self, record_id: int) -> None:  # noqa: ARG002
        row = self._row
        if isinstance(row, PlannedRow):
            self._planned(row)
        elif isinstance(row, UnmatchedRow):
            self._unmatched(row)
        elif isinstance(row, MarkRow):
            self._mark(row)
        elif isinstance(row, Change):
            self._change(row)
        elif isinstance(row, PlanDifference):
            self._difference(row)

    def _planned(self, planned: PlannedRow) -> None:
        words, row = self.dress.words, planned.row
        ids = (row.candidate_id, row.university_project_id, row.firm_project_id)
        chips = across(None, gap=8)
        laid = self.laid[ids].mark if ids in self.laid else None
        if laid is not None:
            chips.addWidget(Chip(self.dress, words.code("mark", laid), MARK_TONES[laid]))
        if row.state is not None:
            chips.addWidget(Chip(self.dress, words.code("state", row.state), STATE_TONES[row.state]))
        name, _ = called(words, row.candidate, row.candidate_other_name)
        self.box.addLayout(across(Title(name), None, at_first_line(chips), gap=8))
        self._sides(self.box, row)
        self.box.addWidget(ContributionBars(self.dress, parts_of(words, row), words("pairing-total")))
        if row.caution is not None:
            self.box.addLayout(cautioned(self.dress, row.caution))
        if row.weights is not None:
            self.box.addLayout(weighed(self.dress, row.weights))
        if not self._may_lay:
            actions = []
        elif laid is not None:
            actions = [self._action("action-release", "undo", ids, Mark.RELEASE)]
        else:
            actions = [self._action(f"action-{one}", one.value, ids, one) for one in (Mark.PIN, Mark.FORBID)]
        open_ = self.dress.say(button("quiet"), "action-open-pairing")
        open_.setProperty("at", row.recommendation_id)
        open_.clicked.connect(self._open)
        self.box.addLayout(across(*actions, open_, None, gap=8))
        self.heading(words("plan-costs"))
        costs = stacked(gap=8)
        for side, points in zip(("candidate", "university", "firm"), planned.forgone, strict=True):
            text = words("plan-cost-none") if points < 0.05 else words("plan-cost", points=f"{points:.1f}")
            cost = label(text, wrap=True)
            cost.setAlignment(Qt.AlignmentFlag.AlignRight)
            line = across(label(words.code("plan-cost-side", side), "secondary"), cost, gap=8)
            line.setStretch(1, 1)
            costs.addLayout(line)
        self.box.addWidget(card(costs))
        self.heading(words("plan-alternates"))
        if not planned.alternates:
            self.box.addWidget(label(words("plan-no-alternates"), "secondary", wrap=True))
            return
        box = stacked(gap=8)
        for at, other in enumerate(planned.alternates):
            if at:
                box.addWidget(rule())
            ends: list[QWidget] = []
            if ids in self.laid and self.laid[ids].swap == other.candidate_id:
                ends = [Chip(self.dress, words.code("mark", Mark.PIN), MARK_TONES[Mark.PIN])]
            elif self._may_lay:
                ends = [self._stepping_in(ids, other.candidate_id)]
            name, second = called(words, other.candidate, other.other_name)
            who = stacked(label(name, wrap=True), gap=0)
            if said := dotted(second, other.employer):
                who.addWidget(label(said, "caption", wrap=True))
            line = across(who, label(f"{other.score:.1f}", "strong"), *ends, gap=12)
            line.setStretch(0, 1)
            box.addLayout(line)
        self.box.addWidget(card(box))

    def _stepping_in(self, ids: Ids, candidate_id: int) -> QWidget:
        """The button that lets an alternate step in."""
        swap = self.dress.say(button(), "action-swap", tip="action-swap-tip", icon="another")
        swap.setProperty("triple", ids)
        swap.setProperty("at", candidate_id)
        swap.clicked.connect(self._swap)
        return swap

    def _unmatched(self, row: UnmatchedRow) -> None:
        words = self.dress.words
        name, other = called(words, row.candidate, row.other_name)
        self.box.addWidget(Title(name))
        self.box.addWidget(label(dotted(other, row.employer), "secondary", wrap=True))
        self.heading(words("plan-why-out"))
        self.box.addWidget(label(words.left_out(row), wrap=True, selectable=True))
        if row.university_project_id is None or row.firm_project_id is None:
            return
        self.heading(words("plan-best-possible"))
        self._projects(row)
        ids = (row.candidate_id, row.university_project_id, row.firm_project_id)
        if ids in self.laid and self.laid[ids].mark is Mark.PIN:
            self.box.addWidget(label(words("plan-pinned-already"), "secondary", wrap=True))
        elif self._may_lay:
            self.box.addLayout(across(self._action("action-pin-this", "pin", ids, Mark.PIN), None))
            self.box.addWidget(label(words("plan-pin-hint"), "caption", wrap=True))

    def _mark(self, row: MarkRow) -> None:
        words = self.dress.words
        self.box.addWidget(Title(called(words, row.candidate, row.other_name)[0]))
        self.box.addWidget(label(words.code("mark-said", row.mark, who=row.who, at=moment(words, row.at)), wrap=True))
        self._projects(row)
        ids = (row.candidate_id, row.university_project_id, row.firm_project_id)
        if self._may_lay:
            self.box.addLayout(across(self._action("action-release", "undo", ids, Mark.RELEASE), None))

    def _projects(self, row: UnmatchedRow | MarkRow) -> None:
        lines = [
            side_line(self.dress, icon, title, "")
            for icon, title in (("university", row.university_project), ("firm", row.firm_project))
        ]
        self.box.addWidget(card(stacked(*lines, gap=0)))

    def _change(self, change: Change) -> None:
        words = self.dress.words
        tone = "green" if change.points > 0 else "red" if change.points < 0 else "grey"
        chip = Chip(self.dress, signed(change.points), tone)
        self.box.addLayout(across(Title(whose(words, change)), None, at_first_line(chip), gap=8))
        self.box.addWidget(label(self._sentences.why_changed(change), wrap=True, selectable=True))
        parts = [("column-before", change.before), ("column-after", change.after)]
        if change.stays:
            parts = [(heading, rows) for heading, rows in (*parts, ("plan-stays", change.stays)) if rows]
        for heading, rows in parts:
            self.heading(words(heading))
            if not rows:
                self.box.addWidget(label(words("plan-no-pairing"), "secondary"))
            for row in rows:
                inner = stacked(gap=8)
                self._sides(inner, row)
                inner.addLayout(across(None, label(f"{row.score:.1f}", "strong")))
                self.box.addWidget(card(inner))

    def _difference(self, told: PlanDifference) -> None:
        words = self.dress.words
        before, after = (words.plan(one) for one in (told.before, told.after))
        self.box.addWidget(label(words("plan-compare-title", before=before, after=after), "section", wrap=True))
        changed = words.plan_changes(told)
        self.box.addWidget(label(changed, wrap=True))
        if told.before.request.weights != told.after.request.weights:
            self.box.addWidget(label(words("plan-other-weights"), "strong", wrap=True))
        box = stacked(gap=8)
        for name, before, after in self._figures(told.before, told.after):
            figures = label(before), label("→", "secondary"), label(after, "strong")
            line = across(label(name, "secondary", wrap=True), *figures)
            line.setStretch(0, 1)
            box.addLayout(line)
        self.box.addWidget(card(box))
        gain = [one for one in told.organisations if one.points > 0]
        lose = [one for one in reversed(told.organisations) if one.points < 0]
        for heading, some in (("plan-organisations-gain", gain), ("plan-organisations-lose", lose)):
            if not some:
                continue
            self.heading(words(heading))
            inner = stacked(gap=8)
            for one in some[:_SHOWN]:
                tone = "green" if one.points > 0 else "red"
                owner = stacked(
                    label(named(words, one.name), wrap=True),
                    label(words("plan-organisation-count", before=one.before, after=one.after), "caption"),
                    gap=0,
                )
                line = across(owner, Chip(self.dress, signed(one.points), tone), gap=8)
                line.setStretch(0, 1)
                inner.addLayout(line)
            if (more := len(some) - _SHOWN) > 0:
                inner.addWidget(label(words("plan-organisations-more", n=more), "caption"))
            self.box.addWidget(card(inner))

    def _figures(self, before: PlanRow, after: PlanRow) -> Sequence[tuple[str, str, str]]:
        words = self.dress.words

        def gap(row: PlanRow) -> str:
            return "–" if row.gap is None else words("plan-proven") if row.gap == 0 else f"≤ {100 * row.gap:.3g}%"

        favours = [words.code("plan-fairness", row.request.fairness) for row in (before, after)]
        return [
            (words("plan-fairness"), favours[0], favours[1]),
            (words("plan-total"), f"{before.total:,.1f}", f"{after.total:,.1f}"),
            (words("plan-gap"), gap(before), gap(after)),
            (words("plan-pairings"), f"{before.pairings}", f"{after.pairings}"),
            (words("plan-unmatched"), f"{before.unmatched}", f"{after.unmatched}"),
            (words("plan-worst-served"), f"{100 * before.level:.0f}%", f"{100 * after.level:.0f}%"),
        ]

    def _sides(self, box: QVBoxLayout, row: "PairingRow") -> None:
        words = self.dress.words
        box.addLayout(side_line(self.dress, "university", row.university_project, named(words, row.university)))
        box.addLayout(side_line(self.dress, "firm", row.firm_project, named(words, row.firm)))

    def _action(self, message: str, icon: str, ids: Ids, mark: Mark) -> Any:
        made = self.dress.say(button(), message, icon=icon)
        made.setProperty("triple", ids)
        made.setProperty("mark", mark.value)
        made.clicked.connect(self._say)
        return made

    def _say(self) -> None:
        one = self.sender()
        self.marked.emit(tuple(one.property("triple")), Mark(one.property("mark")))

    def _swap(self) -> None:
        one = self.sender()
        self.swapped.emit(tuple(one.property("triple")), int(one.property("at")))

    def _open(self) -> None:
        self.opened.emit(int(self.sender().property("at")))
