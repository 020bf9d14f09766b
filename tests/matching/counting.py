"""How much the proofs of equality compared: told at the end of a run of the tests."""

from collections import Counter

COMPARED: Counter[str] = Counter()


def compared(what: str, number: int = 1) -> None:
    """So many of these were compared one by one, and were equal."""
    COMPARED[what] += number
