"""What goes with records that an import made, and what keeps them: the one is what only the program wrote of them, the
other what a person did.

Both are found along the foreign keys (`store.subject`). The program's are recommendations, exclusions, the inputs of
runs, and pairings that nobody has said anything of. All else that refers to a record keeps it, a table that comes to be
one day among it.

A plan that was only found is the program's: where a record of it goes it is not that plan any more, and goes as a
whole. A plan that somebody has named, or has put something of forward for review, is a person's, and keeps whom it
pairs; whom it leaves out, it does not keep. A pin keeps the pairing that it is on, and no plan: it has a table of its
own, and holds for every later plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select, text, update
from sqlmodel import Session, col

from talentapp.domain.plan_records import PlannedPairing, SavedPlan, Unmatched
from talentapp.domain.progress import Progress
from talentapp.domain.records import Decision, Exclusion, Pairing, Project, Recommendation
from talentapp.domain.terms import Verdict
from talentapp.store import plan_queries, queries, subject

_TOGETHER = 5000  # rows that are deleted between two reports of progress
_RECORDS = ("candidate", "project", "organisation")
_BY_PROGRAM = (Verdict.EXPIRE, Verdict.RENEW)
_COMPUTED = frozenset({"recommendation", "exclusion", "unmatched", "keptinput", "importchange"})
_WHY: Mapping[str, str] = {
    "pairing": "decided", "decision": "decided", "planmark": "marked", "plannedpairing": "planned",
    "consent": "consent", "evidence": "papers", "gateanswer": "papers", "termsversion": "papers", "effort": "effort",
    "notduplicate": "apart", "notsameproject": "apart", "notsameorganisation": "apart",
    "candidate": "merged", "project": "projects",
}  # fmt: skip
"""Why a record stays that a row of this table refers to; "in_use" for others."""


@dataclass
class Going:
    """What goes, what stays of what was asked for, and why."""

    rows: dict[str, list[int]]  # by table, in the order in which they can be deleted
    plans: list[int]  # that go as a whole
    kept: dict[str, dict[int, str]] = field(default_factory=dict)

    def count(self, table: str) -> int:
        """How many rows of a table go."""
        return len(self.rows.get(table, ()))


def going(session: Session, records: Mapping[str, Sequence[int]], progress: Progress) -> Going:
    """What of these records can go, and what goes with them."""
    connection = session.connection()
    rows = subject.rows_about(connection, records, progress)
    theirs = _plans_of_people(session)
    words = _staying(session, records, rows, theirs)
    needed = subject.needed_by(connection, rows, words, progress)
    kept = {
        table: {key: needed[table][key] for key in ids if key in needed.get(table, ())}
        for table, ids in records.items()
    }
    owners = _of_ids(session, col(Project.organisation_id), col(Project.id), sorted(kept.get("project", ())))
    for key in owners.intersection(kept.get("organisation", ())):
        kept["organisation"][key] = "projects"
    free = {table: [key for key in ids if key not in kept[table]] for table, ids in records.items()}
    if any(kept.values()):
        rows = subject.rows_about(connection, free, progress)
    plans: set[int] = set()
    lines: tuple[type[Any], ...] = (PlannedPairing, Unmatched)
    for line in lines:
        plans |= _of_ids(session, line.plan_id, line.id, rows.get(line.__table__.name, ()))
    return Going(rows, sorted(plans - theirs), kept)


def take(session: Session, what: Going, progress: Progress) -> None:
    """Delete what goes, and the runs of which nothing is left; in the open transaction."""
    connection = session.connection()
    runs = _of_ids(session, col(Recommendation.run_id), col(Recommendation.id), what.rows.get("recommendation", ()))
    runs |= _of_ids(session, col(Exclusion.run_id), col(Exclusion.id), what.rows.get("exclusion", ()))
    based = update(SavedPlan).where(col(SavedPlan.based_on_id).in_(what.plans))
    session.execute(based.values(based_on_id=None))
    session.flush()
    parts = [subject.rows_about(connection, {"savedplan": what.plans}), what.rows]
    total, done = sum(len(keys) for part in parts for keys in part.values()), 0
    for part in parts:
        for table, keys in part.items():
            for start in range(0, len(keys), _TOGETHER):
                progress(done, total)
                some = keys[start : start + _TOGETHER]
                subject.delete_rows(connection, {table: some})
                done += len(some)
    left = select(col(Recommendation.run_id)).union(select(col(SavedPlan.run_id)))
    empty = runs - set(session.scalars(left))
    progress(total, total)
    subject.delete_rows(connection, subject.rows_about(connection, {"run": empty}))
    session.expire_all()


def _staying(
    session: Session, records: Mapping[str, Sequence[int]], rows: Mapping[str, Sequence[int]], theirs: set[int]
) -> dict[str, dict[int, str]]:
    """The rows about records that a person made or said something by, and the word for each."""
    spoken = queries.spoken_of(session, rows.get("pairing", ()))
    staying: dict[str, dict[int, str]] = {}
    for table, keys in rows.items():
        held: Iterable[int] = keys
        if table in _RECORDS:
            held = set(keys) - set(records.get(table, ()))
        elif table == "pairing":
            held = spoken
        elif table == "decision":
            unspoken = set(rows.get("pairing", ())) - spoken
            going_too = _of_ids(session, col(Decision.id), col(Decision.pairing_id), sorted(unspoken))
            held = set(keys) - going_too
        elif table == "plannedpairing":
            plans = select(col(PlannedPairing.id)).where(col(PlannedPairing.plan_id).in_(theirs))
            held = set(keys) & set(session.scalars(plans))
        elif table in _COMPUTED:
            continue
        staying[table] = dict.fromkeys(held, _WHY.get(table, "in_use"))
    return staying


def _plans_of_people(session: Session) -> set[int]:
    """The plans that somebody has named, or has put something of forward."""
    plans = {row[0]: row[1] for row in session.execute(select(col(SavedPlan.id), col(SavedPlan.run_id)))}
    named = {key for key, name in plan_queries.names(session, list(plans)).items() if name}
    if not plans:
        return named
    said = select(col(Decision.recommendation_id)).where(~col(Decision.verdict).in_(_BY_PROGRAM))
    paired = (
        select(col(Pairing.recommendation_id))
        .join(Decision, col(Decision.pairing_id) == col(Pairing.id))
        .where(~col(Decision.verdict).in_(_BY_PROGRAM))
    )
    runs = select(col(Recommendation.run_id)).where(
        or_(col(Recommendation.id).in_(said), col(Recommendation.id).in_(paired)),
        col(Recommendation.run_id).in_(select(col(SavedPlan.run_id))),
    )
    forwarded = set(session.scalars(runs.distinct()))
    return named | {key for key, run in plans.items() if run in forwarded}


def _of_ids(session: Session, wanted: Any, key: Any, ids: Sequence[int]) -> set[int]:
    found = (select(wanted).where(text(some)).distinct() for some in subject.among(key.name, ids))
    return {one for query in found for one in session.scalars(query)}
