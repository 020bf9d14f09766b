"""The files on their way in as they are kept on disk, so that a crash or an end of the day loses no work on them: where
they lie, and what a person has corrected and decided. Of what they say nothing else is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Retyped
from talentapp.domain.progress import Progress
from talentapp.gui.imports.import_work import read
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.office.views.imports import Merge, PlannedRow, Preview

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake

_KEPT_AFTER = 400  # milliseconds without a further change
Step = tuple[Retyped, ...]
"""Cells that were typed anew at once, and are taken back at once."""


def cells_of_steps(steps: Sequence[Step]) -> tuple[Retyped, ...]:
    """The cells of all steps, newest last."""
    return tuple(cell for step in steps for cell in step)


@dataclass(frozen=True)
class KeptRow:
    """A row that a person has worked on: where it stands, a digest of its name, and what was decided of it, if it was:
    create, update, skip, or the fields of a Merge."""

    kind: str
    sheet: str
    row: int
    mark: str
    decided: str | list[str] = ""

    @property
    def decision(self) -> "str | Merge":
        """The decision, as imports take it."""
        return self.decided if isinstance(self.decided, str) else Merge(frozenset(self.decided))


@dataclass(frozen=True)
class KeptFile:
    """A file on its way in. `retyped` has its cells as they were typed, step by step, each with what the file said
    there; `typed` the values of a document that were put in the place of those read."""

    path: str
    sha256: str
    retyped: tuple[Step, ...] = ()
    rows: tuple[KeptRow, ...] = ()
    typed: Mapping[str, Any] | None = None

    @property
    def corrections(self) -> int:
        """How many cells and values say something else than the file."""
        cells = {cell.place: cell for cell in cells_of_steps(self.retyped)}
        return sum(cell.text != cell.was for cell in cells.values()) + len(self.typed or {})

    @property
    def decisions(self) -> int:
        """How many rows somebody has decided about."""
        return sum(bool(row.decided) for row in self.rows)


@dataclass(frozen=True)
class Resumed:
    """A kept file, read again: its previews with what still holds of the work on it, and how much does not (None where
    the file is the same as before)."""

    previews: tuple[Preview, ...]
    retyped: tuple[Step, ...]
    typed: Mapping[str, Any]
    decisions: Mapping[str, Mapping[int, Any]]  # by the key of the preview, then by row
    lost: int | None = None


def kept_file(
    previews: Sequence[Preview],
    retyped: Sequence[Step],
    typed: Mapping[str, Any],
    decisions: Mapping[str, Mapping[int, Any]],
) -> KeptFile:
    """What is to be kept of a file."""
    was = {cell.place: cell.was for preview in previews for cell in preview.reading.retyped}
    steps = tuple(
        tuple(Retyped(one.sheet, one.row, one.column, one.text, was.get(one.place, one.text)) for one in step)
        for step in retyped
    )
    touched, rows = {(cell.sheet, cell.row) for step in steps for cell in step}, []
    for preview in previews:
        decided = decisions.get(preview.key, {})
        for row in preview.rows:
            if row.number in decided or (row.sheet, row.row) in touched:
                one = decided.get(row.number, "")
                said = sorted(one.fields) if isinstance(one, Merge) else str(one)
                rows.append(KeptRow(preview.kind.value, row.sheet, row.row, _mark(row), said))
    return KeptFile(previews[0].path, previews[0].file_sha256, steps, tuple(rows), dict(typed))


def resuming(intake: "Intake", kept: KeptFile) -> Callable[[Progress], Resumed]:
    """Read a kept file again, with the work on it. Of one that has changed since, what was done to a row holds where
    the row has the name it had, and a cell says what it said; of a document that has, nothing does."""

    def work(progress: Progress) -> Resumed:
        try:
            previews = read(intake, Path(kept.path), progress, "", cells_of_steps(kept.retyped), kept.typed or {})
        except TalentError as error:
            if error.code not in (Fault.CELL_MISSING, Fault.NOT_A_TABLE):
                raise
            bare = replace(kept, retyped=(), typed={})
            return _again(kept, bare, intake.previews(Path(kept.path), progress=progress))
        if previews[0].file_sha256 == kept.sha256:
            return Resumed(previews, kept.retyped, kept.typed or {}, _decided(kept, previews))
        marks = {(row.sheet, row.row): _mark(row) for preview in previews for row in preview.rows}
        rows = tuple(row for row in kept.rows if marks.get((row.sheet, row.row)) == row.mark)
        moved = {(row.sheet, row.row) for row in kept.rows} - {(row.sheet, row.row) for row in rows}
        was = {cell.place: cell.was for preview in previews for cell in preview.reading.retyped}
        steps = tuple(
            tuple(
                cell
                for cell in step
                if (cell.sheet, cell.row) not in moved and was.get(cell.place, cell.was) == cell.was
            )
            for step in kept.retyped
        )
        holds = replace(kept, retyped=tuple(filter(None, steps)), rows=rows, typed={})
        if (steps, kept.typed or {}) != (kept.retyped, {}):
            previews = intake.previews(Path(kept.path), progress=progress, retyped=cells_of_steps(steps))
        if previews[0].reading.paper is not None:
            holds = replace(holds, rows=())
        return _again(kept, holds, previews)

    return work


def _again(kept: KeptFile, holds: KeptFile, previews: tuple[Preview, ...]) -> Resumed:
    decided = _decided(holds, previews)
    lost = kept.corrections + kept.decisions - holds.corrections - sum(map(len, decided.values()))
    return Resumed(previews, holds.retyped, {}, decided, lost)


def _decided(kept: KeptFile, previews: Sequence[Preview]) -> dict[str, dict[int, Any]]:
    decided: dict[str, dict[int, Any]] = {preview.key: {} for preview in previews}
    for preview in previews:
        for row in kept.rows:
            number = preview.numbers.get((row.sheet, row.row))
            if row.decided and row.kind == preview.kind and number is not None:
                decided[preview.key][number] = row.decision
    return decided


def _mark(row: PlannedRow) -> str:
    from hashlib import sha256  # late, as in the store of drafts

    return sha256(row.title.encode()).hexdigest()[:12]


class Keeper(QObject):
    """Keeps what is on its way in, a moment after each change, and finds what windows before this one have left."""

    def __init__(self, drafts: DraftStore, what: str, files: Callable[[], Sequence[KeptFile]]) -> None:
        super().__init__()
        self._drafts, self._files = drafts, files
        self._beginning = f"{what}-"
        self._name = self._unused()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_KEPT_AFTER)
        self._soon.timeout.connect(self.now)

    def soon(self) -> None:
        """Keep what there is, once nothing has changed for a moment."""
        self._soon.start()

    def now(self) -> None:
        """Keep what there is."""
        self._soon.stop()
        if files := self._files():
            self._drafts.write(self._name, {"files": [_as_json(file) for file in files]})
        else:
            self._drafts.forget(self._name)

    def flush(self) -> None:
        """Keep what has changed since it was kept last."""
        if self._soon.isActive():
            self.now()

    def go_on(self, name: str) -> list[KeptFile]:
        """The files kept under a name, under which they are kept from now on."""
        self._name = name
        return _files_of(self._drafts.load(name))

    def left(self) -> tuple[str, list[KeptFile]] | None:
        """The first of what was left and is nowhere in view, with its name."""
        for name in self._drafts.names(self._beginning):
            if files := _files_of(self._drafts.load(name)):
                return name, files
        return None

    def drop(self, name: str) -> tuple[int, Callable[[], None]]:
        """Keep it no more; of how many files that was, and what keeps them again."""
        kept = self._drafts.load(name)
        self._drafts.forget(name)
        if name == self._name:  # else what comes in from now on would take its place
            self._name = self._unused()
        return len(_files_of(kept)), partial(self._drafts.write, name, kept)

    def _unused(self) -> str:
        from uuid import uuid4  # late, as in the store of drafts

        return f"{self._beginning}{uuid4().hex[:12]}"


def _as_json(file: KeptFile) -> dict[str, Any]:
    """A file as it is kept: plain lists, for there may be thousands of cells."""
    cells = [[[one.sheet, one.row, one.column, one.text, one.was] for one in step] for step in file.retyped]
    rows = [[one.kind, one.sheet, one.row, one.mark, one.decided] for one in file.rows]
    return {"path": file.path, "sha256": file.sha256, "retyped": cells, "rows": rows, "typed": file.typed}


def _files_of(kept: Mapping[str, Any]) -> list[KeptFile]:
    try:
        return [
            KeptFile(
                one["path"],
                one["sha256"],
                tuple(tuple(Retyped(*cell) for cell in step) for step in one["retyped"]),
                tuple(KeptRow(*row) for row in one["rows"]),
                one["typed"],
            )
            for one in kept.get("files", ())
        ]
    except (KeyError, TypeError):
        return []
