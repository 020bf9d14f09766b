"""What was written of a pairing and not said yet: it waits on disk until it is said, whatever becomes of the window.
What somebody has typed in one role is not shown to another."""

from collections.abc import Collection

from talentapp.domain.roles import Actor
from talentapp.domain.terms import Verdict
from talentapp.gui.kit.draft_store import DraftStore


class Unsaid:
    """The reasons and comments that are half written, by pairing and by what is to be said with them."""

    def __init__(self, drafts: DraftStore, actor: Actor) -> None:
        self._drafts, self._beginning = drafts, f"said-{actor.role.value}-{actor.organisation_id or 0}-"

    def of(self, pairing_id: int, verdict: Verdict) -> str:
        """What was written, or nothing."""
        text = self._drafts.load(self._name(pairing_id)).get(verdict.value, "")
        return text if isinstance(text, str) else ""

    def keep(self, pairing_id: int, verdict: Verdict, text: str) -> None:
        """Keep what is written now; where that is nothing, nothing is kept."""
        name = self._name(pairing_id)
        before = self._drafts.load(name)
        kept = {**before, verdict.value: text} if text.strip() else {k: v for k, v in before.items() if k != verdict}
        if kept:
            self._drafts.write(name, kept)
        else:
            self._drafts.forget(name)

    def said(self, pairing_id: int, text: str) -> None:
        """Keep no more what has been said of a pairing, with whatever verdict."""
        for verdict in Verdict:
            if text and self.of(pairing_id, verdict).strip() == text:
                self.keep(pairing_id, verdict, "")

    def pairings(self) -> list[int]:
        """The pairings of which something is kept, also by windows that have gone."""
        keys = [name.removeprefix(self._beginning) for name in self._drafts.names(self._beginning)]
        return [int(key) for key in keys if key.isdigit()]

    def forget(self, pairings: Collection[int]) -> None:
        """Keep nothing more of these."""
        for one in pairings:
            self._drafts.forget(self._name(one))

    def _name(self, pairing_id: int) -> str:
        return f"{self._beginning}{pairing_id}"
