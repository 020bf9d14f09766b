"""The first sheet of a roster: what was chosen, counts as formulas that go on counting, and charts of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from openpyxl.cell import Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.text import Font as LatinFont
from openpyxl.styles import Alignment, Border, Font
from openpyxl.worksheet.worksheet import Worksheet

from talentapp.domain.terms import Form, State
from talentapp.files.rosters.fitting import lines, tall, whole
from talentapp.files.rosters.rows import Tally, label, proposed
from talentapp.files.rosters.sheets import BESIDE, HEADER_ROW, INK, SOFT, THIN, Book, at

if TYPE_CHECKING:
    from talentapp.files.rosters.roster import Roster

_ALWAYS_COUNTED = (State.RECOMMENDED, State.SHORTLISTED, State.DECLINED, State.EXPIRED)
_MOST = 24  # names that a table lists; the others are one line
_LEFT, _RIGHT, _CHARTS = 1, 5, 9
_BELOW = 3  # rows from the last name of a table to the next table
_WIDTHS = (26, 9, 9, 3, 42, 9, 9, 3, 52)
_PATTERN = ("=", "<", ">", "*", "?", "~")


class _Summary:
    """The sheet in the making: tables grow downwards on both sides."""

    def __init__(self, book: Book, roster: "Roster", tally: Tally, where: Mapping[str, str]) -> None:
        self.book, self.roster, self.where, self.words = book, roster, where, book.words
        self.total = sum(tally.states.values())
        chosen = roster.states or tuple(State)
        self.without = {label("state", one, self.words) for one in State if one not in chosen}
        self.values: dict[str, float] = {}
        self.widths: list[float] = [*_WIDTHS]
        if self.without:  # a number's text without room would be ###
            least = whole(self.words("roster-without"), book.font) + BESIDE
            self.widths[_LEFT] = max(self.widths[_LEFT], least)
        self.sheet: Worksheet = book.sheet("summary", self.widths)
        book.head(self.sheet, roster, self.words("roster-title"), len(_WIDTHS))
        top = self._facts() + 1
        chart_at = top
        left = right = top
        states = {
            label("state", state, self.words): tally.states.get(state, 0)
            for state in State
            if state in _ALWAYS_COUNTED or tally.states.get(state)
        }
        forms = {label("form", form, self.words): tally.forms.get(form, 0) for form in Form}
        self.forms = {label("form", form, self.words): proposed(form, self.words) for form in Form}
        fields = dict(_most({name: count for name, count in tally.fields.items() if name}, 10))
        if unsaid := tally.fields.get(""):
            fields[self.words("roster-no-field")] = unsaid
        states = dict(sorted(states.items(), key=lambda one: one[0] in self.without))  # at the end: they have no bar
        for code, counts in (("state", states), ("form", forms), ("field", fields)):
            if code == "field" and not any(tally.fields):
                continue
            of_all = sum(tally.fields.values()) if code == "field" else None
            begin, left = left, self._table(code, counts, left, _LEFT, of_all)
            # All lines but the sum, so that the chart says what the table says; of what is left out it says nothing.
            bars = left - begin - _BELOW - (len(self.without & states.keys()) if code == "state" else 0)
            if code != "form" and bars:
                chart_at += _chart(self.sheet, book, self.words(f"roster-by-{code}"), begin, bars, chart_at)
        for code, names in (("university", tally.universities), ("firm", tally.firms)):
            right = self._table(code, dict(_most(names)), right, _RIGHT, sum(names.values()))
        if max(left, right) < 46:
            self.sheet.page_setup.fitToHeight = 1
        self.sheet.freeze_panes = f"A{HEADER_ROW}"
        self.sheet.protection.sheet = True  # without a password: it only keeps formulas from being typed over
        self.sheet.protection.formatColumns = self.sheet.protection.formatRows = False

    def _facts(self) -> int:
        words, book = self.words, self.book
        of, shown = self.roster.of, f"SUBTOTAL(103,{self.where['name']})"
        facts: list[tuple[str, str | tuple[str | int, int]]] = [
            *([] if of is None else [(words("roster-total"), (of, of))]),
            (words("roster-here"), (self._all(), self.total)),
            (words("roster-shown"), (shown, self.total)),
            (words("roster-model"), self.roster.model_version),
            *self.roster.filters,
        ]
        if self.roster.empty:
            sheets = words("list-separator").join(words(f"roster-sheet-{name}") for name in self.roster.empty)
            facts.append((words("roster-empty"), sheets))
        row = HEADER_ROW
        for name, value in facts:
            book.put(at(self.sheet, row, 1), name, colour=SOFT)
            cell = at(self.sheet, row, 2)
            if isinstance(value, tuple):
                self._formula(cell, *value)
                cell.font = Font(name=book.font, size=12, bold=True, color=INK)
                cell.alignment = Alignment(horizontal="left", vertical="center")
            else:
                book.put(cell, value)
                cell.alignment = Alignment(vertical="center", wrap_text=True)
                self.sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=7)
            text = value if isinstance(value, str) else ""
            self.sheet.row_dimensions[row].height = tall(lines(text, sum(self.widths[1:7]), book.font))
            row += 1
        return row

    def _table(self, code: str, counts: Mapping[str, int], begin: int, left: int, of_all: int | None = None) -> int:
        """A table of counts and shares with its total; returns the row after it and a gap."""
        for place, text in enumerate((f"roster-by-{code}", "roster-count", "roster-share")):
            self.book.heading(at(self.sheet, begin, left + place), self.words(text))
        self.sheet.row_dimensions[begin].height = max(self.sheet.row_dimensions[begin].height or 0, tall(1))
        row = begin
        for row, (name, number) in enumerate(counts.items(), begin + 1):
            cell = at(self.sheet, row, left)
            without = code == "state" and name in self.without
            self._line(row, left, name, self._counted(code, name, cell.coordinate), number, without=without)
        others = 0 if of_all is None else of_all - sum(counts.values())
        letter = at(self.sheet, begin, left + 1).column_letter
        if others:
            row += 1
            text = f"{self._all()}-SUM({letter}{begin + 1}:{letter}{row - 1})"
            self._line(row, left, self.words("roster-others"), text, others)
        self._line(row + 1, left, self.words("roster-sum"), f"SUM({letter}{begin + 1}:{letter}{row})", self.total, True)
        return row + _BELOW

    def _line(
        self, row: int, left: int, name: str, text: str | int, number: int, bold: bool = False, *, without: bool = False
    ) -> None:
        """`without`: the roster holds none of these, and says so until somebody writes one into it."""
        name_cell, count, share = (at(self.sheet, row, left + place) for place in range(3))
        self.book.put(name_cell, name, bold=bold)
        name_cell.alignment = Alignment(vertical="center", wrap_text=True)
        self._formula(count, text, number, f'0;-0;"{self.words("roster-without")}"' if without else "0")
        everybody = self._all()
        self._formula(
            share,
            f"IF({everybody}=0,0,{count.coordinate}/{everybody})",
            number / self.total if self.total else 0,
            '0%;-0%;""' if without else "0%",
        )
        for cell in (name_cell, count, share):
            cell.border = Border(bottom=THIN, top=THIN if bold else None)
            if bold:
                cell.font = Font(name=self.book.font, size=10, bold=True, color=INK)
        dimension = self.sheet.row_dimensions[row]
        width = self.widths[left - 1]
        dimension.height = max(dimension.height or 0, tall(lines(name, width, self.book.font, bold)))

    def _counted(self, code: str, name: str, coordinate: str) -> str | int:
        """The formula that counts a name in the roster, where that has the column."""
        where = self.where.get(code)
        if where is None or len(name) > 255:
            return 0
        if code == "field" and name == self.words("roster-no-field"):
            return f"{self._all()}-COUNTA({where})"
        if name.startswith(_PATTERN) or any(sign in name for sign in "*?~"):  # COUNTIF would take it for a pattern
            return f"SUMPRODUCT(--({where}={coordinate}))"
        count = f"COUNTIF({where},{coordinate})"
        if form := self.forms.get(name):  # those that are only proposed, too
            count += f'+COUNTIF({where},"{form}")'
        return count

    def _all(self) -> str:
        return f"COUNTA({self.where['name']})"

    def _formula(self, cell: Cell, text: str | int, value: float, style: str = "0") -> None:
        self.book.put(cell, None)
        cell.number_format = style
        cell.alignment = Alignment(horizontal="center", vertical="center")
        if isinstance(text, int):
            cell.value = value  # nothing in the workbook to count it from
        else:
            cell.value = f"={text}"
            self.values[cell.coordinate] = value


def summary(book: Book, roster: "Roster", tally: Tally, where: Mapping[str, str]) -> dict[str, float]:
    """The sheet of counts, as formulas over the columns of the roster named in `where` (state: "$P$5:$P$90").

    Returns the formulas' results, for programs that do not calculate.
    """
    return _Summary(book, roster, tally, where).values


def _most(counts: Mapping[str, int], most: int = _MOST) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def _chart(sheet: Worksheet, book: Book, title: str, top: int, count: int, row: int) -> int:
    """A bar chart of a table, beside it; returns how many rows of the sheet it takes."""
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", 10, None
    chart.title = None  # the heading above it says what it shows
    height = 0.62 * count + 1.0
    chart.height, chart.width, chart.gapWidth = height, 10.2, 55  # type: ignore[assignment]
    chart.add_data(Reference(sheet, min_col=2, min_row=top + 1, max_row=top + count))
    chart.set_categories(Reference(sheet, min_col=1, min_row=top + 1, max_row=top + count))
    series = chart.series[0]
    series.graphicalProperties.solidFill = "3B6FB6"
    chart.y_axis.delete, chart.x_axis.delete = True, False
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.majorTickMark = "none"
    chart.x_axis.tickLblSkip = chart.x_axis.tickMarkSkip = 1  # every bar is named: LibreOffice would leave some out
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="C9D0DA"))
    chart.x_axis.txPr = _text(book.font)
    chart.dataLabels = _labels(book.font)
    room = ManualLayout(xMode="edge", yMode="edge", x=0.34, y=0.04, w=0.54, h=0.92)  # and some for the numbers
    chart.plot_area.layout = Layout(manualLayout=room)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    book.heading(at(sheet, row, _CHARTS), title)
    sheet.add_chart(chart, f"I{row + 1}")
    return int(height / 0.635) + 3  # a row is 18 points high


def _text(font: str) -> RichText:
    looks = CharacterProperties(sz=900, solidFill="4A5361", latin=LatinFont(typeface=font), ea=LatinFont(typeface=font))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=looks), endParaRPr=looks)])


def _labels(font: str) -> DataLabelList:
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    labels.txPr = _text(font)
    return labels
