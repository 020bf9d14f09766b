"""The dry run of candidates: who is in the file twice, who is in the database already, and what a row would change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from talentapp.domain import identity
from talentapp.domain.countries import code_of_place
from talentapp.domain.identity import Alike, Identity, Likeness, Person, likeness, name_keys
from talentapp.domain.intake import ReadRow, Trouble
from talentapp.domain.merging import says_the_same
from talentapp.domain.phones import phone_seems_short
from talentapp.domain.progress import Progress
from talentapp.domain.records import Candidate, CandidateDraft
from talentapp.office.imports.dry_run import Planner, at_cell, validated
from talentapp.office.imports.known import PeopleIndex
from talentapp.office.views.imports import PlannedRow
from talentapp.store import queries

_CELL_OF = {
    Likeness.SAME_ORCID: ("orcid",),
    Likeness.SAME_EMAIL: ("email",),
    Likeness.SAME_PHONE: ("phone",),
    Likeness.SAME_NAME: ("name_zh", "name_en"),
}


class Candidates(Planner):
    """Plans candidates. Rows are compared with those of equal keys only, so that time grows with the file."""

    of = (Candidate, CandidateDraft)

    def prepare(self, progress: Progress) -> None:
        self._known = self.known.refreshed(self.session, progress)
        self._stored: Mapping[int, Any] = {}
        self._above: list[tuple[PlannedRow, Identity]] = []  # the rows so far that are no duplicates
        self._new: set[int] = set()  # the numbers of those that make somebody new
        self._known_as: dict[int, int] = {}  # of those about somebody who is there, by their numbers: the record
        self._recalled: dict[int, Candidate] = {}  # the records that rows were made into, though they are not like them
        self._seen = PeopleIndex()  # of them, by their places in that list

    def look_up(self, some: Sequence[ReadRow]) -> None:
        people = [Identity.of(row.values) for row in some]
        wanted = dict.fromkeys(key for one in people for key in self._known.like(one))
        wanted |= dict.fromkeys(key for one in people if (key := self._known.namesake(one)) is not None)
        self._stored = queries.drafts(self.session, Candidate, CandidateDraft, list(wanted))

    def meet(self, number: int, record: Any) -> None:
        self._new.discard(number)
        self._known_as[number] = record.id
        self._recalled[record.id] = record

    def titles(self, row: ReadRow) -> tuple[str, str]:
        names = [row.values.get("name_zh", ""), row.values.get("name_en", "")]
        return " ".join(filter(None, names)), row.values.get("employer", "")

    def plan_row(self, planned: PlannedRow, row: ReadRow) -> PlannedRow:  # noqa: ARG002
        planned, draft = validated(planned, CandidateDraft.model_validate)
        if not isinstance(draft, CandidateDraft):
            return planned
        if draft.country and not code_of_place(draft.country):
            problem = at_cell(planned, Trouble.COUNTRY_UNKNOWN, "country", value=draft.country)
            planned = replace(planned, problems=(*planned.problems, problem))
        if phone_seems_short(draft.phone):
            problem = at_cell(planned, Trouble.PHONE_SHORT, "phone", value=draft.phone)
            planned = replace(planned, problems=(*planned.problems, problem))
        self._shares: Person | None = None  # somebody else who has this telephone number
        met = self._met(planned, draft)
        if met is not None:
            return met
        planned = self._in_store(planned, draft)
        if planned.action == "create" and self._shares is not None:
            planned = _sharing(planned, draft, self._shares)
        elif planned.action == "create":
            planned = self._beside_namesake(planned, draft)
        if planned.action == "create":
            self._new.add(planned.number)
        elif planned.action in ("update", "unchanged") and planned.target_id is not None:
            self._known_as[planned.number] = planned.target_id
        return planned

    def _met(self, planned: PlannedRow, draft: CandidateDraft) -> PlannedRow | None:
        """The plan of a row whose person an earlier row has; otherwise it is kept for the rows below."""
        for earlier, other in (self._above[place] for place in self._seen.like(draft)):
            found = likeness(draft, other)
            if _by_phone_alone(found):
                self._shares = other
            elif found:
                return self._twice(planned, draft, earlier, other, found)
        own = Identity.of(planned.values)
        self._seen.add(len(self._above), own)
        self._above.append((planned, own))
        return None

    def _twice(
        self, planned: PlannedRow, draft: CandidateDraft, earlier: PlannedRow, other: Identity, found: Sequence[Alike]
    ) -> PlannedRow:
        """The plan of a row whose person stands above already: put together with it where it is one beyond doubt, and
        neither says anything against the other."""
        key = self._known_as.get(earlier.number, 0)
        record = self._stored.get(key) or self._recalled.get(key)
        joins = earlier.number if earlier.number in self._new or record is not None else None
        certain = joins is not None and _certain(found, draft, other) and _agree(planned.values, earlier.values)
        facts = {"other_row": earlier.row, "target": "joined" if certain else "likely"}
        beside = planned if record is None else self.beside(planned, record, CandidateDraft)
        twice = _duplicate(beside, Trouble.DUPLICATE_IN_FILE, found, draft, other, **facts)
        together = beside.action if record is not None else "join"
        return replace(twice, joins=joins, action=together if certain else "duplicate")

    def _in_store(self, planned: PlannedRow, draft: CandidateDraft) -> PlannedRow:
        """The plan of a row by those in the database whom it is like."""
        records = [self._stored[key] for key in dict.fromkeys(self._known.like(draft)) if key in self._stored]
        alike = [(found, record) for record in records if (found := likeness(draft, record))]
        self._shares = next((record for found, record in alike if _by_phone_alone(found)), self._shares)
        alike = [(found, record) for found, record in alike if not _by_phone_alone(found)]
        certain = [record for found, record in alike if _certain(found, draft, record)]
        if len(certain) == 1:
            return _like(self.beside(planned, certain[0], CandidateDraft), draft, certain[0])
        plans = [self.beside(planned, record, CandidateDraft, surely=False) for _, record in alike]
        for plan in plans:
            if plan.action == "unchanged":
                return plan
        for (found, record), plan in zip(alike, plans, strict=True):
            return _duplicate(plan, Trouble.LIKELY_DUPLICATE, found, draft, record)
        return planned

    def _beside_namesake(self, planned: PlannedRow, draft: CandidateDraft) -> PlannedRow:
        """The plan of somebody new, with the remark that there is another of this name, whom the row may update: a
        second address makes nobody a second person."""
        record = self._stored.get(self._known.namesake(draft) or 0)
        if record is None:
            return planned
        update = self.beside(planned, record, CandidateDraft, surely=False)
        facts = {
            "name": record.name_zh or record.name_en,
            "target": "employed" if record.employer else "",
            "employer": record.employer,
        }
        problem = at_cell(planned, Trouble.NAME_SHARED, "name_zh", "name_en", **facts)
        return replace(
            planned,
            target_id=update.target_id,
            target_version=update.target_version,
            changes=update.changes,
            held=update.held,
            brings=update.brings,
            alike=identity.compared(draft, record),
            problems=(*planned.problems, problem),
        )


def _duplicate(
    planned: PlannedRow, trouble: Trouble, found: Sequence[Alike], own: Person, other: Person, **facts: Any
) -> PlannedRow:
    first = found[0]
    cell = _CELL_OF[first.likeness]
    problem = at_cell(planned, trouble, *cell, value=first.value, likeness=first.likeness, **facts)
    return replace(_like(planned, own, other), action="duplicate", problems=(*planned.problems, problem))


def _agree(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two rows of one person say nothing against each other; each may say what the other does not."""
    both = (name for name, said in one.items() if said not in ("", None) and other.get(name) not in ("", None))
    return all(isinstance(one[name], list) or says_the_same(name, one[name], other[name]) for name in both)


