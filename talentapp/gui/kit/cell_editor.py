"""Edits the cells of a list: a line or a choice in the cell itself, which takes only what can stay."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip, QWidget

from talentapp.domain.countries import country_said
from talentapp.domain.terms import Status
from talentapp.gui.kit.cell_layout import LINE
from talentapp.gui.kit.controls import Choice
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import mark_wrong

_DOWN = 2  # so far that the text does not move
_LEAVES = {Qt.Key.Key_Return: 0, Qt.Key.Key_Enter: 0, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
"""The keys that leave a cell which is edited, and how many cells further they go."""


class CellEditor(QStyledItemDelegate):
    """Edits the cells of a table; the table itself paints them."""

    def __init__(self, dress: Dress, view: QTableView) -> None:
        super().__init__(view)
        self._dress = dress
        self._view = view

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
        editor.setProperty("kind", "cell")
        editor.setAccessibleName(words(column.heading))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        row = index.model().row(index.row())  # type: ignore[attr-defined]
        column = index.model().columns[index.column()]  # type: ignore[attr-defined]
        value = getattr(row, column.edited or column.edit)
        if isinstance(editor, Choice):
            editor.choose(value)
        elif isinstance(editor, QLineEdit):
            text = "、".join(value) if isinstance(value, tuple) else _plain(value)
            editor.setText(country_said(text, self._dress.language) if column.edit == "country" else text)
            editor.setProperty("shown", editor.text().strip())
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        said = editor.value if isinstance(editor, Choice) else editor.text().strip()  # type: ignore[attr-defined]
        if said == editor.property("shown"):  # what was only looked at stays as it is kept
            return
        if wrong := self._wrong(editor):  # it was left by a click: the cell stays as it was
            model.refused.emit(said, wrong)  # type: ignore[attr-defined]
            return
        model.edited.emit(model.ids[index.row()], model.columns[index.column()].edit, str(said))  # type: ignore[attr-defined]

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Over the cell; where something stands under what is edited, over all but that, which stays to be read."""
        super().updateEditorGeometry(editor, option, index)
        cell = index.model().cell(index.row(), index.column())  # type: ignore[attr-defined]
        under = len(cell.under.split("\n")) if cell.text and cell.under else 0
        if isinstance(editor, QLineEdit) and under:
            place = editor.geometry()
            lines = (place.height() - (under + 1) * LINE) // 2  # above and below those that are painted
            editor.setGeometry(place.adjusted(0, _DOWN, 0, _DOWN - under * LINE - lines))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab leave a line only with what can stay; Tab goes on to the next cell that can be edited."""
        if not isinstance(editor, QLineEdit) or not isinstance(event, QKeyEvent):
            return super().eventFilter(editor, event)
        key = Qt.Key(event.key())
        if event.type() is not QEvent.Type.KeyPress or key not in _LEAVES:
            return super().eventFilter(editor, event)
        if wrong := self._wrong(editor):
            mark_wrong(editor, wrong)
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
        editor: Any = self.sender()
        mark_wrong(editor, "")
        QToolTip.hideText()

    def _picked(self) -> None:
        editor: Any = self.sender()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _plain(value: Any) -> str:
    """A value as it is typed."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
