"""How the sheets of a roster look: titles, tables, styles, print set-up. What is in them is said in `roster`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import IntProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from talentapp.domain.rosters import Paper
from talentapp.domain.terms import Form, State
from talentapp.domain.words import Says, day, moment
from talentapp.files.rosters.fitting import INDENT, Face, lines, tall, unbroken, whole
from talentapp.files.rosters.rows import BOLD, CENTRED, SHRUNK, UNWRAPPED, label, proposed
from talentapp.files.rosters.splice import CAUTIONED, LAST, Value, clean, risky

if TYPE_CHECKING:
    from talentapp.files.rosters.roster import Roster
    from talentapp.files.rosters.rows import Column

INK, SOFT, _FAINT, _LINE, _HEAD = "171A21", "4A5361", "7B8594", "C9D0DA", "1F3A5F"
_BLUE, _GREEN, _AMBER = ("E1ECFA", "1A4F9F"), ("DDF0E5", "155E41"), ("FBECCB", "774900")
_RED, _GREY = ("FAE1DE", "96281E"), ("E9ECF0", "4A5361")
_TONES = dict.fromkeys(State, _BLUE) | {
    State.SHORTLISTED: _GREEN,
    State.ACTIVE: _GREEN,
    State.SUSPENDED: _AMBER,
    State.REVIEW_DUE: _AMBER,
    State.ENDING: _AMBER,
    State.ENDED: _GREY,
    State.ARCHIVED: _GREY,
    State.DECLINED: _RED,
    State.BLOCKED: _RED,
    State.EXPIRED: _GREY,
    State.WITHDRAWN: _GREY,
}
_FORMATS = {"percent": "0%", "score": "0.0", "number": "0", "id": "@"}
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
_PAGE_WIDTHS = {Paper.FIRST: 145.0, Paper.A4: 145.0, Paper.A3: 208.0}
"""The widths of columns that a page across holds at full size, with some room to spare."""
_SMALLEST = 0.85  # text of 10 points is then printed at 8.5
_TIGHT = 0.75  # so much where no page is then left with a column or two
_TIGHT_A3 = 0.7  # so much on A3, which holds all the usual columns then
_NO_LIMIT = 10_000.0  # a column without lines makes no row higher
_UNPRINTED = 1.5  # times as wide are texts that are not printed: they cost no paper, and must not make its rows higher
THIN = Side(style="thin", color=_LINE)


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell at a place."""
    return cast(Cell, sheet.cell(row, column))


