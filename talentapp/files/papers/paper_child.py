"""Opens a PDF or a Word document for its characters and their places, or draws a page: never in the app's own process,
since a hostile document can make PDFium abort. Run as a script it draws.

Of a PDF it reads each character with its box and size, and no scripts, forms, links or attachments; of a Word document
the paragraphs of the parts that are printed, without following any reference.
"""

import ctypes
import math
import re
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from talentapp.domain.errors import Fault, TalentError
from talentapp.files.containing import answer
from talentapp.files.papers import unmapped

MAX_PAGES = 60
MAX_CHARS = 400_000
MAX_SIDE = 5_000.0  # points: an A0 poster has 3,370
MAX_ENTRIES = 5_000
MAX_UNPACKED = 300 * 2**20
MAX_PART = 40 * 2**20
MAX_DEPTH = 200

Char = unmapped.Char
"""A character: left, right, baseline and top (from the page's upper left corner), size, bold, after a space."""
Rule = tuple[float, float, float, float]
"""A drawn line: left, top, right, bottom."""


def _opened(path: str, password: str) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path, password=password or None)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise TalentError(Fault.PASSWORD_WRONG if password else Fault.FILE_LOCKED) from None
        raise TalentError(Fault.FILE_UNREADABLE) from None


def read_pdf(path: str, password: str) -> dict[str, Any]:
    """{"pages": [(width, height, characters, rules)], "pictures": whether a page shows nothing but a picture}."""
    document = _opened(path, password)
    if len(document) > MAX_PAGES:
        raise TalentError(Fault.FILE_TOO_LARGE)
    pages: list[tuple[float, float, list[Char], list[Rule]]] = []
    left = MAX_CHARS
    pictures = 0
    for number in range(len(document)):
        page = _page(document, number)
        width, height, characters = _characters(page, left)
        left -= len(characters)
        pages.append((width, height, characters, _rules(page, height)))
        if not characters and next(page.get_objects(max_depth=2), None) is not None:
            pictures += 1
        page.close()
    return {"pages": pages, "pictures": bool(pictures)}


def _page(document: Any, number: int) -> Any:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        raise TalentError(Fault.FILE_UNREADABLE) from None
    if not all(0 < side <= MAX_SIDE for side in page.get_size()):
        raise TalentError(Fault.FILE_TOO_LARGE)
    return page


def _characters(page: Any, most: int) -> tuple[float, float, list[Char]]:
    from pypdfium2 import raw

    width, height = page.get_size()
    turned = page.get_rotation()
    x0, y0, x1, y1 = page.get_cropbox()
    text = page.get_textpage()
    handle = text.raw
    count = text.count_chars()
    if count > most:
        raise TalentError(Fault.FILE_TOO_LARGE)

    def seen(x: float, y: float) -> tuple[float, float]:
        """A point of the page's own system, as it is seen."""
        if turned == 90:
            return y - y0, x - x0
        if turned == 180:
            return x1 - x, y - y0
        if turned == 270:
            return y1 - y, x1 - x
        return x - x0, y1 - y

    matrix, flags = raw.FS_MATRIX(), ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[Char] = []
    shapes: dict[int, int] = {}
    whole = (0.0, 0.0, 0.0)
    spaced = False
    for at in range(count):
        code = raw.FPDFText_GetUnicode(handle, at)
        unknown = raw.FPDFText_HasUnicodeMapError(handle, at) == 1 or unmapped.is_private(code) or code == 0xFFFD
        shape = code
        if unknown:
            code = 0xFFFD  # what it says is the number of a shape, which may look like any letter
        if code == 2:
            code = 0x2D  # PDFium's sign for a hyphen at the end of a line
        if code in (0xA0, 0x3000) or code <= 0x20:
            spaced = spaced or not raw.FPDFText_IsGenerated(handle, at)
            continue
        if 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF, 0xAD, 0x200B, 0xFEFF):
            if code in (0xAD, 0xFFFE):
                code = 0x2D  # a hyphen that breaks a word
            else:
                continue
        known = raw.FPDFText_GetMatrix(handle, at, matrix)
        if known and turned == 0 and abs(matrix.b) > 0.2 * math.hypot(matrix.a, matrix.b):
            continue  # a watermark or a margin's title; a slanted letter is neither
        if not raw.FPDFText_GetLooseCharBox(handle, at, box) or not raw.FPDFText_GetCharOrigin(handle, at, x, y):
            continue
        size = raw.FPDFText_GetFontSize(handle, at)
        if known:
            size *= math.hypot(matrix.c, matrix.d)
        ax, ay = seen(box.left, box.top)
        bx, by = seen(box.right, box.bottom)
        _, base = seen(x.value, y.value)
        left, right, top = min(ax, bx), max(ax, bx), min(ay, by)
        if not (-50 <= left <= width + 50 and -50 <= base <= height + 50):
            continue
        bold = raw.FPDFText_GetFontWeight(handle, at) >= 600
        if not bold and raw.FPDFText_GetFontInfo(handle, at, name, 128, flags):
            bold = b"bold" in name.value.lower() or b"black" in name.value.lower() or b"heavy" in name.value.lower()
        if found and not spaced and (left, right, base) == whole:
            before = found[-1]  # letters of one ligature: each gets its part of it
            left = before[1] + (right - before[1]) / 2
            found[-1] = (*before[:2], left, *before[3:])
        else:
            whole = (left, right, base)
        if unknown:
            shapes[len(found)] = shape
        found.append((chr(code), left, right, base, top, size if size > 1 else abs(by - ay), bold, spaced))
        spaced = False
    text.close()
    return width, height, unmapped.told_apart(found, shapes)


