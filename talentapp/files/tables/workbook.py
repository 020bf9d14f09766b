"""Reads the workbooks and text tables that offices send: which sheets, which columns, which rows, which values."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.folding import folded
from talentapp.domain.intake import Problem, ReadColumn, Reading, ReadRow, ReadTable, Retyped, Trouble, letter
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Kind
from talentapp.files.rosters import returning
from talentapp.files.tables.headers import NEVER, REQUIRED, fields_of
from talentapp.files.tables.kinds import rather_people, said_to_be
from talentapp.files.tables.layout import likeliest_header, tables
from talentapp.files.tables.lettered import own_names
from talentapp.files.tables.opening import Sheet, sheets
from talentapp.files.tables.retyping import retype
from talentapp.files.tables.rows import records
from talentapp.files.tables.table import Corrections, Table
from talentapp.files.values.cells import shown

_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_DOUBT = 0.3  # scores this close do not tell two kinds apart
_EVERY = 200  # rows between two reports of progress
_FEW = 4  # columns of a list of contacts
_OF_CONTACTS = {"row_number", "name", "name_zh", "name_en", "post", "email", "phone", "contact_way", "notes"}
_BESIDE = 3  # understood columns that make a table of another kind than the file's main one
_ORDER = (Kind.ORGANISATIONS, Kind.CANDIDATES, Kind.PROJECTS)
_NONE: Corrections = MappingProxyType({})

# Sheets that people keep beside the one that counts.
_OUTDATED = re.compile(
    r"(?:旧|舊|作废|作廢|废弃|备份|備份|草稿|历史|歷史|存档|存檔|归档|往年|去年|停用|勿用|模板|模版|范本|範本|样表|樣表|示例|范例|"
    r"填[报表写]?说明|填写须知|填表须知|注意事项|指南|字典|数据源|下拉|"
    r"\b(?:old|backup|archived?|draft|obsolete|deprecated|do not use|template|"
    r"example|sample|copy|read ?me|instructions?)\b)",
    re.I,
)


def read_all(
    path: Path,
    kind: Kind | None = None,
    progress: Progress = silent,
    corrections: Corrections = _NONE,
    retyped: Iterable[Retyped] = (),
) -> tuple[Reading, ...]:
    """All that a workbook (xlsx, xlsm, xls, ods) or a text table (csv, tsv, txt) holds: a reading of each kind of
    record, organisations first, as projects belong to them. A roster that comes back is one reading of pairings, see
    `returning`.

    `kind` says what the records are; without it the headings decide. Every sheet with a table of a kind is read, hidden
    ones only where no visible one has any. Values that cannot be read without doubt are left out and reported among the
    problems; a row with a blocking problem is among the rows all the same, so that a person sees what could not go in.
    `corrections` says what columns mean where a person has said so before, `retyped` what some cells are to be read as.

    Raises TalentError for a file that is no table of any kind and for a retyped cell that it has not, and whatever
    `progress` raises.
    """
    path = Path(path)
    found = sheets(path, progress)
    changed = retype(path, found, retyped)
    if kind is None and (roster := returning.roster(str(path), found)) is not None:
        return (replace(roster, retyped=changed),)
    if corrections:
        own_names(path, found)
    chosen = _chosen(path, found, kind, corrections)
    kinds = {table.kind for table in chosen}
    return tuple(
        replace(_reading([table for table in chosen if table.kind is each], progress), retyped=changed)
        for each in _ORDER
        if each in kinds
    )


def sketch(
    path: Path, kind: Kind | None = None, progress: Progress = silent, corrections: Corrections = _NONE
) -> Reading:
    """The columns of a file that `read_all` refuses as none of them names its records: no rows, and the table whose
    columns a person can give a meaning to. Raises TalentError where there is nothing like a table."""
    path = Path(path)
    own_names(path, read := sheets(path, progress))
    found = [header for sheet in read if (header := likeliest_header(sheet, kind, corrections))]
    if not found:
        raise _without_header(path, "")
    best = max(found, key=lambda table: (table.sheet.visible, table.score, table.last - table.first))
    return Reading(best.kind, (), (), {}, (best.sheet.name,), tables=(_described(best),))


def _reading(chosen: Sequence[Table], progress: Progress) -> Reading:
    total = sum(table.last - table.first for table in chosen)
    rows: list[ReadRow] = []
    problems: list[Problem] = []
    done = 0
    current = [table for table in chosen if not _OUTDATED.search(table.sheet.name)] or chosen
    for table in chosen:
        if table not in current:
            problems.append(Problem(Trouble.SHEET_LEFT_OUT, table.sheet.name, table.first + 1))
            continue
        for number, (row, doubts) in enumerate(records(table)):
            if number % _EVERY == 0:
                progress(min(done + number, total), total)
            rows.append(row)
            problems += doubts
        done += table.last - table.first
        problems += _hidden(table, rows)
    progress(total, total)
    unread = dict.fromkeys(heading for table in current for _, heading in table.unread)
    return Reading(
        kind=chosen[0].kind,
        rows=tuple(rows),
        problems=tuple(problems),
        columns=_columns(current),
        sheets=tuple(dict.fromkeys(table.sheet.name for table in current)),
        unused=tuple(heading for heading in unread if not NEVER.search(folded(heading))),
        never=tuple(heading for heading in unread if NEVER.search(folded(heading))),
        tables=tuple(_described(table) for table in current),
    )


_SAMPLE = 3  # values shown of a column


def _described(table: Table) -> ReadTable:
    """The table's columns for a person who looks at what was made of them."""
    if table.sheet.turned or table.sheet.half or any(column.row is not None for column in table.columns):
        return ReadTable(table.sheet.name, 1, "", ())
    known = {column.place: (column.written, column.heading.target) for column in table.columns}
    known |= {place: (heading, "") for place, heading in table.unread}
    if table.lettered:
        known = {place: ("", target) for place, (_, target) in known.items()}
    columns = []
    for place, (heading, target) in sorted(known.items()):
        cells = (table.sheet.cell(row, place) for row in range(table.first, min(table.last, table.first + 50)))
        values = dict.fromkeys(shown(cell).strip()[:80] for cell in cells if cell is not None)
        taken = target if fields_of(target) else ""  # of a running number nothing is
        columns.append(ReadColumn(letter(place), heading, taken, tuple(filter(None, values))[:_SAMPLE]))
    own = table.sheet.own if table.first_row else ""
    first = table.first_row if own else None
    return ReadTable(
        table.sheet.name, table.first, table.shape, tuple(columns), table.last, table.sheet.rows, first, own
    )


