"""What was changed by hand, newest last: each change can be named, and taken back with Ctrl+Z while nothing that cannot
be taken back was done after it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from talentapp.domain.progress import Progress
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.office.views.edits import Edit, EditResult
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.records.editing import Editing

_KEPT = 50


class Changes(QObject):
    """The changes of this session, and the way back."""

    changed = Signal(object)  # frozenset[Kind]
    said = Signal(str, bool)  # what was done, and whether it can be taken back
    failed = Signal(object)

    def __init__(self, jobs: Jobs, editing: "Editing", dress: Dress) -> None:
        super().__init__()
        self._jobs, self._editing, self._dress = jobs, editing, dress
        self._edits: list[Edit] = []
        self._undone: Edit | None = None  # what is being taken back
        self._fixed = False  # whether what was done last cannot be taken back

    @property
    def last(self) -> Edit | None:
        """The change that would be taken back now."""
        return self._edits[-1] if self._edits else None

    def add(self, result: EditResult) -> None:
        """Hear of a change: remember it, say it, and let the screens read again."""
        self.changed.emit(result.changed)
        if not result.edit.is_nothing:
            self._edits, self._fixed = [*self._edits[1 - _KEPT :], result.edit], False
            self.said.emit(named_edit(self._dress.words, result.edit), True)

    def add_fixed(self) -> None:
        """Hear that something was done that cannot be taken back here: then nothing before it is taken back either."""
        self._edits, self._fixed = [], True

    def forget(self) -> None:
        """Somebody else sits here now: what was changed before cannot be taken back, nor is it named."""
        self._edits, self._fixed = [], False

    def take_back(self) -> None:
        """Take back the last change; where what was done last cannot be, say so and change nothing."""
        if not self._edits:
            self.said.emit(self._dress.words("undo-fixed" if self._fixed else "undo-nothing"), False)
            return
        undo, self._undone = self._editing.undo, self._edits.pop()
        edit = self._undone

        def work(progress: Progress) -> EditResult:
            return undo(edit, progress)

        self._jobs.start("job-undo", work, self._taken_back, self.failed.emit)

    def _taken_back(self, result: EditResult) -> None:
        words = self._dress.words
        if self._undone is not None:
            self._edits = [_again(edit, self._undone, result.edit) for edit in self._edits]
        self.changed.emit(result.changed)
        what = "" if result.edit.is_nothing else named_edit(words, result.edit)
        if not what:
            said = words("undo-none")
        elif result.left:
            said = words("undo-done-but", what=what, left=result.left)
        else:
            said = words("undo-done", what=what)
        self.said.emit(said, False)


def _again(edit: Edit, undone: Edit, result: Edit) -> Edit:
    """An earlier change of records that are again as it left them, so that it can be taken back in its turn."""
    now = {(one.kind, one.record_id): one.version for one in result.touched}
    left = {(one.kind, one.record_id): one.version - 1 for one in undone.touched}
    return replace(
        edit,
        touched=tuple(
            replace(one, version=now[key])
            if (key := (one.kind, one.record_id)) in now and left.get(key) == one.version
            else one
            for one in edit.touched
        ),
    )


def named_edit(words: Wording, edit: Edit) -> str:
    """A change in words: "Status of 12 records set to paused"."""
    if edit.what in ("merge", "apart"):
        return words(f"edit-{edit.what}", title=edit.title)
    number = len(edit.touched)
    value = words.code("status", edit.value) if edit.what == "status" else edit.value
    if number == 1:
        return words(f"edit-{edit.what}-one", title=edit.title, value=value)
    return words(f"edit-{edit.what}-many", number=number, value=value)
