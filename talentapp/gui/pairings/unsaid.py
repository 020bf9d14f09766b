"""What was written of a pairing and not said yet: it waits on disk until it is said, whatever becomes of the window.
What somebody has typed in one role is not shown to another."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from talentapp.domain.roles import Actor
from talentapp.domain.terms import Kind, Verdict
from talentapp.gui.kit.draft_store import DraftStore

_KEPT_AFTER = 400
"""Milliseconds without a key, after which what is typed is kept."""


class Unsaid:
    """The reasons and comments that are half written, by pairing and by what is to be said with them."""

    def __init__(self, drafts: DraftStore, actor: Actor) -> None:
        self._drafts = drafts
        self._whose = f"said-{actor.role.value}-{actor.organisation_id or 0}"

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
        return [key for name, (_, key) in self._drafts.records().items() if name == self._name(key)]

    def _name(self, pairing_id: int) -> str:
        return f"{Kind.PAIRINGS.value}-{pairing_id}-{self._whose}"


class Keeping(QObject):
    """Keeps what is typed once the keys rest for a moment, and whenever it is asked to."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._typed = False  # since it was kept last
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEPT_AFTER)
        self._later.timeout.connect(self.keep)

    def typed(self) -> None:
        """Hear that something was typed."""
        self._typed = True
        self._later.start()

    def keep(self) -> None:
        """Keep what was typed since it was kept last."""
        self._later.stop()
        if self._typed:
            self._typed = False
            self._write()

    def _write(self) -> None:
        raise NotImplementedError


class Writing(Keeping):
    """A line in which something is written that is kept meanwhile, and is there again when it is asked for again."""

    def __init__(self, unsaid: Unsaid, parent: QObject) -> None:
        super().__init__(parent)
        self._unsaid = unsaid
        self._line: QLineEdit | None = None
        self._about: tuple[int, Verdict] | None = None

    def begin(self, line: QLineEdit, pairing_id: int | None, verdict: Verdict) -> bool:
        """Show what was written so far of a pairing, for this verdict; True where it was that which was written last.
        Without a pairing nothing is kept."""
        self.keep()
        about = (pairing_id, verdict) if pairing_id is not None else None
        again = about is not None and about == self._about
        self._line, self._about = line, about
        line.setText(self._unsaid.of(*about) if about is not None else "")
        return again

    def _write(self) -> None:
        if self._line is not None and self._about is not None:
            self._unsaid.keep(*self._about, self._line.text())

    def said(self, pairing_id: int, text: str) -> None:
        """Keep no more what has been said."""
        self.keep()
        self._unsaid.said(pairing_id, text)
