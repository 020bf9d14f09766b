"""The previewed files side by side, to look at one after another."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.kit import icons
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import button, empty
from talentapp.office.views.imports import Preview


class FileTabs(QWidget):
    """A button a preview; one with something that a person should look at bears a sign, until that is so no more."""

    chosen = Signal(str)  # the key of a preview
    counted = Signal(int)  # how many files there are
    more = Signal()  # another file is to be chosen

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)
        self._flow = Flow(gap=4)
        self.setLayout(self._flow)

    def show_files(self, arrivals: Arrivals) -> None:
        """Show these, the one in view pressed."""
        empty(self._flow)
        words = self._dress.words
        for preview in arrivals.previews:
            one = button()
            kind = words.code("kind", preview.kind) if len(arrivals.of(preview.path)) > 1 else ""
            one.setText(dotted(preview.file_name, kind))
            one.setCheckable(True)
            one.setChecked(arrivals.shown is not None and preview.key == arrivals.shown.key)
            one.setProperty("key", preview.key)
            if _asks(preview, arrivals.decisions[preview.key]):
                one.setIcon(icons.icon("warning", self._dress.tokens.amber.ink, size=16))
                one.setAccessibleDescription(words("import-asks"))
                one.setToolTip(words("import-asks"))
            self._group.addButton(one)
            self._flow.addWidget(one)
            one.show()  # at once: while the line has no height, all below it is moved
        if arrivals.previews:
            more = button("quiet")
            more.setText(words("import-more"))
            more.setAccessibleName(more.text())
            more.clicked.connect(self.more)
            self._flow.addWidget(more)
            more.show()
        self.counted.emit(len(arrivals.paths))

    def _clicked(self, one: QPushButton) -> None:
        self.chosen.emit(one.property("key"))


def _asks(preview: Preview, decisions: Mapping[int, Any]) -> bool:
    """Whether there is something in a preview that a person should look at or decide, and has not decided."""
    if not preview.rows:
        return True
    rows = (row for row in preview.rows if row.number not in decisions)
    return bool(preview.remarks) or any(row.problems or row.action == "duplicate" for row in rows)
