"""The command line: the same office without a window. Qt is loaded only by the window itself and by the demo's picture.

One module a group of commands: `add` describes them to the parser, and the rest of the module does them. Exit codes: 0
done, 1 something the user can mend (one clear line on stderr), 2 wrong usage.
"""

import argparse
import sys
from collections.abc import Sequence

from talentapp import __version__, settings
from talentapp.cli import (
    audit,
    exporting,
    intake,
    pairings,
    planning,
    privacy,
    recommending,
    replay,
    rosters,
    scoring,
    windows,
)
from talentapp.cli.arguments import positive
from talentapp.cli.printing import complain, print_json
from talentapp.domain.errors import Cancelled, TalentError
from talentapp.office.imports import contract
from talentapp.settings import LANGUAGES, ROLES
from talentapp.wording import Wording

GROUPS = (windows, intake, recommending, planning, pairings, rosters, privacy, audit, replay, exporting, scoring)
"""In the order in which the help lists them."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Chinese on any console
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.sample and arguments.run is not windows.window:
        parser.error("--sample is of the window")
    if getattr(arguments, "database", None) == "":
        parser.error("--database is empty")
    chosen = settings.load(getattr(arguments, "database", None))
    if language := getattr(arguments, "lang", None):
        chosen = chosen.with_(language=language)
    if role := getattr(arguments, "role", None):
        chosen = chosen.with_(role=role)
    if organisation := getattr(arguments, "organisation", None):
        chosen = chosen.with_(organisation_id=organisation)
    say = Wording(chosen.language)
    try:
        return int(arguments.run(arguments, chosen, say))
    except TalentError as error:
        _failed(arguments, say.error(error))
    except (Cancelled, KeyboardInterrupt):
        complain(say("cli-cancelled"))
    except BrokenPipeError:
        sys.stderr.close()
    except Exception:  # the last line of defence: a user sees no traceback
        _failed(arguments, say("cli-unexpected", log=settings.log_unexpected()))
    return 1


def _failed(arguments: argparse.Namespace, sentence: str) -> None:
    """Say why a command failed: on stderr, and as a document where one was asked for."""
    complain(sentence)
    if getattr(arguments, "json", False):
        print_json(contract.failed(sentence))


def _parser() -> argparse.ArgumentParser:
    # Given before the command or after it: what is not given after it must not undo what was given before.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    own = settings.data_folder() / "talentapp.db"
    shared.add_argument(
        "--database",
        metavar="URL",
        help=f"a file or a database URL (default: what the window was left on, at first {own})",
    )
    shared.add_argument("--lang", choices=LANGUAGES, help="language (default: yours)")
    shared.add_argument("--role", choices=ROLES, help="as whom you act (default: as chosen in the window's settings)")
    shared.add_argument("--organisation", type=positive, metavar="ID", help="a liaison's own organisation")
    parser = argparse.ArgumentParser(
        prog="talentapp",
        description="Match overseas specialists with university and firm projects. Without a command: the window.",
        parents=[shared],
    )
    parser.add_argument("--version", action="version", version=f"talentapp {__version__}")
    parser.add_argument("--sample", action="store_true", help=f"the window {windows.SAMPLE}")
    parser.set_defaults(run=windows.window)
    commands = parser.add_subparsers(metavar="COMMAND")
    for group in GROUPS:
        group.add(commands, shared)
    return parser
