"""The view of a sheet of cells: previews of imports and of rosters show one."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionHeader, QTableView, QWidget

_AROUND = 18  # of a heading's words: what the style sheet leaves free, and its edge
_SIGN = 22  # a sign before them


class CellsView(QTableView):
    """Shows cells as a spreadsheet does: one of them is current, and Tab leaves for what follows."""

    def __init__(self, model: QAbstractItemModel) -> None:
        super().__init__()
        self.setObjectName("cells")
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)


class Headings(QHeaderView):
    """What the columns or rows of a sheet are called. Each line that has no room ends in dots: Qt's own reckon neither
    with the bold letters and the margin of the style sheet nor with a second line, and were cut themselves."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803
        super().initStyleOptionForIndex(option, logicalIndex)
        of_columns = self.orientation() is Qt.Orientation.Horizontal
        room = (self.sectionSize(logicalIndex) if of_columns else self.width()) - _AROUND
        room -= 0 if option.icon.isNull() else _SIGN
        font = QFont(self.font())
        font.setBold(True)
        metrics, lines = QFontMetrics(font), option.text.split("\n")
        fitted = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]
        option.text = "\n".join(fitted)
