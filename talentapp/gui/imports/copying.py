"""A copy of a previewed file with its problems in it, written where a person says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from talentapp.gui.imports import import_work
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.file_dialogs import ask_place
from talentapp.gui.kit.jobs import Jobs
from talentapp.office.views.imports import Preview

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake


class CopyButton(QPushButton):
    """Asks where the copy is to be, and writes it; it is there for files that have something to tell."""

    written = Signal(str)  # what is to be said of it
    failed = Signal(object)  # the exception

    def __init__(self, dress: Dress, jobs: Jobs, intake: "Intake") -> None:
        super().__init__()
        self._dress, self._jobs, self._intake = dress, jobs, intake
        self._previews: Sequence[Preview] = ()
        dress.say(self, "import-annotate", icon="file")
        self.clicked.connect(self._ask)

    def show_for(self, preview: Preview, previews: Sequence[Preview]) -> None:
        """Be about the file of this preview, which has these."""
        self._previews = previews
        to_tell = preview.reading.retyped or any(problem.row for problem in preview.problems)
        self.setVisible(preview.reading.tabular and bool(to_tell))

    def _ask(self) -> None:
        words = self._dress.words
        name = words("import-copy-name", file=Path(self._previews[0].path).stem)
        chosen, _ = ask_place(self, "import-copy", words("import-annotate"), name, "Excel (*.xlsx)")
        if chosen is not None:
            self.write(chosen)

    def write(self, out: Path) -> None:
        """Write the copy here."""
        work = import_work.annotating(self._intake, self._previews, out, self._dress.words)
        self._jobs.start("job-annotate", work, self._written, self.failed.emit)

    def _written(self, done: tuple[int, str]) -> None:
        told, path = done
        self.written.emit(self._dress.words("import-annotated", n=told, path=path))
