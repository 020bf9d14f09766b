"""The command line: the same office without a window. Qt is loaded only by the window itself and by the demo's picture.

Exit codes: 0 done, 1 something the user can mend (one clear line on stderr), 2 wrong usage.
"""

import argparse
import json
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from talentapp import __version__, settings
from talentapp.domain.errors import Cancelled, Fault, TalentError
from talentapp.domain.intake import Problem, Trouble
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Kind, State
from talentapp.office import Office, open_office, score_files
from talentapp.office.views import CandidateQuery, ImportResult, PairingRow, PlanCard, Preview, ProjectQuery
from talentapp.settings import LANGUAGES, Settings
from talentapp.wording import Wording

_WIDTHS = (16, 6, 38, 38, 14, 60)  # of the table on the terminal
_SHOWN = 15
_FAIRNESS = "the highest total (default), the worst served organisation first, or half way between"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Chinese on any console
    parser = _parser()
    arguments = parser.parse_args(argv)
    if getattr(arguments, "database", None) == "":
        parser.error("--database is empty")
    chosen = settings.load(getattr(arguments, "database", None))
    if language := getattr(arguments, "lang", None):
        chosen = chosen.with_(language=language)
    say = Wording(chosen.language)
    try:
        return int(arguments.run(arguments, chosen, say))
    except TalentError as error:
        _complain(say.error(error))
        if getattr(arguments, "json", False):
            print(json.dumps({"records": [], "errors": [], "error": say.error(error)}, ensure_ascii=False, indent=2))
    except (Cancelled, KeyboardInterrupt):
        _complain(say("cli-cancelled"))
    except BrokenPipeError:
        sys.stderr.close()
    except Exception:  # the last line of defence: a user sees no traceback
        _complain(say("cli-unexpected", log=settings.log_unexpected()))
    return 1


def _parser() -> argparse.ArgumentParser:
    # Given before the command or after it: what is not given after it must not undo what was given before.
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    own = settings.data_folder() / "talentapp.db"
    shared.add_argument("--database", metavar="URL", help=f"a file or a database URL (default: {own})")
    languages = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    languages.add_argument("--lang", choices=LANGUAGES, help="language (default: yours)")
    parser = argparse.ArgumentParser(
        prog="talentapp",
        description="Match overseas specialists with university and firm projects. Without a command: the window.",
        parents=[shared, languages],
    )
    parser.add_argument("--version", action="version", version=f"talentapp {__version__}")
    parser.set_defaults(run=_window, sample=False)
    commands = parser.add_subparsers(metavar="COMMAND")

    window = commands.add_parser("window", parents=[shared, languages], help="open the window (also without a command)")
    window.add_argument("--sample", action="store_true", help="on the sample programme, in a database of its own")
    window.set_defaults(run=_window)

    demo = commands.add_parser(
        "demo", parents=[shared, languages], help="the whole job on the sample programme, headless"
    )
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for everything it writes")
    demo.set_defaults(run=_demo)

    intake = commands.add_parser("import", parents=[shared, languages], help="take workbooks or CSV files in")
    intake.add_argument("files", nargs="+", type=Path, metavar="FILE")
    kinds = [Kind.CANDIDATES.value, Kind.PROJECTS.value, Kind.ORGANISATIONS.value]
    intake.add_argument("--kind", choices=kinds, help="what the file holds (default: found by itself)")
    intake.add_argument("--preview", action="store_true", help="say what would happen and change nothing")
    intake.add_argument("--json", action="store_true", help="print one JSON document")
    intake.set_defaults(run=_import)

    recommend = commands.add_parser("recommend", parents=[shared, languages], help="recommend pairings")
    recommend.add_argument(
        "--top", type=_positive, default=3, metavar="K", help="how many of each candidate (default 3)"
    )
    recommend.add_argument("--json", action="store_true", help="print one JSON document")
    recommend.set_defaults(run=_recommend)

    plan = commands.add_parser("plan", parents=[shared, languages], help="propose the best plan for everybody")
    plan.add_argument("--fairness", choices=("total", "worst", "blend"), default="total", help=_FAIRNESS)
    plan.add_argument(
        "--least", type=_natural, default=0, metavar="N", help="pairings every organisation gets at least"
    )
    plan.add_argument("--time-limit", type=_seconds, default=60.0, metavar="S", help="seconds to spend (default 60)")
    plan.add_argument("--json", action="store_true", help="print one JSON document")
    plan.set_defaults(run=_plan)

    roster = commands.add_parser("roster", parents=[shared, languages], help="write the roster workbook")
    roster.add_argument("out", type=_workbook, metavar="OUT.xlsx")
    roster.set_defaults(run=_roster)

    score = commands.add_parser("score", help="score every candidate against every project; needs no database")
    score.add_argument("--candidates", type=Path, required=True, metavar="C.jsonl")
    score.add_argument("--projects", type=Path, required=True, metavar="P.jsonl")
    score.add_argument("--out", type=Path, required=True, metavar="scores.csv")
    score.set_defaults(run=_score)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _workbook(text: str) -> Path:
    if not text.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError("must end in .xlsx")
    return Path(text)


