"""Documents on their way in: which reader takes a file, a page drawn for the window, and a draft that is corrected."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from talentapp.domain.intake import Reading
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Kind
from talentapp.office.views import PagePicture, Preview


def read_any(path: Path, kind: Kind | None, progress: Progress, password: str = "") -> tuple[Reading, ...]:
    """The readings of a file by the reader that its content asks for. Raises what that reader raises."""
    from talentapp.files import arriving, cv, workbook

    form = arriving.arrival(path) if kind in (None, Kind.CANDIDATES) else "table"
    if form in ("pdf", "word", "text"):
        return (cv.read(path, form, progress, password),)
    return workbook.read_all(path, kind, progress)


def page_picture(path: Path, page: int, width: int, password: str = "", progress: Progress = silent) -> PagePicture:
    """A page of a PDF (from 1) as a picture `width` pixels wide, drawn in a process of its own."""
    from talentapp.files import paper

    drawn = paper.picture(path, page, width, progress, password)
    return PagePicture(page, drawn["width"], drawn["height"], drawn["stride"], drawn["pixels"])


def corrected(preview: Preview, values: Mapping[str, Any]) -> Reading:
    """The reading of a one-row preview with other values; a value that was changed has no place in the document."""
    reading = preview.reading
    row = reading.rows[0]
    kept = {name: value for name, value in values.items() if value not in (None, "", [])}
    places = {name: place for name, place in row.places.items() if kept.get(name) == row.values.get(name)}
    items = {name: item for name, item in row.items.items() if name in kept}
    problems = tuple(problem for problem in reading.problems if not problem.blocking)
    changed = replace(row, values=kept, places=places, items=items)
    return replace(reading, rows=(changed,), problems=problems)