def _rules(page: Any, height: float) -> list[Rule]:
    """The straight lines and boxes drawn on a page, up to a few thousand: tables have them around their cells."""
    from pypdfium2 import raw

    if page.get_rotation():
        return []
    found: list[Rule] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        count = raw.FPDFPath_CountSegments(item.raw)
        if count > 400 or len(found) > 4_000:
            continue
        matrix = item.get_matrix()
        before: tuple[float, float] | None = None
        first: tuple[float, float] | None = None
        for at in range(count):
            segment = raw.FPDFPath_GetPathSegment(item.raw, at)
            if not raw.FPDFPathSegment_GetPoint(segment, x, y):
                continue
            point = matrix.on_point(x.value, y.value)
            point = (point[0], height - point[1])
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO and before is not None:
                _keep(found, before, point)
            if raw.FPDFPathSegment_GetClose(segment) and first is not None:
                _keep(found, point, first)
            before = point
    return found


def _keep(found: list[Rule], one: tuple[float, float], other: tuple[float, float]) -> None:
    if min(abs(one[0] - other[0]), abs(one[1] - other[1])) < 1.0:
        left, right = sorted((one[0], other[0]))
        top, bottom = sorted((one[1], other[1]))
        if right - left > 8 or bottom - top > 6:
            found.append((left, top, right, bottom))


def draw(path: str, password: str, number: int, width: int) -> dict[str, Any]:
    """A page as a picture of `width` pixels: {"width", "height", "pixels": BGRx rows}."""
    page = _page(_opened(path, password), number)
    wide, high = page.get_size()
    scale = width / wide
    if scale * high > 12_000:
        raise TalentError(Fault.FILE_TOO_LARGE)
    bitmap = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=True)
    return {"width": bitmap.width, "height": bitmap.height, "stride": bitmap.stride, "pixels": bytes(bitmap.buffer)}


# Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SKIPPED = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldChar", "commentReference")
)


