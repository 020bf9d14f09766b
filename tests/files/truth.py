"""Scores what was understood of a file against its truth, field by field, by the keys of the JSON contract."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

_OURS = ("_sheet", "_row", "_places")


class Score:
    """Counts over many files: F1 of each field, of the records found, and of the errors told at the right cell."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.true: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, name: str, document: Mapping[str, Any], records: Sequence[Mapping[str, Any]], errors: Any) -> None:
        """Count one file: the document about it, its true records, and its cells (sheet, row, column) to mend."""
        pairs = _aligned(document["records"], records)
        self._count("(record)", len(pairs), len(document["records"]), len(records))
        for said, true in pairs:
            for field in sorted({*said, *true} - {*_OURS}):
                self._field(f"{name} {true.get('_sheet', '')}!{true.get('_row', '?')}", field, said, true)
        unmatched = [one for one in records if not any(one is true for _, true in pairs)]
        for true in unmatched:
            self.misses.append(f"{name}: not found {dict(true)}")
            for field in set(true) - {*_OURS}:
                self._count(field, 0, 0, len(_items(true[field])))
        for said in document["records"]:
            if not any(said is each for each, _ in pairs):
                self.misses.append(f"{name}: no such record { {k: v for k, v in said.items() if v} }")
                for field in set(said) - {*_OURS}:
                    self._count(field, 0, len(_items(said[field])), 0)
        found = {(each["sheet"], each["row"], each["column"]) for each in document["errors"]}
        self._count("(error at its cell)", len(found & set(errors)), len(found), len(errors))
        for place in sorted(found ^ set(errors), key=str):
            self.misses.append(f"{name}: {'invented' if place in found else 'missed'} error at {place}")

    def _field(self, place: str, field: str, said: Mapping[str, Any], true: Mapping[str, Any]) -> None:
        ours, theirs = _items(said.get(field)), _items(true.get(field))
        common = sum((Counter(ours) & Counter(theirs)).values())
        self._count(field, common, len(ours), len(theirs))
        if ours != theirs:
            self.misses.append(f"{place} {field}: {said.get(field)!r} for {true.get(field)!r}")

    def _count(self, field: str, right: int, said: int, true: int) -> None:
        self.right[field] += right
        self.said[field] += said
        self.true[field] += true

    def f1(self) -> dict[str, float]:
        """The F1 of every field that anything was said or true of."""
        return {
            field: 2 * self.right[field] / (self.said[field] + self.true[field])
            for field in sorted(self.said)
            if self.said[field] + self.true[field]
        }

    def overall(self) -> float:
        """The F1 of all fields together, without records and errors."""
        fields = [field for field in self.said if not field.startswith("(")]
        both = sum(self.said[field] + self.true[field] for field in fields)
        return 2 * sum(self.right[field] for field in fields) / both if both else 1.0


def _items(value: Any) -> list[str]:
    """A value as comparable items: none where it is empty, one of a text or number, all of a list."""
    if value is None or value == "" or value == []:
        return []
    if isinstance(value, list):
        return sorted(_plain(each) for each in value)
    return [_plain(value)]


def _plain(value: Any) -> str:
    written = f"{value:g}" if isinstance(value, (int, float)) else str(value)
    return " ".join(unicodedata.normalize("NFKC", written).split())


def _aligned(
    said: Sequence[Mapping[str, Any]], true: Sequence[Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Pairs of a record and its truth: by place, and where the truth gives no row, or another, by most equal fields."""
    pairs = []
    left = list(said)
    for one in true:
        here = [each for each in left if all(each.get(key) == one[key] for key in _OURS if key in one)]
        best = max(here, key=lambda each: _alike(each, one), default=None)
        if best is not None and (_alike(best, one) or "_row" in one):
            pairs.append((best, one))
            left = [each for each in left if each is not best]
    return pairs


def _alike(said: Mapping[str, Any], true: Mapping[str, Any]) -> int:
    return sum(_items(said.get(field)) == _items(value) != [] for field, value in true.items() if field not in _OURS)
