"""Writing rosters, and the documents of one person or one pairing."""

import argparse
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from talentapp.cli.arguments import candidate, natural, open_existing, positive, workbook
from talentapp.cli.printing import progress
from talentapp.domain.masking import Reader
from talentapp.domain.rosters import COLUMNS, SHEETS, Paper, RosterChoice
from talentapp.domain.terms import State
from talentapp.office import Office
from talentapp.office.views.pairings import PairingQuery
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands
    from talentapp.domain.handout import Handout


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `roster`, `roster-template`, `profile` and `dossier`."""
    roster = commands.add_parser("roster", parents=[shared], help="write the roster workbook")
    roster.add_argument("out", type=workbook, metavar="OUT.xlsx")
    roster.add_argument("--sheets", type=_some_of(SHEETS), default=SHEETS, metavar="A,B,…", help=", ".join(SHEETS))
    roster.add_argument("--columns", type=_some_of(COLUMNS), default=COLUMNS, metavar="A,B,…", help=", ".join(COLUMNS))
    states = [state.value for state in State]
    roster.add_argument("--state", action="append", choices=states, default=[], help="may be repeated")
    roster.add_argument("--least", type=natural, default=0, metavar="SCORE", help="leave out lower scores")
    roster.add_argument("--text", default="", help="only pairings in whose texts these words are")
    _for_whom(roster)
    roster.add_argument("--unit", default="", metavar="NAME", help="who hands it out, said on every sheet")
    papers = [paper.value for paper in Paper]
    roster.add_argument(
        "--paper", type=Paper, choices=papers, default=Paper.FIRST,
        help="first: the columns that one page holds; a4, a3: all of them",
    )  # fmt: skip
    roster.add_argument("--template", type=Path, metavar="FILE.xlsx", help="fill this workbook of your own instead")
    roster.set_defaults(run=_roster)
    template = commands.add_parser("roster-template", parents=[shared], help="write a template to restyle and fill")
    template.add_argument("out", type=workbook, metavar="OUT.xlsx")
    template.add_argument("--columns", type=_some_of(COLUMNS), default=COLUMNS, metavar="A,B,…")
    template.set_defaults(run=_template)
    for name, what in (("profile", "a candidate's page"), ("dossier", "a pairing's dossier")):
        one = commands.add_parser(name, parents=[shared], help=f"write {what} as PDF or Word")
        one.add_argument("id", type=candidate if name == "profile" else positive, metavar="ID")
        one.add_argument("out", type=_document, metavar="OUT.pdf|.docx")
        _for_whom(one)
        one.set_defaults(run=_profile if name == "profile" else _dossier)


def _for_whom(command: argparse.ArgumentParser) -> None:
    readers = [reader.value for reader in Reader if reader is not Reader.UNNAMED]
    command.add_argument("--for", dest="reader", type=Reader, choices=readers, help="what is masked goes by this")
    command.add_argument("--partner", type=positive, metavar="ID", help="the organisation that it is about, and for")


def _some_of(codes: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        chosen = tuple(part.strip() for part in text.split(",") if part.strip())
        if unknown := [code for code in chosen if code not in codes]:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)} (there are: {', '.join(codes)})")
        return chosen

    return read


def _document(text: str) -> Path:
    if not text.lower().endswith((".pdf", ".docx")):
        raise argparse.ArgumentTypeError("must end in .pdf or .docx")
    return Path(text)


def _roster(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    query = PairingQuery(
        states=tuple(State(state) for state in arguments.state),
        organisation_id=arguments.partner,
        text=arguments.text,
        min_score=float(arguments.least),
    )
    with closing(open_existing(arguments, chosen)) as office:
        publishing, report = office.publishing, progress(say)
        reader = arguments.reader or publishing.readers(query.organisation_id)[0]
        choice = RosterChoice(arguments.sheets, arguments.columns, reader, arguments.unit, arguments.paper)
        if arguments.template:
            done = publishing.fill_roster(arguments.out, arguments.template, say, query, report, choice)
        else:
            done = publishing.export_roster(arguments.out, say, query, report, choice)
    print(say("cli-roster-written", n=done.rows, path=done.path))
    return 0


def _template(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        done = office.publishing.starter_template(arguments.out, say, RosterChoice(columns=arguments.columns))
    print(say("cli-template-written", path=done.path))
    return 0


def _profile(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        made = office.publishing.profile(arguments.id, say, arguments.reader, arguments.partner)
        _write(office, made, arguments.out)
    print(say("cli-document-written", path=arguments.out))
    return 0


def _dossier(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        made = office.publishing.dossier(arguments.id, say, arguments.reader, arguments.partner)
        _write(office, made, arguments.out)
    print(say("cli-document-written", path=arguments.out))
    return 0


def _write(office: Office, made: "Handout", out: Path) -> None:
    if out.suffix.lower() == ".docx":
        office.publishing.write_docx(made, out)
        return
    from talentapp.app import print_document  # Qt lays a PDF out

    print_document(made, out)
