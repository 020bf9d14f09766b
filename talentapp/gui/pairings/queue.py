"""What other pages want reviewed; they need not load the review for that."""

from dataclasses import dataclass

from talentapp.domain.terms import State


@dataclass(frozen=True)
class Queue:
    """Pairings of one organisation, of it and its partner, or of all; in these states, or in those chosen last."""

    organisation: int | None = None
    partner: int | None = None
    states: tuple[State, ...] = ()
