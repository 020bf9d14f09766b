"""The settings' card of backups: what there is, one more now, and back to one of them after a second question."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from talentapp.domain.progress import Progress
from talentapp.domain.words import moment
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.interlude import Interlude
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.widgets import across, button, empty, label, stacked
from talentapp.gui.settings.trust import TrustCard
from talentapp.office.views.privacy import BackupRow

if TYPE_CHECKING:
    from talentapp.office import Office

_SHOWN = 8


class BackupsCard(TrustCard):
    """Lists the newest backups, makes one, and goes back to one."""

    restored = Signal(str)  # what has been done, in words: the office must be opened anew

    def __init__(self, dress: Dress, jobs: Jobs, office: "Office") -> None:
        super().__init__(dress, jobs, office, "settings-backups")
        self._wanted = self._wanted_at = ""  # the backup that was asked about, and its time in words
        self._question = label(wrap=True)
        self._no, yes = dress.say(button(), "backup-keep"), dress.say(button(deliberate=True), "backup-really")
        self._no.clicked.connect(self._keep)
        yes.clicked.connect(self._restore)
        self._asked = Interlude()
        self._asked.setObjectName("hint")
        self._asked.setLayout(stacked(self._question, across(self._no, yes, None), gap=8, margins=(12, 8, 12, 8)))
        self._asked.hide()
        self._rows = stacked(gap=4)
        self.box.insertLayout(self.box.indexOf(self.line), self._rows)
        self.box.insertWidget(self.box.indexOf(self.line), self._asked)
        self.add_action("settings-backup-now", self.back_up)
        self.add_action("action-open-folder", self.open_folder)
        self.line.addStretch(1)
        dress.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what there is."""
        allowed = self.office.actor.may(self.act) and self.office.store_path is not None
        self.setVisible(allowed)
        if allowed:
            self._show(self.office.backups.list())

    def _show(self, found: list[BackupRow]) -> None:
        words = self.dress.words
        latest = moment(words, found[0].at) if found else ""
        self.say_found(words("backups-there", n=len(found), at=latest) if found else words("backups-none"))
        empty(self._rows)
        for row in found[:_SHOWN]:
            why = words(f"backup-why-{row.why}" if row.why in ("daily", "manual") else "backup-why-act")
            text = label(words("backup-line", at=moment(words, row.at), why=why, size=f"{row.size / 1e6:.1f}"))
            again = button("quiet")
            again.setText(words("backup-restore"))
            again.setAccessibleName(words("backup-restore-name", at=moment(words, row.at)))
            again.setProperty("backup", row.path)
            again.clicked.connect(self._ask)
            self._rows.addLayout(across(text, None, again))

    def back_up(self) -> None:
        """Make a backup now."""
        backups = self.office.backups

        def work(progress: Progress) -> list[BackupRow]:
            backups.make(progress)
            return backups.list()

        self.jobs.start("job-backup", work, self._show, self.fail)

    def _ask(self) -> None:
        """Ask below the list, away from where a second click falls: the answer that has the focus changes nothing."""
        self._wanted = str(self.sender().property("backup"))
        row = next(row for row in self.office.backups.list() if row.path == self._wanted)
        self._wanted_at = moment(self.dress.words, row.at)
        self._question.setText(self.dress.words("backup-question", at=self._wanted_at))
        self._asked.show()
        self._no.setFocus()

    def _keep(self) -> None:
        self._asked.hide()

    def _restore(self) -> None:
        backups, path = self.office.backups, self._wanted
        self._keep()

        def work(progress: Progress) -> None:
            backups.restore(path, progress)

        self.jobs.start("job-restore", work, self._restored, self._failed, self.refresh)

    def _restored(self, _nothing: object) -> None:
        self.restored.emit(self.dress.words("backup-restored", at=self._wanted_at))

    def _failed(self, error: Exception) -> None:
        self.refresh()
        self.fail(error)

    def open_folder(self) -> None:
        """Open the folder of the backups, or where it will be."""
        if (database := self.office.store_path) is not None:
            there = database.parent / "backups"
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(there if there.exists() else database.parent)))
