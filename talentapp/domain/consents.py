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
    """What holds for one person. `asked` is whether the person has said anything about being considered.

    `agreed` are the organisations that the person would be shown to by name; that counts only while considered.
    """

    considered: bool = False
    asked: bool = False
    agreed: frozenset[int] = frozenset()

    @property
    def withdrawn(self) -> bool:
        """Whether the person does not want to be considered any more."""
        return self.asked and not self.considered

    def shown_to(self, organisation_id: int) -> bool:
        """Whether this organisation may see the person's name, employer and contact."""
        return self.considered and organisation_id in self.agreed


NOBODY_ASKED = Consents()


def holding(words: Iterable[Word]) -> Consents:
    """What holds after all that was said, oldest first. Who is not to be considered is shown to nobody: what was agreed
    for an organisation before that was asked counts as soon as the person is to be considered, but who withdraws takes
    it back with the rest, and is asked anew."""
    considered = asked = False
    agreed: set[int] = set()
    for word in words:
        if word.organisation_id is None:
            considered, asked = word.given, True
            if not word.given:
                agreed.clear()
        elif word.given:
            agreed.add(word.organisation_id)
        else:
            agreed.discard(word.organisation_id)
    return Consents(considered, asked, frozenset(agreed))
