"""Why a score is what it is: codes, spans and shares; no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from talentapp.domain.profiles import Section


@dataclass(frozen=True)
class Span:
    """Where in a profile something was read: the passage's number, its section, and the characters [start, end)."""

    passage: int
    section: Section
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class SharedConcept:
    """A concept that both texts are about, and how many of the score's points (of 100) it carries."""

    concept: str  # code in the vocabulary, or "" for wording in common that no concept covers
    points: float
    left: tuple[Span, ...]
    right: tuple[Span, ...]


@dataclass(frozen=True)
class MissingConcept:
    """A concept that the right-hand text asks for and the left-hand text does not show."""

    concept: str
    weight: float  # its share of what the right-hand text is about, 0 to 1
    right: tuple[Span, ...]


@dataclass(frozen=True)
class Explanation:
    """Why one text fits another: `shared` points add up to `score` (to rounding of the last digit)."""

    score: float  # 0 to 100
    shared: tuple[SharedConcept, ...]
    missing: tuple[MissingConcept, ...]
    too_little: bool = False  # one of the texts says too little to judge


PARTS = ("university", "firm", "synergy")
"""The parts of a pairing's score: the candidate and each project, and the two projects with each other."""


def rounded_parts(parts: Mapping[str, float], digits: int = 1) -> tuple[float, dict[str, float]]:
    """The rounded total and the parts rounded so that they add up to it exactly (largest remainder first)."""
    unit = 10**digits
    exact = {name: value * unit for name, value in parts.items()}
    whole = {name: int(value // 1) for name, value in exact.items()}
    total = round(sum(exact.values()))
    for name in sorted(exact, key=lambda name: whole[name] - exact[name])[: total - sum(whole.values())]:
        whole[name] += 1
    return total / unit, {name: value / unit for name, value in whole.items()}


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain data, to be kept with a run."""

    def spans(items: tuple[Span, ...]) -> list[dict[str, Any]]:
        return [vars(span) for span in items]

    return {
        "score": explanation.score,
        "shared": [
            {"concept": item.concept, "points": item.points, "left": spans(item.left), "right": spans(item.right)}
            for item in explanation.shared
        ],
        "missing": [
            {"concept": item.concept, "weight": item.weight, "right": spans(item.right)} for item in explanation.missing
        ],
        "too_little": explanation.too_little,
    }


def explanation_from_json(data: Mapping[str, Any]) -> Explanation:
    """The explanation that `explanation_to_json` made `data` of."""

    def spans(items: list[dict[str, Any]]) -> tuple[Span, ...]:
        return tuple(Span(**item) for item in items)

    return Explanation(
        score=data["score"],
        shared=tuple(
            SharedConcept(item["concept"], item["points"], spans(item["left"]), spans(item["right"]))
            for item in data["shared"]
        ),
        missing=tuple(
            MissingConcept(item["concept"], item["weight"], spans(item["right"])) for item in data["missing"]
        ),
        too_little=data["too_little"],
    )
