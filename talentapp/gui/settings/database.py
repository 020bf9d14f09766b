"""The settings' card of the database: which one is open, and the ways to another."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame

from talentapp import settings
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.widgets import Elided, across, button, empty, label, stacked

_SHOWN = 5


class DatabaseCard(QFrame):
    """Names the database that is open, and offers to open another, a new one, or one of late."""

    open_wanted = Signal()
    new_wanted = Signal()
    wanted = Signal(str)  # the URL of one of late

    def __init__(self, dress: Dress, database: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._dress, self._database = dress, database
        self._file = settings.database_file(database)
        say = dress.say
        kept = "settings-database-text" if self._file else "settings-database-server"
        place = label(settings.database_shown(database), wrap=True, selectable=True)
        other, new = say(button(), "database-open-dots", icon="folder"), say(button(), "database-new-dots", icon="add")
        other.clicked.connect(self.open_wanted)
        new.clicked.connect(self.new_wanted)
        folder = say(button("quiet"), "action-open-folder")
        folder.clicked.connect(self.open_folder)
        if self._file is None:
            folder.hide()
        self._late = stacked(gap=4)
        self.setLayout(
            stacked(
                say(label(kind="section"), "settings-database"), say(label(kind="secondary", wrap=True), kept), place,
                across(other, new, folder, None, gap=8), self._late, gap=8, margins=(16, 12, 16, 12),
            )
        )  # fmt: skip

    def refresh(self) -> None:
        """Show the databases of late."""
        empty(self._late)
        others = [url for url in settings.late_databases() if url != self._database][:_SHOWN]
        if others:
            self._late.addWidget(label(self._dress.words("database-recent"), "caption"))
        for url in others:
            again = button("quiet")
            again.setText(self._dress.words("database-open-it"))
            again.setAccessibleName(self._dress.words("database-open-name", name=settings.database_shown(url)))
            again.setProperty("database", url)
            again.clicked.connect(self._open)
            name, folder = settings.database_named(url)
            line = across(stacked(Elided(name, ""), Elided(folder), gap=0), again, gap=8)
            line.setStretch(0, 1)
            self._late.addLayout(line)

    def _open(self) -> None:
        self.wanted.emit(str(self.sender().property("database")))

    def open_folder(self) -> None:
        """Open the folder that the database is in."""
        if self._file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))
