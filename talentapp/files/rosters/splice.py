"""Writes large sheets quickly: openpyxl makes the workbook with its styles, the rows are streamed into it as XML.

Ten times quicker than writing every row with openpyxl, and the memory does not grow with the rows. It also owns what
may stand in a cell as text: nothing becomes a formula, no character that XML forbids, nothing cut without a mark.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from talentapp.outfile import whole_file


@dataclass(frozen=True)
class Formula:
    """A formula, without its "=", and its result for programs that do not calculate."""

    text: str
    value: str | float


class Marked(float):
    """A number with something to bear in mind beside it: its cell looks as the last model row of its body says."""


CAUTIONED = "*"
"""The mark of a score to be taken with caution: in its cell, and with its meaning in the heading, on every page."""

Value = str | int | float | date | datetime | Formula | None

LAST = 1_048_576
"""The last row that a sheet can have. In the workbook to be written it stands for the last row of a body of unknown
length: ranges that end with it end with the body once that has been written."""

LIMIT = 32_767  # characters that a cell can hold, counted as UTF-16
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Body:
    """The rows of one sheet, below its header.

    The workbook to be written holds three model rows from `first` on: their cells' styles are those of plain cells, of
    cells whose text begins like a formula, and of marked numbers. The model rows themselves are not written.
    """

    first: int
    columns: int
    rows: Iterable[Sequence[Value]]
    height: Callable[[Sequence[Value]], float]


def clean(text: str, cut: str = "…") -> str:
    """Text that a cell can hold; `cut` stands at the end of what had to be shortened."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FORBIDDEN.sub("", text)
    if len(text) * 2 <= LIMIT or len(text.encode("utf-16-le")) // 2 <= LIMIT:
        return text
    kept = text.encode("utf-16-le")[: (LIMIT - len(cut)) * 2].decode("utf-16-le", "ignore")
    return kept + cut


def risky(value: object) -> bool:
    """Whether a text begins as a formula does, so that a spreadsheet might take it for one when it is edited."""
    return isinstance(value, str) and value.startswith(_RISKY)


def save(
    book: Workbook,
    path: Path,
    made_at: datetime,
    bodies: Mapping[str, Body],
    values: Mapping[str, Mapping[str, float]],
    cut: str,
    written: Callable[[], None] = lambda: None,
) -> None:
    """Write the workbook to `path`, or leave what is there untouched: the new file takes its place when it is whole.

    `bodies` are by sheet name; `values` holds the results of formulas by sheet name and cell, for programs that show
    a workbook without calculating it. `written` is called before it takes its place, and may raise.
    Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL.
    """
    skeleton = BytesIO()
    book.save(skeleton)
    with whole_file(Path(path)) as partial, partial.open("wb") as out:
        _fill(skeleton, out, book, made_at, bodies, values, cut)
        written()


