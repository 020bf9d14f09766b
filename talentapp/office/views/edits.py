"""What the faces are shown of changes made by hand, and what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from talentapp.domain.identity import Alike
from talentapp.domain.terms import Kind

What = Literal["create", "edit", "status", "owner", "tag", "untag", "tags", "merge"]


@dataclass(frozen=True)
class Editable:
    """A record's fields as a form edits them, and the version they are of."""

    kind: Kind
    record_id: int
    version: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Invalid:
    """A field that cannot stay as it is: its name ("" for the record as a whole), and a code for what is wrong."""

    field: str
    code: str


@dataclass(frozen=True)
class BulkChange:
    """One thing to do to many records: a status, an owner, a tag to add or to take off; or all tags, separated by 、"""

    what: Literal["status", "owner", "tag", "untag", "tags"]
    value: str


@dataclass(frozen=True)
class Touched:
    """A record that was changed: what it was before (None where it was made), and its version since.

    One that is `gone` was removed; to take that back is to store it again.
    """

    kind: Kind
    record_id: int
    before: Mapping[str, Any] | None
    version: int
    gone: bool = False


@dataclass(frozen=True)
class Edit:
    """What was done, so that it can be named and taken back."""

    what: str
    title: str  # of the one record
    value: str  # that was set for many
    touched: tuple[Touched, ...]


@dataclass(frozen=True)
class EditResult:
    """What a change did. `left` counts records that an undo had to leave, because they were changed since."""

    edit: Edit
    left: int
    changed: frozenset[Kind]


@dataclass(frozen=True)
class DuplicatePair:
    """Two candidates that look like one person, and why."""

    one_id: int
    other_id: int
    one: str
    other: str
    reasons: tuple[Alike, ...]


@dataclass(frozen=True)
class MergeResult:
    """What a merge did, and whether the other record is gone (or kept, closed, because recommendations name it)."""

    result: EditResult
    removed: bool
