"""From the rows of a table to records: each cell read by what its column means, each doubt reported at its place."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from talentapp.domain.folding import folded, has_han, squeezed
from talentapp.domain.intake import Problem, ReadRow, Trouble, letter
from talentapp.domain.terms import Form, Kind
from talentapp.files.tables.around import DAYS, continues, down, fractions_of, orders_of
from talentapp.files.tables.body import BodyRow, body
from talentapp.files.tables.forms import banner_organisation
from talentapp.files.tables.headers import REQUIRED
from talentapp.files.tables.table import Column, Table
from talentapp.files.values import cells, coded, dates, efforts
from talentapp.files.values.cells import Cell, Unclear, shown
from talentapp.files.values.together import (
    degree_and_school,
    employer_and_post,
    employer_or_post,
    noncompete,
    school_and_degree,
)

_LISTS = ("skills", "research_fields", "must_skills", "nice_skills", "conflicts", "competitors", "aliases")
_BLOCKS = ("expertise", "need", "notes")
_FACT = 1_000  # characters: what is longer is no name, date or number, and slow to search for one
_TICKED = frozenset("√ ✓ ✔ ☑ v y yes 是 有 可 1 x ● ○ ◯ 对 true 愿意 接受".split())  # noqa: SIM905
_TICKS = frozenset("√ ✓ ✔ ☑ ●".split())  # noqa: SIM905
_TICKED_FIELDS = frozenset(("highest_degree", "languages", "post"))
_UNTICKED = frozenset("× ✗ ✘ ☐ □ n no 否 不 0 false 不愿意 不接受".split())  # noqa: SIM905


def records(table: Table) -> Iterator[tuple[ReadRow, list[Problem]]]:
    """Each record of the table with its problems, of which a blocking one means that it cannot go in."""
    merged = down(table)
    letters = {} if table.sheet.turned else letters_of(table)
    fractions, orders = fractions_of(table), orders_of(table)
    pending: _Record | None = None
    organisation = ""
    for at in body(table):
        if pending and continues(table, at.row, merged):
            pending.read(at, more=True)
            continue
        if pending and not pending.blank:
            yield pending.finished()
        pending = _Record(table, at, merged, organisation, letters, fractions, orders)
        pending.read(at)
        organisation = pending.organisation or organisation
    if pending and not pending.blank:
        yield pending.finished()


FIELDS: Mapping[str, tuple[str, ...]] = {
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
"""The fields that a target is read into, where they are not the one of its name."""


def fields_of(target: str) -> tuple[str, ...]:
    """The fields that a column of this target is read into."""
    return ("forms",) if target.startswith("form:") else FIELDS.get(target, (target,))


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
        fractions: frozenset[int],
        orders: Mapping[int, str],
    ) -> None:
        self.table = table
        self.letters = letters
        self.fractions = fractions
        self.orders = orders
        self.again = False  # whether a further row says several things, as the same in another language does
        self.row = at.row
        self.section = at.section
        self.merged = merged
        self.organisation_above = organisation_above
        self.values: dict[str, Any] = {}
        self.words: list[str] = []
        self.organisation = ""
        self.organisation_kind = ""
        self.family = self.given = ""
        self.problems: list[Problem] = []
        self.cells: dict[str, tuple[Column, Cell]] = {}  # what each field was read from

    def report(self, trouble: Trouble, column: Column | None = None, cell: Cell = None, **kwargs: Any) -> None:
        row = kwargs.pop("row", self.row)
        if column and column.row is not None:
            row = column.row
        place = column.place if column else None
        if self.table.sheet.turned:
            row, place = (0, row) if place is None else (place, row)
        header, value = (column.written, shown(cell)[:300]) if column else ("", "")
        letters = "" if place is None else letter(place)
        self.problems.append(Problem(trouble, self.table.sheet.name, row + 1, letters, header, value, **kwargs))

    def read(self, at: BodyRow, more: bool = False) -> None:
        """Take in the cells of a row; `more` where the record goes on in a further row."""
        sheet = self.table.sheet
        own = [column for column in self.table.columns if (at.row, column.place) not in self.merged]
        self.again = more and sum(sheet.cell(at.row, column.place) is not None for column in own) > 1
        for column in self.table.columns:
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
                self.take(column, cell := column.value(cell))
            except Unclear as unclear:
                self.report(unclear.trouble, column, cell, row=line)

    @property
    def blank(self) -> bool:
        """Whether nothing was filled in but what the form came with: its numbers, its choices."""
        return not (self.values or self.problems or self.organisation or self.family or self.given)

    def put(self, field: str, value: Any, column: Column, cell: Cell) -> None:
        """Keep a value. A second column of the same field fills a gap, or adds to a list."""
        if value is None or value == "" or value == []:
            return
        before = self.values.get(field)
        if before is None:
            self.values[field] = value
            self.cells[field] = (column, cell)
        elif isinstance(before, list) and isinstance(value, list):
            if self.again and has_han(str(before[0])) is not has_han(str(value[0])):
                return  # the same in another language
            self.values[field] = before + [each for each in value if each not in before]
        elif field in _BLOCKS and str(value) not in str(before):
            self.values[field] = f"{before}\n{value}"

    def take(self, column: Column, cell: Cell) -> None:
        """Read one cell by what its column means."""
        target, unit = column.heading.target, column.heading.unit
        if target in _TICKED_FIELDS and isinstance(cell, str) and cell.strip() in _TICKS:
            cell = column.written  # 最高学位 over 博 | 硕 | 本
        if isinstance(cell, str) and len(cell) > _FACT and target not in (*_LISTS, *_BLOCKS, "evidence"):
            raise Unclear(Trouble.VALUE_UNCLEAR)

        def put(field: str, value: Any) -> None:
            self.put(field, value, column, cell)

        if isinstance(cell, str) and not target.startswith("form") and target not in (*_BLOCKS, "evidence"):
            cell = coded.ticked(cell)

        if self.table.sheet.of_1904 and target in DAYS:
            cell = _of_1904(cell)
        if column.place in self.orders:
            cell = dates.in_order(cell, self.orders[column.place])
        if target in _LISTS:
            put(target, cells.listed(cell))
        elif target in _BLOCKS:
            put(target, cells.block(cell))
        elif target in _SIMPLE:
            put(target, _SIMPLE[target](cell))
        elif target == "forms":
            named = coded.named_forms(cell)
            put("forms", [form for form in Form if any(form in meant for _, meant in named)])
            self.words += [word for word, meant in named if meant and word not in self.words]
            if not all(meant for _, meant in named):
                raise Unclear(Trouble.FORM_UNKNOWN)
        elif target.startswith("form:"):
            if ticked := self.tick(Form(target[5:]), cell):
                put("forms", ticked)
                self.words.append(column.written)
        elif target in ("name", "name_zh", "name_en") and self.table.kind is Kind.CANDIDATES:
            self.take_name(cell, put)
        elif target == "family_name":
            self.family = cells.text(cell)
        elif target == "given_name":
            self.given = cells.text(cell)
        elif target == "contact_way":
            self.take_contact(cell, put)
        elif target == "employer_post":
            either = column.heading.order == ("post",)  # of a heading that asks for a post, and often gets both
            order = () if either else column.heading.order
            try:
                found = employer_and_post(cells.block(cell), order)
            except Unclear:
                if not either:
                    raise
                found = {"post": cells.text(cell)}
            for field, value in found.items():
                put(field, value)
        elif target in ("employer", "post") and self.alone(target):
            for field, value in employer_or_post(cells.block(cell), target).items():
                put(field, value)
        elif target == "school_degree":
            for field, value in school_and_degree(cells.block(cell)).items():
                put(field, value)
        elif target == "highest_degree":
            alone = not self.table.has("graduated_from", "school_degree")
            for field, value in (degree_and_school(cells.text(cell)) if alone else {target: cells.text(cell)}).items():
                put(field, value)
        elif target in ("effort", "effort_percent", "months_per_year"):
            if column.place in self.fractions and isinstance(cell, (int, float)) and cell > 1:
                raise Unclear(Trouble.OUT_OF_RANGE)  # 4 among cells of 0.4: it is shown as 400 %
            unit = {"effort_percent": "percent", "months_per_year": "months"}.get(target, unit)
            self.take_effort(cell, unit, put)
        elif target in ("effort_min", "effort_max"):
            put(target, efforts.share(cell, unit or "percent"))
        elif target == "effort_range":
            least, most = efforts.share_range(cell, unit)
            put("effort_min", least)
            put("effort_max", most)
        elif target == "end" or (target == "period" and self.table.has("start")):  # "ends / duration"
            put("end", dates.day(cell, last=True))
        elif target == "period":
            first, last = dates.span(cell)
            put("start", first)
            put("end", last)
            if first and not last and dates.undecided(cell):
                self.report(Trouble.DATE_UNCLEAR, column, cell)
        elif target == "noncompete":
            until, bodies = noncompete(cell)
            put("noncompete_until", until)
            put("noncompete_with", bodies)
        elif target == "noncompete_with":
            put("noncompete_with", noncompete(cell)[1])
        elif target == "organisation":
            self.organisation = self.organisation or cells.text(cell)
        elif target == "organisation_kind":
            self.organisation_kind = coded.organisation_kind(cell) or ""
        else:
            put(target, cells.text(cell))

    def take_effort(self, cell: Cell, unit: str, put: Callable[[str, Any], None]) -> None:
        parts = cells.listed(cell, slashes=True) if isinstance(cell, str) else []
        if forms := [part for part in parts if coded.form(part)]:  # 5个月，双聘
            put("forms", coded.forms("、".join(forms)))
            self.words += [word for word in forms if word not in self.words]
            cell = "，".join(part for part in parts if part not in forms)
        percent, months = efforts.effort(cell, unit)
        put("effort_percent", percent)
        put("months_per_year", months)

    def take_name(self, cell: Cell, put: Callable[[str, Any], None]) -> None:
        written = cells.block(cell)
        if not written:
            return
        if "@" in written:
            put("email", cells.email(written))
            written = re.sub(r"[<(（]?\S+@\S+[>)）]?", " ", written)
        found = cells.names(written)
        if not found:
            raise Unclear(Trouble.VALUE_UNCLEAR)
        for field, value in found.items():
            if field != "aliases" and field in self.values and squeezed(str(value)) != squeezed(self.values[field]):
                put("aliases", [value])
            else:
                put(field, value)

    def take_contact(self, cell: Cell, put: Callable[[str, Any], None]) -> None:
        written = cells.block(cell)
        if "@" in written or "＠" in written:
            put("email", cells.email(written))
        without = cells.without_email(written)
        if sum(ch.isdigit() for ch in without) >= 7:
            put("phone", cells.phone(without))
        elif written and "@" not in written and "＠" not in written:
            raise Unclear(Trouble.VALUE_UNCLEAR)

    def alone(self, target: str) -> bool:
        """Whether no other column is about where a person works, and as what."""
        return not self.table.has("employer_post", "post" if target == "employer" else "employer")

    def tick(self, form: Form, cell: Cell) -> list[Form]:
        mark = folded(cells.text(cell))
        if mark in _TICKED or coded.form(mark) is form:
            return [form]
        if not mark or mark in _UNTICKED:
            return []
        raise Unclear(Trouble.FORM_UNKNOWN)

    def finished(self) -> tuple[ReadRow, list[Problem]]:
        """The record, checked as a whole."""
        values = self.values
        if self.family or self.given:
            han = re.fullmatch(r"[\u3400-\u9fff·\s]+", self.family + self.given)
            whole = self.family + self.given if han else f"{self.given} {self.family}"
            for field, value in cells.names(whole).items():
                values.setdefault(field, value)
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
            self.organisation,
            self.organisation_kind,
            tuple(self.words),
            self.letters,
        )
        return row, self.problems

    def take_form_of_section(self) -> None:
        """一、双聘人选（3人）: a section says the form for its people, where no column does."""
        said = _FORM_OF_SECTION.search(self.section) if self.table.kind is Kind.CANDIDATES else None
        form = coded.form(said[1]) if said else None
        if said and form and not self.words and not self.table.has("forms", "effort"):
            self.values["forms"] = [form]
            self.words.append(said[1])

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
            elif not self.organisation and not self.infer_organisation():
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
                self.organisation = name
                self.report(Trouble.ORGANISATION_INFERRED, self.column("organisation"), facts={"organisation": name})
                return True
        return False


_FORM_OF_SECTION = re.compile(r"(双聘|双挂|雙聘|雙掛|项目合作|專案合作|技术咨询|技術諮詢|技术顾问|技術顧問)")
_COUNT_BEHIND = re.compile(r"\s*[(（](?:共|合计)?\s*\d+\s*[项項个個人名][)）]$")
_ORGANISATION = re.compile(
    r"大学|学院|研究所|研究院|实验室|公司|集团|科技|半导体|微电子|芯片|股份|university|institute|college|inc\b|ltd|corp|technolog|semiconductor"
)


def _bounded(low: float, high: float) -> Callable[[Cell], float | None]:
    def read(cell: Cell) -> float | None:
        value = cells.number(cell)
        if value is not None and not low <= value <= high:
            raise Unclear(Trouble.OUT_OF_RANGE)
        return value

    return read


def _whole(low: int) -> Callable[[Cell], int | None]:
    def read(cell: Cell) -> int | None:
        value = _bounded(low, 100_000)(cell)
        if value is not None and not value.is_integer():
            raise Unclear(Trouble.NUMBER_UNCLEAR)
        return None if value is None else int(value)

    return read


def _of_1904(cell: Cell) -> Cell:
    """A serial day of a workbook that counts from 1904, as one that counts from 1900."""
    written = str(cell).strip()
    if isinstance(cell, (int, float)) or re.fullmatch(r"\d{5}(?:\.0)?", written):
        return float(written) + 1462 if 15_000 < float(written) < 75_000 else cell
    return cell


_END_OF_YEAR = re.compile(r"(20\d\d)\s*年?[底末](?:之?前)?|(?:by )?(?:the )?end of (20\d\d)", re.I)


def _last_day(cell: Cell) -> date | None:
    """A day until which something holds."""
    if found := _END_OF_YEAR.fullmatch(str(cell).strip()):
        return date(int(found[1] or found[2]), 12, 31)
    return dates.day(cell, last=True)


_SIMPLE: dict[str, Callable[[Cell], Any]] = {
    "email": cells.email,
    "liaison_email": cells.email,
    "phone": cells.phone,
    "orcid": cells.orcid,
    "languages": lambda cell: cells.listed(cell, slashes=True),
    "evidence": cells.passages,
    "kind": coded.organisation_kind,
    "years_experience": _bounded(0, 80),
    "places": _whole(1),
    "places_cap": _whole(0),
    "available_from": dates.first_day,
    "noncompete_until": _last_day,
    "legal_basis": coded.legal_basis,
    "noticed_on": dates.day,
    "retain_until": _last_day,
    "start": dates.day,
}
