"""The lists of a plan: its pairings, those left out, what is laid down, and the changes from another plan."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QFrame

from talentapp.domain.spacing import spaced
from talentapp.domain.terms import Mark, State
from talentapp.domain.words import moment
from talentapp.gui.kit.cautions import scored
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.leaves import Leaves
from talentapp.gui.kit.listing import RecordTable
from talentapp.gui.kit.saying import STATE_TONES, called, dotted, joined, named
from talentapp.gui.kit.tables import Cell, Column, RowTable, pills
from talentapp.gui.kit.widgets import EmptyState, stacked
from talentapp.office.views.pairings import PairingRow
from talentapp.office.views.plans import Change, MarkRow, PlannedRow, Sofar, UnmatchedRow
from talentapp.office.views.records import CandidateRow, ProjectRow
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.records.look import Look

Ids = tuple[int, int, int]
"""A candidate, a university's project and a firm's."""

MARK_TONES = {"pin": "blue", "forbid": "red"}


class SofarRow(NamedTuple):
    """A pairing of the best plan so far."""

    candidate: CandidateRow
    university: ProjectRow
    firm: ProjectRow
    score: float


class PlanList(QFrame):
    """One list, with something to say where it is empty. Its rows are known by their places; or, where `key` says what
    a row is about, by that: so the selection follows it when the order changes. Rows have room for so many `lines`: a
    title that is like others up to its end is read whole."""

    def __init__(
        self,
        dress: Dress,
        name: str,
        columns: Sequence[Column],
        nothing: EmptyState,
        key: Callable[[Any], Hashable] | None = None,
        lines: int = 3,
    ) -> None:
        super().__init__()
        self.setObjectName("tableCard")
        self._rows: Sequence[Any] = ()
        self._key = key
        self._numbers: dict[Hashable, int] = {}  # of all that have been listed
        self._places: Mapping[int, int] = {}  # of the rows in view
        self._model = RowTable(dress, columns, self._fetch, self)
        self.table = RecordTable(dress, self._model, name)
        self.table.set_lines(lines)
        self._pages = Leaves()
        self._pages.setContentsMargins(1, 1, 1, 1)
        self._pages.addWidget(self.table)
        self._pages.addWidget(nothing)
        self.setLayout(stacked(self._pages))

    @property
    def rows(self) -> Sequence[Any]:
        """What is listed."""
        return self._rows

    def show_rows(self, rows: Sequence[Any], from_top: bool = False) -> None:
        """List other rows. The current one stays current, else the next in its place is, or `from_top` the first."""
        self._rows = rows
        ids = [self._number(at, row) for at, row in enumerate(rows)]
        self._places = {key: at for at, key in enumerate(ids)}
        self.table.show_ids(ids, from_top)
        self._pages.setCurrentIndex(0 if rows else 1)

    def row(self, key: int | None) -> Any:
        """The row that the table knows by this number, or None."""
        at = self._places.get(key) if key is not None else None
        return None if at is None else self._rows[at]

    def choose_place(self, at: int) -> None:
        """Make the row at a place the current one."""
        self.table.choose(self._number(at, self._rows[at]))

    def _number(self, at: int, row: Any) -> int:
        return at if self._key is None else self._numbers.setdefault(self._key(row), len(self._numbers))

    def _fetch(self, ids: list[int]) -> list[Any]:
        return [self._rows[self._places[key]] for key in ids]


class Sentences:
    """How the rows of the lists are written."""

    def __init__(self, dress: Dress, look: "Look") -> None:
        self._dress, self._look = dress, look
        self.laid: Mapping[Ids, MarkRow] = {}  # what holds for the next plan, by the triple that it is about

    def pairings(self) -> list[Column]:
        """Columns of pairings."""
        states = partial(pills, self._dress, "state", State)
        return [
            Column("column-candidate", self._who, 140, 3),
            Column("column-university-project", self._university, 150, 4),
            Column("column-firm-project", self._firm, 150, 4),
            Column("column-forgone", self._forgone, 92, 0, needs=600),
            Column("column-score", self._score, 96, 0),
            Column("column-state", self._state, 72, 0, needs=690, widest=states),
        ]

    def sofar(self) -> list[Column]:
        """Columns of the best plan so far, while the search goes on."""
        return [
            Column("column-candidate", self._sofar_candidate, 140, 3),
            Column("column-university-project", self._sofar_university, 150, 4),
            Column("column-firm-project", self._sofar_firm, 150, 4),
            Column("column-score", self._sofar_score, 96, 0),
        ]

    def unmatched(self) -> list[Column]:
        """Columns of those left out."""
        return [
            Column("column-candidate", self._out_who, 150, 2),
            Column("column-why", self._out_why, 260, 6),
            Column("column-best-possible", self._out_score, 112, 0),
        ]

    def marks(self) -> list[Column]:
        """Columns of what is pinned and forbidden."""
        return [
            Column("column-mark", self._mark, 84, 0),
            Column("column-candidate", self._mark_who, 140, 3),
            Column("column-university-project", self._mark_university, 150, 4),
            Column("column-firm-project", self._mark_firm, 150, 4),
        ]

    def changes(self) -> list[Column]:
        """Columns of changes."""
        return [
            Column("column-candidate", self._changed_who, 130, 2),
            Column("column-before", self._before, 150, 4),
            Column("column-after", self._after, 150, 4),
            Column("column-points", self._points, 84, 0),
        ]

    def sofar_rows(self, sofar: Sofar) -> list[SofarRow]:
        """The rows of the best plan so far, best first; one of whom or which is gone is left out. Reads the records:
        not for the window's thread."""
        pairings = sorted(sofar.pairings, key=lambda pairing: -pairing[3])
        people = {row.id: row for row in self._look.candidate_rows([one[0] for one in pairings])}
        keys = sorted({key for one in pairings for key in one[1:3]})
        projects = {row.id: row for row in self._look.project_rows(keys)}
        return [
            SofarRow(people[who], projects[university], projects[firm], score)
            for who, university, firm, score in pairings
            if who in people and {university, firm} <= projects.keys()
        ]

    def why_changed(self, change: Change) -> str:
        """Why a candidate's pairings are others."""
        words = self._dress.words
        n = len(change.before or change.after)  # for who only gains or only loses some
        return words.code("change", change.why, rules=joined(words, map(words.rule, change.full)), n=n)

    def _who(self, row: PlannedRow) -> Cell:
        one = row.row
        name, _ = called(self._dress.words, one.candidate, one.candidate_other_name)
        mark = self.laid.get((one.candidate_id, one.university_project_id, one.firm_project_id))
        if mark is None and row.gone:
            return Cell(name, self._dress.words.code("gone", row.gone), icon="warning", strong=True)
        if mark is None or (row.pinned and mark.mark is Mark.PIN):  # it holds in this plan already
            return Cell(name, one.employer, icon="pin" if row.pinned else "", strong=True)
        return Cell(name, self._next(mark), icon="pin" if mark.mark is Mark.PIN else "forbid", strong=True)

    def _next(self, mark: MarkRow) -> str:
        """What holds for a pairing in the next plan."""
        words = self._dress.words
        if mark.mark is Mark.PIN:
            return words("plan-next-pin")
        if mark.swap is None:
            return words("plan-next-forbid")
        steps_in = self.laid[mark.swap, mark.university_project_id, mark.firm_project_id]
        return spaced(words("plan-next-swap", name=called(words, steps_in.candidate, steps_in.other_name)[0]))

    def _university(self, row: PlannedRow) -> Cell:
        return Cell(row.row.university_project, named(self._dress.words, row.row.university))

    def _firm(self, row: PlannedRow) -> Cell:
        return Cell(row.row.firm_project, named(self._dress.words, row.row.firm))

    def _forgone(self, row: PlannedRow) -> Cell:
        worst = max(row.forgone)
        if worst < 0.05:
            return Cell(pill=self._dress.words("plan-best-for-all"), tone="green")
        return Cell(f"−{worst:.1f}", self._dress.words.code("plan-worst", _worst(row)))

    def _score(self, row: PlannedRow) -> Cell:
        return scored(self._dress.words, row.row.score, row.row.caution, row.row.weights)

    def _state(self, row: PlannedRow) -> Cell:
        state = row.row.state
        if state is None:
            return Cell("–")
        return Cell(pill=self._dress.words.code("state", state), tone=STATE_TONES[state])  # type: ignore[arg-type]

    def _sofar_candidate(self, row: SofarRow) -> Cell:
        name, _ = called(self._dress.words, row.candidate.name, row.candidate.other_name)
        return Cell(name, row.candidate.employer, strong=True)

    def _sofar_university(self, row: SofarRow) -> Cell:
        return self._project(row.university)

    def _sofar_firm(self, row: SofarRow) -> Cell:
        return self._project(row.firm)

    def _project(self, row: ProjectRow) -> Cell:
        return Cell(row.title, named(self._dress.words, row.organisation))

    def _sofar_score(self, row: SofarRow) -> Cell:
        return Cell(score=row.score)

    def _out_who(self, row: UnmatchedRow) -> Cell:
        name, other = called(self._dress.words, row.candidate, row.other_name)
        return Cell(name, dotted(other, row.employer), strong=True)

    def _out_why(self, row: UnmatchedRow) -> Cell:
        words = self._dress.words
        under = joined(words, map(words.rule, row.full))
        return Cell(words.code("left-out-short", row.why), under)

    def _out_score(self, row: UnmatchedRow) -> Cell:
        return Cell("–") if row.score is None else Cell(score=row.score)

    def _mark(self, row: MarkRow) -> Cell:
        return Cell(pill=self._dress.words.code("mark", row.mark), tone=MARK_TONES[row.mark])  # type: ignore[arg-type]

    def _mark_who(self, row: MarkRow) -> Cell:
        name, _ = called(self._dress.words, row.candidate, row.other_name)
        return Cell(name, dotted(row.who, moment(self._dress.words, row.at)), strong=True)

    def _mark_university(self, row: MarkRow) -> Cell:
        return Cell(row.university_project)

    def _mark_firm(self, row: MarkRow) -> Cell:
        return Cell(row.firm_project)

    def _changed_who(self, row: Change) -> Cell:
        words, n = self._dress.words, len(row.before or row.after)
        return Cell(whose(words, row), words.code("change-kind", row.kind, n=n), strong=True)

    def _before(self, row: Change) -> Cell:
        return self._pair(row.before, row)

    def _after(self, row: Change) -> Cell:
        return self._pair(row.after, row)

    def _pair(self, rows: Sequence[PairingRow], change: Change) -> Cell:
        """The first of those that differ, and how many more there are; for who only gains or loses some, what stays."""
        if not rows:
            return Cell(self._dress.words("plan-stays-as-is", n=len(change.stays)) if change.stays else "–")
        more = f"+{len(rows) - 1}" if len(rows) > 1 else ""
        return Cell(rows[0].university_project, dotted(rows[0].firm_project, more))

    def _points(self, row: Change) -> Cell:
        return Cell(pill=signed(row.points), tone="green" if row.points > 0 else "red" if row.points < 0 else "grey")


def whose(words: Wording, change: Change) -> str:
    """The name of who changes, as it is said in this language."""
    row = (*change.before, *change.after)[0]
    return called(words, row.candidate, row.candidate_other_name)[0]


def signed(points: float) -> str:
    """Points with their sign."""
    return f"{points:+.1f}".replace("-", "−")


def _worst(row: PlannedRow) -> str:
    return ("candidate", "university", "firm")[row.forgone.index(max(row.forgone))]
