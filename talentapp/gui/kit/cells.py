"""The view of a sheet of cells: previews of imports and of rosters show one."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def cells_view(model: QAbstractItemModel) -> QTableView:
    """A view of a sheet of cells, as a spreadsheet shows them: one cell is current, and Tab leaves for what follows."""
    made = QTableView()
    made.setObjectName("cells")
    made.setModel(model)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setTabKeyNavigation(False)
    return made
