"""Pages of which one is in view, where no more room is asked for than that one needs."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget


class Leaves(QStackedWidget):
    """As Qt's own, which is as large as the largest of its pages, also while that is not in view: a small screen would
    be scrolled for it. What is in it scrolls by itself; what stands around that is as high as its width needs."""

    def __init__(self, least: int = 0) -> None:
        """They are at least so high."""
        super().__init__()
        self._least = least
        self.currentChanged.connect(self._turned)

    def minimumSizeHint(self) -> QSize:
        leaf, around = self.currentWidget(), self.contentsMargins()
        edges = QSize(around.left() + around.right(), around.top() + around.bottom())
        if leaf is None:
            return edges
        least, layout = leaf.minimumSizeHint().expandedTo(QSize(0, self._least)), leaf.layout()
        if layout is not None and layout.hasHeightForWidth():
            room = max(self.width() - edges.width(), least.width())
            least = least.expandedTo(QSize(0, layout.totalMinimumHeightForWidth(room)))
        return least.expandedTo(leaf.minimumSize()) + edges

    def hasHeightForWidth(self) -> bool:
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _turned(self, _at: int) -> None:
        self.updateGeometry()
