"""The roster against goldens: compared by what the cells say and how they look, not by bytes.

After an intended change, run with TALENTAPP_WRITE_GOLDENS=1 and read the difference before committing it.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from talentapp.files.rosters.roster import write
from tests.files.rosters import sample_roster, words

HERE = Path(__file__).parent


def style(cell: Cell) -> str:
    """How a cell looks, in a line."""
    font, align = cell.font, cell.alignment
    top, bottom = (bool(side and side.style) for side in (cell.border.top, cell.border.bottom))
    parts = [
        f"{font.name} {font.sz:g}{' bold' if font.b else ''} #{font.color.rgb[2:] if font.color else ''}",
        f"fill #{cell.fill.start_color.rgb[2:]}" if cell.fill.fill_type else "",
        cell.number_format if cell.number_format != "General" else "",
        f"{align.horizontal or 'general'} {align.vertical}{' wrap' if align.wrap_text else ''}"
        f"{' indented' if align.indent else ''}",
        "box" if top and bottom else "underline" if bottom else "",
        "quoted" if cell.quotePrefix else "",
        "" if cell.protection.locked else "unlocked",
    ]
    return "; ".join(filter(None, parts))


def short(text: str) -> str:
    """A text that a golden can hold."""
    return text if len(text) < 300 else f"{text[:20]}[{len(text)} characters]{text[-20:]}"


def meaning(sheet: Worksheet) -> dict[str, Any]:
    """What a sheet says and how it looks, as plain data."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    setup = sheet.page_setup
    return {
        "cells": {cell.coordinate: f"{cell.data_type} | {short(str(cell.value))} | {style(cell)}" for cell in cells},
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "widths": {letter: [round(d.width, 1), d.hidden] for letter, d in sorted(sheet.column_dimensions.items())},
        "heights": {row: d.height for row, d in sorted(sheet.row_dimensions.items()) if d.height},
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "print": [sheet.print_title_rows, sheet.print_area, setup.orientation, setup.paperSize,
                  setup.fitToWidth, setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage],
        "footer": [sheet.oddFooter.left.text, sheet.oddFooter.center.text, sheet.oddFooter.right.text],
        "lists": [[str(rule.sqref), rule.formula1] for rule in sheet.data_validations.dataValidation],
        "colours": [
            [str(ranges.sqref), rule.formula, rule.dxf.fill.bgColor.rgb if rule.dxf.fill else ""]
            for ranges in sheet.conditional_formatting
            for rule in ranges.rules
        ],
        "protected": sheet.protection.sheet,
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_the_roster_is_as_the_golden_says(language: str, tmp_path: Path) -> None:
    write(tmp_path / "roster.xlsx", sample_roster(), words(language))
    book = load_workbook(tmp_path / "roster.xlsx")
    found = {sheet.title: meaning(sheet) for sheet in book.worksheets}
    found = json.loads(json.dumps(found))
    golden = HERE / f"roster_{language}.json"
    if os.environ.get("TALENTAPP_WRITE_GOLDENS"):
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))