def guard(path: str) -> None:
    """Refuse a zip that is no Word document, or whose directory promises more than any CV needs."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise TalentError(Fault.FILE_UNREADABLE) from None
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise TalentError(Fault.FILE_LOCKED)
    if "word/document.xml" not in names:
        raise TalentError(Fault.FILE_NOT_CV)
    unpacked = sum(entry.file_size for entry in entries)
    bomb = any(e.file_size > 2**20 and e.file_size > 300 * max(e.compress_size, 1) for e in entries)
    if len(entries) > MAX_ENTRIES or len(names) != len(entries) or unpacked > MAX_UNPACKED or bomb:
        raise TalentError(Fault.FILE_TOO_LARGE)


class _Word:
    """Walks the parts of one document; a paragraph becomes one or more lines."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.lines: list[dict[str, Any]] = []
        self.block = 0
        self.characters = 0
        self.styles = self._styles()

    def part(self, name: str) -> Any:
        from lxml import etree

        info = self.archive.NameToInfo.get(name)
        if info is None:
            return None
        if info.file_size > MAX_PART:
            raise TalentError(Fault.FILE_TOO_LARGE)
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(self.archive.read(info), parser)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError):
            raise TalentError(Fault.FILE_UNREADABLE) from None
        except Exception as error:  # zlib.error, which zipfile lets through
            if type(error).__name__ != "error":
                raise
            raise TalentError(Fault.FILE_UNREADABLE) from None
        if root.getroottree().docinfo.doctype:
            raise TalentError(Fault.FILE_UNREADABLE)  # no office program writes one; it is where entities come from
        return root

    def _styles(self) -> dict[str, tuple[str, float, bool]]:
        """Style id -> (name, size in points or 0, bold)."""
        root = self.part("word/styles.xml")
        found: dict[str, tuple[str, float, bool]] = {}
        if root is None:
            return found
        for style in root.iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            look = style.find(f"{_W}rPr")
            size, bold = _look(look)
            key = str(style.get(f"{_W}styleId", ""))
            found[key] = (str(name.get(f"{_W}val", "")) if name is not None else "", size, bold)
        return found

    def read(self) -> None:
        names = sorted(self.archive.NameToInfo)
        for name in (n for n in names if n.startswith("word/header") and n.endswith(".xml")):
            self.container(self.part(name), "header")
        body = self.part("word/document.xml").find(f"{_W}body")
        if body is not None:
            self.container(body, "body")
        for name in (n for n in names if n.startswith("word/footer") and n.endswith(".xml")):
            self.container(self.part(name), "footer")

    def container(self, root: Any, where: str, depth: int = 0) -> None:
        """Everything that stands in a body, a cell or a text box, in a block of its own."""
        if depth > MAX_DEPTH:
            raise TalentError(Fault.FILE_TOO_LARGE)
        self.block += 1
        self._inside(root, where, self.block, depth)

    def _inside(self, root: Any, where: str, block: int, depth: int) -> None:
        for child in root:
            if child.tag == f"{_W}p":
                self.paragraph(child, where, block, depth)
            elif child.tag == f"{_W}tbl":
                self.table(child, where, depth + 1)
                self.block += 1
                block = self.block
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                if depth > MAX_DEPTH:
                    raise TalentError(Fault.FILE_TOO_LARGE)
                self._inside(child, where, block, depth + 1)

    def table(self, table: Any, where: str, depth: int) -> None:
        """A row of short cells is one line with tabs; a row that lays out longer texts is read cell by cell."""
        for row in table.iter(f"{_W}tr"):
            if _table_of(row) is not table:
                continue
            cells = [cell for cell in row.iter(f"{_W}tc") if _row_of(cell) is row]
            plain = [self.short(cell) for cell in cells]
            if all(text is not None for text in plain):
                texts = [text for text in plain if text]
                if texts:
                    self.block += 1
                    bold = all(self._bold_cell(cell) for cell, text in zip(cells, plain, strict=True) if text)
                    self.add("\t".join(texts), where, self.block, 0.0, bold, "", False)
            else:
                for cell in cells:
                    self.container(cell, where, depth + 1)

    def short(self, cell: Any) -> str | None:
        """The text of a cell of one paragraph (an address may break in it), or None for a longer one."""
        if next(cell.iter(f"{_W}tbl", f"{_W}txbxContent"), None) is not None:
            return None
        texts = [text for p in cell.iter(f"{_W}p") for line in self.text(p).split("\n") if (text := _tidy(line))]
        if len(texts) > 1 and not (len(texts) == 2 and sum(map(len, texts)) < 24):
            return None
        text = " ".join(texts)
        return text.replace(" ", "") if _SPREAD.fullmatch(text) else text

    @staticmethod
    def _bold_cell(cell: Any) -> bool:
        looks = [_look(run.find(f"{_W}rPr"))[1] for run in cell.iter(f"{_W}r")]
        return bool(looks) and all(looks)

    def paragraph(self, paragraph: Any, where: str, block: int, depth: int) -> None:
        boxes: list[Any] = []
        text = self.text(paragraph, boxes)
        properties = paragraph.find(f"{_W}pPr")
        style, bullet = ("", 0.0, False), False
        if properties is not None:
            kind = properties.find(f"{_W}pStyle")
            style = self.styles.get(str(kind.get(f"{_W}val", "")) if kind is not None else "", style)
            bullet = properties.find(f"{_W}numPr") is not None
        looks = [_look(run.find(f"{_W}rPr")) for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
        size = max((size for size, _ in looks), default=0.0) or style[1]
        bold = bool(looks) and all(bold or style[2] for _, bold in looks)
        bullet = bullet or "list" in style[0].casefold()
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                mark = "• " if bullet and not number else ""
                self.add(mark + line.strip(), where, block, size, bold, style[0], bullet)
        for box in boxes:
            self.container(box, where, depth + 1)

    def text(self, element: Any, boxes: list[Any] | None = None, depth: int = 0) -> str:
        """The text of a paragraph; the contents of its text boxes are put into `boxes`."""
        if depth > MAX_DEPTH:
            raise TalentError(Fault.FILE_TOO_LARGE)
        pieces: list[str] = []
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == f"{_W}t":
                pieces.append(child.text or "")
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                pieces.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                pieces.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                pieces.append("-")
            elif tag == f"{_W}r" and _hidden(child):
                continue
            elif tag == _ALTERNATE:
                if len(child):
                    pieces.append(self.text(child[0], boxes, depth + 1))  # the others say the same for older programs
            elif tag == f"{_W}txbxContent":
                if boxes is not None:
                    boxes.append(child)
            else:
                pieces.append(self.text(child, boxes, depth + 1))
        return "".join(pieces)

    def add(self, text: str, where: str, block: int, size: float, bold: bool, style: str, bullet: bool) -> None:
        self.characters += len(text)
        if self.characters > MAX_CHARS:
            raise TalentError(Fault.FILE_TOO_LARGE)
        self.lines.append(
            {"text": text, "where": where, "block": block, "size": size, "bold": bold, "style": style, "bullet": bullet}
        )


_SPREAD = re.compile(r"[\u3400-\u9fff](?: +[\u3400-\u9fff]){1,4}")  # 国  籍, set apart to fill its cell


def _tidy(line: str) -> str:
    return "  ".join(part for part in (" ".join(piece.split()) for piece in re.split(r"\t|\s{2,}", line)) if part)


def _table_of(row: Any) -> Any:
    above = row.getparent()
    while above is not None and above.tag != f"{_W}tbl":
        above = above.getparent()
    return above


def _row_of(cell: Any) -> Any:
    above = cell.getparent()
    while above is not None and above.tag != f"{_W}tr":
        above = above.getparent()
    return above


def _look(properties: Any) -> tuple[float, bool]:
    """Size in points (0 where unsaid) and boldness."""
    if properties is None:
        return 0.0, False
    size, bold = properties.find(f"{_W}sz"), properties.find(f"{_W}b")
    points = 0.0
    with suppress(ValueError):
        points = float(size.get(f"{_W}val", "0")) / 2 if size is not None else 0.0
    return points, bold is not None and bold.get(f"{_W}val", "1") not in ("0", "false")


def _hidden(run: Any) -> bool:
    look = run.find(f"{_W}rPr")
    vanish = look.find(f"{_W}vanish") if look is not None else None
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false")


def read_word(path: str) -> dict[str, Any]:
    """{"lines": [{"text", "where": header, body or footer, "block", "size", "bold", "style", "bullet"}]}."""
    guard(path)
    with zipfile.ZipFile(path) as archive:
        word = _Word(archive)
        word.read()
    return {"lines": word.lines}


def main(path: Path, number: str, width: str) -> dict[str, Any]:
    """`draw`, asked as a script is; the password is its standard input."""
    return draw(str(path), sys.stdin.read(), int(number), int(width))


if __name__ == "__main__":
    answer(main)
