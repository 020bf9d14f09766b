"""The window, and the demo: the whole job on the sample programme without one."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from talentapp import settings
from talentapp.cli.intake import summary
from talentapp.cli.printing import note, progress
from talentapp.cli.recommending import print_pairings
from talentapp.domain.errors import Fault, TalentError
from talentapp.office import Office, open_office
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

SAMPLE = "on the sample programme, in a database of its own"
_SHOWN = 15


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `window` and `demo`."""
    opened = commands.add_parser("window", parents=[shared], help="open the window (also without a command)")
    opened.add_argument("--sample", action="store_true", default=argparse.SUPPRESS, help=SAMPLE)
    opened.set_defaults(run=window)

    shown = commands.add_parser("demo", parents=[shared], help="the whole job on the sample programme, headless")
    shown.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for everything it writes")
    shown.set_defaults(run=demo)


def window(arguments: argparse.Namespace, chosen: Settings, _say: Wording) -> int:
    """Open the window; returns its exit code."""
    from talentapp import app  # late: the command line has no need of Qt

    if arguments.sample and not hasattr(arguments, "database"):
        chosen = _in(settings.sample_database(), arguments, chosen)
    return app.main(chosen, sample=arguments.sample)


def demo(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    """Import, recommend and export, all into one folder."""
    out: Path = arguments.out
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TalentError(Fault.FOLDER_NOT_WRITABLE, path=str(out)) from error
    if not hasattr(arguments, "database"):
        chosen = _in(settings.database_url(out / "talentapp.db"), arguments, chosen)
    with closing(open_office(chosen)) as office:
        _prepare_sample(office, say)
        first = [row for row in office.look.recommended() if row.rank == 1]
        print_pairings(office, first[:_SHOWN], chosen, say)
        files = [out / "roster.xlsx", out / "recommendations.json", out / "window.png"]
        office.publishing.export_roster(files[0], say, progress=progress(say))
        office.publishing.export_recommendations(files[1], chosen.language)
    from talentapp import app  # late: only the picture needs Qt

    app.render(chosen, files[2])
    for path in files:
        print(path)
    return 0


def _in(url: str, arguments: argparse.Namespace, chosen: Settings) -> Settings:
    """The choices for another database than they were read for; an organisation that was named stays named."""
    there = settings.elsewhere(chosen, url)
    named = getattr(arguments, "organisation", None)
    return there.with_(organisation_id=named) if named else there


def _prepare_sample(office: Office, say: Wording) -> None:
    for preview, result in office.intake.take_sample_in(progress(say)):
        note(summary(preview, result, say))
    run = office.recommending.run(progress(say))
    note(say("cli-recommended", n=run.run.recommendations, model=run.run.model_version))
