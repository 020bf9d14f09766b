"""The previewed files side by side, to look at one after another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.kit import icons
from talentapp.gui.kit.chips import Flow
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.saying import dotted
from talentapp.gui.kit.widgets import button, empty


class FileTabs(QWidget):
    """A button a preview; one with something that a person should look at bears a sign, until that is so no more."""

    chosen = Signal(str)  # the key of a preview
    counted = Signal(int)  # how many files there are
    more = Signal()  # another file is to be chosen
    left_out = Signal(str)  # the path of a file that is not to go in

    def __init__(self, dress: Dress) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress = dress
        self._path = ""  # of the file in view
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
            if arrivals.asks(preview):
                one.setIcon(icons.icon("warning", self._dress.tokens.amber.ink, size=16))
                one.setAccessibleDescription(words("import-asks"))
                one.setToolTip(words("import-asks"))
            self._group.addButton(one)
            self._flow.addWidget(one)
            one.show()  # at once: while the line has no height, all below it is moved
        if arrivals.previews:
            self._offer("import-more").clicked.connect(self.more)
        if arrivals.shown is not None and len(arrivals.paths) > 1:
            self._path = arrivals.shown.path
            self._offer("import-leave-out", file=arrivals.shown.file_name).clicked.connect(self._leave_out)
        self.counted.emit(len(arrivals.paths))

    def _offer(self, message: str, **facts: object) -> QPushButton:
        """A button behind the files."""
        one = button("quiet")
        one.setText(self._dress.words(message, **facts))
        one.setAccessibleName(one.text())
        self._flow.addWidget(one)
        one.show()
        return one

    def _leave_out(self) -> None:
        self.left_out.emit(self._path)

    def _clicked(self, one: QPushButton) -> None:
        self.chosen.emit(one.property("key"))
