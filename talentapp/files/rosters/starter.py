"""A template to begin with: the roster sheet with placeholders, to be restyled in any office program."""

from datetime import datetime
from pathlib import Path

from talentapp.domain.rosters import CONTACT, EDITABLE, RosterChoice
from talentapp.domain.words import Says
from talentapp.files.rosters.rows import COLUMNS, NUMBER
from talentapp.files.rosters.seal import SCHEMA
from talentapp.files.rosters.splice import Value

_ROW_HEIGHT = 24.0  # at least


def write(path: Path, choice: RosterChoice, words: Says, made_at: datetime) -> None:
    """Write a template with these columns, in the language of `words`.

    Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL.
    """
    from talentapp.files.rosters import sheets  # late: the window is painted without openpyxl
    from talentapp.files.rosters.roster import KEYS, Roster
    from talentapp.files.rosters.splice import Body, save

    columns = [COLUMNS[code] for code in choice.ordered]
    heads = [NUMBER, *((column.code, column.width, column.kind) for column in columns), *KEYS]
    book = sheets.Book(made_at, words, SCHEMA)
    roster = Roster((), made_at, "", choice=choice)
    codes = {column.code: column.code for column in columns} | {"key": "{{mark}}", "seal": "{{sealed}}"}
    sheets.table(book, roster, "roster", heads, 1, EDITABLE | CONTACT, codes)
    sheet = book.workbook.worksheets[0]
    sheet["A1"].value = "{{title}}"
    sheet["A2"].value = "{{time}}    {{reader}}    {{rows}}    {{unit}}    {{filters}}"
    sheets.codes(book, roster)
    book.workbook.worksheets[1]["A2"].value = "{{time}}    {{reader}}    {{unit}}"
    row: list[Value] = [f"{{{{{code}}}}}" for code, _, _ in heads]
    body = Body(sheets.FIRST_ROW, len(heads), iter([row]), lambda _row: _ROW_HEIGHT)
    save(book.workbook, path, made_at, {sheet.title: body}, {}, words("roster-cut"))
