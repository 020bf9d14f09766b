"""Fills a workbook that an office has made: its logo, its columns, its styles and its print set-up stay as they are.

A template has one row of placeholders such as {{name}}, or headings that are known and an empty row below; the row
becomes as many rows as the roster has, and what stands below it moves down: ranges, formulas, names, charts and
pictures with it. Placeholders of the roster as a whole, such as {{unit}} or {{date}}, may stand anywhere. The workbook
is changed as text, part by part, so that whatever else is in it (and no library knows of all) goes through untouched.
Run as a script it tries a template in a process of its own: one that takes no time and memory there takes none here.
"""

import posixpath
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape

from talentapp.domain.errors import Fault, TalentError
from talentapp.domain.progress import Progress, silent
from talentapp.domain.words import Says
from talentapp.files.containing import answer, contained
from talentapp.files.rosters.fitting import Face, height
from talentapp.files.rosters.headings import LEAST, column_of
from talentapp.files.rosters.moving import Moved
from talentapp.files.rosters.rows import COLUMNS, RosterRow, Rows
from talentapp.files.rosters.seal import MARK, SCHEMA, seal_of
from talentapp.files.rosters.splice import CAUTIONED, Marked, Value, cell_xml, clean
from talentapp.files.tables import child
from talentapp.outfile import whole_file

