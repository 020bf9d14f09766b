"""A picture on the overview: it answers the question in its title, has its table one key away, and can be saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from talentapp.domain.words import day
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.picture import Picture, area
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.tokens import CAPTION, SECTION
from talentapp.gui.kit.widgets import Title, across, button, label, stacked

_WHOLE = 8  # rows of a table that are all in view without scrolling
_EDGE, _BETWEEN = 24, 8  # of a saved picture: around it, and below each line above it
_WRAPS = Qt.TextFlag.TextWordWrap
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class PictureTable:
    """The figures of a picture: headings, and rows of texts and numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


class PictureCard(QFrame):
    """A question, the picture that answers it, and the same as a table."""

    opened = Signal(int, int)  # a row of the table and a column, by Enter or a double click
    turned = Signal(bool)  # whether the table is shown now
    save_wanted = Signal()
    wrote = Signal(str)  # the path that the picture was saved to
    refused = Signal(str)  # the path that it cannot be saved to

    def __init__(
        self,
        dress: Dress,
        title: str,
        caption: str,
        picture: Picture,
        table: PictureTable,
        mark: str = "",
        hint: str = "",
    ) -> None:
        """`mark` says of a picture that is saved that its people are made up; `hint` what a click on it does."""
        super().__init__()
        self.setObjectName("card")
        self._dress, self._title, self._caption, self._mark, self._hint = dress, title, caption, mark, hint
        self.picture = picture
        self.table = _table(title, table)
        self.table.cellActivated.connect(self.opened)
        self.table.currentCellChanged.connect(self._follow)
        self._pages = QStackedWidget()
        self._pages.addWidget(picture)
        self._pages.addWidget(self.table)
        self.turn = dress.say(button("quiet"), "picture-table", tip="picture-table-tip")
        self.turn.clicked.connect(self._turn)
        save = dress.say(button("quiet"), "picture-save", tip="picture-save-tip")
        save.clicked.connect(self.save_wanted)
        head = across(Title(title, "section"), self.turn, save, gap=4)
        head.setStretch(0, 1)
        body = stacked(head, gap=4)
        self.under = label(dotted(caption, hint), "caption", wrap=True)
        if caption:
            body.addWidget(self.under)
        body.addSpacing(4)
        body.addWidget(self._pages)
        body.setContentsMargins(16, 12, 16, 12)
        self.setLayout(body)

    def turn_over(self, row: int = 0) -> None:
        """Show the table instead of the picture, with a row chosen, or the picture again; what is shown has the
        focus."""
        as_table = not self._pages.currentIndex()
        self.show_table(as_table)
        if as_table:
            self.table.setFocus()
            self.table.setCurrentCell(row, 0)
        else:
            (self.picture if self.picture.focusPolicy() else self.turn).setFocus()
        self.turned.emit(as_table)

    def _turn(self) -> None:
        self.turn_over()

    def _follow(self, row: int) -> None:
        """Scroll the page to the row that keys have come to: a table that is shown whole does not scroll itself."""
        page: QWidget | None = self
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        item, whole = self.table.item(row, 0), page.widget() if page is not None else None
        if page is not None and whole is not None and item is not None and self.table.isVisible():
            where = self.table.visualItemRect(item)
            at = self.table.viewport().mapTo(whole, where.center())
            page.ensureVisible(page.horizontalScrollBar().value() + 1, at.y(), 0, where.height())

    def show_table(self, as_table: bool) -> None:
        """Show the table, or the picture."""
        self._pages.setCurrentIndex(int(as_table))
        self.under.setText(self._caption if as_table else dotted(self._caption, self._hint))
        if as_table and self.table.rowCount() <= _WHOLE:  # these need not be scrolled
            heading, rows = self.table.horizontalHeader().sizeHint().height(), self.table.verticalHeader().length()
            self.table.setMinimumHeight(heading + rows + 2 * self.table.frameWidth())
        self._dress.say(self.turn, "picture-picture" if as_table else "picture-table", tip="picture-table-tip")

    def save_as(self, path: Path) -> bool:
        """Write the picture with its question and the day, as PNG (twice the size) or SVG by the ending of the name.

        It stands alone in a report. False where it cannot be written.
        """
        size = self.picture.size() + QSize(2 * _EDGE, 2 * _EDGE + self._head())
        written = self._as_svg(path, size) if path.suffix.lower() == ".svg" else self._as_png(path, size)
        (self.wrote if written else self.refused).emit(str(path))
        return written

    def _as_svg(self, path: Path, size: QSize) -> bool:
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(), size))
        generator.setTitle(self._title)
        painter = QPainter()
        if not painter.begin(generator):
            return False
        self._draw(painter, size)
        painter.end()
        return True

    def _as_png(self, path: Path, size: QSize) -> bool:
        drawn = QPixmap(size * 2)
        drawn.setDevicePixelRatio(2)
        painter = QPainter(drawn)
        self._draw(painter, size)
        painter.end()
        return drawn.save(str(path), "PNG")

    def _lines(self) -> list[tuple[str, QFont, str, int]]:
        """What is written above a saved picture: the text, its font and colour, and how high it is."""
        tokens, words = self._dress.tokens, self._dress.words
        facts = {"app": words("app-name"), "day": day(words, date.today()), "mark": self._mark}
        said = words("picture-source-marked" if self._mark else "picture-source", **facts)
        texts = (
            (self._title, SECTION, True, tokens.text), (self._caption, CAPTION, False, tokens.secondary),
            (said, CAPTION, False, tokens.secondary),
        )  # fmt: skip
        lines = []
        for text, pixels, bold, ink in texts:
            font = QFont(self.font())
            font.setPixelSize(pixels)
            font.setBold(bold)
            room = QRect(0, 0, self.picture.width(), 10_000)
            if text:
                lines.append((text, font, ink, QFontMetrics(font).boundingRect(room, _WRAPS, text).height()))
        return lines

    def _head(self) -> int:
        return sum(height + _BETWEEN for *_, height in self._lines()) + _BETWEEN

    def _draw(self, painter: QPainter, size: QSize) -> None:
        painter.fillRect(QRect(QPoint(), size), QColor(self._dress.tokens.surface))
        top = _EDGE
        for text, font, ink, height in self._lines():
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(QRect(_EDGE, top, self.picture.width(), height), _WRAPS, text)
            top += height + _BETWEEN
        self.picture.render(painter, QPoint(_EDGE, top + _BETWEEN), renderFlags=QWidget.RenderFlag.DrawChildren)


