"""Pages of which one is in view, where no more room is asked for than that one needs."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget


class Leaves(QStackedWidget):
    """As Qt's own, which is as large as the largest of its pages, also while that is not in view: a small screen would
    be scrolled for it. What is in it scrolls by itself, so that its least height goes by no width."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._turned)

    def minimumSizeHint(self) -> QSize:
        leaf, around = self.currentWidget(), self.contentsMargins()
        edges = QSize(around.left() + around.right(), around.top() + around.bottom())
        return edges if leaf is None else leaf.minimumSizeHint().expandedTo(leaf.minimumSize()) + edges

    def hasHeightForWidth(self) -> bool:
        return False

    def _turned(self, _at: int) -> None:
        self.updateGeometry()
