"""The use cases, one transaction each. A face opens an office and is given its parts.

Importing this package is cheap; opening an office loads the database's libraries, and the first recommendation those
of the model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from talentapp.domain.progress import Progress, silent
from talentapp.domain.roles import Actor
from talentapp.domain.terms import Role
from talentapp.settings import Settings, account_name, data_folder

if TYPE_CHECKING:
    from talentapp.office.cases.agreeing import Agreeing
    from talentapp.office.cases.dossiers import Dossiers
    from talentapp.office.cases.review import Review
    from talentapp.office.handouts.publishing import Publishing
    from talentapp.office.imports.intake import Intake
    from talentapp.office.plans.planning import Planning
    from talentapp.office.records.duplicates import Duplicates
    from talentapp.office.records.editing import Editing
    from talentapp.office.records.look import Look
    from talentapp.office.runs.learning import Learning
    from talentapp.office.runs.matching import Matching
    from talentapp.office.runs.recommending import Recommending
    from talentapp.office.runs.replaying import Replaying
    from talentapp.office.trust.auditing import Audit
    from talentapp.office.trust.backups import Backups
    from talentapp.office.trust.privacy import Privacy
    from talentapp.office.views.edits import Edit, EditResult
    from talentapp.store.engine import Store

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Office:
    """All use cases on one open database."""

    intake: Intake
    editing: Editing
    duplicates: Duplicates
    backups: Backups
    recommending: Recommending
    matching: Matching
    planning: Planning
    review: Review
    publishing: Publishing
    look: Look
    audit: Audit
    agreeing: Agreeing
    dossiers: Dossiers
    privacy: Privacy
    replaying: Replaying
    learning: Learning
    store: Store

    def act_as(self, actor: Actor) -> None:
        """From now on, do and refuse what this person may and may not do, and name them in the audit trail."""
        self.store.actor = actor

    def as_now(self, work: Callable[_P, _T]) -> Callable[_P, _T]:
        """`work` in the name and with the rights of who sits here now, whoever does when it is done."""
        store, actor = self.store, self.store.actor

        def done(*arguments: _P.args, **named: _P.kwargs) -> _T:
            with store.acting(actor):
                return work(*arguments, **named)

        return done

    @property
    def actor(self) -> Actor:
        """Who sits before the screen."""
        return self.store.actor

    def take_back(self, edit: Edit, progress: Progress = silent) -> EditResult:
        """Take back what was done by hand, as far as nobody has done something about it since; the edit of the result
        takes that back in its turn. Raises NOT_ALLOWED."""
        if edit.laid or edit.renamed:
            return self.planning.undo(edit)
        if edit.what == "merge" and edit.anew:
            return self.duplicates.merge_again(edit)
        return (self.review if edit.forwarded else self.editing).undo(edit, progress)

    def mark(self) -> tuple[int, ...]:
        """A mark that differs once anything has been written, by whomever."""
        return self.store.mark()

    @property
    def store_path(self) -> Path | None:
        """The file of an SQLite database."""
        return self.store.path

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_office(settings: Settings, progress: Progress = silent) -> Office:
    """The office on the database of `settings`, made or migrated where need be; cancelled, the database is as it was.

    Raises what `open_store` raises, and GATES_FILE_BAD where the office's own gates cannot be read.
    """
    from talentapp.office.cases.agreeing import Agreeing
    from talentapp.office.cases.dossiers import Dossiers
    from talentapp.office.cases.gate_catalogue import load
    from talentapp.office.cases.review import Review, let_expire, let_wait
    from talentapp.office.handouts.publishing import Publishing
    from talentapp.office.imports.intake import Intake
    from talentapp.office.plans.planning import Planning
    from talentapp.office.records.duplicates import Duplicates
    from talentapp.office.records.editing import Editing
    from talentapp.office.records.look import Look
    from talentapp.office.runs.learning import Learning
    from talentapp.office.runs.matching import Matching
    from talentapp.office.runs.recommending import Recommending
    from talentapp.office.runs.replaying import Replaying
    from talentapp.office.runs.scored import Scorer
    from talentapp.office.trust.auditing import Audit
    from talentapp.office.trust.backups import Backups
    from talentapp.office.trust.privacy import Privacy
    from talentapp.store.engine import open_store
    from talentapp.store.evidence import folder_of

    store = open_store(settings.database, progress)
    role = Role(settings.role)
    store.actor = Actor(account_name(), role, settings.organisation_id if role is Role.LIAISON else None)
    try:
        folder = folder_of(store.url, data_folder())
        gates = load(folder.parent)
        privacy = Privacy(store, folder)
        privacy.finish_erasing()  # one that was broken off
    except BaseException:
        store.close()
        raise
    look, scorer, dossiers = Look(store), Scorer(), Dossiers(store, gates, folder)
    return Office(
        intake=Intake(store),
        editing=Editing(store, let_wait),
        duplicates=Duplicates(store, let_expire),
        backups=Backups(store),
        recommending=Recommending(store, scorer),
        matching=Matching(store, scorer),
        planning=Planning(store, scorer),
        review=Review(store),
        publishing=Publishing(store, look, dossiers),
        look=look,
        audit=Audit(store),
        privacy=privacy,
        replaying=Replaying(store),
        learning=Learning(store, settings.learned_order),
        store=store,
        agreeing=Agreeing(store, gates, folder),
        dossiers=dossiers,
    )


def score_files(candidates: Path, projects: Path, out: Path, progress: Progress = silent) -> int:
    """Score every candidate of one JSON Lines file against every project of another, as the app would; no database.

    Writes candidate_id, project_id, score as CSV; returns the number of pairs. Raises FILE_MISSING, JSONL_BAD_LINE,
    FOLDER_NOT_WRITABLE, DISK_FULL.
    """
    from talentapp.matching.scoring import score_jsonl

    return score_jsonl(candidates, projects, out, progress)
