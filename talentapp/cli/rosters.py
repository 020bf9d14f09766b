"""Writing the roster."""

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from talentapp.cli.arguments import open_existing, workbook
from talentapp.cli.printing import progress
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `roster`."""
    roster = commands.add_parser("roster", parents=[shared], help="write the roster workbook")
    roster.add_argument("out", type=workbook, metavar="OUT.xlsx")
    roster.set_defaults(run=_roster)


def _roster(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        done = office.publishing.export_roster(arguments.out, say, progress=progress(say))
    print(say("cli-roster-written", n=done.rows, path=done.path))
    return 0