class Book:
    """A workbook in the making, with its language and its font."""

    def __init__(self, made_at: datetime, words: "Says", schema: int) -> None:
        self.words = words
        self.font = words("roster-font")
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        plain = Font(name="Arial", size=10)  # widths are measured in its digits, and every system has its like
        self.workbook._named_styles["Normal"].font = plain  # type: ignore[attr-defined]
        self.workbook._fonts[0] = plain  # type: ignore[attr-defined]
        naive = made_at.replace(tzinfo=None, microsecond=0)
        properties = self.workbook.properties
        properties.created = properties.modified = naive
        properties.creator = properties.lastModifiedBy = "TalentApp"
        properties.title = words("roster-title")
        self.workbook.custom_doc_props.append(IntProperty(name="TalentAppRosterSchema", value=schema))  # type: ignore[attr-defined]

    def sheet(self, name: str, widths: Sequence[float], landscape: bool = True) -> Worksheet:
        """A new sheet, set up for A4: fit to width, with a footer that counts the pages."""
        sheet: Worksheet = self.workbook.create_sheet(self.words(f"roster-sheet-{name}"))
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.paperSize = 9  # A4
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.35
        margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.25, 0.3
        footer = cast(HeaderFooterItem, sheet.oddFooter)
        kept = f"{self.words('roster-title')}  ·  {self.words('roster-confidential')}"
        texts = kept, self.words("roster-page", page="&P", pages="&N"), sheet.title
        for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
            if part is not None:
                part.text, part.size = text, 8
        return sheet

    def face(self, kind: str) -> Face:
        """How the cells of a column of this kind are written: what stands at the left keeps off the border."""
        return Face(self.font, bold=kind in BOLD, indent=int(kind not in CENTRED))

    def put(self, cell: Cell, value: Value, size: float = 10, bold: bool = False, colour: str = INK) -> Cell:
        """Put a value into a cell; text stays text whatever it begins with."""
        cell.value = clean(value) if isinstance(value, str) else value  # type: ignore[assignment]
        cell.font = Font(name=self.font, size=size, bold=bold, color=colour)
        cell.alignment = Alignment(vertical="center")
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = risky(value)
        return cell

    def head(self, sheet: Worksheet, roster: "Roster", title: str, across: int, count: int | None = None) -> None:
        """The title row, and the row that says who made it, when, from what, and how many rows there are."""
        room = sum(sheet.column_dimensions[get_column_letter(place)].width for place in range(1, across + 1))
        facts = [
            "" if count is None else self.words("roster-rows", n=count),
            roster.choice.unit and self.words("roster-unit", unit=roster.choice.unit),
            self.words("roster-made", time=moment(self.words, roster.made_at.replace(tzinfo=None))),
            self.words(f"roster-for-{roster.choice.reader}"),
            self.words(f"roster-sample-{roster.sample}") if roster.sample else "",
        ]
        high = lines(title, room * 10 / _TITLE, self.font, True)
        self.put(at(sheet, 1, 1), title, _TITLE, True)
        if high > 1:  # over a few narrow columns; else nobody sees that it could be wrapped
            at(sheet, 1, 1).alignment = Alignment(vertical="center", wrap_text=True)
        said = "  ·  ".join(filter(None, facts))
        self.put(at(sheet, 2, 1), said, 9, False, SOFT).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[1].height, sheet.row_dimensions[3].height = 30 if high == 1 else high * 22 + 8, 6
        sheet.row_dimensions[2].height = tall(lines(said, room, self.font))
        for row in (1, 2):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)

    def heading(self, cell: Cell, text: str) -> None:
        """One cell of a table's header."""
        self.put(cell, text, 10, True, "FFFFFF")
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def table(
    book: Book,
    roster: "Roster",
    name: str,
    columns: Sequence[tuple[str, float, str]],
    count: int | None,
    editable: Collection[str] = (),
    codes: Mapping[str, str] | None = None,
) -> list[float]:
    """A sheet with one header row, ready for `count` rows (None: nobody knows yet) to be spliced in from FIRST_ROW on.
    Returns the widths by which the texts of a row make it higher: without limit where they stand on one line or are not
    printed.

    A column is its code, its least width and its kind: text, name, id, centre, date, percent, score, number or hidden.
    `codes` by column go into a hidden row above the header: by them a program finds the columns again. In a sheet with
    codes, the cells that are not editable are locked, without a password.
    """
    words = book.words
    marks = len(roster.rows) > 0  # a template to begin with has none
    columns = _roomy(book, columns, len(roster.rows) if count is None else count, marks)
    paper = roster.choice.paper if name == "roster" else Paper.A4
    shown = [place for place, (_, _, kind) in enumerate(columns, 1) if kind != "hidden"]
    named = next(place for place, (code, _, _) in enumerate(columns, 1) if code == "name")
    pages = _pages(columns, shown, named, paper)
    aside = {place for place in shown if not any(place in page for page in pages)}
    columns = [
        (code, width * _UNPRINTED if place in aside and kind == "text" else width, kind)
        for place, (code, width, kind) in enumerate(columns, 1)
    ]
    sheet = book.sheet(name, [width for _, width, _ in columns])
    if paper is Paper.A3:
        sheet.page_setup.paperSize = 8
    book.head(sheet, roster, words(f"roster-title-{name}"), min(len(shown), 9), count)
    for place, (code, _, kind) in enumerate(columns, 1):
        book.heading(at(sheet, HEADER_ROW, place), _heading(words, code, marks))
        for model, quoted, marked in ((0, False, False), (1, True, False), (2, False, True)):
            cell = at(sheet, FIRST_ROW + model, place)
            book.put(cell, None, bold=kind in BOLD)
            cell.number_format = words("roster-date-format") if kind == "date" else _FORMATS.get(kind, "General")
            cell.alignment = Alignment(
                horizontal="center" if kind in CENTRED else "left",
                vertical="top" if place in aside and kind == "text" else "center",  # of more, the beginning is seen
                wrap_text=kind not in UNWRAPPED,
                shrink_to_fit=kind in SHRUNK or None,
                indent=book.face(kind).indent,
            )
            cell.border = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
            cell.quotePrefix = quoted
            if marked and kind == "score":
                fill, ink = _AMBER
                book.put(cell, None, bold=True, colour=ink).fill = PatternFill("solid", start_color=fill)
                cell.number_format = f'{_FORMATS[kind]}"{CAUTIONED}"'
                cell.alignment = Alignment(horizontal="center", vertical="center")
            cell.protection = Protection(locked=code not in editable)
        if kind == "hidden":
            sheet.column_dimensions[get_column_letter(place)].hidden = True
        if codes:
            book.put(at(sheet, HEADER_ROW - 1, place), codes.get(code, ""))
    sheet.row_dimensions[HEADER_ROW].height = 32
    last = LAST if count is None else max(HEADER_ROW + count, FIRST_ROW)
    sheet.freeze_panes = f"{get_column_letter(named + 1)}{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(columns))}{last}"
    _print(sheet, pages, named, last)
    if codes:
        sheet.row_dimensions[HEADER_ROW - 1].hidden = True
        allow = sheet.protection
        allow.sheet = True
        allow.formatColumns = allow.formatRows = allow.formatCells = allow.autoFilter = allow.sort = False
    if name == "detail":
        _set_apart(sheet, f"A{FIRST_ROW}:{get_column_letter(len(columns))}{last}", get_column_letter(named))
    place = next((place for place, (code, _, _) in enumerate(columns, 1) if code == "state"), 0)
    if place:
        cells = f"{get_column_letter(place)}{FIRST_ROW}:{get_column_letter(place)}{last}"
        _colour(book, sheet, cells)
        if codes:
            _offer_states(book, sheet, cells)
    return [
        _NO_LIMIT if kind in UNWRAPPED or place in aside else width for place, (_, width, kind) in enumerate(columns, 1)
    ]


