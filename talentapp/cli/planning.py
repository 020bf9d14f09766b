"""The plan for everybody."""

import argparse
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from talentapp.cli.arguments import natural, open_existing, positive, seconds
from talentapp.cli.printing import note, print_columns, print_json, progress
from talentapp.domain.errors import Cancelled
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Mark
from talentapp.office.views.plans import (
    FAIRNESS,
    MarkRow,
    NamedRule,
    PlanCard,
    PlanDifference,
    PlannedRow,
    PlanRequest,
    Quota,
    UnmatchedRow,
)
from talentapp.settings import Settings, account_name
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_WIDTHS = (16, 6, 38, 38)
_FAIRNESS = "the highest total (default), the worst served organisation first, or half way between"
_TRIPLE = "CANDIDATE,UNIVERSITY_PROJECT,FIRM_PROJECT"
_QUOTA = "language=日语:1- or field=chiplets:-3: at least and at most so many; may be given several times"


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `plan`."""
    plan = commands.add_parser("plan", parents=[shared], help="propose the best plan for everybody, and save it")
    plan.add_argument("--fairness", choices=FAIRNESS, default="total", help=_FAIRNESS)
    plan.add_argument("--least", type=natural, default=0, metavar="N", help="pairings every organisation gets at least")
    plan.add_argument(
        "--appointments", type=positive, default=1, metavar="N", help="of one person at most, within effort (default 1)"
    )
    plan.add_argument("--quota", type=_quota, action="append", default=[], metavar="KIND=TEXT:MIN-MAX", help=_QUOTA)
    for name, mark, said in (
        ("--pin", Mark.PIN, "a pairing that must be in this and every later plan, by the numbers that --json prints"),
        ("--forbid", Mark.FORBID, "a pairing that must be in none"),
        ("--release", Mark.RELEASE, "a pairing no longer pinned or forbidden; of a swap both halves"),
    ):
        plan.add_argument(name, dest="marks", type=_marked(mark), action="append", metavar=_TRIPLE, help=said)
    plan.set_defaults(marks=[])
    plan.add_argument("--thin", action="store_true", help="also those whose material is too thin to be judged by")
    plan.add_argument("--keep", action="store_true", help="change the last plan as little as the rules allow")
    plan.add_argument("--time-limit", type=seconds, default=60.0, metavar="S", help="seconds to spend (default 60)")
    plan.add_argument("--json", action="store_true", help="print one JSON document")
    plan.set_defaults(run=_plan)


def _quota(text: str) -> Quota:
    kind, _, rest = text.partition("=")
    value, _, span = rest.rpartition(":")
    least, dash, most = span.partition("-")
    if kind not in ("language", "field") or not value or not dash:
        raise argparse.ArgumentTypeError("must look like language=日语:1- or field=chiplets:1-3")
    try:
        return Quota(kind, value, int(least or 0), int(most) if most else None)  # type: ignore[arg-type]
    except ValueError:
        raise argparse.ArgumentTypeError("the numbers must be whole") from None


def _marked(mark: Mark) -> Callable[[str], tuple[tuple[int, int, int], Mark]]:
    """Reads a pairing to be marked."""

    def read(text: str) -> tuple[tuple[int, int, int], Mark]:
        try:
            candidate, university, firm = map(int, text.split(","))
        except ValueError:
            raise argparse.ArgumentTypeError(f"must look like 12,3,45: {_TRIPLE}") from None
        return (candidate, university, firm), mark

    return read


def _plan(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    request = PlanRequest(
        fairness=arguments.fairness,
        least=arguments.least,
        appointments=arguments.appointments,
        quotas=tuple(arguments.quota),
        keep=arguments.keep,
        thin=arguments.thin,
        time_limit=arguments.time_limit,
    )
    with closing(open_existing(arguments, chosen)) as office:
        office.planning.mark(dict(arguments.marks), account_name())
        with _stoppable(progress(say), say) as report:
            result = office.planning.run(request, account_name(), report)
        card = office.planning.plan(result.plan.id)
        before = card.row.based_on_id
        change = office.planning.compare(before, card.row.id) if before else None
        if arguments.json:
            print_json(_document(card, change, office.planning.marks(), say))
        else:
            _print(card, change, say)
    return 0


@contextmanager
def _stoppable(report: Progress, say: Wording) -> Iterator[Progress]:
    """Progress that the first Ctrl-C turns into a cancel, which keeps the best plan so far; the second ends at once."""
    stop = False

    def asked(_number: int, _frame: FrameType | None) -> None:
        nonlocal stop
        if stop:
            raise KeyboardInterrupt
        stop = True
        note(say("plan-stopping"))

    def told(done: int, total: int | None) -> None:
        if stop:
            raise Cancelled
        report(done, total)

    before = signal.signal(signal.SIGINT, asked)
    try:
        yield told
    finally:
        signal.signal(signal.SIGINT, before)


# One JSON document


def _document(card: PlanCard, change: PlanDifference | None, marks: Sequence[MarkRow], say: Wording) -> dict[str, Any]:
    row, request = card.row, card.row.request
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "status": row.status,
        "total": round(row.total, 4),
        "bound": None if row.bound is None else round(row.bound, 4),
        "gap": row.gap,
        "fairness": request.fairness,
        "least": request.least,
        "appointments": request.appointments,
        "level": row.level,
        "reachable": card.reachable,
        "considered": card.considered,
        "settled": card.settled,
        "pairings": [_pairing(pairing, say) for pairing in card.pairings],
        "alternates": [
            {**_ids(pairing), "candidate_id": other.candidate_id, "candidate": other.candidate, "score": other.score}
            for pairing in card.pairings
            for other in pairing.alternates
        ],
        "unmatched": [_unmatched(item, say) for item in card.unmatched],
        "clash": [_rule(rule, say) for rule in card.clash],
        "relaxation": [_rule(rule, say) for rule in card.relaxation],
        "pins": [_laid(mark) for mark in marks if mark.mark is Mark.PIN],
        "bans": [_laid(mark) for mark in marks if mark.mark is Mark.FORBID],
        "lapsed_pins": [vars(item) for item in card.lapsed],
        "changes": None if change is None else _changes(change),
    }


def _ids(pairing: PlannedRow) -> dict[str, Any]:
    return {
        "university_project_id": pairing.row.university_project_id,
        "university_project": pairing.row.university_project,
        "firm_project_id": pairing.row.firm_project_id,
        "firm_project": pairing.row.firm_project,
    }


def _pairing(pairing: PlannedRow, say: Wording) -> dict[str, Any]:
    row = pairing.row
    return {
        "candidate_id": row.candidate_id,
        "candidate": row.candidate,
        **_ids(pairing),
        "university": row.university[say.language],
        "firm": row.firm[say.language],
        "form": row.form.value,
        "score": row.score,
        "parts": dict(row.parts),
        "pinned": pairing.pinned,
        "state": row.state.value if row.state else None,
        "forgone": dict(zip(("candidate", "university_project", "firm_project"), pairing.forgone, strict=True)),
        "alternates": [vars(other) for other in pairing.alternates],
    }


def _laid(mark: MarkRow) -> dict[str, Any]:
    return {
        "candidate_id": mark.candidate_id,
        "candidate": mark.candidate,
        "university_project_id": mark.university_project_id,
        "university_project": mark.university_project,
        "firm_project_id": mark.firm_project_id,
        "firm_project": mark.firm_project,
        "by": mark.who,
        "at": mark.at.isoformat(),
    }


def _unmatched(item: UnmatchedRow, say: Wording) -> dict[str, Any]:
    return {
        "candidate_id": item.candidate_id,
        "candidate": item.candidate,
        "reason": item.why,
        "explanation": say.left_out(item),
        "best_score": item.score,
        "best_university_project_id": item.university_project_id,
        "best_university_project": item.university_project or None,
        "best_firm_project_id": item.firm_project_id,
        "best_firm_project": item.firm_project or None,
    }


def _rule(rule: NamedRule, say: Wording) -> dict[str, Any]:
    return {"rule": rule.code, "name": rule.name[say.language], "limit": rule.limit or None, "by": rule.by}


def _changes(change: PlanDifference) -> dict[str, Any]:
    return {
        "from": change.before.id,
        "same": change.same,
        "candidates": [
            {
                "candidate_id": one.candidate_id,
                "candidate": one.candidate,
                "kind": one.kind,
                "points": one.points,
                "reason": one.why,
            }
            for one in change.changes
        ],
    }


# Text for people


def _print(card: PlanCard, change: PlanDifference | None, say: Wording) -> None:
    """A plan with what is proven of it, and where the rules clash, which and the smallest way out."""
    heads = ("candidate", "score", "university-project", "firm-project")
    table = [
        (one.row.candidate, f"{one.row.score:.1f}", one.row.university_project, one.row.firm_project)
        for one in card.pairings
    ]
    print_columns(_WIDTHS, ([say(f"column-{head}") for head in heads], *table))
    row = card.row
    facts = {"n": row.pairings, "total": f"{row.total:.1f}", "unmatched": row.unmatched}
    if row.bound is not None and row.gap is not None:
        print(say.code("plan", row.status, **facts, bound=f"{row.bound:.1f}", gap=f"{100 * row.gap:.3f}"))
    for item in card.unmatched:
        print(f"  {item.candidate}: {say.left_out(item)}")
    if card.clash:
        print(say("plan-clash", rules=say("list-separator").join(map(say.rule, card.clash))))
    if card.relaxation:
        print(say("plan-relaxation", rules=say("list-separator").join(map(say.eased, card.relaxation))))
    for lapsed in card.lapsed:
        facts = {"pairing": f"{lapsed.candidate} × {lapsed.university_project} × {lapsed.firm_project}"}
        print(say.code("plan-lapsed", lapsed.why, **facts))
    if change is not None:
        print(say("plan-changed-since", said=say.plan_changes(change)))
