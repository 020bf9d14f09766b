"""What was typed and not saved before: told when the window opens, and swept away where its record has gone."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from talentapp.domain.terms import Kind, Role
from talentapp.gui.kit.draft_store import DraftStore
from talentapp.gui.kit.jobs import Jobs
from talentapp.gui.kit.saying import called, some_of
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office import Office


class Leftovers(QObject):
    """Of one database. Whoever is erased is not to be found in what was half written of them, by whichever role."""

    def __init__(self, office: "Office", jobs: Jobs, drafts: DraftStore) -> None:
        super().__init__()
        self._office, self._jobs, self._drafts = office, jobs, drafts
        self.sweep()

    def told(self, words: Wording, *, imports: bool) -> str:
        """What tells of what is left, "" for nothing; `imports` is whether files on their way in count."""
        if imports and self._drafts.names("imports-"):
            return words("import-left-kept")
        if self._office.actor.role is not Role.HR_OFFICER:  # who alone enters what is about a pairing
            return ""
        about = [key for name, (kind, key) in self._drafts.records().items()
                 if kind is Kind.PAIRINGS and "-said-" not in name]  # fmt: skip
        rows = self._office.look.pairing_rows(about)  # where something is half said, the review marks it
        people = dict.fromkeys(called(words, row.candidate, row.candidate_other_name)[0] for row in rows)
        return words("terms-left-kept", names=some_of(words, [*people])) if people else ""

    def sweep(self) -> None:
        """Forget what is kept of records that are there no more."""
        if kept := self._drafts.records():
            self._jobs.aside(partial(_gone, self._office, kept), self._forget, self._keep)

    def _forget(self, gone: list[str]) -> None:
        for name in gone:
            self._drafts.forget(name)

    def _keep(self, _error: Exception) -> None:
        """It is looked at again at the next opening."""


def _gone(office: "Office", kept: dict[str, tuple[Kind, int]]) -> list[str]:
    kinds = {kind for kind, _ in kept.values()}
    there = {kind: office.look.still_there(kind, [key for one, key in kept.values() if one is kind]) for kind in kinds}
    return [name for name, (kind, key) in kept.items() if key not in there[kind]]
