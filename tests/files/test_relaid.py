"""The same list laid out otherwise says the same: columns in another order, headings numbered, starred, in brackets,
the header again on each page, banners above, signatures below."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from talentapp.domain.progress import silent
from talentapp.files.tables.layout import tables
from talentapp.files.tables.opening import Sheet, sheets
from talentapp.files.tables.rows import records
from talentapp.files.values.cells import Cell
from tests.files.cards import CASES
from tests.files.offices import Case

pytestmark = pytest.mark.usefixtures("read_here")

Rows = list[list[Cell]]
PLAIN = [case for case in CASES if case.suffix == ".xlsx"]


def read(sheet: Sheet) -> list[dict[str, Any]]:
    """What the best complete table of a sheet says, record by record."""
    found = [table for table in tables(sheet) if table.complete]
    best = max(found, key=lambda table: table.score, default=None)
    return [] if best is None else [{**row.values, "words": row.words} for row, _ in records(best)]


def header_of(sheet: Sheet) -> int | None:
    """The row of the header, where one row is all of it and neither merges nor forms come into it."""
    found = [table for table in tables(sheet) if table.complete]
    if len({table.first for table in found}) != 1 or found[0].sheet is not sheet or sheet.merged or sheet.unvalued:
        return None
    deep = found[0].first
    return deep - 1 if deep and any(sheet.rows[deep - 1]) and found[0].headings else None


def _headings(change: Callable[[int, str], str]) -> Callable[[Rows, int], Rows]:
    def relaid(rows: Rows, header: int) -> Rows:
        heads = [change(at, cell) if isinstance(cell, str) else cell for at, cell in enumerate(rows[header], 1)]
        return [*rows[:header], heads, *rows[header + 1 :]]

    return relaid


def _reversed(rows: Rows, header: int) -> Rows:
    width = max(map(len, rows))
    return [
        list(reversed([*row, *[None] * (width - len(row))])) if at >= header else row for at, row in enumerate(rows)
    ]


def _apart(rows: Rows, header: int) -> Rows:
    return [[part for cell in row for part in (cell, None)] if at >= header else row for at, row in enumerate(rows)]


def _paged(rows: Rows, header: int) -> Rows:
    again = header + 3
    return [*rows[:again], list(rows[header]), *rows[again:]] if len(rows) > again else rows


LAYOUTS: dict[str, Callable[[Rows, int], Rows]] = {
    "reversed": _reversed,
    "apart": _apart,
    "paged": _paged,
    "lower": lambda rows, _: [
        ["附件3：人才工作情况表"],
        ["填报单位（盖章）：某区人才办", None, "填报日期：2026年6月8日"],
        [],
        *rows,
    ],
    "signed": lambda rows, _: [*rows, [], ["填表人：王某", None, "审核人："], ["注：到岗时间请填具体日期。"]],
    "spaced": lambda rows, header: [*rows[: header + 1], *[line for row in rows[header + 1 :] for line in (row, [])]],
    "numbered": _headings(lambda at, cell: cell if cell[0].isdigit() else f"{at}、{cell}"),
    "asked": _headings(lambda at, cell: cell if cell[0].isdigit() else f"Q{at}. {cell}"),
    "starred": _headings(lambda at, cell: f"*{cell}" if at % 2 else f"{cell}（必填）"),
    "coloned": _headings(lambda _, cell: f"{cell}："),
    "bracketed": _headings(lambda _, cell: f"【{cell}】"),
}


@pytest.mark.long
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_laid_out_otherwise_says_the_same(tmp_path: Path, layout: str) -> None:
    compared = 0
    for case in PLAIN:
        for sheet in _sheets(case, tmp_path):
            header = header_of(sheet)
            if header is None or any(None in row and all(cell is None for cell in row) for row in sheet.rows):
                continue
            wanted = read(sheet)
            got = read(replace(sheet, rows=LAYOUTS[layout]([list(row) for row in sheet.rows], header)))
            assert got == wanted, (case.name, sheet.name)
            compared += len(wanted)
    assert compared > 20


_OPENED: dict[str, list[Sheet]] = {}


def _sheets(case: Case, folder: Path) -> list[Sheet]:
    """The sheets of a file, opened once."""
    if case.name not in _OPENED:
        path = folder / f"{case.name}.xlsx"
        case.write(path)
        _OPENED[case.name] = sheets(path, silent)
    return _OPENED[case.name]