OF_ALL = ("title", "unit", "date", "time", "count", "rows", "filters", "reader", "model", "mark", "sealed")
"""The placeholders that say something of the roster as a whole."""
OF_ROW = ("number", "key", "seal", *COLUMNS)

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z-]*)\s*\}\}")
_ROW = re.compile(r'<row\b[^>]*?\br="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.S)
_CELL = re.compile(r'<c\b([^>]*?\br="([A-Z]+)(\d+)"[^>]*?)(?:/>|>(.*?)</c>)', re.S)
_STRING = re.compile(r"<si\b[^>]*?(?:/>|>.*?</si>)", re.S)
_TEXT = re.compile(r"<t\b[^>]*>(.*?)</t>", re.S)
_CELL_XFS = re.compile(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", re.S)
_XF = re.compile(r"<xf\b[^>]*?(?:/>|(?<!/)>.*?</xf>)", re.S)
_STYLES, _OWN_FORMATS = "xl/styles.xml", 164  # a workbook's own number formats are counted from there on
_ANY_WIDTH, _USUAL_WIDTH = 10_000.0, 8.43
_MOST = 100 * 2**20  # bytes of a part that is read whole: the sheets of a template are small


@dataclass(frozen=True)
class _Cell:
    """A cell of the model row: its letter, its style, and the text with placeholders in it, or its XML as it is."""

    letter: str
    style: str
    text: str | None
    xml: str
    marked: str = ""  # the style of a number with something to bear in mind beside it

    @property
    def number(self) -> int:
        """Of its style in the workbook."""
        return int(self.style.split('"')[1]) if self.style else 0


@dataclass(frozen=True)
class _Sheet:
    """A sheet with a model row."""

    part: str
    name: str
    xml: str
    start: int  # of the model row in the XML
    stop: int
    row: int
    attributes: str
    cells: tuple[_Cell, ...]
    least: float  # the height of the model row in points, or 0
    faces: tuple[Face, ...]  # of the cells
    unfilled: tuple[str, ...] = ()  # the headings of columns for which a roster has nothing

    @property
    def pure(self) -> tuple[str, ...]:
        """The columns that have a cell of their own, in its order."""
        found = (hit[1] for cell in self.cells if cell.text and (hit := _PLACEHOLDER.fullmatch(cell.text.strip())))
        return tuple(dict.fromkeys(code for code in found if code in COLUMNS))


def fill(
    template: Path,
    path: Path,
    rows: Rows,
    facts: Mapping[str, str],
    made_at: datetime,
    masked: bool,
    words: Says,
    progress: Progress = silent,
) -> tuple[str, ...]:
    """Write `template`, filled with `rows` and `facts` (by the names of OF_ALL), to `path`: whole or not at all.

    Returns the headings of its columns that stay empty, for a roster says nothing of them. Raises TalentError
    TEMPLATE_WITHOUT_ROW where no row has a placeholder of OF_ROW and none below known headings is empty,
    TEMPLATE_PLACEHOLDER for one that nobody knows, FILE_MISSING, FILE_UNREADABLE, FILE_NOT_WORKBOOK or FILE_TOO_LARGE
    for a file that is no such workbook, FOLDER_NOT_WRITABLE, DISK_FULL, and whatever `progress` raises.
    """
    if not template.exists():
        raise TalentError(Fault.FILE_MISSING, path=str(template))
    contained(template, __file__, progress=progress)
    with _opened(template) as source:
        return _fill(source, template, path, rows, facts, made_at, masked, words, progress)


def tried(template: Path) -> None:
    """Fill a template with nothing, for its faults alone. Raises what `fill` raises."""
    with _opened(template) as source, tempfile.TemporaryDirectory() as folder:
        out, nothing = Path(folder) / "tried.xlsx", cast(Rows, ())
        _fill(source, template, out, nothing, {}, datetime(2000, 1, 1), False, lambda *_, **__: "", silent)


@contextmanager
def _opened(template: Path) -> Iterator[zipfile.ZipFile]:
    child.guard(template)
    try:
        with zipfile.ZipFile(template) as source:
            yield source
    except (zipfile.BadZipFile, zlib.error, KeyError, IndexError, ValueError):
        raise TalentError(Fault.FILE_UNREADABLE, path=str(template)) from None


def _fill(
    source: zipfile.ZipFile,
    template: Path,
    path: Path,
    rows: Rows,
    facts: Mapping[str, str],
    made_at: datetime,
    masked: bool,
    words: Says,
    progress: Progress,
) -> tuple[str, ...]:
    if any(entry.file_size > _MOST for entry in source.infolist() if entry.filename.endswith(".xml")):
        raise TalentError(Fault.FILE_TOO_LARGE, path=str(template))
    strings = _strings(source)
    sheets = _sheets(source, strings)
    _check(template, strings, sheets)
    count, done = len(rows), 0  # a preview reads fewer rows than there are, and what stands below follows them

    marks = False  # there is a score with a caution among them

    def tick(marked: bool) -> None:
        nonlocal done, marks
        marks = marks or marked
        if done % 100 == 0:
            progress(done, count * len(sheets))
        done += 1

    moved = Moved({sheet.name: (sheet.row, max(count, 1) - 1) for sheet in sheets})
    styles = source.read(_STYLES).decode("utf-8") if _STYLES in source.namelist() else ""
    with_marks, sheets = _with_marks(styles, sheets)
    sealed = next((sheet.pure for sheet in sheets if any("{{seal}}" in (c.text or "") for c in sheet.cells)), ())
    known = {
        **facts, "count": str(count), "rows": words("roster-rows", n=count),
        "mark": f"{MARK}/{SCHEMA}/{'masked' if masked else 'full'}", "sealed": ",".join(sealed),
    }  # fmt: skip

    def said(xml: str) -> str:
        """XML with the placeholders of the whole filled in."""
        return _PLACEHOLDER.sub(lambda hit: escape(clean(known[hit[1]])) if hit[1] in known else hit[0], xml)

    def part(name: str) -> zipfile.ZipInfo:
        """The entry of a part of the workbook, whose time is that of the roster."""
        info = zipfile.ZipInfo(name, made_at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        return info

    homes = _homes(source)
    with whole_file(path) as partial, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target:
        for entry in source.infolist():
            if entry.filename in ("xl/calcChain.xml", _STYLES):
                continue  # which cells have formulas: Excel makes it anew; and what is written last
            info = part(entry.filename)
            sheet = next((one for one in sheets if one.part == entry.filename), None)
            if sheet is not None:
                with target.open(info, "w", force_zip64=True) as out:
                    for piece in _filled(sheet, rows, words, moved, said, sealed, tick):
                        out.write(piece.encode("utf-8"))
                continue
            data = source.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                data = _other(entry.filename, data.decode("utf-8"), homes, moved, said).encode("utf-8")
            target.writestr(info, data)
        if styles:  # last: by now it is known whether anything in it has changed
            target.writestr(part(_STYLES), (with_marks if marks else styles).encode("utf-8"))
        progress(count * len(sheets), count * len(sheets))  # before it takes its place: whoever cancels has no file
    return tuple(dict.fromkeys(heading for sheet in sheets for heading in sheet.unfilled))


def _other(part: str, xml: str, homes: Mapping[str, str], moved: Moved, said: Callable[[str], str]) -> str:
    """A part without a model row: strings said, references moved."""
    if part in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        return re.sub(r"<(?:Override|Relationship)\b[^>]*calcChain[^>]*/>", "", xml)
    if part == "xl/sharedStrings.xml":
        return said(xml)
    if part == "xl/workbook.xml":
        return _calculated(moved.names(xml))
    if part.startswith("xl/charts/"):
        return moved.chart(xml)
    if part in homes:
        home = homes[part]
        if part.startswith("xl/drawings/"):
            return moved.drawing(xml, home)
        return moved.table(xml, home) if part.startswith("xl/tables/") else said(moved.formulas(xml, home))
    return xml


def _homes(source: zipfile.ZipFile) -> dict[str, str]:
    """The sheet that each part belongs to: its own, and those of its drawings and tables."""
    homes = _sheet_names(source)
    for part, name in list(homes.items()):
        folder, _, file = part.rpartition("/")
        relations = f"{folder}/_rels/{file}.rels"
        if relations in source.namelist():
            for target in re.findall(r'Target="([^"]*)"', source.read(relations).decode("utf-8")):
                homes[target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")] = name
    return homes


def _sheet_names(source: zipfile.ZipFile) -> dict[str, str]:
    """The names of the sheets by their parts."""
    book = source.read("xl/workbook.xml").decode("utf-8")
    names = re.findall(r'<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"', book)
    parts = child.sheet_parts(source)
    return {parts[str(place)]: unescape(name) for place, name in enumerate(names)}


def _calculated(workbook: str) -> str:
    """The workbook, to be calculated when it is opened."""
    if "<calcPr" in workbook:
        without = re.sub(r'(<calcPr\b[^>]*?)\s*fullCalcOnLoad="\d"', r"\1", workbook)
        return re.sub(r"<calcPr\b", '<calcPr fullCalcOnLoad="1"', without)
    return workbook


def _strings(source: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in source.namelist():
        return []
    xml = source.read("xl/sharedStrings.xml").decode("utf-8")
    return [_plain(hit[0]) for hit in _STRING.finditer(xml)]


def _plain(xml: str) -> str:
    return unescape("".join(_TEXT.findall(re.sub(r"<rPh\b.*?</rPh>", "", xml, flags=re.S))))


def _sheets(source: zipfile.ZipFile, strings: Sequence[str]) -> list[_Sheet]:
    """The sheets with a model row: the first row that has a placeholder of a row."""
    found = []
    faces = _faces(source)
    for part, name in _sheet_names(source).items():
        if part not in source.namelist():
            continue
        xml = source.read(part).decode("utf-8")
        above: Mapping[str, str] = {}
        for hit in _ROW.finditer(xml):
            cells = tuple(_cells(hit[0], strings))
            if any(code in OF_ROW for cell in cells for code in _PLACEHOLDER.findall(cell.text or "")):
                opening = hit[0][: hit[0].index(">")]
                tall = re.search(r'\sht="([\d.]+)"', opening)
                attributes = re.sub(
                    r'\s(?:r|spans|ht|customHeight)="[^"]*"', "", opening.removeprefix("<row").rstrip("/")
                )
                least = float(tall[1]) if tall else 0.0
                written = tuple(faces[min(cell.number, len(faces) - 1)] for cell in cells)
                full = {cell.letter for cell in cells if cell.text or "<v>" in cell.xml or "<f" in cell.xml}
                empty = tuple(text for letter, text in above.items() if letter not in full)
                span = hit.start(), hit.end(), int(hit[1])
                found.append(_Sheet(part, name, xml, *span, attributes, cells, least, written, empty))
                break
            above = _texts(hit[0], strings)
    return found or [
        headed
        for part, name in _sheet_names(source).items()
        if part in source.namelist()
        and (headed := _headed(part, name, source.read(part).decode("utf-8"), strings, faces)) is not None
    ]


def _texts(row: str, strings: Sequence[str]) -> dict[str, str]:
    """The texts of a row by their columns' letters."""
    found = {}
    for hit in _CELL.finditer(row):
        kind, inner = re.search(r'\bt="(\w+)"', hit[1]), hit[4] or ""
        if kind and kind[1] == "s" and (value := re.search(r"<v>(\d+)</v>", inner)):
            found[hit[2]] = strings[int(value[1])].strip()
        elif kind and kind[1] == "inlineStr":
            found[hit[2]] = _plain(inner).strip()
    return {letter: text for letter, text in found.items() if text}


def _headed(part: str, name: str, xml: str, strings: Sequence[str], faces: Sequence[Face]) -> _Sheet | None:
    """A sheet with headings that are known, and below them an empty row, or none, as its model row."""
    for hit in _ROW.finditer(xml):
        texts, at = _texts(hit[0], strings), int(hit[1]) + 1
        codes = {letter: column_of(text) for letter, text in texts.items()}
        known = {letter: code for letter, code in codes.items() if code}
        if len(known) < LEAST or "name" not in known.values():
            continue
        below = _ROW.search(xml, hit.end())
        model = below if below and int(below[1]) == at else None
        if model is not None and ("<v>" in model[0] or "<is>" in model[0] or "<f" in model[0]):
            return None  # what stands there is somebody's own
        styled = {cell.letter: cell for cell in _cells(model[0], strings)} if model else {}
        cells = []
        for letter in sorted(codes.keys() | styled.keys(), key=_place):
            own = styled.get(letter) or _Cell(letter, "", None, f'<c r="{letter}{at}"/>')
            cells.append(replace(own, text=f"{{{{{known[letter]}}}}}") if letter in known else own)
        start, stop = (model.start(), model.end()) if model else (hit.end(), hit.end())
        written = tuple(faces[min(cell.number, len(faces) - 1)] for cell in cells)
        unfilled = tuple(text for letter, text in texts.items() if letter not in known)
        return _Sheet(part, name, xml, start, stop, at, "", tuple(cells), 0.0, written, unfilled)
    return None


def _faces(source: zipfile.ZipFile) -> list[Face]:
    """How a cell's text is written, for each style of the workbook by its number; at least one."""
    xml = source.read(_STYLES).decode("utf-8") if _STYLES in source.namelist() else ""
    fonts = []
    for font in re.findall(r"<font>.*?</font>|<font/>", _between(xml, "fonts"), re.S):
        name, size = (re.search(rf'<{tag}\s[^>]*?\bval="([^"]*)"', font) for tag in ("(?:name|rFont)", "sz"))
        bold = re.search(r'<b\s*(?:/>|val="(?:1|true)")', font) is not None
        fonts.append(Face(unescape(name[1]) if name else "", min(max(float(size[1]), 4), 72) if size else 11, bold))
    used = re.findall(r'<xf\b[^>]*?\bfontId="(\d+)"[^>]*?(?:/>|>(.*?)</xf>)', _between(xml, "cellXfs"), re.S)
    found = [
        (fonts[int(number)], re.search(r'\bindent="(\d+)"', inner))
        for number, inner in used
        if int(number) < len(fonts)
    ]
    return [replace(face, indent=int(steps[1])) if steps else face for face, steps in found] or [Face()]


def _between(xml: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", xml, re.S)
    return found[1] if found else ""


def _cells(row: str, strings: Sequence[str]) -> Iterator[_Cell]:
    for hit in _CELL.finditer(row):
        attributes, letter, inner = hit[1], hit[2], hit[4] or ""
        kind = re.search(r'\bt="(\w+)"', attributes)
        style = re.search(r'\bs="(\d+)"', attributes)
        text = None
        if kind and kind[1] == "s" and (value := re.search(r"<v>(\d+)</v>", inner)):
            text = strings[int(value[1])]
        elif kind and kind[1] == "inlineStr":
            text = _plain(inner)
        if text is not None and not _PLACEHOLDER.search(text):
            text = None
        yield _Cell(letter, f' s="{style[1]}"' if style else "", text, hit[0])


def _check(template: Path, strings: Sequence[str], sheets: Sequence[_Sheet]) -> None:
    if not sheets:
        raise TalentError(Fault.TEMPLATE_WITHOUT_ROW, path=str(template))
    inline = (cell.text or "" for sheet in sheets for cell in sheet.cells)
    for text in (*strings, *inline):
        for code in _PLACEHOLDER.findall(text):
            if code not in OF_ALL and code not in OF_ROW:
                raise TalentError(Fault.TEMPLATE_PLACEHOLDER, path=str(template), placeholder=f"{{{{{code}}}}}")


def _filled(
    sheet: _Sheet,
    rows: Rows,
    words: Says,
    moved: Moved,
    said: Callable[[str], str],
    sealed: Sequence[str],
    tick: Callable[[bool], None],
) -> Iterator[str]:
    yield said(re.sub(r"<dimension\b[^>]*/>", "", moved.formulas(sheet.xml[: sheet.start], sheet.name), count=1))
    pieces: list[str] = []
    width = _widths(sheet)
    for number, row in enumerate(rows, 1):
        at = sheet.row + number - 1
        values = [_value(cell, number, row, words, sealed) for cell in sheet.cells]
        tick(any(isinstance(value, Marked) for value in values))
        height = max(sheet.least, width(values))
        pieces.append(f'<row r="{at}"{sheet.attributes} ht="{height:g}" customHeight="1">')
        pieces += [_written(cell, value, at, sheet, moved) for cell, value in zip(sheet.cells, values, strict=True)]
        pieces.append("</row>")
        if len(pieces) > 5_000:
            yield "".join(pieces)
            pieces.clear()
    if not len(rows):
        pieces.append(f'<row r="{sheet.row}"{sheet.attributes}/>')
    yield "".join(pieces) + said(moved.below(sheet.xml[sheet.stop :], sheet.name))


def _widths(sheet: _Sheet) -> Callable[[Sequence[Value]], float]:
    """The height that a row needs in the columns of the template; hidden ones need none."""
    widths: dict[int, float] = {}
    for tag in re.findall(r"<col\b[^>]*>", sheet.xml[: sheet.start]):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        wide = _ANY_WIDTH if found.get("hidden") in ("1", "true") else float(found.get("width", _USUAL_WIDTH))
        widths |= dict.fromkeys(range(int(found["min"]), min(int(found["max"]), 16_384) + 1), wide)
    return height([widths.get(_place(cell.letter), _USUAL_WIDTH) for cell in sheet.cells], sheet.faces)


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place


def _value(cell: _Cell, number: int, row: RosterRow, words: Says, sealed: Sequence[str]) -> Value:
    """What a cell of the model row says for a row; None where it says the same for all."""
    if cell.text is None:
        return None

    def of(code: str) -> Value:
        if code == "number":
            return number
        if code == "key":
            return row.key
        if code == "seal":
            return seal_of([COLUMNS[one].value(row, words) for one in sealed])
        return COLUMNS[code].value(row, words)

    if (only := _PLACEHOLDER.fullmatch(cell.text.strip())) and only[1] in OF_ROW:
        return of(only[1])
    return _PLACEHOLDER.sub(lambda hit: _said(of(hit[1])) if hit[1] in OF_ROW else hit[0], cell.text)


def _written(cell: _Cell, value: Value, at: int, sheet: _Sheet, moved: Moved) -> str:
    place = f"{cell.letter}{at}"
    if cell.text is None:
        return moved.copied(cell.xml.replace(f'r="{cell.letter}{sheet.row}"', f'r="{place}"', 1), at)
    return cell_xml(place, cell.marked if isinstance(value, Marked) and cell.marked else cell.style, value)


def _with_marks(styles: str, sheets: Sequence[_Sheet]) -> tuple[str, list[_Sheet]]:
    """The styles of a workbook with a twin, with the mark of caution in its format, of each that a score is written in;
    and the sheets, whose cells know theirs. Both as they are where the styles are not as office programs write them."""
    scores = sorted({cell.number for sheet in sheets for cell in sheet.cells if _is_score(cell)})
    looks, opened = _CELL_XFS.search(styles), re.search(r"<styleSheet\b[^>]*>", styles)
    kinds = _XF.findall(looks[1]) if looks else []
    if not scores or looks is None or opened is None or scores[-1] >= len(kinds):
        return styles, list(sheets)
    code = max([_OWN_FORMATS, *map(int, re.findall(r'<numFmt\b[^>]*?numFmtId="(\d+)"', styles))]) + 1
    twins = {one: f' s="{at}"' for at, one in enumerate(scores, len(kinds))}
    for one in scores:
        plain = re.sub(r'\s(?:numFmtId|applyNumberFormat)="[^"]*"', "", kinds[one])
        kinds.append(plain.replace("<xf", f'<xf numFmtId="{code}" applyNumberFormat="1"', 1))
    whole = f'<cellXfs count="{len(kinds)}">{"".join(kinds)}</cellXfs>'
    styles = styles[: looks.start()] + whole + styles[looks.end() :]
    made = f'<numFmt numFmtId="{code}" formatCode="0.0&quot;{CAUTIONED}&quot;"/>'
    if formats := re.search(r"<numFmts\b[^>]*>(.*?)</numFmts>", styles, re.S):
        count = len(re.findall(r"<numFmt\b", formats[1])) + 1
        whole = f'<numFmts count="{count}">{formats[1]}{made}</numFmts>'
        styles = styles[: formats.start()] + whole + styles[formats.end() :]
    else:
        styles = styles[: opened.end()] + f'<numFmts count="1">{made}</numFmts>' + styles[opened.end() :]

    def known(cell: _Cell) -> _Cell:
        return replace(cell, marked=twins[cell.number]) if _is_score(cell) else cell

    return styles, [replace(sheet, cells=tuple(map(known, sheet.cells))) for sheet in sheets]


def _is_score(cell: _Cell) -> bool:
    only = _PLACEHOLDER.fullmatch((cell.text or "").strip())
    return only is not None and only[1] == "score"


def _said(value: Value) -> str:
    return "" if value is None else value.replace("\n", " ") if isinstance(value, str) else str(value)


if __name__ == "__main__":
    answer(tried)
