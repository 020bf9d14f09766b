"""The work behind the import page, as jobs run it off the window's thread."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talentapp.domain.intake import Retyped
from talentapp.domain.progress import Progress
from talentapp.domain.terms import Form
from talentapp.office.views.imports import ImportResult, PagePicture, Preview, UndoPreview, UndoResult
from talentapp.wording import Wording

if TYPE_CHECKING:
    from talentapp.office.imports.intake import Intake


def previewing(
    intake: "Intake", path: Path, password: str, retyped: Sequence[Retyped], typed: Mapping[str, Any]
) -> Any:
    """Read a file, its cells or values as they were typed anew: a preview for each kind of record in it."""

    def work(progress: Progress) -> tuple[Preview, ...]:
        return read(intake, path, progress, password, retyped, typed)

    return work


def read(
    intake: "Intake",
    path: Path,
    progress: Progress,
    password: str,
    retyped: Sequence[Retyped],
    typed: Mapping[str, Any],
) -> tuple[Preview, ...]:
    """The previews of a file, its cells as they were typed anew, and of a document the values that were."""
    previews = intake.previews(path, progress=progress, password=password, retyped=retyped)
    if typed and previews[0].reading.paper is not None:
        return (intake.corrected(previews[0], typed),)
    return previews


def planning_together(intake: "Intake", previews: Sequence[Preview], decisions: dict[str, dict[int, Any]]) -> Any:
    """Plan files as they will go in one after another: the previews that say something else now, each after the one in
    whose place it comes."""

    def work(progress: Progress) -> list[tuple[Preview, Preview]]:
        planned = intake.together(previews, decisions, progress)
        return [(before, now) for before, now in zip(previews, planned, strict=True) if now is not before]

    return work


def saying(intake: "Intake", preview: Preview, retyped: Sequence[Retyped], say: Callable[[], None]) -> Any:
    """Keep what a person says of a table, and read its file again."""

    def work(progress: Progress) -> tuple[Preview, ...]:
        say()
        return intake.previews(Path(preview.path), progress=progress, retyped=retyped)

    return work


def sketching(intake: "Intake", path: Path) -> Any:
    """Read no more than the columns of a file that has none with names."""

    def work(progress: Progress) -> tuple[Preview, ...]:
        return intake.sketch(path, progress)

    return work


def annotating(intake: "Intake", previews: Sequence[Preview], out: Path, words: Wording) -> Any:
    """Write a copy of the file with its problems in it: how many, and where."""

    def work(progress: Progress) -> tuple[int, str]:
        heading = words("import-problems-column")
        return intake.annotate(previews, out, words.problem, heading, progress), str(out)

    return work


def doubting(intake: "Intake", batch_id: int) -> Any:
    """Look what undoing an import would do."""

    def work(progress: Progress) -> "tuple[int, UndoPreview]":
        return batch_id, intake.undo_preview(batch_id, progress)

    return work


def undoing(intake: "Intake", batch_id: int) -> Any:
    """Undo an import."""

    def work(progress: Progress) -> UndoResult:
        return intake.undo(batch_id, progress)

    return work


def drawing(intake: "Intake", preview: Preview, page: int, width: int, password: str) -> Any:
    """Draw a page of a document."""

    def work(progress: Progress) -> "tuple[str, PagePicture]":
        return preview.path, intake.page_picture(Path(preview.path), page, width, password, progress)

    return work


def correcting(intake: "Intake", preview: Preview, typed: "Mapping[str, str | list[Form]]") -> Any:
    """Plan a CV again with what was typed."""

    def work(_progress: Progress) -> Preview:
        return intake.corrected(preview, typed)

    return work


def committing(
    intake: "Intake",
    previews: Sequence[Preview],
    decisions: dict[str, dict[int, Any]],
    typed: "dict[str, str | list[Form]] | None",
    after: tuple[int, ...],
) -> Any:
    """Take a file in, in one transaction, after others of the same press; what was typed last into a CV is planned
    first."""

    def work(progress: Progress) -> tuple[Sequence[Preview], ImportResult]:
        planned = previews if typed is None else [intake.corrected(previews[0], typed)]
        return planned, intake.commit_all(planned, decisions, progress, after)

    return work
