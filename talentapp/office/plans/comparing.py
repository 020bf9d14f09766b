"""Two saved plans side by side: who comes in, who falls out, who changes, what each gains or loses, and why."""

from collections import defaultdict
from collections.abc import Collection

from sqlmodel import Session

from talentapp.domain.plan_records import SavedPlan
from talentapp.domain.records import Candidate, Organisation, Project, Recommendation, Run, id_of
from talentapp.domain.states import TAKES_PLACE
from talentapp.office.plans.look import named_rules, plan_row
from talentapp.office.records.rows import candidate_name, names, pairing_rows, triple_of
from talentapp.office.views.pairings import PairingRow
from talentapp.office.views.plans import Change, ChangeKind, NamedRule, OrganisationChange, PlanDifference
from talentapp.store import case_queries, plan_queries, queries, writes

_EVEN = 0.05  # points that make no difference


def difference(session: Session, before: SavedPlan, after: SavedPlan) -> PlanDifference:
    """What becomes of everybody from one plan to another."""
    old, new = _by_candidate(session, before), _by_candidate(session, after)
    same = sum(len({*map(_ids, old[c])} & {*map(_ids, new[c])}) for c in old.keys() & new.keys())
    reasons = _Reasons(session, after)
    changes, accepted = [], set()
    people = queries.by_ids(session, Candidate, {*old, *new})
    for c in sorted({*old, *new}):
        gone, stays = _parted(old.get(c, []), new.get(c, []))
        come, _ = _parted(new.get(c, []), old.get(c, []))
        if not gone and not come:
            continue
        points = round(sum(row.score for row in come) - sum(row.score for row in gone), 1)
        kind = _kind(gone, come, stays)
        why, full = reasons.of(c, kind, gone, come, points)
        if why == "gone" and case_queries.pairings_in(session, TAKES_PLACE, c):
            kind, why, points = "accepted", "accepted", 0.0
            accepted.add(c)
        changes.append(Change(c, candidate_name(people[c]), kind, gone, come, points, why, full, stays))
    changes.sort(key=lambda change: (-change.points, change.candidate_id))
    return PlanDifference(
        before=plan_row(session, before),
        after=plan_row(session, after),
        changes=tuple(changes),
        organisations=_organisations(session, before, after, accepted),
        same=same,
    )


class _Reasons:
    """Why the pairings of a candidate are other ones in a plan than in one before."""

    def __init__(self, session: Session, plan: SavedPlan) -> None:
        settings = writes.get(session, Run, plan.run_id).settings
        self._pins = {tuple(ids) for ids in settings["pins"]}
        self._bans = {tuple(ids) for ids in settings["bans"]}
        out = plan_queries.unmatched(session, id_of(plan))
        full = named_rules(session, [item.full for item in out])
        self._out = {item.candidate_id: (item.why, rules) for item, rules in zip(out, full, strict=True)}

    def of(
        self,
        candidate: int,
        kind: ChangeKind,
        gone: tuple[PairingRow, ...],
        come: tuple[PairingRow, ...],
        points: float,
    ) -> tuple[str, tuple[NamedRule, ...]]:
        """The reason, and the rules that are used up against the candidate."""
        if any(_ids(row) in self._pins for row in come):
            return "pinned", ()
        if any(_ids(row) in self._bans for row in gone):
            return "forbidden", ()
        if kind == "dropped":
            return self._out.get(candidate, ("gone", ()))
        if kind != "moved":
            return kind, ()
        return ("better" if points > -_EVEN else "room"), ()


def _parted(rows: list[PairingRow], others: list[PairingRow]) -> tuple[tuple[PairingRow, ...], tuple[PairingRow, ...]]:
    """The pairings that are not among the others, and those that are."""
    among = {*map(_ids, others)}
    return tuple(row for row in rows if _ids(row) not in among), tuple(row for row in rows if _ids(row) in among)


def _kind(gone: tuple[PairingRow, ...], come: tuple[PairingRow, ...], stays: tuple[PairingRow, ...]) -> ChangeKind:
    if gone and come:
        return "moved"
    if come:
        return "gained" if stays else "entered"
    return "lost" if stays else "dropped"


def _by_candidate(session: Session, plan: SavedPlan) -> dict[int, list[PairingRow]]:
    rows: dict[int, list[PairingRow]] = defaultdict(list)
    found = [recommendation for _, recommendation in plan_queries.planned(session, id_of(plan))]
    for row in pairing_rows(session, found):
        rows[row.candidate_id].append(row)
    return dict(rows)


def _ids(row: PairingRow) -> tuple[int, int, int]:
    return row.candidate_id, row.university_project_id, row.firm_project_id


def _organisations(
    session: Session, before: SavedPlan, after: SavedPlan, accepted: Collection[int]
) -> tuple[OrganisationChange, ...]:
    """The organisations that gain or lose, those that gain most first. Who has been accepted since is no loss."""
    plans: list[list[Recommendation]] = [
        [item for _, item in plan_queries.planned(session, id_of(plan)) if item.candidate_id not in accepted]
        for plan in (before, after)
    ]
    projects = queries.by_ids(session, Project, (key for plan in plans for item in plan for key in triple_of(item)[1:]))
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    points: dict[int, float] = defaultdict(float)
    for at, plan in enumerate(plans):
        for item in plan:
            for owner in {projects[key].organisation_id for key in triple_of(item)[1:]}:
                counts[owner][at] += 1
                points[owner] += item.score if at else -item.score
    organisations = queries.by_ids(session, Organisation, counts)
    changes = [
        OrganisationChange(key, names(organisations[key]), was, is_, round(points[key], 1))
        for key, (was, is_) in counts.items()
        if was != is_ or abs(points[key]) > _EVEN
    ]
    return tuple(sorted(changes, key=lambda change: (-change.points, change.organisation_id)))
