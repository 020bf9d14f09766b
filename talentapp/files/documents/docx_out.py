"""Writes a document as Word: headings, facts, lists and tables with styles of their own, so that it can be restyled."""

import re
from pathlib import Path
from typing import Any

from talentapp.domain.handout import Facts, Handout, Points, Section, Table, Text
from talentapp.files.rosters.fitting import lines
from talentapp.files.rosters.splice import clean
from talentapp.outfile import whole_file
from talentapp.settings import Language

_ACCENT, _SOFT, _LINE = "1F3A5F", "4A5361", "C9D0DA"
_COLOURS = {"Title": _ACCENT, "Heading 1": _ACCENT, "Subtitle": _SOFT, "Footer": _SOFT}
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_WIDTH, _HEIGHT = 170, 265  # millimetres, within the margins
_SIZES = (10.0, 9.0, 8.0)  # of the text, in points
_POINT = 25.4 / 72  # millimetres
_LEADING = 1.45  # times the size of the text from line to line
_FACTS = (32, 53, 32, 53)  # of a label, its value, and of another two beside them


def write(path: Path, handout: Handout) -> None:
    """Write `handout` to `path`, whole or not at all. Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL."""
    from docx import Document  # late: the window is painted without it
    from docx.shared import Mm, Pt

    made = Document()
    size = next((one for one in _SIZES if not handout.one_page or _tall(handout, one) < _HEIGHT), _SIZES[-1])
    if handout.one_page:
        handout = handout.fitted(lambda made: _tall(made, size) < _HEIGHT)
    set_language(made, handout.language)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(16), Mm(16)
    for name, points, before, after in (
        ("Normal", size, 0, 3), ("Title", 20, 0, 0), ("Subtitle", 11, 0, 6), ("Heading 1", 12, 8, 3),
        ("List Bullet", size, 0, 1), ("Footer", 8, 0, 0),
    ):  # fmt: skip
        style: Any = made.styles[name]
        _font(style.font, style.element, handout.font)
        _without(style.element, "w:pBdr")  # no line below the title
        _without(style.element, "w:rPr/w:spacing")  # no letters apart
        style.font.size = Pt(points)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.font.italic = False
        if name in ("Title", "Heading 1"):
            style.font.bold = True
        style.font.color.rgb = _colour(_COLOURS.get(name, "171A21"))
    made.core_properties.title = clean(handout.title)
    made.core_properties.author = "TalentApp"
    made.core_properties.language = handout.language.replace("_", "-")
    made.add_paragraph(clean(handout.title), style="Title")
    if handout.subtitle:
        made.add_paragraph(clean(handout.subtitle), style="Subtitle")
    for section in handout.sections:
        _section(made, section, size)
    _footer(page.footer, handout)
    with whole_file(path) as partial:
        made.save(str(partial))


def _tall(handout: Handout, size: float) -> float:
    """How many millimetres a document takes with text of this size, nearly: only Word knows."""

    def text(said: str, width: float, points: float = size) -> float:
        digit = 0.556 * points * _POINT
        return lines(said, width / digit, handout.font) * points * _LEADING * _POINT

    def fact(line: tuple[tuple[str, str], ...]) -> float:
        room = _FACTS[1] if len(line) == 2 else sum(_FACTS[1:])
        return max(max(text(label, _FACTS[0] - 4), text(value, room - 4)) for label, value in line) + 1

    def row(cells: tuple[str, ...], shares: tuple[int, ...]) -> float:
        widths = (_WIDTH * share / 100 - 4 for share in shares)
        return max(text(cell, width, size - 1) for cell, width in zip(cells, widths, strict=True)) + 2

    def block(one: Facts | Text | Points | Table) -> float:
        if isinstance(one, Text):
            return text(one.text, _WIDTH) + 1
        if isinstance(one, Points):
            return sum(text(item, _WIDTH - 8) + 0.4 for item in one.items)
        if isinstance(one, Facts):
            return sum(map(fact, one.beside)) + 2
        return sum(row(cells, one.widths) for cells in (one.head, *one.rows)) + 2

    head = text(handout.title, _WIDTH, 20) + text(handout.subtitle, _WIDTH, 11) + 2
    return head + sum(text("", _WIDTH, 12) + 4 + sum(map(block, one.blocks)) for one in handout.sections)


