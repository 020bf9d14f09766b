"""What the faces are shown of an import: each row that would be done, what was done, and what taking it back does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Literal

from talentapp.domain.identity import Compared
from talentapp.domain.intake import NOT_TAKEN, Problem, Reading
from talentapp.domain.terms import Kind, OrganisationKind

Action = Literal["create", "update", "unchanged", "join", "duplicate", "blocked"]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What an import would do with one row. A `duplicate` is left out unless a person decides otherwise; a `join` goes
    in with the row above that is about the same person, as does an update of somebody whom a row above updates too."""

    number: int  # its place in the preview, from 0
    sheet: str
    row: int
    title: str  # a name to recognise it by
    subtitle: str
    action: Action
    duplicate_of: str = ""  # who or what it looks like, or is certain to be
    joins: int | None = None  # the number of the row above that is about the same person, which it may be joined to
    alike: tuple[Compared, ...] = ()  # of people: what speaks for that, and what against it
    target_id: int | None = None  # the stored record that it would update or looks like
    target_version: int | None = None
    changes: tuple[tuple[str, str, str], ...] = ()  # field, old, new
    held: tuple[
        tuple[str, str, str], ...
    ] = ()  # as `changes`: what would take something away, done if a person says so
    problems: tuple[Problem, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    brings: Mapping[str, Any] = field(default_factory=dict)  # what an update writes, unless a person says otherwise
    organisation: str = ""
    organisation_kind: str = ""
    words: tuple[str, ...] = ()  # as in `domain.intake.ReadRow`
    letters: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def of_roster(self) -> bool:
        """Whether it is a pairing of a roster that comes back; such a row makes nothing new."""
        return "edited" in self.values


@dataclass(frozen=True, slots=True)
class Coming:
    """An organisation that is not in the database yet, and will be when what is planned goes in."""

    names: tuple[str, ...]
    kind: OrganisationKind


_URGENCY = {"blocked": 0, "duplicate": 1, "unchanged": 4}


def _urgency(row: PlannedRow) -> int:
    return _URGENCY.get(row.action, 2 if row.problems else 3)


def _lost(row: "PlannedRow", decided: Any) -> dict[str, int]:
    """What of a row would be lost without a word, by what is decided of it."""
    found: dict[str, int] = {row.action: int(decided is None)} if row.action in ("blocked", "duplicate") else {}
    if row.action != "blocked" and decided != "skip" and (decided or row.action != "duplicate"):
        found["cells"] = sum(one.trouble in NOT_TAKEN for one in row.problems)
    return found


@dataclass(frozen=True)
class Preview:
    """A dry run of an import: one kind of record of one file."""

    path: str
    file_name: str
    file_sha256: str
    kind: Kind
    columns: Mapping[str, str]
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]
    new_organisations: Mapping[str, OrganisationKind]  # name as written -> kind
    reading: Reading  # to plan again with, when records have changed
    fingerprint: tuple[int, ...]  # of the records that it was planned against
    coming: tuple[Coming, ...] = ()  # of projects: the organisations that go in before them

    @property
    def unread(self) -> bool:
        """Whether no row of it can be told from another: no column names its records yet."""
        return not self.rows and any(table.first_row for table in self.reading.tables)

    @property
    def key(self) -> str:
        """Tells the previews of one file apart, and of different files."""
        return f"{self.kind} {self.path}"

    def carried(self, decisions: Mapping[int, Any], later: "Preview") -> dict[int, Any]:
        """What was decided of the rows of this preview, for the same rows of its file as it was read later."""
        places = {number: (self.rows[number].sheet, self.rows[number].row) for number in decisions}
        return {later.numbers[at]: decisions[number] for number, at in places.items() if at in later.numbers}

    def unsettled(self, decisions: Mapping[int, Any]) -> Counter[str]:
        """What would be lost without a word, by what is decided so far: rows that cannot go in (`blocked`), rows left
        out that nobody has decided about (`duplicate`), and cells whose value is not taken over (`cells`)."""
        found: Counter[str] = Counter()
        for row in self.rows:
            found.update(_lost(row, decisions.get(row.number)))
        return +found

    def first_unsettled(self, decisions: Mapping[int, Any]) -> int | None:
        """The number of the first row of which something would be lost without a word."""
        return next((row.number for row in self.rows if any(_lost(row, decisions.get(row.number)).values())), None)

    def count(self, action: Action) -> int:
        """How many rows would meet this fate."""
        return self.actions[action]

    @cached_property
    def actions(self) -> Counter[str]:
        """How many rows would meet each fate."""
        return Counter(row.action for row in self.rows)

    @property
    def nothing_new(self) -> bool:
        """Whether there are rows, and each says what the records say."""
        return bool(self.rows) and self.count("unchanged") == len(self.rows)

    @cached_property
    def numbers(self) -> Mapping[tuple[str, int], int]:
        """The rows by where they stand, their sheet and row in it."""
        return {(row.sheet, row.row): row.number for row in self.rows}

    @cached_property
    def by_urgency(self) -> Sequence[int]:
        """The numbers of the rows: what asks for a person first, what does nothing last; of equals as in the file."""
        return sorted(range(len(self.rows)), key=lambda number: _urgency(self.rows[number]))

    @cached_property
    def remarks(self) -> Sequence[Problem]:
        """What is to be said of the file as a whole and of no row of it, such as a sheet that was left out."""
        return [problem for problem in self.problems if (problem.sheet, problem.row) not in self.numbers]

    @cached_property
    def plain(self) -> bool:
        """Whether of no row there is anything to be said."""
        return not any(row.problems or row.changes or row.held for row in self.rows)

    def prepared(self) -> "Preview":
        """Itself, with all that is counted and sorted of its rows: many take their time, which no window has."""
        _ = self.actions, self.by_urgency, self.remarks, self.plain
        return self


