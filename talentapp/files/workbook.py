"""Reads the workbooks and text tables that offices send: which sheets, which columns, which rows, which values."""

from pathlib import Path

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Kind
from talentapp.files.headers import REQUIRED
from talentapp.files.layout import Table, tables
from talentapp.files.opening import Sheet, sheets
from talentapp.files.rows import records

_DOUBT = 0.3  # scores this close do not tell two kinds apart
_EVERY = 200  # rows between two reports of progress


def read(path: Path, kind: Kind | None = None, progress: Progress = silent) -> Reading:
    """All that can be understood of a workbook (xlsx, xlsm, xls, ods) or of a text table (csv, tsv, txt).

    `kind` says what the records are; without it the headings decide, and where a workbook holds tables of several
    kinds, the one with most records. Every sheet with a table of that kind is read, hidden ones only where no visible
    one has any. Values that cannot be read without doubt are left out and reported among the problems; a row with a
    blocking problem is among the rows all the same, so that a person sees what could not go in.

    Raises TalentError for a file that is no table of any kind, and whatever `progress` raises.
    """
    found = sheets(Path(path), progress)
    chosen = _chosen(path, found, kind)
    total = sum(table.last - table.first for table in chosen)
    rows: list[ReadRow] = []
    problems: list[Problem] = []
    done = 0
    for table in chosen:
        for number, (row, doubts) in enumerate(records(table)):
            if number % _EVERY == 0:
                progress(min(done + number, total), total)
            rows.append(row)
            problems += doubts
        done += table.last - table.first
        problems += _hidden(table, rows)
    progress(total, total)
    return Reading(
        kind=chosen[0].kind,
        rows=tuple(rows),
        problems=tuple(problems),
        columns=_columns(chosen),
        sheets=tuple(dict.fromkeys(table.sheet.name for table in chosen)),
    )


def _chosen(path: Path, found: list[Sheet], kind: Kind | None) -> list[Table]:
    """The tables to read, all of one kind. Raises TalentError where there is none."""
    filled = [sheet for sheet in found if any(cell is not None for row in sheet.rows for cell in row)]
    if not filled:
        raise TalentError(Fault.FILE_EMPTY, path=str(path))
    for visible in (True, False):
        found_here = [table for sheet in filled if sheet.visible is visible for table in tables(sheet)]
        complete = [table for table in found_here if table.complete]
        if chosen := _of_kind(complete, kind) if kind else _of_likeliest_kind(path, complete):
            return chosen
        if wanted := [table for table in found_here if kind in (None, table.kind)]:
            best = max(wanted, key=lambda table: table.score)
            facts = {"path": str(path), "sheet": best.sheet.name, "kind": best.kind}
            raise TalentError(Fault.REQUIRED_COLUMN_MISSING, **facts, field=REQUIRED[best.kind][0])
    raise TalentError(Fault.NO_HEADER, path=str(path), sheet=filled[0].name)


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


def _of_likeliest_kind(path: Path, complete: list[Table]) -> list[Table]:
    """Of each place the likeliest table, and of those the ones of the kind with most rows."""
    likeliest = _likeliest(complete)
    weights: dict[Kind, float] = {}
    for table in likeliest.values():
        rows = min(table.last - table.first, 50) + 0.1
        weights[table.kind] = weights.get(table.kind, 0.0) + table.score * rows
    if not weights:
        return []
    kind = max(weights, key=lambda each: weights[each])
    chosen = [table for table in likeliest.values() if table.kind is kind]
    strongest = max(chosen, key=lambda table: table.score)
    for table in complete:
        if _place(table) == _place(strongest) and table.kind is not kind and table.score > strongest.score - _DOUBT:
            raise TalentError(Fault.KIND_UNKNOWN, path=str(path), sheet=strongest.sheet.name)
    return chosen


def _hidden(table: Table, rows: list[ReadRow]) -> list[Problem]:
    """One word on records in rows that were hidden, by a filter or by hand: they are read, and somebody should know."""
    name = table.sheet.name
    own = range(table.first + 1, table.last + 1)
    hidden = [
        row.row for row in rows if row.sheet == name and row.row in own and row.row - 1 in table.sheet.hidden_rows
    ]
    return [Problem(Trouble.HIDDEN_ROWS, name, hidden[0], facts={"rows": len(hidden)})] if hidden else []


_FIELDS = {
    "name": ("name_zh", "name_en"),
    "family_name": ("name_zh", "name_en"),
    "employer_post": ("employer", "post"),
    "school_degree": ("graduated_from", "highest_degree"),
    "contact_way": ("phone", "email"),
    "effort": ("effort_percent", "months_per_year"),
    "effort_range": ("effort_min", "effort_max"),
    "period": ("start", "end"),
    "noncompete": ("noncompete_until", "noncompete_with"),
    "given_name": (),
    "row_number": (),
}


def _columns(chosen: list[Table]) -> dict[str, str]:
    """The fields that have a column, with its heading."""
    columns: dict[str, str] = {}
    for table in chosen:
        for column in table.columns:
            target = column.heading.target
            fields = ("forms",) if target.startswith("form:") else _FIELDS.get(target, (target,))
            for field in fields:
                columns.setdefault(field, column.written)
    return columns
