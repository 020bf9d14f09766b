"""What the faces are told of what left the office."""

from collections.abc import Mapping
from dataclasses import dataclass

from talentapp.domain.rosters import SheetView


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote."""

    path: str
    rows: int
    unfilled: tuple[str, ...] = ()  # the headings of a template's columns that stay empty


@dataclass(frozen=True)
class RosterPreview:
    """A roster before it is written: how many rows it will have, and the beginning of each sheet."""

    rows: int
    sheets: tuple[SheetView, ...]
    counts: Mapping[str, int]  # by the names of the sheets that have a row for each pairing