def _chosen(path: Path, found: list[Sheet], kind: Kind | None, corrections: Corrections) -> list[Table]:
    """The tables to read. Raises TalentError where there is none."""
    if returning.is_roster(found):
        raise TalentError(Fault.KIND_UNKNOWN, path=str(path), sheet=found[0].name)  # its people are in already
    filled = [sheet for sheet in found if any(cell is not None for row in sheet.rows for cell in row)]
    if not filled:
        raise TalentError(Fault.FILE_EMPTY, path=str(path))
    for visible in (True, False):
        found_here = [table for sheet in filled if sheet.visible is visible for table in tables(sheet, corrections)]
        if kind is None:
            found_here = rather_people(found_here)
        complete = [table for table in found_here if table.complete]
        if chosen := _of_kind(complete, kind) if kind else _of_every_kind(path, complete, corrections):
            return chosen
        if wanted := [table for table in found_here if kind in (None, table.kind)]:
            best = max(wanted, key=lambda table: table.score)
            facts = {"path": str(path), "sheet": best.sheet.name, "kind": best.kind}
            raise TalentError(Fault.REQUIRED_COLUMN_MISSING, **facts, field=REQUIRED[best.kind][0])
    raise _without_header(path, filled[0].name)


def _without_header(path: Path, sheet: str) -> TalentError:
    """Why nothing in a file can be a table: it is no workbook, whatever its name says, or names no columns."""
    if sheet:
        return TalentError(Fault.NO_HEADER, path=str(path), sheet=sheet)
    named_a_workbook = path.suffix.lower() in _WORKBOOKS  # exports of text are, too, and those have a header
    return TalentError(Fault.FILE_NOT_WORKBOOK if named_a_workbook else Fault.NO_HEADER_IN_TEXT, path=str(path))


