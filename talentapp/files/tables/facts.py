"""What one cell says by what its column means: a reader for every target, and plain text for the rest."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from talentapp.domain.countries import code_of_country
from talentapp.domain.intake import Trouble
from talentapp.domain.terms import MOST_PLACES, Form, Kind
from talentapp.files.tables.around import DAYS
from talentapp.files.tables.forms import banner_organisation
from talentapp.files.tables.headers import bare
from talentapp.files.tables.table import Column, Table
from talentapp.files.values import cells, coded, dates, efforts
from talentapp.files.values.cells import Cell, Unclear
from talentapp.files.values.together import (
    degree_and_school,
    employer_and_post,
    employer_or_post,
    is_degree,
    noncompete,
    school_and_degree,
)

Facts = Iterator[tuple[str, Any]]
"""Fields with their values. Beside those of a draft: organisation and organisation_kind of a project, family_name and
given_name, and words: the forms of taking part as the file puts them."""

BLOCKS = ("expertise", "need", "notes")
_LISTS = ("skills", "research_fields", "must_skills", "nice_skills", "conflicts", "competitors", "aliases")
_LONG = (*_LISTS, *BLOCKS, "evidence")
_FACT = 1_000  # characters: what is longer is no name, date or number, and slow to search for one
_TICKS = frozenset("√ ✓ ✔ ☑ ●".split())  # noqa: SIM905
_NATIVE = re.compile(r"^[\u3040-\u30ff\uac00-\ud7a3\s]+$")
_DEPARTMENT = re.compile(r"[\u3400-\u9fff]{2,7}[部处處科组組室课課]")
"""A part of the organisation that a line above the table names."""
_EFFORTS = ("effort", "effort_percent", "months_per_year")
_TICKED_FIELDS = frozenset(("highest_degree", "languages", "post"))


@dataclass(frozen=True)
class Around:
    """What stands around a cell and decides what it says."""

    table: Table
    column: Column
    fraction: bool = False  # the numbers of its column are shares of one
    first: str = ""  # what comes first in the dates of its column: "day", "month", or "" where nothing says so
    counted: str = ""  # the unit that the other cells of its column name, or ""

    @property
    def target(self) -> str:
        """What its column means."""
        return self.column.heading.target

    @property
    def unit(self) -> str:
        """The unit that the heading states, or the other cells, or ""."""
        return self.column.heading.unit or self.counted


def facts(cell: Cell, around: Around) -> Facts:
    """What a cell says, field by field. Raises Unclear where a doubt is left; what came before it stands."""
    target = around.target
    if target in _TICKED_FIELDS and isinstance(cell, str) and cell.strip() in _TICKS:
        cell = bare(around.column.written)  # 最高学位 over 博 | 硕 | 本
    if isinstance(cell, str):
        if len(cell) > _FACT and target not in _LONG:
            raise Unclear(Trouble.VALUE_UNCLEAR)
        if not target.startswith("form") and target not in (*BLOCKS, "evidence"):
            cell = coded.ticked(cell)
    if around.table.sheet.of_1904 and target in DAYS:
        cell = _of_1904(cell)
    cell = dates.in_order(cell, around.first)
    if target.startswith("form:"):
        yield from _tick(cell, around)
    elif reader := _READERS.get(target):
        yield from reader(cell, around)
    elif target in _LISTS:
        yield target, cells.listed(cell)
    elif target in BLOCKS:
        yield target, cells.block(cell)
    else:
        yield target, _SIMPLE.get(target, cells.text)(cell)


def _tick(cell: Cell, around: Around) -> Facts:
    """A column of ticks for one form."""
    form, said = Form(around.target[5:]), coded.mark(cell)
    if said or coded.form(cells.text(cell)) is form:
        yield "forms", [form]
        yield "words", [] if around.table.lettered else [bare(around.column.written)]
    elif said is None and cells.text(cell):
        raise Unclear(Trouble.FORM_UNKNOWN)


def _forms(cell: Cell, _: Around) -> Facts:
    named = coded.named_forms(cell)
    yield "forms", [form for form in Form if any(form in meant for _, meant in named)]
    yield "words", [word for word, meant in named if meant or not coded.undecided(word)]
    other = [word for word, meant in named if not meant]
    if other:
        raise Unclear(Trouble.FORM_UNKNOWN if any(map(coded.undecided, other)) else Trouble.FORM_OTHER)


def _name(cell: Cell, around: Around) -> Facts:
    if around.table.kind is not Kind.CANDIDATES:
        yield around.target, cells.text(cell)
        return
    written = cells.block(cell)
    if not written:
        return
    if "@" in written:
        yield "email", cells.email(written)
        written = re.sub(r"[<(（]?\S+@\S+[>)）]?", " ", written)
    if around.column.heading.order[1:] == ("given_name",) and (parts := re.fullmatch(r"([^,]+), ?([^,]+)", written)):
        written = f"{parts[2]} {parts[1]}"  # as its heading says: family name, given name
    found = cells.names(written)
    if around.target == "name_zh" and "name_zh" not in found and "name_en" in found and _NATIVE.search(written):
        found = {"name_zh": found["name_en"]}  # 김도현: asked for as written at home
    if not found:
        raise Unclear(Trouble.VALUE_UNCLEAR)
    yield from found.items()
    if cut := cells.name_cut(written):
        raise cut


def _contact(cell: Cell, _: Around) -> Facts:
    written = cells.block(cell)
    addressed = "@" in written or "＠" in written
    without = cells.without_email(written)
    called = sum(ch.isdigit() for ch in without) >= 7
    if called:
        yield "phone", cells.phone(without)
    if addressed:
        yield "email", cells.email(written)
    elif re.search(r"[A-Za-z][\w-]*\.[A-Za-z]{2,}", without):  # a.b#example.com
        raise Unclear(Trouble.EMAIL_MALFORMED)
    elif written and not called:
        raise Unclear(Trouble.VALUE_UNCLEAR)


def _project_contact(cell: Cell, around: Around) -> Facts:
    """Who answers for a project, as written; an address in it that cannot be one is reported."""
    yield around.target, cells.text(cell)
    for word in re.findall(r"\S*[@＠]\S*", cells.text(cell)):
        cells.email(word)


def _employer_post(cell: Cell, around: Around) -> Facts:
    order = around.column.heading.order
    if order != ("post",):
        yield from _with_country(employer_and_post(cells.block(cell), order), around)
        return
    try:  # a heading that asks for a post, and often gets both
        yield from employer_and_post(cells.block(cell)).items()
    except Unclear:
        yield "post", cells.text(cell)


def _employer_or_post(cell: Cell, around: Around) -> Facts:
    other = "post" if around.target == "employer" else "employer"
    if around.table.has("employer_post", other):
        yield around.target, cells.text(cell)
    else:  # no other column is about where a person works, and as what
        yield from _with_country(employer_or_post(cells.block(cell), around.target), around)


def _with_country(found: dict[str, str], around: Around) -> Facts:
    """Employer and post; a country in brackets behind them is where that is: Halden, Principal Engineer (USA)."""
    behind = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]", found.get("post", ""))
    if behind and "employer" in found and code_of_country(behind[2]) and not around.table.has("country"):
        found |= {"post": behind[1], "country": behind[2]}
    yield from found.items()


def _school_degree(cell: Cell, _: Around) -> Facts:
    yield from school_and_degree(cells.block(cell)).items()


def _school(cell: Cell, around: Around) -> Facts:
    """An institution; the year behind it is not part of its name, a degree before it is another fact."""
    written = cells.text(cell)
    first = re.match(r"([^,，]+)[,，]", written)
    if first and is_degree(first[1]) and not around.table.has("highest_degree"):
        yield from degree_and_school(written).items()
        return
    yield around.target, re.sub(r"\s*[,，(（]?\s*(?:19|20)\d{2}\s*年?\s*[)）]?$", "", written)


def _degree(cell: Cell, around: Around) -> Facts:
    if around.table.has("graduated_from", "school_degree"):
        yield around.target, cells.text(cell)
    else:
        yield from degree_and_school(cells.text(cell)).items()


def _nationality_country(cell: Cell, around: Around) -> Facts:
    """Of which country a person is, and where they live, in the order of the heading; one alone is the first."""
    parts = [part.strip() for part in re.split(r"[/／;；|]", cells.text(cell)) if part.strip()]
    if len(parts) > len(around.column.heading.order):
        raise Unclear(Trouble.VALUE_UNCLEAR)
    yield from zip(around.column.heading.order, parts, strict=False)


def _available(cell: Cell, around: Around) -> Facts:
    when, much = (None, None) if around.table.has(*_EFFORTS) else _when_and_how_much(cell)
    if when is None:
        yield "available_from", dates.first_day(cell)
    else:
        yield "available_from", when
        yield from _effort(much, around)


def _when_and_how_much(cell: Cell) -> tuple[date | None, Cell]:
    """A day from which on, and the share of time beside it, where a cell says both: from 2027-03, 4 months a year."""
    parts = re.split(r"\s*[,，;；]\s*", cells.text(cell)) if isinstance(cell, str) else []
    days = [part for part in parts if re.search(r"20\d\d", part)]
    if len(parts) < 2 or len(days) != 1:
        return None, cell
    rest = "，".join(part for part in parts if part not in days)
    try:
        efforts.effort(rest, "")
        return dates.first_day(re.sub(r"^from |起$", "", days[0])), rest
    except Unclear:
        return None, cell


def _effort(cell: Cell, around: Around) -> Facts:
    if not around.table.has("available_from"):
        when, cell = _when_and_how_much(cell)
        yield "available_from", when
    if around.fraction and isinstance(cell, (int, float)) and cell > 1:
        raise Unclear(Trouble.OUT_OF_RANGE)  # 4 among cells of 0.4: it is shown as 400 %
    parts = cells.listed(cell, slashes=True) if isinstance(cell, str) else []
    if forms := [part for part in parts if coded.form(part)]:  # 5个月，双聘
        yield "forms", coded.forms("、".join(forms))
        yield "words", forms
        cell = "，".join(part for part in parts if part not in forms)
    unit = {"effort_percent": "percent", "months_per_year": "months"}.get(around.target, around.unit)
    if around.counted and isinstance(cell, (int, float)) and not 1 <= cell <= 12:
        unit = around.column.heading.unit  # 0.4 among months is a share all the same
    percent, months = efforts.effort(cell, unit)
    yield "effort_percent", percent
    yield "months_per_year", months


def _effort_bound(cell: Cell, around: Around) -> Facts:
    yield around.target, efforts.share(cell, around.unit or "percent")


def _effort_range(cell: Cell, around: Around) -> Facts:
    least, most = efforts.share_range(cell, around.unit)
    yield "effort_min", least
    yield "effort_max", most


def _organisation(cell: Cell, around: Around) -> Facts:
    """An organisation; what kind it is may stand behind it in brackets."""
    written = cells.text(cell)
    behind = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]", written)
    if behind and not around.table.has("organisation_kind") and (kind := coded.kind_of(behind[2])):
        yield "organisation", behind[1]
        yield "organisation_kind", kind
    elif _DEPARTMENT.fullmatch(written):
        yield "organisation", banner_organisation(around.table) + written
    else:
        yield "organisation", written


def _end(cell: Cell, _: Around) -> Facts:
    yield "end", dates.day(cell, last=True)


def _period(cell: Cell, around: Around) -> Facts:
    if around.table.has("start"):  # "ends / duration"
        yield from _end(cell, around)
        return
    first, last, trouble = dates.span(cell)
    yield "start", first
    yield "end", last
    if trouble:
        raise Unclear(trouble)


def _noncompete(cell: Cell, around: Around) -> Facts:
    until, bodies = noncompete(cell)
    if around.target == "noncompete":
        yield "noncompete_until", until
    yield "noncompete_with", bodies


_READERS: Mapping[str, Callable[[Cell, Around], Facts]] = {
    "forms": _forms,
    "name": _name,
    "name_zh": _name,
    "name_en": _name,
    "contact": _project_contact,
    "organisation": _organisation,
    "contact_way": _contact,
    "employer_post": _employer_post,
    "employer": _employer_or_post,
    "post": _employer_or_post,
    "school_degree": _school_degree,
    "graduated_from": _school,
    "highest_degree": _degree,
    "nationality_country": _nationality_country,
    "available_from": _available,
    "effort": _effort,
    "effort_percent": _effort,
    "months_per_year": _effort,
    "effort_min": _effort_bound,
    "effort_max": _effort_bound,
    "effort_range": _effort_range,
    "end": _end,
    "period": _period,
    "noncompete": _noncompete,
    "noncompete_with": _noncompete,
}


def _bounded(low: float, high: float) -> Callable[[Cell], float | None]:
    def read(cell: Cell) -> float | None:
        value = cells.number(cell)
        if value is not None and not low <= value <= high:
            raise Unclear(Trouble.OUT_OF_RANGE)
        return value

    return read


def _whole(low: int) -> Callable[[Cell], int | None]:
    def read(cell: Cell) -> int | None:
        value = _bounded(low, MOST_PLACES)(cell)
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


_SIMPLE: Mapping[str, Callable[[Cell], Any]] = {
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
    "noncompete_until": _last_day,
    "legal_basis": coded.legal_basis,
    "noticed_on": dates.day,
    "retain_until": _last_day,
    "start": dates.day,
    "organisation_kind": coded.organisation_kind,
}
