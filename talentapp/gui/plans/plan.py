"""The plan for everybody: asked for, watched while it is found, judged, laid down by hand, compared, put forward."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind, Mark, State
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Job, Jobs, Reading
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.naming import NameLine, Naming
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.screen import Screen
from talentapp.gui.kit.widgets import EmptyState, button, plain, stacked
from talentapp.gui.pairings.queue import Queue
from talentapp.gui.plans.detail import PlanDetail
from talentapp.gui.plans.lists import Ids, PlanList, Sentences, SofarRow
from talentapp.gui.plans.names import PlanNames
from talentapp.gui.plans.options import Note, PlanOptions
from talentapp.gui.plans.verdict import Search, Verdict, waits
from talentapp.office.views.edits import EditResult
from talentapp.office.views.plans import ForwardResult, MarkRow, PlanCard, PlanDifference, PlanResult, PlanRow, Sofar

if TYPE_CHECKING:
    from talentapp.office.plans.planning import Planning
    from talentapp.office.records.look import Look

_TABS = ("pairings", "unmatched", "marks", "changes")


class _Read(NamedTuple):
    """What the page shows."""

    plans: Sequence[PlanRow]
    marks: Sequence[MarkRow]
    card: PlanCard | None
    told: PlanDifference | None
    same: PlanRow | None = None  # an earlier one with the very same pairings, where the plan has just been made


class PlanScreen(Screen):
    """The saved plans, one of them in view; a new one can be asked for at any time."""

    cares_for = frozenset({Kind.PLANS, Kind.PAIRINGS, Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS})
    told = Signal(object, object)  # Sofar, and its rows; from the worker's thread

    def __init__(self, dress: Dress, jobs: Jobs, look: "Look", planning: "Planning", naming: Naming) -> None:
        super().__init__(dress, jobs, "nav-plan")
        self._planning = planning
        self._naming, self.name = naming, NameLine(dress, naming)
        self.card: PlanCard | None = None
        self._told: PlanDifference | None = None
        self._made: int | None = None  # the plan that has just been made
        self._shown: int | None = None  # the plan in view
        self._busy = False
        self._job: Job | None = None  # the search that goes on
        self._sentences = Sentences(dress, look)
        self._reading = Reading(jobs, self)
        self._reading.done.connect(self._show)
        self._reading.failed.connect(self.fail)
        self._saved = PlanNames(dress, may_name=planning.allowed)
        self._saved.chosen.connect(self._pick)
        self._saved.named.connect(self._rename)
        self._forward = dress.say(button(), "plan-forward", tip="plan-forward-tip", icon="forward")
        self._forward.clicked.connect(self.put_forward)
        self.run_button = dress.say(button("primary"), "plan-run", icon="plan", tint="on_accent")
        self.run_button.clicked.connect(self.run)
        self._unfold = dress.say(button(), "plan-options", icon="settings")  # where a narrow page has no room for them
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._fold)
        for one in (self._saved, self._unfold, self._forward, self.run_button):
            self.at_right.addWidget(one)
        self.run_button.setVisible(planning.allowed)
        self.options = PlanOptions(dress)
        self.verdict = Verdict(dress, may_clear=planning.may_put_forward)
        self.verdict.cleared.connect(self.clear_beside)
        self.verdict.review_wanted.connect(self._review)
        self.verdict.turned.connect(self._make_room)
        self.search_bar = Search(dress)
        self.search_bar.stop.clicked.connect(self.stop)
        self.detail = PlanDetail(dress, self._sentences, may_lay=planning.allowed)
        self.split(self._main(), self.detail)
        self.body.setStretch(1, 1)
        self.detail.lost_focus.connect(self.focus_first)
        self.detail.marked.connect(self._mark)
        self.detail.swapped.connect(self._swap)
        self.detail.opened.connect(self._open)
        self.told.connect(self._show_sofar)
        self._searching(False)

    def _main(self) -> QWidget:
        say, sentences = self.dress.say, self._sentences
        start = say(button(), "plan-run")  # the one in the heading leads
        start.clicked.connect(self.run)
        nothing = EmptyState(self.dress, "plan", "empty-plan-title", "empty-plan-text", start)
        if not self._planning.allowed:
            nothing.leave_to("empty-plan-reading")
        unmatched = EmptyState(self.dress, "check", "empty-plan-unmatched-title", "empty-plan-unmatched-text")
        marks = EmptyState(self.dress, "pin", "empty-plan-marks-title", "empty-plan-marks-text")
        self._no_changes = EmptyState(self.dress, "plan", "empty-plan-changes-title", "empty-plan-changes-text")
        self.pairings = PlanList(self.dress, "plan-pairings", sentences.pairings(), nothing)
        self.unmatched = PlanList(self.dress, "plan-unmatched", sentences.unmatched(), unmatched, lines=2)
        self.marks = PlanList(self.dress, "plan-marks", sentences.marks(), marks, lines=2)
        self.changes = PlanList(self.dress, "plan-changes", sentences.changes(), self._no_changes, lines=4)
        wait = EmptyState(self.dress, "plan", "plan-searching", "plan-searching-text")
        self.sofar = PlanList(self.dress, "plan-pairings", sentences.sofar(), wait)
        self._lists = (self.pairings, self.unmatched, self.marks, self.changes)
        self._pages = Leaves()
        for one in (*self._lists, self.sofar):
            one.table.chosen.connect(self._show_detail)
            self._pages.addWidget(one)
            self.fold.follow(one.table, self._open_row if one is self.pairings else None)
        self._tabs = QButtonGroup(self)
        self._strip = QWidget()
        self._strip.setObjectName("plain")
        tabs = Flow(gap=4)
        for at in range(len(_TABS)):
            tab = button()
            tab.setCheckable(True)
            self._tabs.addButton(tab, at)
            tabs.addWidget(tab)
        self._other = Choice(self.dress)
        self._other.narrow(20)
        self.dress.say(self._other, name="plan-compare-with")
        self._other.currentIndexChanged.connect(self._beside)
        self._to_review = self.dress.say(button("quiet"), "plan-to-review", tip="plan-to-review-tip")
        self._to_review.clicked.connect(self._review)
        for also in (self._other, self._to_review):
            tabs.addWidget(also)
        self._strip.setLayout(tabs)
        self._tabs.button(0).setChecked(True)
        self._tabs.idClicked.connect(self._tab)
        main = QWidget()
        main.setObjectName("plain")
        self._note = Note(self.dress)
        self._note.done.connect(self._keep)
        listed = stacked(self._strip, gap=12)
        listed.addWidget(self._pages, 1)
        self._listed = plain(listed)
        standing = stacked(self.verdict, gap=12)
        standing.addWidget(self._listed, 1)
        standing.addStretch()  # the verdict keeps its height where it is alone
        self._standing = plain(standing)
        box = stacked(self.options, self.name, self.search_bar, gap=12)
        box.addWidget(self._standing, 1)
        box.addStretch()  # the options keep their height where they are alone
        box.addWidget(self._note)  # below: nothing moves under the mouse that has just pinned somebody
        main.setLayout(box)
        return main

    def fit(self, narrow: bool) -> None:
        super().fit(narrow)
        self.subheading.setVisible(not narrow)  # its room is the name's
        self._saved.fit(narrow)
        self.verdict.fit(narrow, self._low)
        if self.card is not None:
            self._tab(self._tabs.checkedId())
        self._unfold.setVisible(narrow and self._planning.allowed)
        self._fold()

    def fit_height(self, low: bool) -> None:
        super().fit_height(low)
        self.verdict.fit(self._narrow, low)
        self._make_room()
        self._fold()

    def _fold(self) -> None:
        """On a narrow page the options are opened by a button; where it is low, too, they have it for themselves."""
        opened = self._planning.allowed and (not self._narrow or self._unfold.isChecked())
        self.options.setVisible(opened)
        self._standing.setVisible(not (opened and self._narrow and self._low))

    def _make_room(self) -> None:
        """Where the page is low, the details of the verdict have it for themselves."""
        self._listed.setVisible(not self.verdict.is_alone)

    # Reading

    def refresh(self) -> None:
        self._read(self._shown, self._other.value)

    def _read(self, plan_id: int | None, other_id: int | None = None) -> None:
        """Read a plan, the newest if there is no such, beside another; that is the one it comes from or the one before
        it where there is no such."""
        planning, made = self._planning, self._made

        def work() -> _Read:
            plans, marks = planning.plans(), planning.marks()
            row = next((row for row in plans if row.id == plan_id), plans[0] if plans else None)
            if row is None:
                return _Read(plans, marks, None, None)
            others = [one.id for one in plans if one is not row]
            older = row.based_on_id or next((key for key in others if key < row.id), None)
            other = other_id if row.id == plan_id and other_id in others else older
            told = planning.compare(other, row.id) if other in others else None
            alike = (one for one in plans if one.id < row.id and (one.pairings, one.total) == (row.pairings, row.total))
            new = row.id == made
            same = next((one for one in alike if not planning.compare(one.id, row.id).changes), None) if new else None
            return _Read(plans, marks, planning.plan(row.id), told, same)

        self._forward.setEnabled(False)  # until what it would put forward is in view
        self._reading.ask(work)

    def _show(self, found: "_Read") -> None:
        words = self.words
        another = found.card is not None and found.card.row.id != self._shown
        self.card, self._told = found.card, found.told
        self._shown = found.card.row.id if found.card else None
        self._saved.offer(found.plans, self._shown)
        self.options.keep.setEnabled(bool(found.plans))
        self.subheading.setText(words("count-plans", n=len(found.plans)) if found.plans else "")
        self._other.blockSignals(True)
        self._other.offer([(words.plan(one), one.id) for one in found.plans if one.id != self._shown])
        self._other.choose(found.told.before.id if found.told else None)
        self._other.blockSignals(False)
        if found.card is not None and another:
            self.options.show_request(found.card.row.request)
        self._show_marks(found.marks)
        self._show_lists()
        if found.same is not None:
            self._made = None
            self.said.emit(words("plan-made-same", before=words.plan(found.same)), False)

    def _show_marks(self, marks: Sequence[MarkRow]) -> None:
        self.marks.show_rows(marks)
        self.detail.laid = self._sentences.laid = {
            (one.candidate_id, one.university_project_id, one.firm_project_id): one for one in marks
        }
        if not marks:
            self._note.hide()

    def _show_lists(self) -> None:
        card, told = self.card, self._told
        self.detail.foretell(made=card is not None)
        self.pairings.show_rows(card.pairings if card else ())
        self.unmatched.show_rows(card.unmatched if card else ())
        self.changes.show_rows(told.changes if told else ())
        self._no_changes.tell("plan-same" if told and not told.changes else "empty-plan-changes-text")
        self.verdict.setVisible(card is not None and not self._busy)
        forward = self._planning.may_put_forward and bool(card and card.pairings)
        self._forward.setVisible(forward and not self._busy)
        self._forward.setEnabled(True)
        if card is not None:
            self.verdict.show_card(card)
        self._make_room()
        self._say_tabs()
        searched = self._pages.currentWidget() is self.sofar
        self._tab(self._tabs.checkedId())
        if searched:
            self.focus_first()

    def _say_tabs(self) -> None:
        for at, (name, one) in enumerate(zip(_TABS, self._lists, strict=True)):
            text = self.words("choice-with-count", name=self.words(f"plan-{name}"), count=len(one.rows))
            self._tabs.button(at).setText(text)
            self._tabs.button(at).setAccessibleName(text)

    def show_record(self, record_id: Any) -> None:
        """Show one of the saved plans."""
        self._read(record_id)

    def focus_first(self) -> None:
        if not self._busy:
            self.fold.front(self._lists[max(self._tabs.checkedId(), 0)].table).setFocus()

    # Working

    def run(self) -> None:
        """Ask for a plan."""
        if self._busy:
            return
        run, who, told, sentences = self._planning.run, self._naming.name, self.told, self._sentences
        request = self.options.request

        def tell(sofar: Sofar) -> None:
            told.emit(sofar, sentences.sofar_rows(sofar))

        def work(progress: Progress) -> PlanResult:
            return run(request, who, progress, tell)

        self.error.hide()
        self.name.hide()  # what it was asked for is about the plan before
        self._unfold.setChecked(False)
        self._searching(True)
        job = self.jobs.start("job-plan", work, self._found, self._not_found, self._given_up)
        if self._busy:  # it has not ended yet
            self._job = job
            job.progressed.connect(self.search_bar.show_progress)

    def stop(self) -> None:
        """End the search and keep the best plan so far."""
        if self._job is not None:
            self.search_bar.stop.setEnabled(False)
            self._job.cancel()

    def put_forward(self) -> None:
        """Put the plan in view forward for review."""
        if self.card is not None:
            self.name.ask(partial(self._put_forward_as, self.card.row.id))

    def _put_forward_as(self, plan_id: int, who: str) -> None:
        put_forward = self._planning.put_forward

        def work(progress: Progress) -> ForwardResult:
            return put_forward(plan_id, who, progress=progress)

        self.jobs.start("job-decide", work, self._put_forward_done, self.fail)

    def _searching(self, on: bool) -> None:
        self._busy, self._job = on, None
        self.search_bar.setVisible(on)
        self.run_button.setEnabled(not on)
        self.options.setEnabled(not on)
        self._strip.setVisible(not on)
        if on:
            self.search_bar.begin()
            self.sofar.show_rows(())
            self.verdict.hide()
            self._make_room()
            self._forward.hide()
            self._pages.setCurrentWidget(self.sofar)
            self._show_beside(None)

    def _show_sofar(self, sofar: Sofar, rows: Sequence[SofarRow]) -> None:
        if self._busy:
            self.search_bar.show_sofar(sofar)
            self.sofar.show_rows(rows)

    def _found(self, result: PlanResult) -> None:
        self._searching(False)
        self._tabs.button(0).setChecked(True)
        self._note.hide()
        self._made = None if result.repeated else result.plan.id
        self.changed.emit(result.changed - {Kind.PLANS})  # what this page shows is read next
        self._read(result.plan.id)
        if result.repeated:
            self.said.emit(self.words("plan-repeated"), False)

    def _not_found(self, error: Exception) -> None:
        self._searching(False)
        self.refresh()
        self.fail(error)

    def _given_up(self) -> None:
        self._searching(False)
        self.refresh()

    def _put_forward_done(self, result: ForwardResult) -> None:
        undoable = not result.result.edit.is_nothing
        if undoable:
            self.edited.emit(result.result)
        else:
            self.changed.emit(frozenset({Kind.PLANS}))  # of which one is in no change's way
        words = self.words
        told = (
            ("plan-forward-waited", result.waited), ("plan-forward-passed", result.passed_over),
            ("plan-forward-forbidden", result.forbidden),
        )  # fmt: skip
        said = words("plan-forward-done", n=result.put_forward)
        whole = dotted(said, *(words(message, n=number) for message, number in told if number))
        self.said.emit(whole, undoable)

    def clear_beside(self) -> None:
        """Let wait for review no longer what the plan in view does not hold and nobody has spoken of."""
        if self.card is not None:
            self.name.ask(partial(self._clear_beside_as, self.card.row.id))

    def _clear_beside_as(self, plan_id: int, _who: str) -> None:
        clear = self._planning.clear_beside  # which asks the office who it is

        def work(progress: Progress) -> EditResult:
            return clear(plan_id, progress)

        self.jobs.start("job-decide", work, self.edited.emit, self.fail)

    def _rename(self, plan_id: int, name: str) -> None:
        self._lay(partial(self._planning.rename, plan_id, name), self.edited.emit)

    def _review(self) -> None:
        if self.card is not None:
            self.wanted.emit("review", Queue(states=(State.RECOMMENDED,), plan=self.card.row.id))

    # Laying down

    def _mark(self, triple: Ids, mark: Mark) -> None:
        self.name.ask(lambda who: self._lay(partial(self._planning.mark, {triple: mark}, who)))

    def _swap(self, triple: Ids, candidate_id: int) -> None:
        self.name.ask(lambda who: self._lay(partial(self._planning.swap, triple, candidate_id, who)))

    def _lay(self, lay: Callable[[], EditResult], done: Callable[[EditResult], None] | None = None) -> None:
        def work(_progress: Progress) -> EditResult:
            return lay()

        self.jobs.start("job-decide", work, done or self._laid, self.fail)

    def _laid(self, result: EditResult) -> None:
        """What is laid down counts from the next plan on; which may change little, or all that gives more."""
        self._note.say(offer=not self.options.keep.isChecked())
        self.edited.emit(result)

    def _keep(self) -> None:
        """Change little in the next plan."""
        self.options.keep.setChecked(True)
        self._note.say(offer=False)

    # Moving about

    def _pick(self, plan_id: int) -> None:
        if not self._busy:
            self._read(plan_id)

    def _beside(self) -> None:
        self._read(self._shown, self._other.value)

    def _tab(self, at: int) -> None:
        if self._busy:
            return
        comparing = _TABS[at] == "changes"
        waiting = self.card is not None and waits(self.card) and not self._narrow  # there the verdict leads to it
        self._to_review.setVisible(waiting and _TABS[at] == "pairings")
        self._other.setVisible(comparing and bool(self._other.values))
        # The figures of both plans stand in the pane then; on a narrow page there is no room for one of them twice.
        self.verdict.setVisible(self.card is not None and not (comparing and self._narrow))
        self._make_room()
        self._pages.setCurrentIndex(at)
        if _TABS[at] == "changes":
            self._show_beside(self._told)
        else:
            self._show_detail(self._lists[at].table.chosen_id)

    def _show_detail(self, place: int | None) -> None:
        shown = self._pages.currentWidget()
        if isinstance(shown, PlanList) and shown is not self.sofar:
            self._show_beside(shown.row(place))

    def _show_beside(self, row: Any) -> None:
        """Show a row in the pane; where there is none, the list says what to do."""
        self.detail.offer(row is not None)
        self.fold.offer(row is not None)
        self.detail.show_row(row)

    def _open_row(self, place: int) -> None:
        if (row := self.pairings.row(place)) is not None:
            self._open(row.row.recommendation_id)

    def _open(self, recommendation_id: int) -> None:
        self.wanted.emit("pairing", recommendation_id)
