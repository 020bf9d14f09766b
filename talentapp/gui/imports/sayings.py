"""What a person says of the table in view: what its columns mean, what its first row is, what its records are. It is
kept, and the file is read again with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from talentapp.domain.intake import FirstRow, ReadTable
from talentapp.domain.terms import Kind
from talentapp.gui.imports import import_work
from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.imports.table_preview import TablePreview
from talentapp.gui.kit.jobs import Jobs
from talentapp.office.views.imports import Preview

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake


class Sayings(QObject):
    """Follows a `TablePreview`; what was decided of the rows counts no more, for they may mean others now."""

    previewed = Signal(object)  # the previews of the file as it is read now
    failed = Signal(object)  # the exception

    def __init__(self, jobs: Jobs, intake: "Intake", arrivals: Callable[[], Arrivals], view: TablePreview) -> None:
        super().__init__(view)
        self._jobs, self._intake, self._arrivals = jobs, intake, arrivals
        view.corrected.connect(self._mean)
        view.first_row_said.connect(self._say_first_row)
        view.kind_said.connect(self._say_kind)

    def _mean(self, shape: str, column: str, target: str) -> None:
        def said(shown: Preview) -> None:
            table = next(table for table in shown.reading.tables if table.shape == shape)
            self._intake.say_meaning(table, shown.kind, column, target)

        self._read(said)

    def _say_first_row(self, table: ReadTable, first: FirstRow) -> None:
        self._read(lambda shown: self._intake.say_first_row(table, shown.kind, first))

    def _say_kind(self, kind: Kind) -> None:
        self._read(lambda shown: self._intake.say_kind(shown.reading.tables, kind))

    def _read(self, say: Callable[[Preview], None]) -> None:
        shown = self._arrivals().shown
        if shown is None:
            return
        self._arrivals().forget_decisions(shown.path)
        cells = self._arrivals().cells(shown.path)
        work = import_work.saying(self._intake, shown, cells, lambda: say(shown))
        self._jobs.start("job-preview", work, self.previewed.emit, self.failed.emit)
