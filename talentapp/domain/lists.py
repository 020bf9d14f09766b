"""What a list is asked for, and what it is answered with."""

from dataclasses import dataclass

Facets = tuple[tuple[str, str], ...]
"""Filters as (facet, value): values of one facet are alternatives, facets must all fit."""
SCORE, IMPORT = "score", "import"
"""Facets that other screens ask for: values are spans of scores (`span`), and imports by their ids: what they made or
changed. They are not offered with counts."""
ASKED = (SCORE, IMPORT)
SKILL, FIELD = "skill", "field"
"""Facets of people's own words. A value is any one spelling, and stands for all spellings that mean the same."""
CLOSE = "close"
"""The facet of who writes something close to a skill, and not the skill: a value is any one spelling of the skill.
Other screens ask for it; it is not offered."""
SPANS = tuple((at, at + 10) for at in range(0, 100, 10))
"""Scores from 0 to 100 in equal parts: each from its first number on, to below its second; the last holds 100, too."""


def span(low: int, high: int) -> str:
    """A span of scores as the value of a facet."""
    return f"{low}-{high}"


def span_of(value: str) -> tuple[int, int] | None:
    """The span of scores that a value of a facet says; None where it says none."""
    low, _, high = value.partition("-")
    found = (int(low), int(high)) if low.isdecimal() and high.isdecimal() else None
    return found if found in SPANS else None


@dataclass(frozen=True)
class Found:
    """The ids that fit, in order; where they are not `whole`, as many from the beginning as were asked for."""

    ids: list[int]
    whole: bool = True
    total: int | None = None  # how many fit, where that is known although the ids are not whole