def _table(title: str, figures: PictureTable) -> QTableWidget:
    made = QTableWidget(len(figures.rows), len(figures.headings))
    made.setHorizontalHeaderLabels(list(figures.headings))
    made.verticalHeader().hide()
    made.setShowGrid(False)
    made.setWordWrap(False)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setObjectName("figures")
    made.setAccessibleName(title)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # the picture says how high it is
    heading = made.horizontalHeader()
    heading.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    heading.setMinimumSectionSize(104)
    heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column, value in enumerate(figures.rows[0] if figures.rows else ()):
        if isinstance(value, int):  # numbers stand under their heading, at the right
            named = QTableWidgetItem(figures.headings[column])
            named.setTextAlignment(_RIGHT)
            made.setHorizontalHeaderItem(column, named)
            heading.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    for at, row in enumerate(figures.rows):
        for column, value in enumerate(row):
            item = QTableWidgetItem(f"{value:,}" if isinstance(value, int) else value)
            if isinstance(value, int):
                item.setTextAlignment(_RIGHT)
            made.setItem(at, column, item)
    return made


class Histogram(Picture):
    """How many there are in each span of a scale."""

    def __init__(self, dress: Dress, spans: Sequence[str], counts: Sequence[int], said: str) -> None:
        parts = zip(spans, counts, strict=True)
        super().__init__(dress, [dress.words("picture-part", what=span, n=n) if n else "" for span, n in parts])
        self._spans, self._counts = tuple(spans), tuple(counts)
        self.setMinimumHeight(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        return QSize(420, 200)

    def areas(self) -> list[QPainterPath]:
        width = self.width() / max(len(self._counts), 1)
        return [area(QRectF(at * width, 0, width, self.height())) for at in range(len(self._counts))]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, painter = self._dress.tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(CAPTION)
        painter.setFont(font)
        foot, head = self.height() - 22, 18
        width = self.width() / max(len(self._counts), 1)
        most = max(self._counts, default=0) or 1
        painter.fillRect(QRectF(0, foot, self.width(), 1), QColor(tokens.control_border))
        for at, count in enumerate(self._counts):
            height = (foot - head) * count / most
            bar = QRectF(at * width + 3, foot - height, width - 6, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(QColor(tokens.secondary))
            if count:
                top = QRectF(at * width, foot - height - 18, width, 16)
                painter.drawText(top, Qt.AlignmentFlag.AlignCenter, f"{count:,}")
            painter.setPen(QColor(tokens.muted))
            below = QRectF(at * width, foot + 4, width, 18)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._spans[at])
        self.mark(painter)
