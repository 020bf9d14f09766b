"""What other pages want reviewed; they need not load the review for that."""

from dataclasses import dataclass

from talentapp.domain.terms import State


@dataclass(frozen=True)
class Queue:
    """Pairings of one organisation, of it and its partner, of a plan, or all; in these states, or in those chosen
    last."""

    organisation: int | None = None
    partner: int | None = None
    states: tuple[State, ...] = ()
    plan: int | None = None
    spoken: bool | None = None  # those come first of which no word is missing, or one is, or that others have accepted

    @property
    def is_one_organisations(self) -> bool:
        """Whether it is that of one organisation, or of all."""
        return self.partner is None and self.plan is None

    @property
    def is_all(self) -> bool:
        """Whether it is that of everybody."""
        return self.organisation is None and self.partner is None and self.plan is None
