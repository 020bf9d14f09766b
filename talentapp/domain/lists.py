"""What a list is asked for, and what it is answered with."""

from dataclasses import dataclass

Facets = tuple[tuple[str, str], ...]
"""Filters as (facet, value): values of one facet are alternatives, facets must all fit."""


@dataclass(frozen=True)
class Found:
    """The ids that fit, in order; where they are not `whole`, as many from the beginning as were asked for."""

    ids: list[int]
    whole: bool = True
    total: int | None = None  # how many fit, where that is known although the ids are not whole