def _section(made: Any, section: Section, size: float) -> None:
    made.add_paragraph(clean(section.heading), style="Heading 1")
    for block in section.blocks:
        if isinstance(block, Facts):
            _facts(made, block)
        elif isinstance(block, Text):
            if block.text:
                made.add_paragraph(clean(block.text))
        elif isinstance(block, Points):
            for item in block.items:
                made.add_paragraph(clean(item), style="List Bullet")
        elif block.rows:
            _table(made, block, size - 1)


def _facts(made: Any, facts: Facts) -> None:
    from docx.shared import Mm

    if not facts.items:
        return
    table = made.add_table(rows=0, cols=len(_FACTS))
    table.autofit = False
    for column, width in zip(table.columns, _FACTS, strict=True):
        column.width = Mm(width)
    for line in facts.beside:
        row = table.add_row()
        _whole(row)
        for cell, width in zip(row.cells, _FACTS, strict=True):
            cell.width = Mm(width)
        if len(line) == 1:
            row.cells[1].merge(row.cells[3])
        for (label, value), place in zip(line, (0, 2), strict=False):
            row.cells[place].paragraphs[0].add_run(clean(label)).font.color.rgb = _colour(_SOFT)
            row.cells[place + 1].paragraphs[0].add_run(clean(value))
    _gap(made)


def _gap(made: Any) -> None:
    """A little room below a table: without a paragraph between them, Word joins two tables."""
    from docx.shared import Pt

    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    paragraph.paragraph_format.line_spacing = Pt(5)


def _table(made: Any, block: Table, size: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    table = made.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    _lines(table)
    table.autofit = False
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = Mm(_WIDTH * share / 100)
    for number, row in enumerate((block.head, *block.rows)):
        line = table.rows[0] if number == 0 else table.add_row()
        _whole(line)
        for place, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            cell.width = Mm(_WIDTH * block.widths[place] / 100)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(clean(text))
            run.font.size = Pt(size)
            if place in block.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if number == 0:
                run.font.bold = True
                _shade(cell, "EEF2F7")
    _repeat(table.rows[0])
    _gap(made)


def _font(font: Any, element: Any, name: str) -> None:
    """A font for Latin and for Chinese: Word keeps two."""
    from docx.oxml.ns import qn

    font.name = name
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia"):
        fonts.set(qn(attribute), name)


def _colour(text: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(text)


def set_language(made: Any, language: Language) -> None:
    """What the text is written in: by it Word and others choose glyphs, punctuation and where a line may break."""
    from docx.oxml.ns import qn

    (said,) = made.styles.element.iter(qn("w:lang"))
    code = language.replace("_", "-")
    said.set(qn("w:eastAsia"), code if code != "en" else "zh-CN")


def _without(style: Any, path: str) -> None:
    """Take a property out of a style."""
    for one in style.xpath(f".//{path}"):
        one.getparent().remove(one)


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _lines(table: Any) -> None:
    """Thin grey lines between the rows, none between the columns."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        border.set(qn("w:val"), "single" if side in ("top", "bottom", "insideH") else "nil")
        border.set(qn("w:sz"), "4")
        border.set(qn("w:color"), _LINE)
        borders.append(border)
    table._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _footer(footer: Any, handout: Handout) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    paragraph = footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{clean(handout.remark)}\t")
    count_pages(paragraph, handout.page)


def count_pages(paragraph: Any, text: str) -> None:
    """Add `text` with the fields for its {page} and {pages}."""
    for piece in filter(None, re.split(r"(\{pages?\})", text)):
        if piece in _FIELDS:
            _field(paragraph, _FIELDS[piece])
        else:
            paragraph.add_run(piece)


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    field.append(paragraph.add_run("1")._r)  # until it is counted
    paragraph._p.append(field)
