"""Prints a document as PDF: Qt lays it out, page by page, with a footer that counts them."""

import html
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from talentapp.domain.handout import Facts, Handout, Points, Section, Table, Text
from talentapp.gui.kit.fonts import body_font
from talentapp.gui.rosters.pdf_text import mended
from talentapp.outfile import whole_file

_INCH = 72.0
_WIDTH, _HEIGHT = 595.0 - 2 * 51, 842.0 - 2 * 45  # points, within the margins of A4
_FOOTER = 22.0
_SECTION = 2  # the level of its heading
_KEPT = 4  # times the height of a heading that must be left on its page
_SIZES = (9.5, 9.0, 8.5, 8.0)  # of the text, in points
_STYLE = """
body { color: #171a21; }
h1 { font-size: 19pt; font-weight: 700; color: #1f3a5f; margin: 0; }
p.sub { font-size: 10.5pt; color: #4a5361; margin: 2px 0 6px 0; }
h2 { font-size: 11.5pt; font-weight: 700; color: #1f3a5f; margin: 11px 0 4px 0; }
p { margin: 5px 0 4px 0; line-height: 122%; }
p.point { margin: 1px 0 2px 11px; text-indent: -11px; }
td { padding: 2.5px 6px 2.5px 0; }
td.label { color: #4a5361; }
table.rows { margin-top: 4px; margin-bottom: 7px; }
table.rows td, table.rows th { padding: 3px 5px; font-size: 8.5pt; border-bottom: 1px solid #c9d0da; }
table.rows th { background-color: #eef2f7; font-weight: 700; }
"""


def print_pdf(handout: Handout, path: Path) -> int:
    """Write `handout` as a PDF to `path`, whole or not at all; returns the number of pages.

    The text in it can be copied and searched, Chinese as well. Raises TalentError FOLDER_NOT_WRITABLE or DISK_FULL.
    """
    loop = QEventLoop()  # a text's layout has a timer, which needs a loop on the worker lane too
    font = body_font(handout.language)
    # Glyphs put in for the locale of the window, which need not be the handout's, cannot be copied as text again; two
    # letters in one glyph are copied as another letter, and narrow forms of wide digits as narrow digits.
    for feature in ("locl", "liga", "pwid"):
        font.setFeature(QFont.Tag(feature), 0)
    with whole_file(path) as partial:
        partial.touch()  # where it cannot be, Qt would only say so on the terminal
        writer = QPdfWriter(str(partial))
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(51, 45, 51, 45), QPageLayout.Unit.Point)
        writer.setResolution(300)
        writer.setTitle(handout.title)
        writer.setCreator("TalentApp")
        scale = writer.resolution() / _INCH
        page = QSizeF(_WIDTH * scale, (_HEIGHT - _FOOTER) * scale)

        def fits(made: Handout, size: float = _SIZES[-1]) -> bool:
            return not made.one_page or _laid_out(made, font, size, writer, page).pageCount() == 1

        size = next((one for one in _SIZES if fits(handout, one)), 0.0)
        document = _laid_out(handout if size else handout.fitted(fits), font, size or _SIZES[-1], writer, page)
        pages = document.pageCount()
        painter = QPainter(writer)
        for number in range(pages):
            if number:
                writer.newPage()
            _page(painter, document, page, number)
            _footer(painter, handout, page, scale, number + 1, pages, font)
        painter.end()
        partial.write_bytes(mended(partial.read_bytes()))
    del document, loop
    return pages


def _laid_out(
    handout: Handout, font: QFont, size: float, writer: QPdfWriter, page: QSizeF, broken: frozenset[int] = frozenset()
) -> QTextDocument:
    """The document on pages; the sections of `broken` begin on a new one, as does each whose heading would else stand
    at the end of a page with next to nothing below it."""
    document = QTextDocument()
    font.setPointSizeF(size)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    document.setHtml(_html(handout, broken))
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(page)
    number, block = -1, document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == _SECTION:
            number += 1
            place = document.documentLayout().blockBoundingRect(block)
            if place.top() % page.height() > page.height() - _KEPT * place.height() and number not in broken:
                return _laid_out(handout, font, size, writer, page, broken | {number})
        block = block.next()
    return document


def _page(painter: QPainter, document: QTextDocument, page: QSizeF, number: int) -> None:
    painter.save()
    painter.translate(0, -number * page.height())
    shown = QRectF(0, number * page.height(), page.width(), page.height())
    painter.setClipRect(shown)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = shown
    document.documentLayout().draw(painter, context)
    painter.restore()


def _footer(
    painter: QPainter, handout: Handout, page: QSizeF, scale: float, number: int, pages: int, font: QFont
) -> None:
    small = QFont(font)
    small.setPointSizeF(7.5)
    painter.setFont(small)
    painter.setPen(QColor("#4a5361"))
    band = QRectF(0, page.height() + 8 * scale, page.width(), (_FOOTER - 8) * scale)
    painter.fillRect(QRectF(0, page.height() + 4 * scale, page.width(), max(1.0, 0.6 * scale)), QColor("#c9d0da"))
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(band, middle | int(Qt.AlignmentFlag.AlignLeft), handout.remark)
    said = handout.page.format(page=number, pages=pages)
    painter.drawText(band, middle | int(Qt.AlignmentFlag.AlignRight), said)


def _html(handout: Handout, broken: frozenset[int]) -> str:
    subtitle = f'<p class="sub">{_said(handout.subtitle)}</p>' if handout.subtitle else ""
    sections = "".join(_section(one, number in broken) for number, one in enumerate(handout.sections))
    return f"<body><h1>{_said(handout.title)}</h1>{subtitle}{sections}</body>"


def _section(section: Section, broken: bool) -> str:
    style = ' style="page-break-before: always"' if broken else ""
    return f"<h2{style}>{_said(section.heading)}</h2>" + "".join(map(_block, section.blocks))


def _block(block: Facts | Text | Points | Table) -> str:
    if isinstance(block, Text):
        return f"<p>{_said(block.text)}</p>" if block.text else ""
    if isinstance(block, Points):
        return "".join(f'<p class="point">•&nbsp;&nbsp;{_said(item)}</p>' for item in block.items)
    if isinstance(block, Facts):
        lines = "".join(map(_facts, block.beside))
        return f'<table width="100%" cellspacing="0">{lines}</table>' if lines else ""
    return _rows(block)


def _facts(line: tuple[tuple[str, str], ...]) -> str:
    cells = "".join(
        f'<td class="label" width="17%">{_said(label)}</td><td width="33%">{_said(value)}</td>'
        if len(line) == 2
        else f'<td class="label" width="17%">{_said(label)}</td><td colspan="3">{_said(value)}</td>'
        for label, value in line
    )
    return f"<tr>{cells}</tr>"


def _rows(table: Table) -> str:
    def line(cells: tuple[str, ...], tag: str) -> str:
        said = "".join(
            f'<{tag} width="{width}%" align="{"right" if place in table.numeric else "left"}" valign="top">'
            f"{_said(cell)}</{tag}>"
            for place, (cell, width) in enumerate(zip(cells, table.widths, strict=True))
        )
        return f"<tr>{said}</tr>"

    head = f"<thead>{line(table.head, 'th')}</thead>"
    body = "".join(line(row, "td") for row in table.rows)
    return f'<table class="rows" width="100%" cellspacing="0">{head}{body}</table>'


def _said(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