def _heading(words: Says, code: str, marks: bool) -> str:
    """The heading of a column; where its cells may have marks, with what these mean."""
    heading = words(f"roster-column-{code}")
    return f"{heading}\n{CAUTIONED}{words('caution-thin')}" if code == "score" and marks else heading


_TITLE = 16  # points
BESIDE = 1.2  # the width that a day or a code has left and right of it, together: fonts differ
_SHORT = 5  # characters of a heading that stands on one line: in Chinese one of them alone would look lost
_LONG_DAY = date(2028, 5, 28)  # in no language is the text of a day longer


def _roomy(
    book: Book, columns: Sequence[tuple[str, float, str]], count: int, marks: bool
) -> list[tuple[str, float, str]]:
    """The columns with room for the words of their headings and of their codes, for days, and for so many rows'
    numbers: a word without room is broken, and a number shown as ####."""

    def least(code: str, kind: str) -> float:
        words = book.words
        heading, *under = _heading(words, code, marks).split("\n")
        room = (whole if len(heading) <= _SHORT else unbroken)(heading, book.font, bold=True)
        room = max(room, *(whole(line, book.font, bold=True) for line in ("", *under)))
        for group, terms in (("state", State), ("form", Form)):
            if code == group:
                labels = [label(group, one, words) for one in terms]
                labels += [proposed(one, words) for one in terms if isinstance(one, Form)]
                room = max(room, *(unbroken(text, book.font, group == "state") + BESIDE for text in labels))
        if kind == "date":
            room = max(room, whole(day(words, _LONG_DAY), book.font) + BESIDE)
        room = max(room, 1.1 * len(str(count)) + 1) if code == "number" else room
        return room + INDENT * book.face(kind).indent

    return [(code, width if kind == "hidden" else max(width, least(code, kind)), kind) for code, width, kind in columns]


def _set_apart(sheet: Worksheet, cells: str, named: str) -> None:
    """Let the lines of one pairing be seen to belong together, and its name, which a filter needs in each, recede."""
    again, first = f"$A{FIRST_ROW}=$A{HEADER_ROW}", f"$A{FIRST_ROW}<>$A{HEADER_ROW}"
    repeated = DifferentialStyle(font=Font(color=_FAINT, bold=False))
    sheet.conditional_formatting.add(f"A{FIRST_ROW}:{named}{LAST}", Rule("expression", formula=[again], dxf=repeated))
    rule = Side(style="thin", color=_HEAD)  # with all four sides: LibreOffice takes those for none that are not named
    ruled = DifferentialStyle(border=Border(left=THIN, right=THIN, top=rule, bottom=THIN))
    sheet.conditional_formatting.add(cells, Rule("expression", formula=[first], dxf=ruled))


def _pages(
    columns: Sequence[tuple[str, float, str]], shown: Sequence[int], named: int, paper: Paper
) -> list[list[int]]:
    """The columns by page, so that they can be read: what does not fit beside each other at that size goes on pages of
    its own, or is not printed."""
    width = _PAGE_WIDTHS[paper]
    least = _TIGHT_A3 if paper is Paper.A3 else _TIGHT
    roomy, tight = (_blocks(columns, shown, named, width / size) for size in (_SMALLEST, least))
    blocks = tight if len(tight) < len(roomy) or paper is Paper.FIRST else roomy
    return blocks[:1] if paper is Paper.FIRST else blocks


def _print(sheet: Worksheet, pages: Sequence[Sequence[int]], named: int, last: int) -> None:
    """Print these columns; those up to the name are repeated. The block of hidden columns at the end is left out."""
    first, *others = pages
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if others:
        sheet.print_title_cols = f"A:{get_column_letter(named)}"
    areas = [f"A1:{get_column_letter(first[-1])}{last}"]
    areas += [f"{get_column_letter(one[0])}{HEADER_ROW}:{get_column_letter(one[-1])}{last}" for one in others]
    sheet.print_area = ",".join(areas)


