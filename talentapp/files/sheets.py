"""How the sheets of a roster look: titles, tables, styles, print set-up. What is in them is said in `roster`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import IntProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from talentapp.domain.terms import Form, State
from talentapp.files.splice import Value, clean, risky

if TYPE_CHECKING:
    from talentapp.files.roster import Roster, Words

_INK, _SOFT, _LINE, _HEAD, _BAND = "171A21", "4A5361", "C9D0DA", "1F3A5F", "EEF2F7"
_BLUE, _GREEN, _AMBER = ("E1ECFA", "1A4F9F"), ("DDF0E5", "155E41"), ("FBECCB", "774900")
_RED, _GREY = ("FAE1DE", "96281E"), ("E9ECF0", "4A5361")
_STATES = dict.fromkeys(State, _BLUE) | {
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
_FORMATS = {"date": "yyyy-mm-dd", "percent": "0%", "score": "0.0", "number": "0", "id": "@"}
_CENTRED = frozenset(("centre", "date", "percent", "score", "number"))
_EDITABLE = frozenset(("state", "decided-by", "decided-on", "decision"))
_HEADER_ROW = 4
FIRST_ROW = _HEADER_ROW + 1
_LINE_HEIGHT = 15.0  # points, for text of 10 points: CJK fonts stand taller than Latin ones
_THIN = Side(style="thin", color=_LINE)


def _at(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast(Cell, sheet.cell(row, column))


class Book:
    """A workbook in the making, with its language and its font."""

    def __init__(self, made_at: datetime, words: "Words", schema: int) -> None:
        self.words = words
        self.font = words("roster-font")
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
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
        texts = self.words("roster-title"), self.words("roster-page", page="&P", pages="&N"), sheet.title
        for part, text in zip((footer.left, footer.center, footer.right), texts, strict=True):
            if part is not None:
                part.text, part.size = text, 8
        return sheet

    def put(self, cell: Cell, value: Value, size: float = 10, bold: bool = False, colour: str = _INK) -> Cell:
        """Put a value into a cell; text stays text whatever it begins with."""
        cell.value = clean(value) if isinstance(value, str) else value
        cell.font = Font(name=self.font, size=size, bold=bold, color=colour)
        cell.alignment = Alignment(vertical="center")
        if isinstance(value, str):
            cell.data_type = "s"
            cell.quotePrefix = risky(value)
        return cell

    def head(self, sheet: Worksheet, roster: "Roster", title: str, across: int) -> None:
        """The title row, and the row that says who made it, when, from what."""
        made = roster.made_at.strftime("%Y-%m-%d %H:%M")
        facts = [
            roster.unit and self.words("roster-unit", unit=roster.unit),
            self.words("roster-made", time=made),
            self.words("roster-masked" if roster.masked else "roster-unmasked"),
            self.words("roster-sample") if roster.sample else "",
        ]
        self.put(_at(sheet, 1, 1), title, 16, True)
        self.put(_at(sheet, 2, 1), "    ".join(filter(None, facts)), 9, False, _SOFT)
        sheet.row_dimensions[1].height, sheet.row_dimensions[2].height, sheet.row_dimensions[3].height = 30, 18, 6
        for row in (1, 2):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)

    def heading(self, cell: Cell, text: str) -> None:
        """One cell of a table's header."""
        self.put(cell, text, 10, True, "FFFFFF")
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def table(book: Book, roster: "Roster", name: str, columns: Sequence[tuple[str, float, str]], count: int) -> None:
    """A sheet with one header row, ready for `count` rows to be spliced in from FIRST_ROW on.

    A column is its code, its width and its kind: text, name, id, centre, date, percent, score, number or hidden.
    """
    words = book.words
    sheet = book.sheet(name, [width for _, width, _ in columns])
    shown = [place for place, (_, _, kind) in enumerate(columns, 1) if kind != "hidden"]
    book.head(sheet, roster, words(f"roster-title-{name}"), min(len(shown), 9))
    for place, (code, _, kind) in enumerate(columns, 1):
        book.heading(_at(sheet, _HEADER_ROW, place), words(f"roster-column-{code}"))
        for model, quoted in ((FIRST_ROW, False), (_HEADER_ROW + 2, True)):
            cell = _at(sheet, model, place)
            book.put(cell, None, bold=kind == "name")
            cell.number_format = _FORMATS.get(kind, "General")
            centred = "center" if kind in _CENTRED else "left"
            cell.alignment = Alignment(horizontal=centred, vertical="center", wrap_text=kind != "date")
            cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
            cell.quotePrefix = quoted
            cell.protection = Protection(locked=code not in _EDITABLE)
        if kind == "hidden":
            sheet.column_dimensions[get_column_letter(place)].hidden = True
    sheet.row_dimensions[_HEADER_ROW].height = 32
    last = max(_HEADER_ROW + count, FIRST_ROW)
    named = next(place for place, (code, _, _) in enumerate(columns, 1) if code == "name")
    sheet.freeze_panes = f"{get_column_letter(named + 1)}{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{_HEADER_ROW}:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = f"1:{_HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(shown[-1])}{last}"
    for code, codes in (("state", State), ("form", Form)):
        place = next((place for place, (each, _, _) in enumerate(columns, 1) if each == code), 0)
        if place:
            _offer(book, sheet, f"{get_column_letter(place)}{FIRST_ROW}:{get_column_letter(place)}{last}", code, codes)


