"""Precision, recall and F1 of what was read, field by field, against what is true."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "name_zh", "name_en", "email", "phone", "nationality", "current_employer", "current_title", "country",
    "highest_degree", "graduated_from", "research_fields", "skills", "languages", "available_from", "months_per_year",
    "percent_time", "engagement_modes", "orcid", "notes",
)  # fmt: skip
_NAMES = {
    "current_employer": "employer",
    "current_title": "post",
    "percent_time": "effort_percent",
    "engagement_modes": "forms",
}


@dataclass
class Tally:
    """Counts of one field."""

    right: int = 0
    given: int = 0
    true: int = 0

    @property
    def precision(self) -> float:
        """Of what was given, how much is right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Of what is true, how much was given."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def same(value: Any) -> str:
    """A value as it is compared: without spaces, case and compatibility forms."""
    if isinstance(value, float):
        value = f"{value:g}"
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)).casefold())


def _items(field: str, value: Any) -> set[str]:
    if value in (None, "", []):
        return set()
    if isinstance(value, list):
        return {same(getattr(item, "value", item)) for item in value}
    if field == "available_from":
        return {str(value)[:7]}
    return {"".join(sorted(same(value).replace(",", ""))) if field == "name_en" else same(value)}


def score(truth: Mapping[str, Any], read: Mapping[str, Any], tallies: defaultdict[str, Tally]) -> list[str]:
    """Add one document to the tallies; what is not right, in words."""
    wrong = []
    for field in FIELDS:
        want = _items(field, truth.get(field))
        got = _items(field, read.get(_NAMES.get(field, field)))
        for name in (field, "all"):
            tallies[name].right += len(want & got)
            tallies[name].given += len(got)
            tallies[name].true += len(want)
        if want != got:
            wrong.append(f"{field}: {truth.get(field)!r} read as {read.get(_NAMES.get(field, field))!r}")
    return wrong
