"""The plan for everybody."""

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from talentapp.cli.arguments import natural, open_existing, seconds
from talentapp.cli.printing import print_columns, print_json, progress
from talentapp.office import Office
from talentapp.office.views import CandidateQuery, PlanCard, ProjectQuery
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_WIDTHS = (16, 6, 38, 38)
_FAIRNESS = "the highest total (default), the worst served organisation first, or half way between"


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `plan`."""
    plan = commands.add_parser("plan", parents=[shared], help="propose the best plan for everybody")
    plan.add_argument("--fairness", choices=("total", "worst", "blend"), default="total", help=_FAIRNESS)
    plan.add_argument("--least", type=natural, default=0, metavar="N", help="pairings every organisation gets at least")
    plan.add_argument("--time-limit", type=seconds, default=60.0, metavar="S", help="seconds to spend (default 60)")
    plan.add_argument("--json", action="store_true", help="print one JSON document")
    plan.set_defaults(run=_plan)


def _plan(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        plan = office.recommending.plan(
            arguments.fairness, arguments.least, arguments.time_limit, progress=progress(say)
        )
        if arguments.json:
            print_json(_plan_document(plan))
        else:
            _print_plan(office, plan, chosen, say)
    return 0


def _plan_document(plan: PlanCard) -> dict[str, Any]:
    return {**asdict(plan), "unmatched": [{"candidate_id": c, "reason": why} for c, why in plan.unmatched.items()]}


def _print_plan(office: Office, plan: PlanCard, chosen: Settings, say: Wording) -> None:
    """A plan with what is proven of it, and where the rules clash, which and the smallest way out."""
    people = {row.id: row.name for row in office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))}
    projects = {row.id: row.title for row in office.look.project_rows(office.look.find_projects(ProjectQuery()))}
    organisations = {row.id: row.names[chosen.language] for row in office.look.organisations()}
    heads = ("candidate", "score", "university-project", "firm-project")
    table = [
        (
            people[pairing.candidate_id],
            f"{pairing.score:.1f}",
            projects[pairing.university_project_id],
            projects[pairing.firm_project_id],
        )
        for pairing in sorted(plan.pairings, key=lambda pairing: -pairing.score)
    ]
    print_columns(_WIDTHS, ([say(f"column-{head}") for head in heads], *table))
    facts = {"n": len(plan.pairings), "total": f"{plan.total:.1f}", "unmatched": len(plan.unmatched)}
    if plan.bound is not None and plan.gap is not None:
        print(say.code("plan", plan.status, **facts, bound=f"{plan.bound:.1f}", gap=f"{100 * plan.gap:.3f}"))
    for message, rules in (("plan-clash", plan.clash), ("plan-relaxation", plan.relaxation)):
        if rules:
            names = [
                say.code(
                    "rule",
                    rule.code,
                    name=(projects if rule.code == "places" else organisations)[rule.subject],
                    n=rule.by,
                )
                for rule in rules
            ]
            print(say(message, rules=say("list-separator").join(names)))
