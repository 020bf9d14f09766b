"""What the faces are told of what left the office."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote."""

    path: str
    rows: int
