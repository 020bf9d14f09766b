"""How well messy files are understood: F1 by field over the files of tests/files, or over a folder of yours.

    python -m benchmarks.intake                 the files that tests/files makes, CVs among them
    python -m benchmarks.intake FOLDER          files with their truth beside them (NAME.truth.json: records, errors)
    python -m benchmarks.intake … --misses      every value that differs, too

What is scored is the document that `talentapp import FILE --preview --json` prints.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from talentapp.domain.errors import TalentError
from talentapp.office import Office, open_office
from talentapp.office.imports import contract
from talentapp.settings import Settings, database_url
from talentapp.wording import Wording
from tests.files import abroad  # noqa: F401 - it adds to DESKS
from tests.files.cards import CASES
from tests.files.desks import DESKS
from tests.files.mess import contract_truth, workbook
from tests.files.truth import Score

Places = frozenset[tuple[str | None, int, str]]
_SEEDS = range(100)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the files whose names hold this")
    arguments = parser.parse_args(argv)
    score = Score()
    with tempfile.TemporaryDirectory() as name, closing(_office(Path(name))) as office:
        files = _given(arguments.folder) if arguments.folder else _made(Path(name), arguments.only)
        count = 0
        for count, (path, records, errors) in enumerate(files, 1):  # noqa: B007 - the last number is the count
            score.add(path.name, understood(office, path), records, errors)
    print(f"{count} files, {score.true['(record)']} records\n\n| field | F1 | said | true |\n|---|---|---|---|")
    for field, f1 in score.f1().items():
        print(f"| {field} | {f1:.4f} | {score.said[field]} | {score.true[field]} |")
    print(f"| **all fields** | **{score.overall():.4f}** | | |")
    if arguments.misses:
        print("\n" + "\n".join(score.misses))


def understood(office: Office, path: Path) -> dict[str, Any]:
    """The document about a file, as the command line prints it."""
    say = Wording("en")
    try:
        return contract.document(office.intake.previews(path), say.problem)
    except TalentError as error:
        return contract.failed(say.error(error))


def _office(folder: Path) -> Office:
    return open_office(Settings(database=database_url(folder / "empty.db"), language="en"))


def _made(folder: Path, only: str) -> Iterator[tuple[Path, Sequence[Mapping[str, Any]], Places]]:
    for case in [case for case in (*CASES, *DESKS) if only in case.name]:
        path = folder / f"{case.name}{case.suffix}"
        case.write(path)
        yield path, [{"_sheet": None, **record} for record in case.records], case.errors
    for seed in _SEEDS if not only else ():
        path = folder / f"mess{seed}.xlsx"
        yield path, contract_truth(workbook(random.Random(seed), path)), frozenset()


def _given(folder: Path) -> Iterator[tuple[Path, Sequence[Mapping[str, Any]], Places]]:
    for path in sorted(folder.iterdir()):
        truth = folder / f"{path.name}.truth.json"
        if path.suffix != ".json" and truth.exists():
            told = json.loads(truth.read_text("utf-8"))
            places = frozenset((each["sheet"], each["row"], each["column"]) for each in told.get("errors", ()))
            yield path, told["records"], places


if __name__ == "__main__":
    main()
