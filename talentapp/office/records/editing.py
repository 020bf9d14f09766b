"""Changing records by hand: one at a time or many, always with a way back that says what it takes back.

A change is refused when the record has moved on since it was read (RECORD_STALE); nothing is written, and the caller
still has all that was typed. What a change did is handed back as an `Edit`, and `undo` takes it back as far as nobody
has changed the records since.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, SQLModel

from talentapp.domain import tidying
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.identity import Identity, name_keys
from talentapp.domain.merging import Removed
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import (
    Candidate,
    CandidateDraft,
    Organisation,
    OrganisationDraft,
    Project,
    ProjectDraft,
    id_of,
)
from talentapp.domain.roles import Act, Actor
from talentapp.domain.rosters import CONTACT
from talentapp.domain.terms import Kind, RevealReason, Status
from talentapp.domain.tidying import tidied
from talentapp.office.guarding import guarded
from talentapp.office.views.edits import BulkChange, Edit, Editable, EditResult, Forwarded, Invalid, Touched
from talentapp.store import merging, queries, writes
from talentapp.store.engine import Store
from talentapp.store.trail import note

LetWait = Callable[[Session, Sequence[Forwarded], Actor, str], int]
"""How pairings are let wait again, and how many could not be: a move of the cases, which stand above the records."""
_TOGETHER = 100  # records between two reports of progress
_SEPARATORS = re.compile(r"[;；、,，]+")
MERGED = frozenset({Kind.CANDIDATES, Kind.PROJECTS, Kind.ORGANISATIONS, Kind.PAIRINGS})
"""What a merge changes, beside the record itself: all that refers to it."""
_TABLES: Mapping[Kind, tuple[type[Any], type[SQLModel]]] = {
    Kind.CANDIDATES: (Candidate, CandidateDraft),
    Kind.ORGANISATIONS: (Organisation, OrganisationDraft),
    Kind.PROJECTS: (Project, ProjectDraft),
}


@guarded
class Editing:
    """Records made and changed by hand."""

    def __init__(self, store: Store, let_wait: LetWait) -> None:
        self._store, self._let_wait = store, let_wait

    @property
    def allowed(self) -> bool:
        """Whether the person before the screen may change records."""
        return self._store.actor.may(Act.CHANGE_RECORDS)

    def read(self, kind: Kind, record_id: int) -> Editable:
        """A record's fields as they are now, to be edited. A candidate's contact data are shown by it in full, so it is
        in the trail. Raises RECORD_GONE."""
        with self._store.writing() if kind is Kind.CANDIDATES else self._store.reading() as session:
            record = writes.get(session, _TABLES[kind][0], record_id)
            if kind is Kind.CANDIDATES:
                note(session, "reveal", "candidate", [record_id], tuple(sorted(CONTACT)), RevealReason.CORRECTION.value)
            return Editable(kind, record_id, record.version, values_of(kind, record))

    def check(self, kind: Kind, values: Mapping[str, Any]) -> tuple[Invalid, ...]:
        """What is wrong with these values, field by field; nothing is written."""
        try:
            _TABLES[kind][1].model_validate(tidied(kind, values))
        except ValidationError as error:
            return tuple(_invalid(one) for one in error.errors())
        return ()

    def with_email(self, email: str, but: int | None = None) -> tuple[str, ...]:
        """The names of the candidates who have this e-mail, without the one of this id."""
        with self._store.reading() as session:
            keys = queries.candidates_with_email(session, tidying.email(email))
            people = queries.by_ids(session, Candidate, [key for key in keys if key != but])
            return tuple(person.name_zh or person.name_en for person in people.values())

    def with_name(self, values: Mapping[str, str], but: int | None = None) -> tuple[tuple[str, str], ...]:
        """The name and the employer of each candidate who shares a name with these fields, in whichever script it
        is written, without the one of this id. May take as long as a scan of all."""
        keys = name_keys(Identity.of(values))
        with self._store.reading() as session:
            people = [one for one in queries.candidates_named(session, keys) if name_keys(one) & keys and one.id != but]
            return tuple((one.name_zh or one.name_en, one.employer) for one in people)

    def save(
        self, kind: Kind, values: Mapping[str, Any], record_id: int | None = None, version: int | None = None
    ) -> EditResult:
        """Store a new record, or bring one to these values. Their texts are tidied as an import reads them.

        Raises RECORD_STALE when it is no longer of this version, RECORD_INVALID (facts: fields), RECORD_GONE.
        """
        values = tidied(kind, values)
        with self._store.writing() as session:
            if record_id is None:
                record = _add(session, kind, draft_of(kind, values))
                touched = Touched(kind, id_of(record), None, record.version, 0)
                return _result("create", [touched], title_of(record))
            record = writes.get(session, _TABLES[kind][0], record_id)
            if version is not None and record.version != version:
                raise TalentError(Fault.RECORD_STALE, title=title_of(record))
            before, was = values_of(kind, record), record.version
            writes.change(session, record, draft_of(kind, {**before, **values}))  # what is not given stays
            touched = Touched(kind, record_id, before, record.version, was)
            return _result("edit", [touched], title_of(record))

    def change(self, kind: Kind, ids: Sequence[int], change: BulkChange, progress: Progress = silent) -> EditResult:
        """Do one thing to many records, in one transaction. Those that are so already stay untouched."""
        table, draft_type = _TABLES[kind]
        touched: list[Touched] = []
        title = ""
        with self._store.writing(progress) as session:
            records = queries.by_ids(session, table, ids)
            for at, record_id in enumerate(ids):
                if at % _TOGETHER == 0:
                    progress(at, len(ids))
                record = records.get(record_id)
                if record is None:
                    continue
                before, was = values_of(kind, record), record.version
                after = _changed(before, change)
                if after != before:
                    title = title or title_of(record)
                    writes.change(session, record, draft_type.model_validate(after))
                    touched.append(Touched(kind, record_id, before, record.version, was))
            value = tidying.one_line(change.value)  # as it is named
            return _result(change.what, touched, value if len(touched) != 1 else title, value)

    def remove(self, kind: Kind, ids: Sequence[int], progress: Progress = silent) -> EditResult:
        """Remove projects or organisations that nothing else speaks of, in one transaction; the way back brings them
        back as they were. `left` counts the others, which runs, pairings or projects need. People are erased instead
        (`office.trust.erasing`)."""
        table: Any = _TABLES[kind][0]
        name = table.__table__.name
        touched: list[Touched] = []
        removed: list[Removed] = []
        title, left = "", 0
        with self._store.writing(progress) as session:
            for at, record_id in enumerate(ids):
                if at % _TOGETHER == 0:
                    progress(at, len(ids))
                record = session.get(table, record_id)
                if record is None:
                    continue
                if merging.is_spoken_of(session, name, record_id):
                    left += 1
                    continue
                title = title or title_of(record)
                touched.append(Touched(kind, record_id, values_of(kind, record), record.version, record.version))
                session.expunge(record)
                removed += merging.remove(session, name, record_id)
        return EditResult(Edit("delete", title, "", tuple(touched), tuple(removed)), left, frozenset({kind}))

    def undo(self, edit: Edit, progress: Progress = silent) -> EditResult:
        """Take a change back: records that nobody has changed since are as they were; the others are counted.

        The edit of the result takes this back in its turn, where it `is_way_on`. A merge is taken back with all that it
        moved, and the pairings that it let expire, as far as these have not been moved on since.
        """
        taken_back: list[Touched] = []
        removed: list[Removed] = []
        returned = {(one.table, one.row["id"]) for one in edit.removed}
        with self._store.writing(progress) as session:
            if edit.apart is not None:
                kind, *pair = edit.apart
                say = merging.tell_apart if edit.anew else merging.forget_apart
                say(session, _TABLES[kind][0].__table__.name, *pair)
            merging.put_back(session, edit.removed)
            merging.move_back(session, edit.moved)
            for at, one in enumerate(reversed(edit.touched)):
                if at % _TOGETHER == 0:
                    progress(at, len(edit.touched))
                table, draft_type = _TABLES[one.kind]
                record = session.get(table, one.record_id)
                if record is None or record.version != one.version:
                    continue
                name = table.__table__.name
                if one.before is None:
                    if _is_in_use(session, one.kind, one.record_id):
                        continue
                    taken_back.append(replace(one, before=values_of(one.kind, record), was=one.version))
                    session.expunge(record)
                    removed += merging.remove(session, name, one.record_id)
                elif (name, one.record_id) in returned:
                    taken_back.append(replace(one, before=None))
                else:
                    after = values_of(one.kind, record)
                    writes.change(session, record, draft_type.model_validate(dict(one.before)))
                    taken_back.append(Touched(one.kind, one.record_id, after, record.version, one.version))
            left = len(edit.touched) - len(taken_back)
            anew = edit.chosen is not None and not left if edit.apart is None else not edit.anew
            if edit.ended and edit.touched[0].record_id in {one.record_id for one in taken_back}:
                left += self._let_wait(session, edit.ended, self._store.actor, "merge_undone")
            if edit.chosen is not None:
                taken_back += _back_again(edit)
            kinds = {one.kind for one in edit.touched} | ({edit.apart[0]} if edit.apart else set())
            back = replace(edit, touched=tuple(taken_back), removed=tuple(removed), moved=(), ended=(), anew=anew)
            return EditResult(back, left, MERGED if edit.moved else frozenset(kinds))


def _back_again(merge: Edit) -> list[Touched]:
    """The record that a merge had taken away, as it is again."""
    kind = merge.touched[0].kind
    name = _TABLES[kind][0].__table__.name
    rows = [one.row for one in merge.removed if one.table == name]
    return [Touched(kind, row["id"], None, row["version"], row["version"]) for row in rows]


def checked_versions(records: Mapping[int, Any], versions: Mapping[int, int]) -> None:
    """Raise RECORD_STALE unless every record is still of the version that was read."""
    for record_id, record in records.items():
        if record.version != versions[record_id]:
            raise TalentError(Fault.RECORD_STALE, title=title_of(record))


def draft_of(kind: Kind, values: Mapping[str, Any]) -> SQLModel:
    """The validated draft of these values. Raises RECORD_INVALID (facts: fields)."""
    try:
        return _TABLES[kind][1].model_validate(dict(values))
    except ValidationError as error:
        fields = tuple(_invalid(one).field for one in error.errors())
        raise TalentError(Fault.RECORD_INVALID, fields=fields) from None


def _invalid(error: Any) -> Invalid:
    place = str(error["loc"][0]) if error["loc"] else ""
    said = str(error.get("ctx", {}).get("error", "")) or str(error["type"])
    return Invalid(place, said)


def values_of(kind: Kind, record: Any) -> dict[str, Any]:
    """The fields of a record that can be edited."""
    return {name: getattr(record, name) for name in _TABLES[kind][1].model_fields}


def title_of(record: Any) -> str:
    """What a record is called in a sentence."""
    if isinstance(record, Candidate):
        return record.name_zh or record.name_en
    return record.title if isinstance(record, Project) else record.names[0]


def _add(session: Session, kind: Kind, draft: Any) -> Any:
    if kind is Kind.CANDIDATES:
        return writes.add_candidate(session, draft)
    if kind is Kind.ORGANISATIONS:
        return writes.add_organisation(session, draft)
    organisation = writes.get(session, Organisation, draft.organisation_id)
    return writes.add_project(session, draft, organisation.names)


def _changed(values: Mapping[str, Any], change: BulkChange) -> dict[str, Any]:
    after = dict(values)
    if change.what == "status":
        after["status"] = Status(change.value)
    elif change.what == "owner":
        after["owner"] = " ".join(change.value.split())  # pasted, it may have been of two lines
    elif change.what == "tag":
        after["tags"] = list(dict.fromkeys([*values["tags"], *_tags(change.value)]))
    elif change.what == "untag":
        after["tags"] = [tag for tag in values["tags"] if tag != change.value]
    elif change.what == "tags":
        after["tags"] = _tags(change.value)
    return after


def _tags(written: str) -> list[str]:
    """The tags that are written one after the other."""
    return [" ".join(tag.split()) for tag in _SEPARATORS.split(written) if tag.strip()]


def _is_in_use(session: Session, kind: Kind, record_id: int) -> bool:
    """Whether something else speaks of the record, so that it cannot go again."""
    return queries.is_named(session, kind, record_id)


def _result(what: str, touched: list[Touched], title: str, value: str = "") -> EditResult:
    changed = frozenset(one.kind for one in touched)
    return EditResult(Edit(what, title, value, tuple(touched)), 0, changed)
