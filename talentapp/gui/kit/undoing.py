"""What was changed by hand, newest last: each change can be named, and taken back with Ctrl+Z while nothing that cannot
be taken back was done after it; and what was taken back can be done again, until something else is done."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from talentapp.domain.progress import Progress
from talentapp.domain.terms import Kind
from talentapp.gui.kit.dress import Dress
from talentapp.gui.kit.jobs import Jobs
from talentapp.office.views.edits import Edit, EditResult
from talentapp.wording import Wording

_KEPT = 50
_COMPUTED = frozenset({Kind.PLANS, Kind.RUNS})
"""What is made anew by asking again."""


@dataclass(frozen=True)
class Own:
    """What was done to what a user keeps for themselves, a view or a draft: no change of records, but named and taken
    back like one."""

    what: str  # the message that names it, with the title
    title: str
    back: Callable[[], None]
    on: Callable[[], None]


class Changes(QObject):
    """The changes of this session, the way back, and the way on again."""

    changed = Signal(object)  # frozenset[Kind]
    said = Signal(str, bool, bool)  # what was done, whether it can be taken back, and whether it can be done again
    failed = Signal(object)

    def __init__(self, jobs: Jobs, undo: Callable[[Edit, Progress], EditResult], dress: Dress) -> None:
        super().__init__()
        self._jobs, self._take_back, self._dress = jobs, undo, dress
        self._edits: list[Edit | Own] = []
        self._undone: list[Edit | Own] = []  # what does again what was taken back, the latest last
        self._fixed = ""  # where what was done last cannot be taken back: the message that says so
        self._wanted: list[Callable[[], None]] = []  # what waits until the change that is being made is known
        jobs.changed.connect(self._go_on)

    @property
    def last(self) -> Edit | Own | None:
        """The change that would be taken back now."""
        return self._edits[-1] if self._edits else None

    @property
    def last_undone(self) -> Edit | Own | None:
        """The change that would be done again now."""
        return self._undone[-1] if self._undone else None

    def add(self, result: EditResult) -> None:
        """Hear of a change: remember it, say it, and let the screens read again."""
        self.changed.emit(result.changed)
        if not result.edit.is_nothing:
            self.add_own(result.edit)

    def add_own(self, done: Own | Edit) -> None:
        """Hear of what no screen has to read again: remember it and say it."""
        self._edits, self._undone = [*self._edits[1 - _KEPT :], done], []
        self.said.emit(named_edit(self._dress.words, done), True, False)

    def add_fixed(self, kinds: Collection[Kind], *, imports: bool = True) -> None:
        """Hear that something was done to these kinds that cannot be taken back here: then nothing before it is taken
        back either. A plan or a run alone is in no change's way. `imports`: whether whoever did it undoes imports."""
        if not _COMPUTED.issuperset(kinds):
            self._edits, self._undone, self._fixed = [], [], _fixed(kinds, imports)

    def forget(self) -> None:
        """Somebody else sits here now: what was changed before cannot be taken back, nor is it named."""
        self._edits, self._undone, self._fixed, self._wanted = [], [], "", []

    def take_back(self) -> None:
        """Take back the last change; where what was done last cannot be, say so and change nothing. The last one may
        still be on its way into the database: it is that one, not the one before."""
        self._want(self._back)

    def do_again(self) -> None:
        """Do again what was taken back last."""
        self._want(self._on)

    def _want(self, turn: Callable[[], None]) -> None:
        for job in self._jobs.edits:
            job.failed.connect(self._let_be)
        self._wanted.append(turn)
        self._go_on()

    def _go_on(self) -> None:
        if self._wanted and not self._jobs.edits:
            self._wanted.pop(0)()

    def _let_be(self, _error: object) -> None:
        """What was to be taken back has not been done."""
        self._wanted.clear()

    def _back(self) -> None:
        if self._edits:
            self._turn(self._edits.pop(), self._taken_back)
        else:
            self.said.emit(self._dress.words(self._fixed or "undo-nothing"), False, False)

    def _on(self) -> None:
        if self._undone:
            self._turn(self._undone.pop(), self._done_again)
        else:
            self.said.emit(self._dress.words("redo-nothing"), False, False)

    def _turn(self, edit: Edit | Own, done: Callable[[Edit, EditResult], None]) -> None:
        if isinstance(edit, Own):
            back = done == self._taken_back
            (edit.back if back else edit.on)()
            (self._undone if back else self._edits).append(edit)
            said = self._dress.words("undo-done" if back else "redo-done", what=named_edit(self._dress.words, edit))
            self.said.emit(said, not back, back)
            return
        undo = self._take_back

        def work(progress: Progress) -> EditResult:
            return undo(edit, progress)

        self._jobs.start("job-undo", work, partial(done, edit), self.failed.emit)

    def _taken_back(self, edit: Edit, result: EditResult) -> None:
        self._follow(edit, result)
        if not result.edit.is_way_on:
            self._undone.clear()  # what came after it cannot be done again without it
        elif not result.edit.is_nothing:
            self._undone.append(result.edit)
        self._say("undo", result, again=bool(self._undone))

    def _done_again(self, edit: Edit, result: EditResult) -> None:
        self._follow(edit, result)
        if not result.edit.is_nothing:
            self._edits.append(result.edit)
        self._say("redo", result, back=not result.edit.is_nothing)

    def _follow(self, edit: Edit, result: EditResult) -> None:
        """Records are again as other changes left them, so that these can be taken back and done again in turn."""
        self._edits = [_again(one, edit, result.edit) for one in self._edits]
        self._undone = [_again(one, edit, result.edit) for one in self._undone]
        self.changed.emit(result.changed)

    def _say(self, way: str, result: EditResult, *, back: bool = False, again: bool = False) -> None:
        words = self._dress.words
        if result.edit.is_nothing:
            said = words(f"{way}-none")
        else:
            what = named_edit(words, result.edit)
            said = (
                words(f"{way}-done-but", what=what, left=result.left)
                if result.left
                else words(f"{way}-done", what=what)
            )
        self.said.emit(said, back, again)