def _blocks(
    columns: Sequence[tuple[str, float, str]], shown: Sequence[int], named: int, room: float
) -> list[list[int]]:
    """The shown columns by page; those up to the name stand on each."""
    width_of = {place: columns[place - 1][1] for place in shown}
    beside = sum(width_of[place] for place in shown if place <= named)
    blocks: list[list[int]] = [[]]
    used = 0.0
    for place in shown:
        if blocks[-1] and used + width_of[place] > room:
            blocks.append([])
            used = beside
        blocks[-1].append(place)
        used += width_of[place]
    return blocks


def _offer_states(book: Book, sheet: Worksheet, cells: str) -> None:
    """Let a column choose from the states on the sheet of codes."""
    names = quote_sheetname(book.words("roster-sheet-codes"))
    listed = f"{names}!$C${FIRST_ROW}:$C${FIRST_ROW + len(State) - 1}"
    rule = DataValidation("list", formula1=listed, allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = book.words("roster-choose-title"), book.words("roster-choose")
    rule.add(cells)
    sheet.add_data_validation(rule)


def _colour(book: Book, sheet: Worksheet, cells: str) -> None:
    """Colour states, beside their word."""
    for state in State:
        ground, ink = _TONES[state]
        named = label("state", state, book.words).replace('"', '""')
        fill = PatternFill("solid", bgColor=ground)
        shown = DifferentialStyle(font=Font(color=ink, bold=True), fill=fill)
        is_state = Rule("cellIs", operator="equal", formula=[f'"{named}"'], dxf=shown)
        sheet.conditional_formatting.add(cells, is_state)


def codes(book: Book, roster: "Roster") -> None:
    """The code lists that the roster's columns choose from."""
    words = book.words
    sheet = book.sheet("codes", (26, 40, 40), landscape=False)
    sheet.sheet_state = "visible" if "codes" in roster.choice.sheets else "hidden"
    sheet.row_dimensions[HEADER_ROW - 1].hidden = True
    book.head(sheet, roster, words("roster-title-codes"), 3)
    for place, code in enumerate(("list", "code", "label"), 1):
        book.heading(at(sheet, HEADER_ROW, place), words(f"roster-column-{code}"))
        book.put(at(sheet, HEADER_ROW - 1, place), code)
    sheet.row_dimensions[HEADER_ROW].height = tall(1)
    entries = [("state", code.value) for code in State] + [("form", code.value) for code in Form]
    for row, (group, code) in enumerate(entries, FIRST_ROW):
        for place, text in enumerate((words(f"roster-column-{group}"), code, label(group, code, words)), 1):
            book.put(at(sheet, row, place), text).border = Border(bottom=THIN)
        sheet.row_dimensions[row].height = 18
    sheet.freeze_panes = f"A{FIRST_ROW}"


def notes(book: Book, roster: "Roster", columns: Sequence["Column"], editable: Collection[str]) -> None:
    """How to read the workbook, and what each column of the roster means: the data dictionary."""
    words = book.words
    widths = (22, 80, 14)
    sheet = book.sheet("notes", widths, landscape=False)
    book.head(sheet, roster, words("roster-title-notes"), len(widths))
    row = HEADER_ROW
    remarks = ["roster-note-score", "roster-note-decision", "roster-note-privacy", "roster-note-edit"]
    for text in ([f"roster-note-sample-{roster.sample}"] if roster.sample else []) + remarks:
        book.put(at(sheet, row, 1), words(text))
        at(sheet, row, 1).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
        sheet.row_dimensions[row].height = tall(lines(words(text), sum(widths), book.font))
        row += 1
    row += 1
    heads = [words(f"roster-column-{code}") for code in ("column", "about", "editable")]
    for place, text in enumerate(heads, 1):
        book.heading(at(sheet, row, place), text)
    sheet.row_dimensions[row].height = tall(
        max(lines(text, width, book.font, True) for text, width in zip(heads, widths, strict=True))
    )
    for column in columns:
        row += 1
        name, about = words(f"roster-column-{column.code}"), words(f"roster-about-{column.code}")
        book.put(at(sheet, row, 1), name, bold=True).alignment = Alignment(vertical="center", wrap_text=True)
        book.put(at(sheet, row, 2), about).alignment = Alignment(vertical="center", wrap_text=True)
        may = words("roster-editable" if column.code in editable else "roster-locked")
        book.put(at(sheet, row, 3), may).alignment = Alignment(horizontal="center", vertical="center")
        high = max(lines(name, widths[0], book.font, True), lines(about, widths[1], book.font))
        sheet.row_dimensions[row].height = tall(high)
        for place in range(1, len(widths) + 1):
            at(sheet, row, place).border = Border(bottom=THIN)
