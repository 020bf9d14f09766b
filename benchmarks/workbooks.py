"""Writing and reading large workbooks against openpyxl and XlsxWriter: `python -m benchmarks.workbooks [--rows N]`.

Every way writes the same rows of 30 styled columns, in a process of its own; CPU time is the process's with all its
children's, memory is what it needed beyond its own imports. Reading means every value of the sheet in Python: ours with
the guard and the child process that a file from outside is read through.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

COLUMNS = 30
_TEXTS = ("面向大模型训练的高带宽内存系统", "GPU compiler back end, instruction scheduling", "双聘", "示例浦江大学")
_MADE = datetime(2026, 11, 1, tzinfo=UTC)


def rows(count: int) -> Iterator[list[str | float | date]]:
    """The rows: names that differ, texts that repeat, numbers and dates, as a roster has them."""
    first = date(2026, 1, 1)
    for number in range(count):
        row: list[str | float | date] = [f"候选人 {number}", f"person{number}@example.org", number % 97 / 97]
        for place in range(3, COLUMNS):
            if place % 3 == 0:
                row.append(_TEXTS[(number + place) % len(_TEXTS)])
            elif place % 3 == 1:
                row.append((number * place) % 1000 / 10)
            else:
                row.append(first + timedelta(days=(number + place) % 900))
        yield row


def openpyxl_plain(path: Path, count: int) -> None:
    """openpyxl's write-only mode."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    font, alignment = Font(name="Microsoft YaHei", size=10), Alignment(vertical="center", wrap_text=True)
    for row in rows(count):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            cell.font, cell.alignment = font, alignment
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def xlsxwriter_constant(path: Path, count: int) -> None:
    """XlsxWriter's constant memory mode."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Rows")
    look = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter", "text_wrap": True}
    plain, dated = book.add_format(look), book.add_format({**look, "num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows(count)):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, datetime(value.year, value.month, value.day), dated)
            elif isinstance(value, str):
                sheet.write_string(number, place, value, plain)
            else:
                sheet.write_number(number, place, value, plain)
    book.close()


def ours(path: Path, count: int) -> None:
    """The way a roster is written: the styles by openpyxl, the rows streamed into them."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    from talentapp.files.rosters.splice import Body, save

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Rows"
    model = next(rows(1))
    for line in (1, 2, 3):
        for place, value in enumerate(model, 1):
            cell = sheet.cell(line, place)
            cell.font = Font(name="Microsoft YaHei", size=10)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "General"
    body = Body(1, COLUMNS, rows(count), lambda _row: 30.0)
    save(book, path, _MADE, {"Rows": body}, {}, "…", lambda: None)


def read_openpyxl(path: Path, count: int) -> None:
    """openpyxl's read-only mode."""
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True).worksheets[0]
    assert sum(len(row) for row in sheet.iter_rows(values_only=True)) == count * COLUMNS


def read_ours(path: Path, count: int) -> None:
    """The way a file from outside is read."""
    from talentapp.files.tables.opening import sheets

    (sheet,) = sheets(path, lambda _done, _total: None)
    assert sum(map(len, sheet.rows)) == count * COLUMNS


WRITERS: dict[str, Callable[[Path, int], None]] = {
    "openpyxl, write-only": openpyxl_plain,
    "XlsxWriter, constant memory": xlsxwriter_constant,
    "ours": ours,
}
READERS: dict[str, Callable[[Path, int], None]] = {"openpyxl, read-only": read_openpyxl, "ours": read_ours}


def one(way: str, path: Path, count: int) -> None:
    """Do one thing in this process; print its CPU seconds, and the MiB it needed beyond a file of one row."""
    act = {**WRITERS, **{f"read {name}": reader for name, reader in READERS.items()}}[way]
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.xlsx"
        if way.startswith("read "):
            ours(small, 1)
        act(small, 1)  # the imports
    before, memory = os.times(), _peak()
    act(path, count)
    after = os.times()
    seconds = sum(after[:4]) - sum(before[:4])
    print(f"{seconds:.3f} {_peak() - memory:.1f}")


def _peak() -> float:
    """The most MiB that this process and its children have held; the children's are those of the largest."""
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + children) / 1024


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        one(wanted.one[0], Path(wanted.one[1]), wanted.rows)
        return
    print(
        f"{platform.machine()}, Python {platform.python_version()}; {wanted.rows:,} rows of {COLUMNS} styled columns\n"
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.xlsx"
        for verb, ways in (("writing", list(WRITERS)), ("reading", [f"read {name}" for name in READERS])):
            if verb == "reading":
                openpyxl_plain(path, wanted.rows)
            found = {way: _measured(way, path, wanted.rows) for way in ways}
            own = found[ways[-1]][0]
            print(f"| {verb} | CPU s | of ours | MiB more |\n|---|---|---|---|")
            for way, (seconds, memory) in found.items():
                print(f"| {way.removeprefix('read ')} | {seconds:.2f} | {seconds / own:.1f} | {memory:.0f} |")
            print()
            times = " / ".join(f"{seconds / own:.1f}" for seconds, _ in list(found.values())[:-1])
            peers = "openpyxl / XlsxWriter" if verb == "writing" else "openpyxl"
            memory = f", in {found[ways[-1]][1]:.0f} MiB" if verb == "writing" else ""
            rows.append(
                f"> {verb.capitalize()} {wanted.rows:,} rows × {COLUMNS} columns | {times} times less{memory} | {peers}"
            )
            if verb == "writing":
                _proved(path, wanted.rows)
    print(*rows, sep="\n")


def _measured(way: str, path: Path, count: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.workbooks", "--rows", str(count), "--one", way, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def _proved(path: Path, count: int) -> None:
    """The last workbook written is whole and holds what was to be written."""
    import python_calamine

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    read = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    assert len(read) == count
    assert read[-1] == list(rows(count))[-1]


if __name__ == "__main__":
    main()
