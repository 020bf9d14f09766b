"""The pane at the right of a list: one record, read when it becomes current."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout

from talentapp.domain.errors import TalentError
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Column, EmptyState, label

_REST = 60  # milliseconds


class DetailPane(QFrame):
    """Shows a record in `box`, made anew by `fill` for each one. Without a record it says so."""

    def __init__(self, dress: Dress, icon: str, nothing: str) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.dress = dress
        self.record_id: int | None = None
        self._column = Column(gap=8)
        self._pages = QStackedLayout()
        self._pages.setContentsMargins(1, 0, 0, 0)
        self._pages.addWidget(self._column)
        self._pages.addWidget(EmptyState(dress, icon, nothing, nothing + "-text"))
        self.setLayout(self._pages)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        dress.say(self, name="pane-detail")

    @property
    def box(self) -> QVBoxLayout:
        """Where `fill` puts its widgets."""
        return self._column.box

    def show_soon(self, record_id: int | None) -> None:
        """Show a record when the list has come to rest: typing and moving on are never held up by a card."""
        self.record_id = record_id
        self._soon.start(_REST)

    def show_id(self, record_id: int | None) -> None:
        """Show a record, or none."""
        self._soon.stop()
        self.record_id = record_id
        self._column.start_over()
        if record_id is None:
            self._pages.setCurrentIndex(1)
            return
        try:
            self.fill(record_id)
        except TalentError as error:
            self.box.addWidget(label(self.dress.words.error(error), "secondary", wrap=True))
        self.box.addStretch(1)
        self._pages.setCurrentIndex(0)
        self._column.settle()

    def _show(self) -> None:
        self.show_id(self.record_id)

    def fill(self, record_id: int) -> None:
        """Put the record's widgets into `box`."""
        raise NotImplementedError

    def heading(self, text: str) -> None:
        """A heading inside the pane."""
        self.box.addSpacing(8)
        self.box.addWidget(label(text, "section"))
