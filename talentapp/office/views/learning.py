"""What the faces are shown of learning from decisions."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Learned:
    """What the office's own decisions say of a learned order.

    `base` and `learned` are how often, of an accepted and a declined pairing, the accepted one stands higher (0 to 1):
    by the score, and by what was learned from other candidates' decisions. The difference lies between `low` and `high`
    with 95 % certainty. `weights` is what each part of the score counts in the learned order, as shares.
    """

    decisions: int
    accepted: int
    candidates: int
    needed: Mapping[str, int]  # the least number of "decisions", of "each" kind, and of "candidates"
    enough: bool
    better: bool
    used: bool
    base: float | None
    learned: float | None
    low: float | None
    high: float | None
    weights: Mapping[str, float]
