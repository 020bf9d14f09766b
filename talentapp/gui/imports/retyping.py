"""Cells of the file in view typed anew: each step reads the file again, and is taken back as one."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from talentapp.gui.imports.arrivals import Arrivals
from talentapp.gui.imports.kept import Step
from talentapp.gui.kit.dress import Dress
from talentapp.office.views.imports import Preview


class Retyping(QObject):
    """Keeps the steps of each file in its `Arrivals`, and has the file read with them: `read` is given its path, and
    what is to be done where that fails or is cancelled."""

    said = Signal(str, bool)  # what has been done, and whether it can be taken back
    failed = Signal(object)  # the exception
    as_before = Signal()  # a file could not be read as typed: it is to be shown as it was

    def __init__(
        self,
        dress: Dress,
        arrivals: Callable[[], Arrivals],
        read: Callable[[str, Callable[[Exception], None], Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._dress, self._arrivals, self._read = dress, arrivals, read
        self._before: tuple[Step, ...] = ()

    def retype(self, step: Step) -> None:
        """Read the file in view again with cells as somebody typed them."""
        arrivals = self._arrivals()
        if (shown := arrivals.shown) is not None:
            steps = (*arrivals.retyped.get(shown.path, ()), step)
            self._read_with(shown, steps, self._said_of("import-retyped", step, shown), undo=True)

    def take_back(self) -> bool:
        """Take back the last step of the file in view; False where there is none."""
        arrivals = self._arrivals()
        shown = arrivals.shown
        steps = arrivals.retyped.get(shown.path, ()) if shown is not None else ()
        if shown is not None and steps:
            said = self._said_of("import-retyped-back", steps[-1], shown)
            self._read_with(shown, steps[:-1], said, undo=len(steps) > 1)
        return bool(steps)

    def _said_of(self, message: str, step: Step, preview: Preview) -> str:
        words = self._dress.words
        if len(step) == 1:
            return words(message, cell=words.cell(step[0], preview.reading))
        return words(f"{message}-several", n=len(step))

    def _read_with(self, preview: Preview, steps: tuple[Step, ...], said: str, *, undo: bool) -> None:
        path, retyped = preview.path, self._arrivals().retyped
        self._before, retyped[path] = retyped.get(path, ()), steps
        self._read(path, self._not_read, self._show_as_before)
        self.said.emit(said, undo)

    def _not_read(self, error: Exception) -> None:
        self._show_as_before()
        self.failed.emit(error)

    def _show_as_before(self) -> None:
        """The file was not read with what was typed last."""
        arrivals = self._arrivals()
        if arrivals.shown is not None:
            arrivals.retyped[arrivals.shown.path] = self._before
            self.as_before.emit()
