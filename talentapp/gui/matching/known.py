"""Whom and what the lists are about, as far as it has been read, and the cells that say so."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from talentapp.domain.terms import State
from talentapp.gui.kit.cautions import scored
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import STATE_TONES, called, dotted, named
from talentapp.gui.kit.tables import Cell, Column, pills
from talentapp.office.views.matching import Ids, MatchRow, Seen
from talentapp.office.views.records import CandidateRow, ProjectRow

if TYPE_CHECKING:
    from talentapp.office.records.look import Look


class Known:
    """Of the lists that have been shown, until the records change. Painting reads nothing."""

    def __init__(self, dress: Dress, look: "Look") -> None:
        self._dress, self._look = dress, look
        self.people: dict[int, CandidateRow] = {}
        self.projects: dict[int, ProjectRow] = {}

    def forget(self) -> None:
        """The records have changed."""
        self.people.clear()
        self.projects.clear()

    def covers(self, rows: Sequence[MatchRow]) -> bool:
        """Whether it is known whom and what the rows are about."""
        projects = {key for row in rows for key in row.ids[1:]}
        return {row.candidate_id for row in rows} <= self.people.keys() and projects <= self.projects.keys()

    def learn(self, rows: Sequence[MatchRow]) -> None:
        """Read whom and what the rows are about, all at once; not for the window's thread."""
        people = {row.candidate_id for row in rows} - self.people.keys()
        projects = {key for row in rows for key in row.ids[1:]} - self.projects.keys()
        if people:
            self.people.update((row.id, row) for row in self._look.candidate_rows(sorted(people)))
        if projects:
            self.projects.update((row.id, row) for row in self._look.project_rows(sorted(projects)))

    def called(self, triple: Ids) -> str:
        """A pairing in words: the person, and both projects."""
        projects = [self.projects[key].title for key in triple[1:] if key in self.projects]
        return dotted(self._name(triple[0]), " × ".join(projects))

    def columns(self, seen: Seen) -> list[Column]:
        """What differs from row to row; what was chosen at the left stands there."""
        columns = {
            "candidate": Column("column-candidate", self.candidate, 120, 3),
            "university": Column("column-university-project", self._university, 130, 4),
            "firm": Column("column-firm-project", self._firm, 130, 4),
        }
        same = ("university", "firm") if seen == "pair" else (seen,)
        varying = [column for name, column in columns.items() if name not in same]
        states = partial(pills, self._dress, "state", State)
        state = Column("column-state", self._state, 72, 0, needs=456, widest=states)
        return [*varying, Column("column-score", self.score, 72, 0), state]  # the titles need the room of its bar

    def candidate(self, row: MatchRow) -> Cell:
        """Who it is, and where they work."""
        person = self.people.get(row.candidate_id)
        return Cell(self._name(row.candidate_id), person.employer, strong=True) if person else Cell()

    def _name(self, candidate_id: int) -> str:
        person = self.people.get(candidate_id)
        return called(self._dress.words, person.name, person.other_name)[0] if person else ""

    def _university(self, row: MatchRow) -> Cell:
        return self._project(row.university_project_id)

    def _firm(self, row: MatchRow) -> Cell:
        return self._project(row.firm_project_id)

    def _project(self, project_id: int) -> Cell:
        project = self.projects.get(project_id)
        return Cell(project.title, named(self._dress.words, project.organisation)) if project else Cell()

    def _state(self, row: MatchRow) -> Cell:
        if row.state is None:
            return Cell()
        return Cell(pill=self._dress.words.code("state", row.state), tone=STATE_TONES[row.state])  # type: ignore[arg-type]

    def score(self, row: MatchRow) -> Cell:
        """How well it fits, with what is to be said beside the figure."""
        return scored(self._dress.words, row.score, row.caution)