def _of_kind(complete: list[Table], kind: Kind) -> list[Table]:
    """The tables of this kind, without those whose sheets are rather of another kind, if there are others."""
    likeliest = _likeliest(complete)
    mine = [table for table in complete if table.kind is kind]
    return [t for t in mine if t.score > likeliest[_place(t)].score - _DOUBT] or mine


def _place(table: Table) -> tuple[int, int]:
    return id(table.sheet), table.last


def _likeliest(complete: list[Table]) -> dict[tuple[int, int], Table]:
    """For each place that has tables, the likeliest of them."""
    best: dict[tuple[int, int], Table] = {}
    for table in complete:
        if table.score > best.setdefault(_place(table), table).score:
            best[_place(table)] = table
    return best


def _main_kind(chosen: Sequence[Table]) -> Kind:
    """The kind with most rows."""
    weights: dict[Kind, float] = {}
    for table in chosen:
        rows = min(table.last - table.first, 50) + 0.1
        weights[table.kind] = weights.get(table.kind, 0.0) + table.score * rows
    return max(weights, key=lambda each: weights[each])


def _of_every_kind(path: Path, complete: list[Table], corrections: Corrections) -> list[Table]:
    """Of each place the likeliest table: all those of the main kind, and of other kinds the ones that leave no doubt
    (a list of codes or of counts beside the records is no table of them)."""
    likeliest = list(_likeliest(complete).values())
    if not likeliest:
        return []
    main = _main_kind(likeliest)
    strongest = max((table for table in likeliest if table.kind is main), key=lambda table: table.score)
    for table in complete:
        if _place(table) == _place(strongest) and table.kind is not main and table.score > strongest.score - _DOUBT:
            raise TalentError(Fault.KIND_UNKNOWN, path=str(path), sheet=strongest.sheet.name)
    likeliest = [table for table in likeliest if table is strongest or not _lists_contacts(table, strongest)]
    return [
        table for table in likeliest if table.kind is main or said_to_be(table, corrections) or _stands_alone(table)
    ]


def _lists_contacts(table: Table, strongest: Table) -> bool:
    """Whether a small table beside the records says no more of its people than how they are reached: who is on the
    board, whom to ask."""
    targets = {column.heading.target for column in table.columns}
    small = len(targets) <= _FEW and 2 * len(targets) <= len(strongest.columns)
    alike = table.kind is strongest.kind and table.sheet is not strongest.sheet
    return alike and small and targets <= _OF_CONTACTS


def _stands_alone(table: Table) -> bool:
    sure = {column.heading.target for column in table.columns if column.heading.surety >= 0.9}
    return len(sure - {"row_number", "notes"}) >= _BESIDE


def _hidden(table: Table, rows: list[ReadRow]) -> list[Problem]:
    """One word on records in rows that were hidden, by a filter or by hand: they are read, and somebody should know."""
    name = table.sheet.name
    own = range(table.first + 1, table.last + 1)
    hidden = [
        row.row for row in rows if row.sheet == name and row.row in own and row.row - 1 in table.sheet.hidden_rows
    ]
    return [Problem(Trouble.HIDDEN_ROWS, name, hidden[0], facts={"rows": len(hidden)})] if hidden else []


def _columns(chosen: Sequence[Table]) -> dict[str, str]:
    """The fields that have a column, with its heading."""
    columns: dict[str, str] = {}
    for table in chosen:
        for column in table.columns:
            for field in fields_of(column.heading.target):
                columns.setdefault(field, "" if table.lettered else column.written)
    return columns
