"""A document beside its draft: the pages as they look, or the text, with the places lit that values were read from."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QStackedLayout, QTextEdit, QWidget

from talentapp.domain.papers import Line, Paper, Place
from talentapp.gui.kit.dress import Dress
from talentapp.office.views.imports import PagePicture

_GAP = 12
Places = Mapping[str, Sequence[Place]]
"""Field -> where its value stands."""


class PaperView(QWidget):
    """Shows one document. `light` lights the places of a field; a click on a place tells its field."""

    pointed = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._pages = _Pages(dress)
        self._text = _Text(dress)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._pages)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self._text)
        for one in (self._pages, self._text):
            one.pointed.connect(self.pointed)
        dress.say(self, name="cv-page")

    def show_paper(self, paper: Paper, places: Places, unread: Sequence[Place] = ()) -> None:
        """Show a document, its places softly lit, and the lines marked grey that nothing was read from."""
        if paper.pages:
            self._pages.show_paper(paper, places, unread)
            self._stack.setCurrentIndex(0)
        else:
            self._text.show_paper(paper, places, unread)
            self._stack.setCurrentIndex(1)

    @property
    def selected(self) -> str:
        """What somebody has selected of the text; a drawn page has none."""
        text = self._text.textCursor().selectedText() if self._stack.currentIndex() == 1 else ""
        return text.replace("\u2029", "\n").strip()

    def put_picture(self, picture: PagePicture) -> None:
        """Show a page that has been drawn."""
        self._pages.put_picture(picture)

    def light(self, field: str) -> None:
        """Light the places of one field, and bring the first into view."""
        if self._stack.currentIndex() == 0:
            box = self._pages.light(field)
            if box is not None:
                self._scroll.ensureVisible(int(box.center().x()), int(box.center().y()), 0, self._scroll.height() // 3)
        else:
            self._text.light(field)


class _Pages(QWidget):
    """Pages below each other, drawn to the width there is."""

    pointed = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._paper = Paper(())
        self._lines: dict[tuple[int, int], Line] = {}
        self._places: Places = {}
        self._unread: Sequence[Place] = ()
        self._field = ""
        self._images: dict[int, QImage] = {}
        self.setMouseTracking(True)
        dress.changed.connect(self.update)

    def show_paper(self, paper: Paper, places: Places, unread: Sequence[Place]) -> None:
        if paper is not self._paper:
            self._images.clear()
        self._paper, self._places, self._unread, self._field = paper, places, unread, ""
        self._lines = {(line.page, line.number): line for line in paper.lines}
        self._fit()
        self.update()

    def put_picture(self, picture: PagePicture) -> None:
        image = QImage(
            picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
        ).copy()  # the bytes go, the picture stays
        self._images[picture.page] = image
        self.update()

    def light(self, field: str) -> QRectF | None:
        self._field = field
        self.update()
        boxes = [box for place in self._places.get(field, ()) if (box := self._box(place)) is not None]
        return boxes[0] if boxes else None

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002
        self._fit()

    def _fit(self) -> None:
        tops = [self._top(page) for page in range(1, len(self._paper.pages) + 2)]
        self.setMinimumHeight(int(tops[-1]))

    def _scale(self, page: int) -> float:
        return self.width() / self._paper.pages[page - 1][0]

    def _top(self, page: int) -> float:
        return sum(height * self.width() / width + _GAP for width, height in self._paper.pages[: page - 1])

    def _box(self, place: Place) -> QRectF | None:
        line = self._lines.get((place.page, place.line))
        box = line.box_of(place.start, place.end) if line else None
        if box is None:
            return None
        scale, top = self._scale(place.page), self._top(place.page)
        return QRectF(
            box[0] * scale - 2, top + box[1] * scale - 1, (box[2] - box[0]) * scale + 4, (box[3] - box[1]) * scale + 2
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens = self._dress.tokens
        for number, (width, height) in enumerate(self._paper.pages, 1):
            area = QRectF(0, self._top(number), self.width(), height * self.width() / width)
            if not area.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(area, QColor("#FFFFFF"))  # paper is white in the dark, too
            if (image := self._images.get(number)) is not None:
                painter.drawImage(area, image)
            painter.setPen(QColor(tokens.divider))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setBrush(QColor("#B4BAC4"))
        for place in self._unread:
            if (box := self._box(place)) is not None:
                painter.drawRect(QRectF(box.left() - 4, box.top(), 2, box.height()))
        for field, places in self._places.items():
            lit = field == self._field
            painter.setBrush(QColor("#FFE2A0" if lit else "#DCE8F9"))  # the light theme's marks: they lie on paper
            for place in places:
                if (box := self._box(place)) is not None:
                    painter.drawRoundedRect(box, 2, 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if field := self._field_at(event):
            self.pointed.emit(field)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._field_at(event) else Qt.CursorShape.ArrowCursor)

    def _field_at(self, event: QMouseEvent) -> str:
        hits = (
            field
            for field, places in self._places.items()
            for place in places
            if (box := self._box(place)) is not None and box.contains(event.position())
        )
        return next(hits, "")

    def sizeHint(self) -> QSize:
        return QSize(560, 720)


class _Text(QPlainTextEdit):
    """The lines of a document without pages, as text."""

    pointed = Signal(str)

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self._dress = dress
        self._places: Places = {}
        self._unread: Sequence[Place] = ()
        self._field = ""
        self._starts: dict[int, int] = {}
        self.setReadOnly(True)
        self.setObjectName("paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress.changed.connect(self._mark)

    def show_paper(self, paper: Paper, places: Places, unread: Sequence[Place]) -> None:
        pieces: list[str] = []
        self._starts, at, block = {}, 0, paper.lines[0].block if paper.lines else 0
        for line in paper.lines:
            if line.block != block or line.heading:
                pieces.append("")
                at += 1
            block = line.block
            self._starts[line.number] = at
            pieces.append(line.text.replace("\t", "    "))
            at += _units(pieces[-1]) + 1
        self._lines = {line.number: line.text for line in paper.lines}
        self._places, self._unread, self._field = places, unread, ""
        self.setPlainText("\n".join(pieces))
        self._mark()

    def light(self, field: str) -> None:
        self._field = field
        self._mark()
        if places := self._places.get(field):
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._offset(places[0].line, places[0].start))
            self.setTextCursor(cursor)
            self.centerCursor()

    def _offset(self, line: int, place: int) -> int:
        return self._starts.get(line, 0) + _units(self._lines.get(line, "")[:place].replace("\t", "    "))

    def _mark(self) -> None:
        tokens = self._dress.tokens
        grey = QTextCharFormat()
        grey.setForeground(QColor(tokens.secondary))
        marks = [self._marked(place, grey) for place in self._unread]
        for field, places in sorted(self._places.items(), key=lambda item: item[0] == self._field):
            looks = QTextCharFormat()
            looks.setBackground(QColor(tokens.mark_strong if field == self._field else tokens.mark))
            marks += [self._marked(place, looks) for place in places]
        self.setExtraSelections(marks)

    def _marked(self, place: Place, looks: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offset(place.line, place.start))
        cursor.setPosition(self._offset(place.line, place.end), QTextCursor.MoveMode.KeepAnchor)
        mark.format, mark.cursor = looks, cursor
        return mark

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.cursorForPosition(event.position().toPoint()).position()
        for field, places in self._places.items():
            if any(self._offset(p.line, p.start) <= at <= self._offset(p.line, p.end) for p in places):
                self.pointed.emit(field)
                return


def _units(text: str) -> int:
    """How long Qt holds a text to be: a character beyond the basic plane (rare ones of names) counts as two."""
    return len(text) + sum(sign > "\uffff" for sign in text)