def _offer(book: Book, sheet: Worksheet, cells: str, code: str, codes: type[State] | type[Form]) -> None:
    """Let a column choose from the list on the sheet of codes; states are also coloured, beside their word."""
    names = quote_sheetname(book.words("roster-sheet-codes"))
    first = FIRST_ROW + (0 if code == "state" else len(State))
    rule = DataValidation("list", formula1=f"{names}!$C${first}:$C${first + len(codes) - 1}", allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = book.words("roster-choose-title"), book.words("roster-choose")
    rule.add(cells)
    sheet.add_data_validation(rule)
    if code == "state":
        for state, (ground, ink) in _STATES.items():
            label = book.words(f"roster-state-{state.replace('_', '-')}").replace('"', '""')
            fill = PatternFill("solid", bgColor=ground)
            shown = DifferentialStyle(font=Font(color=ink, bold=True), fill=fill)
            is_state = Rule("cellIs", operator="equal", formula=[f'"{label}"'], dxf=shown)
            sheet.conditional_formatting.add(cells, is_state)


def summary(
    book: Book, roster: "Roster", counts: Mapping[str, Mapping[str, int]], where: Mapping[str, str]
) -> dict[str, float]:
    """The sheet of counts, as formulas over the columns of the roster named in `where` (state: "$P$5:$P$90").

    Returns the formulas' results, for programs that do not calculate.
    """
    words = book.words
    sheet = book.sheet("summary", (30, 10, 10, 3, 50, 10, 10))
    book.head(sheet, roster, words("roster-title"), 7)
    values: dict[str, float] = {}

    def formula(cell: Cell, text: str, value: float, style: str = "0") -> None:
        book.put(cell, None)
        cell.value, cell.number_format = f"={text}", style
        cell.alignment = Alignment(horizontal="center", vertical="center")
        values[cell.coordinate] = value

    total = len(roster.rows)
    facts: list[tuple[str, str | None]] = [
        (words("roster-total"), None),
        (words("roster-shown"), None),
        (words("roster-model"), roster.model_version),
        *roster.filters,
    ]
    row = _HEADER_ROW
    for place, (label, value) in enumerate(facts):
        book.put(_at(sheet, row, 1), label, colour=_SOFT)
        cell = _at(sheet, row, 2)
        if value is None:
            shown = f"SUBTOTAL(103,{where['name']})" if place else f"COUNTA({where['name']})"
            formula(cell, shown, total)
            cell.font = Font(name=book.font, size=12, bold=True, color=_INK)
            cell.alignment = Alignment(horizontal="left", vertical="center")
        else:
            book.put(cell, value)
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=7)
        sheet.row_dimensions[row].height = 18
        row += 1
    top = row + 1
    ends = {1: top, 5: top}
    for code, left in (("state", 1), ("form", 1), ("university", 5), ("firm", 5)):
        begin = ends[left]
        for place, text in enumerate((f"roster-by-{code}", "roster-count", "roster-share")):
            book.heading(_at(sheet, begin, left + place), words(text))
        for line, (label, number) in enumerate(counts[code].items(), begin + 1):
            cells = [_at(sheet, line, left + place) for place in range(3)]
            book.put(cells[0], label)
            cells[0].alignment = Alignment(vertical="center", wrap_text=True)
            formula(cells[1], f"COUNTIF({where[code]},{cells[0].coordinate})", number)
            share = f"IF(COUNTA({where['name']})=0,0,{cells[1].coordinate}/COUNTA({where['name']}))"
            formula(cells[2], share, number / total if total else 0, "0%")
            for cell in cells:
                cell.border = Border(bottom=_THIN)
            sheet.row_dimensions[line].height = max(18, sheet.row_dimensions[line].height or 0)
            if lines(label, 50 if left == 5 else 30) > 1:
                sheet.row_dimensions[line].height = 32
        ends[left] = begin + len(counts[code]) + 2
    if max(ends.values()) < 40:
        sheet.page_setup.fitToHeight = 1
    _chart(sheet, top, len(counts["state"]), ends[1])
    sheet.freeze_panes = f"A{_HEADER_ROW}"
    sheet.protection.sheet = True  # without a password: it only keeps formulas from being typed over
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    return values


