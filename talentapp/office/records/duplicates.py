"""People who are in the database twice: found by name, e-mail, ORCID or phone, merged field by field, or told apart."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from sqlmodel import col, delete, select

from talentapp.domain.folding import folded
from talentapp.domain.identity import likeness, name_keys, phone_key
from talentapp.domain.progress import Progress, silent
from talentapp.domain.records import Candidate, CandidateDraft, NotDuplicate, id_of
from talentapp.domain.terms import Kind, Status
from talentapp.office.guarding import guarded
from talentapp.office.views.edits import DuplicatePair, Edit, EditResult, MergeResult, Touched
from talentapp.store import queries, writes
from talentapp.store.engine import Store

_LARGEST_GROUP = 40  # records of one key that are compared with each other: a shared telephone is no person


@guarded
class Duplicates:
    """Candidates that look like one person."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, progress: Progress = silent) -> list[DuplicatePair]:
        """All pairs of open or paused candidates that look like one person and were not told apart, likeliest first."""
        with self._store.reading() as session:
            apart = {(row.one_id, row.other_id) for row in session.scalars(select(NotDuplicate))}
            living = select(Candidate).where(col(Candidate.status) != Status.CLOSED).order_by(col(Candidate.id))
            people = list(session.scalars(living))
            groups: dict[tuple[str, str], list[int]] = defaultdict(list)
            for at, person in enumerate(people):
                if at % 500 == 0:
                    progress(at, len(people))
                for key in _keys(person):
                    groups[key].append(at)
            found: dict[tuple[int, int], DuplicatePair] = {}
            for at, members in enumerate(groups.values()):
                if at % 500 == 0:
                    progress(at, len(groups))
                if len(members) > _LARGEST_GROUP:
                    continue
                for one, other in combinations(members, 2):
                    pair = (id_of(people[one]), id_of(people[other]))
                    if pair in found or pair in apart:
                        continue
                    if alike := likeness(people[one], people[other]):
                        found[pair] = DuplicatePair(*pair, _name(people[one]), _name(people[other]), alike)
        return sorted(found.values(), key=lambda pair: (-len(pair.reasons), pair.one_id, pair.other_id))

    def tell_apart(self, one_id: int, other_id: int) -> None:
        """Remember that two candidates are two people."""
        one, other = sorted((one_id, other_id))
        with self._store.writing() as session:
            session.execute(
                delete(NotDuplicate).where(col(NotDuplicate.one_id) == one, col(NotDuplicate.other_id) == other)
            )
            session.add(NotDuplicate(one_id=one, other_id=other))

    def merge(self, keep_id: int, gone_id: int, values: Mapping[str, Any], versions: Mapping[int, int]) -> MergeResult:
        """Bring one record to the chosen values and take the other out of the lists' way.

        The other is removed; where recommendations speak of it, it is kept, closed, so that they stay explained.
        Raises RECORD_STALE, RECORD_GONE, RECORD_INVALID.
        """
        from talentapp.office.records.editing import checked_versions, draft_of, values_of

        with self._store.writing() as session:
            keep, gone = writes.get(session, Candidate, keep_id), writes.get(session, Candidate, gone_id)
            checked_versions({keep_id: keep, gone_id: gone}, versions)
            before = values_of(Kind.CANDIDATES, keep)
            other_before = values_of(Kind.CANDIDATES, gone)
            named = queries.is_named(session, Kind.CANDIDATES, gone_id)
            if named:
                closed = CandidateDraft.model_validate(
                    {**other_before, "status": Status.CLOSED, "email": "", "orcid": ""}
                )
                writes.change(session, gone, closed)
                one, other = sorted((keep_id, gone_id))
                session.add(NotDuplicate(one_id=one, other_id=other))
                touched = [Touched(Kind.CANDIDATES, gone_id, other_before, gone.version)]
            else:
                either = (col(NotDuplicate.one_id) == gone_id) | (col(NotDuplicate.other_id) == gone_id)
                session.execute(delete(NotDuplicate).where(either))
                session.delete(gone)
                session.flush()
                touched = [Touched(Kind.CANDIDATES, gone_id, other_before, 0, gone=True)]
            writes.change(session, keep, draft_of(Kind.CANDIDATES, values))
            touched.append(Touched(Kind.CANDIDATES, keep_id, before, keep.version))
            edit = Edit("merge", _name(keep), "", tuple(touched))
            return MergeResult(EditResult(edit, 0, frozenset({Kind.CANDIDATES})), not named)


def _keys(person: Candidate) -> list[tuple[str, str]]:
    keys = [("name", key) for key in name_keys(person)]
    keys += [("email", folded(person.email))] if person.email else []
    keys += [("orcid", person.orcid)] if person.orcid else []
    keys += [("phone", key)] if (key := phone_key(person.phone)) else []
    return keys


def _name(person: Candidate) -> str:
    return person.name_zh or person.name_en
