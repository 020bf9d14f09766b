"""Writes a document as Word: headings, facts, lists and tables with styles of their own, so that it can be restyled."""

from pathlib import Path
from typing import Any

from talentapp.domain.handout import Facts, Handout, Points, Section, Table, Text
from talentapp.files.rosters.splice import clean
from talentapp.outfile import whole_file

_ACCENT, _SOFT, _LINE = "1F3A5F", "4A5361", "C9D0DA"


def write(path: Path, handout: Handout) -> None:
    """Write `handout` to `path`, whole or not at all. Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL."""
    from docx import Document  # late: the window is painted without it
    from docx.shared import Mm, Pt

    made = Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin, page.bottom_margin = Mm(16), Mm(16)
    for name, size, before, after in (
        ("Normal", 10, 0, 3), ("Title", 20, 0, 0), ("Subtitle", 11, 0, 6), ("Heading 1", 12, 8, 3),
        ("List Bullet", 10, 0, 1), ("Footer", 8, 0, 0),
    ):  # fmt: skip
        style: Any = made.styles[name]
        _font(style.font, style.element, handout.font)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.font.italic = False
        if name in ("Title", "Heading 1"):
            style.font.bold = True
        style.font.color.rgb = _colour(_ACCENT if name in ("Title", "Heading 1") else _SOFT if name == "Subtitle"
                                       else "171A21")  # fmt: skip
    _without_border(made.styles["Title"].element)
    made.core_properties.title = clean(handout.title)
    made.core_properties.author = "TalentApp"
    made.core_properties.language = handout.language.replace("_", "-")
    made.add_paragraph(clean(handout.title), style="Title")
    if handout.subtitle:
        made.add_paragraph(clean(handout.subtitle), style="Subtitle")
    for section in handout.sections:
        _section(made, section)
    _footer(page.footer, handout)
    with whole_file(path) as partial:
        made.save(str(partial))


def _section(made: Any, section: Section) -> None:
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
            _table(made, block)


def _facts(made: Any, facts: Facts) -> None:
    from docx.shared import Mm

    if not facts.items:
        return
    table = made.add_table(rows=0, cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (38, 132), strict=True):
        column.width = Mm(width)
    for label, value in facts.items:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (label, value), (38, 132), strict=True):
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(clean(text))
            if text is label:
                run.font.color.rgb = _colour(_SOFT)
    _gap(made)


def _gap(made: Any) -> None:
    """A little room below a table: without a paragraph between them, Word joins two tables."""
    from docx.shared import Pt

    paragraph = made.add_paragraph()
    paragraph.paragraph_format.space_after = 0
    paragraph.paragraph_format.line_spacing = Pt(5)


def _table(made: Any, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    table = made.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    _lines(table)
    table.autofit = False
    for column, share in zip(table.columns, block.widths, strict=True):
        column.width = Mm(170 * share / 100)
    for number, row in enumerate((block.head, *block.rows)):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.width = Mm(170 * block.widths[place] / 100)
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(clean(text))
            run.font.size = Pt(9)
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


def _without_border(style: Any) -> None:
    from docx.oxml.ns import qn

    for border in style.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


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
    table._tbl.tblPr.append(borders)


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
    from docx.shared import Pt

    paragraph = footer.paragraphs[0]
    run = paragraph.add_run(clean(handout.remark) + "    ")
    run.font.size = Pt(8)
    run.font.color.rgb = _colour(_SOFT)
    for piece in _pieces(handout.page):
        run = paragraph.add_run() if piece in ("{page}", "{pages}") else paragraph.add_run(piece)
        run.font.size = Pt(8)
        run.font.color.rgb = _colour(_SOFT)
        if piece in ("{page}", "{pages}"):
            _field(run, "PAGE" if piece == "{page}" else "NUMPAGES")


def _pieces(text: str) -> list[str]:
    import re

    return [piece for piece in re.split(r"(\{pages?\})", text) if piece]


def _field(run: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