def _by_phone_alone(found: Sequence[Alike]) -> bool:
    """Whether two people of different names have nothing but a telephone number in common: a switchboard's is shared by
    many. Nobody is left out for that."""
    return [one.likeness for one in found] == [Likeness.SAME_PHONE]


def _sharing(planned: PlannedRow, own: Person, other: Person) -> PlannedRow:
    """The plan of somebody new, with the remark that somebody else has their telephone number."""
    name = other.name_zh or other.name_en
    problem = at_cell(planned, Trouble.PHONE_SHARED, "phone", value=own.phone, name=name)
    return replace(planned, alike=identity.compared(own, other), problems=(*planned.problems, problem))


def _like(planned: PlannedRow, own: Person, other: Person) -> PlannedRow:
    """The plan with whom the row is taken for, and why."""
    return replace(planned, duplicate_of=other.name_zh or other.name_en, alike=identity.compared(own, other))


def _certain(found: Sequence[Alike], draft: Person, record: Person) -> bool:
    """Whether it is the same person without asking: one ORCID iD, unless the name and all else that both have speaks
    against it, as where it was taken from the wrong line; or one e-mail and one name, and no two ORCID iDs.

    An agency's or a laboratory's address alone is shared by many.
    """
    if found[0].likeness is Likeness.SAME_ORCID:
        others = [one.same for one in identity.compared(draft, record) if one.field != "orcid"]
        return any(others) or len(others) < 2
    apart = draft.orcid and record.orcid and draft.orcid != record.orcid
    same_name = bool(name_keys(draft) & name_keys(record))
    return found[0].likeness is Likeness.SAME_EMAIL and same_name and not apart