def _chart(sheet: Worksheet, top: int, count: int, at: int) -> None:
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = None  # the table above it says what it shows
    chart.height, chart.width, chart.gapWidth = 4.2, 10.5, 60  # type: ignore[assignment]
    chart.add_data(Reference(sheet, min_col=2, min_row=top + 1, max_row=top + count))
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=top + count))
    chart.series[0].graphicalProperties.solidFill = "3B6FB6"
    chart.y_axis.delete, chart.x_axis.delete = True, False
    chart.y_axis.majorGridlines = None
    chart.x_axis.scaling.orientation = "maxMin"
    chart.dataLabels = _labels()
    room = ManualLayout(xMode="edge", yMode="edge", x=0.3, y=0.05, w=0.56, h=0.9)  # and some for the numbers
    chart.plot_area.layout = Layout(manualLayout=room)
    sheet.add_chart(chart, f"A{at}")


def _labels() -> object:
    from openpyxl.chart.label import DataLabelList

    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    return labels


def codes(book: Book, roster: "Roster") -> None:
    """The code lists that the roster's columns choose from."""
    words = book.words
    sheet = book.sheet("codes", (18, 26, 26), landscape=False)
    book.head(sheet, roster, words("roster-title-codes"), 3)
    for place, code in enumerate(("list", "code", "label"), 1):
        book.heading(_at(sheet, _HEADER_ROW, place), words(f"roster-column-{code}"))
    entries = [("state", code.value) for code in State] + [("form", code.value) for code in Form]
    for row, (group, code) in enumerate(entries, FIRST_ROW):
        label = words(f"roster-{group}-{code.replace('_', '-')}")
        for place, text in enumerate((words(f"roster-column-{group}"), code, label), 1):
            book.put(_at(sheet, row, place), text).border = Border(bottom=_THIN)
        sheet.row_dimensions[row].height = 18
    sheet.freeze_panes = f"A{FIRST_ROW}"


def notes(book: Book, roster: "Roster", columns: Sequence[str]) -> None:
    """How to read the workbook, and what each column of the roster means."""
    words = book.words
    sheet = book.sheet("notes", (24, 96), landscape=False)
    book.head(sheet, roster, words("roster-title-notes"), 2)
    row = _HEADER_ROW
    remarks = ["roster-note-score", "roster-note-decision", "roster-note-privacy", "roster-note-edit"]
    for text in (["roster-note-sample"] if roster.sample else []) + remarks:
        book.put(_at(sheet, row, 1), words(text))
        _at(sheet, row, 1).alignment = Alignment(vertical="center", wrap_text=True)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        sheet.row_dimensions[row].height = max(18, lines(words(text), 116) * _LINE_HEIGHT + 6)
        row += 1
    row += 1
    book.heading(_at(sheet, row, 1), words("roster-column-column"))
    book.heading(_at(sheet, row, 2), words("roster-column-about"))
    for code in columns:
        row += 1
        book.put(_at(sheet, row, 1), words(f"roster-column-{code}"), bold=True)
        about = book.put(_at(sheet, row, 2), words(f"roster-about-{code}"))
        about.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.row_dimensions[row].height = max(18, lines(words(f"roster-about-{code}"), 96) * _LINE_HEIGHT + 6)
        for place in (1, 2):
            _at(sheet, row, place).border = Border(bottom=_THIN)


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width: a Chinese character is as wide as two letters."""
    room = max(width - 1.2, 2)
    if len(text) * 2 < room and "\n" not in text:
        return 1
    count = 0
    for line in text.split("\n"):
        wide = (len(line.encode("utf-8", "replace")) - len(line)) / 2  # three bytes for each Chinese character
        used = (len(line) - wide) * 0.86 + wide * 1.82
        waste = 1.05 if " " in line else 1.0  # Latin text breaks between words
        count += max(1, ceil(used * waste / room))
    return count


def height(widths: Sequence[float]) -> Callable[[Sequence[Value]], float]:
    """The height, in points, at which all the wrapped texts of a row are seen; a spreadsheet allows 409."""

    def of(row: Sequence[Value]) -> float:
        most = 1
        for value, width in zip(row, widths, strict=True):
            if isinstance(value, str) and value:
                most = max(most, lines(value, width))
        return min(max(most * _LINE_HEIGHT + 6, 24), 409)

    return of
