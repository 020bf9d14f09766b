"""A button that writes a document about a candidate or a pairing, as PDF or Word, and opens it."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from talentapp.domain.progress import Progress
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_place, file_name
from talentapp.gui.kit.jobs import Jobs

if TYPE_CHECKING:
    from talentapp.office.handouts.publishing import Publishing

_PDF, _WORD = "PDF (*.pdf)", "Word (*.docx)"


class HandOut(QPushButton):
    """Asks where to, writes on the worker lane, opens what was written. Contact data are masked."""

    failed = Signal(object)
    written = Signal(str)  # the path

    def __init__(self, dress: Dress, jobs: Jobs, publishing: "Publishing", what: Literal["profile", "dossier"]) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self._dress, self._jobs, self._publishing, self._what = dress, jobs, publishing, what
        self._id = self._person = 0
        self._between: tuple[str, ...] = ()
        self._open_then = False
        dress.say(self, f"action-{what}", tip=f"action-{what}-tip", icon="file")
        self.clicked.connect(self._ask)

    def about(self, record_id: int, person: int, *organisations: str) -> None:
        """Write about this candidate, or about a pairing of this candidate's with these, from now on."""
        self._id, self._person, self._between = record_id, person, organisations

    def write(self, path: Path, open_then: bool = False) -> None:
        """Write the document to `path`: as Word where it ends so, else as PDF."""
        from talentapp.gui.rosters.printing import print_pdf  # late, but on the window's thread: it uses Qt

        publishing, words, record_id = self._publishing, self._dress.words, self._id
        make = publishing.profile if self._what == "profile" else publishing.dossier

        def work(_progress: Progress) -> str:
            made = make(record_id, words)
            if path.suffix.lower() == ".docx":
                publishing.write_docx(made, path)
            else:
                print_pdf(made, path)
            return str(path)

        self._open_then = open_then
        self._jobs.start("job-document", work, self._done, self.failed.emit)

    @property
    def suggested(self) -> str:
        """What the document may be called: which it is, of whom, and a dossier with which organisations."""
        about = "-".join((self._publishing.called(self._person), *self._between))
        return file_name(self._dress.words(f"file-name-{self._what}", about=about))

    def _done(self, written: str) -> None:
        self.written.emit(written)
        if self._open_then:
            QDesktopServices.openUrl(QUrl.fromLocalFile(written))

    def _ask(self) -> None:
        title = self._dress.words(f"action-{self._what}").rstrip("….")
        suggested = f"{self.suggested}.pdf"
        path, chosen = ask_place(self, self._what, title, suggested, f"{_PDF};;{_WORD}")
        if path is None:
            return
        if path.suffix.lower() not in (".pdf", ".docx"):
            path = path.with_name(path.name + (".docx" if chosen == _WORD else ".pdf"))
        self.write(path, open_then=True)