def _fixed(kinds: Collection[Kind], imports: bool) -> str:
    """The message that what was done to these kinds cannot be taken back here; only an erasure reaches all."""
    if set(kinds) == set(Kind):
        return "undo-fixed-erased"
    if Kind.IMPORTS not in kinds:
        return "undo-fixed"
    return "undo-fixed-import" if imports else "undo-fixed-returned"


def _again(edit: Edit | Own, undone: Edit, result: Edit) -> Edit | Own:
    """An earlier change of records that are again as it left them, so that it can be taken back in its turn."""
    if isinstance(edit, Own):
        return edit
    now = {(one.kind, one.record_id): one.version for one in result.touched}
    left = {(one.kind, one.record_id): one.was for one in undone.touched}
    return replace(
        edit,
        touched=tuple(
            replace(one, version=now[key])
            if (key := (one.kind, one.record_id)) in now and left.get(key) == one.version
            else one
            for one in edit.touched
        ),
    )


def named_edit(words: Wording, edit: Edit | Own) -> str:
    """A change in words: "Status of 12 records set to paused"."""
    if isinstance(edit, Own):
        return words(edit.what, title=edit.title)
    if edit.what in ("merge", "apart", "doubt", "pin", "forbid", "release", "swap", "rename"):
        unnamed = "-none" if edit.renamed is not None and not edit.title else ""
        return words(f"edit-{edit.what}{unnamed}", title=edit.title, value=edit.value)
    number = len(edit.touched or edit.forwarded)
    value = words.code("status", edit.value) if edit.what == "status" else edit.value
    what = "disown" if edit.what == "owner" and not value else edit.what
    if number == 1:
        return words(f"edit-{what}-one", title=edit.title, value=value)
    return words(f"edit-{what}-many", number=number, value=value)
