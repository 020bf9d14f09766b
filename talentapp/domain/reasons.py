"""Why a score is what it is: codes, spans and shares; no sentences."""

from dataclasses import dataclass

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
