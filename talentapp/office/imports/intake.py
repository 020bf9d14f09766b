"""Taking files in: a dry run that says what each row would do, then one transaction that does it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from talentapp import assets
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import FIRST_ROW, KIND, FirstRow, Problem, Reading, ReadTable, Retyped
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import SAMPLE, Candidate
from talentapp.domain.roles import Act, Actor
from talentapp.domain.terms import Export, Form, Kind
from talentapp.office.guarding import guarded
from talentapp.office.imports import undoing
from talentapp.office.imports.committing import Choice, Part, coming, commit, planned
from talentapp.office.imports.grid import Grid
from talentapp.office.imports.known import KnownPeople
from talentapp.office.views.imports import ImportResult, PagePicture, Preview, UndoPreview, UndoResult, in_order
from talentapp.store import imports, queries, writes
from talentapp.store.engine import Store
from talentapp.store.trail import note

_SAMPLES = ("organisations", "candidates", "university_projects", "firm_projects")


@guarded
class Intake:
    """Imports of candidates, projects and organisations."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = KnownPeople()

    @property
    def actor(self) -> Actor:
        """Who sits before the screen: what one has begun to bring in is not shown to another."""
        return self._store.actor

    @property
    def allowed(self) -> bool:
        """Whether the person before the screen may import records; a roster may come back from a liaison, too."""
        return self._store.actor.may(Act.IMPORT)

    def preview(
        self,
        path: Path,
        kind: Kind | None = None,
        progress: Progress = silent,
        password: str = "",
        candidate_id: int | None = None,
    ) -> Preview:
        """What importing the file would do, row by row; nothing is changed. Of a file with several kinds of record
        the one with most rows; `previews` has them all.

        A workbook or a text table has many rows; a CV (PDF, Word, text) or a record in a standard has one, with the
        place of each value. Raises a TalentError that names the file and the remedy when it cannot be read at all.
        """
        return max(self.previews(path, kind, progress, password, candidate_id), key=lambda preview: len(preview.rows))

    def previews(
        self,
        path: Path,
        kind: Kind | None = None,
        progress: Progress = silent,
        password: str = "",
        candidate_id: int | None = None,
        retyped: Sequence[Retyped] = (),
    ) -> tuple[Preview, ...]:
        """What importing the file would do, a preview for each kind of record in it, in the order to commit them in.

        `candidate_id` says whose publications a BibTeX file holds; without it, their authors are looked for. Cells that
        a person has `retyped` are read as typed: in the plan, in what is committed and in the annotated copy; the file
        stays as it is. Raises what `preview` raises, CELL_MISSING, and NOT_A_TABLE where a file has no cells.
        """
        from talentapp.office.imports.documents import read_any  # late: the window is painted without it

        path = self._foreign(path)
        with self._store.reading() as session:
            corrections = imports.corrections(session)
        readings = read_any(path, kind, progress, password, lambda: self._people(candidate_id), corrections, retyped)
        return self.previews_of(path, readings, progress)

    def sketch(self, path: Path, progress: Progress = silent) -> tuple[Preview, ...]:
        """A preview without rows of a table that cannot be read because no column names its records, so that a person
        can say what its columns mean. Raises what `preview` raises where that would not help."""
        from talentapp.files.tables import workbook

        path = self._foreign(path)
        with self._store.reading() as session:
            corrections = imports.corrections(session)
        return self.previews_of(path, [workbook.sketch(path, None, progress, corrections)], progress)

    def _foreign(self, path: Path) -> Path:
        """The path of a file that is none of the database's own: those are refused before anybody opens them."""
        path = Path(path)
        if self._store.holds(path):
            raise TalentError(Fault.FILE_IS_DATABASE, path=str(path))
        return path

    def _people(self, candidate_id: int | None) -> tuple[Sequence[Candidate], bool]:
        """The candidates who may have written something, and whether they were chosen."""
        with self._store.reading() as session:
            if candidate_id is not None:
                return [writes.get(session, Candidate, candidate_id)], True
            return queries.all_of(session, Candidate), False

    def previews_of(self, path: Path, readings: Sequence[Reading], progress: Progress = silent) -> tuple[Preview, ...]:
        """What readings of the file would do, such as one that a person has corrected."""
        with self._foreign(path).open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        with self._store.reading() as session:
            previews: list[Preview] = []
            for reading in readings:
                if reading.kind is not Kind.PAIRINGS:  # a roster that comes back may be a liaison's
                    self._store.actor.require(Act.IMPORT)
                before = coming(previews, {}) if reading.kind is Kind.PROJECTS else ()
                preview = Preview(
                    path=str(path),
                    file_name=path.name,
                    file_sha256=digest,
                    kind=reading.kind,
                    columns=reading.columns,
                    rows=(),
                    problems=(),
                    new_organisations={},
                    reading=reading,
                    fingerprint=(),
                    coming=before,
                )
                previews.append(planned(session, self._store.actor, preview, self._known, progress).prepared())
        return tuple(previews)

    def together(
        self,
        previews: Sequence[Preview],
        decisions: Mapping[str, Mapping[int, Choice]] | None = None,
        progress: Progress = silent,
    ) -> tuple[Preview, ...]:
        """The previews of several files as they will go in `in_order`: their projects know the organisations of all of
        them, but for those that `decisions` leave out. One that says the same as before is the very same."""
        first = [preview for file in in_order(previews) for preview in file]
        before = coming(first, decisions or {})
        with self._store.reading() as session:
            return tuple(
                planned(session, self._store.actor, replace(preview, coming=before), self._known, progress).prepared()
                if preview.kind is Kind.PROJECTS and preview.coming != before
                else preview
                for preview in previews
            )

    def corrected(self, preview: Preview, typed: Mapping[str, str | list[Form]]) -> Preview:
        """The preview of a CV with the values that a person typed instead of those read, the others as they were;
        nothing is changed.

        Texts are by field, items of a list separated by semicolons or lines; what cannot be read is among the problems.
        """
        from talentapp.office.imports.documents import corrected

        return self.previews_of(Path(preview.path), [corrected(preview, typed)])[0]

    @staticmethod
    def page_picture(path: Path, page: int, width: int, password: str = "", progress: Progress = silent) -> PagePicture:
        """A page of a PDF (from 1) drawn `width` pixels wide. Raises TalentError where it cannot be."""
        from talentapp.office.imports.documents import page_picture

        return page_picture(path, page, width, password, progress)

    def commit(
        self, preview: Preview, decisions: Mapping[int, Choice] | None = None, progress: Progress = silent
    ) -> ImportResult:
        """Do what one preview says; see `commit_all`."""
        return self.commit_all([preview], {preview.key: decisions or {}}, progress)

    def commit_all(
        self,
        previews: Sequence[Preview],
        decisions: Mapping[str, Mapping[int, Choice]] | None = None,
        progress: Progress = silent,
        after: tuple[int, ...] = (),
    ) -> ImportResult:
        """Do what the previews of a file say, but for the rows that `decisions` (by the key of the preview, then by row
        number) settles otherwise.

        All in one transaction and as one import: a fault or a cancel leaves the database as it was, and it is undone
        as a whole. A file that brings nothing new, and of which no row is refused, leaves no trace. Raises RECORD_STALE
        when records have changed since the preview and a row would now do something else (so the same preview cannot go
        in twice), RECORD_GONE. Of several files taken in together, `after` is the fingerprint that the one before has
        left: where nothing else has changed since, rows may find records that came in with those before. Raises
        IMPORT_CHANGED where a row would then do what its preview has not shown.
        """
        if any(preview.kind is not Kind.PAIRINGS for preview in previews):
            self._store.actor.require(Act.IMPORT)
        source = SAMPLE if Path(previews[0].path).resolve() in self.sample_files() else ""
        parts = [  # before the transaction: the knowledge base takes its time to load
            Part(preview, (decisions or {}).get(preview.key, {}), {**_places(preview), "source": source})
            for preview in previews
        ]
        with self._store.writing(progress) as session:
            return commit(session, self._store.actor, parts, self._known, progress, after)

    def annotate(
        self,
        previews: Sequence[Preview],
        out: Path,
        say: Callable[[Problem], str],
        heading: str,
        progress: Progress = silent,
    ) -> int:
        """Write a copy of the file with its problems in it: a column headed `heading`, comments at the cells, in the
        sentences that `say` makes; cells that a person typed anew say what was typed, and what they said before. The
        previews are those of one file. Returns how many problems and such cells it tells of.

        Raises NOT_A_TABLE for a CV or a record in a standard, FOLDER_NOT_WRITABLE, DISK_FULL, and what reading the file
        raises.
        """
        from talentapp.files.tables.annotated import Mark, annotated

        if not any(preview.reading.tabular for preview in previews):
            raise TalentError(Fault.NOT_A_TABLE, path=previews[0].path)
        progress(0, None)
        with self._store.writing(progress) as session:  # before it is written: one that fails was still tried
            known = {row.target_id for preview in previews for row in preview.rows if row.target_id}
            note(session, "export", previews[0].kind.value.removesuffix("s"), known or (0,), (), Export.ANNOTATED)
        typed = dict.fromkeys(cell for preview in previews for cell in preview.reading.retyped)
        told = [each for preview in previews for each in preview.problems if each.row]
        marks = [Mark(cell.sheet, cell.row, cell.column, say(cell.remark), "retyped", cell.text) for cell in typed]
        marks += [
            Mark(each.sheet, each.row, each.column, say(each), "bad" if each.blocking else "look") for each in told
        ]
        headers: dict[str, int] = {}
        for table in (table for preview in previews for table in preview.reading.tables):
            headers.setdefault(table.sheet, table.header)
        annotated(Path(previews[0].path), out, marks, headers, heading, progress)
        return len(marks)

    def undo_preview(self, batch_id: int, progress: Progress = silent) -> UndoPreview:
        """What undoing a whole import would take back, what would go with it, and what it would leave because of what a
        person has done since. Raises RECORD_GONE, IMPORT_UNDONE."""
        with self._store.reading() as session:
            return undoing.preview(session, batch_id, progress)

    def undo(self, batch_id: int, progress: Progress = silent) -> UndoResult:
        """Take back an import as a whole, in one transaction: what it made goes, with what only the program wrote of
        it, what it changed is as it was before, and what it said of pairings is retracted.

        What somebody has edited, decided on or laid down since stays, and is listed. Raises RECORD_GONE, IMPORT_UNDONE.
        """
        with self._store.writing(progress) as session:
            return undoing.undo(session, batch_id, self._store.actor, progress)

    def say_first_row(self, table: ReadTable, kind: Kind, first: FirstRow) -> None:
        """Keep what a person said that the first row of a table is: of its sheet in this very file. What was kept under
        a heading that is data after all is kept no more."""
        with self._store.writing() as session:
            if first is FirstRow.DATA and table.shape != table.own:
                imports.forget(session, table.shape)
            imports.remember(session, table.own, {FIRST_ROW: first.value, KIND: kind.value})

    def say_kind(self, tables: Sequence[ReadTable], kind: Kind) -> None:
        """Keep what a person said that the records of tables are: for all files with the same headings, or without
        headings for this one."""
        with self._store.writing() as session:
            for table in tables:
                if table.shape:
                    imports.remember(session, table.shape, {**_first_row(table), KIND: kind.value})

    def say_meaning(self, table: ReadTable, kind: Kind, column: str, target: str) -> None:
        """Keep what a person said that a column means, by its heading, or in a table without headings by its letter."""
        with self._store.writing() as session:
            of_data = {**_first_row(table), KIND: kind.value} if _first_row(table) else {}
            imports.remember(session, table.shape, {**of_data, column: target})

    @staticmethod
    def grids(preview: Preview) -> tuple[Grid, ...]:
        """The tables of a previewed file as they stand there; none for a form or a document."""
        return tuple(Grid(preview, table) for table in preview.reading.tables if table.shape)

    @staticmethod
    def targets(kind: Kind) -> tuple[str, ...]:
        """What a column of a table of this kind may mean, in the order of the form; nothing but itself in a roster that
        comes back."""
        from talentapp.files.tables.synonyms import SYNONYMS

        if kind is Kind.PAIRINGS:
            return ()
        single = {"forms": tuple(f"form:{form}" for form in Form)}  # a form that is ticked has a column of its own
        named = (target for target in SYNONYMS[kind] if target != "row_number")
        return tuple(one for target in named for one in (target, *single.get(target, ())))

    def take_sample_in(self, progress: Progress = silent) -> list[tuple[Preview, ImportResult]]:
        """Import the sample programme: what each of its workbooks was read as, and what it did."""
        done = []
        for path in self.sample_files():
            preview = self.preview(path, progress=progress)
            done.append((preview, self.commit(preview, progress=progress)))
        return done

    @staticmethod
    def sample_files() -> list[Path]:
        """The workbooks of the sample programme, in the order in which they go in."""
        return [assets.path(f"resources/sample/{name}.xlsx") for name in _SAMPLES]

    @staticmethod
    def starter_directory() -> Path:
        """The workbook of organisations that the plan names."""
        return assets.path("resources/directory/organisations.xlsx")


def _first_row(table: ReadTable) -> dict[str, str]:
    """What is kept of a table that has no headings."""
    return {FIRST_ROW: FirstRow.DATA.value} if table.first_row is FirstRow.DATA else {}


def _places(preview: Preview) -> dict[str, Any]:
    """Where the values of a CV were read; nothing for a workbook, whose rows say it."""
    if preview.reading.paper is None:
        return {}
    from talentapp.office.imports.documents import origins  # late, as the readers are

    return {"places": origins(preview.reading.rows[0])}
