"""A table read for the kind of which it has most rows."""

from pathlib import Path

from talentapp.domain.intake import Reading
from talentapp.domain.progress import Progress, silent
from talentapp.domain.terms import Kind
from talentapp.files.tables.workbook import read_all


def read(path: Path, kind: Kind | None = None, progress: Progress = silent) -> Reading:
    """The reading with most rows. Raises what `read_all` raises."""
    return max(read_all(path, kind, progress), key=lambda reading: len(reading.rows))
