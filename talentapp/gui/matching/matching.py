"""Matching: from a candidate to pairings, a project to candidates, two projects to their people, at any weights."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from talentapp.domain.conditions import Alone
from talentapp.domain.errors import TalentError
from talentapp.domain.progress import Progress
from talentapp.domain.reasons import Shares
from talentapp.domain.states import may_come_forward
from talentapp.domain.terms import Kind, Side
from talentapp.gui.kit.controls import Choice, SearchField, Segments
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs, Reading
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.naming import NameLine, Naming
from talentapp.gui.kit.saying import Concepts, called, dotted, named
from talentapp.gui.kit.screen import Screen, off_gutter
from talentapp.gui.kit.tables import Cell, Column, RowTable
from talentapp.gui.kit.tokens import GUTTER
from talentapp.gui.kit.widgets import EmptyState, button, plain, stacked
from talentapp.gui.matching.compare import MOST, Beside, Comparison, with_records
from talentapp.gui.matching.detail import MatchDetail
from talentapp.gui.matching.known import Known
from talentapp.gui.matching.replacing import Replacing
from talentapp.gui.matching.weighing import Weighing
from talentapp.gui.pairings.reasons import PairingView
from talentapp.gui.plans.lists import PlanList
from talentapp.office.views.edits import EditResult
from talentapp.office.views.matching import FollowResult, Ids, MatchRow, Seen, What
from talentapp.office.views.pairings import PairingCard, PairingRow
from talentapp.office.views.records import CandidateQuery, ProjectQuery, ProjectRow

if TYPE_CHECKING:
    from talentapp.office.records.look import Look
    from talentapp.office.runs.matching import Matching

_SHOWN = 20
_NOTHING, _REASONS, _WAIT = 2, 3, 4  # pages
_SEEN: tuple[Seen, ...] = ("candidate", "university", "firm", "pair")
_LIST_WIDTH = 264
_NARROW_LIST_WIDTH = 144
_FOLD_LISTS_BELOW = 700  # where whose list it is folds over the list, as the page does over its pane
_NO_MATCH = ("empty-matches-title", "empty-matches-text")
_NO_CHOICE = ("empty-choice-title", "empty-choice-text")
_STOPPED = ("empty-matches-stopped-title", "empty-matches-stopped-text")
_NOT_YET = ("match-wait", "match-wait-text")
Ranked = tuple[What | None, list[MatchRow], Alone | None]
"""A list, and why there is none."""


class MatchingScreen(Screen):
    """Whose list at the left, the list at the weights of the sliders, the match in view; or some side by side."""

    cares_for = frozenset({Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS, Kind.PAIRINGS})

    def __init__(
        self, dress: Dress, jobs: Jobs, look: "Look", matching: "Matching", concepts: Concepts,
        naming: Naming, *, may_import: bool,
    ) -> None:  # fmt: skip
        super().__init__(dress, jobs, "nav-matching")
        self._look, self._matching = look, matching
        self._seen: Seen = "candidate"
        self._whose_next: int | None = None  # to be chosen once it is listed
        self._picked: dict[Ids, str] = {}  # what each is called
        self._following = False  # its lists follow the records, and none is known to be empty
        self._listed: tuple[What | None, bool] = (None, False)  # whose list is in view, and whether it is of the moment
        self._alone: Alone | None = None  # why there is nothing in it, where that is known
        self._ranking = Reading(jobs, self)
        self._ranking.done.connect(self._show_ranked)
        self._ranking.failed.connect(self.fail)
        self._finding = Reading(jobs, self)
        self._finding.done.connect(self._show_whose)
        self._finding.failed.connect(self.fail)
        self._learning = Reading(jobs, self)  # whom and what a list is about, where sliders have brought in others
        self._learning.done.connect(self._show_learnt)
        self._learning.failed.connect(self.fail)
        self.known = Known(dress, look)
        self.segments = Segments(dress, [(f"match-{one}", one) for one in _SEEN], "match-seen")
        self.segments.choose("candidate")
        self.segments.chosen.connect(self._see)
        self.weighing = Weighing(dress, may_recommend=matching.may_recommend)
        self.weighing.moved.connect(self._rank_anew)
        self.weighing.wanted.connect(self._recommend)
        self._compare = dress.say(button(), "match-compare", tip="match-compare-tip", n=0)
        self._compare.clicked.connect(self.compare)
        self._back = dress.say(button(), "match-back", icon="back")
        self._back.clicked.connect(self._to_list)
        self._forward = dress.say(button(), "action-put-forward", tip="action-put-forward-tip", icon="forward")
        self._forward.clicked.connect(self._put_shown_forward)
        self.at_right.addWidget(self._forward)
        self.at_right.addWidget(self._compare)
        self.at_right.addWidget(self._back)
        self.comparison = Comparison(dress, concepts)
        self.comparison.dropped.connect(self._drop)
        self.detail = MatchDetail(dress, jobs, look, lambda: matching.may_put_forward)
        self.detail.picked.connect(self._pick)
        self.detail.explained.connect(self.explain)
        self.detail.forwarded.connect(self.put_forward)
        self.detail.lost_focus.connect(self._to_matches)
        self.reasons, self.name = PairingView(dress, concepts), NameLine(dress, naming)
        start = dress.say(button("primary"), "nav-imports")
        start.clicked.connect(self._to_imports)
        self._nothing = EmptyState(dress, "matching", "empty-matching-title", "empty-matching-text", start)
        if not may_import:
            self._nothing.leave_to("empty-list-reading")
        self._pages = Leaves()
        wait = EmptyState(dress, "matching", *_NOT_YET)
        for page in (self._main(), self.comparison, self._nothing, self.reasons, wait):
            self._pages.addWidget(page)
        self.use_gutter()
        self.body.addLayout(off_gutter(self.name))
        self.body.addWidget(self._pages, 1)
        self.put_beside(self.detail)
        self._say_picked()
        self._show_page(0)
        dress.changed.connect(self._say_again)

    def _recommend(self, weights: Shares) -> None:
        self.wanted.emit("recommend", weights)

    def _to_imports(self) -> None:
        self.wanted.emit("imports", None)

    def _main(self) -> QWidget:
        self.search_field = SearchField(self.dress, "match-search")
        self.search_field.textChanged.connect(self._find)
        self._who_model = RowTable(self.dress, [Column("column-whose", self._whose, 200, 1)], self._who_rows, self)
        self.who = RecordTable(self.dress, self._who_model, "match-seen")
        self.who.chosen.connect(self._choose)
        self.search_field.left.connect(self.who.setFocus)
        self._firm = Choice(self.dress)
        self._firm.narrow(16)
        self.dress.say(self._firm, name="match-firm")
        self._firm.currentIndexChanged.connect(self.rank)
        frame = QFrame()
        frame.setObjectName("tableCard")
        frame.setLayout(stacked(self.who, margins=(1, 1, 1, 1)))
        left = plain(stacked(self.search_field, frame, gap=12))
        self._lists: dict[Seen, PlanList] = {}
        self._none: dict[Seen, EmptyState] = {}  # what each says where it lists nothing
        self._list = Leaves()
        for seen in _SEEN:
            nothing = self._none[seen] = EmptyState(self.dress, "matching", *_NO_MATCH)
            lines = 2 if seen == "pair" else 3
            self._lists[seen] = PlanList(self.dress, "nav-matching", self.known.columns(seen), nothing, _ids, lines)
            self._lists[seen].table.chosen.connect(self._show_match)
            self.fold.follow(self._lists[seen].table)
            self._list.addWidget(self._lists[seen])
        box = stacked(self.weighing, self._firm, gap=12)
        box.addWidget(self._list, 1)
        self._lists_fold = self.beside(left, plain(box), "fold-open-list", _FOLD_LISTS_BELOW)
        self._lists_fold.follow(self.who)
        self._lists_fold.land_on(self._table)
        self._replacing = Replacing(self.dress)
        self._replacing.chosen.connect(self._replace)
        parts = (self.segments, self._replacing, self._lists_fold)
        return plain(stacked(*parts, gap=12, margins=(0, 0, GUTTER, 0)))

    def fit(self, narrow: bool) -> None:
        super().fit(narrow)
        self._lists_fold.widen(_NARROW_LIST_WIDTH if narrow else _LIST_WIDTH)
        self._show_ways()
        self.weighing.fit(narrow)

    @property
    def matches(self) -> PlanList:
        """The list in view."""
        return self._lists[self._seen]

    # Reading

    def refresh(self) -> None:
        """Follow the records on the lane; what is in memory already is shown at once."""
        follow, look = self._matching.follow, self._look

        def work(progress: Progress) -> tuple[FollowResult, list[ProjectRow]]:
            done = follow(progress)
            return done, look.project_rows(look.find_projects(ProjectQuery(facets=_of_side(Side.FIRM))))

        self.error.hide()
        self._following = True
        self.weighing.setEnabled(self._matching.ready)
        if not self._matching.ready:
            self._show_page(_WAIT)
            self._find()  # what the latest run has kept is shown meanwhile
        self.jobs.start("job-follow", work, self._followed, self._not_followed, self._given_up)

    def _followed(self, followed: tuple[FollowResult, list[ProjectRow]]) -> None:
        self._following = False
        result, entries = followed
        words = self.words
        self.weighing.setEnabled(True)
        self.weighing.show_counted(result.counted)
        said = words("match-open", candidates=result.candidates, projects=result.projects)
        news = words("match-followed", n=result.changed, lists=result.lists) if result.changed else ""
        self.subheading.setText(dotted(said, news))
        self.known.forget()
        if self._pages.currentIndex() in (_NOTHING, _WAIT):
            self._show_page(0)
        self._firm.offer([(dotted(row.title, named(words, row.organisation)), row.id) for row in entries])
        self._find()
        self._say_again()

    def _given_up(self) -> None:
        self._following = False
        self._show_page(0)
        self.rank()

    def _to_matches(self) -> None:
        self.fold.front(self.matches.table).setFocus()

    def _table(self) -> QWidget:
        return self.matches.table

    def _not_followed(self, error: Exception) -> None:
        self._following = False
        self._show_page(_NOTHING)
        if not isinstance(error, TalentError):
            self.fail(error)

    def _find(self) -> None:
        """Read whose lists there are, and show them."""
        look, seen, text = self._look, self._seen, self.search_field.text()

        def work() -> tuple[Seen, list[int]]:
            if seen == "candidate":
                return seen, look.find_candidates(CandidateQuery(text=text))
            side = Side.FIRM if seen == "firm" else Side.UNIVERSITY
            return seen, look.find_projects(ProjectQuery(text=text, facets=_of_side(side)))

        self._finding.ask(work)

    def _show_whose(self, found: tuple[Seen, list[int]]) -> None:
        seen, ids = found
        if seen == self._seen:
            self._who_model.forget()
            self.who.show_ids(ids)
            wanted, self._whose_next = self._whose_next, None
            if wanted in ids:
                self.who.choose(wanted)
            self.rank()

    def _who_rows(self, ids: list[int]) -> Sequence[Any]:
        return self._look.candidate_rows(ids) if self._seen == "candidate" else self._look.project_rows(ids)

    def _see(self, seen: Seen) -> None:
        self._seen = seen
        self.search_field.clear()  # what was searched was of another kind, too
        self._list.setCurrentWidget(self.matches)
        self._firm.setVisible(seen == "pair")
        self.who.show_ids([])  # what was chosen was of another kind
        self._find()

    def _choose(self, _record_id: int | None) -> None:
        self.rank()

    def _rank_anew(self) -> None:
        self.rank(soon=True)

    def rank(self, _at: int = 0, *, soon: bool = False) -> None:
        """Show the list of what is chosen, at the weights of the moment; with `soon` the card beside it follows.

        The pairing in view stays in view, also where others are worth more now."""
        self._firm.setVisible(self._seen == "pair")
        chosen, shown = self.who.chosen_id, self.matches.row(self.matches.table.chosen_id)
        what = None if chosen is None else What(self._seen, chosen, self._firm.value or 0)
        also = shown and shown.ids
        if soon:  # all of it is in memory but who is new in it, which is read beside
            self._ranking.drop()
            rows = self._best(what, self.weighing.weights, also)
            self._show_ranked((what, rows, self._alone if what == self._listed[0] else None), soon=True)
            if not self.known.covers(rows):
                self._learning.ask(partial(self.known.learn, rows))
        else:
            self._ranking.ask(partial(self._ranked, what, self.weighing.weights, also))

    def _best(self, what: What | None, weights: Shares, also: Ids | None = None) -> list[MatchRow]:
        """The list at these weights, from memory."""
        with suppress(TalentError):  # it takes no part: closed, or not yet followed
            return [] if what is None else self._matching.best(what, weights, _SHOWN, also=also)
        return []

    def _ranked(self, what: What | None, weights: Shares, also: Ids | None) -> Ranked:
        """The list, once it is known whom and what it is about; not for the window's thread. Before there are lists in
        memory, it is what the latest run has kept."""
        ready = what is None or self._matching.ready
        rows = self._best(what, weights, also) if ready else self._matching.kept(what, _SHOWN)  # type: ignore[arg-type]
        self.known.learn(rows)
        project = what is not None and not rows and what.seen in ("university", "firm")
        return what, rows, self._matching.why_alone(what.id) if project and what else None

    def _show_ranked(self, ranked: Ranked, *, soon: bool = False) -> None:
        what, rows, self._alone = ranked
        if rows and self._pages.currentIndex() == _WAIT:
            self._show_page(0)
            self.subheading.setText(self.words("match-kept"))
        self._none[self._seen].retitle(*self._nothing_of(what))
        listed, self._listed = self._listed, (what, self._matching.ready)
        if listed != self._listed and self.matches.table.currentIndex().row() <= 0:
            self.matches.show_rows([])  # what was first in the list of before is no choice of anybody's
        self.matches.show_rows(rows, from_top=listed[0] != what)
        self._show_match(self.matches.table.chosen_id, soon=soon)

    def _nothing_of(self, what: What | None) -> tuple[str, str]:
        """What an empty list of it says: a title and a text."""
        if what is None:
            return _NO_CHOICE
        if self._following:
            return _NOT_YET
        if self._matching.ready and self._alone not in (None, Alone.NO_CANDIDATE):
            return _NO_MATCH[0], f"alone-{self._alone.replace('_', '-')}"
        return _NO_MATCH if self._matching.ready else _STOPPED

    def _show_learnt(self, _nothing: None) -> None:
        self.matches.table.viewport().update()
        self._show_match(self.matches.table.chosen_id, soon=True)

    def show_record(self, record_id: Any) -> None:
        """Show the list of a candidate."""
        self._whose_next = record_id
        self.segments.choose("candidate")
        self._see("candidate")
        self._lists_fold.read()

    def focus_first(self) -> None:
        self.fold.front(self._lists_fold.front(self.who)).setFocus()

    def search(self) -> None:
        self.turn_back()
        self.search_field.setFocus()

    # Side by side

    def compare(self) -> None:
        """Show what has been picked side by side."""
        compare, picked, weights, look = self._matching.compare, tuple(self._picked), self.weighing.weights, self._look

        def work(progress: Progress) -> list[Beside]:
            return with_records(look, compare(picked, weights, progress))

        self.jobs.start("job-compare", work, self._compared, self.fail)

    def _compared(self, pairings: list[Beside]) -> None:
        self.comparison.show_pairings(pairings)
        self._show_beyond(1)

    def _show_beyond(self, at: int) -> None:
        """Show to what the lists have led; where it is in view already, the cursor stays in it."""
        focus, inside = self.window().focusWidget(), self._pages.currentIndex() == at
        self._show_page(at)
        if not inside or focus is None or not focus.isVisible():
            self._back.setFocus()

    # All reasons of one

    def explain(self, triple: Ids) -> None:
        """Show a pairing with all its reasons, at the weights of the sliders."""
        reasons, weights = self._matching.reasons, self.weighing.weights

        def work(progress: Progress) -> PairingCard:
            return reasons(triple, weights, progress)

        self.jobs.start("job-reasons", work, self._explained, self.fail)

    def _say_again(self) -> None:
        """In another language, and once records have changed, what is in view is said anew."""
        if self._pages.currentIndex() == _REASONS and self.reasons.card is not None:
            self.explain(_ids(self.reasons.card.row))
        elif self._pages.currentIndex() == 1:
            self.compare()

    def _explained(self, card: PairingCard) -> None:
        self.reasons.show_card(card)
        self._show_beyond(_REASONS)
        self._forward.setVisible(card.may_put_forward and may_come_forward(card.row.state))

    # Putting forward

    def put_forward(self, triple: Ids) -> None:
        """Put a pairing of the lists forward for review, under the name of who does so."""
        self.name.ask(partial(self._put_forward_by, triple))

    def _put_forward_by(self, triple: Ids, _who: str) -> None:
        put_forward = self._matching.put_forward  # which asks the office who it is

        def work(progress: Progress) -> EditResult:
            return put_forward(triple, progress)

        if not self.jobs.has("job-forward"):
            self.jobs.start("job-forward", work, self._put, self.fail)

    def _put_shown_forward(self) -> None:
        if self.reasons.card is not None:
            self.put_forward(_ids(self.reasons.card.row))

    def _put(self, result: EditResult) -> None:
        if not result.edit.is_nothing:
            self.edited.emit(result)
        elif result.changed:  # somebody's word was in the way of taking it back; else it was pressed twice
            self.changed.emit(result.changed)

    def _pick(self, triple: Ids) -> None:
        if triple in self._picked:
            del self._picked[triple]
        elif len(self._picked) == MOST:
            self.fold.leave()  # the question stands over the lists
            self._replacing.ask(triple, list(self._picked.items()))
            return
        else:
            self._picked[triple] = self.known.called(triple)
        self._replacing.hide()
        self._say_picked()
        self._show_match(self.matches.table.chosen_id)

    def _replace(self, new: Ids, old: Ids) -> None:
        """A further pairing takes the place of one that is compared."""
        called = self.known.called(new)
        self._picked = dict((new, called) if one == old else (one, name) for one, name in self._picked.items())
        self._say_picked()
        self._show_match(self.matches.table.chosen_id)

    def _drop(self, triple: Ids) -> None:
        self._picked.pop(triple, None)
        self._say_picked()
        if self._picked:
            self.compare()
        else:
            self._to_list()

    def _say_picked(self) -> None:
        self.dress.say(self._compare, "match-compare", tip="match-compare-tip", n=len(self._picked))
        self._compare.setEnabled(len(self._picked) > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._beyond:
            self._to_list()
        else:
            super().keyPressEvent(event)

    def turn_back(self) -> None:
        super().turn_back()
        if self._beyond:
            self._to_list()

    @property
    def _beyond(self) -> bool:
        """Whether something is in view to which the lists have led, and from which one comes back to them."""
        return self._pages.currentIndex() in (1, _REASONS)

    def _to_list(self) -> None:
        self._show_page(0)
        self.focus_first()

    def _show_page(self, at: int) -> None:
        self.fold.leave()
        self._pages.setCurrentIndex(at)
        self._back.setVisible(self._beyond)
        self._forward.hide()
        self._compare.setVisible(at == 0)
        self.detail.setVisible(at == 0)
        self._show_ways()

    def _show_ways(self) -> None:
        """To what is read there is a way from its list alone."""
        from_lists = self._pages.currentIndex() == 0
        lists, pane = self._lists_fold, self.fold
        for one in lists.leading:
            one.setVisible(from_lists and lists.reading)
        lists.opener.setVisible(from_lists and lists.folded and not lists.reading)
        pane.opener.setVisible(from_lists and pane.folded and (lists.reading or not lists.folded))

    def _show_match(self, place: int | None, *, soon: bool = False) -> None:
        row, before = self.matches.row(place), self.detail.row
        if before is not None and (row is None or row.ids != before.ids):
            self.name.hide()  # it was asked who puts that one forward
        self.detail.show_match(row, row is not None and row.ids in self._picked, soon=soon)

    def _whose(self, row: Any) -> Cell:
        if self._seen == "candidate":
            name, other = called(self.words, row.name, row.other_name)
            merged = self.words("candidate-merged") if row.merged else ""
            return Cell(name, dotted(merged, other, row.employer), strong=True)
        return Cell(row.title, named(self.words, row.organisation), strong=True)


def _ids(row: MatchRow | PairingRow) -> Ids:
    return row.candidate_id, row.university_project_id, row.firm_project_id


def _of_side(side: Side) -> tuple[tuple[str, str], ...]:
    return (("side", side.value),)
