"""Why a score is what it is: codes, spans and shares; no sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from talentapp.domain.profiles import Section

_OFF = 0.151  # points: what is above may be a tenth off, and both are rounded


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
    also: tuple[str, ...] = ()  # concepts read from the same words, counted in


@dataclass(frozen=True)
class Named:
    """What both texts name, word for word or by two names of one concept, and where."""

    text: str  # as the right-hand text has it
    left: tuple[Span, ...]
    right: tuple[Span, ...]


@dataclass(frozen=True)
class MissingConcept:
    """A concept that the right-hand text asks for and the left-hand text does not show."""

    concept: str
    weight: float  # its share of what the right-hand text is about, 0 to 1
    right: tuple[Span, ...]


@dataclass(frozen=True)
class Change:
    """What would change a candidate's rank for a project: a concept shown as well, or one shown no more."""

    concept: str
    shown: bool
    score: float  # what the score would be
    rank: int  # and the rank


@dataclass(frozen=True)
class Explanation:
    """Why one text fits another: `shared` points add up to `score` (to rounding of the last digit).

    Below REASONS_FROM, or where a text says too little, all points stand under "" without words: there is no reason.
    """

    score: float  # 0 to 100
    shared: tuple[SharedConcept, ...]
    missing: tuple[MissingConcept, ...]
    too_little: bool = False  # one of the texts says too little to judge
    rank: int = 0  # of the left text among all, for the right text by its score; 0 where nobody asked
    of: int = 0  # how many those are
    changes: tuple[Change, ...] = ()
    named: tuple[Named, ...] = ()  # no part of the score, and not kept with it: said of the texts as they are now


REASONS_FROM = 20.0
"""The least score that means anything: one deviation above what two texts usually score."""

PARTS = ("university", "firm", "synergy")
"""The parts of a pairing's score: the candidate and each project, and the two projects with each other."""

Shares = tuple[float, float, float]
"""How much each of the `PARTS` counts; only the proportion matters."""

USUAL: Shares = (0.4, 0.4, 0.2)
"""What the parts count unless somebody recommends with other weights."""

_SAME = 0.0005  # of a share: less is rounding


def unusual(weights: Mapping[str, float]) -> Mapping[str, float] | None:
    """These weights, a share for each part, where they are other ones than usual: then they are said beside a score."""
    near = all(abs(weights.get(part, 0.0) - share) < _SAME for part, share in zip(PARTS, USUAL, strict=True))
    return None if near else weights


def at_usual(parts: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float] | None:
    """What the parts of a score would be at the usual weights; None where one of them counted nothing, so that nobody
    knows."""
    if not all(weights.get(part) for part in PARTS):
        return None
    return {part: parts[part] * share / weights[part] for part, share in zip(PARTS, USUAL, strict=True)}


def rounded_parts(parts: Mapping[str, float], digits: int = 1) -> tuple[float, dict[str, float]]:
    """The rounded total and the parts rounded so that they add up to it exactly (largest remainder first)."""
    unit = 10**digits
    exact = {name: value * unit for name, value in parts.items()}
    whole = {name: int(value // 1) for name, value in exact.items()}
    total = round(sum(exact.values()))
    for name in sorted(exact, key=lambda name: whole[name] - exact[name])[: total - sum(whole.values())]:
        whole[name] += 1
    return total / unit, {name: value / unit for name, value in whole.items()}


def reason_points(exact: Sequence[float], total: float) -> list[float]:
    """The points of reasons, rounded so that they add up to the total that stands above them, where they come to it."""
    whole = sum(exact)
    scale = total / whole if whole and abs(total - whole) < _OFF else 1.0
    _, rounded = rounded_parts({f"{at}": value * scale for at, value in enumerate(exact)})
    return list(rounded.values())


def explanation_to_json(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain data, to be kept with a run."""

    def spans(items: tuple[Span, ...]) -> list[dict[str, Any]]:
        return [vars(span) for span in items]

    return {
        "score": explanation.score,
        "shared": [
            {
                "concept": item.concept,
                "points": item.points,
                "left": spans(item.left),
                "right": spans(item.right),
                "also": list(item.also),
            }
            for item in explanation.shared
        ],
        "missing": [
            {"concept": item.concept, "weight": item.weight, "right": spans(item.right)} for item in explanation.missing
        ],
        "too_little": explanation.too_little,
        "rank": explanation.rank,
        "of": explanation.of,
        "changes": [vars(change) for change in explanation.changes],
    }


def shared_words(
    kept: Mapping[str, Any], parts: Mapping[str, float]
) -> Iterator[tuple[str, str, float, list[str], list[str]]]:
    """The shared concepts of reasons as they are kept, without the places of their words: for lists of many.

    Each as the part of the score, its concept, its points, the words on the left and those on the right. The points add
    up to `parts`, those of the whole score.
    """
    for part in (part for part in PARTS if part in kept["parts"]):
        shared = kept["parts"][part]["shared"]
        points = reason_points([kept["weights"][part] * item["points"] for item in shared], parts[part])
        for item, rounded in zip(shared, points, strict=True):
            left, right = ([span["text"] for span in item[side]] for side in ("left", "right"))
            yield part, item["concept"], rounded, left, right


def explanation_from_json(data: Mapping[str, Any]) -> Explanation:
    """The explanation that `explanation_to_json` made `data` of."""

    def spans(items: list[dict[str, Any]]) -> tuple[Span, ...]:
        return tuple(Span(**item) for item in items)

    return Explanation(
        score=data["score"],
        shared=tuple(
            SharedConcept(
                item["concept"], item["points"], spans(item["left"]), spans(item["right"]), tuple(item.get("also", ()))
            )
            for item in data["shared"]
        ),
        missing=tuple(
            MissingConcept(item["concept"], item["weight"], spans(item["right"])) for item in data["missing"]
        ),
        too_little=data["too_little"],
        rank=data.get("rank", 0),  # runs of earlier versions did not keep these
        of=data.get("of", 0),
        changes=tuple(Change(**change) for change in data.get("changes", ())),
    )
