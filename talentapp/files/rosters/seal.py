"""How a roster knows itself again: a mark, a key and a seal a row, in columns and a row that are hidden.

The seal holds a short digest of each cell as it was written. When the workbook comes back, a cell that no longer fits
its digest has been edited; one that fits has not, whatever has happened to the record since. What an office program
changes by itself (line ends, a date for a text of digits) makes no other digest.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime
from zlib import crc32

from talentapp.domain.terms import State
from talentapp.domain.words import Says
from talentapp.files.rosters.rows import label
from talentapp.files.rosters.splice import Formula, Value, clean

MARK = "talentapp-roster"  # see child.ROSTER_MARK
SCHEMA = 2
"""The version of the roster sheet, written into it so that it can be read back."""

_LENGTH = 4  # characters for 24 bits: an edit that is not seen, once in sixteen million


_STATES, _ROWS = "states:", "rows="


def labels_of_states(words: Says, rows: int) -> str:
    """The label of each state and how many rows there are, as one text: the roster sheet can then come back without its
    list of codes, and tell whether rows are gone."""
    return _STATES + ";".join([*(f"{state}={label('state', state, words)}" for state in State), f"{_ROWS}{rows}"])


def states_of_labels(text: str) -> dict[str, State]:
    """What `labels_of_states` said, the other way round; nothing for any other text."""
    pairs = (pair.partition("=") for pair in text.removeprefix(_STATES).split(";") if text.startswith(_STATES))
    return {canonical(said): State(code) for code, _, said in pairs if code in set(State)}


def rows_written(text: str) -> int:
    """How many rows `labels_of_states` was told of; 0 for any other text."""
    found = re.search(rf";{_ROWS}(\d{{1,9}})$", text) if text.startswith(_STATES) else None
    return int(found[1]) if found else 0


def seal_of(values: Sequence[Value]) -> str:
    """The digests of some cells, one after another."""
    return "".join(digest(value) for value in values)


def digest(value: object) -> str:
    """A short digest of a cell."""
    number = crc32(canonical(value).encode("utf-8", "replace")) & 0xFFFFFF
    return b64encode(number.to_bytes(3, "big")).decode("ascii")


def digests(seal: str) -> list[str]:
    """The digests in a seal."""
    return [seal[at : at + _LENGTH] for at in range(0, len(seal), _LENGTH)]


def canonical(value: object) -> str:
    """A cell's value as text that survives any office program."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, str):
        return " ".join(clean(value).split())
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)
