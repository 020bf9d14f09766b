"""The settings' card of backups: back to one of them, after a second question."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from talentapp.domain.errors import TalentError
from talentapp.domain.progress import Progress
from talentapp.gui.dress import Dress
from talentapp.gui.jobs import Jobs
from talentapp.gui.saying import moment
from talentapp.gui.widgets import ErrorBar, across, button, card, empty, label, stacked

if TYPE_CHECKING:
    from talentapp.office.backups import Backups


_SHOWN = 8


class BackupsCard(QFrame):
    """Lists backups, and goes back to one."""

    restored = Signal()  # the office must be opened anew

    def __init__(self, dress: Dress, jobs: Jobs, backups: "Backups") -> None:
        super().__init__()
        self.setObjectName("plain")
        self._dress, self._jobs, self._backups = dress, jobs, backups
        self._wanted: str | None = None  # the backup that was asked about
        self._rows = stacked(gap=4)
        self._error = ErrorBar(dress)
        inner: QVBoxLayout = stacked(
            dress.say(label(kind="section"), "backup-title"),
            dress.say(label(kind="secondary", wrap=True), "backup-text"),
            self._error, self._rows, gap=8,
        )  # fmt: skip
        self.setLayout(stacked(card(inner), gap=0))
        dress.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what there is."""
        empty(self._rows)
        words = self._dress.words
        try:
            found = self._backups.list()[:_SHOWN]
        except TalentError:  # this role has no say in it
            found = []
        self.setVisible(bool(found))
        for row in found:
            why = words("backup-why-daily" if row.why.startswith("daily") else "backup-why-act")
            text = label(words("backup-line", at=moment(words, row.at), why=why, size=f"{row.size / 1e6:.1f}"))
            asking = row.name == self._wanted
            again = button("primary" if asking else "quiet")
            again.setText(words("backup-really" if asking else "backup-restore"))
            again.setAccessibleName(words("backup-restore-name", at=moment(words, row.at)))
            again.setProperty("name", row.name)
            again.clicked.connect(self._restore)
            self._rows.addLayout(across(text, None, again))

    def _restore(self) -> None:
        pressed: QPushButton = self.sender()  # type: ignore[assignment]
        name = str(pressed.property("name"))
        if self._wanted != name:
            self._wanted = name  # a second press means it
            self.refresh()
            return
        self._wanted = None
        restore = self._backups.restore

        def work(_progress: Progress) -> None:
            restore(name)

        self._jobs.start("job-restore", work, self._done, self._failed)

    def _done(self, _nothing: object) -> None:
        self.restored.emit()

    def _failed(self, error: Exception) -> None:
        words = self._dress.words
        self._error.show_text(words.error(error) if isinstance(error, TalentError) else words("error-unexpected"))
        self.refresh()