def _natural(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("must be a positive number of seconds")
    return number


# Commands


def _window(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    from talentapp import app  # late: the command line has no need of Qt

    if arguments.sample and not hasattr(arguments, "database"):
        chosen = chosen.with_(database=settings.database_url(settings.data_folder() / "sample.db"))
        with closing(open_office(chosen)) as office:
            if office.look.counts().latest_run is None:
                _prepare_sample(office, say)
    return app.main(chosen)


def _demo(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    out: Path = arguments.out
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TalentError(Fault.FOLDER_NOT_WRITABLE, path=str(out)) from error
    if not hasattr(arguments, "database"):
        chosen = chosen.with_(database=settings.database_url(out / "talentapp.db"))
    with closing(open_office(chosen)) as office:
        _prepare_sample(office, say)
        first = [row for row in office.look.recommended() if row.rank == 1]
        _print_table(office, first[:_SHOWN], chosen, say)
        files = [out / "roster.xlsx", out / "recommendations.json", out / "window.png"]
        office.publishing.export_roster(files[0], say, progress=_progress(say))
        office.publishing.export_recommendations(files[1], chosen.language)
    from talentapp import app  # late: only the picture needs Qt

    app.render(chosen, files[2])
    for path in files:
        print(path)
    return 0


def _prepare_sample(office: Office, say: Wording) -> None:
    for path in office.intake.sample_files():
        preview = office.intake.preview(path, progress=_progress(say))
        result = office.intake.commit(preview, progress=_progress(say))
        _note(_summary(preview, result, say))
    run = office.recommending.run(_progress(say))
    _note(say("cli-recommended", n=run.run.recommendations, model=run.run.model_version))


def _import(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    documents: list[dict[str, Any]] = []
    with closing(open_office(chosen)) as office:
        for path in arguments.files:
            kind = Kind(arguments.kind) if arguments.kind else None
            preview = office.intake.preview(path, kind, _progress(say))
            result = None if arguments.preview else office.intake.commit(preview, progress=_progress(say))
            if arguments.json:
                documents.append(_intake_document(preview, say))
                continue
            print(_summary(preview, result, say))
            for problem in preview.problems:
                out = problem.blocking or problem.trouble in (Trouble.DUPLICATE_IN_FILE, Trouble.LIKELY_DUPLICATE)
                print(f"  {say('cli-left-out' if out else 'cli-note')} {_place(problem, say)}")
    if arguments.json:
        _print_json(documents[0] if len(documents) == 1 else documents)
    return 0


def _open_existing(arguments: argparse.Namespace, chosen: Settings) -> Office:
    """The office on a database that was named: a mistyped name must not make an empty one."""
    named = getattr(arguments, "database", None)
    if named and "://" not in named and not Path(named).expanduser().exists():
        raise TalentError(Fault.FILE_MISSING, path=named)
    return open_office(chosen)


def _recommend(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(_open_existing(arguments, chosen)) as office:
        office.recommending.run(_progress(say))
        if arguments.json:
            _print_json(office.publishing.recommendations(chosen.language, arguments.top))
        else:
            declined = (State.DECLINED,)
            top = [r for r in office.look.recommended() if 0 < r.rank <= arguments.top and r.state not in declined]
            _print_table(office, top, chosen, say)
    return 0


def _plan(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(_open_existing(arguments, chosen)) as office:
        plan = office.recommending.plan(
            arguments.fairness, arguments.least, arguments.time_limit, progress=_progress(say)
        )
        if arguments.json:
            _print_json(_plan_document(plan))
        else:
            _print_plan(office, plan, chosen, say)
    return 0


def _roster(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(_open_existing(arguments, chosen)) as office:
        done = office.publishing.export_roster(arguments.out, say, progress=_progress(say))
    print(say("cli-roster-written", n=done.rows, path=done.path))
    return 0


def _score(arguments: argparse.Namespace, _chosen: Settings, say: Wording) -> int:
    pairs = score_files(arguments.candidates, arguments.projects, arguments.out, _progress(say))
    print(say("cli-scored", n=pairs, path=str(arguments.out)))
    return 0


# Printing


def _complain(line: str) -> None:
    print(line, file=sys.stderr)


def _note(line: str) -> None:
    print(line, file=sys.stderr)


def _print_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _progress(say: Wording) -> Progress:
    """Progress on one line of stderr, where somebody watches."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int | None) -> None:
        text = say("cli-progress", done=done, total=total) if total else say("cli-working")
        print(f"\r{text}\033[K", end="\n" if total == done else "", file=sys.stderr, flush=True)

    return show


def _summary(preview: Preview, result: ImportResult | None, say: Wording) -> str:
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


def _place(problem: Problem, say: Wording) -> str:
    where = say("cli-place", sheet=problem.sheet, cell=f"{problem.column}{problem.row}")
    return f"{where} {say.problem(problem)}"


_JSON_NAMES = {"employer": "current_employer", "post": "current_title", "forms": "engagement_modes"}
_JSON_NAMES |= {"effort_percent": "percent_time", "need": "description", "must_skills": "required_skills"}


def _intake_document(preview: Preview, say: Wording) -> dict[str, Any]:
    records = []
    for row in preview.rows:
        values = {_JSON_NAMES.get(name, name): value for name, value in row.values.items()}
        if preview.kind is Kind.PROJECTS:
            values["organisation"] = row.organisation
        records.append({**values, "_sheet": row.sheet, "_row": row.row, "_action": row.action})
    errors = [
        {
            "sheet": problem.sheet,
            "row": problem.row,
            "column": problem.column,
            "value": problem.value,
            "code": problem.trouble.value,
            "message": say.problem(problem),
        }
        for problem in preview.problems
    ]
    document = {"kind": preview.kind.value, "records": records, "errors": errors, "error": None}
    return dict(json.loads(json.dumps(document, default=str)))


def _print_table(office: Office, rows: Sequence[PairingRow], chosen: Settings, say: Wording) -> None:
    """Pairings and the two concepts that carry each."""
    labels = office.look.concept_labels(chosen.language)
    table = [
        (
            row.candidate,
            f"{row.score:.1f}",
            row.university_project,
            row.firm_project,
            say.code("form", row.form.value),
            say("list-separator").join(labels.get(concept, concept) for concept in row.top_concepts[:2]),
        )
        for row in rows
    ]
    heads = ("candidate", "score", "university-project", "firm-project", "form", "reasons")
    for line in ([say(f"column-{head}") for head in heads], *table):
        print("  ".join(_cell(text, width) for text, width in zip(line, _WIDTHS, strict=True)).rstrip())


def _plan_document(plan: PlanCard) -> dict[str, Any]:
    return {**asdict(plan), "unmatched": [{"candidate_id": c, "reason": why} for c, why in plan.unmatched.items()]}


def _print_plan(office: Office, plan: PlanCard, chosen: Settings, say: Wording) -> None:
    """A plan with what is proven of it, and where the rules clash, which and the smallest way out."""
    people = {row.id: row.name for row in office.look.candidate_rows(office.look.find_candidates(CandidateQuery()))}
    projects = {row.id: row.title for row in office.look.project_rows(office.look.find_projects(ProjectQuery()))}
    organisations = {row.id: row.names[chosen.language] for row in office.look.organisations()}
    heads = ("candidate", "score", "university-project", "firm-project")
    print("  ".join(_cell(say(f"column-{head}"), width) for head, width in zip(heads, _WIDTHS, strict=False)).rstrip())
    for pairing in sorted(plan.pairings, key=lambda pairing: -pairing.score):
        texts = (
            people[pairing.candidate_id],
            f"{pairing.score:.1f}",
            projects[pairing.university_project_id],
            projects[pairing.firm_project_id],
        )
        print("  ".join(_cell(text, width) for text, width in zip(texts, _WIDTHS, strict=False)).rstrip())
    facts = {"n": len(plan.pairings), "total": f"{plan.total:.1f}", "unmatched": len(plan.unmatched)}
    if plan.bound is not None and plan.gap is not None:
        print(say.code("plan", plan.status, **facts, bound=f"{plan.bound:.1f}", gap=f"{100 * plan.gap:.3f}"))
    for message, rules in (("plan-clash", plan.clash), ("plan-relaxation", plan.relaxation)):
        if rules:
            names = [
                say.code(
                    "rule",
                    rule.code,
                    name=(projects if rule.code == "places" else organisations)[rule.subject],
                    n=rule.by,
                )
                for rule in rules
            ]
            print(say(message, rules=say("list-separator").join(names)))


def _cell(text: str, width: int) -> str:
    """`text` cut or filled to so many columns of a terminal, where a Chinese character takes two."""
    widths = [2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in text]
    if sum(widths) <= width:
        return text + " " * (width - sum(widths))
    kept, used = "", 0
    for ch, wide in zip(text, widths, strict=True):
        if used + wide > width - 1:
            break
        kept, used = kept + ch, used + wide
    return f"{kept}…{' ' * (width - used - 1)}"
