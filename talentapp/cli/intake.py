"""Taking files in, or saying what would happen. Several are planned together, organisations first."""

import argparse
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp import settings
from talentapp.cli.arguments import candidate, workbook
from talentapp.cli.printing import note, print_json, progress
from talentapp.domain.intake import Problem, Retyped, Trouble
from talentapp.domain.terms import Kind
from talentapp.office import open_office
from talentapp.office.imports import contract
from talentapp.office.views.imports import ImportResult, Preview, in_order
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `import`."""
    intake = commands.add_parser("import", parents=[shared], help="take workbooks, CSV files or CVs in")
    intake.add_argument("files", nargs="+", type=Path, metavar="FILE")
    kinds = [Kind.CANDIDATES.value, Kind.PROJECTS.value, Kind.ORGANISATIONS.value]
    intake.add_argument("--kind", choices=kinds, help="what the file holds (default: found by itself)")
    intake.add_argument("--preview", action="store_true", help="say what would happen and change nothing")
    intake.add_argument("--password", default="", metavar="TEXT", help="opens a PDF that is locked")
    intake.add_argument("--candidate", type=candidate, metavar="ID", help="whose publications a BibTeX file holds")
    intake.add_argument(
        "--annotate", type=workbook, metavar="OUT.xlsx", help="write a copy of the only file, with its problems in it"
    )
    intake.add_argument(
        "--cell",
        action="append",
        type=_cell,
        default=[],
        metavar="SHEET!C5=TEXT",
        help="read a cell of the only file as this text; C5 alone in a text table, or in a workbook of one sheet",
    )
    intake.add_argument("--json", action="store_true", help="print one JSON document")
    intake.set_defaults(run=_import, refuse=intake.error)


def _cell(text: str) -> Retyped:
    """A cell and what it is read as: `People!C5=text`, and without a sheet's name where there is only one."""
    named = re.fullmatch(r"(?:(.+?)!)?([A-Za-z]{1,3})([1-9]\d{0,6})=(.*)", text, re.S)
    if named is None:
        raise argparse.ArgumentTypeError("must be like People!C5=text, or C5=text")
    return Retyped(named[1] or "", int(named[3]), named[2].upper(), named[4])


def _import(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    documents: list[dict[str, Any]] = []
    paths = list(dict.fromkeys(arguments.files))
    for option, given in (("--cell", arguments.cell), ("--annotate", arguments.annotate)):
        if given and len(paths) > 1:  # a place in one file is another thing in the next
            arguments.refuse(f"{option} speaks of one file: import that file by itself, and the others without it")
    with closing(open_office(chosen)) as office:
        kind = Kind(arguments.kind) if arguments.kind else None
        read = [
            preview
            for path in paths
            for preview in office.intake.previews(
                path, kind, progress(say), arguments.password, arguments.candidate, arguments.cell
            )
        ]
        left: tuple[int, ...] = ()
        planned = office.intake.together(read, progress=progress(say))
        if arguments.json:
            files = [[one for one in planned if one.path == str(path)] for path in paths]
            documents = [contract.document(previews, say.problem) for previews in files]
        for previews in in_order(planned):
            if arguments.annotate:
                told = office.intake.annotate(
                    previews, arguments.annotate, say.problem, say("import-problems-column"), progress(say)
                )
                note(say("cli-annotated", n=told, path=str(arguments.annotate)))
            result = None
            if not arguments.preview:
                result = office.intake.commit_all(previews, progress=progress(say), after=left)
                left = result.fingerprint
            for preview in previews if not arguments.json else ():
                _print(preview, result, say)
    if not arguments.preview:
        note(say("cli-database", database=settings.database_shown(chosen.database)))
    if arguments.json:
        print_json(documents[0] if len(documents) == 1 else documents)
    return 0


def _print(preview: Preview, result: ImportResult | None, say: Wording) -> None:
    print(summary(preview, result, say))
    for cell in preview.reading.retyped:
        remark = preview.reading.remark(cell)
        print(f"  {say('cli-note')} {_place(remark, preview, say)} {say.problem(remark)}")
    for row in preview.rows:
        if row.held and row.action in ("update", "unchanged"):
            named = dict.fromkeys(say.code("field", name) for name, _, _ in row.held)
            place = say("place-row-sheet" if row.sheet else "place-row", row=row.row, sheet=row.sheet)
            print(f"  {say('cli-note')} {place} {say('import-held-fields', fields=say('list-separator').join(named))}")
    for problem in preview.problems:
        twice = problem.trouble in (Trouble.DUPLICATE_IN_FILE, Trouble.LIKELY_DUPLICATE)
        out = problem.blocking or (twice and problem.facts.get("target") != "joined")
        where = _place(problem, preview, say)
        print(f"  {say('cli-left-out' if out else 'cli-note')} {where} {say.problem(problem)}")


def summary(preview: Preview, result: ImportResult | None, say: Wording) -> str:
    """What an import did, or with no result would do, in one sentence."""
    left_out = preview.count("duplicate") + preview.count("blocked")
    message = "cli-would-import" if result is None else "cli-imported"
    return say(
        message,
        file=preview.file_name,
        kind=say.code("kind", preview.kind.value),
        created=preview.count("create"),
        updated=preview.count("update"),
        unchanged=preview.count("unchanged"),
        left_out=left_out,
    )


def _place(problem: Problem, preview: Preview, say: Wording) -> str:
    if preview.reading.paper is not None:
        return say("place-page", page=problem.sheet, line=problem.row)
    if problem.column.startswith("/") or not problem.sheet:
        return say.place(problem)
    return say("cli-place", sheet=problem.sheet, cell=f"{problem.column}{problem.row}")
