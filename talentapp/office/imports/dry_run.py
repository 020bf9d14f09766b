"""The dry run of an import: what each row of a file would do to the records there are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, SQLModel

from talentapp.domain.folding import folded, squeezed
from talentapp.domain.identity import Alike, Directory, Likeness, likeness, name_keys, phone_key
from talentapp.domain.intake import Problem, Reading, ReadRow, Trouble
from talentapp.domain.records import (
    Candidate,
    CandidateDraft,
    Organisation,
    OrganisationDraft,
    Project,
    ProjectDraft,
    id_of,
)
from talentapp.domain.terms import Kind, OrganisationKind
from talentapp.office.views.imports import Action, PlannedRow
from talentapp.store import queries

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

    def __post_init__(self) -> None:
        self.new_organisations: dict[str, OrganisationKind] = {}
        self._troubles: dict[tuple[str, int], list[Problem]] = {}
        for problem in self.reading.problems:
            self._troubles.setdefault((problem.sheet, problem.row), []).append(problem)
        self.prepare()

    def prepare(self) -> None:
        """Read what the rows are compared with."""
        raise NotImplementedError

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        """Complete the plan of one row that is not blocked so far."""
        raise NotImplementedError

    def titles(self, row: ReadRow) -> tuple[str, str]:
        """What a person recognises the row by."""
        raise NotImplementedError

    def plan(self) -> Iterator[PlannedRow]:
        """The plan of every row, in the order of the file; rows kept out by a problem are in it too."""
        for number, row in enumerate(self.reading.rows):
            problems = tuple(self._troubles.get((row.sheet, row.row), ()))
            title, subtitle = self.titles(row)
            planned = PlannedRow(
                number=number,
                sheet=row.sheet,
                row=row.row,
                title=title,
                subtitle=subtitle,
                action="create",
                problems=problems,
                values=dict(row.values),
                organisation=row.organisation,
                organisation_kind=row.organisation_kind,
                words=row.words,
                monthly=row.monthly,
                letters=row.letters,
                headings=self.reading.columns,
            )
            if any(problem.blocking for problem in problems):
                yield replace(planned, action="blocked")
            else:
                yield self.plan_row(planned, row)


def all_problems(reading: Reading, planned: Sequence[PlannedRow]) -> tuple[Problem, ...]:
    """What is wrong with a file as a whole and with its rows, each once."""
    rows = {(row.sheet, row.row) for row in reading.rows}
    elsewhere = [problem for problem in reading.problems if (problem.sheet, problem.row) not in rows]
    return (*elsewhere, *(problem for row in planned for problem in row.problems))


def _trouble(
    row: PlannedRow, trouble: Trouble, *fields: str, blocking: bool = False, value: str = "", **facts: Any
) -> Problem:
    """Something about a row, at the cell of the first of these fields that has a column."""
    field = next((field for field in fields if field in row.letters), "")
    column = row.letters.get(field, "")
    return Problem(trouble, row.sheet, row.row, column, row.headings.get(field, ""), value, blocking, facts)


_CELL_OF = {
    Likeness.SAME_ORCID: ("orcid",),
    Likeness.SAME_EMAIL: ("email",),
    Likeness.SAME_PHONE: ("phone",),
    Likeness.SAME_NAME: ("name_zh", "name_en"),
}


def _validated(
    planned: PlannedRow, make: Callable[[Mapping[str, Any]], SQLModel]
) -> tuple[PlannedRow, SQLModel | None]:
    """The draft of a row. A field that does not validate is left open and reported; a row without a name is blocked."""
    values = dict(planned.values)
    problems = list(planned.problems)
    while True:
        try:
            draft = make(values)
            return replace(planned, values=values, problems=tuple(problems), draft=draft), draft
        except ValidationError as error:
            for fault in error.errors():
                code = str(fault.get("ctx", {}).get("error", ""))
                trouble = Trouble(code) if code in set(Trouble) else Trouble.OUT_OF_RANGE
                name = str(fault["loc"][0]) if fault["loc"] else ""
                fields = [name] if name in values else _FIELDS_OF.get(trouble, [])
                dropped = [values.pop(field, None) for field in fields]
                blocking = all(value in (None, "") for value in dropped)
                problems.append(
                    _trouble(
                        planned,
                        trouble,
                        *fields,
                        blocking=blocking,
                        value=str(fault.get("input", ""))[:80] if name else "",
                    )
                )
                if blocking:
                    return replace(planned, action="blocked", problems=tuple(problems)), None


_FIELDS_OF = {
    Trouble.END_BEFORE_START: ["end"],
    Trouble.EFFORT_RANGE_REVERSED: ["effort_min", "effort_max"],
}


_EITHER = {"effort_percent": "months_per_year", "months_per_year": "effort_percent"}


def _compared(planned: PlannedRow, record: Any, kind: type[SQLModel]) -> PlannedRow:
    """An update, or nothing where the record already says all that the row gives. Empty cells never erase.

    What the record would then say is validated as a whole: an end before the stored start is reported, too.
    """
    given = dict(planned.values)
    given |= {other: None for name, other in _EITHER.items() if name in given and other not in given}
    kept = {name: getattr(record, name) for name in kind.model_fields}
    planned, merged = _validated(replace(planned, values=given), lambda values: kind.model_validate({**kept, **values}))
    if merged is None:
        return planned
    changes = tuple(
        (name, _shown(getattr(record, name)), _shown(getattr(merged, name)))
        for name in planned.values
        if getattr(record, name) != getattr(merged, name)
    )
    action: Action = "update" if changes else "unchanged"
    return replace(planned, action=action, target_id=record.id, target_version=record.version, changes=changes)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


class _Candidates(Planner):
    def prepare(self) -> None:
        self._stored: dict[str, list[Candidate]] = {}
        for record in queries.all_of(self.session, Candidate):
            for key in _identity_keys(record):
                self._stored.setdefault(key, []).append(record)
        self._seen: dict[str, list[tuple[int, CandidateDraft]]] = {}

    def titles(self, row: ReadRow) -> tuple[str, str]:
        names = [row.values.get("name_zh", ""), row.values.get("name_en", "")]
        return " ".join(filter(None, names)), row.values.get("employer", "")

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        planned, draft = _validated(planned, CandidateDraft.model_validate)
        if not isinstance(draft, CandidateDraft):
            return planned
        keys = _identity_keys(draft)
        for earlier, other in (item for key in keys for item in self._seen.get(key, ())):
            if alike := likeness(draft, other):
                problem = _trouble(
                    planned,
                    Trouble.DUPLICATE_IN_FILE,
                    *_CELL_OF[alike[0].likeness],
                    value=alike[0].value,
                    other_row=earlier,
                    likeness=alike[0].likeness,
                )
                return replace(
                    planned,
                    action="duplicate",
                    duplicate_of=other.name_zh or other.name_en,
                    problems=(*planned.problems, problem),
                )
        for key in keys:
            self._seen.setdefault(key, []).append((row.row, draft))
        matches = {id_of(record): record for key in keys for record in self._stored.get(key, ())}
        alike_records = [(found, record) for record in matches.values() if (found := likeness(draft, record))]
        certain = [record for found, record in alike_records if _certain(found, draft, record)]
        if len(certain) == 1:
            return _compared(planned, certain[0], CandidateDraft)
        compared_rows = [_compared(planned, record, CandidateDraft) for _, record in alike_records]
        for compared in compared_rows:
            if compared.action == "unchanged":
                return compared
        for (found, record), compared in zip(alike_records, compared_rows, strict=True):
            cell = _CELL_OF[found[0].likeness]
            problem = _trouble(
                planned, Trouble.LIKELY_DUPLICATE, *cell, value=found[0].value, likeness=found[0].likeness
            )
            name = record.name_zh or record.name_en
            return replace(compared, action="duplicate", duplicate_of=name, problems=(*planned.problems, problem))
        return planned


def _certain(found: Sequence[Alike], draft: CandidateDraft, record: CandidateDraft) -> bool:
    """Whether it is the same person without asking: one ORCID iD; or one e-mail and one name, and no two ORCID iDs.

    An agency's or a laboratory's address alone is shared by many.
    """
    if found[0].likeness is Likeness.SAME_ORCID:
        return True
    apart = draft.orcid and record.orcid and draft.orcid != record.orcid
    same_name = bool(name_keys(draft) & name_keys(record))
    return found[0].likeness is Likeness.SAME_EMAIL and same_name and not apart


def _identity_keys(candidate: CandidateDraft) -> list[str]:
    """Keys that two records share if `likeness` can find anything between them."""
    keys = [f"name:{key}" for key in sorted(name_keys(candidate))]
    for kind, key in (
        ("orcid", candidate.orcid),
        ("mail", folded(candidate.email)),
        ("tel", phone_key(candidate.phone)),
    ):
        if key:
            keys.append(f"{kind}:{key}")
    return keys


class _Organisations(Planner):
    def prepare(self) -> None:
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
                problem = _trouble(planned, Trouble.KIND_UNCLEAR, "kind", "name_zh", blocking=True, value=planned.title)
                return replace(planned, action="blocked", problems=(*planned.problems, problem))
            planned = replace(planned, values={**planned.values, "kind": kind})
        planned, draft = _validated(planned, OrganisationDraft.model_validate)
        if not isinstance(draft, OrganisationDraft):
            return planned
        earlier = next((seen for name in draft.names if (seen := self._seen.find(name)) is not None), None)
        if earlier is not None:
            cell = ("name_zh", "name_tw", "name_en")
            problem = _trouble(
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
        return planned if found is None else _compared(planned, self._records[found], OrganisationDraft)


class _Projects(Planner):
    def prepare(self) -> None:
        organisations = queries.all_of(self.session, Organisation)
        self._directory = Directory((id_of(record), record.names) for record in organisations)
        self._records = {
            (record.organisation_id, squeezed(record.title)): record for record in queries.all_of(self.session, Project)
        }
        self._seen: dict[tuple[str, str], int] = {}

    def titles(self, row: ReadRow) -> tuple[str, str]:
        return row.values.get("title", ""), row.organisation

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:
        if not row.organisation:
            problem = _trouble(planned, Trouble.ORGANISATION_MISSING, "organisation", blocking=True)
            return replace(planned, action="blocked", problems=(*planned.problems, problem))
        organisation_id = self._directory.find(row.organisation)
        if organisation_id is None and row.organisation not in self.new_organisations:
            kind = (
                OrganisationKind(row.organisation_kind) if row.organisation_kind else _guessed_kind([row.organisation])
            )
            if kind is None:
                problem = _trouble(
                    planned, Trouble.ORGANISATION_UNKNOWN, "organisation", blocking=True, value=row.organisation
                )
                return replace(planned, action="blocked", problems=(*planned.problems, problem))
            self.new_organisations[row.organisation] = kind
            problem = _trouble(
                planned, Trouble.ORGANISATION_GUESSED, "organisation", value=row.organisation, kind=kind.value
            )
            planned = replace(planned, problems=(*planned.problems, problem))
        planned, draft = _validated(
            planned, lambda values: ProjectDraft.model_validate({**values, "organisation_id": organisation_id or 0})
        )
        if not isinstance(draft, ProjectDraft):
            return planned
        key = (str(organisation_id or squeezed(row.organisation)), squeezed(draft.title))
        if key in self._seen:
            problem = _trouble(
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
        return planned if record is None else _compared(planned, record, ProjectDraft)


PLANNERS: Mapping[Kind, type[Planner]] = {
    Kind.CANDIDATES: _Candidates,
    Kind.ORGANISATIONS: _Organisations,
    Kind.PROJECTS: _Projects,
}


def _guessed_kind(names: Sequence[str]) -> OrganisationKind | None:
    """What an organisation is by the words in its name, where they leave no doubt."""
    text = folded(" ".join(names))
    return next((kind for kind, words in _KIND_WORDS if any(word in text for word in words)), None)
