"""A pairing's life without a window: where it stands, what is missing, who acts, and what falls due."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING, Any

from talentapp.cli.arguments import open_existing, positive
from talentapp.cli.printing import print_columns, print_json
from talentapp.domain.gates import Standing
from talentapp.domain.states import Guard
from talentapp.domain.terms import Role
from talentapp.domain.words import day, due_said, said_by, said_why
from talentapp.office.views.cases import Dossier, DueRow
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_WIDTHS = (6, 16, 14, 40, 12, 16)


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `pairing` and `due`."""
    one = commands.add_parser("pairing", parents=[shared], help="where a pairing stands, what is missing, who acts")
    one.add_argument("pairing", type=positive, metavar="ID")
    one.add_argument("--json", action="store_true", help="print one JSON document")
    one.set_defaults(run=_pairing)
    about = "gates and agreements that have run out or will within 90 days"
    due = commands.add_parser("due", parents=[shared], help=about)
    due.add_argument(
        "--catch-up", action="store_true", help="first let follow what the days have brought (reviews, suspensions)"
    )
    due.add_argument("--json", action="store_true", help="print one JSON document")
    due.set_defaults(run=_due)


def _pairing(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        dossier = office.dossiers.dossier(arguments.pairing)
        row = office.look.pairing_rows([arguments.pairing])[0]
    if arguments.json:
        print_json(_document(dossier, row.candidate))
        return 0
    print(
        f"{dossier.pairing_id}  {row.candidate} · {row.university[chosen.language]} · {row.firm[chosen.language]}"
        f" · {say.code('form', dossier.form)} · {say.code('state', dossier.state)}"
    )
    if (last := dossier.held_up_by) is not None and (why := said_why(say, last.reason, last.facts)):
        who = said_by(say, last.who, last.role, last.organisation, last.facts)
        print(f"  {say('case-why', who=who, verdict=say.code('verdict-done', last.verdict), reason=why)}")
    code, days = dossier.runs
    if code:
        print(f"  {say.code('case', code, **{name: day(say, on) for name, on in days.items()})}")
    for one in dossier.waiting:
        titles = {card.gate.code: card.gate.title[chosen.language] for card in dossier.gates}
        party = say("list-separator").join(say.code("party", who) for who in one.waits_for)
        print(f"  {say('cli-missing', party=party, guard=say.code('guard', one.guard))}")
        for item in one.about if one.guard is Guard.GATES_VALID else ():
            print(f"    - {titles.get(item, item)}")
    if not dossier.waiting and dossier.approval:
        print(f"  {say.code('case', dossier.approval, names=', '.join(dossier.proposers))}")
    elif not dossier.waiting:
        print(f"  {say('case-nothing-missing' if dossier.forward else 'case-over')}")
    for offer in dossier.offers:
        if not offer.missing:
            roles = say("list-separator").join(say.code("role", role) for role in Role if role in offer.step.who)
            print(f"  → {say.code('verdict', offer.step.verdict)}  ({roles})")
    return 0


def _document(dossier: Dossier, candidate: str) -> dict[str, Any]:
    return {
        "pairing": dossier.pairing_id,
        "candidate": candidate,
        "state": dossier.state.value,
        "form": dossier.form.value,
        "missing": [
            {"what": one.guard.value, "who_act": [who.value for who in one.waits_for], "about": list(one.about)}
            for one in dossier.waiting
        ],
        "moves": [
            {
                "verdict": offer.step.verdict.value,
                "to": offer.step.after.value,
                "who_may": sorted(role.value for role in offer.step.who),
                "missing": [one.guard.value for one in offer.missing],
            }
            for offer in dossier.offers
        ],
        "gates": [
            {
                "code": card.gate.code,
                "standing": card.standing.value,
                "valid_until": card.latest.valid_until.isoformat()
                if card.latest and card.latest.valid_until and card.standing is not Standing.OPEN
                else None,
            }
            for card in dossier.gates
        ],
        "terms": len(dossier.terms),
        "signed": sorted(party.value for party in dossier.signed),
        "history": [
            {"at": row.at.isoformat(), "who": row.who, "role": row.role and row.role.value,
             "organisation": row.organisation.get("en", ""), "verdict": row.verdict.value, "reason": row.reason,
             "from": row.before.value, "to": row.after.value, "facts": dict(row.facts)}
            for row in dossier.history
        ],
    }  # fmt: skip


def _due(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        moved = office.agreeing.catch_up() if arguments.catch_up else ()
        rows = office.dossiers.due()
    if arguments.json:
        print_json({"moved": list(moved), "due": [_due_document(row) for row in rows]})
        return 0
    if moved:
        print(say("cli-caught-up", n=len(moved), pairings=", ".join(map(str, moved))))
    if not rows:
        print(say("due-none"))
    print_columns(
        _WIDTHS,
        [
            (
                str(row.pairing_id),
                row.candidate,
                say.code("state", row.state),
                due_said(say, row.what, row.gate),
                row.on.isoformat(),
                say("due-within", n=row.ahead) if row.ahead else say("due-over"),
            )
            for row in rows
        ],
    )
    return 0


def _due_document(row: DueRow) -> dict[str, Any]:
    return {
        "pairing": row.pairing_id,
        "candidate": row.candidate,
        "state": row.state.value,
        "what": row.what.value,
        "gate": row.gate and row.gate.code,
        "valid_until": row.on.isoformat(),
        "within_days": row.ahead,
    }
