"""The audit trail: reading it and checking it."""

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from talentapp.cli.arguments import candidate, open_existing, positive
from talentapp.cli.printing import print_columns, print_json
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_WIDTHS = (8, 19, 14, 8, 16, 24, 40)


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `audit`."""
    audit = commands.add_parser("audit", parents=[shared], help="check the audit trail, or list it")
    audit.add_argument("what", choices=("verify", "log"), help="verify: is it whole and unchanged; log: what was done")
    audit.add_argument("--witness", default="", metavar="N:DIGEST", help="verify against a head noted earlier, too")
    audit.add_argument("--candidate", type=candidate, metavar="ID", help="log: only what concerns this candidate")
    audit.add_argument("--last", type=positive, default=50, metavar="N", help="log: how many entries (default 50)")
    audit.add_argument("--json", action="store_true", help="print one JSON document")
    audit.set_defaults(run=_audit)


def _audit(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    return (_verify if arguments.what == "verify" else _log)(arguments, chosen, say)


def _verify(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        check = office.audit.verify(arguments.witness)
    if arguments.json:
        print_json({**asdict(check), "sound": check.sound})
        return 0 if check.sound else 1
    for finding in check.findings:
        print(say.code("trail", finding.code, entry=finding.entry))
    for entry in check.anchored_anew:
        print(say("trail-anchored-anew", entry=entry))
    for entry, until in check.restored:
        print(say("trail-restored", entry=entry, until=until))
    if check.ahead:
        print(say("trail-ahead", n=check.ahead))
    if check.sound:
        print(say("trail-sound", n=check.entries))
        print(say("trail-head", head=check.head))
    return 0 if check.sound else 1


def _log(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        if arguments.candidate:
            rows = office.audit.about_candidate(arguments.candidate)[-arguments.last :]
        else:
            rows = office.audit.newest(arguments.last)[::-1]
    if arguments.json:
        print_json([{**asdict(row), "at": row.at.isoformat()} for row in rows])
        return 0
    print_columns(
        _WIDTHS,
        [
            (
                str(row.id),
                f"{row.at.astimezone():%Y-%m-%d %H:%M:%S}",
                row.who,
                say.code("trail-action", row.action),
                row.subject,
                row.keys,
                ", ".join(row.fields) + (f" [{row.purpose}]" if row.purpose else ""),
            )
            for row in rows
        ],
    )
    return 0
