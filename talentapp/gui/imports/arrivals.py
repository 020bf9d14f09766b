"""The files on their way in: their previews, what somebody decided of rows and typed into cells, their passwords."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from talentapp.domain.intake import Retyped
from talentapp.domain.terms import Kind
from talentapp.gui.imports.kept import KeptFile, Resumed, Step, cells_of_steps, kept_file
from talentapp.office.views.imports import Preview, in_order


@dataclass(frozen=True)
class Decided:
    """What somebody decided of a row of the preview with this key, and what was decided of it before; None is nothing.
    The row is told by its sheet and number there."""

    key: str
    place: tuple[str, int]
    before: Any
    after: Any


Past = tuple[Step | Decided, ...]
"""What somebody did to a file, one step after another."""


@dataclass
class Arrivals:
    """What is previewed, in the order in which the files came."""

    previews: list[Preview] = field(default_factory=list)
    shown: Preview | None = None
    decisions: dict[str, dict[int, Any]] = field(default_factory=dict)  # by the key of the preview, then by row
    steps: dict[str, Past] = field(default_factory=dict)  # by path, newest last
    undone: dict[str, Past] = field(default_factory=dict)  # by path, what of them was taken back
    passwords: dict[str, str] = field(default_factory=dict)  # by path
    typed: dict[str, dict[str, Any]] = field(default_factory=dict)  # by path, the values put in the place of those read
    waiting: dict[str, KeptFile] = field(default_factory=dict)  # by path, those left before that are not read again yet
    seen: set[str] = field(default_factory=set)  # by path, those that somebody has looked at
    led: set[tuple[str, int]] = field(default_factory=set)  # by the key of the preview and the row: where one was led
    aside: list[tuple[str, bool]] = field(default_factory=list)  # what `after` left: its name, and whether unread
    place: int = 0  # of files that were taken out: where they stood among the previews

    @property
    def paths(self) -> list[str]:
        """The files in the order to take them in."""
        return [previews[0].path for previews in in_order(self.previews)]

    @property
    def ready(self) -> list[str]:
        """Those of them that have anything to take in."""
        return [path for path in self.paths if any(one.rows for one in self.of(path))]

    @property
    def empty(self) -> list[Preview]:
        """A preview of each file that has nothing to take in."""
        ready = self.ready
        return [self.of(path)[0] for path in self.paths if path not in ready]

    @property
    def hang_together(self) -> bool:
        """Whether there are projects that organisations of another file may go in before, or were to."""
        of = {kind: {one.path for one in self.previews if one.kind is kind} for kind in Kind}
        known = any(one.coming for one in self.previews if one.kind is Kind.PROJECTS)
        return bool(of[Kind.PROJECTS]) and (known or len(of[Kind.PROJECTS] | of[Kind.ORGANISATIONS]) > 1)

    @property
    def kept(self) -> list[KeptFile]:
        """What is to be kept of them."""
        files = [
            kept_file(self.of(path), self._retyped(path), self.typed.get(path, {}), self.decisions)
            for path in self.paths
        ]
        return [*files, *(file for path, file in self.waiting.items() if not self.of(path))]

    def resume(self, path: str, resumed: Resumed) -> None:
        """Take up a file again, with the work on it."""
        self.waiting.pop(path, None)
        self.steps[path], self.typed[path] = resumed.retyped, dict(resumed.typed)
        self.put(resumed.previews)
        self.decisions |= {key: dict(decided) for key, decided in resumed.decisions.items()}

    def of(self, path: str) -> list[Preview]:
        """The previews of a file."""
        return [one for one in self.previews if one.path == path]

    def by_hand(self, path: str) -> tuple[str, Sequence[Retyped], Mapping[str, Any]]:
        """What a person has said of a file: its password, its cells, the values of a document."""
        return self.passwords.get(path, ""), self.cells(path), self.typed.get(path, {})

    def cells(self, path: str) -> Sequence[Retyped]:
        """The cells of a file that a person typed anew, newest last."""
        return cells_of_steps(self._retyped(path))

    def _retyped(self, path: str) -> tuple[Step, ...]:
        return tuple(step for step in self.steps.get(path, ()) if not isinstance(step, Decided))

    def steps_of(self, path: str) -> tuple[Past, Past]:
        """What was done to a file, and what of it was taken back, each in the order in which that was done."""
        return self.steps.get(path, ()), self.undone.get(path, ())

    def put(self, previews: Sequence[Preview]) -> None:
        """Add the previews of a file, or put them in the place of those it had; what was decided of rows is kept."""
        path = previews[0].path
        before = {one.key: one for one in self.of(path)}
        at = next((at for at, one in enumerate(self.previews) if one.path == path), len(self.previews))
        others = [one for one in self.previews if one.path != path]
        self.previews = [*others[:at], *previews, *others[at:]]
        for preview in previews:
            decided = self.decisions.get(preview.key, {})
            old = before.get(preview.key)
            self.decisions[preview.key] = old.carried(decided, preview) if old else {}

    def replace(self, preview: Preview) -> None:
        """Put one preview in the place of the one with its key, in view too."""
        self.previews = [preview if one.key == preview.key else one for one in self.previews]
        if self.shown is not None and self.shown.key == preview.key:
            self.shown = preview

    @property
    def decide(self) -> bool:
        """Whether somebody's decisions about pairings are among them."""
        return any(one.kind is Kind.PAIRINGS for one in self.previews)

    @property
    def anything_new(self) -> bool:
        """Whether a file says what the records do not, or somebody has decided something of its rows."""
        new = any(one.reading.paper is not None or not one.nothing_new for one in self.previews)
        return new or any(self.decisions[one.key] for one in self.previews)

    def turn_to(self, preview: Preview) -> bool:
        """Have a preview in view. Returns whether it was already."""
        same = self.shown is not None and self.shown.key == preview.key
        self.shown = preview
        self.seen.add(preview.path)
        return same

    def asks(self, preview: Preview) -> bool:
        """Whether there is something in a preview that a person should look at or decide, and has not decided."""
        if not preview.rows:
            return True
        rows = (row for row in preview.rows if row.number not in self.decisions[preview.key])
        return bool(preview.remarks) or any(row.problems or row.action == "duplicate" for row in rows)

    @property
    def unseen(self) -> list[Preview]:
        """The documents of which something is said that nobody has seen: what was read is to be held against them."""
        papers = (one for one in self.previews if one.reading.paper is not None and one.path not in self.seen)
        return [one for one in papers if one.rows and self.asks(one)]

    def next_unsettled(self) -> tuple[Preview, int | None]:
        """A preview, and in it the number of the first row, of which something would be lost without a word; where
        one has been led to each of them, a document that nobody has seen; then those rows again, and at last a file
        that cannot be read yet."""
        first = ((one, one.first_unsettled(self.decisions[one.key])) for one in self.previews)
        found = [(preview, row) for preview, row in first if row is not None]
        new = [(preview, row) for preview, row in found if (preview.key, row) not in self.led]
        others = [(one, None) for one in (*self.unseen, *(() if found else self.empty))]
        preview, row = [*new, *others, *found][0]
        if row is not None:
            self.led.add((preview.key, row))
        return preview, row

    def after(self) -> "Arrivals":
        """What is left once the files that can be are in: those that could not be read are kept for another day."""
        left = {one.path: kept for one in self.empty if one.unread for kept in self.kept if kept.path == one.path}
        return Arrivals(waiting=self.waiting | left, aside=[(one.file_name, one.unread) for one in self.empty])

    def forget_decisions(self, path: str) -> None:
        """The rows of a file may mean others now."""
        self.steps[path], self.undone[path] = self._retyped(path), ()
        for preview in self.of(path):
            self.decisions[preview.key] = {}

    def take_out(self, path: str) -> "Arrivals":
        """Let a file go, and give it back with all that was done to it, for `join`."""
        mine = [(at, one) for at, one in enumerate(self.previews) if one.path == path]
        out = Arrivals([one for _, one in mine], decisions={one.key: self.decisions[one.key] for _, one in mine})
        for kept, all_of in zip(out._by_path, self._by_path, strict=True):
            kept.update({path: all_of[path]} if path in all_of else {})
        out.place = mine[0][0] if mine else 0
        self.remove(path)
        return out

    def join(self, others: "Arrivals") -> None:
        """Let files that were taken out stand again where they stood."""
        self.previews[others.place : others.place] = others.previews
        self.decisions |= others.decisions
        for all_of, theirs in zip(self._by_path, others._by_path, strict=True):
            all_of.update(theirs)

    @property
    def _by_path(self) -> tuple[dict[str, Any], ...]:
        return self.steps, self.undone, self.passwords, self.typed, self.waiting

    def remove(self, path: str) -> None:
        """Let a file go: it is in, or out."""
        self.previews = [one for one in self.previews if one.path != path]
        self.seen.discard(path)
        for all_of in self._by_path:
            all_of.pop(path, None)
        if self.shown is not None and self.shown.path == path:
            self.shown = None
