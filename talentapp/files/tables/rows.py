"""From the rows of a table to records: each cell read by what its column means, each doubt reported at its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from talentapp.domain.folding import folded, has_han, squeezed
from talentapp.domain.intake import Problem, ReadRow, Trouble, letter
from talentapp.domain.terms import Form, Kind
from talentapp.files.tables.around import continues, down, fractions_of, monthly_of, orders_of
from talentapp.files.tables.body import BodyRow, body
from talentapp.files.tables.facts import BLOCKS, Around, facts
from talentapp.files.tables.forms import banner_organisation
from talentapp.files.tables.headers import REQUIRED, fields_of
from talentapp.files.tables.table import Column, Table
from talentapp.files.tables.torn import whole
from talentapp.files.values import cells, coded
from talentapp.files.values.cells import Cell, Unclear, shown
from talentapp.files.words.marks import rank_of


def records(table: Table) -> Iterator[tuple[ReadRow, list[Problem]]]:
    """Each record of the table with its problems, of which a blocking one means that it cannot go in."""
    table = whole(table)
    merged = down(table)
    letters = {} if table.sheet.turned or table.sheet.half else letters_of(table)
    fractions, monthly, orders = fractions_of(table), monthly_of(table), orders_of(table)
    arounds = [
        Around(
            table,
            column,
            fraction=column.place in fractions,
            first=orders.get(column.place, ""),
            counted="months" if column.place in monthly else "",
        )
        for column in table.columns
    ]
    pending: _Record | None = None
    organisation = ""
    for at in body(table):
        if pending and continues(table, at.row, merged):
            pending.read(at, more=True)
            continue
        if pending and not pending.blank:
            yield pending.finished()
        pending = _Record(table, at, merged, organisation, letters, arounds)
        pending.read(at)
        organisation = pending.values.get("organisation") or organisation
    if pending and not pending.blank:
        yield pending.finished()


def letters_of(table: Table) -> dict[str, str]:
    """The letter of the column that each field is read from: the first, where there are several."""
    letters: dict[str, str] = {}
    for column in table.columns:
        for field in fields_of(column.heading.target):
            letters.setdefault(field, letter(column.place))
    return letters


class _Record:
    """One record in the making."""

    def __init__(
        self,
        table: Table,
        at: BodyRow,
        merged: dict[tuple[int, int], int],
        organisation_above: str,
        letters: Mapping[str, str],
        arounds: Sequence[Around],
    ) -> None:
        self.table = table
        self.letters = letters
        self.arounds = arounds
        self.again = False  # whether a further row says several things, as the same in another language does
        self.row = at.row
        self.section = at.section
        self.merged = merged
        self.organisation_above = organisation_above
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self.doubted: set[str] = set()  # targets of columns whose cell left a doubt
        self.cells: dict[str, tuple[Column, Cell]] = {}  # what each field was read from
        self.further: list[dict[str, tuple[Any, Column, Cell]]] = []  # the degrees of its further rows

    def report(self, trouble: Trouble, column: Column | None = None, cell: Cell = None, **kwargs: Any) -> None:
        row = kwargs.pop("row", self.row)
        if column and column.row is not None:
            row = column.row
        place = column.place if column else None
        if place is not None:
            row, place = self.table.sheet.place_in_file(row, place)
        elif self.table.sheet.turned:
            row, place = 0, row
        header, value = (column.written, shown(cell)[:300]) if column else ("", "")
        if self.table.lettered:
            header = ""
        letters = "" if place is None else letter(place)
        self.problems.append(Problem(trouble, self.table.sheet.name, row + 1, letters, header, value, **kwargs))

    def read(self, at: BodyRow, more: bool = False) -> None:
        """Take in the cells of a row; `more` where the record goes on in a further row."""
        sheet = self.table.sheet
        self.again = more and self.told(at.row) > 1
        if more:
            self.further.append({})
        for around in self.arounds:
            column = around.column
            line = at.row if column.row is None else column.row
            place = (line, column.place)
            source = self.merged.get(place)
            if source is not None and more and source >= self.row:
                continue  # the same cell, seen already
            if column.heading.target == "row_number":
                continue
            if place in sheet.unvalued:
                self.report(Trouble.FORMULA_WITHOUT_VALUE, column, row=line)
                continue
            if place in sheet.errors:
                self.report(Trouble.VALUE_UNCLEAR, column, sheet.errors[place], row=line)
                continue
            cell = sheet.cell(line if source is None else source, column.place)
            if cell is None:
                continue
            try:
                self.take(around, cell := column.value(cell))
            except Unclear as unclear:
                self.report(
                    unclear.trouble, column, cell, row=line, facts={"target": column.heading.target, **unclear.facts}
                )
                self.doubted.add(column.heading.target)

    def told(self, row: int) -> int:
        """How many cells of a row say something of their own, rather than through a merge with those above."""
        places = [column.place for column in self.table.columns if (row, column.place) not in self.merged]
        return sum(self.table.sheet.cell(row, place) is not None for place in places)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in but what the form came with: its numbers, its choices."""
        return not (self.values or self.problems)

    def put(self, field: str, value: Any, column: Column, cell: Cell) -> None:
        """Keep a value. A second column of the same field fills a gap, or adds to a list, a text or a contact."""
        if value is None or value == "" or value == []:
            return
        before = self.values.get(field)
        if before is None and field in self.doubted:
            return  # what its own column left open is not taken from another
        if before is None or (field == _ADDRESS == column.heading.target != self.cells[field][0].heading.target):
            self.values[field] = value  # its own column goes before an address that stood beside a name
            self.cells[field] = (column, cell)
        elif field in _OF_DEGREE and self.further:
            self.further[-1][field] = value, column, cell
        elif isinstance(before, list) and isinstance(value, list):
            if self.again and has_han(str(before[0])) is not has_han(str(value[0])):
                return  # the same in another language
            self.values[field] = before + [each for each in value if each not in before]
        elif field in BLOCKS and str(value) not in str(before):
            self.values[field] = f"{before}\n{value}"
        elif field == "contact" and str(value) not in before:  # 联系人 | 电话: the name first, whichever column is
            self.values[field] = (
                f"{value} {before}" if _REACHED.search(before) and not _REACHED.search(value) else f"{before} {value}"
            )

    def take(self, around: Around, cell: Cell) -> None:
        """Keep what one cell says."""
        for field, value in facts(cell, around):
            native = field == "name_en" and self.values.get(field, "")
            if native and not _LATIN.search(native):  # ダニエル gives way to Daniel
                self.values["aliases"] = [*self.values.get("aliases", []), self.values.pop(field)]
            other = self.table.kind is Kind.CANDIDATES and field in ("name_zh", "name_en") and field in self.values
            if other and squeezed(str(value)) != squeezed(self.values[field]):
                self.put("aliases", [value], around.column, cell)
            else:
                self.put(field, value, around.column, cell)

    def finished(self) -> tuple[ReadRow, list[Problem]]:
        """The record, checked as a whole."""
        values = self.values
        family, given = (values.pop(field, "") for field in ("family_name", "given_name"))
        if family or given:
            characters = has_han(family + given) and not _LATIN.search(family + given)
            whole = family + given if characters else f"{given} {family}"
            for field, value in cells.names(whole).items():
                values.setdefault(field, value)
            if cut := cells.name_cut(whole):
                self.report(cut.trouble, *self.cells["family_name" if family else "given_name"], facts=cut.facts)
        for degree in self.further:  # 硕士 above, 博士 below: the highest counts, with who gave it
            if degree and rank_of(str(degree.get("highest_degree", ("",))[0])) > rank_of(
                values.get("highest_degree", "")
            ):
                values.update({field: value for field, (value, _, _) in degree.items()})
                self.cells.update({field: (column, cell) for field, (_, column, cell) in degree.items()})
        if values.get("forms"):
            values["forms"] = [form for form in Form if form in values["forms"]]
        self.take_form_of_section()
        if values.get("aliases"):
            own = {squeezed(str(values.get(field, ""))) for field in ("name_zh", "name_en")}
            values["aliases"] = [name for name in values["aliases"] if squeezed(name) not in own]
        self.check_order("start", "end", Trouble.END_BEFORE_START, ("end",))
        self.check_order("effort_min", "effort_max", Trouble.EFFORT_RANGE_REVERSED, ("effort_min", "effort_max"))
        percent, months = values.get("effort_percent"), values.get("months_per_year")
        if percent is not None and months is not None and abs(percent - months / 12 * 100) > 10:
            self.report(Trouble.CONFLICTING_EFFORT, *self.cells["months_per_year"])
        self.check_required()
        row = ReadRow(
            self.table.sheet.name,
            (self.named_at() if self.table.sheet.turned else self.row) + 1,
            values,
            values.pop("organisation", ""),
            values.pop("organisation_kind", ""),
            tuple(dict.fromkeys(values.pop("words", ()))),
            self.letters,
        )
        return row, self.problems

    def take_form_of_section(self) -> None:
        """一、双聘人选（3人）: a section says the form for its people, where no column does."""
        said = _FORM_OF_SECTION.search(self.section) if self.table.kind is Kind.CANDIDATES else None
        form = coded.form(said[1]) if said else None
        if said and form and not self.values.get("words") and not self.table.has("forms", "effort"):
            self.values["forms"] = [form]
            self.values["words"] = [said[1]]

    def check_order(self, first: str, second: str, trouble: Trouble, dropped: tuple[str, ...]) -> None:
        low, high = self.values.get(first), self.values.get(second)
        if low is not None and high is not None and high < low:
            self.report(trouble, *self.cells[second])
            for field in dropped:
                self.values.pop(field)

    def check_required(self) -> None:
        kind, values = self.table.kind, self.values
        if kind is Kind.PROJECTS:
            if not values.get("title"):
                self.report(Trouble.TITLE_MISSING, self.column("title"), blocking=True)
            elif not values.get("organisation") and not self.infer_organisation():
                self.report(Trouble.ORGANISATION_MISSING, self.column("organisation"), blocking=True)
        elif not any(values.get(field) for field in ("name_zh", "name_tw", "name_en")):
            self.report(Trouble.NAME_MISSING, self.column(*REQUIRED[kind]), blocking=True)

    def named_at(self) -> int:
        """The row in which a record that lies on its side has its name."""
        named = self.column(*REQUIRED[self.table.kind])
        return named.place if named else 0

    def column(self, *targets: str) -> Column | None:
        return next((column for column in self.table.columns if column.heading.target in targets), None)

    def infer_organisation(self) -> bool:
        """A project without organisation belongs to the one of its section, of the rows above, or of its sheet."""
        has_column = self.table.has("organisation")
        above = self.organisation_above if has_column else ""
        for guess in (self.section, above, banner_organisation(self.table), self.table.sheet.name):
            guess = _COUNT_BEHIND.sub("", guess)
            name = re.sub(
                r"^(?:[一二三四五六七八九十\d]+[、.．]|[(（][一二三四五六七八九十\d]+[)）])\s*|[:：].*$", "", guess
            ).strip()
            if name and (name == self.organisation_above or _ORGANISATION.search(folded(name))):
                self.values["organisation"] = name
                self.report(Trouble.ORGANISATION_INFERRED, self.column("organisation"), facts={"organisation": name})
                return True
        return False


_LATIN = re.compile("[A-Za-z]")
_REACHED = re.compile(r"[\d@＠]")
_ADDRESS = "email"
_OF_DEGREE = ("highest_degree", "graduated_from")
_FORM_OF_SECTION = re.compile(r"(双聘|双挂|雙聘|雙掛|项目合作|專案合作|技术咨询|技術諮詢|技术顾问|技術顧問)")
_COUNT_BEHIND = re.compile(r"\s*[(（](?:共|合计)?\s*\d+\s*[项項个個人名][)）]$")
_ORGANISATION = re.compile(
    r"大学|学院|研究所|研究院|实验室|[智超]算中心|计算中心|公司|集团|科技|半导体|微电子|芯片|股份|university|institute|college|inc\b|ltd|corp|technolog|semiconductor"
)
