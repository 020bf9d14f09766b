"""Replaying a run."""

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from talentapp.cli.arguments import candidate, open_existing, positive
from talentapp.cli.printing import print_json, progress
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_SHOWN = 20


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `replay`."""
    replay = commands.add_parser("replay", parents=[shared], help="compute a past run again, and compare")
    replay.add_argument("run_id", type=positive, nargs="?", metavar="RUN", help="its number (default: the latest)")
    replay.add_argument("--candidate", type=candidate, metavar="ID", help="only this candidate's recommendations")
    replay.add_argument("--json", action="store_true", help="print one JSON document")
    replay.set_defaults(run=_replay)


def _replay(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        report = office.replaying.replay(arguments.run_id, arguments.candidate, progress(say))
    done = 0 if report.status == "exact" else 1
    if arguments.json:
        print_json({**asdict(report), "at": report.at.isoformat()})
        return done
    facts = {"run": report.run_id, "n": report.compared, "erased": report.erased, "model": report.model_version}
    print(say.code("replay", report.status, **facts))
    for one in report.differences[:_SHOWN]:
        ids = f"{one.candidate_id}/{one.university_project_id}/{one.firm_project_id}"
        values = {"kept": one.kept, "again": one.again} if one.field != "reasons" else {"kept": "…", "again": "…"}
        print(say("replay-difference", ids=ids, field=one.field, **values))
    for name, then in report.versions_then.items():
        if report.status == "different" and report.versions_now.get(name) != then:
            print(say("replay-version", name=name, then=then, now=report.versions_now.get(name, "–")))
    return done
