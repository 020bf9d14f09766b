"""Paints the cells of a list: a line and those under it, chips with "+n", a pill, a score with its bar; in the
window's colours."""

from functools import cache
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from talentapp.domain.terms import Status
from talentapp.gui.kit import icons
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.focus import ringed
from talentapp.gui.kit.fonts import body_font, in_two
from talentapp.gui.kit.tables import CELL, Cell
from talentapp.gui.kit.tokens import BODY, CAPTION, HEADER_HEIGHT, PILL_HEIGHT, ROW_HEIGHT, Tone
from talentapp.settings import Language

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_PAD = 12
LINE = 20
_BAR_WIDTH = 40
_CHIP_PAD, _CHIP_GAP = 6, 4
_LEAVES = {Qt.Key.Key_Return: 0, Qt.Key.Key_Enter: 0, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
"""The keys that leave a cell which is edited, and how many cells further they go."""


class CellDelegate(QStyledItemDelegate):
    """Paints `Cell`s. The current row carries an accent edge, and a ring while the list has the focus."""

    def __init__(self, dress: Dress, view: QTableView) -> None:
        super().__init__(view)
        self._dress = dress
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        return QSize(80, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cell = index.data(CELL)
        box: QRect = option.rect
        state = option.state
        tokens = self._dress.tokens
        painter.save()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, _colour(tokens.accent_soft))
        elif index.row() == getattr(self._view, "pointed_row", -1):
            painter.fillRect(box, _colour(tokens.hover))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, _colour(tokens.divider))
        if selected:
            self._edge(painter, box)
        if index.column() and ringed(self._view) and index == self._view.currentIndex():
            edited = index.flags() & Qt.ItemFlag.ItemIsEditable  # by F2: else one moves about unseen
            painter.setPen(_colour(tokens.accent if edited else tokens.muted))
            painter.drawRect(box.adjusted(3, 5, -4, -6))
        if isinstance(cell, Cell):
            self._content(painter, box.adjusted(_PAD, 0, -_PAD // 2, -1), cell, selected)
        painter.restore()

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        column = index.model().columns[index.column()]  # type: ignore[attr-defined]
        words = self._dress.words
        editor: QWidget
        if column.edit == "status":
            choice = Choice(self._dress)
            choice.setParent(parent)
            choice.offer([(words.code("status", status), status) for status in Status])
            choice.activated.connect(self._picked)
            QTimer.singleShot(0, choice, choice.showPopup)  # open, moving about in it writes nothing before Enter
            editor = choice
        else:
            editor = QLineEdit(parent)
            editor.setProperty("field", column.edit)
            editor.textEdited.connect(self._mended)
        editor.setAccessibleName(words(column.heading))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.model().row(index.row())  # type: ignore[attr-defined]
        column = index.model().columns[index.column()]  # type: ignore[attr-defined]
        value = getattr(row, column.edited or column.edit)
        if isinstance(editor, Choice):
            editor.choose(value)
        elif isinstance(editor, QLineEdit):
            editor.setText("、".join(value) if isinstance(value, tuple) else _plain(value))
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        said = editor.value if isinstance(editor, Choice) else editor.text().strip()  # type: ignore[attr-defined]
        if wrong := self._wrong(editor):  # it was left by a click: the cell stays as it was
            model.refused.emit(said, wrong)  # type: ignore[attr-defined]
            return
        model.edited.emit(model.ids[index.row()], model.columns[index.column()].edit, str(said))  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab leave a line only with what can stay; Tab goes on to the next cell that can be edited."""
        if not isinstance(editor, QLineEdit) or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        key = Qt.Key(event.key())
        if event.type() is not QEvent.Type.KeyPress or key not in _LEAVES:
            return super().eventFilter(editor, event)
        if wrong := self._wrong(editor):
            self._mark(editor, wrong)
            QToolTip.showText(editor.mapToGlobal(QPoint(0, editor.height() - 8)), wrong, editor)
            return True
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        if _LEAVES[key]:
            self._view.edit_beside(_LEAVES[key])  # type: ignore[attr-defined]
        return True

    def _wrong(self, editor: QWidget) -> str:
        if not isinstance(editor, QLineEdit):
            return ""
        said: str = self._view.model().wrong(editor.property("field"), editor.text())  # type: ignore[attr-defined]
        return said

    def _mended(self) -> None:
        self._mark(self.sender(), "")
        QToolTip.hideText()

    def _mark(self, editor: Any, wrong: str) -> None:
        editor.setProperty("wrong", bool(wrong))
        editor.style().unpolish(editor)
        editor.style().polish(editor)
        editor.setAccessibleDescription(wrong)

    def _picked(self) -> None:
        editor: Any = self.sender()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _edge(self, painter: QPainter, box: QRect) -> None:
        accent = _colour(self._dress.tokens.accent)
        if box.left() <= 1:  # the first column that is shown
            painter.fillRect(box.left(), box.top(), 3, box.height(), accent)
        if ringed(self._view):
            painter.fillRect(box.left(), box.top(), box.width(), 2, accent)
            painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, accent)
            if box.right() >= self._view.viewport().width() - 2:
                painter.fillRect(box.right() - 1, box.top(), 2, box.height(), accent)

    def _content(self, painter: QPainter, box: QRect, cell: Cell, selected: bool) -> None:
        tokens = self._dress.tokens
        if cell.icon:
            icons.draw(painter, cell.icon, tokens.muted, QRectF(box.left(), box.center().y() - 8.5, 18, 18))
            box = box.adjusted(26, 0, 0, 0)
        if cell.chips:
            self._chips(painter, box, cell.chips, selected)
        elif cell.pill and not cell.text:
            self._pill(painter, box, cell, selected)
        elif cell.score is not None and not cell.text:
            number = QRect(box.left(), box.center().y() - LINE + 1, box.width(), LINE) if cell.under else box
            self._score(painter, number, cell.score)
            under = QRect(box.left(), number.top() + LINE, box.width(), LINE - 1)
            self._line(painter, under, cell.under, CAPTION, False, tokens.amber.ink)
        else:
            self._lines(painter, box, cell, selected)

    def _lines(self, painter: QPainter, box: QRect, cell: Cell, selected: bool) -> None:
        """A text and those under it. What is too long for one line takes two as long as the row has height for it,
        the text before those under it."""
        tokens, (_, caption) = self._dress.tokens, self._font(CAPTION, False)
        unders = cell.under.split("\n") if cell.under else []
        spare = box.height() // LINE - 1 - len(unders)
        metrics = self._font(BODY, cell.strong)[1]
        scored = cell.score is not None  # at the right of the first line, its caution of the next
        breaks = spare > 0 and not scored
        titles = in_two(cell.text, metrics, box.width(), anywhere=True) if breaks else [cell.text]
        unders = _broken(unders, caption, box.width(), spare + 1 - len(titles))
        if len(titles) + len(unders) == 1 and not scored:
            self._line(painter, box, cell.text, BODY, cell.strong, tokens.text)
            return
        top = box.center().y() - LINE * (len(titles) + len(unders)) // 2 + 1
        for at, line in enumerate(titles):
            place = QRect(box.left(), top + at * LINE, box.width(), LINE)
            if scored:
                place.setRight(self._at_right(painter, place, f"{cell.score:.1f}", BODY, True, tokens.text))
            self._line(painter, place, line, BODY, cell.strong, tokens.text)
        for at, line in enumerate(unders, len(titles)):
            place = QRect(box.left(), top + at * LINE, box.width(), LINE - 1)
            if scored and at == 1:
                place.setRight(self._at_right(painter, place, cell.pill, CAPTION, False, tokens.amber.ink))
            self._line(painter, place, line, CAPTION, False, tokens.secondary if selected else tokens.muted)

    def _line(self, painter: QPainter, box: QRect, text: str, size: int, strong: bool, colour: str) -> None:
        font, metrics = self._font(size, strong)
        painter.setFont(font)
        painter.setPen(_colour(colour))
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, fitted)

    def _at_right(self, painter: QPainter, box: QRect, text: str, size: int, strong: bool, colour: str) -> int:
        """Paint a text at the right end of a line; returns where what stands before it has to end."""
        if not text:
            return box.right()
        width = self._font(size, strong)[1].horizontalAdvance(text) + 1
        self._line(painter, QRect(box.right() - width, box.top(), width + 1, box.height()), text, size, strong, colour)
        return box.right() - width - _PAD

    def _font(self, size: int, strong: bool) -> tuple[QFont, QFontMetrics]:
        return _font(self._dress.language, size, strong)

    def _chips(self, painter: QPainter, box: QRect, chips: tuple[str, ...], selected: bool) -> None:
        """As many whole chips as there is room for, then how many more there are."""
        tokens = self._dress.tokens
        font, metrics = self._font(CAPTION, False)
        left, shown = box.left(), 0
        more_width = metrics.horizontalAdvance("+99")
        for at, text in enumerate(chips):
            room = box.right() - left - (more_width + _CHIP_GAP if at < len(chips) - 1 else 0)
            width = metrics.horizontalAdvance(text) + 2 * _CHIP_PAD
            if width > room:
                if at or room < 48:
                    break
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * _CHIP_PAD)
                width = metrics.horizontalAdvance(text) + 2 * _CHIP_PAD
            chip = QRect(left, box.center().y() - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
            ground = tokens.surface if selected else tokens.grey.ground
            _rounded(painter, chip, ground)
            painter.setFont(font)
            painter.setPen(_colour(tokens.text if selected else tokens.grey.ink))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
            left += width + _CHIP_GAP
            shown += 1
        if shown < len(chips):
            rest = QRect(left + 2, box.top(), more_width, box.height())
            painter.setFont(font)
            painter.setPen(_colour(tokens.muted))
            painter.drawText(rest, _LEFT, f"+{len(chips) - shown}")

    def _pill(self, painter: QPainter, box: QRect, cell: Cell, selected: bool) -> None:
        tone: Tone = getattr(self._dress.tokens, cell.tone)
        font, metrics = self._font(CAPTION, False)
        text = metrics.elidedText(cell.pill, Qt.TextElideMode.ElideRight, box.width() - 12)
        width = min(metrics.horizontalAdvance(text) + 16, box.width())
        pill = QRect(box.left(), box.center().y() - PILL_HEIGHT // 2 + 1, width, PILL_HEIGHT)
        lost = selected and cell.tone in ("blue", "grey")  # on the ground of the current row
        _rounded(painter, pill, self._dress.tokens.surface if lost else tone.ground)
        painter.setFont(font)
        painter.setPen(_colour(tone.ink))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _score(self, painter: QPainter, box: QRect, score: float) -> None:
        tokens = self._dress.tokens
        font, _ = self._font(BODY, True)
        painter.setFont(font)
        painter.setPen(_colour(tokens.text))
        number = QRect(box.left(), box.top(), 38, box.height())
        painter.drawText(number, _RIGHT, f"{score:.1f}")
        room = min(_BAR_WIDTH, box.right() - number.right() - 8)
        if room >= 16:
            track = QRect(number.right() + 10, box.center().y() - 2, room, 6)
            _rounded(painter, track, tokens.track, 3)
            filled = QRect(track.left(), track.top(), max(6, round(room * min(score, 100) / 100)), 6)
            _rounded(painter, filled, tokens.accent, 3)


def room_for(language: Language, cell: Cell) -> int:
    """How wide a column has to be for a cell of words or with a pill."""
    (_, body), (_, caption) = _font(language, BODY, cell.strong), _font(language, CAPTION, False)
    lines = [body.horizontalAdvance(cell.text), *map(caption.horizontalAdvance, cell.under.split("\n"))]
    pill = caption.horizontalAdvance(cell.pill) + 16 if cell.pill else 0
    return max(*lines, pill) + _PAD + _PAD // 2 + 1


def _broken(lines: list[str], metrics: QFontMetrics, room: int, spare: int) -> list[str]:
    """These lines; of those that are too long the first `spare` as two."""
    broken: list[str] = []
    for line in lines:
        parts = in_two(line, metrics, room) if spare > 0 else [line]
        spare -= len(parts) - 1
        broken += parts
    return broken


def _plain(value: Any) -> str:
    """A value as it is typed."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


class Heading(QHeaderView):
    """The header of a list: words aligned with the cells, and a chevron on the column that it is sorted by."""

    def __init__(self, dress: Dress, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._dress = dress
        self.setFixedHeight(HEADER_HEIGHT)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)

    def room_for(self, section: int) -> int:
        """How wide a column has to be for its heading."""
        column, _ = self.model().sorted_by or (-1, False)  # type: ignore[attr-defined]
        metrics = _font(self._dress.language, CAPTION, column == section)[1]
        text = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        return metrics.horizontalAdvance(text) + _PAD + 5 + (18 if column == section else 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = self._dress.tokens
        painter.save()
        painter.fillRect(rect, _colour(tokens.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, _colour(tokens.divider))
        column, descending = self.model().sorted_by or (-1, False)  # type: ignore[attr-defined]
        sorted_by = column == logicalIndex
        font, metrics = _font(self._dress.language, CAPTION, sorted_by)
        painter.setFont(font)
        painter.setPen(_colour(tokens.text if sorted_by else tokens.muted))
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        box = rect.adjusted(_PAD, 0, -4, -1)
        room = box.width() - (18 if sorted_by else 0)
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, fitted)
        if sorted_by:
            name = "chevron-down" if descending else "chevron-up"
            left = box.left() + metrics.horizontalAdvance(fitted) + 4
            icons.draw(painter, name, tokens.text, QRectF(left, rect.center().y() - 6.5, 14, 14))
        painter.restore()


@cache
def _colour(name: str) -> QColor:
    """A colour by its name, read once: a list asks for a thousand a paint."""
    return QColor(name)


@cache
def _font(language: Language, size: int, strong: bool) -> tuple[QFont, QFontMetrics]:
    """The font of a language in a size, with its measures: made once, for a paint asks for it a hundred times."""
    font = body_font(language)
    font.setPixelSize(size)
    font.setBold(strong)
    return font, QFontMetrics(font)


def _rounded(painter: QPainter, box: QRect, colour: str, radius: float = 4) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(colour))
    painter.drawRoundedRect(QRectF(box), radius, radius)
