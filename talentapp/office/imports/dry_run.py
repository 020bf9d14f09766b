"""The dry run of an import: what each row of a file would do to the records there are."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar

from pydantic import ValidationError
from sqlmodel import Session, SQLModel

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.identity import Directory, Likeness
from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble
from talentapp.domain.merging import (
    adds_nothing,
    not_said,
    organisation_keys,
    organisation_likeness,
    says_less,
    united,
)
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import ImportBatch, Organisation, OrganisationDraft, Project, ProjectDraft, id_of
from talentapp.domain.terms import OrganisationKind
from talentapp.office.imports.known import KnownPeople
from talentapp.office.records.editing import title_of
from talentapp.office.views.imports import Coming, PlannedRow
from talentapp.store import imports, queries

_PLACE = re.compile(r"(?:(.*)!)?[A-Z]+(\d+)", re.DOTALL)  # of a cell, as `Retyped.place` has it
_LIKE_ANOTHER = (Trouble.DUPLICATE_IN_FILE, Trouble.LIKELY_DUPLICATE, Trouble.NAME_SHARED)
_TOGETHER = 500  # rows looked up at once, and between two reports of progress

_KIND_WORDS = (
    (OrganisationKind.INSTITUTE, ("研究院", "研究所", "实验室", "科学院", "institute", "laboratory", "academy")),
    (OrganisationKind.UNIVERSITY, ("大学", "学院", "university", "college", "school")),
    (OrganisationKind.CLOUD, ("云计算", "云服务", "云科技", "cloud")),
    (
        OrganisationKind.FIRM,
        ("公司", "集团", "半导体", "微电子", "芯片", "科技", "股份", "ltd", "inc", "semiconductor"),
    ),
)


@dataclass
class Planner:
    """Decides for one kind of record what each row of a reading would do."""

    session: Session
    reading: Reading
    coming: Sequence[Coming] = ()  # organisations that go in before
    known: KnownPeople = field(default_factory=KnownPeople)
    before: Sequence[ImportBatch] = ()  # imports of this very file, also those that were undone
    of: ClassVar[tuple[type[Any], type[SQLModel]] | None] = None  # what the rows make: the table, and its draft

    def __post_init__(self) -> None:
        self.new_organisations: dict[str, OrganisationKind] = {}

    def prepare(self, progress: Progress) -> None:
        """Read what the rows are compared with."""
        raise NotImplementedError

    def look_up(self, some: Sequence[ReadRow]) -> None:
        """Read what these rows are compared with, where that would be too much for the whole file at once."""

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        """Complete the plan of one row that is not blocked so far."""
        raise NotImplementedError

    def titles(self, row: ReadRow) -> tuple[str, str]:
        """What a person recognises the row by."""
        raise NotImplementedError

    def beside(self, planned: PlannedRow, record: Any, kind: type[SQLModel], *, surely: bool = True) -> PlannedRow:
        """An update of a record; where it is not `surely` the row's, nothing of it is held as changed by hand since."""
        again = self.again and surely
        typed = self._typed(planned) if again else ()
        return compared(planned, record, kind, whole=self.reading.tabular, again=again, typed=typed)

    def _typed(self, planned: PlannedRow) -> set[str]:
        """The fields of a row whose cells a person typed anew."""
        here = (planned.sheet, planned.row)
        columns = {cell.column for cell in self.reading.retyped if (cell.sheet, cell.row) == here}
        return {name for name, column in planned.letters.items() if column in columns}

    def plan(self, progress: Progress = silent) -> Iterator[PlannedRow]:
        """The plan of every row, in the order of the file; rows kept out by a problem are in it too."""
        self.prepare(progress)
        troubles: dict[tuple[str, int], list[Problem]] = {}
        for problem in self.reading.problems:
            troubles.setdefault((problem.sheet, problem.row), []).append(_with_choices(problem))
        rows = self.reading.rows
        for start in range(0, len(rows), _TOGETHER):
            progress(start, len(rows))
            some = rows[start : start + _TOGETHER]
            self.look_up(some)
            for number, row in enumerate(some, start):
                planned = self._begun(number, row, tuple(troubles.get((row.sheet, row.row), ())))
                yield self._went_in(planned if planned.action == "blocked" else self.plan_row(planned, row), row)
        progress(len(rows), len(rows))

    def _went_in(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        """The plan of a row that has gone in before: it is about the record that was made of it, whatever a person had
        typed in its cells then, or has written in the record since. One that went in with another record as somebody
        had typed it says nothing new."""
        if not self.before or self.of is None or planned.action in ("update", "unchanged"):
            return planned
        record = self._made_of(planned)
        told = tuple(one for one in planned.problems if not one.blocking and one.trouble not in _LIKE_ANOTHER)
        if record is not None and self.fits(row, record):
            self.meet(planned.number, record)
            own = replace(planned, duplicate_of="", joins=None, alike=(), problems=told)
            known = replace(own, title=planned.title or title_of(record))
            return compared(known, record, self.of[1], again=True, typed=self._typed(planned))
        place = (planned.sheet, planned.row)
        if planned.action != "blocked" or place not in self._typed_then or self._typed(planned):
            return planned
        return replace(planned, action="unchanged", problems=told)

    def _made_of(self, planned: PlannedRow) -> Any:
        """The record that was made of a row, or that it was merged into; None where there is none."""
        key = self._made.get((planned.sheet, planned.row))
        if key is None or self.of is None:
            return None
        record = self.session.get(self.of[0], key)
        while record is not None and (into := getattr(record, "merged_into_id", None)) is not None:
            record = self.session.get(self.of[0], into)
        return record

    @cached_property
    def again(self) -> bool:
        """Whether an import of the file stands: where a record says otherwise, somebody has changed it since."""
        return bool(self._standing)

    @cached_property
    def _standing(self) -> list[ImportBatch]:
        gone = imports.undone(self.session, [id_of(batch) for batch in self.before])
        return [batch for batch in self.before if batch.id not in gone]

    @cached_property
    def _made(self) -> Mapping[tuple[str, int], int]:
        tabular = self.of is not None and self.reading.tabular
        return imports.made_from(self.session, self.of[0], self.before) if tabular else {}  # type: ignore[index]

    @cached_property
    def _typed_then(self) -> set[tuple[str, int]]:
        """The rows, by sheet and row, that went in with cells that a person had typed, where all that was made or
        changed with them is there: else one cannot tell whether this row's is."""
        whole = [batch for batch in self._standing if imports.is_whole(self.session, batch)]
        places = (_PLACE.fullmatch(place) for batch in whole for place in batch.retyped)
        return {(place[1] or "", int(place[2])) for place in places if place}

    def fits(self, row: ReadRow, record: Any) -> bool:  # noqa: ARG002
        """Whether a row may be about a record that was made of it."""
        return True

    def meet(self, number: int, record: Any) -> None:
        """Hear that a row, by its number, is about a record that it is not like."""

    def _begun(self, number: int, row: ReadRow, problems: tuple[Problem, ...]) -> PlannedRow:
        title, subtitle = self.titles(row)
        return PlannedRow(
            number=number,
            sheet=row.sheet,
            row=row.row,
            title=title,
            subtitle=subtitle,
            action="blocked" if any(problem.blocking for problem in problems) else "create",
            problems=problems,
            values=row.values,
            organisation=row.organisation,
            organisation_kind=row.organisation_kind,
            words=row.words,
            letters=row.letters,
            headings=self.reading.columns,
        )


def _with_choices(problem: Problem) -> Problem:
    """A problem with what its cell was most likely meant to say, where there is telling."""
    if problem.trouble is not Trouble.VALUE_UNCLEAR or problem.facts.get("target") != "employer_post":
        return problem
    from talentapp.files.values.together import likely_employer_and_post  # late, as the readers are

    likely = likely_employer_and_post(problem.value)
    return replace(problem, choices=(likely,)) if likely else problem


def all_problems(reading: Reading, planned: Sequence[PlannedRow]) -> tuple[Problem, ...]:
    """What is wrong with a file as a whole and with its rows, each once."""
    rows = {(row.sheet, row.row) for row in reading.rows}
    elsewhere = [problem for problem in reading.problems if (problem.sheet, problem.row) not in rows]
    return (*elsewhere, *(problem for row in planned for problem in row.problems))


def at_cell(
    row: PlannedRow, trouble: Trouble, *fields: str, blocking: bool = False, value: str = "", **facts: Any
) -> Problem:
    """Something about a row, at the cell of the first of these fields that has a column."""
    field = next((field for field in fields if field in row.letters), "")
    column = row.letters.get(field, "")
    return Problem(trouble, row.sheet, row.row, column, row.headings.get(field, ""), value, blocking, facts)


def validated(planned: PlannedRow, make: Callable[[Mapping[str, Any]], SQLModel]) -> tuple[PlannedRow, SQLModel | None]:
    """The draft of a row. A field that does not validate is left open and reported; a row without a name is blocked."""
    try:
        return planned, make(planned.values)
    except ValidationError as error:
        faults = error.errors()
    values, problems = dict(planned.values), list(planned.problems)
    for fault in faults:
        code = str(fault.get("ctx", {}).get("error", ""))
        trouble = Trouble(code) if code in set(Trouble) else Trouble.OUT_OF_RANGE
        name = str(fault["loc"][0]) if fault["loc"] else ""
        fields = [name] if name in values else _FIELDS_OF.get(trouble, [])
        dropped = [values.pop(field, None) for field in fields]
        blocking = all(value in (None, "") for value in dropped)
        written = str(fault.get("input", ""))[:80] if name else ""
        problems.append(at_cell(planned, trouble, *fields, blocking=blocking, value=written))
        if blocking:
            return replace(planned, action="blocked", problems=tuple(problems)), None
    return validated(replace(planned, values=values, problems=tuple(problems)), make)


_FIELDS_OF = {
    Trouble.END_BEFORE_START: ["end"],
    Trouble.EFFORT_RANGE_REVERSED: ["effort_min", "effort_max"],
}


_EITHER = {"effort_percent": "months_per_year", "months_per_year": "effort_percent"}


def compared(
    planned: PlannedRow, record: Any, kind: type[SQLModel], *, whole: bool = True, again: bool = False,
    typed: Collection[str] = (),
) -> PlannedRow:  # fmt: skip
    """An update, or nothing where the record already says all that the row gives.

    Nothing is lost by it: empty cells never erase, lists are added to, and a value that says less than the one there is
    stays out. What a row would take away is `held` for a person to decide; of a list only where the row's is the
    `whole` one, as in a table, while a CV need not repeat what is known already. A file that is read `again` fills
    what is empty; all that it says otherwise is held, but for fields that a person has `typed` anew.

    What the record would then say is validated as a whole: an end before the stored start is reported, too.
    """
    given = dict(planned.values)
    given |= {other: None for name, other in _EITHER.items() if name in given and other not in given}
    kept = {name: getattr(record, name) for name in kind.model_fields}
    planned, merged = validated(
        replace(planned, values=given), lambda values: kind.model_validate({**kept, **brought(kept, values)})
    )
    if merged is None:
        return planned
    brings = {name: said for name, said in brought(kept, planned.values).items() if kept[name] != getattr(merged, name)}
    other = {name for name in brings if again and name not in typed and kept[name] not in (None, "", [])}
    told = [(name, _shown(kept[name]), _shown(getattr(merged, name))) for name in brings]
    changes = tuple(one for one in told if one[0] not in other)
    return replace(
        planned,
        action="update" if changes else "unchanged",
        target_id=record.id,
        target_version=record.version,
        changes=changes,
        held=(*_held(kept, planned.values, whole), *(one for one in told if one[0] in other)),
        brings={name: said for name, said in brings.items() if name not in other},
    )


def brought(kept: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What a row brings to what is kept, by field."""
    joined = {name: united(name, kept[name], said) for name, said in given.items() if isinstance(said, list)}
    return joined | {
        name: said
        for name, said in given.items()
        if name not in joined and not adds_nothing(name, kept[name], said) and not says_less(name, kept[name], said)
    }


def _held(kept: Mapping[str, Any], given: Mapping[str, Any], whole: bool) -> Iterator[tuple[str, str, str]]:
    """What a row would take away from what is kept: field, old, new."""
    for name, said in given.items():
        if isinstance(said, list):
            lacking = whole and bool(said) and name not in _GROWING and bool(not_said(name, kept[name], said))
        else:
            lacking = not adds_nothing(name, kept[name], said) and says_less(name, kept[name], said)
        if lacking:
            yield name, _shown(kept[name]), _shown(said)


_GROWING = frozenset(("aliases", "tags"))  # which the app itself adds to


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


class Organisations(Planner):
    """Plans organisations, known by any of their names."""

    of = (Organisation, OrganisationDraft)

    def prepare(self, progress: Progress) -> None:  # noqa: ARG002
        self._records = {id_of(record): record for record in queries.all_of(self.session, Organisation)}
        self._known = Directory((key, record.names) for key, record in self._records.items())
        self._seen = Directory(())

    def titles(self, row: ReadRow) -> tuple[str, str]:
        values = row.values
        return values.get("name_zh") or values.get("name_tw") or values.get("name_en", ""), values.get("name_en", "")

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        names = [planned.values.get(name, "") for name in ("name_zh", "name_tw", "name_en")]
        if planned.values.get("kind") is None:
            kind = _guessed_kind(names)
            if kind is None:
                return replace(planned, action="blocked", problems=_kind_unclear(planned))
            planned = replace(planned, values={**planned.values, "kind": kind})
        planned, draft = validated(planned, OrganisationDraft.model_validate)
        if not isinstance(draft, OrganisationDraft):
            return planned
        earlier = next((seen for name in draft.names if (seen := self._seen.find(name)) is not None), None)
        if earlier is not None:
            cell = ("name_zh", "name_tw", "name_en")
            problem = at_cell(
                planned,
                Trouble.DUPLICATE_IN_FILE,
                *cell,
                value=planned.title,
                other_row=earlier,
                likeness=Likeness.SAME_NAME,
            )
            return replace(planned, action="duplicate", problems=(*planned.problems, problem))
        self._seen.add(row.row, draft.names)
        found = next((key for name in draft.names if (key := self._known.find(name)) is not None), None)
        return planned if found is None else self.beside(planned, self._records[found], OrganisationDraft)


def organisation_named(name: str, kind: OrganisationKind | None) -> OrganisationDraft:
    """An organisation of which no more is known than a name and what it is."""
    return OrganisationDraft.model_validate({"name_en" if name.isascii() else "name_zh": name, "kind": kind})


def _kind_unclear(planned: PlannedRow) -> tuple[Problem, ...]:
    """The problems of a row that does not say what its organisation is: of a cell that says it unclearly, that one."""
    others = tuple(one for one in planned.problems if one.trouble is not Trouble.KIND_UNCLEAR)
    if told := next((one for one in planned.problems if one.trouble is Trouble.KIND_UNCLEAR), None):
        return (*others, replace(told, blocking=True))
    value = "" if "kind" in planned.letters else planned.title
    return (*others, at_cell(planned, Trouble.KIND_UNCLEAR, "kind", "name_zh", "name_en", blocking=True, value=value))


class Projects(Planner):
    """Plans projects, known by organisation and title; an organisation nobody has yet comes along with its project."""

    of = (Project, ProjectDraft)

    def prepare(self, progress: Progress) -> None:  # noqa: ARG002
        organisations = queries.all_of(self.session, Organisation)
        self._directory = Directory((id_of(record), record.names) for record in organisations)
        self._coming = Directory((at, one.names) for at, one in enumerate(self.coming))
        for one in self.coming:  # a row about an organisation that is there may give it a further name
            if (known := next(filter(None, map(self._directory.find, one.names)), None)) is not None:
                self._directory.add(known, one.names)
        self._records = {
            (record.organisation_id, squeezed(record.title)): record for record in queries.all_of(self.session, Project)
        }
        self._seen: dict[tuple[int | str | Coming, str], int] = {}

    def titles(self, row: ReadRow) -> tuple[str, str]:
        return row.values.get("title", ""), row.organisation

    def fits(self, row: ReadRow, record: Project) -> bool:
        """A row that names another organisation is about another project, or of one that goes by another name now."""
        return not row.organisation or self._directory.find(row.organisation) == record.organisation_id

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        if not row.organisation:
            problem = at_cell(planned, Trouble.ORGANISATION_MISSING, "organisation", blocking=True)
            return replace(planned, action="blocked", problems=(*planned.problems, problem))
        organisation_id = self._directory.find(row.organisation)
        coming = self._coming.find(row.organisation) if organisation_id is None else None
        if organisation_id is None and row.organisation not in self.new_organisations:
            kind = self._kind(row, coming)
            if kind is None:
                problem = at_cell(
                    planned, Trouble.ORGANISATION_UNKNOWN, "organisation", blocking=True, value=row.organisation
                )
                return replace(planned, action="blocked", problems=(*planned.problems, problem))
            self.new_organisations[row.organisation] = kind
            if coming is None:
                alike = self._alike(row.organisation, kind)
                facts: dict[str, Any] = {"kind": kind.value} | ({"target": "alike", "alike": alike} if alike else {})
                problem = at_cell(
                    planned, Trouble.ORGANISATION_GUESSED, "organisation", value=row.organisation, **facts
                )
                planned = replace(planned, problems=(*planned.problems, problem))
        planned, draft = validated(
            planned, lambda values: ProjectDraft.model_validate({**values, "organisation_id": organisation_id or 0})
        )
        if not isinstance(draft, ProjectDraft):
            return planned
        owner = organisation_id or (squeezed(row.organisation) if coming is None else self.coming[coming])
        key = (owner, squeezed(draft.title))
        if key in self._seen:
            problem = at_cell(
                planned,
                Trouble.DUPLICATE_IN_FILE,
                "title",
                value=draft.title,
                other_row=self._seen[key],
                likeness="same_title",
            )
            return replace(planned, action="duplicate", duplicate_of=draft.title, problems=(*planned.problems, problem))
        self._seen[key] = row.row
        record = self._records.get((organisation_id or 0, squeezed(draft.title)))
        return planned if record is None else self.beside(planned, record, ProjectDraft)

    def _alike(self, name: str, kind: OrganisationKind) -> str:
        """One that a new organisation may be by its name, as the search for duplicates looks at it: of those that are
        there, that come in before or that rows above name. Or ""."""
        one = organisation_named(name, kind)
        found = (other for key in organisation_keys(one) for other in self._by_keys.get(key, ()))
        alike = next((other.names[0] for other in found if organisation_likeness(one, other)), "")
        for key in organisation_keys(one):
            self._by_keys.setdefault(key, []).append(one)
        return alike

    @cached_property
    def _by_keys(self) -> dict[str, list[OrganisationDraft]]:
        coming = (organisation_named(name, one.kind) for one in self.coming for name in one.names)
        by_keys: dict[str, list[OrganisationDraft]] = {}
        for one in (*queries.all_of(self.session, Organisation), *coming):
            for key in organisation_keys(one):
                by_keys.setdefault(key, []).append(one)
        return by_keys

    def _kind(self, row: ReadRow, coming: int | None) -> OrganisationKind | None:
        """What the organisation of a row is: as its own row says, as this row says, or by its name."""
        if coming is not None:
            return self.coming[coming].kind
        return OrganisationKind(row.organisation_kind) if row.organisation_kind else _guessed_kind([row.organisation])


def _guessed_kind(names: Sequence[str]) -> OrganisationKind | None:
    """What an organisation is by the words in its name, where they leave no doubt."""
    text = folded(" ".join(names))
    return next((kind for kind, words in _KIND_WORDS if any(word in text for word in words)), None)
