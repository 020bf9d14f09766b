"""Who may see whom by name. Before a person agrees, a university or a firm sees a masked card."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """What a person has said: given or withdrawn, and to whom. No organisation: to be considered at all."""

    organisation_id: int | None
    given: bool


@dataclass(frozen=True)
class Consents:
    """What holds for one person. `asked` is whether the person has said anything about being considered."""

    considered: bool = False
    asked: bool = False
    named: frozenset[int] = frozenset()

    @property
    def withdrawn(self) -> bool:
        """Whether the person does not want to be considered any more."""
        return self.asked and not self.considered

    def shown_to(self, organisation_id: int) -> bool:
        """Whether this organisation may see the person's name, employer and contact."""
        return self.considered and organisation_id in self.named


NOBODY_ASKED = Consents()


def holding(words: Iterable[Word]) -> Consents:
    """What holds after all that was said, oldest first. Who is not to be considered is shown to nobody."""
    considered = asked = False
    named: set[int] = set()
    for word in words:
        if word.organisation_id is None:
            considered, asked = word.given, True
        elif word.given:
            named.add(word.organisation_id)
        else:
            named.discard(word.organisation_id)
    return Consents(considered, asked, frozenset(named) if considered else frozenset())
