"""What the faces are shown of changes made by hand, and what they ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from talentapp.domain.identity import Alike
from talentapp.domain.terms import Kind, Mark

if TYPE_CHECKING:
    from talentapp.domain.merging import Moved, Removed


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
    """A record that was changed: what it was before (None where it was made), its version since, and the one before."""

    kind: Kind
    record_id: int
    before: Mapping[str, Any] | None
    version: int
    was: int


@dataclass(frozen=True)
class Laid:
    """What was laid down of a pairing (candidate, university project, firm project) for plans to come, and what held
    before; RELEASE where that is nothing."""

    ids: tuple[int, int, int]
    before: Mark
    after: Mark


@dataclass(frozen=True)
class Forwarded:
    """A pairing that waits for review since this decision, or no longer does; or that waited already and is `kept` from
    expiring since, or no longer is."""

    pairing_id: int
    decision_id: int
    kept: bool = False


@dataclass(frozen=True)
class Renamed:
    """A plan that is called otherwise now; "" where it goes by what it is like."""

    plan_id: int
    before: str
    after: str


@dataclass(frozen=True)
class Edit:
    """What was done, so that it can be named and taken back."""

    what: str
    title: str  # of the one record
    value: str  # that was set for many
    touched: tuple[Touched, ...]
    removed: tuple["Removed", ...] = ()  # by a merge, as is what it moved
    moved: tuple["Moved", ...] = ()
    apart: tuple[Kind, int, int] | None = None  # two records that were told apart
    laid: tuple[Laid, ...] = ()  # for plans to come
    forwarded: tuple[Forwarded, ...] = ()
    ended: tuple[Forwarded, ...] = ()  # pairings that a merge has let wait no longer
    renamed: Renamed | None = None
    chosen: Mapping[str, Any] | None = None  # the values that two records were merged with
    anew: bool = False  # taking this back merges the two, or tells them apart, once more

    @property
    def is_way_on(self) -> bool:
        """Whether what took something back can be taken back in its turn: a merge that was not taken back whole, as one
        of the two has changed since, is not made again."""
        return self.what != "merge" or self.anew

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to name or to take back."""
        return not (self.touched or self.laid or self.forwarded or self.apart or self.renamed)


@dataclass(frozen=True)
class EditResult:
    """What a change did. `left` counts records that an undo had to leave, because they were changed since."""

    edit: Edit
    left: int
    changed: frozenset[Kind]


@dataclass(frozen=True)
class DuplicatePair:
    """Two records that look like one, and why; or that somebody has put side by side, for no such reason perhaps."""

    kind: Kind
    one_id: int
    other_id: int
    one: str
    other: str
    reasons: tuple[Alike, ...]


@dataclass(frozen=True)
class MergeResult:
    """What a merge did: which record is left, and whether the other is gone (or kept, closed, as runs speak of it)."""

    result: EditResult
    record_id: int
    removed: bool