def _fill(
    skeleton: BytesIO,
    out: IO[bytes],
    book: Workbook,
    made_at: datetime,
    bodies: Mapping[str, Body],
    values: Mapping[str, Mapping[str, float]],
    cut: str,
) -> None:
    parts = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(book.sheetnames, 1)}
    stamp = made_at.timetuple()[:6]
    ends: dict[int, int] = {}
    with (
        zipfile.ZipFile(skeleton) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target,
    ):
        for entry in source.infolist():
            data = source.read(entry)
            info = zipfile.ZipInfo(entry.filename, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            name = parts.get(entry.filename, "")
            if entry.filename == ARC_CORE:  # openpyxl writes the time of saving: the same roster would give other bytes
                book.properties.modified = book.properties.created
                data = tostring(book.properties.to_tree())
            if name in values:
                data = _with_values(data, values[name])
            if name in bodies:
                with target.open(info, "w", force_zip64=True) as sheet:
                    for piece in _spliced(data.decode("utf-8"), bodies[name], cut, ends):
                        sheet.write(piece.encode("utf-8"))
            elif entry.filename == "xl/workbook.xml":  # written after the sheets
                target.writestr(info, _with_ends(data.decode("utf-8"), book, bodies, ends))
            else:
                target.writestr(info, data)


def _with_values(data: bytes, values: Mapping[str, float]) -> bytes:
    def filled(hit: re.Match[str]) -> str:
        return f"{hit[1]}<v>{values[hit[2]]}</v></c>" if hit[2] in values else hit[0]

    pattern = r'(<c r="([A-Z]+\d+)"[^>]*><f>[^<]*</f>)<v\s*(?:/>|></v>)</c>'
    return re.sub(pattern, filled, data.decode("utf-8")).encode("utf-8")


def _with_ends(xml: str, book: Workbook, bodies: Mapping[str, Body], ends: Mapping[int, int]) -> str:
    """The names of a workbook's ranges, with the last rows that their sheets turned out to have."""
    written = {number: ends[id(bodies[name])] for number, name in enumerate(book.sheetnames) if name in bodies}

    def ended(hit: re.Match[str]) -> str:
        last = written.get(int(hit[1]))
        return hit[0] if last is None else re.sub(rf"(?<=\$){LAST}\b", str(last), hit[0])

    return re.sub(r'<definedName (?=[^>]*localSheetId="(\d+)")[^>]*>[^<]*</definedName>', ended, xml)


def _spliced(xml: str, body: Body, cut: str, ends: dict[int, int]) -> Iterator[str]:
    head, plain, tail = _around(xml, body.first)
    _, quoted, tail = _around("<sheetData>" + tail, body.first + 1)
    _, marked, tail = _around("<sheetData>" + tail, body.first + 2)
    yield re.sub(r"<dimension [^>]*/>", "", head, count=1)  # it would say that the sheet ends with the model rows
    styles = list(zip(*(_styles(row, body.columns) for row in (plain, quoted, marked)), strict=True))
    letters = [get_column_letter(place + 1) for place in range(body.columns)]
    pieces: list[str] = []
    number = body.first - 1
    for number, row in enumerate(islice(body.rows, LAST - body.first), body.first):
        pieces.append(f'<row r="{number}" ht="{body.height(row):g}" customHeight="1">')
        pieces += [
            cell_xml(f"{letter}{number}", style[2 if isinstance(value, Marked) else risky(value)], value, cut)
            for letter, style, value in zip(letters, styles, row, strict=True)
        ]
        pieces.append("</row>")
        if len(pieces) > 5_000:
            yield "".join(pieces)
            pieces.clear()
    ends[id(body)] = max(number, body.first)
    yield "".join(pieces) + re.sub(rf"(?<=[A-Z]){LAST}\b", str(ends[id(body)]), tail)


def _around(xml: str, number: int) -> tuple[str, str, str]:
    begin = xml.index(f'<row r="{number}"')
    end = xml.index("</row>", begin) + len("</row>")
    return xml[:begin], xml[begin:end], xml[end:].removeprefix("<sheetData>")


def _styles(row: str, columns: int) -> list[str]:
    found = re.findall(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?', row)
    if len(found) != columns:
        raise ValueError("the model row has not one cell a column")
    return [f' s="{style}"' if style else "" for style in found]


@lru_cache(maxsize=10_000)  # names of organisations, forms and states come again and again
def _inline(text: str, cut: str) -> str:
    marked = _ESCAPE.sub("_x005F_", escape(clean(text, cut)))
    return f' t="inlineStr"><is><t xml:space="preserve">{marked}</t></is></c>'


def cell_xml(place: str, style: str, value: Value, cut: str = "…") -> str:
    """The XML of a cell; `style` is its attribute, such as ' s="3"', or ""."""
    if value is None or value == "":
        return f'<c r="{place}"{style}/>'
    if isinstance(value, str):
        return f'<c r="{place}"{style}{(_inline if len(value) < 100 else _inline.__wrapped__)(value, cut)}'
    if isinstance(value, Formula):
        kind = ' t="str"' if isinstance(value.value, str) else ""
        return f'<c r="{place}"{style}{kind}><f>{escape(value.text)}</f><v>{escape(str(value.value))}</v></c>'
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = (value - _EPOCH).days
    return f'<c r="{place}"{style}><v>{value}</v></c>'
