"""People's data: all about one person, what is kept too long, and erasing."""

import argparse
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp.cli.arguments import candidate, open_existing
from talentapp.cli.printing import print_json, progress
from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.terms import ErasureReason
from talentapp.office import Office
from talentapp.office.views.privacy import ErasurePreview, ErasureResult
from talentapp.settings import Settings
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.cli.arguments import Commands

_REASONS = [reason.value for reason in ErasureReason]


def add(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Describe `person`, `erase` and `purge`."""
    person = commands.add_parser("person", parents=[shared], help="write out all that is held of one person")
    person.add_argument("id", type=candidate, metavar="ID", help="the candidate's number")
    person.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for person-ID.json and .xlsx")
    person.set_defaults(run=_person)

    erase = commands.add_parser("erase", parents=[shared], help="erase people so that nothing of them is left")
    erase.add_argument("ids", nargs="+", type=candidate, metavar="ID")
    erase.add_argument("--reason", choices=_REASONS, default="request", help="why (default: the person asked)")
    erase.set_defaults(run=_erase)

    purge = commands.add_parser("purge", parents=[shared], help="erase everybody whose retention date is over")
    purge.set_defaults(run=_purge)
    for command in (erase, purge):
        command.add_argument("--yes", action="store_true", help="do it; without this, only say what would be done")
        command.add_argument("--json", action="store_true", help="print one JSON document")


def _person(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        for path in office.privacy.export_person(arguments.id, arguments.out, say):
            print(path)
    return 0


def _erase(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        return _do(office, arguments, arguments.ids, ErasureReason(arguments.reason), say)


def _purge(arguments: argparse.Namespace, chosen: Settings, say: Wording) -> int:
    with closing(open_existing(arguments, chosen)) as office:
        due = office.privacy.retention().due
        held = [row for row in due if row.standing]
        for row in held:
            print(say("purge-held", name=row.name, n=row.standing))
        return _do(
            office, arguments, [row.candidate_id for row in due if not row.standing], ErasureReason.RETENTION, say
        )


def _do(office: Office, arguments: argparse.Namespace, ids: list[int], reason: ErasureReason, say: Wording) -> int:
    preview = office.privacy.preview_erasure(ids)
    missing = sorted(set(ids) - set(preview.people))
    if missing:
        raise TalentError(Fault.RECORD_GONE, kind="candidate", id=missing[0])
    if not arguments.yes or not ids:
        if arguments.json:
            print_json(_preview_document(preview))
        else:
            _print_preview(preview, say)
        return 0
    result = office.privacy.erase(ids, reason, progress(say))
    if arguments.json:
        print_json({**asdict(result), "changed": sorted(result.changed)})
    else:
        _print_result(result, len(ids), say)
    return 1 if result.unclean or result.left else 0


def _preview_document(preview: ErasurePreview) -> dict[str, Any]:
    exports = [{**asdict(row), "at": row.at.isoformat()} for row in preview.exports]
    return {**asdict(preview), "exports": exports}


def _print_preview(preview: ErasurePreview, say: Wording) -> None:
    separator = say("list-separator")
    print(say("erase-people", n=len(preview.people), names=separator.join(preview.people.values())))
    if preview.people:
        rows = separator.join(
            f"{say.code_or_itself('table', table)} {number}" for table, number in preview.rows.items()
        )
        print(say("erase-rows", rows=rows, n=preview.backups))
        if preview.running:
            print(say("erase-running", n=preview.running))
        for row in preview.exports:
            at, what = f"{row.at.astimezone():%Y-%m-%d %H:%M}", say.code_or_itself("export", row.purpose)
            print(say("erase-export", at=at, who=row.who, what=what))
        for table, keys in preview.mentions.items():
            print(say("erase-mention", table=say.code_or_itself("table", table), keys=separator.join(map(str, keys))))
        print(say("erase-only-preview"))


def _print_result(result: ErasureResult, people: int, say: Wording) -> None:
    print(say("erase-done", n=people, rows=sum(result.rows.values())))
    print(
        say(
            "erase-around",
            rewritten=result.backups_rewritten,
            deleted=result.backups_deleted,
            logs=result.logs_redacted,
            files=result.files_searched,
        )
    )
    if result.unclean:
        print(say("erase-not-scrubbed" if result.unclean is Fault.DATABASE_BUSY else "erase-not-cleaned"))
    for path, word in result.left:
        print(say("erase-left", path=path, word=word))
    for path in result.unread:
        print(say("erase-unread", path=path))