_ORDER = (Kind.ORGANISATIONS, Kind.CANDIDATES, Kind.PROJECTS, Kind.PAIRINGS)  # projects belong to organisations


def in_order(previews: Sequence[Preview]) -> list[list[Preview]]:
    """The previews by file, in the order in which to take the files in."""
    files: dict[str, list[Preview]] = {}
    for preview in previews:
        files.setdefault(preview.path, []).append(preview)
    return sorted(files.values(), key=lambda file: sorted(_ORDER.index(one.kind) for one in file))


@dataclass(frozen=True)
class PagePicture:
    """A drawn page: rows of `stride` bytes, four bytes a pixel (blue, green, red, nothing)."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True)
class Merge:
    """A person's decision on a row: bring only these fields of it into the record that is there. A list is added to,
    but for those of which it is the `whole`: there what the row does not say goes."""

    fields: frozenset[str]
    whole: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether the record stays as it is."""
        return not self.fields and not self.whole


@dataclass(frozen=True)
class ImportResult:
    """What a committed import did."""

    batch_id: int | None  # None where there is nothing new to tell of the file
    created: int
    updated: int
    unchanged: int
    left_out: int
    changed: frozenset[Kind]
    skipped: int = 0  # left out because a person said so
    merged: int = 0  # went in with another row, which is counted
    fingerprint: tuple[int, ...] = ()  # of the records as it left them

    @property
    def in_vain(self) -> bool:
        """Whether rows were left out, and nothing came of the others."""
        return bool(self.left_out) and not self.created and not self.updated


@dataclass(frozen=True)
class KeptRecord:
    """A record that undoing an import leaves, and why: "edited" since (these fields, where the import only changed it),
    "imported" by a later import, or what a person did that needs it, see `store.taking_back`; or a pairing whose
    decision stays, as it has "gone_on" since, was "decided_before", or the decision was a "retraction"."""

    kind: Kind
    id: int
    title: str
    why: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class UndoPreview:
    """What undoing an import would do."""

    file_name: str
    removed: int
    restored: int
    kept: tuple[KeptRecord, ...]
    recommendations: int = 0  # that go with the records
    pairings: int = 0  # that wait for review, and go too
    plans: int = 0
    gone: int = 0  # records that it made and that were merged or deleted since
    retracted: int = 0  # decisions that came back in a roster
    waiting: int = 0  # pairings that go on waiting for review, though what was compared changes back


@dataclass(frozen=True)
class UndoResult:
    """What undoing an import did."""

    file_name: str
    removed: int
    restored: int
    kept: tuple[KeptRecord, ...]
    changed: frozenset[Kind]
    retracted: int = 0


@dataclass(frozen=True)
class ImportRow:
    """A committed import in the list of recent ones."""

    id: int
    at: datetime
    kind: Kind  # that of most of its rows
    kinds: tuple[Kind, ...]  # that, and the others
    file_name: str
    created: int
    updated: int
    unchanged: int
    left_out: int
    skipped: int = 0  # left out because a person said so
    merged: int = 0  # went in with another row, which is counted
    retyped: tuple[str, ...] = ()  # the places of cells that a person typed anew
    undone: bool = False
    undoable: bool = True  # whether it made or changed a record, or said something of a pairing
