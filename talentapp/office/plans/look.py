"""Saved plans made into the rows and cards that the faces are shown, with the names of all they speak of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlmodel import Session

from talentapp.domain.plan_records import PlanMark, SavedPlan
from talentapp.domain.records import Candidate, Organisation, Project, Run, id_of
from talentapp.office.plans.standing import no_longer, waiting_beside
from talentapp.office.records.rows import candidate_name, is_stale, names, other_name, pairing_rows, triple_of
from talentapp.office.views.plans import (
    Alternate,
    Lapsed,
    MarkRow,
    NamedRule,
    PlanCard,
    PlannedRow,
    PlanRequest,
    PlanRow,
    Quota,
    UnmatchedRow,
)
from talentapp.store import plan_queries, queries, writes

_PROJECT_RULES = frozenset({"places"})
_ORGANISATION_RULES = frozenset({"cap", "minimum", "share"})
_LANGUAGES = ("zh_CN", "zh_TW", "en")


def request_of(run: Run) -> PlanRequest:
    """What a plan was asked to be like."""
    kept = dict(run.settings["request"])
    quotas = tuple(Quota(**quota) for quota in kept.pop("quotas"))
    earlier = {"thin": True}  # before there was a choice
    return PlanRequest(**{**earlier, **kept, "quotas": quotas, "weights": tuple(kept["weights"])})


def plan_rows(session: Session, plans: Sequence[SavedPlan]) -> list[PlanRow]:
    """The rows of these plans, in their order."""
    runs = queries.by_ids(session, Run, (plan.run_id for plan in plans))
    names_given = plan_queries.names(session, [id_of(plan) for plan in plans])
    unmatched = plan_queries.unmatched_counts(session, [id_of(plan) for plan in plans])
    held = plan_queries.planned_counts(session, [id_of(plan) for plan in plans])
    return [
        PlanRow(
            id=id_of(plan),
            at=runs[plan.run_id].at,
            who=plan.who,
            request=request_of(runs[plan.run_id]),
            status=plan.status,
            total=plan.total,
            bound=plan.bound,
            gap=plan.gap,
            level=plan.level,
            pairings=(left := held.get(id_of(plan), 0)),
            erased=runs[plan.run_id].recommendations - left,
            unmatched=unmatched.get(id_of(plan), 0),
            based_on_id=plan.based_on_id,
            name=names_given.get(id_of(plan), ""),
        )
        for plan in plans
    ]


def plan_row(session: Session, plan: SavedPlan) -> PlanRow:
    """The row of a plan."""
    (row,) = plan_rows(session, [plan])
    return row


def plan_card(session: Session, plan: SavedPlan) -> PlanCard:
    """All about a plan."""
    found = plan_queries.planned(session, id_of(plan))
    unmatched = plan_queries.unmatched(session, id_of(plan))
    others = [int(other[0]) for pairing, _ in found for other in pairing.alternates]
    people = queries.by_ids(session, Candidate, [*others, *(item.candidate_id for item in unmatched)])
    projects = queries.by_ids(
        session,
        Project,
        [key for item in unmatched for key in (item.university_project_id, item.firm_project_id) if key is not None],
    )
    rows = pairing_rows(session, [recommendation for _, recommendation in found])
    run = writes.get(session, Run, plan.run_id)
    gone = no_longer(session, [recommendation for _, recommendation in found])
    worst = queries.by_ids(session, Organisation, plan.worst)
    return PlanCard(
        row=plan_row(session, plan),
        pairings=tuple(
            PlannedRow(
                row=row,
                pinned=pairing.pinned,
                forgone=(pairing.forgone[0], pairing.forgone[1], pairing.forgone[2]),
                alternates=tuple(
                    Alternate(int(key), candidate_name(who), other_name(who), who.employer, score)
                    for key, score in pairing.alternates
                    if (who := people.get(int(key))) and who.created_at <= run.at  # not one who bears the number of
                    # somebody who was taken out: that one steps in for nobody
                ),
                gone=gone.get(triple_of(recommendation), ""),
            )
            for row, (pairing, recommendation) in zip(rows, found, strict=True)
        ),
        unmatched=tuple(
            UnmatchedRow(
                candidate_id=item.candidate_id,
                candidate=candidate_name(people[item.candidate_id]),
                other_name=other_name(people[item.candidate_id]),
                employer=people[item.candidate_id].employer,
                why=item.why,
                score=item.score,
                university_project_id=item.university_project_id,
                university_project=_title(projects, item.university_project_id),
                firm_project_id=item.firm_project_id,
                firm_project=_title(projects, item.firm_project_id),
                full=full,
            )
            for item, full in zip(unmatched, named_rules(session, [item.full for item in unmatched]), strict=True)
        ),
        settled=plan.settled,
        reachable=plan.reachable,
        considered=plan.considered,
        clash=named_rules(session, [plan.clash])[0],
        relaxation=named_rules(session, [plan.relaxation])[0],
        lapsed=_lapsed(session, plan.lapsed),
        stale=is_stale(session, run),
        worst=tuple(names(worst[key]) for key in plan.worst if key in worst),
        waiting_beside=len(waiting_beside(session, plan)),
    )


def named_rules(session: Session, lists: Sequence[Iterable[Mapping[str, Any]]]) -> list[tuple[NamedRule, ...]]:
    """Lists of rules as they are kept, with the names of their subjects; what has been taken out rules nothing."""
    every = [rule for some in lists for rule in some]
    pins = [rule["subject"] for rule in every if rule["code"] == "pin"]
    people = queries.by_ids(session, Candidate, (pin[0] for pin in pins))
    projects = queries.by_ids(
        session,
        Project,
        [
            *(rule["subject"] for rule in every if rule["code"] in _PROJECT_RULES),
            *(project for pin in pins for project in pin[1:]),
        ],
    )
    organisations = queries.by_ids(
        session, Organisation, (rule["subject"] for rule in every if rule["code"] in _ORGANISATION_RULES)
    )

    def stands(rule: Mapping[str, Any]) -> bool:
        code, subject = rule["code"], rule["subject"]
        if code == "pin":
            return subject[0] in people and all(key in projects for key in subject[1:])
        return (
            (code not in _PROJECT_RULES or subject in projects)
            and (code not in _ORGANISATION_RULES or subject in organisations)
        )  # fmt: skip

    def named(rule: Mapping[str, Any]) -> NamedRule:
        code, subject = rule["code"], rule["subject"]
        person: int | None = None
        if code == "pin":
            person = subject[0]
            parts = (candidate_name(people[subject[0]]), *(projects[key].title for key in subject[1:]))
            name = dict.fromkeys(_LANGUAGES, " × ".join(parts))
        elif code in _PROJECT_RULES:
            name = dict.fromkeys(_LANGUAGES, projects[subject].title)
        elif code in _ORGANISATION_RULES:
            name = names(organisations[subject])
        else:
            name = dict.fromkeys(_LANGUAGES, str(subject).partition("=")[2])
        return NamedRule(code, name, int(rule.get("by", 0)), str(rule.get("limit", "")), person)

    return [tuple(named(rule) for rule in some if stands(rule)) for some in lists]


def mark_rows(session: Session, marks: Sequence[PlanMark]) -> list[MarkRow]:
    """The rows of these marks, in their order."""
    people = queries.by_ids(session, Candidate, (mark.candidate_id for mark in marks))
    projects = queries.by_ids(
        session, Project, (key for mark in marks for key in (mark.university_project_id, mark.firm_project_id))
    )
    halves = {one.id: other.candidate_id for pair in plan_queries.halves(marks) for one, other in (pair, pair[::-1])}
    return [
        MarkRow(
            candidate_id=mark.candidate_id,
            candidate=candidate_name(people[mark.candidate_id]),
            university_project_id=mark.university_project_id,
            university_project=projects[mark.university_project_id].title,
            firm_project_id=mark.firm_project_id,
            firm_project=projects[mark.firm_project_id].title,
            mark=mark.mark,
            who=mark.who,
            at=mark.at,
            swap=halves.get(mark.id),
            other_name=other_name(people[mark.candidate_id]),
        )
        for mark in marks
    ]


def _lapsed(session: Session, lapsed: Sequence[Mapping[str, Any]]) -> tuple[Lapsed, ...]:
    people = queries.by_ids(session, Candidate, (item["triple"][0] for item in lapsed))
    projects = queries.by_ids(session, Project, (key for item in lapsed for key in item["triple"][1:]))
    return tuple(
        Lapsed(
            item["triple"][0],
            candidate_name(people[item["triple"][0]]),
            projects[item["triple"][1]].title,
            projects[item["triple"][2]].title,
            item["why"],
        )
        for item in lapsed
        if item["triple"][0] in people and all(key in projects for key in item["triple"][1:])
    )


def _title(projects: Mapping[int, Project], key: int | None) -> str:
    return projects[key].title if key is not None else ""
