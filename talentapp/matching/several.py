"""Candidates who may take several triples: how much effort they have for all of them, and what they take once at most.

Such a person has one row for each triple that is possible at a time, all alike. Prices do not know these limits, so a
bound that prices prove stays true, if looser; the whole-number problem knows them, and proves the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from talentapp.matching.reaching import Ints
from talentapp.matching.triples import Found, Sides

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Person:
    """The rows of one candidate, and the effort in per cent that all of that candidate's triples have together."""

    rows: Sequence[int]
    effort: float


class Several:
    """The limits of people with several rows.

    A person serves each project once at most, and of each group `apart` (university rows, firm rows) one project.
    """

    def __init__(
        self, sides: Sides, people: Sequence[Person] = (), apart: Sequence[tuple[Iterable[int], Iterable[int]]] = ()
    ) -> None:
        n, universities, firms = sides.shape
        self.people = tuple(people)
        self._person = np.full(n, -1, np.intp)
        for number, person in enumerate(self.people):
            self._person[list(person.rows)] = number
        self._effort = np.array([person.effort for person in self.people])
        self._needs = sides.effort_university, sides.effort_firm
        self._groups = universities + firms + len(apart)
        self._of_university = _members(universities, 0, [list(some) for some, _ in apart], universities + firms)
        self._of_firm = _members(firms, universities, [list(some) for _, some in apart], universities + firms)

    def further(self, n: int) -> NDArray[np.bool_]:
        """Which of `n` rows are those of somebody who has one before, (n,)."""
        found = np.zeros(n, np.bool_)
        found[[row for person in self.people for row in list(person.rows)[1:]]] = True
        return found

    def load(self, found: Found) -> Array:
        """The effort that each triple takes."""
        return np.asarray(self._needs[0][found.university] + self._needs[1][found.firm])

    def rows(self, found: Found) -> tuple[Any, Array]:
        """The limits over some columns, as rows (limits, columns) and what each may reach at most (limits,)."""
        m = len(found)
        at = np.flatnonzero(self._person[found.candidate] >= 0) if self.people else np.empty(0, np.intp)
        if not at.size:
            return sp.csr_array((0, m)), np.empty(0)
        person, load = self._person[found.candidate[at]], self.load(found[at])
        bounded = np.isfinite(self._effort[person])
        effort = sp.csr_array(
            (load[bounded], (person[bounded], at[bounded])), shape=(len(self.people), m), dtype=np.float64
        )
        keys, column = [], []
        for members, part in ((self._of_university, found.university), (self._of_firm, found.firm)):
            counts = np.diff(members.indptr)[part[at]]
            starts = np.repeat(members.indptr[part[at]] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
            group = members.indices[starts + np.arange(counts.sum())]
            keys.append(np.repeat(person, counts) * self._groups + group)
            column.append(np.repeat(at, counts))
        key, place = np.concatenate(keys), np.concatenate(column)
        _, row, count = np.unique(key, return_inverse=True, return_counts=True)
        useful = count[row] > 1
        _, row = np.unique(row[useful], return_inverse=True)
        once = sp.csr_array(
            (np.ones(len(row)), (row, place[useful])), shape=(int(row.max(initial=-1)) + 1, m), dtype=np.float64
        )
        once.data[:] = 1.0
        limits = np.where(np.isfinite(self._effort), self._effort, 0.0)
        return sp.vstack([effort, once], format="csr"), np.concatenate((limits, np.ones(once.shape[0])))

    def keeper(self, found: Found) -> "Keeper":
        """Keeps the limits while columns are taken one by one."""
        return Keeper(self, found)


class Keeper:
    """What people have left while a plan is put together."""

    def __init__(self, several: Several, found: Found) -> None:
        self._person = several._person[found.candidate]
        self._load = several.load(found) if several.people else np.zeros(len(found))
        self._left = several._effort.copy()
        self._rows = several.rows(found)[0].tocsc() if several.people else None
        self._skip = len(several.people)
        self._served: set[int] = set()

    def take(self, column: int) -> bool:
        """Take a column, if the person can; whether."""
        person = self._person[column]
        if person < 0 or self._rows is None:
            return True
        begin, end = self._rows.indptr[column], self._rows.indptr[column + 1]
        once = [row for row in self._rows.indices[begin:end].tolist() if row >= self._skip]
        if self._load[column] > self._left[person] or not self._served.isdisjoint(once):
            return False
        self._left[person] -= self._load[column]
        self._served.update(once)
        return True


def taken(sides: Sides, rows: Ints) -> Sides:
    """Sides of the candidates in these rows; a row that is named twice stands twice."""
    return replace(
        sides,
        candidate_university=sides.candidate_university[rows],
        candidate_firm=sides.candidate_firm[rows],
        allowed_university=sides.allowed_university[rows],
        allowed_firm=sides.allowed_firm[rows],
        forms=sides.forms[rows],
        effort=sides.effort[rows],
    )


def _members(size: int, first: int, apart: Sequence[Sequence[int]], offset: int) -> Any:
    """CSR (size, groups): each project is a group of its own, and may be in some that stand apart."""
    row = np.concatenate([np.arange(size), *(np.array(some, np.intp) for some in apart)])
    column = np.concatenate(
        [np.arange(size) + first, *(np.full(len(some), offset + number) for number, some in enumerate(apart))]
    )
    shape = (size, offset + len(apart))
    return sp.csr_array((np.ones(len(row)), (row.astype(np.intp), column.astype(np.intp))), shape=shape)
