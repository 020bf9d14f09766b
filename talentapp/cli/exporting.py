"""One candidate on the way out, in a standard that other programs read."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from talentapp.cli.arguments import candidate, open_existing
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `export`."""
    export = commands.add_parser("export", parents=[shared], help="write one candidate as JSON Resume or vCard")
    export.add_argument("--candidate", type=candidate, required=True, metavar="ID", help="which")
    export.add_argument("--format", choices=("jsonresume", "vcard"), required=True, help="in which standard")
    export.add_argument("out", type=Path, metavar="OUT")
    export.set_defaults(run=_export)


def _export(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        office.publishing.export_candidate(arguments.candidate, arguments.format, arguments.out)
    print(say("cli-exported", path=str(arguments.out)))
    return 0
