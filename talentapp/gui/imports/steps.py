"""What somebody does to the file in view, step by step: cells typed anew, for which it is read again, and rows decided
about. Each step is taken back as one, and done again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from talentapp.gui.imports.arrivals import Arrivals, Decided, Past
from talentapp.gui.imports.kept import Step
from talentapp.gui.imports.planned import decided_action
from talentapp.gui.kit.dress import Dress
from talentapp.office.views.imports import Preview


class Steps(QObject):
    """Keeps the steps of each file in its `Arrivals`, and has the file read with them: `read` is given its path, and
    what is to be done where that fails or is cancelled."""

    said = Signal(str, bool, bool)  # what has been done, whether it can be taken back, and whether it can be done again
    failed = Signal(object)  # the exception
    as_before = Signal()  # a file could not be read as typed: it is to be shown as it was
    decided = Signal(object, int)  # the preview, and the row of it of which something else is decided now

    def __init__(
        self,
        dress: Dress,
        arrivals: Callable[[], Arrivals],
        read: Callable[[str, Callable[[Exception], None], Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._dress, self._arrivals, self._read = dress, arrivals, read
        self._before: tuple[Past, Past] = ((), ())

    def retype(self, step: Step) -> None:
        """Read the file in view again with cells as somebody typed them."""
        if (shown := self._arrivals().shown) is not None:
            self._take(shown, step)

    def decide(self, number: int, decision: Any) -> None:
        """Decide about a row of the preview in view."""
        if (shown := self._arrivals().shown) is not None:
            row, before = shown.rows[number], self._arrivals().decisions[shown.key].get(number)
            self._take(shown, Decided(shown.key, (row.sheet, row.row), before, decision))

    def take_back(self) -> bool:
        """Take back the last step of the file in view; False where there is none."""
        shown = self._arrivals().shown
        done, undone = self._arrivals().steps_of(shown.path) if shown is not None else ((), ())
        if shown is not None and done:
            self._go(shown, done[-1], done[:-1], (*undone, done[-1]))
        return bool(done)

    def do_again(self) -> bool:
        """Do again what was taken back last of the file in view; False where nothing was done to it."""
        shown = self._arrivals().shown
        done, undone = self._arrivals().steps_of(shown.path) if shown is not None else ((), ())
        if shown is not None and undone:
            self._go(shown, undone[-1], (*done, undone[-1]), undone[:-1])
        elif done:
            self.said.emit(self._dress.words("redo-nothing"), True, False)
        return bool(done or undone)

    def _take(self, shown: Preview, step: Step | Decided) -> None:
        """Take a step that was not taken before: what was taken back is not done again after it."""
        done, _ = self._arrivals().steps_of(shown.path)
        self._go(shown, step, (*done, step), ())

    def _go(self, shown: Preview, step: Step | Decided, done: Past, undone: Past) -> None:
        """Make one step, on or back, so that these are done and those undone then."""
        arrivals = self._arrivals()
        self._before = arrivals.steps_of(shown.path)
        arrivals.steps[shown.path], arrivals.undone[shown.path] = done, undone
        back = len(done) < len(self._before[0])
        if isinstance(step, Decided):
            said = self._decide(step, step.before if back else step.after)
        else:
            said = self._typed("import-retyped-back" if back else "import-retyped", step, shown)
            self._read(shown.path, self._not_read, self._show_as_before)
        self.said.emit(said, bool(done), bool(undone))

    def _decide(self, step: Decided, decision: Any) -> str:
        """Let this be decided of a row, or with None nothing, and say so."""
        arrivals, words = self._arrivals(), self._dress.words
        preview = next(one for one in arrivals.previews if one.key == step.key)
        number = preview.numbers.get(step.place)
        if number is None:  # a file that is just being read without it
            return ""
        row, decisions = preview.rows[number], arrivals.decisions[step.key]
        if decision is None:
            decisions.pop(number, None)
        else:
            decisions[number] = decision
        self.decided.emit(preview, number)
        action = words.code("action", decided_action(row, decision))
        return words("import-row-decided", title=row.title or words("import-untitled"), action=action)

    def _typed(self, message: str, step: Step, preview: Preview) -> str:
        words = self._dress.words
        if len(step) == 1:
            return words(message, cell=words.cell(step[0], preview.reading))
        return words(f"{message}-several", n=len(step))

    def _not_read(self, error: Exception) -> None:
        self._show_as_before()
        self.failed.emit(error)

    def _show_as_before(self) -> None:
        """The file was not read with what was typed last."""
        arrivals = self._arrivals()
        if arrivals.shown is not None:
            path = arrivals.shown.path
            arrivals.steps[path], arrivals.undone[path] = self._before
            self.as_before.emit()
